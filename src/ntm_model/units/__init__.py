"""Who? Provinces, districts, communes, villages and agencies through time, with certificates."""

from __future__ import annotations

from .counting import count_by_name, hull, tally
from .lineage import Former, LineageChange, Succession
from .parts import Agency, Commune, District, Village
from .province import Province

__all__ = [
    "Agency",
    "Commune",
    "District",
    "Former",
    "LineageChange",
    "Province",
    "Succession",
    "Village",
    "count_by_name",
    "hull",
    "tally",
]

"""Who? Provinces, districts and communes, each with the certificates that it holds."""

from __future__ import annotations

from .parts import Commune, District
from .province import Province, count_by_name

__all__ = ["Commune", "District", "Province", "count_by_name"]

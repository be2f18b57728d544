"""How do they compare? A programme, the rules, and the review."""

from __future__ import annotations

from .demands import Demand, demands_of
from .fewest import Fewest, Grant, fewest
from .programme import Programme
from .progress import Progress, Settling, progress
from .reviewing import Review
from .series import Point, Series

__all__ = [
    "Demand",
    "Fewest",
    "Grant",
    "Point",
    "Programme",
    "Progress",
    "Review",
    "Series",
    "Settling",
    "demands_of",
    "fewest",
    "progress",
]

"""How do they compare? A programme, the rules, and the review."""

from __future__ import annotations

from .programme import Programme
from .progress import Progress, Settling, progress
from .reviewing import Review
from .series import Point, Series

__all__ = ["Point", "Programme", "Progress", "Review", "Series", "Settling", "progress"]

"""How do they compare? A programme, the rules, and the review."""

from __future__ import annotations

from .programme import Programme
from .progress import Progress, Settling, progress
from .reviewing import Review

__all__ = ["Programme", "Progress", "Review", "Settling", "progress"]

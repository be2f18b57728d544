"""How do they compare? A programme, the rules, and the review."""

from __future__ import annotations

from .progress import Progress, Settling, progress
from .programme import Programme
from .reviewing import Review


__all__ = ["Programme", "Progress", "Review", "Settling", "progress"]

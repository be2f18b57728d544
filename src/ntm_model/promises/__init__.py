"""What was promised? Targets, plans and duties, as documents word them.

Names are :class:`~ntm_model.core.names.Mention`s and figures are
:class:`~ntm_model.core.figures.Printed`: what a document is quoted as saying is kept as it
stands, and judged in the review.
"""

from __future__ import annotations

from .plans import Duty, Plan
from .targets import Target
from .words import CarryOver, Comparator, Expressed, Matter, Norm, Role, Silence, Status

__all__ = [
    "CarryOver",
    "Comparator",
    "Duty",
    "Expressed",
    "Matter",
    "Norm",
    "Plan",
    "Role",
    "Silence",
    "Status",
    "Target",
]

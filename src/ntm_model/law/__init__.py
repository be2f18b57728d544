"""What is required? Conditions as data with citations, and what judges units by them."""

from __future__ import annotations

from .acknowledging import Eligibility, may_be_acknowledged
from .conditions import Condition, ConditionKind, ConditionSet, conditions_for
from .judging import judge_district

__all__ = [
    "Condition",
    "ConditionKind",
    "ConditionSet",
    "Eligibility",
    "conditions_for",
    "judge_district",
    "may_be_acknowledged",
]

"""What is required? Conditions as data with citations, and what judges units by them."""

from __future__ import annotations

from .acknowledging import Eligibility, may_be_acknowledged
from .amending import Effect, effects
from .assessing import Circumstances, Judgement, assess
from .changing import LeastChange, least_change
from .columns import AreaStatus, ColumnFound, Membership, column_for
from .conditions import Condition, ConditionKind, ConditionSet, conditions_for
from .criteria import Amendment, CriteriaSet, Criterion, Indicator
from .judging import judge_district
from .library import criteria_set, set_of, sets
from .receipts import Receipt, receipt
from .recognising import may_be_recognised, may_be_revoked
from .rolling_up import Band, RollUp, roll_up

__all__ = [
    "Amendment",
    "AreaStatus",
    "Band",
    "Circumstances",
    "ColumnFound",
    "Condition",
    "ConditionKind",
    "ConditionSet",
    "CriteriaSet",
    "Criterion",
    "Effect",
    "Eligibility",
    "Indicator",
    "Judgement",
    "LeastChange",
    "Membership",
    "Receipt",
    "RollUp",
    "assess",
    "column_for",
    "conditions_for",
    "criteria_set",
    "effects",
    "judge_district",
    "least_change",
    "may_be_acknowledged",
    "may_be_recognised",
    "may_be_revoked",
    "receipt",
    "roll_up",
    "set_of",
    "sets",
]

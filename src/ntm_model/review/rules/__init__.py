"""The rules: functions from a case to checks, each named as in the design (U3 … D4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...core.explanation import Check
from ..case import Case
from .agreement import breakdown, carry_over, names_and_numbers, same_question
from .authors import cited_before, earlier_than_target, provenance, same_aims
from .duties import addressees, assignment, authorities, yardsticks
from .figures import denominators, nesting, over_achievement, percentages, populations
from .names import already_held, ambiguity, existence, prerequisites
from .outcome import (
    district_conditions,
    lapsed,
    order_of_tiers,
    outstanding,
    reach,
    revocations,
    sequence,
)

RULES: tuple[Callable[[Case], Iterator[Check]], ...] = (
    order_of_tiers,
    sequence,
    revocations,
    ambiguity,
    percentages,
    nesting,
    populations,
    denominators,
    over_achievement,
    provenance,
    earlier_than_target,
    carry_over,
    breakdown,
    same_question,
    names_and_numbers,
    cited_before,
    existence,
    already_held,
    prerequisites,
    district_conditions,
    reach,
    outstanding,
    lapsed,
    same_aims,
    assignment,
    authorities,
    addressees,
    yardsticks,
)

__all__ = ["RULES"]

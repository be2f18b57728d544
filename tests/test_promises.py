"""Targets, plans and duties: what their fields mean, and what they refuse."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_model import (
    CertificationTier,
    Comparator,
    Count,
    InvalidInputError,
    Mention,
    Plan,
    Target,
    Verdict,
)

STANDARD = CertificationTier.STANDARD

HOLDS: dict[Comparator, Callable[[int, int], bool]] = {
    Comparator.AT_LEAST: operator.ge,
    Comparator.MORE_THAN: operator.gt,
    Comparator.AT_MOST: operator.le,
    Comparator.LESS_THAN: operator.lt,
    Comparator.EXACTLY: operator.eq,
    # what lies below is open, which the reason says and not the range
    Comparator.ABOUT: operator.ge,
}


@given(st.sampled_from(Comparator), st.integers(1, 9), st.integers(0, 12))
def test_a_comparator_means_what_it_says(comparator: Comparator, value: int, count: int) -> None:
    """An exact count is judged as the comparator's own relation does."""
    target = Target(id="t", tier=STANDARD, comparator=comparator, value=value, scope="P")

    verdict = Count.exactly(count).within(target.required)

    assert verdict is Verdict.of(HOLDS[comparator](count, value))


@pytest.mark.parametrize(
    ("comparator", "value"), [(Comparator.AT_LEAST, -1), (Comparator.LESS_THAN, 0)]
)
def test_a_target_that_no_number_can_meet_is_refused(comparator: Comparator, value: int) -> None:
    """A negative value, and "less than 0", are no targets."""
    with pytest.raises(InvalidInputError, match="value: found"):
        Target(id="t", tier=STANDARD, comparator=comparator, value=value, scope="P")


def test_a_plan_that_names_and_counts_nothing_is_unlisted() -> None:
    """Only a plan with neither names nor a number is an order without a list."""
    assert Plan(id="p", tier=STANDARD).unlisted
    assert not Plan(id="p", tier=STANDARD, number=5).unlisted
    assert not Plan(id="p", tier=STANDARD, mentions=(Mention("A"),)).unlisted


def test_a_plan_refuses_all_its_faults_at_once() -> None:
    """A negative number and a deadline before the year are told together."""
    with pytest.raises(InvalidInputError) as caught:
        Plan(id="p", tier=STANDARD, number=-1, year=2025, deadline=date(2024, 12, 31))

    assert [fault.path for fault in caught.value.faults] == ["number", "deadline"]


@pytest.mark.parametrize(
    ("deadline", "day", "due"),
    [
        (date(2024, 12, 31), date(2024, 12, 31), True),
        (date(2025, 1, 1), date(2024, 12, 31), False),
        (None, date(2024, 12, 31), True),
        (date(2025, 1, 1), None, True),
    ],
)
def test_a_plan_is_due_by_its_deadline(
    deadline: date | None, day: date | None, *, due: bool
) -> None:
    """The last day of a deadline counts; without a deadline or a day it may be due."""
    assert Plan(id="p", tier=STANDARD, deadline=deadline).due_by(day) is due

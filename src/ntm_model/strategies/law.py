"""Cases on both sides of every level that law files set, and of every day that they change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import final

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ..core.explanation import Comparison
from ..core.verdict import Verdict
from ..law import CriteriaSet, sets
from ..law.requirements import Requirement, Threshold, inside

#: a hair beside a bound
_HAIR = Decimal("0.001")


@final
@attrs.frozen(kw_only=True)
class Boundary:
    """One value on one side of one level, and what the text says of it."""

    criteria_set: CriteriaSet = attrs.field(repr=lambda found: repr(found.id))
    asked: Threshold = attrs.field(repr=lambda asked: repr(asked.measure))
    #: id of the indicator that asks for it
    indicator: str
    column: str
    year: int | None
    value: Decimal
    #: whether the value is enough, read off the words of the law alone
    expected: Verdict

    @property
    def name(self) -> str:
        """A name for a test: set, measure, column, year and side."""
        parts = (self.criteria_set.id, self.asked.measure, self.column, str(self.year or ""))
        return " ".join(part for part in (*parts, str(self.value)) if part)


@cache
def boundaries() -> tuple[Boundary, ...]:
    """Return a case below, at and above every level, of each text that is in force on some day."""
    return tuple(
        case
        for found in sets()
        for text in _texts(found)
        for indicator in text.indicators
        for asked in _thresholds(indicator.requires)
        for case in _cases(text, indicator.id, asked)
    )


@cache
def boundary_cases() -> SearchStrategy[Boundary]:
    """Return cases on both sides of the levels that the law files set."""
    return st.sampled_from(boundaries())


def _texts(found: CriteriaSet) -> Iterator[CriteriaSet]:
    """Yield a set as it stood before its first amendment, and from each one on."""
    days = sorted({amendment.since for amendment in found.amendments})
    yield found.on(days[0] - timedelta(1) if days else date.max)
    for day in days:
        yield found.on(day)


def _thresholds(asked: Requirement) -> Iterator[Threshold]:
    if isinstance(asked, Threshold):
        yield asked
    for part in inside(asked):
        yield from _thresholds(part)


def _cases(text: CriteriaSet, indicator: str, asked: Threshold) -> Iterator[Boundary]:
    enough = {
        Comparison.AT_LEAST: (False, True, True),
        Comparison.MORE_THAN: (False, False, True),
        Comparison.AT_MOST: (True, True, False),
        Comparison.BELOW: (True, False, False),
    }[asked.comparison]
    for cell in asked.cells:
        values = (cell.value - _HAIR, cell.value, cell.value + _HAIR)
        for value, good in zip(values, enough, strict=True):
            yield Boundary(
                criteria_set=text,
                asked=asked,
                indicator=indicator,
                column=cell.column,
                year=cell.year,
                value=value,
                expected=Verdict.of(good),
            )

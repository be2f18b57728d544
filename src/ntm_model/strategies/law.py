"""Cases on both sides of every level that law files set, and of every day that they change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import final

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ..core.days import When
from ..core.explanation import Comparison
from ..core.verdict import Verdict
from ..law import CriteriaSet, sets
from ..law.requirements import Requirement, Threshold, inside, measures
from ..record import CriterionMark, Mark, Observation
from .words import citations, whens

#: a hair beside a bound
_HAIR = Decimal("0.001")


@final
@attrs.frozen(kw_only=True)
class Boundary:
    """One value on one side of one level, and what the text says of it."""

    #: id of the set, and a day of the text that is meant
    set_id: str
    on: date
    #: id of the indicator that asks for it
    indicator: str
    measure: str
    unit: str
    column: str
    year: int | None
    #: the level, and a value below, at or above it
    bound: Decimal
    value: Decimal
    #: whether the value is enough, read off the words of the law alone
    expected: Verdict

    @property
    def criteria_set(self) -> CriteriaSet:
        """The set, as it stood on the day."""
        return _text(self.set_id, self.on)

    @property
    def name(self) -> str:
        """A name for a test: set, measure, column, year and side."""
        parts = (self.set_id, self.measure, self.column, str(self.year or ""))
        return " ".join(part for part in (*parts, str(self.value)) if part)


@cache
def boundaries() -> tuple[Boundary, ...]:
    """Return a case below, at and above every level, of each text that is in force on some day."""
    return tuple(
        case
        for found in sets()
        for day in _days(found)
        for indicator in found.on(day).indicators
        for asked in _thresholds(indicator.requires)
        for case in _cases(asked, set_id=found.id, on=day, indicator=indicator.id)
    )


@cache
def boundary_cases() -> SearchStrategy[Boundary]:
    """Return cases on both sides of the levels that the law files set."""
    return st.sampled_from(boundaries())


def observations(unit: str, *, sources: tuple[str, ...] = ()) -> SearchStrategy[Observation]:
    """Return values of what the law files ask about shares, numbers, truths and grades."""
    return st.sampled_from(_measured()).flatmap(
        lambda asked: st.builds(
            Observation,
            unit=st.just(unit),
            criteria_set=st.just(asked[0]),
            measure=st.just(asked[1]),
            as_of=st.just(When()),
            known=whens(),
            source=citations(sources),
            **_value(asked[2]),
        )
    )


@st.composite
def criterion_marks(draw: DrawFn, unit: str, *, sources: tuple[str, ...] = ()) -> CriterionMark:
    """Return marks of the criteria of the law files."""
    found = draw(st.sampled_from(sets()))
    return CriterionMark(
        unit=unit,
        criteria_set=found.id,
        criterion=draw(st.sampled_from(found.criteria)).id,
        mark=draw(st.sampled_from(Mark)),
        known=draw(whens()),
        source=draw(citations(sources)),
    )


@cache
def _measured() -> tuple[tuple[str, str, str], ...]:
    """Return each measure of each set, with what it is measured in."""
    return tuple(
        (found.id, measure.replace("/*", "/thôn"), unit)
        for found in sets()
        for indicator in found.on(date.max).indicators
        for measure, unit in measures(indicator.requires).items()
    )


def _value(unit: str) -> dict[str, SearchStrategy[object]]:
    """Return what may be observed of a measure: what is given, and what is left out."""
    if unit == "yes or no":
        return {"truth": st.booleans()}
    if unit == "grade":
        return {"grade": st.sampled_from(("Khá", "Tốt"))}
    return {"value": st.decimals(0, 100, places=2)}


@cache
def _text(set_id: str, on: date) -> CriteriaSet:
    return next(found for found in sets() if found.id == set_id).on(on)


def _days(found: CriteriaSet) -> Iterator[date]:
    """Yield the eve of a set's first amendment, and the day of each one."""
    days = sorted({amendment.since for amendment in found.amendments})
    yield days[0] - timedelta(1) if days else date.max
    yield from days


def _thresholds(asked: Requirement) -> Iterator[Threshold]:
    if isinstance(asked, Threshold):
        yield asked
    for part in inside(asked):
        yield from _thresholds(part)


def _cases(asked: Threshold, *, set_id: str, on: date, indicator: str) -> Iterator[Boundary]:
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
                set_id=set_id,
                on=on,
                indicator=indicator,
                measure=asked.measure,
                unit=asked.unit,
                column=cell.column,
                year=cell.year,
                bound=cell.value,
                value=value,
                expected=Verdict.of(good),
            )

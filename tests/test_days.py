"""Days that are known within bounds, years, half-open periods."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ntm_model import CriteriaPeriod, InvalidInputError, Period, When, Years
from ntm_model.core.days import last_day_of
from ntm_model.strategies import days, periods, whens, year_ranges

DAY = date(2022, 3, 8)
ONE = timedelta(1)


def possible(when: When) -> list[date]:
    """Return the possible days of *when* in a window that reaches beyond all that is generated."""
    window = [date(2020, 12, 1) + timedelta(offset) for offset in range(1800)]
    return [day for day in window if (when.earliest or day) <= day <= (when.latest or day)]


@given(days())
def test_a_day_becomes_a_point(day: date) -> None:
    """A certain day is the range of itself; ranges stay as they are, and None is unknown."""
    assert When.of(day) == When(day, day)
    assert When.of(When(None, day)) == When(None, day)
    assert When.of(None).unknown


def test_only_a_range_without_bounds_is_unknown() -> None:
    """One bound is already knowledge."""
    assert [When().unknown, When(DAY).unknown, When(None, DAY).unknown] == [True, False, False]


@pytest.mark.parametrize("value", [Years, When, Period])
def test_bounds_that_run_backwards_are_refused(value: type[Years | When | Period]) -> None:
    """The fault says what was found, and the order that was probably meant."""
    first, last = (2022, 2021) if value is Years else (DAY, DAY - ONE)
    with pytest.raises(InvalidInputError, match=f"did you mean {last} to {first}"):
        value(first, last)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_a_year_is_its_first_to_its_last_day() -> None:
    """A year that a source prints is never turned into one day."""
    assert When.during(2024) == When(date(2024, 1, 1), date(2024, 12, 31))


@given(whens(), days())
def test_surely_by_means_every_possible_day(when: When, day: date) -> None:
    """Surely by a day: all possible days are; possibly by it: some are."""
    assert when.surely_by(day) is (when.latest is not None and max(possible(when)) <= day)
    assert when.possibly_by(day) is (when.earliest is None or min(possible(when)) <= day)


@given(whens(), whens())
@example(When.of(DAY), When.of(DAY))
@example(When.of(DAY), When.of(DAY + ONE))
def test_surely_before_means_every_pair_of_days(one: When, other: When) -> None:
    """A range lies before another if no possible day of it reaches the other's first."""
    known = one.latest is not None and other.earliest is not None
    expected = known and max(possible(one)) < min(possible(other))
    assert one.surely_before(other) is expected


@given(whens(), st.none() | days())
@example(When(DAY, DAY + ONE), DAY)
@example(When(DAY, DAY), DAY - ONE)
def test_a_cap_keeps_exactly_the_days_before_it(when: When, latest: date | None) -> None:
    """Capping drops the days after the cap, unless none would be left."""
    kept = [day for day in possible(when) if latest is None or day <= latest]
    assert possible(when.capped(latest)) == (kept or possible(when))


@given(year_ranges())
def test_a_year_becomes_a_point(years: Years) -> None:
    """A number is the range of itself; ranges stay, and None is unknown."""
    assert Years.of(years) is years
    assert Years.of(2018) == Years(2018, 2018)
    assert Years.of(None) == Years()


@given(periods(), days())
def test_a_period_is_half_open(period: Period, day: date) -> None:
    """The first day lies in a period, the day that it ends before does not."""
    after_start = period.since is None or period.since <= day
    before_end = period.before is None or day < period.before
    assert (day in period) is (after_start and before_end)


def test_an_empty_period_is_refused() -> None:
    """A period that ends before its own first day has no day; an unbounded one has all."""
    with pytest.raises(InvalidInputError, match="at least one day"):
        Period(DAY, DAY)
    assert DAY in Period()


@pytest.mark.parametrize("period", CriteriaPeriod)
def test_criteria_periods_meet_without_a_gap(period: CriteriaPeriod) -> None:
    """Each day from the first of a period to its last is of that period and of no other."""
    first, last = period.years
    assert CriteriaPeriod.at(date(first, 1, 1)) is period
    assert CriteriaPeriod.at(date(last, 12, 31)) is period
    assert CriteriaPeriod.at(date(last + 1, 1, 1)) is not period


def test_no_criteria_period_lies_outside_the_programme() -> None:
    """Before 2010 and after 2030 there is none."""
    assert CriteriaPeriod.at(date(2009, 12, 31)) is None
    assert CriteriaPeriod.at(date(2031, 1, 1)) is None


@pytest.mark.parametrize("year", [0, 10000, -1])
def test_the_calendar_has_no_other_years(year: int) -> None:
    """A year that no day can be in is refused with the years that there are."""
    with pytest.raises(InvalidInputError, match="a year from 1 to 9999"):
        last_day_of(year)


@pytest.mark.parametrize(
    "build",
    [When, partial(When, None), Period, partial(Period, None)],
    ids=["When", "When latest", "Period", "Period before"],
)
@pytest.mark.parametrize(
    "odd", ["năm 2024", 2024, 2024.5, True, datetime(2024, 3, 29, 12, tzinfo=UTC)]
)
def test_what_is_no_day_is_refused(build: Callable[[Any], object], odd: object) -> None:
    """A text, a number or a day with a clock cannot be compared with days."""
    with pytest.raises(InvalidInputError, match="expected a day such as"):
        build(odd)


@pytest.mark.parametrize("odd", ["2024", 2024.5, True, 0, 10000])
def test_what_is_no_year_is_refused(odd: Any) -> None:  # noqa: ANN401 - anything odd
    """Nothing was recognised for it."""
    for build in (Years, partial(Years, None), When.during):
        with pytest.raises(InvalidInputError, match="expected a year from 1 to 9999"):
            build(odd)

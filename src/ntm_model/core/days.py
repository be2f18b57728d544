"""Days, years and periods, certain or not: the words for time."""

from __future__ import annotations

from datetime import MAXYEAR, MINYEAR, date
from enum import Enum
from typing import Self, TypeVar, final

import attrs

from .errors import Fault, expect, expect_day, in_words, refuse

_Bound = TypeVar("_Bound", date, int)
_PLAIN = frozenset((date, type(None)))


@final
@attrs.frozen
class When:
    """A day that is known only within bounds; either bound may be missing.

    A year or a month that a source prints becomes its bounds, never a day.

    >>> When.during(2021)
    When(earliest=datetime.date(2021, 1, 1), latest=datetime.date(2021, 12, 31))
    """

    earliest: date | None = None
    latest: date | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse bounds that run backwards, and what is no day."""
        if _in_order(self.earliest, self.latest):
            return
        _expect_days(earliest=self.earliest, latest=self.latest)
        refuse(_backwards(self.earliest, self.latest))

    @classmethod
    def of(cls, day: date | When | None) -> When:
        """Make a point of a day; a range stays as it is and ``None`` means unknown."""
        if isinstance(day, When):
            return day
        if day is not None:
            expect_day(day=day)
        return cls(day, day)

    @classmethod
    def during(cls, year: int) -> Self:
        """Return some day of *year*."""
        last = last_day_of(year)
        return cls(date(year, 1, 1), last)

    @property
    def unknown(self) -> bool:
        """Whether neither bound is known."""
        return self.earliest is None and self.latest is None

    @property
    def certain(self) -> bool:
        """Whether it is one day."""
        return self.earliest is not None and self.earliest == self.latest

    def surely_by(self, day: date) -> bool:
        """Whether no possible day is later than *day*."""
        return self.latest is not None and self.latest <= day

    def possibly_by(self, day: date) -> bool:
        """Whether some possible day is not later than *day*."""
        return self.earliest is None or self.earliest <= day

    def open_on(self, day: date) -> bool:
        """Whether it is open if this has happened by *day*."""
        return self.possibly_by(day) and not self.surely_by(day)

    def surely_before(self, other: When) -> bool:
        """Whether every possible day lies before every possible day of *other*."""
        if self.latest is None or other.earliest is None:
            return False
        return self.latest < other.earliest

    def capped(self, latest: date | None) -> When:
        """Return these bounds with nothing after *latest*, unless that would leave no day."""
        if latest is None or self.surely_by(latest) or not self.possibly_by(latest):
            return self
        return When(self.earliest, latest)


@final
@attrs.frozen
class Years:
    """A calendar year, such as the one that a unit is recognised for, possibly uncertain.

    >>> Years.of(2018)
    Years(earliest=2018, latest=2018)
    """

    earliest: int | None = None
    latest: int | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse bounds that run backwards, and what is no year of the calendar."""
        for name, bound in (("earliest", self.earliest), ("latest", self.latest)):
            if bound is not None:
                _expect_year(name, bound)
        refuse(_backwards(self.earliest, self.latest))

    @classmethod
    def of(cls, year: int | Years | None) -> Years:
        """Make a point of a year; a range stays as it is and ``None`` means unknown."""
        if isinstance(year, Years):
            return year
        if year is not None:
            expect(int, year=year)
        return cls(year, year)


def last_day_of(year: int) -> date:
    """Return the last day of a year.

    >>> last_day_of(2024)
    datetime.date(2024, 12, 31)

    Raises:
        InvalidInputError: the calendar has no such year.
    """
    _expect_year("year", year)
    return date(year, 12, 31)


def _expect_year(name: str, year: int) -> None:
    if type(year) is not int or not MINYEAR <= year <= MAXYEAR:
        refuse([Fault(name, in_words(year), f"a year from {MINYEAR} to {MAXYEAR}")])


def _in_order(first: date | None, last: date | None) -> bool:
    """Whether two bounds are plain days, and sound as nearly all are."""
    plain = first.__class__ in _PLAIN and last.__class__ in _PLAIN
    return plain and (first is None or last is None or first <= last)


def _expect_days(**bounds: date | None) -> None:
    """Refuse what is no day; most values have plain ones, so these are passed over first."""
    if not _PLAIN.issuperset(map(type, bounds.values())):
        expect_day(**{name: day for name, day in bounds.items() if day is not None})


@final
@attrs.frozen
class Period:
    """A half-open stretch of days, ``[since, before)``; a missing end is unbounded.

    >>> date(2025, 12, 31) in CriteriaPeriod.Y2021_2025.days
    True
    """

    since: date | None = None
    before: date | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a period that runs backwards; an empty one is refused too, and what is no day."""
        _expect_days(since=self.since, before=self.before)
        if self.since is not None and self.since == self.before:
            refuse(
                [Fault("", f"a period from {self.since} before {self.before}", "at least one day")]
            )
        refuse(_backwards(self.since, self.before))

    def __contains__(self, day: date) -> bool:
        """Whether *day* lies in the period: its first day does, the day it ends before does not."""
        return (self.since is None or self.since <= day) and (
            self.before is None or day < self.before
        )


class CriteriaPeriod(Enum):
    """The periods of the programme; each brought a criteria set of its own.

    Source: 491/QĐ-TTg (2009), 1980/QĐ-TTg (2016), 318/QĐ-TTg (2022), 51/2025/QĐ-TTg.
    """

    Y2010_2015 = "2010-2015"
    Y2016_2020 = "2016-2020"
    Y2021_2025 = "2021-2025"
    Y2026_2030 = "2026-2030"

    @property
    def years(self) -> tuple[int, int]:
        """First and last calendar year."""
        return int(self.value[:4]), int(self.value[5:])

    @property
    def days(self) -> Period:
        """The days of the period, half-open."""
        first, last = self.years
        return Period(date(first, 1, 1), date(last + 1, 1, 1))

    @classmethod
    def at(cls, day: date) -> CriteriaPeriod | None:
        """Return the period that *day* lies in, if any."""
        return next((period for period in cls if day in period.days), None)


def _backwards(first: _Bound | None, last: _Bound | None) -> tuple[Fault, ...]:
    """Return the fault of bounds that run backwards, if they do."""
    if first is None or last is None or first <= last:
        return ()
    return (Fault("", f"{first} to {last}", "bounds in order", f"{last} to {first}"),)

"""How fast a target has been approached, and how fast it must be: from the record, nothing more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import final

import attrs

from ..core.counts import Count
from ..core.errors import Fault, refuse
from ..core.quantities import Metric
from ..core.verdict import Verdict
from ..core.words import Stock
from ..promises import Target
from .holding import measure
from .programme import Programme

#: a rate is so many units in as many days
_YEAR = 365


@final
@attrs.frozen(kw_only=True)
class Pace:
    """How many units a year were added, and how many a year are still needed.

    Both are ranges, as far as names and statements tell; a year has 365 days. Nothing is drawn
    from it but whether the same pace would do.
    """

    target: str
    since: date
    on: date
    horizon: date
    #: how many units were added in net terms between the two days
    added: Count
    #: how many are still missing on the day
    missing: Count

    @property
    def achieved(self) -> tuple[Fraction, Fraction | None]:
        """The fewest and the most units added a year; no end where there is no upper bound."""
        return _yearly(self.added, self.on - self.since)

    @property
    def needed(self) -> tuple[Fraction, Fraction | None]:
        """The fewest and the most units a year that would reach the target in time."""
        return _yearly(self.missing, self.horizon - self.on)

    @property
    def enough(self) -> Verdict:
        """Whether the pace of the record would reach the target in time, if it went on."""
        slow, fast = self.achieved
        least, most = self.needed
        if most is not None and slow >= most:
            return Verdict.MET
        return Verdict.NOT_MET if fast is not None and fast < least else Verdict.UNDETERMINED


def pace(programme: Programme, target: Target, *, since: date, on: date) -> Pace:
    """Compare what was added since a day with what is missing on another.

    Raises:
        InvalidInputError: the target counts no units or has no horizon, or the days do not rise.
    """
    refuse(_faults(target, since, on))
    flow = attrs.evolve(target, stock=Stock.NET, since=since)
    return Pace(
        target=target.id,
        since=since,
        on=on,
        horizon=target.horizon or on,
        added=measure(programme, flow, on).count,
        missing=measure(programme, target, on).count.short_of(target.required.low),
    )


def _faults(target: Target, since: date, on: date) -> Iterator[Fault]:
    counts = target.metric is Metric.UNITS and not target.is_share
    if not counts or target.stock is not Stock.CUMULATIVE or target.horizon is None:
        found = f"{target.id!r}, which asks for something else"
        yield Fault("target", found, "a number of units in all, with a horizon")
    elif not since < on < target.horizon:
        found = f"{since}, {on}, {target.horizon}"
        yield Fault("on", found, "a first day, the day and the horizon, in this order")


def _yearly(count: Count, stretch: timedelta) -> tuple[Fraction, Fraction | None]:
    high = None if count.high is None else Fraction(count.high * _YEAR, stretch.days)
    return Fraction(count.low * _YEAR, stretch.days), high

"""How many criteria units meet, by assessments: totals, units in a band, units that fall short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ..core.counts import Basis, Count
from ..core.days import When
from ..core.verdict import Verdict
from ..core.words import Stock
from ..promises import Target
from ..record import Assessment
from ..tiers import CertificationTier
from ..units import hull, tally
from .holding import OPEN, looked_at, states
from .programme import Programme


def criteria_met(programme: Programme, unit: str, tier: CertificationTier, on: date) -> Count:
    """Return how many criteria of a tier's set a unit meets, by its newest assessment.

    Without one it may be none, or all of them: as many as the other assessments of the tier are of.
    """
    of_tier = [one for one in programme.assessments if one.tier is tier]
    known = [one for one in of_tier if one.unit == unit and _day(one).surely_by(on)]
    last = [one for one in known if not any(_day(one).surely_before(_day(more)) for more in known)]
    if last:
        return hull(Count.exactly(one.met, Basis.NAMES) for one in last)
    return Count(0, max((one.of for one in of_tier), default=None), Basis.NAMES)


def total_met(programme: Programme, target: Target, on: date) -> tuple[Count, int]:
    """Return how many criteria all units together meet, or gained, and how many units they are.

    No units where it is open which they are.
    """
    possible = states(programme.province, on)
    units = looked_at(possible[0], target, on) if len(possible) == 1 else None
    if units is None or any(belongs is Verdict.UNDETERMINED for _, belongs in units):
        return OPEN, 0
    inside = [unit.id for unit, belongs in units if belongs is Verdict.MET]
    return _sum(_progress(programme, target, unit, on) for unit in inside), len(inside)


def units_that(
    programme: Programme, target: Target, on: date, asked: Count, *, wanted: bool
) -> tuple[Count, int]:
    """Count the units whose criteria, or gains, lie in a range or do not, and say of how many."""
    found: list[Count] = []
    sizes = [0]
    for state in states(programme.province, on):
        units = looked_at(state, target, on)
        if units is None:
            return OPEN, 0
        inside = [
            (belongs, _progress(programme, target, unit.id, on).within(asked))
            for unit, belongs in units
        ]
        found.append(tally(one & (met if wanted else ~met) for one, met in inside))
        sizes.append(len(units))
    return (hull(found) if found else OPEN), max(sizes)


def assumed(programme: Programme, target: Target, on: date) -> bool:
    """Whether an assessment of an earlier day is taken to hold still."""
    return any(
        one.tier is target.tier and _day(one).surely_by(on) and _day(one) != When.of(on)
        for one in programme.assessments
    )


def _day(one: Assessment) -> When:
    """Return the day that an assessment is of: not later than its publication."""
    return one.as_of.capped(one.known.latest)


def _progress(programme: Programme, target: Target, unit: str, on: date) -> Count:
    """Return how many criteria a unit meets, or how many more than on the first day."""
    now = criteria_met(programme, unit, target.tier, on)
    if target.stock is Stock.CUMULATIVE:
        return now
    if target.since is None:
        return OPEN
    then = criteria_met(programme, unit, target.tier, target.since)
    low = 0 if then.high is None else max(0, now.low - then.high)
    high = None if now.high is None else max(0, now.high - then.low)
    return Count(low, high, Basis.NAMES)


def _sum(counts: Iterable[Count]) -> Count:
    """Add ranges up; one without an end leaves the sum without one."""
    given = list(counts)
    highs = list(_ends(given))
    high = sum(highs) if len(highs) == len(given) else None
    return Count(sum(count.low for count in given), high, Basis.NAMES)


def _ends(counts: Iterable[Count]) -> Iterator[int]:
    return (count.high for count in counts if count.high is not None)

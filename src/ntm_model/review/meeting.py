"""How many criteria units meet, by assessments: totals, units in a band, units that fall short."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeAlias

from ..core.counts import Basis, Count
from ..core.days import When
from ..core.verdict import Verdict
from ..core.words import Stock
from ..promises import Target
from ..tiers import CertificationTier
from ..units import hull, tally
from .holding import OPEN, looked_at, states
from .programme import Programme

#: the ends of a range that may lie below 0; ``None`` is no end
Ends: TypeAlias = tuple[int | None, int | None]


def criteria_met(programme: Programme, unit: str, tier: CertificationTier, on: date) -> Count:
    """Return how many criteria of a tier's set a unit meets, by the assessments of that very day.

    Without one it may be none, or all of them: as many as the other assessments of the tier are
    of. What was so on another day tells nothing: criteria are lost as well as reached.
    """
    of_day = [one for one in programme.assessments if one.tier is tier and one.as_of == When.of(on)]
    found = [one for one in of_day if one.unit == unit]
    if found:
        return hull(Count.exactly(one.met, Basis.NAMES) for one in found)
    return Count(0, max((one.of for one in of_day), default=None), Basis.NAMES)


def total_met(programme: Programme, target: Target, on: date) -> tuple[Ends, int]:
    """Return how many criteria all units together meet, or gained, and how many units they are.

    No units where it is open which they are.
    """
    possible = states(programme.province, on)
    units = looked_at(possible[0], target, on) if len(possible) == 1 else None
    if units is None or any(belongs is Verdict.UNDETERMINED for _, belongs in units):
        return (None, None), 0
    inside = [unit.id for unit, belongs in units if belongs is Verdict.MET]
    return _sum([_progress(programme, target, unit, on) for unit in inside]), len(inside)


def units_that(
    programme: Programme, target: Target, on: date, holds: Callable[[Ends], Verdict]
) -> tuple[Count, int | None]:
    """Count the units of whose criteria, or gains, something holds, and say of how many units.

    ``None`` where it is open of how many, or where none of them is on file.
    """
    found: list[Count] = []
    sizes: set[int | None] = set()
    for state in states(programme.province, on):
        units = looked_at(state, target, on)
        if units is None:
            return OPEN, None
        belonging = [belongs for _, belongs in units]
        sure = Verdict.UNDETERMINED not in belonging
        sizes.add(belonging.count(Verdict.MET) if sure else None)
        found.append(
            tally(
                belongs & holds(_progress(programme, target, unit.id, on))
                for unit, belongs in units
            )
        )
    return (hull(found) if found else OPEN), sizes.pop() if len(sizes) == 1 else None


def _progress(programme: Programme, target: Target, unit: str, on: date) -> Ends:
    """Return how many criteria a unit meets, or how many more than on the first day."""
    now = criteria_met(programme, unit, target.tier, on)
    if target.stock is Stock.CUMULATIVE:
        return now.low, now.high
    if target.since is None:
        return None, None
    then = criteria_met(programme, unit, target.tier, target.since)
    low = None if then.high is None else now.low - then.high
    return low, None if now.high is None else now.high - then.low


def _sum(ranges: Sequence[Ends]) -> Ends:
    """Add ranges up; one without an end leaves the sum without one."""
    lows = [low for low, _ in ranges if low is not None]
    highs = [high for _, high in ranges if high is not None]
    low = sum(lows) if len(lows) == len(ranges) else None
    return low, sum(highs) if len(highs) == len(ranges) else None

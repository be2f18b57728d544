"""How many units hold what a promise counts: stocks and flows, by names, statements and reports."""

from __future__ import annotations

from datetime import date
from typing import TypeAlias

from ..core.counts import Basis, Count
from ..core.errors import InvalidInputError
from ..core.figures import Hedge
from ..core.names import Level
from ..core.quantities import BELOW, Metric, Population, Quantity
from ..core.verdict import Verdict
from ..core.words import Stock
from ..promises import Target
from ..record import Combination, Reported
from ..tiers import CertificationTier
from ..units import Commune, District, Province, Village, count_by_name, hull, tally
from .programme import Programme

_Counted: TypeAlias = Commune | District | Village
#: nothing is known
OPEN = Count(0, None, Basis.NAMES)
_STANDARD = CertificationTier.STANDARD


def measure(programme: Programme, target: Target, on: date) -> Combination:
    """Count the units that a target counts, with the names alone and with what sources say.

    What was added since an unknown day cannot be told, nor what a scope that ended holds.
    """
    report = newest(programme, target, on)
    if not _exists(programme.province, target.scope, on):
        known = OPEN if report is None else as_count(report)
        return Combination(OPEN, known)
    if target.stock is not Stock.CUMULATIVE:
        found = _flow(programme, target, on)
    elif _is_plain(target) and target.level is Level.COMMUNE:
        found = programme.combine(target.tier, on=on, scope=target.scope)
    else:
        count = _by_name(programme, target, on)
        found = Combination(count, count)
    return found if report is None else _with_report(found, as_count(report))


def looked_at(
    state: Province, quantity: Target | Reported, on: date
) -> tuple[tuple[_Counted, Verdict], ...] | None:
    """Return the units of a quantity in a province of a day, and whether each belongs to it.

    ``None``: they are not all on file: those of another scope, a group, villages, provinces.
    """
    group = quantity.population is Population.GROUP
    listed = bool(quantity.members) and group
    unlisted = group or quantity.level in (Level.VILLAGE, Level.PROVINCE)
    if not _has(state, quantity.scope) or (unlisted and not listed):
        return None
    complete = state.is_complete(on)
    return tuple(
        (unit, _belongs(unit, quantity, on, complete=complete))
        for unit in _of_level(state, quantity.level, quantity.scope)
    )


def parents(programme: Programme, target: Target, on: date) -> tuple[Count, int]:
    """Count the units that have at least so many holders inside, and say how many there are."""
    found: list[Count] = []
    units: set[int] = set()
    for state in states(programme.province, on):
        above = _of_level(state, target.level, target.scope)
        needed = Count(target.each, None)
        judged = [_held_inside(programme, target, unit.id, on).within(needed) for unit in above]
        units.add(len(above))
        found.append(tally(judged))
    return (hull(found), max(units)) if found else (OPEN, 0)


def newest(programme: Programme, target: Target, on: date) -> Reported | None:
    """Return the newest report of the number that a target asks for; ``None`` if it is not sure."""
    usable = [
        one
        for one in programme.reported
        if (one.tier, one.question) == (target.tier, target.question)
        and looks_at(one) is looks_at(target)
        and one.day.surely_by(on)
    ]
    last = [one for one in usable if not any(one.day.surely_before(other.day) for other in usable)]
    numbers = {(one.value, one.of, one.hedge) for one in last}
    return last[0] if len(numbers) == 1 else None


def looks_at(quantity: Quantity) -> Population:
    """Return the units that a number looks at; what a share is of does not matter for it."""
    narrow = [Population.NOT_STANDARD, Population.GROUP]
    if quantity.metric is not Metric.UNITS:
        narrow.append(Population.STANDARD)
    return quantity.population if quantity.population in narrow else Population.ALL


def as_count(report: Reported) -> Count:
    """Return the whole numbers that a reported one allows."""
    number, most = int(report.value), report.of
    if report.hedge is Hedge.OVER:
        return Count(number + 1, most if most is None else max(most, number + 1))
    if report.hedge is Hedge.ALMOST:
        return Count(0, max(0, number - 1))
    return Count(0, most) if report.hedge is Hedge.ABOUT else Count.exactly(number)


def _is_plain(target: Target) -> bool:
    """Whether all units of the scope are counted that hold the tier or a higher one."""
    return target.inclusive and looks_at(target) is Population.ALL


def _exists(province: Province, scope: str, on: date) -> bool:
    """Whether the province, or the unit that a target is for, surely exists on a day."""
    possible = states(province, on)
    return bool(possible) and all(_has(state, scope) for state in possible)


def states(province: Province, on: date) -> tuple[Province, ...]:
    """Return every province that is possible on a day; none if it did not exist."""
    try:
        return province.states(on)
    except InvalidInputError:
        return ()


def _has(state: Province, scope: str) -> bool:
    return scope in (state.id, *(unit.id for unit in state.units))


def _of_level(state: Province, level: Level, scope: str) -> tuple[_Counted, ...]:
    """Return the units of a level that lie in a scope, or are it."""
    communes = state.communes_of(scope)
    if level is Level.COMMUNE:
        return communes
    inside = {unit.id for unit in communes}
    if level is Level.VILLAGE:
        return tuple(unit for unit in state.villages if unit.commune in inside)
    whole = scope == state.id
    return tuple(unit for unit in state.districts if whole or unit.id == scope)


def _belongs(unit: _Counted, quantity: Quantity, on: date, *, complete: bool) -> Verdict:
    """Judge whether a unit is one of those that a quantity looks at."""
    among = looks_at(quantity)
    if among is Population.GROUP:
        return Verdict.of(unit.id in quantity.members)
    if among is Population.ALL:
        return Verdict.MET
    standard = unit.standing(_STANDARD, on=on, complete=complete)
    return standard if among is Population.STANDARD else ~standard


def _by_name(programme: Programme, target: Target, on: date) -> Count:
    """Count holders among the units on file, in every state that the province may be in."""
    if target.level is Level.VILLAGE and _is_plain(target):
        # villages are never all on file
        return Count(programme.province.count_villages(target.tier, on=on).low, None)
    found = (_names(state, target, on) for state in programme.province.states(on))
    return hull(found)


def _names(state: Province, target: Target, on: date) -> Count:
    units = looked_at(state, target, on)
    if units is None:
        return OPEN
    complete = state.is_complete(on)
    return tally(belongs & _holds(unit, target, on, complete=complete) for unit, belongs in units)


def _holds(unit: _Counted, target: Target, on: date, *, complete: bool) -> Verdict:
    """Judge whether a unit counts on a day; counted exclusively, it must hold no higher tier."""
    held = unit.standing(target.tier, on=on, complete=complete)
    if target.inclusive:
        return held
    higher = (tier for tier in CertificationTier if tier > target.tier)
    return held & ~Verdict.any_of(unit.standing(tier, on=on, complete=complete) for tier in higher)


def _held_inside(programme: Programme, target: Target, scope: str, on: date) -> Count:
    """Count the holders one level below, inside one unit."""
    if BELOW[target.level] is Level.COMMUNE:
        return programme.combine(target.tier, on=on, scope=scope).count
    state = programme.province.on(on)
    inside = [unit for unit in state.villages if unit.commune == scope]
    return count_by_name(inside, target.tier, on=on, complete=state.is_complete(on))


def _flow(programme: Programme, target: Target, on: date) -> Combination:
    """Count the units that came to hold the tier since the first day, or the net difference."""
    since = target.since
    if since is None or since > on or not states(programme.province, since):
        return Combination(OPEN, OPEN)
    now, then = (_stock(programme, target, day) for day in (on, since))
    net = _difference(now, then)
    if target.stock is Stock.NET:
        return Combination(net, net)
    gained = _gained(programme, target, since, on)
    # whoever came is at least the difference, however many were lost
    low = max(gained.low, net.low)
    high = _least(gained.high, now.high)
    return Combination(gained, Count(low, high if high is None else max(low, high), Basis.COMBINED))


def _stock(programme: Programme, target: Target, on: date) -> Count:
    if _is_plain(target) and target.level is Level.COMMUNE:
        return programme.combine(target.tier, on=on, scope=target.scope).count
    return _by_name(programme, target, on)


def _difference(now: Count, then: Count) -> Count:
    low = 0 if then.high is None else max(0, now.low - then.high)
    high = None if now.high is None else max(low, now.high - then.low)
    return Count(low, high, Basis.COMBINED)


def _gained(programme: Programme, target: Target, since: date, on: date) -> Count:
    """Count the units of the day by name that hold the tier and did not on the first day."""
    found: list[Count] = []
    for state in programme.province.states(on):
        units = looked_at(state, target, on)
        if units is None:
            return OPEN
        found.append(
            tally(belongs & _newly(unit, target, since, on, state) for unit, belongs in units)
        )
    return hull(found)


def _newly(unit: _Counted, target: Target, since: date, on: date, state: Province) -> Verdict:
    now = _holds(unit, target, on, complete=state.is_complete(on))
    return now & ~_holds(unit, target, since, complete=state.is_complete(since))


def _with_report(found: Combination, report: Count) -> Combination:
    """Narrow what names and statements give by a report; a contradiction is withheld."""
    count = found.count
    low, high = max(count.low, report.low), _least(count.high, report.high)
    if high is not None and high < low:
        return Combination(found.by_name, None, found.steps)
    return Combination(found.by_name, Count(low, high, Basis.COMBINED), found.steps, exact=False)


def _least(*ends: int | None) -> int | None:
    """Return the lower of two upper ends, of which any may be open."""
    return min((end for end in ends if end is not None), default=None)

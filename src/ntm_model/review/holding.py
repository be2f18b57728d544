"""How many units hold what a promise counts: stocks and flows, by names, statements and reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

from ..core.counts import Basis, Count
from ..core.days import When
from ..core.errors import InvalidInputError
from ..core.figures import Hedge
from ..core.names import Level
from ..core.quantities import Metric, Population, Quantity
from ..core.verdict import Verdict
from ..core.words import Stock
from ..promises import Target
from ..record import Combination, Reported
from ..tiers import CertificationTier
from ..units import Commune, District, Province, Village, hull, tally
from .programme import Programme

_Counted: TypeAlias = Commune | District | Village
#: nothing is known
OPEN = Count(0, None, Basis.NAMES)
_STANDARD = CertificationTier.STANDARD


def measure(programme: Programme, target: Target, on: date) -> Combination:
    """Count the units that a target counts, with the names alone and with what sources say.

    What was added since an unknown day cannot be told, nor what a scope that ended holds.
    """
    report = report_of(programme, target, on)
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


def parents(programme: Programme, target: Target, on: date) -> tuple[Count, int | None]:
    """Count the districts with enough holders inside, and say of how many, where that is sure."""
    found: list[Count] = []
    sizes: set[int] = set()
    for state in states(programme.province, on):
        units = looked_at(state, target, on)
        if units is None:
            return OPEN, None
        needed = Count(target.each, None)
        inside = [
            programme.combine(target.tier, on=on, scope=unit.id).count.within(needed)
            for unit, _ in units
        ]
        sizes.add(len(units))
        found.append(tally(inside))
    return (hull(found) if found else OPEN), sizes.pop() if len(sizes) == 1 else None


def report_of(programme: Programme, target: Target, on: date) -> Reported | None:
    """Return the report of the very number and day; ``None`` if there is none, or they differ."""
    found = [one for one in reports(programme, target) if one.day == When.of(on)]
    numbers = {(one.value, one.of, one.hedge) for one in found}
    return found[0] if len(numbers) == 1 else None


def reports(programme: Programme, target: Target) -> Iterator[Reported]:
    """Yield the reports of the number that a target asks for, of whatever day."""
    for one in programme.reported:
        same = (one.tier, one.question) == (target.tier, target.question)
        if same and looks_at(one) is looks_at(target):
            yield one


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
    found = hull(_names(state, target, on) for state in programme.province.states(on))
    # villages are never all on file
    endless = target.level is Level.VILLAGE and looks_at(target) is Population.ALL
    return Count(found.low, None, Basis.NAMES) if endless else found


def _names(state: Province, target: Target, on: date) -> Count:
    units = looked_at(state, target, on)
    if units is None and target.level is Level.VILLAGE and target.population is None:
        units = tuple((unit, Verdict.MET) for unit in _of_level(state, target.level, target.scope))
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


def net(programme: Programme, target: Target, on: date) -> tuple[int | None, int | None]:
    """Return by how many more units hold the tier than on the first day, at least and at most.

    Fewer is negative, and ``None`` is no end.
    """
    since = target.since
    if since is None or not _lasted(programme.province, target.scope, since, on):
        return None, None
    now, then = (_stock(programme, target, day) for day in (on, since))
    low = None if then.high is None else now.low - then.high
    return low, None if now.high is None else now.high - then.low


def _lasted(province: Province, scope: str, since: date, on: date) -> bool:
    """Whether a scope surely existed on two days, the first not after the second."""
    return since <= on and all(_exists(province, scope, day) for day in (since, on))


def _flow(programme: Programme, target: Target, on: date) -> Combination:
    """Count the units that came to hold the tier since the first day."""
    since = target.since
    if since is None or not _lasted(programme.province, target.scope, since, on):
        return Combination(OPEN, OPEN)
    gained = _gained(programme, target, since, on)
    low, high = gained.low, _least(gained.high, _stock(programme, target, on).high)
    if _unmoved(programme.province, target.scope, since, on):
        # whoever came is at least the difference, however many were lost
        low = max(low, net(programme, target, on)[0] or 0)
    return Combination(gained, Count(low, high if high is None else max(low, high), Basis.COMBINED))


def _unmoved(province: Province, scope: str, since: date, on: date) -> bool:
    """Whether a scope surely had the same communes on two days."""
    held = [province.populations(scope, When.of(day)) for day in (since, on)]
    return held[0] == held[1] and len(held[0]) == 1


def _stock(programme: Programme, target: Target, on: date) -> Count:
    if _is_plain(target) and target.level is Level.COMMUNE:
        return programme.combine(target.tier, on=on, scope=target.scope).count
    return _by_name(programme, target, on)


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

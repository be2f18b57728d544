"""Totals through time: what is on file day by day, and how each stated total fits the rest.

Totals of different sources differ for reasons: a decision follows the year that it recognises,
a commune that became a township leaves the denominator, meeting all criteria is no recognition,
and some facts were published later. Each stated total is held against the others, and the check
says which of these explains a difference.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import final

import attrs

from ..core.counts import Basis, Count
from ..core.days import When, last_day_of
from ..core.explanation import Check, Explanation, Kind
from ..core.names import Level
from ..core.verdict import Verdict
from ..core.words import Meaning, Stock
from ..record import Statement
from ..tiers import CertificationTier
from ..units import hull
from .programme import Programme

#: the rule that a stated total agrees with what else is on file for its day
_RULE = "S1"


@final
@attrs.frozen(kw_only=True)
class Point:
    """The totals of a scope on one day."""

    on: date
    #: how many communes there are
    units: Count
    #: holders on file by name
    by_name: Count
    #: holders by names and statements together
    combined: Count
    #: communes recognised for the year of the day or an earlier one, whenever that was decided
    by_year: Count


@final
@attrs.frozen(kw_only=True)
class Series:
    """The totals of a tier through time, and a check for each total that a source states."""

    tier: CertificationTier
    #: id of the province or district
    scope: str
    points: tuple[Point, ...]
    #: one for each stated total, in the order of their days
    checks: tuple[Check, ...]


def series(
    programme: Programme, tier: CertificationTier, days: Iterable[date], *, scope: str = ""
) -> Series:
    """Return the totals on some days, by what is on file; see :meth:`Programme.series`."""
    if scope:
        programme.province.unit(scope)
    place = scope or programme.province.id
    return Series(
        tier=tier,
        scope=place,
        points=tuple(_point(programme, tier, day, scope) for day in days),
        checks=tuple(_fit(programme, said) for said in _totals(programme, tier, place)),
    )


def _point(programme: Programme, tier: CertificationTier, on: date, scope: str) -> Point:
    found = programme.combine(tier, on=on, scope=scope)
    states = programme.province.states(on)
    sizes = [len(state.communes_of(scope or state.id)) for state in states]
    return Point(
        on=on,
        units=Count(min(sizes), max(sizes)),
        by_name=found.by_name,
        combined=found.count,
        by_year=_by_year(programme, tier, on, scope),
    )


def _by_year(programme: Programme, tier: CertificationTier, on: date, scope: str) -> Count:
    """Count the communes of a day by their recognised years, whenever those were decided."""
    complete = programme.province.is_complete(last_day_of(on.year + 1))
    found: list[Count] = []
    for state in programme.province.states(on):
        units = state.communes_of(scope or state.id)
        verdicts = [unit.recognised_in(tier, last=on.year, complete=complete) for unit in units]
        low = verdicts.count(Verdict.MET)
        high = low + verdicts.count(Verdict.UNDETERMINED)
        found.append(Count(low, high, Basis.NAMES))
    return hull(found)


def _totals(programme: Programme, tier: CertificationTier, scope: str) -> list[Statement]:
    """Return the stated totals of a whole scope, by the last day that they may be of."""
    scopes = programme.province.ids if scope in programme.province.ids else (scope,)
    found = [
        said
        for said in programme.statements
        if said.tier is tier
        and said.scope in scopes
        and not said.members
        and not said.group
        and (said.level, said.stock, said.inclusive) == (Level.COMMUNE, Stock.CUMULATIVE, True)
    ]
    return sorted(found, key=lambda said: (said.day.latest or date.max, said.id))


def _fit(programme: Programme, said: Statement) -> Check:
    """Hold one stated total against the rest, and say what explains a difference."""
    others = attrs.evolve(
        programme, statements=tuple(one for one in programme.statements if one.id != said.id)
    )
    observed = _around(others, said)
    topic, verdict, related = _explained(others, said, observed)
    reason = Explanation(
        kind=Kind.FACT,
        topic=topic,
        verdict=verdict,
        rule=_RULE,
        subject=(said.id, *related),
        observed=observed,
        required=said.count,
        day=said.day.latest,
        citation=said.source,
    )
    return Check(_RULE, said.id, reason)


def _explained(
    others: Programme, said: Statement, observed: Count | None
) -> tuple[str, Verdict, tuple[str, ...]]:
    """Return which explanation fits, whether it settles the matter, and the facts it rests on."""
    if said.meaning is not Meaning.RECOGNISED:
        return "not-recognition", Verdict.MET, _recognised_beside(others, said)
    sizes = {len(units) for units in others.province.populations(said.scope, said.day)}
    if said.size is not None and said.size not in sizes:
        return "other-denominator", Verdict.UNDETERMINED, ()
    if observed is None:
        return "day-not-known", Verdict.UNDETERMINED, ()
    if said.count.within(observed) is Verdict.NOT_MET:
        return _contradiction(others, said)
    return _agreement(others, said, observed)


def _agreement(
    others: Programme, said: Statement, observed: Count
) -> tuple[str, Verdict, tuple[str, ...]]:
    """Say how far the rest confirms a total that it does not rule out."""
    if observed.exact and observed.low == said.count.low:
        return "reproduced", Verdict.MET, ()
    if said.count.exact and said.count.low == _named(others, said):
        return "all-named", Verdict.MET, ()
    return "not-all-named", Verdict.UNDETERMINED, ()


def _contradiction(others: Programme, said: Statement) -> tuple[str, Verdict, tuple[str, ...]]:
    """Say what explains a total that names and other statements rule out, if anything does."""
    day = said.day.latest
    by_year = None if day is None else _by_year(others, said.tier, day, said.scope)
    if by_year is not None and said.count.within(by_year) is not Verdict.NOT_MET:
        return "recognised-year", Verdict.MET, ()
    known = said.known.latest
    then = None if known is None else _around(others.on_file(known=known), said)
    if then is not None and said.count.within(then) is not Verdict.NOT_MET:
        return "published-later", Verdict.MET, ()
    return "unexplained", Verdict.NOT_MET, ()


def _named(others: Programme, said: Statement) -> int:
    """Return how many holders are on file by name on the last day that a total may be of."""
    day = said.day.latest
    return 0 if day is None else others.combine(said.tier, on=day, scope=said.scope).by_name.low


def _around(others: Programme, said: Statement) -> Count | None:
    """Return what the rest says of every day that a total may be of; ``None`` if none is known."""
    when = said.day
    if when.unknown:
        return None
    ends = (when.earliest, when.latest)
    days = {day for day in (*ends, *_turning(others)) if day is not None and _may_be(when, day)}
    found = [others.combine(said.tier, on=day, scope=said.scope).count for day in sorted(days)]
    return hull(found)


def _may_be(when: When, day: date) -> bool:
    return when.possibly_by(day) and (when.latest is None or day <= when.latest)


def _turning(programme: Programme) -> set[date]:
    """Return the days on which an answer may become another: those of facts, and their eves."""
    province = programme.province
    days: list[When | None] = [said.day for said in programme.statements]
    days += [succession.on for succession in province.successions]
    for unit in province.units:
        days += [former.before for former in unit.formerly]
        for grant in unit.certifications:
            days += [grant.decided, grant.effective, grant.expires]
        for end in unit.revocations:
            days += [end.decided, end.effective]
    known = [day for day in days if day is not None]
    bounds = {bound for day in known for bound in (day.earliest, day.latest) if bound is not None}
    return bounds | {day - timedelta(1) for day in bounds if day > date.min}


def _recognised_beside(others: Programme, said: Statement) -> tuple[str, ...]:
    """Return the totals of recognised communes that the same page gives for the same day."""
    return tuple(
        one.id
        for one in others.statements
        if one.meaning is Meaning.RECOGNISED
        and (one.source.source, one.tier, one.scope, one.day, one.members, one.group)
        == (said.source.source, said.tier, said.scope, said.day, (), "")
        and (one.level, one.stock, one.inclusive) == (said.level, said.stock, said.inclusive)
    )

"""An oracle: exact histories of a few communes, what a file forgets of them, and all worlds left.

It plays histories day by day with tables of its own and shares no reasoning with the library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import product

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from ntm_model import (
    Certification,
    CertificationTier,
    Commune,
    Count,
    CriteriaPeriod,
    District,
    Province,
    Revocation,
    Statement,
    When,
    Years,
)

STANDARD, ADVANCED, MODEL = (
    CertificationTier.STANDARD,
    CertificationTier.ADVANCED,
    CertificationTier.MODEL,
)
TIERS = (STANDARD, ADVANCED, MODEL)
OLD, NEW = CriteriaPeriod.Y2016_2020, CriteriaPeriod.Y2021_2025
#: five days on both sides of the first day of a criteria period, and five inside one
EDGE = tuple(date(2021, 1, 1) + timedelta(offset) for offset in range(-2, 3))
INSIDE = tuple(date(2022, 3, 8) + timedelta(offset) for offset in range(-2, 3))

#: what a grant of a tier gives, and what its revocation takes away (rules C1 and C3)
_GIVES = {STANDARD: {STANDARD}, ADVANCED: {STANDARD, ADVANCED}, MODEL: {STANDARD, ADVANCED, MODEL}}
_TAKES = {STANDARD: {STANDARD, ADVANCED, MODEL}, ADVANCED: {ADVANCED, MODEL}, MODEL: {MODEL}}
#: the first day and the years of the two criteria sets; ``None`` is any other set
_SETS = {OLD: (date(2016, 1, 1), 2016, 2020), NEW: (date(2021, 1, 1), 2021, 2025)}

Tiers = frozenset[CertificationTier]


@attrs.frozen
class Event:
    """That a tier was granted, or revoked, on a day; *period* is that of the certificate."""

    day: date
    tier: CertificationTier
    period: CriteriaPeriod | None = None
    grants: bool = True


History = tuple[Event, ...]


def held(history: Iterable[Event], on: date, under: CriteriaPeriod | None = None) -> Tiers:
    """Play a history to the end of a day and return the tiers that are held then."""
    state: set[tuple[CertificationTier, CriteriaPeriod | None]] = set()
    for event in sorted(history, key=lambda event: (event.day, event.grants)):
        if event.day > on:
            break
        if event.grants:
            state |= {(tier, event.period) for tier in _GIVES[event.tier]}
        else:
            state -= {
                (tier, period)
                for tier, period in state
                if tier in _TAKES[event.tier] and event.period in (None, period)
            }
    return frozenset(tier for tier, period in state if under in (None, period))


@attrs.frozen
class Case:
    """What happened to each commune of a province, and the file that is left of it."""

    days: tuple[date, ...]
    truth: tuple[History, ...]
    province: Province
    statements: tuple[Statement, ...] = ()

    def holders(
        self, tier: CertificationTier, on: date, under: CriteriaPeriod | None = None
    ) -> frozenset[str]:
        """Return the ids of the communes that in truth hold *tier* on a day."""
        units = zip(self.province.communes, self.truth, strict=True)
        return frozenset(unit.id for unit, history in units if tier in held(history, on, under))


@st.composite
def cases(
    draw: DrawFn,
    *,
    max_communes: int = 4,
    max_events: int = 3,
    days: Sequence[tuple[date, ...]] = (INSIDE, EDGE),
) -> Case:
    """Draw truths of a few communes, and forget part of them without saying anything false."""
    span = draw(st.sampled_from(days))
    through = draw(st.none() | st.sampled_from(span))
    sizes = st.integers(1, max_communes)
    truth = tuple(draw(_histories(span, max_events)) for _ in range(draw(sizes)))
    districts = tuple(District(name, id=name) for name in ("d1", "d2"))
    communes = tuple(
        Commune(
            f"c{index}",
            certifications=tuple(_drawn(draw, _certificates(history, span, through))),
            revocations=tuple(_drawn(draw, _ends(history, span))),
            district=draw(st.sampled_from(("d1", "d2", ""))),
        )
        for index, history in enumerate(truth)
    )
    province = Province("p", districts=districts, communes=communes, complete_through=through)
    return Case(span, truth, province)


@st.composite
def stated(draw: DrawFn, source: SearchStrategy[Case], *, most: int = 3) -> Case:
    """Draw a case with true statements about its communes."""
    case = draw(source)
    statements = [draw(_statements(case, index)) for index in range(draw(st.integers(0, most)))]
    return attrs.evolve(case, statements=tuple(statements))


def worlds(unit: Commune, case: Case, periods: Iterable[CriteriaPeriod] = ()) -> set[History]:
    """Return every history of a unit that its file allows, with at most one more grant a tier.

    Days before and after those of the case stand for all others.
    """
    days = (case.days[0] - timedelta(1), *case.days, case.days[-1] + timedelta(1))
    sets = (None, *periods)
    recorded = (
        *([*_readings(fact, days, sets)] for fact in unit.certifications),
        *([*_readings(fact, days, sets)] for fact in unit.revocations),
    )
    through = case.province.complete_through
    open_days = [day for day in days if through is None or day > through]
    missing = (
        ((), *((Event(day, tier, period),) for day in open_days for period in sets))
        for tier in TIERS
    )
    known = [tuple(events) for events in product(*recorded)]
    added = [sum(events, ()) for events in product(*missing)]
    return {before + more for before in known for more in added}


def hull(
    case: Case, tier: CertificationTier, among: Iterable[str], on: date
) -> tuple[int, int] | None:
    """Return how many of *among* hold *tier* on a day in all worlds that fit names and statements.

    ``None`` if there is no such world.
    """
    asked = frozenset(among)
    spots = [(said, day) for said in case.statements for day in _days_of(said, case.days)]
    totals: set[tuple[int, ...]] = {(0,) * (len(spots) + 1)}
    for unit in case.province.communes:
        profiles = {
            (
                int(unit.id in asked and tier in held(history, on)),
                *(int(_counted(said, unit, history, day)) for said, day in spots),
            )
            for history in worlds(unit, case)
        }
        totals = {
            tuple(map(int.__add__, total, profile)) for total in totals for profile in profiles
        }
    fitting = [total[0] for total in totals if _fits(case, spots, total[1:])]
    return (min(fitting), max(fitting)) if fitting else None


def _fits(case: Case, spots: list[tuple[Statement, date]], numbers: tuple[int, ...]) -> bool:
    """Whether each statement is true on some possible day of it."""
    true = {said for (said, _), number in zip(spots, numbers, strict=True) if number in said.count}
    return all(said in true for said in case.statements)


def _counted(said: Statement, unit: Commune, history: History, day: date) -> bool:
    tiers = held(history, day, said.period)
    inside = unit.id in said.members if said.members else said.scope in ("p", unit.district)
    above = any(tier in tiers for tier in TIERS[TIERS.index(said.tier) + 1 :])
    return inside and said.tier in tiers and (said.inclusive or not above)


def _days_of(said: Statement, days: Sequence[date]) -> list[date]:
    return [day for day in days if _inside(day, said.on)]


def _inside(day: date, when: When) -> bool:
    return (when.earliest or day) <= day <= (when.latest or day)


def _readings(
    fact: Certification | Revocation,
    days: Sequence[date],
    sets: Sequence[CriteriaPeriod | None],
) -> Iterator[Event]:
    """Return every exact event that a recorded fact may stand for."""
    when = fact.decided if fact.effective == When() else fact.effective
    capped = [fact.known] if fact.effective == When() else []
    if isinstance(fact, Certification):
        capped += [fact.ceremony] if fact.effective == When() else []
        allowed = [period for period in sets if _allowed(fact, period)]
    else:
        allowed = [fact.period]
    for day, period in product(days, allowed):
        early = period is None or not isinstance(fact, Certification) or day >= _SETS[period][0]
        if _inside(day, when) and early and all(_inside(day, When(None, cap.latest)) for cap in capped):
            yield Event(day, fact.tier, period, isinstance(fact, Certification))


def _allowed(fact: Certification, period: CriteriaPeriod | None) -> bool:
    """Whether a certificate may be of a criteria set, by what it says of set and year."""
    if fact.period is not None or period is None:
        return fact.period is period
    _, first, last = _SETS[period]
    return (fact.year.earliest or first) <= last and (fact.year.latest or last) >= first

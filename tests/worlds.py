"""An oracle: exact histories of a few communes, what a file forgets of them, and all worlds left.

It plays histories day by day with tables of its own and shares no reasoning with the library.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import product

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ntm_model import (
    Certification,
    CertificationTier,
    Citation,
    Commune,
    Confidence,
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
#: first day, first year and last year of the two criteria sets; any other set is ``None``
_SETS = {OLD: (date(2016, 1, 1), 2016, 2020), NEW: (date(2021, 1, 1), 2021, 2025)}

Periods = Sequence[CriteriaPeriod | None]


@attrs.frozen
class Event:
    """That a tier was granted, or revoked, on a day; *period* is that of the certificate.

    A revocation without a period is of the certificates of all periods.
    """

    day: date
    tier: CertificationTier
    period: CriteriaPeriod | None = None
    grants: bool = True


History = tuple[Event, ...]


def held(
    history: History, on: date, under: CriteriaPeriod | None = None
) -> frozenset[CertificationTier]:
    """Play a history to the end of a day and return the tiers that are held then."""
    state: set[tuple[CertificationTier, CriteriaPeriod | None]] = set()
    past = (event for event in history if event.day <= on)
    for event in sorted(past, key=lambda event: (event.day, event.grants)):
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

    @property
    def all_days(self) -> tuple[date, ...]:
        """The days of the case, one that stands for all before, and one for all after."""
        return (self.days[0] - timedelta(1), *self.days, self.days[-1] + timedelta(1))

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
    max_communes: int = 3,
    max_events: int = 3,
    spans: tuple[tuple[date, ...], ...] = (INSIDE, EDGE),
    revoked: bool = True,
) -> Case:
    """Draw truths of a few communes, and forget part of them without saying anything false."""
    span = draw(st.sampled_from(spans))
    through = draw(st.none() | st.sampled_from(span))
    truth = draw(
        st.lists(_histories(span, max_events, revoked=revoked), min_size=1, max_size=max_communes)
    )
    communes = tuple(
        draw(_recorded(f"c{index}", history, span, through)) for index, history in enumerate(truth)
    )
    districts = (District("d1"), District("d2"))
    province = Province("p", districts=districts, communes=communes, complete_through=through)
    return Case(span, tuple(truth), province)


@st.composite
def stated(
    draw: DrawFn,
    source: SearchStrategy[Case],
    *,
    tiers: Sequence[CertificationTier] = TIERS,
    days: Sequence[date] = (),
    periods: Periods = (None, NEW, OLD),
) -> Case:
    """Draw a case with true statements about its communes, of some tiers, days and sets alone."""
    case = draw(source)
    one = _statement(case, tiers, days or case.days, periods)
    said = draw(st.lists(one, min_size=1, max_size=3))
    numbered = (attrs.evolve(one, id=f"s{index}") for index, one in enumerate(said))
    return attrs.evolve(case, statements=tuple(numbered))


def worlds(
    unit: Commune,
    case: Case,
    periods: Periods = (None,),
    missing: Sequence[CertificationTier] = TIERS,
) -> Iterator[History]:
    """Yield every history of a unit that its file allows.

    One grant of each of the *missing* tiers may have happened without being on file, if the
    file does not exclude it.
    """
    days = case.all_days
    through = case.province.complete_through
    later = [day for day in days if through is None or day > through]
    recorded = (
        *([*_grants(fact, days, periods)] for fact in unit.certifications),
        *([*_ends(fact, days)] for fact in unit.revocations),
    )
    unrecorded = (
        [None, *(Event(day, tier, period) for day in later for period in periods)]
        for tier in missing
    )
    for events in product(*recorded, *unrecorded):
        yield tuple(event for event in events if event is not None)


def hull(
    case: Case, tier: CertificationTier, among: frozenset[str], on: date
) -> tuple[int, int] | None:
    """Return the fewest and most of *among* that hold *tier* in the worlds that fit all statements.

    ``None`` if there is no such world.
    """
    spots = [
        (said, day) for said in case.statements for day in case.all_days if _inside(day, said.on)
    ]
    totals: set[tuple[int, ...]] = {(0,) * (len(spots) + 1)}
    for unit in case.province.communes:
        profiles = {
            (
                int(unit.id in among and tier in held(history, on)),
                *(int(counted(said, unit, history, day)) for said, day in spots),
            )
            for history in worlds(unit, case)
        }
        totals = {
            tuple(map(int.__add__, total, profile)) for total in totals for profile in profiles
        }
    fitting = [total[0] for total in totals if _all_true(case, spots, total[1:])]
    return (min(fitting), max(fitting)) if fitting else None


def counted(said: Statement, unit: Commune, history: History, day: date) -> bool:
    """Whether a statement, read as of a day, counts this unit with this history."""
    tiers = held(history, day, said.period)
    inside = unit.id in said.members if said.members else said.scope in ("p", unit.district)
    above = bool(tiers.intersection(TIERS[TIERS.index(said.tier) + 1 :]))
    return inside and said.tier in tiers and (said.inclusive or not above)


def _all_true(case: Case, spots: list[tuple[Statement, date]], numbers: tuple[int, ...]) -> bool:
    """Whether each statement is true on some day that it may be of."""
    true = {
        said.id for (said, _), number in zip(spots, numbers, strict=True) if number in said.count
    }
    return all(said.id in true for said in case.statements)


def _inside(day: date, when: When) -> bool:
    return (when.earliest or day) <= day <= (when.latest or day)


def _grants(fact: Certification, days: Sequence[date], periods: Periods) -> Iterator[Event]:
    """Yield every exact event that a certificate may stand for."""
    sets = (fact.period,) if fact.period else [one for one in periods if _year_fits(fact, one)]
    ends = [fact.ceremony.latest, fact.known.latest]
    stated_effect = fact.effective != When()
    for day, period in product(days, sets):
        timely = stated_effect or all(end is None or day <= end for end in ends)
        in_force = _inside(day, fact.effective if stated_effect else fact.decided)
        if timely and in_force and (period is None or day >= _SETS[period][0]):
            yield Event(day, fact.tier, period)


def _ends(fact: Revocation, days: Sequence[date]) -> Iterator[Event]:
    """Yield every exact event that a revocation may stand for."""
    when = fact.decided if fact.effective == When() else fact.effective
    for day in days:
        if _inside(day, when) and (fact.known.latest is None or day <= fact.known.latest):
            yield Event(day, fact.tier, fact.period, grants=False)


def _year_fits(fact: Certification, period: CriteriaPeriod | None) -> bool:
    if period is None:
        return True
    _, first, last = _SETS[period]
    return (fact.year.earliest or first) <= last and (fact.year.latest or last) >= first


def _histories(span: tuple[date, ...], most: int, *, revoked: bool) -> SearchStrategy[History]:
    kinds = st.sampled_from((True, True, not revoked))
    events = st.builds(
        _lawful,
        st.sampled_from(span),
        st.sampled_from(TIERS),
        st.sampled_from((NEW, OLD, None)),
        kinds,
    )
    return st.lists(events, max_size=most).map(tuple)


def _lawful(
    day: date,
    tier: CertificationTier,
    period: CriteriaPeriod | None,
    grants: bool,  # noqa: FBT001 - drawn
) -> Event:
    """Make an event; no certificate is of a set that does not exist yet."""
    early = period is not None and day < _SETS[period][0]
    return Event(day, tier, OLD if early else period, grants)


@st.composite
def _recorded(
    draw: DrawFn, name: str, history: History, span: tuple[date, ...], through: date | None
) -> Commune:
    """Draw a commune with what is left on file of its history.

    A grant may be missing only if the file does not claim its day complete; a revocation never,
    because certificates stand until one is on file.
    """
    certifications: list[Certification] = []
    for event in history:
        missing = through is None or event.day > through
        if event.grants and not (missing and draw(st.booleans())):
            certifications.append(draw(_certificate(event, span)))
    ends = tuple(draw(_revocation(event, span)) for event in history if not event.grants)
    home = draw(st.sampled_from(("d1", "d2", "")))
    return Commune(name, certifications=tuple(certifications), revocations=ends, district=home)


@st.composite
def _certificate(draw: DrawFn, event: Event, span: tuple[date, ...]) -> Certification:
    period = draw(st.sampled_from((event.period, None)))
    when = draw(_range(event.day, span))
    if draw(st.booleans()):
        return Certification(tier=event.tier, period=period, effective=when)
    return Certification(
        tier=event.tier,
        period=period,
        decided=when,
        year=draw(_years(event.period)),
        ceremony=draw(_not_before(event.day, span)),
        known=draw(_not_before(event.day, span)),
        source=Citation(confidence=draw(st.sampled_from((Confidence.VERIFIED, *Confidence)))),
    )


@st.composite
def _revocation(draw: DrawFn, event: Event, span: tuple[date, ...]) -> Revocation:
    when = draw(_range(event.day, span))
    if draw(st.booleans()):
        return Revocation(tier=event.tier, period=event.period, effective=when)
    known = draw(_not_before(event.day, span))
    return Revocation(tier=event.tier, period=event.period, decided=when, known=known)


@st.composite
def _statement(
    draw: DrawFn,
    case: Case,
    tiers: Sequence[CertificationTier],
    days: Sequence[date],
    periods: Periods,
) -> Statement:
    """Draw a true statement: count the holders on a day, and widen the number and the day."""
    scope = draw(st.sampled_from(("p", "d1", "d2")))
    inside = [unit.id for unit in case.province.communes_of(scope)]
    members = draw(st.lists(st.sampled_from(inside), unique=True) if inside else st.just([]))
    day = draw(st.sampled_from(days))
    said = Statement(
        tier=draw(st.sampled_from(tiers)),
        scope=scope,
        members=tuple(members),
        count=Count(0, None),
        on=draw(st.sampled_from((When.of(day), draw(_range(day, case.days))))),
        inclusive=draw(st.booleans()),
        period=draw(st.sampled_from(periods)),
    )
    units = zip(case.province.communes, case.truth, strict=True)
    number = sum(counted(said, unit, history, day) for unit, history in units)
    low = draw(st.integers(0, number))
    high = draw(st.sampled_from((number, number + 1, None)))
    return attrs.evolve(said, count=Count(low, high))


def _years(period: CriteriaPeriod | None) -> SearchStrategy[Years]:
    """Return years that a certificate by a set of *period* may carry."""
    if period is None:
        return st.sampled_from((Years(), Years.of(2018)))
    _, first, last = _SETS[period]
    return st.sampled_from((Years(), Years.of(first), Years.of(last), Years(first - 2, first)))


def _range(day: date, span: tuple[date, ...]) -> SearchStrategy[When]:
    before = [other for other in span if other <= day]
    after = [other for other in span if other >= day]
    earliest = st.sampled_from((day, *before, None))
    return st.builds(When, earliest, st.sampled_from((day, *after, None)))


def _not_before(day: date, span: tuple[date, ...]) -> SearchStrategy[When]:
    after = [other for other in span if other >= day]
    certain = (When.of(other) for other in after)
    return st.sampled_from((When(), *(When(latest=other) for other in after), *certain))

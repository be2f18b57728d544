"""An oracle: exact histories of a few communes, what a file forgets of them, and all worlds left.

It plays histories day by day with tables of its own and shares no reasoning with the library. A
history has two halves: what a unit was granted, and what it was: from when to when it existed,
of which kind, and in which district.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import product
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ntm_model import (
    Certification,
    CertificationTier,
    Citation,
    Commune,
    CommuneKind,
    Confidence,
    Count,
    CriteriaPeriod,
    District,
    Former,
    Province,
    Revocation,
    Statement,
    Succession,
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
_Fact = TypeVar("_Fact", Certification, Revocation)


@attrs.frozen
class Event:
    """That a tier was granted, or revoked, on a day; *period* is that of the certificate.

    A revocation without a period is of the certificates of all periods.
    """

    day: date
    tier: CertificationTier
    period: CriteriaPeriod | None = None
    grants: bool = True
    #: the first day on which it no longer stands by itself
    until: date | None = None


History = tuple[Event, ...]


@attrs.frozen
class Phase:
    """What a unit is for a time."""

    name: str
    kind: CommuneKind = CommuneKind.COMMUNE
    #: the district that it lies in
    place: str = ""


@attrs.frozen
class Life:
    """What a unit is, exactly: each phase with its first day, and the day on which it ends."""

    phases: tuple[tuple[date, Phase], ...]
    ended: date = date.max

    def at(self, day: date) -> Phase | None:
        """Return what it is on a day; nothing if it does not exist then."""
        begun = [phase for since, phase in self.phases if since <= day]
        return begun[-1] if begun and day < self.ended else None


def held(
    history: History, on: date, under: CriteriaPeriod | None = None
) -> frozenset[CertificationTier]:
    """Play a history to the end of a day and return the tiers that are held then."""
    state: set[tuple[CertificationTier, CriteriaPeriod | None, date | None]] = set()
    past = (event for event in history if event.day <= on)
    for event in sorted(past, key=lambda event: (event.day, event.grants)):
        if event.grants:
            gives = _GIVES.get(event.tier, {event.tier})
            state |= {(tier, event.period, event.until) for tier in gives}
        else:
            takes = _TAKES.get(event.tier, {event.tier})
            state = {
                (tier, period, until)
                for tier, period, until in state
                if tier not in takes or event.period not in (None, period)
            }
    return frozenset(
        tier
        for tier, period, until in state
        if under in (None, period) and (until is None or on < until)
    )


@attrs.frozen
class Case:
    """What happened to each commune of a province, and the file that is left of it."""

    days: tuple[date, ...]
    truth: tuple[History, ...]
    province: Province
    statements: tuple[Statement, ...] = ()
    #: what the communes and districts were that changed, by id
    lives: dict[str, Life] = attrs.field(factory=dict[str, Life])

    @property
    def all_days(self) -> tuple[date, ...]:
        """The days of the case, one that stands for all before, and one for all after."""
        return (self.days[0] - timedelta(1), *self.days, self.days[-1] + timedelta(1))

    def life(self, unit: Commune | District) -> Life:
        """Return what a unit was in truth; one that never changed was always as it is."""
        place = unit.district if isinstance(unit, Commune) else ""
        kind = unit.kind if isinstance(unit, Commune) else CommuneKind.COMMUNE
        always = Life(((date.min, Phase(unit.name, kind, place)),))
        return self.lives.get(unit.id, always)

    def population(self, on: date, scope: str = "p") -> frozenset[str]:
        """Return the ids of the communes that there are in truth in a scope on a day."""
        return frozenset(
            unit.id
            for unit in self.province.communes
            if (phase := self.life(unit).at(on)) is not None
            and phase.kind is CommuneKind.COMMUNE
            and scope in ("p", phase.place)
        )

    def holders(
        self, tier: CertificationTier, on: date, under: CriteriaPeriod | None = None
    ) -> frozenset[str]:
        """Return the ids of the units that in truth hold *tier* on a day, communes or not."""
        units = zip(self.province.communes, self.truth, strict=True)
        return frozenset(
            unit.id
            for unit, history in units
            if self.life(unit).at(on) is not None and tier in held(history, on, under)
        )


@st.composite
def cases(
    draw: DrawFn,
    *,
    max_communes: int = 3,
    max_events: int = 3,
    spans: tuple[tuple[date, ...], ...] = (INSIDE, EDGE),
    revoked: bool = True,
    expiring: bool = True,
    corrected: bool = True,
    lived: bool = True,
) -> Case:
    """Draw truths of a few communes, and forget part of them without saying anything false.

    Units that were *lived* change, begin and end; what was *corrected* stands wrongly on file too.
    """
    span = draw(st.sampled_from(spans))
    through = draw(st.none() | st.sampled_from(span))
    told = _Told(draw, span, draw(st.integers(1, max_communes)))
    if lived:
        told.change()
    truth: list[History] = []
    communes: list[Commune] = []
    for unit in told.communes:
        life = told.lives[unit.id]
        phases = ((day, life.at(day)) for day in span)
        days = [day for day, phase in phases if phase and phase.kind is CommuneKind.COMMUNE]
        history = draw(_histories(days, max_events, revoked=revoked, expiring=expiring))
        wrong = draw(st.sampled_from((False, corrected))) and bool(days)
        communes.append(draw(_recorded(unit, history, span, through, wrong=days if wrong else ())))
        truth.append(history)
    province = Province(
        "p",
        districts=tuple(told.districts),
        communes=tuple(communes),
        successions=tuple(told.successions),
        complete_through=through,
    )
    return Case(span, tuple(truth), province, lives=told.lives)


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
                *(int(counted(said, case, unit, history, day)) for said, day in spots),
            )
            for history in worlds(unit, case)
        }
        totals = {
            tuple(map(int.__add__, total, profile)) for total in totals for profile in profiles
        }
    fitting = [total[0] for total in totals if _all_true(case, spots, total[1:])]
    return (min(fitting), max(fitting)) if fitting else None


def counted(said: Statement, case: Case, unit: Commune, history: History, day: date) -> bool:
    """Whether a statement, read as of a day, counts this unit with this history."""
    phase = case.life(unit).at(day)
    if phase is None or phase.kind is not CommuneKind.COMMUNE:
        return False
    tiers = held(history, day, said.period)
    inside = unit.id in said.members if said.members else said.scope in ("p", phase.place)
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
    lasts = fact.expires
    terms: list[date | None] = [None]
    if lasts is not None:
        # it may also run out after all days
        terms = [*(day for day in days if _inside(day, lasts)), lasts.latest or date.max]
    for day, period, until in product(days, sets, terms):
        timely = stated_effect or all(end is None or day <= end for end in ends)
        in_force = _inside(day, fact.effective if stated_effect else fact.decided)
        if timely and in_force and (period is None or day >= _SETS[period][0]):
            yield Event(day, fact.tier, period, until=until)


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


def _histories(
    days: Sequence[date], most: int, *, revoked: bool, expiring: bool
) -> SearchStrategy[History]:
    """Return what may have happened on some days; nothing if there is none."""
    if not days:
        return st.just(())
    kinds = st.sampled_from((True, True, not revoked))
    terms = st.sampled_from((0, 0, 0, 1, 2) if expiring else (0,))
    events = st.builds(
        _lawful,
        st.sampled_from(days),
        st.sampled_from(TIERS),
        st.sampled_from((NEW, OLD, None)),
        kinds,
        terms,
    )
    return st.lists(events, max_size=most).map(tuple)


def _lawful(
    day: date,
    tier: CertificationTier,
    period: CriteriaPeriod | None,
    grants: bool,  # noqa: FBT001 - drawn
    term: int,
) -> Event:
    """Make an event; no certificate is of a set that does not exist yet, and some last for days."""
    early = period is not None and day < _SETS[period][0]
    until = day + timedelta(term) if term and grants else None
    return Event(day, tier, OLD if early else period, grants, until)


class _Told:
    """Units as they change in truth, and how a file tells of it without knowing each day."""

    def __init__(self, draw: DrawFn, span: tuple[date, ...], communes: int) -> None:
        """Begin with two districts and some communes, that have been there always."""
        self.draw, self.span = draw, span
        self.lives: dict[str, Life] = {}
        self.successions: list[Succession] = []
        self.steps: list[tuple[date, Callable[[When, str], None], tuple[str, ...]]] = []
        self.formers: dict[str, tuple[Former, ...]] = {}
        self.last: dict[str, Phase] = {}
        for name in ("d1", "d2"):
            self._begin(name, Phase(name), date.min)
        for index in range(communes):
            home = draw(st.sampled_from(("d1", "d2", "")))
            self._begin(f"c{index}", Phase(f"c{index}", place=home), date.min)

    @property
    def communes(self) -> list[Commune]:
        """The communes, as they are last."""
        return [
            Commune(
                phase.name,
                id=name,
                kind=phase.kind,
                district=phase.place,
                formerly=self.formers.get(name, ()),
            )
            for name, phase in self.last.items()
            if name.startswith("c")
        ]

    @property
    def districts(self) -> list[District]:
        """The districts, those that ended among them."""
        return [District(name) for name in self.last if name.startswith("d")]

    def change(self) -> None:
        """Let something happen on up to three days, and tell of it."""
        for day in self.draw(
            st.lists(st.sampled_from(self.span), unique=True, max_size=3).map(sorted)
        ):
            how = (self._succeed, self._succeed, self._become, self._close)
            self.draw(st.sampled_from(how))(day)
        for index, (day, tell, units) in enumerate(self.steps):
            later = [other for other, _, others in self.steps[index + 1 :] if {*units} & {*others}]
            tell(self._when(day, units, later[0] if later else None), f"r{index}")

    def _when(self, day: date, units: tuple[str, ...], later: date | None) -> When:
        """Widen a day; the order of what happened to one unit is known."""
        told = [former.before for unit in units for former in self.formers.get(unit, ())]
        found = self.draw(around(day, self.span))
        first, last = found.earliest, found.latest
        if told:
            floor = max(one.latest or day for one in told)
            first = floor if first is None else max(first, floor)
        if later is not None:
            last = later if last is None else min(last, later)
        return When(first, last)

    def _begin(self, name: str, phase: Phase, day: date) -> None:
        self.lives[name] = Life(((day, phase),))
        self.last[name] = phase

    def _living(self, level: str, day: date) -> list[str]:
        return [
            name for name, life in self.lives.items() if name.startswith(level) and life.at(day)
        ]

    def _succeed(self, day: date) -> None:
        """Let communes end or go on, and others begin."""
        living = self._living("c", day)
        wanted, number = self.draw(st.sampled_from(((2, 1), (1, 2), (1, 1), (1, 0), (0, 1))))
        before = tuple(self.draw(st.permutations(living))[:wanted])
        ends = number == 0 or bool(self.draw(st.sampled_from((True, True, False))))
        places = (*self._living("d", day), "")
        after: list[str] = []
        for _ in range(number):
            name = f"c{len(self.lives)}"
            self._begin(name, Phase(name, place=self.draw(st.sampled_from(places))), day)
            after.append(name)
        if ends:
            self._end(before, day)
        if before or after:
            successors = (*after,) if ends else (*before, *after)
            self._tell_of_succession(day, before, successors, ())

    def _close(self, day: date) -> None:
        """Let a district end; its communes lie in a new one, or in none."""
        living = self._living("d", day)
        if not living:
            return
        ended = self.draw(st.sampled_from(living))
        place = self.draw(st.sampled_from(("", f"d{len(self.lives)}")))
        inside = [name for name in self._living("c", day) if self.last[name].place == ended]
        moved = [self._turn(name, day, {"place": place}) for name in inside]
        self._end((ended,), day)
        if place:
            self._begin(place, Phase(place), day)
        self._tell_of_succession(day, (ended,), (place,) if place else (), moved)

    def _become(self, day: date) -> None:
        """Let a commune have another name, kind or district."""
        living = self._living("c", day)
        if living:
            name = self.draw(st.sampled_from(living))
            kinds = (CommuneKind.COMMUNE, CommuneKind.TOWNSHIP)
            places = (*self._living("d", day), "")
            field, values = self.draw(
                st.sampled_from((("name", ("Mới",)), ("kind", kinds), ("place", places)))
            )
            turned = self._turn(name, day, {field: self.draw(st.sampled_from(values))})
            self.steps.append((day, lambda when, text: self._tell(turned, when, text), (name,)))

    def _turn(self, name: str, day: date, values: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """Begin another phase of a unit, and return what was otherwise before."""
        old, life = self.last[name], self.lives[name]
        new = attrs.evolve(old, **values)
        self.lives[name] = attrs.evolve(life, phases=(*life.phases, (day, new)))
        self.last[name] = new
        fields = {"place": "district"}
        return name, {fields.get(field, field): getattr(old, field) for field in values}

    def _end(self, names: Iterable[str], day: date) -> None:
        for name in names:
            self.lives[name] = attrs.evolve(self.lives[name], ended=day)

    def _tell(self, turned: tuple[str, dict[str, Any]], when: When, resolution: str) -> None:
        name, values = turned
        former = Former(before=when, resolution=resolution, **values)
        self.formers[name] = (*self.formers.get(name, ()), former)

    def _tell_of_succession(
        self,
        day: date,
        before: tuple[str, ...],
        after: tuple[str, ...],
        moved: Sequence[tuple[str, dict[str, Any]]],
    ) -> None:
        def tell(when: When, resolution: str) -> None:
            self.successions.append(
                Succession(on=when, predecessors=before, successors=after, resolution=resolution)
            )
            for turned in moved:
                self._tell(turned, when, resolution)

        self.steps.append((day, tell, tuple(name for name, _ in moved)))


@st.composite
def _recorded(
    draw: DrawFn,
    unit: Commune,
    history: History,
    span: tuple[date, ...],
    through: date | None,
    *,
    wrong: Sequence[date],
) -> Commune:
    """Draw a commune with what is left on file of its history.

    A grant may be missing only if the file does not claim its day complete; a revocation never,
    nor a grant with a term, because certificates stand until their end is on file. On one of
    some *wrong* days something else is told of its first event, and corrected.
    """
    certifications: list[Certification] = []
    for event in history:
        missing = event.until is None and (through is None or event.day > through)
        if event.grants and not (missing and draw(st.booleans())):
            certifications.append(draw(_certificate(event, span)))
    revocations = [draw(_revocation(event, span)) for event in history if not event.grants]
    if wrong:
        certifications[:1] = draw(_with_a_wrong_one(certifications[:1], wrong))
        revocations[:1] = draw(_with_a_wrong_one(revocations[:1], wrong))
    return attrs.evolve(unit, certifications=tuple(certifications), revocations=tuple(revocations))


@st.composite
def _with_a_wrong_one(draw: DrawFn, facts: list[_Fact], days: Sequence[date]) -> list[_Fact]:
    """Draw what a fact replaces: the same of another tier and day, of any confidence."""
    return [
        one
        for fact in facts
        for one in (
            attrs.evolve(
                fact,
                id="wrong",
                tier=draw(st.sampled_from(TIERS)),
                decided=When.of(draw(st.sampled_from(days))),
                effective=When(),
                source=Citation(confidence=draw(st.sampled_from(Confidence))),
            ),
            attrs.evolve(fact, id="right", corrects="wrong", known=When(), source=Citation()),
        )
    ]


@st.composite
def _certificate(draw: DrawFn, event: Event, span: tuple[date, ...]) -> Certification:
    period = draw(st.sampled_from((event.period, None)))
    when = draw(around(event.day, span))
    expires = None if event.until is None else draw(around(event.until, span))
    if draw(st.booleans()):
        return Certification(tier=event.tier, period=period, effective=when, expires=expires)
    return Certification(
        tier=event.tier,
        period=period,
        expires=expires,
        decided=when,
        year=draw(_years(event.period)),
        ceremony=draw(_not_before(event.day, span)),
        known=draw(_not_before(event.day, span)),
        source=Citation(confidence=draw(st.sampled_from((Confidence.VERIFIED, *Confidence)))),
    )


@st.composite
def _revocation(draw: DrawFn, event: Event, span: tuple[date, ...]) -> Revocation:
    when = draw(around(event.day, span))
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
    scope = draw(st.sampled_from(("p", "p", "d1", "d2")))
    day = draw(st.sampled_from(days))
    inside = sorted(case.population(day, scope))
    listed = st.lists(st.sampled_from(inside), unique=True) if inside else st.just([])
    members = draw(st.one_of(st.just([]), st.just([]), listed))
    said = Statement(
        tier=draw(st.sampled_from(tiers)),
        scope=scope,
        members=tuple(members),
        size=draw(st.sampled_from((None, len(members or inside)))),
        count=Count(0, None),
        on=draw(st.sampled_from((When.of(day), draw(around(day, case.days))))),
        inclusive=draw(st.sampled_from((True, True, False))),
        period=draw(st.sampled_from(periods)),
    )
    units = zip(case.province.communes, case.truth, strict=True)
    number = sum(counted(said, case, unit, history, day) for unit, history in units)
    low = draw(st.sampled_from((number, max(0, number - 1), 0)))
    high = draw(st.sampled_from((number, number + 1, None)))
    return attrs.evolve(said, count=Count(low, high))


def _years(period: CriteriaPeriod | None) -> SearchStrategy[Years]:
    """Return years that a certificate by a set of *period* may carry."""
    if period is None:
        return st.sampled_from((Years(), Years.of(2018)))
    _, first, last = _SETS[period]
    return st.sampled_from((Years(), Years.of(first), Years.of(last), Years(first - 2, first)))


def around(day: date, span: tuple[date, ...]) -> SearchStrategy[When]:
    """Return ranges of days that a day lies in."""
    before = [other for other in span if other <= day]
    after = [other for other in span if other >= day]
    earliest = st.sampled_from((day, *before, None))
    return st.builds(When, earliest, st.sampled_from((day, *after, None)))


def _not_before(day: date, span: tuple[date, ...]) -> SearchStrategy[When]:
    after = [other for other in span if other >= day]
    certain = (When.of(other) for other in after)
    return st.sampled_from((When(), *(When(latest=other) for other in after), *certain))

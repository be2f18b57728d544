"""A record that grows step by step, against exact worlds that are kept beside it.

Each step makes something happen, in any order of days, and puts it on file: on its day or on some
days, known at once or later. The worlds are plain lists of what happened when; they share no
reasoning with the library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy
from datetime import date
from itertools import pairwise
from typing import TypeVar

import attrs
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ntm_model import (
    Act,
    Certification,
    CertificationTier,
    Commune,
    CommuneKind,
    Count,
    CriteriaPeriod,
    District,
    Province,
    Revocation,
    Statement,
    Verdict,
    When,
)
from ntm_model.record import combine

from .worlds import INSIDE, NEW, STANDARD, TIERS, Event, around, held

COMMUNE, TOWNSHIP = CommuneKind.COMMUNE, CommuneKind.TOWNSHIP
DAYS = INSIDE
#: a day after all that happens, on which the last pages were published
AFTER = date(2022, 6, 1)
MOST_UNITS = 6
MOST_OPEN = 3
#: mostly one tier, so that facts and what is said of them meet
TIER = st.sampled_from((STANDARD, STANDARD, *TIERS))
_Item = TypeVar("_Item")


@attrs.define
class Unit:
    """What one commune was, exactly."""

    began: date = date.min
    ended: date = date.max
    #: since when it was of which kind, in which district
    phases: list[tuple[date, CommuneKind, str]] = attrs.field(factory=list)
    events: list[Event] = attrs.field(factory=list)
    #: days on which something did not happen that is on file, and corrected
    mistakes: list[date] = attrs.field(factory=list)

    def alive(self, day: date) -> bool:
        """Whether it exists on a day."""
        return self.began <= day < self.ended

    def phase(self, day: date) -> tuple[CommuneKind, str]:
        """Return of which kind it is on a day, and in which district."""
        *_, last = ((kind, place) for since, kind, place in self.phases if since <= day)
        return last

    @property
    def last_day(self) -> date:
        """The last day on which something happened to it, but for grants and revocations."""
        return max(self.began, *(since for since, _, _ in self.phases))

    @property
    def last_event(self) -> date:
        """The last day on which anything happened to it, or is told wrongly."""
        return max([self.last_day, *(event.day for event in self.events), *self.mistakes])


@attrs.define
class World:
    """What happened, exactly, to every commune of a province."""

    units: dict[str, Unit]
    #: what was said, and the very day that it is of
    said: list[tuple[Statement, date]] = attrs.field(factory=list)
    #: days of grants that nobody recorded
    unrecorded: list[date] = attrs.field(factory=list)
    complete_through: date | None = None

    def living(self, day: date) -> list[str]:
        """Return the communes and townships of a day."""
        return [name for name, unit in self.units.items() if unit.alive(day)]

    def population(self, day: date, scope: str = "p") -> list[str]:
        """Return the communes of a scope on a day; townships are none."""
        return [
            name
            for name in self.living(day)
            if (phase := self.units[name].phase(day))[0] is COMMUNE and scope in ("p", phase[1])
        ]

    def holds(
        self, name: str, tier: CertificationTier, day: date, under: CriteriaPeriod | None = None
    ) -> bool:
        """Whether a unit holds a tier on a day."""
        unit = self.units[name]
        return unit.alive(day) and tier in held(tuple(unit.events), day, under)

    def counted(self, said: Statement, day: date) -> int:
        """Count what a statement speaks of, on a day."""
        there_are = self.population(day, said.scope)
        names = said.members or there_are
        return sum(self.holds(name, said.tier, day, said.period) for name in names)

    @property
    def lawful(self) -> bool:
        """Whether all that was said and claimed is true."""
        for said, day in self.said:
            there_are = self.population(day, said.scope)
            known = set(said.members) <= {*there_are}
            fits = said.size in (None, len(said.members or there_are))
            if not known or not fits or self.counted(said, day) not in said.count:
                return False
        through = self.complete_through
        return through is None or all(day > through for day in self.unrecorded)


@attrs.frozen
class Entry:
    """What was put on file at once: when it happened, when it became known, and how it is told."""

    effective: When
    known: date
    #: the units that must be on file already
    about: tuple[str, ...]
    tell: Callable[[Province], Province]
    #: whether units change by it
    changes: bool = False


def told(start: Province, entries: Iterable[Entry]) -> Province:
    """Return the province after some entries, without those about units that are not there."""
    province = start
    for entry in entries:
        if {*entry.about} <= {unit.id for unit in province.communes}:
            province = entry.tell(province)
    return province


def on_unit(name: str, change: Callable[[Commune], Commune]) -> Callable[[Province], Province]:
    """Return how a change of one unit is told."""

    def tell(province: Province) -> Province:
        (unit,) = (own for own in province.communes if own.id == name)
        return province.with_unit(change(unit))

    return tell


def first_of(one: When, other: When) -> When:
    """Return from when a fact or its correction may matter: a correction is about both days."""
    ends = one.earliest, other.earliest
    return When(None if None in ends else min(end for end in ends if end is not None))


def units_of(province: Province, on: date) -> set[frozenset[tuple[str, CommuneKind]]]:
    """Return which units of which kind there may be on a day, state by state."""
    return {
        frozenset((unit.id, unit.kind) for unit in state.communes) for state in province.states(on)
    }


def inside(count: Count, wider: Count) -> bool:
    """Whether a range of names lies inside another."""
    return wider.low <= count.low and (count.high or 0) <= (wider.high or 0)


class History(RuleBasedStateMachine):
    """Everything that can be put on file about communes, in any order."""

    def __init__(self) -> None:
        """Begin with three communes in two districts, of which nothing is on file."""
        super().__init__()
        homes = {"a": "d", "b": "d", "c": ""}
        self.start = Province(
            "p",
            districts=(District("d"), District("e")),
            communes=tuple(Commune(name, district=home) for name, home in homes.items()),
        )
        self.province = self.start
        self.log: list[Entry] = []
        self.world = World(
            {name: Unit(phases=[(date.min, COMMUNE, home)]) for name, home in homes.items()}
        )
        self.facts = 0
        self.steps = 0
        self.secretive = False

    @initialize(secretive=st.booleans())
    def begin(self, secretive: bool) -> None:  # noqa: FBT001
        """Decide whether anything ever happens off the record; then it is hardly ever complete."""
        self.secretive = secretive

    # what the rules share

    def draw(self, data: st.DataObject, items: Iterable[_Item]) -> _Item:
        """Draw one of some items."""
        return data.draw(st.sampled_from([*items]))

    def happen(self, after: World, *entries: Entry) -> bool:
        """Put what happened on file, unless it would make a lie of what was said before.

        So many changes may be open on one day and no more: each doubles the possible provinces.
        """
        changes = [entry.effective for entry in (*self.log, *entries) if entry.changes]
        crowded = any(sum(when.open_on(day) for when in changes) > MOST_OPEN for day in DAYS)
        if crowded or not after.lawful:
            return False
        self.world = after
        self.log += entries
        self.province = told(self.province, entries)
        return True

    def grantable(self, day: date) -> list[str]:
        """Return the units that can be granted a tier on a day."""
        return self.world.population(day)

    def changeable(self, day: date) -> list[str]:
        """Return the units to which nothing has happened on a day or later, but for grants."""
        units = self.world.units
        return [name for name in self.world.living(day) if units[name].last_day < day]

    def endable(self, day: date) -> list[str]:
        """Return the units to which nothing at all has happened on a day or later."""
        units = self.world.units
        return [
            name
            for name in self.world.living(day)
            if units[name].last_event < day and units[name].ended == date.max
        ]

    def later_than(self, data: st.DataObject, day: date) -> date:
        """Draw when something became known that happened on a day."""
        return self.draw(data, (one for one in (*DAYS, AFTER) if one >= day))

    def told_as(self, data: st.DataObject, day: date) -> When:
        """Draw what is told of a day: the day, or a range that it lies in."""
        return data.draw(st.just(When.of(day)) | around(day, DAYS))

    def number(self) -> str:
        """Return an id for a fact."""
        self.facts += 1
        return f"f{self.facts}"

    def grant(self, data: st.DataObject, event: Event, known: date, act: Act) -> Certification:
        """Draw a certificate for a grant, on its day or around it."""
        when = self.told_as(data, event.day)
        decided = data.draw(st.booleans())
        return Certification(
            tier=event.tier,
            act=act,
            id=self.number(),
            decided=when if decided else When(),
            effective=When() if decided else when,
            known=When.of(known),
            period=event.period,
            expires=None if event.until is None else self.told_as(data, event.until),
        )

    # the moves

    @rule(data=st.data(), act=st.sampled_from(Act), tier=TIER)
    def certify(self, data: st.DataObject, act: Act, tier: CertificationTier) -> None:
        """Grant a tier to a commune; no other unit is touched."""
        day = self.draw(data, DAYS)
        names = self.grantable(day)
        if not names:
            return
        name, period = self.draw(data, names), self.draw(data, (None, NEW))
        after = deepcopy(self.world)
        after.units[name].events.append(Event(day, tier, period))
        known, when = self.later_than(data, day), self.told_as(data, day)

        def change(unit: Commune) -> Commune:
            if act is Act.ACKNOWLEDGED:
                return unit.acknowledge(tier, decided=when, known=known, period=period)
            return unit.certify(tier, decided=when, known=known, period=period, act=act)

        before = self.province
        entry = Entry(when, known, (name,), on_unit(name, change))
        if self.happen(after, entry):
            assert self.province.successions == before.successions
            for own, other in zip(self.province.communes, before.communes, strict=True):
                assert own is other or own.id == name

    @precondition(lambda self: self.secretive)
    @rule(data=st.data(), tier=TIER)
    def grant_off_the_record(self, data: st.DataObject, tier: CertificationTier) -> None:
        """Grant a tier, and let nobody record it."""
        day = self.draw(data, DAYS)
        names = self.grantable(day)
        if names:
            after = deepcopy(self.world)
            after.units[self.draw(data, names)].events.append(Event(day, tier))
            after.unrecorded.append(day)
            self.happen(after)

    @rule(data=st.data(), tier=TIER)
    def revoke(self, data: st.DataObject, tier: CertificationTier) -> None:
        """Revoke a tier, whether or not it was held."""
        day = self.draw(data, DAYS)
        names = self.world.living(day)
        if not names:
            return
        name, period = self.draw(data, names), self.draw(data, (None, NEW))
        after = deepcopy(self.world)
        after.units[name].events.append(Event(day, tier, period, grants=False))
        known, when = self.later_than(data, day), self.told_as(data, day)
        change = on_unit(
            name, lambda unit: unit.revoke(tier, effective=when, known=known, period=period)
        )
        self.happen(after, Entry(when, known, (name,), change))

    @rule(data=st.data(), tier=TIER, wrong_tier=TIER)
    def correct(
        self, data: st.DataObject, tier: CertificationTier, wrong_tier: CertificationTier
    ) -> None:
        """Record a grant wrongly, and then rightly, perhaps with a term."""
        day, wrong_day = self.draw(data, DAYS), self.draw(data, DAYS)
        names = [name for name in self.grantable(day) if self.world.units[name].alive(wrong_day)]
        if not names:
            return
        name = self.draw(data, names)
        until = self.draw(data, (None, *(one for one in DAYS if one > day)))
        event = Event(day, tier, None, until=until)
        after = deepcopy(self.world)
        after.units[name].events.append(event)
        after.units[name].mistakes.append(wrong_day)
        known = self.later_than(data, max(day, wrong_day))
        right = self.grant(data, event, self.later_than(data, known), Act.RECOGNISED)
        wrong = self.grant(data, Event(wrong_day, wrong_tier), known, Act.RECOGNISED)
        self.happen(
            after,
            Entry(
                first_of(wrong.in_force, right.in_force),
                known,
                (name,),
                on_unit(
                    name,
                    lambda unit: attrs.evolve(unit, certifications=(*unit.certifications, wrong)),
                ),
            ),
            Entry(
                first_of(wrong.in_force, right.in_force),
                right.known.latest or known,
                (name,),
                on_unit(name, lambda unit: unit.correct(wrong.id, right)),
            ),
        )

    @rule(data=st.data())
    def revoke_and_correct(self, data: st.DataObject) -> None:
        """Record a revocation with the wrong day, and then with the right one."""
        day, wrong_day = self.draw(data, DAYS), self.draw(data, DAYS)
        units = self.world.units
        names = [name for name in self.world.living(day) if units[name].alive(wrong_day)]
        if not names:
            return
        name, number = self.draw(data, names), self.number()
        after = deepcopy(self.world)
        after.units[name].events.append(Event(day, STANDARD, grants=False))
        after.units[name].mistakes.append(wrong_day)
        known = self.later_than(data, max(day, wrong_day))
        later = self.later_than(data, known)
        wrong = Revocation(
            tier=STANDARD, id=number, effective=When.of(wrong_day), known=When.of(known)
        )
        right = Revocation(tier=STANDARD, effective=self.told_as(data, day), known=When.of(later))
        self.happen(
            after,
            Entry(
                first_of(wrong.in_force, right.in_force),
                known,
                (name,),
                on_unit(
                    name, lambda unit: attrs.evolve(unit, revocations=(*unit.revocations, wrong))
                ),
            ),
            Entry(
                first_of(wrong.in_force, right.in_force),
                later,
                (name,),
                on_unit(name, lambda unit: unit.correct(number, right)),
            ),
        )

    @rule(data=st.data(), tier=TIER, scope=st.sampled_from(("p", "d", "e")))
    def state(self, data: st.DataObject, tier: CertificationTier, scope: str) -> None:
        """Say truly how many hold a tier, of all or of some."""
        day = self.draw(data, DAYS)
        there_are = self.world.population(day, scope)
        some = st.lists(st.sampled_from(there_are), unique=True) if there_are else st.just([])
        members = tuple(data.draw(st.one_of(st.just([]), some)))
        known = self.later_than(data, day)
        said = Statement(
            id=self.number(),
            tier=tier,
            scope=scope,
            members=members,
            size=self.draw(data, (None, len(members or there_are))),
            count=Count(0, None),
            on=self.told_as(data, day),
            known=When.of(known),
            period=self.draw(data, (None, NEW)),
        )
        number = self.world.counted(said, day)
        low = self.draw(data, (number, 0))
        high = self.draw(data, (number, None))
        after = deepcopy(self.world)
        after.said.append((attrs.evolve(said, count=Count(low, high)), day))
        self.happen(after)

    @rule(data=st.data())
    def claim(self, data: st.DataObject) -> None:
        """Say through which day the record of grants is complete, or that it is not."""
        through = self.draw(data, (None, *DAYS))
        after = attrs.evolve(deepcopy(self.world), complete_through=through)
        if self.happen(after):
            self.province = attrs.evolve(self.province, complete_through=through)

    @precondition(lambda self: len(self.world.units) < MOST_UNITS)
    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        """Let two units end and a commune begin."""
        day = self.draw(data, DAYS[1:])
        names = self.endable(day)
        if len(names) < 2:
            return
        before = tuple(data.draw(st.permutations(names))[:2])
        new = f"u{len(self.world.units)}"
        when, known = self.told_as(data, day), self.draw(data, (*DAYS, AFTER))
        home = self.draw(data, ("d", "e", ""))
        self.succeed(
            day,
            before,
            (new,),
            home,
            Entry(
                when,
                known,
                before,
                lambda province: province.merge(
                    before, Commune(new, district=home), on=when, known=known
                ),
                changes=True,
            ),
        )

    @precondition(lambda self: len(self.world.units) < MOST_UNITS)
    @rule(data=st.data())
    def split(self, data: st.DataObject) -> None:
        """Let a unit end and two communes begin."""
        day = self.draw(data, DAYS[1:])
        names = self.endable(day)
        if not names:
            return
        before = self.draw(data, names)
        new = tuple(f"u{len(self.world.units) + number}" for number in range(2))
        when, known = self.told_as(data, day), self.draw(data, (*DAYS, AFTER))
        home = self.draw(data, ("d", "e", ""))
        self.succeed(
            day,
            (before,),
            new,
            home,
            Entry(
                when,
                known,
                (before,),
                lambda province: province.split(
                    before,
                    tuple(Commune(name, district=home) for name in new),
                    on=when,
                    known=known,
                ),
                changes=True,
            ),
        )

    def succeed(
        self, day: date, before: tuple[str, ...], new: tuple[str, ...], home: str, entry: Entry
    ) -> None:
        """Let units end and others begin; what the old ones held is carried over to nobody."""
        after = deepcopy(self.world)
        for name in before:
            after.units[name].ended = day
        for name in new:
            after.units[name] = Unit(began=day, phases=[(day, COMMUNE, home)])
        self.happen(after, entry)

    @rule(data=st.data())
    def rename(self, data: st.DataObject) -> None:
        """Let a unit have another name; it is the same unit."""
        day = self.draw(data, DAYS)
        names = self.changeable(day)
        if names:
            name = self.draw(data, names)
            kind, place = self.world.units[name].phase(day)
            self.turn(data, day, name, (kind, place))

    @rule(data=st.data(), kind=st.sampled_from((COMMUNE, TOWNSHIP)))
    def reclassify(self, data: st.DataObject, kind: CommuneKind) -> None:
        """Let a unit be of another kind; no township is granted anything."""
        day = self.draw(data, DAYS)
        units = self.world.units
        names = [
            name
            for name in self.changeable(day)
            if units[name].phase(day)[0] is not kind
            and all(event.day < day for event in units[name].events if event.grants)
        ]
        if names:
            name = self.draw(data, names)
            self.turn(data, day, name, (kind, units[name].phase(day)[1]))

    @rule(data=st.data(), place=st.sampled_from(("d", "e", "")))
    def transfer(self, data: st.DataObject, place: str) -> None:
        """Let a unit lie in another district, or in none."""
        day = self.draw(data, DAYS)
        names = self.changeable(day)
        if names:
            name = self.draw(data, names)
            self.turn(data, day, name, (self.world.units[name].phase(day)[0], place))

    def turn(
        self, data: st.DataObject, day: date, name: str, phase: tuple[CommuneKind, str]
    ) -> None:
        """Begin another phase of a unit, after all earlier ones; the file knows their order."""
        (unit,) = (own for own in self.province.communes if own.id == name)
        floor = max((one.before.latest or AFTER for one in unit.formerly), default=None)
        if floor is not None and day < floor:
            return
        when = self.told_as(data, day)
        if floor is not None:
            # the earlier change was surely the earlier one
            when = When(max(floor, when.earliest or floor), when.latest)
        known = self.draw(data, (*DAYS, AFTER))
        kind, place = self.world.units[name].phase(day)
        after = deepcopy(self.world)
        after.units[name].phases.append((day, *phase))

        def change(unit: Commune) -> Commune:
            if phase[0] is not kind:
                return unit.reclassify(phase[0], on=when, known=known)
            if phase[1] != place:
                return unit.transfer(phase[1], on=when, known=known)
            return unit.rename(f"{unit.name}'", on=when, known=known)

        self.happen(after, Entry(when, known, (name,), on_unit(name, change), changes=True))

    # what always holds

    @property
    def tier(self) -> CertificationTier:
        """Mostly one tier, and another one after each third step."""
        return (STANDARD, STANDARD, *TIERS)[self.steps % 5]

    @property
    def under(self) -> CriteriaPeriod | None:
        """Another criteria period after every third step."""
        return (None, NEW)[self.steps // 3 % 2]

    @property
    def day(self) -> date:
        """Another day after each step."""
        return DAYS[self.steps * 2 // 5 % len(DAYS)]

    @invariant()
    def answers_hold_the_truth(self) -> None:
        """(1) Verdicts are open or true, and ranges hold the true number."""
        self.steps += 1
        tier, under, scope = self.tier, self.under, ("p", "d", "e")[self.steps // 2 % 3]
        for on in DAYS[self.steps % 2 :: 2]:
            there_are = {*self.world.population(on)}
            truth = {name for name in self.world.units if self.world.holds(name, tier, on, under)}
            for unit in self.province.communes:
                verdict = self.province.holds(unit, tier, on=on, under=under)
                assert verdict in (Verdict.UNDETERMINED, Verdict.of(unit.id in truth))
            assert len(truth & there_are) in self.province.count(tier, on=on, under=under)
            sure = {unit.id for unit in self.province.communes_at(tier, on=on, under=under)}
            assert sure <= truth & there_are
            said = [one for one, _ in self.world.said]
            found = combine(self.province, said, tier, on=on, under=under, scope=scope)
            assert found.combined is not None
            assert len(truth & {*self.world.population(on, scope)}) in found.combined

    @invariant()
    def what_became_known_later_changes_nothing(self) -> None:
        """(2) As known on a day, all is as if only what was known by then were on file.

        Two exceptions are documented: where the record claims to be complete, what is left out
        stays as a possibility; and a change that was known tells of the state before it.
        """
        known, tier = self.day, self.tier
        if self.has_a_gap(known):
            return
        through = self.province.complete_through
        then = told(self.start, (entry for entry in self.log if entry.known <= known))
        claiming = attrs.evolve(then, complete_through=through)
        now = attrs.evolve(self.province, complete_through=None)
        view = now.on_file(known=known)
        said = [one for one, _ in self.world.said if one.known.possibly_by(known)]
        assert {unit.id for unit in view.communes} == {unit.id for unit in then.communes}
        for on in {known, DAYS[-1]}:
            assert units_of(view, on) == units_of(then, on)
            assert view.count(tier, on=on) == then.count(tier, on=on)
            both = [combine(one, said, tier, on=on).combined for one in (view, then)]
            assert both[0] == both[1]
            for unit in then.communes:
                verdict = then.holds(unit, tier, on=on)
                assert now.holds(unit, tier, on=on, known=known) is verdict
                if through is not None:
                    claimed = claiming.holds(unit, tier, on=on)
                    answer = self.province.holds(unit, tier, on=on, known=known)
                    # what was not known yet may only turn "not met" into "undetermined"
                    assert answer is claimed or claimed is Verdict.NOT_MET
                    assert answer is not Verdict.MET or claimed is Verdict.MET
                    lacks = answer is Verdict.NOT_MET and not self.mistaken(unit.id, known)
                    assert not lacks or not self.world.holds(unit.id, tier, on)

    def mistaken(self, name: str, known: date) -> bool:
        """Whether a fact about a unit was known by a day, and not yet that it was wrong."""
        (unit,) = (own for own in self.province.communes if own.id == name)
        facts: list[Certification | Revocation] = [*unit.certifications, *unit.revocations]
        return any(fact.corrects and not fact.known.possibly_by(known) for fact in facts)

    def has_a_gap(self, known: date) -> bool:
        """Whether some change that was not known lies before one that was."""
        return any(
            not one.known.possibly_by(known) and other.known.possibly_by(known)
            for unit in self.province.communes
            for one, other in pairwise(unit.history)
        )

    @invariant()
    def what_happens_later_changes_nothing(self) -> None:
        """(3) What surely happened after a day changes no answer by name for that day.

        But a later change tells that its unit was still there: where it was open which units
        there were on the day, fewer states may be left, and answers are the same or narrower.
        """
        on, tier = self.day, self.tier
        entries = (
            entry
            for entry in self.log
            if entry.effective.earliest is None or entry.effective.earliest <= on
        )
        through = self.province.complete_through
        before = attrs.evolve(told(self.start, entries), complete_through=through)
        states, earlier = units_of(self.province, on), units_of(before, on)
        assert states <= earlier
        count, wider = self.province.count(tier, on=on), before.count(tier, on=on)
        assert count == wider or (states < earlier and inside(count, wider))
        listed = {unit.id for unit in before.communes}
        for unit in self.province.communes:
            verdict = self.province.holds(unit, tier, on=on)
            then = before.holds(unit, tier, on=on) if unit.id in listed else Verdict.NOT_MET
            assert verdict is then or (states < earlier and then is Verdict.UNDETERMINED)

    @invariant()
    def higher_tiers_are_held_by_fewer(self) -> None:
        """(4) Model is in advanced is in standard, for what is sure and for what is possible."""
        on, under = self.day, self.under
        sure = [self.province.communes_at(tier, on=on, under=under) for tier in TIERS]
        counts = [self.province.count(tier, on=on, under=under) for tier in TIERS]
        for (lower, higher), (low, high) in zip(pairwise(sure), pairwise(counts), strict=True):
            assert higher <= lower
            assert high.low <= low.low
            assert (high.high or 0) <= (low.high or 0)


#: a few histories in a hurry; with time, more than ten thousand steps
_HURRIED = settings().max_examples < 1000
History.TestCase.settings = settings(
    max_examples=20 if _HURRIED else 260, stateful_step_count=18 if _HURRIED else 50
)
TestHistory = History.TestCase

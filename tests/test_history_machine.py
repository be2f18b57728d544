"""A record that grows act by act, against a table of what may have happened on which day.

The machine certifies, acknowledges, revokes, corrects, renames, merges, splits and states in any
order. What it records may be of one of a few days; the table keeps them all, and an answer has to
hold in every world that is left: every choice of one day for each fact.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import attrs
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from ntm_model import (
    Act,
    Certification,
    CertificationTier,
    Commune,
    Count,
    Province,
    Revocation,
    Statement,
    Verdict,
    When,
)
from ntm_model.record import combine

from .worlds import Event, held

TIERS = (CertificationTier.STANDARD, CertificationTier.ADVANCED, CertificationTier.MODEL)
BEGIN, END = date(2020, 1, 1), date(2029, 12, 31)
#: days between a merger and what was recorded before and after it, so that none is of both sides
APART = timedelta(5)
#: no more units, and no more facts of one unit, so that all worlds can be laid out
MOST_UNITS, MOST_FACTS = 6, 4

WHICH = st.integers(0, 11)
TIER = st.sampled_from(TIERS)
#: how many days a fact may be off, before and after the day on which it happened
OFF = st.tuples(st.integers(0, 1), st.integers(0, 1))
PAUSE = st.integers(1, 3)


@attrs.frozen
class Told:
    """One fact on file: of which unit, on which days it may have happened, and on which it did."""

    id: str
    unit: str
    tier: CertificationTier
    grants: bool
    days: tuple[date, ...]
    happened: date

    @property
    def events(self) -> list[Event]:
        """What may have happened."""
        return [Event(day, self.tier, grants=self.grants) for day in self.days]


@attrs.frozen
class Living:
    """From when to when a unit exists; its first and its last day may be one of several."""

    begun: tuple[date, ...] = (date.min,)
    ended: tuple[date, ...] = (date.max,)


def when(days: tuple[date, ...]) -> When:
    """Return some days that follow one another as a range."""
    return When(days[0], days[-1])


class Record(RuleBasedStateMachine):
    """A province that grows act by act, and the table of all that may have happened."""

    def __init__(self) -> None:
        """Begin with three communes and nothing on file."""
        super().__init__()
        self.day = BEGIN
        self.made = 0
        communes = tuple(Commune(name) for name in "abc")
        self.province = Province("P", id="p", communes=communes)
        self.lives = {name: Living() for name in "abc"}
        #: what each unit that began by a merger or split came from
        self.parents: dict[str, tuple[str, ...]] = {}
        self.facts: dict[str, Told] = {}
        self.statements: list[Statement] = []
        #: the province as it was on file at the end of each day
        self.past: dict[date, Province] = {BEGIN: self.province}

    # what happens

    @rule(which=WHICH, tier=TIER, off=OFF, pause=PAUSE)
    def certify(
        self, which: int, tier: CertificationTier, off: tuple[int, int], pause: int
    ) -> None:
        """Recognise a unit."""
        self._tell(which, tier, off, pause, Act.RECOGNISED)

    @precondition(lambda self: self._formed())
    @rule(which=WHICH, tier=TIER, off=OFF, pause=PAUSE)
    def acknowledge(
        self, which: int, tier: CertificationTier, off: tuple[int, int], pause: int
    ) -> None:
        """Acknowledge the title of a unit that was formed."""
        self._tell(which, tier, off, pause, Act.ACKNOWLEDGED, among=self._formed())

    @rule(which=WHICH, tier=TIER, off=OFF, pause=PAUSE)
    def revoke(self, which: int, tier: CertificationTier, off: tuple[int, int], pause: int) -> None:
        """Revoke a title, held or not."""
        self._tell(which, tier, off, pause, None)

    @precondition(lambda self: self.facts)
    @rule(which=WHICH, tier=TIER, pause=PAUSE)
    def correct(self, which: int, tier: CertificationTier, pause: int) -> None:
        """Find out that it was another title."""
        self._pass(pause)
        told = list(self.facts.values())[which % len(self.facts)]
        if self.lives[told.unit].ended != (date.max,):
            return
        del self.facts[told.id]
        right = attrs.evolve(told, id=self._name("f"), tier=tier)
        self.facts[right.id] = right
        kept = self.province.unit(told.unit)
        assert isinstance(kept, Commune)
        self._keep(kept.correct(told.id, self._fact(right, Act.RECOGNISED)))

    @rule(which=WHICH, pause=PAUSE)
    def rename(self, which: int, pause: int) -> None:
        """Give a unit another name; it stays the same unit."""
        self._pass(pause)
        name = self._some(which)
        kept = self.province.unit(name)
        assert isinstance(kept, Commune)
        self._keep(kept.rename(self._name("named "), on=self.day, known=self.day))
        assert {unit.id for unit in self.province.on(self.day).communes} >= {name}

    @rule(which=WHICH, other=WHICH, off=OFF)
    def merge(self, which: int, other: int, off: tuple[int, int]) -> None:
        """Let two units end and one begin."""
        ended = tuple(dict.fromkeys((self._some(which), self._some(other))))
        if len(ended) > 1 and len(self.lives) < MOST_UNITS:
            name = self._name("m")
            days = self._part(ended, (name,), off)
            self.province = self.province.merge(
                ended, Commune(name), on=when(days), known=self.day, resolution=name
            )
            self._filed()

    @rule(which=WHICH, off=OFF)
    def split(self, which: int, off: tuple[int, int]) -> None:
        """Let a unit end and two begin."""
        if len(self.lives) < MOST_UNITS - 1:
            ended, names = self._some(which), (self._name("s"), self._name("s"))
            days = self._part((ended,), names, off)
            into = [Commune(name) for name in names]
            self.province = self.province.split(
                ended, into, on=when(days), known=self.day, resolution=names[0]
            )
            self._filed()

    @rule(tier=TIER, pause=PAUSE)
    def state(self, tier: CertificationTier, pause: int) -> None:
        """Let a source count those that hold a title, as it is."""
        self._pass(pause)
        truth = self._truth(tier, self.day)
        self.statements.append(
            Statement(
                id=self._name("n"),
                tier=tier,
                scope="p",
                count=Count.exactly(truth),
                on=When.of(self.day),
                known=When.of(self.day),
            )
        )
        del self.statements[:-2]
        self._filed()

    # what has to be so

    @invariant()
    def a_verdict_holds_in_every_world(self) -> None:
        """Whoever surely holds a title does so in all worlds, whoever surely lacks it in none."""
        whole = attrs.evolve(self.province, complete_through=END)
        for day in self._asked():
            for unit in self.province.communes:
                worlds = self._worlds(unit.id, day)
                for tier in TIERS:
                    found = whole.holds(unit, tier, on=day)
                    if found is not Verdict.UNDETERMINED:
                        assert {tier in world for world in worlds} == {found is Verdict.MET}
                    sure = self.province.holds(unit, tier, on=day) is Verdict.MET
                    assert sure is (found is Verdict.MET)

    @invariant()
    def a_count_holds_the_truth(self) -> None:
        """What happened lies within the count by names, and within that with statements."""
        whole = attrs.evolve(self.province, complete_through=END)
        for day, tier in product(self._asked(), TIERS):
            truth = self._truth(tier, day)
            found = combine(whole, self.statements, tier, on=day)
            assert truth in found.by_name
            assert truth in found.count
            assert found.by_name == whole.count(tier, on=day)

    @invariant()
    def what_was_known_earlier_is_what_was_on_file_then(self) -> None:
        """No later fact, correction or merger leaks into an answer about an earlier day."""
        days = sorted(self.past)
        for known in {days[len(days) // 2], days[-1]}:
            then, now = self.past[known], self.province.on_file(known=known)
            for tier in TIERS:
                assert now.count(tier, on=known) == then.count(tier, on=known)
                for unit in then.communes:
                    assert now.holds(unit, tier, on=known) is then.holds(unit, tier, on=known)

    @invariant()
    def nothing_is_lost_by_mergers_and_splits(self) -> None:
        """Every unit leads to those that came of it, and each of them comes from it."""
        living = {unit.id for unit in self.province.on(self.day).communes}
        for name in "abc":
            heirs = {unit.id for unit in self.province.heirs(name, on=self.day, since=BEGIN)}
            assert heirs == {one for one in living if name in self._roots(one)}
            for heir in heirs:
                origins = {unit.id for unit in self.province.origins(heir, on=BEGIN)}
                assert origins == self._roots(heir)

    # the table

    def _name(self, kind: str) -> str:
        self.made += 1
        return f"{kind}{self.made}"

    def _pass(self, days: int) -> None:
        self.day += timedelta(days)

    def _living(self) -> list[str]:
        return [name for name, life in self.lives.items() if life.ended == (date.max,)]

    def _formed(self) -> list[str]:
        return [name for name in self._living() if name in self.parents]

    def _some(self, which: int) -> str:
        living = self._living()
        return living[which % len(living)]

    def _roots(self, name: str) -> set[str]:
        parents = self.parents.get(name, ())
        return set[str]().union(*map(self._roots, parents)) if parents else {name}

    def _window(self, off: tuple[int, int]) -> tuple[date, ...]:
        """Return the days that something recorded today may be of, around yesterday."""
        early, late = off
        return tuple(self.day - timedelta(1 + back) for back in range(early, -late - 1, -1))

    def _tell(
        self,
        which: int,
        tier: CertificationTier,
        off: tuple[int, int],
        pause: int,
        act: Act | None,
        *,
        among: list[str] | None = None,
    ) -> None:
        """Put a fact on file, if its unit has room for one."""
        self._pass(pause)
        names = among or self._living()
        name = names[which % len(names)]
        if sum(told.unit == name for told in self.facts.values()) >= MOST_FACTS:
            return
        days = self._window(off)
        happened = days[which % len(days)]
        told = Told(self._name("f"), name, tier, act is not None, days, happened)
        self.facts[told.id] = told
        kept = self.province.unit(name)
        assert isinstance(kept, Commune)
        fact = self._fact(told, act or Act.RECOGNISED)
        if isinstance(fact, Certification):
            kept = attrs.evolve(kept, certifications=(*kept.certifications, fact))
        else:
            kept = attrs.evolve(kept, revocations=(*kept.revocations, fact))
        self._keep(kept)

    def _fact(self, told: Told, act: Act) -> Certification | Revocation:
        decided, known = when(told.days), When.of(self.day)
        if told.grants:
            return Certification(tier=told.tier, decided=decided, known=known, id=told.id, act=act)
        return Revocation(tier=told.tier, decided=decided, known=known, id=told.id)

    def _part(
        self, ended: tuple[str, ...], begun: tuple[str, ...], off: tuple[int, int]
    ) -> tuple[date, ...]:
        """Note that units end and others begin, on one of some days."""
        self.day += APART
        days = self._window(off)
        for name in ended:
            self.lives[name] = attrs.evolve(self.lives[name], ended=days)
        for name in begun:
            self.lives[name] = Living(begun=days)
            self.parents[name] = ended
        return days

    def _keep(self, unit: Commune) -> None:
        self.province = self.province.with_unit(unit)
        self._filed()

    def _filed(self) -> None:
        self.past[self.day] = self.province
        self._pass(0)

    def _asked(self) -> set[date]:
        """Return days of which answers are asked: the first of the last fact's, and today."""
        last = [told.days[0] for told in self.facts.values()][-1:]
        return {*last, self.day}

    def _worlds(self, name: str, on: date) -> set[frozenset[CertificationTier]]:
        """Return what a unit holds on a day, in each world."""
        life = self.lives[name]
        facts = [told.events for told in self.facts.values() if told.unit == name]
        there = {begun <= on < ended for begun, ended in product(life.begun, life.ended)}
        holds = {held(history, on) for history in product(*facts)} if True in there else set()
        return holds | ({frozenset()} if False in there else set())

    def _truth(self, tier: CertificationTier, on: date) -> int:
        """Return how many hold a title on a day, as it happened: each merger on its last day."""
        holders = 0
        for name, life in self.lives.items():
            events = tuple(
                Event(told.happened, told.tier, grants=told.grants)
                for told in self.facts.values()
                if told.unit == name
            )
            there = life.begun[-1] <= on < life.ended[-1]
            holders += there and tier in held(events, on)
        return holders


TestRecord = Record.TestCase
#: 25 acts in each run; a thorough profile does more than 10,000 in all
TestRecord.settings = settings(
    max_examples=min(settings().max_examples // 4, 500), stateful_step_count=25
)

"""How many hold a tier on a day: names and statements over sets of communes, narrowed together.

Every set of communes that matters (the province, its districts, the members of statements) has
a range per tier. Names bound each range; statements bound it after travelling to the day; sets
bound the sets that hold them and those they hold; higher tiers bound lower ones. The ranges are
narrowed until nothing moves. Every rule is sound by itself, so what is left holds the truth in
every possible world.

Then a world is sought that attains each end of the range, in which the statements of certain days
are true on their own days. Where there is none, the end moves inward. The range is called exact
if both ends are attained, all statements were joined so, and nothing couples what is open.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise, product
from typing import final

import attrs

from ..core.counts import Basis, Count
from ..core.days import CriteriaPeriod, When
from ..core.typed import typed
from ..tiers import CertificationTier
from ..units import Province, hull
from .certified import Certified
from .statements import Reach, Statement
from .witness import CHAIN, Counted, ends

_Set = frozenset[str]
#: a set of communes, a tier, and whether only units without a higher tier are meant
_Key = tuple[_Set, CertificationTier, bool]


@final
@attrs.frozen
class Step:
    """One narrowing: the set and tier, the range after it, and the statement that did it."""

    #: id of the district or province, or of the statement whose members form the set
    scope: str
    tier: CertificationTier
    low: int
    high: int
    #: id of the statement; empty where a name, another set or another tier did it
    statement: str = ""


@final
@attrs.frozen(field_transformer=typed)
class Combination:
    """What names and statements say together of one tier on one day."""

    by_name: Count
    #: ``None`` if names and statements contradict: the names stand, the rest is withheld
    combined: Count | None
    #: the narrowing steps, in the order in which they were taken
    steps: tuple[Step, ...] = ()
    #: whether the range is as narrow as the possible worlds allow
    exact: bool = True

    @property
    def count(self) -> Count:
        """The combined range, or the names alone where sources contradict one another."""
        return self.by_name if self.combined is None else self.combined


def combine(
    province: Province,
    statements: Iterable[Statement],
    tier: CertificationTier,
    *,
    on: date,
    under: CriteriaPeriod | None = None,
    scope: str = "",
) -> Combination:
    """Combine what is on file by name with what *statements* say, for the communes of *scope*.

    The totals travel to the day *on*: a lower bound forwards, an upper one backwards, each
    loosened by the revocations and terms that possibly lie between, and by the units that came
    or went. Where it is open which units there were, the range holds all that are possible.
    """
    given = tuple(statements)
    found = [
        _combined(_told_of(given, province, state, on), tier, _Narrowing(state, on, under), scope)
        for state in province.states(on)
    ]
    if len(found) == 1:
        return found[0]
    # a state in which the sources contradict one another is not the true one
    possible = [one.combined for one in found if one.combined is not None]
    return Combination(
        hull(one.by_name for one in found),
        hull(possible) if possible else None,
        tuple(step for one in found for step in one.steps),
        exact=False,
    )


@final
@attrs.frozen
class _Told:
    """A statement, and what it says of the units of the day that is asked for."""

    said: Statement
    reach: Reach
    #: whether it surely counted these very units, and on which day is known
    certain: bool

    @property
    def empty(self) -> bool:
        """Whether any number of the units that it counted would do."""
        most = self.said.count.high
        counted = len(self.reach.among) + self.reach.left
        return self.said.count.low == 0 and (most is None or most >= counted)


def _told_of(
    statements: Iterable[Statement], province: Province, state: Province, on: date
) -> list[_Told]:
    """Return what the statements say of the units of a day; those that say nothing are left out."""
    reached = ((said, said.reach(province, state)) for said in statements if said.counts)
    told = (
        _Told(said, reach, reach.unchanged and _is_certain(said, reach, province, on))
        for said, reach in reached
        if reach is not None and reach.among
    )
    return [one for one in told if not one.empty]


def _is_certain(said: Statement, reach: Reach, province: Province, on: date) -> bool:
    """Whether a statement is of one day, on which all the units that it is about were communes."""
    if said.day == When.of(on):
        return True
    if not said.day.certain or province.as_of is not None:
        return False
    return all(reach.among <= units for units in province.populations(province.id, said.day))


def _combined(
    told: list[_Told], tier: CertificationTier, work: _Narrowing, scope: str
) -> Combination:
    """Combine names and statements for one possible state of the province on the day."""
    state = work.certified.state
    asked = frozenset(unit.id for unit in state.communes_of(scope or state.id))
    by_name = Count(*work.names(asked, tier), Basis.NAMES)
    if tier not in CHAIN or not asked:
        combined = attrs.evolve(by_name, basis=Basis.COMBINED)
        return Combination(by_name, combined, exact=by_name.exact or not told)
    chained = [one for one in told if one.said.tier in CHAIN]
    usable = [one for one in chained if work.gains(one)]
    work.open((asked, *(one.reach.among for one in usable)), usable)
    try:
        work.narrow(usable)
        exact = not chained or work.attain(asked, tier, chained)
    except _ContradictionError:
        return Combination(by_name, None, tuple(work.steps))
    combined = Count(*work.ranges[asked, tier, False], Basis.COMBINED)
    exact = exact and len(chained) == len(told)
    return Combination(by_name, combined, tuple(work.steps), exact=exact)


class _ContradictionError(Exception):
    """No possible world is left."""


class _Narrowing:
    """The working table of one combination: a range per set and tier, narrowed step by step."""

    def __init__(self, state: Province, on: date, under: CriteriaPeriod | None) -> None:
        self.certified, self.on, self.under = Certified(state, under), on, under
        self.labels: dict[_Set, str] = {}
        self.families: dict[_Set, list[list[_Set]]] = {}
        self.ranges: dict[_Key, tuple[int, int]] = {}
        self.steps: list[Step] = []
        self.moved = True

    def gains(self, told: _Told) -> bool:
        """Whether a statement says more of its set than the names on file do."""
        low, high = self._travelled(told)
        sure, possible = self.names(told.reach.among, told.said.tier)
        return not told.said.inclusive or low > sure or high < possible

    def open(self, asked: Iterable[_Set], usable: Iterable[_Told]) -> None:
        """Lay out the sets that matter, and bound each by the names on file."""
        state = self.certified.state
        scopes = (state.id, *(district.id for district in state.districts))
        named = {frozenset(unit.id for unit in state.communes_of(scope)): scope for scope in scopes}
        chosen = {one.reach.among: one.said.id for one in usable}
        everything = {**dict.fromkeys(asked, ""), **chosen, **named}
        self.labels = {members: label for members, label in everything.items() if members}
        self.families = {members: self._families(members) for members in self.labels}
        for members in self.labels:
            for tier in CHAIN:
                self.ranges[members, tier, False] = self.names(members, tier)
                self.ranges[members, tier, True] = (0, len(members))

    def attain(self, asked: _Set, tier: CertificationTier, told: Iterable[_Told]) -> bool:
        """Move the ends of a range to where worlds attain them; say whether it is exact then."""
        key = (asked, tier, False)
        joined = [self._counted(one) for one in told]
        sets = dict.fromkeys((asked, *(one.reach.among for one in told)))
        tiers = {tier, *(one.said.tier for one in told)}
        found = ends(
            self.certified,
            Counted(asked, tier, self.on, *self.ranges[key]),
            [*filter(None, joined), *self._narrowed(sets, tiers)],
        )
        # where nothing is possible, the lower end passes the upper one
        high = self.ranges[key][1]
        self.bound(key, *((high + 1, high) if found is None else (found.fewest, found.most)))
        return found is not None and found.exact and None not in joined

    def _counted(self, told: _Told) -> Counted | None:
        """Return what a statement counted on its own day, if it is of one and of this question."""
        said, among, day = told.said, told.reach.among, told.said.day.latest
        if not told.certain or day is None or said.period is not self.under:
            return None
        standard_only = said.tier is CertificationTier.STANDARD and not said.inclusive
        if standard_only and self.certified.count(among, CertificationTier.MODERN, day)[1]:
            # no other tier implies the modern title, so that it is open who holds no more
            return None
        high = len(among) if said.count.high is None else said.count.high
        return Counted(among, said.tier, day, said.count.low, high, exclusive=not said.inclusive)

    def _narrowed(self, sets: Iterable[_Set], tiers: Iterable[CertificationTier]) -> list[Counted]:
        """Return the ranges of some sets and tiers that say more than names do."""
        return [
            Counted(members, tier, self.on, *self.ranges[members, tier, False])
            for members, tier in product(sets, tiers)
            if members in self.labels
            and self.ranges[members, tier, False] != self.names(members, tier)
        ]

    def names(self, members: _Set, tier: CertificationTier) -> tuple[int, int]:
        """Return how many of *members* surely and possibly hold *tier* by certificates."""
        return self.certified.count(members, tier, self.on)

    def narrow(self, usable: Iterable[_Told]) -> None:
        """Apply the statements once and the rules until nothing moves."""
        for one in usable:
            self._state(one)
        while self.moved:
            self.moved = False
            for members, families in self.families.items():
                self._chain(members)
                for parts in families:
                    for tier in CHAIN:
                        self._nest(members, parts, tier, exclusive=False)
                        self._nest(members, parts, tier, exclusive=True)

    def bound(self, key: _Key, low: int, high: int, statement: str = "") -> None:
        """Narrow one range, noting the step; raise if nothing is left of it."""
        old = self.ranges[key]
        new = max(old[0], low), min(old[1], high)
        if new == old:
            return
        self.ranges[key], self.moved = new, True
        if not key[2]:
            self.steps.append(Step(self.labels[key[0]], key[1], *new, statement))
        if new[0] > new[1]:
            raise _ContradictionError

    def _families(self, members: _Set) -> list[list[_Set]]:
        """Return each subset alone, and the largest subsets that do not overlap together."""
        inside = sorted(
            (part for part in self.labels if part < members),
            key=lambda part: (-len(part), sorted(part)),
        )
        apart: list[_Set] = []
        for part in inside:
            if not any(part & other for other in apart):
                apart.append(part)
        return [*([part] for part in inside), apart]

    def _state(self, told: _Told) -> None:
        """Bring a statement's bounds to the day and lay them on its set."""
        said, among = told.said, told.reach.among
        low, high = self._travelled(told)
        # "highest tier only" holds on its own day and by its own set: units may rise afterwards
        here = said.day == When.of(self.on) and said.period is self.under
        exclusive = not said.inclusive and here
        cap = high if said.inclusive or exclusive else len(among)
        self.bound((among, said.tier, exclusive), low, cap, said.id)

    def _travelled(self, told: _Told) -> tuple[int, int]:
        """Return the bounds that a statement still gives for the day and period asked."""
        said, reach, among = told.said, told.reach, told.reach.among
        low, high = 0, len(among)
        if said.day.surely_by(self.on) and self.under in (None, said.period):
            lost = self._lost(said.tier, among, said.day.earliest, self.on)
            low = max(0, said.count.low - lost - reach.left)
        ahead = said.day.earliest is not None and self.on <= said.day.earliest
        if ahead and said.count.high is not None and said.period in (None, self.under):
            lost = self._lost(said.tier, among, self.on, said.day.latest)
            high = min(high, said.count.high + lost + reach.came)
        return low, high

    def _lost(
        self, tier: CertificationTier, among: _Set, after: date | None, through: date | None
    ) -> int:
        """Count the units that possibly lost the tier in a stretch of days, each once."""
        return sum(self.certified.may_lose(unit, tier, after, through) for unit in among)

    def _chain(self, members: _Set) -> None:
        """Bound tiers by one another: whoever holds the higher one holds the lower one."""
        for lower, higher in pairwise(CHAIN):
            whole, above = (members, lower, False), (members, higher, False)
            # holders of the lower tier are those who hold no more, and those of the higher one
            self._add(whole, [(members, lower, True), above], self._modern(members, lower))
        top = CHAIN[-1]
        self._add((members, top, False), [(members, top, True)])

    def _modern(self, members: _Set, tier: CertificationTier) -> tuple[int, int]:
        """Return how many may hold *tier* through the modern title, which no other tier implies."""
        if tier is not CertificationTier.STANDARD:
            return 0, 0
        return 0, self.names(members, CertificationTier.MODERN)[1]

    def _nest(
        self, members: _Set, parts: list[_Set], tier: CertificationTier, *, exclusive: bool
    ) -> None:
        """Bound a set by its parts and the rest, and each part by the set and the others."""
        rest = members.difference(*parts)
        spare = (0, len(rest)) if exclusive else self.names(rest, tier)
        self._add((members, tier, exclusive), [(part, tier, exclusive) for part in parts], spare)

    def _add(self, whole: _Key, parts: list[_Key], spare: tuple[int, int] = (0, 0)) -> None:
        """Narrow a sum and its terms by one another."""
        lows = sum(self.ranges[part][0] for part in parts) + spare[0]
        highs = sum(self.ranges[part][1] for part in parts) + spare[1]
        self.bound(whole, lows, highs)
        for part in parts:
            low, high = self.ranges[part]
            self.bound(
                part, self.ranges[whole][0] - (highs - high), self.ranges[whole][1] - (lows - low)
            )

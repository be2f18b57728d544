"""How many hold a tier on a day: names and statements over nested sets, narrowed together.

Every set of communes that matters (the province, its districts, the members of statements) has
a range per tier. Names bound each range; statements bound it after travelling to the day; sets
bound the sets that hold them and those they hold; higher tiers bound lower ones. The ranges are
narrowed until nothing moves. Every rule is sound by itself, so what is left holds the truth in
every possible world. It is called exact where that is certain: if the sets are nested and all
statements are of the very day, tier and period that is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import final

import attrs

from ..core.counts import Basis, Count
from ..core.days import CriteriaPeriod, When
from ..core.verdict import Verdict
from ..tiers import CertificationTier
from ..units import Province, hull
from .statements import Reach, Statement

_Set = frozenset[str]
#: a set of communes, a tier, and whether only units without a higher tier are meant
_Key = tuple[_Set, CertificationTier, bool]
#: a statement, and what it says of the units of the day that is asked for
_Told = tuple[Statement, Reach]
#: the commune tiers that imply one another, lowest first
_CHAIN = (CertificationTier.STANDARD, CertificationTier.ADVANCED, CertificationTier.MODEL)


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
@attrs.frozen
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
    states = province.states(on)
    told = tuple(statements)
    found = [
        _combined(_told_of(told, province, state), tier, _Narrowing(state, on, under), scope)
        for state in states
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


def _told_of(statements: Iterable[Statement], province: Province, state: Province) -> list[_Told]:
    """Return the statements that say something of the units of a day."""
    reached = ((said, said.reach(province, state)) for said in statements if said.counts)
    return [(said, reach) for said, reach in reached if reach is not None and reach.among]


def _combined(
    told: list[_Told], tier: CertificationTier, work: _Narrowing, scope: str
) -> Combination:
    """Combine names and statements for one possible state of the province on the day."""
    state = work.province
    asked = frozenset(unit.id for unit in state.communes_of(scope or state.id))
    by_name = Count(*work.names(asked, tier), Basis.NAMES)
    if tier not in _CHAIN or not asked:
        return Combination(by_name, attrs.evolve(by_name, basis=Basis.COMBINED))
    usable = [(said, reach) for said, reach in told if work.gains(said, reach)]
    work.open((asked, *(reach.among for _, reach in usable)), usable)
    try:
        work.narrow(usable)
    except _ContradictionError:
        return Combination(by_name, None, tuple(work.steps))
    low, high = work.ranges[asked, tier, False]
    plain = all(work.is_plain(said, tier) and reach.unchanged for said, reach in told)
    combined = Count(low, high, Basis.COMBINED)
    return Combination(by_name, combined, tuple(work.steps), exact=plain and work.nested)


class _ContradictionError(Exception):
    """No possible world is left."""


class _Narrowing:
    """The working table of one combination: a range per set and tier, narrowed step by step."""

    def __init__(self, province: Province, on: date, under: CriteriaPeriod | None) -> None:
        self.province, self.on, self.under = province, on, under
        self.units = {unit.id: unit for unit in province.rural_communes}
        self.verdicts: dict[tuple[str, CertificationTier], Verdict] = {}
        self.labels: dict[_Set, str] = {}
        self.families: dict[_Set, list[list[_Set]]] = {}
        self.ranges: dict[_Key, tuple[int, int]] = {}
        self.steps: list[Step] = []
        self.moved = True

    def gains(self, said: Statement, reach: Reach) -> bool:
        """Whether a statement says more of its set than the names on file do."""
        low, high = self._travelled(said, reach)
        sure, possible = self.names(reach.among, said.tier)
        return not said.inclusive or low > sure or high < possible

    def open(self, asked: Iterable[_Set], usable: Iterable[_Told]) -> None:
        """Lay out the sets that matter, and bound each by the names on file."""
        scopes = (self.province.id, *(district.id for district in self.province.districts))
        named = {
            frozenset(unit.id for unit in self.province.communes_of(scope)): scope
            for scope in scopes
        }
        chosen = {reach.among: said.id for said, reach in usable}
        everything = {**dict.fromkeys(asked, ""), **chosen, **named}
        self.labels = {members: label for members, label in everything.items() if members}
        self.families = {members: self._families(members) for members in self.labels}
        for members in self.labels:
            for tier in _CHAIN:
                self.ranges[members, tier, False] = self.names(members, tier)
                self.ranges[members, tier, True] = (0, len(members))

    def is_plain(self, said: Statement, tier: CertificationTier) -> bool:
        """Whether a statement is of the very question, so that no other day or tier matters."""
        same = (said.tier, said.period) == (tier, self.under) and said.inclusive
        return same and said.day == When.of(self.on)

    @property
    def nested(self) -> bool:
        """Whether no two sets cross, so that the narrowing misses nothing."""
        return all(a <= b or b <= a or not a & b for a in self.labels for b in self.labels)

    def names(self, members: _Set, tier: CertificationTier) -> tuple[int, int]:
        """Return how many of *members* surely and possibly hold *tier* by certificates."""
        verdicts = [self.verdict(unit, tier) for unit in members]
        sure = verdicts.count(Verdict.MET)
        return sure, sure + verdicts.count(Verdict.UNDETERMINED)

    def verdict(self, unit: str, tier: CertificationTier) -> Verdict:
        """Judge one unit by its certificates, once."""
        if (unit, tier) not in self.verdicts:
            complete = self.province.is_complete(self.on)
            self.verdicts[unit, tier] = self.units[unit].standing(
                tier, on=self.on, under=self.under, complete=complete
            )
        return self.verdicts[unit, tier]

    def narrow(self, usable: Iterable[_Told]) -> None:
        """Apply the statements once and the rules until nothing moves."""
        for said, reach in usable:
            self._state(said, reach)
        while self.moved:
            self.moved = False
            for members, families in self.families.items():
                self._chain(members)
                for parts in families:
                    for tier in _CHAIN:
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

    def _state(self, said: Statement, reach: Reach) -> None:
        """Bring a statement's bounds to the day and lay them on its set."""
        among = reach.among
        low, high = self._travelled(said, reach)
        # "highest tier only" holds on its own day and by its own set: units may rise afterwards
        here = said.day == When.of(self.on) and said.period is self.under
        exclusive = not said.inclusive and here
        cap = high if said.inclusive or exclusive else len(among)
        self.bound((among, said.tier, exclusive), low, cap, said.id)

    def _travelled(self, said: Statement, reach: Reach) -> tuple[int, int]:
        """Return the bounds that a statement still gives for the day and period asked."""
        among = reach.among
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
        return sum(
            any(_possibly_within(end, after, through) for end in self._ends(unit, tier))
            for unit in among
        )

    def _ends(self, unit: str, tier: CertificationTier) -> Iterator[When]:
        """Yield when a unit may have lost a tier: by a revocation, or because a term ran out."""
        for end in self.units[unit].revocations:
            if end.tier <= tier:
                yield end.in_force
        for grant in self.units[unit].certifications:
            if grant.tier >= tier and grant.expires is not None:
                yield grant.expires

    def _chain(self, members: _Set) -> None:
        """Bound tiers by one another: whoever holds the higher one holds the lower one."""
        for lower, higher in pairwise(_CHAIN):
            whole, above = (members, lower, False), (members, higher, False)
            # holders of the lower tier are those who hold no more, and those of the higher one
            self._add(whole, [(members, lower, True), above], self._modern(members, lower))
        top = _CHAIN[-1]
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


def _possibly_within(when: When, after: date | None, through: date | None) -> bool:
    """Whether some possible day lies after *after* and not later than *through*."""
    if after is not None and through is not None and through <= after:
        return False
    soon = through is None or when.possibly_by(through)
    return soon and (after is None or when.latest is None or when.latest > after)

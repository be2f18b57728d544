"""The fewest and the most holders in all possible worlds, each attained in one of them.

Communes that nothing tells apart are of one type: they lie in the same sets, their certificates
leave the same open, and they may have lost the same. What matters of a world is how many of each
type hold each tier on each day. Those numbers add up: over the types of a set to what a statement
counts, from the holders of a higher tier to those of a lower one, and from day to day where no
tier can have been lost.

Whenever a world exists, so do its numbers, so the ends are sound. The reverse holds if each unit
may take any course that the numbers allow: then units of a type can be laid out in a row, the
first of them holding the most and for longest, and the ends are exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise, product
from typing import final

import attrs

from ..core.verdict import Verdict
from ..tiers import CertificationTier
from .certified import Certified
from .sums import Extreme, Sums

_Set = frozenset[str]
#: a tier on a day
_Column = tuple[CertificationTier, date]
#: the holders of a tier on a day; or how many more those are than another tier's or day's
_Number = tuple[_Column, _Column | None]
#: the numbers of a type, or of a set, by their place in the sums
_Numbers = dict[_Number, int]
#: the commune tiers that imply one another, lowest first
CHAIN = (CertificationTier.STANDARD, CertificationTier.ADVANCED, CertificationTier.MODEL)


@final
@attrs.frozen
class Counted:
    """That between so many units of a set held a tier on a day; or held no higher one."""

    among: _Set
    tier: CertificationTier
    on: date
    low: int
    high: int
    exclusive: bool = False

    @property
    def tiers(self) -> tuple[CertificationTier, ...]:
        """The tiers that it is about: its own, and the next one if holders of that are left out."""
        place = CHAIN.index(self.tier)
        return CHAIN[place : place + 1 + self.exclusive]

    @property
    def number(self) -> _Number:
        """The number that it bounds; of the highest tier nobody holds a higher one."""
        own, *above = ((tier, self.on) for tier in self.tiers)
        return own, above[0] if above else None


@final
@attrs.frozen
class Ends:
    """The fewest and the most that are possible."""

    fewest: int
    most: int
    #: whether both occur in some world
    exact: bool


def ends(certified: Certified, asked: Counted, told: Sequence[Counted]) -> Ends | None:
    """Return the ends of what is *asked* if all that is *told* is true; ``None``: it cannot be."""
    worlds = _Worlds(certified, (asked, *told))
    fewest, most = (worlds.extreme(asked, most=most) for most in (False, True))
    if fewest.value is None or most.value is None:
        return None
    attained = fewest.attained and most.attained
    return Ends(fewest.value, most.value, exact=attained and worlds.independent)


class _Worlds:
    """All worlds in which some counts are true, as numbers that add up."""

    def __init__(self, certified: Certified, told: Sequence[Counted]) -> None:
        self.certified, self.sums = certified, Sums()
        used = {tier for one in told for tier in one.tiers}
        self.tiers = [tier for tier in CHAIN if tier in used]
        self.days = sorted({one.on for one in told})
        self.columns = list(product(self.tiers, self.days))
        types = self._types({one.among: None for one in told})
        self.units = [unit for units in types for unit in units]
        self.numbers: dict[_Set, _Numbers] = {units: self._of_type(units) for units in types}
        for among in sorted({one.among for one in told}, key=len):
            self._lay_out(among)
        for one in told:
            self.sums.bound(self.numbers[one.among][one.number], one.low, one.high)

    def extreme(self, asked: Counted, *, most: bool) -> Extreme:
        """Return the fewest or the most that are possible."""
        return self.sums.extreme(self.numbers[asked.among][asked.number], most=most)

    @property
    def independent(self) -> bool:
        """Whether each unit may take any course that the numbers allow it."""
        return all(map(self._is_independent, self.units))

    def _is_independent(self, unit: str) -> bool:
        """Whether what is open of a unit can be settled in any order of tiers and days.

        One open question can be settled either way. Several can unless a certificate on file
        answers more than one of them: where no other one is missing, or where one may have ended.
        """
        left = [
            (tier, day)
            for tier, day in self.columns
            if self.certified.verdict(unit, tier, day) is Verdict.UNDETERMINED
        ]
        last = self.days[-1]
        complete = any(self.certified.state.is_complete(day) for _, day in left)
        ended = any(self.certified.may_lose(unit, tier, None, last) for tier in self.tiers)
        return len(left) <= 1 or not (complete or (ended and len(self.days) > 1))

    def _types(self, sets: Iterable[_Set]) -> list[_Set]:
        """Group the units of some sets that nothing tells apart."""
        types: dict[object, list[str]] = {}
        for unit in sorted({unit for one in sets for unit in one}):
            verdicts = (self.certified.verdict(unit, *column) for column in self.columns)
            losses = (self._may_lose(unit, *span) for span in self._spans())
            kind = (tuple(unit in one for one in sets), tuple(verdicts), tuple(losses))
            types.setdefault(kind, []).append(unit)
        return [frozenset(units) for units in types.values()]

    def _spans(self) -> list[tuple[_Column, _Column]]:
        """Return each tier on each day, with the same on the day before."""
        pairs = [(later, earlier) for earlier, later in pairwise(self.days)]
        return [((tier, later), (tier, earlier)) for tier in self.tiers for later, earlier in pairs]

    def _may_lose(self, unit: str, later: _Column, earlier: _Column) -> bool:
        return self.certified.may_lose(unit, later[0], earlier[1], later[1])

    def _of_type(self, units: _Set) -> _Numbers:
        """Add the numbers of one type: between those who surely hold and those who may."""
        unit = min(units)
        numbers: _Numbers = {}
        for column in self.columns:
            verdict = self.certified.verdict(unit, *column)
            low = len(units) if verdict is Verdict.MET else 0
            high = 0 if verdict is Verdict.NOT_MET else len(units)
            numbers[column, None] = self.sums.number(low, high)
        steps = [
            ((lower, day), (higher, day))
            for lower, higher in pairwise(self.tiers)
            for day in self.days
        ]
        steps += [span for span in self._spans() if not self._may_lose(unit, *span)]
        for step in steps:
            numbers[step] = self.sums.number(0, len(units))
        self._link(numbers)
        return numbers

    def _link(self, numbers: Mapping[_Number, int]) -> None:
        """Say that who holds more, or held it before, is one of those who hold it."""
        for (whole, part), more in numbers.items():
            if part is not None:
                self.sums.add_up(numbers[whole, None], (numbers[part, None], more))

    def _lay_out(self, among: _Set) -> None:
        """Add the numbers of a set: the sums over its largest parts, down to types."""
        if among in self.numbers:
            return
        parts: list[_Numbers] = []
        rest = among
        for part in sorted(self.numbers, key=lambda part: (-len(part), min(part))):
            if part <= rest:
                parts.append(self.numbers[part])
                rest -= part
        shared = [number for number in parts[0] if all(number in part for part in parts)]
        numbers = {number: self.sums.total([part[number] for part in parts]) for number in shared}
        self._link(numbers)
        self.numbers[among] = numbers

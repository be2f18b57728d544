"""Which grants to choose: demands in numbers, and communes by kind, as an integer programme.

Communes that no demand and no certificate tells apart are of one kind, and only their number
counts. Each goes some way: up to a rung of the ladder by each horizon. The unknowns are how many
communes of a kind go each way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate, combinations_with_replacement, pairwise, product
from typing import TypeAlias, final

import attrs

from .exchanging import exchanges
from .solving import Model, Row, total

#: that communes are granted a rung by a horizon: the kind or commune, the rung, the horizon
_Step: TypeAlias = tuple[int, int, int]
Step: TypeAlias = tuple[str, int, int]


@final
@attrs.frozen
class State:
    """Up to which rung, counted from 1, a commune surely and possibly holds certificates."""

    #: by the criteria sets of any period
    ever: tuple[int, int]
    #: by the set that grants are by, which is never more
    now: tuple[int, int]

    def worlds(self) -> Iterator[State]:
        """Yield the worlds that may be best: all that is possible, or nothing if nothing is sure.

        What lies between is worth less: without the tier, a share only suffers from a lower one.
        """
        ever, now = ((most,) if sure else {0, most} for sure, most in (self.ever, self.now))
        for first, second in product(sorted(ever), sorted(now)):
            if second <= first:
                yield State((first, first), (second, second))


@final
@attrs.frozen(kw_only=True)
class Asked:
    """A demand in numbers: of some communes, at least so many reach a rung by a horizon.

    Or at least such a share of those that reach the first rung: *part* in *whole*.
    """

    rung: int
    #: the number of the horizon, from 0
    horizon: int
    #: whether certificates by the set that grants are by count alone
    now: bool = False
    least: int = 0
    part: int = 0
    whole: int = 1

    def weight(self, state: State, level: int) -> int:
        """Return what a commune adds that is granted the rungs up to a level, at worst.

        It adds to the share if it surely reaches the rung, and to the base if it may be standard.
        """
        sure, perhaps = (max(held, level) for held in (state.now if self.now else state.ever))
        return self.whole * (sure >= self.rung) - self.part * (perhaps > 0)


@final
@attrs.frozen
class Kind:
    """Communes that no demand and no certificate tells apart."""

    state: State
    #: the numbers of the demands that are about them
    demands: tuple[int, ...]
    units: tuple[str, ...]


@final
@attrs.frozen
class Way:
    """Up to which rung a commune of a kind is granted tiers by each horizon."""

    kind: int
    state: State
    levels: tuple[int, ...]

    def granted(self, horizon: int) -> int:
        """Return how many grants there are by a horizon."""
        return self.levels[horizon] - self.state.now[0]

    @property
    def steps(self) -> Iterator[_Step]:
        """Yield each rung that is granted, and by which horizon."""
        for horizon, (before, after) in enumerate(pairwise((self.state.now[0], *self.levels))):
            for rung in range(before + 1, after + 1):
                yield self.kind, rung, horizon


@final
@attrs.frozen
class Problem:
    """Kinds of communes, and what is asked of them by so many horizons."""

    kinds: tuple[Kind, ...]
    demands: tuple[Asked, ...]
    horizons: int

    def possible(self) -> int:
        """Return how many grants are enough in the best world."""
        ways = self._ways(best=True)
        costs = _granted(ways, -1)
        return total(costs, self._model(ways).cheapest(costs))

    def sure(self) -> Cheapest:
        """Return the cheapest choices that are enough in every world.

        They have the fewest grants, and of those the fewest by each horizon in turn.
        """
        ways = self._ways(best=False)
        model, values = self._model(ways), (0,) * len(ways)
        for horizon in (-1, *range(self.horizons - 1)):
            costs = _granted(ways, horizon)
            values = model.cheapest(costs)
            cost = total(costs, values)
            model = model.with_row(Row(costs, cost, cost))
        return Cheapest(self.kinds, ways, model, values)

    def _ways(self, *, best: bool) -> tuple[Way, ...]:
        """Return how communes of each kind may go; in the best world what is open is chosen."""
        found: list[Way] = []
        for number, kind in enumerate(self.kinds):
            asked = [self.demands[demand] for demand in kind.demands]
            # without a share to suffer, the more is held the better
            since = 0 if any(demand.part for demand in asked) else -1
            worlds = tuple(kind.state.worlds())[since:] if best else (kind.state,)
            found += [way for world in worlds for way in self._ways_of(number, world, asked)]
        return tuple(found)

    def _ways_of(self, kind: int, state: State, asked: list[Asked]) -> Iterator[Way]:
        """Yield the ways of a kind: no higher than is asked, and by the horizons that ask."""
        start = state.now[0]
        top = max(start, *(demand.rung for demand in asked))
        turns = sorted({demand.horizon for demand in asked})
        for reached in combinations_with_replacement(range(start, top + 1), len(turns)):
            level = dict(zip(turns, reached, strict=True))
            levels = accumulate((level.get(one, start) for one in range(self.horizons)), max)
            yield Way(kind, state, tuple(levels))

    def _model(self, ways: tuple[Way, ...]) -> Model:
        """Ask that every commune goes some way, and that the demands are met."""
        sizes = [len(kind.units) for kind in self.kinds]
        going: list[dict[int, int]] = [{} for _ in self.kinds]
        adding: list[dict[int, int]] = [{} for _ in self.demands]
        for number, way in enumerate(ways):
            going[way.kind][number] = 1
            for demand in self.kinds[way.kind].demands:
                asked = self.demands[demand]
                adding[demand][number] = asked.weight(way.state, way.levels[asked.horizon])
        all_go = [Row(weights, size, size) for weights, size in zip(going, sizes, strict=True)]
        all_met = [Row(one, asked.least) for one, asked in zip(adding, self.demands, strict=True)]
        return Model(tuple(sizes[way.kind] for way in ways), (*all_go, *all_met))


@final
@attrs.frozen
class Cheapest:
    """The cheapest choices: what they have to keep to, and one of them.

    Communes of a kind can change places. So each of them takes a step in every choice if in none
    fewer do than there are, and each takes it in some choice if in any choice one does.
    """

    kinds: tuple[Kind, ...]
    ways: tuple[Way, ...]
    model: Model
    values: tuple[int, ...]

    @property
    def choice(self) -> Iterator[Step]:
        """The steps of one cheapest choice."""
        left = [list(kind.units) for kind in self.kinds]
        going = zip(self.ways, self.values, strict=True)
        for way, number in sorted(going, key=lambda pair: pair[0].levels, reverse=True):
            for _ in range(number):
                unit = left[way.kind].pop(0)
                yield from ((unit, rung, horizon) for _, rung, horizon in way.steps)

    def told_apart(self) -> tuple[Iterator[Step], Iterator[Step]]:
        """Return the steps that all cheapest choices have, and those that only some have.

        Exchanges of one or two communes tell most of them quickly; the solver tells the rest, until
        the choice with as much otherwise as can be has nothing otherwise.
        """
        steps = self._steps()
        taken = {step: total(weights, self.values) for step, weights in steps.items()}
        all_take = {step for step, number in taken.items() if number == self._size(step)}
        fixed = {step for step, number in taken.items() if not number} | all_take
        values = self.values
        while True:
            fixed -= self._exchanged(values)
            values = self.model.cheapest(_leaving(fixed, all_take, steps))
            changed = {step for step in fixed if total(steps[step], values) != taken[step]}
            if not changed:
                return self._spread(fixed & all_take), self._spread(steps.keys() - fixed)
            fixed -= changed

    def _steps(self) -> dict[_Step, dict[int, int]]:
        """Return which ways take each step."""
        found: dict[_Step, dict[int, int]] = {}
        for number, way in enumerate(self.ways):
            for step in way.steps:
                found.setdefault(step, {})[number] = 1
        return found

    def _exchanged(self, values: tuple[int, ...]) -> set[_Step]:
        """Return steps that a commune can take or leave, if perhaps another one changes too."""
        taken = [frozenset(way.steps) for way in self.ways]
        kinds = [way.kind for way in self.ways]
        pairs = exchanges(self.model, kinds, values)
        return {step for one, other in pairs for step in taken[one] ^ taken[other]}

    def _size(self, step: _Step) -> int:
        return len(self.kinds[step[0]].units)

    def _spread(self, steps: Iterable[_Step]) -> Iterator[Step]:
        """Yield the steps of kinds for each of their communes."""
        for kind, rung, horizon in steps:
            yield from ((unit, rung, horizon) for unit in self.kinds[kind].units)


def _leaving(
    fixed: set[_Step], all_take: set[_Step], steps: dict[_Step, dict[int, int]]
) -> dict[int, int]:
    """Return costs that are low where steps are left that all take, and taken that none does."""
    costs = Counter[int]()
    for step in fixed:
        for way in steps[step]:
            costs[way] += 1 if step in all_take else -1
    return dict(sorted(costs.items()))


def _granted(ways: tuple[Way, ...], horizon: int) -> dict[int, int]:
    """Return how many grants each way has by a horizon."""
    return {number: way.granted(horizon) for number, way in enumerate(ways)}

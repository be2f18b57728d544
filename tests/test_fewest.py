"""The fewest grants that meet demands: proven equal to trying every choice in every world."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import combinations_with_replacement, product
from random import Random

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from ntm_model import (
    CertificationTier,
    Citation,
    Commune,
    CommuneKind,
    Comparator,
    CriteriaPeriod,
    District,
    Document,
    Fault,
    InvalidInputError,
    Mention,
    Level,
    Metric,
    Norm,
    Plan,
    Programme,
    Province,
    Stock,
    Target,
    Verdict,
    When,
    datasets,
)
from ntm_model.review import Demand, Fewest, Grant, demands_of, fewest
from ntm_model.review.demands import speaks_of_communes
from ntm_model.review.solving import Model, Row

from .worlds import ADVANCED, MODEL, NEW, OLD, STANDARD, TIERS

DAY = date(2022, 3, 8)
HORIZONS = (date(2022, 12, 31), date(2024, 12, 31), None)
MANY = max(300, settings().max_examples)


@attrs.frozen
class Held:
    """What is on file of a commune, and up to which rung it surely and possibly holds that."""

    certificates: tuple[tuple[CertificationTier, CriteriaPeriod | None, When], ...]
    #: by any set, and by the set of the day
    ever: tuple[int, int]
    now: tuple[int, int]

    def commune(self, name: str) -> Commune:
        """Return a commune with the certificates."""
        unit = Commune(name)
        for tier, period, since in self.certificates:
            unit = unit.certify(tier, effective=since, period=period)
        return unit

    @property
    def worlds(self) -> list[tuple[int, int]]:
        """Up to which rung it may hold certificates by any set, and by the set of the day."""
        first, second = (range(sure, most + 1) for sure, most in (self.ever, self.now))
        return [(ever, now) for ever, now in product(first, second) if now <= ever]


SINCE, OPEN = When.of(date(2021, 6, 1)), When(earliest=date(2021, 6, 1))
#: in a complete record
HELD = (
    Held((), (0, 0), (0, 0)),
    Held(((STANDARD, OLD, SINCE),), (1, 1), (0, 0)),
    Held(((STANDARD, NEW, SINCE),), (1, 1), (1, 1)),
    Held(((STANDARD, None, SINCE),), (1, 1), (0, 1)),
    Held(((STANDARD, NEW, OPEN),), (0, 1), (0, 1)),
    Held(((STANDARD, OLD, OPEN),), (0, 1), (0, 0)),
    Held(((ADVANCED, NEW, SINCE),), (2, 2), (2, 2)),
    Held(((ADVANCED, OLD, SINCE),), (2, 2), (0, 0)),
    Held(((STANDARD, OLD, SINCE), (ADVANCED, NEW, OPEN)), (1, 2), (0, 2)),
    Held(((ADVANCED, NEW, OPEN),), (0, 2), (0, 2)),
    Held(((MODEL, NEW, SINCE),), (3, 3), (3, 3)),
)


@attrs.frozen
class Case:
    """Some communes, and what is asked of them."""

    held: tuple[Held, ...]
    demands: tuple[Demand, ...]

    @property
    def names(self) -> list[str]:
        """The ids of the communes."""
        return [f"c{number}" for number in range(len(self.held))]

    @property
    def province(self) -> Province:
        """The communes in a province whose record is complete."""
        pairs = zip(self.held, self.names, strict=True)
        communes = tuple(held.commune(name) for held, name in pairs)
        return Province("P", communes=communes, complete_through=DAY)

    @property
    def found(self) -> Fewest:
        """What the library answers."""
        return fewest(self.province, self.demands, on=DAY)


#: at most so many communes, tiers and horizons, so that all choices can be tried
SHAPES = ((10, 1, 1), (6, 2, 1), (5, 3, 1), (4, 2, 2), (3, 3, 2), (3, 1, 3))


@st.composite
def cases(draw: DrawFn, *, shares: bool = True) -> Case:
    """Draw communes and demands that overlap; all can be met."""
    size, tiers, horizons = draw(st.sampled_from(SHAPES))
    held = draw(st.lists(st.sampled_from(HELD), min_size=1, max_size=size))
    case = Case(tuple(held), ())
    demands = draw(
        st.lists(_demands(case.names, tiers, horizons, shares=shares), min_size=1, max_size=5)
    )
    return attrs.evolve(case, demands=tuple(demands))


@st.composite
def _demands(
    draw: DrawFn, names: list[str], tiers: int, horizons: int, *, shares: bool
) -> Demand:
    among = draw(st.lists(st.sampled_from(names), unique=True, min_size=1))
    tier = draw(st.sampled_from(TIERS[:tiers]))
    asked = Demand(
        among=tuple(among),
        tier=tier,
        number=draw(st.integers(0, len(among))),
        under=draw(st.sampled_from((None, NEW))),
        horizon=draw(st.sampled_from(HORIZONS[:horizons])),
    )
    if shares and tier > STANDARD and draw(st.booleans()):
        percent = draw(st.sampled_from((Decimal(40), Decimal("12.5"), Decimal(100))))
        return attrs.evolve(asked, number=None, percent=percent)
    return asked


def weight(demand: Demand, ever: int, now: int) -> Fraction:
    """Return what a commune adds to the side of a demand that is to be enough."""
    reached = ever if demand.under is None else now
    holds = reached > TIERS.index(demand.tier)
    if demand.percent is None:
        return Fraction(holds)
    return holds - Fraction(demand.percent) / 100 * (reached > 0)


@attrs.frozen
class Path:
    """What one commune may be granted by each horizon, and what that adds to each demand."""

    unit: str
    #: what it holds by the set of the day without any grant
    start: int
    levels: tuple[int, ...]
    adds: tuple[Fraction, ...]

    @property
    def counts(self) -> tuple[int, ...]:
        """How many grants there are by each horizon."""
        return tuple(level - self.start for level in self.levels)

    def grants(self, horizons: Sequence[date | None]) -> Iterator[Grant]:
        """Yield the grants, each with the horizon by which it comes."""
        before = self.start
        for horizon, level in zip(horizons, self.levels, strict=True):
            for rung in range(before, level):
                yield Grant(unit=self.unit, tier=TIERS[rung], by=horizon)
            before = level


class Oracle:
    """Every choice of grants, tried one by one, each held against every world."""

    def __init__(self, case: Case) -> None:
        """Keep the case, and its horizons in order."""
        self.case = case
        asked = {demand.horizon for demand in case.demands}
        self.horizons = [one for one in HORIZONS if one in asked]
        self.top = max(TIERS.index(demand.tier) + 1 for demand in case.demands)
        self.least = [Fraction(demand.number or 0) for demand in case.demands]

    def paths(self, name: str, start: int, worlds: Iterable[tuple[int, int]]) -> Iterator[Path]:
        """Yield what a commune may be granted, and what it adds in the worst of some worlds."""
        held = list(worlds)
        steps = range(start, max(start, self.top) + 1)
        for levels in combinations_with_replacement(steps, len(self.horizons)):
            at = dict(zip(self.horizons, levels, strict=True))
            adds = tuple(
                min(
                    weight(demand, max(ever, at[demand.horizon]), max(now, at[demand.horizon]))
                    for ever, now in held
                )
                if name in demand.among
                else Fraction(0)
                for demand in self.case.demands
            )
            yield Path(name, start, levels, adds)

    def enough(self, paths: Sequence[Path]) -> bool:
        """Whether grants meet every demand in every world."""
        sums = map(sum, zip(*(path.adds for path in paths), strict=True))
        return all(found >= least for found, least in zip(sums, self.least, strict=True))

    def cheapest(self) -> list[frozenset[Grant]]:
        """Return every choice with the fewest grants, and of those the fewest by each horizon."""
        units = zip(self.case.names, self.case.held, strict=True)
        every = [list(self.paths(name, held.now[0], held.worlds)) for name, held in units]
        ranked: dict[tuple[int, ...], list[frozenset[Grant]]] = {}
        for paths in filter(self.enough, product(*every)):
            counts = [sum(by) for by in zip(*(path.counts for path in paths), strict=True)]
            grants = (grant for path in paths for grant in path.grants(self.horizons))
            ranked.setdefault((counts[-1], *counts), []).append(frozenset(grants))
        return ranked[min(ranked)]

    def possible(self) -> int:
        """Return the fewest grants in the best world, commune by commune."""
        least = {tuple(-one for one in self.least): 0}
        for name, held in zip(self.case.names, self.case.held, strict=True):
            found: dict[tuple[Fraction, ...], int] = {}
            ways = [way for world in held.worlds for way in self.paths(name, world[1], [world])]
            for (sums, cost), way in product(least.items(), ways):
                key = tuple(one + added for one, added in zip(sums, way.adds, strict=True))
                found[key] = min(found.get(key, cost + way.counts[-1]), cost + way.counts[-1])
            least = found
        return min(cost for sums, cost in least.items() if min(sums) >= 0)


@settings(max_examples=MANY)
@given(cases())
def test_the_fewest_are_those_that_trying_every_choice_finds(case: Case) -> None:
    """The number, what is forced, the pool and whether it is unique: equal to brute force."""
    every = Oracle(case).cheapest()
    forced, some = frozenset.intersection(*every), frozenset[Grant]().union(*every)

    found = case.found
    assert found.beyond == ()
    assert frozenset(found.choice) in every
    assert (set(found.forced), set(found.pool)) == (forced, some - forced)
    assert found.unique is (len(every) == 1)


@settings(max_examples=MANY)
@given(cases())
def test_the_possible_number_is_that_of_the_best_world(case: Case) -> None:
    """Whoever may hold a tier does where that helps; equal to trying every world."""
    found = case.found

    assert found.possible == Oracle(case).possible()
    assert found.possible <= found.sure


@given(cases(), st.data())
def test_the_two_numbers_hold_the_truth(case: Case, data: st.DataObject) -> None:
    """However what is open turns out, the fewest grants lie between possible and sure."""
    found = case.found
    worlds = [data.draw(st.sampled_from(held.worlds)) for held in case.held]
    truth = attrs.evolve(case, held=tuple(settled(*world) for world in worlds))
    assert found.possible <= truth.found.possible == truth.found.sure <= found.sure


def settled(ever: int, now: int) -> Held:
    """Return certificates that settle what is held by any set and by the set of the day."""
    given_by = {OLD: ever, NEW: now}
    certificates = tuple(
        (TIERS[reached - 1], period, SINCE) for period, reached in given_by.items() if reached
    )
    return Held(certificates, (ever, ever), (now, now))


@given(cases())
def test_granting_the_choice_meets_every_demand(case: Case) -> None:
    """Read again from the certificates, horizon by horizon, in every world that they leave."""
    found = case.found
    for demand in case.demands:
        last = demand.horizon or date.max
        done = {
            (grant.unit, grant.tier) for grant in found.choice if (grant.by or date.max) <= last
        }
        communes = [
            granted(unit, done) for unit in case.province.communes if unit.id in demand.among
        ]
        assert is_met(demand, communes)


def granted(unit: Commune, done: set[tuple[str, CertificationTier]]) -> Commune:
    """Return a commune with its grants on file."""
    for tier in TIERS:
        if (unit.id, tier) in done:
            unit = unit.certify(tier, decided=DAY, period=NEW)
    return unit


def is_met(demand: Demand, communes: list[Commune]) -> bool:
    """Whether certificates surely meet a demand."""

    def holds(unit: Commune, tier: CertificationTier) -> Verdict:
        return unit.standing(tier, on=DAY, under=demand.under, complete=True)

    surely = sum(holds(unit, demand.tier) is Verdict.MET for unit in communes)
    if demand.percent is None:
        return surely >= (demand.number or 0)
    base = sum(holds(unit, STANDARD) is not Verdict.NOT_MET for unit in communes)
    return surely * 100 >= demand.percent * base


@given(cases())
def test_a_further_demand_never_lowers_the_number(case: Case) -> None:
    """What meets more meets less."""
    fewer = attrs.evolve(case, demands=case.demands[:-1]).found
    more = case.found
    assert fewer.possible <= more.possible
    assert fewer.sure <= more.sure


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(case: Case, random: Random) -> None:
    """Communes and demands are taken in canonical order."""
    demands, communes = list(case.demands), list(case.province.communes)
    random.shuffle(demands)
    random.shuffle(communes)
    shuffled = attrs.evolve(case.province, communes=tuple(communes))
    assert fewest(shuffled, demands, on=DAY) == case.found

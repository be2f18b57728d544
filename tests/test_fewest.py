"""The fewest grants that meet demands: proven equal to trying every choice in every world."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import combinations_with_replacement, product
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from ntm_model import (
    NATION,
    CertificationTier,
    Citation,
    Commune,
    CommuneKind,
    Comparator,
    CriteriaPeriod,
    District,
    Document,
    Expressed,
    InvalidInputError,
    Level,
    Mention,
    Metric,
    Norm,
    Plan,
    Population,
    Programme,
    Province,
    Status,
    Stock,
    Target,
    Verdict,
    When,
    datasets,
)
from ntm_model.review import Demand, Fewest, Grant, demands_of, fewest
from ntm_model.review.demands import speaks_of_communes
from ntm_model.review.solving import Model, Row, quiet

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
def _demands(draw: DrawFn, names: list[str], tiers: int, horizons: int, *, shares: bool) -> Demand:
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
    some = frozenset[Grant]().union(*every)
    forced = some.intersection(*every)

    found = case.found
    assert found.beyond == ()
    assert frozenset(found.choice) in every
    assert frozenset(found.forced) == forced
    assert frozenset(found.pool) == some - forced
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


def one_of(*names: str, number: int = 1) -> Demand:
    """Ask that so many of some communes are standard."""
    return Demand(among=names, tier=STANDARD, number=number)


def nothing_held(number: int) -> Province:
    """Return communes that hold nothing, in a complete record."""
    communes = tuple(Commune(f"c{one}") for one in range(number))
    return Province("P", communes=communes, complete_through=DAY)


def test_choices_that_differ_everywhere_are_found() -> None:
    """In a ring of six, every other commune is enough: these three or those, nothing between."""
    ring = [one_of(f"c{one}", f"c{(one + 1) % 6}") for one in range(6)]
    found = fewest(nothing_held(6), ring, on=DAY)

    assert (found.sure, found.forced, found.unique) == (3, (), False)
    assert {grant.unit for grant in found.pool} == {f"c{one}" for one in range(6)}


def test_a_commune_in_two_demands_is_forced() -> None:
    """It meets both at once, and no other one does."""
    found = fewest(nothing_held(3), [one_of("c0", "c1"), one_of("c1", "c2")], on=DAY)

    (grant,) = found.forced
    assert (grant.unit, found.sure, found.unique, found.pool) == ("c1", 1, True, ())
    assert found.helped_by(grant) == found.demands


def test_what_need_not_be_early_is_left_for_later() -> None:
    """One by the first horizon, one by the second, and a third some day."""
    by_day = [
        attrs.evolve(one_of("c0", "c1", "c2", number=number), horizon=horizon)
        for number, horizon in enumerate(HORIZONS, 1)
    ]
    found = fewest(nothing_held(3), by_day, on=DAY)

    assert found.by_horizon == ((HORIZONS[0], 1), (HORIZONS[1], 1), (None, 1))
    assert len(found.helped_by(found.choice[0])) == 3
    assert found.helped_by(found.choice[2]) == (by_day[2],)


def test_a_title_of_an_older_set_leaves_both_steps_to_advanced() -> None:
    """Prerequisites are read within the period (rule P3), so it is recognised again first."""
    older = Held(((STANDARD, OLD, SINCE),), (1, 1), (0, 0)).commune("c0")
    province = Province("P", communes=(older,), complete_through=DAY)
    found = fewest(province, [Demand(among=("c0",), tier=ADVANCED, number=1)], on=DAY)

    assert [grant.tier for grant in found.forced] == [STANDARD, ADVANCED]


def test_without_a_complete_record_everything_may_be_held_already() -> None:
    """What is not on file is unknown: perhaps none is needed, and two are surely enough."""
    province = attrs.evolve(nothing_held(3), complete_through=None)
    found = fewest(province, [one_of("c0", "c1", "c2", number=2)], on=DAY)
    assert (found.possible, found.sure) == (0, 2)


@pytest.mark.parametrize(
    "demand",
    [
        one_of("c0", number=2),
        Demand(among=("c0",), tier=CertificationTier.MODERN, number=1),
        Demand(among=("c0",), tier=STANDARD, number=1, under=OLD),
        Demand(among=(), tier=STANDARD, number=1),
    ],
    ids=["more than there are", "a tier of another period", "an older set", "of nobody"],
)
def test_what_no_grants_can_meet_is_named(demand: Demand) -> None:
    """The numbers are about the other demands."""
    found = fewest(nothing_held(2), [demand, one_of("c1")], on=DAY)

    assert found.beyond == (demand,)
    assert found.sure == 1


def test_where_nothing_is_asked_nothing_is_needed() -> None:
    """Without demands, and without any that can be met, no grant is chosen."""
    for demands in ([], [one_of("c0", number=3)]):
        found = fewest(nothing_held(1), demands, on=DAY)
        assert (found.possible, found.sure, found.unique, found.by_horizon) == (0, 0, True, ())


def test_only_communes_of_the_day_are_asked() -> None:
    """A township does not count, nor does what no unit is called."""
    town = Commune("t", kind=CommuneKind.TOWNSHIP)
    province = attrs.evolve(nothing_held(1), communes=(town, Commune("c0")))
    with pytest.raises(InvalidInputError) as caught:
        fewest(province, [one_of("c0", "t"), one_of("nope")], on=DAY)
    assert [fault.path for fault in caught.value.faults] == [
        "demands[0].among",
        "demands[1].among",
    ]


def test_a_day_outside_every_period_is_refused() -> None:
    """No set is in force then, so nothing can be granted."""
    with pytest.raises(InvalidInputError, match="a day of a criteria period"):
        fewest(nothing_held(1), [], on=date(2031, 1, 1))


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"number": None}, "number"),
        ({"percent": Decimal(40)}, "number"),
        ({"number": -1}, "number"),
        ({"number": None, "percent": Decimal(101)}, "percent"),
        ({"number": None, "percent": Decimal(-1)}, "percent"),
        ({"number": None, "percent": Decimal(40), "tier": STANDARD}, "tier"),
        ({"among": ("c0", "c0")}, "among"),
    ],
    ids=["neither", "both", "below 0", "above 100", "below 0 %", "of itself", "twice"],
)
def test_a_demand_that_says_nothing_sensible_is_refused(changed: dict[str, Any], path: str) -> None:
    """Each fault has its path."""
    sensible = Demand(among=("c0",), tier=ADVANCED, number=1)
    with pytest.raises(InvalidInputError) as caught:
        attrs.evolve(sensible, **changed)
    assert [fault.path for fault in caught.value.faults] == [path]


def test_what_is_not_proven_is_not_answered() -> None:
    """Values that break a bound or a row, or that a lower cost may beat, are no answer."""
    model = Model((2,), (Row({0: 1}, 1, 2),))
    assert model.proven((1,), {0: 1}, 0.9999999) == (1,)
    for values, bound in (((2,), 1.0), ((0,), 0.0), ((3,), 3.0), ((), 0.0)):
        with pytest.raises(ArithmeticError, match="proved no best values"):
            model.proven(values, {0: 1}, bound)


def test_a_model_without_an_answer_is_refused() -> None:
    """Two of one cannot be had."""
    with pytest.raises(ArithmeticError, match="proved no best values"):
        Model((1,), (Row({0: 1}, 2),)).cheapest({0: 1})


def test_the_lack_of_a_solver_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra, and loaded when something is to be solved."""
    monkeypatch.setitem(sys.modules, "highspy", None)
    quiet.cache_clear()
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'ntm-model\[solver\]'"):
        fewest(nothing_held(1), [one_of("c0")], on=DAY)


def test_the_solver_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    """What a command prints is its answer alone."""
    quiet.cache_clear()
    fewest(nothing_held(1), [one_of("c0")], on=DAY)
    assert capfd.readouterr() == ("", "")


def asked_by(*targets: Target, plans: tuple[Plan, ...] = ()) -> tuple[Demand, ...]:
    """Return what the programme of a letter asks of two districts with three communes each."""
    communes = tuple(Commune(f"{place}{one}", district=place) for place in "ab" for one in range(3))
    districts = (District("a", spellings=("Both",)), District("b", spellings=("Both",)))
    letter = Document(id="letter", dated=When.of(DAY))
    programme = Programme(
        id="p",
        letter="letter",
        documents=(letter, Document(id="other")),
        province=Province("P", districts=districts, communes=communes),
        targets=targets,
        plans=plans,
    )
    return demands_of(programme, DAY)


TARGET = Target(id="t", tier=ADVANCED, value=4, scope="P", horizon=HORIZONS[0])
SHARE = attrs.evolve(
    TARGET, value=40, expressed=Expressed.PERCENT, population=Population.ALL, norm=Norm.ALL
)
OF_STANDARD = attrs.evolve(SHARE, population=Population.STANDARD, norm=None)


def test_a_target_asks_for_certificates_of_any_period() -> None:
    """It counts the communes of its scope; "more than" asks for one more."""
    more = attrs.evolve(TARGET, id="a", scope="a", comparator=Comparator.MORE_THAN, value=1)
    (of_district, of_province) = asked_by(more, TARGET)

    assert (of_district.number, of_district.among) == (2, ("a0", "a1", "a2"))
    assert (of_province.number, len(of_province.among)) == (4, 6)
    assert (of_province.rule, of_province.subject, of_province.under) == ("P5", ("t",), None)
    assert (of_province.tier, of_province.horizon) == (ADVANCED, HORIZONS[0])


def test_a_share_asks_for_whole_communes() -> None:
    """40 % of 6 are 3; of a group of two it is 1; "30 %" as printed may be 30.49 %."""
    border = attrs.evolve(SHARE, id="g", population=Population.GROUP, members=("a0", "b0"))
    printed = attrs.evolve(
        SHARE, id="p", expressed=Expressed.PRINTED_PERCENT, value=Decimal("33.3"), norm=None
    )
    numbers = {
        one.subject: (one.number, len(one.among)) for one in asked_by(SHARE, border, printed)
    }
    assert numbers == {("t",): (3, 6), ("g",): (1, 2), ("p",): (3, 6)}


def test_a_share_of_the_standard_communes_stays_a_share() -> None:
    """How many it comes to depends on how many will be standard."""
    (demand,) = asked_by(OF_STANDARD)
    assert (demand.number, demand.percent, len(demand.among)) == (None, Decimal(40), 6)


@pytest.mark.parametrize(
    "target",
    [
        attrs.evolve(TARGET, level=Level.DISTRICT),
        attrs.evolve(TARGET, metric=Metric.AVERAGE),
        attrs.evolve(TARGET, stock=Stock.ADDED),
        attrs.evolve(TARGET, inclusive=False),
        attrs.evolve(TARGET, norm=Norm.ACTUAL_BASE),
        attrs.evolve(TARGET, comparator=Comparator.AT_MOST),
        attrs.evolve(TARGET, population=Population.NOT_STANDARD),
        attrs.evolve(TARGET, population=Population.GROUP, group="xã biên giới"),
        attrs.evolve(TARGET, scope=NATION),
        attrs.evolve(SHARE, population_on=DAY),
        attrs.evolve(SHARE, population=Population.NOT_STATED),
        attrs.evolve(SHARE, norm=Norm.PLANNED_BASE),
        attrs.evolve(OF_STANDARD, norm=Norm.ALL),
        attrs.evolve(OF_STANDARD, tier=STANDARD),
        attrs.evolve(OF_STANDARD, value=101),
        attrs.evolve(OF_STANDARD, expressed=Expressed.PRINTED_PERCENT),
        attrs.evolve(OF_STANDARD, comparator=Comparator.MORE_THAN),
    ],
    ids=[
        "districts",
        "an average",
        "added",
        "highest only",
        "another norm",
        "at most",
        "not standard",
        "an unknown group",
        "the country",
        "of another day",
        "not stated of what",
        "planned base",
        "actual base not meant",
        "of itself",
        "above 100",
        "as printed",
        "more than a share",
    ],
)
def test_other_targets_ask_for_something_else(target: Target) -> None:
    """They are left out, and whether one is can be asked."""
    assert asked_by(target) == ()
    assert not speaks_of_communes(target)
    assert speaks_of_communes(TARGET)


def test_a_target_that_was_withdrawn_or_replaced_asks_nothing() -> None:
    """Nor does one of another document, or one that is a part of another."""
    newer = attrs.evolve(TARGET, id="newer", value=5, revises="t")
    gone = attrs.evolve(TARGET, id="gone", status=Status.WITHDRAWN)
    other = attrs.evolve(TARGET, id="other", source=Citation("other"))
    part = attrs.evolve(TARGET, id="part", part_of="newer")
    (demand,) = asked_by(TARGET, newer, gone, other, part)
    assert demand.number == 5


def title(name: str, source: str = "letter", level: Level = Level.DISTRICT) -> Plan:
    """Promise the standard title of a district, or of something else."""
    return Plan(
        id="plan",
        level=level,
        tier=STANDARD,
        mentions=(Mention(name, level=level),),
        deadline=HORIZONS[1],
        source=Citation(source),
    )


def test_a_promised_district_asks_what_its_title_asks_of_communes() -> None:
    """All standard and a tenth, rounded up, advanced, by the set of the conditions' period."""
    standard, advanced = asked_by(plans=(title("b"),))

    assert (standard.rule, standard.tier, standard.number) == ("320-02", STANDARD, 3)
    assert (advanced.rule, advanced.tier, advanced.number) == ("320-03", ADVANCED, 1)
    for demand in (standard, advanced):
        assert (demand.subject, demand.among) == (("b",), ("b0", "b1", "b2"))
        assert (demand.under, demand.horizon) == (NEW, HORIZONS[1])
        assert demand.citation.source == "320/QĐ-TTg"


@pytest.mark.parametrize(
    "plan",
    [title("Both"), title("nope"), title("b", source="other"), title("b0", level=Level.COMMUNE)],
    ids=["two districts", "none", "another document", "a commune"],
)
def test_what_the_letter_does_not_promise_asks_nothing(plan: Plan) -> None:
    """A name that fits two districts is not resolved (rule U3); other plans are not its own."""
    assert asked_by(plans=(plan,)) == ()


KON_TUM_DAY, END = date(2024, 3, 29), date(2024, 12, 31)
KON_TUM = datasets.load("kon-tum-2024").on_file(known=KON_TUM_DAY)
NGOC_HOI = {unit.id for unit in KON_TUM.province.on(KON_TUM_DAY).communes_of("611")}


def of_kon_tum(*subjects: str) -> Fewest:
    """Return the fewest grants for some targets and districts of the letter."""
    demands = demands_of(KON_TUM, KON_TUM_DAY)
    chosen = [demand for demand in demands if demand.subject[0] in subjects]
    return fewest(KON_TUM.province, chosen, on=KON_TUM_DAY)


def by_tier(grants: Iterable[Grant]) -> dict[CertificationTier, int]:
    """Count grants by tier."""
    return dict(Counter(grant.tier for grant in grants))


@pytest.mark.parametrize(
    ("subjects", "number"),
    [
        # 53 less 28 on file by name
        (("standard",), 25),
        # 11 less 3 on file, each after its standard title by the set of 2021-2025
        (("advanced",), 16),
        # none is on file: three steps each
        (("model",), 9),
        # the new standard ones can be the advanced and the model ones: 25 + 8 + 3
        (("standard", "advanced", "model"), 36),
        # seven by the set of 2021-2025, and one advanced
        (("611",), 8),
        # 4 of the 7 have an older title, so they add nothing to the 25
        (("standard", "advanced", "model", "611"), 40),
    ],
    ids=["standard", "advanced", "model", "ministry", "Ngọc Hồi", "both"],
)
def test_kon_tum_by_hand(subjects: tuple[str, ...], number: int) -> None:
    """What would have to be true by the end of 2024; perhaps all of it is, by names alone."""
    found = of_kon_tum(*subjects)

    assert (found.possible, found.sure, found.beyond) == (0, number, ())
    assert found.by_horizon == ((END, number),)


def test_in_kon_tum_the_district_forces_its_seven_communes() -> None:
    """The four with older titles are recognised again; 54 others share the other 22 places."""
    found = of_kon_tum("standard", "advanced", "model", "611")

    assert by_tier(found.choice) == {STANDARD: 29, ADVANCED: 8, MODEL: 3}
    assert {(grant.unit, grant.tier) for grant in found.forced} == {
        (unit, STANDARD) for unit in NGOC_HOI
    }
    assert by_tier(found.pool) == {STANDARD: 54, ADVANCED: 61, MODEL: 61}
    assert NGOC_HOI & {grant.unit for grant in found.choice if grant.tier is ADVANCED}


def test_without_the_district_nothing_in_kon_tum_is_forced() -> None:
    """Any 25 of the 57 communes without a title on file will do, and no older one is touched."""
    found = of_kon_tum("standard", "advanced", "model")
    assert found.forced == ()
    assert by_tier(found.pool) == {STANDARD: 57, ADVANCED: 57, MODEL: 57}


def test_a_programme_asks_for_all_its_letter_promises() -> None:
    """Kon Tum's districts of 2025 come on top: 30 by the new set, 14 of them among the 22."""
    found = KON_TUM.fewest(on=KON_TUM_DAY)

    assert found == fewest(KON_TUM.province, demands_of(KON_TUM, KON_TUM_DAY), on=KON_TUM_DAY)
    assert found.by_horizon == ((END, 40), (date(2025, 12, 31), 16))
    assert found.period is NEW

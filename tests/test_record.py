"""What sources state of sets of units, and what follows with the names on file."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise, permutations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_model import (
    Assessment,
    Basis,
    CertificationTier,
    Commune,
    CommuneKind,
    Count,
    CriteriaPeriod,
    District,
    InvalidInputError,
    Level,
    Meaning,
    Province,
    Revocation,
    Statement,
    Stock,
    When,
)
from ntm_model.record import Step, combine
from ntm_model.strategies import days, provinces, statements

STANDARD, ADVANCED, MODEL, MODERN, COMPLETED = tuple(CertificationTier)[:5]
CHAIN = (STANDARD, ADVANCED, MODEL)
OLD, NEW = CriteriaPeriod.Y2016_2020, CriteriaPeriod.Y2021_2025
DAY = date(2022, 3, 8)
EVE, NEXT_DAY = DAY - timedelta(1), DAY + timedelta(1)

#: four communes, three of them in a district, with nothing on file
PROVINCE = Province(
    "P",
    districts=(District("D"),),
    communes=(
        *(Commune(name, district="D") for name in "ABC"),
        Commune("E"),
        Commune("T", kind=CommuneKind.TOWNSHIP, district="D"),
    ),
)
#: two of the four are standard on the day
SAID = Statement(id="said", tier=STANDARD, scope="P", count=Count.exactly(2), on=When.of(DAY))


def told(
    *said: Statement,
    tier: CertificationTier = STANDARD,
    on: date = DAY,
    province: Province = PROVINCE,
    under: CriteriaPeriod | None = None,
    scope: str = "",
) -> str:
    """Return the combined range as text, or that sources contradict one another."""
    found = combine(province, said, tier, on=on, under=under, scope=scope)
    return "contradiction" if found.combined is None else str(found.combined)


def holding(*names: str, tier: CertificationTier = STANDARD, day: date = EVE) -> Province:
    """Return the province with certificates for these communes."""
    province = PROVINCE
    for name in names:
        province = province.with_unit(province.commune(name).certify(tier, decided=day))
    return province


def revoking(when: When, tier: CertificationTier = STANDARD) -> Province:
    """Return the province in which commune A lost a tier at some time."""
    unit = attrs.evolve(PROVINCE.commune("A"), revocations=(Revocation(tier=tier, decided=when),))
    return PROVINCE.with_unit(unit)


def test_without_statements_the_names_stand_alone() -> None:
    """The combination of nothing is the count by name."""
    found = combine(holding("A"), (), STANDARD, on=DAY)
    assert (found.by_name, found.count) == (Count(1, 4, Basis.NAMES), Count(1, 4, Basis.COMBINED))
    assert (found.steps, found.exact) == ((), True)


@pytest.mark.parametrize(("on", "range_"), [(EVE, "0 to 2"), (DAY, "2"), (NEXT_DAY, "2 to 4")])
def test_bounds_travel_in_one_direction_each(on: date, range_: str) -> None:
    """At least so many hold the tier later, at most so many held it before."""
    assert told(SAID, on=on) == range_


@pytest.mark.parametrize(
    ("when", "on", "range_"),
    [
        (When.of(NEXT_DAY), NEXT_DAY, "1 to 4"),
        (When(), NEXT_DAY, "1 to 4"),
        (When.of(DAY), NEXT_DAY, "2 to 4"),
        (When(NEXT_DAY + timedelta(1)), NEXT_DAY, "2 to 4"),
        (When.of(DAY), EVE, "0 to 3"),
        (When.of(EVE), EVE, "0 to 2"),
        (When.of(NEXT_DAY), EVE, "0 to 2"),
        (When.of(DAY), DAY, "2"),
    ],
)
def test_a_revocation_that_may_lie_between_loosens(when: When, on: date, range_: str) -> None:
    """Each revocation after the earlier day and by the later one may have ended a certificate."""
    assert told(SAID, on=on, province=revoking(when)) == range_


def test_on_its_own_day_a_statement_is_not_loosened() -> None:
    """Between a day and itself nothing can have been revoked."""
    assert told(SAID, province=revoking(When(EVE, NEXT_DAY))) == "2"


def test_a_unit_loses_a_tier_once() -> None:
    """Two revocations of one unit take one holder away."""
    unit = PROVINCE.commune("A")
    ends = tuple(Revocation(tier=STANDARD, decided=When.of(NEXT_DAY)) for _ in range(2))
    province = PROVINCE.with_unit(attrs.evolve(unit, revocations=ends))
    assert told(SAID, on=NEXT_DAY, province=province) == "1 to 4"


def test_the_revocation_of_a_higher_tier_ends_no_lower_one() -> None:
    """C3 read backwards: who lost "model" may still be standard."""
    assert told(SAID, on=NEXT_DAY, province=revoking(When.of(NEXT_DAY), MODEL)) == "2 to 4"


@pytest.mark.parametrize(
    ("when", "known", "range_"),
    [
        (When(), When(), "0 to 4"),
        (When(), When(latest=DAY), "2 to 4"),
        (When(EVE), When(latest=DAY), "2 to 4"),
        (When(EVE, NEXT_DAY), When(), "0 to 4"),
        (When(EVE, DAY), When(), "2 to 4"),
        (When(DAY, NEXT_DAY), When(), "0 to 2"),
    ],
)
def test_an_uncertain_day_travels_from_its_far_end(when: When, known: When, range_: str) -> None:
    """A number is of a day not after its publication; it bounds what surely lies on one side."""
    assert told(attrs.evolve(SAID, on=when, known=known)) == range_


def test_one_of_four_is_one_of_four() -> None:
    """A choice is one holder among its members, not so many unknowns."""
    one = attrs.evolve(SAID, members=("A", "B", "C", "E"), count=Count.exactly(1))
    assert told(one) == "1"
    assert told(one, province=holding("A")) == "1"
    assert told(one, scope="D") == "0 to 1"


def test_a_closed_list_leaves_no_other_holder() -> None:
    """A total beside as many certificates says that there are no more."""
    assert told(SAID, province=holding("A", "B")) == "2"
    assert told(SAID, province=holding("A", "B"), scope="D") == "2"


def test_names_and_statements_are_a_union_not_a_sum() -> None:
    """A named holder may be one of those that a source counted."""
    assert told(SAID, on=NEXT_DAY, province=holding("A", day=NEXT_DAY)) == "2 to 4"
    total = attrs.evolve(SAID, count=Count(2, None))
    assert told(total, province=holding("A", "E")) == "2 to 4"


@pytest.mark.parametrize(
    "said",
    [
        attrs.evolve(SAID, size=86),
        attrs.evolve(SAID, group="border communes"),
        attrs.evolve(SAID, members=("A", "T")),
        attrs.evolve(SAID, scope="D", members=("A", "E")),
        attrs.evolve(SAID, scope="nowhere", count=Count(0, 0)),
        attrs.evolve(SAID, level=Level.VILLAGE),
        attrs.evolve(SAID, meaning=Meaning.MEETS_CRITERIA),
        attrs.evolve(SAID, meaning=Meaning.BASICALLY_MEETS),
        attrs.evolve(SAID, stock=Stock.ADDED),
    ],
)
def test_what_counts_something_else_is_not_combined(said: Statement) -> None:
    """Other units, other meanings and additions are kept and printed, and bound nothing."""
    assert told(said) == "0 to 4"


def test_a_printed_size_or_group_that_fits_is_combined() -> None:
    """Four of four, or a group whose members are listed."""
    listed = attrs.evolve(SAID, members=("A", "B"), size=2, group="border communes")
    assert told(attrs.evolve(SAID, size=4)) == "2"
    assert told(listed) == "2 to 4"


def test_sources_that_contradict_leave_the_names() -> None:
    """Two totals of one day, or fewer than are named: the combined count is withheld."""
    other = attrs.evolve(SAID, id="other", count=Count.exactly(3))
    for said, province in (([SAID, other], PROVINCE), ([SAID], holding("A", "B", "C"))):
        found = combine(province, said, STANDARD, on=DAY)
        assert found.combined is None
        assert found.count is found.by_name


def test_districts_and_the_province_bound_one_another() -> None:
    """What is in the province and not in the district is elsewhere, and the reverse."""
    inside = attrs.evolve(SAID, scope="D", count=Count.exactly(2))
    assert told(inside) == "2 to 3"
    assert told(attrs.evolve(SAID, count=Count.exactly(4)), scope="D") == "3"
    assert told(attrs.evolve(SAID, count=Count.exactly(0)), scope="D") == "0"
    assert told(SAID, scope="D") == "1 to 2"


def test_two_districts_bound_the_province_together() -> None:
    """Sets that do not overlap add up."""
    province = attrs.evolve(PROVINCE, districts=(District("D"), District("F"))).with_unit(
        Commune("E", district="F")
    )
    parts = [attrs.evolve(SAID, id=name, scope=name, count=Count.exactly(1)) for name in "DF"]
    assert told(*parts, province=province) == "2"


def test_higher_tiers_bound_lower_ones() -> None:
    """Who is advanced is standard; who is not standard is not advanced."""
    advanced = attrs.evolve(SAID, tier=ADVANCED, count=Count.exactly(3))
    assert told(advanced) == "3 to 4"
    assert told(SAID, tier=MODEL) == "0 to 2"


def test_those_with_no_higher_tier_and_those_with_one_add_up() -> None:
    """Two that are standard only, and one that is advanced, make three that are standard."""
    only = attrs.evolve(SAID, id="only", inclusive=False)
    advanced = attrs.evolve(SAID, tier=ADVANCED, count=Count.exactly(1))
    assert told(only, advanced) == "3"
    assert told(only) == "2 to 4"
    assert told(only, tier=ADVANCED) == "0 to 2"


@pytest.mark.parametrize(("on", "range_"), [(EVE, "0 to 4"), (NEXT_DAY, "2 to 4")])
def test_those_with_no_higher_tier_travel_as_holders(on: date, range_: str) -> None:
    """Later they may hold more and still hold the tier; before, nothing is said."""
    assert told(attrs.evolve(SAID, inclusive=False), on=on) == range_


def test_the_highest_tier_has_none_above_it() -> None:
    """Of the highest tier, "no higher one" says nothing more."""
    only = attrs.evolve(SAID, tier=MODEL, inclusive=False)
    assert told(only, tier=MODEL) == "2"


@pytest.mark.parametrize(
    ("period", "under", "range_"),
    [
        (None, None, "2"),
        (NEW, NEW, "2"),
        (NEW, None, "2 to 4"),
        (None, NEW, "0 to 2"),
        (OLD, NEW, "0 to 4"),
    ],
)
def test_a_statement_of_a_period_bounds_what_it_contains(
    period: CriteriaPeriod | None, under: CriteriaPeriod | None, range_: str
) -> None:
    """Holders by one set are holders by any; of holders by any set some may be by this one."""
    assert told(attrs.evolve(SAID, period=period), under=under) == range_


@pytest.mark.parametrize(("period", "under"), [(NEW, None), (None, NEW)])
def test_the_highest_tier_by_one_set_need_not_be_the_highest_by_any(
    period: CriteriaPeriod | None, under: CriteriaPeriod | None
) -> None:
    """A true statement about one set never contradicts certificates by another."""
    unit = Commune("A").certify(STANDARD, decided=EVE, period=NEW)
    unit = unit.certify(ADVANCED, decided=date(2019, 1, 1), period=OLD)
    province = Province("P", communes=(unit,), complete_through=DAY)
    count = Count.exactly(0 if period is None else 1)
    said = attrs.evolve(SAID, count=count, period=period, inclusive=False)
    assert told(said, province=province, under=under) == "1"


def test_a_modern_commune_is_standard_without_being_advanced() -> None:
    """The ladder of 2026-2030 branches: a true statement of "standard only" contradicts nothing."""
    day = date(2027, 1, 1)
    units = Commune("A").certify(STANDARD, decided=day), Commune("B").certify(MODERN, decided=day)
    province = Province("P", communes=units, complete_through=day)
    said = attrs.evolve(SAID, count=Count.exactly(1), on=When.of(day), inclusive=False)
    assert told(said, province=province, on=day) == "2"


def test_sets_that_cross_are_exact_too() -> None:
    """Two choices that share a member: it is that one, or one from each."""
    first = attrs.evolve(SAID, id="1", members=("A", "B"), count=Count.exactly(1))
    second = attrs.evolve(SAID, id="2", members=("B", "C"), count=Count.exactly(1))
    assert combine(PROVINCE, [first], STANDARD, on=DAY).exact
    crossed = combine(PROVINCE, [first, second], STANDARD, on=DAY)
    assert crossed.exact
    assert crossed.count == Count(1, 3, Basis.COMBINED)


#: a record, what sources say, the question, and the ends of the range in all worlds
NARROWER: list[tuple[Province, list[Statement], CertificationTier, str, tuple[int, int]]] = [
    # what is said of those outside a set bounds those inside, tier by tier
    (
        holding("E"),
        [
            attrs.evolve(SAID, count=Count(0, 2)),
            attrs.evolve(SAID, id="e", tier=MODEL, members=("E",), count=Count.exactly(0)),
        ],
        MODEL,
        "P",
        (0, 1),
    ),
    # three hold the tier on the next day, so that the number is of the day itself
    (
        holding("A", "B", "C", day=NEXT_DAY),
        [attrs.evolve(SAID, count=Count(1, 2), on=When(DAY, NEXT_DAY))],
        STANDARD,
        "P",
        (1, 2),
    ),
    # E fills the last place of the next day, which leaves none for C
    (
        holding("A", "B").with_unit(Commune("E").certify(STANDARD, decided=NEXT_DAY)),
        [attrs.evolve(SAID, count=Count(0, 3), on=When.of(NEXT_DAY))],
        STANDARD,
        "D",
        (2, 2),
    ),
    # nobody holds the highest tier and no higher one later, so nobody holds it now
    (
        PROVINCE,
        [
            attrs.evolve(
                SAID, tier=MODEL, count=Count.exactly(0), on=When.of(NEXT_DAY), inclusive=False
            )
        ],
        MODEL,
        "P",
        (0, 0),
    ),
    # A is standard by an advanced certificate or not at all
    (
        attrs.evolve(PROVINCE, complete_through=DAY).with_unit(
            Commune("A", district="D").certify(ADVANCED, decided=When(DAY, NEXT_DAY))
        ),
        [attrs.evolve(SAID, count=Count.exactly(1))],
        ADVANCED,
        "P",
        (1, 1),
    ),
]


@pytest.mark.parametrize(("province", "said", "tier", "scope", "ends"), NARROWER)
def test_a_range_is_as_narrow_as_can_be_or_does_not_call_itself_exact(
    province: Province,
    said: list[Statement],
    tier: CertificationTier,
    scope: str,
    ends: tuple[int, int],
) -> None:
    """Nested sets are not enough: other tiers and other days couple units too."""
    found = combine(province, said, tier, on=DAY, scope=scope)
    narrowest = (found.count.low, found.count.high) == ends
    assert narrowest or not found.exact
    assert {*ends} <= {number for number in range(5) if number in found.count}


def test_a_title_that_is_no_communes_is_counted_by_name() -> None:
    """Nobody on the commune level completes the task."""
    found = combine(PROVINCE, [SAID], COMPLETED, on=DAY)
    assert (found.count, found.exact) == (Count(0, 0, Basis.COMBINED), True)


@pytest.mark.parametrize("tier", CHAIN)
def test_a_scope_without_communes_counts_none(tier: CertificationTier) -> None:
    """A city of wards has no commune that could hold a tier."""
    assert told(SAID, tier=tier, scope="elsewhere") == "0"


def test_the_steps_explain_the_range() -> None:
    """Each step names the set, what was left of its range, and the statement that did it."""
    found = combine(holding("A"), [SAID], STANDARD, on=DAY)
    assert found.steps[0] == Step("P", STANDARD, 2, 2, "said")
    assert all(step.statement == "" for step in found.steps[1:])


@given(provinces(), st.data(), days(), st.sampled_from(CHAIN))
def test_steps_only_narrow(
    province: Province, data: st.DataObject, on: date, tier: CertificationTier
) -> None:
    """The range of a set never widens, and ends where the combination does."""
    said = data.draw(st.lists(statements(province), max_size=3))
    found = combine(province, said, tier, on=on)
    for step, later in pairwise(found.steps):
        if (step.scope, step.tier) == (later.scope, later.tier):
            assert step.low <= later.low
            assert later.high <= step.high
    if found.combined is not None:
        assert found.by_name.low <= found.count.low
        assert (found.count.high or 0) <= (found.by_name.high or 0)


@given(provinces(), st.data(), days(), st.sampled_from(CHAIN))
def test_the_order_of_statements_does_not_matter(
    province: Province, data: st.DataObject, on: date, tier: CertificationTier
) -> None:
    """However sources are listed, they say the same together."""
    said = data.draw(st.lists(statements(province), max_size=3))
    found = {combine(province, order, tier, on=on).combined for order in permutations(said)}
    assert len(found) == 1


@given(provinces(), st.data(), days(), st.sampled_from(CHAIN))
def test_one_more_statement_only_narrows(
    province: Province, data: st.DataObject, on: date, tier: CertificationTier
) -> None:
    """What a further source says never widens a range, and never mends a contradiction."""
    said = data.draw(st.lists(statements(province), min_size=1, max_size=3))
    before = combine(province, said[1:], tier, on=on).combined
    after = combine(province, said, tier, on=on).combined
    if after is not None:
        assert before is not None
        assert before.low <= after.low
        assert (after.high or 0) <= (before.high or 0)


@given(provinces(), st.data(), days(), st.sampled_from(CHAIN))
def test_the_province_lies_inside_the_sum_of_its_parts(
    province: Province, data: st.DataObject, on: date, tier: CertificationTier
) -> None:
    """Districts and the communes without one bound the province; a total may bound it further."""
    said = data.draw(st.lists(statements(province), max_size=3))
    apart = [unit for unit in province.rural_communes if not unit.district]
    found = combine(province, said, tier, on=on)
    parts = [combine(province, said, tier, on=on, scope=unit.id) for unit in province.districts]
    if found.combined is not None:
        assert found.count.low >= sum(part.count.low for part in parts)
        assert (found.count.high or 0) <= len(apart) + sum(part.count.high or 0 for part in parts)


def test_a_statement_refuses_what_cannot_be_counted() -> None:
    """More holders than units, and a member twice, are told together."""
    with pytest.raises(InvalidInputError) as caught:
        attrs.evolve(SAID, members=("A", "A"), count=Count.exactly(3))
    assert [fault.path for fault in caught.value.faults] == ["count", "members"]
    with pytest.raises(InvalidInputError, match="3 of 2"):
        attrs.evolve(SAID, size=2, count=Count.exactly(3))


def test_an_upper_bound_may_lie_above_the_number_of_units() -> None:
    """At most five of four are at most four."""
    assert told(attrs.evolve(SAID, count=Count(1, 5))) == "1 to 4"


@pytest.mark.parametrize(("met", "of"), [(-1, 19), (20, 19)])
def test_an_assessment_refuses_more_criteria_than_there_are(met: int, of: int) -> None:
    """Between none and all of a set's criteria are met."""
    with pytest.raises(InvalidInputError, match=f"met: found {met} of {of}"):
        Assessment(unit="A", criteria_set="318/QĐ-TTg", met=met, of=of)

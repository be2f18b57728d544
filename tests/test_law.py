"""What is required: the conditions as data, and how districts are judged by them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_model import (
    CertificationTier,
    Commune,
    CommuneKind,
    Confidence,
    Count,
    CriteriaPeriod,
    District,
    DistrictKind,
    Explanation,
    Province,
    Statement,
    UnknownNameError,
    Verdict,
    When,
)
from ntm_model.core.explanation import Kind
from ntm_model.law import Condition, judge_district
from ntm_model.law import conditions_for as asked_of
from ntm_model.strategies import days, provinces, statements

STANDARD, ADVANCED = CertificationTier.STANDARD, CertificationTier.ADVANCED
MET, NOT_MET, OPEN = Verdict
OLD, NEW = CriteriaPeriod.Y2016_2020, CriteriaPeriod.Y2021_2025
DAY = date(2024, 3, 29)
DISTRICT = District("D")
TITLED = (DistrictKind.DISTRICT, DistrictKind.TOWN, DistrictKind.CITY)

CONDITIONS = [
    pytest.param(condition, id=f"{found.id}:{condition.id}")
    for found in (asked_of(DistrictKind.DISTRICT), asked_of(DistrictKind.CITY))
    for condition in found.conditions
]


def holding(index: int, *tiers: CertificationTier, period: CriteriaPeriod = NEW) -> Commune:
    """Return a commune of the district, certified by a set of *period*."""
    commune = Commune(f"C{index}", district=DISTRICT.id)
    for tier in tiers:
        decided = date(period.years[0] + 1, 5, 2)
        commune = commune.certify(tier, decided=decided, period=period)
    return commune


def judged(
    communes: Sequence[Commune],
    *,
    kind: DistrictKind = DistrictKind.DISTRICT,
    said: Sequence[Statement] = (),
    complete: bool = False,
) -> Explanation:
    """Judge one district with these communes."""
    district = attrs.evolve(DISTRICT, kind=kind)
    province = Province(
        "P",
        districts=(district,),
        communes=tuple(communes),
        complete_through=DAY if complete else None,
    )
    return judge_district(district, province, said, on=DAY)


def nodes(explanation: Explanation) -> Iterator[Explanation]:
    """Yield a node and every one below it."""
    yield explanation
    for child in explanation.children:
        yield from nodes(child)


def by(rule: str, explanation: Explanation) -> Explanation:
    """Return the node of one condition."""
    return next(node for node in nodes(explanation) if node.rule == rule)


def follows(node: Explanation) -> Verdict:
    """Work a verdict out anew, without the library's own arithmetic of verdicts."""
    below = [child.verdict for child in node.children]
    if node.kind is Kind.ALL:
        return NOT_MET if NOT_MET in below else OPEN if OPEN in below else MET
    if node.kind is Kind.COUNT and node.observed is not None and node.required is not None:
        high = len(node.children) if node.observed.high is None else node.observed.high
        possible = [
            node.required.low <= number
            and (node.required.high is None or number <= node.required.high)
            for number in range(node.observed.low, high + 1)
        ]
        return MET if all(possible) else OPEN if any(possible) else NOT_MET
    return node.verdict


@pytest.mark.parametrize(("total", "needed"), [(3, 1), (6, 1), (7, 1), (10, 1), (11, 2), (20, 2)])
def test_a_share_of_communes_rounds_up_to_whole_ones(total: int, needed: int) -> None:
    """10 % of 3, 7 or 10 communes is one, and of 11 it is two."""
    enough = [holding(index, ADVANCED) for index in range(needed)]
    rest = [holding(index, STANDARD) for index in range(needed, total)]
    short = [holding(0, STANDARD), *enough[1:], *rest]
    node = by("320-03", judged([*enough, *rest], complete=True))

    assert node.required == Count(needed, total)
    assert node.verdict is MET
    assert by("320-03", judged(short, complete=True)).verdict is NOT_MET


def test_all_communes_have_to_be_standard() -> None:
    """One commune that is surely not standard fails the condition, one not on file opens it."""
    communes = [holding(0, STANDARD), holding(1)]

    assert by("320-02", judged(communes)).verdict is OPEN
    assert by("320-02", judged(communes, complete=True)).verdict is NOT_MET
    assert by("320-02", judged(communes[:1])).verdict is MET


def test_an_advanced_commune_is_a_standard_one_too() -> None:
    """A certificate counts for the condition on the tier that it implies."""
    assert by("320-02", judged([holding(0, ADVANCED)])).verdict is MET


def test_a_certificate_of_an_older_set_does_not_count() -> None:
    """Standard since 2017 by the older set leaves the condition open, or fails it."""
    old = [holding(0, STANDARD, period=OLD)]
    node = by("320-02", judged(old))

    assert node.verdict is OPEN
    assert [child.topic for child in node.children] == ["older-or-unknown-set"]
    assert by("320-02", judged(old, complete=True)).verdict is NOT_MET


def test_the_communes_of_a_condition_are_told_apart() -> None:
    """Each commune is on file, certified by another set, or not on file."""
    communes = [holding(0, STANDARD), holding(1, STANDARD, period=OLD), holding(2)]
    children = by("320-02", judged(communes)).children

    assert {child.subject[0]: child.topic for child in children} == {
        "C0": "on-file",
        "C1": "older-or-unknown-set",
        "C2": "not-on-file",
    }


def choice(
    members: tuple[str, ...], on: date = DAY, tier: CertificationTier = STANDARD
) -> Statement:
    """Return that one of several communes holds a tier."""
    return Statement(
        id="choice",
        tier=tier,
        scope=DISTRICT.id,
        members=members,
        count=Count(1, len(members)),
        on=When.of(on),
        period=NEW,
    )


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        (choice(("C0", "C1")), "perhaps-planned"),
        (choice(("C0", "C1"), tier=ADVANCED), "perhaps-planned"),
        (choice(("C1", "C2")), "not-on-file"),
        (choice(("C0", "C1"), on=date(2024, 3, 28)), "not-on-file"),
    ],
)
def test_a_commune_that_a_choice_of_the_day_may_mean_is_marked(said: Statement, topic: str) -> None:
    """A name that fits several units is carried out as a choice, which names each of them."""
    node = by("320-02", judged([holding(index) for index in range(3)], said=[said]))

    assert next(child.topic for child in node.children if child.subject[0] == "C0") == topic


def test_a_choice_above_the_tier_does_not_speak_of_a_higher_one() -> None:
    """A choice of standard communes plans no advanced one."""
    node = by("320-03", judged([holding(0), holding(1)], said=[choice(("C0", "C1"))]))

    assert {child.topic for child in node.children} == {"not-on-file"}


def test_statements_settle_what_names_leave_open() -> None:
    """A total by the set of the conditions meets a condition without any name."""
    total = Statement(
        tier=STANDARD, scope=DISTRICT.id, count=Count.exactly(2), on=When.of(DAY), period=NEW
    )
    communes = [holding(0), holding(1)]

    assert by("320-02", judged(communes, said=[total])).verdict is MET
    older = attrs.evolve(total, period=OLD)
    assert by("320-02", judged(communes, said=[older])).verdict is OPEN


def test_townships_are_asked_for_only_where_there_are_any() -> None:
    """All of no townships is met, and of one it is not known."""
    township = Commune("T", kind=CommuneKind.TOWNSHIP, district=DISTRICT.id)
    elsewhere = attrs.evolve(township, district="")

    assert by("320-04", judged([elsewhere])).verdict is MET
    assert by("320-04", judged([elsewhere])).topic == "vacuous"
    assert by("320-04", judged([township])).verdict is OPEN
    assert by("320-04", judged([township])).subject == ("D", "T")


def test_a_district_without_communes_meets_shares_of_none() -> None:
    """All of none, and ten per cent of none, are met and say that they are vacuous."""
    judgement = judged([])

    for rule in ("320-02", "320-03"):
        assert by(rule, judgement).verdict is MET
        assert by(rule, judgement).topic == "vacuous"


def test_townships_are_no_communes() -> None:
    """A share of communes counts units of kind commune alone."""
    township = Commune("T", kind=CommuneKind.TOWNSHIP, district=DISTRICT.id)

    assert by("320-02", judged([holding(0, STANDARD), township])).required == Count(1, 1)


def test_a_district_is_never_met_on_what_nobody_reported() -> None:
    """With every commune certified, satisfaction, criteria and debt are still open."""
    judgement = judged([holding(0, ADVANCED)], complete=True)

    assert judgement.verdict is OPEN
    assert {node.rule for node in judgement.children if node.verdict is OPEN} == {
        "320-05",
        "320-06",
        "18-05",
    }


@pytest.mark.parametrize("kind", [DistrictKind.TOWN, DistrictKind.CITY])
def test_a_city_stays_open_while_conditions_are_missing(kind: DistrictKind) -> None:
    """Only the first condition was found, so that no city is judged to complete its task."""
    judgement = judged([holding(0, STANDARD)], kind=kind, complete=True)

    assert by("320-10", judgement).verdict is MET
    assert by("320-annex-2", judgement).children
    assert "conditions-not-found" in {node.topic for node in judgement.children}
    assert judgement.verdict is OPEN


def test_a_city_fails_by_a_condition_that_was_found() -> None:
    """What is missing cannot mend what is surely not met."""
    assert judged([holding(0)], kind=DistrictKind.CITY, complete=True).verdict is NOT_MET


@pytest.mark.parametrize("kind", TITLED)
def test_every_kind_has_its_conditions(kind: DistrictKind) -> None:
    """A title is one of its kind's own ladder, in the period of the conditions."""
    found = asked_of(kind)

    assert kind in found.kinds
    assert found.tier in District("D", kind=kind).ladder(found.period)
    assert found.all_found is (kind is DistrictKind.DISTRICT)


def test_an_urban_district_has_no_conditions() -> None:
    """No title of a quận was found, and whoever asks for its conditions is told so."""
    with pytest.raises(UnknownNameError, match="urban district"):
        asked_of(DistrictKind.URBAN)


@pytest.mark.parametrize("condition", CONDITIONS)
def test_every_condition_says_where_it_stands(condition: Condition) -> None:
    """A condition has a source, a place in it, a confidence that decides, and both languages."""
    assert condition.citation.source
    assert condition.citation.at
    assert condition.citation.confidence is Confidence.VERIFIED
    assert condition.vi
    assert condition.en
    assert condition.vi != condition.en


@pytest.mark.parametrize("kind", TITLED)
def test_every_condition_found_is_judged_with_its_citation(kind: DistrictKind) -> None:
    """A judgement has one node for each condition, which cites what the condition cites."""
    judgement = judged([holding(0)], kind=kind)

    for condition in asked_of(kind).conditions:
        assert by(condition.id, judgement).citation == condition.citation


@given(provinces(max_communes=4), days(), st.data())
def test_every_verdict_follows_from_what_is_below_it(
    province: Province, on: date, data: st.DataObject
) -> None:
    """A reader can work each node's verdict out anew from its kind, requirement and children."""
    said = data.draw(st.lists(statements(province), max_size=2))
    for district in province.districts:
        for node in nodes(judge_district(district, province, said, on=on)):
            assert node.verdict is follows(node)


@given(provinces(max_communes=4), days())
def test_a_count_of_names_lies_among_its_communes(province: Province, on: date) -> None:
    """Without statements, what is counted is what the communes below the node say."""
    for district in province.districts:
        for node in nodes(judge_district(district, province, on=on)):
            if node.observed is not None:
                verdicts = [child.verdict for child in node.children]
                assert node.observed.low == verdicts.count(MET)
                assert node.observed.high == len(verdicts) - verdicts.count(NOT_MET)

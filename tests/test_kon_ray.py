"""Kon Rẫy, September 2022: fewer criteria by the new set, and four communes that stay recognised.

Sourced (the district's own page, September 2022): six communes, 105 of 114 criteria by the set of
2016-2020, 72 of 114 by that of 2021-2025, and four communes recognised. Which commune met which
criterion is in no source. The tables of marks below are generated; only their sums are sourced.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_model import (
    Assessment,
    CertificationTier,
    Count,
    CriteriaPeriod,
    CriterionMark,
    Mark,
    Programme,
    Review,
    Verdict,
    When,
    assess,
    datasets,
    explain,
)
from ntm_model.law import CriteriaSet, Judgement, judge_district, may_be_revoked, roll_up, set_of

STANDARD, ADVANCED = CertificationTier.STANDARD, CertificationTier.ADVANCED
MET, NOT_MET, OPEN = Verdict
NEW_PERIOD = CriteriaPeriod.Y2021_2025
#: the last day of the month that the page is of
DAY = date(2022, 9, 30)
MONTH = When(date(2022, 9, 1), DAY)
RECOGNISED = ("Đăk Ruồng", "Đăk Tơ Lung", "Đăk Tờ Re", "Tân Lập")
OTHERS = ("Đăk Kôi", "Đăk Pne")
OLD, NEW = (set_of(one, "commune", STANDARD, on=DAY) for one in ("1980/QĐ-TTg", "318/QĐ-TTg"))
CRITERIA = 19
#: income, environment, defence and security: those that 18/2022/QĐ-TTg names
NAMED = frozenset({"10", "17", "19"})

DATASET = datasets.load("kon-tum-2024")
PROGRAMME = DATASET.on_file(known=DAY)
PROVINCE = PROGRAMME.province
KON_RAY = PROVINCE.district("Kon Rẫy")
#: the six communes, those that are recognised first
UNITS = tuple(PROVINCE.commune(name).id for name in (*RECOGNISED, *OTHERS))


def stated(programme: Programme) -> list[Assessment]:
    """Return what is on file of how many criteria the district's communes met."""
    return [one for one in programme.assessments if one.unit == KON_RAY.id]


def test_what_the_page_states_is_on_file() -> None:
    """105 and 72 of 114, of September 2022, by two sets, from one source: nothing more."""
    told = [(one.met, one.of, one.as_of, one.source.source) for one in stated(PROGRAMME)]

    assert told == [(105, 114, MONTH, "konray-2022"), (72, 114, MONTH, "konray-2022")]
    assert [one.criteria_set.split(",")[0] for one in stated(PROGRAMME)] == [
        "bộ tiêu chí xã 2016-2020",
        "bộ tiêu chí xã 2021-2025",
    ]


def test_114_is_six_communes_with_19_criteria_each() -> None:
    """The denominator is that of both sets and of the communes that there were; a town is none."""
    communes = PROVINCE.on(DAY).communes_of(KON_RAY.id)

    assert {unit.id for unit in communes} == set(UNITS)
    for found in (OLD, NEW):
        assert len(found.criteria) == CRITERIA
        assert len(UNITS) * len(found.criteria) == 114


@st.composite
def rows(draw: st.DrawFn, total: int, most: Sequence[int]) -> list[int]:
    """Draw how many criteria each commune meets: so many in all, each at most so many."""
    found: list[int] = []
    for index, limit in enumerate(most):
        left, room = total - sum(found), sum(most[index + 1 :])
        found.append(draw(st.integers(max(0, left - room), min(limit, left))))
    return found


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[Judgement], list[Judgement]]:
    """Draw the six communes' judgements by the old set and the new one, with the sourced sums.

    The page says that all four recognised communes lost criteria; the draw keeps to that.
    """
    before = draw(rows(105, [CRITERIA] * len(UNITS)))
    fewer = [met - 1 for met in before[:4]] + [CRITERIA] * len(OTHERS)
    after = draw(rows(72, fewer))
    return _judged(draw, OLD, before), _judged(draw, NEW, after)


def _judged(draw: st.DrawFn, found: CriteriaSet, met: Sequence[int]) -> list[Judgement]:
    """Judge each commune by marks, of which so many are met, here and there in its row."""
    names = [criterion.id for criterion in found.criteria]
    judgements: list[Judgement] = []
    for unit, number in zip(UNITS, met, strict=True):
        # 19 is prime, so that any stride meets every criterion once
        start, stride = draw(st.integers(0, CRITERIA - 1)), draw(st.integers(1, CRITERIA - 1))
        held = [names[(start + step * stride) % CRITERIA] for step in range(number)]
        judgements.append(judged(found, unit, held))
    return judgements


def judged(found: CriteriaSet, unit: str, met: Sequence[str]) -> Judgement:
    """Judge a commune by a row of marks."""
    marks = [
        CriterionMark(
            unit=unit,
            criteria_set=found.id,
            criterion=criterion.id,
            mark=Mark.MET if criterion.id in met else Mark.NOT_MET,
            as_of=MONTH,
        )
        for criterion in found.criteria
    ]
    return assess(found, unit, marks=marks)


@given(tables())
def test_every_table_with_these_sums_rolls_up_to_what_the_page_states(
    table: tuple[list[Judgement], list[Judgement]],
) -> None:
    """105 and 72 of 114, 17.5 and 12 per commune, the same by row and by column: exact sums."""
    for judgements, said in zip(table, stated(PROGRAMME), strict=True):
        found = roll_up(judgements)
        assert found.criteria_met == Count.exactly(said.met)
        assert sum(count.low for _, count in found.by_criterion) == said.met
        assert found.units * CRITERIA == said.of
    averages = [roll_up(judgements).average for judgements in table]
    assert averages == [(Fraction(35, 2),) * 2, (Fraction(12),) * 2]


@given(tables())
def test_no_recognised_commune_meets_the_new_set_and_each_stays_recognised(
    table: tuple[list[Judgement], list[Judgement]],
) -> None:
    """A failing judgement revokes nothing (C4), not even one by which a title may be revoked."""
    _, after = table
    for judgement in after[:4]:
        assert judgement.verdict is NOT_MET
        unmet = judgement.having(NOT_MET)
        revocable = len(unmet) >= 10 or (len(unmet) >= 6 and not NAMED.isdisjoint(unmet))
        assert may_be_revoked(judgement, NEW).verdict is Verdict.of(revocable)
        commune = PROVINCE.commune(judgement.unit)
        assert PROVINCE.holds(commune, STANDARD, on=DAY) is MET


def test_four_are_recognised_on_the_record_and_two_are_not_on_file() -> None:
    """The record says so by name; of the other two it says nothing, which is not no."""
    for name in RECOGNISED:
        assert PROVINCE.holds(PROVINCE.commune(name), STANDARD, on=DAY) is MET
    for name in OTHERS:
        assert PROVINCE.holds(PROVINCE.commune(name), STANDARD, on=DAY) is OPEN
    assert PROVINCE.holds(PROVINCE.commune("Tân Lập"), ADVANCED, on=DAY) is MET


def test_by_the_new_set_the_four_are_not_known_to_be_recognised() -> None:
    """What they hold is by an older set, or by one that no source names (C7)."""
    for name in RECOGNISED:
        verdict = PROVINCE.holds(PROVINCE.commune(name), STANDARD, on=DAY, under=NEW_PERIOD)
        assert verdict is OPEN


def test_on_the_first_of_the_month_two_of_the_four_are_surely_recognised() -> None:
    """The page is of an unknown day of September: what only it tells stands from the 30th."""
    sure = {
        name
        for name in RECOGNISED
        if PROVINCE.holds(PROVINCE.commune(name), STANDARD, on=date(2022, 9, 1)) is MET
    }
    assert sure == {"Đăk Ruồng", "Tân Lập"}


@pytest.mark.parametrize("met", [0, 114])
def test_the_assessment_changes_no_count_and_no_verdict(met: int) -> None:
    """Without it, or with any other number in it, the record gives the same answers."""
    others = tuple(one for one in PROGRAMME.assessments if one.unit != KON_RAY.id)
    told = tuple(attrs.evolve(one, met=met) for one in stated(PROGRAMME))
    for assessments in (others, (*others, *told)):
        changed = attrs.evolve(PROGRAMME, assessments=assessments)
        for tier in (STANDARD, ADVANCED):
            assert changed.count(tier, on=DAY) == PROGRAMME.count(tier, on=DAY)
        assert district(changed) == district(PROGRAMME)


def district(programme: Programme) -> object:
    """Judge the district by the record of a programme."""
    return judge_district(KON_RAY, programme.province, programme.statements, on=DAY)


#: what the record says of a commune, in both languages
ON_RECORD = {
    "en": "UNDETERMINED: {}: standard, by an older or unknown set\n",
    "vi": "CHƯA ĐỦ CĂN CỨ KẾT LUẬN: {}: đạt chuẩn theo bộ tiêu chí cũ hoặc chưa rõ\n",
}
#: what a judgement by the new set says of it, and of a criterion that is not met
BY_NEW_SET = {
    "en": (
        "NOT MET: {}: National criteria for new rural communes, 2021-2025 [TVPL318]\n",
        "  NOT MET: criterion 1, Planning: marked as not met [TVPL318]\n",
    ),
    "vi": (
        "CHƯA ĐẠT: {}: Bộ tiêu chí quốc gia về xã nông thôn mới giai đoạn 2021-2025 [TVPL318]\n",
        "  CHƯA ĐẠT: tiêu chí 1, Quy hoạch: được đánh giá chưa đạt [TVPL318]\n",
    ),
}


@pytest.mark.parametrize("name", RECOGNISED)
@pytest.mark.parametrize("lang", ["en", "vi"])
def test_both_are_said_side_by_side(name: str, lang: str) -> None:
    """The judgement by the new set says not met; the record still says standard, by another set.

    Sourced: in 2022 every commune of the province would have failed criterion 1 of the new set.
    That the other 18 are met is made up, for the sake of a text.
    """
    unit = PROVINCE.commune(name).id
    names = [criterion.id for criterion in NEW.criteria]
    judgement = judged(NEW, unit, names[1:])

    said = explain(judgement.explanation, PROGRAMME, lang=lang)
    record = judge_district(KON_RAY, PROVINCE, PROGRAMME.statements, on=DAY)

    assert said.startswith(BY_NEW_SET[lang][0].format(name))
    assert BY_NEW_SET[lang][1] in said
    assert ON_RECORD[lang].format(name) in explain(record, PROGRAMME, lang=lang)


@pytest.fixture(scope="module")
def review() -> Review:
    """The review of the letter of 2024."""
    return DATASET.review()


@pytest.mark.parametrize(
    ("lang", "old", "new"),
    [
        (
            "en",
            "Kon Rẫy met 105 of 114 criteria (bộ tiêu chí xã 2016-2020, cộng 6 xã, September 2022)",
            "Kon Rẫy met 72 of 114 criteria (bộ tiêu chí xã 2021-2025, cộng 6 xã, September 2022)",
        ),
        (
            "vi",
            "Kon Rẫy đạt 105/114 tiêu chí (bộ tiêu chí xã 2016-2020, cộng 6 xã, tháng 9/2022)",
            "Kon Rẫy đạt 72/114 tiêu chí (bộ tiêu chí xã 2021-2025, cộng 6 xã, tháng 9/2022)",
        ),
    ],
)
def test_the_review_prints_both_figures_and_names_the_four(
    review: Review, lang: str, old: str, new: str
) -> None:
    """A year and a half later the review of the letter still says both, and counts the four."""
    text = " ".join(review.text(lang).split())

    assert old in text
    assert new in text
    assert "Kon Rẫy 4: Đăk Tơ Lung, Đăk Ruồng (2016), Đăk Tờ Re, Tân Lập" in text

"""What the review of Kon Tum must be able to say, as of 29 March 2024: one table of figures."""

from __future__ import annotations

import re
from datetime import date

import pytest

from ntm_model import (
    AmbiguousNameError,
    Assumption,
    CertificationTier,
    CommuneKind,
    Confidence,
    CriteriaPeriod,
    Level,
    Programme,
    Review,
    Verdict,
    datasets,
)
from ntm_model.core.explanation import Explanation
from ntm_model.review import Progress, progress

STANDARD, ADVANCED, MODEL = (
    CertificationTier.STANDARD,
    CertificationTier.ADVANCED,
    CertificationTier.MODEL,
)
DAY = date(2024, 3, 29)


@pytest.fixture(scope="module")
def programme() -> Programme:
    """The dataset as it is shipped."""
    return datasets.load("kon-tum-2024")


@pytest.fixture(scope="module")
def filed(programme: Programme) -> Programme:
    """What was on file on the day of the letter."""
    return programme.on_file(known=DAY)


@pytest.fixture(scope="module")
def review(programme: Programme) -> Review:
    """The review as of the letter's own day."""
    return programme.review()


def reached(filed: Programme, tier: CertificationTier) -> Progress:
    """Return the progress of the target of communes at a tier."""
    target = next(
        one for one in filed.own_targets if one.level is Level.COMMUNE and one.tier is tier
    )
    return progress(filed, target, DAY)


def district(review: Review, name: str) -> Explanation:
    """Return what rule P4 says of a district."""
    return next(
        check.explanation for check in review.checks if check.rule == "P4" and name in check.subject
    )


def communes(review: Review, node: Explanation, topic: str) -> set[str]:
    """Return the names of the communes of which a condition says something."""
    province = review.programme.province
    return {province.unit(child.subject[0]).name for child in node.children if child.topic == topic}


def condition(explanation: Explanation, rule: str) -> Explanation:
    """Return one condition of a district's title."""
    return next(node for node in explanation.children if node.rule == rule)


#: on file by name, with statements, accounted for with the plan, at most if all named ones are
#: among those stated, still needed from elsewhere, and what would settle it by name
FIGURES = {
    STANDARD: ("28 to 85", "42 to 85", "42 to 52", 49, "1 to 11", (57, 25, 33)),
    ADVANCED: ("3 to 85", "4 to 85", "7 to 8", 8, "3 to 4", (82, 8, 75)),
    MODEL: ("0 to 85", "0 to 85", "1", 1, "2", (85, 3, 83)),
}


@pytest.mark.parametrize("tier", FIGURES)
def test_the_figures_of_each_target(filed: Programme, tier: CertificationTier) -> None:
    """Every figure that the design asks for stands in the table."""
    found = reached(filed, tier)
    settling = found.settling

    figures = (
        str(found.by_name),
        str(found.combined.count),
        str(found.accounted),
        found.accounted_at_most,
        str(found.elsewhere),
        (settling.open, settling.yes, settling.no),
    )

    assert figures == FIGURES[tier]
    assert found.planned_readings[0].verdict is Verdict.UNDETERMINED


def test_the_units_are_those_of_march_2024(programme: Programme) -> None:
    """102 units: 85 communes, 10 wards, 7 townships, in 9 districts and a city."""
    province = programme.province.on(DAY)
    kinds = [unit.kind for unit in province.communes]

    assert len(kinds) == 102
    assert kinds.count(CommuneKind.COMMUNE) == len(province.rural_communes) == 85
    assert (kinds.count(CommuneKind.WARD), kinds.count(CommuneKind.TOWNSHIP)) == (10, 7)
    assert len(province.districts) == 10


BY_DISTRICT = {
    "Kon Tum": 4,
    "Đăk Hà": 6,
    "Đăk Tô": 3,
    "Sa Thầy": 4,
    "Ngọc Hồi": 4,
    "Kon Rẫy": 4,
    "Đăk Glei": 1,
    "Ia H'Drai": 2,
    "Kon Plông": 0,
    "Tu Mơ Rông": 0,
}


@pytest.mark.parametrize("name", BY_DISTRICT)
def test_the_names_on_file_district_by_district(filed: Programme, name: str) -> None:
    """The 28 names lie in eight of the ten districts."""
    inside = filed.province.district(name).id
    holders = filed.province.communes_at(STANDARD, on=DAY)

    assert sum(unit.district == inside for unit in holders) == BY_DISTRICT[name]


def test_the_seventh_commune_of_dak_ha_counts_without_a_name(filed: Programme) -> None:
    """Đăk Hà states 7 of 10, 6 of them named: 29 as a count before the province's total is used."""
    dak_ha = filed.combine(STANDARD, on=DAY, scope="615")
    without_total = [said for said in filed.statements if said.scope != "62"]

    assert (dak_ha.by_name.low, dak_ha.count.low) == (6, 7)
    assert {said.id for said in without_total if said.count.low == 7} == {"dak-ha-7"}


@pytest.mark.parametrize(
    ("assumption", "low"),
    [
        (Assumption.YEAR_OF_DECISION, 27),
        (Assumption.DECIDED_BY_NEXT_YEAR, 26),
        (Assumption.CERTIFICATES_STAND, 0),
    ],
)
def test_what_the_names_take_for_granted(
    programme: Programme, assumption: Assumption, low: int
) -> None:
    """27 if Ia Đal's "in 2023" is not the year of the decision; 0 if nothing is known to stand."""
    filed = programme.on_file(known=DAY, without={assumption})

    assert filed.province.count(STANDARD, on=DAY).low == low


def test_three_names_may_be_younger_than_the_total(filed: Programme) -> None:
    """Đăk Ui, Ngọk Wang and Ia Đal may not be among the 42: then at most 52, 1 from elsewhere."""
    found = reached(filed, STANDARD)
    names = {filed.province.unit(unit).name for unit in found.younger}

    assert names == {"Đăk Ui", "Ngọk Wang", "Ia Đal"}
    assert found.target.value - found.accounted_at_most == 4


def test_the_figures_of_the_letter_agree(review: Review) -> None:
    """All three shares fit their counts, are nested, and name their two populations."""
    verdicts = {
        check.verdict
        for check in review.checks
        if check.rule in ("T1", "T2", "T3", "T4")
        if check.subject in {"standard", "advanced", "model"}
    }

    assert verdicts == {Verdict.MET}


def test_dak_long_stays_open(review: Review) -> None:
    """The one ambiguous name fits 23504 and 23368; it is one of seven communes all the same."""
    names = [check for check in review.findings if check.rule == "U3"]

    assert [(one.subject, set(one.explanation.subject[1:])) for one in names] == [
        ("Đăk Long", {"23504", "23368"})
    ]
    assert reached(review.programme.on_file(known=DAY), STANDARD).planned == 7
    with pytest.raises(AmbiguousNameError, match="23368 Đăk Long"):
        review.programme.province.commune("Đăk Long")


def test_ngoc_hoi_lacks_three_communes(review: Review) -> None:
    """Three have nothing on file and are not planned; four hold an older or unknown set."""
    ngoc_hoi = district(review, "Ngọc Hồi")
    standard = condition(ngoc_hoi, "320-02")
    holders = {"Đăk Nông", "Đăk Kan", "Pờ Y", "Đăk Dục"}
    province = review.programme.province

    assert communes(review, standard, "not-on-file") == {"Đăk Xú", "Đăk Ang", "Sa Loong"}
    for name in holders:
        unit = province.commune(name)
        assert unit.standing(STANDARD, on=DAY) is Verdict.MET
        under = unit.standing(STANDARD, on=DAY, under=CriteriaPeriod.Y2021_2025)
        assert under is Verdict.UNDETERMINED


def test_ngoc_hoi_needs_one_advanced_commune_and_plans_one(review: Review) -> None:
    """10 % of 7 is one commune, and Pờ Y is the only one that is planned."""
    advanced = condition(district(review, "Ngọc Hồi"), "320-03")

    assert advanced.required is not None
    assert advanced.required.low == 1
    assert communes(review, advanced, "on-file") == {"Pờ Y"}


MISSING = {
    "Đăk Hà": {"Đăk Pxi", "Ngọk Réo", "Đăk Hring"},
    "Kon Rẫy": {"Đăk Kôi", "Đăk Pne"},
    "Ia H'Drai": set[str](),
    "Kon Tum": {
        "Đăk Cấm", "Kroong", "Ngọk Bay", "Vinh Quang", "Đăk Blà", "Chư Hreng", "Đăk Rơ Wa",
    },
}  # fmt: skip


@pytest.mark.parametrize("name", MISSING)
def test_what_the_districts_of_2025_lack(review: Review, name: str) -> None:
    """The communes with nothing on file that the letter does not plan, district by district."""
    node = next(
        one for one in district(review, name).children if one.subject[1:2] == (STANDARD.value,)
    )

    assert communes(review, node, "not-on-file") == MISSING[name]


def test_ia_hdrai_has_no_township(review: Review) -> None:
    """The condition on townships is vacuous there, and met."""
    townships = condition(district(review, "Ia H'Drai"), "320-04")

    assert (townships.topic, townships.verdict) == ("vacuous", Verdict.MET)


def test_of_the_city_only_the_first_condition_was_found(review: Review) -> None:
    """The rest of annex II was not found, so the city can be judged no further."""
    topics = {node.topic for node in district(review, "Kon Tum").children}

    assert "conditions-not-found" in topics


def test_earlier_promises_stay_outstanding(review: Review) -> None:
    """What earlier plans named is not on file as recognised; what they counted is not settled."""
    outstanding = {
        name
        for check in review.findings
        if check.explanation.topic == "outstanding"
        for name in check.explanation.subject[1:2]
    }
    unnamed = {
        check.subject
        for check in review.findings
        if check.explanation.topic in ("outstanding-unnamed", "ordered-not-listed")
    }

    assert outstanding == {
        "Đăk Rơ Ông", "Ngọk Lây", "Đăk Xú", "Đăk Nông", "Hơ Moong", "Đăk Pxi", "Ngọk Réo",
    }  # fmt: skip
    assert unnamed >= {"province-2023", "villages-2023", "carry-over", "carry-over-villages"}


def test_two_authors_and_an_older_directive(review: Review) -> None:
    """The ministry's figures are tentative, the plan is the province's, the directive is older."""
    topics = {(check.rule, check.explanation.topic) for check in review.findings}

    assert {
        ("P7", "two-authors"),
        ("T6", "tentative"),
        ("T7", "instrument-before-target"),
        ("P7", "aims-differ"),
        ("D1", "assignment-not-found"),
        ("D3", "no-duty"),
    } <= topics


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_nothing_later_leaks_in(review: Review, lang: str) -> None:
    """No document of after the day is cited, neither Đăk Mar's model title nor the last totals."""
    text = review.text(lang)
    later = [
        document for document in review.programme.documents if not document.dated.possibly_by(DAY)
    ]

    assert len(later) > 1
    assert [document.id for document in later if document.url and document.url in text] == []
    assert "Đăk Mar (2014)" not in text
    assert "Đăk Mar" in text


def test_what_became_known_later_changes_a_later_review(programme: Programme) -> None:
    """In 2025 Đăk Mar is known as a model commune, and since when it is standard."""
    late = date(2025, 12, 31)
    dak_mar = programme.on_file(known=late).province.commune("Đăk Mar")

    assert dak_mar.standing(MODEL, on=late) is Verdict.MET
    assert {grant.year.latest for grant in dak_mar.certifications} >= {2014, 2024}


def test_dak_hring_decides_nothing_at_the_default_trust(programme: Programme) -> None:
    """An inferred entry is printed and marked; who lowers the floor counts it."""
    lenient = programme.on_file(known=DAY, trust=Confidence.INFERRED).province

    assert lenient.count(STANDARD, on=DAY).low == 29
    assert "Đăk Hring" in programme.review().text()


HEADLINES = {
    "en": [
        "CONSISTENT. 53/85 = 62.4 %; 11/53 = 20.8 %; 3/53 = 5.7 %",
        "28 on file by name (29 as a count: Đăk Hà states 7/10, 6 of them named",
        "with the plan 42 to 49 (*): at least 4 more from elsewhere",
        "with the plan 7 or 8 (*): 3 or 4 more from elsewhere",
        "No source says how many there are; the plan adds 1; at most 2 more needed",
        "no recognition on file, and not in the plan, for 3 communes: Đăk Ang, Đăk Xú, Sa Loong",
        "If Đăk Ui, Ngọk Wang, Ia Đal are younger than the 42, at most 52",
        "57 communes are open for standard: 25 yes would reach 53, 33 no would rule it out",
        "No township, so that this condition is vacuous",
    ],
    "vi": [
        "KHỚP. 53/85 = 62,4%; 11/53 = 20,8%; 3/53 = 5,7%",
        "Có tên 28 xã (29 nếu tính theo số liệu: Đăk Hà báo cáo 7/10 xã, có tên 6",
        "cộng kế hoạch: từ 42 đến 49 xã (*); cần thêm ít nhất 4 xã khác",
        "cộng kế hoạch: 7 hoặc 8 xã (*); cần thêm 3 hoặc 4 xã khác",
        "Không nguồn nào nêu số hiện có; kế hoạch thêm 1 xã; cần thêm nhiều nhất 2 xã",
        "Ngọc Hồi còn 3 xã chưa có quyết định công nhận trong hồ sơ và không có trong kế hoạch",
        "Nếu Đăk Ui, Ngọk Wang, Ia Đal chưa nằm trong 42 xã đó thì nhiều nhất 52 xã",
    ],
}


@pytest.mark.parametrize("lang", HEADLINES)
def test_the_first_lines_say_what_an_official_needs(review: Review, lang: str) -> None:
    """The ten lines and their footnote hold the figures, in both languages."""
    text = " ".join(review.text(lang).split())

    assert [line for line in HEADLINES[lang] if line not in text] == []


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_every_source_that_is_cited_is_listed(review: Review, lang: str) -> None:
    """Each mark in brackets stands once in the list of sources."""
    body, _, sources = review.text(lang).partition("SOURCES" if lang == "en" else "\nNGUỒN")
    marks = {mark for found in re.findall(r"\[([L\d\s]+)\]", body) for mark in found.split()}
    listed = set(re.findall(r"^ +\[(L|\d+)\] ", sources, flags=re.MULTILINE))

    assert marks == listed


def test_no_line_is_wider_than_a_page(review: Review) -> None:
    """Lines wrap at 100 columns, but for the addresses of sources."""
    wide = [line for line in review.text("vi").splitlines()[1:] if len(line) > 100]

    assert all(line.strip().startswith("http") for line in wide)

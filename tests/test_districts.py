"""The five districts that the letter names, condition by condition, as of its day.

What is settled, what is open, what is vacuous, and what was found in no source; as the record
stands, and as it would stand with the letter's plan of 2024 carried out.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import attrs
import pytest

from ntm_model import (
    CertificationTier,
    Count,
    District,
    DistrictKind,
    Explanation,
    Former,
    Level,
    Mention,
    Plan,
    Programme,
    Province,
    Verdict,
    When,
    datasets,
    explain,
)
from ntm_model.law import judge_district, least_change
from ntm_model.review import demands_of
from ntm_model.review.progress import carried_out

STANDARD, ADVANCED = CertificationTier.STANDARD, CertificationTier.ADVANCED
MET, NOT_MET, OPEN = Verdict
DAY = date(2024, 3, 29)
PROGRAMME = datasets.load("kon-tum-2024").on_file(known=DAY)
PLANNED = carried_out(PROGRAMME, PROGRAMME.own_plans, on=DAY, by=date(2024, 12, 31))


@attrs.frozen(kw_only=True)
class Expected:
    """What is to be said of one district-level unit."""

    #: condition by condition: what is said, and the verdict
    conditions: Mapping[str, tuple[str, Verdict]]
    #: communes that hold the standard title by an older or unknown set
    older: frozenset[str]
    #: communes of which nothing on file settles it
    open: frozenset[str]
    #: communes with an advanced title by an older or unknown set
    advanced: frozenset[str] = frozenset()
    township: str = ""

    @property
    def communes(self) -> int:
        """How many communes there are."""
        return len(self.older | self.open)


#: of a district everything that is asked was found, and hardly anything is on file
DISTRICT = {
    "320-02": ("communes-at", OPEN),
    "320-03": ("communes-at", OPEN),
    "320-04": ("townships", OPEN),
    "320-05": ("no-data", OPEN),
    "320-06": ("no-data", OPEN),
    "18-05": ("no-data", OPEN),
}
#: without a township that condition is vacuous, and the only one that is settled
WITHOUT_TOWNSHIP = {**DISTRICT, "320-04": ("vacuous", MET)}
#: of a city only the first condition of its own annex was found, and those of recognition
CITY = {
    "320-10": ("communes-at", OPEN),
    "18-05": ("no-data", OPEN),
    "18-05-3": ("no-data", OPEN),
    "320-annex-2": ("conditions-not-found", OPEN),
}

EXPECTED = {
    "Ngọc Hồi": Expected(
        conditions=DISTRICT,
        older=frozenset({"Đăk Nông", "Đăk Kan", "Pờ Y", "Đăk Dục"}),
        open=frozenset({"Đăk Xú", "Đăk Ang", "Sa Loong"}),
        township="Plei Kần",
    ),
    "Ia H'Drai": Expected(
        conditions=WITHOUT_TOWNSHIP,
        older=frozenset({"Ia Dom", "Ia Đal"}),
        open=frozenset({"Ia Tơi"}),
    ),
    "Đăk Hà": Expected(
        conditions=DISTRICT,
        older=frozenset({"Hà Mòn", "Đăk Mar", "Đăk La", "Đăk Ngọk", "Đăk Ui", "Ngọk Wang"}),
        open=frozenset({"Đăk Pxi", "Ngọk Réo", "Đăk Long", "Đăk Hring"}),
        advanced=frozenset({"Hà Mòn", "Đăk Mar"}),
        township="Đăk Hà",
    ),
    "Kon Rẫy": Expected(
        conditions=DISTRICT,
        older=frozenset({"Đăk Ruồng", "Đăk Tơ Lung", "Đăk Tờ Re", "Tân Lập"}),
        open=frozenset({"Đăk Kôi", "Đăk Pne"}),
        advanced=frozenset({"Tân Lập"}),
        township="Đăk Rve",
    ),
    "Kon Tum": Expected(
        conditions=CITY,
        older=frozenset({"Đoàn Kết", "Hòa Bình", "Ia Chim", "Đăk Năng"}),
        open=frozenset(
            {"Đăk Cấm", "Kroong", "Ngọk Bay", "Vinh Quang", "Đăk Blà", "Chư Hreng", "Đăk Rơ Wa"}
        ),
    ),
}
#: those whose title asks for advanced communes
DISTRICTS = [name for name in EXPECTED if name != "Kon Tum"]


def judged(name: str, programme: Programme = PROGRAMME) -> Explanation:
    """Judge a district by the record of a programme."""
    district = programme.province.district(name)
    return judge_district(district, programme.province, programme.statements, on=DAY)


def condition(rule: str, reason: Explanation) -> Explanation:
    """Return one condition of a title."""
    return next(node for node in reason.children if node.rule == rule)


def communes(node: Explanation, topic: str) -> set[str]:
    """Return the names of the communes of which a condition says something."""
    unit = PROGRAMME.province.unit
    return {unit(child.subject[0]).name for child in node.children if child.topic == topic}


@pytest.mark.parametrize("name", EXPECTED)
def test_each_condition_says_what_it_can(name: str) -> None:
    """No condition is left out, and none is settled by what nobody reported."""
    reason = judged(name)

    said = {node.rule: (node.topic, node.verdict) for node in reason.children}
    assert said == EXPECTED[name].conditions
    assert reason.verdict is OPEN


@pytest.mark.parametrize("name", EXPECTED)
def test_every_condition_names_the_decision_that_asks_it(name: str) -> None:
    """What recognition asks stands in 18/2022/QĐ-TTg, the rest in 320/QĐ-TTg."""
    for node in judged(name).children:
        asked_by = "18/2022/QĐ-TTg" if node.rule.startswith("18-") else "320/QĐ-TTg"
        assert node.citation.source == ("" if node.topic == "conditions-not-found" else asked_by)


@pytest.mark.parametrize("name", EXPECTED)
def test_communes_hold_an_older_set_or_nothing_that_settles_it(name: str) -> None:
    """All communes are needed; none is known to be standard by the set of 2021-2025."""
    expected = EXPECTED[name]
    rule = "320-10" if name == "Kon Tum" else "320-02"

    standard = condition(rule, judged(name))

    assert communes(standard, "older-or-unknown-set") == expected.older
    assert communes(standard, "not-on-file") == expected.open
    assert len(standard.children) == expected.communes
    assert str(standard.observed) == f"0 to {expected.communes}"
    assert standard.required == Count.exactly(expected.communes)


@pytest.mark.parametrize("name", DISTRICTS)
def test_one_advanced_commune_is_needed_and_none_is_known_by_the_new_set(name: str) -> None:
    """10 % of 3, 6, 7 or 10 communes is one; the titles of 2021 are by the province's own set."""
    expected = EXPECTED[name]

    advanced = condition("320-03", judged(name))

    assert advanced.required == Count(1, expected.communes)
    assert str(advanced.observed) == f"0 to {expected.communes}"
    assert communes(advanced, "older-or-unknown-set") == expected.advanced
    assert communes(advanced, "on-file") == set()


@pytest.mark.parametrize("name", DISTRICTS)
def test_townships_are_named_and_what_they_have_become_is_open(name: str) -> None:
    """In April 2023 Đăk Hà's was no civilised urban area yet: that says nothing of March 2024."""
    node = condition("320-04", judged(name))

    named = [PROGRAMME.province.unit(unit).name for unit in node.subject[1:]]

    assert named == ([EXPECTED[name].township] if EXPECTED[name].township else [])


@pytest.mark.parametrize(
    ("name", "commune", "verdict"),
    [
        ("Ngọc Hồi", "Pờ Y", MET),
        ("Ia H'Drai", "Ia Dom", MET),
        ("Đăk Hà", "Đăk Ngọk", MET),
        ("Kon Rẫy", "", OPEN),
    ],
)
def test_the_plan_names_one_advanced_commune_for_each_but_kon_ray(
    name: str, commune: str, verdict: Verdict
) -> None:
    """With the plan carried out the share is met by that one alone; Kon Rẫy has none in it."""
    advanced = condition("320-03", judged(name, PLANNED))

    assert communes(advanced, "on-file") == ({commune} if commune else set())
    assert advanced.verdict is verdict


@pytest.mark.parametrize(
    ("name", "on_file", "perhaps"),
    [
        ("Ngọc Hồi", {"Pờ Y"}, set[str]()),
        ("Ia H'Drai", {"Ia Tơi", "Ia Dom"}, set[str]()),
        ("Đăk Hà", {"Đăk Ngọk"}, {"Đăk Long"}),
        ("Kon Rẫy", set[str](), set[str]()),
        ("Kon Tum", set[str](), set[str]()),
    ],
)
def test_the_plan_alone_makes_no_district_whole(
    name: str, on_file: set[str], perhaps: set[str]
) -> None:
    """What is planned counts by the new set; the letter's Đăk Long may be another district's."""
    rule = "320-10" if name == "Kon Tum" else "320-02"

    standard = condition(rule, judged(name, PLANNED))

    assert communes(standard, "on-file") == on_file
    assert communes(standard, "perhaps-planned") == perhaps
    assert standard.verdict is OPEN


@pytest.mark.parametrize(
    ("name", "steps"),
    [("Ngọc Hồi", 12), ("Ia H'Drai", 7), ("Đăk Hà", 15), ("Kon Rẫy", 11), ("Kon Tum", 14)],
)
def test_nothing_is_surely_lacking_and_everything_may_be(name: str, steps: int) -> None:
    """In the best world no step is needed; in the worst, one for each commune and condition."""
    found = least_change(judged(name))

    assert (found.possible, found.sure) == (0, steps)


LINES = {
    "en": {
        "MET": "MET",
        "OPEN": "UNDETERMINED",
        "title": "{} meets the conditions of its title [320/QĐ-TTg]",
        "older": "{}: standard, by an older or unknown set",
        "open": "{}: nothing on file that settles standard",
        "advanced": "{}: advanced, by an older or unknown set",
        "standard-needed": "0 to {0} communes are standard; needed: {0} [320/QĐ-TTg]",
        "advanced-needed": "0 to {0} communes are advanced; needed: 1 [320/QĐ-TTg]",
        "township": "townships that are to be civilised urban areas: {} [320/QĐ-TTg]",
        "vacuous": (
            "nothing is asked here by condition 320-04, all townships are civilised urban areas: "
            "there is none [320/QĐ-TTg]"
        ),
        "debt": "no data for condition 18-05: no outstanding construction debt [18/2022/QĐ-TTg]",
        "satisfaction": (
            "no data for condition 320-05: satisfaction of 90 %, in each commune and content 80 % "
            "[320/QĐ-TTg]"
        ),
        "satisfaction-asked": (
            "no data for condition 18-05-3: satisfaction of residents meets the required share "
            "[18/2022/QĐ-TTg]"
        ),
        "criteria": "no data for condition 320-06: the nine district criteria are met [320/QĐ-TTg]",
        "not-found": "further conditions were not found in any source",
        "Kon Tum": "Kon Tum city",
    },
    "vi": {
        "MET": "ĐẠT",
        "OPEN": "CHƯA ĐỦ CĂN CỨ KẾT LUẬN",
        "title": "{} đủ điều kiện của danh hiệu [320/QĐ-TTg]",
        "older": "{}: đạt chuẩn theo bộ tiêu chí cũ hoặc chưa rõ",
        "open": "{}: chưa có căn cứ trong hồ sơ về đạt chuẩn",
        "advanced": "{}: nâng cao theo bộ tiêu chí cũ hoặc chưa rõ",
        "standard-needed": "từ 0 đến {0} xã đạt chuẩn; cần {0} [320/QĐ-TTg]",
        "advanced-needed": "từ 0 đến {0} xã nâng cao; cần 1 [320/QĐ-TTg]",
        "township": "thị trấn phải đạt đô thị văn minh: {} [320/QĐ-TTg]",
        "vacuous": (
            "không có đối tượng áp dụng điều kiện 320-04: "
            "100% số thị trấn đạt chuẩn đô thị văn minh [320/QĐ-TTg]"
        ),
        "debt": (
            "chưa có số liệu cho điều kiện 18-05: không nợ đọng xây dựng cơ bản [18/2022/QĐ-TTg]"
        ),
        "satisfaction": (
            "chưa có số liệu cho điều kiện 320-05: người dân hài lòng từ 90%, "
            "từng xã từng nội dung từ 80% [320/QĐ-TTg]"
        ),
        "satisfaction-asked": (
            "chưa có số liệu cho điều kiện 18-05-3: "
            "tỷ lệ người dân hài lòng đạt mức yêu cầu [18/2022/QĐ-TTg]"
        ),
        "criteria": "chưa có số liệu cho điều kiện 320-06: đạt 9 tiêu chí cấp huyện [320/QĐ-TTg]",
        "not-found": "chưa tìm thấy các điều kiện còn lại",
        "Kon Tum": "TP Kon Tum",
    },
}  # fmt: skip


def told(name: str, lang: str) -> set[str]:
    """Return the lines that are to be said of a district, apart from its advanced communes."""
    words, expected = LINES[lang], EXPECTED[name]
    lines = {words["title"].format(words.get(name, name)), words["debt"]}
    lines |= {words["older"].format(commune) for commune in expected.older}
    lines |= {words["open"].format(commune) for commune in expected.open}
    lines |= {words["standard-needed"].format(expected.communes)}
    if name == "Kon Tum":
        lines |= {words["satisfaction-asked"], words["not-found"]}
        return {f"{words['OPEN']}: {line}" for line in lines}
    lines |= {words["satisfaction"], words["criteria"]}
    lines |= {words["advanced-needed"].format(expected.communes)}
    if expected.township:
        lines |= {words["township"].format(expected.township)}
    vacuous = set[str]() if expected.township else {f"{words['MET']}: {words['vacuous']}"}
    return {f"{words['OPEN']}: {line}" for line in lines} | vacuous


@pytest.mark.parametrize("lang", LINES)
@pytest.mark.parametrize("name", EXPECTED)
def test_every_line_is_said_in_both_languages(name: str, lang: str) -> None:
    """The text holds these lines, and beyond them one for each commune that may be advanced."""
    lines = {line.strip() for line in explain(judged(name), PROGRAMME, lang=lang).splitlines()}
    advanced = [
        LINES[lang]["advanced"].format(commune) for commune in sorted(EXPECTED[name].advanced)
    ]

    rest = lines - told(name, lang)

    assert told(name, lang) <= lines
    assert len(rest) == (0 if name == "Kon Tum" else EXPECTED[name].communes)
    assert {f"{LINES[lang]['OPEN']}: {line}" for line in advanced} <= rest


def test_an_urban_district_is_promised_no_title() -> None:
    """For a quận no title was found: a plan that names one names no unit that can hold it."""
    province = Province(
        "P", districts=(District("A", kind=DistrictKind.URBAN),), complete_through=DAY
    )
    plan = Plan(
        id="plan",
        tier=STANDARD,
        level=Level.DISTRICT,
        mentions=(Mention("quận A", Level.DISTRICT),),
    )
    programme = Programme(id="p", province=province, plans=(plan,))

    review = programme.review(on=DAY)

    assert {(check.rule, check.verdict) for check in review.findings} >= {("P1", NOT_MET)}
    assert not any(check.rule == "P4" for check in review.checks)
    assert province.holds(province.districts[0], STANDARD, on=DAY) is NOT_MET


def test_a_district_that_became_urban_has_no_conditions() -> None:
    """A plan of before the change still means the unit, whose new kind has no title."""
    was = Former(before=When.of(date(2024, 2, 1)), district_kind=DistrictKind.DISTRICT)
    province = Province("P", districts=(District("A", kind=DistrictKind.URBAN, formerly=(was,)),))
    plan = Plan(
        id="plan",
        tier=STANDARD,
        level=Level.DISTRICT,
        mentions=(Mention("huyện A", Level.DISTRICT),),
    )
    programme = Programme(id="p", province=province, plans=(plan,))

    assert not any(check.rule == "P4" for check in programme.review(on=DAY).checks)
    assert demands_of(programme, DAY) == ()
    assert "A" in programme.review(on=DAY).text()

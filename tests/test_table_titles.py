"""What tables say of titles: held, denied, planned or withdrawn, in cells, headers and headings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ntm_model import (
    Certification,
    CertificationTier,
    Commune,
    District,
    InvalidInputError,
    Programme,
    Province,
    When,
    Years,
)
from ntm_model.exchange.tables import (
    TableReading,
    read_certifications_table,
    read_criteria_table,
    read_plans_table,
    read_targets_table,
    write_certifications_table,
)
from ntm_model.exchange.tables.grids import Cell
from ntm_model.exchange.tables.titles import held_title
from ntm_model.law import set_of

from .sheets import Rows, Value, lines, text_file, told

STANDARD, ADVANCED, MODEL = (
    CertificationTier.STANDARD,
    CertificationTier.ADVANCED,
    CertificationTier.MODEL,
)
DAY = date(2023, 12, 31)
SET = set_of("318/QĐ-TTg", "commune", STANDARD, on=DAY)
PROVINCE = Province("P", communes=tuple(Commune(f"Xã {one}", code=f"0{one}") for one in (1, 2, 3)))
TITLES = "Đạt chuẩn, Nâng cao, Kiểu mẫu, Hiện đại, Hoàn thành nhiệm vụ"
HELD = f"expected one title that is held: {TITLES}; or 'Chưa đạt'"
PLANNED = f"expected one title to be reached: {TITLES}"


def read(path: Path, rows: Rows, tier: CertificationTier | None = None) -> TableReading:
    """Read certificates of three communes."""
    return read_certifications_table(text_file(path / "t.csv", rows), PROVINCE, tier=tier)


def held(
    path: Path, rows: Rows, tier: CertificationTier | None = None
) -> list[tuple[str, CertificationTier]]:
    """Return the titles of a table."""
    found = read(path, rows, tier).certified
    return [(one.unit, one.certification.tier) for one in found]


def refused(path: Path, rows: Rows, tier: CertificationTier | None = None) -> list[str]:
    """Return what is wrong with certificates."""
    with pytest.raises(InvalidInputError) as caught:
        read(path, rows, tier)
    return told(caught.value)


def planned(
    path: Path, rows: Rows, tier: CertificationTier | None = None
) -> list[tuple[str, list[str]]]:
    """Return plans with the units that they name."""
    plans = read_plans_table(text_file(path / "t.csv", rows), tier=tier).plans
    return [(plan.id, [one.text for one in plan.mentions]) for plan in plans]


def not_planned(path: Path, rows: Rows, tier: CertificationTier | None = None) -> list[str]:
    """Return what is wrong with plans."""
    with pytest.raises(InvalidInputError) as caught:
        planned(path, rows, tier)
    return told(caught.value)


@pytest.mark.parametrize(
    ("words", "tier"),
    [
        ("Đạt chuẩn", STANDARD),
        ("Xã đạt chuẩn NTM", STANDARD),
        ("Đạt chuẩn (NTM)", STANDARD),
        ("Xã đạt chuẩn quốc gia về nông thôn mới", STANDARD),
        ("Đã được công nhận đạt chuẩn", STANDARD),
        ("NTM", STANDARD),
        ("NTM nâng cao", ADVANCED),
        ("NTM NC", ADVANCED),
        ("NTM-NC", ADVANCED),
        ("NTMNC", ADVANCED),
        ("NC", ADVANCED),
        ("Xã nông thôn mới kiểu mẫu", MODEL),
        ("NTM KM", MODEL),
        ("NTMKM", MODEL),
        ("KM", MODEL),
        ("NTM hiện đại", CertificationTier.MODERN),
    ],
)
def test_a_title_is_told_in_full_or_short(
    tmp_path: Path, words: str, tier: CertificationTier
) -> None:
    """Cells and headers use the same words, as offices do every day."""
    assert held(tmp_path, [["Xã", "Danh hiệu"], ["Xã 1", words]]) == [("01", tier)]
    assert held(tmp_path, [["Xã", f"Năm {words}"], ["Xã 1", 2020]]) == [("01", tier)]


@pytest.mark.parametrize(
    "words",
    [
        "Chưa đạt",
        "Không đạt",
        "Chưa",
        "Không",
        "Không có",
        "Chưa đạt chuẩn NTM",
        "Không đạt chuẩn",
        "Chưa được công nhận đạt chuẩn",
        "NTM chưa đạt",
        "-",
        "",
    ],
)
def test_a_title_that_is_denied_is_no_certificate(tmp_path: Path, words: str) -> None:
    """In a column of titles, years or days, it is as if nothing stood there."""
    for header in ("Danh hiệu", "Tình trạng", "Năm đạt chuẩn", "Ngày ký", "Số QĐ"):
        rows: Rows = [["Xã", "Mã xã", header], ["Xã 1", "01", words]]
        assert held(tmp_path, rows, STANDARD) == []


@pytest.mark.parametrize(
    "words",
    [
        "Cơ bản đạt chuẩn",
        "Đăng ký đạt chuẩn",
        "Kế hoạch đạt chuẩn",
        "Đề nghị công nhận đạt chuẩn",
        "Chờ công nhận NTM",
        "Thu hồi danh hiệu đạt chuẩn",
        "Đạt chuẩn (đã thu hồi)",
        "Đạt chuẩn NTM (chưa có quyết định)",
        "Đạt chuẩn, chưa công nhận",
        "Đạt chuẩn NTM chưa có quyết định",
        "Không còn đạt chuẩn",
        "Phấn đấu nâng cao",
        "Dự kiến nâng cao",
        "Sắp đạt chuẩn",
        "Đạt chuẩn?",
        "Đạt chuẩn năm 2018",
        "Đạt chuẩn và nâng cao",
        "Đạt chuẩn/nâng cao",
        "Xã",
        "x",
    ],
)
def test_a_cell_that_is_no_title_as_a_whole_is_told(tmp_path: Path, words: str) -> None:
    """A word that is not of the vocabulary may turn everything round."""
    assert refused(tmp_path, [["Xã", "Danh hiệu"], ["Xã 1", words]]) == [
        f"B2: found {words!r}, {HELD}"
    ]


@given(
    words=st.lists(
        st.sampled_from(("xã", "đạt", "chuẩn", "NTM", "nâng cao", "đã", "được", "công nhận")),
        min_size=1,
    ),
    doubt=st.sampled_from(
        ("chưa", "không", "đăng ký", "phấn đấu", "đề nghị", "chờ", "thu hồi", "sắp", "còn")
    ),
    place=st.integers(0, 9),
)
@example(words=["đạt"], doubt="chưa", place=0)
@example(words=["đạt"], doubt="chưa", place=1)
def test_a_word_of_doubt_anywhere_takes_a_title_away(
    words: list[str], doubt: str, place: int
) -> None:
    """Whatever stands around it, no title is read as held."""
    cell = Cell("B2", " ".join((*words[:place], doubt, *words[place:])))
    try:
        found = held_title(cell)
    except InvalidInputError:
        found = None
    assert found is None or found.denies


def test_a_year_beside_a_title_that_is_denied_is_told(tmp_path: Path) -> None:
    """One of the two is a slip."""
    rows: Rows = [["Xã", "Danh hiệu", "Năm"], ["Xã 1", "Chưa đạt", 2018]]
    assert refused(tmp_path, rows) == ["C2: found '2018', expected nothing beside 'Chưa đạt'"]


def test_a_status_is_of_the_title_that_is_asked(tmp_path: Path) -> None:
    """The word "đạt" names none, and "đạt chuẩn" is doubtful where another title is asked."""
    rows: Rows = [["Xã", "Tình trạng"], ["Xã 1", "Đạt"], ["Xã 2", "Chưa đạt"]]
    assert held(tmp_path, rows, ADVANCED) == [("01", ADVANCED)]
    assert refused(tmp_path, rows) == [
        f"B2: found 'Đạt', expected a title: {TITLES}; tier= says which, if all have one"
    ]
    rows = [["Xã", "Tình trạng"], ["Xã 1", "Đạt chuẩn"]]
    assert held(tmp_path, rows) == held(tmp_path, rows, STANDARD) == [("01", STANDARD)]
    assert refused(tmp_path, rows, ADVANCED) == [
        "B2: found 'Đạt chuẩn', expected 'Nâng cao', as is told above it, or asked"
    ]
    rows = [["Xã", "Danh hiệu"], ["Xã 1", "NTM"]]
    assert held(tmp_path, rows, ADVANCED) == [("01", STANDARD)]
    rows = [["Xã", "Danh hiệu", "Năm NTM nâng cao"], ["Xã 1", "NTM", 2020]]
    assert refused(tmp_path, rows) == [
        "B2: found 'NTM', expected 'Nâng cao', as is told above it, or asked"
    ]


@pytest.mark.parametrize(
    "words", ["Đăng ký nâng cao", "Phấn đấu NTM NC", "Kế hoạch đạt NTM nâng cao", "Nâng cao"]
)
def test_a_planned_title_may_say_so(tmp_path: Path, words: str) -> None:
    """In plans the words of plans are part of a title."""
    rows: Rows = [["Xã", "Danh hiệu", "Năm phấn đấu"], ["Xã 1", words, 2024]]
    assert planned(tmp_path, rows) == [("plan-advanced-2024", ["Xã 1"])]


@pytest.mark.parametrize(
    "words", ["Không đăng ký nâng cao", "Đã đạt chuẩn", "Chưa đạt", "Được công nhận NTM", "Đạt"]
)
def test_what_is_reached_or_not_planned_is_no_plan(tmp_path: Path, words: str) -> None:
    """A unit that holds a title is not planned for it."""
    rows: Rows = [["Xã", "Danh hiệu", "Năm"], ["Xã 1", words, 2024]]
    assert not_planned(tmp_path, rows, STANDARD) == [f"B2: found {words!r}, {PLANNED}"]


@pytest.mark.parametrize(
    "header",
    [
        "Năm phấn đấu đạt chuẩn NTM",
        "Năm đăng ký",
        "Năm đề nghị",
        "Năm kế hoạch",
        "Năm thành lập",
        "Năm sáp nhập",
        "Năm hết hạn",
        "Năm sinh",
        "Năm công nhận lại",
        "Năm đạt chuẩn (dự kiến)",
        "Ngày đề nghị",
        "Ngày thẩm định",
        "Ngày kiểm tra",
        "Ngày hết hạn",
        "Ngày báo cáo",
        "Số QĐ thành lập",
    ],
)
def test_headers_of_other_days_and_years_are_not_read(tmp_path: Path, header: str) -> None:
    """What a column says must be in its header as a whole, or it is listed."""
    rows: Rows = [["Xã", "Năm đạt chuẩn", header], ["Xã 1", 2021, 2022]]
    reading = read(tmp_path, rows)
    assert [one.certification for one in reading.certified] == [
        Certification(
            tier=STANDARD, year=Years.of(2021), source=reading.certified[0].certification.source
        )
    ]
    assert reading.not_read == (f"{header} (C1)",)


@pytest.mark.parametrize(
    "header",
    ["Năm thu hồi", "Năm chưa công nhận", "Ngày thu hồi", "Số QĐ thu hồi", "Năm không đạt chuẩn"],
)
def test_headers_that_deny_or_withdraw_are_told(tmp_path: Path, header: str) -> None:
    """A table of withdrawn titles is not read as one of granted ones."""
    rows: Rows = [["Xã", header], ["Xã 1", 2021]]
    assert refused(tmp_path, rows, STANDARD) == [
        (
            f"B1: found {header!r}, expected titles that are held: "
            "a table of others is not one of certificates or plans"
        )
    ]
    above: Rows = [["TT", "Xã", "Thu hồi", ""], ["", "", "Năm", "Số QĐ"], [1, "Xã 1", 2021, "5"]]
    assert [line[:22] for line in refused(tmp_path, above, STANDARD)] == [
        "C2: found 'Thu hồi Năm",
        "D2: found 'Thu hồi Số ",
    ]


@pytest.mark.parametrize(
    "header",
    [
        "QĐ công nhận",
        "Quyết định công nhận (số, ngày, tháng)",
        "Số, ngày tháng quyết định công nhận",
        "Số, ký hiệu quyết định",
        "Quyết định của UBND tỉnh",
    ],
)
def test_a_decision_with_its_day_has_many_headers(tmp_path: Path, header: str) -> None:
    """The day beside the number is read, and who signed it is left out."""
    rows: Rows = [
        ["Xã", header],
        ["Xã 1", "366/QĐ-UBND ngày 13/5/2019"],
        ["Xã 2", "7/QĐ-UBND, Ngày 13 tháng 5 năm 2019 của UBND tỉnh"],
        ["Xã 3", "8/QĐ-UBND"],
    ]
    grants = [one.certification for one in read(tmp_path, rows, STANDARD).certified]
    day = When.of(date(2019, 5, 13))
    assert [(one.decision, one.decided) for one in grants] == [
        ("366/QĐ-UBND", day),
        ("7/QĐ-UBND", day),
        ("8/QĐ-UBND", When()),
    ]


def test_a_decision_that_grants_nothing_is_told(tmp_path: Path) -> None:
    """A number with other words beside it may be that of a withdrawal."""
    rows: Rows = [["Xã", "Số QĐ"], ["Xã 1", "5/QĐ-UBND (thu hồi)"]]
    assert refused(tmp_path, rows, STANDARD) == [
        "B2: found '5/QĐ-UBND (thu hồi)', expected the decision that grants the title"
    ]


def test_headers_below_a_decision_may_be_short(tmp_path: Path) -> None:
    """The words "Số" and "Ngày, tháng, năm" are of the decision above them; a founding is none."""
    rows: Rows = [
        ["TT", "Xã", "Quyết định công nhận", ""],
        ["", "", "Số", "Ngày, tháng, năm"],
        [1, "Xã 1", "5/QĐ-UBND", "13/5/2019"],
    ]
    (one,) = read(tmp_path, rows, STANDARD).certified
    assert one.certification.decided == When.of(date(2019, 5, 13))
    founded: Rows = [
        ["Xã", "Năm đạt chuẩn", "Thành lập", ""],
        ["", "", "Năm", "QĐ"],
        ["Xã 1", 2019, 1980, "5/QĐ"],
    ]
    reading = read(tmp_path, founded)
    assert reading.not_read == ("Thành lập Năm (C2)", "Thành lập QĐ (D2)")


def test_a_header_names_one_title(tmp_path: Path) -> None:
    """The higher of an upper and a lower header is meant, but two in one are not told apart."""
    rows: Rows = [["Xã", "NTM nâng cao"], ["", "Năm đạt chuẩn"], ["Xã 1", 2020]]
    assert held(tmp_path, rows) == [("01", ADVANCED)]
    for header in ("Năm nâng cao, kiểu mẫu", "Năm đạt chuẩn/nâng cao"):
        assert refused(tmp_path, [["Xã", header], ["Xã 1", 2020]])[0] == (
            f"B1: found {header!r}, expected one title in a header"
        )


def test_two_columns_of_one_kind_are_told(tmp_path: Path) -> None:
    """Neither year is passed over silently."""
    rows: Rows = [["Xã", "Năm đạt chuẩn", "Năm công nhận"], ["Xã 1", 2012, 2013]]
    assert refused(tmp_path, rows) == [
        (
            "C1: found a column for 'Năm công nhận', "
            "expected one column of each kind, or a title for each"
        )
    ]


def sections(*headings: str) -> Rows:
    """Return a table of three communes, each below a heading."""
    rows: list[list[Value]] = [["TT", "Xã", "Năm"]]
    for numeral, heading, number in zip(("I", "II", "III"), headings, (1, 2, 3), strict=False):
        rows.append([numeral, heading])
        rows.append([1, f"Xã {number}"])
    return rows


def dated(rows: Rows) -> Rows:
    """Return a table with a year beside each commune."""
    return [[*row, 2020] if row[0] == 1 else row for row in rows]


def test_headings_say_which_title_their_rows_have(tmp_path: Path) -> None:
    """One that denies makes them no certificates, and a year beside these is told."""
    rows = sections(
        "Xã đạt chuẩn NTM nâng cao (1 xã)",
        "Xã đạt chuẩn NTM",
        "Xã chưa đạt chuẩn, phấn đấu năm 2025",
    )
    assert held(tmp_path, dated(rows[:5])) == [("01", ADVANCED), ("02", STANDARD)]
    assert held(tmp_path, [row[:2] for row in rows]) == [("01", ADVANCED), ("02", STANDARD)]
    assert refused(tmp_path, dated(rows)) == [
        "C7: found '2020', expected nothing beside 'Xã chưa đạt chuẩn, phấn đấu năm 2025'"
    ]
    assert refused(tmp_path, rows[:5], STANDARD)[0] == (
        "B2: found 'Xã đạt chuẩn NTM nâng cao (1 xã)', "
        "expected 'Đạt chuẩn', as is asked or the headers say"
    )


def test_headings_and_cells_agree(tmp_path: Path) -> None:
    """A header that says just "đạt chuẩn" may be of the heading's title; a cell names its own."""
    rows: Rows = [["TT", "Xã", "Năm đạt chuẩn"], ["I", "Xã NTM nâng cao"], [1, "Xã 1", 2020]]
    assert held(tmp_path, rows) == [("01", ADVANCED)]
    rows = [["TT", "Xã", "Danh hiệu"], ["I", "Xã NTM nâng cao"], [1, "Xã 1", "Đạt chuẩn"]]
    assert refused(tmp_path, rows) == [
        "C3: found 'Đạt chuẩn', expected 'Nâng cao', as is told above it, or asked"
    ]
    beside: Rows = [
        ["TT", "Xã", "Năm đạt chuẩn", "Năm nâng cao"],
        ["I", "Xã NTM nâng cao"],
        [1, "Xã 1", 2012, 2020],
    ]
    assert held(tmp_path, beside) == [("01", STANDARD), ("01", ADVANCED)]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Xã bị thu hồi danh hiệu", "titles that are held"),
        ("Phấn đấu năm 2025", "titles that are held"),
        ("Xã đăng ký nâng cao", "titles that are held"),
        ("Xã đạt dưới 15 tiêu chí", "titles that are held"),
        ("Xã đạt chuẩn NTM, nâng cao", "one title in a heading"),
    ],
)
def test_headings_that_are_doubtful_are_told(tmp_path: Path, heading: str, expected: str) -> None:
    """What is not surely a title is none."""
    assert refused(tmp_path, dated(sections(heading)), STANDARD)[0] == (
        f"B2: found {heading!r}, expected {expected}"
    )


def test_a_heading_without_an_end_is_told(tmp_path: Path) -> None:
    """What stands below another heading may be of the title before it, or not."""
    rows = dated(sections("Xã đạt chuẩn NTM", "Các xã còn lại", "Các xã khác"))
    assert refused(tmp_path, rows, STANDARD) == [
        "B5: found 'Xã 2', expected a heading of its own that names a title, as B2 does"
    ]
    empty: Rows = [["TT", "Xã"], ["", "NTM nâng cao"], ["I", "Xã vùng sâu"], [1, "Xã 1"]]
    assert refused(tmp_path, empty, ADVANCED) == [
        "B4: found 'Xã 1', expected a heading of its own that names a title, as B2 does"
    ]
    total: Rows = [["TT", "Xã"], ["", "Tổng số xã đạt chuẩn NTM nâng cao: 1"], [1, "Xã 1"]]
    assert held(tmp_path, total, STANDARD) == [("01", STANDARD)]


def test_a_second_table_below_the_first_has_a_title_of_its_own(tmp_path: Path) -> None:
    """It holds for all its rows, under headings of districts too."""
    rows: Rows = [
        ["DANH SÁCH XÃ ĐẠT CHUẨN NÔNG THÔN MỚI", "", ""],
        ["TT", "Xã", "Năm đạt chuẩn"],
        ["I", "Vùng một"],
        [1, "Xã 1", 2012],
        ["DANH SÁCH XÃ ĐẠT CHUẨN NÔNG THÔN MỚI NÂNG CAO"],
        ["TT", "Xã", "Năm đạt chuẩn"],
        ["I", "Vùng một"],
        [1, "Xã 1", 2020],
    ]
    assert held(tmp_path, rows) == [("01", STANDARD), ("01", ADVANCED)]


def test_the_title_above_a_table_is_that_of_its_rows(tmp_path: Path) -> None:
    """Where it names another one, the argument that settles it is told."""
    rows: Rows = [["DANH SÁCH XÃ NTM NÂNG CAO"], ["Xã", "Năm đạt chuẩn"], ["Xã 1", 2021]]
    told_so = (
        "A1: found 'DANH SÁCH XÃ NTM NÂNG CAO', expected a title of the table for 'Đạt chuẩn', "
        "which it is read for; tier= says which is meant"
    )
    assert refused(tmp_path, rows) == refused(tmp_path, rows, STANDARD) == [told_so]
    assert held(tmp_path, rows, ADVANCED) == [("01", ADVANCED)]
    two: Rows = [["XÃ ĐẠT CHUẨN NTM, NTM NÂNG CAO"], *rows[1:]]
    office: Rows = [["VĂN PHÒNG ĐIỀU PHỐI NÔNG THÔN MỚI"], *rows[1:]]
    attached: Rows = [["(Kèm theo Tờ trình đề nghị công nhận xã NTM nâng cao)"], *rows[1:]]
    for above in (two, office):
        assert held(tmp_path, above) == [("01", STANDARD)]
    assert refused(tmp_path, attached) == [
        f"A1: found {attached[0][0]!r}, expected titles that are held"
    ]
    higher: Rows = [["XÃ ĐẠT CHUẨN NTM"], ["Xã", "Năm nâng cao"], ["Xã 1", 2021]]
    assert held(tmp_path, higher) == [("01", ADVANCED)]
    assert refused(tmp_path, higher, ADVANCED) != []


@pytest.mark.parametrize(
    "above",
    [
        "DANH SÁCH XÃ CHƯA ĐẠT CHUẨN NTM",
        "CÁC XÃ CHƯA ĐƯỢC CÔNG NHẬN",
        "XÃ BỊ THU HỒI DANH HIỆU ĐẠT CHUẨN",
        "DANH SÁCH XÃ PHẤN ĐẤU NĂM 2025",
        "DANH SÁCH XÃ ĐỀ NGHỊ CÔNG NHẬN",
        "KẾ HOẠCH XÃ ĐẠT CHUẨN NTM",
    ],
)
def test_a_list_of_others_is_no_list_of_certificates(tmp_path: Path, above: str) -> None:
    """A title above that denies, plans or withdraws is not passed over."""
    assert refused(tmp_path, [[above], ["Xã"], ["Xã 1"]], STANDARD) == [
        f"A1: found {above!r}, expected titles that are held"
    ]


def test_titles_above_plans_are_read_too(tmp_path: Path) -> None:
    """What is not reached yet may be planned; what is reached may not."""
    rows: Rows = [
        ["KẾ HOẠCH XÃ CHƯA ĐẠT CHUẨN NTM"],
        ["TT", "Xã", "Năm đạt chuẩn"],
        ["I", "Xã chưa đạt chuẩn, phấn đấu năm 2025"],
        [1, "Xã 1", 2025],
    ]
    assert planned(tmp_path, rows) == [("plan-standard-2025", ["Xã 1"])]
    reached = [*rows[1:2], ["I", "Xã đã đạt chuẩn NTM"], *rows[3:]]
    assert not_planned(tmp_path, reached) == [
        "B2: found 'Xã đã đạt chuẩn NTM', expected titles that are to be reached"
    ]
    assert not_planned(tmp_path, [["DANH SÁCH XÃ ĐƯỢC CÔNG NHẬN"], *rows[1:]]) == [
        "A1: found 'DANH SÁCH XÃ ĐƯỢC CÔNG NHẬN', expected titles that are to be reached"
    ]
    beside: Rows = [
        ["TT", "Xã", "Năm đạt chuẩn", "Năm nâng cao"],
        ["I", "Phấn đấu đạt NTM kiểu mẫu"],
        [1, "Xã 1", 2024, 2025],
    ]
    assert not_planned(tmp_path, beside) == [
        (
            "B2: found 'Phấn đấu đạt NTM kiểu mẫu', "
            "expected 'Đạt chuẩn' or 'Nâng cao', as is asked or the headers say"
        )
    ]


def test_the_title_above_marks_and_targets_is_theirs(tmp_path: Path) -> None:
    """Marks for one title are not read with the criteria of another."""
    rows: Rows = [["XÃ NTM NÂNG CAO"], ["Xã", *range(1, 20)], ["Xã 1", *["x"] * 19]]
    path = text_file(tmp_path / "t.csv", rows)
    with pytest.raises(InvalidInputError) as caught:
        read_criteria_table(path, PROVINCE, criteria_set=SET, on=DAY)
    assert told(caught.value) == [
        (
            "A1: found 'XÃ NTM NÂNG CAO', expected a title of the table for 'Đạt chuẩn', "
            "which it is read for; criteria_set= says which is meant"
        )
    ]
    path = text_file(tmp_path / "t.csv", [["XÃ NTM NC"], ["Huyện", "Số xã đạt chuẩn"], ["P", "-"]])
    with pytest.raises(InvalidInputError, match="tier= says which is meant"):
        read_targets_table(path, PROVINCE)


def test_targets_of_years_and_numbers_of_all_communes(tmp_path: Path) -> None:
    """How many communes there are is no target, and one for a year leaves open what it counts."""
    path = tmp_path / "t.csv"
    province = Province("P", districts=(District("A", code="1"),))
    rows: Rows = [["Huyện", "Tổng số xã", "Số xã NTM NC"], ["A", 10, 7]]
    reading = read_targets_table(text_file(path, rows), province)
    assert [(one.tier, int(one.value)) for one in reading.targets] == [(ADVANCED, 7)]
    assert reading.not_read == ("Tổng số xã (B1)",)
    rows = [["Huyện", "Số xã"], ["A", 5], ["Xã nâng cao", 3]]
    reading = read_targets_table(text_file(path, rows), province, tier=STANDARD)
    assert [one.at for one in reading.unresolved] == ["A3"]
    rows = [["Huyện", "Năm 2023", "Năm 2024"], ["A", 5, 7]]
    years = text_file(path, rows)
    with pytest.raises(InvalidInputError, match="one of a year leaves open whether it counts"):
        read_targets_table(years, province, tier=STANDARD)


def test_a_list_certifies_only_if_nothing_in_it_is_passed_over(tmp_path: Path) -> None:
    """Names, codes, districts and notes are a list; a column that may tell more is told."""
    known = "('Danh hiệu', 'Năm công nhận', 'Số quyết định', 'Ngày quyết định')"
    expected = f"expected a column that is read {known}, or 'Ghi chú' above what says nothing of"
    unread: list[tuple[Rows, str]] = [
        ([["Xã", "Dân số"], ["Xã 1", 5000]], "B1: found 'Dân số'"),
        ([["TT", "Xã", 2018, 2019], [1, "Xã 1", "x", ""]], "C1: found '2018'"),
        ([["Xã", *range(1, 20)], ["Xã 1", *["x"] * 19]], "B1: found '1'"),
        ([["Xã", "Năm", 2019], ["Xã 1", 2012, "x"], ["Xã 2", 2012, ""]], "C1: found '2019'"),
        ([["Xã", "Năm đạt chuẩn", "Xếp loại"], ["Xã 1", 2012, "Chưa đạt"]], "C1: found 'Xếp loại'"),
        ([["Xã", "Năm đạt chuẩn", ""], ["Xã 1", 2012, "NTM NC"]], "C1: found nothing"),
    ]
    for rows, found in unread:
        assert refused(tmp_path, rows, STANDARD) == [f"{found}, {expected} titles"]
    ticked: Rows = [["Xã", "Năm", "NTM NC"], ["Xã 1", 2012, "x"], ["Xã 2", 2012]]
    assert refused(tmp_path, ticked, STANDARD) == [
        (
            "C1: found 'NTM NC', "
            "expected years or decisions below a title, or its words below 'Danh hiệu'"
        )
    ]
    income: Rows = [["Xã", "Năm đạt chuẩn", 2019], ["Xã 1", 2012, 40], ["Xã 2", "", 40]]
    assert held(tmp_path, income) == [("01", STANDARD)]
    listed: Rows = [["TT", "Xã", "Mã xã", "Ghi chú", "Dân số"], [1, "Xã 1", "01", "biên giới", ""]]
    assert held(tmp_path, listed, STANDARD) == [("01", STANDARD)]
    known = "('Danh hiệu', 'Năm phấn đấu')"
    by_year: Rows = [["Xã", 2024, 2025], ["Xã 1", "x", ""]]
    assert not_planned(tmp_path, by_year, STANDARD) == [
        (
            f"B1: found '2024', expected a column that is read {known}, "
            "or 'Ghi chú' above what says nothing of titles"
        )
    ]


@pytest.mark.parametrize("note", ["Chưa đạt", "Đã thu hồi năm 2020"])
def test_a_note_that_takes_a_title_away_is_told(tmp_path: Path, note: str) -> None:
    """It is not passed over beside a title."""
    rows: Rows = [["Xã", "Năm đạt chuẩn", "Ghi chú"], ["Xã 1", 2018, note]]
    assert refused(tmp_path, rows) == [
        f"C2: found {note!r}, expected nothing that takes away what is read"
    ]


def test_a_time_of_reaching_is_a_year(tmp_path: Path) -> None:
    """A month or a day beside a commune gives its year; the day of a decision is another."""
    rows: Rows = [["Xã", "Thời điểm đạt chuẩn", "Ghi chú"], ["Xã 1", "12/2020", ""]]
    (one,) = read(tmp_path, rows).certified
    assert (one.certification.year, one.certification.decided) == (Years.of(2020), When())


def test_a_title_of_a_unit_twice_is_told(tmp_path: Path) -> None:
    """Two rows are two certificates only where each has a decision or tells another part."""
    head: list[Value] = ["Xã", "Năm", "Số QĐ", "Ngày ký"]
    rows: Rows = [head, ["Xã 1", 2012], ["Xã 1", 2013, "5/QĐ"]]
    assert refused(tmp_path, rows, STANDARD) == [
        "B3: found '2013', expected each title of a unit once, or with its own decision; see B2"
    ]
    slips: list[Rows] = [
        (["Xã 1", 2012], ["Xã 1", 2012]),
        (["Xã 1", 2012], ["Xã 1", 2012, "5/QĐ"]),
        (["Xã 1", "", "5/QĐ", "1/2/2012"], ["Xã 1", "", "5/QĐ", "1/3/2012"]),
        (["Xã 1", "", "5/QĐ", "1/3/2012"], ["Xã 1", "", "5/QĐ", "1/2/2012"]),
        (["Xã 1", "", "5/QĐ", "1/3/2012"], ["Xã 1", "", "5/QĐ"]),
    ]
    for two in slips:
        assert len(refused(tmp_path, [head, *two], STANDARD)) == 1
    different: list[Rows] = [
        (["Xã 1", 2012, "5/QĐ"], ["Xã 1", 2012, "6/QĐ"]),
        (["Xã 1", 2012], ["Xã 1", "", "", "đến 1/3/2014"]),
        (["Xã 1", 2012], ["Xã 2", 2012]),
    ]
    for two in different:
        assert len(held(tmp_path, [head, *two], STANDARD)) == 2


def test_what_is_written_is_not_a_title_twice(tmp_path: Path) -> None:
    """A table that could not be read again is not written."""
    grants = (Certification(tier=STANDARD, year=Years.of(2012)),) * 2
    province = Province("P", communes=(Commune("A", code="1", certifications=grants),))
    with pytest.raises(InvalidInputError) as caught:
        write_certifications_table(tmp_path / "t.csv", province)
    assert told(caught.value) == [
        "A.certifications[1]: found 'Đạt chuẩn', expected each title once, or its own decision"
    ]


def test_what_is_on_file_already_is_said_and_not_added_again(tmp_path: Path) -> None:
    """A certificate that says more than the one on file is added, and told as well."""
    day = When.of(date(2013, 5, 1))
    on_file = Certification(tier=STANDARD, year=Years.of(2012), decided=day, decision="5/QĐ")
    communes = tuple(
        Commune(f"Xã {one}", code=f"0{one}", certifications=(on_file,)) for one in (1, 2, 3)
    )
    province = Province("P", communes=communes)
    rows: Rows = [
        ["Xã", "Danh hiệu", "Năm", "Số QĐ", "Ngày ký"],
        ["Xã 1", "NTM", 2012],
        ["Xã 1", "NC", 2020],
        ["Xã 2", "NTM", "đến 2015"],
        ["Xã 3", "NTM", 2013],
    ]
    path = text_file(tmp_path / "t.csv", rows)
    reading = read_certifications_table(path, province)
    assert lines(reading) == [
        "read: 4 certificates",
        "certificates without a day of decision: 4 (01, 01, 02, 03)",
        "certificates that may be on file already: 2 (01, 02)",
    ]
    assert reading.text("vi").splitlines()[2] == (
        "lượt công nhận có thể đã có trong hồ sơ: 2 (01, 02)"
    )
    again = reading.added_to(Programme(id="p", province=province)).province
    assert [len(unit.certifications) for unit in again.communes] == [2, 2, 2]
    assert again.commune("Xã 1").certifications[0] == on_file


def test_certificates_without_a_day_are_listed(tmp_path: Path) -> None:
    """They are why a count on a day is a range; a long list is cut."""
    communes = tuple(Commune(f"Xã {one}", code=f"0{one}") for one in range(1, 8))
    dates: list[list[Value]] = [[unit.name, 2018] for unit in communes]
    rows: Rows = [["Xã", "Năm đạt chuẩn"], *dates]
    path = text_file(tmp_path / "t.csv", rows)
    reading = read_certifications_table(path, Province("P", communes=communes))
    assert lines(reading)[1] == "certificates without a day of decision: 7 (01, 02, 03, 04, 05, …)"

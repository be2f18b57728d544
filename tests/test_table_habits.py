"""Habits of those who keep tables: numbered columns, counts beside headings, headers after 2025."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ntm_model import (
    CertificationTier,
    Commune,
    District,
    InvalidInputError,
    Province,
    Succession,
    When,
)
from ntm_model.exchange.tables import (
    TableReading,
    read_certifications_table,
    read_criteria_table,
    read_plans_table,
    read_units_table,
)
from ntm_model.law import set_of

from .sheets import Rows, Value, lines, text_file, told, workbook

STANDARD = CertificationTier.STANDARD
DAY = date(2023, 12, 31)
SET = set_of("318/QĐ-TTg", "commune", STANDARD, on=DAY)
NUMBERS = tuple(range(1, 20))
MET: tuple[Value, ...] = ("x",) * 19
PROVINCE = Province(
    "P",
    districts=(District("A", code="001"), District("B", code="002")),
    communes=(
        Commune("Tân Lập", code="00011", district="001"),
        Commune("Cộng Hòa", code="00012", district="001"),
        Commune("Hòa Bình", code="00021", district="002"),
    ),
)


def read(path: Path, rows: Rows) -> TableReading:
    """Read certificates of the small province."""
    return read_certifications_table(text_file(path / "t.csv", rows), PROVINCE, tier=STANDARD)


def criteria(path: Path, rows: Rows) -> TableReading:
    """Read marks of the small province."""
    return read_criteria_table(text_file(path / "t.csv", rows), PROVINCE, criteria_set=SET, on=DAY)


def refused(path: Path, rows: Rows) -> list[str]:
    """Return what is wrong with a table of marks."""
    with pytest.raises(InvalidInputError) as caught:
        criteria(path, rows)
    return told(caught.value)


@pytest.mark.parametrize(
    "numbers",
    [
        ["1", "2", *range(3, 22), "22", ""],
        ["(1)", "(2)", *(f"({one})" for one in range(3, 22)), "(22=3+…+21)", ""],
        ["[1]", "[2]", *(f"[{one}]" for one in range(3, 22)), "", ""],
        ["A", "B", *NUMBERS, "20 = 1 + ... + 19", ""],
        ["A", "B", *range(3, 22), "22", ""],
        ["a", "b", *NUMBERS[:10], *[""] * 9, "20", "21"],
    ],
    ids=["plain", "round", "square", "letters", "counted on", "with gaps"],
)
def test_a_row_of_column_numbers_may_leave_some_out(tmp_path: Path, numbers: list[Value]) -> None:
    """Remarks often have none; the row is no unit and no total, and may stand on each page."""
    head: list[Value] = ["TT", "Xã", *NUMBERS, "Tổng số tiêu chí đạt", "Ghi chú"]
    first: list[Value] = [1, "Tân Lập", *MET, 19]
    second: list[Value] = [2, "Hòa Bình", *MET, 19]
    reading = criteria(tmp_path, [head, numbers, first, head, numbers, second])
    assert lines(reading) == ["read: 38 marks, 2 assessments"]


def test_a_row_of_column_numbers_makes_no_unit_and_no_plan(tmp_path: Path) -> None:
    """It would be a commune that is called 2."""
    rows: Rows = [
        ["TT", "Xã", "Mã xã", "Huyện", "Ghi chú"],
        [1, 2, 3, 4, ""],
        [1, "Tân Lập", "00011", "A", ""],
    ]
    path = text_file(tmp_path / "t.csv", rows)
    assert [unit.name for unit in read_units_table(path).communes] == ["Tân Lập"]
    (plan,) = read_plans_table(path, tier=STANDARD).plans
    assert [mention.text for mention in plan.mentions] == ["Tân Lập"]


@pytest.mark.parametrize(
    "header", ["Tổng số tiêu chí không đạt", "Số tiêu chí chưa đạt", "Tổng số tiêu chí"]
)
def test_what_is_not_met_is_never_read_as_met(tmp_path: Path, header: str) -> None:
    """Nor is a number of criteria that does not say whether they are met."""
    reading = criteria(tmp_path, [["Xã", *NUMBERS, header], ["Tân Lập", *MET, 0]])
    assert lines(reading) == ["read: 19 marks", f"not read: {header} (U1)"]


def test_criteria_met_and_not_met_stand_side_by_side(tmp_path: Path) -> None:
    """The header above both does not say which, and the ones below it do."""
    rows: Rows = [
        ["TT", "Xã", "Tổng số tiêu chí", "", "Ghi chú"],
        ["", "", "Đạt", "Chưa đạt", ""],
        [1, "Tân Lập", 15, 4, ""],
    ]
    path = workbook(tmp_path / "t.xlsx", rows, ("A1:A2", "B1:B2", "C1:D1", "E1:E2"))
    reading = read_criteria_table(path, PROVINCE, criteria_set=SET, on=DAY)
    assert [one.met for one in reading.assessments] == [15]
    assert reading.not_read == ("Tổng số tiêu chí Chưa đạt (Sheet1!D2)",)


def test_how_many_criteria_are_met_is_read_alone(tmp_path: Path) -> None:
    """Many sheets tell no more; no mark follows from it."""
    reading = criteria(tmp_path, [["Xã", "Số tiêu chí đạt", "Dân số"], ["Tân Lập", 15, 9]])
    assert lines(reading) == ["read: 1 assessments", "not read: Dân số (C1)"]
    assert (reading.assessments[0].met, reading.assessments[0].of) == (15, 19)


def test_some_criteria_are_read_without_the_others(tmp_path: Path) -> None:
    """Those without a column stay open, so that a total beside some may be of all."""
    head: list[Value] = ["Xã", 1, 2, "Thu nhập", "Tổng"]
    reading = criteria(tmp_path, [head, ["Tân Lập", "x", "0", "x", 18]])
    assert [mark.criterion for mark in reading.marks] == ["1", "2", "10"]
    assert reading.findings == ()
    (finding,) = criteria(tmp_path, [head, ["Tân Lập", "x", "0", "x", 19]]).findings
    assert finding.subject == "E2"


def test_a_table_without_criteria_lists_the_headers_that_say_nothing(tmp_path: Path) -> None:
    """Whoever meant one of them for a criterion sees it."""
    assert refused(tmp_path, [["Xã", "Dân số", "Mã TP"], ["Tân Lập", 9, 1]]) == [
        (
            "found no column for any criterion; Dân số (B1); Mã TP (C1), "
            "expected columns for criteria 1 to 19, or 'Số tiêu chí đạt'"
        )
    ]


@pytest.mark.parametrize(
    "row",
    [
        ["Tổng cộng", "3 xã", "", ""],
        ["", "Tổng cộng", "3 xã", ""],
        ["", "Tổng cộng", "3", ""],
        ["", "Tổng cộng", "", "3"],
        ["", "Tổng cộng: 3 xã", "", ""],
    ],
    ids=";".join,
)
def test_a_number_of_units_beside_a_total_is_compared(tmp_path: Path, row: list[Value]) -> None:
    """It may stand in its words, behind them, or below what the units have."""
    head: list[Value] = ["TT", "Xã", "Mã xã", "Năm"]
    units: Rows = [[1, "Tân Lập", "", 2018], [2, "Hòa Bình", "", 2019]]
    (finding,) = read(tmp_path, [head, *units, row]).findings
    assert str(finding.explanation.required) == "2"


def test_a_number_of_units_beside_a_heading_is_compared(tmp_path: Path) -> None:
    """The code of a district beside it is none."""
    head: list[Value] = ["TT", "Xã", "Mã xã", "Năm"]
    rows: Rows = [
        head,
        ["I", "Huyện A", "001", 1],
        [1, "Tân Lập", "", 2018],
        [2, "Cộng Hòa", "", ""],
        ["II", "Huyện B", "", 2],
        [1, "Hòa Bình", "", 2018],
    ]
    # one has a year, two have a row: either number may be meant
    assert lines(read(tmp_path, rows))[2:] == [
        "rows without a certificate: 1 (B4)",
        "E1: D5: 2 is printed, its rows give 1.",
    ]


def test_rows_of_districts_among_communes_are_told(tmp_path: Path) -> None:
    """Their titles are no commune's; alone they make another table."""
    district: list[Value] = [1, "Huyện A", 2022]
    reading = read(tmp_path, [["TT", "Xã", "Năm"], district, [2, "Tân Lập", 2018]])
    assert lines(reading)[2:] == ["not read: Huyện A (B2)"]
    for year in (2022, ""):
        with pytest.raises(InvalidInputError) as caught:
            read(tmp_path, [["TT", "Xã", "Năm"], [1, "Huyện A", year]])
        assert told(caught.value) == [
            "B2: found 'Huyện A', expected communes; districts are read by their level or criteria"
        ]


def test_marks_below_a_heading_without_units_are_told(tmp_path: Path) -> None:
    """Numbers there are totals, and there is nothing that they are of."""
    rows: Rows = [["TT", "Xã", *NUMBERS], [1, "Huyện A", 1], [2, "Huyện B", 1], [1, "Hòa Bình"]]
    assert lines(criteria(tmp_path, rows))[1:] == ["E1: C2: 1 is printed, its rows give 0."]


def test_a_row_below_a_total_is_not_added_to_it(tmp_path: Path) -> None:
    """Where units are numbered it is no unit, and is told; elsewhere it is a name left open."""
    head: list[Value] = ["TT", "Xã", *NUMBERS]
    rows: list[list[Value]] = [
        head,
        [1, "Tân Lập", *MET],
        [2, "Hòa Bình", *MET],
        ["", "Cộng", *[2] * 19],
        ["", "So với kế hoạch", *[1] * 19],
        ["", "Kế hoạch giao", *[1] * 19],
    ]
    assert lines(criteria(tmp_path, rows)) == ["read: 38 marks", "not read: Kế hoạch giao (B6)"]
    bare = criteria(tmp_path, [row[1:] for row in rows])
    assert lines(bare) == ["read: 38 marks", "A6: 'Kế hoạch giao' fits no commune"]


def test_a_unit_without_a_number_is_read_where_it_says_something(tmp_path: Path) -> None:
    """Else it may be a heading, and is told; a total above all units closes nothing."""
    head: Rows = [["TT", "Xã", "Năm"], ["", "Tổng: 2", ""]]
    rows: Rows = [*head, [1, "Tân Lập", 2018], ["", "Cộng Hòa", 2019], ["", "Hòa Bình", ""]]
    reading = read(tmp_path, rows)
    assert [one.unit for one in reading.certified] == ["00011", "00012"]
    assert (reading.findings, reading.not_read) == ((), ("Hòa Bình (B5)",))


def test_totals_below_one_another_are_of_the_same_rows(tmp_path: Path) -> None:
    """Each is held against the block that they close."""
    rows: Rows = [
        ["TT", "Xã", *NUMBERS],
        ["I", "Huyện A"],
        [1, "Tân Lập", *MET],
        [2, "Cộng Hòa", *MET],
        ["", "Cộng", *[2] * 19],
        ["", "Cộng: 2 xã", *[2] * 19],
        ["II", "Huyện B"],
        [1, "Hòa Bình", *MET],
        ["", "Cộng: 1 xã", *[1] * 19],
    ]
    assert criteria(tmp_path, rows).findings == ()


def test_a_total_in_the_column_of_districts_is_no_district(tmp_path: Path) -> None:
    """The words may stand in any column."""
    rows: Rows = [["Huyện", "Xã", "Năm"], ["A", "Tân Lập", 2018], ["Tổng cộng", "3 xã", ""]]
    assert lines(read(tmp_path, rows))[2:] == ["E1: B3: 3 is printed, its rows give 1."]


@pytest.mark.parametrize(
    "header",
    [
        "Xã mới",
        "Tên xã mới",
        "Xã sau sáp nhập",
        "Tên xã sau sắp xếp",
        "Tên xã, phường sau khi thực hiện sắp xếp ĐVHC",
        "Đơn vị hành chính mới",
        "Tên đơn vị hành chính cấp xã",
        "Tên ĐVHC",
        "Xã đạt chuẩn",
        "Xã đạt chuẩn NTM",
        "ten_xa",
        "Xã cũ",
        "Tên xã trước sắp xếp",
    ],
)
def test_names_of_units_have_many_headers(tmp_path: Path, header: str) -> None:
    """Since the mergers they say of which time the names are."""
    (found,) = read(tmp_path, [["TT", header, "Năm"], [1, "Tân Lập", 2018]]).certified
    assert found.unit == "00011"


def test_what_units_were_before_is_not_read_beside_what_they_are(tmp_path: Path) -> None:
    """The former names are listed as a column that is not read."""
    brackets: Rows = [["Xã (mới)", "Xã (cũ)"], ["Tân Lập", "Nà Xa"]]
    assert read(tmp_path, brackets).not_read == ("Xã (cũ) (B1)",)
    head: list[Value] = ["TT", "Xã cũ", "Xã mới", "Mã xã cũ", "Mã xã mới", "Mã TP"]
    reading = read(tmp_path, [head, [1, "Nà Xa", "Tân Lập", "00099", "00011", "62"]])
    assert [one.unit for one in reading.certified] == ["00011"]
    assert reading.not_read == ("Xã cũ (B1)", "Mã xã cũ (D1)", "Mã TP (F1)")


def test_a_table_without_names_shows_the_row_that_comes_nearest(tmp_path: Path) -> None:
    """A misspelt header, or headers without one of names."""
    expected = "expected a row of headers such as 'STT', 'Tên xã', 'Mã xã'"
    misspelt: Rows = [["STT", "Tênn xã", "Năm"], [1, "Tân Lập", 2018]]
    assert refused(tmp_path, misspelt) == [
        f"B1: found 'Tênn xã', {expected}; did you mean 'Tên xã'?"
    ]
    without: Rows = [["Biểu 1"], ["STT", "Tổng"], [1, 15]]
    assert refused(tmp_path, without) == [
        f"A2: found 'STT', 'Tổng' without names of units, {expected}"
    ]


def test_codes_that_lost_their_zeros_are_told_in_csv_too(tmp_path: Path) -> None:
    """Two communes would have one code; an apostrophe keeps a shorter code of an older system."""
    rows: Rows = [
        ["Mã xã", "Xã", "Mã huyện", "Huyện"],
        ["691", "A", "61", "D"],
        ["16", "B", "061", "D"],
        ["00016", "C", "061", "D"],
        ["'17", "E", "061", "D"],
    ]
    path = text_file(tmp_path / "t.csv", rows)
    with pytest.raises(InvalidInputError) as caught:
        read_units_table(path)
    digits = "digits, kept as text; did you mean"
    assert told(caught.value) == [
        f"A2: found the number 691, expected a code of 5 {digits} '00691'?",
        f"C2: found the number 61, expected a code of 3 {digits} '061'?",
        f"A3: found the number 16, expected a code of 5 {digits} '00016'?",
        "B4: found 'C' with '00016', as B3 has it, expected a code of its own",
    ]
    kept = text_file(tmp_path / "t.csv", [rows[0], *rows[3:]])
    assert [unit.code for unit in read_units_table(kept).communes] == ["00016", "17"]


@pytest.mark.parametrize(
    "name",
    [
        "X. Tân Lập",
        "x.Tân Lập",
        "Tân Lập.",
        "1. Xã Tân Lập",
        "1)Tân Lập",
        "- Tân Lập",
        "• Xã Tân Lập;",
        "Tân Lập (biên giới)",
        "Tân Lập (huyện A)",
        "Tân Lập(1)",
    ],
)
def test_names_in_lists_and_with_remarks_are_found(tmp_path: Path, name: str) -> None:
    """What surrounds a name in a list is no part of it."""
    (found,) = read(tmp_path, [["Xã", "Năm"], [name, 2018]]).certified
    assert found.unit == "00011"


@pytest.mark.parametrize(
    "name",
    [
        "Tân Lập (cũ)",
        "Tân Lập (huyện B)",
        "Tân Lập (Cộng Hòa)",
        "X Tân Lập",
        "P. Tân Lập",
    ],
)
def test_remarks_that_may_mean_another_unit_are_not_passed_over(tmp_path: Path, name: str) -> None:
    """A unit of another time, district, name or kind."""
    reading = read(tmp_path, [["Xã", "Năm"], [name, 2018]])
    assert [one.at for one in reading.unresolved] == ["A2"]


def test_lists_of_units_leave_out_what_surrounds_names(tmp_path: Path) -> None:
    """A kind may be written with one letter and its point."""
    rows: Rows = [["Xã", "Huyện"], ["1. X. Tân Lập.", "H. A"], ["- P. Hòa Bình", "TX. B"]]
    reading = read_units_table(text_file(tmp_path / "t.csv", rows))
    assert [(unit.name, unit.kind.value) for unit in reading.communes] == [
        ("Tân Lập", "commune"),
        ("Hòa Bình", "ward"),
    ]
    assert [(unit.name, unit.kind.value) for unit in reading.districts] == [
        ("A", "district"),
        ("B", "town"),
    ]


LOCAL = Province(
    "P",
    communes=(
        Commune("Đăk Ngọk", code="00031"),
        Commune("Đăk Pơ", code="00032"),
        Commune("Đắk Pơ", code="00033"),
        Commune("Đăk Ui", code="00034"),
        Commune("Đắk Ui", code="00035", spellings=("Đăk Ui Ngọk",)),
        Commune("Đăk Ui Ngọc", code="00036", spellings=("Đắk Ui Ngọc",)),
    ),
)


def local(path: Path, name: str) -> list[str]:
    """Return the units that a name means among some of local languages, or may mean."""
    rows: Rows = [["Xã", "Năm"], [name, 2018]]
    file = text_file(path / "t.csv", rows)
    reading = read_certifications_table(file, LOCAL, tier=STANDARD)
    return [
        *(one.unit for one in reading.certified),
        *(code for one in reading.unresolved for code in one.candidates),
    ]


def test_local_spellings_are_found_and_never_guessed(tmp_path: Path) -> None:
    """Đăk and Đắk, Ngọc and Ngọk are one (rule U2), unless units differ in that alone (U3)."""
    assert local(tmp_path, "Đắk Ngọk") == local(tmp_path, "Đăk Ngọc") == ["00031"]
    assert local(tmp_path, "Đắk Pơ") == ["00033"]
    assert local(tmp_path, "Đắk Ui Ngọk") == ["00036 Đăk Ui Ngọc", "00035 Đắk Ui"]
    assert local(tmp_path, "Đắk Ngọk Pơ Ui Pơ Ui Pơ") == []


MERGED = Province(
    "P",
    districts=(District("A", code="001"), District("B", code="002"), District("C", code="003")),
    communes=(
        Commune("Ia Lốp", code="00011", district="001"),
        Commune("Ia Rvê", code="00012", district="002"),
        Commune("Ea Bung", code="00013", district="002"),
        Commune("Lộc An", id="new-1", code="00011"),
        Commune("Lộc An", id="new-2", code="00012"),
        Commune("Cư Kbang", id="new-3", code="00099"),
        Commune("Ia Hiao", id="new-4", code="00013"),
    ),
    successions=(
        Succession(on=When.of(date(2025, 7, 1)), predecessors=("00011",), successors=("new-1",)),
        Succession(on=When.of(date(2025, 7, 1)), predecessors=("00012",), successors=("new-2",)),
        Succession(on=When.of(date(2025, 7, 1)), predecessors=("00013",), successors=("new-4",)),
        Succession(id="ends", on=When.of(date(2025, 7, 1)), predecessors=("001", "002", "003")),
        Succession(id="begins", on=When.of(date(2025, 9, 1)), successors=("new-3",)),
    ),
)
AFTER, BEFORE = date(2025, 8, 1), date(2025, 6, 1)


def merged(path: Path, rows: Rows, on: date) -> list[str]:
    """Return the units that a table means on a day, and the lines of what it leaves open."""
    reading = read_certifications_table(
        text_file(path / "t.csv", rows), MERGED, tier=STANDARD, on=on
    )
    return [*(one.unit for one in reading.certified), *map(str, reading.unresolved)]


def test_districts_that_ended_tell_communes_apart_or_are_passed_over(tmp_path: Path) -> None:
    """What a commune came from may have lain in one; where that is not known, it says nothing."""
    heading: Rows = [["TT", "Xã"], ["I", "Huyện A (cũ)"], [1, "Lộc An"]]
    column: Rows = [["Xã mới", "Huyện cũ"], ["Lộc An", "B"]]
    third: Rows = [["Xã", "Huyện"], ["Lộc An", "C"]]
    alone: Rows = [["Xã", "Huyện"], ["Cư Kbang", "C"], ["Ia Hiao", "A"]]
    assert merged(tmp_path, heading, AFTER) == ["new-1"]
    assert merged(tmp_path, column, AFTER) == ["new-2"]
    assert merged(tmp_path, third, AFTER) == ["A2: 'Lộc An' fits no commune: Lộc An is not in C"]
    assert merged(tmp_path, alone, date(2025, 9, 2)) == [
        "new-3",
        "A3: 'Ia Hiao' fits no commune: Ia Hiao is not in A",
    ]
    with pytest.raises(InvalidInputError, match="found 'Huyện D', expected a district of P"):
        merged(tmp_path, [["Xã"], ["Huyện D"], ["Lộc An"]], AFTER)


def test_a_name_of_another_district_or_day_is_told_as_that(tmp_path: Path) -> None:
    """It is spelt well, so that nothing else was meant."""
    assert merged(tmp_path, [["Xã", "Huyện"], ["Ia Lốp", "B"]], BEFORE) == [
        "A2: 'Ia Lốp' fits no commune: Ia Lốp is in A"
    ]
    assert merged(tmp_path, [["Xã"], ["Ia Lốp"]], AFTER) == [
        "A2: 'Ia Lốp' fits no commune: Ia Lốp ended on 1 July 2025"
    ]
    assert merged(tmp_path, [["Xã"], ["Cư Kbang"]], BEFORE) == [
        "A2: 'Cư Kbang' fits no commune: Cư Kbang began on 1 September 2025"
    ]
    renamed = Commune("Lộc An", code="00011").rename("Lộc Hòa", on=date(2024, 1, 1))
    path = text_file(tmp_path / "t.csv", [["Xã"], ["Lộc An"]])
    reading = read_certifications_table(
        path, Province("P", communes=(renamed,)), tier=STANDARD, on=AFTER
    )
    assert [str(one) for one in reading.unresolved] == [
        (
            "A2: 'Lộc An' fits no commune: "
            "called otherwise on 1 August 2025 is 00011 Lộc Hòa, formerly Lộc An"
        )
    ]
    assert reading.text("vi").splitlines()[1:] == [
        (
            'A2: "Lộc An" không khớp với xã nào: '
            "ngày 01/8/2025 mang tên khác: 00011 Lộc Hòa, formerly Lộc An"
        )
    ]

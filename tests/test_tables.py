"""Tables as provinces keep them: read in one line, and what is wrong is told cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import attrs
import pytest

from ntm_model import (
    Assessment,
    CertificationTier,
    Citation,
    Count,
    CriterionMark,
    InvalidInputError,
    Level,
    Mark,
    Mention,
    UnknownNameError,
    Verdict,
    When,
    datasets,
)
from ntm_model.exchange.tables import (
    read_criteria_table,
    read_plans_table,
)
from ntm_model.exchange.tables.marks import WORDS
from ntm_model.exchange.tables.totals import compared
from ntm_model.law import set_of
from ntm_model.review.text import explain

from .sheets import Rows, Value, lines, text_file, told, workbook

STANDARD, ADVANCED, MODEL = (
    CertificationTier.STANDARD,
    CertificationTier.ADVANCED,
    CertificationTier.MODEL,
)
DAY = date(2023, 12, 31)
SET = set_of("318/QĐ-TTg", "commune", STANDARD, on=DAY)
KON_TUM = datasets.load("kon-tum-2024")
PROVINCE = KON_TUM.province
NUMBERS = tuple(range(1, 20))
#: fifteen criteria met, four not
FIFTEEN: tuple[Value, ...] = ("x",) * 15 + ("0",) * 4
REPORT = Citation("report")


def matrix() -> list[list[Value]]:
    """Return a sheet as a coordination office keeps it: two districts, totals, notes."""
    blank: list[Value] = [None] * 18
    return [
        ["BIỂU TỔNG HỢP KẾT QUẢ THỰC HIỆN BỘ TIÊU CHÍ QUỐC GIA VỀ XÃ NÔNG THÔN MỚI"],
        ["(Tính đến ngày 31/12/2023)"],
        [],
        ["TT", "Đơn vị", "Mã xã", "Tiêu chí", *blank, "Tổng số tiêu chí đạt", "Ghi chú"],
        [None, None, None, *NUMBERS, None, None],
        ["(1)", "(2)", "(3)", *(f"({number})" for number in range(4, 25))],
        ["I", "Huyện Đăk Hà (2 xã)", None, 2, *blank, None],
        [1, "Hà Mòn", "23521", *FIFTEEN, 15, None],
        [2, "Xã Đăk Long", None, *("Đạt",) * 10, *("Chưa đạt",) * 9, "10/19", "khó khăn"],
        ["II", "HUYỆN NGỌC HỒI", None, 2, *blank, None],
        [1, "Pờ Y", 23395, *("+",) * 19, 19],
        [2, "Đăk Xú", None, *("+",) * 12, *("-",) * 6, None, 12],
        [None, "Tổng cộng: 4 xã", None, 4, *blank, 56],
        [None, "Tỷ lệ (%)", None, "100%"],
        ["Ghi chú: x, +: đạt; 0, -: chưa đạt"],
        [None, "NGƯỜI LẬP BIỂU"],
    ]


def matrix_file(path: Path, change: Callable[[list[list[Value]]], None] | None = None) -> Path:
    """Write the matrix as a workbook with merged headers, after a change."""
    rows = matrix()
    if change is not None:
        change(rows)
    merged = ("A1:X1", "A4:A5", "B4:B5", "C4:C5", "D4:V4", "W4:W5", "X4:X5", "A15:X15")
    return workbook(path / "bieu.xlsx", rows, merged, title="Biểu 1")


def planted(rows: list[list[Value]]) -> None:
    """Plant ten mistakes that people make."""
    rows[7][3] = "Đạtt"
    rows[7][4] = 2
    rows[7][22] = 21
    rows[8][2] = "2352"
    rows[8][22] = "mười"
    rows[9][1] = "HUYỆN NGỌC HỔI"
    rows[10][2] = 23401
    rows[11][1] = None
    rows.insert(12, [3, "Hà Mòn", None, *FIFTEEN, 15])
    rows.insert(13, [4, "Xã Sa Loong", None, "đạt?", *FIFTEEN[1:], 15])


def test_a_matrix_in_a_workbook_is_read_in_one_line(tmp_path: Path) -> None:
    """Marks and totals of each commune, of the day, each citing its cell."""
    path = matrix_file(tmp_path)

    reading = read_criteria_table(path, PROVINCE, criteria_set=SET, on=DAY, source=REPORT)

    assert lines(reading) == [
        "read: 75 marks, 4 assessments",
        "said beside the facts, not understood: khó khăn (Biểu 1!X9)",
    ]
    assert reading.marks[9] == CriterionMark(
        unit="23521",
        criteria_set="318-commune-standard",
        criterion="10",
        mark=Mark.MET,
        as_of=When.of(DAY),
        source=Citation("report", "Biểu 1!M8"),
    )
    assert reading.assessments[1] == Assessment(
        unit="23504",
        criteria_set="318/QĐ-TTg",
        met=10,
        of=19,
        as_of=When.of(DAY),
        source=Citation("report", "Biểu 1!W9"),
    )
    assert [one.mark for one in reading.marks[-6:]] == [Mark.NOT_MET] * 6
    assert {check.verdict for check in reading.checks} == {Verdict.MET}
    assert [check.subject for check in reading.checks] == sorted(
        f"Biểu 1!{cell}"
        for cell in ("B13", "B7", "D10", "D13", "D7", "W11", "W12", "W13", "W8", "W9")
    )


def test_ten_mistakes_give_ten_messages_and_the_repaired_sheet_is_reviewed(tmp_path: Path) -> None:
    """Every mistake is told at once, with its sheet and cell, and none of them twice."""
    with pytest.raises(InvalidInputError) as caught:
        read_criteria_table(
            matrix_file(tmp_path, planted), PROVINCE, criteria_set=SET, on=DAY, source=REPORT
        )
    mark = "expected a mark: Đạt, Chưa đạt, KAD, Chưa đánh giá, x, +, 1, 0 or nothing"
    assert told(caught.value) == [
        f"Biểu 1!{line}"
        for line in (
            f"D8: found 'Đạtt', {mark}; did you mean 'Đạt'?",
            f"E8: found 2, {mark}",
            "W8: found 21, expected at most 19 criteria",
            "C9: found '2352', expected a code of a commune of Kon Tum; did you mean '23504'?",
            "W9: found 'mười', expected a whole number",
            "B10: found 'HUYỆN NGỌC HỔI', expected a district of Kon Tum; did you mean 'Ngọc Hồi'?",
            (
                "B11: found 'Pờ Y' under 'HUYỆN NGỌC HỔI', expected 23401 Đăk Tô (Đăk Tô), "
                "by the code beside it"
            ),
            "B12: found a row without a name, expected the name of a unit",
            "B13: found 'Hà Mòn', expected each unit once; Biểu 1!B8 is the same one",
            f"D14: found 'đạt?', {mark}; did you mean 'Đạt'?",
        )
    ]

    reading = read_criteria_table(matrix_file(tmp_path), PROVINCE, criteria_set=SET, on=DAY)
    programme = reading.added_to(KON_TUM)
    assert len(programme.marks) == len(KON_TUM.marks) + 75
    assert str(programme.review()).startswith("REVIEW")


def small(path: Path, *rows: list[Value], total: bool = False) -> Path:
    """Write a CSV file of communes and criteria, with a row of headers."""
    beside = ["Tổng"] if total else []
    return text_file(path / "small.csv", [["Xã", *NUMBERS, *beside], *rows])


def test_a_matrix_in_csv_reads_like_one_in_a_workbook(tmp_path: Path) -> None:
    """Without merged cells a second row of headers is known by what it names."""
    rows = [[*row, *[None] * (24 - len(row))] for row in matrix()]
    by_book = read_criteria_table(matrix_file(tmp_path), PROVINCE, criteria_set=SET, on=DAY)

    for sign, encoding in ((",", "utf-8-sig"), (";", "utf-8"), ("\t", "utf-16")):
        path = text_file(tmp_path / "bieu.csv", rows, sign, encoding)
        reading = read_criteria_table(path, PROVINCE, criteria_set=SET, on=DAY, source=REPORT)

        assert len(reading.marks) == len(by_book.marks)
        for mark, same in zip(reading.marks, by_book.marks, strict=True):
            at = same.source.at.removeprefix("Biểu 1!")
            assert mark == attrs.evolve(same, source=Citation("report", at))


@pytest.mark.parametrize(
    ("word", "mark"),
    [
        ("Đạt", Mark.MET),
        ("đạt", Mark.MET),
        ("DAT", Mark.MET),
        ("x", Mark.MET),
        ("X", Mark.MET),
        ("+", Mark.MET),
        ("1", Mark.MET),
        ("TRUE", Mark.MET),
        ("Đạt chuẩn", Mark.MET),
        ("☑", Mark.MET),
        ("Chưa đạt", Mark.NOT_MET),
        ("không", Mark.NOT_MET),
        ("0", Mark.NOT_MET),
        ("chưa đạt chuẩn", Mark.NOT_MET),
        ("✗", Mark.NOT_MET),
        ("✘", Mark.NOT_MET),
        ("KAD", Mark.NOT_APPLICABLE),
        ("Không áp dụng", Mark.NOT_APPLICABLE),
        ("chưa đánh giá", Mark.NOT_ASSESSED),
    ],
)
def test_marks_are_read_in_every_spelling(tmp_path: Path, word: str, mark: Mark) -> None:
    """Case and accents make no difference."""
    path = small(tmp_path, ["Hà Mòn", word])
    reading = read_criteria_table(path, PROVINCE, criteria_set=SET, on=DAY)
    assert [one.mark for one in reading.marks] == [mark]


def test_marks_of_a_workbook_may_be_numbers_and_truths(tmp_path: Path) -> None:
    """A one, a zero and the ticks of a form are marks too."""
    rows: Rows = [["Xã", *NUMBERS], ["Hà Mòn", 1, 0, True, False, 1.0]]
    path = workbook(tmp_path / "marks.xlsx", rows)
    reading = read_criteria_table(path, PROVINCE, criteria_set=SET, on=DAY)
    met, not_met = Mark.MET, Mark.NOT_MET
    assert [one.mark for one in reading.marks] == [met, not_met, met, not_met, met]


def test_an_empty_cell_says_nothing_unless_the_caller_says_what(tmp_path: Path) -> None:
    """In a table that marks with x alone, nothing may stand for "not met": the caller knows."""
    path = small(tmp_path, ["Hà Mòn", "x"])
    unsaid = read_criteria_table(path, PROVINCE, criteria_set=SET, on=DAY)
    said = read_criteria_table(path, PROVINCE, criteria_set=SET, on=DAY, blank=Mark.NOT_MET)
    assert len(unsaid.marks) == 1
    assert [one.mark for one in said.marks] == [Mark.MET] + [Mark.NOT_MET] * 18


def test_a_dash_is_a_mark_only_beside_plus_signs(tmp_path: Path) -> None:
    """Elsewhere it may stand for "not met" or for nothing, and is not guessed."""
    path = small(tmp_path, ["Hà Mòn", "x", "-"])
    with pytest.raises(InvalidInputError) as caught:
        read_criteria_table(path, PROVINCE, criteria_set=SET, on=DAY)
    (line,) = told(caught.value)
    assert line.startswith("C2: found '-', expected a mark")
    assert line.endswith("a dash means 'not met' only where others are marked with +")


@pytest.mark.parametrize("word", ["Đạt (95%)", "x*", "95%"])
def test_a_mark_with_something_beside_it_is_told(tmp_path: Path, word: str) -> None:
    """It may be a measured value, or a footnote may take back what it says."""
    with pytest.raises(InvalidInputError, match=r"B2: found .* expected a mark"):
        read_criteria_table(small(tmp_path, ["Hà Mòn", word]), PROVINCE, criteria_set=SET, on=DAY)


def test_an_error_of_excel_is_told_whole(tmp_path: Path) -> None:
    """A formula that failed leaves it in its cell."""
    path = small(tmp_path, ["Hà Mòn", *FIFTEEN, "#DIV/0!"], total=True)
    with pytest.raises(InvalidInputError) as caught:
        read_criteria_table(path, PROVINCE, criteria_set=SET, on=DAY)
    assert told(caught.value) == ["U2: found the Excel error #DIV/0!, expected a whole number"]


def test_a_total_that_disagrees_is_a_finding(tmp_path: Path) -> None:
    """A document is quoted, so that what it prints is kept, with both numbers and the cell."""
    path = small(
        tmp_path,
        ["Hà Mòn", *FIFTEEN, 14],
        ["Đăk Mar", *("x",) * 10, *("",) * 9, 12],
        ["Cộng", 1, *("",) * 18, 27],
        total=True,
    )
    reading = read_criteria_table(path, PROVINCE, criteria_set=SET, on=DAY)
    assert lines(reading) == [
        "read: 29 marks, 2 assessments",
        "E1: B4: 1 is printed, its rows give 2.",
        "E1: U2: 14 is printed, its rows give 15.",
        "E1: U4: 27 is printed, its rows give 26.",
    ]
    assert {check.rule for check in reading.checks} == {"E1"}
    assert [one.met for one in reading.assessments] == [14, 12]


def test_a_number_of_units_that_disagrees_is_a_finding(tmp_path: Path) -> None:
    """Headings and totals often say how many units they are about."""
    rows: Rows = [
        ["TT", "Xã", *NUMBERS],
        ["I", "Huyện Đăk Hà (3 xã)"],
        [1, "Hà Mòn"],
        [2, "Đăk Mar"],
        [None, "Tổng cộng: 3 xã"],
    ]
    path = text_file(tmp_path / "counted.csv", rows)
    reading = read_criteria_table(path, PROVINCE, criteria_set=SET, on=DAY)
    assert lines(reading) == [
        "read: nothing",
        "E1: B2: 3 is printed, its rows give 2.",
        "E1: B5: 3 is printed, its rows give 2.",
    ]


def test_a_name_that_fits_several_units_or_none_is_listed_and_never_guessed(tmp_path: Path) -> None:
    """Two communes are called Đăk Long, and nobody is called Hà Mònn (rules U2 and U3)."""
    path = small(tmp_path, ["Đăk Long", "x"], ["Hà Mònn", "x"], ["Zzz", "x"], ["Hà Mòn", "x"])
    reading = read_criteria_table(path, PROVINCE, criteria_set=SET, on=DAY)
    assert [mark.unit for mark in reading.marks] == ["23521"]
    assert [one.mention for one in reading.unresolved] == [
        Mention("Đăk Long"),
        Mention("Hà Mònn"),
        Mention("Zzz"),
    ]
    assert lines(reading)[1:] == [
        (
            "A2: 'Đăk Long' fits 2 units: 23368 Đăk Long (Đăk Glei); "
            "23504 Đăk Long (Đăk Hà), from 2013-12-20; give the code or the district"
        ),
        "A3: 'Hà Mònn' fits no commune; did you mean Hà Mòn or Đăk Môn?",
        "A4: 'Zzz' fits no commune",
    ]


def test_what_a_table_says_is_told_in_both_languages(tmp_path: Path) -> None:
    """The Vietnamese text has a line for each line of the English one, with its numbers."""
    rows: Rows = [
        ["Xã", *NUMBERS, "Tổng số tiêu chí đạt", "Cấp"],
        ["Đăk Long", "x"],
        ["Hà Mònn", "x"],
        ["Zzz", "x"],
        ["Hà Mòn", *FIFTEEN, 14],
    ]
    path = text_file(tmp_path / "read.csv", rows)
    reading = read_criteria_table(path, PROVINCE, criteria_set=SET, on=DAY)
    assert reading.text() == str(reading)
    assert reading.text("vi").splitlines() == [
        "đã đọc: 19 kết quả đánh giá từng tiêu chí, 1 kết quả tổng hợp số tiêu chí đạt",
        (
            'A2: có 2 đơn vị cùng tên "Đăk Long": 23368 Đăk Long (Đăk Glei); '
            "23504 Đăk Long (Đăk Hà), from 2013-12-20; cần ghi mã hoặc tên huyện"
        ),
        'A3: "Hà Mònn" không khớp với xã nào; tên gần giống: Hà Mòn hoặc Đăk Môn',
        'A4: "Zzz" không khớp với xã nào',
        "E1: U5: biểu ghi 14, tính theo các dòng là 15.",
        "không đọc: Cấp (V1)",
    ]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "NOT MET: D2: 4 is printed; the rows give 1 to 3\n"),
        ("vi", "CHƯA ĐẠT: D2: biểu ghi 4; tính theo các dòng là từ 1 đến 3\n"),
    ],
)
def test_a_total_that_disagrees_is_explained_in_both_languages(lang: str, text: str) -> None:
    """The reason of a printed total has words, like every other reason."""
    assert explain(compared("D2", 4, Count(1, 3)).explanation, lang=lang) == text


def test_a_reading_in_another_language_is_refused(tmp_path: Path) -> None:
    """The languages that there are are named."""
    reading = read_criteria_table(
        small(tmp_path, ["Hà Mòn", "x"]), PROVINCE, criteria_set=SET, on=DAY
    )
    with pytest.raises(UnknownNameError, match="'fr'; did you mean en or vi"):
        reading.text("fr")


def test_districts_have_tables_of_criteria_too(tmp_path: Path) -> None:
    """The rows are districts where the set is for districts; their number may be Roman."""
    found = set_of("320/QĐ-TTg", "district", STANDARD, on=DAY)
    rows: Rows = [
        ["STT", "Huyện", "Mã huyện", *(f"TC {number}" for number in range(1, 10))],
        ["I", "Huyện Đăk Hà", None, "x"],
        ["II", None, "611", "0"],
    ]
    path = text_file(tmp_path / "districts.csv", rows)
    reading = read_criteria_table(path, PROVINCE, criteria_set=found, on=DAY)
    assert [(one.unit, one.mark.value) for one in reading.marks] == [
        ("615", "met"),
        ("611", "not met"),
    ]


def test_no_table_lists_provinces_or_villages(tmp_path: Path) -> None:
    """Sets for other levels are refused before the file is opened."""
    found = set_of("321/QĐ-TTg", "province", CertificationTier.COMPLETED, on=DAY)
    with pytest.raises(InvalidInputError, match="found a set for a province, expected a set for"):
        read_criteria_table(tmp_path / "none.csv", PROVINCE, criteria_set=found, on=DAY)
    with pytest.raises(InvalidInputError, match="level: found village, expected commune or"):
        read_plans_table(tmp_path / "none.csv", level=Level.VILLAGE)


def test_the_words_of_marks_are_those_that_the_page_lists() -> None:
    """Whoever looks a word up finds it, and no other."""
    page = (Path(__file__).parents[1] / "docs" / "tables.md").read_text(encoding="utf-8")
    listed = {
        cells[1].strip(): tuple(cells[2].strip().split(", "))
        for line in page.splitlines()
        if len(cells := line.split("|")) == 4
    }
    for mark, words in WORDS.items():
        assert sorted(listed[mark.value]) == sorted(words)

"""Words around a table: each is understood as a whole, or told, or takes away what it denies."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_model import CertificationTier, Commune, District, InvalidInputError, Province
from ntm_model.exchange.tables import (
    TableReading,
    read_certifications_table,
    read_criteria_table,
    read_plans_table,
)
from ntm_model.exchange.tables.around import is_letterhead, understood
from ntm_model.exchange.tables.titles import DOUBTS, Sense, doubtful
from ntm_model.law import set_of

from .sheets import Rows, Value, lines, text_file, told

STANDARD = CertificationTier.STANDARD
DAY = date(2023, 12, 31)
SET = set_of("318/QĐ-TTg", "commune", STANDARD, on=DAY)
PROVINCE = Province(
    "Kon Tum",
    districts=(District("Đăk Hà", code="001"),),
    communes=(
        *(Commune(f"Xã {one}", code=f"0{one}") for one in (1, 2, 3)),
        Commune("Hà Mòn", code="04", district="001"),
    ),
)
#: what a list of certificates looks like, and a sheet of marks
LIST: Rows = [["TT", "Xã", "Năm đạt chuẩn"], [1, "Xã 1", 2018]]
MARKS: Rows = [["Xã", 1, 2], ["Xã 1", "x", "0"]]
TAKEN = "expected nothing that takes away what is read"
HELD, PLANNED = "expected titles that are held", "expected titles that are to be reached"


def certified(path: Path, rows: Rows, tier: CertificationTier | None = STANDARD) -> TableReading:
    """Read certificates."""
    return read_certifications_table(text_file(path / "t.csv", rows), PROVINCE, tier=tier)


def criteria(path: Path, rows: Rows, on: date = DAY) -> TableReading:
    """Read marks and totals."""
    return read_criteria_table(text_file(path / "t.csv", rows), PROVINCE, criteria_set=SET, on=on)


def plans(path: Path, rows: Rows, tier: CertificationTier | None = STANDARD) -> TableReading:
    """Read plans."""
    return read_plans_table(text_file(path / "t.csv", rows), tier=tier)


def faults(read: object, path: Path, rows: Rows) -> list[str]:
    """Return what is wrong with a table that is read in some way."""
    assert read in (certified, criteria, plans)
    with pytest.raises(InvalidInputError) as caught:
        (certified if read is certified else criteria if read is criteria else plans)(path, rows)
    return told(caught.value)


@pytest.mark.parametrize(
    "line",
    [
        "LỘ TRÌNH XÂY DỰNG NÔNG THÔN MỚI GIAI ĐOẠN 2021-2025",
        "KẾ HOẠCH XÂY DỰNG NÔNG THÔN MỚI NĂM 2024",
        "(Kèm theo QĐ số 45/QĐ-UBND về việc thu hồi danh hiệu)",
        "(Kèm theo Kế hoạch số 12/KH-UBND ngày 2/3/2022)",
        "(Kèm theo Tờ trình về việc đề nghị công nhận)",
        "DANH SÁCH CÁC XÃ RỚT CHUẨN NÔNG THÔN MỚI",
        "DANH SÁCH CÁC XÃ HẾT THỜI HẠN CÔNG NHẬN",
        "DANH SÁCH XÃ ĐỦ ĐIỀU KIỆN XÉT CÔNG NHẬN",
        "DANH SÁCH XÃ TRÌNH CÔNG NHẬN",
    ],
)
def test_a_line_above_certificates_that_doubts_them_is_a_fault(tmp_path: Path, line: str) -> None:
    """What a table belongs to says what it is, too."""
    assert faults(certified, tmp_path, [[line], *LIST]) == [f"A1: found {line!r}, {HELD}"]


@pytest.mark.parametrize(
    "line",
    [
        "PHỤ LỤC I",
        "Phụ lục 02",
        "Biểu số 3",
        "Mẫu 01/NTM",
        "UBND TỈNH KON TUM",
        "VĂN PHÒNG ĐIỀU PHỐI NÔNG THÔN MỚI",
        "SỞ KẾ HOẠCH VÀ ĐẦU TƯ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Kon Tum, ngày 2 tháng 3 năm 2022",
        "Số: 12/BC-UBND",
        "Đơn vị tính: xã",
        "(Kèm theo Quyết định số 45/QĐ-UBND ngày 2 tháng 3 năm 2022 của UBND tỉnh Kon Tum)",
        "(Kèm theo Báo cáo số    /BC-UBND ngày   tháng   năm 2022)",
        "DANH SÁCH XÃ ĐẠT CHUẨN NÔNG THÔN MỚI TRÊN ĐỊA BÀN TỈNH KON TUM",
        "HUYỆN ĐĂK HÀ",
    ],
)
def test_letterhead_and_what_is_understood_need_not_be_told(tmp_path: Path, line: str) -> None:
    """It says nothing of the facts that they do not say themselves."""
    assert certified(tmp_path, [[line], *LIST]).said == ()


@pytest.mark.parametrize(
    "line", ["DANH SÁCH XÃ BỎ TRỐNG", "DANH SÁCH XÃ ĐẠT CHUẨN NTM NĂM 2022", "NĂM 2022"]
)
def test_a_line_that_is_not_understood_is_told(tmp_path: Path, line: str) -> None:
    """Years are of that kind: the table is not read for them."""
    reading = certified(tmp_path, [[line], *LIST])
    assert reading.said == (f"{line} (A1)",)
    assert lines(reading)[-1] == f"said beside the facts, not understood: {line} (A1)"
    assert reading.text("vi").splitlines()[-1] == (
        f"ghi kèm theo số liệu, chưa hiểu được: {line} (A1)"
    )


@pytest.mark.parametrize(
    "line",
    [
        "KẾ HOẠCH THỰC HIỆN BỘ TIÊU CHÍ XÃ NÔNG THÔN MỚI NĂM 2024",
        "BIỂU DỰ KIẾN KẾT QUẢ THỰC HIỆN BỘ TIÊU CHÍ",
        "BIỂU TỔNG HỢP CÁC TIÊU CHÍ CHƯA ĐẠT",
    ],
)
def test_marks_that_are_planned_or_of_what_is_not_met_are_a_fault(
    tmp_path: Path, line: str
) -> None:
    """A mark would be read as met on the day."""
    assert faults(criteria, tmp_path, [[line], *MARKS]) == [
        f"A1: found {line!r}, expected marks of what is met, not of what is planned or open"
    ]


def test_times_above_marks_are_those_of_the_day_or_told(tmp_path: Path) -> None:
    """A period that the day lies in, its year and the day itself are understood."""
    title = "BIỂU TỔNG HỢP KẾT QUẢ THỰC HIỆN BỘ TIÊU CHÍ"
    for fits in ("ĐẾN 31/12/2023", "NĂM 2023", "GIAI ĐOẠN 2021-2025"):
        assert criteria(tmp_path, [[f"{title} {fits}"], *MARKS]).said == ()
    for other in ("ĐẾN 31/12/2021", "ĐẾN 30/6/2023", "NĂM 2022", "GIAI ĐOẠN 2016-2020"):
        assert criteria(tmp_path, [[f"{title} {other}"], *MARKS]).said == (f"{title} {other} (A1)",)


@pytest.mark.parametrize(
    "line",
    [
        "TIÊU CHÍ CỦA CÁC XÃ PHẤN ĐẤU NĂM 2024",
        "CÁC XÃ CHƯA ĐẠT CHUẨN NÔNG THÔN MỚI",
        "(Kèm theo Kế hoạch số 12/KH-UBND)",
        "Đạt và chưa đạt",
    ],
)
def test_what_is_said_of_units_takes_no_mark_away(tmp_path: Path, line: str) -> None:
    """Marks of those that are to reach a title are marks; what is said is told."""
    assert criteria(tmp_path, [[line], *MARKS]).said == (f"{line} (A1)",)


def test_totals_and_marks_that_are_planned_or_denied_are_not_read(tmp_path: Path) -> None:
    """In the header itself, in brackets or above it; nothing is left, that is a fault."""
    planned = "Tổng số tiêu chí đạt theo kế hoạch năm 2024"
    reading = criteria(tmp_path, [["Xã", planned, "Số tiêu chí đạt năm 2023"], ["Xã 1", 19, 12]])
    assert [int(one.met) for one in reading.assessments] == [12]
    assert (reading.not_read, reading.said) == ((f"{planned} (B1)",), ())
    old = criteria(tmp_path, [["Xã", "Số tiêu chí đạt năm 2022"], ["Xã 1", 12]])
    assert old.said == ("Số tiêu chí đạt năm 2022 (B1)",)
    more: Rows = [
        ["Xã", "Số tiêu chí đạt", "Phấn đấu đạt thêm năm 2024", ""],
        ["", "", 2, 5],
        ["Xã 1", 12, "x", "x"],
    ]
    assert (criteria(tmp_path, more).marks, len(criteria(tmp_path, more).not_read)) == ((), 2)
    one = criteria(tmp_path, [["Xã", "Tiêu chí 1 (kế hoạch)", "Tiêu chí 2"], ["Xã 1", "x", "x"]])
    assert [mark.criterion for mark in one.marks] == ["2"]
    nothing: list[Rows] = [
        [["Xã", "Dự kiến năm 2024"], ["", "Số tiêu chí đạt"], ["Xã 1", 12]],
        [["Xã", "Số tiêu chí đạt (kế hoạch năm 2024)"], ["Xã 1", 12]],
        [["Xã", "Tổng số tiêu chí đạt nâng cao"], ["Xã 1", 12]],
        [["Xã", "Các tiêu chí chưa đạt", ""], ["", 1, 2], ["Xã 1", "x", ""]],
    ]
    for rows in nothing:
        (fault,) = faults(criteria, tmp_path, rows)
        assert fault.startswith("found no column for any criterion; ")


@pytest.mark.parametrize(
    "heading", ["Xã 19 tiêu chí", "Xã dưới 10 tiêu chí", "Xã phấn đấu đạt chuẩn năm 2024"]
)
@pytest.mark.parametrize("numeral", ["I", ""])
def test_a_heading_that_leaves_titles_open_is_a_fault(
    tmp_path: Path, heading: str, numeral: str
) -> None:
    """With a numeral or without."""
    rows: Rows = [["TT", "Xã", "Năm"], [numeral, heading], [1, "Xã 1", 2018]]
    assert faults(certified, tmp_path, rows) == [f"B2: found {heading!r}, {HELD}"]


def test_headings_deny_titles_or_are_told(tmp_path: Path) -> None:
    """The rest of the units hold none; a year, a border or a bracket behind a district is told."""
    head: list[Value] = ["TT", "Xã", "Năm"]
    rest: Rows = [head, ["", "Các xã còn lại chưa đạt"], [1, "Xã 1"]]
    assert lines(certified(tmp_path, rest)) == ["read: nothing"]
    dated: Rows = [*rest[:2], [1, "Xã 1", 2018]]
    assert faults(certified, tmp_path, dated) == [
        "C3: found '2018', expected nothing beside 'Các xã còn lại chưa đạt'"
    ]
    for heading in ("Năm 2021", "Xã đạt chuẩn năm 2021"):
        for numeral in ("I", ""):
            rows: Rows = [head, [numeral, heading], [1, "Xã 1", 2018]]
            assert certified(tmp_path, rows).said == (f"{heading} (B2)",)
    border = certified(tmp_path, [head, ["I", "Xã biên giới"], [1, "Xã 1", 2018]])
    assert border.said == ("Xã biên giới (B2)",)
    for heading, said in (("(1 xã)", ()), ("(huyện điểm)", ("huyện điểm (B2)",))):
        rows = [head, ["I", f"Huyện Đăk Hà {heading}"], [1, "Hà Mòn", 2018]]
        assert certified(tmp_path, rows).said == said


@pytest.mark.parametrize("words", ["KH", "ước", "theo Đề án"])
def test_years_that_are_planned_in_brackets_are_not_read(tmp_path: Path, words: str) -> None:
    """Short words of plans count in brackets; other words there are told."""
    header = f"Năm đạt chuẩn ({words})"
    both: Rows = [["Xã", "Năm đạt chuẩn", header], ["Xã 1", 2018, 2024]]
    assert certified(tmp_path, both).not_read == (f"{header} (C1)",)
    (fault,) = faults(certified, tmp_path, [["Xã", header], ["Xã 1", 2024]])
    assert fault.startswith(f"B1: found {header!r}, expected a column that is read")
    reported: Rows = [["Xã", "Năm đạt chuẩn (theo báo cáo)"], ["Xã 1", 2018]]
    assert certified(tmp_path, reported).said == ("theo báo cáo (B1)",)
    named: Rows = [["Tên xã (đăng ký)", "Năm"], ["Xã 1", 2018]]
    assert faults(certified, tmp_path, named) == [f"A1: found 'đăng ký', {HELD}"]


@pytest.mark.parametrize("words", ["chưa đạt", "đề nghị", "đã thu hồi", "kế hoạch"])
def test_what_stands_behind_a_name_may_take_its_title_away(tmp_path: Path, words: str) -> None:
    """It is looked at, whatever else the row says."""
    rows: Rows = [["Xã", "Năm"], [f"Xã 1 ({words})", 2018]]
    assert faults(certified, tmp_path, rows) == [f"A2: found {words!r}, {TAKEN}"]


def test_brackets_behind_names_are_understood_or_told(tmp_path: Path) -> None:
    """Names of places are understood; another title is a fault, and other words are told."""
    for read, header in (
        (certified, "Năm"),
        (criteria, "Số tiêu chí đạt"),
        (plans, "Năm phấn đấu"),
    ):
        value = 12 if read is criteria else 2024
        higher: Rows = [["Xã", header], ["Xã 1 (nâng cao)", value]]
        assert faults(read, tmp_path, higher) == [
            "A2: found 'nâng cao', expected nothing of another title behind 'Xã 1 (nâng cao)'"
        ]
        border: Rows = [["Xã", header], ["Xã 1 (biên giới)", value]]
        assert read(tmp_path, border).said == ("biên giới (A2)",)
    place: Rows = [["Xã", "Năm"], ["Hà Mòn (huyện Đăk Hà)", 2018], ["Xã 1 (đã đạt chuẩn)", 2018]]
    assert certified(tmp_path, place).said == ()
    planned: Rows = [["Xã", "Số tiêu chí đạt"], ["Xã 1 (kế hoạch)", 12]]
    assert faults(criteria, tmp_path, planned) == [f"A2: found 'kế hoạch', {TAKEN}"]


@pytest.mark.parametrize(
    "note",
    [
        "Đang đề nghị công nhận",
        "Phấn đấu năm 2024",
        "Dự kiến",
        "Còn thiếu 2 tiêu chí",
        "Không còn giữ chuẩn",
        "Rớt chuẩn năm 2022",
    ],
)
def test_a_note_that_doubts_a_certificate_is_a_fault(tmp_path: Path, note: str) -> None:
    """Beside marks it is told: it says what a unit is to do."""
    rows: Rows = [["Xã", "Năm", "Ghi chú"], ["Xã 1", 2018, note]]
    assert faults(certified, tmp_path, rows) == [f"C2: found {note!r}, {TAKEN}"]
    marks: Rows = [["Xã", "Số tiêu chí đạt", "Ghi chú"], ["Xã 1", 12, note]]
    assert criteria(tmp_path, marks).said == (f"{note} (C2)",)


def test_other_notes_beside_certificates_are_told_once_with_their_cells(tmp_path: Path) -> None:
    """One that plans another title takes none away; a long list of cells is cut."""
    rows: Rows = [["Xã", "Năm", "Ghi chú"], ["Xã 1", 2018, "Phấn đấu nâng cao năm 2024"]]
    assert certified(tmp_path, rows).said == ("Phấn đấu nâng cao năm 2024 (C2)",)
    head: list[Value] = ["Xã", "Danh hiệu", "Số QĐ", "Ghi chú"]
    border = [["Xã 1", "Đạt", f"{one}/QĐ", "biên giới"] for one in range(6)]
    assert certified(tmp_path, [head, *border]).said == ("biên giới (D2, D3, D4, D5, D6, …)",)


def test_what_is_at_an_end_is_no_certificate(tmp_path: Path) -> None:
    """Neither by its decision nor by a mark below a header that says so."""
    lapsed = "12/QĐ-UBND (hết hiệu lực)"
    assert faults(certified, tmp_path, [["Xã", "Số QĐ"], ["Xã 1", lapsed]]) == [
        f"B2: found {lapsed!r}, expected the decision that grants the title"
    ]
    head: list[Value] = ["Xã", "Năm", "Thu hồi"]
    others: Rows = [["Xã 2", 2018, "-"], ["Xã 3", 2018, ""]]
    assert faults(certified, tmp_path, [head, ["Xã 1", 2018, "x"], *others]) == [
        "C2: found 'x', expected nothing below 'Thu hồi'"
    ]
    assert len(certified(tmp_path, [head, ["Xã 1", 2018, "Không"], *others]).certified) == 3


@pytest.mark.parametrize("note", ["Xin rút", "Chuyển sang năm 2025", "Đã đạt chuẩn năm 2023"])
def test_a_note_that_ends_a_plan_is_a_fault(tmp_path: Path, note: str) -> None:
    """A unit that has left it, or is there, is not planned."""
    rows: Rows = [["Xã", "Năm phấn đấu", "Ghi chú"], ["Xã 1", 2024, note]]
    assert faults(plans, tmp_path, rows) == [f"C2: found {note!r}, {TAKEN}"]


def test_what_is_not_planned_or_is_reached_is_no_plan(tmp_path: Path) -> None:
    """By a title, by a heading, or because another column is of plans."""
    title = "DANH SÁCH XÃ KHÔNG ĐĂNG KÝ XÂY DỰNG NÔNG THÔN MỚI"
    rows: Rows = [[title], ["Xã", "Năm phấn đấu"], ["Xã 1", 2024]]
    assert faults(plans, tmp_path, rows) == [f"A1: found {title!r}, {PLANNED}"]
    for numeral in ("I", ""):
        rows = [["TT", "Xã", "Năm"], [numeral, "Xã không đăng ký"], [1, "Xã 1", 2024]]
        assert faults(plans, tmp_path, rows) == [f"B2: found 'Xã không đăng ký', {PLANNED}"]
    rows = [["Xã", "Năm đạt chuẩn NTM", "Năm phấn đấu NTM nâng cao"], ["Xã 1", 2018, 2024]]
    reading = plans(tmp_path, rows, tier=None)
    assert [plan.id for plan in reading.plans] == ["plan-advanced-2024"]
    assert reading.not_read == ("Năm đạt chuẩn NTM (B1)",)


def test_how_marks_are_written_is_understood(tmp_path: Path) -> None:
    """Above the table, in a header over the marks, or in a note below them."""
    legend = "x, +: đạt; 0 là chưa đạt; KAD: không áp dụng"
    header: Rows = [["Xã", f"Tiêu chí ({legend})", ""], ["", 1, 2], ["Xã 1", "x", "0"]]
    for rows in ([[legend], *MARKS], [*MARKS, [f"Ghi chú: {legend}"]], header):
        reading = criteria(tmp_path, rows)
        assert (len(reading.marks), reading.said) == (2, ())


def test_notes_below_a_table_are_told(tmp_path: Path) -> None:
    """With whatever else there doubts the facts; signatures and rows of other kinds are not."""
    below: Rows = [
        ["", "Tổng cộng: 1 xã"],
        ["", "Kế hoạch giao", 3],
        ["Ghi chú: danh sách tạm tính"],
        ["", "Danh sách này là dự kiến"],
        ["", "NGƯỜI LẬP BIỂU"],
    ]
    reading = certified(tmp_path, [*LIST, *below])
    assert reading.said == (
        "Ghi chú: danh sách tạm tính (A5)",
        "Danh sách này là dự kiến (B6)",
    )
    assert reading.not_read == ("Kế hoạch giao (B4)",)


def test_rows_that_say_nothing_of_a_certificate_are_told(tmp_path: Path) -> None:
    """In a list of those that hold a title, the printed number is one of certificates."""
    rows: Rows = [
        ["DANH SÁCH XÃ ĐẠT CHUẨN NÔNG THÔN MỚI"],
        ["TT", "Xã", "Năm"],
        [1, "Xã 1", 2018],
        [2, "Xã 2", ""],
        [3, "Xã 3", ""],
        ["", "Tổng cộng: 3 xã"],
    ]
    reading = certified(tmp_path, rows)
    assert reading.uncertified == ("B4", "B5")
    assert lines(reading)[2:] == [
        "rows without a certificate: 2 (B4, B5)",
        "E1: B6: 3 is printed, its rows give 1.",
    ]
    assert reading.text("vi").splitlines()[2] == "dòng không có thông tin công nhận: 2 (B4, B5)"
    assert certified(tmp_path, rows[1:]).findings == ()
    heading: Rows = [rows[1], ["I", "Xã đạt chuẩn NTM (2 xã)"], *rows[2:4]]
    assert lines(certified(tmp_path, heading))[-1] == "E1: B2: 2 is printed, its rows give 1."


@given(
    words=st.lists(st.sampled_from(("danh sách", "xã", "NTM", "biểu", "tỉnh", "năm")), max_size=6),
    other=st.sampled_from(("2022", "rớt", "biên giới", "chờ", "sắp", "phấn đấu", "thu hồi")),
    place=st.integers(0, 6),
)
def test_a_word_that_is_not_of_the_vocabulary_is_never_passed_over(
    words: list[str], other: str, place: int
) -> None:
    """Wherever it stands among others."""
    said = " ".join((*words[:place], other, *words[place:]))
    assert not is_letterhead(said)
    assert not understood(said, {*Sense} - DOUBTS)


@given(before=st.sampled_from(("", "đã", "xã")), number=st.integers(0, 99))
def test_a_lone_word_of_denial_is_told_rather_than_a_fault(before: str, number: int) -> None:
    """It may be of anything: "chưa bao gồm 3 thôn"."""
    said = f"{before} {number} thôn chưa bao gồm".strip()
    assert not doubtful(said, DOUBTS)
    assert not understood(said, {*Sense} - DOUBTS)

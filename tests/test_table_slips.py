"""What looks like something else in a table is never read as it: indicators, headings, shares."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import attrs
import pytest
from openpyxl import load_workbook

from ntm_model import (
    CertificationTier,
    Commune,
    CommuneKind,
    CriterionMark,
    District,
    InvalidInputError,
    Mark,
    Meaning,
    Mention,
    Plan,
    Printed,
    Province,
    When,
)
from ntm_model.exchange.tables import (
    TableReading,
    read_certifications_table,
    read_criteria_table,
    read_plans_table,
    read_targets_table,
    read_units_table,
    write_criteria_table,
    write_plans_table,
    write_units_table,
)
from ntm_model.law import set_of

from .sheets import lines, text_file, told, workbook

STANDARD, ADVANCED = CertificationTier.STANDARD, CertificationTier.ADVANCED
DAY = date(2023, 12, 31)
SET = set_of("318/QĐ-TTg", "commune", STANDARD, on=DAY)
PROVINCE = Province(
    "P",
    districts=(District("A", code="001"), District("B", code="002")),
    communes=(
        Commune("Tân Lập", code="00011", district="001"),
        Commune("Hòa Bình", code="00021", district="002"),
    ),
)


def rows_of(text: str) -> list[list[str]]:
    """Return the cells of a sheet as an office types it."""
    return [line.split(";") for line in text.splitlines()]


def criteria(path: Path, text: str) -> TableReading:
    """Read marks of the small province."""
    table = text_file(path / "t.csv", rows_of(text))
    return read_criteria_table(table, PROVINCE, criteria_set=SET, on=DAY)


@pytest.mark.parametrize(
    "header",
    [
        "Tiêu chí 17.1",
        "TC 13.2",
        "17.1. Nước sạch",
        "Chỉ tiêu 17.1",
        "Tiêu chí 17 (chỉ tiêu 17.1)",
        "Tiêu chí 15 - chỉ tiêu 15.2",
        "17 (chỉ tiêu nước sạch)",
    ],
)
def test_an_indicator_is_not_read_as_its_criterion(tmp_path: Path, header: str) -> None:
    """A criterion is met only with all of its indicators."""
    reading = criteria(tmp_path, f"TT;Xã;{header};Tiêu chí 1: Quy hoạch\n1;Tân Lập;x;x\n")
    assert [one.criterion for one in reading.marks] == ["1"]
    assert reading.not_read == (f"{header} (C1)",)


def test_indicators_below_their_criterion_are_a_part_of_the_header(tmp_path: Path) -> None:
    """The criterion above them is not read by one of them."""
    text = "TT;Xã;Tiêu chí 17;;18\n;;17.1;17.2;\n1;Tân Lập;x;x;x\n"
    reading = criteria(tmp_path, text)
    assert [one.criterion for one in reading.marks] == ["18"]
    assert reading.not_read == ("Tiêu chí 17 17.1 (C2)", "Tiêu chí 17 17.2 (D2)")


def units(path: Path, text: str) -> TableReading:
    """Read a list of units."""
    return read_units_table(text_file(path / "t.csv", rows_of(text)))


def test_a_name_with_a_number_or_code_is_never_a_heading_nor_a_total(tmp_path: Path) -> None:
    """Khổng Lào denies nothing, and a commune may be called as an average is."""
    text = "STT;Tên xã;Mã xã\n1;Xã Khổng Lào;03574\n2;Đạt Chuẩn;03575\n3;Trung Bình;03576\n"
    numbered = units(tmp_path, text)
    names = ["Khổng Lào", "Đạt Chuẩn", "Trung Bình"]
    assert [unit.name for unit in numbered.communes] == names
    coded = units(tmp_path, "\n".join(line.partition(";")[2] for line in text.splitlines()))
    assert coded.communes == numbered.communes


def test_a_name_that_is_like_a_heading_without_accents_is_none(tmp_path: Path) -> None:
    """Without number and code too: Quan is no quận, Không and Khổng are two words."""
    reading = units(tmp_path, "Tên xã;Huyện\nTrung Bình;A\nQuan Lạn;A\nXã Khổng Lào;A\n")
    assert [unit.name for unit in reading.communes] == ["Trung Bình", "Quan Lạn", "Khổng Lào"]
    (commune,) = units(tmp_path, "Tên xã\nHUYEN SA THAY\nSa Nhon\n").communes
    assert commune.name == "Sa Nhon"


def test_a_commune_that_is_called_like_a_district_is_told_by_its_code(tmp_path: Path) -> None:
    """A heading has the short code of a district, or a numeral before it."""
    text = "Tên xã;Mã xã\nHuyện A;001\nQuận Sơn;00012\nI. Huyện B;00013\nHòa Bình;00014\n"
    reading = units(tmp_path, text)
    assert [unit.name for unit in reading.districts] == ["A", "B"]
    assert [unit.name for unit in reading.communes] == ["Quận Sơn", "Hòa Bình"]


def test_a_row_without_number_and_code_among_numbered_ones_is_no_unit(tmp_path: Path) -> None:
    """It is a heading of a group, or one who signed."""
    text = (
        "STT;Tên xã;Mã xã\n;Khu vực I;\n1;Hà Mòn;00001\n;Xã khu vực II (1 xã);\n"
        "2;Pờ Y;00002\n;;x\n;CHỦ TỊCH;\n;Nguyễn Văn A;\n"
    )
    reading = units(tmp_path, text)
    assert [unit.name for unit in reading.communes] == ["Hà Mòn", "Pờ Y"]
    assert reading.not_read == ("Khu vực I (B2)", "Xã khu vực II (1 xã) (B4)", "x (C6)")


def test_communes_have_no_numbers_where_districts_have(tmp_path: Path) -> None:
    """Then they are no asides."""
    reading = units(tmp_path, "STT;Tên xã\n1;Huyện A\n;Hà Mòn\n2;Huyện B\n;Pờ Y\n")
    assert [unit.name for unit in reading.communes] == ["Hà Mòn", "Pờ Y"]


def test_titles_of_groups_have_numbers_where_their_units_have_none(tmp_path: Path) -> None:
    """A heading of a title has no code, and what it is about is read."""
    text = "TT;Xã\n1;Xã đạt chuẩn NTM\n-;Tân Lập\n2;Xã chưa đạt chuẩn\n-;Hòa Bình\n"
    table = text_file(tmp_path / "t.csv", rows_of(text))
    reading = read_certifications_table(table, PROVINCE, tier=STANDARD)
    assert [one.unit for one in reading.certified] == ["00011"]
    assert reading.not_read == ()


@pytest.mark.parametrize(
    "words",
    ["Nơi nhận:;;CHỦ TỊCH", "Danh sách này có 02 xã./.", ";PHÓ CHỦ TỊCH"],
)
def test_signatures_and_closing_words_end_a_table(tmp_path: Path, words: str) -> None:
    """Nobody below them is a unit without a name."""
    reading = units(tmp_path, f"STT;Tên xã;Mã xã\n1;Hà Mòn;00001\n{words}\n- Như trên;;A\n")
    assert [unit.name for unit in reading.communes] == ["Hà Mòn"]


def test_a_row_without_a_name_right_below_the_header_tells_of_headers(tmp_path: Path) -> None:
    """It is probably the second row of these; one further below is not."""
    with pytest.raises(InvalidInputError) as caught:
        criteria(tmp_path, "TT;Xã;17\n;;Điểm\n1;Tân Lập;x\n;;x\n")
    assert told(caught.value) == [
        (
            "B2: found a row without a name right below the header, expected the name of a unit, "
            "or headers that are known, unlike 'Điểm'"
        ),
        "B4: found a row without a name, expected the name of a unit",
    ]


def test_a_number_that_the_next_ones_continue_is_of_a_district(tmp_path: Path) -> None:
    """A township may have its name; a group of communes is no district."""
    text = (
        "STT;Tên xã;Mã xã\n1;Sa Thầy;616\n1.1;Sa Sơn;00001\n1.2;Xã Mô Rai;00002\n\n"
        "2;Xã khu vực I;\n2.1;Pờ Y;00003\n"
    )
    reading = units(tmp_path, text)
    assert [(unit.name, unit.code) for unit in reading.districts] == [("Sa Thầy", "616")]
    homes = [(unit.name, unit.district) for unit in reading.communes]
    assert homes == [("Sa Sơn", "616"), ("Mô Rai", "616"), ("Pờ Y", "")]


def test_a_short_code_without_a_district_may_be_one_of_a_district(tmp_path: Path) -> None:
    """It is not filled up with zeros then."""
    with pytest.raises(InvalidInputError) as caught:
        units(tmp_path, "STT;Tên xã;Mã xã\n1;Đăk Hà;615\n")
    assert told(caught.value) == [
        (
            "C2: found the number 615, expected a code of 5 digits, kept as text; "
            "615 may be the code of a district"
        )
    ]


def test_totals_and_averages_of_a_district_are_no_communes(tmp_path: Path) -> None:
    """Toàn huyện is held against the rows, and an average is not."""
    text = "TT;Xã;1;2\n1;Tân Lập;x;x\n;Toàn huyện;1;0\n;Số tiêu chí bình quân;1;1\n"
    reading = criteria(tmp_path, text)
    assert lines(reading) == ["read: 2 marks", "E1: D3: 0 is printed, its rows give 1."]


def targets(path: Path, text: str) -> TableReading:
    """Read targets of the small province, for reaching the standard."""
    table = text_file(path / "t.csv", rows_of(text))
    return read_targets_table(table, PROVINCE, tier=STANDARD)


def asked(reading: TableReading) -> list[tuple[str, int]]:
    """Return of whom so many communes are asked."""
    return [(one.scope, int(one.value)) for one in reading.targets]


def refused_targets(path: Path, text: str) -> list[str]:
    """Return what is wrong with targets."""
    with pytest.raises(InvalidInputError) as caught:
        targets(path, text)
    return told(caught.value)


def test_how_many_communes_there_are_is_no_target(tmp_path: Path) -> None:
    """Beside a number that is asked; alone it is one."""
    text = "TT;Huyện;Số xã;Kế hoạch\n;;;Số xã đạt chuẩn\n1;A;10;5\n;Cộng;10;5\n"
    reading = targets(tmp_path, text)
    assert asked(reading) == [("P", 5), ("001", 5)]
    assert reading.not_read == ("Số xã (C1)",)
    assert asked(targets(tmp_path, "Huyện;Số xã\nA;5\n")) == [("001", 5)]


def test_two_columns_of_one_title_are_told(tmp_path: Path) -> None:
    """One of them is probably no target."""
    assert refused_targets(tmp_path, "Huyện;Kế hoạch;Số xã đạt chuẩn\nA;10;5\n") == [
        "C1: found a column for 'Số xã', expected one column for each title"
    ]


def test_subtotals_are_no_target_of_the_province(tmp_path: Path) -> None:
    """Only a total of all rows is; the regions above them are no districts."""
    blocks = "I;Vùng thuận lợi;\n1;A;9\n;Cộng;9\nII;Vùng khó khăn;\n1;B;3\n;Cộng;3\n"
    head = "TT;Huyện;Số xã đạt chuẩn\n"
    assert asked(targets(tmp_path, head + blocks)) == [("001", 9), ("002", 3)]
    closed = targets(tmp_path, f"{head}{blocks};Tổng cộng;12\n")
    assert asked(closed) == [("P", 12), ("001", 9), ("002", 3)]
    assert closed.findings == ()
    assert closed.not_read == ("Vùng thuận lợi (B2)", "Vùng khó khăn (B5)")


@pytest.mark.parametrize(
    "text",
    [
        "TT;Huyện;Số xã đạt chuẩn\n;Tổng;12\n1;Địa bàn I;9\n1.1;A;9\n2;Địa bàn II;3\n2.1;B;3\n",
        "Huyện;Số xã đạt chuẩn\nTổng;12\nVùng I;9\nA;9\nVùng II;3\nB;3\n",
    ],
    ids=["numbered", "plain"],
)
def test_regions_are_not_added_to_their_districts(tmp_path: Path, text: str) -> None:
    """The total would be twice as much."""
    reading = targets(tmp_path, text)
    assert asked(reading) == [("P", 12), ("001", 9), ("002", 3)]
    assert (reading.findings, reading.unresolved) == ((), ())


def test_results_are_no_targets(tmp_path: Path) -> None:
    """In the header above a number, or in the title of the table."""
    plan = "TT;Huyện;Thực hiện năm 2023;Kế hoạch năm 2025\n;;Số xã đạt chuẩn;Số xã đạt chuẩn\n"
    reading = targets(tmp_path, f"{plan}1;A;5;6\n")
    assert asked(reading) == [("001", 6)]
    assert reading.not_read == ("Thực hiện năm 2023 Số xã đạt chuẩn (C2)",)
    done = "TT;Huyện;Kết quả\n;;Số xã đạt chuẩn\n1;A;5\n"
    assert refused_targets(tmp_path, done) == [
        (
            "A2: found none, expected a column of numbers such as 'Số xã đạt chuẩn'; "
            "what was reached is no target"
        )
    ]
    title = "KẾT QUẢ THỰC HIỆN KẾ HOẠCH ĐẾN 31/12/2023\nTT;Huyện;Số xã đạt chuẩn\n1;A;5\n"
    assert refused_targets(tmp_path, title) == [
        (
            "A1: found 'KẾT QUẢ THỰC HIỆN KẾ HOẠCH ĐẾN 31/12/2023', "
            "expected targets, which are to be reached, and no results"
        )
    ]
    order = "GIAO CHỈ TIÊU THỰC HIỆN NĂM 2025\nTT;Huyện;Số xã đạt chuẩn\n1;A;5\n"
    assert asked(targets(tmp_path, order)) == [("001", 5)]


def plans(path: Path, text: str, **asked_for: int) -> TableReading:
    """Read plans for reaching the standard."""
    table = text_file(path / "t.csv", rows_of(text))
    return read_plans_table(table, tier=STANDARD, year=asked_for.get("year"))


def test_a_row_without_its_year_is_not_planned(tmp_path: Path) -> None:
    """It makes no plan without a year, unless a year is asked or its own title says so."""
    text = "STT;Xã;Năm phấn đấu\n1;Hà Mòn;2024\n2;Pờ Y;-\n3;Đăk Mar;\n"
    reading = plans(tmp_path, text)
    named = [(one.year, [*map(str, one.mentions)]) for one in reading.plans]
    assert named == [(2024, ["Hà Mòn"])]
    assert reading.not_read == ("Pờ Y (B3)", "Đăk Mar (B4)")
    (plan,) = plans(tmp_path, text, year=2024).plans
    assert len(plan.mentions) == 3
    titled = plans(tmp_path, "Xã;Danh hiệu;Năm phấn đấu\nHà Mòn;Đạt chuẩn;\n")
    assert [(one.year, len(one.mentions)) for one in titled.plans] == [(None, 1)]


@pytest.mark.parametrize("year", [2024, 2025])
def test_a_unit_is_planned_once_for_a_title(tmp_path: Path, year: int) -> None:
    """Twice in one year, or in two, it is a slip; its code or district tells it from another."""
    with pytest.raises(InvalidInputError) as caught:
        plans(tmp_path, f"Xã;Năm\nHòa Bình;2024\nHoà Bình;{year}\n")
    assert told(caught.value) == [
        "A3: found 'Hoà Bình', expected each unit once for a title, which A2 has"
    ]
    coded = plans(tmp_path, f"Xã;Mã xã;Năm\nHòa Bình;00011;2024\nHòa Bình;00012;{year}\n")
    assert sum(len(one.mentions) for one in coded.plans) == 2


def unwritten(write: Callable[[], None]) -> list[str]:
    """Return why a table is not written."""
    with pytest.raises(InvalidInputError) as caught:
        write()
    return told(caught.value)


def test_a_plan_that_says_more_than_a_table_holds_is_not_written(tmp_path: Path) -> None:
    """Two of one title and year would be read as one."""
    path, xuan = tmp_path / "t.csv", Mention("Xuân")
    full = Plan(
        id="a",
        tier=STANDARD,
        mentions=(Mention("Hòa", group="g"),),
        number=2,
        printed=Printed(2),
        year=2024,
        deadline=date(2024, 6, 30),
        amends="b",
        meaning=Meaning.MEETS_CRITERIA,
    )
    later = Plan(id="c", tier=STANDARD, mentions=(xuan, xuan), deadline=DAY)
    nothing = "expected nothing for which a table has no column"
    assert unwritten(
        lambda: write_plans_table(path, [full, later, attrs.evolve(later, id="d")])
    ) == [
        f"plans[0].number: found 2, {nothing}",
        f"plans[0].printed: found figures, {nothing}",
        f"plans[0].amends: found 'b', {nothing}",
        f"plans[0].meaning: found meets criteria, {nothing}",
        f"plans[0].deadline: found 2024-06-30, not the end of its year, {nothing}",
        f"plans[0].mentions[0].group: found 'g', {nothing}",
        f"plans[1].deadline: found 2023-12-31, not the end of its year, {nothing}",
        f"plans[2].deadline: found 2023-12-31, not the end of its year, {nothing}",
        (
            "plans[1].mentions[1]: found 'Xuân', "
            "expected each unit once for a title, which plans[1].mentions[0] has"
        ),
        "plans[2]: found 'd', expected one plan of a title and year",
        (
            "plans[2].mentions[0]: found 'Xuân', "
            "expected each unit once for a title, which plans[1].mentions[0] has"
        ),
        (
            "plans[2].mentions[1]: found 'Xuân', "
            "expected each unit once for a title, which plans[1].mentions[0] has"
        ),
    ]
    assert not path.exists()


def test_a_name_that_would_be_read_as_another_is_not_written(tmp_path: Path) -> None:
    """What surrounds names in lists is left out when they are read; a district is a heading."""
    path = tmp_path / "t.csv"
    mentions = [*map(Mention, ("1. Xuân", "Hòa (1)", "Huyện Kon", "Kon Tum"))]
    plan = Plan(id="p", tier=STANDARD, mentions=tuple(mentions))
    expected = "expected a name that is read again as it is"
    assert unwritten(lambda: write_plans_table(path, [plan])) == [
        f"B2: found '1. Xuân', {expected}",
        f"B3: found 'Hòa (1)', {expected}",
        f"B4: found 'Huyện Kon', {expected}",
        f"C5: found nothing, {expected}",
    ]
    lost = Province("P", districts=(District("A bình quân"),), communes=())
    assert unwritten(lambda: write_units_table(path, lost)) == [
        "B2: found 'Huyện A bình quân', expected a heading of a district"
    ]
    split = Province("P", communes=(Commune("X", code="00001", spellings=("Y; Z",)),))
    assert unwritten(lambda: write_units_table(path, split)) == [
        "X.spellings: found 'Y; Z', expected a spelling without a semicolon"
    ]
    hidden = Province(
        "P",
        districts=(District("Total", id="t"),),
        communes=(Commune("Quận Sơn", id="q", district="t"),),
    )
    marks = (
        CriterionMark(
            unit="q", criteria_set=SET.id, criterion="1", mark=Mark.MET, as_of=When.of(DAY)
        ),
    )
    write = partial(write_criteria_table, path, hidden, marks, criteria_set=SET, on=DAY)
    assert unwritten(write) == [f"B4: found 'Quận Sơn', {expected}"]
    assert not path.exists()


def test_a_column_tells_the_kind_of_communes(tmp_path: Path) -> None:
    """As words or for short; what the word before a name says must agree."""
    text = "STT;Tên xã;Loại hình\n1;Hà Mòn;Xã\n2;Plei Kần;TT.\n3;Phường Lê Lợi;\n4;X;Phường\n"
    kinds = [unit.kind for unit in units(tmp_path, text).communes]
    ward = CommuneKind.WARD
    assert kinds == [CommuneKind.COMMUNE, CommuneKind.TOWNSHIP, ward, ward]
    with pytest.raises(InvalidInputError) as caught:
        units(tmp_path, "Tên xã;Cấp\nXã Lê Lợi;Phường\nHà Mòn;Huyện\nPờ Y;III\n")
    known = "expected Xã, Phường, Thị trấn or Đặc khu"
    assert told(caught.value) == [
        f"B2: found 'Phường', {known}, as 'Xã Lê Lợi' has it",
        f"B3: found 'Huyện', {known}",
        f"B4: found 'III', {known}",
    ]


@pytest.mark.parametrize("rest", ["Năm đạt chuẩn\n1;Tân Lập;{0}\n2;Hòa Bình;2018\n;Tổng: 2;1\n"])
@pytest.mark.parametrize("nothing", ["-", "Chưa đạt", ""])
def test_a_cell_that_says_that_there_is_nothing_is_not_counted(
    tmp_path: Path, rest: str, nothing: str
) -> None:
    """The total beside the others is right."""
    table = text_file(tmp_path / "t.csv", rows_of(f"TT;Xã;{rest}".format(nothing)))
    assert read_certifications_table(table, PROVINCE, tier=STANDARD).findings == ()


def test_a_percentage_is_no_mark_and_no_number_of_criteria(tmp_path: Path) -> None:
    """Excel keeps 100% as 1."""
    path = workbook(tmp_path / "t.xlsx", [["Xã", "1", "2"], ["Tân Lập", 1, 0.255]])
    book = load_workbook(path)
    for cell in (book.worksheets[0]["B2"], book.worksheets[0]["C2"]):
        cell.number_format = "0%"
    book.save(path)
    with pytest.raises(InvalidInputError) as caught:
        read_criteria_table(path, PROVINCE, criteria_set=SET, on=DAY)
    found = [line.partition(",")[0] for line in told(caught.value)]
    assert found == ["Sheet1!B2: found '100%'", "Sheet1!C2: found '25.5%'"]


def test_a_total_of_something_else_is_not_of_the_criteria_met(tmp_path: Path) -> None:
    """The header above it says of what it is."""
    reading = criteria(tmp_path, "TT;Xã;17;Số thôn;\n;;;Tổng số;\n1;Tân Lập;x;8\n")
    assert reading.assessments == ()
    assert reading.not_read == ("Số thôn Tổng số (D2)",)
    beside = criteria(tmp_path, "TT;Xã;Tiêu chí;;\n;;17;Tổng số;\n1;Tân Lập;x;8\n")
    assert [one.met for one in beside.assessments] == [8]

"""What looks like something else in a table is never read as it: indicators, headings, shares."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ntm_model import (
    CertificationTier,
    Commune,
    CommuneKind,
    District,
    InvalidInputError,
    Province,
)
from ntm_model.exchange.tables import (
    TableReading,
    read_certifications_table,
    read_criteria_table,
    read_plans_table,
    read_targets_table,
    read_units_table,
)
from ntm_model.law import set_of

from .sheets import Rows, lines, text_file, told, workbook

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
        "B2: found a row without a name right below the header, expected the name of a unit, "
        "or headers that are known, unlike 'Điểm'",
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
        "C2: found the number 615, expected a code of 5 digits, kept as text; "
        "615 may be the code of a district"
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
        "A2: found none, expected a column of numbers such as 'Số xã đạt chuẩn'; "
        "what was reached is no target"
    ]
    title = "KẾT QUẢ THỰC HIỆN KẾ HOẠCH ĐẾN 31/12/2023\nTT;Huyện;Số xã đạt chuẩn\n1;A;5\n"
    assert refused_targets(tmp_path, title) == [
        "A1: found 'KẾT QUẢ THỰC HIỆN KẾ HOẠCH ĐẾN 31/12/2023', "
        "expected targets, which are to be reached, and no results"
    ]
    order = "GIAO CHỈ TIÊU THỰC HIỆN NĂM 2025\nTT;Huyện;Số xã đạt chuẩn\n1;A;5\n"
    assert asked(targets(tmp_path, order)) == [("001", 5)]

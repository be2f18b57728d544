"""Headers, headings, totals and notes: what is part of a table and what it is about."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ntm_model import (
    CertificationTier,
    Commune,
    District,
    DistrictKind,
    InvalidInputError,
    Province,
)
from ntm_model.exchange.tables import (
    TableReading,
    read_certifications_table,
    read_criteria_table,
    read_plans_table,
)
from ntm_model.law import set_of

from .sheets import Rows, Value, lines, text_file, told, workbook

STANDARD = CertificationTier.STANDARD
DAY = date(2023, 12, 31)
SET = set_of("318/QĐ-TTg", "commune", STANDARD, on=DAY)
NAMES = [criterion.vi for criterion in SET.criteria]
PROVINCE = Province(
    "P",
    districts=(
        District("A", code="1"),
        District("B", code="2"),
        District("C", code="3", kind=DistrictKind.CITY),
    ),
    communes=(
        Commune("Hòa Bình", code="11", district="1"),
        Commune("Hòa Bình", code="21", district="2"),
        Commune("Cộng Hòa", code="12", district="1"),
        Commune("Huyền Hội", code="22", district="2"),
        Commune("Tân Lập", code="31", district="3"),
    ),
)


def read(path: Path, rows: Rows) -> TableReading:
    """Read certificates of the small province."""
    return read_certifications_table(text_file(path / "t.csv", rows), PROVINCE, tier=STANDARD)


def units(path: Path, rows: Rows) -> list[str]:
    """Return the units that have certificates by a table."""
    return [one.unit for one in read(path, rows).certified]


def criteria(path: Path, rows: Rows) -> TableReading:
    """Read marks of the small province."""
    return read_criteria_table(text_file(path / "t.csv", rows), PROVINCE, criteria_set=SET, on=DAY)


def refused(path: Path, rows: Rows) -> list[str]:
    """Return what is wrong with a table of marks."""
    with pytest.raises(InvalidInputError) as caught:
        criteria(path, rows)
    return told(caught.value)


@pytest.mark.parametrize(
    "headers",
    [
        ("STT", "Tên xã", "Mã xã", "Năm công nhận", "Số quyết định", "Ngày quyết định"),
        ("TT", "Xã", "Mã ĐVHC", "Năm đạt chuẩn", "Số QĐ", "Ngày ký"),
        ("Số TT", "Đơn vị", "Mã số xã", "Năm được công nhận", "QĐ số", "Ngày, tháng, năm"),
        ("stt", "Dia phuong", "Ma don vi hanh chinh", "Nam cong nhan", "So quyet dinh", "Ngay QD"),
        ("S.T.T", "XÃ, THỊ TRẤN", "MÃ SỐ", "NĂM", "QUYẾT ĐỊNH", "NGÀY\nBAN HÀNH"),
        ("STT", "Tên đơn vị hành chính", "Mã", "Năm đạt (nếu có)", "Quyết định (số)", "Ngày"),
        ("TT", "Xã/phường", "Mã PX", "Năm đạt chuẩn NTM", "Quyết định công nhận số", "Ngày"),
    ],
    ids=lambda headers: headers[1],
)
def test_headers_are_known_in_many_spellings(tmp_path: Path, headers: tuple[str, ...]) -> None:
    """Case, accents, signs and what stands in brackets make no difference."""
    reading = read(tmp_path, [headers, [1, "Hòa Bình", "21", 2018, "366/QĐ-UBND", "13/5/2019"]])
    (one,) = reading.certified
    grant = one.certification
    assert (one.unit, grant.year.latest, grant.decision, grant.decided.latest) == (
        "21",
        2018,
        "366/QĐ-UBND",
        date(2019, 5, 13),
    )
    assert reading.not_read == ()


@pytest.mark.parametrize(
    "headers",
    [
        [f"Tiêu chí {number}" for number in range(1, 20)],
        [f"Tiêu chí số {number}: {name}" for number, name in enumerate(NAMES, 1)],
        [f"TC{number:02}" for number in range(1, 20)],
        [f"{number}. {name}" for number, name in enumerate(NAMES, 1)],
        [f"({number})" for number in range(1, 20)],
        NAMES,
    ],
    ids=["spelt out", "with names", "short", "numbered names", "in brackets", "names"],
)
def test_criteria_are_known_by_number_or_name(tmp_path: Path, headers: list[str]) -> None:
    """Each of the nineteen columns is found, in any order."""
    turned = headers[::-1]
    reading = criteria(tmp_path, [["Xã", *turned], ["Tân Lập", *["x"] * 19]])
    assert [mark.criterion for mark in reading.marks] == [str(one) for one in range(19, 0, -1)]


def test_criteria_whose_header_is_misspelt_are_told(tmp_path: Path) -> None:
    """A header that is close to a missing one is a slip; one that is close to none is listed."""
    headers: list[Value] = [*NAMES]
    headers[9] = "Thu nhậpp"
    assert refused(tmp_path, [["Xã", *headers], ["Tân Lập"]]) == [
        "K1: found 'Thu nhậpp', expected the header of a column; did you mean 'Thu nhập'?"
    ]
    headers[9] = "10/2023"
    reading = criteria(tmp_path, [["Xã", *headers], ["Tân Lập", *["x"] * 19]])
    assert lines(reading) == ["read: 18 marks", "not read: 10/2023 (K1)"]


def test_criteria_twice_or_of_two_numbers_are_told(tmp_path: Path) -> None:
    """A column is of one criterion, and each criterion has one."""
    headers: list[Value] = [*range(1, 20)]
    assert refused(tmp_path, [["Xã", *headers, 7], ["Tân Lập"]]) == [
        "U1: found criterion 7 again, which H1 has, expected one column of each kind"
    ]
    headers[2] = "3. Giao thông"
    assert refused(tmp_path, [["Xã", *headers], ["Tân Lập"]]) == [
        "D1: found '3. Giao thông', which is criterion 2 and 3, expected one criterion",
    ]


def test_columns_twice_are_told(tmp_path: Path) -> None:
    """Two columns of years would leave open which is meant."""
    rows: Rows = [["Xã", "Năm", "Năm"], ["Tân Lập", 2018, 2019]]
    with pytest.raises(InvalidInputError) as caught:
        read(tmp_path, rows)
    assert told(caught.value) == [
        "C1: found 'Năm công nhận' again, which B1 has, expected one column of each kind"
    ]


def test_headers_that_are_misspelt_are_told_and_others_listed(tmp_path: Path) -> None:
    """What lies close to a header is a slip; what lies far from all is not read, and said so."""
    rows: Rows = [["Xã", "Số quyếtt định", "Dân số"], ["Tân Lập", "1/QĐ-UBND", 5000]]
    with pytest.raises(InvalidInputError) as caught:
        read(tmp_path, rows)
    assert told(caught.value) == [
        "B1: found 'Số quyếtt định', expected the header of a column; did you mean 'Số quyết định'?"
    ]
    reading = read(tmp_path, [["Xã", "Dân số", "Ngày ký"], ["Tân Lập", 5000, "13/5/2019"]])
    assert lines(reading) == ["read: 1 certificates", "not read: Dân số (B1)"]


def test_a_sheet_without_a_header_or_without_units_is_told(tmp_path: Path) -> None:
    """A title above a table is not a header."""
    for rows, line in (
        (
            [["DANH SÁCH XÃ ĐẠT CHUẨN"], ["Đơn vị: xã"]],
            (
                "found no header for the names of units, "
                "expected a row of headers such as 'STT', 'Tên xã', 'Mã xã'"
            ),
        ),
        ([["STT", "Xã"], []], "A2: found nothing, expected rows of units below the header"),
    ):
        with pytest.raises(InvalidInputError) as caught:
            read(tmp_path, rows)
        assert told(caught.value) == [line]


def test_a_header_may_have_three_rows_in_a_workbook(tmp_path: Path) -> None:
    """Merged cells say how deep it is; an upper header reaches over the columns below it."""
    rows: Rows = [
        ["STT", "Xã", "Kết quả thực hiện", *[None] * 18],
        [None, None, "Nhóm I", *[None] * 9, "Nhóm II", *[None] * 8],
        [None, None, *NAMES],
        [1, "Tân Lập", *["x"] * 19],
    ]
    merged = ("A1:A3", "B1:B3", "C1:U1", "C2:L2", "M2:U2")
    path = workbook(tmp_path / "t.xlsx", rows, merged)
    reading = read_criteria_table(path, PROVINCE, criteria_set=SET, on=DAY)
    assert len(reading.marks) == 19


def test_a_row_of_marks_without_a_name_is_no_header(tmp_path: Path) -> None:
    """Marks may look like the numbers of criteria, but do not stand once each."""
    rows: Rows = [["Xã", *range(1, 20)], ["", *[1] * 19], ["Tân Lập", 1]]
    assert refused(tmp_path, rows) == [
        (
            "A2: found a row without a name right below the header, "
            "expected the name of a unit, or headers that are known, unlike '1'"
        )
    ]


@pytest.mark.parametrize(
    "numbers", [["(1)", "(2)", "(3)"], ["A", "B", "1"], ["A", "B", "3"], [1, 2, 3]], ids=str
)
def test_a_row_that_numbers_the_columns_is_no_unit(tmp_path: Path, numbers: list[Value]) -> None:
    """It stands between the header and the first unit."""
    rows: Rows = [["STT", "Xã", "Năm"], numbers, [1, "Tân Lập", 2018]]
    assert units(tmp_path, rows) == ["31"]


def test_districts_stand_in_headings_of_several_forms(tmp_path: Path) -> None:
    """The name that two districts share means the one that it stands under."""
    for headings in (
        (["I", "Huyện A"], ["II", "HUYỆN B"]),
        (["I. Huyện A", ""], ["II - Huyện B", ""]),
        (["", "I. Huyện A (1 xã)"], ["", "II. Huyện B: 1 xã"]),
        (["", "Huyện A"], ["Huyện B", ""]),
        (["1", "Huyện A"], ["2", "Huyện B"]),
        (["A", "Huyện A"], ["C", "Huyện B"]),
        (["I.", "A"], ["II.", "Huyện B"]),
    ):
        rows: Rows = [
            ["TT", "Đơn vị"],
            headings[0],
            [1, "Xã Tân Lập" if headings[0] == ["I.", "A"] else "Hòa Bình"],
            headings[1],
            [1, "Hòa Bình"],
        ]
        assert units(tmp_path, rows)[-1] == "21"
        assert units(tmp_path, rows)[0] in ("11", "31")


def test_a_heading_holds_until_the_next_of_its_rank_or_above(tmp_path: Path) -> None:
    """A group below a district stays in it; a group beside it does not."""
    rows: Rows = [
        ["TT", "Xã"],
        ["A", "Huyện A"],
        ["I", "Xã khu vực I"],
        ["1", "Hòa Bình"],
        ["C", "Thành phố C"],
        ["1", "Tân Lập"],
        ["D", "Các xã khác"],
        ["1", "Hòa Bình"],
    ]
    reading = read(tmp_path, rows)
    assert [one.unit for one in reading.certified] == ["11", "31"]
    assert [one.at for one in reading.unresolved] == ["B8"]


def test_a_heading_is_a_district_only_if_it_says_so(tmp_path: Path) -> None:
    """A commune whose name begins like "huyện", or like "cộng", is a commune."""
    rows: Rows = [["TT", "Xã"], [1, "Huyền Hội"], [2, "Cộng Hòa"], ["", "Cộng", ""]]
    assert units(tmp_path, rows) == ["22", "12"]
    unaccented: Rows = [["Xã"], ["Huyen B"], ["Hòa Bình"]]
    with pytest.raises(InvalidInputError) as caught:
        read(tmp_path, [["Xã", "Năm"], ["Huyen D"], ["Hòa Bình"]])
    assert told(caught.value) == ["A2: found 'Huyen D', expected a district of P"]
    reading = read_plans_table(text_file(tmp_path / "t.csv", unaccented), tier=STANDARD)
    assert reading.plans[0].mentions[0].district == "Huyen B"


def test_districts_are_not_asked_for_where_the_province_has_none(tmp_path: Path) -> None:
    """Since July 2025 there are none, and a heading may still tell the former one."""
    province = Province("P", communes=(Commune("Tân Lập", code="31"),))
    path = text_file(tmp_path / "t.csv", [["Xã"], ["Huyện C"], ["Tân Lập"]])
    (one,) = read_certifications_table(path, province, tier=STANDARD).certified
    assert one.unit == "31"


def test_totals_are_of_their_block_or_of_everything(tmp_path: Path) -> None:
    """Several rows of "cộng" close a block each; "tổng cộng" is of all rows."""
    head: list[Value] = ["TT", "Xã", *range(1, 20)]
    rows: Rows = [
        head,
        ["I", "Huyện A", 5],
        [1, "Hòa Bình", "x"],
        [2, "Cộng Hòa", "x"],
        ["", "Cộng", 2],
        ["II", "Huyện B", 1],
        [1, "Hòa Bình", "x"],
        [2, "Huyền Hội", "0"],
        ["", "Cộng huyện", 7],
        ["Tổng cộng", "", "3/4"],
        ["", "Bình quân", "0,75"],
    ]
    assert lines(criteria(tmp_path, rows))[1:] == [
        "E1: C2: 5 is printed, its rows give 2.",
        "E1: C9: 7 is printed, its rows give 1.",
    ]


def test_totals_may_stand_above_or_close_each_block(tmp_path: Path) -> None:
    """A total above the units is of all of them; one for each heading is of its block."""
    head: list[Value] = ["TT", "Xã", "Năm"]
    above: Rows = [
        head,
        ["", "Toàn tỉnh: 3 xã"],
        ["I", "Huyện A"],
        [1, "Cộng Hòa"],
        [2, "Hòa Bình"],
    ]
    assert lines(read(tmp_path, above))[1:] == [
        "rows without a certificate: 2 (B4, B5)",
        "E1: B2: 3 is printed, its rows give 2.",
    ]
    closing: Rows = [
        head,
        ["I", "Huyện A"],
        [1, "Cộng Hòa", 2018],
        ["", "Tổng cộng: 1 xã"],
        ["II", "Huyện B"],
        [1, "Hòa Bình", 2018],
        ["", "Tổng cộng: 2 xã"],
    ]
    assert lines(read(tmp_path, closing))[2:] == ["E1: B7: 2 is printed, its rows give 1."]


def test_a_unit_with_two_rows_may_be_counted_once_or_twice(tmp_path: Path) -> None:
    """A total counts units or rows, and does not say which."""
    rows: Rows = [
        ["Xã", "Danh hiệu"],
        ["Tân Lập", "Đạt chuẩn"],
        ["Tân Lập", "Nâng cao"],
        ["Cộng: 1 xã", ""],
    ]
    assert read(tmp_path, rows).findings == ()
    assert read(tmp_path, [*rows[:-1], ["Cộng: 3 xã", ""]]).findings != ()


def test_a_header_that_is_repeated_is_no_unit(tmp_path: Path) -> None:
    """Long sheets repeat it on each page; a line of a form above is not mistaken for it."""
    rows: Rows = [
        ["Đơn vị", "UBND huyện"],
        ["TT", "Xã", "Năm"],
        [1, "Tân Lập", 2018],
        ["TT", "Xã", "Năm"],
        [2, "Cộng Hòa", 2018],
    ]
    assert units(tmp_path, rows) == ["31", "12"]


def test_notes_end_a_table(tmp_path: Path) -> None:
    """What stands below is not read, and a unit there is told rather than lost."""
    rows: list[list[Value]] = [
        ["TT", "Xã", "Năm"],
        [1, "Tân Lập *", 2018],
        [],
        ["* Đang rà soát"],
        ["", "", "Ngày 2 tháng 3 năm 2024"],
        ["", "TM. ỦY BAN NHÂN DÂN", ""],
        ["", "Một người", ""],
    ]
    assert units(tmp_path, rows) == ["31"]
    with pytest.raises(InvalidInputError) as caught:
        read(tmp_path, [*rows, [2, "Cộng Hòa", 2019]])
    assert told(caught.value) == [
        "B8: found 'Cộng Hòa', expected all units above the notes, which begin in A4"
    ]


def test_a_unit_with_a_slip_in_its_number_is_no_heading(tmp_path: Path) -> None:
    """A row that says something of a unit is read, whatever numeral stands before it."""
    rows: Rows = [["TT", "Xã", "Năm"], [1, "Tân Lập", 2018], ["I", "Cộng Hòa", 2019]]
    assert units(tmp_path, rows) == ["31", "12"]
    marks: Rows = [["TT", "Xã", *range(1, 20)], ["I", "Tân Lập", "x"], ["II", "Cộng Hòa", "1"]]
    assert [mark.unit for mark in criteria(tmp_path, marks).marks] == ["31"]


def test_units_below_notes_are_told_without_a_column_of_numbers_too(tmp_path: Path) -> None:
    """There it is what they say that tells them from notes."""
    rows: Rows = [["Xã", "Năm"], ["Tân Lập", 2018], ["Ghi chú: ...", ""], ["Hết", ""]]
    assert units(tmp_path, rows) == ["31"]
    with pytest.raises(InvalidInputError, match="A5: found 'Cộng Hòa', expected all units above"):
        read(tmp_path, [*rows, ["Cộng Hòa", 2019]])


def test_text_that_hides_something_is_told(tmp_path: Path) -> None:
    """A name with a sign that turns text round is not what it seems."""
    with pytest.raises(InvalidInputError) as caught:
        read(tmp_path, [["Xã", "Mã xã"], ["Tân\u202e Lập", "31"]])
    assert told(caught.value)[0].startswith("A2: found 'Tân\\u202e Lập', expected text on one line")


def test_a_code_alone_names_a_unit_and_one_that_fits_none_is_told(tmp_path: Path) -> None:
    """A code without a name is enough; a name beside a wrong code hints at the right one."""
    assert units(tmp_path, [["Mã xã", "Năm"], ["31", 2018]]) == ["31"]
    rows: Rows = [["Xã", "Mã xã"], ["", "99"], ["Tân Lập", "99"], ["Hòa Bình", "99"], ["Zz", "31"]]
    with pytest.raises(InvalidInputError) as caught:
        read(tmp_path, rows)
    assert told(caught.value) == [
        "B2: found '99', expected a code of a commune of P",
        "B3: found '99', expected a code of a commune of P; did you mean '31'?",
        "B4: found '99', expected a code of a commune of P",
        "A5: found 'Zz', expected 31 Tân Lập (C), by the code beside it",
    ]

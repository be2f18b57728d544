"""Files that cannot be read: told in one line, never a hang, never another exception."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from ntm_model import CertificationTier, Commune, InvalidInputError, Province
from ntm_model.exchange.tables import (
    TableReading,
    read_certifications_table,
    read_criteria_table,
    read_plans_table,
    read_targets_table,
    read_units_table,
    write_units_table,
)
from ntm_model.law import set_of

from .sheets import Rows, Value, lines, text_file, told, workbook

STANDARD = CertificationTier.STANDARD
DAY = date(2023, 12, 31)
SET = set_of("318/QĐ-TTg", "commune", STANDARD, on=DAY)
PROVINCE = Province("P", communes=(Commune("Tân Lập", code="00031"),))
SMALL: Rows = [["STT", "Xã", "Mã xã", "Năm", "Ngày ký"], [1, "Tân Lập", "00031", 2018, "5/2019"]]
READERS: dict[str, Callable[[Path], TableReading]] = {
    "criteria": lambda path: read_criteria_table(path, PROVINCE, criteria_set=SET, on=DAY),
    "certificates": lambda path: read_certifications_table(path, PROVINCE, tier=STANDARD),
    "plans": lambda path: read_plans_table(path, tier=STANDARD),
    "targets": lambda path: read_targets_table(path, PROVINCE, tier=STANDARD),
    "units": read_units_table,
}
SHEET = "xl/worksheets/sheet1.xml"
DAMAGED = (
    "found a damaged workbook, or another file, expected an Excel workbook (.xlsx); "
    "open it in a spreadsheet program and save it again"
)


def refused(path: Path, sheet: str = "") -> list[str]:
    """Return what is wrong with a file."""
    with pytest.raises(InvalidInputError) as caught:
        read_units_table(path, sheet=sheet)
    return told(caught.value)


def saved(path: Path, data: bytes) -> Path:
    """Write bytes, and return where."""
    path.write_bytes(data)
    return path


def edited(path: Path, part: str, old: str, new: str) -> Path:
    """Replace a text in one part of a workbook."""
    made = BytesIO()
    with ZipFile(path) as archive, ZipFile(made, "w", ZIP_DEFLATED) as copy:
        for one in archive.namelist():
            data = archive.read(one)
            if one == part:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode())
            copy.writestr(one, data)
    return saved(path, made.getvalue())


def test_files_that_are_no_tables(tmp_path: Path) -> None:
    """Each is told in a line that says what to do instead."""
    assert refused(tmp_path / "none.csv") == [
        (
            f"found {str(tmp_path / 'none.csv')!r} (No such file or directory), "
            "expected a readable file"
        )
    ]
    assert refused(Path("a\0b")) == [
        "found 'a\\x00b' (embedded null byte), expected a readable file"
    ]
    path = tmp_path / "file"
    assert refused(saved(path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) == [
        "found an old workbook (.xls), expected a new one; open it in Excel and save it as .xlsx"
    ]
    assert refused(saved(path, "Xã\nĐăk".encode("cp1258", "replace"))) == [
        "found byte 0xd0 at position 3, expected text in UTF-8; save the sheet as 'CSV UTF-8'"
    ]
    assert refused(saved(path, b"\xff\xfea")) == [
        "found byte 0x61 at position 2, expected text in UTF-8; save the sheet as 'CSV UTF-8'"
    ]
    assert refused(saved(path, b'"X\n1,2')) == [
        "found line 2: unexpected end of data, expected well-formed CSV"
    ]
    assert refused(saved(path, b"PK\x03\x04 and no more")) == [DAMAGED]
    field = b'"' + b"x" * 200_000 + b'"'
    (line,) = refused(saved(path, field))
    assert line == "found line 1: field larger than field limit (131072), expected well-formed CSV"


def test_limits_are_told(tmp_path: Path) -> None:
    """Files, rows and columns have documented limits."""
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(16 * 1024 * 1024 + 1)
    assert refused(path) == ["found more than 16777216 bytes, expected a smaller file"]
    limits = "expected at most 20000 rows and 256 columns"
    assert refused(saved(path, b"1\n" * 20_001)) == [f"found 1 cells in row 20001, {limits}"]
    assert refused(saved(path, b"Xa" + b"," * 256)) == [f"found 257 cells in row 1, {limits}"]


def test_a_sheet_as_long_as_allowed_is_read(tmp_path: Path) -> None:
    """The limits are inside."""
    rows = [["Xã", "Mã xã", *["x"] * 254], *([f"X{one}", f"{one:05}"] for one in range(19_999))]
    reading = read_units_table(text_file(tmp_path / "long.csv", rows))
    assert len(reading.communes) == 19_999


def test_workbooks_that_unpack_to_too_much_are_refused(tmp_path: Path) -> None:
    """They are counted while they are unpacked, whatever they say of themselves."""
    path = tmp_path / "bomb.xlsx"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image.png", b"\0" * (64 * 1024 * 1024 + 1))
    assert refused(path) == [
        "found a file that unpacks to more than 67108864 bytes, expected a smaller workbook"
    ]
    with ZipFile(path, "w") as archive:
        for number in range(2_001):
            archive.writestr(str(number), b"")
    assert refused(path) == ["found 2001 parts, expected a workbook of at most 2000"]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "</sheetData>",
            '</sheetData><mergeCells><mergeCell ref="A5:XFD1048576"/></mergeCells>',
            "found more than 500000 cells, expected a smaller workbook",
        ),
        (
            "</sheetData>",
            '</sheetData><mergeCells><mergeCell ref="A:C"/></mergeCells>',
            "found the reference 'A', expected cells such as 'C7'",
        ),
        (
            "</sheetData>",
            '<row r="20001"><c r="A20001"><v>1</v></c></row></sheetData>',
            "found a value in row 20001 and column 1, expected at most 20000 rows and 256 columns",
        ),
        (
            "</sheetData>",
            '<row><c r="IW3"><is><t>1</t></is></c></row></sheetData>',
            "found a value in row 3 and column 257, expected at most 20000 rows and 256 columns",
        ),
        (
            "</sheetData>",
            '<row r="2"/></sheetData>',
            "found row 2 after row 2, expected rows in their order",
        ),
        (
            "</sheetData>",
            '<row r="x"/></sheetData>',
            DAMAGED,
        ),
        (
            "<worksheet",
            '<!DOCTYPE a [<!ENTITY b "c">]><worksheet',
            "found a document type declaration, expected a workbook as Excel saves it",
        ),
        (
            "</worksheet>",
            "",
            DAMAGED,
        ),
    ],
)
def test_workbooks_that_go_too_far_are_refused(
    tmp_path: Path, old: str, new: str, line: str
) -> None:
    """One element can stand for millions of cells."""
    path = workbook(tmp_path / "far.xlsx", SMALL)
    assert refused(edited(path, SHEET, old, new)) == [line]


@pytest.mark.parametrize(
    ("part", "many"),
    [
        ("xl/styles.xml", b"<styleSheet>" + b"<xf/>" * 100_001),
        ("xl/sharedStrings.xml", b"<sst>" + b"<si/>" * 2_000_001),
        ("xl/x.xml", b"<x " + b" ".join(b'a%d=""' % one for one in range(100_001)) + b">"),
    ],
    ids=["styles", "elements", "attributes"],
)
def test_workbooks_that_take_long_to_read_are_refused(
    tmp_path: Path, part: str, many: bytes
) -> None:
    """A small file can hold so much that reading it would take hours."""
    path = tmp_path / "sheet.xlsx"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr(part, many)
    with pytest.raises(InvalidInputError) as refused:
        read_units_table(path)
    assert told(refused.value) == [
        (
            "found more than 2000000 elements, or 100000 styles or attributes, "
            "expected a smaller workbook"
        )
    ]


def test_empty_rows_and_cells_far_below_do_no_harm(tmp_path: Path) -> None:
    """Programs format whole columns; only what holds something counts."""
    path = workbook(tmp_path / "far.xlsx", SMALL)
    far = '<row r="1048576"><c r="A1048576"/><c r="XFD1048576"/></row></sheetData>'
    assert len(read_units_table(edited(path, SHEET, "</sheetData>", far)).communes) == 1


def test_cells_without_references_are_counted_on(tmp_path: Path) -> None:
    """Some programs leave them out."""
    path = workbook(tmp_path / "bare.xlsx", SMALL)
    for cell in ("A2", "B2", "C2"):
        path = edited(path, SHEET, f'<c r="{cell}"', "<c")
    path = edited(path, SHEET, '<row r="2"', "<row")
    assert len(read_units_table(path).communes) == 1


def test_a_formula_without_a_stored_value_is_told(tmp_path: Path) -> None:
    """Read as an empty cell it would be lost; one with a value is its value."""
    path = workbook(tmp_path / "f.xlsx", [*SMALL, [2, "=B2", "00032", "=1+1"]])
    assert refused(path) == [
        f"Sheet1!{cell}3: found a formula without its value, expected a value; "
        "open the file in a spreadsheet program and save it"
        for cell in "BD"
    ]
    edited(path, SHEET, '"B3"><f>B2</f><v />', '"B3" t="str"><f>B2</f><v>Bờ Y</v>')
    reading = read_units_table(edited(path, SHEET, "<f>1+1</f><v />", "<f>1+1</f><v>2</v>"))
    assert [unit.code for unit in reading.communes] == ["00031", "00032"]


def test_files_of_other_programs_are_named(tmp_path: Path) -> None:
    """What is to be done differs: fill it, remove the password, save it in another form."""
    path = tmp_path / "other.xls"
    save = "open it in a spreadsheet program and save it as .xlsx"
    remove = "remove the password and save it as .xlsx"
    protected = b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")
    for data, line in (
        (b"", "found an empty file, expected a workbook or a CSV file with a table"),
        (
            b"\xef\xbb\xbf\r\n",
            "found an empty file, expected a workbook or a CSV file with a table",
        ),
        (b"\r\n<HTML><table>", f"found a web page, expected a workbook; {save}"),
        (b"<?xml version='1.0'?>", f"found an XML file, expected a workbook; {save}"),
        (protected, f"found a workbook with a password, expected one without; {remove}"),
    ):
        assert refused(saved(path, data)) == [line]


def test_hidden_sheets_count_only_if_they_are_named(tmp_path: Path) -> None:
    """Forms keep the words of their lists in them."""
    book = Workbook()
    book.worksheets[0].append(["Xã"])
    book.worksheets[0].append(["Tân Lập"])
    for state in ("hidden", "veryHidden"):
        sheet = book.create_sheet(state)
        sheet.append(["Xã"])
        sheet.append([state])
        sheet.sheet_state = state
    book.save(path := tmp_path / "hidden.xlsx")
    assert read_units_table(path).communes[0].name == "Tân Lập"
    assert read_units_table(path, sheet="veryHidden").communes[0].name == "veryHidden"


def several(path: Path) -> Path:
    """Write a workbook of two sheets with something in them, and an empty one."""
    book = Workbook()
    for name in ("Đăk Hà", "Sa Thầy"):
        sheet = book.create_sheet(name)
        sheet.append(["Xã", "Mã xã"])
        sheet.append([name, "00031"])
    book.save(path)
    return path


def test_of_several_sheets_one_is_named(tmp_path: Path) -> None:
    """The only one that holds something needs no name."""
    path = several(tmp_path / "several.xlsx")
    assert refused(path) == [
        "found 2 sheets: 'Đăk Hà', 'Sa Thầy', expected the name of one, as sheet=…"
    ]
    assert refused(path, "Sa Thây") == [
        "found no sheet 'Sa Thây', expected one of 'Sheet', 'Đăk Hà', 'Sa Thầy'"
    ]
    assert read_units_table(path, sheet="Sa Thầy").communes[0].name == "Sa Thầy"
    assert refused(path, "Sheet")[0].startswith("Sheet: found no header for the names of units")
    Workbook().save(path)
    assert refused(path) == ["found an empty workbook, expected a sheet with a table"]


def test_cells_hold_what_is_seen(tmp_path: Path) -> None:
    """A time of day is left out, a number is the one that was typed, an error is told."""
    rows: Rows = [
        ["Xã", "Mã xã", "Tên gọi khác"],
        ["Tân Lập", 23314.0, 16.95],
        [datetime.combine(date(2024, 3, 29), time(10, 30)), "00032", "# N/A"],
        [True, "00033", None],
    ]
    reading = read_units_table(workbook(tmp_path / "cells.xlsx", rows))
    assert [(unit.name, unit.code, unit.spellings) for unit in reading.communes] == [
        ("Tân Lập", "23314", ("16.95",)),
        ("29/3/2024", "00032", ("# N/A",)),
        ("TRUE", "00033", ()),
    ]
    rows = [rows[0], ["#REF!", "00031", "#DIV/0!"]]
    assert refused(workbook(tmp_path / "cells.xlsx", rows)) == [
        "Sheet1!A2: found the Excel error #REF!, expected text",
        "Sheet1!C2: found the Excel error #DIV/0!, expected text",
    ]
    path = tmp_path / "time.xlsx"
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Xã", "Ngày ký"])
    sheet.append(["Tân Lập", time(10, 30)])
    book.save(path)
    with pytest.raises(InvalidInputError, match="B2: found '10:30:00', expected a day"):
        read_certifications_table(path, PROVINCE, tier=STANDARD)


def test_numbers_without_end_are_told(tmp_path: Path) -> None:
    """A number that is too large to be one is a text, and one too large to count is told."""
    path = workbook(tmp_path / "endless.xlsx", [["Huyện", "Số xã"], ["A", 1], ["B", 2]])
    path = edited(path, SHEET, "<v>1</v>", "<v>1e999</v>")
    path = edited(path, SHEET, "<v>2</v>", "<v>1e300</v>")
    with pytest.raises(InvalidInputError) as caught:
        read_targets_table(path, PROVINCE, tier=STANDARD)
    assert told(caught.value) == [
        "Sheet1!B2: found 'inf', expected a whole number",
        f"Sheet1!B3: found 1{'0' * 39}, expected a whole number",
    ]


def test_workbooks_need_the_extra_and_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without openpyxl a CSV file is read and written all the same."""
    path = workbook(tmp_path / "t.xlsx", SMALL)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    for use in (lambda: read_units_table(path), lambda: write_units_table(path, PROVINCE)):
        with pytest.raises(ImportError, match=r"pip install 'ntm-model\[tables\]'"):
            use()
    assert lines(read_units_table(text_file(tmp_path / "t.csv", SMALL)))[0] == "read: 1 communes"


WORDS = st.sampled_from(
    (
        *("STT", "Xã", "Mã xã", "Huyện", "Năm", "Ngày ký", "Số QĐ", "Danh hiệu", "Tiêu chí 1"),
        *("1", "I", "A", "I. Huyện A", "Huyện A", "Tân Lập", "00031", "Cộng", "Tổng cộng: 3"),
        *("Đạt", "x", "-", "+", "KAD", "2018", "đến 2019", "31/2/2019", "2019-01-01", "99/19"),
        *("Ghi chú", "'=1", "=1", "\x00", "\u202e", "(1)", "(2)", "Nâng cao", "", "", "", ""),
    )
)
GRIDS = st.lists(st.lists(WORDS | st.text(max_size=5), max_size=6), max_size=8)
FULL = [["Xã", *map(str, range(1, 20)), "Tổng"]]


@pytest.mark.parametrize("reader", READERS)
@given(rows=GRIDS, heads=st.sampled_from((0, 1)))
def test_whatever_stands_in_a_sheet_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, reader: str, rows: list[list[str]], heads: int
) -> None:
    """Only the documented error comes out, and it always says something."""
    path = tmp_path_factory.getbasetemp() / f"{reader}.csv"
    usual = [["STT", "Xã", "Huyện", "Danh hiệu", "Năm", "Ngày ký"]]
    head = {"criteria": FULL, "targets": [["Huyện", "Số xã"]]}.get(reader, usual)
    text_file(path, [*head[:heads], *rows])
    with suppress(InvalidInputError):
        assert str(READERS[reader](path)).startswith("read: ")


HEADS = st.sampled_from((b"", b"PK\x03\x04", b"\xff\xfe", b"\xd0\xcf\x11\xe0", b"\xef\xbb\xbf"))


@given(data=st.tuples(HEADS, st.binary(max_size=60)).map(b"".join))
def test_whatever_a_file_holds_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    """Bytes of any kind give the documented error."""
    with pytest.raises(InvalidInputError):
        read_units_table(saved(tmp_path_factory.getbasetemp() / "bytes", data))


PARTS = ("[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET,
         "_rels/.rels", "xl/styles.xml")  # fmt: skip
PIECES = st.sampled_from(
    ("", "0", "-1", "99999999999", "xyz", "<c/>", '<c r="A1">', "<v>7</v>", ">", "&#0;", "A1:B2")
)


@given(
    part=st.sampled_from(PARTS),
    where=st.floats(0, 1),
    length=st.integers(0, 40),
    piece=PIECES,
)
def test_whatever_a_workbook_holds_is_read_or_told(
    tmp_path_factory: pytest.TempPathFactory, part: str, where: float, length: int, piece: str
) -> None:
    """A part with something cut out and something else put in gives the documented error."""
    path = workbook(tmp_path_factory.getbasetemp() / "cut.xlsx", SMALL, ["A1:A1"])
    with ZipFile(path) as archive:
        text = archive.read(part).decode()
    place = int(where * len(text))
    edited(path, part, text, f"{text[:place]}{piece}{text[place + length :]}")
    with suppress(InvalidInputError):
        read_units_table(path)


def test_a_table_of_another_province_is_told_quickly(tmp_path: Path) -> None:
    """Twenty thousand names that fit nothing are listed; the first hundred with what lies near."""
    names: list[list[Value]] = [[one, f"Tân Lậpp {one}x"] for one in range(19_999)]
    rows: Rows = [["STT", "Xã"], *names]
    path = text_file(tmp_path / "other.csv", rows)
    reading = read_certifications_table(path, PROVINCE, tier=STANDARD)
    assert len(reading.unresolved) == 19_999
    assert [bool(one.near) for one in reading.unresolved[:101]] == [True] * 100 + [False]


def test_a_tab_in_the_reason_stays_on_its_line(tmp_path: Path) -> None:
    """What is wrong with a text whose cells tabs part is told without one."""
    path = tmp_path / "sheet.csv"
    path.write_text('Tên xã\tMã xã\nBờ Y\t"23395"x\n', encoding="utf-8")
    with pytest.raises(InvalidInputError) as refused:
        read_units_table(path)
    expected = "line 2: '\\t' expected after '\"'"
    assert told(refused.value) == [f"found {expected}, expected well-formed CSV"]


@pytest.mark.parametrize("name", ["A\nB", "\u2028", "\x85"])
def test_a_sheet_whose_name_breaks_lines_is_refused(tmp_path: Path, name: str) -> None:
    """Cells are told, and facts cited, by the name of their sheet."""
    path = workbook(tmp_path / "sheet.xlsx", [["Tên xã"], ["Bờ Y"]])
    with ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    odd = "".join(f"&#{ord(letter)};" for letter in name).encode()
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'"Sheet1"', b'"' + odd + b'"')
    with ZipFile(path, "w") as archive:
        for one, data in parts.items():
            archive.writestr(one, data)
    with pytest.raises(InvalidInputError) as refused:
        read_units_table(path)
    assert told(refused.value) == [
        f"found a sheet named {name!r}, expected names on one line, without control characters"
    ]


def test_texts_that_a_workbook_shares_are_read(tmp_path: Path) -> None:
    """Excel keeps each text once, beside its sheets."""
    path = workbook(tmp_path / "shared.xlsx", SMALL)
    cell = '<c r="B2" t="inlineStr"><is><t>Tân Lập</t></is></c>'
    path = edited(path, SHEET, cell, '<c r="B2" t="s"><v>0</v></c>')
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    part = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    path = edited(path, "[Content_Types].xml", "</Types>", part)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with ZipFile(path, "a") as archive:
        texts = f'<sst xmlns="{space}"><si><r><t>Bờ </t></r><r><t>Y</t></r></si></sst>'
        archive.writestr("xl/sharedStrings.xml", texts)
    assert [unit.name for unit in read_units_table(path).communes] == ["Bờ Y"]

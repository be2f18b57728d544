"""Workbooks in their cheapest form, and mutators of their parts, rows and cells."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZipFile, ZipInfo

from ntm_model.exchange.tables.grids import letters

from .engine import Mutator
from .mutating import BYTES

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SHEET = "xl/worksheets/sheet1.xml"
#: what stands around the cells of a workbook; style 1 shows a number as a day
_AROUND = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/{_SHEET}" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_DOCUMENT}"><sheets>'
    '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_DOCUMENT}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
    '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
}
#: what may stand in a cell of a table
WORDS: tuple[str, ...] = (
    *("", " ", "x", "X", "+", "-", "0", "1", "Đạt", "Chưa đạt", "KAD", "Chưa đánh giá", "TRUE"),
    *("STT", "TT", "Tên xã", "Mã xã", "Huyện", "Xã", "Đơn vị", "Danh hiệu", "Năm", "Ghi chú"),
    *("Tiêu chí", "Tiêu chí 1", "TC2", "19", "Tổng số tiêu chí đạt", "Số xã Kiểu mẫu", "Ngày ký"),
    *("Năm đạt chuẩn", "Số quyết định", "Mã huyện", "Tên gọi khác", "Tên xã (cũ)"),
    *("I", "II", "A", "IV.", "a)", "1", "2.", "3)", "I. Huyện Đăk Hà", "HUYỆN NGỌC HỒI (2 xã)"),
    *("Tổng cộng", "Tổng cộng: 3 xã", "Cộng", "Toàn tỉnh", "Bình quân", "Ghi chú: x", "Nguồn:"),
    *("Xã Bờ Y", "Pờ Y", "Đăk Long", "Hà Môn", "TT. Plei Kần", "Xã khu vực I", "Hà Mòn*", "Xã"),
    *("23395", "23504", "615", "0615", "62", "Đăk Hà", "huyen dak ha", "Kon Tum", "TP. Kon Tum"),
    *("Đạt chuẩn", "Nâng cao", "NTM kiểu mẫu", "Hoàn thành nhiệm vụ", "Đạt chuẩn nâng cao"),
    *("2018", "2021-2022", "đến 2020", "từ 2019", "13/5/2019", "2019-05-13", "31/2/2020"),
    *("5/2019", "30/5/0000", "1/1/1999", "366/QĐ-UBND ngày 13/5/2019", "7/19", "20/19", "1.234"),
    *("9" * 16, "1,5", "1e9", "=1+1", "'=1", "''+1", "a\u0301", "\u202e", "\x1b", "a\nb", "²", "٥"),
    *("\ufeff", "\u00a0", "\u200b", "Ð", "ngày 1 tháng 2 năm 2020", "x" * 300, "\u2028", "\x85"),
)


def workbook(rows: Sequence[Sequence[str]]) -> bytes:
    """Return a workbook of one sheet: a text in each cell that holds something."""
    lines = "".join(
        f'<row r="{index}">{"".join(_cells(row, index))}</row>'
        for index, row in enumerate(rows, start=1)
    )
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{lines}</sheetData></worksheet>'
    return _packed(
        {**{name: text.encode() for name, text in _AROUND.items()}, _SHEET: sheet.encode()}
    )


def _cells(row: Sequence[str], index: int) -> list[str]:
    return [
        f'<c r="{letters(column)}{index}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
        for column, text in enumerate(row)
        if text
    ]


def _packed(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, data in parts.items():
            # without the time of day, so that a run can be repeated
            archive.writestr(ZipInfo(name), data)
    return file.getvalue()


def _parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook; none where it is none."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()[:20]}
    except Exception:  # noqa: BLE001 - a broken archive may raise anything
        return {}


def _on_sheet(change: Callable[[random.Random, str, str], str]) -> Mutator:
    """Return a mutator that changes the text of a sheet, seeing that of another workbook."""

    def changed(dice: random.Random, data: bytes, other: bytes) -> bytes:
        parts, others = _parts(data), _parts(other)
        text = parts.get(_SHEET, b"").decode(errors="replace")
        made = change(dice, text, others.get(_SHEET, b"").decode(errors="replace"))
        return _packed({**parts, _SHEET: made.encode(errors="replace")}) if parts else data

    return changed


_CELL = re.compile(r"<c r=[^>]*(?:/>|>.*?</c>)", re.DOTALL)
_ROW = re.compile(r"<row .*?</row>", re.DOTALL)


def _filled(dice: random.Random, text: str, other: str) -> str:
    """Put something else into a cell, or what another cell holds."""
    found = [*_CELL.finditer(text)]
    if not found:
        return text
    cell = dice.choice(found)
    place = re.search('r="(.*?)"', cell[0])
    at = f"r={quoteattr(place[1] if place else 'A1')}" if dice.random() < 0.95 else _odd_place(dice)
    there = [one[0] for one in (*found, *_CELL.finditer(other))]
    if dice.random() < 0.3:
        made = re.sub('r=".*?"', lambda _: at, dice.choice(there), count=1)
    else:
        made = dice.choice(_KINDS).format(at, escape(dice.choice(WORDS)), dice.choice(_NUMBERS))
    return text[: cell.start()] + made + text[cell.end() :]


_KINDS = (
    *['<c {0} t="inlineStr"><is><t>{1}</t></is></c>'] * 5,
    *("<c {0}><v>{2}</v></c>", "<c {0}><v>{2}</v></c>", '<c {0} s="1"><v>{2}</v></c>', "<c {0}/>"),
    *('<c {0} t="b"><v>1</v></c>', '<c {0} t="s"><v>{2}</v></c>', '<c {0} t="e"><v>#REF!</v></c>'),
    *(
        '<c {0} t="str"><f>A1</f><v>{1}</v></c>',
        "<c {0}><f>A1</f></c>",
        '<c {0} t="d"><v>{1}</v></c>',
    ),
    *('<c {0} t="n"><v>{1}</v></c>', '<c {0} s="9"><v>{2}</v></c>', "<c {0}><v></v></c>"),
    '<c {0} t="inlineStr"><is><r><t>{1}</t></r><r><t xml:space="preserve"> {1}</t></r></is></c>',
)
_NUMBERS = (
    *("0", "1", "19", "2018", "43598", "23395", "615", "-1", "1.5", "62.400000000000006", "1e308"),
    *("1e400", "NaN", "1E-320", "99999999", "73050.999999", "60", "0.5", "-43598", "9" * 30, "inf"),
)


def _odd_place(dice: random.Random) -> str:
    odd = (
        "XFD1",
        "A1048576",
        "IV9",
        "IW9",
        "A20001",
        "A0",
        "a1",
        "$B$2",
        "B2:C3",
        "",
        "ZZZZ1",
        "١",
    )
    return f'r="{dice.choice(odd)}"'


def _lined(dice: random.Random, text: str, other: str) -> str:
    """Leave out a row, let it stand again below, or take one of another sheet."""
    found = [*_ROW.finditer(text)]
    if not found:
        return text
    row = dice.choice(found)
    if dice.random() < 0.5:
        return text[: row.start()] + text[row.end() :]
    source = dice.choice([one[0] for one in (*found, *_ROW.finditer(other))])
    last = dice.choice((len(found) + 1, len(found) + 1, 20_001, 0))
    numbered = re.sub(r'(r="[A-Z]*)\d+"', rf'\g<1>{last}"', source)
    end = found[-1].end()
    return text[:end] + numbered + text[end:]


def _merged(dice: random.Random, text: str, _: str) -> str:
    """Merge some cells."""
    first = f"{letters(dice.randrange(6))}{dice.randrange(1, 6)}"
    last = f"{letters(dice.randrange(8))}{dice.randrange(1, 8)}"
    area = dice.choice((*[f"{first}:{last}"] * 8, "A1", "A1:XFD1048576", "A1:CV5000", "x", "A1:A1"))
    made = f'<mergeCells count="1"><mergeCell ref="{area}"/></mergeCells></worksheet>'
    return text.replace("</worksheet>", made, 1)


def _within(dice: random.Random, data: bytes, other: bytes) -> bytes:
    """Change the bytes of a part."""
    parts, others = _parts(data), _parts(other)
    if not parts:
        return data
    name = dice.choice([*parts])
    parts[name] = dice.choice(_IN_XML)(dice, parts[name], others.get(name, b""))
    return _packed(parts)


def _reworded(dice: random.Random, data: bytes, _: bytes) -> bytes:
    """Change a value of an attribute, or the name of an element."""
    found = [*re.finditer(rb'"[^"]*"|(?<=<)[a-zA-Z]+', data)]
    if not found:
        return data
    one, another = dice.choice(found), dice.choice(found)
    odd = (b'""', b'"-1"', b'"99999999999"', b'"x"', b'"A1&#10;B"', b'"&#8232;"', b'"' + b"x" * 99)
    put = another[0] if dice.random() < 0.5 else dice.choice(odd)
    return data[: one.start()] + put + data[one.end() :]


_IN_XML: tuple[Mutator, ...] = (*BYTES, _reworded, _reworded, _reworded, _reworded)


def _parted(dice: random.Random, data: bytes, other: bytes) -> bytes:
    """Leave out a part, call it otherwise, or let it hold what another one holds."""
    parts = _parts(data)
    if not parts:
        return data
    names = [*parts, "xl/sharedStrings.xml", "xl/worksheets/sheet2.xml", "xl/comments1.xml"]
    name = dice.choice([*parts])
    held = parts.pop(name)
    sources = (held, *parts.values(), *_parts(other).values())
    for _ in range(dice.choice((0, 1, 1, 2))):
        parts[dice.choice(names)] = dice.choice(sources)
    return _packed(parts)


#: bytes of the whole file are changed rarely, because a package checks itself
IN_WORKBOOKS: tuple[Mutator, ...] = (
    *(*[_on_sheet(_filled)] * 8, *[_on_sheet(_lined)] * 3, *[_on_sheet(_merged)] * 2),
    *(_within, _within, _within, _parted, BYTES[-1]),
)

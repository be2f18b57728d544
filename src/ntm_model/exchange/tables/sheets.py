"""CSV files and Excel workbooks as grids: which kind a file is, and which of its sheets is meant.

A file has at most 16 MiB; a sheet at most 20,000 rows and 256 columns. A workbook has at most
500,000 cells, merged ones counted singly, 2,000,000 elements of XML, 100,000 of them in styles,
and unpacks to at most 64 MiB.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from io import StringIO
from pathlib import Path

from .grids import Grid, Value
from .packages import MAX_COLUMNS, MAX_ROWS, refused
from .workbooks import grids_of

#: no more than this is read of a file
MAX_BYTES = 16 * 1024 * 1024

_ZIP = b"PK"
#: the first bytes of old workbooks (.xls), and of those that a password protects, which hold more
_COMPOUND = b"\xd0\xcf\x11\xe0"
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
#: how web pages begin, which some systems hand out as workbooks, and other files in their form
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(!doctype|html|head|body|table|meta|div|\?xml)\b", re.IGNORECASE
)
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = ",;\t"
#: how much of a text is looked at to tell what parts its cells
_SAMPLE = 64 * 1024


def read_grid(path: Path | str, sheet: str = "") -> Grid:
    """Return the sheet of a file that is asked for, or the only one that holds something.

    Raises:
        InvalidInputError: the file cannot be read, is too large, or has several sheets.
        ImportError: it is a workbook, and openpyxl is not installed.
    """
    data = _bytes(Path(path))
    _refuse_others(data)
    if not data.startswith(_ZIP):
        return _of_text(data)
    grids = grids_of(data, sheet)
    if len(grids) == 1:
        return grids[0]
    if not grids:
        raise refused("an empty workbook", "a sheet with a table")
    names = ", ".join(repr(grid.sheet) for grid in grids)
    raise refused(f"{len(grids)} sheets: {names}", "the name of one, as sheet=…")


def _refuse_others(data: bytes) -> None:
    """Refuse what is no table as far as this can be told, and say what it is."""
    save = "save it as .xlsx"
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise refused("an empty file", "a workbook or a CSV file with a table")
    if data.startswith(_COMPOUND) and _PROTECTED in data:
        raise refused("a workbook with a password", f"one without; remove the password and {save}")
    if data.startswith(_COMPOUND):
        raise refused("an old workbook (.xls)", f"a new one; open it in Excel and {save}")
    markup = _MARKUP.match(data)
    if markup:
        found = "an XML file" if markup[1] == b"?xml" else "a web page"
        raise refused(found, f"a workbook; open it in a spreadsheet program and {save}")


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise refused(f"{str(path)!r} ({reason})", "a readable file") from None
    if len(data) > MAX_BYTES:
        raise refused(f"more than {MAX_BYTES} bytes", "a smaller file")
    return data


def _of_text(data: bytes) -> Grid:
    text = _decoded(data)
    rows: list[tuple[Value, ...]] = []
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        for cells in reader:
            if len(rows) == MAX_ROWS or len(cells) > MAX_COLUMNS:
                found = f"{len(cells)} cells in row {len(rows) + 1}"
                raise refused(found, f"at most {MAX_ROWS} rows and {MAX_COLUMNS} columns")
            rows.append(tuple(cell or None for cell in cells))
    except csv.Error as error:
        told = str(error).replace("\t", "\\t")
        raise refused(f"line {reader.line_num}: {told}", "well-formed CSV") from None
    return Grid("", tuple(rows))


def _decoded(data: bytes) -> str:
    encoding = "utf-16" if data.startswith(_WIDE) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        found = f"byte {data[error.start]:#04x} at position {error.start}"
        raise refused(found, "text in UTF-8; save the sheet as 'CSV UTF-8'") from None


def _delimiter(text: str) -> str:
    """Return the sign that parts most rows into equally many cells, a comma before others."""
    return max(_DELIMITERS, key=lambda sign: _parted(text[:_SAMPLE], sign))


def _parted(text: str, sign: str) -> int:
    rows = csv.reader(StringIO(text, newline=""), delimiter=sign)
    widths = Counter(map(len, rows))
    return max((number * width for width, number in widths.items() if width > 1), default=0)

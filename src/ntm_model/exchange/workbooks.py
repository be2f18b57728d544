"""Excel workbooks (.xlsx) as grids, through openpyxl, with a look inside before it is let near.

A small file can unpack to a huge one, and one merged range can stand for millions of cells. So
everything is unpacked and counted once, and refused, before a workbook is built of it.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, final
from xml.parsers import expat
from zipfile import ZipFile

from ..core.errors import Fault, InvalidInputError, refuse
from .grids import Grid, Place, Value, letters

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

#: limits: of rows and columns with something in them, of cells, and of what a file unpacks to
MAX_ROWS = 20_000
MAX_COLUMNS = 256
MAX_CELLS = 500_000
MAX_UNPACKED = 64 * 1024 * 1024
MAX_PARTS = 2_000

_CHUNK = 64 * 1024
_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?", re.ASCII)
#: elements whose range is spread over its cells when a workbook is built
_SPREAD = ("mergeCell", "hyperlink")


def grids_of(data: bytes, sheet: str) -> list[Grid]:
    """Return the sheets of a workbook that hold something, or the one that is asked for.

    Raises:
        InvalidInputError: it is no workbook, or too large; or a formula has no value.
        ImportError: openpyxl is not installed; the message says what to install.
    """
    load = _loader()
    try:
        unsaved = _inspected(data)
        book = load(data, values=True)
        found = [_grid(one) for one in book.worksheets if sheet in ("", one.title)]
        faults = tuple(_without_value(found, load(data, values=False))) if unsaved else ()
    except InvalidInputError:
        raise
    except Exception as error:  # noqa: BLE001 - a broken file may break openpyxl anywhere
        found_instead = f"a file that cannot be read ({type(error).__name__})"
        raise _refused(found_instead, "an Excel workbook (.xlsx)") from None
    refuse(faults)
    if sheet and not found:
        names = ", ".join(repr(one.title) for one in book.worksheets)
        raise _refused(f"no sheet {sheet!r}", f"one of {names}")
    return [grid for grid in found if grid.rows or sheet]


def _loader() -> Callable[..., Workbook]:
    """Return what builds a workbook of bytes: with the values of formulas, or the formulas."""
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - heavy, and only for workbooks
    except ImportError as error:
        message = "Excel workbooks need openpyxl: pip install 'ntm-model[tables]'"
        raise ImportError(message) from error

    def load(data: bytes, *, values: bool) -> Workbook:
        with warnings.catch_warnings():
            # they tell of what is not kept when a workbook is saved again, and none is
            warnings.simplefilter("ignore")
            return load_workbook(BytesIO(data), data_only=values, keep_links=False)

    return load


def _inspected(data: bytes) -> bool:
    """Unpack and count everything once; return whether some formula has no stored value."""
    count = _Counting()
    with ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MAX_PARTS:
            raise _refused(f"{len(parts)} parts", f"a workbook of at most {MAX_PARTS}")
        left = MAX_UNPACKED
        for part in parts:
            count.begin()
            with archive.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        found = f"a file that unpacks to more than {MAX_UNPACKED} bytes"
                        raise _refused(found, "a smaller workbook")
                    count.feed(chunk)
    return count.unsaved


@final
class _Counting:
    """Counts the cells of all parts, and refuses what would make many of few bytes."""

    def __init__(self) -> None:
        self.unsaved = False
        self._cells = 0

    def begin(self) -> None:
        """Begin another part."""
        self._within: list[str] = []
        self._parser: expat.XMLParserType | None = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = _no_doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def feed(self, chunk: bytes) -> None:
        """Look at some bytes of the part; what is not XML is only counted."""
        try:
            if self._parser is not None:
                self._parser.Parse(chunk)
        except expat.ExpatError:
            self._parser = None

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        name = qualified.rpartition(":")[2]
        if name == "c":
            self._within = []
        self._within.append(name)
        self._cells += _area(attributes.get("ref", "")) if name in _SPREAD else name == "c"
        if self._cells > MAX_CELLS:
            raise _refused(f"more than {MAX_CELLS} cells", "a smaller workbook")

    def _end(self, qualified: str) -> None:
        if qualified.rpartition(":")[2] == "c":
            self.unsaved |= "f" in self._within and "v" not in self._within


def _no_doctype(*_: object) -> None:
    raise _refused("a document type declaration", "a workbook as Excel saves it")


def _area(reference: str) -> int:
    """Return the number of cells of a range."""
    found = _RANGE.fullmatch(reference.replace("$", ""))
    if found is None:
        raise _refused(f"the range {reference!r}", "ranges of cells such as 'A1:C2'")
    left, top, right, bottom = found.groups()
    across = abs(_column(right or left) - _column(left)) + 1
    return across * (abs(int(bottom or top) - int(top)) + 1)


def _column(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _grid(sheet: Worksheet) -> Grid:
    """Return the cells of a sheet, without the empty ones below and to the right."""
    rows: list[tuple[Value, ...]] = []
    for cells in sheet.iter_rows(max_row=min(sheet.max_row, MAX_ROWS + 1), values_only=True):
        values = [_value(cell) for cell in cells[: MAX_COLUMNS + 1]]
        while values and values[-1] is None:
            values.pop()
        rows.append(tuple(values))
    while rows and not rows[-1]:
        rows.pop()
    grid = Grid(sheet.title, tuple(rows), dict(_covered(sheet)))
    refuse(too_large(grid.sheet, len(rows), grid.width))
    return grid


def too_large(sheet: str, rows: int, columns: int) -> Iterator[Fault]:
    """Find a sheet with more rows or columns than are read."""
    if rows > MAX_ROWS:
        yield Fault(sheet, f"more than {MAX_ROWS} rows", f"at most {MAX_ROWS}")
    if columns > MAX_COLUMNS:
        yield Fault(sheet, f"more than {MAX_COLUMNS} columns", f"at most {MAX_COLUMNS}")


def _value(found: object) -> Value:
    """Return what a cell holds, with exact numbers and without the time of day."""
    if isinstance(found, datetime):
        return found.date()
    if found is None or isinstance(found, str | bool | date):
        return found or None if isinstance(found, str) else found
    # the shortest decimal that is stored as this number is the one that was typed
    return Decimal(repr(found)) if isinstance(found, int | float) else str(found)


def _covered(sheet: Worksheet) -> Iterator[tuple[Place, Place]]:
    for area in sheet.merged_cells.ranges:
        first = (area.min_row - 1, area.min_col - 1)
        for row in range(area.min_row - 1, min(area.max_row, MAX_ROWS)):
            for column in range(area.min_col - 1, min(area.max_col, MAX_COLUMNS)):
                if (row, column) != first:
                    yield (row, column), first


def _without_value(grids: list[Grid], formulas: Workbook) -> Iterator[Fault]:
    """Find formulas whose value was never stored: read as empty they would be lost."""
    names = {grid.sheet: grid for grid in grids}
    for sheet in formulas.worksheets:
        for row, cells in enumerate(sheet.iter_rows() if sheet.title in names else ()):
            for column, cell in enumerate(cells):
                grid = names[sheet.title]
                if cell.data_type == "f" and grid.own(row, column).value is None:
                    expected = "a value; open the file in a spreadsheet program and save it"
                    at = f"{sheet.title}!{letters(column)}{row + 1}"
                    yield Fault(at, "a formula without its value", expected)


def _refused(found: str, expected: str) -> InvalidInputError:
    return InvalidInputError((Fault("", found, expected),))

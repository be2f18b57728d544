"""Excel workbooks (.xlsx) as grids, through openpyxl."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from math import isfinite
from typing import TYPE_CHECKING

from ...core.errors import Fault, InvalidInputError, refuse
from ..leaves import CONTROL
from .grids import Grid, Place, Value
from .packages import MAX_COLUMNS, MAX_ROWS, Part, inspected, refused

if TYPE_CHECKING:
    from openpyxl.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet


def grids_of(data: bytes, sheet: str) -> list[Grid]:
    """Return the sheets that are seen and hold something, or the one that is asked for.

    Raises:
        InvalidInputError: it is no workbook, or too large; or a formula has no value.
        ImportError: openpyxl is not installed; the message says what to install.
    """
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - heavy, and only for workbooks
    except ImportError as error:
        raise without_openpyxl() from error
    try:
        parts = inspected(data)
        with warnings.catch_warnings():
            # they tell of what is not kept when a workbook is saved again, and none is
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
            titles = [one.title for one in book.worksheets]
            refuse(map(_misnamed, filter(CONTROL.search, titles)))
            seen = [one for one in book.worksheets if one.sheet_state == "visible"]
            wanted = [one for one in book.worksheets if one.title == sheet] if sheet else seen
            found = [_grid(one, parts.get(one.title, Part())) for one in wanted]
            book.close()
    except InvalidInputError:
        raise
    except Exception:  # noqa: BLE001 - a broken file may break openpyxl anywhere
        expected = "an Excel workbook (.xlsx); open it in a spreadsheet program and save it again"
        raise refused("a damaged workbook, or another file", expected) from None
    if sheet and not found:
        raise refused(f"no sheet {sheet!r}", f"one of {', '.join(map(repr, titles))}")
    refuse(fault for grid in found for fault in _unsaved(grid, parts))
    return [grid for grid in found if grid.rows or sheet]


def _misnamed(title: str) -> Fault:
    """Tell of a name that would break every line in which a cell of its sheet is told."""
    return Fault("", f"a sheet named {title!r}", "names on one line, without control characters")


def without_openpyxl() -> ImportError:
    """Return the error that says what to install."""
    return ImportError("Excel workbooks need openpyxl: pip install 'ntm-model[tables]'")


def _grid(sheet: Worksheet, part: Part) -> Grid:
    """Return the cells of a sheet, without the empty ones below and to the right."""
    rows: list[tuple[Value, ...]] = []
    for cells in sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS):
        values = [*map(_value, cells)]
        while values and values[-1] is None:
            values.pop()
        rows.append(tuple(values))
    while rows and not rows[-1]:
        rows.pop()
    return Grid(sheet.title, tuple(rows), dict(_covered(part)))


def _value(cell: Cell | MergedCell) -> Value:
    """Return what a cell holds, with exact numbers and without the time of day.

    A percentage is a text such as "100%": it counts nothing.
    """
    found = cell.value
    if isinstance(found, datetime):
        return found.date()
    if found is None or isinstance(found, str | bool | date):
        return None if found == "" else found
    if isinstance(found, int | float) and isfinite(found):
        # the shortest decimal that is stored as this number is the one that was typed
        number = Decimal(repr(found))
        return f"{(number * 100).normalize():f}%" if "%" in cell.number_format else number
    return str(found)


def _covered(part: Part) -> Iterator[tuple[Place, Place]]:
    """Yield each cell that a merged range covers, with the first of the range."""
    for first, last in part.merged:
        for row in range(first[0], min(last[0] + 1, MAX_ROWS)):
            for column in range(first[1], min(last[1] + 1, MAX_COLUMNS)):
                if (row, column) != first:
                    yield (row, column), first


def _unsaved(grid: Grid, parts: dict[str, Part]) -> Iterator[Fault]:
    """Find formulas whose value was never stored: read as empty they would be lost."""
    expected = "a value; open the file in a spreadsheet program and save it"
    for row, column in parts.get(grid.sheet, Part()).unsaved:
        yield Fault(grid.address(row, column), "a formula without its value", expected)

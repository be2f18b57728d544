"""A table as it is drawn: rows, merged cells, and files in CSV and Excel made of them."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import final

from ...core.errors import Fault, InvalidInputError, refuse
from ..leaves import UnsoundError, shown
from ..leaves import text as plain_text
from .grids import letters
from .keeping import Drawn, Kept
from .taking import roman
from .workbooks import without_openpyxl

#: what a spreadsheet program takes for the beginning of a formula
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_WIDEST = 40
#: more than this no cell of Excel holds
_LONGEST = 32_767


@final
class Sheet:
    """Rows that are drawn one after the other."""

    def __init__(self, kept: Kept, *headers: Sequence[Drawn]) -> None:
        """Begin with rows of headers; a cell that is empty below or beside one belongs to it."""
        self._kept = kept
        self._units: list[int] = []
        self._places: list[int] = []
        self.rows: list[list[Drawn]] = [[*row] for row in headers]
        self._faults: list[Fault] = []
        self.merged: list[str] = []
        self._below = len(headers)
        self._headings = 0
        self._order = 0

    def heading(self, words: str, *cells: Drawn) -> None:
        """Add a heading with the next Roman numeral; its units are numbered anew.

        Behind a colon or a bracket a heading tells how many units it has, and no part of a name.
        """
        self._headings += 1
        self._order = 0
        if re.search("[:(]", words):
            at = f"B{len(self.rows) + 1}"
            self._faults.append(Fault(at, shown(words), "a heading without colon and bracket"))
        self._places.append(len(self.rows))
        self._add(roman(self._headings), words, *cells)

    def unit(self, *cells: Drawn) -> None:
        """Add a row with the next number."""
        self._order += 1
        self._units.append(len(self.rows))
        self._add(self._order, *cells)

    def total(self, number: int | None, *cells: Drawn) -> None:
        """Add the row of totals, with the number of rows above it."""
        self._add(None, "Tổng cộng" if number is None else f"Tổng cộng: {number}", *cells)

    def merge(self, first: tuple[int, int], last: tuple[int, int]) -> None:
        """Merge the cells from one place to another, as row and column from 0."""
        self.merged.append(":".join(f"{letters(column)}{row + 1}" for row, column in (first, last)))

    def save(self, path: Path | str) -> None:
        """Write a CSV file or an Excel workbook, as the name of the file ends.

        Raises:
            InvalidInputError: it ends otherwise or cannot be written, no cell can hold a text, or a
                name would be read as another.
            ImportError: it is a workbook, and openpyxl is not installed.
        """
        refuse(self._faults)
        refuse(self._kept.faults(self.rows, self._units, self._places))
        path = Path(path)
        made = {".csv": self._csv, ".xlsx": self._xlsx}.get(path.suffix.lower())
        if made is None:
            raise InvalidInputError((Fault("", repr(path.name), "a name that ends .csv or .xlsx"),))
        data = made()
        try:
            path.write_bytes(data)
        except OSError as error:
            found = f"{str(path)!r} ({error.strerror})"
            raise InvalidInputError((Fault("", found, "a place to write to"),)) from None

    def _add(self, *cells: Drawn) -> None:
        row = len(self.rows)
        places = (f"{letters(column)}{row + 1}" for column in range(len(cells)))
        self.rows.append([self._sound(cell, at) for cell, at in zip(cells, places, strict=True)])

    def _sound(self, cell: Drawn, at: str) -> Drawn:
        """Return a cell that can be written, and read again."""
        if not isinstance(cell, str):
            return cell
        words = " ".join(unicodedata.normalize("NFC", cell).split())
        if len(words) > _LONGEST:
            self._faults.append(Fault(at, f"{len(words)} letters", f"at most {_LONGEST}"))
            return ""
        try:
            plain_text(words, str)
        except UnsoundError as error:
            self._faults += [fault.under(at) for fault in error.faults]
        return guarded(words)

    def _csv(self) -> bytes:
        file = StringIO(newline="")
        width = max(map(len, self.rows))
        full = ([*row, *[None] * (width - len(row))] for row in self.rows)
        csv.writer(file).writerows([*map(_shown, row)] for row in full)
        # with a mark in front, spreadsheet programs read it as UTF-8
        return file.getvalue().encode("utf-8-sig")

    def _xlsx(self) -> bytes:
        try:
            from openpyxl import Workbook  # noqa: PLC0415 - heavy, and only for workbooks
            from openpyxl.styles import Font  # noqa: PLC0415 - heavy, and only for workbooks
        except ImportError as error:
            raise without_openpyxl() from error
        book = Workbook()
        sheet = book.worksheets[0]
        sheet.title = "Sheet1"
        for row in self.rows:
            sheet.append(row)
        for area in self.merged:
            sheet.merge_cells(area)
        for column in range(max(map(len, self.rows))):
            texts = (_shown(row[column]) for row in self.rows if column < len(row))
            width = min(_WIDEST, max(map(len, texts)) + 2)
            sheet.column_dimensions[letters(column)].width = width
        sheet.freeze_panes = f"A{self._below + 1}"
        for cells in sheet.iter_rows(max_row=self._below):
            for cell in cells:
                cell.font = Font("Calibri", 11, bold=True)
        for cells in sheet.iter_rows():
            for cell in cells:
                if isinstance(cell.value, date):
                    cell.number_format = "d/m/yyyy"
        file = BytesIO()
        book.save(file)
        return file.getvalue()


def guarded(words: str) -> str:
    """Return a text that no spreadsheet program takes for a formula.

    >>> guarded("=1+1"), guarded("Bờ Y")
    ("'=1+1", 'Bờ Y')
    """
    return f"'{words}" if _FORMULA.match(words) else words


def _shown(cell: Drawn) -> str:
    """Return a cell as text, as a spreadsheet program would show it."""
    if isinstance(cell, date):
        return f"{cell.day}/{cell.month}/{cell.year}"
    return "" if cell is None else str(cell)

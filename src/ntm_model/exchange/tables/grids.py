"""A sheet as it was found: cells with their addresses, and which of them are merged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TypeAlias, final
from unicodedata import normalize

import attrs

#: what a cell holds; a number is exact, and a cell of a CSV file is always text
Value: TypeAlias = str | Decimal | bool | date | None
#: row and column, counted from 0
Place: TypeAlias = tuple[int, int]

_LETTERS = 26


@final
@attrs.frozen
class Cell:
    """A value and where it stands, such as ``Sheet1!C7``."""

    at: str
    value: Value = None

    @property
    def text(self) -> str:
        """The value as text on one line, as a reader of the sheet sees it."""
        return text_of(self.value)


@final
@attrs.frozen
class Grid:
    """The cells of one sheet; rows may differ in length, and what lies beyond them is empty."""

    #: empty for a CSV file
    sheet: str
    rows: tuple[tuple[Value, ...], ...]
    #: for each cell that another one covers, the one that does
    covered: Mapping[Place, Place] = attrs.field(factory=dict[Place, Place])

    @cached_property
    def width(self) -> int:
        """The number of columns."""
        return max(map(len, self.rows), default=0)

    def own(self, row: int, column: int) -> Cell:
        """Return a cell with what is written in it."""
        cells = self.rows[row] if row < len(self.rows) else ()
        value = cells[column] if column < len(cells) else None
        return Cell(self.address(row, column), value)

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell with what is seen in it: merged cells show the value of their first."""
        shown = self.own(*self.covered.get((row, column), (row, column)))
        return Cell(self.address(row, column), shown.value)

    def texts(self, row: int) -> list[str]:
        """Return what is written in a row, without its empty cells."""
        cells = (self.own(row, column).text for column in range(self.width))
        return [text for text in cells if text]

    def address(self, row: int, column: int) -> str:
        """Return where a cell stands, as spreadsheet programs name it."""
        place = f"{letters(column)}{row + 1}"
        return f"{self.sheet}!{place}" if self.sheet else place


def letters(column: int) -> str:
    """Return the name of a column.

    >>> letters(0), letters(25), letters(26)
    ('A', 'Z', 'AA')
    """
    before, last = divmod(column, _LETTERS)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


def text_of(value: Value) -> str:
    """Return what a reader sees in a cell, on one line, composed (NFC).

    >>> text_of(Decimal("23395.0")), text_of(date(2019, 5, 13)), text_of(None)
    ('23395', '13/5/2019', '')
    """
    if isinstance(value, str):
        return " ".join(normalize("NFC", value).split())
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, Decimal):
        whole = value == value.to_integral_value()
        return format(value.to_integral_value() if whole else value, "f")
    return "" if value is None else f"{value.day}/{value.month}/{value.year}"

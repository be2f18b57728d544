"""What each row of a table is: a unit, a heading above units, a printed total, or a note."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import final

import attrs

from ...core.names import Level
from ..leaves import shown, visible
from .fields import Field
from .grids import Cell, Grid
from .headers import Column, Header
from .labels import (
    counted,
    headed,
    is_aside,
    is_code,
    is_grand,
    is_group,
    is_note,
    is_number,
    is_place,
    is_region,
    is_sound_denial,
    is_total,
    numbers_columns,
    opens,
    units_in,
    unlisted,
    unmarked,
)
from .taking import Reader, text
from .taking import code as code_of
from .titles import leads, opens_table

#: what is said of units alone
_FACTS = (
    Field.TITLE,
    Field.YEAR,
    Field.DUE,
    Field.DECISION,
    Field.DECIDED,
    Field.CRITERION,
    Field.NUMBER,
)
_TABLE, _LETTER, _ROMAN, _NEITHER = range(4)


@final
@attrs.frozen
class Row:
    """One row of a table that says something."""

    index: int
    #: the name of a unit, or the words of a heading or total; without numeral and footnote
    name: Cell
    #: its code as printed; empty where there is none
    code: Cell
    #: the district that it stands under, as printed; an empty cell where there is none
    district: Cell
    #: the number of units that a heading or total gives in its words
    printed: int | None = None

    @property
    def at(self) -> str:
        """Where it says what it is of."""
        return self.name.at if self.name.text else self.code.at


@final
@attrs.frozen
class Group:
    """A heading or a row of totals, and the rows of units that it is about."""

    row: Row
    members: tuple[Row, ...]


@final
@attrs.frozen
class Table:
    """A sheet taken apart: its columns, its rows of units, and what its totals are about."""

    grid: Grid
    header: Header
    units: tuple[Row, ...]
    #: headings with the rows below them, and totals with the rows above
    groups: tuple[Group, ...]
    #: headings that name districts
    headings: tuple[Row, ...]
    #: rows that say something of no unit of the table, each with its address
    passed: tuple[str, ...] = ()

    @property
    def districts(self) -> tuple[Cell, ...]:
        """The cells of districts that rows stand under, each once."""
        return tuple({row.district.at: row.district for row in self.units}.values())

    def cell(self, row: Row, column: Column) -> Cell:
        """Return what is seen in a column of a row of units."""
        return self.grid.cell(row.index, column.index)

    def cells(self, row: Row, field: Field) -> Cell:
        """Return the cell of a field in a row, or an empty one at its label."""
        columns = self.header.having(field)
        return self.cell(row, columns[0]) if columns else Cell(row.at)


def table_of(grid: Grid, header: Header, reader: Reader, *, level: Level) -> Table:
    """Tell apart the rows below a header; what is wrong with them is kept by the reader."""
    sorting = _Sorting(grid, header, reader, nested=level is Level.COMMUNE)
    for index in range(header.below, len(grid.rows)):
        sorting.add(index)
    if not (sorting.units or sorting.places or reader.faults):
        reader.note(Cell(grid.address(header.below, 0)), "rows of units below the header")
    passed = tuple(f"{visible(cell.text)} ({cell.at})" for cell in sorting.passed)
    groups = tuple(sorting.groups())
    return Table(grid, header, tuple(sorting.units), groups, tuple(sorting.places), passed)


@final
class _Sorting:
    """Sorts rows one after the other."""

    def __init__(self, grid: Grid, header: Header, reader: Reader, *, nested: bool) -> None:
        self._grid, self._header, self._reader, self._nested = grid, header, reader, nested
        self._columns = {field: next(iter(header.having(field)), None) for field in Field}
        self.units: list[Row] = []
        #: headings that name districts
        self.places: list[Row] = []
        #: what rows are of that say something of no unit
        self.passed: list[Cell] = []
        #: headings and totals, with the number of units above them
        self._headings: list[tuple[int, Row, int]] = []
        self._totals: list[tuple[int, Row]] = []
        self._places: list[tuple[int, Cell | None]] = []
        self._notes_at = ""
        self._all_numbered = self._columns[Field.ORDER] is not None
        self._any_numbered = any(map(self._is_numbered, range(header.below, len(grid.rows))))
        numbered = numbers_columns(grid.texts(header.below))
        self._headers = grid.rows[header.top : header.below + numbered]

    def add(self, index: int) -> None:
        """Sort one row."""
        order, code, name = (
            self._cell(index, one) for one in (Field.ORDER, Field.CODE, Field.NAME)
        )
        first = self._first(index)
        numbered = is_number(order)
        own = numbered or (is_code(code) and code.text != name.text)
        if not first.text or self._grid.rows[index] in self._headers:
            return
        if self._notes_at or (self.units and not own and is_note(first)):
            ordered = self._columns[Field.ORDER] is not None
            says = numbered if ordered else self._says(index)
            self._note(index, says and bool(name.text), first)
        elif not own and (label := _total(name, order, first)):
            self._totals += [(len(self.units), self._row(index, label))] if is_total(label) else []
        elif self._heading(index, order, name, own=own):
            return
        elif self._is_region(index, order, name):
            self.passed.append(name)
        elif not own and (self._is_below_total() or self._is_aside(index, name)):
            self.passed.append(name if name.text else first)
        else:
            self._all_numbered &= numbered
            self._unit(index, code, name)

    def groups(self) -> Iterator[Group]:
        """Yield what headings and totals are about."""
        for position, (start, row, rank) in enumerate(self._headings):
            later = islice(self._headings, position + 1, None)
            end = next((at for at, _, other in later if other <= rank), len(self.units))
            yield Group(row, tuple(self.units[start:end]))
        wide = [is_grand(row.name) for _, row in self._totals]
        closing = sum(wide) > 1 and sum(wide) == len(self._headings)
        starts = [start for start, _, _ in self._headings]
        begins = ends = 0
        for (at, row), is_wide in zip(self._totals, wide, strict=True):
            # several totals below one another are of the same rows
            begins, ends = (ends, at) if at > ends else (begins, ends)
            # of everything, or of the block that it closes
            outside = is_wide and at in (0, self._totals[-1][0]) and not closing
            within = starts[bisect_left(starts, at) - 1] if starts and starts[0] < at else 0
            block = self.units[max(begins, within) : at]
            grand = len(wide) == 1 or outside
            yield Group(row, tuple(self._above(at) if grand else block))

    def _is_below_total(self) -> bool:
        """Whether units are numbered, and what comes next stands right below their total."""
        at = self._totals[-1][0] if self._totals else 0
        return self._all_numbered and 0 < at == len(self.units)

    def _is_numbered(self, index: int) -> bool:
        """Whether a row has a number that is a unit's, not a district's."""
        order, name = (self._cell(index, one) for one in (Field.ORDER, Field.NAME))
        if not (name.text and is_number(order)):
            return False
        return not (is_place(name.text, plain=False) or self._leads(name))

    def _is_region(self, index: int, order: Cell, name: Cell) -> bool:
        """Whether a row is of a group of districts that are listed themselves."""
        return not self._nested and (is_region(name.text) or self._opens(index, order))

    def _is_aside(self, index: int, name: Cell) -> bool:
        """Whether units are numbered, and a row without a number says nothing of any.

        Without a name it may be one more row of headers.
        """
        below = name.text or self.units
        return bool(self._any_numbered and below) and not self._says(index)

    def _above(self, at: int) -> list[Row]:
        """Return the rows above a total, or all where it stands above them itself."""
        return self.units[:at] if at else self.units

    def _cell(self, index: int, field: Field) -> Cell:
        column = self._columns[field]
        if column is None:
            return Cell(self._grid.address(index, 0))
        return self._grid.cell(index, column.index)

    def _first(self, index: int) -> Cell:
        """Return the first cell of a row with something of its own in it."""
        cells = (self._grid.own(index, column) for column in range(len(self._grid.rows[index])))
        return next((cell for cell in cells if cell.text), Cell(self._grid.address(index, 0)))

    def _note(self, index: int, unit: bool, first: Cell) -> None:  # noqa: FBT001 - one of two ways
        self._notes_at = self._notes_at or first.at
        if unit:
            expected = f"all units above the notes, which begin in {self._notes_at}"
            name = self._cell(index, Field.NAME)
            self._reader.note(name, expected)

    def _heading(self, index: int, order: Cell, name: Cell, *, own: bool) -> bool:
        """Take a row as a heading, if it is one."""
        numeral, label = headed(order, name)
        coded = is_code(self._cell(index, Field.CODE)) and not numeral
        nested = not coded and self._opens(index, order)
        place = is_place(label.text, plain=not own) and not coded
        place = place or (nested and not is_group(label.text))
        says = self._says(index)
        grouped = nested or (numeral and label.text and not (own or says))
        titled = self._leads(label) and not (coded or says)
        if not (titled or (self._nested and (place or grouped))):
            return False
        rank, row = self._rank(numeral, label), self._row(index, label)
        self._headings.append((len(self.units), row, rank))
        self._places = [one for one in self._places if one[0] < rank]
        self._places.append((rank, row.name if place else None))
        self.places += [row] if place else []
        self.passed += [label] if says else []
        return True

    def _leads(self, label: Cell) -> bool:
        """Whether a heading begins with what it says of titles; beside numbers it may be a unit."""
        counted = self._columns[Field.NUMBER] is not None
        return not counted and leads(label.text) and is_sound_denial(label.text)

    def _opens(self, index: int, order: Cell) -> bool:
        """Whether the number of a row is continued by that of the next one."""
        column = self._columns[Field.ORDER]
        below = range(index + 1, len(self._grid.rows)) if column is not None else ()
        rows = (self._cell(one, Field.ORDER).text for one in below if self._grid.texts(one))
        return is_number(order) and opens(order, next(rows, ""))

    def _says(self, index: int) -> bool:
        """Whether a row says something of a unit; numbers may be totals."""
        cells = (
            self._grid.own(index, column.index).text
            for column in self._header.columns
            if column.field in _FACTS
        )
        return any(told and units_in(told) is None for told in cells)

    def _rank(self, numeral: str, label: Cell) -> int:
        """Return how high a heading stands: letters above Roman numerals, and words below both."""
        if opens_table(label.text):
            return _TABLE
        letters = any(rank == _LETTER for rank, _ in self._places)
        if not numeral:
            return _NEITHER
        return _LETTER if numeral in "ABDEFGH" or (numeral == "C" and letters) else _ROMAN

    def _row(self, index: int, label: Cell) -> Row:
        """Make the row of a heading or total; a number in its words is taken out of them."""
        bare, printed = counted(label.text)
        code = self._cell(index, Field.CODE)
        told = Cell(code.at, "" if code.text == label.text else code.text)
        name = self._reader.take(Cell(label.at, bare), text, "")
        return Row(index, Cell(label.at, name), told, Cell(label.at), printed)

    def _unit(self, index: int, code: Cell, name: Cell) -> None:
        if not (name.text or code.text):
            self._nameless(index, name)
            return
        beside = self._cell(index, Field.DISTRICT)
        places = [place for _, place in self._places if place is not None]
        district = beside if beside.text else places[-1] if places else Cell(beside.at)
        told = self._reader.take(code, code_of, "")
        texts = (
            Cell(name.at, self._reader.take(name, _name, "")),
            Cell(code.at, code.value if isinstance(code.value, Decimal) else told),
            Cell(district.at, self._reader.take(district, text, "")),
        )
        self.units.append(Row(index, *texts))

    def _nameless(self, index: int, name: Cell) -> None:
        found, expected = "a row without a name", "the name of a unit"
        if index == self._header.below:
            first = ", ".join(map(shown, islice(dict.fromkeys(self._grid.texts(index)), 3)))
            found += " right below the header"
            expected += f", or headers that are known, unlike {first}"
        self._reader.note(name, expected, found=found)


def _total(*labels: Cell) -> Cell | None:
    """Return the first cell that names a total, a share or a comparison."""
    return next((one for one in labels if is_total(one) or is_aside(one)), None)


def _name(cell: Cell) -> str:
    """Take a name without what surrounds it in a list, or points to a footnote."""
    return unmarked(text(Cell(cell.at, unlisted(cell.text))))

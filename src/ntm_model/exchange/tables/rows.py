"""What each row of a table is: a unit, a heading above units, a printed total, or a note."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import final

import attrs

from ...core.names import Level, search_key
from .grids import Cell, Grid, letters
from .headers import Column, Field, Header
from .taking import Reader, text

#: a row of totals: the words alone, or with a number or a scope behind them
_TOTAL = re.compile(
    r"(tong cong|tong so|tong|cong|toan tinh|so xa dat|so don vi dat)"
    r"(?=$| ?[:(\d]| (xa|huyen|toan|so|tinh|chung|don vi)\b).*"
)
#: totals of everything, not of the last heading alone
_GRAND = ("tong", "toan tinh", "so xa", "so don vi", "cong toan tinh")
#: shares and averages below a table are not compared with its rows
_ASIDE = re.compile(r"(ty le|ti le|binh quan|trung binh)\b.*")
_NOTE = re.compile(
    r"(ghi chu|chu thich|luu y|nguon( so lieu)?)( ?:.*)?"
    r"|(nguoi lap|lap bieu|tm\.|kt\.|\*|\(\*|\(1\)).*|.*\bngay .* thang .*"
)
_PLACE = re.compile(r"(huyện|thị xã|tx\.?|thành phố|tp\.?) \S.*", re.IGNORECASE)
#: without accents it may be a commune too, such as Huyền Hội
_PLAIN_PLACE = re.compile(r"(huyen|thi xa|thanh pho) \S.*", re.IGNORECASE)
_NUMERAL = re.compile(r"[IVXLC]+|[A-H]")
_NUMBERED = re.compile(r"([IVXLC]+|[A-H])\s*[.)\-–:/]\s*(.+)")
_COUNTED = re.compile(r"(.*?)\s*(?:[:(]\s*)(\d{1,9})\b.*")
_ARABIC = re.compile(r"\d[\d.]*\)?", re.ASCII)
#: what is said of units alone
_FACTS = (Field.TITLE, Field.YEAR, Field.DECISION, Field.DECIDED, Field.CRITERION)
_LETTER, _ROMAN, _NEITHER = range(3)


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
    return Table(grid, header, tuple(sorting.units), tuple(sorting.groups()), tuple(sorting.places))


@final
class _Sorting:
    """Sorts rows one after the other."""

    def __init__(self, grid: Grid, header: Header, reader: Reader, *, nested: bool) -> None:
        self._grid, self._header, self._reader, self._nested = grid, header, reader, nested
        self._columns = {field: next(iter(header.having(field)), None) for field in Field}
        self.units: list[Row] = []
        #: headings that name districts
        self.places: list[Row] = []
        #: headings and totals, with the number of units above them
        self._headings: list[tuple[int, Row, int]] = []
        self._totals: list[tuple[int, Row]] = []
        self._places: list[tuple[int, Cell | None]] = []
        self._notes_at = ""

    def add(self, index: int) -> None:
        """Sort one row."""
        order, code, name = (
            self._cell(index, one) for one in (Field.ORDER, Field.CODE, Field.NAME)
        )
        first = self._first(index)
        label = name if name.text else order if order.text else first
        numbered = bool(_ARABIC.fullmatch(order.text))
        if not first.text or self._is_header(index):
            return
        if self._notes_at or (self.units and not numbered and _NOTE.fullmatch(_folded(first))):
            counted = self._columns[Field.ORDER] is not None
            says = numbered if counted else self._says(index)
            self._note(index, says and bool(name.text), first)
        elif not numbered and (total := self._total(index, label, order)):
            self._totals += [(len(self.units), total)] if _is_total(total) else []
        elif not self._heading(index, order, name, numbered=numbered):
            self._unit(index, code, name)

    def groups(self) -> Iterator[Group]:
        """Yield what headings and totals are about."""
        for position, (start, row, rank) in enumerate(self._headings):
            later = islice(self._headings, position + 1, None)
            end = next((at for at, _, other in later if other <= rank), len(self.units))
            yield Group(row, tuple(self.units[start:end]))
        wide = [_folded(row.name).startswith(_GRAND) for _, row in self._totals]
        closing = sum(wide) > 1 and sum(wide) == len(self._headings)
        starts = [start for start, _, _ in self._headings]
        begins = 0
        for (at, row), is_wide in zip(self._totals, wide, strict=True):
            # of everything, or of the block that it closes
            outside = is_wide and at in (0, len(self.units)) and not closing
            within = starts[bisect_left(starts, at) - 1] if starts and starts[0] < at else 0
            block = self.units[max(begins, within) : at]
            yield Group(row, tuple(self.units if len(wide) == 1 or outside else block))
            begins = at

    def _cell(self, index: int, field: Field) -> Cell:
        column = self._columns[field]
        if column is None:
            return Cell(self._grid.address(index, 0))
        return self._grid.cell(index, column.index)

    def _first(self, index: int) -> Cell:
        """Return the first cell of a row with something of its own in it."""
        cells = (self._grid.own(index, column) for column in range(len(self._grid.rows[index])))
        return next((cell for cell in cells if cell.text), Cell(self._grid.address(index, 0)))

    def _is_header(self, index: int) -> bool:
        """Whether a row repeats the header, as on a new page, or numbers its columns."""
        header = self._grid.rows[self._header.top : self._header.below]
        first = index == self._header.below and self._numbers_columns(index)
        return first or self._grid.rows[index] in header

    def _numbers_columns(self, index: int) -> bool:
        """Whether a row numbers all columns: with letters from A on, and then from 1 on."""
        width = range(self._grid.width)
        texts = [found for column in width if (found := self._grid.own(index, column).text)]
        bare = [text.strip("()") for text in texts]
        before = len([one for one in bare if one.isalpha()])
        lettered = [letters(place) for place in range(before)]
        ways = (
            [str(first + place) for place in range(len(bare) - before)] for first in (1, before + 1)
        )
        numbered = any(bare == [*lettered, *way] for way in ways)
        return numbered and len(bare) >= max(2, len(self._header.columns))

    def _note(self, index: int, unit: bool, first: Cell) -> None:  # noqa: FBT001 - one of two ways
        self._notes_at = self._notes_at or first.at
        if unit:
            expected = f"all units above the notes, which begin in {self._notes_at}"
            name = self._cell(index, Field.NAME)
            self._reader.note(name, expected)

    def _total(self, index: int, *labels: Cell) -> Row | None:
        for label in labels:
            if _TOTAL.fullmatch(_folded(label)) or _ASIDE.fullmatch(_folded(label)):
                return self._row(index, label)
        return None

    def _heading(self, index: int, order: Cell, name: Cell, *, numbered: bool) -> bool:
        """Take a row as a heading, if it is one."""
        numeral, label = _headed(order, name)
        plain_place = not numbered and _PLAIN_PLACE.fullmatch(label.text)
        is_place = bool(plain_place or _PLACE.fullmatch(label.text))
        grouped = numeral and label.text and not numbered and not self._says(index)
        headed = is_place or grouped
        if not (self._nested and headed):
            return False
        rank, row = self._rank(numeral), self._row(index, label)
        self._headings.append((len(self.units), row, rank))
        self._places = [one for one in self._places if one[0] < rank]
        self._places.append((rank, row.name if is_place else None))
        self.places += [row] if is_place else []
        return True

    def _says(self, index: int) -> bool:
        """Whether a row says something of a unit; numbers below criteria may be totals."""
        cells = [
            (column.field, self._grid.own(index, column.index).text)
            for column in self._header.columns
            if column.field in _FACTS
        ]
        return any(
            told and not (field is Field.CRITERION and told.isdecimal()) for field, told in cells
        )

    def _rank(self, numeral: str) -> int:
        """Return how high a heading stands: letters above Roman numerals, and words below both."""
        letters = any(rank == _LETTER for rank, _ in self._places)
        if not numeral:
            return _NEITHER
        return _LETTER if numeral in "ABDEFGH" or (numeral == "C" and letters) else _ROMAN

    def _row(self, index: int, label: Cell) -> Row:
        """Make the row of a heading or total; a number in its words is taken out of them."""
        counted = _COUNTED.fullmatch(label.text)
        printed = int(counted[2]) if counted else None
        bare = re.sub(r"\s*[:(].*", "", label.text)
        code = self._cell(index, Field.CODE)
        told = Cell(code.at, "" if code.text == label.text else code.text)
        name = self._reader.take(Cell(label.at, bare), text, "")
        return Row(index, Cell(label.at, name), told, Cell(label.at), printed)

    def _unit(self, index: int, code: Cell, name: Cell) -> None:
        if not (name.text or code.text):
            self._reader.note(name, "the name of a unit", found="a row without a name")
            return
        beside = self._cell(index, Field.DISTRICT)
        places = [place for _, place in self._places if place is not None]
        district = beside if beside.text else places[-1] if places else Cell(beside.at)
        told = self._reader.take(code, text, "")
        texts = (
            Cell(name.at, self._reader.take(name, _without_footnote, "")),
            Cell(code.at, code.value if isinstance(code.value, Decimal) else told),
            Cell(district.at, self._reader.take(district, text, "")),
        )
        self.units.append(Row(index, *texts))


def _headed(order: Cell, name: Cell) -> tuple[str, Cell]:
    """Return the numeral and the words of what may be a heading."""
    for cell in (order, name):
        apart = _NUMBERED.fullmatch(cell.text)
        if apart:
            return apart[1], Cell(cell.at, apart[2])
    numeral = order.text.rstrip(".")
    if _NUMERAL.fullmatch(numeral):
        return numeral, name
    return "", name if name.text else order


def _is_total(row: Row) -> bool:
    return not _ASIDE.fullmatch(_folded(row.name))


def _folded(cell: Cell) -> str:
    return search_key(cell.text)


def _without_footnote(cell: Cell) -> str:
    """Return a name without the sign of a footnote behind it."""
    return re.sub(r"\s*(\(?\*+\)?|\(\d\))$", "", text(cell))

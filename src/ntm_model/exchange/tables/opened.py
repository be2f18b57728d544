"""One sheet while it is read: its rows, whom they mean, and everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import final

import attrs

from ...core.citations import Citation
from ...core.errors import Fault, refuse
from ...core.explanation import Check
from ...core.names import Level, search_key
from ...law.criteria import CriteriaSet
from ...tiers import CertificationTier
from ...units import Commune, District, Province
from ..leaves import visible
from .around import in_brackets, is_letterhead, understood
from .fields import Field
from .grids import Cell
from .headers import Column, header_of
from .headings import Headings
from .keys import is_former
from .marks import is_mark
from .naming import Resolver, Unresolved, kind_and_name
from .reading import TableReading
from .rows import Row, table_of
from .sheets import read_grid
from .taking import Reader, undashed
from .titles import DOUBTS, NOT_PLANNED, TITLE_OF, Claim, Sense, claim, doubtful, says_title
from .totals import of_units

#: what every table has: whom its rows are about
IDENTITY = (Field.ORDER, Field.NAME, Field.CODE, Field.DISTRICT)
#: the header of a column for one year
_YEAR = re.compile(r"(nam )?20\d\d", re.ASCII)
#: so many cells are told of one text
_TOLD = 5
_ADDRESS = re.compile(r"(?:.*!)?([A-Z]+)(\d+)", re.ASCII)


@final
class Opened:
    """A sheet with its table found, and a list of faults that grows while it is read."""

    def __init__(
        self,
        path: Path | str,
        sheet: str,
        fields: Collection[Field],
        *,
        level: Level = Level.COMMUNE,
        source: Citation = Citation(),
        criteria: CriteriaSet | None = None,
    ) -> None:
        """Open a file and find its table.

        Raises:
            InvalidInputError: it cannot be read, or has no header that fits.
        """
        if level not in (Level.COMMUNE, Level.DISTRICT):
            refuse([Fault("level", level.value, "commune or district")])
        grid = read_grid(path, sheet)
        header = header_of(grid, (*IDENTITY, *fields), level=level, criteria=criteria)
        self.reader = Reader()
        self.table = table_of(grid, header, self.reader, level=level)
        self.headings = Headings(self.table, self.reader)
        if not self.table.units and self.table.headings and Field.DISTRICT_CODE not in fields:
            # a list of units alone has districts without communes
            expected = "communes; districts are read by their level or criteria"
            self.reader.note(self.table.headings[0].name, expected)
        self._level, self._source = level, source
        self._unresolved: tuple[Unresolved, ...] = ()
        plans = {Field.DUE, Field.NUMBER} & {*fields}
        self._senses = {*Sense} - ((NOT_PLANNED - {Sense.DENIED}) if plans else DOUBTS)
        self._senses |= set() if criteria else {Sense.DENIED}
        self._marks = criteria is not None
        self._on: date | None = None
        self._places: tuple[str, ...] = ()
        self._names: frozenset[str] = frozenset()
        #: what stands beside facts, and whether it is told even if it is understood
        self._beside: list[tuple[Cell, bool]] = []

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of units."""
        return self.table.units

    def units(
        self, province: Province, on: date | None, *, once: bool
    ) -> dict[int, Commune | District]:
        """Return the unit of each row that means exactly one; *once* refuses it a second time."""
        self._on = on if self._marks else None
        self._places = tuple(
            search_key(one.name) for one in (province, *province.districts) if one.name
        )
        listed = (*province.districts, *province.communes)
        self._names = frozenset(search_key(one.name) for one in listed)
        resolver = Resolver(province, on, self._level, self.reader)
        resolver.check_districts(self.table)
        found = {row.index: unit for row in self.rows if (unit := resolver.unit(row)) is not None}
        self._unresolved = tuple(resolver.unresolved)
        first: dict[str, Row] = {}
        for row in self.rows if once else ():
            unit = found.get(row.index)
            before = first.setdefault(unit.id, row) if unit is not None else row
            if before is not row:
                named = row.name if row.name.text else row.code
                self.reader.note(named, f"each unit once; {before.at} is the same one")
        return found

    def title_of(
        self,
        row: Row,
        taken: Callable[[Cell], Claim | None],
        given: Column | None,
        asked: CertificationTier | None,
    ) -> CertificationTier | None:
        """Return the title that a row is about; nothing if that was told to be wrong.

        Its own cell says it; or else a column whose header does, the heading above it, or what is
        asked. A header or cell that says just "đạt chuẩn" may stand for another title.
        """
        cell = undashed(self.table.cells(row, Field.TITLE))
        told = self.reader.take(cell, taken, None)
        if told is None and cell.text:
            return None
        header = given.tier if given is not None and not given.bare else None
        above = [header, self.headings.title(row)]
        if told is not None and told.titles:
            (own,) = told.titles
            others = dict.fromkeys((*above, asked if told.bare else None))
            for one in others:
                if one not in (None, own):
                    self.reader.note(cell, f"{TITLE_OF[one]!r}, as is told above it, or asked")
            return own
        usual = given.tier if given is not None else None
        found = next((one for one in (*above, asked, usual) if one is not None), None)
        if found is None:
            named = ", ".join(TITLE_OF.values())
            self.reader.note(cell, f"a title: {named}; tier= says which, if all have one")
        return found

    def own_title(
        self, columns: Collection[Column], asked: CertificationTier | None
    ) -> Column | None:
        """Return the column whose header names the title of all; it is the one that is asked."""
        titled = sorted((one for one in columns if one.tier is not None), key=lambda one: one.bare)
        named = next(iter(titled), None)
        header = named.tier if named is not None and not named.bare else None
        if named is not None and header is not None and asked is not None and asked is not header:
            found = f"a column for {header.value!r}"
            self.misplaced(named, f"one for {asked.value!r}, as is asked", found)
        return named

    def expect_told(self, fields: Collection[Field]) -> None:
        """Note the first column that is not read and may change what is.

        It holds titles or marks, in most rows or below a year or a title; or nothing is told in
        columns of *fields*, and this may tell it. Former names and codes tell nothing.
        """
        header = self.table.header
        told = any(header.having(field) for field in fields)
        doubts = NOT_PLANNED if Field.DUE in fields else DOUBTS
        known = {one.index for one in header.columns}
        for index in range(self.table.grid.width):
            cells = [self.table.grid.own(row.index, index) for row in self.rows]
            texts = [cell.text for cell in cells if cell.text and index not in known]
            path = [
                self.table.grid.cell(row, index).text for row in range(header.top, header.below)
            ]
            self._expect_no_end(path, [cell for cell in cells if cell.text and texts], doubts)
            entitled = sum(is_mark(text) or says_title(text) for text in texts)
            marked = entitled * 2 > len(cells) or (entitled and any(map(_entitles, path)))
            if marked or (texts and not told and not _identifies(path)):
                self._note_unread(index, path, fields)
                return

    def _expect_no_end(
        self, path: Collection[str], cells: Collection[Cell], doubts: Collection[Sense]
    ) -> None:
        """Note what is ticked below a header that says just that something is at an end."""
        found = claim(" ".join(path))
        nothing = ("", "0")
        ticked = [
            cell
            for cell in map(undashed, cells)
            if not (cell.text in nothing or claim(cell.text).denies)
        ]
        if ticked and found.whole and found.senses & ({*doubts} - {Sense.PLANNED, Sense.HELD}):
            self.reader.note(ticked[0], f"nothing below {' '.join(path)!r}")

    def _note_unread(self, index: int, path: Collection[str], fields: Collection[Field]) -> None:
        known = ", ".join(repr(field.value) for field in fields)
        expected = (
            f"a column that is read ({known}), or 'Ghi chú' above what says nothing of titles"
        )
        header = claim(" ".join(dict.fromkeys(path)))
        if header.titles and header.senses.isdisjoint(DOUBTS):
            expected = "years or decisions below a title, or its words below 'Danh hiệu'"
        self.reader.note(self.table.grid.cell(self.table.header.below - 1, index), expected)

    def check_row(
        self, row: Row, doubts: Collection[Sense], titles: Collection[CertificationTier] = ()
    ) -> None:
        """Note what stands beside a fact, in its note or behind its name, and takes it away.

        What doubts another title, or is not understood, is told.
        """
        for cell in in_brackets(row.name):
            named = {*claim(cell.text, alone=True).titles} - {CertificationTier.STANDARD}
            if titles and not named <= {*titles} and not doubtful(cell.text, doubts):
                self.reader.note(cell, f"nothing of another title behind {row.name.text!r}")
            else:
                self._remark(cell, doubts, titles)
        if self.table.header.having(Field.NOTE):
            # what a unit is to do takes no mark away
            against = () if self._marks else doubts
            self._remark(self.table.cells(row, Field.NOTE), against, titles)

    def _remark(
        self, cell: Cell, doubts: Collection[Sense], titles: Collection[CertificationTier]
    ) -> None:
        named = {*claim(cell.text, alone=True).titles}
        other = bool(titles and named) and named.isdisjoint(titles)
        if doubtful(cell.text, doubts) and not other:
            self.reader.note(cell, "nothing that takes away what is read")
        elif self._names.isdisjoint(map(search_key, (cell.text, kind_and_name(cell.text)[1]))):
            self._beside.append((cell, other))

    def _told(self) -> Iterator[str]:
        """Yield what stands around the facts and is not understood, with the cells of each."""
        found: dict[str, list[str]] = {}
        known: dict[str, bool] = {}
        for cell, always in (*((cell, False) for cell in self.headings.cells()), *self._beside):
            words = cell.text
            if words not in known:
                known[words] = is_letterhead(words) or understood(
                    words, self._senses, self._places, self._on
                )
            if always or not known[words]:
                found.setdefault(visible(words), []).append(cell.at)
        for words, places in found.items():
            shown = dict.fromkeys(places)
            listed = ", ".join((*[*shown][:_TOLD], *("…" for _ in [*shown][_TOLD:][:1])))
            yield f"{words} ({listed})"

    def misplaced(self, column: Column, expected: str, found: str = "") -> None:
        """Note that a column does not go together with the others, or with what is asked."""
        at = self.table.grid.address(self.table.header.below - 1, column.index)
        told = found or f"a column for {column.field.value!r}"
        self.reader.note(Cell(at), expected, found=told)

    def cited(self, cell: Cell) -> Citation:
        """Return the source of what stands in a cell: the table's, and where in it."""
        return self._source if self._source.at else attrs.evolve(self._source, at=cell.at)

    def done(self, reading: TableReading, checks: Iterable[Check] = ()) -> TableReading:
        """Return what was read.

        Raises:
            InvalidInputError: something was wrong, all of it in the order of the cells.
        """
        refuse(sorted(dict.fromkeys(self.reader.faults), key=_position))
        compared = (*of_units(self.table), *checks)
        return attrs.evolve(
            reading,
            unresolved=self._unresolved,
            checks=tuple(sorted(dict.fromkeys(compared), key=lambda check: check.key)),
            not_read=(*self.table.header.not_read, *self.table.passed),
            said=tuple(self._told()),
        )


def _identifies(path: Collection[str]) -> bool:
    """Whether a header is of a former name, or a code."""
    return is_former(path) or any(search_key(text).startswith("ma ") for text in path)


def _entitles(header: str) -> bool:
    """Whether a header is a year, or names a title."""
    return bool(_YEAR.fullmatch(search_key(header)) or claim(header, alone=True).titles)


def _position(fault: Fault) -> tuple[int, int, str]:
    place = _ADDRESS.fullmatch(fault.path)
    return (int(place[2]), len(place[1]), place[1]) if place else (0, 0, "")

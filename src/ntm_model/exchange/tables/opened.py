"""One sheet while it is read: its rows, whom they mean, and everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path
from typing import final

import attrs

from ...core.citations import Citation
from ...core.errors import Fault, refuse
from ...core.explanation import Check
from ...core.names import Level
from ...law.criteria import CriteriaSet
from ...tiers import CertificationTier
from ...units import Commune, District, Province
from .grids import Cell
from .headers import Column, Field, header_of
from .marks import TITLE_OF, title
from .naming import Resolver, Unresolved
from .reading import TableReading
from .rows import Row, table_of
from .sheets import read_grid
from .taking import Reader
from .totals import of_units

#: what every table has: whom its rows are about
IDENTITY = (Field.ORDER, Field.NAME, Field.CODE, Field.DISTRICT)
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
        if not self.table.units and self.table.headings and Field.DISTRICT_CODE not in fields:
            # a list of units alone has districts without communes
            expected = "communes; districts are read by their level or criteria"
            self.reader.note(self.table.headings[0].name, expected)
        self._level, self._source = level, source
        self._unresolved: tuple[Unresolved, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of units."""
        return self.table.units

    def units(
        self, province: Province, on: date | None, *, once: bool
    ) -> dict[int, Commune | District]:
        """Return the unit of each row that means exactly one; *once* refuses it a second time."""
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

    def title_of(self, row: Row, given: CertificationTier | None) -> CertificationTier | None:
        """Return the title that a row is about: its own, or else the one that is given."""
        cell = self.table.cells(row, Field.TITLE)
        found = self.reader.take(cell, title, given) or given
        if found is None and cell.text == "":
            self.reader.note(cell, f"a title: {', '.join(TITLE_OF.values())}")
        return found

    def own_title(
        self, columns: Collection[Column], given: CertificationTier | None
    ) -> CertificationTier | None:
        """Return the title that headers name, or else the one that is given; both must agree."""
        for column in columns:
            if column.tier is not None:
                if given is not None and given is not column.tier:
                    found = f"a column for {column.tier.value!r}"
                    self.misplaced(column, f"one for {given.value!r}, as is asked", found)
                return column.tier
        return given

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
        )


def _position(fault: Fault) -> tuple[int, int, str]:
    place = _ADDRESS.fullmatch(fault.path)
    return (int(place[2]), len(place[1]), place[1]) if place else (0, 0, "")

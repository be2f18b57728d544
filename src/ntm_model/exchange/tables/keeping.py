"""Whether rows that are drawn are read again as what they were meant: found out by reading them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias, final

import attrs

from ...core.errors import Fault
from ...core.names import Level
from ...law.criteria import CriteriaSet
from .fields import Field
from .grids import Cell, Grid, Value
from .headers import header_of
from .rows import Row, Table, table_of
from .taking import Reader, said, text

#: a cell as it is written
Drawn: TypeAlias = str | int | date | None

_WHO = (Field.ORDER, Field.NAME, Field.CODE, Field.DISTRICT)


@final
@attrs.frozen
class Kept:
    """What a table is read as, so that what it would lose is found before it is written."""

    level: Level
    #: what its columns say beside whom they are about
    fields: tuple[Field, ...]
    criteria: CriteriaSet | None = None

    def faults(
        self, rows: Sequence[Sequence[Drawn]], units: Collection[int], headings: Collection[int]
    ) -> Iterator[Fault]:
        """Find units that would get another name or district, and headings that would be others."""
        grid, reader = Grid("", tuple(tuple(map(_value, row)) for row in rows)), Reader()
        header = header_of(grid, (*_WHO, *self.fields), level=self.level, criteria=self.criteria)
        table = table_of(grid, header, reader, level=self.level)
        found = {row.index: row for row in table.units}
        for index in units:
            yield from _changed(table, index, found.get(index))
        for index in {*headings} - {row.index for row in table.headings}:
            yield _fault(grid.own(index, 1), "a heading of a district")


def _changed(table: Table, index: int, row: Row | None) -> Iterator[Fault]:
    """Find what a row of a unit would lose."""
    name = table.grid.own(index, 1)
    if row is None or row.name.text != _read(name):
        yield _fault(name, "a name that is read again as it is")
    for column in table.header.having(Field.DISTRICT):
        beside = table.grid.own(index, column.index)
        if row is not None and row.district.text != _read(beside):
            yield _fault(beside, "a name that is read again as it is")


def _value(drawn: Drawn) -> Value:
    return Decimal(drawn) if isinstance(drawn, int) else drawn


def _read(cell: Cell) -> str:
    return text(cell) if cell.text else ""


def _fault(cell: Cell, expected: str) -> Fault:
    return Fault(cell.at, said(cell), expected)

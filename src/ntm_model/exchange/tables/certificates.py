"""Lists of recognised units: title, year, decision and its day, for one title or several."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TypeAlias, final

from ...core.citations import Citation
from ...core.days import When, Years
from ...core.names import Level
from ...tiers import Certification, CertificationTier
from ...units import Province
from .grids import Cell
from .headers import Column, Field
from .marks import TITLE_OF
from .opened import Opened
from .reading import Certified, TableReading
from .rows import Row
from .taking import text
from .times import days, years

_FACTS = (Field.YEAR, Field.DECISION, Field.DECIDED)
#: a decision with its day in one cell
_SIGNED = re.compile(r"(.+?),? ngày (\S+)")
#: the title of some columns by their headers, and the columns
_Part: TypeAlias = tuple[CertificationTier | None, Mapping[Field, Column]]


def read_certifications_table(
    path: Path | str,
    province: Province,
    *,
    tier: CertificationTier | None = None,
    level: Level = Level.COMMUNE,
    on: date | None = None,
    sheet: str = "",
    source: Citation = Citation(),
) -> TableReading:
    """Read certificates of communes or districts: title, recognised year, decision and its day.

    The title stands in a column, in the headers (which may hold several side by side), or is
    *tier*. A row with nothing in the columns of a title says nothing of it, unless the table has
    no such column. *on* is the day of its names and codes.
    """
    opened = Opened(path, sheet, [Field.TITLE, *_FACTS], level=level, source=source)
    units = opened.units(province, on, once=False)
    rows = _Rows(opened, tier)
    found: list[Certified] = []
    for row in opened.rows:
        granted = rows.certificates(row)
        unit = units.get(row.index)
        if unit is None:
            continue
        for cell, grant in granted:
            if grant.tier in unit.ladder():
                found.append(Certified(unit.id, grant))
            else:
                possible = " or ".join(TITLE_OF[one] for one in unit.ladder()) or "no title"
                opened.reader.note(cell, f"what {unit.name} can hold: {possible}")
    return opened.done(TableReading(certified=tuple(found)))


@final
class _Rows:
    """What the columns of a table say of each row."""

    def __init__(self, opened: Opened, tier: CertificationTier | None) -> None:
        self._opened, self._tier = opened, tier
        columns = [one for field in _FACTS for one in opened.table.header.having(field)]
        titles = dict.fromkeys(one.tier for one in columns if one.tier is not None)
        self._mixed = bool(opened.table.header.having(Field.TITLE))
        self._parts: list[_Part] = [
            (title, {one.field: one for one in columns if one.tier is title}) for title in titles
        ]
        if len(titles) <= 1:
            given = tier if self._mixed else opened.own_title(columns, tier)
            self._parts = [(given, {one.field: one for one in columns})]
        for column in columns if len(titles) > 1 else ():
            if self._mixed or column.tier is None:
                expected = "one title for each column, in its header or in a column of titles"
                opened.misplaced(column, expected)

    def certificates(self, row: Row) -> list[tuple[Cell, Certification]]:
        """Return the certificates of a row, each with the cell that says so."""
        return [found for part in self._parts if (found := self._certificate(row, *part))]

    def _certificate(
        self, row: Row, title: CertificationTier | None, columns: Mapping[Field, Column]
    ) -> tuple[Cell, Certification] | None:
        table, take = self._opened.table, self._opened.reader.take
        cells = {field: table.cell(row, column) for field, column in columns.items()}
        told = table.cells(row, Field.TITLE)
        given = [cell for cell in (*cells.values(), told) if cell.text]
        if not given and (columns or self._mixed):
            return None
        tier = self._opened.title_of(row, title)
        nothing = Cell(row.at)
        decision = take(cells.get(Field.DECISION, nothing), text, "")
        signed = _SIGNED.fullmatch(decision)
        day = cells.get(Field.DECIDED, nothing)
        if signed and not day.text:
            decision, day = signed[1], Cell(cells[Field.DECISION].at, signed[2])
        cell = given[0] if given else row.name
        year = take(cells.get(Field.YEAR, nothing), years, Years())
        decided = take(day, days, When())
        if tier is None:
            return None
        return cell, Certification(
            tier=tier,
            year=year,
            decided=decided,
            decision=decision,
            source=self._opened.cited(cell),
        )

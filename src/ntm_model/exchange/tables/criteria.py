"""Communes or districts against criteria: the table that every coordination office keeps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import final

from ...core.citations import Citation
from ...core.days import When
from ...core.errors import Fault, expect, expect_day, refuse
from ...core.names import Level
from ...law.criteria import CriteriaSet
from ...record import Assessment, CriterionMark, Mark
from ...units import Commune, District, Province
from .fields import Field
from .grids import Cell
from .marks import mark
from .opened import Opened
from .reading import TableReading
from .rows import Row
from .taking import met_of
from .titles import Sense
from .totals import of_criteria

#: the levels of sets, and those of the units that are listed for them
_LEVELS = {"commune": Level.COMMUNE} | dict.fromkeys(("district", "town", "city"), Level.DISTRICT)


def read_criteria_table(
    path: Path | str,
    province: Province,
    *,
    criteria_set: CriteriaSet,
    on: date,
    blank: Mark | None = None,
    sheet: str = "",
    source: Citation = Citation(),
) -> TableReading:
    """Read a table of units and criteria: their marks on a day, and how many each meets.

    It may have columns for some criteria alone, or for none but the number met; the others stay
    open. An empty cell says nothing, unless *blank* says what it stands for in this table.
    """
    expect(CriteriaSet, criteria_set=criteria_set)
    expect_day(on=on)
    level = _LEVELS.get(criteria_set.level, Level.PROVINCE)
    if level is Level.PROVINCE:
        expected = "a set for communes or districts"
        refuse([Fault("criteria_set", f"a set for a {criteria_set.level}", expected)])
    opened = Opened(path, sheet, [Field.TOTAL], level=level, source=source, criteria=criteria_set)
    opened.headings.check_marks(criteria_set.tier)
    units = opened.units(province, on, once=True)
    rows = _Rows(opened, criteria_set, on, blank)
    known = [(row, units[row.index]) for row in opened.rows if row.index in units]
    for row, _ in known:
        opened.check_row(row, {Sense.PLANNED}, {criteria_set.tier})
    marks = tuple(one for row, unit in known for one in rows.marks_of(row, unit))
    assessed = tuple(one for row, unit in known for one in rows.assessed(row, unit))
    checks = of_criteria(opened.table, rows.marks, rows.totals)
    return opened.done(TableReading(marks=marks, assessments=assessed), checks)


@final
class _Rows:
    """The marks and totals of all rows, whether or not it is known whose they are."""

    def __init__(
        self, opened: Opened, criteria_set: CriteriaSet, on: date, blank: Mark | None
    ) -> None:
        self._opened, self._set, self._on = opened, criteria_set, When.of(on)
        columns = opened.table.header.having(Field.CRITERION)
        self._cells = {
            row.index: {one.criterion: opened.table.cell(row, one) for one in columns}
            for row in opened.rows
        }
        signs = {cell.text for cells in self._cells.values() for cell in cells.values()}
        dash = Mark.NOT_MET if "+" in signs else None
        taken = partial(mark, dash=dash, blank=blank)
        unsaid: dict[str, Mark | None] = dict.fromkeys(one.id for one in criteria_set.criteria)
        self.marks = {
            index: unsaid
            | {name: opened.reader.take(cell, taken, None) for name, cell in cells.items()}
            for index, cells in self._cells.items()
        }
        self.totals = {row.index: opened.table.cells(row, Field.TOTAL) for row in opened.rows}
        self._met = {index: self._total(cell) for index, cell in self.totals.items()}

    def marks_of(self, row: Row, unit: Commune | District) -> Iterator[CriterionMark]:
        """Yield the marks of a unit."""
        for name, cell in self._cells[row.index].items():
            found = self.marks[row.index][name]
            if found is not None:
                yield CriterionMark(
                    unit=unit.id,
                    criteria_set=self._set.id,
                    criterion=name,
                    mark=found,
                    as_of=self._on,
                    source=self._opened.cited(cell),
                )

    def assessed(self, row: Row, unit: Commune | District) -> Iterator[Assessment]:
        """Yield how many criteria a unit meets, if that is printed."""
        total = self._met[row.index]
        if total is not None:
            yield Assessment(
                unit=unit.id,
                criteria_set=self._set.decision,
                met=total[0],
                of=total[1],
                tier=self._set.tier,
                as_of=self._on,
                source=self._opened.cited(self.totals[row.index]),
            )

    def _total(self, cell: Cell) -> tuple[int, int] | None:
        total = self._opened.reader.take(cell, met_of, None)
        if total is None:
            return None
        met, of = total[0], total[1] or len(self._set.criteria)
        if not met <= of <= len(self._set.criteria):
            self._opened.reader.note(cell, f"at most {len(self._set.criteria)} criteria")
            return None
        return met, of

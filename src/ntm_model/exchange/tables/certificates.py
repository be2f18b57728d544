"""Lists of recognised units: title, year, decision and its day, for one title or several."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias, final

import attrs

from ...core.citations import Citation
from ...core.counts import Count
from ...core.days import When, Years
from ...core.explanation import Check
from ...core.names import Level
from ...tiers import Certification, CertificationTier
from ...units import Commune, District, Province
from .fields import Field
from .grids import Cell
from .headers import Column
from .opened import Opened
from .reading import Certified, TableReading, on_file, twins
from .rows import Row
from .taking import Reader, said, text, undashed, wrong
from .times import days, years
from .titles import DOUBTS, TITLE_OF, claim, doubtful, held_title
from .totals import compared

_FACTS = (Field.YEAR, Field.DECISION, Field.DECIDED)
_ALL = (Field.TITLE, *_FACTS)
#: a decision with its day in one cell
_SIGNED = re.compile(r"(.+?),? ngày (\d.*?)(?: của .*)?", re.IGNORECASE)
#: the column whose header names the title of some columns, and these
_Part: TypeAlias = tuple[Column | None, Mapping[Field, Column]]


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

    The title stands in a column, in the headers (which may hold several side by side), in headings
    above the rows, or is *tier*. A row with nothing in the columns of a title says nothing of it,
    unless the table has no such column; "chưa đạt" there says that it holds none. *on* is the day
    of its names and codes.
    """
    opened = Opened(path, sheet, _ALL, level=level, source=source)
    opened.expect_told(_ALL)
    units = opened.units(province, on, once=False)
    rows = _Rows(opened, tier)
    granted = [(row, *one) for row in opened.rows for one in rows.certificates(row)]
    titles: dict[int, set[CertificationTier]] = {}
    for row, _, grant in granted:
        titles.setdefault(row.index, set()).add(grant.tier)
    for row in opened.rows:
        if row.index in titles:
            opened.check_row(row, DOUBTS, titles[row.index])
    opened.headings.check({one.tier for _, _, one in granted}, tier, "tier=", DOUBTS)
    told = [(units[row.index], cell, one) for row, cell, one in granted if row.index in units]
    found = [*_possible(opened.reader, told)]
    _expect_once(opened.reader, found)
    certified = tuple(one for _, one in found)
    silent = tuple(
        row.at
        for row in opened.rows
        if row.index in units and row.index not in {*titles, *rows.denied}
    )
    reading = TableReading(
        certified=certified, on_file=on_file(certified, province), uncertified=silent
    )
    return opened.done(reading, _counted(opened, titles))


def _possible(
    reader: Reader, told: Iterable[tuple[Commune | District, Cell, Certification]]
) -> Iterator[tuple[Cell, Certified]]:
    """Yield the certificates that their units can hold, and note the others."""
    for unit, cell, grant in told:
        if grant.tier in unit.ladder():
            yield cell, Certified(unit.id, grant)
        else:
            possible = " or ".join(TITLE_OF[one] for one in unit.ladder()) or "no title"
            reader.note(cell, f"what {unit.name} can hold: {possible}")


@final
class _Rows:
    """What the columns of a table say of each row."""

    def __init__(self, opened: Opened, tier: CertificationTier | None) -> None:
        self._opened, self._asked = opened, tier
        #: rows that say that they hold no title
        self.denied: set[int] = set()
        columns = [one for field in _FACTS for one in opened.table.header.having(field)]
        titles = dict.fromkeys(one.tier for one in columns if one.tier is not None)
        self._mixed = bool(opened.table.header.having(Field.TITLE))
        self._parts: list[_Part] = []
        if len(titles) > 1:
            if not self._mixed:
                parts = [[one for one in columns if one.tier is title] for title in titles]
                # beside others "đạt chuẩn" is a title of its own
                self._parts = [(attrs.evolve(one[0], bare=False), _by_field(one)) for one in parts]
            self._expect_titled(columns)
            opened.headings.sound(titles, DOUBTS)
        else:
            given = opened.own_title(columns, tier)
            self._parts = [(given, _by_field(columns))]
            self._expect_single(columns)
            named = given.tier if given is not None and not given.bare else tier
            opened.headings.sound(() if named is None else (named,), DOUBTS)

    def certificates(self, row: Row) -> Iterator[tuple[Cell, Certification]]:
        """Yield the certificates of a row, each with the cell that says so."""
        for part in self._parts:
            found = self._certificate(row, *part)
            if found is not None:
                yield found

    def _certificate(
        self, row: Row, given: Column | None, columns: Mapping[Field, Column]
    ) -> tuple[Cell, Certification] | None:
        table, take = self._opened.table, self._opened.reader.take
        cells = {field: undashed(table.cell(row, column)) for field, column in columns.items()}
        title = undashed(table.cells(row, Field.TITLE))
        told = [cell for cell in (*cells.values(), title) if cell.text]
        if self._denied(row, told) or (not told and (columns or self._mixed)):
            return None
        asked = self._asked if len(self._parts) == 1 else None
        tier = self._opened.title_of(row, held_title, given, asked)
        nothing = Cell(row.at)
        decision = take(cells.get(Field.DECISION, nothing), _decision, "")
        signed = _SIGNED.fullmatch(decision)
        day = cells.get(Field.DECIDED, nothing)
        if signed and not day.text:
            decision, day = signed[1], Cell(cells[Field.DECISION].at, signed[2])
        year = take(cells.get(Field.YEAR, nothing), years, Years())
        decided = take(day, days, When())
        if tier is None:
            return None
        cell = told[0] if told else row.name
        return cell, Certification(
            tier=tier,
            year=year,
            decided=decided,
            decision=decision,
            source=self._opened.cited(cell),
        )

    def _denied(self, row: Row, told: Sequence[Cell]) -> bool:
        """Whether a row says that there is no title; then it says nothing else of one."""
        heading = self._opened.headings.denied(row)
        denying = [cell for cell in told if claim(cell.text).denies]
        if heading is not None:
            denying.append(heading)
        for cell in told if denying else ():
            if cell not in denying:
                self._opened.reader.note(cell, f"nothing beside {said(denying[0])}")
        self.denied |= {row.index} if denying else set()
        return bool(denying)

    def _expect_titled(self, columns: Sequence[Column]) -> None:
        for column in columns:
            if self._mixed or column.tier is None:
                expected = "one title for each column, in its header or in a column of titles"
                self._opened.misplaced(column, expected)

    def _expect_single(self, columns: Sequence[Column]) -> None:
        for column in columns:
            if self._parts[0][1][column.field] is not column:
                self._opened.misplaced(column, "one column of each kind, or a title for each")


def _by_field(columns: Sequence[Column]) -> Mapping[Field, Column]:
    """Return the first column of each field."""
    found: dict[Field, Column] = {}
    for column in columns:
        found.setdefault(column.field, column)
    return found


def _decision(cell: Cell) -> str:
    """Take the number of a decision that grants a title."""
    if doubtful(cell.text, DOUBTS):
        raise wrong(cell, "the decision that grants the title")
    return text(cell)


def _counted(opened: Opened, held: Collection[int]) -> Iterator[Check]:
    """Yield the printed numbers of units that hold a title against their certificates."""
    for group in opened.table.groups:
        printed = group.row.printed
        rows = [row for row in group.members if row.index in held]
        if printed is not None and opened.headings.lists(group):
            units = {(row.name.text, row.code.text, row.district.text) for row in rows}
            yield compared(group.row.name.at, printed, Count(len(units), len(rows)))


def _expect_once(reader: Reader, found: Sequence[tuple[Cell, Certified]]) -> None:
    """Note a title that a unit has twice; a decision of its own makes it another certificate."""
    before: dict[tuple[str, CertificationTier], dict[str, list[tuple[Cell, Certification]]]] = {}
    for cell, one in found:
        grant = one.certification
        by_decision = before.setdefault((one.unit, grant.tier), {})
        # only those of the same decision, or where one has none, can be a slip
        near = ("", grant.decision) if grant.decision else tuple(by_decision)
        others = [pair for decision in near for pair in by_decision.get(decision, ())]
        same = [at for at, other in others if twins(grant, other)]
        if same:
            reader.note(
                cell, f"each title of a unit once, or with its own decision; see {same[0].at}"
            )
        else:
            by_decision.setdefault(grant.decision, []).append((cell, grant))

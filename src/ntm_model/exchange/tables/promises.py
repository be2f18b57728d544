"""Plans and targets: which units are to reach a title, and how many of each district."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import final

import attrs

from ...core.citations import Citation
from ...core.counts import Count
from ...core.days import last_day_of
from ...core.errors import expect_day
from ...core.explanation import Check
from ...core.names import Level, Mention, same_name_key
from ...promises import Plan, Target
from ...tiers import CertificationTier
from ...units import Province
from ..leaves import visible
from .fields import Field
from .grids import Cell
from .headers import Column
from .keys import is_result, key_of
from .opened import Opened
from .reading import TableReading
from .rows import Row
from .taking import undashed, whole
from .times import one_year
from .titles import NOT_PLANNED, TITLE_OF, planned_title
from .totals import of_column

_FACTS = (Field.TITLE, Field.DUE)
_HOW_MANY = re.compile(r"so( luong)?( xa| don vi)?")
_Key = tuple[CertificationTier, int | None]


def read_plans_table(
    path: Path | str,
    *,
    tier: CertificationTier | None = None,
    year: int | None = None,
    level: Level = Level.COMMUNE,
    author: str = "",
    stated_in: str = "",
    prefix: str = "plan",
    sheet: str = "",
    source: Citation = Citation(),
) -> TableReading:
    """Read which units are planned for which title and year: one plan for each of these.

    Names are kept as printed, with the district that they stand under; the review finds the
    units. A plan for a year is to be reached by its end. A row that leaves its cell of the only
    column of years empty is not planned, unless *year* or a title of its own says so. Ids are
    made of *prefix*, title and year.
    """
    opened = Opened(path, sheet, _FACTS, level=level, source=source)
    named: dict[_Key, list[Row]] = {}
    passed: list[str] = []
    for row, key in _planned(opened, tier, year, passed):
        named.setdefault(key, []).append(row)
        opened.check_row(row, NOT_PLANNED, {key[0]})
    _expect_once(opened, named)
    plans = tuple(
        Plan(
            id=_joined(prefix, title.value, "" if when is None else str(when)),
            level=level,
            tier=title,
            mentions=tuple(Mention(one.name.text, level, one.district.text) for one in rows),
            author=author,
            stated_in=stated_in,
            year=when,
            deadline=None if when is None else last_day_of(when),
            source=opened.cited(rows[0].name),
        )
        for (title, when), rows in named.items()
    )
    told = opened.done(TableReading(plans=plans))
    return attrs.evolve(told, not_read=(*told.not_read, *passed))


def mention_key(mention: Mention) -> tuple[str, str]:
    """Return what two mentions of one unit share, as far as their words tell."""
    return same_name_key(mention.text), same_name_key(mention.district)


def read_targets_table(
    path: Path | str,
    province: Province,
    *,
    tier: CertificationTier | None = None,
    horizon: date | None = None,
    set_by: str = "",
    stated_in: str = "",
    prefix: str = "target",
    sheet: str = "",
    source: Citation = Citation(),
) -> TableReading:
    """Read how many communes each district is to bring to which titles, and the province in all.

    A row of totals is the province's own target, of which those of the districts are parts.
    """
    if horizon is not None:
        expect_day(horizon=horizon)
    opened = Opened(path, sheet, [Field.NUMBER], level=Level.DISTRICT, source=source)
    units = opened.units(province, None, once=True)
    asked = _Asked(opened, province.id, {row: unit.id for row, unit in units.items()})
    plain = _plain(opened)
    columns = [*_titled(opened, tier, plain)]
    _expect_promises(opened)
    opened.headings.check({title for title, _ in columns}, tier, "tier=")
    targets = tuple(
        Target(
            id=_joined(prefix, title.value, scope),
            tier=title,
            value=value,
            scope=scope,
            horizon=horizon,
            set_by=set_by,
            stated_in=stated_in,
            part_of=_joined(prefix, title.value, of) if of else "",
            source=opened.cited(cell),
        )
        for title, column in columns
        for scope, of, cell, value in asked.numbers(column)
    )
    told = opened.done(TableReading(targets=targets), asked.checks)
    return attrs.evolve(told, not_read=(*told.not_read, *plain.values()))


@final
class _Asked:
    """The numbers of all rows, and of the row of totals that is about all of them."""

    def __init__(self, opened: Opened, whole_scope: str, scopes: Mapping[int, str]) -> None:
        self._opened, self._whole, self._scopes = opened, whole_scope, scopes
        whole_table = (one for one in opened.table.groups if one.members == opened.rows)
        self._totals = [group.row for group in whole_table][-1:]
        self.checks: list[Check] = []

    def numbers(self, column: Column) -> Iterator[tuple[str, str, Cell, int]]:
        """Yield the scope of each number, the scope that it is a part of, its cell, and itself."""
        values = {row.index: self._value(row, column) for row in self._opened.rows}
        parts = {row: Count.exactly(number) for row, (_, number) in values.items() if number}
        self.checks += of_column(self._opened.table, column, parts)
        totals = [self._value(row, column) for row in self._totals]
        of = ""
        for cell, number in totals:
            if number is not None:
                of = self._whole
                yield self._whole, "", cell, number
        for row, (cell, number) in values.items():
            if number is not None and row in self._scopes:
                yield self._scopes[row], of, cell, number

    def _value(self, row: Row, column: Column) -> tuple[Cell, int | None]:
        cell = undashed(self._opened.table.cell(row, column))
        return cell, self._opened.reader.take(cell, whole, None)


def _planned(
    opened: Opened, tier: CertificationTier | None, year: int | None, passed: list[str]
) -> Iterator[tuple[Row, _Key]]:
    """Yield each row of a plan with its title and year; note those that are not planned."""
    for row in opened.rows:
        if not row.name.text:
            opened.reader.note(row.name, "a name as the plan prints it")
    columns = opened.table.header.having(Field.DUE)
    opened.expect_told(_FACTS)
    if len(columns) > 1:
        planned = [*_side_by_side(opened, columns, tier)]
        titles = [one.tier for one in columns if one.tier is not None]
        opened.headings.sound({*titles} | ({tier} if tier else set()), NOT_PLANNED)
    else:
        given = opened.own_title(columns, tier)
        planned = [*_one_by_one(opened, given, tier, year)]
        undated = [] if year else [row for row, (_, when) in planned if when is None]
        idle = [row for row in undated if columns and not _says_title(opened, row)]
        planned = [one for one in planned if one[0] not in idle]
        passed += [f"{visible(row.name.text)} ({row.at})" for row in idle]
    opened.headings.check({title for _, (title, _) in planned}, tier, "tier=", NOT_PLANNED)
    yield from planned


def _says_title(opened: Opened, row: Row) -> bool:
    """Whether a row itself names the title that it is planned for."""
    return bool(undashed(opened.table.cells(row, Field.TITLE)).text)


def _expect_once(opened: Opened, named: Mapping[_Key, Sequence[Row]]) -> None:
    """Note each unit that is planned for one title twice, in whatever years."""
    first: dict[tuple[object, ...], Row] = {}
    for (title, _), rows in named.items():
        for row in rows:
            mention = Mention(row.name.text, district=row.district.text)
            key = (title, *mention_key(mention), row.code.text)
            before = first.setdefault(key, row)
            if before is not row:
                opened.reader.note(row.name, f"each unit once for a title, which {before.at} has")


def _one_by_one(
    opened: Opened, given: Column | None, tier: CertificationTier | None, year: int | None
) -> Iterator[tuple[Row, _Key]]:
    """Yield the title of each row, and its year."""
    take = opened.reader.take
    named = given.tier if given is not None and not given.bare else tier
    opened.headings.sound(() if named is None else (named,), NOT_PLANNED)
    for row in opened.rows:
        title = opened.title_of(row, planned_title, given, tier)
        when = take(opened.table.cells(row, Field.DUE), one_year, None)
        if title is not None:
            yield row, (title, year if when is None else when)


def _side_by_side(
    opened: Opened, columns: Sequence[Column], tier: CertificationTier | None
) -> Iterator[tuple[Row, _Key]]:
    """Yield what columns of years say, each of a title of its own."""
    for column in columns:
        title = column.tier or tier
        if title is None:
            opened.misplaced(column, "a title in its header")
            continue
        for row in opened.rows:
            when = opened.reader.take(opened.table.cell(row, column), one_year, None)
            if when is not None:
                yield row, (title, when)


def _titled(
    opened: Opened, tier: CertificationTier | None, passed: Collection[int]
) -> Iterator[tuple[CertificationTier, Column]]:
    """Yield the columns of numbers with their titles, each of its own."""
    given = opened.table.header.having(Field.NUMBER)
    columns = [column for column in given if column.index not in passed]
    if not columns:
        at = Cell(opened.table.grid.address(opened.table.header.below - 1, 0))
        expected = "a column of numbers such as 'Số xã đạt chuẩn'"
        if any(re.search(r"\b20\d\d\b", one) for one in opened.table.header.not_read):
            # of one year, or of all until then?
            expected += "; one of a year leaves open whether it counts those of before"
        if any(map(is_result, opened.table.header.not_read)):
            expected += "; what was reached is no target"
        opened.reader.note(at, expected, found="none")
    seen: set[CertificationTier] = set()
    for column in columns:
        title = (tier if column.bare and len(columns) == 1 else None) or column.tier or tier
        if title is None:
            opened.misplaced(column, f"a title in its header: {', '.join(TITLE_OF.values())}")
        elif title in seen:
            opened.misplaced(column, "one column for each title")
        else:
            seen.add(title)
            yield title, column


def _plain(opened: Opened) -> dict[int, str]:
    """Return the columns that say how many communes there are, beside those of titles."""
    columns = opened.table.header.having(Field.NUMBER)
    untitled = {one.index: _own_header(opened, one) for one in columns if one.tier is None}
    beside = len(untitled) < len(columns)
    return {
        index: f"{visible(cell.text)} ({cell.at})"
        for index, cell in untitled.items()
        if beside and _HOW_MANY.fullmatch(key_of(cell.text))
    }


def _own_header(opened: Opened, column: Column) -> Cell:
    """Return the lowest header that is written above a column."""
    header = opened.table.header
    rows = range(header.below - 1, header.top - 1, -1)
    cells = (opened.table.grid.own(row, column.index) for row in rows)
    return next(cell for cell in cells if cell.text)


def _expect_promises(opened: Opened) -> None:
    """Note the first title above the table that is of results."""
    grid = opened.table.grid
    above = (
        grid.own(row, at) for row in range(opened.table.header.top) for at in range(grid.width)
    )
    for cell in above:
        if is_result(cell.text):
            opened.reader.note(cell, "targets, which are to be reached, and no results")
            return


def _joined(*parts: str) -> str:
    return "-".join(part for part in parts if part)

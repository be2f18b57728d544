"""Printed totals of a table against its rows (rule E1): findings, because a document is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ...core.counts import Count
from ...core.explanation import Check, counted
from ...record import Mark
from .fields import Field
from .grids import Cell
from .headers import Column
from .labels import units_in
from .rows import Group, Row, Table
from .taking import undashed
from .titles import claim

#: for each row, what it gives to a total: at least and at most so much
Parts = Mapping[int, Count]

_RULE = "E1"
_WHO = (Field.NAME, Field.CODE, Field.DISTRICT)
_WHAT = (Field.TITLE, Field.YEAR, Field.DECISION, Field.DECIDED)
_WHOLE = re.compile(r"(\d{1,9})(?:\s*/\s*\d{1,9})?(?: xã| huyện)?", re.ASCII)


def compared(at: str, printed: int, rows: Count) -> Check:
    """Return how a printed total and its rows go together.

    >>> compared("Sheet1!C20", 7, Count(6, 6)).verdict
    <Verdict.NOT_MET: 'not met'>
    """
    reason = counted("printed-total", Count.exactly(printed), rows, rule=_RULE, subject=(at,))
    return Check(_RULE, at, reason)


def met_in(marks: Sequence[Mark | None]) -> Count:
    """Return how many criteria some marks say are met; those left open may be.

    >>> print(met_in([Mark.MET, Mark.NOT_MET, None, Mark.NOT_APPLICABLE]))
    1 to 3
    """
    open_marks = (None, Mark.NOT_APPLICABLE, Mark.NOT_ASSESSED)
    sure = marks.count(Mark.MET)
    return Count(sure, sure + sum(mark in open_marks for mark in marks))


def of_units(table: Table) -> Iterator[Check]:
    """Yield the number of units that headings and totals give in their words, or beside them."""
    for group in table.groups:
        told = group.row.printed
        if told is not None:
            yield compared(group.row.name.at, told, _number(group.members, group.members))
        for column in table.header.columns:
            cell = table.grid.own(group.row.index, column.index)
            printed = units_in(cell.text)
            if printed is not None and _counts(table, group, column, cell):
                yield compared(cell.at, printed, _beside(table, group, column))


def _counts(table: Table, group: Group, column: Column, cell: Cell) -> bool:
    """Whether a number beside a heading or total is one of units; a code of a district is not."""
    code = column.field is Field.CODE and group.row in table.headings
    return column.field in (*_WHO, *_WHAT) and not code and cell.at != group.row.name.at


def _beside(table: Table, group: Group, column: Column) -> Count:
    """Return of how many units a column may give the number: of those it says something of, too."""
    filled = [row for row in group.members if _says(table.cell(row, column))]
    return _number(filled if column.field in _WHAT else group.members, group.members)


def _says(cell: Cell) -> bool:
    """Whether a cell says something of its unit; a dash and "chưa đạt" say that it is nothing."""
    return bool(undashed(cell).text) and not claim(cell.text).denies


def _number(least: Sequence[Row], most: Sequence[Row]) -> Count:
    """Return how many units rows may be counted as: one may have a row for each of its titles."""
    return Count(
        len({(one.name.text, one.code.text, one.district.text) for one in least}), len(most)
    )


def of_column(table: Table, column: Column, parts: Parts) -> Iterator[Check]:
    """Yield every total that headings and rows of totals print in a column.

    What is no whole number there, such as an average, is not compared.
    """
    for group in table.groups:
        cell = table.grid.own(group.row.index, column.index)
        printed = _printed(cell)
        counts = [parts[row.index] for row in group.members if row.index in parts]
        if printed is not None and (counts or not group.members):
            low, high = sum(one.low for one in counts), sum(one.high or 0 for one in counts)
            # what a row leaves out may be anything
            all_given = len(counts) == len(group.members)
            yield compared(cell.at, printed, Count(low, high if all_given else None))


def of_criteria(
    table: Table, marks: Mapping[int, Mapping[str, Mark | None]], totals: Mapping[int, Cell]
) -> Iterator[Check]:
    """Yield the totals beside marks, below them, and below the column of totals."""
    rows = {row: met_in([*given.values()]) for row, given in marks.items()}
    for column in table.header.having(Field.CRITERION):
        parts = {row: met_in([given[column.criterion]]) for row, given in marks.items()}
        yield from of_column(table, column, parts)
    for column in table.header.having(Field.TOTAL):
        printed = {row: _printed(cell) for row, cell in totals.items()}
        told = {row: Count.exactly(number) for row, number in printed.items() if number is not None}
        yield from (compared(totals[row].at, one.low, rows[row]) for row, one in told.items())
        yield from of_column(table, column, {**rows, **told})


def _printed(cell: Cell) -> int | None:
    found = _WHOLE.fullmatch(cell.text)
    return int(found[1]) if found else None

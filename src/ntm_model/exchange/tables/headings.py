"""Titles above rows: in a heading within a table, or in what stands above its header."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Collection, Iterator
from typing import TypeAlias, final

from ...core.names import search_key
from ...tiers import CertificationTier
from .around import in_brackets, is_letterhead, is_otherwise
from .grids import Cell
from .labels import is_aside
from .rows import Group, Row, Table
from .taking import Reader
from .titles import DOUBTS, TITLE_OF, Claim, Sense, claim, counts, doubtful

#: a total is no heading
_TOTAL = re.compile(r"(tong|cong|toan tinh|so xa)\b.*")
#: what a document says of itself
#: what explains facts below them; signatures do not
_NOTE = re.compile(r"\W*(ghi chu|chu thich|luu y)\b|[*(]")
_BELONGING = re.compile(r"\W*(ban hanh )?kem theo\b.*")
_DENYING = re.compile(
    r"([ivxlc]+|[a-h]|\d+)?\W*((danh sach|nhom|cac|xa|don vi)\b\W*)*(chua|khong)\b"
)
_Said: TypeAlias = tuple[Cell, Claim]


@final
class Headings:
    """What stands above the rows of a table and speaks of titles."""

    def __init__(self, table: Table, reader: Reader) -> None:
        """Find it all."""
        self._reader = reader
        self._table = table
        self._above = [*_above(table)]
        self._within = sorted(_within(table), key=lambda one: one[1].row.index)
        self._by_row: dict[int, _Said] = {}
        for said, group in self._within:
            self._by_row |= dict.fromkeys((row.index for row in group.members), said)
        self._units = table.units

    def check(
        self,
        read: Collection[CertificationTier],
        asked: CertificationTier | None,
        settled_by: str,
        doubts: Collection[Sense] = (),
    ) -> None:
        """Note what stands above the table and speaks of other titles than it is read for.

        What only doubts a title is told too, where *doubts* say what that is.
        """
        naming = [(cell, told) for cell, told in self._above if _names(cell, told)]
        named = {title for _, told in naming for title in told.titles}
        if named == {CertificationTier.STANDARD}:
            # units of higher titles have it too, where the table itself tells these
            read = {one for one in read if one is asked}
        if named and read and named.isdisjoint(read):
            titles = " and ".join(repr(TITLE_OF[one]) for one in TITLE_OF if one in read)
            expected = f"a title of the table for {titles}, which it is read for"
            self._reader.note(naming[0][0], f"{expected}; {settled_by} says which is meant")
        for cell in (*(cell for cell, _ in self._above), *self._table.header.remarks):
            if doubts and not is_letterhead(cell.text) and doubtful(cell.text, doubts):
                self._reader.note(cell, _expected(doubts))

    def check_marks(self, tier: CertificationTier) -> None:
        """Note what stands above marks and says that they are planned, or of what is not met."""
        self.check({tier}, tier, "criteria_set=")
        for cell, _ in self._above:
            key = search_key(cell.text)
            aside = is_letterhead(cell.text) or _BELONGING.fullmatch(key)
            if not aside and is_otherwise(cell.text):
                self._reader.note(cell, "marks of what is met, not of what is planned or open")

    def lists(self, group: Group) -> bool:
        """Whether the title of the table, or a heading, says that its units hold a title."""
        own = any(one is group for _, one in self._within)
        listed = any(
            search_key(cell.text).startswith("danh sach") and Sense.MET in told.senses
            for cell, told in self._above
        )
        return own or listed

    def cells(self) -> Iterator[Cell]:
        """Yield everything that stands above the table and above its rows, or in its headers."""
        yield from (cell for cell, _ in self._above)
        yield from self._table.header.remarks
        places = {row.index for row in self._table.headings}
        for group, cell in _labels(self._table):
            if group.row.index in places:
                yield from in_brackets(cell)
            elif not _TOTAL.fullmatch(search_key(cell.text)):
                yield cell
        yield from _below(self._table)

    def sound(self, asked: Collection[CertificationTier], doubts: Collection[Sense]) -> None:
        """Note headings within the table that name several titles, no sure one, or another."""
        self._note_gaps()
        for (cell, told), group in self._within:
            if not group.members or (doubts is DOUBTS and _denied(cell, told)):
                continue
            if doubtful(cell.text, doubts) or (doubts is DOUBTS and not told.titles):
                self._reader.note(cell, _expected(doubts))
            elif len(told.titles) > 1:
                self._reader.note(cell, "one title in a heading")
            elif asked and not {*told.titles} <= {*asked}:
                titles = " or ".join(repr(TITLE_OF[one]) for one in TITLE_OF if one in asked)
                self._reader.note(cell, f"{titles}, as is asked or the headers say")

    def title(self, row: Row) -> CertificationTier | None:
        """Return the title that the heading of a row names."""
        said = self._by_row.get(row.index)
        return said[1].titles[0] if said and said[1].titles else None

    def denied(self, row: Row) -> Cell | None:
        """Return the heading of a row that says that its units hold no title."""
        said = self._by_row.get(row.index)
        return said[0] if said and _denied(*said) else None

    def _note_gaps(self) -> None:
        """Note the first row to which the heading above it, and no other, may still extend."""
        starts = [group.row.index for _, group in self._within]
        told: set[str] = set()
        for row in self._units:
            place = bisect(starts, row.index)
            before = self._within[place - 1][0][0].at if place else ""
            if before and row.index not in self._by_row and before not in told:
                told.add(before)
                expected = f"a heading of its own that names a title, as {before} does"
                self._reader.note(row.name, expected)


def _above(table: Table) -> Iterator[_Said]:
    for row in range(table.header.top):
        for column in range(len(table.grid.rows[row])):
            cell = table.grid.own(row, column)
            if cell.text:
                yield cell, claim(cell.text)


def _below(table: Table) -> Iterator[Cell]:
    """Yield the notes below a table, and what else doubts something there."""
    named = (*table.units, *(group.row for group in table.groups))
    passed = {one.rpartition("(")[2] for one in table.passed}
    last = max((row.index for row in named), default=table.header.below)
    for row in range(last + 1, len(table.grid.rows)):
        for column in range(len(table.grid.rows[row])):
            cell = table.grid.own(row, column)
            says = _NOTE.match(search_key(cell.text)) or doubtful(cell.text, DOUBTS)
            if says and not is_aside(cell) and f"{cell.at})" not in passed:
                yield cell


def _within(table: Table) -> Iterator[tuple[_Said, Group]]:
    """Yield the headings that speak of titles with their rows; those of districts do not."""
    places = {row.index for row in table.headings}
    for group, cell in _labels(table):
        told = claim(cell.text)
        doubted = told.senses & (DOUBTS - {Sense.DENIED})
        spoken = told.titles or doubted or _denied(cell, told) or counts(cell.text)
        place = group.row.index in places
        if spoken and not place and not _TOTAL.fullmatch(search_key(cell.text)):
            yield (cell, told), group


def _labels(table: Table) -> Iterator[tuple[Group, Cell]]:
    """Yield the headings above rows with their cells as they are written."""
    for group in table.groups:
        label = group.row
        if all(label.index < row.index for row in group.members[:1]):
            cells = (table.grid.own(label.index, column) for column in range(table.grid.width))
            yield group, next(one for one in cells if one.at == label.name.at)


def _names(cell: Cell, told: Claim) -> bool:
    """Whether a title is named; the programme itself is called "nông thôn mới" too."""
    plain = told.titles == (CertificationTier.STANDARD,) and Sense.MET not in told.senses
    belongs = _BELONGING.fullmatch(search_key(cell.text))
    return bool(told.titles) and not plain and not belongs


def _denied(cell: Cell, told: Claim) -> bool:
    """Whether a heading says first of all that a title is not held, and nothing of an end."""
    left = told.senses & {Sense.ENDED, Sense.LAPSED}
    said = told.senses & {Sense.MET, Sense.HELD} and not left
    return told.denies or bool(said and _DENYING.match(search_key(cell.text)))


def _expected(doubts: Collection[Sense]) -> str:
    return "titles that are held" if doubts is DOUBTS else "titles that are to be reached"

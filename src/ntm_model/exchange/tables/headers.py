"""Which column says what: headers of one or several rows, Vietnamese, in many spellings."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import takewhile
from typing import TypeAlias, final

import attrs

from ...core.errors import Fault, InvalidInputError, refuse
from ...core.names import Level, search_key
from ...law.criteria import CriteriaSet
from ...tiers import CertificationTier
from ..leaves import shown, visible
from .around import in_brackets, is_otherwise
from .fields import ASIDE, DISTRICT_CODES, DISTRICT_NAMES, FACTS, FILLER, WORDS, Field
from .grids import Cell, Grid
from .keys import (
    close,
    is_apart,
    is_former,
    is_indicator,
    is_other,
    is_part,
    is_result,
    key_of,
    timeless,
)
from .titles import DOUBTS, NOT_PLANNED, Sense, claim, without

#: a table begins within these rows
_LOOKED_THROUGH = 60
#: a header has at most so many rows
_DEEPEST = 6


_ANY = {*Sense} - {Sense.LINK}
_NUMBERED = re.compile(r"(?:(tieu chi|tc)(?: so)? ?)?0?(\d{1,2})(?: (.*))?", re.ASCII)
_IDENTITY = (Field.NAME, Field.CODE)


@final
@attrs.frozen
class Column:
    """What one column says."""

    index: int
    field: Field
    #: for criteria: which one
    criterion: str = ""
    #: the title that its header names
    tier: CertificationTier | None = None
    #: whether that is "đạt chuẩn" alone, which may stand for a title that is told elsewhere
    bare: bool = False


@final
@attrs.frozen
class Header:
    """The columns of a table, and where its rows begin."""

    columns: tuple[Column, ...]
    #: its first row, and the first row below it
    top: int
    below: int
    #: headers that say nothing that is read, each with its address
    not_read: tuple[str, ...]
    #: what those of the others say beside it
    remarks: tuple[Cell, ...] = ()

    def having(self, field: Field) -> tuple[Column, ...]:
        """Return the columns of a field."""
        return tuple(column for column in self.columns if column.field is field)


#: columns with their places and headers
_Named: TypeAlias = Sequence[tuple[Column | None, int, list[str]]]


def header_of(
    grid: Grid,
    wanted: Collection[Field],
    *,
    level: Level = Level.COMMUNE,
    criteria: CriteriaSet | None = None,
) -> Header:
    """Find the columns of a table.

    Raises:
        InvalidInputError: there is no header, a column stands twice, or one is missing.
    """
    finder = _Finder(grid, (*wanted, Field.NOTE), level, criteria)
    top = finder.top()
    bottom = finder.bottom(top)
    found = [(column, finder.path(column, top, bottom)) for column in range(grid.width)]
    named = [(finder.column(index, path, bottom), index, path) for index, path in found if path]
    former = _former(named) | _reached(named)
    columns = tuple(one for one, _, _ in named if one is not None and one.index not in former)
    unread = [(at, path) for one, at, path in named if one is None or at in former]
    near = [*finder.near(unread, bottom, columns)]
    refuse([*finder.faults, *_twice(grid, columns, bottom), *near])
    told = tuple(
        f"{visible(' '.join(path))} ({grid.address(bottom, index)})" for index, path in unread
    )
    refuse(finder.incomplete(columns, told))
    read = [one for one in named if one[1] not in former]
    remarks = tuple(finder.remarks(read, range(top, bottom + 1)))
    return Header(columns, top, bottom + 1, told, remarks)


def _former(named: _Named) -> set[int]:
    """Return the columns that tell what units were before, where others tell what they are."""
    told = [
        (one.field, one.index, is_former(path))
        for one, _, path in named
        if one is not None and one.field in (*_IDENTITY, Field.DISTRICT, Field.DISTRICT_CODE)
    ]
    present = {field for field, _, former in told if not former}
    return {index for field, index, former in told if former and field in present}


def _reached(named: _Named) -> set[int]:
    """Return the years that titles were reached in, where others say that they are planned."""
    due = [
        (index, Sense.PLANNED in claim(" ".join(path)).senses)
        for one, index, path in named
        if one is not None and one.field is Field.DUE
    ]
    planned = any(said for _, said in due)
    return {index for index, said in due if planned and not said}


class _Finder:
    """Looks for the header of one grid, and keeps what is wrong with it."""

    def __init__(
        self, grid: Grid, wanted: Collection[Field], level: Level, criteria: CriteriaSet | None
    ) -> None:
        self.grid, self.faults = grid, list[Fault]()
        self.words = {field: words for field, words in WORDS.items() if field in wanted}
        if level is Level.DISTRICT:
            self.words[Field.NAME] = DISTRICT_NAMES
            self.words[Field.CODE] = DISTRICT_CODES
            self.words.pop(Field.DISTRICT, None)
        named = () if criteria is None else criteria.criteria
        self._unsure = NOT_PLANNED if Field.DUE in wanted else DOUBTS
        self._doubtful: set[str] = set()
        self.ids = [one.id for one in named]
        self.names = {key_of(one.vi): one.id for one in named}
        self._tier = None if criteria is None else criteria.tier
        self._shown = {key_of(one.vi): one.vi for one in named}

    def top(self) -> int:
        """Return the row that names the units, and with the one below it most of the columns."""
        rows = range(min(_LOOKED_THROUGH, len(self.grid.rows)))
        named = [row for row in rows if self._names_units(row)]
        if not named:
            raise InvalidInputError((self._nearest(rows),))
        below = {row: 0 if row + 1 in named else self._known(row + 1) for row in named}
        return max(named, key=lambda row: self._known(row) + below[row])

    def bottom(self, top: int) -> int:
        """Return the last row of the header: those below it that name no unit, but columns."""
        identity = [
            column
            for column in range(self.grid.width)
            if self.field(self.grid.own(top, column).text) in (*_IDENTITY, Field.ORDER)
        ]
        last = min(top + _DEEPEST, len(self.grid.rows))
        below = takewhile(lambda row: self._goes_on(row, identity), range(top + 1, last))
        return max(below, default=top)

    def path(self, column: int, top: int, bottom: int) -> list[str]:
        """Return the headers above a column, from the top."""
        found = [self._seen(row, column, bottom) for row in range(top, bottom + 1)]
        return list(dict.fromkeys(text for text in found if text))

    def column(self, index: int, path: list[str], row: int) -> Column | None:
        """Return what a column says by its headers; ``None`` if that is nothing that is read."""
        criterion = self._criterion(index, path, row)
        if criterion:
            planned = self._otherwise(path)
            return None if planned else Column(index, Field.CRITERION, criterion)
        joined = " ".join(path)
        ways = () if is_other(path) or (self.ids and is_apart(path)) else (joined, *reversed(path))
        field = next((one for way in ways if (one := self.field(way))), None)
        at, senses = self.grid.address(row, index), claim(joined).senses
        if self._fact(joined, _ANY) and senses & {Sense.DENIED, Sense.ENDED}:
            expected = "titles that are held: a table of others is not one of certificates or plans"
            self.faults.append(Fault(at, shown(joined), expected))
            return None
        # what is said above "năm" or behind it may be of a plan, or of no title at all
        if field in FACTS:
            field = None if senses & self._unsure else self.field(joined)
        result = field is Field.NUMBER and any(map(is_result, path))
        if field is None or result or (field is Field.TOTAL and self._otherwise(path)):
            return None
        tier, bare = self._title(path, at)
        return Column(index, field, tier=tier, bare=bare)

    def _otherwise(self, path: list[str]) -> bool:
        """Whether headers over marks or totals say that they are planned, denied or of others."""
        spoken = (
            " ".join(cell.text for cell in in_brackets(Cell("", text)))
            if self._numbered([text]) or key_of(text) in self.names
            else text
            for text in path
        )
        return bool(self.ids) and any(is_otherwise(text, self._tier) for text in spoken)

    def remarks(self, named: _Named, rows: range) -> Iterator[Cell]:
        """Yield what the headers of columns that are read say beyond these, with its cells."""
        read = {text for one, _, path in named if _is_fact(one) for text in path}
        cells = (self.grid.own(row, at) for row in rows for at in range(self.grid.width))
        for text, cell in {one.text: one for one in cells if one.text in read}.items():
            known = {self.field(text)} - {None, Field.TOTAL, Field.NUMBER}
            named_so = self._numbered([text]) or key_of(text) in self.names or is_part(text)
            yield from in_brackets(cell) if known or named_so else (cell,)

    def _title(self, path: list[str], at: str) -> tuple[CertificationTier | None, bool]:
        """Return the title that headers name, and whether that is just "đạt chuẩn"."""
        told = [found for text in path if (found := claim(text, alone=True)).titles]
        named = dict.fromkeys(title for found in told for title in found.titles)
        higher = [one for one in named if one is not CertificationTier.STANDARD]
        if len(higher) > 1 or any(len(found.titles) > 1 for found in told):
            self.faults.append(Fault(at, shown(" ".join(path)), "one title in a header"))
        return next(iter(higher or named), None), all(found.bare for found in told)

    def field(self, words: str) -> Field | None:
        """Return the field that a header names."""
        key = timeless(key_of(words))
        for field, pattern in self.words.items():
            if field is Field.NUMBER:
                plain = without(key, {Sense.TITLE, Sense.MET})
                if key and (re.fullmatch(pattern, key) or re.fullmatch(pattern, plain)):
                    return field
            elif field not in FACTS and key and re.fullmatch(pattern, key):
                return field
        return self._fact(words, _ANY - self._unsure)

    def _fact(self, words: str, senses: Collection[Sense]) -> Field | None:
        """Return what a header says of a title, whose words of some senses change nothing."""
        key = without(key_of(words), senses)
        plain = " ".join(re.sub(FILLER, " ", key).split())
        facts = [one for one in FACTS if one in self.words]
        ways = [(one, way) for one in facts for way in (key, plain)]
        return next((one for one, way in ways if re.fullmatch(self.words[one], way)), None)

    def incomplete(self, columns: tuple[Column, ...], unread: Iterable[str]) -> Iterator[Fault]:
        """Find out that a table of criteria has a column for none, nor for how many are met."""
        told = {column.field for column in columns} & {Field.CRITERION, Field.TOTAL}
        if self.ids and not told:
            found = "; ".join(("no column for any criterion", *unread))
            expected = f"columns for criteria 1 to {len(self.ids)}, or 'Số tiêu chí đạt'"
            yield Fault(self.grid.sheet, found, expected)

    def _missing(self, columns: tuple[Column, ...]) -> list[str]:
        given = {column.criterion for column in columns}
        return [one for one in self.ids if one not in given | self._doubtful]

    def near(
        self, unread: list[tuple[int, list[str]]], bottom: int, columns: tuple[Column, ...]
    ) -> Iterator[Fault]:
        """Find headers that are probably misspelt: those close to what has no column yet."""
        words = {
            search_key(field.value): field.value
            for field in self.words
            if field is not Field.NUMBER
        }
        if {column.field for column in columns} & {Field.CRITERION, Field.TOTAL} != {Field.TOTAL}:
            missing = self._missing(columns)
            words |= {key: self._shown[key] for key, one in self.names.items() if one in missing}
        for index, path in unread:
            joined = " ".join(path)
            total = re.fullmatch(ASIDE, key_of(joined)) or any(map(self._parts, path))
            aside = (
                total
                or self._otherwise(path)
                or self._fact(joined, _ANY)
                or is_other(path)
                or is_former(path)
            )
            meant = "" if aside else _meant(key_of(path[-1]), words)
            if meant:
                at = self.grid.address(bottom, index)
                yield Fault(at, shown(path[-1]), "the header of a column", repr(words[meant]))

    def _nearest(self, rows: Iterable[int]) -> Fault:
        """Return that no row names the units, with the cell that comes nearest to a header."""
        expected = "a row of headers such as 'STT', 'Tên xã', 'Mã xã'"
        names = {search_key(one): one for one in ("Tên xã", "Mã xã", "Đơn vị", "Địa phương")}
        known = {row: self._known(row) for row in rows}
        best = max(known, key=lambda row: known[row], default=0)
        wide = [row for row in known if len(self.grid.texts(row)) > 1]
        for cell in (self.grid.own(row, at) for row in wide for at in range(self.grid.width)):
            meant = close(key_of(cell.text), names)
            if meant:
                return Fault(cell.at, shown(cell.text), expected, repr(names[meant]))
        if known.get(best):
            told = f"{', '.join(map(shown, self.grid.texts(best)))} without names of units"
            return Fault(self.grid.address(best, 0), told, expected)
        return Fault(self.grid.sheet, "no header for the names of units", expected)

    def _names_units(self, row: int) -> bool:
        return any(self.field(text) in _IDENTITY for text in self.grid.texts(row))

    def _known(self, row: int) -> int:
        told = self.grid.texts(row)
        return sum(
            bool(self.field(text) or self._numbered([text]) or is_part(text) or self._parts(text))
            for text in told
        )

    def _goes_on(self, row: int, identity: list[int]) -> bool:
        """Whether a row still belongs to the header: nothing in it stands under the names."""
        if all((row, column) in self.grid.covered for column in identity):
            return True
        if any(self.grid.own(row, column).text for column in identity):
            return False
        texts = self.grid.texts(row)
        numbers = [text for text in texts if self._numbered([text])]
        # marks may look like numbers of criteria, but these stand once each
        return len(set(numbers)) == len(numbers) and self._known(row) * 2 > len(texts)

    def _seen(self, row: int, column: int, bottom: int) -> str:
        """Return what stands above a column in a row; a header reaches over blanks to its right."""
        text = self.grid.cell(row, column).text
        if text or row == bottom or (row, column) in self.grid.covered:
            return text
        under = any(self.grid.own(below, column).text for below in range(row + 1, bottom + 1))
        left = (self.grid.own(row, one).text for one in range(column, -1, -1))
        return next((one for one in left if one), "") if under else ""

    def _criterion(self, index: int, path: list[str], row: int) -> str:
        if any(map(self._parts, path)):
            return ""
        numbers = self._numbered(path)
        names = {self.names[key_of(text)] for text in path if key_of(text) in self.names}
        found = sorted(numbers | names)
        if len(found) > 1:
            told = f"{' '.join(path)!r}, which is criterion {' and '.join(found)}"
            self.faults.append(Fault(self.grid.address(row, index), told, "one criterion"))
            self._doubtful.update(found)
        return " and ".join(found)

    def _parts(self, words: str) -> bool:
        """Whether a header is of a part of a criterion, in a table of these."""
        return bool(self.ids) and is_indicator(words)

    def _numbered(self, path: list[str]) -> set[str]:
        """Return the criteria whose number stands in some headers."""
        found: set[str] = set()
        for text in path if self.ids else ():
            match = _NUMBERED.fullmatch(key_of(text))
            if match and (match[1] or not match[3] or match[3] in self.names):
                found |= {match[2], self.names.get(match[3], match[2])}
        return found & set(self.ids)


def _is_fact(column: Column | None) -> bool:
    return column is not None and column.field is not Field.NOTE


def _twice(grid: Grid, columns: tuple[Column, ...], row: int) -> Iterator[Fault]:
    first: dict[tuple[Field, str, CertificationTier | None], int] = {}
    for column in columns:
        key = (column.field, column.criterion, column.tier)
        if key in first:
            name = f"criterion {column.criterion}" if column.criterion else repr(column.field.value)
            found = f"{name} again, which {grid.address(row, first[key])} has"
            yield Fault(grid.address(row, column.index), found, "one column of each kind")
        first.setdefault(key, column.index)


def _meant(key: str, keys: Iterable[str]) -> str:
    """Return the key that another one is close to; of those of facts, word for word."""
    meant = close(key, keys)
    told, expected = key.split(), meant.split()
    near = len(told) == len(expected) and all(map(close, told, ([one] for one in expected)))
    return meant if near or meant not in {search_key(field.value) for field in FACTS} else ""

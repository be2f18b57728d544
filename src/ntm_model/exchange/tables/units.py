"""Lists of units: districts and the communes in them, each with its code and other spellings."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import final

from ...core.names import Level, same_name_key
from ...tiers import CommuneKind, DistrictKind
from ...units import Commune, District
from ..administrative.records import DIGITS
from .fields import Field
from .grids import Cell
from .naming import kind_and_name
from .opened import Opened
from .reading import TableReading
from .rows import Row
from .taking import code, said, text, undashed


def read_units_table(path: Path | str, *, sheet: str = "") -> TableReading:
    """Read districts and communes; what a unit is, is told by the word before its name.

    Or a column *Loại* or *Cấp* tells it; else it is a commune (xã), or a district (huyện).
    Districts stand in a column or in headings, with their codes in *Mã huyện* or beside the
    heading; other spellings in *Tên gọi khác*, with semicolons between them. A code of an older
    system that is shorter than those of the statistics office has an apostrophe before it.
    """
    opened = Opened(path, sheet, [Field.DISTRICT_CODE, Field.SPELLINGS, Field.KIND])
    districts = _Districts(opened)
    communes = [_commune(opened, row, districts) for row in opened.rows]
    found = tuple(districts.found.values())
    named = [row.name if row.name.text else row.code for row in opened.rows]
    _refuse_twice(opened, [*found, *communes], [*districts.cells, *named])
    return opened.done(TableReading(districts=found, communes=tuple(communes)))


@final
class _Districts:
    """The districts of a table, each once, however often it is named."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self.found: dict[str, District] = {}
        self.cells: list[Cell] = []
        for row in opened.table.headings:
            if row.name.text:
                self._add(row.name, row.code)
        for row in opened.rows:
            if row.district.text:
                self._add(row.district, opened.table.cells(row, Field.DISTRICT_CODE))

    def id_of(self, cell: Cell) -> str:
        """Return the id of the district in a cell; empty if the cell is."""
        return self.found[_key(cell.text)].id if cell.text else ""

    def _add(self, cell: Cell, code: Cell) -> None:
        key = _key(cell.text)
        told = _code(self._opened, code, Level.DISTRICT)
        before = self.found.get(key)
        if before is None:
            kind, name = kind_and_name(cell.text)
            is_kind = isinstance(kind, DistrictKind)
            self.found[key] = District(
                _name(name if is_kind else cell.text),
                code=told,
                kind=kind if isinstance(kind, DistrictKind) else DistrictKind.DISTRICT,
            )
            self.cells.append(cell)
        elif told and told != before.code:
            self._opened.reader.note(code, f"{before.code!r}, as above for {before.name}")


def _commune(opened: Opened, row: Row, districts: _Districts) -> Commune:
    kind, name = kind_and_name(row.name.text)
    is_kind = isinstance(kind, CommuneKind)
    if not opened.table.cells(row, Field.NAME).text:
        opened.reader.note(row.name, "the name of a unit")
    spellings = opened.reader.take(opened.table.cells(row, Field.SPELLINGS), text, "")
    return Commune(
        # where there is none, that is a fault, and the unit is never handed out
        (name if is_kind else row.name.text) or row.code.text or "?",
        code=_code(
            opened,
            opened.table.cells(row, Field.CODE),
            Level.COMMUNE,
            alone=not row.district.text,
        ),
        spellings=tuple(one.strip() for one in spellings.split(";") if one.strip()),
        kind=_kind(opened, row, kind if isinstance(kind, CommuneKind) else None),
        district=districts.id_of(row.district),
    )


def _kind(opened: Opened, row: Row, named: CommuneKind | None) -> CommuneKind:
    """Return the kind that the word before a name says, or its own cell; both must agree."""
    cell = undashed(opened.table.cells(row, Field.KIND))
    found, rest = kind_and_name(f"{cell.text} ?")
    told = found if isinstance(found, CommuneKind) and rest == "?" else None
    if cell.text and (told is None or named not in (None, told)):
        agreeing = f", as {said(row.name)} has it" if told else ""
        opened.reader.note(cell, f"Xã, Phường, Thị trấn or Đặc khu{agreeing}")
    return named or told or CommuneKind.COMMUNE


def _code(opened: Opened, cell: Cell, level: Level, *, alone: bool = False) -> str:
    """Return a code as text; a short number has lost the zeros before it in a spreadsheet.

    Excel says what is text; in a CSV file all digits may have been a number. What stands under no
    district, *alone*, may be one.
    """
    digits = DIGITS[level]
    number = isinstance(cell.value, Decimal) or not opened.table.grid.sheet
    if number and cell.text.isdecimal() and len(cell.text) < digits:
        meant = cell.text.zfill(digits)
        expected = f"a code of {digits} digits, kept as text"
        of_district = alone and len(cell.text) == DIGITS[Level.DISTRICT]
        expected += f"; {cell.text} may be the code of a district" if of_district else ""
        hint = "" if of_district else repr(meant)
        opened.reader.note(cell, expected, hint, found=f"the number {cell.text}")
        return meant
    return opened.reader.take(cell, code, "")


def _refuse_twice(
    opened: Opened, units: Sequence[Commune | District], cells: Sequence[Cell]
) -> None:
    """Note units that could not be told apart: by their codes, or their names without any."""
    first: dict[str, Cell] = {}
    for unit, cell in zip(units, cells, strict=True):
        before = first.setdefault(unit.id, cell)
        if before is not cell:
            found = f"{said(cell)} with {unit.id!r}, as {before.at} has it"
            opened.reader.note(cell, "a code of its own", found=found)


def _key(words: str) -> str:
    """Return what calls the same district; without a kind before its name it is a huyện."""
    kind, name = kind_and_name(words)
    return same_name_key(name if kind is DistrictKind.DISTRICT else words)


def _name(words: str) -> str:
    """Return a name with capitals as names have them, where a heading has capitals alone.

    >>> _name("IA H'DRAI")
    "Ia H'Drai"
    """
    return words.title() if words.isupper() else words

"""Which unit a row means: by its name, its code and its district, and never by a guess."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import TypeAlias, final

import attrs

from ...core.errors import Fault
from ...core.names import Level, Mention
from ...tiers import CommuneKind, DistrictKind
from ...units import Commune, District, Province
from ...units.looking_up import near
from .rows import Row, Table
from .taking import Reader, said

Kind: TypeAlias = CommuneKind | DistrictKind

#: what stands before a name, for short or in full, and the kind that it then is of
PREFIXES: dict[str, Kind] = {
    "xã": CommuneKind.COMMUNE,
    "thị trấn": CommuneKind.TOWNSHIP,
    "tt": CommuneKind.TOWNSHIP,
    "phường": CommuneKind.WARD,
    "đặc khu": CommuneKind.SPECIAL_ZONE,
    "huyện": DistrictKind.DISTRICT,
    "thị xã": DistrictKind.TOWN,
    "tx": DistrictKind.TOWN,
    "thành phố": DistrictKind.CITY,
    "tp": DistrictKind.CITY,
}
#: so many names that fit nothing are told with those that lie near; more are another province's
_HINTED = 100
_PREFIX = re.compile(rf"({'|'.join(PREFIXES)})\b\.?\s*(\S.*)", re.IGNORECASE)


@final
@attrs.frozen
class Unresolved:
    """A name in a table that fits no unit, or several (rule U3): its row says nothing of any."""

    mention: Mention
    #: where it stands, such as ``Sheet1!B7``
    at: str
    #: the units that it may mean, each told apart from the others; none: it fits no unit
    candidates: tuple[str, ...] = ()
    #: the names on record that lie closest
    near: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Say where, what the name may mean, and how to tell that."""
        from ...review.text.words import Words  # noqa: PLC0415 - loaded when they are needed
        from .telling import open_name  # noqa: PLC0415 - it needs the words

        return open_name(self, Words.of("en"))


def kind_and_name(words: str) -> tuple[Kind | None, str]:
    """Return the kind that a name opens with, if any, and the name without it.

    >>> kind_and_name("TT. Plei Kần")
    (<CommuneKind.TOWNSHIP: 'township'>, 'Plei Kần')
    """
    found = _PREFIX.fullmatch(words)
    return (PREFIXES[found[1].lower()], found[2]) if found else (None, words)


@final
class Resolver:
    """Finds the units of rows in a province, on a day or ever, and lists the names left open."""

    def __init__(self, province: Province, on: date | None, level: Level, reader: Reader) -> None:
        """Look in a province: of a day, or of all times."""
        self._province, self._level, self._reader = province, level, reader
        self._states = (province,) if on is None else province.states(on)
        self._known: dict[tuple[str, ...], tuple[Commune | District, ...]] = {}
        self.unresolved: list[Unresolved] = []

    def check_districts(self, table: Table) -> None:
        """Note headings and cells that call something a district which the province has not."""
        for cell in table.districts if self._province.districts else ():
            if cell.text and not self.named(cell.text, Level.DISTRICT):
                near = " or ".join(map(repr, self._near(cell.text, Level.DISTRICT)))
                self._reader.note(cell, f"a district of {self._province.name}", near)

    def unit(self, row: Row) -> Commune | District | None:
        """Return the one unit that a row means; ``None`` if it is open, which is then listed."""
        coded = self._candidates(row.code.text, self._level) if row.code.text else ()
        if not row.name.text:
            return self._one(row, coded, self._unknown(row, ""))
        named = self.named(row.name.text, self._level, row.district.text)
        if not row.code.text:
            return self._one(row, named, None)
        if not coded:
            return self._one(row, (), self._unknown(row, named[0].code if len(named) == 1 else ""))
        ids = {unit.id for unit in named}
        both = tuple(unit for unit in coded if unit.id in ids)
        return self._one(row, both, None if both else self._disagreeing(row, coded))

    def named(self, words: str, level: Level, district: str = "") -> tuple[Commune | District, ...]:
        """Return every unit that a name may mean, with its kind in front or without."""
        places = [one.id for one in self.named(district, Level.DISTRICT)] if district else []
        found = self._candidates(words, level, *places)
        kind, name = kind_and_name(words)
        if found or kind is None:
            return found
        return tuple(one for one in self._candidates(name, level, *places) if one.kind is kind)

    def _candidates(self, words: str, level: Level, *places: str) -> tuple[Commune | District, ...]:
        key = (level.value, words, *places)
        if key not in self._known:
            found = {
                unit.id: unit
                for state in self._states
                for place in places or ("",)
                for unit in state.candidates(words, level, place)
                if isinstance(unit, Commune | District)
            }
            self._known[key] = tuple(found.values())
        return self._known[key]

    def _one(
        self, row: Row, found: tuple[Commune | District, ...], fault: Fault | None
    ) -> Commune | District | None:
        """Return the only one found; list the name where there are several, or none at fault."""
        if len(found) == 1:
            return found[0]
        if found or fault is None:
            self._list(row, found)
        else:
            self._reader.faults.append(fault)
        return None

    def _disagreeing(self, row: Row, coded: Sequence[Commune | District]) -> Fault:
        told = " or ".join(map(self._province.describe, coded))
        under = f" under {row.district.text!r}" if row.district.text else ""
        return Fault(row.name.at, f"{said(row.name)}{under}", f"{told}, by the code beside it")

    def _unknown(self, row: Row, meant: str) -> Fault:
        expected = f"a code of a {self._level.value} of {self._province.name}"
        return Fault(row.code.at, said(row.code), expected, repr(meant) if meant else "")

    def _near(self, words: str, level: Level) -> tuple[str, ...]:
        return near(self._province, kind_and_name(words)[1], level, "")

    def _list(self, row: Row, candidates: Sequence[Commune | District]) -> None:
        words = row.name.text or row.code.text
        mention = Mention(words, self._level, row.district.text)
        told = tuple(map(self._province.describe, candidates))
        hinted = not told and len(self.unresolved) < _HINTED
        near_ones = self._near(words, self._level) if hinted else ()
        self.unresolved.append(Unresolved(mention, row.at, told, near_ones))

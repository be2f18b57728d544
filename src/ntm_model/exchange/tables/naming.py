"""Which unit a row means: by its name, its code and its district, and never by a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import product
from typing import TypeAlias, final

import attrs

from ...core.errors import Fault
from ...core.names import Level, Mention, same_name_key, search_key
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
    "quận": DistrictKind.URBAN,
}
#: one letter is short for a kind only with its point
_LETTERS: dict[str, Kind] = {
    "x": CommuneKind.COMMUNE,
    "p": CommuneKind.WARD,
    "h": DistrictKind.DISTRICT,
}
#: syllables of local languages that sources spell in two ways (rule U2)
_SPELT = {same_name_key(one): both for both in (("Đăk", "Đắk"), ("Ngọc", "Ngọk")) for one in both}
#: so many names that fit nothing are told with those that lie near; more are another province's
_HINTED = 100
_PREFIX = re.compile(
    rf"(?:({'|'.join(PREFIXES)})\b\.?|([{''.join(_LETTERS)}])\.)\s*(\S.*)", re.IGNORECASE
)
#: no name has more, and each may double the ways to spell it
_MOST_SYLLABLES = 6
_REMARK = re.compile(r"(.*\S)\s*\(([^()]+)\)")
#: what is said of a unit's time may be what tells it from another
_OF_TIME = re.compile(r".*\b(cu|moi|nay|truoc|sau|ten|tach|chia|nhap|sap xep)\b.*")


@final
@attrs.frozen
class Elsewhere:
    """Why a unit of a name is not meant: it lies elsewhere, or is of another time."""

    #: inside, not-inside, ended, began or otherwise
    topic: str
    #: the name of the unit
    unit: str
    #: the district that it lies in, or not
    district: str = ""
    #: the day on which it ended, began, or was called otherwise
    day: date | None = None


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
    #: why none fits although units are called so: they lie elsewhere, or are of another time
    because: tuple[Elsewhere, ...] = ()

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
    if found is None:
        return None, words
    short = _LETTERS.get((found[2] or "").lower())
    return short or PREFIXES[found[1].lower()], found[3]


@final
class Resolver:
    """Finds the units of rows in a province, on a day or ever, and lists the names left open."""

    def __init__(self, province: Province, on: date | None, level: Level, reader: Reader) -> None:
        """Look in a province: of a day, or of all times."""
        self._province, self._level, self._reader = province, level, reader
        self._on = on
        self._places = {one.id: one.name for one in province.districts}
        self._states = (province,) if on is None else province.states(on)
        self._known: dict[tuple[str, ...], tuple[Commune | District, ...]] = {}
        self.unresolved: list[Unresolved] = []

    def check_districts(self, table: Table) -> None:
        """Note headings and cells that call something a district which the province has not."""
        for cell in table.districts if self._province.districts else ():
            if cell.text and not self._ever.districts(cell.text):
                near = " or ".join(map(repr, self._near(cell.text, Level.DISTRICT)))
                self._reader.note(cell, f"a district of {self._province.name}", near)

    def unit(self, row: Row) -> Commune | District | None:
        """Return the one unit that a row means; ``None`` if it is open, which is then listed."""
        coded = self._spelt(row.code.text, self._level) if row.code.text else ()
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
        """Return every unit that a name may mean, with its kind in front or without.

        What stands in brackets behind it is a district, another name, or a remark; one about time
        is kept.
        """
        found = self._inside(words, level, district)
        remark = _REMARK.fullmatch(words)
        if found or remark is None or _OF_TIME.fullmatch(search_key(remark[2])):
            return found
        found = self._inside(remark[1], level, district)
        if self._ever.districts(remark[2]):
            within = self._inside(remark[1], level, remark[2])
        else:
            within = self._ever.named(remark[2], level) or found
        return tuple(one for one in found if one in within)

    @cached_property
    def _ever(self) -> Resolver:
        """The same for the names of all times."""
        if self._on is None:
            return self
        return Resolver(self._province, None, self._level, self._reader)

    def _inside(self, words: str, level: Level, district: str) -> tuple[Commune | District, ...]:
        """Return every unit of a name in a district; one that ended, among those from it."""
        places = self.districts(district)
        found = self._spelt(words, level, *places)
        kind, name = kind_and_name(words)
        if not found and kind is not None:
            found = tuple(one for one in self._spelt(name, level, *places) if one.kind is kind)
        former = () if places else self._ever.districts(district)
        return tuple(one for one in found if not former or self._homes(one.id) & {"", *former})

    def districts(self, words: str) -> tuple[str, ...]:
        """Return the ids of the districts that a cell may mean; none if it is empty."""
        return tuple(one.id for one in self.named(words, Level.DISTRICT)) if words else ()

    def _homes(self, unit_id: str) -> set[str]:
        """Return the districts that a unit or what it came from ever lay in; "" is not known."""
        began, _ = self._province.life(unit_id)
        versions = self._province.unit(unit_id).versions
        own = {one.district for one in versions if isinstance(one, Commune)} - {""}
        before = [self._homes(one) for one in (began.predecessors if began else ())]
        return own.union(*before) or {""}

    def _spelt(self, words: str, level: Level, *places: str) -> tuple[Commune | District, ...]:
        """Return what a name may mean as it is spelt, or else in the other ways of its region."""
        found = self._candidates(words, level, *places)
        if found or words.count(" ") >= _MOST_SYLLABLES:
            return found
        syllables = words.split()
        ways = product(*(_SPELT.get(same_name_key(one), (one,)) for one in syllables))
        units = (one for way in ways for one in self._candidates(" ".join(way), level, *places))
        return tuple({one.id: one for one in units}.values())

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
        because = () if told else tuple(dict.fromkeys(self._reasons(row)))
        hinted = not (told or because) and len(self.unresolved) < _HINTED
        near_ones = self._near(words, self._level) if hinted else ()
        self.unresolved.append(Unresolved(mention, row.at, told, near_ones, because))

    def _reasons(self, row: Row) -> Iterator[Elsewhere]:
        """Yield where the units of a name lie, or when there were any; nothing if never."""
        elsewhere = self.named(row.name.text, self._level)
        for unit in elsewhere:
            place = self._places.get(unit.district) if isinstance(unit, Commune) else None
            if place:
                yield Elsewhere("inside", unit.name, place)
            else:
                yield Elsewhere("not-inside", unit.name, row.district.text)
        if self._on is not None and not elsewhere:
            for unit in self._ever.named(row.name.text, self._level):
                yield self._life(unit, self._on)

    def _life(self, unit: Commune | District, on: date) -> Elsewhere:
        """Return that a unit had ended by a day, had not begun, or was called otherwise."""
        began, ended = self._province.life(unit.id)
        if ended and ended.on.possibly_by(on):
            return Elsewhere("ended", unit.name, day=ended.on.latest or ended.on.earliest)
        if began and not began.on.possibly_by(on):
            return Elsewhere("began", unit.name, day=began.on.earliest)
        return Elsewhere("otherwise", self._province.describe(unit), day=on)

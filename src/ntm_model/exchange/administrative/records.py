"""Records of provinces, districts and communes as public data has them, taken in one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import TypeAlias, cast, final

import attrs

from ...core.errors import Fault
from ...core.names import Level, plain, search_key
from ..leaves import pointless, shown, shown_if_any
from .kinds import UnitKind, kind_and_name, says_kind, stated_kind, words_of

#: the codes of what a unit lies in; ``None`` where that has a fault of its own
_Home: TypeAlias = Mapping[Level, str | None]

#: so many faults are told with what was probably meant; more are of other data
_HINTED = 100
#: so many times the records may lie under ``data``
_WRAPPED = 4
#: how many digits the statistics office gives a code of each level
DIGITS = {Level.PROVINCE: 2, Level.DISTRICT: 3, Level.COMMUNE: 5}
#: under which names a record holds the records of the units in it
CHILDREN = {
    Level.DISTRICT: ("districts", "district", "level2s", "huyen", "quanhuyen"),
    Level.COMMUNE: ("wards", "ward", "communes", "level3s", "xa", "xaphuong"),
}
_CODE = {
    Level.PROVINCE: ("code", "id", "ma", "matp", "level1id"),
    Level.DISTRICT: ("code", "id", "ma", "maqh", "level2id"),
    Level.COMMUNE: ("code", "id", "ma", "mapx", "xaid", "level3id"),
}
_NAME = ("fullname", "namewithtype", "name", "ten")
TYPE = ("administrativeunitshortname", "divisiontype", "type", "level", "cap")
_PARENT = {
    Level.PROVINCE: ("provincecode", "matp", "level1id"),
    Level.DISTRICT: ("districtcode", "maqh", "level2id"),
}
#: under which headers a wide table has the code and the name of each level
_WIDE = {
    Level.PROVINCE: (_PARENT[Level.PROVINCE], ("provincename", "province", "tinhthanhpho")),
    Level.DISTRICT: (_PARENT[Level.DISTRICT], ("districtname", "district", "quanhuyen")),
    Level.COMMUNE: (
        ("wardcode", "communecode", *_CODE[Level.COMMUNE]),
        ("wardname", "ward", "communename", "commune", "phuongxa", *_NAME),
    ),
}


@final
@attrs.frozen
class Found:
    """A unit as a record tells of it."""

    path: str
    code: str
    name: str
    kind: UnitKind
    home: _Home


def items(
    value: object, path: str, faults: list[Fault]
) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield each record with its place and its fields by their keys; what is none is told."""
    for place, one in _members(value, path):
        if isinstance(one, Mapping):
            yield place, _keyed(cast("Mapping[object, object]", one))
        else:
            faults.append(
                Fault(place, shown_if_any(one), "a record: a dictionary with code and name")
            )


def _members(value: object, path: str) -> Iterator[tuple[str, object]]:
    for _ in range(_WRAPPED):
        if isinstance(value, Mapping) and "data" in value:
            value, path = cast("Mapping[object, object]", value)["data"], f"{path}.data"
    if isinstance(value, Mapping):
        fields = cast("Mapping[object, object]", value)
        if isinstance(_first(_keyed(fields), _NAME), str):
            yield path, fields
        else:
            for key, one in fields.items():
                yield f"{path}[{key!r}]", one
    elif isinstance(value, Iterable) and not isinstance(value, str | bytes):
        for index, one in enumerate(cast("Iterable[object]", value)):
            yield f"{path}[{index}]", one
    else:
        yield path, value


def _keyed(record: Mapping[object, object]) -> dict[str, object]:
    """Return the fields of a record without accents, case and signs in their names."""
    return {
        "".join(filter(str.isalnum, search_key(str(name)))): value for name, value in record.items()
    }


def _first(record: Mapping[str, object], names: Iterable[str]) -> object:
    """Return the first field that is not blank; ``None`` if all are.

    Data frames have numbers with a point beside gaps, and gaps that are not equal to themselves.
    """
    for name in names:
        value = record.get(name)
        if value is not None and value != "" and value == value:  # noqa: PLR0124 - so is no gap
            return pointless(value)
    return None


@final
@attrs.define
class Records:
    """The units found so far on each level by their codes, and everything that is wrong."""

    faults: list[Fault] = attrs.Factory(list[Fault])
    units: dict[Level, dict[str, Found]] = attrs.Factory(lambda: {level: {} for level in DIGITS})
    #: the provinces and districts that rows of wide tables told of, and their codes
    rows: dict[tuple[object, ...], str | None] = attrs.Factory(dict[tuple[object, ...], str | None])

    def add(self, path: str, record: Mapping[str, object], level: Level, home: _Home) -> str | None:
        """Take in a record that lies in *home*, and return its code; ``None`` if it has none."""
        code = self._code(f"{path}.code", _first(record, _CODE[level]), level)
        kind, name = self._named(path, record, level)
        named = self._home(path, record, level, home)
        known = self.units[level].get(code or "")
        if known is not None:
            self._tell(f"{path}.code", f"{code!r}, which {known.path} has", "one of its own")
        elif code is not None:
            self.units[level][code] = Found(path, code, name, kind, {**named, **home})
        return code

    def add_row(self, path: str, row: Mapping[str, object]) -> None:
        """Take in the row of a wide table: a commune, with what others lie in too."""
        home: dict[Level, str | None] = {}
        for level, (codes, names) in _WIDE.items():
            code, name = _first(row, codes), _first(row, names)
            told = (level, _same(code), _same(name), tuple(home.values()))
            if level is Level.COMMUNE and (code, name) != (None, None):
                self.add(path, {"code": code, "name": name, "type": _first(row, TYPE)}, level, home)
            elif told in self.rows:
                home[level] = self.rows[told]
            elif level is Level.PROVINCE or (code, name) != (None, None):
                record = {"code": code, "name": name}
                self.rows[told] = self.add(f"{path}.{level.value}", record, level, dict(home))
                home[level] = self.rows[told]

    def check_places(self) -> None:
        """Tell of every unit that lies in nothing, or in something else than it names."""
        for level in (Level.DISTRICT, Level.COMMUNE):
            for one in self.units[level].values():
                above = Level.DISTRICT if Level.DISTRICT in one.home else Level.PROVINCE
                code = one.home.get(above, "")
                if code is not None and code not in self.units[above]:
                    self._missing(one, above, code)
                elif code is not None and above is Level.DISTRICT:
                    self._agree(one, self.units[above][code])

    def province_of(self, one: Found) -> str:
        """Return the code of the province that a unit without faults lies in."""
        district = one.home.get(Level.DISTRICT)
        held = self.units[Level.DISTRICT][district] if district else one
        return held.home[Level.PROVINCE] or ""

    def _tell(self, path: str, found: str, expected: str, meant: str = "") -> None:
        self.faults.append(Fault(path, found, expected, meant))

    def _code(self, path: str, value: object, level: Level) -> str | None:
        """Return a code with its leading zeros."""
        size = DIGITS[level]
        text = shown(value) if type(value) is int else value
        digits = text.strip() if isinstance(text, str) else ""
        if digits.isdecimal() and digits.isascii() and len(digits) <= size:
            return digits.zfill(size)
        self._tell(path, shown_if_any(value), f"a code of {size} digits")
        return None

    def _named(self, path: str, record: Mapping[str, object], level: Level) -> tuple[UnitKind, str]:
        text = _first(record, _NAME)
        if not isinstance(text, str) or not plain(text).isprintable():
            self._tell(f"{path}.name", shown_if_any(text), "a name")
            return None, ""
        kind, name = kind_and_name(text, level)
        if not name:
            self._tell(f"{path}.name", repr(text), "a name after the kind")
        elif level is not Level.PROVINCE:
            kind = self._kind(path, record, level, text, kind)
        return kind, name

    def _kind(
        self, path: str, record: Mapping[str, object], level: Level, text: str, kind: UnitKind
    ) -> UnitKind:
        """Return the kind that the name opens with, or else the one beside it."""
        told = next((one for one in map(record.get, TYPE) if says_kind(one)), None)
        stated = None if told is None else stated_kind(str(told), level)
        if told is not None and stated is None:
            self._tell(f"{path}.type", repr(told), f"one of {words_of(level)}")
        elif kind is None and stated is None:
            expected = f"a name that opens with its kind: {words_of(level)}"
            self._tell(f"{path}.name", repr(text), expected)
        elif None not in (kind, stated) and kind is not stated:
            self._tell(f"{path}.type", f"{told!r} beside {text!r}", "the kind in the name")
        return kind or stated

    def _home(
        self, path: str, record: Mapping[str, object], level: Level, home: _Home
    ) -> dict[Level, str | None]:
        """Return the codes of what a record says that it lies in; what holds it must agree."""
        named: dict[Level, str | None] = {}
        for above, names in _PARENT.items():
            value = _first(
                record, (*names, "parentcode") if self._next(level, home, above) else names
            )
            if DIGITS[above] < DIGITS[level] and value is not None:
                code = named[above] = self._code(f"{path}.{above.value}", value, above)
                holder = home.get(above)
                if None not in (code, holder) and code != holder:
                    expected = f"{holder!r}, the code of the one that holds it"
                    self._tell(f"{path}.{above.value}", repr(code), expected)
        return named

    def _next(self, level: Level, home: _Home, above: Level) -> bool:
        """Whether *above* is the next level: for communes districts, if there are any."""
        districts = Level.DISTRICT in home or bool(self.units[Level.DISTRICT])
        return above is (Level.DISTRICT if level is Level.COMMUNE and districts else Level.PROVINCE)

    def _missing(self, one: Found, above: Level, code: str) -> None:
        hinted = len(self.faults) < _HINTED
        near = get_close_matches(code, self.units[above], n=1) if hinted else []
        found = repr(code) if code else "nothing"
        expected = f"the code of a {above.value} among the records"
        self._tell(f"{one.path}.{above.value}", found, expected, " or ".join(map(repr, near)))

    def _agree(self, one: Found, district: Found) -> None:
        own, its = one.home.get(Level.PROVINCE), district.home.get(Level.PROVINCE)
        if None not in (own, its) and own != its:
            expected = f"{its!r}, the province of its district"
            self._tell(f"{one.path}.province", repr(own), expected)


def _same(value: object) -> object:
    """Return what two fields share if they say the same."""
    return (type(value), value) if isinstance(value, str | int) else shown(value)

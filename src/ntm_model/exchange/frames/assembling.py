"""Rows of data frames put together to a province, with every fault at its row and column."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import final

import attrs

from ...core.errors import Fault, InvalidInputError, most, refuse
from ...units import Province
from ..converting import structure
from ..leaves import shown_if_any
from .columns import BETWEEN, LISTS
from .rows import Row

_PART = re.compile(r"(before|year|decided|effective|expires|ceremony|known)_(earliest|latest)")
_PLACE = re.compile(
    r"(?P<unit>(?:districts|communes|villages|agencies)\[\d+\])?\.?"
    r"(?P<fact>(?:certifications|revocations|formerly)\[\d+\])?\.?(?P<field>.*)"
)
#: so many faults are told with what was probably meant; more are of another province
_HINTED = 100
_SOURCE = ("source", "at", "confidence")
#: what a unit of each level lies in
INSIDE = {"commune": "district", "village": "commune"}


@final
@attrs.define
class Reading:
    """A province as far as its rows were read."""

    faults: list[Fault] = attrs.Factory(list[Fault])
    #: the units as a file would have them, by where they stand; the province stands at ``""``
    units: dict[str, Row] = attrs.Factory(dict[str, Row])
    #: those of each list of the province, and where each stands by its id
    lists: dict[str, list[Row]] = attrs.Factory(lambda: {name: [] for name in LISTS.values()})
    ids: dict[str, str] = attrs.Factory(dict[str, str])
    #: what is on file of each: by the place of the unit and the name of the list
    facts: dict[tuple[str, str], list[Row]] = attrs.Factory(dict[tuple[str, str], list[Row]])
    #: the rows from which all these come, by where they stand in the province
    rows: dict[str, str] = attrs.Factory(dict[str, str])

    def unit(self, row_path: str, row: Row) -> None:
        """Take in the row of a unit."""
        given = row.pop("level", None)
        level = _text(given)
        _split(row, "spellings")
        if level in INSIDE and "inside" in row:
            row[INSIDE[level]] = row.pop("inside")
        if level in LISTS:
            name = LISTS[level]
            place = f"{name}[{len(self.lists[name])}]"
            self.lists[name].append(row)
        elif level == "province" and "" not in self.units:
            place = ""
        else:
            expected = f"province, once, or {', '.join(LISTS)}"
            self.faults.append(Fault(f"{row_path}.level", shown_if_any(given), expected))
            return
        self.units[place], self.rows[place] = row, row_path
        self.ids[_id(row)] = place

    def event(self, row_path: str, row: Row) -> None:
        """Take in the row of a certification or revocation."""
        event = row.pop("event", "certification")
        if event in ("certification", "revocation"):
            _split(row, "assumes")
            parts: dict[str, Row] = {"expires": {}} if row.pop("has_term", None) is True else {}
            self._add(row_path, f"{event}s", row, parts)
        else:
            expected = "certification or revocation"
            self.faults.append(Fault(f"{row_path}.event", shown_if_any(event), expected))

    def former(self, row_path: str, row: Row) -> None:
        """Take in the row of a former state."""
        self._add(row_path, "formerly", row, {"before": {}})

    def _add(self, row_path: str, name: str, row: Row, parts: dict[str, Row]) -> None:
        """Add what a row tells of a unit to a list of that unit."""
        given = row.pop("unit", None)
        unit = _text(given)
        if unit and unit in self.ids:
            listed = self.facts.setdefault((self.ids[unit], name), [])
            place = f"{self.ids[unit]}.{name}[{len(listed)}]".removeprefix(".")
            self.rows[place] = row_path
            listed.append(_nested(row, parts))
        else:
            hinted = len(self.faults) < _HINTED
            near = get_close_matches(unit, self.ids, n=1) if hinted else []
            expected, meant = "the id of one of the units", "".join(map(repr, near))
            self.faults.append(Fault(f"{row_path}.unit", shown_if_any(given), expected, meant))

    def province(self) -> Province:
        """Build the province, or refuse everything that is wrong with the rows."""
        if "" not in self.units:
            self.faults.append(Fault("units", "no province", "one row with the level province"))
        # nothing is built where a row is missing; the rest is looked through all the same
        raw = self.units.setdefault("", {"name": "?"})
        for (place, name), listed in self.facts.items():
            self.units[place][name] = listed
        try:
            found = structure({**raw, **self.lists}, Province)
        except InvalidInputError as error:
            told = (*self.faults, *map(self._told, error.faults))
            raise InvalidInputError(most(told)) from None
        refuse(self.faults)
        return found

    def _told(self, fault: Fault) -> Fault:
        """Return a fault with its row and column in place of where it stands in the province."""
        match = _PLACE.fullmatch(fault.path)
        unit, part, field = match.group("unit", "fact", "field") if match else ("", "", "")
        row = self.rows.get(".".join(filter(None, (unit, part))), "units")
        column = re.sub(r"\[\d+\]$", "", field).removeprefix("source.").replace(".", "_")
        named = "inside" if column in INSIDE.values() and not part else column
        return attrs.evolve(fault, path=f"{row}.{named}".removesuffix("."))


def _id(row: Row) -> str:
    return _text(row.get("id") or row.get("code") or row.get("name"))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _split(row: Row, name: str) -> None:
    """Make a list of a column that has several values."""
    text = row.get(name)
    if isinstance(text, str):
        row[name] = text.split(BETWEEN)


def _nested(row: Row, parts: dict[str, Row]) -> Row:
    """Return the columns of a row as a file has them: ranges and sources are objects."""
    found: Row = {}
    for column, value in row.items():
        match = _PART.fullmatch(column)
        if match:
            parts.setdefault(match[1], {})[match[2]] = value
        elif column in _SOURCE:
            parts.setdefault("source", {})[column] = value
        else:
            found[column] = value
    return {**found, **parts}

"""Law files: TOML that a jurist can review, read with every fault at once.

A fault names the file, the table and the key. Nothing has a default that could hide a slip: what
a value rests on is always written, and what nobody verified says so.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from enum import Enum
from typing import Any, TypeVar, cast

from ..core.citations import Citation, Confidence
from ..core.days import Period
from ..core.errors import Fault, InvalidInputError
from ..core.explanation import Comparison, Kind
from ..tiers import CertificationTier
from .criteria import Amendment, CriteriaSet, Criterion, Group, Indicator
from .requirements import (
    Cell,
    Conditional,
    Delegated,
    Each,
    Graded,
    Holders,
    Parts,
    Relative,
    Requirement,
    Threshold,
    Truth,
    Unknown,
)

_Word = TypeVar("_Word", bound=Enum)
_Made = TypeVar("_Made")

#: the regions of 2021-2025 and the commune groups from 2026
COLUMNS = ("TDMNPB", "DBSH", "BTB", "DHNTB", "TN", "DNB", "DBSCL", "1", "2", "3")
LEVELS = ("commune", "district", "town", "city", "province", "village")
_COMPARISONS = {one.value: one for one in Comparison}


def read_set(text: str, name: str) -> CriteriaSet:
    """Read one criteria set; *name* is what faults call the file.

    Raises:
        InvalidInputError: the file is not sound; every fault is listed.
    """
    try:
        raw = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidInputError((Fault(name, str(error), "well-formed TOML"),)) from None
    faults: list[Fault] = []
    table = _Table(raw, name, faults)
    found = _set(table)
    faults.extend(_incoherent(found, name))
    if faults:
        raise InvalidInputError(tuple(dict.fromkeys(faults)))
    return found


class _Table:
    """One table of a file; what is wrong with its keys is noted and something stands in."""

    def __init__(self, raw: object, path: str, faults: list[Fault]) -> None:
        self.path, self.faults = path, faults
        self.raw: dict[str, Any] = cast("dict[str, Any]", raw) if isinstance(raw, dict) else {}
        self.left = set(self.raw)
        if not isinstance(raw, dict):
            self.note("", _shown(raw), "a table")

    def note(self, key: str, found: str, expected: str, meant: str = "") -> None:
        """Note a fault."""
        joint = "." if key else ""
        self.faults.append(Fault(f"{self.path}{joint}{key}", found, expected, meant))

    def take(self, key: str, kind: type[_Made], expected: str, default: _Made | None) -> _Made:
        """Return the value of a key; without a default it must be there."""
        self.left.discard(key)
        value = self.raw.get(key)
        if isinstance(value, kind) and not (kind is int and isinstance(value, bool)):
            return value
        if value is not None or default is None:
            self.note(key, "nothing" if value is None else _shown(value), expected)
        return kind() if default is None else default

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text."""
        return self.take(key, str, "a text", default)

    def whole(self, key: str, default: int | None = None) -> int:
        """Return a whole number."""
        return self.take(key, int, "a whole number", default)

    def truth(self, key: str) -> bool:
        """Return whether something is so; no if nothing is said."""
        return self.take(key, bool, "true or false", default=False)

    def day(self, key: str) -> date:
        """Return a day."""
        self.left.discard(key)
        value = self.raw.get(key)
        if isinstance(value, date):
            return value
        self.note(key, "nothing" if value is None else _shown(value), "a day such as 2024-03-01")
        return date.min

    def number(self, key: str) -> Decimal:
        """Return an exact number, written as a text."""
        text = self.text(key)
        try:
            value = Decimal(text)
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite():
            if text:
                self.note(key, repr(text), "an exact number as text, such as '62.4'")
            return Decimal(0)
        return value

    def word(self, key: str, words: dict[str, _Made], default: str | None = None) -> _Made:
        """Return what one of some words means."""
        text = self.text(key, default)
        if text not in words:
            if text or default is not None:
                near = get_close_matches(text, words, n=1)
                listed = f"one of {', '.join(filter(None, words))}"
                self.note(key, repr(text), listed, "".join(map(repr, near)))
            return next(iter(words.values()))
        return words[text]

    def table(self, key: str) -> _Table:
        """Return a table inside this one."""
        self.left.discard(key)
        if key not in self.raw:
            self.note(key, "nothing", "a table")
        return _Table(self.raw.get(key, {}), f"{self.path}.{key}", self.faults)

    def tables(self, key: str) -> list[_Table]:
        """Return the tables of a list; none if nothing is said."""
        members = self.take(key, list, "a list of tables", [])
        path = f"{self.path}.{key}"
        return [
            _Table(one, f"{path}[{index}]", self.faults)
            for index, one in enumerate(cast("list[object]", members))
        ]

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; none if nothing is said."""
        members = cast("list[object]", self.take(key, list, "a list of texts", []))
        for index, member in enumerate(members):
            if not isinstance(member, str):
                self.note(f"{key}[{index}]", _shown(member), "a text")
        return tuple(member for member in members if isinstance(member, str))

    def citation(self) -> Citation:
        """Return what the table rests on: a source, unless nobody verified it."""
        confidence = self.word("confidence", _words(Confidence))
        source, at = self.text("source", ""), self.text("at", "")
        if not source and confidence is not Confidence.UNVERIFIED and "confidence" in self.raw:
            self.note("source", "nothing", "the source of what is not marked UNVERIFIED")
        return Citation(source, at, confidence)

    def done(self) -> None:
        """Note the keys that nobody asked for."""
        for key in sorted(self.left):
            self.note(key, "an unknown key", "one that law files know")


def _words(kind: type[_Word]) -> dict[str, _Word]:
    return {str(one.value): one for one in kind}


def _set(file: _Table) -> CriteriaSet:
    table = file.table("set")
    years = cast("list[object]", table.take("years", list, "the first and the last year", None))
    span = [year for year in years if isinstance(year, int)]
    if years and (len(span) != len(("first", "last")) or span != sorted(span)):
        table.note("years", _shown(years), "the first and the last year, in order")
        span = []
    first, last = span or (0, 0)
    found = CriteriaSet(
        id=table.text("id"),
        decision=table.text("decision"),
        level=table.word("level", {one: one for one in LEVELS}),
        tier=table.word("tier", _words(CertificationTier)),
        first_year=first,
        last_year=last,
        days=_days(table),
        vi=table.text("vi"),
        en=table.text("en"),
        at=table.text("at", ""),
        citation=table.citation(),
        checked=table.day("checked"),
        complete=table.truth("complete"),
        beside=table.truth("beside"),
        province=table.text("province", ""),
        groups=tuple(_made(_group, file.tables("group"))),
        criteria=tuple(_made(_criterion, file.tables("criterion"))),
        amendments=tuple(_made(_amendment, file.tables("amendment"))),
    )
    table.done()
    file.done()
    return found


def _made(make: Callable[[_Table], _Made], tables: Iterable[_Table]) -> Iterator[_Made]:
    for table in tables:
        yield make(table)
        table.done()


def _days(table: _Table) -> Period:
    since = table.day("since")
    before = table.day("before") if "before" in table.raw else None
    if before is not None and before <= since:
        table.note("before", str(before), f"a day after {since}")
        before = None
    return Period(since, before)


def _group(table: _Table) -> Group:
    return Group(id=table.text("id"), vi=table.text("vi"), en=table.text("en"))


def _criterion(table: _Table) -> Criterion:
    return Criterion(
        id=table.text("id"),
        vi=table.text("vi"),
        en=table.text("en"),
        group=table.text("group", ""),
        citation=table.citation(),
        indicators=tuple(_made(_indicator, table.tables("indicator"))),
    )


def _indicator(table: _Table) -> Indicator:
    name, unit = table.text("id"), table.text("unit", "")
    repealed = table.truth("repealed")
    asked = (
        Unknown(measure=name)
        if repealed and "requires" not in table.raw
        else _requirement(table.table("requires"), name, unit)
    )
    return Indicator(
        id=name,
        vi=table.text("vi"),
        en=table.text("en"),
        unit=unit,
        requires=asked,
        citation=table.citation(),
        repealed=repealed,
    )


def _amendment(table: _Table) -> Amendment:
    return Amendment(
        id=table.text("id"),
        since=table.day("since"),
        citation=table.citation(),
        indicators=tuple(_made(_indicator, table.tables("indicator"))),
        vi=table.text("vi", ""),
        en=table.text("en", ""),
    )


def _requirement(table: _Table, name: str, unit: str) -> Requirement:
    """Read what is asked; parts take the measure and the unit of what they are in."""
    measure, unit = table.text("measure", name), table.text("unit", unit)
    kind = table.word("kind", {one: one for one in (*_COMPARISONS, *_MAKERS)})
    if kind in _COMPARISONS:
        found: Requirement = Threshold(
            measure=measure,
            comparison=_COMPARISONS[kind],
            cells=_cells(table),
            unit=unit,
        )
    else:
        found = _MAKERS[kind](table, measure, unit)
    table.done()
    return found


def _cells(table: _Table) -> tuple[Cell, ...]:
    """Read the levels: one for all, or a list by region, group and year."""
    if "cells" not in table.raw:
        return (Cell(value=table.number("value"), citation=table.citation()),)
    return tuple(_made(_cell, table.tables("cells")))


def _cell(table: _Table) -> Cell:
    columns = {"": "", **{one: one for one in COLUMNS}}
    year = table.whole("year", 0)
    return Cell(
        value=table.number("value"),
        column=table.word("column", columns, ""),
        year=year or None,
        citation=table.citation(),
    )


def _parts(table: _Table, measure: str, unit: str) -> tuple[Requirement, ...]:
    return tuple(_requirement(part, measure, unit) for part in table.tables("parts"))


def _graded(table: _Table, measure: str, _: str) -> Requirement:
    grades, least = table.texts("grades"), table.text("least")
    if least not in grades:
        table.note("least", repr(least), f"one of the grades {', '.join(grades)}")
    return Graded(measure=measure, grades=grades, least=least, citation=table.citation())


def _conditional(table: _Table, measure: str, unit: str) -> Requirement:
    parts = {
        key: _requirement(table.table(key), measure, unit)
        for key in ("condition", "then", "otherwise")
        if key != "otherwise" or key in table.raw
    }
    return Conditional(
        condition=parts["condition"], then=parts["then"], otherwise=parts.get("otherwise")
    )


def _relative(table: _Table, measure: str, unit: str) -> Requirement:
    return Relative(
        measure=measure,
        comparison=table.word("comparison", _COMPARISONS),
        criteria_set=table.text("set"),
        indicator=table.text("indicator"),
        factor=table.number("factor"),
        unit=unit,
        citation=table.citation(),
    )


def _holders(table: _Table, _: str, __: str) -> Requirement:
    return Holders(
        tier=table.word("tier", _words(CertificationTier)),
        among=table.word("among", {one: one for one in ("communes", "districts", "towns")}),
        percent=table.number("percent"),
        citation=table.citation(),
    )


_MAKERS: dict[str, Callable[[_Table, str, str], Requirement]] = {
    "true": lambda table, measure, _: Truth(measure=measure, citation=table.citation()),
    "absent": lambda table, measure, _: Truth(
        measure=measure, wanted=False, citation=table.citation()
    ),
    "grade": _graded,
    "all": lambda table, measure, unit: Parts(kind=Kind.ALL, parts=_parts(table, measure, unit)),
    "any": lambda table, measure, unit: Parts(kind=Kind.ANY, parts=_parts(table, measure, unit)),
    "some": lambda table, measure, unit: Parts(
        kind=Kind.SOME, parts=_parts(table, measure, unit), number=table.whole("number")
    ),
    "each": lambda table, measure, unit: Each(
        part=_requirement(table.table("part"), measure, unit),
        among=table.texts("among"),
        number=table.text("number", ""),
    ),
    "if": _conditional,
    "relative": _relative,
    "holders": _holders,
    "province": lambda _, measure, unit: Delegated(measure=measure, unit=unit),
    "unknown": lambda _, measure, unit: Unknown(measure=measure, unit=unit),
}


def _incoherent(found: CriteriaSet, name: str) -> Iterator[Fault]:
    """Find ids that stand twice, groups that are not there, and amendments that overlap."""
    if not found.criteria:
        # nothing would be asked, and nothing is easily met
        yield Fault(
            f"{name}.criterion", "no criterion", "at least one, if only to say what is open"
        )
    yield from _twice(f"{name}.criterion", [one.id for one in found.criteria])
    yield from _twice(f"{name}.indicator", [one.id for one in found.indicators])
    groups = {group.id for group in found.groups}
    for index, criterion in enumerate(found.criteria):
        if criterion.group and criterion.group not in groups:
            near = get_close_matches(criterion.group, sorted(groups), n=1)
            yield Fault(
                f"{name}.criterion[{index}].group",
                repr(criterion.group),
                "the id of a group of the file",
                "".join(map(repr, near)),
            )
    yield from _amended(found, name)


def _amended(found: CriteriaSet, name: str) -> Iterator[Fault]:
    known = {one.id for one in found.indicators}
    changed: dict[tuple[str, date], str] = {}
    for index, amendment in enumerate(found.amendments):
        path = f"{name}.amendment[{index}]"
        if amendment.since not in found.days:
            yield Fault(f"{path}.since", str(amendment.since), f"a day from {found.days.since} on")
        for number, indicator in enumerate(amendment.indicators):
            where = f"{path}.indicator[{number}].id"
            if indicator.id not in known:
                near = get_close_matches(indicator.id, sorted(known), n=1)
                meant = "".join(map(repr, near))
                yield Fault(where, repr(indicator.id), "the id of an indicator of the set", meant)
            other = changed.setdefault((indicator.id, amendment.since), path)
            if other != path:
                yield Fault(
                    where,
                    f"{indicator.id!r}, which {other} changes on {amendment.since} too",
                    "one amendment of an indicator a day",
                )


def _twice(path: str, ids: list[str]) -> Iterator[Fault]:
    for index, one in enumerate(ids):
        if one and one in ids[:index]:
            yield Fault(f"{path}[{index}].id", f"{one!r}, which stands twice", "one of its own")


def _shown(value: object) -> str:
    return "a table" if isinstance(value, dict) else repr(value)[:80]

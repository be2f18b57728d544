"""What makes values of raw data: a quick converter first, and a careful one for what is wrong.

The quick one takes and refuses the same data as the careful one, but says nothing of it. The
careful one reads values part by part and finds everything that is wrong at once.

Where a part cannot be read, a stand-in takes its place, so that the rest can be looked through.
A value whose parts are all there is made as anywhere else, and so checked by its own class. What
is wrong only because a stand-in stands where it does is not told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache, partial
from itertools import takewhile
from typing import Any, TypeVar, cast, get_args, get_origin

import attrs
from cattrs import Converter

from ..core.documents import Document
from ..core.errors import MOST_FAULTS, Fault, InvalidInputError, most
from ..promises import Plan, Target
from ..tiers import Certification, Revocation
from ..units import Agency, Commune, District, Former, Province, Succession, Village
from .leaves import (
    ABSENT,
    ANYTHING,
    LEAVES,
    UnsoundError,
    close_to,
    member,
    refusal,
    shown,
    texts_in,
)

_Value = TypeVar("_Value")
_Hook = Callable[[object, object], Any]

#: what references lead to, and the fields that they may call it by, the first that is given
_CITED = (Province, District, Commune, Village, Agency, Document, Target, Plan)
_NAMES = ("id", "code", "name")
#: what corrections lead to, by its id, where it has one
_CORRECTED = (Certification, Revocation)
#: which units there are on a day, and what they are called, cannot be told without these
_LIVES = (Former, Succession)
_REFERRED = (*_CITED, *_CORRECTED, *_LIVES)


@cache
def converter() -> Converter:
    """Return the project's converter; it is never the global one of cattrs."""
    made = Converter(omit_if_default=True)
    for scalar, hook in LEAVES.items():
        made.register_structure_hook(scalar, hook)
    made.register_structure_hook_func(_is_enum, member)
    made.register_structure_hook_factory(_is_optional, partial(_optional, made))
    made.register_structure_hook_factory(_is_tuple, partial(_tuple, made))
    made.register_structure_hook_factory(attrs.has, partial(_object, made))
    made.register_unstructure_hook(date, date.isoformat)
    made.register_unstructure_hook(Decimal, str)
    return made


def structure(raw: object, kind: type[_Value]) -> _Value:
    """Make a value of raw data.

    Raises:
        InvalidInputError: the data is not sound; every fault is listed with its path.
    """
    try:
        return _quick().structure(raw, kind)
    except Exception:  # noqa: BLE001 - whatever it is, the careful one has the words for it
        return _carefully(raw, kind)


def _carefully(raw: object, kind: type[_Value]) -> _Value:
    try:
        return converter().structure(raw, kind)
    except UnsoundError as error:
        raise InvalidInputError(most(error.faults)) from None


@cache
def _quick() -> Converter:
    """Return what reads sound data twice as fast, and stops at the first thing that is wrong."""
    made = Converter(forbid_extra_keys=True, detailed_validation=False)
    for scalar, hook in LEAVES.items():
        made.register_structure_hook(scalar, hook)
    made.register_structure_hook_func(_is_enum, member)
    made.register_structure_hook_factory(_is_tuple, partial(_quick_tuple, made))
    return made


def _quick_tuple(made: Converter, kind: Any) -> _Hook:  # noqa: ANN401 - any annotation
    inner = get_args(kind)[0]

    def read(raw: object, _: object) -> tuple[Any, ...]:
        # a text would be taken for a list of its letters
        if not isinstance(raw, list):
            raise TypeError
        one = made.get_structure_hook(inner)
        return tuple([one(item, inner) for item in cast("list[object]", raw)])

    return read


class _Parts:
    """Reads the parts of one value and keeps what is wrong with them."""

    def __init__(self, made: Converter) -> None:
        self._made = made
        self._faults: list[Fault] = []
        self._lost: set[str] = set()
        self._blind = False

    def read(self, step: str, raw: object, kind: Any) -> Any:  # noqa: ANN401 - any annotation
        """Return a part, or what stands in for it."""
        try:
            return self._made.structure(raw, kind)
        except UnsoundError as error:
            self._faults += [fault.under(step) for fault in error.faults]
            self._lost |= error.lost
            self._blind |= error.blind
            return error.stand_in

    def unknown(self, name: str, raw: object, fields: list[str]) -> str:
        """Note a field that does not exist, and return the one that was probably meant."""
        meant = close_to(name, fields)
        step = name if name.isprintable() else shown(name)
        self._faults.append(Fault(step, "an unknown field", f"one of {', '.join(fields)}", meant))
        if not meant:
            self.lose(*texts_in(raw))
        return meant

    @property
    def full(self) -> bool:
        """Whether so much is wrong that the rest is not looked through."""
        return len(self._faults) > MOST_FAULTS

    def lose(self, *texts: str) -> None:
        """Note texts that references may mean."""
        self._lost.update(texts)

    @property
    def unsound(self) -> bool:
        """Whether anything is wrong with a part."""
        return bool(self._faults)

    def settle(self, value: _Value, of_whole: Iterable[Fault] = ()) -> _Value:
        """Return the value that was made of the parts, or raise all that is wrong with it."""
        faults = [*self._faults, *(self._own(of_whole) if self._faults else of_whole)]
        if faults:
            raise UnsoundError(tuple(faults), value, lost=frozenset(self._lost))
        return value

    def _own(self, faults: Iterable[Fault]) -> Iterator[Fault]:
        """Yield the faults that do not follow from those of the parts."""
        if self._blind or ANYTHING in self._lost:
            return
        told = {fault.path for fault in self._faults}
        above = {step for path in told for step in _way(path)}
        for fault in faults:
            beside = fault.path not in above and told.isdisjoint(_way(fault.path))
            if beside and fault.found not in self._lost:
                yield fault


def _way(path: str) -> list[str]:
    """Return the paths from the root down to *path*, both included.

    >>> _way("a[1].b")
    ['', 'a', 'a[1]', 'a[1].b']
    """
    return ["", *(path[: mark.start()] for mark in re.finditer(r"[.\[]", path)), path]


def _object(made: Converter, kind: type[Any]) -> _Hook:
    fields = {field.name: field for field in attrs.fields(attrs.resolve_types(kind))}

    def read(raw: object, _: object) -> object:
        if not isinstance(raw, dict):
            nothing = _nothing(read)
            lost = {ANYTHING} if kind in (*_CORRECTED, *_LIVES) else nothing.lost
            raise refusal(raw, "an object", nothing.stand_in, lost=lost)
        given = cast("dict[str, object]", raw)
        parts = _Parts(made)
        unknown = sorted(given.keys() - fields.keys())[: MOST_FAULTS + 1]
        # a misspelt field is read as the one that was meant, which is then not missing
        meant = {parts.unknown(name, given[name], list(fields)): given[name] for name in unknown}
        meant |= given
        found = {
            name: parts.read(name, meant.get(name, ABSENT), field.type)
            for name, field in fields.items()
            if name in meant or field.default is attrs.NOTHING
        }
        lost_id = "id" in meant and not found.get("id")
        if (
            (kind in _CITED and not _identity(meant, found))
            or (kind in _CORRECTED and lost_id)
            or (kind in _LIVES and parts.unsound)
        ):
            parts.lose(ANYTHING)
        return parts.settle(*_made_of(kind, found))

    return read


def _nothing(read: _Hook) -> UnsoundError:
    """Return what an object of which nothing is known leaves open."""
    try:
        return UnsoundError((), read({}, None))
    except UnsoundError as error:
        return error


def _identity(given: dict[str, object], found: dict[str, Any]) -> object:
    """Return what references call a unit or document; nothing if that could not be read."""
    named = (found[name] for name in _NAMES if name in found and given.get(name, "") != "")
    return next(named, "")


def _made_of(kind: type[Any], parts: dict[str, Any]) -> tuple[Any, tuple[Fault, ...]]:
    """Make a value and return what its class finds wrong with it beside it.

    A class checks itself when it has all its parts, so that there is a value to look through.
    """
    value: Any = object.__new__(kind)
    try:
        kind.__init__(value, **parts)
    except InvalidInputError as error:
        return value, error.faults
    return value, ()


def _is_enum(kind: Any) -> bool:  # noqa: ANN401 - any annotation
    return isinstance(kind, type) and issubclass(kind, Enum)


def _is_optional(kind: Any) -> bool:  # noqa: ANN401 - any annotation
    return type(None) in get_args(kind)


def _optional(made: Converter, kind: Any) -> _Hook:  # noqa: ANN401 - any annotation
    inner = next(part for part in get_args(kind) if part is not type(None))
    return lambda raw, _: None if raw is None else made.structure(raw, inner)


def _is_tuple(kind: Any) -> bool:  # noqa: ANN401 - any annotation
    return get_origin(kind) is tuple


def _tuple(made: Converter, kind: Any) -> _Hook:  # noqa: ANN401 - any annotation
    inner = get_args(kind)[0]

    def read(raw: object, _: object) -> tuple[Any, ...]:
        if not isinstance(raw, list):
            raise refusal(raw, "a list", (), lost=[ANYTHING] if inner in _REFERRED else [])
        parts = _Parts(made)
        items = enumerate(cast("list[object]", raw))
        whole = takewhile(lambda _: not parts.full, items)
        found = [parts.read(f"[{index}]", item, inner) for index, item in whole]
        if parts.full:
            parts.lose(ANYTHING)
        return parts.settle(tuple(found))

    return read

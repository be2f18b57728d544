"""What makes values of twins and writes values, for each class as plain code of its fields.

The code is put together once for a class, as attrs does for ``__init__``, because a loop over
its fields takes five times as long. It is made of names of fields alone, never of input.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache
from typing import Any, NoReturn

import attrs
import msgspec

from .leaves import day, decimal, text, truth, whole
from .shapes import Part, parts

#: so many small values that stand again and again, such as ranges of days, are kept to be shared
_KEPT = 4096
_PLAIN_TEXT = "v if v.isascii() and v.isprintable() else text(v)"


class DoubtError(Exception):
    """The plain route must decide."""


def doubt(_: object) -> NoReturn:
    """Leave it to the plain route."""
    raise DoubtError


@cache
def reader(kind: type[Any]) -> Callable[[Any], Any]:
    """Return what makes a value of a class of its twin, with all checks of the class.

    It fills an open twin of the class and closes it then: a frozen class sets its fields five
    times as slowly.
    """
    # a class that is open is the same in memory, so that its values can change class
    thaw = {"__slots__": (), "__setattr__": object.__setattr__, "__delattr__": object.__delattr__}
    known: dict[str, Any] = {
        "new": object.__new__,
        "Open": type(kind)(kind.__name__, (kind,), thaw),
        "Kind": kind,
        "UNSET": msgspec.UNSET,
        "text": _text,
    }
    lines = ["value = new(Open)"]
    for part in parts(kind):
        known[f"of_{part.name}"] = _made_by(part.kind)
        known[f"default_{part.name}"] = part.default
        lines += [f"v = twin.{part.name}", f"value.{part.name} = {_reading(part)}"]
    checked = ["value.__attrs_post_init__()"] if hasattr(kind, "__attrs_post_init__") else []
    return _compiled("twin", [*lines, "value.__class__ = Kind", *checked, "return value"], known)


@cache
def writer(kind: type[Any]) -> Callable[[Any], Any]:
    """Return what makes of a value what JSON says of it, without what has its default value."""
    known: dict[str, Any] = {"Kind": kind, "text": _composed, "doubt": doubt}
    lines = ["said = {} if value.__class__ is Kind else doubt(value)"]
    for part in parts(kind):
        known[f"of_{part.name}"] = _written_by(part.kind)
        known[f"default_{part.name}"] = default = f"default_{part.name}"
        known[default] = part.default
        lines.append(f"v = value.{part.name}")
        told = f"said[{part.name!r}] = {_writing(part)}"
        given = "" if part.required else f"if v is not {default} and v != {default}: "
        lines.append(given + told)
    return _compiled("value", [*lines, "return said"], known)


def _compiled(argument: str, lines: list[str], known: dict[str, Any]) -> Callable[[Any], Any]:
    body = "".join(f"    {line}\n" for line in lines)
    exec(f"def run({argument}):\n{body}", known)  # noqa: S102 - made of names of fields alone
    run: Callable[[Any], Any] = known["run"]
    return run


def _reading(part: Part) -> str:
    """Return the code that makes a field of what its twin holds, which is called ``v``."""
    one = f"of_{part.name}(v)"
    if part.kind is str:
        one = _PLAIN_TEXT
    elif part.kind in (int, bool):
        one = "v"
    elif issubclass(part.kind, Enum):
        one = f"of_{part.name}[v]"
    elif _small(part.kind):
        one = f"of_{part.name}({', '.join(f'v.{inner.name}' for inner in parts(part.kind))})"
    whole_field = _several(one, part)
    return whole_field if part.required else f"default_{part.name} if v is UNSET else {whole_field}"


def _writing(part: Part) -> str:
    """Return the code that makes what JSON says of a field, which is called ``v``."""
    one = f"of_{part.name}(v)"
    if part.kind is str:
        one = _PLAIN_TEXT
    elif issubclass(part.kind, Enum):
        one = f"v._value_ if v.__class__ is of_{part.name} else doubt(v)"
    several = "(v if v.__class__ is tuple else doubt(v))"
    return f"[{one} for v in {several}]" if part.many else _several(one, part)


def _several(one: str, part: Part) -> str:
    if part.many:
        return f"tuple([{one} for v in v])"
    return f"None if v is None else {one}" if part.optional else one


def _small(kind: type[Any]) -> bool:
    """Whether values of a class hold neither texts nor others, so that a few are soon all."""
    return attrs.has(kind) and not any(
        part.many or part.kind is str or attrs.has(part.kind) for part in parts(kind)
    )


def _made_by(kind: type[Any]) -> Any:  # noqa: ANN401 - a function, or a table of words
    if attrs.has(kind):
        return _shared(kind) if _small(kind) else reader(kind)
    if issubclass(kind, Enum):
        return {member.value: member for member in kind}
    return {date: _day, Decimal: _decimal}.get(kind)


def _written_by(kind: type[Any]) -> Any:  # noqa: ANN401 - a function, or an enumeration
    if attrs.has(kind):
        return writer(kind)
    return {date: _iso, Decimal: _digits, int: _whole, bool: _truth}.get(kind, kind)


@cache
def _shared(kind: type[Any]) -> Callable[..., Any]:
    """Return what makes a small value of what its twin holds, or finds an equal one."""
    fields = parts(kind)
    leaves = [_made_by(part.kind) for part in fields]

    @lru_cache(_KEPT)
    def made(*raw: object) -> Any:  # noqa: ANN401 - a value of the class
        return kind(
            **{
                part.name: value if leaf is None or value is None else _leaf(leaf, value)
                for part, leaf, value in zip(fields, leaves, raw, strict=True)
                if value is not msgspec.UNSET
            }
        )

    return made


def _leaf(leaf: Any, value: object) -> object:  # noqa: ANN401 - a function, or a table of words
    return leaf[value] if isinstance(leaf, dict) else leaf(value)


def _text(value: str) -> str:
    return text(value, None)


def _composed(value: str) -> str:
    """Return a text; where the plain route would compose it, it may find more that is wrong."""
    return value if text(value, None) == value else doubt(value)


def _day(value: str) -> date:
    return day(value, None)


def _decimal(value: int | str) -> Decimal:
    return decimal(value, None)


def _whole(value: object) -> int:
    return whole(value, None)


def _truth(value: object) -> bool:
    return truth(value, None)


def _iso(value: date) -> str:
    return value.isoformat() if type(value) is date else doubt(value)


def _digits(value: Decimal) -> str:
    return str(decimal(str(value), None)) if type(value) is Decimal else doubt(value)

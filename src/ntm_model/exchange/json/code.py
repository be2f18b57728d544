"""What makes values of twins and writes values, for each class as plain code of its fields.

The code is put together once for a class, as attrs does for ``__init__``, because a loop over
its fields takes five times as long. It is made of names of fields alone, never of input.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from types import new_class
from typing import Any, NoReturn
from unicodedata import is_normalized

import attrs
import msgspec

from ..leaves import day, decimal, text, truth, whole
from .shapes import Part, once, parts

#: so many small values that stand again and again, such as ranges of days, are kept to be shared
_KEPT = 8192
#: the text ``v``; where it is ASCII, its document was looked through for controls
_TEXT = 'v if v.isascii() or v.isprintable() and is_normalized("NFC", v) else text(v)'
#: a class that is open is the same in memory, so that its values can change class
_OPEN = {
    "__slots__": (),
    "__init__": object.__init__,
    "__setattr__": object.__setattr__,
    "__delattr__": object.__delattr__,
}


class DoubtError(Exception):
    """The plain route must decide."""


def doubt(_: object) -> NoReturn:
    """Leave it to the plain route."""
    raise DoubtError


@once
def reader(kind: type[Any]) -> Callable[[Any], Any]:
    """Return what makes a value of a class of its twin, with all checks of the class.

    It fills an open variant of the class and closes it then, because a frozen class sets its
    fields five times as slowly.
    """
    known = _known_to_readers(kind)
    known["Open"] = new_class(kind.__name__, (kind,), exec_body=lambda body: body.update(_OPEN))
    lines = ["value = Open()"]
    for part in parts(kind):
        lines += [f"v = twin.{part.name}", f"value.{part.name} = {_reading(part, 'v')}"]
    lines.append("value.__class__ = Kind")
    if hasattr(kind, "__attrs_post_init__"):
        lines.append("value.__attrs_post_init__()")
    return _compiled("twin", [*lines, "return value"], known)


@once
def writer(kind: type[Any]) -> Callable[[Any], Any]:
    """Return what makes of a value what JSON says of it, without what has its default value."""
    known: dict[str, Any] = {
        "Kind": kind,
        "is_normalized": is_normalized,
        "text": _composed,
        "doubt": doubt,
    }
    lines = ["said = {} if value.__class__ is Kind else doubt(value)"]
    # as cattrs does, what must be given comes first
    for part in sorted(parts(kind), key=lambda part: not part.required):
        known[f"of_{part.name}"] = _written_by(part.kind)
        known[default := f"default_{part.name}"] = part.default
        given = "" if part.required else f"if v is not {default} and v != {default}: "
        told = f"said[{part.name!r}] = {_writing(part)}"
        lines += [f"v = value.{part.name}", given + told]
    return _compiled("value", [*lines, "return said"], known)


def _known_to_readers(kind: type[Any]) -> dict[str, Any]:
    """Return what the code of a reader can name."""
    known: dict[str, Any] = {
        "Kind": kind,
        "UNSET": msgspec.UNSET,
        "is_normalized": is_normalized,
        "text": _text,
    }
    for part in parts(kind):
        known[f"of_{part.name}"] = _made_by(part.kind)
        known[f"default_{part.name}"] = part.default
    return known


def _compiled(arguments: str, lines: list[str], known: dict[str, Any]) -> Callable[..., Any]:
    body = "".join(f"    {line}\n" for line in lines)
    exec(f"def run({arguments}):\n{body}", known)  # noqa: S102 - made of names of fields alone
    run: Callable[..., Any] = known["run"]
    return run


def _reading(part: Part, raw: str) -> str:
    """Return the code that makes a field of what its twin holds, by the name of that."""
    made = f"of_{part.name}"
    one = f"{made}(v)"
    if part.kind is str:
        one = _TEXT
    elif part.kind in (int, bool):
        one = raw
    elif issubclass(part.kind, Enum):
        one = f"{made}[{'v' if part.many else raw}]"
    elif _small(part.kind):
        one = f"{made}({', '.join(f'v.{inner.name}' for inner in parts(part.kind))})"
    elif not part.many:
        one = f"{made}({raw})"
    if part.many:
        called = one == f"{made}(v)"
        one = f"tuple(map({made}, {raw}))" if called else f"tuple([{one} for v in {raw}])"
    if part.optional:
        one = f"None if {raw} is None else {one}"
    return one if part.required else f"default_{part.name} if {raw} is UNSET else {one}"


def _writing(part: Part) -> str:
    """Return the code that makes what JSON says of a field, which is called ``v``."""
    one = f"of_{part.name}(v)"
    if part.kind is str:
        one = _TEXT
    elif issubclass(part.kind, Enum):
        one = f"v._value_ if v.__class__ is of_{part.name} else doubt(v)"
    elif part.kind is date:
        # msgspec writes days as they are read, and faster
        one = f"v if v.__class__ is of_{part.name} else doubt(v)"
    if part.many:
        one = f"[{one} for v in (v if v.__class__ is tuple else doubt(v))]"
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
    return {Decimal: _digits, int: _whole, bool: _truth}.get(kind, kind)


@once
def _shared(kind: type[Any]) -> Callable[..., Any]:
    """Return what makes a small value of what its twin holds, or finds an equal one."""
    fields = parts(kind)
    made = [f"{part.name}={_reading(part, part.name)}" for part in fields]
    names = ", ".join(part.name for part in fields)
    run = _compiled(names, [f"return Kind({', '.join(made)})"], _known_to_readers(kind))
    return lru_cache(_KEPT)(run)


def _text(value: str) -> str:
    return text(value, None)


def _composed(value: str) -> str:
    """Return a text; where the plain route would compose it, it may find more that is wrong."""
    return value if text(value, None) == value else doubt(value)


@lru_cache(_KEPT)
def _day(value: str) -> date:
    return day(value, None)


def _decimal(value: int | str) -> Decimal:
    return decimal(value, None)


def _whole(value: object) -> int:
    return whole(value, None)


def _truth(value: object) -> bool:
    return truth(value, None)


def _digits(value: Decimal) -> str:
    return str(decimal(str(value), None)) if type(value) is Decimal else doubt(value)

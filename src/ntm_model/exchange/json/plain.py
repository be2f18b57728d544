"""The plain route: JSON by the standard library and cattrs, with every fault that there is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TypeVar, cast
from unicodedata import normalize

import attrs

from ...core.errors import MORE, Fault, InvalidInputError, refuse
from ..converting import converter, structure
from ..leaves import MAX_DIGITS, Odd, shown
from .shapes import FORMAT, name_of, once

_Value = TypeVar("_Value")
#: so much of a text is shown before the place where it breaks off
_EXCERPT = 24
#: what is expected in place of the version
_VERSION = f"the format version, {FORMAT}"


def loads(text: bytes | str, kind: type[_Value]) -> _Value:
    """Return the value in a document.

    Raises:
        InvalidInputError: the text is not sound; every fault is listed with its path.
    """
    name = name_of(kind)
    frame = f'an object {{"ntm_model": {FORMAT}, "{name}": {{…}}}}'
    data = _parsed(_decoded(text), frame)
    refuse(_other_version(data))
    try:
        file: Any = structure(data, _file(kind))
    except InvalidInputError as error:
        expected = {"": frame, "ntm_model": _VERSION}
        raise InvalidInputError(tuple(_framed(fault, expected) for fault in error.faults)) from None
    except RecursionError:
        raise _too_deep() from None
    value: _Value = getattr(file, name)
    return value


def dumps(value: object) -> str:
    """Return the document of a value.

    Raises:
        InvalidInputError: it holds what no file can.
    """
    name = name_of(type(value))
    try:
        data = {"ntm_model": FORMAT, name: converter().unstructure(value)}
        text = normalize("NFC", json.dumps(data, ensure_ascii=False, indent=1)) + "\n"
    except RecursionError:
        raise _too_deep() from None
    except ValueError:
        # Python does not write a whole number of thousands of digits
        expected = f"at most {MAX_DIGITS} digits"
        raise unreadable("a number of thousands of digits", expected) from None
    # nobody is to find out later that a file cannot be read again
    loads(text, type(value))
    return text


@once
def _file(kind: type[Any]) -> type[Any]:
    """Return the class of what a file holds."""
    fields = {"ntm_model": attrs.field(type=int), name_of(kind): attrs.field(type=kind)}
    return attrs.make_class("File", fields, frozen=True)


def _framed(fault: Fault, expected: dict[str, str]) -> Fault:
    """Say of the frame in words what a file looks like."""
    told = fault.expected if fault == MORE else expected.get(fault.path, fault.expected)
    return attrs.evolve(fault, expected=told)


def unreadable(found: str, expected: str) -> InvalidInputError:
    """Return the error of a text of which nothing can be read."""
    return InvalidInputError((Fault("", found, expected),))


def _too_deep() -> InvalidInputError:
    return unreadable("lists or objects nested too deep", "a few levels")


def _decoded(text: bytes | str) -> str:
    try:
        decoded = text if isinstance(text, str) else text.decode()
    except UnicodeDecodeError as error:
        found = f"byte {error.object[error.start]:#04x} at position {error.start}"
        raise unreadable(found, "text in UTF-8") from None
    return decoded.removeprefix("\ufeff")


def _parsed(text: str, frame: str) -> object:
    if not text.strip():
        raise unreadable("no text at all", frame)
    try:
        return json.loads(text, object_pairs_hook=_once_each, parse_int=_whole, parse_constant=Odd)
    except json.JSONDecodeError as error:
        before = text[max(0, error.pos - _EXCERPT) : error.pos]
        place = f"line {error.lineno}, column {error.colno}"
        said = error.msg.removesuffix(" at")
        raise unreadable(f"{place}: {said}, after {before!r}", "well-formed JSON") from None
    except RecursionError:
        raise _too_deep() from None


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Keep a key that stands twice as something odd, because one of its values would be lost."""
    found = dict(pairs)
    if len(found) < len(pairs):
        values: dict[str, list[object]] = {}
        for key, value in pairs:
            values.setdefault(key, []).append(value)
        for key, several in values.items():
            if len(several) > 1:
                found[key] = Odd(f"{len(several)} values for one key", tuple(several))
    return found


def _whole(digits: str) -> int | Odd:
    """Read a number, unless it is so long that Python refuses to, or takes its time."""
    long = len(digits) > MAX_DIGITS + len("-0")
    return Odd(f"a number of {len(digits)} digits") if long else int(digits)


def _other_version(data: object) -> Iterator[Fault]:
    """Tell another version alone, because its fields may mean other things."""
    version = cast("dict[str, object]", data).get("ntm_model") if isinstance(data, dict) else None
    if type(version) is int and version != FORMAT:
        yield Fault("ntm_model", shown(version), _VERSION)

"""The project's own JSON, format version 1: read with every fault at once, written canonically.

A file is ``{"ntm_model": 1, "programme": {…}}``; a value of any other public class stands under
the name of its class, ``{"ntm_model": 1, "criterion_mark": {…}}``. Fields are named as in the
classes; a range of days is ``{"earliest": …, "latest": …}``; what has its default value may be
left out. Text is UTF-8, stands on one line and is composed (NFC) on reading. A file has at most
64 MiB, a whole number at most 15 digits.

With the extra ``fast`` sound files are read and written much faster, with the same results.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar, cast
from unicodedata import normalize

import attrs

from ..core.errors import Fault, InvalidInputError, refuse
from ..review.programme import Programme
from .converting import converter, structure
from .leaves import MAX_DIGITS, Odd, shown

_Value = TypeVar("_Value")
FORMAT = 1
#: no more than this is read of a file
MAX_BYTES = 64 * 1024 * 1024
#: what is expected in place of the version
_VERSION = f"the format version, {FORMAT}"


def read_file(path: Path) -> Programme:
    """Read a programme from a file.

    Raises:
        InvalidInputError: the file cannot be read or is not sound; every fault is listed.
    """
    try:
        with path.open("rb") as file:
            text = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _unreadable(f"{str(path)!r} ({reason})", "a readable file") from None
    if len(text) > MAX_BYTES:
        raise _unreadable(f"more than {MAX_BYTES} bytes", "a smaller file")
    return read(text)


def read(text: bytes | str) -> Programme:
    """Read a programme from JSON; see :func:`loads`."""
    return loads(text, Programme)


def write(programme: Programme) -> str:
    """Write a programme as JSON; see :func:`dumps`."""
    return dumps(programme)


def loads(text: bytes | str, kind: type[_Value]) -> _Value:
    """Read a value of a public class from JSON.

    Raises:
        InvalidInputError: the text is not sound; every fault is listed with its path.
    """
    name = name_of(kind)
    if has_fast_route():
        from . import json_fast  # noqa: PLC0415 - an extra is loaded when it is used

        value = json_fast.loads(text, kind, name, FORMAT)
        if value is not None:
            return value
    return _loads(text, kind, name)


def dumps(value: object) -> str:
    """Write a value as JSON, without what has its default value; the same bytes every time.

    Raises:
        InvalidInputError: it holds what no file can, such as a line break; see :func:`loads`.
    """
    name = name_of(type(value))
    if has_fast_route():
        from . import json_fast  # noqa: PLC0415 - an extra is loaded when it is used

        text = json_fast.dumps(value, name, FORMAT)
        if text is not None:
            return text
    return _dumps(value, name)


def name_of(kind: type[Any]) -> str:
    """Return what a file calls a value of a class.

    >>> name_of(Programme)
    'programme'

    Raises:
        InvalidInputError: values of the class are in no file.
    """
    if not attrs.has(kind):
        refuse([Fault("", kind.__name__, "a class of values, such as Programme")])
    return re.sub("(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()


@cache
def has_fast_route() -> bool:
    """Whether the extra ``fast`` is installed."""
    return find_spec("msgspec") is not None


def _loads(text: bytes | str, kind: type[_Value], name: str) -> _Value:
    """Read a value by the plain route, which finds everything that is wrong."""
    frame = f'an object {{"ntm_model": {FORMAT}, "{name}": {{…}}}}'
    data = _parsed(_decoded(text), frame)
    refuse(_other_version(data))
    try:
        file: Any = structure(data, _file(kind, name))
    except InvalidInputError as error:
        expected = {"": frame, "ntm_model": _VERSION}
        raise InvalidInputError(tuple(_framed(fault, expected) for fault in error.faults)) from None
    except RecursionError:
        raise _too_deep() from None
    value: _Value = getattr(file, name)
    return value


def _dumps(value: object, name: str) -> str:
    """Write a value by the plain route."""
    try:
        data = {"ntm_model": FORMAT, name: converter().unstructure(value)}
        text = normalize("NFC", json.dumps(data, ensure_ascii=False, indent=1)) + "\n"
    except RecursionError:
        raise _too_deep() from None
    # nobody is to find out later that a file cannot be read again
    _loads(text, type(value), name)
    return text


@cache
def _file(kind: type[Any], name: str) -> type[Any]:
    """Return the class of what a file holds."""
    fields = {"ntm_model": attrs.field(type=int), name: attrs.field(type=kind)}
    return attrs.make_class("File", fields, frozen=True)


def _framed(fault: Fault, expected: dict[str, str]) -> Fault:
    """Say of the frame in words what a file looks like."""
    return attrs.evolve(fault, expected=expected.get(fault.path, fault.expected))


def _unreadable(found: str, expected: str) -> InvalidInputError:
    return InvalidInputError((Fault("", found, expected),))


def _too_deep() -> InvalidInputError:
    return _unreadable("lists or objects nested too deep", "a few levels")


def _decoded(text: bytes | str) -> str:
    try:
        decoded = text if isinstance(text, str) else text.decode()
    except UnicodeDecodeError as error:
        found = f"byte {error.object[error.start]:#04x} at position {error.start}"
        raise _unreadable(found, "text in UTF-8") from None
    return decoded.removeprefix("\ufeff")


def _parsed(text: str, frame: str) -> object:
    if not text.strip():
        raise _unreadable("no text at all", frame)
    try:
        return json.loads(text, object_pairs_hook=_once_each, parse_int=_whole, parse_constant=Odd)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}: {error.msg}"
        raise _unreadable(where, "well-formed JSON") from None
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
    version = cast("dict[str, object]", data).get("ntm_model") if isinstance(data, dict) else FORMAT
    if type(version) is int and version != FORMAT:
        yield Fault("ntm_model", shown(version), _VERSION)

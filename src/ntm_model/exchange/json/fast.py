"""The fast route, with the extra ``fast``: sound JSON is read near the speed of msgspec's parser.

It speaks only where it is sure. On any doubt it returns ``None`` and the plain route decides:
where a document is not sound, where it writes a backslash, and for classes that hold themselves.
So both routes accept and refuse the same documents and give equal values.

msgspec decodes into *twins*: for each class a struct of what JSON can say of it, texts, whole
numbers and lists, that refuses what is no field. A key that stands twice is found by counting
texts, keys among them: written again, a twin has as many as its document, unless msgspec passed
one over. Values are then made of twins by :mod:`.code`, with the checks of their classes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, TypeVar

import msgspec

from ..leaves import MAX_DIGITS, UnsoundError
from .code import DoubtError, reader, writer
from .shapes import FORMAT, Part, holds_itself, name_of, once, parts

_Value = TypeVar("_Value")
#: whatever goes wrong here, the plain route finds the words for it
_DOUBTS = (
    msgspec.MsgspecError,
    UnsoundError,
    DoubtError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    RecursionError,
)
_LARGEST = 10**MAX_DIGITS - 1
_WHOLE: Any = Annotated[int, msgspec.Meta(ge=-_LARGEST, le=_LARGEST)]
_RAW: dict[type, Any] = {
    str: str,
    int: _WHOLE,
    bool: bool,
    date: str,
    Decimal: _WHOLE | str,
}


def loads(text: bytes | str, kind: type[_Value]) -> _Value | None:
    """Return the value in a document; ``None`` if there is any doubt."""
    try:
        data = text.encode() if isinstance(text, str) else text
        return None if holds_itself(kind) else _read(data, kind)
    except _DOUBTS:
        return None


def dumps(value: object) -> str | None:
    """Return the document of a value; ``None`` if there is any doubt."""
    try:
        if holds_itself(type(value)):
            return None
        file = {"ntm_model": FORMAT, name_of(type(value)): writer(type(value))(value)}
        data = msgspec.json.encode(file)
        _texts(data)
        return (msgspec.json.format(data, indent=1) + b"\n").decode()
    except _DOUBTS:
        return None


def _read(data: bytes, kind: type[_Value]) -> _Value | None:
    decoder, read = _route(kind)
    file = decoder.decode(data)
    if file.ntm_model != FORMAT or _marks(data) != _texts(msgspec.json.encode(file)):
        return None
    value: _Value = read(file.value)
    return value


@once
def _route(kind: type[Any]) -> tuple[msgspec.json.Decoder[Any], Callable[[Any], Any]]:
    """Return what reads the documents of a class, and what makes values of their twins."""
    fields = [("ntm_model", _WHOLE), ("value", _twin(kind))]
    rename = {"value": name_of(kind)}
    file = msgspec.defstruct("File", fields, rename=rename, forbid_unknown_fields=True, gc=False)
    return msgspec.json.Decoder(file), reader(kind)


@once
def _twin(kind: type[Any]) -> type[msgspec.Struct]:
    """Return the struct of what JSON says of a class."""
    return msgspec.defstruct(
        kind.__name__,
        [_field(part) for part in parts(kind)],
        forbid_unknown_fields=True,
        gc=False,
        kw_only=True,
    )


def _field(part: Part) -> tuple[str, Any] | tuple[str, Any, Any]:
    raw: Any = str if issubclass(part.kind, Enum) else _RAW.get(part.kind)
    raw = raw or _twin(part.kind)
    whole: Any = list[raw] if part.many else raw
    whole = whole | None if part.optional else whole
    if part.required:
        return part.name, whole
    return part.name, whole | msgspec.UnsetType, msgspec.UNSET


def _texts(data: bytes) -> int:
    """Count the marks around texts in what msgspec wrote, where none holds an ASCII control.

    Raises:
        DoubtError: one may: controls are written with a backslash, all but DEL.
    """
    if b"\x7f" in data or (b"\\" in data and data.count(b"\\") != data.count(b'\\"')):
        raise DoubtError
    return _marks(data)


def _marks(data: bytes) -> int:
    """Count the quotation marks around texts; those inside of texts stand after a backslash.

    Raises:
        DoubtError: a backslash may stand for itself, so that a mark after it could be either.
    """
    if b"\\" not in data:
        return data.count(b'"')
    if b"\\\\" in data:
        raise DoubtError
    return data.count(b'"') - data.count(b'\\"')

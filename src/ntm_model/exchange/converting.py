"""The one converter: strict scalars, no unknown fields, and faults with paths."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from enum import Enum
from functools import cache, partial
from operator import is_
from textwrap import shorten
from typing import Any, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.errors import AttributeValidationNote, ForbiddenExtraKeysError, IterableValidationNote

from ..core.errors import Fault, InvalidInputError


@cache
def converter() -> Converter:
    """Return the project's converter; it is never the global one of cattrs."""
    made = Converter(forbid_extra_keys=True, omit_if_default=True)
    for scalar, hook in _SCALARS.items():
        # by identity: an enum of texts is a text, and must not be taken for one
        made.register_structure_hook_func(partial(is_, scalar), hook)
    made.register_structure_hook_func(_is_enum, _member)
    made.register_structure_hook_factory(_is_optional, lambda kind: _optional(kind, made))
    made.register_structure_hook_factory(_is_tuple, lambda kind: _tuple(kind, made))
    made.register_unstructure_hook(date, date.isoformat)
    made.register_unstructure_hook(Decimal, str)
    return made


def faults_of(error: BaseException, path: str = "") -> Iterator[Fault]:
    """Flatten what the converter raised into faults, each with its path."""
    if isinstance(error, ExceptionGroup):
        for part in error.exceptions:
            yield from (fault.under(path) for fault in faults_of(part, _step(part)))
    elif isinstance(error, InvalidInputError):
        yield from (fault.under(path) for fault in error.faults)
    elif isinstance(error, ForbiddenExtraKeysError):
        yield from _unknown_fields(error, path)
    elif isinstance(error, KeyError):
        yield Fault(path, "nothing", "this field")
    else:
        yield Fault(path, str(error), "a value of another kind")


def _step(error: BaseException) -> str:
    """Return the step of the path that the converter noted on an error."""
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return note.name
        if isinstance(note, IterableValidationNote):
            return f"[{note.index}]"
    return ""


def _unknown_fields(error: ForbiddenExtraKeysError, path: str) -> Iterator[Fault]:
    fields = [field.name for field in attrs.fields(error.cl)]
    for name in sorted(error.extra_fields):
        near = get_close_matches(name, fields, n=1)
        expected = f"one of {', '.join(fields)}"
        yield Fault(name, "an unknown field", expected, "".join(near)).under(path)


def _refuse(value: object, expected: str, meant: str = "") -> InvalidInputError:
    return InvalidInputError((Fault("", shorten(repr(value), 80), expected, meant),))


def _whole(value: object, _: type) -> int:
    if type(value) is not int:
        raise _refuse(value, "a whole number")
    return value


def _truth(value: object, _: type) -> bool:
    if not isinstance(value, bool):
        raise _refuse(value, "true or false")
    return value


def _text(value: object, _: type) -> str:
    if not isinstance(value, str):
        raise _refuse(value, "text")
    return unicodedata.normalize("NFC", value)


def _day(value: object, _: type) -> date:
    try:
        if isinstance(value, str) and len(value) == len("2024-03-29"):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise _refuse(value, "a day such as 2024-03-29")


def _decimal(value: object, _: type) -> Decimal:
    try:
        if isinstance(value, str):
            return Decimal(value)
    except InvalidOperation:
        pass
    raise _refuse(value, 'a decimal number as text, such as "62.4"')


_SCALARS: dict[type, Callable[[object, type], object]] = {
    int: _whole,
    bool: _truth,
    str: _text,
    date: _day,
    Decimal: _decimal,
}


def _is_enum(kind: Any) -> bool:  # noqa: ANN401 - any annotation
    return isinstance(kind, type) and issubclass(kind, Enum)


def _member(value: object, kind: type[Enum]) -> Enum:
    try:
        return kind(value)
    except ValueError:
        names = [str(member.value) for member in kind]
        near = get_close_matches(str(value), names, n=1)
        raise _refuse(value, f"one of {', '.join(names)}", "".join(near)) from None


def _is_optional(kind: Any) -> bool:  # noqa: ANN401 - any annotation
    return type(None) in get_args(kind)


def _optional(kind: Any, made: Converter) -> Callable[[object, type], Any]:  # noqa: ANN401 - any annotation
    inner = next(part for part in get_args(kind) if part is not type(None))
    return lambda value, _: None if value is None else made.structure(value, inner)


def _is_tuple(kind: Any) -> bool:  # noqa: ANN401 - any annotation
    return get_origin(kind) is tuple


def _tuple(kind: Any, made: Converter) -> Callable[[object, type], Any]:  # noqa: ANN401 - any annotation
    inner = get_args(kind)[0]

    def structure(value: object, _: type) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise _refuse(value, "a list")
        found: list[Any] = []
        errors: list[Fault] = []
        for index, item in enumerate(value):
            try:
                found.append(made.structure(item, inner))
            except Exception as error:  # noqa: BLE001 - told as faults, with the others
                errors.extend(fault.under(f"[{index}]") for fault in faults_of(error))
        if errors:
            raise InvalidInputError(tuple(errors))
        return tuple(found)

    return structure

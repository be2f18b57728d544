"""Documents read and written by the fast route where there is one, and else by the plain one."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from ...review.programme import Programme
from . import plain
from .shapes import name_of

_Value = TypeVar("_Value")
#: no more than this is read of a file
MAX_BYTES = 64 * 1024 * 1024


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
        raise plain.unreadable(f"{str(path)!r} ({reason})", "a readable file") from None
    if len(text) > MAX_BYTES:
        raise plain.unreadable(f"more than {MAX_BYTES} bytes", "a smaller file")
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
    name_of(kind)
    if has_fast_route():
        from . import fast  # noqa: PLC0415 - an extra is loaded when it is used

        value = fast.loads(text, kind)
        if value is not None:
            return value
    return plain.loads(text, kind)


def dumps(value: object) -> str:
    """Write a value as JSON, without what has its default value; the same bytes every time.

    Raises:
        InvalidInputError: it holds what no file can, such as a line break.
    """
    name_of(type(value))
    if has_fast_route():
        from . import fast  # noqa: PLC0415 - an extra is loaded when it is used

        text = fast.dumps(value)
        if text is not None:
            return text
    return plain.dumps(value)


@cache
def has_fast_route() -> bool:
    """Whether the extra ``fast`` is installed."""
    return find_spec("msgspec") is not None

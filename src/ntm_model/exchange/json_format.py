"""The project's own JSON, format version 1: read with every fault at once, written canonically.

A file is ``{"ntm_model": 1, "programme": {…}}``. Fields are named as in the classes; a range of
days is ``{"earliest": …, "latest": …}``; what has its default value may be left out. Text is
UTF-8, stands on one line and is composed (NFC) on reading. A file has at most 64 MiB, a whole
number at most 15 digits.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast, final
from unicodedata import normalize

import attrs

from ..core.errors import Fault, InvalidInputError, refuse
from ..core.explanation import Explanation
from ..review.programme import Programme
from .converting import converter, structure
from .leaves import MAX_DIGITS, Odd, shown

FORMAT = 1
#: no more than this is read of a file
MAX_BYTES = 64 * 1024 * 1024
#: what is expected of the frame, in words that show what a file looks like
_FRAME = {
    "": 'an object {"ntm_model": 1, "programme": {…}}',
    "ntm_model": f"the format version, {FORMAT}",
}


@final
@attrs.frozen
class _File:
    ntm_model: int
    programme: Programme


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
    """Read a programme from JSON.

    Raises:
        InvalidInputError: the text is not sound; every fault is listed with its path.
    """
    data = _parsed(_decoded(text))
    refuse(_other_version(data))
    try:
        return structure(data, _File).programme
    except InvalidInputError as error:
        raise InvalidInputError(tuple(map(_framed, error.faults))) from None


def write(programme: Programme) -> str:
    """Write a programme as JSON, without what has its default value; the same bytes every time.

    Raises:
        InvalidInputError: it holds what no file can, such as a line break; see :func:`read`.
    """
    data = {"ntm_model": FORMAT, "programme": converter().unstructure(programme)}
    text = normalize("NFC", json.dumps(data, ensure_ascii=False, indent=1)) + "\n"
    # nobody is to find out later that a file cannot be read again
    read(text)
    return text


def write_explanation(reason: Explanation) -> str:
    """Write an explanation as JSON, without its default values; the same bytes each time."""
    text = json.dumps(converter().unstructure(reason), ensure_ascii=False, indent=1)
    return normalize("NFC", text) + "\n"


def read_explanation(text: bytes | str) -> Explanation:
    """Read an explanation from JSON.

    Raises:
        InvalidInputError: the text is not sound, or a verdict does not follow from its reasons.
    """
    return structure(_parsed(_decoded(text)), Explanation)


def _framed(fault: Fault) -> Fault:
    return attrs.evolve(fault, expected=_FRAME.get(fault.path, fault.expected))


def _unreadable(found: str, expected: str) -> InvalidInputError:
    return InvalidInputError((Fault("", found, expected),))


def _decoded(text: bytes | str) -> str:
    try:
        decoded = text if isinstance(text, str) else text.decode()
    except UnicodeDecodeError as error:
        found = f"byte {error.object[error.start]:#04x} at position {error.start}"
        raise _unreadable(found, "text in UTF-8") from None
    return decoded.removeprefix("\ufeff")


def _parsed(text: str) -> object:
    if not text.strip():
        raise _unreadable("no text at all", _FRAME[""])
    try:
        return json.loads(text, object_pairs_hook=_once_each, parse_int=_whole, parse_constant=Odd)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}: {error.msg}"
        raise _unreadable(where, "well-formed JSON") from None
    except RecursionError:
        raise _unreadable("lists or objects nested too deep", "a few levels") from None


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
        yield Fault("ntm_model", shown(version), _FRAME["ntm_model"])

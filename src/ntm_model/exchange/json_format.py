"""The project's own JSON, format version 1: read with every fault at once, written canonically.

A file is ``{"ntm_model": 1, "programme": {…}}``. Fields are named as in the classes; a range of
days is ``{"earliest": …, "latest": …}``; what has its default value may be left out. Text is
UTF-8 and is composed (NFC) on reading.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from ..core.errors import Fault, InvalidInputError, refuse
from ..review.programme import Programme
from .converting import converter, faults_of

FORMAT = 1
#: files larger than this are refused unread
MAX_BYTES = 64 * 1024 * 1024


def read_file(path: Path) -> Programme:
    """Read a programme from a file.

    Raises:
        InvalidInputError: the file cannot be read or is not sound; every fault is listed.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            refuse([Fault("", f"a file of {path.stat().st_size} bytes", f"at most {MAX_BYTES}")])
        return read(path.read_bytes())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InvalidInputError((Fault("", f"{path}: {reason}", "a readable file"),)) from None


def read(text: bytes | str) -> Programme:
    """Read a programme from JSON.

    Raises:
        InvalidInputError: the text is not sound; every fault is listed with its path.
    """
    data = _parsed(_decoded(text))
    refuse(_frame_faults(data))
    try:
        return converter().structure(data["programme"], Programme)
    except Exception as error:  # noqa: BLE001 - whatever the converter raises is told as faults
        raise InvalidInputError(tuple(faults_of(error, "programme"))) from None


def write(programme: Programme) -> str:
    """Write a programme as JSON, without what has its default value; the same bytes every time."""
    data = {"ntm_model": FORMAT, "programme": converter().unstructure(programme)}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _decoded(text: bytes | str) -> str:
    if isinstance(text, str):
        return text
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"byte {text[error.start]:#04x} at position {error.start}"
        raise InvalidInputError((Fault("", found, "text in UTF-8"),)) from None


def _parsed(text: str) -> Any:  # noqa: ANN401 - JSON can be anything
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        where = f"{error.msg} in line {error.lineno}, column {error.colno}"
        raise InvalidInputError((Fault("", where, "well-formed JSON"),)) from None
    except RecursionError:
        raise InvalidInputError((Fault("", "nesting without end", "a few levels"),)) from None
    except InvalidInputError:
        raise
    except ValueError as error:
        raise InvalidInputError((Fault("", str(error), "well-formed JSON"),)) from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that stands twice in one object: one of the two would be lost."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        refuse(Fault("", f"the key {key!r} twice in one object", "each key once") for key in twice)
    return found


def _no_constant(name: str) -> Any:  # noqa: ANN401 - never returns
    raise InvalidInputError((Fault("", name, "a number"),))


def _frame_faults(data: object) -> Iterator[Fault]:
    """Check the frame around the programme."""
    if not isinstance(data, dict):
        yield Fault("", type(data).__name__, 'an object {"ntm_model": 1, "programme": {…}}')
        return
    frame = cast("dict[str, object]", data)
    version, programme = frame.get("ntm_model"), frame.get("programme")
    if version != FORMAT or isinstance(version, bool):
        yield Fault("ntm_model", repr(version), f"the format version, {FORMAT}")
    if not isinstance(programme, dict):
        yield Fault("programme", type(programme).__name__, "an object")
    for key in sorted(frame.keys() - {"ntm_model", "programme"}):
        yield Fault(key, "an unknown field", "ntm_model and programme alone")

"""Data frames: columns of mutated values, in each library that is written to."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, cast

import narwhals as nw
import polars as pl
from narwhals.typing import IntoDataFrame

from ntm_model import InvalidInputError, Programme, Province
from ntm_model.exchange.frames import (
    Backend,
    certifications_frame,
    former_frame,
    read_province,
    units_frame,
)
from ntm_model.exchange.frames.columns import CERTIFICATIONS, FORMER, UNITS
from ntm_model.exchange.json import dumps, loads

from ..small_file import TEXT, Json
from .engine import SOUND, Reader, refused
from .mutating import WORDS, parsed, slots_of, structures
from .places import PROGRAMME

_FRAMES = ("units", "certifications", "former")
_LIBRARIES: dict[str, Backend] = {"polars": "polars", "pyarrow": "pyarrow", "pandas": "pandas"}
#: no frame has more rows, so that each is made in milliseconds
_ROWS = 40
_HERE: tuple[Json, ...] = (
    *(2018.0, 2018, "2018", -0.0, 1e20, float("inf"), "true", "commune", "province", "xã"),
    *("certification", "revocation", "standard", "model", "; ", "a; b", "re-recognised"),
    *("!day", "!noon", "!midnight", "!zone", "!span", "!decimal", "!bytes", "!list", "!long"),
)
_MADE: dict[str, object] = {
    "!day": date(2024, 3, 29),
    "!noon": datetime(2024, 3, 29, 12),  # noqa: DTZ001 - a day with a clock, as tools write it
    "!midnight": datetime(2024, 3, 29),  # noqa: DTZ001 - the same
    "!zone": datetime(2024, 3, 29, tzinfo=timezone(timedelta(hours=7))),
    "!span": timedelta(1),
    "!decimal": Decimal("2018.0"),
    "!bytes": b"\xff",
    "!list": ["x"],
    "!long": 10**5000,
}


def frame_readers() -> Iterator[Reader]:
    """Yield the reader of frames."""
    provinces = (loads(TEXT, Programme).province, PROGRAMME.province)
    seeds = tuple(
        json.dumps({"in": library, **_columns(one)}, ensure_ascii=False, default=str).encode()
        for one in provinces
        for library in _LIBRARIES
    )
    names = (*UNITS, *CERTIFICATIONS, *FORMER, *_FRAMES)
    mutators = structures((*WORDS, *_HERE, *_LIBRARIES), names)
    yield Reader("frames", seeds, _look_at_frames, mutators, weight=3)


def _columns(province: Province) -> dict[str, dict[str, list[Any]]]:
    """Return the columns of the frames of a province, without those that hold nothing."""
    writers = (units_frame, certifications_frame, former_frame)
    whole = province.on(date(2024, 3, 29)) if province.successions else province
    frames = (cast("pl.DataFrame", write(whole, backend="polars")) for write in writers)
    return {
        name: {
            column: values
            for column, values in frame.to_dict(as_series=False).items()
            if values.count(None) < len(values)
        }
        for name, frame in zip(_FRAMES, frames, strict=True)
    }


def _look_at_frames(text: bytes) -> frozenset[str]:
    """Read frames that a library makes of some columns, and read again what is written."""
    said = parsed(text)
    data = cast("dict[str, Json]", said) if isinstance(said, dict) else {}
    library = _LIBRARIES.get(str(data.get("in")), "polars")
    try:
        frames = {name: _frame(library, _even(data[name])) for name in _FRAMES if name in data}
    except _NO_FRAME:
        return frozenset(["no frame"])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            province = read_province(**{"units": _frame("polars", {}), **frames})
    except InvalidInputError as error:
        return refused(error.faults, "|".join(_FRAMES))
    assert loads(dumps(province), Province) == province, "JSON says something else"
    try:
        units = units_frame(province, backend="polars")
    except InvalidInputError as error:
        return refused(error.faults)
    others = (write(province, backend="polars") for write in (certifications_frame, former_frame))
    assert read_province(units, *others) == province, "what is written is read otherwise"
    return SOUND


def _even(columns: Json) -> dict[str, list[object]]:
    """Return columns of one length, with what no JSON can say where a word stands for it."""
    given = cast("dict[str, Json]", columns) if isinstance(columns, dict) else {}
    listed = {
        name: cast("list[object]", one) if isinstance(one, list) else [cast("object", one)]
        for name, one in given.items()
    }
    length = min(_ROWS, max(map(len, listed.values()), default=0))
    found = {
        name: [*values[:length], *[None] * (length - len(values))]
        for name, values in listed.items()
    }
    for holder, step in slots_of(found):
        if isinstance(holder[step], str):
            holder[step] = _value(holder[step])
    return found


def _value(word: str) -> object:
    """Return what a word stands for: days are days, as they are in the frames of a library."""
    try:
        return date.fromisoformat(word)
    except ValueError:
        return _MADE.get(word, word)


def _frame(library: Backend, columns: dict[str, list[object]]) -> IntoDataFrame:
    """Return a frame of a library; polars alone takes columns of several types by itself."""
    if library == "polars":
        return pl.DataFrame([pl.Series(name, one, strict=False) for name, one in columns.items()])
    frame: IntoDataFrame = nw.from_dict(columns, backend=library).to_native()
    return frame


#: what a library says of columns that it makes no frame of
_NO_FRAME = (
    pl.exceptions.PolarsError,
    TypeError,
    ValueError,
    OverflowError,
    NotImplementedError,
    AttributeError,
)

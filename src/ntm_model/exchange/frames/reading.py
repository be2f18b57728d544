"""A province read from the frames of any library that Narwhals reads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from difflib import get_close_matches
from math import isnan
from typing import TYPE_CHECKING, Any

from ...core.errors import Fault, InvalidInputError
from ...units import Province
from ..leaves import pointless, shown
from .assembling import INSIDE, Reading
from .columns import CERTIFICATIONS, DAY, FORMER, NUMBER, TEXT, TRUTH, UNITS
from .rows import Row

if TYPE_CHECKING:
    from narwhals.typing import IntoFrame

#: a whole number, as files have it beside gaps
_WHOLE = re.compile(r"[0-9]{1,15}(\.0+)?")


def read_province(
    units: IntoFrame,
    certifications: IntoFrame | None = None,
    former: IntoFrame | None = None,
) -> Province:
    """Read a province from frames of its units, their certifications and their former states.

    Only ``level`` and ``name`` of units, and ``unit`` and ``tier`` of certifications are needed;
    a column that does not exist is refused. Whole numbers may come as 2018.0, and days with a
    clock at midnight, as pandas has them beside gaps. Read a CSV file with all columns as text:
    codes that are read as numbers have lost their zeros, and are refused.

    Raises:
        InvalidInputError: something is not sound; every fault is listed with row and column.
        ModuleNotFoundError: Narwhals is not installed.
    """
    found = Reading()
    takers = {
        "units": (units, UNITS, found.unit),
        "certifications": (certifications, CERTIFICATIONS, found.event),
        "former": (former, FORMER, found.former),
    }
    for name, (frame, columns, take) in takers.items():
        for path, row in [] if frame is None else _rows(frame, name, columns, found.faults):
            take(path, row)
    return found.province()


def _rows(
    frame: IntoFrame, place: str, columns: Mapping[str, str], faults: list[Fault]
) -> list[tuple[str, Row]]:
    """Return the rows of a frame with their places, without what is null; columns are checked."""
    import narwhals as nw  # noqa: PLC0415 - only frames need it

    found: Any = nw.from_native(frame, pass_through=True)
    whole = found.collect() if isinstance(found, nw.LazyFrame) else found
    if not isinstance(whole, nw.DataFrame):
        expected = "a data frame that Narwhals reads, such as one of polars or pandas"
        raise InvalidInputError((Fault(place, f"a {type(frame).__name__}", expected),))
    faults += _unknown(whole.columns, place, columns)
    nothing = (None,) if columns is FORMER else (None, "")
    rows: list[Row] = [{} for _ in range(whole.shape[0])]
    for name in (name for name in whole.columns if name in columns):
        nulls = whole[name].is_null().to_list()
        read = [
            None if null else _read(value, columns[name])
            for value, null in zip(whole[name].to_list(), nulls, strict=True)
        ]
        if columns[name] == TEXT:
            read = [*_texts(read, f"{place}.{name}", faults)]
        for row, value in zip(rows, read, strict=True):
            if value not in nothing:
                row[name] = value
    return [(f"{place}[{index}]", row) for index, row in enumerate(rows)]


def _unknown(names: Iterable[str], place: str, columns: Mapping[str, str]) -> Iterator[Fault]:
    for name in names:
        if name not in columns:
            near = ["inside"] if name in INSIDE.values() else get_close_matches(name, columns, n=1)
            expected = f"one of {', '.join(columns)}"
            yield Fault(f"{place}.{name}", "an unknown column", expected, "".join(near))


def _texts(values: Sequence[object], place: str, faults: list[Fault]) -> Iterator[object]:
    """Yield the values of a column of texts; that it was read as one of numbers is told once."""
    given = [value for value in values if value is not None]
    numbers = bool(given) and all(type(value) in (int, float) for value in given)
    if numbers:
        expected = "texts, since numbers lose their zeros; read files with all columns as text"
        faults.append(Fault(place, f"numbers, such as {shown(given[0])}", expected))
    for value in values:
        yield shown(value) if numbers and value is not None else value


def _read(value: object, kind: str) -> object:
    """Return a value as a file would have it; a number that is none is nothing."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return None if isnan(value) else pointless(value)
    return _of_text(value, kind) if isinstance(value, str) else value


def _of_text(text: str, kind: str) -> object:
    """Return what a text says in a file whose columns were all read as text."""
    if kind == NUMBER and _WHOLE.fullmatch(text):
        return int(text.partition(".")[0])
    if kind == TRUTH:
        return {"true": True, "false": False}.get(text.lower(), text)
    return text.removesuffix(" 00:00:00") if kind == DAY else text

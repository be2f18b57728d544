"""A province read from the frames of any library that Narwhals reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from difflib import get_close_matches
from math import isnan
from typing import TYPE_CHECKING

from ...core.errors import Fault
from ...units import Province
from .assembling import Reading
from .columns import CERTIFICATIONS, FORMER, UNITS
from .rows import Row

if TYPE_CHECKING:
    from narwhals.typing import IntoFrame


def read_province(
    units: IntoFrame,
    certifications: IntoFrame | None = None,
    former: IntoFrame | None = None,
) -> Province:
    """Read a province from frames of its units, their certifications and their former states.

    Only ``level`` and ``name`` of units, and ``unit`` and ``tier`` of certifications are needed;
    a column that does not exist is refused. Whole numbers may come as 2018.0, and days with a
    clock at midnight, as pandas has them beside gaps.

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

    found = nw.from_native(frame)
    whole = found.collect() if isinstance(found, nw.LazyFrame) else found
    faults += _unknown(whole.columns, place, columns)
    nothing = (None,) if columns is FORMER else (None, "")
    rows: list[Row] = [{} for _ in range(len(whole))]
    for name in (name for name in whole.columns if name in columns):
        nulls = whole[name].is_null().to_list()
        for row, value, null in zip(rows, whole[name].to_list(), nulls, strict=True):
            read = None if null else _read(value)
            if read not in nothing:
                row[name] = read
    return [(f"{place}[{index}]", row) for index, row in enumerate(rows)]


def _unknown(names: Iterable[str], place: str, columns: Mapping[str, str]) -> Iterator[Fault]:
    for name in names:
        if name not in columns:
            near = get_close_matches(name, columns, n=1)
            expected = f"one of {', '.join(columns)}"
            yield Fault(f"{place}.{name}", "an unknown column", expected, "".join(near))


def _read(value: object) -> object:
    """Return a value as a file would have it; a number that is none is nothing."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        whole = int(value) if value.is_integer() else value
        return None if isnan(value) else whole
    return value

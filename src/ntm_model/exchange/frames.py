"""Data frames: written with polars, pyarrow or pandas, and read from whatever Narwhals reads.

Needs the extra ``ntm-model[frames]`` and the library that the frames are of. Days are days, whole
numbers and texts are such, and nothing is a floating-point number. A range is two columns, and
what is not said or has no bound is null. The columns are listed in :mod:`.frame_columns`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from difflib import get_close_matches
from math import isnan
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

from ..core.errors import Fault, refuse
from ..review.reviewing import Review
from ..units import Province
from .frame_columns import (
    BETWEEN,
    CERTIFICATIONS,
    DAY,
    FINDINGS,
    FORMER,
    NUMBER,
    PROGRESS,
    TEXT,
    TRUTH,
    UNITS,
)
from .frame_reading import Reading
from .frame_rows import (
    Row,
    certification_rows,
    finding_rows,
    former_rows,
    progress_rows,
    unit_rows,
)

if TYPE_CHECKING:
    from narwhals.dtypes import DType
    from narwhals.typing import IntoDataFrame, IntoFrame

#: the libraries that frames are written with; pandas needs pyarrow too
Backend: TypeAlias = Literal["polars", "pyarrow", "pandas"]


def units_frame(province: Province, *, backend: Backend) -> IntoDataFrame:
    """Return the units of a province as a frame of a library, one row a unit.

    Raises:
        InvalidInputError: they depend on the day, or a spelling holds the sign between two.
        ModuleNotFoundError: Narwhals or the library is not installed.
    """
    refuse(_unfit(province))
    return _frame(unit_rows(province), UNITS, backend)


def certifications_frame(province: Province, *, backend: Backend) -> IntoDataFrame:
    """Return all certifications and revocations of a province and its units as a frame.

    Raises:
        ModuleNotFoundError: Narwhals or the library is not installed.
    """
    return _frame(certification_rows(province), CERTIFICATIONS, backend)


def former_frame(province: Province, *, backend: Backend) -> IntoDataFrame:
    """Return what the units of a province were before they changed, one row a former state.

    A text is null where it did not change then, and empty where there was none.

    Raises:
        ModuleNotFoundError: Narwhals or the library is not installed.
    """
    return _frame(former_rows(province), FORMER, backend)


def progress_frame(review: Review, *, backend: Backend) -> IntoDataFrame:
    """Return how far each target in force is reached, on the day and with the letter's plan.

    Raises:
        ModuleNotFoundError: Narwhals or the library is not installed.
    """
    return _frame(progress_rows(review), PROGRESS, backend)


def findings_frame(review: Review, *, backend: Backend) -> IntoDataFrame:
    """Return the findings of a review as a frame, in their order.

    Raises:
        ModuleNotFoundError: Narwhals or the library is not installed.
    """
    return _frame(finding_rows(review), FINDINGS, backend)


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


def _unfit(province: Province) -> Iterator[Fault]:
    if province.successions:
        expected = "the province of a day, as province.on(day) gives it"
        yield Fault("", f"{province.name}, whose units begin and end", expected)
    for path, unit in province.paths():
        for number, spelling in enumerate(unit.spellings):
            if BETWEEN.strip() in spelling:
                place = f"{path}.spellings[{number}]".removeprefix(".")
                yield Fault(place, repr(spelling), "a spelling without a semicolon")


def _frame(rows: Iterable[Row], columns: Mapping[str, str], backend: Backend) -> IntoDataFrame:
    import narwhals as nw  # noqa: PLC0415 - only frames need it

    kinds: dict[str, DType] = {
        TEXT: nw.String(),
        DAY: nw.Date(),
        NUMBER: nw.Int64(),
        TRUTH: nw.Boolean(),
    }
    nothing = (None,) if columns is FORMER else (None, "")
    listed = list(rows)
    values = {
        name: [None if row.get(name) in nothing else row[name] for row in listed]
        for name in columns
    }
    schema = nw.Schema({name: kinds[kind] for name, kind in columns.items()})
    if backend != "pandas":
        frame: IntoDataFrame = nw.from_dict(values, schema, backend=backend).to_native()
        return frame
    # by itself pandas makes floating-point numbers of whole ones beside gaps
    loose: Any = nw.from_dict(values, dict.fromkeys(columns, nw.Object()), backend=backend)
    return cast("IntoDataFrame", loose.to_native().astype(schema.to_pandas("pyarrow")))


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

"""Frames written with polars, pyarrow or pandas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast, get_args

from ...core.errors import Fault, refuse
from ...review.reviewing import Review
from ...units import Province
from .columns import (
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
from .rows import (
    Row,
    certification_rows,
    finding_rows,
    former_rows,
    progress_rows,
    unit_rows,
)

if TYPE_CHECKING:
    from narwhals.dtypes import DType
    from narwhals.typing import IntoDataFrame

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

    known = get_args(Backend)
    if backend not in known:
        refuse([Fault("backend", repr(backend), f"one of {', '.join(known)}")])

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

"""Data frames: written with polars, pyarrow or pandas, and read from whatever Narwhals reads.

Needs the extra ``ntm-model[frames]`` and the library that the frames are of. Days are days, whole
numbers and texts are such, and nothing is a floating-point number. A range is two columns, and
what is not said or has no bound is null. The columns are listed in :mod:`.columns`.
"""

from __future__ import annotations

from .reading import read_province
from .writing import (
    Backend,
    certifications_frame,
    findings_frame,
    former_frame,
    progress_frame,
    units_frame,
)

__all__ = [
    "Backend",
    "certifications_frame",
    "findings_frame",
    "former_frame",
    "progress_frame",
    "read_province",
    "units_frame",
]

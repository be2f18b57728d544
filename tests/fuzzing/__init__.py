"""Read mutated inputs until something undocumented comes out: ``python3 dev.py fuzz [N [SEED]]``.

Every reader of the library stands in :func:`readers`, with seeds that it reads and what must
hold of whatever it makes of an input. Inputs are mutated as bytes and as what they say, and one
that reaches a new line of the library, or is told a new sort of fault, is mutated further.
Nothing but documented errors may come out, within five seconds, and within four gigabytes.
"""

from __future__ import annotations

from .data_inputs import data_readers
from .engine import LONGEST, Mutator, Reader, Run, UndocumentedError, fuzz
from .frame_inputs import frame_readers
from .json_inputs import carefully, json_readers
from .mutating import BYTES, STRUCTURES
from .table_inputs import table_readers
from .text_inputs import text_readers

__all__ = [
    "BYTES",
    "LONGEST",
    "STRUCTURES",
    "Mutator",
    "Reader",
    "Run",
    "UndocumentedError",
    "carefully",
    "fuzz",
    "readers",
]


def readers() -> list[Reader]:
    """Return every reader of the library."""
    return [
        *json_readers(),
        *table_readers(),
        *data_readers(),
        *frame_readers(),
        *text_readers(),
    ]

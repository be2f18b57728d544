"""Which communes can go another way in a choice, alone or if one other commune does too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .solving import Model, Row, total

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    _Numbers = npt.NDArray[np.int64]


def exchanges(
    model: Model, kinds: Sequence[int], values: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Yield pairs of unknowns of one kind: one commune can go the second way instead of the first.

    The model still admits the values then, perhaps after another commune has changed its way. It
    looks at no more than two communes, so what it does not yield may be possible all the same.
    """
    import numpy as np  # noqa: PLC0415 - the solver brings it along

    alike: dict[int, list[int]] = {}
    for number, kind in enumerate(kinds):
        alike.setdefault(kind, []).append(number)
    moves = [
        (one, other) for one, number in enumerate(values) if number for other in alike[kinds[one]]
    ]
    sources = np.array([one for one, _ in moves], dtype=np.int64)
    targets = np.array([other for _, other in moves], dtype=np.int64)
    fixed = _changes([row for row in model.rows if row.least == row.most], sources, targets)
    free = [row for row in model.rows if row.least != row.most]
    changes = _changes(free, sources, targets)
    room = np.array([row.least - total(row.weights, values) for row in free], dtype=np.int64)
    groups: dict[bytes, list[int]] = {}
    for number, change in enumerate(fixed):
        groups.setdefault(change.tobytes(), []).append(number)
    for members in groups.values():
        partners = groups.get((-fixed[members[0]]).tobytes(), [])
        theirs = changes[partners]
        for number in members:
            one = moves[number][0]
            enough = (theirs + changes[number] >= room).all(axis=1)
            if (enough & ((sources[partners] != one) | (values[one] > 1))).any():
                yield moves[number]


def _changes(rows: Sequence[Row], sources: _Numbers, targets: _Numbers) -> _Numbers:
    """Return by how much each move changes the sum of each row, move by move."""
    import numpy as np  # noqa: PLC0415

    width = 1 + max(int(each.max(initial=0)) for each in (sources, targets))
    table = np.zeros((len(rows), width), dtype=np.int64)
    for number, row in enumerate(rows):
        for unknown, weight in row.weights.items():
            if unknown < width:
                table[number, unknown] = weight
    return (table[:, targets] - table[:, sources]).T

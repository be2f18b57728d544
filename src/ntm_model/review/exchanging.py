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
    fixed = _changes(
        [row for row in model.rows if row.least == row.most], len(kinds), sources, targets
    )
    free = [row for row in model.rows if row.least != row.most]
    changes = _changes(free, len(kinds), sources, targets)
    room = np.array([row.least - total(row.weights, values) for row in free], dtype=np.int64)
    # what has to stay as it is stays so only if two communes make up for one another
    groups: dict[bytes, list[int]] = {}
    for number, change in enumerate(fixed):
        groups.setdefault(change.tobytes(), []).append(number)
    for members in groups.values():
        partners = groups.get((-fixed[members[0]]).tobytes(), [])
        for number in members:
            one = moves[number][0]
            enough = (changes[partners] + changes[number] >= room).all(axis=1)
            if (enough & ((sources[partners] != one) | (values[one] > 1))).any():
                yield moves[number]


def _changes(rows: Sequence[Row], unknowns: int, sources: _Numbers, targets: _Numbers) -> _Numbers:
    """Return by how much each move changes the sum of each row, move by move."""
    import numpy as np  # noqa: PLC0415

    table = np.zeros((len(rows), unknowns), dtype=np.int64)
    for number, row in enumerate(rows):
        for unknown, weight in row.weights.items():
            table[number, unknown] = weight
    return (table[:, targets] - table[:, sources]).T

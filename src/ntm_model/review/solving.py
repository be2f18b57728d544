"""Integer programmes: a narrow door to the solver HiGHS, with every answer proven in integers.

The solver works with floats. Its answer is rounded and then checked exactly, and it is the best
one because no whole number lies between what it costs and the bound that the solver proved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, final

import attrs

if TYPE_CHECKING:
    from highspy import Highs

#: how far a whole number may lie from the float that stands for it
_NEAR = 1e-5


def total(weights: Mapping[int, int], values: Sequence[int]) -> int:
    """Return the sum of values, each times the weight of its number, exactly."""
    return sum(weight * values[number] for number, weight in weights.items())


@final
@attrs.frozen
class Row:
    """A weighted sum of unknowns that is at least, and perhaps at most, so large."""

    #: weight by the number of the unknown
    weights: Mapping[int, int]
    least: int
    #: ``None``: there is no upper bound
    most: int | None = None

    def holds(self, values: Sequence[int]) -> bool:
        """Whether the sum lies within its bounds."""
        found = total(self.weights, values)
        return self.least <= found and (self.most is None or found <= self.most)


@final
@attrs.frozen
class Model:
    """Unknown whole numbers from 0 to a bound each, and what is asked of them together."""

    bounds: tuple[int, ...]
    rows: tuple[Row, ...]

    def with_row(self, row: Row) -> Model:
        """Return the model with more asked of it."""
        return Model(self.bounds, (*self.rows, row))

    def admits(self, values: Sequence[int]) -> bool:
        """Whether the values keep to all bounds and rows, exactly."""
        pairs = zip(values, self.bounds, strict=False)
        within = len(values) == len(self.bounds) and all(0 <= one <= most for one, most in pairs)
        return within and all(row.holds(values) for row in self.rows)

    def cheapest(self, costs: Mapping[int, int]) -> tuple[int, ...]:
        """Return values of the least cost; the cost of an unknown that is not listed is 0.

        Raises:
            ModuleNotFoundError: the solver is not installed; the message says how to install it.
            ArithmeticError: no values are possible, or the solver proved none to be the best.
        """
        if not self.bounds:
            return self.proven((), costs, 0.0)
        solver = quiet()()
        _state(solver, self, costs)
        solver.run()
        values = tuple(round(value) for value in solver.getSolution().col_value)
        return self.proven(values, costs, solver.getInfo().mip_dual_bound)

    def proven(
        self, values: tuple[int, ...], costs: Mapping[int, int], bound: float
    ) -> tuple[int, ...]:
        """Return the values if they are possible and no whole cost from *bound* on is lower.

        Raises:
            ArithmeticError: they are not possible, or a lower cost is not ruled out.
        """
        cost = total(costs, values) if self.admits(values) else None
        if cost is None or not cost - bound < 1 - _NEAR:
            raise ArithmeticError(f"the solver proved no best values: {cost} against {bound}")
        return values


@cache
def quiet() -> type[Highs]:
    """Return a solver that says nothing.

    Raises:
        ModuleNotFoundError: it is not installed; the message says how to install it.
    """
    try:
        from highspy import Highs  # noqa: PLC0415 - an extra, loaded when something is to be solved
    except ModuleNotFoundError as error:
        message = "the solver is missing; install it with: pip install 'ntm-model[solver]'"
        raise ModuleNotFoundError(message, name=error.name) from error

    class Quiet(Highs):
        """It is told to say nothing before it sets up what would print a line."""

        def enableCallbacks(self) -> None:  # noqa: N802 - the solver calls it so
            self.setOptionValue("output_flag", False)  # noqa: FBT003 - the value of an option

    return Quiet


def _state(solver: Highs, model: Model, costs: Mapping[int, int]) -> None:
    """Tell the solver the unknowns, their costs and the rows; and to go on until it is sure."""
    import numpy as np  # noqa: PLC0415 - the solver brings it along
    from highspy import HighsVarType  # noqa: PLC0415

    options: dict[str, str | float] = {"parallel": "off", "mip_rel_gap": 0.0, "mip_abs_gap": 0.5}
    for name, value in options.items():
        solver.setOptionValue(name, value)
    for number, most in enumerate(model.bounds):
        solver.addVar(0.0, float(most))
        solver.changeColIntegrality(number, HighsVarType.kInteger)
    for number, cost in costs.items():
        solver.changeColCost(number, float(cost))
    for row in model.rows:
        solver.addRow(
            float(row.least),
            solver.inf if row.most is None else float(row.most),
            len(row.weights),
            np.array(list(row.weights), dtype=np.int32),
            np.array(list(row.weights.values()), dtype=np.float64),
        )

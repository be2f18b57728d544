"""Counts as ranges, each with the kind of evidence that it rests on."""

from __future__ import annotations

from enum import Enum
from typing import final

import attrs

from .errors import Fault, refuse
from .typed import typed
from .verdict import Verdict


class Basis(Enum):
    """What a count rests on."""

    #: units on file by name
    NAMES = "by name"
    #: what a source states of a set of units
    STATED = "by statement"
    #: names and statements together
    COMBINED = "combined"


@final
@attrs.frozen(field_transformer=typed)
class Count:
    """How many: at least *low* and at most *high* (``None``: no upper bound known).

    >>> print(Count(28, 85)), print(Count.exactly(53))
    28 to 85
    53
    (None, None)
    """

    low: int
    high: int | None
    basis: Basis = Basis.STATED

    def __attrs_post_init__(self) -> None:
        """Refuse negative counts and ranges that run backwards."""
        if self.low < 0 or (self.high is not None and self.high < self.low):
            refuse([Fault("", f"{self.low} to {self.high}", "0 <= low <= high")])

    def __str__(self) -> str:
        """Print the number, or the range."""
        if self.high is None:
            return f"{self.low} or more"
        return str(self.low) if self.exact else f"{self.low} to {self.high}"

    def __contains__(self, number: int) -> bool:
        """Whether the range holds *number*."""
        return self.low <= number and (self.high is None or number <= self.high)

    @classmethod
    def exactly(cls, number: int, basis: Basis = Basis.STATED) -> Count:
        """Return a range of one number."""
        return cls(number, number, basis)

    @property
    def exact(self) -> bool:
        """Whether only one number is left."""
        return self.low == self.high

    def within(self, required: Count) -> Verdict:
        """Judge "this count lies in *required*": met if all of the range does, not met if none."""
        above = self.high is None or (required.high is not None and self.high > required.high)
        if self.low >= required.low and not (above and required.high is not None):
            return Verdict.MET
        disjoint = (self.high is not None and self.high < required.low) or (
            required.high is not None and self.low > required.high
        )
        return Verdict.NOT_MET if disjoint else Verdict.UNDETERMINED

    def short_of(self, needed: int) -> Count:
        """Return how many are missing to *needed*; none if there are enough."""
        best = 0 if self.high is None else max(0, needed - self.high)
        return Count(best, max(0, needed - self.low), self.basis)

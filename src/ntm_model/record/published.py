"""What every number that a source publishes has in common: the day that it is of."""

from __future__ import annotations

from ..core.days import When


class Published:
    """A number of a day, made known by a source.

    It has no fields of its own: those that it reads stand where the number's other fields do.
    """

    __slots__ = ()

    on: When
    known: When

    @property
    def day(self) -> When:
        """The day that the number is of: not later than its publication."""
        return self.on.capped(self.known.latest)

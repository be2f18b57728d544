"""What an authority asks of a scope: a number, how it is meant, and by when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import final

import attrs

from ..core.citations import Citation
from ..core.counts import Count
from ..core.days import last_day_of
from ..core.errors import Fault, refuse
from ..core.figures import Printed, exact
from ..core.names import Mention
from ..core.quantities import Metric, Population, Quantity
from ..core.typed import typed
from ..core.words import Stock
from ..tiers import CertificationTier
from .words import CarryOver, Comparator, Expressed, Norm, Status

#: the comparators that a larger number can only help
_RISING = (Comparator.AT_LEAST, Comparator.MORE_THAN, Comparator.ABOUT)


@final
@attrs.frozen(kw_only=True, field_transformer=typed)
class Target(Quantity):
    """What an authority asks of a scope: so many units at a tier by a day, or another number.

    The printed figures stay beside the value that counts. A percentage beside counts is display:
    the count is the norm.

    >>> target = Target(id="standard", tier=CertificationTier.STANDARD, value=53, scope="62")
    >>> print(target.required)
    53 or more
    >>> share = Target(
    ...     id="advanced",
    ...     tier=CertificationTier.ADVANCED,
    ...     value=10,
    ...     expressed=Expressed.PERCENT,
    ...     population=Population.ALL,
    ...     scope="62",
    ... )
    >>> print(*share.asked(7))
    1 or more
    """

    id: str
    tier: CertificationTier = CertificationTier.STANDARD
    comparator: Comparator = Comparator.AT_LEAST
    value: Decimal = attrs.field(converter=exact)
    #: the far end of a range such as "17 to 19": an aspiration, never a cap
    most: Decimal | None = attrs.field(default=None, converter=attrs.converters.optional(exact))
    expressed: Expressed = Expressed.NUMBER
    #: the day whose units a share is of; ``None``: the day that is asked for
    population_on: date | None = None
    #: the reading that decides; ``None``: the count if there is one, else all readings must agree
    norm: Norm | None = None
    #: the last day by which it is to be reached
    horizon: date | None = None
    #: who set it, as printed
    set_by: str = ""
    #: id of the document that sets it, which may differ from the one that quotes it
    stated_in: str = ""
    status: Status = Status.ASSIGNED
    #: how the sources word the status, each as printed
    wordings: tuple[str, ...] = ()
    printed: Printed = Printed()
    #: units that the document names for it
    named: tuple[Mention, ...] = ()
    #: id of the target that it is a part of, such as a district's share of a province's number
    part_of: str = ""
    #: id of the target that it takes the place of
    revises: str = ""
    carry_over: CarryOver = CarryOver.NOT_SAID
    #: how many units of earlier years are inside the number, where the document says so
    carried: int | None = None
    source: Citation = Citation()

    def __attrs_post_init__(self) -> None:
        """Refuse what no number can meet, and parts that do not go together, all at once."""
        refuse(self._faults())

    @property
    def required(self) -> Count:
        """The range in which a number is to lie; of percentages, the range of hundredths."""
        return self.range_from(Fraction(self.value))

    def asked(self, population: int) -> tuple[Count, ...]:
        """Return the range in which a count out of so many units is to lie.

        A percentage as printed may mean a whole interval: then the loosest and the strictest
        range that it allows are returned, in this order.
        """
        if self.expressed is Expressed.NUMBER:
            return (self.required,)
        shares = [Fraction(self.value)]
        if self.expressed is Expressed.PRINTED_PERCENT:
            shares = [*Printed(percent=self.value).ends]
        ranges = [self.range_from(share * population / 100) for share in shares]
        ordered = ranges if self.rising else reversed(ranges)
        return tuple(dict.fromkeys(ordered))

    @property
    def rising(self) -> bool:
        """Whether a larger number can only help."""
        return self.comparator in _RISING

    @property
    def is_share(self) -> bool:
        """Whether the value is a part of a population."""
        return self.expressed is not Expressed.NUMBER

    def range_from(self, bound: Fraction) -> Count:
        """Return the whole numbers on the right side of a bound, by the comparator."""
        least, most = max(0, ceil(bound)), max(0, floor(bound))
        bounds: dict[Comparator, tuple[int, int | None]] = {
            Comparator.AT_LEAST: (least, None),
            Comparator.ABOUT: (least, None),
            Comparator.MORE_THAN: (most + 1, None),
            Comparator.AT_MOST: (0, most),
            Comparator.LESS_THAN: (0, max(0, least - 1)),
            Comparator.EXACTLY: (least, least),
        }
        return Count(*bounds[self.comparator])

    def _faults(self) -> Iterator[Fault]:
        yield from self.quantity_faults()
        yield from self._of_numbers()
        if self.is_share and self.population is None:
            expected = f"the population of a share; {Population.NOT_STATED.value!r} is one"
            yield Fault("population", "nothing", expected)
        if self.is_share and not self._may_be_share():
            yield Fault("expressed", self.expressed.value, "a number, as this cannot be a share")
        if self.metric is Metric.FEWEST and not self.rising:
            yield Fault("comparator", self.comparator.value, "at least, more than, or about")
        if self.carried is not None and self.carried < 0:
            yield Fault("carried", str(self.carried), "a number of units, 0 or more")
        if self.stock is Stock.YEARLY and not self._has_years():
            found = f"{self.since} to {self.horizon}"
            yield Fault("since", found, "the last day of a year before that of the horizon")

    def _of_numbers(self) -> Iterator[Fault]:
        """Find values that no number can have."""
        exactly = self.comparator is Comparator.EXACTLY
        counted = self.metric is not Metric.INDICATOR
        least = 1 if self.comparator is Comparator.LESS_THAN and not self.is_share else 0
        if counted and self.value < least:
            yield Fault("value", str(self.value), f"a number of units, {least} or more")
        if self.most is not None and (exactly or (self.most - self.value) * self._way < 0):
            runs = "a range that runs upwards" if self.rising else "a range that runs downwards"
            expected = "no range, where it is exact" if exactly else runs
            yield Fault("most", f"{self.value} to {self.most}", expected)

    @property
    def _way(self) -> int:
        return 1 if self.rising else -1

    def _may_be_share(self) -> bool:
        """Whether a part of a population makes sense: of a stock of units, and not exactly."""
        units = self.metric in (Metric.UNITS, Metric.PARENTS, Metric.BAND)
        return (
            units and self.stock is Stock.CUMULATIVE and self.comparator is not Comparator.EXACTLY
        )

    def _has_years(self) -> bool:
        """Whether whole years lie between the first day and the horizon, where both are known."""
        if self.since is None or self.horizon is None:
            return True
        return self.since == last_day_of(self.since.year) and self.since.year < self.horizon.year

"""What sources report besides holders of a tier: averages, bands, incomes, products, the nation."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import final

import attrs

from ..core.citations import Citation
from ..core.days import When
from ..core.errors import Fault, refuse
from ..core.figures import Fit, Hedge, Printed, exact
from ..core.quantities import Metric, Quantity
from ..core.typed import typed
from ..tiers import CertificationTier
from .published import Published


@final
@attrs.frozen(kw_only=True, field_transformer=typed)
class Reported(Published, Quantity):
    """A number that a source gives of a scope, as it is printed.

    How many communes of a province hold a tier is a :class:`Statement`, which is combined with
    names; this is for every other number, and for scopes whose units are not on file.

    >>> average = Reported(metric=Metric.AVERAGE, scope="62", value="12.23", of=86)
    >>> average.fit, list(average.totals(86))
    (<Fit.ROUNDED: 'rounded'>, [1052])
    """

    id: str = ""
    tier: CertificationTier = CertificationTier.STANDARD
    value: Decimal = attrs.field(converter=exact)
    #: of how many units, where the source says so
    of: int | None = None
    hedge: Hedge | None = None
    #: the day that the number is of
    on: When = When()
    #: when it was published
    known: When = When()
    source: Citation = Citation()

    def __attrs_post_init__(self) -> None:
        """Refuse parts that do not go together, all at once."""
        refuse(self._faults())

    def totals(self, units: int) -> range:
        """Return the whole totals over so many units of which the value is the rounded average."""
        lowest, end = (bound * units for bound in Printed(percent=self.value).ends)
        return range(max(0, ceil(lowest)), max(0, ceil(end)))

    @property
    def fit(self) -> Fit:
        """How an average agrees with the number of units beside it (rule T1)."""
        if self.metric is not Metric.AVERAGE or not self.of:
            return Fit.INCOMPARABLE
        if self.totals(self.of):
            return Fit.ROUNDED
        if self.hedge is not None:
            return Fit.HEDGED
        lowest, end = Printed(percent=self.value).ends
        low = Fraction(self.value) * self.of
        truncated = range(ceil(low), ceil(low + (end - lowest) * self.of))
        return Fit.TRUNCATED if truncated else Fit.CONTRADICTORY

    def _faults(self) -> Iterator[Fault]:
        yield from self.quantity_faults()
        whole = self.metric in (Metric.UNITS, Metric.PARENTS, Metric.BAND)
        if whole and not (self.value >= 0 and self.value == int(self.value)):
            yield Fault("value", str(self.value), "a number of units, 0 or more")
        if self.of is not None and self.of < 0:
            yield Fault("of", str(self.of), "a number of units, 0 or more")

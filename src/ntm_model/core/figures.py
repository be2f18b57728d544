"""Shares and printed figures: exact numbers, and numbers as documents word them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from enum import Enum
from fractions import Fraction
from math import ceil, floor
from typing import final

import attrs

from .errors import Fault, in_words, refuse
from .typed import typed


@final
@attrs.frozen(field_transformer=typed)
class Share:
    """*count* units of *total*, kept as the two numbers that they are.

    53 of 85 is not 106 of 170; ask :attr:`value` to compare sizes.

    >>> Share(53, 85).percent(1)
    Decimal('62.4')
    """

    count: int
    total: int

    def __attrs_post_init__(self) -> None:
        """Refuse a part larger than its whole, and negative numbers."""
        if not 0 <= self.count <= self.total:
            refuse([Fault("", f"{self.count} of {self.total}", "0 <= count <= total")])

    def __str__(self) -> str:
        """Print the two numbers, as documents do."""
        return f"{self.count}/{self.total}"

    @property
    def value(self) -> Fraction | None:
        """The exact share; 0 of 0 has none."""
        return Fraction(self.count, self.total) if self.total else None

    def percent(self, places: int = 1) -> Decimal | None:
        """Return the percentage as printed with *places* decimals, rounded half up."""
        return None if self.value is None else rounded(self.value * 100, places)


class Hedge(Enum):
    """A word that loosens a printed number."""

    OVER = "over"
    ALMOST = "almost"
    ABOUT = "about"


class Fit(Enum):
    """How a printed percentage and the counts beside it go together."""

    ROUNDED = "rounded"
    TRUNCATED = "truncated"
    HEDGED = "hedged"
    CONTRADICTORY = "contradictory"
    #: the percentage or one of the counts is not printed
    INCOMPARABLE = "incomparable"


@final
@attrs.frozen(field_transformer=typed)
class Printed:
    """Figures as a document prints them; anything goes, the review judges them.

    >>> Printed(53, 85, Decimal("62.4")).fit
    <Fit.ROUNDED: 'rounded'>
    >>> [total for total in range(1, 86) if 11 in Printed(percent=Decimal("20.8")).counts(total)]
    [53]
    """

    count: int | None = None
    total: int | None = None
    #: in hundredths, with the decimals that are printed: "62.4" has one
    percent: Decimal | None = None
    hedge: Hedge | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a percentage that is no number."""
        if self.percent is not None and not self.percent.is_finite():
            refuse([Fault("percent", str(self.percent), "a decimal number such as 62.4")])

    @property
    def share(self) -> Share | None:
        """The two counts as an exact share, if they are printed and make one."""
        if self.count is None or self.total is None or not 0 <= self.count <= self.total:
            return None
        return Share(self.count, self.total)

    @property
    def fit(self) -> Fit:
        """How the percentage agrees with the counts (rule T1)."""
        if None in (self.count, self.total, self.percent):
            return Fit.INCOMPARABLE
        exact = None if self.share is None else self.share.value
        if exact is None:
            return Fit.CONTRADICTORY
        return self._fit(exact * 100)

    def counts(self, total: int) -> range:
        """Return the counts of *total* that the percentage, read as rounded, allows."""
        if self.percent is None:
            return range(total + 1)
        lowest, end = (share * total / 100 for share in self.ends)
        return range(max(0, ceil(lowest)), min(total + 1, ceil(end)))

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """The interval of the percentage, read as rounded: the first inside, the last outside."""
        percent, half = Fraction(self.percent or 0), self._unit / 2
        return percent - half, percent + half

    @property
    def _unit(self) -> Fraction:
        """The size of the last printed decimal."""
        percent = Decimal(0) if self.percent is None else self.percent
        exponent = percent.as_tuple().exponent
        return Fraction(10) ** (exponent if isinstance(exponent, int) else 0)

    def _fit(self, exact: Fraction) -> Fit:
        printed = Fraction(self.percent or 0)
        if self.hedge in (Hedge.OVER, Hedge.ALMOST):
            # "over 62.4" is false of 53 of 85, although that rounds to it
            return Fit.HEDGED if self._hedged(exact - printed) else Fit.CONTRADICTORY
        if printed - self._unit / 2 <= exact < printed + self._unit / 2:
            return Fit.ROUNDED
        if printed <= exact < printed + self._unit:
            return Fit.TRUNCATED
        return Fit.HEDGED if self.hedge is Hedge.ABOUT else Fit.CONTRADICTORY

    def _hedged(self, surplus: Fraction) -> bool:
        """Whether a hedge is true of the difference: "over 20" is more, "almost 20" less."""
        return surplus > 0 if self.hedge is Hedge.OVER else surplus < 0


def exact(number: Decimal | int | str) -> Decimal:
    """Return a whole number, a decimal or its text as a decimal; a binary fraction is refused.

    Raises:
        InvalidInputError: it is no finite number.

    >>> exact(53), exact("16.95")
    (Decimal('53'), Decimal('16.95'))
    """
    try:
        found = Decimal("NaN") if isinstance(number, float | bool) else Decimal(number)
    except (InvalidOperation, TypeError, ValueError):
        found = Decimal("NaN")
    if not found.is_finite():
        refuse([Fault("", in_words(number), "a number such as 53, or a text such as '16.95'")])
    return found


def whole_units(percent: Decimal | int, total: int) -> int:
    """Return the fewest whole units that are at least *percent* of *total*.

    >>> whole_units(Decimal(10), 7)
    1
    """
    return ceil(Fraction(percent) * total / 100)


def rounded(number: Fraction, places: int) -> Decimal:
    """Return a number rounded half up, exactly: never through a binary or a cut decimal."""
    scale: int = 10**places
    digits = str(floor(number * scale + Fraction(1, 2)))
    # built digit by digit, because arithmetic would round to the caller's decimal context
    return Decimal((0, tuple(map(int, digits)), -places))

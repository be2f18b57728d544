"""Shares and printed figures (rule T1), exact."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ntm_model import Fit, Hedge, InvalidInputError, Printed, Share
from ntm_model.core.figures import whole_units
from ntm_model.strategies import printed, shares

PLACES = st.integers(0, 3)


@given(shares(), PLACES)
@example(Share(1, 200), 0)
@example(Share(11, 53), 1)
def test_a_percentage_is_rounded_half_up(share: Share, places: int) -> None:
    """What is printed lies within half a unit of the exact value, the upper half rounded up."""
    shown = share.percent(places)
    if share.value is None or shown is None:
        assert share.total == 0
        return
    half = Fraction(1, 2 * 10**places)
    assert Fraction(shown) - half <= share.value * 100 < Fraction(shown) + half
    assert shown.as_tuple().exponent == -places


@pytest.mark.parametrize("precision", [2, 50])
def test_a_percentage_ignores_the_decimal_context(precision: int) -> None:
    """Whatever precision the caller computes with, 53 of 85 prints as 62.4."""
    with localcontext() as context:
        context.prec = precision
        assert str(Share(53, 85).percent(1)) == "62.4"


def test_a_share_is_its_two_numbers() -> None:
    """53 of 85 is not 106 of 170, though both are the same size."""
    assert Share(53, 85) != Share(106, 170)
    assert Share(53, 85).value == Share(106, 170).value
    assert str(Share(53, 85)) == "53/85"


def test_a_share_of_nothing_has_no_value() -> None:
    """0 of 0 can be written down, but is no number."""
    nothing = Share(0, 0)
    assert (nothing.value, nothing.percent()) == (None, None)


@pytest.mark.parametrize(("count", "total"), [(-1, 2), (3, 2)])
def test_a_part_larger_than_its_whole_is_refused(count: int, total: int) -> None:
    """A share lies between none and all."""
    with pytest.raises(InvalidInputError, match=f"{count} of {total}"):
        Share(count, total)


@pytest.mark.parametrize(
    ("figures", "fit"),
    [
        (Printed(53, 85, Decimal("62.4")), Fit.ROUNDED),
        (Printed(53, 85, Decimal("62.3")), Fit.TRUNCATED),
        (Printed(53, 85, Decimal("62.5")), Fit.CONTRADICTORY),
        (Printed(1, 200, Decimal(1)), Fit.ROUNDED),
        (Printed(1, 200, Decimal("0.5")), Fit.ROUNDED),
        (Printed(1, 8, Decimal("12.5")), Fit.ROUNDED),
        (Printed(1, 8, Decimal("12.6")), Fit.CONTRADICTORY),
        (Printed(53, 85, Decimal(60), Hedge.OVER), Fit.HEDGED),
        (Printed(53, 85, Decimal(70), Hedge.OVER), Fit.CONTRADICTORY),
        # 53 of 85 is 62.35: it rounds to 62.4, and is not over it
        (Printed(53, 85, Decimal("62.4"), Hedge.OVER), Fit.CONTRADICTORY),
        (Printed(53, 85, Decimal("62.4"), Hedge.ALMOST), Fit.HEDGED),
        (Printed(1, 2, Decimal(50), Hedge.OVER), Fit.CONTRADICTORY),
        (Printed(53, 85, Decimal(70), Hedge.ALMOST), Fit.HEDGED),
        (Printed(53, 85, Decimal(60), Hedge.ALMOST), Fit.CONTRADICTORY),
        (Printed(53, 85, Decimal(60), Hedge.ABOUT), Fit.HEDGED),
        (Printed(86, 85, Decimal("101.2")), Fit.CONTRADICTORY),
        (Printed(0, 0, Decimal(0)), Fit.CONTRADICTORY),
        (Printed(53, 85), Fit.INCOMPARABLE),
        (Printed(53, None, Decimal("62.4")), Fit.INCOMPARABLE),
        (Printed(None, 85, Decimal("62.4")), Fit.INCOMPARABLE),
    ],
)
def test_how_a_percentage_goes_with_its_counts(figures: Printed, fit: Fit) -> None:
    """T1: a hedge is true or false of the figure; else it is rounded, or truncated, or neither."""
    assert figures.fit is fit


@given(shares(), PLACES)
def test_what_a_share_prints_fits_the_share(share: Share, places: int) -> None:
    """A percentage computed from its counts always agrees with them."""
    percent = share.percent(places)
    expected = Fit.INCOMPARABLE if percent is None else Fit.ROUNDED
    assert Printed(share.count, share.total, percent).fit is expected


@given(printed(), st.integers(0, 120))
@example(Printed(percent=Decimal("20.8")), 85)
@example(Printed(percent=Decimal("0.5")), 100)
def test_the_counts_of_a_percentage_are_those_that_it_fits(figures: Printed, total: int) -> None:
    """The inverse of rounding: a count is listed if and only if it prints as this percentage."""
    fitting = [
        count
        for count in range(total + 1)
        if figures.percent is None or Printed(count, total, figures.percent).fit is Fit.ROUNDED
    ]
    assert list(figures.counts(total)) == fitting


def test_the_letters_advanced_share_has_another_population() -> None:
    """20.8 % fits no number of 85 communes and exactly 11 of 53 (rule T3)."""
    advanced = Printed(percent=Decimal("20.8"))
    assert (list(advanced.counts(85)), list(advanced.counts(53))) == ([], [11])


@given(printed())
def test_printed_counts_are_a_share_only_if_they_make_one(figures: Printed) -> None:
    """Anything can be printed; a part of a whole is only what is no larger than it."""
    both = (figures.count, figures.total)
    sound = None not in both and 0 <= (figures.count or 0) <= (figures.total or 0)
    assert (figures.share is not None) is sound
    assert figures.share is None or (figures.share.count, figures.share.total) == both


@pytest.mark.parametrize("text", ["NaN", "Infinity", "sNaN"])
def test_a_percentage_that_is_no_number_is_refused(text: str) -> None:
    """What cannot be compared is not kept."""
    with pytest.raises(InvalidInputError, match="percent: found"):
        Printed(percent=Decimal(text))


@given(st.integers(0, 100), st.integers(0, 200))
@example(10, 7)
@example(10, 6)
def test_whole_units_are_the_fewest_that_are_enough(percent: int, total: int) -> None:
    """At least p % of n rounds up to whole units, never to the nearest."""
    fewest = next(n for n in range(total + 1) if n * 100 >= percent * total)
    assert whole_units(percent, total) == fewest


@pytest.mark.parametrize("communes", [1, 3, 6, 7, 10])
def test_a_tenth_of_a_few_communes_is_one(communes: int) -> None:
    """10 % of 3, 6, 7 or 10 communes is one commune."""
    assert whole_units(Decimal(10), communes) == 1

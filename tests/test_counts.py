"""Counts as ranges."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ntm_model import Basis, Count, InvalidInputError, Verdict
from ntm_model.strategies import counts

#: beyond all bounds that are generated, so that it stands for every larger number
MANY = 30


def numbers(count: Count) -> set[int]:
    """Return the numbers of a range up to *MANY*."""
    return {number for number in range(MANY) if number in count}


@given(counts())
def test_a_range_holds_the_numbers_between_its_bounds(count: Count) -> None:
    """Both bounds belong to it; without an upper one there is no end."""
    assert numbers(count) == set(range(count.low, MANY if count.high is None else count.high + 1))


@given(st.integers(0, 9))
def test_an_exact_count_is_one_number(number: int) -> None:
    """A range of one number is exact and prints as the number."""
    count = Count.exactly(number)
    assert (count.exact, numbers(count), str(count)) == (True, {number}, str(number))


@pytest.mark.parametrize(
    ("count", "text"), [(Count(28, 85), "28 to 85"), (Count(28, None), "28 or more")]
)
def test_a_range_prints_its_bounds(count: Count, text: str) -> None:
    """An open range says so in words."""
    assert (str(count), count.exact) == (text, False)


@pytest.mark.parametrize("bounds", [(-1, 3), (3, 2), (-1, None)])
def test_impossible_ranges_are_refused(bounds: tuple[int, int | None]) -> None:
    """Nothing is fewer than none, and no range runs backwards."""
    with pytest.raises(InvalidInputError, match="0 <= low <= high"):
        Count(*bounds)


@given(counts(), counts())
@example(Count(1, 1), Count(1, 1))
@example(Count(0, 2), Count(2, None))
@example(Count(3, None), Count(0, 2))
def test_a_range_lies_within_another_if_all_its_numbers_do(one: Count, other: Count) -> None:
    """Met if all numbers lie in the required range, not met if none does, else undetermined."""
    inside = numbers(one) & numbers(other)
    expected = Verdict.UNDETERMINED if inside else Verdict.NOT_MET
    if inside == numbers(one):
        expected = Verdict.MET
    assert one.within(other) is expected


@given(counts(), st.integers(0, 12))
def test_what_is_missing_depends_on_the_true_number(count: Count, needed: int) -> None:
    """The shortfall ranges over what each possible number would leave missing."""
    missing = {max(0, needed - number) for number in numbers(count)}
    short = count.short_of(needed)
    assert (short.low, short.high) == (min(missing), max(missing))


@given(counts())
def test_a_shortfall_keeps_its_basis(count: Count) -> None:
    """What follows from a count rests on what the count rests on; a bare number is stated."""
    assert count.short_of(3).basis is count.basis
    assert Count.exactly(3).basis is Basis.STATED

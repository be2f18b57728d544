"""The laws of three-valued verdicts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_model import Verdict
from ntm_model.strategies import verdicts

MET, NOT_MET, OPEN = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
#: from surely not to surely so
RANKS = (NOT_MET, OPEN, MET)


@given(verdicts(), verdicts())
def test_and_takes_the_lower_and_or_the_higher(one: Verdict, other: Verdict) -> None:
    """Kleene's conjunction is the minimum and his disjunction the maximum of the two."""
    assert one & other is min(one, other, key=RANKS.index)
    assert one | other is max(one, other, key=RANKS.index)


@given(verdicts(), verdicts(), verdicts())
def test_and_or_form_a_distributive_lattice(one: Verdict, two: Verdict, three: Verdict) -> None:
    """Both operations commute, associate, absorb and distribute over one another."""
    assert one & two is two & one
    assert (one | two) | three is one | (two | three)
    assert one & (one | two) is one
    assert one & (two | three) is (one & two) | (one & three)


@given(verdicts(), verdicts())
def test_negation_obeys_de_morgan(one: Verdict, other: Verdict) -> None:
    """Negation undoes itself and turns "both" into "either"."""
    assert ~~one is one
    assert ~(one & other) is ~one | ~other


def test_what_is_open_stays_open_when_negated() -> None:
    """Only settled verdicts change sides; unknown is not no."""
    assert (~MET, ~NOT_MET, ~OPEN) == (NOT_MET, MET, OPEN)


@given(st.lists(verdicts()), st.integers(-1, 5))
def test_at_least_k_is_every_way_to_settle_what_is_open(given_: list[Verdict], k: int) -> None:
    """At least k are met if the met alone suffice, not met if even all open ones would not."""
    sure, possible = given_.count(MET), len(given_) - given_.count(NOT_MET)
    expected = MET if sure >= k else OPEN if possible >= k else NOT_MET
    assert Verdict.at_least(k, given_) is expected


@given(st.lists(verdicts()), st.integers(0, 5), verdicts())
def test_at_least_k_is_monotone(given_: list[Verdict], k: int, better: Verdict) -> None:
    """Raising one verdict, or lowering k, never makes the answer worse."""
    rank = RANKS.index(Verdict.at_least(k, [*given_, NOT_MET]))
    assert RANKS.index(Verdict.at_least(k, [*given_, better])) >= rank
    assert RANKS.index(Verdict.at_least(k + 1, [*given_, NOT_MET])) <= rank


def test_all_of_none_is_met_and_any_of_none_is_not() -> None:
    """The empty cases are the neutral elements."""
    assert Verdict.all_of(()) is MET
    assert Verdict.any_of(()) is NOT_MET


@given(st.lists(verdicts(), min_size=1))
def test_all_and_any_fold_the_operators(given_: list[Verdict]) -> None:
    """Judging all or any of several is joining them one by one."""
    both = either = given_[0]
    for verdict in given_[1:]:
        both, either = both & verdict, either | verdict
    assert Verdict.all_of(iter(given_)) is both
    assert Verdict.any_of(iter(given_)) is either


def test_a_truth_value_makes_a_settled_verdict() -> None:
    """What is settled is met or not met, never open."""
    assert (Verdict.of(True), Verdict.of(False)) == (MET, NOT_MET)  # noqa: FBT003 - the whole input


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_has_no_truth_value(verdict: Verdict) -> None:
    """Using a verdict as a condition is refused, and the message says what to write."""
    with pytest.raises(TypeError, match=f"verdict is Verdict.{verdict.name}"):
        bool(verdict)

"""Circles: an id is on one if, and only if, following what it leads to comes back to it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ntm_model.core.circles import on_circles

LEADS = st.dictionaries(st.sampled_from("abcdefg"), st.sampled_from("abcdefgz"))


@given(LEADS)
def test_an_id_is_on_a_circle_if_following_it_comes_back(leads: dict[str, str]) -> None:
    """Each id is followed for as many steps as there are ids, and told if it is met again."""
    back: set[str] = set()
    for start in leads:
        here = start
        for _ in leads:
            here = leads.get(here, "")
            back |= {start} & {here}
    assert on_circles(leads) == back


@given(LEADS)
def test_nothing_leads_in_a_circle_once_the_circles_are_mended(leads: dict[str, str]) -> None:
    """Without what stands on circles, all that led into them comes to an end."""
    told = on_circles(leads)
    assert on_circles({name: after for name, after in leads.items() if name not in told}) == set()


def test_a_long_way_is_followed_quickly() -> None:
    """Each id is gone through once, however many lead to it."""
    chain = {str(number): str(number + 1) for number in range(100_000)}
    assert on_circles(chain) == set()
    assert len(on_circles({**chain, "100000": "50000"})) == 50_001

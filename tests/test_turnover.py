"""What changed between two days: the parts make up the difference exactly, unit by unit."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_model import CertificationTier, Commune, CommuneKind, InvalidInputError, Province
from ntm_model.strategies import days, provinces, tiers
from ntm_model.units.turnover import Flow, turnover

STANDARD = CertificationTier.STANDARD
EVE, DAY = date(2020, 6, 30), date(2020, 7, 1)


def quang_ngai() -> Province:
    """Return 166 communes, 83 of them standard, of which 36 became 18 on one day (2020).

    The real totals, 83/166 and 70/148, are public; which units merged is made up here.
    """
    units = [Commune(f"c{number}") for number in range(166)]
    standard = [unit.certify(STANDARD, decided=date(2019, 5, 1)) for unit in units[:83]]
    province = Province(
        "Quảng Ngãi",
        communes=(*standard, *units[83:]),
        complete_through=date(2020, 12, 31),
    )
    for number in range(13):
        parts = (f"c{2 * number}", f"c{2 * number + 1}")
        merged = Commune(f"s{number}").acknowledge(STANDARD, decided=DAY)
        province = province.merge(parts, merged, on=DAY, resolution="r")
    for number in range(5):
        parts = (f"c{100 + 2 * number}", f"c{101 + 2 * number}")
        province = province.merge(parts, Commune(f"n{number}"), on=DAY, resolution="r")
    return province


def test_shares_fall_without_a_revocation_where_units_merge() -> None:
    """83 of 166 become 70 of 148: 26 holders ended, 13 formed ones hold, nothing was revoked."""
    found = quang_ngai().turnover(STANDARD, since=EVE, until=DAY)

    assert (found.holders.before, found.units.before) == (83, 166)
    assert (found.holders.after, found.units.after) == (70, 148)
    assert (len(found.holders.dissolved), len(found.holders.formed)) == (26, 13)
    assert (len(found.units.dissolved), len(found.units.formed)) == (36, 18)
    assert found.holders.revoked == found.holders.granted == ()
    assert found.holders.balanced
    assert found.units.balanced


def test_each_part_of_a_turnover_has_its_own_name() -> None:
    """Granted, revoked, formed, dissolved, entered and left are told apart by unit."""
    day, old = date(2022, 1, 1), date(2020, 1, 1)
    holder = {name: Commune(name).certify(STANDARD, decided=old) for name in "abcd"}
    province = Province(
        "P",
        communes=(
            holder["a"].revoke(STANDARD, decided=day),
            holder["b"],
            holder["c"].reclassify(CommuneKind.WARD, on=day),
            Commune("e").certify(STANDARD, decided=day),
            # it was a commune, was recognised, became a township and a commune again
            holder["d"]
            .reclassify(CommuneKind.TOWNSHIP, on=date(2021, 1, 1))
            .reclassify(CommuneKind.COMMUNE, on=day),
        ),
    ).merge(("b",), Commune("f").acknowledge(STANDARD, decided=day), on=day)

    found = province.turnover(STANDARD, since=date(2021, 6, 1), until=day)

    assert found.holders == Flow(
        before=3,
        after=3,
        granted=("e",),
        revoked=("a",),
        formed=("f",),
        dissolved=("b",),
        entered=("d",),
        left=("c",),
    )
    assert found.units == Flow(
        before=4, after=4, formed=("f",), dissolved=("b",), entered=("d",), left=("c",)
    )


@given(provinces(), tiers(), days(), st.integers(0, 4))
def test_a_turnover_always_balances(
    province: Province, tier: CertificationTier, since: date, later: int
) -> None:
    """However units and certificates change, the parts make up both differences exactly."""
    until = since + timedelta(later)
    if any(len(province.states(day)) > 1 for day in (since, until)):
        with pytest.raises(InvalidInputError):
            province.turnover(tier, since=since, until=until)
        return
    found = province.turnover(tier, since=since, until=until)
    assert found.holders.balanced
    assert found.units.balanced
    assert found.holders.before == len(province.communes_at(tier, on=since))
    assert found.holders.after == len(province.communes_at(tier, on=until))
    parts = ("granted", "revoked", "formed", "dissolved", "entered", "left")
    named = [unit for part in parts for unit in getattr(found.holders, part)]
    assert len(named) == len(set(named))


@given(provinces(), tiers(), days())
def test_nothing_changes_within_a_day(
    province: Province, tier: CertificationTier, day: date
) -> None:
    """Between a day and itself no part has a unit."""
    if len(province.states(day)) == 1:
        found = turnover(province, tier, since=day, until=day).holders
        assert found == Flow(before=found.before, after=found.before)


def test_days_that_run_backwards_are_refused() -> None:
    """The second day is not before the first; both are named."""
    with pytest.raises(InvalidInputError, match=r"2020-06-30.*a day not before 2020-07-01"):
        quang_ngai().turnover(STANDARD, since=DAY, until=EVE)


@pytest.mark.parametrize(
    ("part", "after"),
    [("granted", 4), ("formed", 4), ("entered", 4), ("revoked", 2), ("dissolved", 2), ("left", 2)],
)
def test_each_part_counts_for_or_against(part: str, after: int) -> None:
    """What is gained is added and what is lost is taken away, one by one."""
    flow = Flow(before=3, after=after, **{part: ("x",)})
    assert flow.balanced
    assert not attrs.evolve(flow, after=3).balanced

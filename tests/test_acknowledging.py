"""Nothing is carried over by a merger: a unit may be acknowledged, or it is open why (C5)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_model import (
    Assumption,
    CertificationTier,
    Citation,
    Commune,
    CommuneKind,
    Confidence,
    District,
    DistrictKind,
    Province,
    Succession,
    UnknownNameError,
    Verdict,
    When,
    Years,
)
from ntm_model.law import Eligibility, may_be_acknowledged

STANDARD, ADVANCED = CertificationTier.STANDARD, CertificationTier.ADVANCED
DAY = date(2023, 7, 1)


def held(name: str, year: int | None = 2021, decided: date = date(2022, 5, 1)) -> Commune:
    """Return a commune that was recognised as standard."""
    return Commune(name).certify(STANDARD, year=year, decided=decided)


def merged(*parts: Commune, on: date | When = DAY, complete: date | None = None) -> Province:
    """Return a province in which some communes merged into the commune "new"."""
    province = Province("P", communes=parts, complete_through=complete)
    return province.merge([part.id for part in parts], Commune("new"), on=on, resolution="1/NQ")


def asked(province: Province, tier: CertificationTier = STANDARD) -> Eligibility:
    """Ask whether "new" may be acknowledged."""
    return may_be_acknowledged(province, "new", tier)


def topics(found: Eligibility) -> list[str]:
    """Return what is said of the predecessors."""
    return [child.topic for child in found.explanation.children]


def test_a_unit_formed_only_from_recognised_ones_may_be_acknowledged() -> None:
    """All predecessors surely held the tier on the eve; the year is that of the latest."""
    found = asked(merged(held("a", 2018), held("b", 2021)))

    assert found.verdict is Verdict.MET
    assert topics(found) == ["held-on-eve", "held-on-eve"]
    assert found.year == Years.of(2021)
    assert found.explanation.citation.source == "3372/BNN-VPĐP"
    assert found.explanation.day == date(2023, 6, 30)


def test_acknowledgement_is_an_act_and_not_a_consequence() -> None:
    """Being eligible changes nothing: the merged unit holds the tier once it is decided."""
    province = merged(held("a"), held("b"))
    new = province.commune("new")

    assert asked(province).verdict is Verdict.MET
    assert province.holds(new, STANDARD, on=DAY) is Verdict.UNDETERMINED
    done = province.with_unit(new.acknowledge(STANDARD, year=2021, decided=date(2023, 12, 20)))
    assert done.holds(new, STANDARD, on=date(2023, 12, 19)) is Verdict.UNDETERMINED
    assert done.holds(new, STANDARD, on=date(2023, 12, 20)) is Verdict.MET


def test_one_open_predecessor_leaves_it_open_and_one_that_surely_lacks_the_tier_rules_it_out() -> (
    None
):
    """Unknown is not no: only a complete record can say that a predecessor did not hold it."""
    assert asked(merged(held("a"), Commune("b"))).verdict is Verdict.UNDETERMINED
    closed = asked(merged(held("a"), Commune("b"), complete=date(2024, 1, 1)))
    assert closed.verdict is Verdict.NOT_MET
    assert topics(closed) == ["held-on-eve", "not-held-on-eve"]


def test_a_township_among_the_predecessors_leaves_it_open() -> None:
    """For a township no rule was found, whatever it held while it was a commune."""
    township = held("b").reclassify(CommuneKind.TOWNSHIP, on=date(2023, 1, 1))
    found = asked(merged(held("a"), township))

    assert found.verdict is Verdict.UNDETERMINED
    assert sorted(topics(found)) == ["held-on-eve", "of-other-kind"]


def test_what_counts_is_the_eve() -> None:
    """A grant of the last day is in time, and so is a revocation of that day."""
    late = held("b", decided=date(2023, 6, 30))
    assert asked(merged(held("a"), late)).verdict is Verdict.MET
    province = merged(
        held("a"), held("b", decided=date(2023, 6, 29)).revoke(STANDARD, decided=date(2023, 6, 30))
    )
    assert asked(province).verdict is Verdict.UNDETERMINED


def test_a_rule_for_earlier_mergers_is_an_assumption_for_later_ones() -> None:
    """The ministry wrote in 2020; for 1 July 2025 and for days before no rule was found."""
    taken = {
        day: asked(merged(held("a", decided=date(2019, 1, 1)), on=day)).explanation.assumptions
        for day in (date(2020, 5, 20), date(2020, 5, 21), date(2025, 6, 30), date(2025, 7, 1))
    }

    assert list(taken.values()) == [
        (Assumption.MERGER_RULE_HOLDS,),
        (),
        (),
        (Assumption.MERGER_RULE_HOLDS,),
    ]


def test_what_was_not_merged_cannot_be_acknowledged() -> None:
    """A unit that began with nobody, a ward, and a unit formed from parts are told apart."""
    plain = Province("P", communes=(Commune("new"),))
    assert asked(plain).explanation.topic == "not-merged"
    begun = Succession(on=When.of(DAY), successors=("new",))
    assert asked(Province("P", communes=(Commune("new"),), successions=(begun,))).verdict is (
        Verdict.NOT_MET
    )
    ward = Province("P", communes=(held("a"),)).merge(
        ("a",), Commune("new", kind=CommuneKind.WARD), on=DAY
    )
    assert asked(ward).explanation.topic == "kind-cannot-hold"
    parts = Succession(on=When.of(DAY), predecessors=("a",), successors=("a", "new"))
    formed = Province("P", communes=(held("a"), Commune("new")), successions=(parts,))
    assert asked(formed).explanation.topic == "formed-from-parts"
    assert asked(formed).verdict is Verdict.UNDETERMINED


def test_an_open_day_leaves_the_eve_open() -> None:
    """Where the day of the merger, or what there was on its eve, is open, so is the verdict."""
    found = asked(merged(held("a"), on=When.during(2023)))
    assert (found.verdict, found.explanation.topic) == (Verdict.UNDETERMINED, "merger-day-open")
    other = held("b").rename("c", on=When.during(2023))
    assert asked(merged(held("a"), other)).explanation.topic == "merger-day-open"


def test_districts_are_judged_by_their_own_kinds() -> None:
    """Two standard districts that merge may be acknowledged; a town completes another task."""
    parts = tuple(District(name).certify(STANDARD, decided=date(2022, 1, 1)) for name in "ab")
    province = Province("P", districts=parts).merge(("a", "b"), District("new"), on=DAY)
    assert asked(province).verdict is Verdict.MET
    town = Province("P", districts=parts).merge(
        ("a", "b"), District("new", kind=DistrictKind.TOWN), on=DAY
    )
    assert asked(town).verdict is Verdict.NOT_MET


def test_the_year_is_as_open_as_those_that_it_is_the_latest_of() -> None:
    """The latest of known years is known; beside an unknown one it is only bounded below."""
    assert asked(merged(held("a", 2018), held("b", None))).year == Years(2018, None)
    assert asked(merged(Commune("a"), Commune("b"))).year == Years()


@given(st.lists(st.sampled_from(("held", "open", "lacks")), min_size=1, max_size=4))
def test_a_merger_is_as_eligible_as_all_its_predecessors_together(kinds: list[str]) -> None:
    """The verdict is Kleene's *all of* over the predecessors, in whatever order they stand."""
    day = date(2022, 1, 1)
    parts = [
        {
            "held": held(str(index), decided=day),
            "open": Commune(str(index)).certify(STANDARD, decided=When.during(2023)),
            "lacks": held(str(index), decided=day).revoke(STANDARD, decided=date(2022, 6, 1)),
        }[kind]
        for index, kind in enumerate(kinds)
    ]
    expected = {"held": Verdict.MET, "open": Verdict.UNDETERMINED, "lacks": Verdict.NOT_MET}
    found = asked(merged(*parts, complete=date(2024, 1, 1)))
    assert found.verdict is Verdict.all_of(expected[kind] for kind in kinds)
    assert asked(merged(*reversed(parts), complete=date(2024, 1, 1))).explanation.children == (
        found.explanation.children
    )


def test_the_year_of_a_tier_is_not_that_of_a_higher_one() -> None:
    """A model commune of 2024 was standard for 2018; only where that is missing, 2024 is used."""
    model = CertificationTier.MODEL
    both = held("a", 2018, date(2019, 5, 1)).certify(model, year=2024, decided=DAY)
    alone = Commune("a").certify(model, year=2024, decided=date(2022, 5, 1))
    late = date(2025, 6, 1)
    assert asked(merged(both, on=late)).year == Years.of(2018)
    assert asked(merged(alone, on=late)).year == Years.of(2024)


def test_only_what_is_trusted_and_was_known_decides() -> None:
    """An inferred certificate is below the floor; one that became known later was not known."""
    inferred = Commune("a").certify(
        STANDARD,
        decided=date(2022, 5, 1),
        known=date(2024, 1, 1),
        source=Citation(confidence=Confidence.INFERRED),
    )
    province = merged(inferred)

    def verdict(known: date | None, trust: Confidence | None) -> Verdict:
        return may_be_acknowledged(province, "new", STANDARD, known=known, trust=trust).verdict

    assert verdict(None, None) is Verdict.UNDETERMINED
    assert verdict(None, Confidence.INFERRED) is Verdict.MET
    assert verdict(DAY, Confidence.INFERRED) is Verdict.UNDETERMINED


def test_an_unknown_unit_is_refused() -> None:
    """An id that no unit has is an error with the id."""
    with pytest.raises(UnknownNameError, match="'old'"):
        may_be_acknowledged(Province("P"), "old", STANDARD)


def test_a_higher_tier_is_asked_for_by_itself() -> None:
    """Standard predecessors say nothing of advanced."""
    assert asked(merged(held("a"), held("b")), ADVANCED).verdict is Verdict.UNDETERMINED

"""Soundness: an answer is undetermined or the truth's, however much of the truth was forgotten."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ntm_model import CertificationTier, CriteriaPeriod, Verdict
from ntm_model.law import judge_district
from ntm_model.record import combine

from .worlds import INSIDE, NEW, OLD, TIERS, Case, cases, held, hull, stated, worlds

UNDER = st.sampled_from((None, NEW, OLD))


def settled(verdicts: set[bool]) -> Verdict:
    """Return what all worlds agree on."""
    return Verdict.of(verdicts.pop()) if len(verdicts) == 1 else Verdict.UNDETERMINED


@given(cases(), st.sampled_from(TIERS), UNDER, st.data())
def test_a_verdict_is_undetermined_or_true(
    case: Case, tier: CertificationTier, under: CriteriaPeriod | None, data: st.DataObject
) -> None:
    """Nothing that a file leaves open or says makes ``holds`` contradict the truth."""
    on = data.draw(st.sampled_from(case.days))
    truth = case.holders(tier, on, under)
    for unit in case.province.communes:
        verdict = case.province.holds(unit, tier, on=on, under=under)
        assert verdict in (Verdict.UNDETERMINED, Verdict.of(unit.id in truth))


@given(cases(revoked=False), st.sampled_from(TIERS), st.data())
def test_a_verdict_as_known_earlier_is_undetermined_or_true(
    case: Case, tier: CertificationTier, data: st.DataObject
) -> None:
    """What was not known yet leaves a question open and does not answer it."""
    on, known = data.draw(st.tuples(st.sampled_from(case.days), st.sampled_from(case.days)))
    truth = case.holders(tier, on)
    for unit in case.province.communes:
        verdict = case.province.holds(unit, tier, on=on, known=known)
        assert verdict in (Verdict.UNDETERMINED, Verdict.of(unit.id in truth))


@given(cases(), st.sampled_from(TIERS), UNDER, st.data())
def test_a_count_by_name_holds_the_truth(
    case: Case, tier: CertificationTier, under: CriteriaPeriod | None, data: st.DataObject
) -> None:
    """The true number lies in the range of ``count``; each commune on file is a true holder."""
    on = data.draw(st.sampled_from(case.days))
    truth = case.holders(tier, on, under)
    sure = case.province.communes_at(tier, on=on, under=under)
    assert {unit.id for unit in sure} <= truth
    assert len(truth) in case.province.count(tier, on=on, under=under)


@given(stated(cases()), st.sampled_from(TIERS), UNDER, st.data())
def test_a_combination_holds_the_truth(
    case: Case, tier: CertificationTier, under: CriteriaPeriod | None, data: st.DataObject
) -> None:
    """True names and true statements never contradict, and their range holds the true number."""
    on = data.draw(st.sampled_from(case.days))
    scope = data.draw(st.sampled_from(("p", "d1", "d2")))
    found = combine(case.province, case.statements, tier, on=on, under=under, scope=scope)
    inside = {unit.id for unit in case.province.communes_of(scope)}
    assert found.combined is not None
    assert len(case.holders(tier, on, under) & inside) in found.combined


@given(stated(cases()), st.data())
def test_the_counts_of_a_judgement_hold_the_truth(case: Case, data: st.DataObject) -> None:
    """What a condition of a district observes is a range around the true number of its period."""
    on = data.draw(st.sampled_from(case.days))
    district = data.draw(st.sampled_from(case.province.districts))
    inside = {unit.id for unit in case.province.communes_of(district.id)}
    judged = judge_district(district, case.province, case.statements, on=on)
    for node in judged.children:
        if node.observed is not None:
            tier = CertificationTier(node.subject[1])
            assert len(case.holders(tier, on, NEW) & inside) in node.observed


@given(cases(max_communes=1, spans=(INSIDE,)), st.sampled_from(TIERS), UNDER, st.data())
def test_standing_is_settled_whenever_all_worlds_agree(
    case: Case, tier: CertificationTier, under: CriteriaPeriod | None, data: st.DataObject
) -> None:
    """``standing`` is exact: met if so in all worlds, not met if in none, else undetermined."""
    on = data.draw(st.sampled_from(case.days))
    (unit,) = case.province.communes
    possible = worlds(unit, case, (None, OLD, NEW), (tier,))
    found = {tier in held(world, on, under) for world in possible}
    complete = case.province.is_complete(on)
    assert unit.standing(tier, on=on, under=under, complete=complete) is settled(found)


@given(
    stated(cases(revoked=False, max_events=2, spans=(INSIDE[:3],)), by_period=False),
    st.sampled_from(TIERS),
    st.data(),
)
def test_an_exact_combination_is_the_hull_of_all_worlds(
    case: Case, tier: CertificationTier, data: st.DataObject
) -> None:
    """A range that calls itself exact cannot be narrowed: its ends occur in some world."""
    on: date = data.draw(st.sampled_from(case.days))
    found = combine(case.province, case.statements, tier, on=on)
    everyone = frozenset(unit.id for unit in case.province.communes)
    lowest_and_highest = hull(case, tier, everyone, on)
    assert lowest_and_highest is not None
    if found.exact:
        assert (found.count.low, found.count.high) == lowest_and_highest

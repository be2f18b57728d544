"""Soundness: an answer is undetermined or the truth's, however much of the truth was forgotten."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from ntm_model import (
    Certification,
    CertificationTier,
    Commune,
    Count,
    CriteriaPeriod,
    District,
    InvalidInputError,
    Province,
    Statement,
    Verdict,
    Village,
    When,
)
from ntm_model.law import judge_district
from ntm_model.record import combine

from .worlds import (
    ADVANCED,
    INSIDE,
    NEW,
    OLD,
    STANDARD,
    TIERS,
    Case,
    Event,
    around,
    cases,
    held,
    hull,
    stated,
    worlds,
)

TIER = st.sampled_from(TIERS)
UNDER = st.sampled_from((None, NEW, OLD))
#: which day of a case is asked for, or was known
ASKED = st.integers(0, len(INSIDE) - 1)

#: one commune, recognised on the second day and known to be on the third
LATE = Case(
    INSIDE,
    ((Event(INSIDE[1], STANDARD),),),
    Province(
        "p",
        districts=(District("d1"), District("d2")),
        communes=(
            Commune("c0", district="d1").certify(STANDARD, decided=INSIDE[1], known=INSIDE[2]),
        ),
        complete_through=INSIDE[4],
    ),
)
#: advanced by the older set and standard by the newer one, as a statement about one set says
TWO_SETS = Case(
    INSIDE,
    ((Event(INSIDE[0], ADVANCED, OLD), Event(INSIDE[0], STANDARD, NEW)),),
    LATE.province.with_unit(
        Commune("c0", district="d1")
        .certify(ADVANCED, decided=INSIDE[0], period=OLD)
        .certify(STANDARD, decided=INSIDE[0], period=NEW)
    ),
    (
        Statement(
            tier=STANDARD,
            scope="p",
            count=Count.exactly(1),
            on=When.of(INSIDE[1]),
            inclusive=False,
            period=NEW,
        ),
    ),
)

TITLES = (CertificationTier.VILLAGE, CertificationTier.MODEL_VILLAGE)


def titles() -> st.SearchStrategy[Event]:
    """Return that a village was granted a title, for some days or without a term."""
    terms = st.sampled_from((None, *INSIDE))
    return st.builds(Event, st.sampled_from(INSIDE), st.sampled_from(TITLES), until=terms)


@st.composite
def recorded_village(draw: DrawFn, name: str, lies_there: bool, events: list[Event]) -> Village:  # noqa: FBT001
    """Draw what is on file of a village: every title, on some days, and perhaps where it lies."""
    return Village(
        name,
        minority=draw(st.sampled_from((lies_there, None))),
        certifications=tuple(
            Certification(
                tier=event.tier,
                effective=draw(around(event.day, INSIDE)),
                expires=None if event.until is None else draw(around(event.until, INSIDE)),
            )
            for event in events
        ),
    )


@given(cases(), TIER, UNDER, ASKED)
def test_a_verdict_is_undetermined_or_true(
    case: Case, tier: CertificationTier, under: CriteriaPeriod | None, asked: int
) -> None:
    """Nothing that a file leaves open or says makes ``holds`` contradict the truth."""
    on = case.days[asked]
    truth = case.holders(tier, on, under)
    for unit in case.province.communes:
        verdict = case.province.holds(unit, tier, on=on, under=under)
        assert verdict in (Verdict.UNDETERMINED, Verdict.of(unit.id in truth))


@given(cases(revoked=False, corrected=False), TIER, ASKED, ASKED)
@example(LATE, STANDARD, 1, 1)
def test_a_verdict_as_known_earlier_is_undetermined_or_true(
    case: Case, tier: CertificationTier, asked: int, known: int
) -> None:
    """What was not known yet leaves a question open and does not answer it."""
    on = case.days[asked]
    truth = case.holders(tier, on)
    for unit in case.province.communes:
        verdict = case.province.holds(unit, tier, on=on, known=case.days[known])
        assert verdict in (Verdict.UNDETERMINED, Verdict.of(unit.id in truth))


@given(cases(), TIER, UNDER, ASKED)
def test_a_count_by_name_holds_the_truth(
    case: Case, tier: CertificationTier, under: CriteriaPeriod | None, asked: int
) -> None:
    """The true number lies in the range of ``count``; each commune on file is a true holder.

    Who has become a township holds what it held, and is counted no longer (rule C6).
    """
    on = case.days[asked]
    truth = case.holders(tier, on, under) & case.population(on)
    sure = case.province.communes_at(tier, on=on, under=under)
    assert {unit.id for unit in sure} <= truth
    assert len(truth) in case.province.count(tier, on=on, under=under)


@given(stated(cases()), TIER, UNDER, ASKED, st.sampled_from(("p", "d1", "d2")))
@example(LATE, STANDARD, None, 1, "d2")
@example(TWO_SETS, STANDARD, None, 1, "p")
@example(attrs.evolve(TWO_SETS, statements=()), STANDARD, NEW, 1, "p")
def test_a_combination_holds_the_truth(
    case: Case, tier: CertificationTier, under: CriteriaPeriod | None, asked: int, scope: str
) -> None:
    """True names and true statements never contradict, and their range holds the true number.

    A statement of another day may be of other units than there are on the day that is asked.
    """
    on = case.days[asked]
    found = combine(case.province, case.statements, tier, on=on, under=under, scope=scope)
    inside = case.population(on, scope)
    assert found.combined is not None
    assert len(case.holders(tier, on, under) & inside) in found.combined


@given(stated(cases()), ASKED, st.sampled_from(("d1", "d2")))
def test_the_counts_of_a_judgement_hold_the_truth(case: Case, asked: int, name: str) -> None:
    """What a condition of a district observes is a range around the true number of its period.

    Where it is open which units there were, nothing is judged.
    """
    on = case.days[asked]
    inside = case.population(on, name)
    district = case.province.district(name)
    if len(case.province.states(on)) > 1:
        with pytest.raises(InvalidInputError, match="on which it is open"):
            judge_district(district, case.province, case.statements, on=on)
        return
    judged = judge_district(district, case.province, case.statements, on=on)
    for node in judged.children:
        if node.observed is not None:
            tier = CertificationTier(node.subject[1])
            assert len(case.holders(tier, on, NEW) & inside) in node.observed


@given(cases(max_communes=1, spans=(INSIDE,), corrected=False, lived=False), TIER, UNDER, ASKED)
def test_standing_is_settled_whenever_all_worlds_agree(
    case: Case, tier: CertificationTier, under: CriteriaPeriod | None, asked: int
) -> None:
    """``standing`` is exact: met if so in all worlds, not met if in none, else undetermined.

    Beside the first day of a criteria period it may stay open, as the set follows the year.
    """
    on = case.days[asked]
    (unit,) = case.province.communes
    possible = worlds(unit, case, (None, OLD, NEW), (tier,))
    found = {tier in held(world, on, under) for world in possible}
    verdict = Verdict.UNDETERMINED if len(found) > 1 else Verdict.of(found.pop())
    complete = case.province.is_complete(on)
    assert unit.standing(tier, on=on, under=under, complete=complete) is verdict


@st.composite
def questions(draw: DrawFn) -> tuple[Case, CertificationTier, int]:
    """Draw a tier, a day, and a case whose statements are mostly about that tier and day."""
    unchanged = cases(
        revoked=False,
        max_events=2,
        spans=(INSIDE[:3],),
        expiring=False,
        corrected=False,
        lived=False,
    )
    case = draw(unchanged)
    tier, asked = draw(TIER), draw(st.integers(0, 2))
    tiers, days = draw(st.sampled_from((((tier,), (case.days[asked],)), (TIERS, case.days))))
    said = draw(stated(st.just(case), tiers=tiers, days=days, periods=(None,)))
    return said, tier, asked


@given(questions())
def test_an_exact_combination_is_the_hull_of_all_worlds(
    question: tuple[Case, CertificationTier, int],
) -> None:
    """A range that calls itself exact cannot be narrowed: both its ends occur in some world."""
    case, tier, asked = question
    on = case.days[asked]
    found = combine(case.province, case.statements, tier, on=on)
    everyone = frozenset(unit.id for unit in case.province.communes)
    ends = hull(case, tier, everyone, on)
    assert ends is not None
    assert not found.exact or (found.count.low, found.count.high) == ends


#: a village in truth: whether it lies in a minority area, and its titles
VILLAGE = st.tuples(st.booleans(), st.lists(titles(), max_size=2))


@given(st.lists(VILLAGE, max_size=3), st.data(), ASKED, st.sampled_from((True, False, None)))
def test_a_count_of_villages_holds_the_truth(
    truth: list[tuple[bool, list[Event]]],
    data: st.DataObject,
    asked: int,
    minority: bool | None,  # noqa: FBT001
) -> None:
    """Titles stand side by side and run out; where a village lies may not be on file."""
    on = INSIDE[asked]
    villages = tuple(
        data.draw(recorded_village(f"v{index}", *village)) for index, village in enumerate(truth)
    )
    province = Province("p", villages=villages, complete_through=INSIDE[-1])
    for title in TITLES:
        number = sum(
            title in held(tuple(events), on) and minority in (None, lies_there)
            for lies_there, events in truth
        )
        assert number in province.count_villages(title, on=on, minority=minority)

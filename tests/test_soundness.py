"""Soundness: an answer is undetermined or the truth's, however much of the truth was forgotten."""

from __future__ import annotations

from datetime import date
from itertools import product

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from ntm_model import (
    Certification,
    CertificationTier,
    Citation,
    Commune,
    Confidence,
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
    Life,
    Phase,
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
#: one of two communes, which nobody names, is standard on the second day; on the third they merge
MERGED = Case(
    INSIDE,
    ((Event(INSIDE[1], STANDARD),), (), ()),
    Province("p", communes=(Commune("c0"), Commune("c1"))).merge(
        ("c0", "c1"), Commune("c2"), on=When(INSIDE[1], INSIDE[3])
    ),
    (
        Statement(id="0", tier=STANDARD, scope="p", count=Count.exactly(1), on=When.of(INSIDE[1])),
        Statement(id="1", tier=STANDARD, scope="p", count=Count.exactly(0), on=When.of(INSIDE[3])),
    ),
    {
        "c0": Life(((date.min, Phase("c0")),), INSIDE[2]),
        "c1": Life(((date.min, Phase("c1")),), INSIDE[2]),
        "c2": Life(((INSIDE[2], Phase("c2")),)),
    },
)
#: one commune is standard on the first two days, as its certificate and a total say
EXPIRED = Case(
    INSIDE,
    ((Event(INSIDE[0], STANDARD, until=INSIDE[2]),), ()),
    Province(
        "p",
        communes=(
            Commune(
                "c0",
                certifications=(
                    Certification(
                        tier=STANDARD,
                        decided=When(INSIDE[0], INSIDE[1]),
                        expires=When.of(INSIDE[2]),
                    ),
                ),
            ),
            Commune("c1"),
        ),
    ),
    (Statement(tier=STANDARD, scope="p", count=Count.exactly(1), on=When.of(INSIDE[1])),),
)
#: standard on the fourth day, and not on the second, as was corrected twice
CORRECTED = Case(
    INSIDE,
    ((Event(INSIDE[3], STANDARD),),),
    Province(
        "p",
        communes=(
            Commune(
                "c0",
                certifications=(
                    Certification(tier=STANDARD, id="1", decided=When.of(INSIDE[1])),
                    Certification(
                        tier=STANDARD,
                        id="2",
                        corrects="1",
                        decided=When.of(INSIDE[2]),
                        source=Citation(confidence=Confidence.UNVERIFIED),
                    ),
                    Certification(tier=STANDARD, id="3", corrects="2", decided=When.of(INSIDE[3])),
                ),
            ),
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


@given(cases(), TIER, UNDER)
@example(CORRECTED, STANDARD, None)
@example(MERGED, STANDARD, None)
def test_a_verdict_is_undetermined_or_true(
    case: Case, tier: CertificationTier, under: CriteriaPeriod | None
) -> None:
    """Nothing that a file leaves open or says makes ``holds`` contradict the truth."""
    for on in case.days:
        truth = case.holders(tier, on, under)
        for unit in case.province.communes:
            verdict = case.province.holds(unit, tier, on=on, under=under)
            assert verdict in (Verdict.UNDETERMINED, Verdict.of(unit.id in truth))


@given(cases(revoked=False, corrected=False), TIER, ASKED)
@example(LATE, STANDARD, 1)
def test_a_verdict_as_known_earlier_is_undetermined_or_true(
    case: Case, tier: CertificationTier, known: int
) -> None:
    """What was not known yet leaves a question open and does not answer it."""
    for on in case.days:
        truth = case.holders(tier, on)
        for unit in case.province.communes:
            verdict = case.province.holds(unit, tier, on=on, known=case.days[known])
            assert verdict in (Verdict.UNDETERMINED, Verdict.of(unit.id in truth))


@given(cases(), TIER, UNDER)
@example(MERGED, STANDARD, None)
def test_a_count_by_name_holds_the_truth(
    case: Case, tier: CertificationTier, under: CriteriaPeriod | None
) -> None:
    """The true number lies in the range of ``count``; each commune on file is a true holder.

    Who has become a township holds what it held, and is counted no longer (rule C6).
    """
    for on in case.days:
        truth = case.holders(tier, on, under) & case.population(on)
        sure = case.province.communes_at(tier, on=on, under=under)
        assert {unit.id for unit in sure} <= truth
        assert len(truth) in case.province.count(tier, on=on, under=under)


@st.composite
def told(draw: DrawFn) -> tuple[Case, CertificationTier]:
    """Draw a tier, and a case with true statements that are mostly about it."""
    tier = draw(TIER)
    tiers = draw(st.sampled_from(((tier,), (tier,), TIERS)))
    return draw(stated(cases(), tiers=tiers)), tier


@given(told(), UNDER)
@example((LATE, STANDARD), None)
@example((MERGED, STANDARD), None)
@example((EXPIRED, STANDARD), None)
@example((TWO_SETS, STANDARD), None)
@example((attrs.evolve(TWO_SETS, statements=()), STANDARD), NEW)
def test_a_combination_holds_the_truth(
    question: tuple[Case, CertificationTier], under: CriteriaPeriod | None
) -> None:
    """True names and true statements never contradict, and their range holds the true number.

    A statement of another day may be of other units than there are on the day that is asked.
    """
    case, tier = question
    for on, scope in product(case.days, ("p", "d1", "d2")):
        found = combine(case.province, case.statements, tier, on=on, under=under, scope=scope)
        inside = case.population(on, scope)
        assert found.combined is not None
        assert len(case.holders(tier, on, under) & inside) in found.combined
        states = case.province.states(on)
        if len(states) == 1:
            # what was cut out for a day does not know of whom a total of another day is
            cut = combine(states[0], case.statements, tier, on=on, under=under, scope=scope)
            assert cut.combined is not None
            assert len(case.holders(tier, on, under) & inside) in cut.combined


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


@given(st.lists(VILLAGE, max_size=3), st.data())
def test_a_count_of_villages_holds_the_truth(
    truth: list[tuple[bool, list[Event]]], data: st.DataObject
) -> None:
    """Titles stand side by side and run out; where a village lies may not be on file."""
    villages = tuple(
        data.draw(recorded_village(f"v{index}", *village)) for index, village in enumerate(truth)
    )
    province = Province("p", villages=villages, complete_through=INSIDE[-1])
    for title, on, minority in product(TITLES, INSIDE, (True, False, None)):
        number = sum(
            title in held(tuple(events), on) and minority in (None, lies_there)
            for lies_there, events in truth
        )
        assert number in province.count_villages(title, on=on, minority=minority)

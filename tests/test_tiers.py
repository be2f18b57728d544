"""What can be awarded: the order of tiers, the ladders, and what stands on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import permutations, product

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ntm_model import (
    Assumption,
    Certification,
    CertificationTier,
    CommuneKind,
    Confidence,
    CriteriaPeriod,
    DistrictKind,
    Revocation,
    Verdict,
    When,
    Years,
)
from ntm_model.strategies import certifications, criteria_periods, days, revocations, tiers
from ntm_model.tiers import VILLAGE_TITLES, ladder, standing, uncorrected

STANDARD, ADVANCED, MODEL, MODERN, COMPLETED = tuple(CertificationTier)[:5]
MET, NOT_MET, OPEN = Verdict
OLD, NEW = CriteriaPeriod.Y2016_2020, CriteriaPeriod.Y2021_2025
FIRST = date(2022, 3, 8)
LATER = date(2022, 3, 12)
LAST = date(2030, 1, 1)

Ends = tuple[Revocation, ...]


def granted(
    tier: CertificationTier, day: date | When | None = None, period: CriteriaPeriod | None = None
) -> Certification:
    """Return a certificate decided on a day."""
    return Certification(tier=tier, decided=When.of(day), period=period)


def ended(
    tier: CertificationTier, day: date | When | None = None, period: CriteriaPeriod | None = None
) -> Revocation:
    """Return a revocation decided on a day."""
    return Revocation(tier=tier, decided=When.of(day), period=period)


def settled(
    tier: CertificationTier, grants: Sequence[Certification], ends: Sequence[Revocation], on: date
) -> Verdict:
    """Judge a record of which nothing is missing."""
    return standing(tier, grants, ends, on=on, complete=True)


def test_every_tier_compares_with_itself() -> None:
    """The order is reflexive, and its strict half is not."""
    assert all(tier >= tier and tier <= tier for tier in CertificationTier)  # noqa: PLR0124
    assert not any(tier > tier or tier < tier for tier in CertificationTier)  # noqa: PLR0124


def test_only_equal_tiers_lie_above_one_another() -> None:
    """The order is antisymmetric."""
    both = {(a, b) for a, b in product(CertificationTier, repeat=2) if a >= b >= a}

    assert both == {(tier, tier) for tier in CertificationTier}


def test_what_lies_above_a_higher_tier_lies_above_the_lower_one() -> None:
    """The order is transitive."""
    for a, b, c in product(CertificationTier, repeat=3):
        assert not (a >= b >= c) or a >= c


def test_the_four_operators_agree() -> None:
    """Reading from right to left swaps the operator, and "or equal" adds equality alone."""
    for a, b in product(CertificationTier, repeat=2):
        assert (a < b) is (b > a)
        assert (a <= b) is (b >= a)
        assert (a >= b) is (a > b or a is b)


def test_the_order_is_the_one_of_the_programme() -> None:
    """Model lies above advanced, both and modern above standard, and nothing else does."""
    above = {(a, b) for a, b in product(CertificationTier, repeat=2) if a > b}

    assert above == {(ADVANCED, STANDARD), (MODEL, STANDARD), (MODEL, ADVANCED), (MODERN, STANDARD)}


def test_the_titles_of_villages_stand_side_by_side() -> None:
    """None of them implies another, and no tier implies any of them."""
    for title in VILLAGE_TITLES:
        assert [tier for tier in CertificationTier if tier >= title or title >= tier] == [title]
    assert settled(VILLAGE_TITLES[0], [granted(VILLAGE_TITLES[1], FIRST)], [], LATER) is NOT_MET


def test_a_tier_implies_exactly_the_tiers_below_it() -> None:
    """What a certificate is evidence for is read off the same order."""
    for tier in CertificationTier:
        assert set(tier.implied) == {other for other in CertificationTier if other < tier}


@pytest.mark.parametrize(
    ("kind", "period", "rungs"),
    [
        (CommuneKind.COMMUNE, CriteriaPeriod.Y2010_2015, (STANDARD,)),
        (CommuneKind.COMMUNE, OLD, (STANDARD, ADVANCED, MODEL)),
        (CommuneKind.COMMUNE, NEW, (STANDARD, ADVANCED, MODEL)),
        (CommuneKind.COMMUNE, CriteriaPeriod.Y2026_2030, (STANDARD, MODERN)),
        (CommuneKind.COMMUNE, None, (STANDARD, ADVANCED, MODEL, MODERN)),
        (DistrictKind.DISTRICT, CriteriaPeriod.Y2010_2015, (STANDARD,)),
        (DistrictKind.DISTRICT, OLD, (STANDARD,)),
        (DistrictKind.DISTRICT, NEW, (STANDARD, ADVANCED)),
        (DistrictKind.DISTRICT, CriteriaPeriod.Y2026_2030, ()),
        (DistrictKind.DISTRICT, None, (STANDARD, ADVANCED)),
    ],
)
def test_a_ladder_depends_on_kind_and_period(
    kind: CommuneKind | DistrictKind,
    period: CriteriaPeriod | None,
    rungs: tuple[CertificationTier, ...],
) -> None:
    """Each period has its own rungs, and without a period all of them are asked for."""
    assert ladder(kind, period) == rungs


@pytest.mark.parametrize(
    "kind",
    [CommuneKind.TOWNSHIP, CommuneKind.WARD, CommuneKind.SPECIAL_ZONE, DistrictKind.URBAN],
)
def test_urban_units_and_special_zones_hold_no_tier(kind: CommuneKind | DistrictKind) -> None:
    """On the commune level only communes climb a ladder, and an urban district has no title."""
    assert all(ladder(kind, period) == () for period in (None, *CriteriaPeriod))


@pytest.mark.parametrize("kind", [DistrictKind.TOWN, DistrictKind.CITY])
def test_towns_and_cities_complete_the_task(kind: DistrictKind) -> None:
    """Towns and cities have one title, from 2016 to 2025."""
    by_period = {period: ladder(kind, period) for period in CriteriaPeriod}

    assert {period for period, rungs in by_period.items() if rungs} == {OLD, NEW}
    assert by_period[OLD] == by_period[NEW] == ladder(kind) == (COMPLETED,)


def test_a_grant_stands_on_its_own_day() -> None:
    """A certificate counts from the day of its decision, and not a day before."""
    grants = [granted(STANDARD, FIRST)]

    assert settled(STANDARD, grants, [], FIRST) is MET
    assert settled(STANDARD, grants, [], FIRST - timedelta(1)) is NOT_MET


@pytest.mark.parametrize("held", [STANDARD, ADVANCED, MODEL])
def test_a_grant_stands_for_itself_and_what_it_implies(held: CertificationTier) -> None:
    """A certificate is evidence for its own tier and those below, and for nothing above (C1)."""
    grants = [granted(held, FIRST)]
    stands = {tier for tier in CertificationTier if settled(tier, grants, [], FIRST) is MET}

    assert stands == {held, *held.implied}


def test_a_revocation_ends_a_tier_on_its_own_day() -> None:
    """The tier stands through the eve of a revocation, and not on its day."""
    grants, ends = [granted(STANDARD, FIRST)], [ended(STANDARD, LATER)]

    assert settled(STANDARD, grants, ends, LATER - timedelta(1)) is MET
    assert settled(STANDARD, grants, ends, LATER) is NOT_MET


def test_a_grant_follows_a_revocation_of_the_same_day() -> None:
    """On one day the revocation comes first, so a tier granted anew stands."""
    grants = [granted(STANDARD, FIRST), granted(STANDARD, LATER)]

    assert settled(STANDARD, grants, [ended(STANDARD, LATER)], LATER) is MET


@pytest.mark.parametrize(
    ("revoked", "left"),
    [
        (STANDARD, set[CertificationTier]()),
        (ADVANCED, {STANDARD}),
        (MODEL, {STANDARD, ADVANCED}),
        (MODERN, {STANDARD, ADVANCED, MODEL}),
    ],
)
def test_a_revocation_ends_its_tier_and_those_above(
    revoked: CertificationTier, left: set[CertificationTier]
) -> None:
    """What the ended certificate implied of lower tiers stands on (rule C3)."""
    grants, ends = [granted(MODEL, FIRST)], [ended(revoked, LATER)]

    assert {tier for tier in CertificationTier if settled(tier, grants, ends, LATER) is MET} == left


def test_a_revoked_tier_is_open_while_certificates_may_be_missing() -> None:
    """Another certificate, not on file, may have followed the revocation."""
    ends = [ended(STANDARD, LATER)]

    assert standing(STANDARD, [granted(STANDARD, FIRST)], ends, on=LAST) is OPEN


def test_without_any_grant_only_a_complete_record_settles() -> None:
    """What is not on file is not proven, and not held only where nothing is missing."""
    assert standing(STANDARD, [], [], on=LAST) is OPEN
    assert settled(STANDARD, [], [], LAST) is NOT_MET


def test_a_grant_without_any_day_is_never_surely_in_force() -> None:
    """Even on the last of days a certificate without a day may still lie ahead."""
    assert settled(STANDARD, [granted(STANDARD)], [], date.max) is OPEN


@pytest.mark.parametrize(
    ("earliest", "latest", "verdict"),
    [
        (None, FIRST, MET),
        (FIRST, FIRST, MET),
        (FIRST, LATER, OPEN),
        (FIRST, None, OPEN),
        (LATER, None, NOT_MET),
        (LATER, LATER, NOT_MET),
    ],
)
def test_a_range_of_days_settles_only_at_its_ends(
    earliest: date | None, latest: date | None, verdict: Verdict
) -> None:
    """A grant is in force from its last possible day, and cannot be before its first."""
    assert settled(STANDARD, [granted(STANDARD, When(earliest, latest))], [], FIRST) is verdict


def test_a_revocation_that_possibly_came_first_leaves_it_open() -> None:
    """Where the days overlap, the grant may have followed its revocation or not."""
    grants, ends = [granted(STANDARD, When(FIRST, LATER))], [ended(STANDARD, When(FIRST, LATER))]

    assert settled(STANDARD, grants, ends, LAST) is OPEN


def test_a_revocation_before_the_grant_ends_nothing() -> None:
    """A tier granted after an earlier one was revoked stands."""
    assert settled(STANDARD, [granted(STANDARD, LATER)], [ended(STANDARD, FIRST)], LAST) is MET


@pytest.mark.parametrize(
    "day", [None, When(earliest=FIRST), When(latest=LAST), When(LATER, date(2031, 1, 1))]
)
def test_an_uncertain_revocation_unsettles(day: When | None) -> None:
    """A revocation that possibly follows, but not surely, leaves the tier open."""
    assert settled(STANDARD, [granted(STANDARD, FIRST)], [ended(STANDARD, day)], LAST) is OPEN


def test_a_revocation_ahead_ends_nothing_yet() -> None:
    """A revocation that cannot be in force by the day does not matter on it."""
    ends = [ended(STANDARD, LAST)]

    assert settled(STANDARD, [granted(STANDARD, FIRST)], ends, LATER) is MET


@pytest.mark.parametrize(
    ("expires", "verdict"),
    [
        (None, MET),
        (When.of(LAST), MET),
        (When.of(LATER + timedelta(1)), MET),
        (When.of(LATER), NOT_MET),
        (When(latest=LATER), NOT_MET),
        (When(FIRST, LATER), NOT_MET),
        (When(LATER, LAST), OPEN),
        (When(LATER), OPEN),
        (When(), OPEN),
    ],
)
def test_a_term_ends_on_its_first_day_without_the_tier(
    expires: When | None, verdict: Verdict
) -> None:
    """A term that has surely run out ends a certificate, one that possibly has leaves it open."""
    grant = attrs.evolve(granted(STANDARD, FIRST), expires=expires)

    assert settled(STANDARD, [grant], [], LATER) is verdict


def test_a_term_ends_its_own_certificate_alone() -> None:
    """Who was recognised again holds the tier on; who was not is not sure to."""
    first = attrs.evolve(granted(STANDARD, FIRST), expires=When.of(LATER))
    again = granted(STANDARD, LATER)

    assert settled(STANDARD, [first, again], [], LATER) is MET
    assert standing(STANDARD, [first], [], on=LATER) is OPEN


def test_a_term_does_not_reach_back_before_it_ends() -> None:
    """On the eve of its last day a certificate stands, and a revocation may still end it."""
    grant = attrs.evolve(granted(MODEL, FIRST), expires=When.of(LAST))
    ends = [ended(ADVANCED, LATER)]

    assert settled(ADVANCED, [grant], [], LAST - timedelta(1)) is MET
    assert settled(ADVANCED, [grant], ends, LATER) is NOT_MET
    assert settled(STANDARD, [grant], ends, LATER) is MET


def test_every_possible_grant_has_to_be_ended() -> None:
    """One certificate that is not surely ended keeps a complete record open."""
    ends = [ended(STANDARD, LATER)]
    open_grant = granted(STANDARD, When(FIRST, LAST))

    assert settled(STANDARD, [granted(STANDARD, FIRST), open_grant], ends, LAST) is OPEN
    assert settled(STANDARD, [granted(STANDARD, FIRST)], ends, LAST) is NOT_MET


def test_a_grant_without_a_last_day_is_ended_if_the_question_is_of_an_earlier_day() -> None:
    """A possible day after the one that is asked about does not matter."""
    grants, ends = [granted(STANDARD, When(earliest=FIRST))], [ended(STANDARD, LATER)]

    assert settled(STANDARD, grants, ends, LATER - timedelta(1)) is OPEN
    assert settled(STANDARD, grants, ends, LATER) is OPEN


@pytest.mark.parametrize(
    ("certified", "revoked", "verdict"),
    [(OLD, OLD, NOT_MET), (NEW, OLD, MET), (None, OLD, OPEN), (NEW, None, NOT_MET)],
)
def test_a_revocation_of_one_period_leaves_the_others(
    certified: CriteriaPeriod | None, revoked: CriteriaPeriod | None, verdict: Verdict
) -> None:
    """A revocation ends the certificates of its period, and without one those of all."""
    grants = [granted(STANDARD, When(date(2019, 1, 1), FIRST), certified)]

    assert settled(STANDARD, grants, [ended(STANDARD, LATER, revoked)], LAST) is verdict


@pytest.mark.parametrize(
    ("grant", "verdict"),
    [
        (granted(STANDARD, FIRST, NEW), MET),
        (granted(STANDARD, FIRST, OLD), NOT_MET),
        (granted(STANDARD, FIRST), OPEN),
        (granted(STANDARD, date(2020, 12, 31)), NOT_MET),
        (granted(STANDARD, date(2021, 1, 1)), OPEN),
        (granted(STANDARD, When(date(2020, 12, 31), date(2021, 1, 1))), OPEN),
        (Certification(tier=STANDARD), OPEN),
        (Certification(tier=STANDARD, year=Years.of(2020)), NOT_MET),
        (Certification(tier=STANDARD, year=Years.of(2021)), OPEN),
        (Certification(tier=STANDARD, year=Years.of(2025)), OPEN),
        (Certification(tier=STANDARD, year=Years.of(2026)), NOT_MET),
        (Certification(tier=STANDARD, year=Years(2020, 2021)), OPEN),
        (Certification(tier=STANDARD, year=Years(2025, 2026)), OPEN),
        (
            Certification(tier=STANDARD, year=Years.of(2020), decided=When.of(FIRST), period=NEW),
            MET,
        ),
    ],
)
def test_a_certificate_is_of_a_period_if_its_source_says_so(
    grant: Certification, verdict: Verdict
) -> None:
    """Days and years can exclude a criteria period, and never prove one (rule C7)."""
    assert grant.of_period(NEW) is verdict
    assert standing(STANDARD, [grant], [], on=LAST, under=NEW, complete=True) is verdict


@given(certifications())
def test_every_certificate_answers_a_question_without_a_period(grant: Certification) -> None:
    """Who asks for no criteria period takes certificates of all."""
    assert grant.of_period(None) is MET


@given(certifications())
@example(Certification(tier=STANDARD, effective=When.of(FIRST), decided=When.of(LATER)))
def test_an_effective_day_overrides_the_decision(grant: Certification) -> None:
    """Where the effective day is known at all, nothing else tells from when it counts."""
    assert grant.effective.unknown or grant.in_force == grant.effective


@pytest.mark.parametrize(
    ("grant", "in_force"),
    [
        (Certification(tier=STANDARD, known=When.of(FIRST)), When(latest=FIRST)),
        (Certification(tier=STANDARD, ceremony=When.of(FIRST)), When(latest=FIRST)),
        (
            Certification(tier=STANDARD, ceremony=When.of(LATER), known=When.of(FIRST)),
            When(latest=FIRST),
        ),
        (
            Certification(tier=STANDARD, decided=When.during(2022), known=When(FIRST, LATER)),
            When(date(2022, 1, 1), LATER),
        ),
        (
            Certification(tier=STANDARD, decided=When.of(FIRST), known=When.of(LATER)),
            When.of(FIRST),
        ),
        (Certification(tier=STANDARD, known=When(earliest=FIRST)), When()),
    ],
)
def test_a_decision_is_not_later_than_what_reports_it(grant: Certification, in_force: When) -> None:
    """Ceremony and page bound the decision from above, and never from below."""
    assert grant.in_force == in_force


def test_a_revocation_takes_effect_as_a_grant_does() -> None:
    """Its effective day comes first, then its decision, bounded by the page that reports it."""
    decided = ended(STANDARD, When.during(2022))

    assert attrs.evolve(decided, known=When.of(FIRST)).in_force.latest == FIRST
    assert attrs.evolve(decided, effective=When.of(LATER)).in_force == When.of(LATER)


@given(certifications())
@example(
    Certification(
        tier=MODEL,
        decided=When(FIRST, LATER),
        expires=When.of(LAST),
        period=NEW,
        year=Years.of(2021),
    )
)
def test_what_may_not_be_used_stays_possible_from_its_first_day(grant: Certification) -> None:
    """It may be a later grant or none at all, of the same tier, period and term."""
    left = grant.as_possibility()

    assert left.in_force == When(grant.in_force.earliest)
    assert (left.tier, left.period, left.expires) == (grant.tier, grant.period, grant.expires)
    assert left.source.confidence is Confidence.UNVERIFIED
    assert (left.year, left.id, left.corrects) == (Years(), "", "")
    assert standing(grant.tier, [left], [], on=date.max) is OPEN


@pytest.mark.parametrize(
    ("year", "first", "last", "verdict"),
    [
        (Years.of(2021), 2021, 2021, MET),
        (Years.of(2021), 2020, 2022, MET),
        (Years.of(2021), None, 2021, MET),
        (Years(latest=2021), None, 2021, MET),
        (Years.of(2020), 2021, 2022, NOT_MET),
        (Years.of(2023), 2021, 2022, NOT_MET),
        (Years.of(2022), None, 2021, NOT_MET),
        (Years(2020, 2021), 2021, 2022, OPEN),
        (Years(2022, 2023), 2021, 2022, OPEN),
        (Years(latest=2021), 2021, 2022, OPEN),
        (Years(earliest=2021), 2021, 2022, OPEN),
        (Years(), None, 2021, OPEN),
    ],
)
def test_a_recognised_year_lies_between_two_years_or_may(
    year: Years, first: int | None, last: int, verdict: Verdict
) -> None:
    """Both years are included, and an uncertain year is settled only by its ends."""
    assert Certification(tier=STANDARD, year=year).recognised_for(first, last) is verdict


def test_what_was_corrected_no_longer_counts() -> None:
    """Of a chain of corrections the last fact is left; facts without an id are never replaced."""
    first, second, third = (
        Certification(tier=STANDARD, id=name, corrects=corrects)
        for name, corrects in (("1", ""), ("2", "1"), ("3", "2"))
    )
    other = granted(ADVANCED)

    assert uncorrected((first, other, second)) == (other, second)
    assert uncorrected((third, second, first, other)) == (third, other)
    assert uncorrected((first, other)) == (first, other)


Records = tuple[tuple[Certification, ...], tuple[Revocation, ...]]


def records() -> st.SearchStrategy[Records]:
    """Return a few certificates and revocations of one commune."""
    grants = st.lists(certifications(), max_size=3).map(tuple)
    return st.tuples(grants, st.lists(revocations(), max_size=2).map(tuple))


@given(records(), tiers(), days(), criteria_periods(), st.booleans())
@example(
    ((granted(STANDARD, When(FIRST, LATER)), granted(MODEL, FIRST)), (ended(ADVANCED, LATER),)),
    STANDARD,
    LATER,
    None,
    True,  # noqa: FBT003
)
def test_the_order_of_the_record_cannot_matter(
    record: Records,
    tier: CertificationTier,
    on: date,
    under: CriteriaPeriod | None,
    complete: bool,  # noqa: FBT001
) -> None:
    """Every order of the same certificates and revocations gives the same verdict."""
    grants, ends = record
    verdicts = {
        standing(tier, some, others, on=on, under=under, complete=complete)
        for some in permutations(grants)
        for others in permutations(ends)
    }

    assert len(verdicts) == 1


@given(records(), days(), criteria_periods())
def test_a_higher_tier_never_stands_without_the_lower(
    record: Records, on: date, under: CriteriaPeriod | None
) -> None:
    """Standing goes down the order, and not standing goes up."""
    held = {
        tier: standing(tier, *record, on=on, under=under, complete=True)
        for tier in CertificationTier
    }

    for higher, lower in product(CertificationTier, repeat=2):
        if higher >= lower:
            assert held[higher] is not MET or held[lower] is MET
            assert held[lower] is not NOT_MET or held[higher] is NOT_MET


@given(records(), tiers(), days())
def test_completeness_settles_and_never_overturns(
    record: Records, tier: CertificationTier, on: date
) -> None:
    """To know that nothing is missing can turn an open verdict into "not met", and no other."""
    before = standing(tier, *record, on=on)

    assert before is not NOT_MET
    assert before is OPEN or settled(tier, *record, on) is before


@given(certifications(), st.frozensets(st.sampled_from(Assumption)))
@example(
    Certification(tier=STANDARD, decided=When.of(FIRST), assumes=(Assumption.YEAR_INFERRED,)),
    frozenset({Assumption.YEAR_INFERRED}),
)
def test_without_an_assumption_the_day_that_rests_on_it_is_forgotten(
    grant: Certification, assumptions: frozenset[Assumption]
) -> None:
    """A certificate keeps its decision's day unless that rests on more than being known in time."""
    bare = grant.without(assumptions)
    of_days = assumptions - {Assumption.KNOWN_IN_TIME}
    rests = not of_days.isdisjoint(grant.assumes)

    assert bare.decided == (When() if rests else grant.decided)
    assert attrs.evolve(bare, decided=grant.decided, assumes=grant.assumes) == grant
    assert of_days.isdisjoint(bare.assumes)


@pytest.mark.parametrize(
    ("known", "asked", "assumes"),
    [
        (When.of(FIRST), FIRST, ()),
        (When.of(FIRST), None, ()),
        (When(), None, ()),
        (When(), FIRST, (Assumption.KNOWN_IN_TIME,)),
        (When(FIRST, LATER), FIRST, (Assumption.KNOWN_IN_TIME,)),
    ],
)
def test_a_fact_taken_as_known_names_the_assumption(
    known: When, asked: date | None, assumes: tuple[Assumption, ...]
) -> None:
    """Only where the day of becoming known is open is something taken for granted."""
    grant = Certification(tier=STANDARD, known=known)

    assert grant.taken_as_known(asked) == attrs.evolve(grant, assumes=assumes)

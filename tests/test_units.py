"""Provinces, districts and communes: looking up, asking, certifying, filtering."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ntm_model import (
    AmbiguousNameError,
    Basis,
    Certification,
    CertificationTier,
    Citation,
    Commune,
    CommuneKind,
    Confidence,
    Count,
    CriteriaPeriod,
    District,
    DistrictKind,
    InvalidInputError,
    Level,
    Mention,
    Province,
    Revocation,
    UnknownNameError,
    Verdict,
    When,
    Years,
)
from ntm_model.core.words import Assumption
from ntm_model.strategies import certifications, days, provinces, revocations
from ntm_model.units import count_by_name

STANDARD, ADVANCED, MODEL, MODERN, COMPLETED = tuple(CertificationTier)[:5]
CHAIN = (STANDARD, ADVANCED, MODEL)
MET, NOT_MET, OPEN = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
NEW = CriteriaPeriod.Y2021_2025
DAY = date(2022, 3, 8)
EVE, NEXT_DAY = DAY - timedelta(1), DAY + timedelta(1)
UNDER = st.sampled_from((None, NEW, CriteriaPeriod.Y2016_2020))

DAK_HA = District("Đắk Hà", code="615")
KON_TUM = Province(
    "Kon Tum",
    code="62",
    districts=(
        DAK_HA,
        District("Đăk Glei", code="610"),
        District("Kon Tum", kind=DistrictKind.CITY),
    ),
    communes=(
        Commune("Đăk Long", code="23504", district="615"),
        Commune("Đăk Long", code="23368", district="610"),
        Commune("Ngọk Wang", code="23512", district="615"),
        Commune("Đăk Hà", code="23500", kind=CommuneKind.TOWNSHIP, district="615"),
        Commune("Ya ly", code="23527"),
    ),
)
WANG = KON_TUM.commune("Ngọk Wang")


def with_first(province: Province, change: Callable[[Commune], Commune]) -> Province:
    """Return the province with a change to its first commune, if it has one."""
    return province.with_unit(change(province.communes[0])) if province.communes else province


def test_a_district_tells_two_communes_of_one_name_apart() -> None:
    """Name and district together find one unit; its own code needs no district."""
    assert KON_TUM.commune("Đăk Long", district="huyện Đắk Hà").code == "23504"
    assert KON_TUM.commune("Đăk Long", district="610").code == "23368"
    assert KON_TUM.commune("23504").district == DAK_HA.id


def test_an_ambiguous_name_lists_its_candidates() -> None:
    """U3: each candidate is told with its code, name and district."""
    with pytest.raises(AmbiguousNameError) as caught:
        KON_TUM.commune("Đăk Long")
    listed = ("23504 Đăk Long (Đắk Hà)", "23368 Đăk Long (Đăk Glei)")
    assert caught.value == AmbiguousNameError("Đăk Long", listed)
    assert str(caught.value).startswith("'Đăk Long' fits 2 units: 23504 Đăk Long (Đắk Hà); ")


@pytest.mark.parametrize(
    ("look_up", "level", "near"),
    [
        (lambda: KON_TUM.commune("Ngok Wanh"), "commune", ("Ngọk Wang",)),
        (lambda: KON_TUM.commune("Ya ly", district="615"), "commune", ()),
        (lambda: KON_TUM.district("Dak Hà"), "district", ("Đắk Hà",)),
        (lambda: KON_TUM.commune("Ya ly", district="Sa Thầy"), "district", ()),
        (lambda: KON_TUM.unit("69"), "unit", ()),
    ],
)
def test_an_unknown_name_comes_with_what_lies_near(
    look_up: Callable[[], object], level: str, near: tuple[str, ...]
) -> None:
    """The error names the level, and the closest names on record if there are any."""
    with pytest.raises(UnknownNameError) as caught:
        look_up()
    assert (caught.value.level, caught.value.near) == (level, near)
    assert ("did you mean" in str(caught.value)) is bool(near)


@pytest.mark.parametrize("unit", [KON_TUM, DAK_HA, WANG])
def test_an_id_finds_its_unit_on_any_level(unit: Commune | District | Province) -> None:
    """Ids are one space for province, districts and communes."""
    assert KON_TUM.unit(unit.id) is unit


@pytest.mark.parametrize(
    ("mention", "tier", "codes"),
    [
        (Mention("Đăk Long"), STANDARD, ["23504", "23368"]),
        (Mention("Đăk Long", district="Đắk Hà"), MODEL, ["23504"]),
        (Mention("Đăk Long", district="Sa Thầy"), STANDARD, []),
        (Mention("Đăk Hà"), STANDARD, []),
        (Mention("Đắk Hà", Level.DISTRICT), STANDARD, ["615"]),
        (Mention("Đắk Hà", Level.DISTRICT), COMPLETED, []),
        (Mention("Kon Tum", Level.PROVINCE), COMPLETED, []),
        (Mention("thôn Kon Gung", Level.VILLAGE), STANDARD, []),
    ],
)
def test_a_mention_may_mean_units_that_can_hold_the_tier(
    mention: Mention, tier: CertificationTier, codes: list[str]
) -> None:
    """Documents speak of communes and districts; a township is not meant where a tier is."""
    assert [unit.code for unit in KON_TUM.candidates_of(mention, tier)] == codes


def test_a_unit_is_described_by_code_name_and_district() -> None:
    """What is missing leaves no blank behind."""
    assert KON_TUM.describe(WANG) == "23512 Ngọk Wang (Đắk Hà)"
    assert KON_TUM.describe(DAK_HA) == "615 Đắk Hà"
    assert KON_TUM.describe(Commune("A")) == "A"


def test_the_population_is_the_communes() -> None:
    """Townships are units of the province, and no part of the programme's population."""
    assert len(KON_TUM.rural_communes) == 4
    assert KON_TUM.communes_of(KON_TUM.id) == KON_TUM.rural_communes
    assert KON_TUM.communes_of("615") == (KON_TUM.communes[0], WANG)
    assert KON_TUM.communes_of("nowhere") == ()


def test_an_id_is_the_code_or_else_the_name() -> None:
    """Who gives an id keeps it."""
    units = (Commune("A", code="1"), Commune("A"), Commune("A", code="1", id="x"))
    assert [unit.id for unit in units] == ["1", "A", "x"]


def test_a_province_refuses_all_its_faults_at_once() -> None:
    """Each double id or code and each unknown district is told with its path."""
    with pytest.raises(InvalidInputError) as caught:
        Province(
            " ",
            id="p",
            districts=(District("Đắk Hà", id="615"), District("B", id="615"), District("p")),
            communes=(
                Commune("A", code="1", id="a", district="651"),
                Commune("B", code="1", id="b", district="Đắk Ha"),
                Commune("C", id="615"),
            ),
        )
    assert [(fault.path, fault.meant) for fault in caught.value.faults] == [
        ("name", ""),
        ("districts[1].id", ""),
        ("districts[2].id", ""),
        ("communes[1].code", ""),
        ("communes[2].id", ""),
        ("communes[0].district", "'615'"),
        ("communes[1].district", ""),
    ]


def test_a_kind_of_unit_refuses_what_it_cannot_hold() -> None:
    """Every impossible certificate and revocation is told with what would be possible."""
    with pytest.raises(InvalidInputError) as caught:
        Commune(
            "A",
            certifications=(Certification(tier=STANDARD), Certification(tier=COMPLETED)),
            revocations=(Revocation(tier=COMPLETED),),
        )
    paths = [fault.path for fault in caught.value.faults]
    assert paths == ["certifications[1].tier", "revocations[0].tier"]
    with pytest.raises(InvalidInputError, match="can hold: no tier at all"):
        Commune("Ward", kind=CommuneKind.WARD).certify(STANDARD)


def test_days_and_years_become_ranges() -> None:
    """Certifying takes points and ranges, and records what was given and no more."""
    certified = Commune("A").certify(
        MODEL, year=2021, decided=DAY, effective=When(DAY), known=NEXT_DAY, decision="1/QĐ"
    )
    assert certified.certifications == (
        Certification(
            tier=MODEL,
            year=Years.of(2021),
            decided=When.of(DAY),
            effective=When(DAY),
            known=When.of(NEXT_DAY),
            decision="1/QĐ",
        ),
    )


@given(provinces(), certifications(), days(), UNDER)
def test_certifying_touches_no_other_unit(
    province: Province, grant: Certification, on: date, under: CriteriaPeriod | None
) -> None:
    """The unit surely holds what it held and perhaps more; all others are the same values."""
    for unit in province.rural_communes:
        certified = attrs.evolve(unit, certifications=(*unit.certifications, grant))
        more = province.with_unit(certified)
        held = {tier for tier in CHAIN if unit.standing(tier, on=on, under=under) is MET}
        assert more.unit(unit.id) is certified
        assert all(certified.standing(tier, on=on, under=under) is MET for tier in held)
        assert [other for other in more.communes if other.id != unit.id] == [
            other for other in province.communes if other.id != unit.id
        ]


@given(provinces(lineage=True))
def test_a_unit_takes_the_place_of_the_one_with_its_id(province: Province) -> None:
    """Putting units back changes nothing; a new id adds one."""
    for unit in province.units:
        assert province.with_unit(unit) == province
    assert province.with_unit(Commune("new")).communes == (*province.communes, Commune("new"))
    assert province.with_unit(District("new")).districts[-1] == District("new")


@given(provinces(lineage=True), days(), UNDER)
def test_model_is_in_advanced_is_in_standard(
    province: Province, on: date, under: CriteriaPeriod | None
) -> None:
    """The chain holds on every day, for the sets on file and for both bounds of the counts."""
    sets = [province.communes_at(tier, on=on, under=under) for tier in CHAIN]
    counts = [province.count(tier, on=on, under=under) for tier in CHAIN]
    assert sets[2] <= sets[1] <= sets[0]
    assert counts[2].low <= counts[1].low <= counts[0].low
    assert (counts[2].high or 0) <= (counts[1].high or 0) <= (counts[0].high or 0)


@given(provinces(), st.sampled_from(CHAIN), days(), UNDER)
def test_a_count_sums_up_the_verdicts(
    province: Province, tier: CertificationTier, on: date, under: CriteriaPeriod | None
) -> None:
    """At least those that surely hold the tier, at most those that do not surely lack it."""
    found = [province.holds(unit, tier, on=on, under=under) for unit in province.rural_communes]
    low = found.count(MET)
    count = Count(low, low + found.count(OPEN), Basis.NAMES)
    assert province.count(tier, on=on, under=under) == count
    assert len(province.communes_at(tier, on=on, under=under)) == low


@given(provinces(), st.sampled_from(CHAIN), days())
def test_counts_by_name_add_up(province: Province, tier: CertificationTier, on: date) -> None:
    """The districts together with the communes that have none are the province."""
    homes = ("", *(district.id for district in province.districts))
    parts = [
        count_by_name(
            (unit for unit in province.rural_communes if unit.district == home), tier, on=on
        )
        for home in homes
    ]
    whole = count_by_name(province.rural_communes, tier, on=on)
    assert (whole.low, whole.high) == (
        sum(part.low for part in parts),
        sum(part.high or 0 for part in parts),
    )


@given(provinces(), certifications(), revocations(), days(), st.sampled_from(CHAIN))
def test_what_became_known_later_changes_no_earlier_answer(
    province: Province, grant: Certification, end: Revocation, known: date, tier: CertificationTier
) -> None:
    """Facts surely known after a day leave every answer as known on that day as it was."""
    later = When(known + timedelta(1))
    late_grant = attrs.evolve(grant, known=later, effective=When(date(2030, 1, 1)))
    more = with_first(
        province,
        lambda unit: attrs.evolve(
            unit,
            certifications=(*unit.certifications, *([late_grant] if unit.ladder() else [])),
            revocations=(
                *unit.revocations,
                *([attrs.evolve(end, known=later)] if unit.ladder() else []),
            ),
        ),
    )
    for on in (known, known + timedelta(400)):
        count = province.count(tier, on=on, known=known)
        assert more.count(tier, on=on, known=known) == count


@pytest.mark.parametrize(("known", "verdict"), [(None, MET), (NEXT_DAY, MET), (DAY, OPEN)])
def test_a_complete_record_was_not_always_complete(known: date | None, verdict: Verdict) -> None:
    """A certificate that became known later was missing before: its lack proves nothing."""
    unit = Commune("A").certify(STANDARD, decided=EVE, known=NEXT_DAY)
    province = Province("P", communes=(unit, Commune("B")), complete_through=NEXT_DAY)
    assert province.holds(unit, STANDARD, on=DAY, known=known) is verdict


@pytest.mark.parametrize(
    ("known", "verdict"), [(EVE, OPEN), (DAY, MET), (NEXT_DAY, MET), (None, MET)]
)
def test_a_fact_counts_from_the_day_when_it_may_have_been_known(
    known: date | None, verdict: Verdict
) -> None:
    """Possibly known is enough, unless the assumption is switched off."""
    unit = Commune("A").certify(STANDARD, decided=EVE, known=When(DAY, NEXT_DAY))
    province = Province("P", communes=(unit,))
    assert province.holds(unit, STANDARD, on=NEXT_DAY, known=known) is verdict
    strict = province.on_file(known=DAY, without=[Assumption.KNOWN_IN_TIME])
    assert strict.holds(unit, STANDARD, on=NEXT_DAY) is OPEN


@given(provinces(), certifications(), days(), st.sampled_from(CHAIN))
def test_what_is_below_the_floor_decides_nothing(
    province: Province, grant: Certification, on: date, tier: CertificationTier
) -> None:
    """A certificate that is not trusted proves nothing, and disproves nothing either."""
    doubtful = attrs.evolve(grant, source=Citation(confidence=Confidence.UNVERIFIED))
    open_ended = attrs.evolve(province, complete_through=None, trust=Confidence.INFERRED)
    more = with_first(
        open_ended,
        lambda unit: (
            attrs.evolve(unit, certifications=(*unit.certifications, doubtful))
            if unit.ladder()
            else unit
        ),
    )
    assert more.count(tier, on=on) == open_ended.count(tier, on=on)


def test_trust_is_asked_or_the_provinces_own() -> None:
    """A question may lower or raise the floor that the province sets."""
    inferred = Citation(confidence=Confidence.INFERRED)
    unit = Commune("A").certify(STANDARD, decided=EVE, source=inferred)
    province = Province("P", communes=(unit,))
    lenient = attrs.evolve(province, trust=Confidence.INFERRED)
    assert province.holds(unit, STANDARD, on=DAY) is OPEN
    assert province.holds(unit, STANDARD, on=DAY, trust=Confidence.UNVERIFIED) is MET
    assert lenient.holds(unit, STANDARD, on=DAY) is MET
    assert lenient.holds(unit, STANDARD, on=DAY, trust=Confidence.VERIFIED) is OPEN


def test_a_record_from_which_doubt_removed_a_certificate_is_not_complete() -> None:
    """What is not trusted may be true, so that its unit is not surely without the tier."""
    unverified = Citation(confidence=Confidence.UNVERIFIED)
    unit = Commune("A").certify(STANDARD, decided=EVE, source=unverified)
    province = Province("P", communes=(unit,), complete_through=DAY)
    assert province.holds(unit, STANDARD, on=DAY) is OPEN


@given(provinces(lineage=True), days(), st.sampled_from(CHAIN))
def test_without_the_standing_assumption_nothing_is_sure(
    province: Province, on: date, tier: CertificationTier
) -> None:
    """If certificates may end unrecorded, every lower bound is 0 but for grants of that day."""
    view = province.on_file(without=[Assumption.CERTIFICATES_STAND])
    fresh = [
        unit
        for unit in province.communes
        if any(fact.in_force == When.of(on) for fact in unit.certifications)
    ]
    assert view.count(tier, on=on).low <= len(fresh)


@given(provinces(lineage=True), st.sampled_from(Confidence), st.none() | days())
def test_filtering_twice_is_filtering_once(
    province: Province, trust: Confidence, known: date | None
) -> None:
    """What was left out stays out, and nothing more goes."""
    once = province.on_file(trust=trust, known=known)
    again = once.on_file(trust=trust, known=known)
    for tier in CHAIN:
        assert again.count(tier, on=DAY) == once.count(tier, on=DAY)


@given(provinces(), days())
@example(Province("P", communes=(Commune("A"),), complete_through=DAY), DAY)
def test_complete_data_gives_exact_answers(province: Province, through: date) -> None:
    """Certain days and a complete record leave nothing open through the last complete day."""
    certain = attrs.evolve(
        province,
        complete_through=through,
        communes=tuple(
            attrs.evolve(
                unit,
                certifications=tuple(
                    Certification(tier=fact.tier, decided=When.of(through))
                    for fact in unit.certifications
                ),
                revocations=(),
            )
            for unit in province.communes
        ),
    )
    assert all(certain.count(tier, on=through).exact for tier in CHAIN)
    assert certain.is_complete(through)
    assert not certain.is_complete(through + timedelta(1))


def test_a_townships_tier_is_surely_not_held() -> None:
    """A kind of unit that cannot hold a tier does not hold it, complete record or not."""
    township = KON_TUM.communes[3]
    assert KON_TUM.holds(township, STANDARD, on=DAY) is NOT_MET
    assert WANG.standing(MODEL, on=DAY, under=CriteriaPeriod.Y2026_2030) is NOT_MET


@pytest.mark.parametrize(("tier", "first"), [(MODERN, date(2026, 1, 1)), (MODEL, date(2016, 1, 1))])
def test_a_tier_is_open_from_its_first_period_on(tier: CertificationTier, first: date) -> None:
    """Before the first criteria set that knows a tier, nobody can hold it."""
    assert WANG.standing(tier, on=first) is OPEN
    assert WANG.standing(tier, on=first - timedelta(1)) is NOT_MET


def test_districts_and_provinces_hold_titles_too() -> None:
    """A city completes the task, a district is standard, a province completes it since 2016."""
    city = KON_TUM.district("Kon Tum").certify(COMPLETED, decided=DAY)
    district = DAK_HA.certify(STANDARD, decided=DAY)
    province = KON_TUM.certify(COMPLETED, decided=DAY).with_unit(city).with_unit(district)
    for unit, tier in ((city, COMPLETED), (district, STANDARD), (province, COMPLETED)):
        assert province.holds(unit, tier, on=DAY) is MET
    assert province.ladder(CriteriaPeriod.Y2010_2015) == ()


def test_a_unit_of_another_province_is_unknown() -> None:
    """What is asked is the unit as it stands in this province."""
    changed = WANG.certify(STANDARD, decided=EVE)
    assert KON_TUM.holds(changed, STANDARD, on=DAY) is OPEN
    with pytest.raises(UnknownNameError):
        KON_TUM.holds(Commune("Elsewhere"), STANDARD, on=DAY)


def test_an_answer_returns_communes_as_the_province_holds_them() -> None:
    """Filtering decides what counts and never what is returned."""
    grant = Certification(tier=STANDARD, decided=When.of(EVE))
    doubtful = attrs.evolve(grant, source=Citation(confidence=Confidence.UNVERIFIED))
    unit = Commune("A", certifications=(grant, doubtful))
    assert Province("P", communes=(unit,)).communes_at(STANDARD, on=DAY) == {unit}

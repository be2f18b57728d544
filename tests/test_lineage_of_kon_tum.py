"""What became of Kon Tum's units: new communes, a district, a township, and 40 units in 2025."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ntm_model import (
    AmbiguousNameError,
    Basis,
    CertificationTier,
    Commune,
    CommuneKind,
    Confidence,
    Count,
    InvalidInputError,
    LineageChange,
    Programme,
    When,
    datasets,
)
from ntm_model.record.statements import DossierStage
from ntm_model.units import Former, Province, Succession

STANDARD = CertificationTier.STANDARD
MERGER = date(2025, 7, 1)
EVE = MERGER - timedelta(1)
BEFORE_2013 = date(2013, 12, 1)
#: it is open whether Măng Đen is a township yet
OPEN_DAY = date(2019, 9, 1)
BOTH = ("kon-tum-2024", "quang-ngai-2025")

#: by the code of each unit of 1 July 2025: its kind and name, and the codes that it came from
MERGERS = {
    "23284": ("phường Đăk Cấm", "23284 23296 23311"),
    "23293": ("phường Kon Tum", "23281 23287 23290 23293 23299"),
    "23302": ("phường Đăk Bla", "23302 23305 23308"),
    "23317": ("xã Ngọk Bay", "23314 23317 23320"),
    "23326": ("xã Ia Chim", "23326 23327 23329"),
    "23332": ("xã Đăk Rơ Wa", "23323 23332 23335 23338"),
    "23341": ("xã Đăk Pék", "23341 23353"),
    "23344": ("xã Đăk Plô", "23344 23347 23350"),
    "23356": ("xã Xốp", "23356 23359"),
    "23365": ("xã Ngọc Linh", "23362 23365"),
    "23368": ("xã Đăk Long", "23368"),
    "23374": ("xã Đăk Môn", "23371 23374"),
    "23377": ("xã Bờ Y", "23377 23389 23395"),
    "23383": ("xã Dục Nông", "23380 23383 23386"),
    "23392": ("xã Sa Loong", "23392 23398"),
    "23401": ("xã Đăk Tô", "23401 23437 23440 23443"),
    "23416": ("xã Đăk Sao", "23407 23416"),
    "23419": ("xã Đăk Tờ Kan", "23417 23419"),
    "23425": ("xã Tu Mơ Rông", "23422 23425"),
    "23428": ("xã Ngọk Tụ", "23427 23428"),
    "23430": ("xã Kon Đào", "23430 23431 23434"),
    "23446": ("xã Măng Ri", "23404 23410 23413 23446 23449"),
    "23455": ("xã Măng Bút", "23452 23455 23458"),
    "23473": ("xã Măng Đen", "23461 23470 23473"),
    "23476": ("xã Kon Plông", "23464 23467 23476"),
    "23479": ("xã Đăk Rve", "23479 23491"),
    "23485": ("xã Đăk Kôi", "23482 23485"),
    "23497": ("xã Kon Braih", "23488 23494 23497"),
    "23500": ("xã Đăk Hà", "23500 23521 23524"),
    "23504": ("xã Đăk Pxi", "23503 23504"),
    "23510": ("xã Đăk Ui", "23509 23510"),
    "23512": ("xã Đăk Mar", "23506 23512"),
    "23515": ("xã Ngọk Réo", "23515 23518"),
    "23527": ("xã Sa Thầy", "23527 23533 23539"),
    "23530": ("xã Rờ Kơi", "23530"),
    "23534": ("xã Sa Bình", "23534 23542 23545"),
    "23535": ("xã Ia Đal", "23535"),
    "23536": ("xã Mô Rai", "23536"),
    "23538": ("xã Ia Tơi", "23537 23538"),
    "23548": ("xã Ya Ly", "23548 23551 23554"),
}

#: codes that mean a unit of another name since 1 July 2025, with the names before and after
OTHER_NAMES = {
    "23284": ("Duy Tân", "Đăk Cấm"),
    "23293": ("Thắng Lợi", "Kon Tum"),
    "23302": ("Lê Lợi", "Đăk Bla"),
    "23332": ("Chư Hreng", "Đăk Rơ Wa"),
    "23341": ("Đăk Glei", "Đăk Pék"),
    "23356": ("Đăk Choong", "Xốp"),
    "23377": ("Plei Kần", "Bờ Y"),
    "23383": ("Đăk Dục", "Dục Nông"),
    "23392": ("Đăk Kan", "Sa Loong"),
    "23425": ("Đăk Hà", "Tu Mơ Rông"),
    "23430": ("Đăk Trăm", "Kon Đào"),
    "23446": ("Tê Xăng", "Măng Ri"),
    "23455": ("Đăk Ring", "Măng Bút"),
    "23476": ("Hiếu", "Kon Plông"),
    "23485": ("Đăk Tơ Lung", "Đăk Kôi"),
    "23497": ("Tân Lập", "Kon Braih"),
    "23504": ("Đăk Long", "Đăk Pxi"),
    "23510": ("Đăk Ngọk", "Đăk Ui"),
    "23515": ("Ngọk Wang", "Ngọk Réo"),
    "23534": ("Hơ Moong", "Sa Bình"),
    "23548": ("Ya Xiêr", "Ya Ly"),
}


@pytest.fixture(scope="module")
def programme() -> Programme:
    """Kon Tum and what followed it, as shipped."""
    return datasets.load("quang-ngai-2025")


@pytest.fixture(scope="module")
def province(programme: Programme) -> Province:
    """The province of the programme, with all units that ever were."""
    return programme.province


def kinds(province: Province) -> tuple[int, int, int]:
    """Return how many communes, wards and townships a province of a day has."""
    found = [unit.kind for unit in province.communes]
    asked = (CommuneKind.COMMUNE, CommuneKind.WARD, CommuneKind.TOWNSHIP)
    return (found.count(asked[0]), found.count(asked[1]), found.count(asked[2]))


def changes(province: Province) -> tuple[Former | Succession, ...]:
    """Return every former state and every succession."""
    units = (province, *province.units)
    return (*province.successions, *(former for unit in units for former in unit.formerly))


DAYS = {
    date(2013, 12, 1): ("Kon Tum", 9, (81, 10, 6)),
    date(2014, 1, 2): ("Kon Tum", 9, (86, 10, 6)),
    date(2016, 1, 1): ("Kon Tum", 10, (86, 10, 6)),
    date(2019, 6, 1): ("Kon Tum", 10, (86, 10, 6)),
    date(2020, 1, 1): ("Kon Tum", 10, (85, 10, 7)),
    EVE: ("Kon Tum", 10, (85, 10, 7)),
    MERGER: ("Quảng Ngãi", 0, (37, 3, 0)),
}


@pytest.mark.parametrize("day", DAYS)
def test_each_day_has_its_units(province: Province, day: date) -> None:
    """81 communes became 86, then 85, then 37; the last 40 units lie in no district."""
    state = province.on(day)

    assert (state.name, len(state.districts), kinds(state)) == DAYS[day]


def test_the_merger_ends_one_province_and_not_its_units(province: Province) -> None:
    """On its last day it is all of Kon Tum; a day later it is a part of Quảng Ngãi."""
    eve, merged = province.on(EVE), province.on(MERGER)

    assert (eve.id, len(eve.communes), eve.part) == ("62", 102, "")
    assert (merged.id, len(merged.communes)) == ("51", 40)
    assert "Kon Tum" in merged.part


def test_the_older_dataset_knows_no_day_after_kon_tum() -> None:
    """A question about a later day is refused with the day on which the province ended."""
    kon_tum = datasets.load("kon-tum-2024").province

    assert len(kon_tum.on(EVE).communes) == 102
    with pytest.raises(InvalidInputError, match="Kon Tum, which ends on 2025-07-01"):
        kon_tum.on(MERGER)


@pytest.mark.parametrize("day", [day for day in DAYS if day < MERGER])
def test_both_datasets_agree_on_the_days_of_kon_tum(province: Province, day: date) -> None:
    """What continues a dataset changes none of its days, agencies apart."""
    before = datasets.load("kon-tum-2024").province.on(day)
    after = province.on(day)

    assert [unit.id for unit in after.communes] == [unit.id for unit in before.communes]
    assert [unit.name for unit in after.districts] == [unit.name for unit in before.districts]
    assert after.communes_at(STANDARD, on=day) == before.communes_at(STANDARD, on=day)


def test_a_code_means_one_unit_and_then_another(province: Province) -> None:
    """U1: 23504 is Đăk Long of Đăk Hà to its last day, and Đăk Pxi from the next."""
    before, after = province.commune("23504", on=EVE), province.commune("23504", on=MERGER)

    assert (before.name, province.district(before.district).name) == ("Đăk Long", "Đăk Hà")
    assert (after.name, after.district) == ("Đăk Pxi", "")
    assert before.id != after.id


def test_a_code_without_a_day_is_told_with_both_lives(province: Province) -> None:
    """U3: nothing is guessed; each candidate comes with the days that tell them apart."""
    with pytest.raises(AmbiguousNameError) as caught:
        province.commune("23504")

    assert caught.value.candidates == (
        "23504 Đăk Long (Đăk Hà), from 2013-12-20, before 2025-07-01",
        "23504 Đăk Pxi, from 2025-07-01",
    )
    assert "the day" in str(caught.value)


@pytest.mark.parametrize("code", OTHER_NAMES)
def test_21_codes_carry_another_name_after_the_merger(province: Province, code: str) -> None:
    """U1: a code is no name and no unit; the day tells which is meant."""
    before, after = OTHER_NAMES[code]

    assert len(OTHER_NAMES) == 21
    assert province.commune(code, on=EVE).is_called(before)
    assert province.commune(code, on=MERGER).is_called(after)
    assert not province.commune(code, on=MERGER).is_called(before)


def test_no_other_code_carries_another_name(province: Province) -> None:
    """Of the 40 codes the other 19 keep their name, as spelt by one source or another."""
    kept = [code for code in MERGERS if code not in OTHER_NAMES]

    assert len(kept) == 19
    for code in kept:
        after = province.commune(code, on=MERGER)
        assert province.commune(code, on=EVE).is_called(after.name)


DAK_LONG = {
    date(2013, 12, 1): {"23368", "23473"},
    date(2019, 6, 1): {"23368", "23473", "23504"},
    date(2020, 1, 1): {"23368", "23504"},
    EVE: {"23368", "23504"},
    MERGER: {"23368"},
}


@pytest.mark.parametrize("day", DAK_LONG)
def test_dak_long_fits_two_three_two_and_one(province: Province, day: date) -> None:
    """A name is as ambiguous as its day makes it."""
    assert {unit.id for unit in province.candidates("Đăk Long", on=day)} == DAK_LONG[day]


def test_dak_long_without_a_day_fits_whatever_was_called_so(province: Province) -> None:
    """Măng Đen is among the three, because it was called so until 2019."""
    with pytest.raises(AmbiguousNameError) as caught:
        province.commune("Đăk Long")

    told = "; ".join(caught.value.candidates)
    assert len(caught.value.candidates) == 3
    assert "23473 Măng Đen (Kon Plông), formerly Đăk Long" in told


@pytest.mark.parametrize("code", MERGERS)
def test_each_new_unit_comes_from_the_units_of_the_table(province: Province, code: str) -> None:
    """Name, kind and origins are those that two public tables give."""
    name, origins = MERGERS[code]
    unit = province.commune(code, on=MERGER)

    assert province.commune(name, on=MERGER) == unit
    assert {old.code for old in province.origins(unit.id, on=EVE)} == set(origins.split())


def test_nothing_is_lost_in_the_merger(province: Province) -> None:
    """The 102 old units are the origins of the 40 new ones, each of exactly one."""
    origins = [old for _, codes in MERGERS.values() for old in codes.split()]

    assert len(origins) == len(set(origins)) == 102
    assert {unit.code for unit in province.on(EVE).communes} == set(origins)
    assert {unit.code for unit in province.on(MERGER).communes} == set(MERGERS)


@pytest.mark.parametrize("earlier", [BEFORE_2013, date(2014, 1, 2), date(2020, 1, 1), EVE])
def test_what_a_unit_comes_from_led_to_it(province: Province, earlier: date) -> None:
    """Each origin on an earlier day has the unit among its heirs."""
    for unit in province.on(MERGER).communes:
        for origin in province.origins(unit.id, on=earlier):
            assert unit in province.heirs(origin.id, on=MERGER)


def test_heirs_and_origins_are_inverse_where_all_began_before(province: Province) -> None:
    """From the first day on file to the last, one relation is the other read backwards."""
    last = province.on(MERGER).communes
    led = {
        (old.id, new.id)
        for old in province.on(BEFORE_2013).communes
        for new in province.heirs(old.id, on=MERGER)
    }
    came = {(old.id, new.id) for new in last for old in province.origins(new.id, on=BEFORE_2013)}

    assert led == came
    assert {new for _, new in led} == {unit.id for unit in last}


def test_a_part_that_was_split_off_leads_on_too(province: Province) -> None:
    """Đăk Hring gave a part to Đăk Long in 2013, which is now in Đăk Pxi; the rest is Đăk Mar."""
    heirs = {unit.name for unit in province.heirs("23506", on=MERGER)}
    origins = {unit.name for unit in province.origins("51-23504", on=BEFORE_2013)}

    assert heirs == {"Đăk Mar", "Đăk Pxi"}
    assert origins == {"Đăk Pxi", "Đăk Hring"}


def test_four_communes_go_on(province: Province) -> None:
    """They are the same units with the same ids; only their district is gone."""
    kept = {unit.id for unit in province.on(EVE).communes} & {
        unit.id for unit in province.on(MERGER).communes
    }

    assert kept == {"23368", "23530", "23535", "23536"}


def test_a_merged_unit_carries_nothing_over(province: Province) -> None:
    """C5: of the 28 names on file one stands after the merger, that of a commune that goes on."""
    assert len(province.communes_at(STANDARD, on=EVE)) == 28
    assert {unit.name for unit in province.communes_at(STANDARD, on=MERGER)} == {"Ia Đal"}
    assert province.count(STANDARD, on=MERGER) == Count(1, 37, Basis.NAMES)


def test_on_an_open_day_the_province_is_not_guessed(province: Province) -> None:
    """Whether there were 85 or 86 communes is refused with the days between which it changed."""
    with pytest.raises(InvalidInputError, match="between 2019-07-16 and 2019-12-10"):
        province.on(OPEN_DAY)


def test_on_an_open_day_a_count_holds_every_possibility(province: Province) -> None:
    """The range reaches from the least to the most that any possible province has."""
    counts = [state.count(STANDARD, on=OPEN_DAY) for state in province.states(OPEN_DAY)]
    found = province.count(STANDARD, on=OPEN_DAY)

    assert sorted(len(state.rural_communes) for state in province.states(OPEN_DAY)) == [85, 86]
    assert (found.low, found.high) == (17, 86)
    assert {(count.low, count.high) for count in counts} == {(17, 85), (17, 86)}


def test_a_district_and_its_communes_change_together(province: Province) -> None:
    """In 2015 it is open whether Ia H'Drai exists, and not whether its communes lie in it."""
    states = province.states(date(2015, 6, 1))
    homes = [
        {unit.district for unit in state.communes if unit.id in {"23535", "23537", "23538"}}
        for state in states
    ]

    assert sorted(homes, key=str) == [{"616"}, {"618"}]
    assert len(province.on(date(2014, 1, 2)).communes_of("616")) == 13
    assert len(province.on(date(2016, 1, 1)).communes_of("616")) == 10


def test_what_was_not_known_has_not_happened(province: Province) -> None:
    """As known on 1 June 2025, Kon Tum goes on with its 102 units and ten districts."""
    state = province.on_file(known=date(2025, 6, 1)).on(MERGER)

    assert (state.id, len(state.communes), len(state.districts)) == ("62", 102, 10)


MERGED_MINISTRIES = {"Bộ Nông nghiệp và Phát triển nông thôn", "Bộ Tài nguyên và Môi trường"}
AGENCIES = {
    date(2014, 1, 2): (9, MERGED_MINISTRIES),
    date(2025, 2, 28): (10, MERGED_MINISTRIES),
    date(2025, 3, 1): (10, {"Bộ Nông nghiệp và Môi trường"}),
    MERGER: (0, {"Bộ Nông nghiệp và Môi trường"}),
}


@pytest.mark.parametrize("day", AGENCIES)
def test_agencies_have_their_days_too(province: Province, day: date) -> None:
    """The committees of the districts came and went with them, and the ministry was merged."""
    names = [agency.name for agency in province.on(day).agencies]
    committees = sum(name.startswith("Ủy ban nhân dân") for name in names)
    ministries = {name for name in names if name.startswith("Bộ")}

    assert (committees, ministries) == AGENCIES[day]


def test_an_agency_is_found_on_its_days(province: Province) -> None:
    """A district's committee has the short name that letters print, and an end."""
    short = "UBND huyện Ngọc Hồi"

    assert province.agency(short, on=EVE) == province.agency("Ủy ban nhân dân huyện Ngọc Hồi")
    assert province.candidates(short, on=MERGER) == ()
    merged = province.agency("Bộ Nông nghiệp và Môi trường")
    assert {one.id for one in province.origins(merged.id, on=date(2025, 2, 28))} == {
        "bo-nnptnt",
        "bo-tnmt",
    }


def test_villages_are_counted_with_and_without_those_of_minorities(province: Province) -> None:
    """Of the one village on file it is not known whether it lies in such an area."""
    title, day = CertificationTier.VILLAGE, date(2023, 7, 31)
    asked = {
        minority: province.count_villages(title, on=day, minority=minority)
        for minority in (None, True, False)
    }

    assert {minority: (count.low, count.high) for minority, count in asked.items()} == {
        None: (1, 1),
        True: (0, 1),
        False: (0, 1),
    }
    assert province.count_villages(CertificationTier.MINORITY_VILLAGE, on=day).low == 0


def test_villages_stay_through_the_merger(province: Province) -> None:
    """A village is no unit of administration, and its title stands on."""
    count = province.count_villages(CertificationTier.VILLAGE, on=MERGER)

    assert (count.low, count.high) == (1, 1)


def test_a_dossier_is_no_certificate(programme: Programme) -> None:
    """Đăk Xú was completing its papers in 2020, and holds nothing on file."""
    dossier = next(one for one in programme.dossiers if one.unit == "23389")
    held = {unit.id for unit in programme.province.communes_at(STANDARD, on=EVE)}

    assert dossier.stage is DossierStage.IN_PREPARATION
    assert dossier.unit not in held


@pytest.mark.parametrize("name", BOTH)
def test_every_change_of_a_unit_is_cited(name: str) -> None:
    """Each former state and succession names a document of the file, and how sure it is."""
    programme = datasets.load(name)
    sources = [fact.source for fact in changes(programme.province)]

    assert len(sources) > 5
    assert {source.source for source in sources} <= {one.id for one in programme.documents}
    assert {source.confidence for source in sources} <= {
        Confidence.VERIFIED,
        Confidence.SECONDARY,
    }


@pytest.mark.parametrize("name", BOTH)
def test_every_change_says_when_it_was_known(name: str) -> None:
    """No answer as of an earlier day can rest on a change that nobody had heard of."""
    bounds = [
        bound
        for fact in changes(datasets.load(name).province)
        for bound in (fact.known.earliest, fact.known.latest)
    ]

    assert None not in bounds


def test_the_list_that_was_not_read_is_secondary(province: Province) -> None:
    """The resolution's own list was not read, so that the merger is as sure as two tables."""
    merged = [one for one in province.successions if one.resolution == "1677/NQ-UBTVQH15"]

    assert len(merged) == 36
    assert {one.source.confidence for one in merged} == {Confidence.SECONDARY}


@pytest.mark.parametrize("trust", Confidence)
def test_every_floor_of_trust_leaves_a_coherent_province(
    province: Province, trust: Confidence
) -> None:
    """Who trusts nothing secondary keeps the 102 units and their districts; others have 40."""
    state = province.on_file(trust=trust).on(MERGER)
    expected = (102, 10) if trust is Confidence.VERIFIED else (40, 0)

    assert (len(state.communes), len(state.districts)) == expected


TURNS = (
    date(2010, 1, 1), date(2013, 12, 20), date(2014, 1, 2), date(2015, 3, 11), date(2019, 7, 16),
    date(2020, 3, 3), date(2025, 3, 1), date(2025, 6, 12), date(2025, 6, 16), date(2025, 6, 17),
    MERGER,
)  # fmt: skip


@pytest.mark.parametrize("known", TURNS)
def test_every_day_of_knowing_leaves_a_coherent_province(province: Province, known: date) -> None:
    """Whatever was known of the changes, there are districts for the communes that need them."""
    state = province.on_file(known=known).on(MERGER)
    homes = {unit.district for unit in state.communes} - {""}

    assert homes <= {unit.id for unit in state.districts}


@pytest.mark.parametrize(
    ("predecessors", "successors", "change"),
    [
        ("a", "", LineageChange.DISSOLVED),
        ("", "a", LineageChange.FORMED),
        ("ab", "c", LineageChange.MERGED),
        ("a", "bc", LineageChange.SPLIT),
        ("a", "b", LineageChange.REARRANGED),
        ("ab", "cd", LineageChange.REARRANGED),
    ],
)
def test_a_succession_is_called_by_how_many_units_end_and_begin(
    predecessors: str, successors: str, change: LineageChange
) -> None:
    """Several that end in one are a merger, one that ends in several a split."""
    one = Succession(on=When.of(OPEN_DAY), predecessors=(*predecessors,), successors=(*successors,))
    assert one.change is change


def test_the_communes_of_a_changing_province_are_those_of_a_day() -> None:
    """Without a day the question has no answer, and the error says how to ask."""
    one = Commune("A", id="a").rename("B", on=OPEN_DAY)
    province = Province("P", communes=(one,))
    with pytest.raises(InvalidInputError, match=r"province\.on\(day\)"):
        _ = province.rural_communes
    with pytest.raises(InvalidInputError, match="a district, commune, village or agency"):
        province.with_unit(province)  # type: ignore[arg-type]

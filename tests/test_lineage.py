"""Units through time: which there are on a day, what became of them, and what cannot be so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise, product

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from ntm_model import (
    Act,
    Agency,
    AmbiguousNameError,
    Assumption,
    Certification,
    CertificationTier,
    Citation,
    Commune,
    CommuneKind,
    Confidence,
    Count,
    District,
    DistrictKind,
    Former,
    InvalidInputError,
    Level,
    LineageChange,
    Province,
    Revocation,
    Succession,
    UnknownNameError,
    Verdict,
    Village,
    When,
)
from ntm_model.strategies import days, formers, provinces, successions, whens
from ntm_model.units import hull
from ntm_model.units.lineage import Moment

from .worlds import cases

STANDARD, ADVANCED, MODEL = tuple(CertificationTier)[:3]
CHAIN = (STANDARD, ADVANCED, MODEL)
VILLAGE = CertificationTier.VILLAGE
MET, NOT_MET, OPEN = Verdict
TOWNSHIP = CommuneKind.TOWNSHIP
#: five days in a row; most things happen on the middle one
EVES, EVE, DAY, NEXT, LATER = (date(2022, 3, 8) + timedelta(offset) for offset in range(-2, 3))
UNSURE = Citation(confidence=Confidence.UNVERIFIED)

AB = Province("P", communes=(Commune("A"), Commune("B")))
MERGED = AB.merge(("A", "B"), Commune("C"), on=DAY)
SPLIT = AB.split("A", (Commune("C"), Commune("D")), on=DAY)


def ids(province: Province) -> set[str]:
    """Return the ids of the communes of a province."""
    return {unit.id for unit in province.communes}


def faults(build: Callable[[], object]) -> list[str]:
    """Return what is wrong with a value, as it is printed."""
    with pytest.raises(InvalidInputError) as caught:
        build()
    return [str(fault) for fault in caught.value.faults]


# ---------------------------------------------------------------------------------------------
# the province of a day, by going through every choice of exact days

#: a unit on a day: its level, id, name, code, kind and district
Seen = tuple[str, ...]


def seen(province: Province) -> frozenset[Seen]:
    """Return what a province of a day says of itself and of its units, but for agencies."""
    listed: set[Seen] = {("Province", province.id, province.name, province.code, "", "")}
    for unit in _places(province):
        kind = unit.kind.value if isinstance(unit, Commune | District) else ""
        place = unit.district if isinstance(unit, Commune) else ""
        listed.add((type(unit).__name__, unit.id, unit.name, unit.code, kind, place))
    return frozenset(listed)


def _places(province: Province) -> tuple[Commune | District | Village, ...]:
    return (*province.districts, *province.communes, *province.villages)


def possible(province: Province, on: date) -> set[frozenset[Seen]]:
    """Return every province of a day that some choice of exact days gives.

    What has one resolution on one day happened together. A unit begins, changes and ends in this
    order, perhaps on one day, and a commune lies in districts that there are.
    """
    happenings = sorted({_key(moment) for moment in _moments(province)}, key=str)
    ends = {end for when, _ in happenings for end in (when.earliest, when.latest) if end}
    turns = sorted({*ends, on, on + timedelta(1)})
    around = [turns[0] - timedelta(1), *turns, turns[-1] + timedelta(1)]
    choices = [[day for day in around if _lies_in(day, when)] for when, _ in happenings]
    return {
        picture
        for chosen in product(*choices)
        for picture in _played(province, dict(zip(happenings, chosen, strict=True)), on)
    }


Key = tuple[When, str]


def _key(moment: Moment) -> Key:
    return moment[0], moment[1]


def _lies_in(day: date, when: When) -> bool:
    return (when.earliest or day) <= day <= (when.latest or day)


def _moments(province: Province) -> Iterator[Moment]:
    agencies = {unit.id for unit in province.agencies}
    for one in province.successions:
        if agencies.isdisjoint((*one.predecessors, *one.successors)):
            yield one.moment
    for unit in (province, *_places(province)):
        for former in unit.formerly:
            yield former.moment(unit.id)


def _played(province: Province, at: dict[Key, date], on: date) -> Iterator[frozenset[Seen]]:
    """Yield the province of a day if the exact days are lawful."""
    told = [one for one in province.successions if _key(one.moment) in at]
    began = {name: at[_key(one.moment)] for one in told for name in one.began}
    ended = {name: at[_key(one.moment)] for one in told for name in one.ended}
    changes: dict[str, list[tuple[date, Former]]] = {}
    for unit in (province, *_places(province)):
        states = sorted(unit.formerly, key=lambda former: former.before.earliest or date.min)
        dated = [(at[_key(former.moment(unit.id))], former) for former in states]
        changes[unit.id] = dated
        first, last = began.get(unit.id, date.min), ended.get(unit.id, date.max)
        order = [first, *(day for day, _ in dated), last]
        if any(one > other for one, other in pairwise(order)):
            return

    def alive(name: str, day: date) -> bool:
        return began.get(name, date.min) <= day < ended.get(name, date.max)

    def was(unit: Commune | District | Village | Province, field: str, day: date) -> str:
        former_field = "district_kind" if (type(unit), field) == (District, "kind") else field
        for turn, former in changes[unit.id]:
            value = getattr(former, former_field)
            if day < turn and value is not None:
                return str(getattr(value, "value", value))
        value = getattr(unit, field)
        return str(getattr(value, "value", value))

    for day in {on, *at.values()}:
        for unit in province.communes:
            place = was(unit, "district", day)
            if alive(unit.id, day) and place and not alive(place, day):
                return
    yield frozenset(
        {
            ("Province", *(was(province, field, on) for field in ("id", "name", "code")), "", ""),
            *(
                (
                    type(unit).__name__,
                    unit.id,
                    was(unit, "name", on),
                    was(unit, "code", on),
                    was(unit, "kind", on) if isinstance(unit, Commune | District) else "",
                    was(unit, "district", on) if isinstance(unit, Commune) else "",
                )
                for unit in _places(province)
                if alive(unit.id, on)
            ),
        }
    )


#: provinces whose events touch, and provinces whose events overlap
CHANGING = st.one_of(provinces(lineage=True), cases().map(lambda case: case.province))

#: A became B on one of three days, and B became C on one of three
TWICE = Province(
    "P",
    communes=(Commune("A"), Commune("B"), Commune("C")),
    successions=(
        Succession(on=When(EVE, NEXT), predecessors=("A",), successors=("B",)),
        Succession(on=When(DAY, LATER), predecessors=("B",), successors=("C",)),
    ),
)
#: the province belonged to another one, and that to a third, and neither day is known
PROVINCE_TWICE = Province(
    "C",
    communes=(Commune("x"),),
    formerly=(
        Former(before=When(EVE, DAY), id="A", name="A"),
        Former(before=When(DAY, LATER), id="B", name="B"),
    ),
)


#: B began and ended, nobody knows when: before and after it there is the same province
EPHEMERAL = Province(
    "P",
    communes=(Commune("A"), Commune("B")),
    successions=(
        Succession(on=When(DAY), successors=("B",), resolution="1"),
        Succession(on=When(NEXT), predecessors=("B",), resolution="2"),
    ),
)


@given(CHANGING, days())
@example(TWICE, EVE)
@example(TWICE, DAY)
@example(TWICE, NEXT)
@example(PROVINCE_TWICE, EVE)
@example(PROVINCE_TWICE, DAY)
@example(PROVINCE_TWICE, NEXT)
def test_the_states_of_a_day_are_those_of_every_choice_of_exact_days(
    province: Province, on: date
) -> None:
    """Going forward from exact days gives the same provinces as going back from what is listed."""
    assert {seen(state) for state in province.states(on)} == possible(province, on)


@given(CHANGING, days())
@example(EPHEMERAL, LATER)
def test_states_differ(province: Province, on: date) -> None:
    """No state of a day is told twice, and each is of the very day."""
    states = province.states(on)
    assert len(states) == len(set(states))
    assert all(state.as_of in (on, None) for state in states)


@given(provinces(), days())
def test_a_province_without_changes_is_its_own_on_every_day(province: Province, on: date) -> None:
    """What never changed is not cut out at all."""
    assert not province.changes
    assert province.on(on) is province
    assert province.states(on) == (province,)


@given(CHANGING, days())
@example(MERGED, DAY)
def test_a_cut_out_is_its_own_on_its_day_and_no_other(province: Province, on: date) -> None:
    """Cutting out twice changes nothing; of any other day a cut-out knows nothing."""
    for state in province.states(on):
        assert state.on(on) == state
        assert state.successions == ()
        other = on + timedelta(1)
        if state.as_of is not None:
            with pytest.raises(InvalidInputError, match="the day that this province was cut out"):
                state.on(other)
            with pytest.raises(InvalidInputError, match="the day that this province was cut out"):
                state.count(STANDARD, on=other)


@given(CHANGING, days())
def test_an_open_day_has_no_single_province(province: Province, on: date) -> None:
    """Whoever asks for the one province of an open day is told what is open."""
    states = province.states(on)
    if len(states) == 1:
        assert province.on(on) == states[0]
        return
    assert faults(lambda: province.on(on))[0].startswith(f"on: found {on}, on which it is open: ")


@given(CHANGING, days())
def test_no_code_means_two_units_of_a_level_on_one_day(province: Province, on: date) -> None:
    """A code of the statistics office is of one unit at a time (rule U1)."""
    for state in province.states(on):
        codes = [(type(unit), unit.code) for unit in state.units if unit.code]
        assert len(codes) == len(set(codes))


@given(CHANGING, days())
def test_a_life_holds_the_days_on_which_the_unit_is_there(province: Province, on: date) -> None:
    """Who surely lives on a day is in every state of it, and who surely does not is in none."""
    found = [{unit.id for unit in state.units} for state in province.states(on)]
    for unit in province.units:
        began, ended = province.life(unit.id)
        there = began is None or began.on.surely_by(on)
        gone = ended is not None and ended.on.surely_by(on)
        open_events = [one for one in (began, ended) if one is not None and one.on.open_on(on)]
        if not open_events and not (began is not None and not there):
            assert all((unit.id in units) is not gone for units in found)


@given(CHANGING, days(), days())
def test_populations_are_those_of_the_days_between(
    province: Province, first: date, last: date
) -> None:
    """The communes of a range of days are those of each day in it, in every state."""
    when = When(min(first, last), max(first, last))
    length = (max(first, last) - min(first, last)).days
    scopes = (*province.ids, *(unit.id for unit in province.districts))
    between = [min(first, last) + timedelta(number) for number in range(min(length, 9) + 1)]
    for scope in scopes:
        found = province.populations(scope, when)
        each = {
            frozenset(
                unit.id
                for unit in state.communes
                if unit.kind is CommuneKind.COMMUNE
                and (scope in province.ids or unit.district == scope)
            )
            for day in between
            for state in province.states(day)
        }
        assert each <= found
        assert found == each or length > len(between) - 1


def test_populations_of_the_first_of_days_are_told() -> None:
    """An open beginning reaches back as far as the calendar does, and no farther."""
    first = Former(before=When(date.min), name="B")
    province = Province("P", communes=(Commune("A", formerly=(first,)),))
    assert province.populations("P", When()) == {frozenset({"A"})}


# ---------------------------------------------------------------------------------------------
# heirs and origins


@st.composite
def apart(draw: DrawFn) -> tuple[Province, date, date]:
    """Draw two days, and a province in which it is certain what lies behind each."""
    first, last = sorted((draw(days()), draw(days())))
    return draw(provinces(lineage=True, settled=(first, last))), first, last


@given(apart())
@example((MERGED, EVE, DAY))
@example((SPLIT, EVE, DAY))
def test_heirs_and_origins_are_two_ways_to_say_one_thing(
    question: tuple[Province, date, date],
) -> None:
    """A unit of a later day is an heir of one of an earlier day if that is among its origins."""
    province, since, until = question
    for one, other in product(province.on(since).units, province.on(until).units):
        heirs = province.heirs(one.id, on=until, since=since)
        origins = province.origins(other.id, on=since)
        assert (other in heirs) is (one in origins)


@given(apart())
@example((MERGED, EVE, DAY))
@example((SPLIT, EVE, DAY))
def test_nothing_is_lost_between_two_days(question: tuple[Province, date, date]) -> None:
    """Whoever goes on is its own heir; whoever ended has those of its successors, and no others."""
    province, since, until = question
    later = {unit.id for unit in province.on(until).units}
    ended = {name: one for one in province.successions for name in one.ended}
    began = {name: one for one in province.successions for name in one.began}

    def heirs(name: str) -> set[str]:
        return {unit.id for unit in province.heirs(name, on=until, since=since)}

    for unit in province.on(since).units:
        assert (unit.id in heirs(unit.id)) is (unit.id in later)
        if unit.id not in later:
            followers = ended[unit.id].began
            expected = {heir for name in followers for heir in heirs(name)}
            parted = {
                heir
                for name, one in began.items()
                if unit.id in one.predecessors and not one.on.surely_by(since)
                for heir in heirs(name)
            }
            assert heirs(unit.id) == expected | parted
    for unit in province.on(until).units:
        origins = {one.id for one in province.origins(unit.id, on=since)}
        if unit.id in began and not began[unit.id].on.surely_by(since):
            assert origins == {
                one.id
                for name in began[unit.id].predecessors
                for one in province.origins(name, on=since)
            }
        else:
            assert origins == {unit.id}


def test_what_was_parted_earlier_is_left_out_on_request() -> None:
    """A commune parted from one that went on came from it, unless that was before the day."""
    formed = Succession(on=When.of(DAY), predecessors=("A",), successors=("A", "C"))
    province = attrs.evolve(AB.with_unit(Commune("C")), successions=(formed,))
    assert formed.change is LineageChange.FORMED
    assert [unit.id for unit in province.heirs("A", on=NEXT)] == ["A", "C"]
    assert [unit.id for unit in province.heirs("A", on=NEXT, since=EVE)] == ["A", "C"]
    assert [unit.id for unit in province.heirs("A", on=NEXT, since=DAY)] == ["A"]
    assert [unit.id for unit in province.origins("C", on=EVE)] == ["A"]
    assert [unit.id for unit in province.origins("C", on=DAY)] == ["C"]


def test_heirs_are_shown_as_they_were_on_the_day() -> None:
    """Through two mergers and a rename the last unit is found under its name of the day."""
    later = MERGED.merge(("C",), Commune("E"), on=NEXT)
    renamed = later.with_unit(later.commune("E").rename("F", on=LATER))
    assert [unit.name for unit in renamed.heirs("A", on=EVE)] == ["A"]
    assert [unit.name for unit in renamed.heirs("A", on=DAY)] == ["C"]
    assert [unit.name for unit in renamed.heirs("A", on=NEXT)] == ["E"]
    assert [unit.name for unit in renamed.heirs("B", on=LATER)] == ["F"]
    assert {unit.name for unit in renamed.origins("E", on=EVE)} == {"A", "B"}
    assert [unit.name for unit in renamed.origins("E", on=DAY)] == ["C"]


@given(provinces(lineage=True), st.sampled_from((1, 2)), st.integers(1, 3), st.data())
def test_a_merger_or_split_on_the_last_day_keeps_every_unit(
    province: Province, number: int, wanted: int, data: st.DataObject
) -> None:
    """After a merger or split of living communes each of them leads to all that began, alone."""
    on = date(2030, 1, 1)
    if len(province.states(on)) > 1:
        return
    living = [unit.id for unit in province.on(on).communes]
    chosen = data.draw(st.permutations(living))[:wanted]
    new = tuple(Commune(f"N{index}", id=f"N{index}") for index in range(number))
    if number == 1:
        after = province.merge(chosen, new[0], on=on)
    elif chosen:
        chosen = chosen[:1]
        after = province.split(chosen[0], new, on=on)
    else:
        return
    begun = {unit.id for unit in new}
    assert ids(after.on(on)) == ({*living} - {*chosen}) | begun
    assert ids(after.on(on - timedelta(1))) == ids(province.on(on - timedelta(1)))
    for name in chosen:
        assert {unit.id for unit in after.heirs(name, on=on)} >= begun
    for name in begun:
        assert {unit.id for unit in after.origins(name, on=on - timedelta(1))} == {*chosen} & {
            *ids(after.on(on - timedelta(1)))
        }
    assert all(unit.certifications == () for unit in after.communes if unit.id in begun)


# ---------------------------------------------------------------------------------------------
# answers in an open window


@given(CHANGING, days(), st.sampled_from(CHAIN))
def test_an_answer_holds_in_every_state(
    province: Province, on: date, tier: CertificationTier
) -> None:
    """Counts are the hull of what the states say, verdicts and holders what they agree on."""
    trusting = attrs.evolve(province, trust=Confidence.UNVERIFIED)
    states = trusting.states(on)
    assert trusting.count(tier, on=on) == hull(state.count(tier, on=on) for state in states)
    sure = {unit.id for unit in trusting.communes_at(tier, on=on)}
    holders = [{unit.id for unit in state.communes_at(tier, on=on)} for state in states]
    assert sure == {name for name in ids(trusting) if all(name in held for held in holders)}
    for unit in trusting.communes:
        verdicts = {
            state.holds(own, tier, on=on)
            for state in states
            for own in state.communes
            if own.id == unit.id
        }
        if any(all(own.id != unit.id for own in state.communes) for state in states):
            verdicts.add(NOT_MET)
        expected = OPEN if len(verdicts) > 1 else verdicts.pop()
        assert trusting.holds(unit, tier, on=on) is expected


def test_a_merger_in_an_open_window_leaves_numbers_open() -> None:
    """Either two communes hold the tier, or one exists that nobody certified."""
    held = tuple(Commune(name).certify(STANDARD, decided=EVES) for name in "AB")
    province = Province("P", communes=held, complete_through=LATER)
    merged = province.merge(("A", "B"), Commune("C"), on=When(EVE, NEXT))
    found = [str(merged.count(STANDARD, on=day)) for day in (EVES, EVE, DAY, NEXT)]
    assert found == ["2", "0 to 2", "0 to 2", "0"]
    assert [merged.holds(held[0], STANDARD, on=day) for day in (EVES, EVE, DAY, NEXT)] == [
        MET,
        OPEN,
        OPEN,
        NOT_MET,
    ]
    assert merged.communes_at(STANDARD, on=EVE) == frozenset()


def test_an_agency_goes_on_until_it_surely_ends() -> None:
    """What is open about agencies alone leaves the units of a day settled."""
    when = When(EVE, NEXT)
    agencies = (Agency("A"), Agency("B"), Agency("C").rename("N", on=when))
    succession = Succession(on=when, predecessors=("A",), successors=("B",))
    province = Province("P", agencies=agencies, successions=(succession,))
    found = [{unit.name for unit in province.on(day).agencies} for day in (EVES, EVE, DAY, NEXT)]
    assert found == [{"A", "C"}, {"A", "C"}, {"A", "C"}, {"B", "N"}]


def test_what_happened_together_is_open_together() -> None:
    """Events of one resolution on one open day have all happened by then, or none of them has."""
    district = District("D")
    communes = tuple(
        attrs.evolve(
            Commune(name, district="E"),
            formerly=(Former(before=When(EVE, NEXT), district="D", resolution="r"),),
        )
        for name in "AB"
    )
    succession = Succession(
        on=When(EVE, NEXT), predecessors=("D",), successors=("E",), resolution="r"
    )
    province = Province(
        "P", districts=(district, District("E")), communes=communes, successions=(succession,)
    )
    homes = [{unit.district for unit in state.communes} for state in province.states(DAY)]
    assert homes == [{"D"}, {"E"}]
    alone = attrs.evolve(province, successions=(attrs.evolve(succession, resolution=""),))
    assert [{unit.district for unit in state.communes} for state in alone.states(DAY)] == [
        {"D"},
        {"E"},
    ]


def test_so_many_open_changes_cannot_be_laid_out() -> None:
    """Seven open changes on one day are one too many, and the error says so."""
    before = Former(before=When(EVE, NEXT), name="cũ")
    units = tuple(Commune(name, formerly=(before,)) for name in "ABCDEFG")
    assert len(Province("P", communes=units[:6]).states(DAY)) == 64
    assert faults(lambda: Province("P", communes=units).states(DAY)) == [
        (
            f"on: found {DAY}, on which 7 changes of units are open, expected a day on which 6 at"
            " most are"
        )
    ]


# ---------------------------------------------------------------------------------------------
# names, kinds and places


@given(st.sampled_from(CHAIN), st.sampled_from((EVE, DAY, NEXT)))
def test_who_becomes_a_township_leaves_numerator_and_denominator(
    tier: CertificationTier, decided: date
) -> None:
    """C6: from its day on it is no commune of the programme, and nothing of its is revoked."""
    commune = Commune("A").certify(tier, decided=EVES).certify(STANDARD, decided=decided)
    become = commune.reclassify(TOWNSHIP, on=DAY)
    province = Province("P", communes=(become, Commune("B")), complete_through=LATER)
    assert [len(province.on(day).rural_communes) for day in (EVE, DAY)] == [2, 1]
    assert [str(province.count(tier, on=day)) for day in (EVE, DAY)] == ["1", "0"]
    assert [len(province.communes_at(tier, on=day)) for day in (EVE, DAY)] == [1, 0]
    assert become.certifications == commune.certifications
    assert become.revocations == ()
    assert province.holds(become, tier, on=LATER) is MET


def test_who_becomes_a_commune_was_granted_nothing_before() -> None:
    """A township holds no tier; what it is granted as a commune does not reach back."""
    become = Commune("A", kind=TOWNSHIP).reclassify(CommuneKind.COMMUNE, on=DAY)
    certified = become.certify(STANDARD, decided=NEXT)
    province = Province("P", communes=(certified,))
    assert [province.holds(certified, STANDARD, on=day) for day in (EVE, DAY, NEXT)] == [
        NOT_MET,
        OPEN,
        MET,
    ]
    assert province.on(EVE).communes[0].certifications == ()
    assert province.commune("thị trấn A") == province.commune("xã A") == certified


def test_who_becomes_a_city_drops_what_it_cannot_have_held() -> None:
    """Going back, a correction stands alone where what it corrects is of a later kind."""
    completed = Certification(tier=CertificationTier.COMPLETED, id="1", decided=When.of(NEXT))
    right = Certification(tier=STANDARD, id="2", corrects="1", decided=When.of(EVE))
    district = District(
        "D",
        kind=DistrictKind.CITY,
        certifications=(completed, right),
        formerly=(Former(before=When.of(DAY), district_kind=DistrictKind.DISTRICT),),
    )
    province = Province("P", districts=(district,))
    assert province.on(EVE).districts[0].certifications == (attrs.evolve(right, corrects=""),)
    assert province.on(DAY).districts[0].certifications == (completed, right)
    assert province.on(EVE).holds(province.on(EVE).districts[0], STANDARD, on=EVE) is MET


@given(CHANGING)
def test_undated_look_up_finds_every_name_that_a_unit_ever_had(province: Province) -> None:
    """Whatever a unit was ever called or coded, it is among what the text may mean."""
    levels = {
        Commune: Level.COMMUNE,
        District: Level.DISTRICT,
        Village: Level.VILLAGE,
        Agency: Level.AGENCY,
    }
    for unit in province.units:
        for text in {*unit.over_time("name"), *unit.over_time("code"), unit.id} - {""}:
            assert unit in province.candidates(text, levels[type(unit)])


@given(CHANGING, days())
def test_dated_look_up_finds_the_names_of_the_day_alone(province: Province, on: date) -> None:
    """On a day a name means whoever is called so on it, in some state."""
    states = province.states(on)
    names = {name for unit in province.communes for name in unit.over_time("name")}
    for name in names:
        expected = {
            unit.id for state in states for unit in state.communes if _is_called(unit, name)
        }
        assert {unit.id for unit in province.candidates(name, on=on)} >= expected
        for unit in province.candidates(name, on=on):
            assert any(own.id == unit.id for state in states for own in state.communes)


def _is_called(unit: Commune, name: str) -> bool:
    return unit.is_called(name)


def test_a_renamed_unit_is_the_same_unit_under_the_name_of_the_day() -> None:
    """Its id stays; before the day it has its old name, from the day on the new one alone."""
    renamed = Commune("Đăk Long").rename("Măng Đen", on=DAY)
    province = Province("P", communes=(renamed,))
    assert renamed.id == "Đăk Long"
    assert renamed.formerly[0].changes == (LineageChange.RENAMED,)
    assert province.commune("Đăk Long", on=EVE).name == "Đăk Long"
    assert province.commune("Măng Đen", on=DAY).name == "Măng Đen"
    assert province.commune("Măng Đen") is renamed
    with pytest.raises(UnknownNameError):
        province.commune("Măng Đen", on=EVE)


def test_a_code_that_was_handed_on_is_told_with_both_lives() -> None:
    """Without a day it fits two units; the error gives the end of one and the beginning of both."""
    province = Province("P", communes=(Commune("A", code="1", id="a"), Commune("B", code="2")))
    merged = province.merge(("a", "2"), Commune("C", code="1", id="c"), on=DAY)
    with pytest.raises(AmbiguousNameError) as caught:
        merged.commune("1")
    assert caught.value.candidates == (f"1 A, before {DAY}", f"1 C, from {DAY}")
    assert merged.commune("1", on=EVE).id == "a"
    assert merged.commune("1", on=DAY).id == "c"


def test_a_code_may_be_used_again_where_the_first_unit_gave_it_up() -> None:
    """One unit was given another code; a later one has its old code, on its own days alone."""
    first = Commune("A", code="2", id="a", formerly=(Former(before=When.of(EVE), code="1"),))
    begun = Succession(on=When.of(DAY), successors=("b",))
    province = Province("P", communes=(first, Commune("B", code="1", id="b")), successions=(begun,))
    assert [unit.code for unit in province.on(EVES).communes] == ["1"]
    assert [unit.code for unit in province.on(DAY).communes] == ["2", "1"]


def test_a_commune_is_moved_from_one_district_to_another() -> None:
    """On each day it is counted in the district of the day, and found in it."""
    moved = Commune("A", district="D").transfer("E", on=DAY)
    province = Province("P", districts=(District("D"), District("E")), communes=(moved,))
    assert [len(province.on(EVE).communes_of(name)) for name in "DE"] == [1, 0]
    assert [len(province.on(DAY).communes_of(name)) for name in "DE"] == [0, 1]
    assert province.commune("A", "D", on=EVE).district == "D"
    assert province.candidates("A", inside="D", on=DAY) == ()
    assert province.candidates("A", inside="D") == (moved,)
    assert moved.transfer("", on=NEXT).district == ""


def test_changes_of_one_day_fit_together() -> None:
    """A unit may begin, be renamed and be re-classified on one day."""
    begun = Commune("C").rename("N", on=DAY).reclassify(TOWNSHIP, on=DAY)
    merged = AB.merge(("A", "B"), begun, on=DAY)
    assert (merged.on(DAY).communes[0].name, merged.on(DAY).communes[0].kind) == ("N", TOWNSHIP)


# ---------------------------------------------------------------------------------------------
# villages and agencies


def test_a_village_lies_in_what_its_commune_became() -> None:
    """It follows its commune through a merger, and lies nowhere that is known after a split."""
    for province, place in ((MERGED, "C"), (SPLIT, "")):
        peopled = province.with_unit(Village("V", commune="A"))
        assert [peopled.on(day).villages[0].commune for day in (EVE, DAY)] == ["A", place]
    dissolved = Succession(on=When.of(DAY), predecessors=("A",))
    gone = attrs.evolve(AB.with_unit(Village("V", commune="A")), successions=(dissolved,))
    assert gone.on(DAY).villages[0].commune == ""


def test_a_village_lay_in_what_its_commune_was() -> None:
    """Listed in a commune that began, it lay in the only one that this came from, if it was one."""
    for province, place in ((SPLIT, "A"), (MERGED, "")):
        peopled = province.with_unit(Village("V", commune="C"))
        assert [peopled.on(day).villages[0].commune for day in (EVE, DAY)] == [place, "C"]


def test_a_village_may_have_lain_in_a_commune_that_ended() -> None:
    """Its former commune is none of the communes of a later day, and need not be."""
    village = Village("V", commune="B", formerly=(Former(before=When.of(EVE), commune="A"),))
    renewed = AB.with_unit(village).merge(("A",), Commune("N"), on=DAY)
    assert [renewed.on(day).villages[0].commune for day in (EVES, EVE, DAY)] == ["A", "B", "B"]


def test_villages_are_counted_with_and_without_those_of_minority_areas() -> None:
    """Where a village lies may not be known: then it counts possibly, and not surely."""
    units = tuple(
        Village(name, minority=minority).certify(VILLAGE, decided=EVE)
        for name, minority in (("U", True), ("V", False), ("W", None))
    )
    province = Province("P", villages=(*units, Village("X", minority=True)), complete_through=NEXT)
    found = {
        minority: str(province.count_villages(VILLAGE, on=DAY, minority=minority))
        for minority in (None, True, False)
    }
    assert found == {None: "3", True: "1 to 2", False: "1 to 2"}
    assert str(province.count_villages(VILLAGE, on=EVES)) == "0"
    assert str(province.count_villages(CertificationTier.MODEL_VILLAGE, on=DAY)) == "0"


def test_a_villages_title_may_run_out() -> None:
    """On the first day after its term it is held no longer; a new decision begins anew."""
    title = Certification(tier=VILLAGE, decided=When.of(EVES), expires=When.of(DAY))
    again = Certification(tier=VILLAGE, act=Act.RE_RECOGNISED, decided=When.of(NEXT))
    village = Village("V", certifications=(title, again))
    province = Province("P", villages=(village,), complete_through=LATER)
    found = [province.holds(village, VILLAGE, on=day) for day in (EVE, DAY, NEXT)]
    assert found == [MET, NOT_MET, MET]
    unsure = attrs.evolve(village, certifications=(attrs.evolve(title, expires=When(EVE, DAY)),))
    assert [province.with_unit(unsure).holds(unsure, VILLAGE, on=day) for day in (EVE, DAY)] == [
        OPEN,
        NOT_MET,
    ]


def test_an_agency_is_renamed_and_merged_as_units_are() -> None:
    """It is found by the name of the day, and led to by those that it followed."""
    agencies = (Agency("Sở NN"), Agency("Sở TN").rename("Sở TNMT", on=EVE), Agency("Sở NNMT"))
    merged = Succession(on=When.of(DAY), predecessors=("Sở NN", "Sở TN"), successors=("Sở NNMT",))
    province = Province("P", agencies=agencies, successions=(merged,))
    assert province.agency("Sở TNMT", on=EVE).id == "Sở TN"
    assert [unit.id for unit in province.heirs("Sở NN", on=DAY)] == ["Sở NNMT"]
    assert [unit.id for unit in province.on(DAY).agencies] == ["Sở NNMT"]


# ---------------------------------------------------------------------------------------------
# facts: corrections, terms, acts, years


@pytest.mark.parametrize("act", Act)
def test_every_act_counts_alike(act: Act) -> None:
    """To recognise, to recognise again and to acknowledge all make a unit hold a tier."""
    unit = Commune("A").certify(STANDARD, decided=EVE, act=act)
    assert Province("P", communes=(unit,)).holds(unit, STANDARD, on=DAY) is MET


def test_an_acknowledgement_is_an_act_on_file() -> None:
    """A merged commune holds nothing until it is acknowledged, whatever its parts held."""
    held = tuple(Commune(name).certify(STANDARD, decided=EVES) for name in "AB")
    new = Commune("C").acknowledge(STANDARD, decided=NEXT, year=2021, decision="1/QĐ")
    merged = Province("P", communes=held, complete_through=LATER).merge(("A", "B"), new, on=DAY)
    assert [merged.holds(new, STANDARD, on=day) for day in (EVE, DAY, NEXT)] == [
        NOT_MET,
        NOT_MET,
        MET,
    ]
    assert new.certifications[0].act is Act.ACKNOWLEDGED


def test_a_correction_holds_from_the_day_on_which_it_was_known() -> None:
    """Before that the earlier fact holds; both stay on file."""
    first = Certification(tier=STANDARD, id="1", decided=When.of(EVES), known=When.of(EVES))
    right = Certification(tier=STANDARD, decided=When.of(NEXT), known=When.of(LATER))
    unit = Commune("A", certifications=(first,)).correct("1", right)
    province = Province("P", communes=(unit,), complete_through=LATER)
    assert province.holds(unit, STANDARD, on=DAY, known=NEXT) is MET
    assert province.holds(unit, STANDARD, on=DAY, known=LATER) is NOT_MET
    assert province.holds(unit, STANDARD, on=DAY) is NOT_MET
    assert province.holds(unit, STANDARD, on=NEXT) is MET
    assert unit.standing(STANDARD, on=DAY) is OPEN
    assert len(unit.certifications) == 2


def test_a_revocation_is_corrected_as_a_certificate_is() -> None:
    """Revoked on the wrong day: until that was known the tier was not held."""
    unit = attrs.evolve(
        Commune("A").certify(STANDARD, decided=EVES),
        revocations=(Revocation(tier=STANDARD, id="1", decided=When.of(EVE)),),
    ).correct("1", Revocation(tier=STANDARD, decided=When.of(NEXT), known=When.of(LATER)))
    province = Province("P", communes=(unit,), complete_through=LATER)
    assert province.holds(unit, STANDARD, on=DAY, known=DAY) is NOT_MET
    assert province.holds(unit, STANDARD, on=DAY) is MET
    assert province.holds(unit, STANDARD, on=NEXT) is NOT_MET


def test_a_correction_of_a_correction_replaces_the_first_fact_too() -> None:
    """Even where the one between may not be used, the first is known to be wrong."""
    first = Certification(tier=STANDARD, id="1", decided=When.of(EVES))
    second = attrs.evolve(first, id="2", corrects="1", decided=When.of(EVE), source=UNSURE)
    third = attrs.evolve(first, id="3", corrects="2", decided=When.of(NEXT))
    unit = Commune("A", certifications=(first, second, third))
    province = Province("P", communes=(unit,), complete_through=LATER)
    assert province.holds(unit, STANDARD, on=DAY) is NOT_MET
    ends = tuple(
        Revocation(tier=STANDARD, id=one.id, corrects=one.corrects, source=one.source)
        for one in (first, second)
    )
    last = Revocation(tier=STANDARD, id="3", corrects="2", decided=When.of(LATER))
    ended = attrs.evolve(Commune("A").certify(STANDARD, decided=EVES), revocations=(*ends, last))
    assert province.with_unit(ended).holds(ended, STANDARD, on=DAY) is MET


@pytest.mark.parametrize(
    ("year", "through", "verdict"),
    [(2021, None, MET), (2020, None, OPEN), (2020, date(2021, 12, 31), NOT_MET)],
)
def test_recognised_for_a_year_asks_for_that_year(
    year: int, through: date | None, verdict: Verdict
) -> None:
    """It asks neither when that was decided nor whether it still stands."""
    unit = Commune("A").certify(ADVANCED, year=2021, decided=DAY).revoke(STANDARD, decided=NEXT)
    province = Province("P", communes=(unit,), complete_through=through)
    assert province.recognised_for(unit, STANDARD, year) is verdict


def test_who_was_not_known_yet_was_not_recognised() -> None:
    """A unit that began by a merger that was not known had no certificate either."""
    merged = AB.merge(("A", "B"), Commune("C").certify(STANDARD, year=2021), on=DAY, known=NEXT)
    unit = merged.commune("C")
    assert merged.recognised_for(unit, STANDARD, 2021) is MET
    assert merged.recognised_for(unit, STANDARD, 2021, known=DAY) is NOT_MET
    assert merged.holds(unit, STANDARD, on=NEXT, known=DAY) is NOT_MET
    with pytest.raises(UnknownNameError):
        merged.recognised_for(Commune("Elsewhere"), STANDARD, 2021)


# ---------------------------------------------------------------------------------------------
# what was known


@given(CHANGING, days(), st.sampled_from(Confidence), st.sets(st.sampled_from(Assumption)))
def test_what_was_known_is_a_province_at_every_time(
    province: Province, known: date, trust: Confidence, without: set[Assumption]
) -> None:
    """However little was known or is trusted, what is left fits together on every day."""
    view = province.on_file(known=known, trust=trust, without=without)
    for on in (EVES, EVE, DAY, NEXT, LATER, known):
        assert view.states(on)
        assert view.count(STANDARD, on=on, trust=trust).low >= 0


@given(CHANGING, days())
def test_what_became_known_later_has_not_happened(province: Province, known: date) -> None:
    """As known on a day, no unit is there that a later page tells of, nor what follows it."""
    view = province.on_file(known=known, trust=Confidence.UNVERIFIED)
    kept = {unit.id for unit in view.units}
    for one in province.successions:
        if not one.known.possibly_by(known):
            assert kept.isdisjoint(one.began)
            assert all(name in kept for name in one.ended if not _began_late(province, name, known))
        elif kept.issuperset(one.predecessors):
            assert kept.issuperset(one.successors)


def _began_late(province: Province, name: str, known: date) -> bool:
    """Whether a unit, or one that it came from, became known after a day."""
    began, _ = province.life(name)
    return began is not None and (
        not began.known.possibly_by(known)
        or any(_began_late(province, other, known) for other in began.predecessors)
    )


def test_a_change_that_was_not_known_has_not_happened() -> None:
    """As known before, the unit has its old name, kind and district, and no successor."""
    renamed = Commune("A").rename("B", on=EVE, known=NEXT).reclassify(TOWNSHIP, on=DAY, known=LATER)
    province = Province("P", communes=(renamed,))
    then = [province.on_file(known=day).communes[0] for day in (DAY, NEXT, LATER)]
    assert [(unit.name, unit.kind.value) for unit in then] == [
        ("A", "commune"),
        ("B", "commune"),
        ("B", "township"),
    ]
    assert ids(AB.merge("AB", Commune("C"), on=DAY, known=LATER).on_file(known=NEXT).on(NEXT)) == {
        "A",
        "B",
    }


def test_a_later_change_that_was_known_tells_of_the_earlier_one() -> None:
    """Who was known to be called C instead of B had been called B."""
    unit = Commune("A").rename("B", on=EVE, known=LATER).rename("C", on=DAY, known=DAY)
    assert Province("P", communes=(unit,)).on_file(known=DAY).communes[0].over_time("name") == (
        "A",
        "B",
        "C",
    )


def test_what_follows_a_unit_that_was_not_known_was_not_known() -> None:
    """A later succession that is on file hangs on the earlier one."""
    later = AB.merge(("A", "B"), Commune("C"), on=EVE, known=LATER).merge(
        ("C",), Commune("D"), on=DAY, known=DAY
    )
    assert ids(later.on_file(known=DAY)) == {"A", "B"}


def test_a_village_lies_nowhere_while_its_commune_was_not_known() -> None:
    """As known before a merger, a village that is listed in the merged commune has no place."""
    merged = AB.merge(("A", "B"), Commune("C"), on=DAY, known=LATER)
    moved = Village("W", commune="C", formerly=(Former(before=When.of(EVE), commune="A"),))
    peopled = merged.with_unit(Village("V", commune="C")).with_unit(moved)
    villages = peopled.on_file(known=NEXT).villages
    assert [village.over_time("commune") for village in villages] == [("",), ("A", "")]


DISTRICTS = Province(
    "P",
    districts=(District("D"), District("E")),
    communes=(Commune("A", district="D").transfer("E", on=DAY, known=LATER),),
    successions=(
        Succession(
            on=When.of(DAY),
            predecessors=("D",),
            successors=("E",),
            resolution="r",
            known=When.of(EVE),
        ),
    ),
)


def test_a_commune_leaves_a_district_that_is_known_to_have_ended() -> None:
    """Where it went is not known yet, and that it did is."""
    view = DISTRICTS.on_file(known=NEXT)
    assert [view.on(day).communes[0].district for day in (EVE, DAY)] == ["D", ""]
    strict = DISTRICTS.on_file(known=NEXT, without=[Assumption.KNOWN_IN_TIME])
    assert strict.on(DAY).communes[0].district == ""


def test_a_commune_that_ends_later_leaves_its_district_first() -> None:
    """Also one that has ended since lay in no district once that had ended."""
    ended = DISTRICTS.merge(("A",), Commune("B"), on=LATER)
    assert ended.on_file(known=NEXT).on(NEXT).communes[0].district == ""
    earlier = Succession(on=When.of(EVE), predecessors=("A",))
    before = attrs.evolve(
        DISTRICTS,
        communes=(Commune("A", district="D"),),
        successions=(*DISTRICTS.successions, earlier),
    )
    assert before.on_file(known=NEXT).on(EVES).communes[0].district == "D"


def test_a_commune_leaves_its_district_after_what_else_is_known_of_it() -> None:
    """The day on which its district ended reaches back before a change of its own."""
    unit = Commune("A", district="D").rename("N", on=DAY).transfer("", on=NEXT, known=LATER)
    end = Succession(on=When(EVE, LATER), predecessors=("D",), resolution="r")
    province = Province("P", districts=(District("D"),), communes=(unit,), successions=(end,))
    assert province.on_file(known=NEXT).communes[0].history[-1].before == When(DAY, LATER)


def test_a_commune_lay_in_no_district_while_that_was_not_known() -> None:
    """As known before a district was formed, what lies in it lies in none."""
    formed = Succession(on=When.of(EVE), successors=("E",), known=When.of(LATER))
    unit = Commune("A", district="").transfer("E", on=EVE).transfer("", on=NEXT)
    province = Province("P", districts=(District("E"),), communes=(unit,), successions=(formed,))
    assert province.on_file(known=DAY).communes[0].over_time("district") == ("", "", "")


# ---------------------------------------------------------------------------------------------
# what cannot be so


def begun(name: str, on: date, *before: str, called: str = "") -> Succession:
    """Return that a unit begins on a day, where others end."""
    return Succession(id=called, on=When.of(on), predecessors=before, successors=(name,))


def with_successions(*told: Succession, names: str = "ABCD") -> Province:
    """Return a province of communes with such successions."""
    return Province("P", communes=tuple(map(Commune, names)), successions=told)


BAD: list[tuple[str, Callable[[], object], list[str]]] = [
    (
        "two successions end it",
        lambda: MERGED.merge(("A",), Commune("D"), on=NEXT),
        [
            (
                "successions[1].predecessors: found 'A', which ends on 2022-03-09 and by"
                " successions[0] on 2022-03-08, expected a unit that ends once; another life has"
                " another id"
            )
        ],
    ),
    (
        "two successions begin it",
        lambda: with_successions(begun("C", EVE, "A"), begun("C", DAY, "B")),
        [
            (
                "successions[1].successors: found 'C', which begins on 2022-03-08 and by"
                " successions[0] on 2022-03-07, expected a unit that begins once; another life has"
                " another id"
            )
        ],
    ),
    (
        "a code handed on without a succession",
        lambda: Province("P", communes=(Commune("A", code="1"), Commune("B", code="1", id="b"))),
        [
            (
                "communes[1].code: found '1', which communes[0] has, expected one of its own, or a"
                " succession that hands it on"
            )
        ],
    ),
    (
        "a code handed on too early",
        lambda: Province(
            "P",
            communes=(Commune("A", code="1"), Commune("B", code="1", id="b")),
            successions=(
                Succession(on=When.of(NEXT), predecessors=("1",)),
                begun("b", DAY),
            ),
        ),
        [
            (
                "communes[1].code: found '1', which communes[0] has, expected one of its own, or a"
                " succession that hands it on"
            )
        ],
    ),
    (
        "a successor that does not exist",
        lambda: attrs.evolve(AB, successions=(begun("Aa", DAY, "B"),)),
        [
            (
                "successions[0].successors[0]: found 'Aa', expected the id of a unit of the file;"
                " did you mean 'A'?"
            )
        ],
    ),
    (
        "a predecessor that does not exist",
        lambda: AB.merge(("A", "X"), Commune("C"), on=DAY),
        ["successions[0].predecessors[1]: found 'X', expected the id of a unit of the file"],
    ),
    (
        "a circle",
        lambda: with_successions(begun("A", EVE, "B"), begun("B", DAY, "A")),
        [
            (
                "successions: found a circle, 'A' from 'B' from 'A', expected units that come from"
                " other ones"
            ),
            (
                "communes[1]: found 'B', which ends on 2022-03-07 and begins on 2022-03-08,"
                " expected a life of at least one day"
            ),
        ],
    ),
    (
        "a life of no day",
        lambda: MERGED.merge(("C",), Commune("D"), on=DAY),
        [
            (
                "communes[2]: found 'C', which ends on 2022-03-08 and begins on 2022-03-08,"
                " expected a life of at least one day"
            )
        ],
    ),
    (
        "a certificate before its unit began",
        lambda: AB.merge(("A", "B"), Commune("C").certify(STANDARD, decided=EVE), on=DAY),
        [
            (
                "communes[2].certifications[0]: found 2022-03-07, while 'C' begins on 2022-03-08,"
                " expected a day in the life of its unit"
            )
        ],
    ),
    (
        "a certificate after its unit ended",
        lambda: MERGED.with_unit(Commune("A").certify(STANDARD, decided=When(DAY, NEXT))),
        [
            (
                "communes[0].certifications[0]: found 2022-03-08 to 2022-03-09, while 'A' ends on"
                " 2022-03-08, expected a day in the life of its unit"
            )
        ],
    ),
    (
        "a revocation after its unit ended",
        lambda: MERGED.with_unit(Commune("A").revoke(STANDARD, decided=When(NEXT))),
        [
            (
                "communes[0].revocations[0]: found 2022-03-09 to …, while 'A' ends on 2022-03-08,"
                " expected a day in the life of its unit"
            )
        ],
    ),
    (
        "a former state after its unit ended",
        lambda: MERGED.with_unit(Commune("A").rename("N", on=DAY)),
        [
            (
                "communes[0].formerly[0].before: found 2022-03-08, while 'A' ends on 2022-03-08,"
                " expected a day in the life of its unit"
            )
        ],
    ),
    (
        "a former state before its unit began",
        lambda: MERGED.with_unit(Commune("C").rename("N", on=When(latest=EVE))),
        [
            (
                "communes[2].formerly[0].before: found … to 2022-03-07, while 'C' begins on"
                " 2022-03-08, expected a day in the life of its unit"
            )
        ],
    ),
    (
        "parted from a unit that has ended",
        lambda: attrs.evolve(
            MERGED.with_unit(Commune("D")),
            successions=(
                *MERGED.successions,
                Succession(on=When.of(NEXT), predecessors=("A",), successors=("A", "D")),
            ),
        ),
        [
            (
                "successions[1].on: found 2022-03-09, while 'A' ends on 2022-03-08, expected a day"
                " in the life of its predecessors"
            )
        ],
    ),
    (
        "a commune that outlives its district",
        lambda: Province(
            "P",
            districts=(District("D"),),
            communes=(Commune("A", district="D"),),
            successions=(Succession(on=When.of(DAY), predecessors=("D",)),),
        ),
        [
            (
                "communes[0].district: found 'D', which ends on 2022-03-08, expected a former state"
                " with this district, or a succession that ends the commune"
            )
        ],
    ),
    (
        "a commune that is older than its district",
        lambda: Province(
            "P",
            districts=(District("D"),),
            communes=(Commune("A", district="D"),),
            successions=(begun("D", DAY),),
        ),
        [
            (
                "communes[0].district: found 'D', which begins on 2022-03-08, expected another"
                " district before that day"
            )
        ],
    ),
    (
        "a commune that moves too late",
        lambda: attrs.evolve(
            DISTRICTS, communes=(Commune("A", district="D").transfer("E", on=NEXT),)
        ),
        [
            (
                "communes[0].district: found 'D', which ends on 2022-03-08, expected a former state"
                " with this district, or a succession that ends the commune"
            )
        ],
    ),
    (
        "a former district that does not exist",
        lambda: Province("P", communes=(Commune("A", district="D").transfer("", on=DAY),)),
        ["communes[0].district: found 'D', expected the id of one of this province's 0 districts"],
    ),
    (
        "a village in a commune that does not exist",
        lambda: AB.with_unit(Village("V", commune="Ab")),
        [
            (
                "villages[0].commune: found 'Ab', expected the id of one of this province's"
                " communes; did you mean 'A'?"
            )
        ],
    ),
    (
        "units of two levels",
        lambda: attrs.evolve(
            AB, districts=(District("D"),), successions=(begun("D", DAY, "A", "B"),)
        ),
        ["successions[0]: found a Commune and a District, expected units of one level"],
    ),
    (
        "a merged unit that goes on",
        lambda: AB.merge(("A", "B"), Commune("A"), on=DAY),
        [
            (
                "successors: found 'A', which would absorb 'B' and go on, expected a unit of its"
                " own, because a merged unit carries nothing over"
            )
        ],
    ),
    (
        "a unit that was there already",
        lambda: AB.split("A", (Commune("B"), Commune("P")), on=DAY),
        [
            "into: found 'B', expected an id of its own: a unit that begins is a new one",
            "into: found 'P', expected an id of its own: a unit that begins is a new one",
        ],
    ),
    (
        "nothing that changes",
        lambda: Succession(on=When.of(DAY), predecessors=("A",), successors=("A",)),
        ["found no unit that ends or begins, expected at least one"],
    ),
    (
        "a unit twice",
        lambda: Succession(on=When.of(DAY), predecessors=("A", "A"), successors=("B",)),
        ["predecessors: found a unit twice, expected each unit once"],
    ),
    (
        "an id of two successions",
        lambda: with_successions(
            begun("B", DAY, "A", called="s"), begun("D", DAY, "C", called="s")
        ),
        ["successions[1].id: found 's', which successions[0] has, expected one of its own"],
    ),
    (
        "a former state without a difference",
        lambda: Commune("A", formerly=(Former(before=When.of(DAY)),)),
        ["formerly[0]: found nothing that was different, expected a name, a code or a kind"],
    ),
    (
        "a former state of another level",
        lambda: Village("V", formerly=(Former(before=When.of(DAY), kind=TOWNSHIP),)),
        ["formerly[0].kind: found a value, expected none, for a Village"],
    ),
    (
        "a former state without a name",
        lambda: Commune("A").rename("B", on=DAY).rename("C", on=NEXT).rename(" ", on=LATER),
        ["name: found an empty name, expected a name"],
    ),
    (
        "an empty former name",
        lambda: Commune("A", formerly=(Former(before=When.of(DAY), name=" "),)),
        ["formerly[0].name: found an empty name, expected a name"],
    ),
    (
        "two names at once",
        lambda: Commune("A").rename("B", on=DAY).rename("C", on=DAY),
        [
            (
                "formerly: found a state before 2022-03-08 to 2022-03-08 and one before 2022-03-08"
                " to 2022-03-08, expected states whose days do not overlap"
            )
        ],
    ),
    (
        "states in an open order",
        lambda: Commune("A").rename("B", on=When(EVE, NEXT)).reclassify(TOWNSHIP, on=DAY),
        [
            (
                "formerly: found a state before 2022-03-07 to 2022-03-09 and one before 2022-03-08"
                " to 2022-03-08, expected states whose days do not overlap"
            )
        ],
    ),
    (
        "a change before a later one",
        lambda: Commune("A").reclassify(TOWNSHIP, on=NEXT).rename("B", on=DAY),
        [
            (
                "on: found 2022-03-08, while a change of 2022-03-09 is told, expected changes in"
                " the order of time"
            )
        ],
    ),
    (
        "a correction that leads nowhere",
        lambda: Commune("A").correct("x", Certification(tier=STANDARD)),
        ["certifications[0].corrects: found 'x', expected an id among these certifications"],
    ),
    (
        "a correction of a fact of another kind",
        lambda: Commune("A", certifications=(Certification(tier=STANDARD, id="1"),)).correct(
            "1", Revocation(tier=STANDARD)
        ),
        ["revocations[0].corrects: found '1', expected an id among these revocations"],
    ),
    (
        "a correction of another unit's fact",
        lambda: AB.with_unit(
            Commune("A", certifications=(Certification(tier=STANDARD, id="1"),))
        ).with_unit(Commune("B").correct("1", Certification(tier=STANDARD))),
        ["certifications[0].corrects: found '1', expected an id among these certifications"],
    ),
    (
        "a correction of itself",
        lambda: Commune("A").correct("1", Certification(tier=STANDARD, id="1")),
        ["certifications[0].corrects: found '1', a circle, expected an earlier fact"],
    ),
    (
        "corrections in a circle",
        lambda: Commune(
            "A",
            revocations=(
                Revocation(tier=STANDARD, id="1", corrects="2"),
                Revocation(tier=STANDARD, id="2", corrects="1"),
            ),
        ),
        [
            "revocations[0].corrects: found '2', a circle, expected an earlier fact",
            "revocations[1].corrects: found '1', a circle, expected an earlier fact",
        ],
    ),
    (
        "a correction that leads into a circle, which is mended by mending the circle",
        lambda: Commune(
            "A",
            revocations=(
                Revocation(tier=STANDARD, id="1", corrects="1"),
                Revocation(tier=STANDARD, id="2", corrects="1"),
                Revocation(tier=STANDARD, corrects="1"),
            ),
        ),
        ["revocations[0].corrects: found '1', a circle, expected an earlier fact"],
    ),
    (
        "two facts of one id",
        lambda: Commune("A", certifications=(Certification(tier=STANDARD, id="1"),) * 2),
        ["certifications[1].id: found '1', which another has, expected one of its own"],
    ),
    (
        "a correction of no fact",
        lambda: Commune("A").correct("", Certification(tier=STANDARD)),
        ["fact_id: found no id, expected the id of the fact to replace"],
    ),
    (
        "a correction by no fact",
        lambda: Commune("A").correct("1", "2"),  # type: ignore[arg-type]
        ["to: found '2', expected a value of type Certification"],
    ),
    (
        "a day that is a text",
        lambda: MERGED.commune("A", on="2020"),  # type: ignore[arg-type]
        ["on: found '2020', expected a day such as date(2024, 3, 29)"],
    ),
    (
        "heirs on a text",
        lambda: MERGED.heirs("A", on="2020"),  # type: ignore[arg-type]
        [
            "on: found '2020', expected a day such as date(2024, 3, 29)",
            "since: found '2020', expected a day such as date(2024, 3, 29)",
        ],
    ),
    (
        "origins on a text",
        lambda: MERGED.origins("A", on="2020"),  # type: ignore[arg-type]
        ["on: found '2020', expected a day such as date(2024, 3, 29)"],
    ),
    (
        "a year that is a text",
        lambda: AB.recognised_for(AB.communes[0], STANDARD, "2020"),  # type: ignore[arg-type]
        ["year: found '2020', expected a value of type int"],
    ),
    (
        "units in a list",
        lambda: Province("P", villages=[Village("V")]),  # type: ignore[arg-type]
        [f"villages: found {[Village('V')]!r}, expected a value of type tuple"],
    ),
]


@pytest.mark.parametrize(
    ("build", "expected"), [case[1:] for case in BAD], ids=[name for name, *_ in BAD]
)
def test_what_cannot_be_so_is_refused(build: Callable[[], object], expected: list[str]) -> None:
    """The error names both facts, and what was probably meant."""
    assert faults(build) == expected


def test_all_faults_of_a_province_are_told_at_once() -> None:
    """Lives, places, references, circles and corrections: nobody has to try twice."""
    told = faults(
        lambda: Province(
            "P",
            districts=(District("D"),),
            communes=(
                Commune("A", code="1", id="A", district="D"),
                Commune("B", code="1", id="B").certify(STANDARD, decided=NEXT),
                Commune("C", district="E"),
            ),
            villages=(Village("V", commune="X"),),
            successions=(
                Succession(on=When.of(DAY), predecessors=("D",)),
                Succession(on=When.of(DAY), predecessors=("B",), successors=("Z",)),
                Succession(on=When.of(NEXT), predecessors=("B",)),
            ),
        )
    )
    assert [line.partition(":")[0] for line in told] == [
        "communes[1].code",
        "communes[0].district",
        "communes[2].district",
        "villages[0].commune",
        "successions[1].successors[0]",
        "successions[2].predecessors",
        "communes[1].certifications[0]",
    ]


def test_a_day_outside_the_life_of_a_province_is_refused() -> None:
    """A province that ended or has not begun has no units to tell of."""
    ended = attrs.evolve(AB, successions=(Succession(on=When.of(DAY), predecessors=("P",)),))
    assert ids(ended.on(EVE)) == {"A", "B"}
    assert faults(lambda: ended.on(DAY)) == [
        "on: found 2022-03-08, expected a day of P, which ends on 2022-03-08"
    ]
    formed = attrs.evolve(AB, successions=(Succession(on=When.of(DAY), successors=("P",)),))
    assert ids(formed.on(DAY)) == {"A", "B"}
    assert faults(lambda: formed.on(EVE)) == [
        "on: found 2022-03-07, expected a day of P, which begins on 2022-03-08"
    ]
    assert formed.candidates("A", on=EVE) == ()


def test_changes_that_have_no_order_are_told_on_the_day_on_which_they_have_none() -> None:
    """Each fits its neighbours, and all of them together do not: C ends before A can have."""
    province = with_successions(
        Succession(on=When(LATER), predecessors=("A",), successors=("B",)),
        Succession(on=When(EVE), predecessors=("B",), successors=("C",)),
        Succession(on=When(EVE, NEXT), predecessors=("C",), successors=("D",)),
    )
    assert ids(province.on(DAY)) == {"A"}
    assert faults(lambda: province.count(STANDARD, on=NEXT)) == [
        "on: found 2022-03-09, expected changes of units that have some order until that day"
    ]
    assert province.candidates("A", on=NEXT) == ()


@st.composite
def chaotic(draw: DrawFn) -> Callable[[], Province]:
    """Draw how to build a province whose units and successions need not fit together."""
    names = ("a", "b", "c")
    told = [Former(before=draw(whens()), name="cũ") for _ in range(draw(st.integers(0, 1)))]
    units = [
        Commune(
            name,
            code=draw(st.sampled_from(("", "1"))),
            id=name,
            district=draw(st.sampled_from(("", "d", "e"))),
            kind=draw(st.sampled_from((CommuneKind.COMMUNE, TOWNSHIP))),
            formerly=tuple(draw(st.sampled_from(((), told, [draw(formers())])))),
        )
        for name in names
    ]
    certified = draw(st.sampled_from(units))
    grant = Certification(tier=STANDARD, decided=draw(whens()), expires=draw(st.none() | whens()))
    some = st.sampled_from((names, ("a", "b"), ("d", "e"), ("a", "P", "v"), ("p", "a")))
    lists = st.lists(some.flatmap(successions), max_size=2)
    told_successions = tuple(draw(lists))
    village = Village("V", id="v", commune=draw(st.sampled_from(("", "a", "c"))))

    def build() -> Province:
        ladder = certified.ladder()
        changed = attrs.evolve(certified, certifications=(grant,) if ladder else ())
        return Province(
            "P",
            districts=(District("D", id="d"), District("E", id="e")),
            communes=tuple(changed if unit is certified else unit for unit in units),
            villages=(village,),
            successions=told_successions,
        )

    return build


@given(chaotic(), days(), days(), st.sampled_from(Confidence))
def test_whatever_is_built_answers_or_says_what_is_wrong(
    build: Callable[[], Province], on: date, known: date, trust: Confidence
) -> None:
    """No question about units through time ends in anything but an answer or an error of ours."""
    province = AB
    with suppress(InvalidInputError):
        province = build()
    new = Commune("N", id="n")
    questions: list[Callable[[], object]] = [
        lambda: province.on(on),
        lambda: province.count(STANDARD, on=on, known=known, trust=trust),
        lambda: province.communes_at(STANDARD, on=on),
        lambda: province.count_villages(VILLAGE, on=on),
        lambda: province.commune("cũ", on=on),
        lambda: province.commune("1"),
        lambda: province.village("V", "a", on=on),
        lambda: province.heirs("a", on=on, since=known),
        lambda: province.origins("b", on=on),
        lambda: province.populations("d", When(on)),
        lambda: province.merge(("a", "b"), new, on=on),
        lambda: province.split("c", (new,), on=When(on)),
        lambda: province.with_unit(province.communes[0].rename("N", on=on)).on(known),
        lambda: province.with_unit(province.communes[1].reclassify(TOWNSHIP, on=on)).on(known),
        lambda: province.with_unit(province.communes[2].transfer("e", on=on)).on(known),
        lambda: province.turnover(STANDARD, since=on, until=known),
    ]
    for question in questions:
        with suppress(InvalidInputError, LookupError):
            question()


def test_counts_of_an_open_day_have_the_basis_of_their_parts() -> None:
    """The hull of ranges without an upper bound has none either."""
    assert hull([Count(1, None), Count(0, 3)]) == Count(0, None)


@settings(derandomize=True, max_examples=150)
@given(provinces(lineage=True))
def test_generated_histories_hold_together(province: Province) -> None:
    """Whatever is drawn to happen, every unit has a life, and the last day's province is one."""
    lives = [province.life(unit.id) for unit in province.units]
    assert all(
        began is None or ended is None or not ended.on.surely_before(began.on)
        for began, ended in lives
    )
    assert province.states(date.max)

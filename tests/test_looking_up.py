"""Looking units up: the index of a province answers what reading through all of it answers."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from copy import copy

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ntm_model import (
    Agency,
    Commune,
    CommuneKind,
    District,
    InvalidInputError,
    Level,
    Province,
    UnknownNameError,
    Village,
)
from ntm_model.core.names import same_name_key
from ntm_model.strategies import names, provinces
from ntm_model.units.parts import PREFIXES

from .worlds import cases

PROVINCES = st.one_of(provinces(), provinces(lineage=True), cases().map(lambda case: case.province))
TOWNSHIP = Commune("Hoà Bình", code="1", kind=CommuneKind.TOWNSHIP, spellings=("HB",))
Unit = Commune | District | Village | Agency


def of_level(province: Province, level: Level) -> tuple[Unit, ...]:
    """Return the units of a level."""
    levels: dict[Level, tuple[Unit, ...]] = {
        Level.DISTRICT: province.districts,
        Level.COMMUNE: province.communes,
        Level.VILLAGE: province.villages,
        Level.AGENCY: province.agencies,
    }
    return levels.get(level, ())


def names_in(unit: Unit, text: str) -> Iterator[str]:
    """Yield what a text names if it means the unit: all of it, or what stands after its kind."""
    yield text
    if isinstance(unit, Commune | District):
        for words, kind in PREFIXES.items():
            key, opening = same_name_key(text), f"{same_name_key(words)} "
            if kind is unit.kind and key.startswith(opening):
                yield key[len(opening) :]


def plainly(province: Province, text: str, level: Level) -> list[Unit]:
    """Return what a text may mean, by asking every state of every unit."""
    return [
        unit
        for unit in of_level(province, level)
        if any(
            text in (state.id, state.code) or any(map(state.is_called, names_in(state, text)))
            for state in (unit.versions if province.as_of is None else (unit,))
            if text
        )
    ]


def texts(province: Province) -> list[str]:
    """Return everything that the units were ever called or coded, and their ids."""
    versions = [version for unit in province.units for version in unit.versions]
    found = {text for one in versions for text in (one.name, one.code, one.id, *one.spellings)}
    return sorted(found | {province.id, ""})


@given(PROVINCES, names(), st.sampled_from(["", *PREFIXES]), st.sampled_from(Level))
@example(Province("P", communes=(TOWNSHIP,)), "HB", "thị trấn", Level.COMMUNE)
@example(Province("P", communes=(TOWNSHIP,)), "HB", "tt.", Level.COMMUNE)
@example(Province("P", communes=(TOWNSHIP,)), "HB", "xã", Level.COMMUNE)
@example(Province("P", villages=(Village("A"),)), "A", "xã", Level.VILLAGE)
def test_the_index_answers_what_plain_search_answers(
    province: Province, name: str, opening: str, level: Level
) -> None:
    """Every id, code and spelling finds the same units in the same order, with a kind or not."""
    for text in (name, *texts(province)):
        asked = f"{opening} {text}".strip()
        assert list(province.candidates(asked, level)) == plainly(province, asked, level)


@given(PROVINCES)
def test_looking_up_changes_nothing(province: Province) -> None:
    """A province that was asked equals itself unasked, and its copies begin without an index."""
    unasked, size = attrs.evolve(province), len(pickle.dumps(province))
    province.candidates("A")
    assert (province, hash(province), repr(province)) == (unasked, hash(unasked), repr(unasked))
    assert len(pickle.dumps(province)) == size
    for other in (copy(province), pickle.loads(pickle.dumps(province))):  # noqa: S301 - our own
        assert other == province
        assert other.candidates("A") == province.candidates("A")


def test_a_new_value_is_asked_anew() -> None:
    """What was looked up in one province is not what another says, however it was made."""
    before = Province("P", communes=(TOWNSHIP,))
    assert before.candidates("B") == ()
    after = before.with_unit(Commune("B"))
    assert [unit.name for unit in after.candidates("B")] == ["B"]
    assert before.candidates("B") == ()


def test_what_a_unit_lies_in_is_looked_up_too() -> None:
    """A name inside a district that nobody is called is no answer, but an error."""
    province = Province(
        "P", districts=(District("D"),), communes=(Commune("A", district="D"), Commune("B"))
    )
    assert [unit.name for unit in province.candidates("A", inside="huyện D")] == ["A"]
    assert province.candidates("B", inside="D") == ()
    with pytest.raises(UnknownNameError, match="no district is called or coded 'E'"):
        province.candidates("A", inside="E")


@pytest.mark.parametrize(
    ("text", "level", "inside", "path"),
    [(5, Level.COMMUNE, "", "text"), ("A", Level.COMMUNE, 5, "inside"), ("A", "xã", "", "level")],
)
def test_what_is_no_name_is_refused(text: str, level: Level, inside: str, path: str) -> None:
    """A number or another text in place of a name or level is told, not taken for "nobody"."""
    with pytest.raises(InvalidInputError, match=f"^{path}: found"):
        Province("P").candidates(text, level, inside)

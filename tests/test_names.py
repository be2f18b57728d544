"""Names: one key for identity, another for searching (rules U2 and U3)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given

from ntm_model import AmbiguousNameError, Commune, Level, Mention, Province, UnknownNameError
from ntm_model.core.names import plain, same_name_key, search_key
from ntm_model.strategies import names, provinces
from ntm_model.units import District

SPELLED_ALIKE = [
    ("Hoà Bình", "Hòa Bình"),
    ("Thuỷ Xuân", "Thủy Xuân"),
    ("\u00d0ăk Hà", "Đăk Hà"),
    ("\u0189ăk Hà", "đăk hà"),
    ("Ia H’Drai", "Ia H'Drai"),
    ("Ia H‘Drai", "Ia HʼDrai"),
    ("Ya ly", "YA LY"),
    ("  Ngọk   Wang ", "Ngọk Wang"),
]
SPELLED_APART = [
    ("Đăk Long", "Đắk Long"),
    ("Ngọk Wang", "Ngọc Wang"),
    ("Hoà Bình", "Hoa Bình"),
    ("Đăk Hà", "Dăk Hà"),
    ("Ia H' Drai", "Ia H'Drai"),
]


@pytest.mark.parametrize(("one", "other"), SPELLED_ALIKE)
def test_spellings_of_one_name_share_their_key(one: str, other: str) -> None:
    """Composition, case, look-alike letters, blanks and the place of a tone mark do not matter."""
    assert same_name_key(one) == same_name_key(other)


@pytest.mark.parametrize(("one", "other"), SPELLED_APART)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    """A vowel, a tone or a letter more is another name, unless the record says otherwise."""
    assert same_name_key(one) != same_name_key(other)


@given(names())
def test_a_key_is_the_key_of_itself(name: str) -> None:
    """Normalising twice changes nothing, for storing, comparing and searching."""
    for normal in (plain, same_name_key, search_key):
        assert normal(normal(name)) == normal(name)


@given(names())
def test_the_form_of_unicode_does_not_matter(name: str) -> None:
    """Composed and decomposed text is one name."""
    composed, decomposed = unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)
    assert plain(composed) == plain(decomposed)
    assert same_name_key(composed) == same_name_key(decomposed)


@given(names(), names())
@example("Đăk Long", "Đắk Long")
def test_searching_forgets_more_than_identity(one: str, other: str) -> None:
    """Spellings of one name are found together; names found together need not be one name."""
    if same_name_key(one) == same_name_key(other):
        assert search_key(one) == search_key(other)


@given(names())
def test_a_search_key_has_no_accents(name: str) -> None:
    """Folded text is plain letters, blanks and apostrophes."""
    assert search_key(name).isascii()


def test_a_mention_prints_as_it_stands() -> None:
    """A name in a document is kept to the letter."""
    assert str(Mention("xã  Hoà Bình", Level.COMMUNE)) == "xã  Hoà Bình"


@given(names(), names())
def test_being_called_so_is_symmetric(one: str, other: str) -> None:
    """If a unit of one name is called by the other, the reverse holds too."""
    assert Commune(one).is_called(other) is Commune(other).is_called(one)


@given(provinces())
@example(Province("P", communes=(Commune("Đăk Long"), Commune("Đăk Long", code="23368"))))
@example(Province("P", communes=(Commune("Hoà Bình"), Commune("Hòa Bình"))))
@example(Province("P", communes=(Commune("A", id="B"), Commune("B", id="A"))))
def test_every_unit_is_among_the_candidates_of_its_spellings(province: Province) -> None:
    """No id, code or other unit hides a unit from one of its own names."""
    for unit in province.communes:
        for text in (unit.name, unit.id, *unit.spellings):
            assert unit in province.candidates(text)
    for district in province.districts:
        assert district in province.candidates(district.name, Level.DISTRICT)


@given(provinces(), names())
@example(
    Province("P", communes=(Commune("Đăk Long"), Commune("Đăk Long", code="23368"))), "Đăk Long"
)
def test_a_name_is_resolved_only_if_one_unit_owns_it(province: Province, name: str) -> None:
    """U3: two owners are an ambiguity that lists them, none is unknown, one is found."""
    owners = [unit for unit in province.communes if unit.is_called(name)]
    if len(owners) == 1:
        assert province.commune(name) is owners[0]
        return
    error = AmbiguousNameError if owners else UnknownNameError
    with pytest.raises(error) as caught:
        province.commune(name)
    if isinstance(caught.value, AmbiguousNameError):
        assert len(caught.value.candidates) == len(owners)


def test_a_name_without_its_accents_is_not_resolved() -> None:
    """Folding finds what lies near, and never the unit itself."""
    province = Province("P", communes=(Commune("Đăk Rơ Wa"),))
    with pytest.raises(UnknownNameError, match="did you mean Đăk Rơ Wa") as caught:
        province.commune("Dak Ro Wa")
    assert caught.value.near == ("Đăk Rơ Wa",)


def test_what_lies_near_names_every_unit_with_that_sound() -> None:
    """Two names that differ by accents alone are both offered."""
    province = Province("P", communes=(Commune("Đăk Long"), Commune("Đắk Long")))
    with pytest.raises(UnknownNameError) as caught:
        province.commune("Dak Long")
    assert set(caught.value.near) == {"Đăk Long", "Đắk Long"}


@pytest.mark.parametrize("text", ["Hòa Bình", "xã Hoà Bình", "Xã hòa bình", "HB", "1"])
def test_a_commune_is_found_by_name_kind_spelling_and_code(text: str) -> None:
    """The kind may stand in front, in any case."""
    unit = Commune("Hoà Bình", code="1", spellings=("HB",))
    assert Province("P", communes=(unit,)).commune(text) is unit


@pytest.mark.parametrize("text", ["phường Hoà Bình", "huyện Hoà Bình", "Hoà"])
def test_a_name_of_another_kind_is_another_name(text: str) -> None:
    """A ward is not the commune of the same name."""
    with pytest.raises(UnknownNameError):
        Province("P", communes=(Commune("Hoà Bình"),)).commune(text)


def test_a_unit_that_is_one_candidate_twice_is_no_ambiguity() -> None:
    """A name that is also the unit's id, or recorded twice, is one candidate."""
    unit = Commune("A", spellings=("A", "a"))
    province = Province("P", districts=(District("A", id="d"),), communes=(unit,))
    assert province.candidates("A") == (unit,)
    assert province.district("A") is province.districts[0]

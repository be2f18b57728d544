"""The difference of two values is a value: empty for equal ones, keyed by id, reversible."""

from __future__ import annotations

from datetime import date

import attrs
from hypothesis import given

from ntm_model import CertificationTier, Commune, Programme, Province, When
from ntm_model.core.difference import Changed, Difference, Place, difference
from ntm_model.strategies import programmes, provinces

STANDARD = CertificationTier.STANDARD


@given(programmes(max_communes=2))
def test_a_value_does_not_differ_from_itself(programme: Programme) -> None:
    """Nothing is otherwise between a value and itself."""
    assert programme.diff(programme) == Difference()


@given(provinces(max_communes=2), provinces(max_communes=2))
def test_a_difference_backwards_is_the_same_with_old_and_new_exchanged(
    one: Province, other: Province
) -> None:
    """``a.diff(b)`` and ``b.diff(a)`` tell the same parts, each the other way round."""
    forwards = {(change.path, change.old, change.new) for change in one.diff(other).changes}
    backwards = {(change.path, change.new, change.old) for change in other.diff(one).changes}
    assert forwards == backwards


@given(provinces(max_communes=2), provinces(max_communes=2))
def test_different_values_have_a_difference(one: Province, other: Province) -> None:
    """Values are otherwise in some part, unless they list the same in another order."""
    if not one.diff(other).changes:
        for field in attrs.fields_dict(Province):
            left, right = getattr(one, field), getattr(other, field)
            same = left == right or sorted(map(repr, left)) == sorted(map(repr, right))
            assert same, field


def test_units_are_compared_by_their_ids() -> None:
    """A unit under another name is one change; another unit is one removed and one added."""
    old = Province("P", communes=(Commune("A", id="1"), Commune("B", id="2")))
    new = Province("P", communes=(Commune("C", id="3"), Commune("A2", id="1")))

    assert [str(change) for change in old.diff(new).changes] == [
        "communes[1].name: 'A' → 'A2'",
        "communes[2]: '2 B' → ''",
        "communes[3]: '' → '3 C'",
    ]


def test_members_without_an_id_are_there_or_not_as_often_as_they_stand() -> None:
    """Two equal certificates become one: the second is removed."""
    unit = Commune("A").certify(STANDARD, decided=date(2020, 1, 1))
    twice = unit.certify(STANDARD, decided=date(2020, 1, 1))
    (change,) = Province("P", communes=(twice,)).diff(Province("P", communes=(unit,))).changes

    assert [step.field for step in change.path] == ["communes", "certifications"]
    assert change.path[-1].key.endswith("(2)")
    assert (bool(change.old), change.new) == (True, "")


def test_a_missing_value_and_an_unknown_one_differ() -> None:
    """A term of which the day is not known is not the same as no term."""
    unit = Commune("A").certify(STANDARD)
    (grant,) = unit.certifications
    term = attrs.evolve(unit, certifications=(attrs.evolve(grant, id="g", expires=When()),))
    none = attrs.evolve(unit, certifications=(attrs.evolve(grant, id="g"),))

    found = difference(none, term)

    way = (Place("certifications", "g"), Place("expires"))
    assert found == Difference((Changed(way, "", "When()"),))
    assert str(found) == "certifications[g].expires: '' → 'When()'"

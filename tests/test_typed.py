"""Odd types: whoever gives a field a value of another type is told which, and what was meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple, cast

import attrs
import pytest

from ntm_model import (
    Assumption,
    Certification,
    CertificationTier,
    Commune,
    DocumentNumber,
    InvalidInputError,
    Period,
    Province,
    Share,
    Village,
    When,
)
from ntm_model.exchange.json import read

from .small_file import TEXT

if TYPE_CHECKING:
    from attrs import AttrsInstance

STANDARD = CertificationTier.STANDARD
DAY = date(2020, 1, 1)


def values(value: object) -> Iterator[AttrsInstance]:
    """Yield a value of the library and all that it holds."""
    if isinstance(value, tuple):
        for one in cast("tuple[object, ...]", value):
            yield from values(one)
    elif attrs.has(type(value)):
        held = cast("AttrsInstance", value)
        yield held
        for field in attrs.fields(type(held)):
            yield from values(getattr(held, field.name))


#: a sound value of each class that people make values of
SOUND = {
    type(one): one
    for one in (
        *values(read(TEXT)),
        Share(53, 85),
        Period(),
        DocumentNumber.parse("1052/UBND-NNTN"),
    )
}
ODD: list[tuple[str, Callable[[], object], list[str]]] = [
    (
        "a day in place of a range of days",
        lambda: Certification(tier=STANDARD, decided=DAY),  # type: ignore[arg-type]
        [
            (
                "decided: found datetime.date(2020, 1, 1), expected a value of type When; "
                "did you mean When.of(datetime.date(2020, 1, 1))?"
            )
        ],
    ),
    (
        "everything odd at once",
        lambda: Certification(tier="standard", year=2019, decision=None, source=1),  # type: ignore[arg-type]
        [
            (
                "tier: found 'standard', expected a value of type CertificationTier; "
                "did you mean CertificationTier.STANDARD?"
            ),
            "year: found 2019, expected a value of type Years; did you mean Years.of(2019)?",
            "decision: found None, expected a value of type str",
            "source: found 1, expected a value of type Citation",
        ],
    ),
    (
        "a number in place of a name",
        lambda: Commune(5),  # type: ignore[arg-type]
        ["name: found 5, expected a value of type str"],
    ),
    (
        "a text in place of several",
        lambda: Commune("A", spellings="B"),  # type: ignore[arg-type]
        ["spellings: found 'B', expected a value of type tuple"],
    ),
    (
        "something odd among several",
        lambda: Commune("A", spellings=("B", 5), formerly=("x",)),  # type: ignore[arg-type]
        [
            "spellings[1]: found 5, expected a value of type str",
            "formerly[0]: found 'x', expected a value of type Former",
        ],
    ),
    (
        "a text in place of yes, no or nothing",
        lambda: Village("A", minority="yes"),  # type: ignore[arg-type]
        ["minority: found 'yes', expected a value of type bool or None"],
    ),
    (
        "a moment in place of a day",
        lambda: Province("P", complete_through=datetime(2020, 1, 1)),  # noqa: DTZ001 - no day either
        [
            (
                "complete_through: found datetime.datetime(2020, 1, 1, 0, 0), "
                "expected a value of type date or None"
            )
        ],
    ),
    (
        "a range of days in place of a year's",
        lambda: Certification(tier=STANDARD, year=When.of(DAY)),  # type: ignore[arg-type]
        [f"year: found {When.of(DAY)!r}, expected a value of type Years"],
    ),
    (
        "a name that becomes a number",
        lambda: Commune("A").rename(5, on=DAY),  # type: ignore[arg-type]
        ["name: found 5, expected a value of type str"],
    ),
]


@pytest.mark.parametrize(("name", "make", "told"), ODD, ids=[name for name, _, _ in ODD])
def test_what_is_of_another_type_is_told(
    name: str, make: Callable[[], object], told: list[str]
) -> None:
    """Every field is named with what was found, what is expected and what was probably meant."""
    assert name
    with pytest.raises(InvalidInputError) as caught:
        make()
    assert str(caught.value).splitlines() == told


class Other(Enum):
    """Values that no field holds."""

    ONE = 1


@pytest.mark.parametrize("sound", SOUND.values(), ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("odd", [Other.ONE, 1.5, b"A", [], {}], ids=repr)
def test_no_field_takes_what_it_does_not_declare(sound: AttrsInstance, odd: object) -> None:
    """Whatever field is given something odd, alone or in a tuple, its name is in the error.

    Numbers are made exact before they are in a field, so that their errors have no name.
    """
    evolve: Callable[..., object] = attrs.evolve
    for field in attrs.fields(type(sound)):
        many = isinstance(getattr(sound, field.name), tuple)
        for held in (odd, (odd,)) if many else (odd,):
            with pytest.raises(InvalidInputError) as caught:
                evolve(sound, **{field.name: held})
            name = field.name if field.converter is None else ""
            assert caught.value.faults[0].path.partition("[")[0] == name


class Name(str):
    """A text of a narrower type, as libraries of data have them."""

    __slots__ = ()


class Pair(NamedTuple):
    """A tuple of a narrower type."""

    one: str
    other: str


def test_a_narrower_type_will_do() -> None:
    """Texts and tuples of other libraries are texts and tuples."""
    assert Commune(Name("A"), spellings=Pair("B", "C")) == Commune("A", spellings=("B", "C"))


def test_tuples_of_any_length_are_looked_through() -> None:
    """None, one and several values are all told apart from odd ones."""
    both = (Assumption.CERTIFICATES_STAND, Assumption.KNOWN_IN_TIME)
    for assumes in ((), both[:1], both):
        assert Certification(tier=STANDARD, assumes=assumes).assumes == assumes

"""Does what was observed fit the criteria sets that it names? Each misfit, with its path."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import TypeVar

from ..core.errors import Fault
from ..record import CriterionMark, Observation
from .criteria import CriteriaSet
from .library import sets
from .requirements import measures

_Fact = TypeVar("_Fact", Observation, CriterionMark)
#: a share is measured in these units, or in ``%`` of something
_PERCENT = "%"
_WHOLE = Decimal(100)


def fitting(found: CriteriaSet, observations: Iterable[Observation]) -> list[Observation]:
    """Return the observations that a set, as it stands on a day, asks for."""
    asked = _asked(found)
    return [
        one
        for one in observations
        if one.criteria_set == found.id and not list(_misfits(one, "", asked, found))
    ]


def misfits(
    found: CriteriaSet, observations: Sequence[Observation], marks: Sequence[CriterionMark]
) -> Iterator[Fault]:
    """Find what is of nothing that a set asks for, in another unit, out of range or too early."""
    criteria = [criterion.id for criterion in found.criteria]
    for index, mark in enumerate(marks):
        if mark.criteria_set == found.id:
            yield from _unknown(f"marks[{index}].criterion", mark.criterion, criteria, found.id)
            yield from _too_early(mark, f"marks[{index}]", found)
    asked = _asked(found)
    for index, one in enumerate(observations):
        if one.criteria_set == found.id:
            yield from _misfits(one, f"observations[{index}]", asked, found)


def unfit(observations: Sequence[Observation], marks: Sequence[CriterionMark]) -> Iterator[Fault]:
    """Find what fits no text of the set that it names, before its amendments or after them."""
    named = {found.id: found for found in sets()}
    named_by = {
        f"observations[{index}]": one.criteria_set for index, one in enumerate(observations)
    }
    named_by |= {f"marks[{index}]": mark.criteria_set for index, mark in enumerate(marks)}
    for path, name in named_by.items():
        yield from _unknown(f"{path}.criteria_set", name, named, "the law files", "a set")
    for found in named.values():
        first, last = (
            list(misfits(found.on(day), observations, marks)) for day in (date.min, date.max)
        )
        faulty = set(map(_member, first))
        yield from (fault for fault in last if _member(fault) in faulty)


def _member(fault: Fault) -> str:
    """Return the path of the observation or mark that a fault is about."""
    return fault.path.partition("]")[0]


def _asked(found: CriteriaSet) -> dict[str, str]:
    """Return every measure that a set asks for, with what it is measured in."""
    asked: dict[str, str] = {}
    for indicator in found.indicators:
        asked |= measures(indicator.requires)
    return asked


def _misfits(
    one: Observation, path: str, asked: dict[str, str], found: CriteriaSet
) -> Iterator[Fault]:
    measure = one.measure if one.measure in asked else f"{one.measure.rpartition('/')[0]}/*"
    if measure not in asked:
        plain = [key for key in asked if "*" not in key]
        yield from _unknown(f"{path}.measure", one.measure, plain, found.id, "a measure")
        return
    yield from _too_early(one, path, found)
    yield from _of_another_kind(one, path, asked[measure])


def _of_another_kind(one: Observation, path: str, unit: str) -> Iterator[Fault]:
    """Find a value in another unit, out of range, or something that is no value at all."""
    if one.measured_in and one.measured_in != unit:
        yield Fault(f"{path}.measured_in", repr(one.measured_in), repr(unit))
    share = unit.startswith(_PERCENT) and one.value is not None
    if one.value is not None and share and not 0 <= one.value <= _WHOLE:
        yield Fault(f"{path}.value", f"{one.value} {unit}", "a share from 0 to 100")
    if one.value is not None and not share and one.value < 0:
        yield Fault(f"{path}.value", f"{one.value} {unit}".strip(), "a number that is not negative")
    kinds = {"yes or no": one.truth is not None, "grade": bool(one.grade)}
    if not kinds.get(unit, one.value is not None):
        expected = {"yes or no": "whether it is so", "grade": "a grade"}.get(unit, "a number")
        yield Fault(path, f"another kind of thing for {one.measure!r}", expected)


def _too_early(fact: _Fact, path: str, found: CriteriaSet) -> Iterator[Fault]:
    """Find what is of a day before the years of a set; an old set may be used on after them."""
    day, first = fact.as_of.latest, date(found.first_year, 1, 1)
    if day is not None and day < first:
        years = f"{found.first_year}-{found.last_year}"
        yield Fault(f"{path}.as_of", str(day), f"a day from {first} on, for a set of {years}")


def _unknown(
    path: str, name: str, known: Collection[str], where: str, kind: str = "a criterion"
) -> Iterator[Fault]:
    if name not in known:
        near = get_close_matches(name, sorted(known), n=1)
        yield Fault(path, repr(name), f"{kind} of {where}", "".join(map(repr, near)))

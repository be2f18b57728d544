"""What a table says, as one value: facts, names that are open, and how its totals fit its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar, final

import attrs

from ...core.days import When, Years
from ...core.explanation import Check
from ...core.verdict import Verdict
from ...promises import Plan, Target
from ...record import Assessment, CriterionMark
from ...review.programme import Programme
from ...tiers import Certification
from ...units import Commune, District, Province
from .naming import Unresolved

_Unit = TypeVar("_Unit", Commune, District)
_Time = TypeVar("_Time", int, date)


@final
@attrs.frozen
class Certified:
    """A certificate in a table, and the unit that it is of."""

    #: id of the unit
    unit: str
    certification: Certification


@final
@attrs.frozen(kw_only=True)
class TableReading:
    """What a table says of units of a province.

    ``print(reading)`` tells what needs a look: names left open, and totals that do not agree;
    :meth:`text` does in both languages.
    """

    districts: tuple[District, ...] = ()
    communes: tuple[Commune, ...] = ()
    certified: tuple[Certified, ...] = ()
    marks: tuple[CriterionMark, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    plans: tuple[Plan, ...] = ()
    targets: tuple[Target, ...] = ()
    #: those of :attr:`certified` that may be certificates that the province holds already
    on_file: tuple[Certified, ...] = ()
    #: names that fit no unit or several; what their rows say is not read
    unresolved: tuple[Unresolved, ...] = ()
    #: every printed total against its rows (rule E1)
    checks: tuple[Check, ...] = ()
    #: headers of columns, and rows of no unit of the table, that are not read, with their addresses
    not_read: tuple[str, ...] = ()
    #: words around the facts that are not understood, each with the addresses of its cells
    said: tuple[str, ...] = ()
    #: where rows of units stand that say nothing of a certificate
    uncertified: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Check, ...]:
        """The printed totals that disagree with their rows, or may."""
        return tuple(check for check in self.checks if check.verdict is not Verdict.MET)

    def province(self, province: Province) -> Province:
        """Return a province with the units and certificates of the table.

        A certificate that says nothing more than one on file is not added to it.

        Raises:
            InvalidInputError: a unit has an id or code that is taken.
            UnknownNameError: a certificate is of a unit that the province has not.
        """
        grants = self._grants()
        peopled = attrs.evolve(
            province,
            districts=tuple(_with(grants, unit) for unit in (*province.districts, *self.districts)),
            communes=tuple(_with(grants, unit) for unit in (*province.communes, *self.communes)),
        )
        for unit_id in grants:
            peopled.unit(unit_id)
        return peopled

    def added_to(self, programme: Programme) -> Programme:
        """Return a programme with everything that the table says, after what it holds already.

        Raises:
            InvalidInputError: something does not go together with it, such as an id that is taken.
            UnknownNameError: a certificate is of a unit that the province has not.
        """
        return attrs.evolve(
            programme,
            province=self.province(programme.province),
            marks=(*programme.marks, *self.marks),
            assessments=(*programme.assessments, *self.assessments),
            plans=(*programme.plans, *self.plans),
            targets=(*programme.targets, *self.targets),
        )

    def text(self, lang: str = "en") -> str:
        """Return how much was read, and on a line each what needs a look, in ``en`` or ``vi``.

        Raises:
            UnknownNameError: *lang* is neither ``en`` nor ``vi``.
        """
        from ...review.text.words import Words  # noqa: PLC0415 - loaded when they are needed
        from .telling import lines  # noqa: PLC0415 - it needs the words

        return "\n".join(lines(self, Words.of(lang)))

    def __str__(self) -> str:
        """Return the English text."""
        return self.text()

    def _grants(self) -> dict[str, list[Certification]]:
        grants: dict[str, list[Certification]] = {}
        for one in self.certified:
            grants.setdefault(one.unit, []).append(one.certification)
        return grants


def _with(grants: Mapping[str, list[Certification]], unit: _Unit) -> _Unit:
    """Return a unit with its certificates of the table."""
    if unit.id not in grants:
        return unit
    return attrs.evolve(unit, certifications=_joined(unit.certifications, grants[unit.id]))


def _joined(
    held: Sequence[Certification], grants: Sequence[Certification]
) -> tuple[Certification, ...]:
    """Return certificates with those that say more than any of them."""
    return (*held, *(one for one in grants if not any(_repeats(one, other) for other in held)))


def on_file(certified: Sequence[Certified], province: Province) -> tuple[Certified, ...]:
    """Return the certificates that a province may hold already: no fact excludes that."""
    return tuple(
        one
        for one in certified
        if any(_may_be(one.certification, held) for held in province.unit(one.unit).certifications)
    )


def twins(one: Certification, other: Certification) -> bool:
    """Whether two certificates of a table are a slip: one title twice, the same or otherwise.

    They are none if each has a decision of its own, or each says what the other leaves open.
    """
    if one.tier is not other.tier or len({one.decision, other.decision} - {""}) > 1:
        return False
    return not _may_be(one, other) or _repeats(one, other) or _repeats(other, one)


def _may_be(one: Certification, held: Certification) -> bool:
    """Whether two certificates may be the same."""
    numbers = {one.decision, held.decision} - {""}
    return (
        one.tier is held.tier
        and len(numbers) <= 1
        and _meet(one.year.earliest, one.year.latest, held.year.earliest, held.year.latest)
        and _meet(
            one.decided.earliest, one.decided.latest, held.decided.earliest, held.decided.latest
        )
    )


def _meet(
    first: _Time | None, last: _Time | None, earliest: _Time | None, latest: _Time | None
) -> bool:
    """Whether two stretches of time have something in common; what is not known is unbounded."""
    late = first is not None and latest is not None and first > latest
    early = last is not None and earliest is not None and last < earliest
    return not (late or early)


def _repeats(one: Certification, held: Certification) -> bool:
    """Whether a certificate says nothing that the other does not."""
    return (
        one.tier is held.tier
        and one.year in (Years(), held.year)
        and one.decided in (When(), held.decided)
        and one.decision in ("", held.decision)
    )

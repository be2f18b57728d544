"""What a table says, as one value: facts, names that are open, and how its totals fit its rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar, final

import attrs

from ...core.explanation import Check
from ...core.verdict import Verdict
from ...promises import Plan, Target
from ...record import Assessment, CriterionMark
from ...review.programme import Programme
from ...tiers import Certification
from ...units import Commune, District, Province
from .naming import Unresolved

_Unit = TypeVar("_Unit", Commune, District)


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
    #: names that fit no unit or several; what their rows say is not read
    unresolved: tuple[Unresolved, ...] = ()
    #: every printed total against its rows (rule E1)
    checks: tuple[Check, ...] = ()
    #: headers of columns, and rows of no unit of the table, that are not read, with their addresses
    not_read: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Check, ...]:
        """The printed totals that disagree with their rows, or may."""
        return tuple(check for check in self.checks if check.verdict is not Verdict.MET)

    def province(self, province: Province) -> Province:
        """Return a province with the units and certificates of the table.

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
    return attrs.evolve(unit, certifications=(*unit.certifications, *grants[unit.id]))

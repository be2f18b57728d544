"""What a rule sees: a programme's admissible facts, and the day that is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import final

import attrs

from ..core.citations import Confidence
from ..core.days import CriteriaPeriod
from ..core.names import Mention
from ..promises import Plan
from ..units import Commune, District, Province
from .programme import Programme


@final
@attrs.frozen
class Case:
    """A programme as it was on file for a review, so that no rule ever filters facts itself."""

    #: the facts that were known in time and are trusted
    programme: Programme
    #: everything, to be printed marked
    unfiltered: Programme
    #: the province of the day, by the facts that were known in time
    province: Province
    on: date

    @classmethod
    def of(cls, programme: Programme, on: date, known: date, trust: Confidence) -> Case:
        """Filter the programme once, and take the province of the day once."""
        filed = programme.on_file(known=known, trust=trust)
        return cls(filed, programme, filed.province.on(on), on)

    @property
    def period(self) -> CriteriaPeriod | None:
        """The criteria period in force on the day."""
        return CriteriaPeriod.at(self.on)

    def living(self, units: tuple[Commune | District, ...]) -> tuple[Commune | District, ...]:
        """Return those of some units that exist on the day, as they are on it."""
        own: tuple[Commune | District, ...] = (*self.province.districts, *self.province.communes)
        ids = {unit.id for unit in units}
        return tuple(unit for unit in own if unit.id in ids)

    def named(self) -> Iterator[tuple[Plan, Mention, tuple[Commune | District, ...]]]:
        """Yield each name in the letter's plans with the units that it may mean."""
        for plan in self.programme.own_plans:
            for mention in plan.mentions:
                yield plan, mention, self.programme.meant(plan, mention)

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
from ..units import Commune, District
from .programme import Programme


@final
@attrs.frozen
class Case:
    """A programme as it was on file for a review, so that no rule ever filters facts itself."""

    #: the facts that were known in time and are trusted
    programme: Programme
    #: everything, to be printed marked
    unfiltered: Programme
    on: date

    @classmethod
    def of(cls, programme: Programme, on: date, known: date, trust: Confidence) -> Case:
        """Filter the programme once."""
        return cls(programme.on_file(known=known, trust=trust), programme, on)

    @property
    def period(self) -> CriteriaPeriod | None:
        """The criteria period in force on the day."""
        return CriteriaPeriod.at(self.on)

    def named(self) -> Iterator[tuple[Plan, Mention, tuple[Commune | District, ...]]]:
        """Yield each name in the letter's plans with the units that it may mean."""
        for plan in self.programme.own_plans:
            for mention in plan.mentions:
                yield plan, mention, self.programme.province.candidates_of(mention, plan.tier)

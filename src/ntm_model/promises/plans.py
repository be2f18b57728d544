"""Which units an author wants to bring to a tier, and who has to do what about it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import final

import attrs

from ..core.citations import Citation
from ..core.errors import Fault, refuse
from ..core.figures import Printed
from ..core.names import Level, Mention
from ..core.typed import typed
from ..core.words import Meaning
from ..tiers import CertificationTier
from .words import Matter, Role


@final
@attrs.frozen(kw_only=True, field_transformer=typed)
class Plan:
    """Which units an author wants to bring to a tier by a day; an addition, not a stock.

    A plan may give a number and no names ("five more"), or neither ("what earlier years missed").
    A road map is several plans of one document, one for each year. A plan that *amends* an earlier
    one of its author lists all its units anew: whoever it no longer names is withdrawn.
    """

    id: str
    #: of which units
    level: Level = Level.COMMUNE
    tier: CertificationTier
    mentions: tuple[Mention, ...] = ()
    #: how many units, where the document says so
    number: int | None = None
    #: its figures as printed, such as 249/498
    printed: Printed = Printed()
    #: who made it, as printed
    author: str = ""
    #: id of the document that it stands in
    stated_in: str = ""
    #: the first year that it is meant for
    year: int | None = None
    deadline: date | None = None
    #: id of the plan that it takes the place of
    amends: str = ""
    #: what the author means to reach
    meaning: Meaning = Meaning.RECOGNISED
    source: Citation = Citation()

    def __attrs_post_init__(self) -> None:
        """Refuse a negative number, and a deadline before the year begins."""
        refuse(self._faults())

    @property
    def unlisted(self) -> bool:
        """Whether it orders something without naming or counting it."""
        return not self.mentions and self.number is None

    def due_by(self, day: date | None) -> bool:
        """Whether it is to be reached by a day; without a day or a deadline it may be."""
        return day is None or self.deadline is None or self.deadline <= day

    def expired(self, on: date) -> bool:
        """Whether its deadline lies before a day; without a deadline it never expires."""
        return self.deadline is not None and self.deadline < on

    def _faults(self) -> Iterator[Fault]:
        if self.number is not None and self.number < 0:
            yield Fault("number", str(self.number), "a number of units, 0 or more")
        if self.year is not None and self.deadline is not None and self.deadline.year < self.year:
            yield Fault("deadline", str(self.deadline), f"a day not before the year {self.year}")


@final
@attrs.frozen(kw_only=True, field_transformer=typed)
class Duty:
    """Who has to do what about which units, by when and by which measure."""

    role: Role
    addressee: Mention
    matter: Matter
    #: the units that it is about; empty: not said, or all
    about: tuple[Mention, ...] = ()
    deadline: date | None = None
    #: the yardstick as printed; empty if there is none
    measure: str = ""
    #: the criteria that the addressee follows, by the province's own assignment (rule D1)
    criteria: tuple[str, ...] = ()
    source: Citation = Citation()

"""Which number of a scope a promise asks for or a report gives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum

import attrs

from .counts import Count
from .errors import Fault
from .names import Level
from .words import Stock


class Metric(Enum):
    """What is counted or measured."""

    #: how many units hold the tier
    UNITS = "units"
    #: how many units have at least so many units one level below that hold it
    PARENTS = "parents"
    #: how many criteria units meet on average
    AVERAGE = "average criteria"
    #: the fewest criteria that any unit meets ("none below 10")
    FEWEST = "fewest criteria"
    #: how many units meet a number of criteria between two ends
    BAND = "band"
    #: something else of the scope that sources give a number of, such as income
    INDICATOR = "indicator"


class Population(Enum):
    """Of which units a share is (rule T3), or which ones are looked at."""

    #: all units of the level in the scope
    ALL = "all communes"
    #: the standard units that the same target asks for
    PLANNED_STANDARD = "standard communes of the same target"
    #: the units that are standard in fact
    STANDARD = "standard communes"
    #: the units that are not
    NOT_STANDARD = "communes that are not standard"
    #: those of the group that is named
    GROUP = "group"
    #: the document does not say
    NOT_STATED = "not stated"


#: the scope of national targets: no province, and never counted by the units of one
NATION = "VN"
#: the level of the units that lie in those of another
BELOW = {
    Level.PROVINCE: Level.DISTRICT,
    Level.DISTRICT: Level.COMMUNE,
    Level.COMMUNE: Level.VILLAGE,
}


@attrs.frozen(kw_only=True)
class Quantity:
    """A number of a scope, whatever it is and whoever says so.

    Criteria are those of the set that the tier is awarded by.
    """

    metric: Metric = Metric.UNITS
    #: of which units
    level: Level = Level.COMMUNE
    #: id of the province or district that it is of; :data:`NATION` for the country
    scope: str
    #: whether units that hold a higher tier count too: "advanced or model together" is inclusive
    inclusive: bool = True
    stock: Stock = Stock.CUMULATIVE
    #: the last day before a flow begins, or the day that a multiple is of
    since: date | None = None
    #: for parents: how many units each is to have
    each: int = 1
    #: for bands: from how many criteria to how many, both included
    between: Count | None = None
    #: for indicators: what is measured, in words of the file
    indicator: str = ""
    #: ``None``: it is no share, and all units are looked at
    population: Population | None = None
    #: the group as printed, such as "xã biên giới"
    group: str = ""
    #: ids of the group's units, where they are known
    members: tuple[str, ...] = ()

    @property
    def question(self) -> tuple[object, ...]:
        """What makes two numbers comparable, besides tier, day and who says so."""
        fields = [field.name for field in attrs.fields(Quantity)]
        return tuple(getattr(self, name) for name in fields if name != "population")

    def quantity_faults(self) -> Iterator[Fault]:
        """Find what does not go together."""
        if (self.between is not None) is not (self.metric is Metric.BAND):
            yield Fault("between", str(self.between), "a range for a band, and for nothing else")
        if bool(self.indicator) is not (self.metric is Metric.INDICATOR):
            yield Fault("indicator", repr(self.indicator), "a name for an indicator, and only then")
        if self.metric is Metric.PARENTS and self.level not in BELOW:
            yield Fault("level", self.level.value, "a level that units lie in")
        if self.each < 1:
            yield Fault("each", str(self.each), "a number of units, 1 or more")
        if self.stock is Stock.MULTIPLE and self.since is None:
            yield Fault("since", "nothing", "the day that the multiple is of")
        if self.population is Population.GROUP and not (self.group or self.members):
            yield Fault("group", "nothing", "the name of the group, or its members")

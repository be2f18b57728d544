"""What was promised? Targets, plans and duties, as documents word them.

Names are :class:`Mention`s and figures are :class:`Printed`: what a document is quoted as saying
is kept as it stands, and judged in the review.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import final

import attrs

from .core.citations import Citation
from .core.counts import Count
from .core.errors import Fault, refuse
from .core.figures import Printed
from .core.names import Mention
from .core.words import Meaning, Stock
from .tiers import CertificationTier


class Metric(Enum):
    """What a promise counts."""

    COMMUNES = "communes"
    DISTRICTS = "districts"
    VILLAGES = "villages"
    #: criteria of the district set
    DISTRICT_CRITERIA = "district criteria"


class Comparator(Enum):
    """How a value is meant."""

    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    LESS_THAN = "less than"
    EXACTLY = "exactly"


class Population(Enum):
    """Of which units a share is (rule T3)."""

    #: all communes of the scope
    ALL = "all communes"
    #: the standard communes that the same target asks for
    PLANNED_STANDARD = "standard communes of the same target"
    NOT_STATED = "not stated"


class Norm(Enum):
    """Which reading of a target decides."""

    #: the count
    COUNT = "count"
    #: the share of the target's own standard communes, such as a/53
    PLANNED_BASE = "planned base"
    #: the share of the communes that are standard in the end
    ACTUAL_BASE = "actual base"
    #: the share of all communes
    ALL = "all"


class Status(Enum):
    """How far a target has come through its procedure."""

    #: dự kiến
    TENTATIVE = "tentative"
    #: đăng ký
    REGISTERED = "registered"
    #: được giao
    ASSIGNED = "assigned"
    #: điều chỉnh
    REVISED = "revised"
    #: rút
    WITHDRAWN = "withdrawn"


class Role(Enum):
    """What an authority has to do."""

    #: chủ trì
    LEAD = "lead"
    #: phối hợp
    CO_ORDINATE = "co-ordinate"
    #: theo dõi
    MONITOR = "monitor"
    #: tổng hợp
    AGGREGATE = "aggregate"
    #: tham mưu
    ADVISE = "advise"
    #: thực hiện
    CARRY_OUT = "carry out"


class Matter(Enum):
    """What a duty is about."""

    #: the units of the plan
    PLAN = "plan"
    #: units that earlier years missed
    CARRY_OVER = "carry-over"
    #: a title of a district, town or city
    DISTRICT_TITLE = "district title"
    #: criteria that are not met yet
    CRITERIA = "criteria"
    #: the progress of all
    PROGRESS = "progress"
    #: solutions and difficulties
    SOLUTIONS = "solutions"


class Silence(Enum):
    """What letters of this kind may be expected to say, and a letter does not."""

    MONEY = "money"
    REPORTING_DATE = "reporting date"
    CRITERIA_AVERAGE = "criteria average"
    CRITERIA_FLOOR = "criteria floor"
    VILLAGE_NUMBERS = "village numbers"
    ROAD_MAP_DOCUMENT = "road map document"
    DISTRICTS_OF_COMMUNES = "districts of communes"


@final
@attrs.frozen(kw_only=True)
class Target:
    """What an authority asks of a scope: so many units at a tier by a day.

    The printed figures stay beside the value that counts. A percentage beside counts is display:
    the count is the norm.

    >>> target = Target(id="standard", tier=CertificationTier.STANDARD, value=53, scope="62")
    >>> print(target.required)
    53 or more
    """

    id: str
    metric: Metric = Metric.COMMUNES
    tier: CertificationTier
    comparator: Comparator = Comparator.AT_LEAST
    value: int
    #: of which units the printed share is
    population: Population = Population.NOT_STATED
    stock: Stock = Stock.CUMULATIVE
    #: whether units that hold a higher tier count too
    inclusive: bool = True
    norm: Norm = Norm.COUNT
    #: id of the province or district that it is for
    scope: str
    #: the last day by which it is to be reached
    horizon: date | None = None
    #: who set it, as printed
    set_by: str = ""
    #: id of the document that sets it, which may differ from the one that quotes it
    stated_in: str = ""
    status: Status = Status.ASSIGNED
    #: how the sources word the status, each as printed
    wordings: tuple[str, ...] = ()
    printed: Printed = Printed()
    #: units that the document names for it
    named: tuple[Mention, ...] = ()
    source: Citation = Citation()

    def __attrs_post_init__(self) -> None:
        """Refuse a value that no number of units can meet."""
        least = 1 if self.comparator is Comparator.LESS_THAN else 0
        if self.value < least:
            refuse([Fault("value", str(self.value), f"a number of units, {least} or more")])

    @property
    def required(self) -> Count:
        """The range in which the count is to lie."""
        bounds: dict[Comparator, tuple[int, int | None]] = {
            Comparator.AT_LEAST: (self.value, None),
            Comparator.MORE_THAN: (self.value + 1, None),
            Comparator.AT_MOST: (0, self.value),
            Comparator.LESS_THAN: (0, self.value - 1),
            Comparator.EXACTLY: (self.value, self.value),
        }
        return Count(*bounds[self.comparator])


@final
@attrs.frozen(kw_only=True)
class Plan:
    """Which units an author wants to bring to a tier by a day; an addition, not a stock.

    A plan may give a number and no names ("five more"), or neither ("what earlier years missed").
    """

    id: str
    metric: Metric = Metric.COMMUNES
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
@attrs.frozen(kw_only=True)
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

"""The small vocabularies of promises."""

from __future__ import annotations

from enum import Enum


class Comparator(Enum):
    """How a value is meant."""

    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    LESS_THAN = "less than"
    EXACTLY = "exactly"
    #: at or above is met, and below is open: no tolerance is ever made up
    ABOUT = "about"


class Expressed(Enum):
    """In what the value of a target is given."""

    #: units, criteria, or what an indicator is measured in
    NUMBER = "number"
    #: hundredths of the population, exact as in law
    PERCENT = "percent"
    #: a percentage as a plan prints it: any share that rounds to it may be meant
    PRINTED_PERCENT = "printed percent"


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


class CarryOver(Enum):
    """Whether units that earlier years missed are inside a number (rule T8)."""

    INCLUDED = "included"
    #: they come on top of it
    IN_ADDITION = "in addition"
    NOT_SAID = "not said"


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

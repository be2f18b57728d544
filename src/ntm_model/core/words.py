"""Small vocabularies that several rooms share."""

from __future__ import annotations

from enum import Enum


class Meaning(Enum):
    """What "reached" means in a source; only recognition is ever counted."""

    #: được công nhận: a decision recognised it
    RECOGNISED = "recognised"
    #: đạt đủ tiêu chí: all criteria are met, with or without a decision
    MEETS_CRITERIA = "meets criteria"
    #: cơ bản đạt: a phrase of reports without legal effect
    BASICALLY_MEETS = "basically meets"
    #: đang hoàn thiện hồ sơ: the dossier is being completed
    DOSSIER = "dossier"


class Stock(Enum):
    """Whether a number is a stock or a flow."""

    #: lũy kế: all that there are by the day
    CUMULATIVE = "cumulative"
    #: tăng thêm: those that are new
    ADDED = "added"
    #: tăng ròng: the difference of two totals
    NET = "net"
    #: mỗi năm: those that are new, in every year
    YEARLY = "added each year"
    #: gấp: so many times what there was
    MULTIPLE = "multiple"


class Assumption(Enum):
    """What an answer took for granted; always named, and switchable by ``on_file(without=…)``."""

    #: a certificate stands until a revocation is on file
    CERTIFICATES_STAND = "certificates stand"
    #: a fact without a recorded day of becoming known was known in time
    KNOWN_IN_TIME = "known in time"
    #: "in 2023" on a page is the year of the decision, not the recognised year
    YEAR_OF_DECISION = "year of decision"
    #: a unit recognised for a year has its decision by the end of the next
    DECIDED_BY_NEXT_YEAR = "decided by next year"
    #: the year that a page leaves out of a date was inferred
    YEAR_INFERRED = "year inferred"
    #: the rule that the ministry gave for earlier mergers also holds for one on this day
    MERGER_RULE_HOLDS = "merger rule holds"
    #: units that were planned for a later day were not recognised yet
    PLANNED_STILL_OPEN = "planned still open"

"""Small vocabularies that findings and promises share."""

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

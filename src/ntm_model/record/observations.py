"""What was observed of a unit: values measured, and the marks that officials' tables hold."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import final

import attrs

from ..core.citations import Citation
from ..core.days import When
from ..core.errors import Fault, refuse
from ..core.typed import typed


class Mark(Enum):
    """What a table of communes and criteria says in a cell."""

    #: đạt
    MET = "met"
    #: chưa đạt
    NOT_MET = "not met"
    #: không áp dụng: it is not asked of this unit
    NOT_APPLICABLE = "not applicable"
    #: chưa đánh giá
    NOT_ASSESSED = "not assessed"


@final
@attrs.frozen(kw_only=True, field_transformer=typed)
class CriterionMark:
    """How a criterion of a set was marked for a unit.

    >>> mark = CriterionMark(unit="23395", criteria_set="s", criterion="10", mark=Mark.MET)
    >>> mark.mark.value
    'met'
    """

    #: id of the unit
    unit: str
    #: id of the criteria set
    criteria_set: str
    criterion: str
    mark: Mark
    #: the day that it is of
    as_of: When = When()
    known: When = When()
    source: Citation = Citation()


@final
@attrs.frozen(kw_only=True, field_transformer=typed)
class Observation:
    """What was measured or seen of a unit: a number, whether something is so, or a grade.

    >>> income = Observation(unit="23395", criteria_set="s", measure="10", value=Decimal("52.5"))
    >>> income.value
    Decimal('52.5')
    """

    #: id of the unit
    unit: str
    #: id of the criteria set that has the measure
    criteria_set: str
    #: what was measured: the id of an indicator, or of a part of one, such as ``15.1/nam``
    measure: str
    value: Decimal | None = None
    truth: bool | None = None
    grade: str = ""
    #: what the value is measured in; empty: as the set says
    measured_in: str = ""
    #: the day that it is of
    as_of: When = When()
    known: When = When()
    source: Citation = Citation()

    def __attrs_post_init__(self) -> None:
        """Refuse an observation of nothing, of several things at once, and what is no number."""
        given = [self.value is not None, self.truth is not None, bool(self.grade)]
        if self.value is not None and not self.value.is_finite():
            refuse([Fault("value", str(self.value), "a number")])
        if sum(given) != 1:
            refuse([Fault("", f"{sum(given)} things observed", "a value, a truth or a grade")])

"""Who gains and who loses by an amendment: the same observations, judged before and after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import final

import attrs

from ..core.errors import Fault, refuse
from ..core.verdict import Verdict
from ..record import CriterionMark, Observation
from .assessing import Circumstances, assess
from .criteria import CriteriaSet
from .fitting import fitting


@final
@attrs.frozen(kw_only=True)
class Effect:
    """What an amendment changed for one criterion of one unit."""

    unit: str
    criterion: str
    before: Verdict
    after: Verdict


def effects(
    found: CriteriaSet,
    since: date,
    units: Iterable[str],
    *,
    observations: Sequence[Observation] = (),
    marks: Sequence[CriterionMark] = (),
    given: Circumstances = Circumstances(),
) -> tuple[Effect, ...]:
    """Return where the verdict on a criterion changed with the amendments of the day *since*.

    *found* is a set with all its amendments, as :func:`sets` gives it. Observations count only
    where the text of the day asks for them, so that an indicator that became another kind of thing
    is open until it is observed anew.

    Raises:
        InvalidInputError: the set was not amended on that day, or is already cut out for a day.
    """
    if isinstance(units, str):
        refuse([Fault("units", repr(units), 'the ids of units, such as ("23395",)')])
    refuse(_not_amended(found, since))
    texts = found.on(since - timedelta(1)), found.on(since)
    changes = (_of_unit(texts, unit, observations, marks, given) for unit in units)
    return tuple(change for of_unit in changes for change in of_unit)


def _not_amended(found: CriteriaSet, since: date) -> Iterator[Fault]:
    """Find that there is nothing to compare: the text of another day would pass for this one's."""
    of_day = [one for one in found.amendments if one.since == since]
    now = found.indicators
    if not of_day or any(new in now for one in of_day for new in one.indicators):
        expected = f"a day on which {found.id}, with all its amendments, was amended"
        yield Fault("since", str(since), expected)


def _of_unit(
    texts: tuple[CriteriaSet, CriteriaSet],
    unit: str,
    observations: Sequence[Observation],
    marks: Sequence[CriterionMark],
    given: Circumstances,
) -> Iterator[Effect]:
    before, after = (
        assess(
            text, unit, observations=fitting(text, observations), marks=marks, given=given
        ).criteria
        for text in texts
    )
    for name, node in before.items():
        if node.verdict is not after[name].verdict:
            yield Effect(unit=unit, criterion=name, before=node.verdict, after=after[name].verdict)

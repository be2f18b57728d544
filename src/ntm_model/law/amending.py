"""Who gains and who loses by an amendment: the same observations, judged before and after it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import final

import attrs

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

    Observations count only where the text of the day asks for them, so that an indicator that
    became another kind of thing is open until it is observed anew.
    """
    texts = found.on(since - timedelta(1)), found.on(since)
    changes = (_of_unit(texts, unit, observations, marks, given) for unit in units)
    return tuple(change for of_unit in changes for change in of_unit)


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

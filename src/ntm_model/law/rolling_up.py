"""Roll-ups as reports print them: bands, the average, and how many meet each criterion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import final

import attrs

from ..core.counts import Count
from ..core.errors import Fault, refuse
from ..core.verdict import Verdict
from .assessing import Judgement


@final
@attrs.frozen(kw_only=True)
class Band:
    """How many units meet between so many and so many criteria, both included."""

    fewest: int
    most: int
    units: Count


@final
@attrs.frozen(kw_only=True)
class RollUp:
    """What the judgements of some units by one set come to."""

    units: int
    #: from the highest band to the lowest
    bands: tuple[Band, ...]
    #: all criteria that are met, over all units
    criteria_met: Count
    #: how many units meet each criterion
    by_criterion: tuple[tuple[str, Count], ...]

    @property
    def average(self) -> tuple[Fraction, Fraction] | None:
        """The fewest and most criteria per unit on average; ``None`` for no unit at all."""
        high = self.criteria_met.high
        if not self.units or high is None:
            return None
        return Fraction(self.criteria_met.low, self.units), Fraction(high, self.units)


def roll_up(judgements: Iterable[Judgement], edges: Sequence[int] = (19, 15, 10, 5)) -> RollUp:
    """Add up judgements by one set; *edges* are the fewest criteria of each band but the last.

    Raises:
        InvalidInputError: the edges do not fall, or the judgements are by several sets, or a unit
            has several.
    """
    given = tuple(judgements)
    sets = sorted({judgement.criteria_set for judgement in given})
    if len(sets) > 1:
        refuse([Fault("judgements", f"judgements by {' and '.join(sets)}", "those by one set")])
    twice = [unit for unit, number in Counter(one.unit for one in given).items() if number > 1]
    if twice:
        refuse([Fault("judgements", f"several of {', '.join(twice)}", "one of each unit")])
    if any(low >= high for high, low in pairwise(edges)) or any(edge < 1 for edge in edges):
        refuse([Fault("edges", ", ".join(map(str, edges)), "numbers that fall, 1 or more")])
    counts = [judgement.met for judgement in given]
    most = max((len(judgement.criteria) for judgement in given), default=0)
    tops = [max(most, edges[0]) if edges else most, *(edge - 1 for edge in edges)]
    bands = tuple(_band(counts, low, high) for low, high in zip((*edges, 0), tops, strict=True))
    return RollUp(
        units=len(given),
        bands=bands,
        criteria_met=_sum(counts),
        by_criterion=tuple(_by_criterion(given)),
    )


def _band(counts: list[Count], low: int, high: int) -> Band:
    sure = sum(low <= count.low and (count.high or 0) <= high for count in counts)
    possible = sum(count.low <= high and low <= (count.high or 0) for count in counts)
    return Band(fewest=low, most=high, units=Count(sure, possible))


def _sum(counts: list[Count]) -> Count:
    return Count(sum(count.low for count in counts), sum(count.high or 0 for count in counts))


def _by_criterion(given: tuple[Judgement, ...]) -> Iterable[tuple[str, Count]]:
    names = dict.fromkeys(name for judgement in given for name in judgement.criteria)
    for name in names:
        verdicts = [one.criteria[name].verdict for one in given if name in one.criteria]
        sure = verdicts.count(Verdict.MET)
        yield name, Count(sure, sure + verdicts.count(Verdict.UNDETERMINED))

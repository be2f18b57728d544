"""The fewest grants that meet demands: how many, which of them are forced, and from which pool.

A grant gives one tier to one commune, by the criteria set of the day; each is a decision of its
own, and a tier comes after those below it by the same set (rule P3). So from nothing to advanced
it takes two, and so it does for a commune that is standard by an older set alone.

*sure* counts the grants that meet the demands in every world, *possible* those in the best one.
What a commune holds is judged by its certificates alone: totals that sources state name nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import final

import attrs

from ..core.days import CriteriaPeriod
from ..core.errors import Fault, InvalidInputError, expect_day, refuse
from ..core.verdict import Verdict
from ..tiers import CertificationTier, CommuneKind, ladder
from ..units import Commune, Province
from .choosing import Asked, Kind, Problem, State, Step
from .demands import Demand


@final
@attrs.frozen(kw_only=True)
class Grant:
    """That a commune is granted a tier by a horizon; ``None``: some day."""

    unit: str
    tier: CertificationTier
    by: date | None

    @property
    def key(self) -> tuple[str, ...]:
        """A sort key: by horizon, then by commune, the lower tier first."""
        rank = len(self.tier.implied)
        return (str(_last(self.by)), self.unit, str(rank), self.tier.value)


@final
@attrs.frozen(kw_only=True)
class Fewest:
    """The fewest grants that meet demands.

    A cheapest choice has the fewest grants, and of those as few by each horizon as can be, the
    nearest horizon first: what need not be there early is left for later.
    """

    on: date
    #: the criteria period whose set grants are by
    period: CriteriaPeriod
    demands: tuple[Demand, ...]
    #: demands that no grants can meet: more communes than there are, or a tier or period that the
    #: set of the day does not grant; the numbers are about the others
    beyond: tuple[Demand, ...]
    #: how many are enough in the best world: whoever may hold a tier does
    possible: int
    #: one cheapest choice that is enough in every world
    choice: tuple[Grant, ...]
    #: what every cheapest choice has
    forced: tuple[Grant, ...]
    #: what some of them have, and others do not
    pool: tuple[Grant, ...]

    @property
    def sure(self) -> int:
        """How many grants are enough in every world: whoever may not hold a tier does not."""
        return len(self.choice)

    @property
    def unique(self) -> bool:
        """Whether there is one cheapest choice alone."""
        return not self.pool

    @property
    def by_horizon(self) -> tuple[tuple[date | None, int], ...]:
        """How many of the grants are to be there by each horizon, and not earlier."""
        return tuple(Counter(grant.by for grant in self.choice).items())

    def helped_by(self, grant: Grant) -> tuple[Demand, ...]:
        """Return the demands that a grant helps to meet, itself or as a step to a higher tier."""
        return tuple(
            demand
            for demand in self.demands
            if grant.unit in demand.among
            and grant.tier <= demand.tier
            and _last(grant.by) <= _last(demand.horizon)
        )


def fewest(province: Province, demands: Iterable[Demand], *, on: date) -> Fewest:
    """Return the fewest grants from a day on that meet all demands together.

    A horizon that has passed is asked at once. For a share it is taken that whoever may hold a
    tier above the standard one may also be standard alone.

    Raises:
        InvalidInputError: the day lies in no criteria period, it is open what the province was
            then, or a demand names what is no commune (xã) of that day.
        ModuleNotFoundError: the solver is not installed; the message says how to install it.
    """
    asked = tuple(sorted(set(demands), key=lambda demand: demand.key))
    question = _Question.of(province, on)
    refuse(question.strangers(asked))
    within = tuple(demand for demand in asked if question.in_reach(demand))
    horizons = tuple(sorted({demand.horizon for demand in within}, key=_last))
    problem = question.problem(within, horizons)
    cheapest = problem.sure()
    chosen = (cheapest.choice, *cheapest.told_apart())
    choice, forced, pool = (question.grants(steps, horizons) for steps in chosen)
    return Fewest(
        on=on,
        period=question.period,
        demands=asked,
        beyond=tuple(demand for demand in asked if demand not in within),
        possible=problem.possible(),
        choice=choice,
        forced=forced,
        pool=pool,
    )


@final
@attrs.frozen
class _Question:
    """What the communes of a day hold, and what they can be granted."""

    period: CriteriaPeriod
    #: the tiers that the set of the day grants, from the lowest to the highest
    rungs: tuple[CertificationTier, ...]
    states: Mapping[str, State]

    @classmethod
    def of(cls, province: Province, on: date) -> _Question:
        """Judge every commune of the day by its certificates."""
        expect_day(on=on)
        period = CriteriaPeriod.at(on)
        if period is None:
            raise InvalidInputError((Fault("on", str(on), "a day of a criteria period"),))
        rungs = ladder(CommuneKind.COMMUNE, period)
        complete = province.is_complete(on)

        def reached(unit: Commune, under: CriteriaPeriod | None) -> tuple[int, int]:
            verdicts = [
                unit.standing(tier, on=on, under=under, complete=complete) for tier in rungs
            ]
            return verdicts.count(Verdict.MET), len(rungs) - verdicts.count(Verdict.NOT_MET)

        communes = province.on(on).rural_communes
        states = {unit.id: State(reached(unit, None), reached(unit, period)) for unit in communes}
        return cls(period, rungs, states)

    def strangers(self, demands: Iterable[Demand]) -> Iterator[Fault]:
        """Find the names of what is no commune of the day."""
        for number, demand in enumerate(demands):
            for name in demand.among:
                if name not in self.states:
                    expected = "the id of a commune (xã) of the day"
                    yield Fault(f"demands[{number}].among", repr(name), expected)

    def in_reach(self, demand: Demand) -> bool:
        """Whether grants by the set of the day can meet a demand: all of them together do."""
        given = demand.tier in self.rungs and demand.under in (None, self.period)
        return given and demand.least <= len(demand.among)

    def problem(self, demands: Sequence[Demand], horizons: Sequence[date | None]) -> Problem:
        """Put demands into numbers, and communes into kinds, in the order of their ids."""
        kinds: dict[tuple[State, tuple[int, ...]], list[str]] = {}
        for name in sorted(self.states):
            about = tuple(number for number, one in enumerate(demands) if name in one.among)
            if about:
                kinds.setdefault((self.states[name], about), []).append(name)
        return Problem(
            kinds=tuple(
                Kind(state, about, tuple(units)) for (state, about), units in kinds.items()
            ),
            demands=tuple(
                Asked(
                    rung=self.rungs.index(demand.tier) + 1,
                    horizon=horizons.index(demand.horizon),
                    now=demand.under is not None,
                    least=demand.least,
                    part=demand.share.numerator,
                    whole=demand.share.denominator,
                )
                for demand in demands
            ),
            horizons=len(horizons),
        )

    def grants(self, steps: Iterable[Step], horizons: Sequence[date | None]) -> tuple[Grant, ...]:
        """Return steps as grants, in canonical order."""
        found = (
            Grant(unit=unit, tier=self.rungs[rung - 1], by=horizons[horizon])
            for unit, rung, horizon in steps
        )
        return tuple(sorted(found, key=lambda grant: grant.key))


def _last(horizon: date | None) -> date:
    """Return a day to sort and compare a horizon by: some day is later than any other."""
    return date.max if horizon is None else horizon

"""Rules about the figures of targets: T1 to T5."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from ...core.counts import Count
from ...core.days import When
from ...core.explanation import Check
from ...core.figures import Fit, Printed
from ...core.names import Level
from ...core.quantities import NATION, Metric, Population
from ...core.verdict import Verdict
from ...core.words import Stock
from ...promises import Comparator, Expressed, Target
from ...record import Statement
from ..case import Case
from ..readings import planned_base, population
from .findings import found


def percentages(case: Case) -> Iterator[Check]:
    """T1: a printed percentage agrees with its printed counts at its precision."""
    for target in case.programme.targets:
        fit = target.printed.fit
        if fit is not Fit.INCOMPARABLE:
            verdict = Verdict.of(fit is not Fit.CONTRADICTORY)
            yield found("T1", target.id, f"percentage-{fit.value}", verdict, citation=target.source)
        elif target.expressed is Expressed.PRINTED_PERCENT:
            yield from _lone_percentage(case, target)
    for report in case.programme.reported:
        if report.fit is not Fit.INCOMPARABLE:
            verdict = Verdict.of(report.fit is not Fit.CONTRADICTORY)
            topic = f"average-{report.fit.value}"
            yield found("T1", report.id or report.scope, topic, verdict, citation=report.source)


def nesting(case: Case) -> Iterator[Check]:
    """T2: of one scope, horizon and author, a higher tier is asked of no more units."""
    for one, other in combinations(case.programme.targets_in_force, 2):
        for low, high in ((one, other), (other, one)):
            if _comparable(low, high) and high.tier > low.tier:
                verdict = Verdict.of(high.value <= low.value)
                topic = "nested" if verdict is Verdict.MET else "not-nested"
                yield found("T2", high.id, topic, verdict, low.id, citation=high.source)


def populations(case: Case) -> Iterator[Check]:
    """T3: a share names the population that it is of."""
    for target in case.programme.targets:
        printed = target.printed.total is not None or target.printed.percent is not None
        if printed or target.is_share:
            stated = target.population not in (None, Population.NOT_STATED)
            topic = "population-stated" if stated else "population-not-stated"
            yield found("T3", target.id, topic, Verdict.of(stated), citation=target.source)


def denominators(case: Case) -> Iterator[Check]:
    """T4: a printed denominator is the number of the units that it speaks of."""
    for target in case.programme.targets:
        actual = _population(case, target)
        if target.printed.total is not None and actual is not None:
            agree = target.printed.total == actual
            yield found(
                "T4",
                target.id,
                "denominator-fits" if agree else "denominator-differs",
                Verdict.of(agree),
                observed=Count.exactly(target.printed.total),
                required=Count.exactly(actual),
                citation=target.source,
            )
    for said in case.programme.statements:
        yield from _stated_size(case, said)


def over_achievement(case: Case) -> Iterator[Check]:
    """T5: a note: more standard communes than planned lower a nested share."""
    for target in case.programme.targets:
        if target.population is Population.PLANNED_STANDARD and target.printed.share is not None:
            yield found("T5", target.id, "count-is-norm", Verdict.MET, citation=target.source)


def _comparable(one: Target, other: Target) -> bool:
    plain = all(
        target.inclusive
        and (target.metric, target.level) == (Metric.UNITS, Level.COMMUNE)
        and target.comparator is Comparator.AT_LEAST
        and target.stock is Stock.CUMULATIVE
        and not target.is_share
        for target in (one, other)
    )
    same = (one.question, one.horizon, one.set_by) == (other.question, other.horizon, other.set_by)
    return plain and same


def _population(case: Case, target: Target) -> int | None:
    """Return how many units the printed denominator should be: those of its document's day."""
    if target.population is Population.ALL and _counts_communes(target):
        document = target.source.source or case.programme.letter
        dated = case.programme.document(document).dated if document else When.of(case.on)
        sizes = {len(units) for units in case.programme.province.populations(target.scope, dated)}
        return target.printed.total if target.printed.total in sizes else max(sizes, default=None)
    if target.population is Population.PLANNED_STANDARD:
        base = planned_base(case.programme, target)
        return None if base is None else int(base.value)
    return None


def _counts_communes(target: Target) -> bool:
    """Whether a target counts communes that are on file."""
    return target.level is Level.COMMUNE and target.scope != NATION


def _lone_percentage(case: Case, target: Target) -> Iterator[Check]:
    """A percentage without counts allows some numbers of its population, or none at all."""
    units = population(case.programme, target, target.population_on or case.on)
    if units is None or target.population is not Population.ALL:
        return
    allowed = Printed(percent=target.value).counts(units)
    yield found(
        "T1",
        target.id,
        "percentage-allows" if allowed else "percentage-impossible",
        Verdict.of(bool(allowed)),
        observed=Count(allowed[0], allowed[-1]) if allowed else None,
        required=Count.exactly(units),
        citation=target.source,
    )


def _stated_size(case: Case, said: Statement) -> Iterator[Check]:
    """A total is of the units of its own day; of how many it says to be is held against that."""
    province = case.programme.province
    there_were = [said.members] if said.members else province.populations(said.scope, said.day)
    sizes = sorted(map(len, there_were))
    if said.size is not None and said.counts and not said.group and sizes:
        agree = said.size in sizes
        yield found(
            "T4",
            said.id,
            "stated-size-fits" if agree else "stated-size-differs",
            Verdict.MET if agree else Verdict.UNDETERMINED,
            observed=Count.exactly(said.size),
            required=Count(sizes[0], sizes[-1]),
            citation=said.source,
        )

"""Targets that count no holders: criteria, parents, indicators, and what is asked every year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from typing import TypeAlias

import attrs

from ..core.counts import Count
from ..core.days import When, last_day_of
from ..core.explanation import Comparison, Explanation, Kind, about, agreed, combined, counted
from ..core.quantities import Metric
from ..core.verdict import Verdict
from ..core.words import Assumption, Stock
from ..promises import Comparator, Target
from ..record import Reported
from .holding import newest, parents
from .meeting import assumed, total_met, units_that
from .programme import Programme

_Reader: TypeAlias = Callable[[Programme, Target, date], Explanation]

#: enough digits for the product or the difference of any two numbers of a file
_EXACTLY = Context(prec=200)
_COMPARISONS = {
    Comparator.AT_LEAST: Comparison.AT_LEAST,
    Comparator.ABOUT: Comparison.AT_LEAST,
    Comparator.MORE_THAN: Comparison.MORE_THAN,
    Comparator.AT_MOST: Comparison.AT_MOST,
    Comparator.LESS_THAN: Comparison.BELOW,
}


def meant(target: Target, loose: Explanation, strict: Explanation | None = None) -> Explanation:
    """Say of a target what the loosest and the strictest range that it allows say together."""
    if target.comparator is Comparator.ABOUT:
        return about(strict or loose)
    if strict is None:
        return loose
    # the loose one missed settles it, the strict one reached does, and between them it is open
    return combined(
        Kind.ALL, "printed-percent", (loose, about(strict)), rule="P5", subject=(target.id,)
    )


def open_reason(target: Target, topic: str) -> Explanation:
    """Return that nothing on file settles a target, and what is missing."""
    return Explanation(
        kind=Kind.FACT,
        topic=topic,
        verdict=Verdict.UNDETERMINED,
        rule="P5",
        subject=(target.id,),
    )


def every_year(
    target: Target, on: date, judge: Callable[[Target, date], Explanation]
) -> Explanation:
    """Judge what is asked in every year from the first to the horizon, year by year."""
    if target.since is None or target.horizon is None:
        return open_reason(target, "years-not-known")
    nodes: list[Explanation] = []
    for year in range(target.since.year + 1, target.horizon.year + 1):
        first, last = last_day_of(year - 1), last_day_of(year)
        one = attrs.evolve(target, stock=Stock.ADDED, since=first)
        found = judge(one, last) if last <= on else open_reason(target, "year-not-over")
        nodes.append(
            Explanation(
                kind=Kind.ALL,
                topic="in-year",
                verdict=found.verdict,
                exact=found.exact,
                rule="P5",
                subject=(target.id,),
                day=last,
                children=(found,),
            )
        )
    return combined(Kind.ALL, "every-year", nodes, rule="P5", subject=(target.id,))


def _parents(programme: Programme, target: Target, on: date) -> Explanation:
    """Count the units that have enough holders inside."""
    count, units = parents(programme, target, on)
    if not units:
        return _by_report(programme, target, on)
    return _of_units(target, "parents", count, units, (Assumption.CERTIFICATES_STAND,))


def _average(programme: Programme, target: Target, on: date) -> Explanation:
    """Hold the criteria of all units together against what their average comes to."""
    total, units = total_met(programme, target, on)
    bound = Fraction(target.value) * units
    required = target.range_from(bound)
    found = _counted(target, "average", total, required, _assumed(programme, target, on))
    return _best(found if units else open_reason(target, "not-reported"), programme, target, on)


def _fewest(programme: Programme, target: Target, on: date) -> Explanation:
    """Count the units that fall short; there are to be none."""
    short, units = units_that(programme, target, on, target.required, wanted=False)
    taken = _assumed(programme, target, on)
    found = _counted(target, "falling-short", short, Count.exactly(0), taken)
    return _best(found if units else open_reason(target, "not-reported"), programme, target, on)


def _band(programme: Programme, target: Target, on: date) -> Explanation:
    """Count the units in a band of criteria."""
    asked = target.between or target.required
    count, units = units_that(programme, target, on, asked, wanted=True)
    taken = _assumed(programme, target, on)
    found = _of_units(target, "band", count, units, taken)
    return _best(found if units else open_reason(target, "not-reported"), programme, target, on)


def _indicator(programme: Programme, target: Target, on: date) -> Explanation:
    """Hold what is reported of an indicator against what is asked."""
    if target.stock is Stock.YEARLY:
        return every_year(target, on, lambda one, day: _change(programme, one, day))
    if target.stock is Stock.MULTIPLE:
        return _multiple(programme, target, on)
    return _by_report(programme, target, on)


def _multiple(programme: Programme, target: Target, on: date) -> Explanation:
    """Hold a number against so many times what it was."""
    now, then = _levels(programme, target, on)
    if now is None or then is None:
        return open_reason(target, "not-reported")
    return _compared(target, now.value, _EXACTLY.multiply(target.value, then.value), "multiple")


def _change(programme: Programme, target: Target, on: date) -> Explanation:
    now, then = _levels(programme, target, on)
    if now is None or then is None:
        return open_reason(target, "not-reported")
    return _compared(target, _EXACTLY.subtract(now.value, then.value), target.value, "change")


def _levels(
    programme: Programme, target: Target, on: date
) -> tuple[Reported | None, Reported | None]:
    """Return what is reported of an indicator itself on a day, and on the first day."""
    level = attrs.evolve(target, stock=Stock.CUMULATIVE, since=None)
    since = target.since or on
    exact = [
        one
        for one in programme.reported
        if one.day == When.of(since) and (one.tier, one.question) == (level.tier, level.question)
    ]
    return newest(programme, level, on), exact[0] if len(
        {one.value for one in exact}
    ) == 1 else None


def _best(found: Explanation, programme: Programme, target: Target, on: date) -> Explanation:
    """Let a report settle what assessments leave open; where both do, they must agree."""
    report = newest(programme, target, on)
    if report is None:
        return found
    told = _by_report(programme, target, on)
    if found.verdict is Verdict.UNDETERMINED:
        return told
    return found if found.verdict is told.verdict else agreed("sources", (found, told))


def _by_report(programme: Programme, target: Target, on: date) -> Explanation:
    """Hold the newest report against the value that is asked for, as both are printed."""
    report = newest(programme, target, on)
    if report is None:
        return open_reason(target, "not-reported")
    if not target.is_share:
        return _compared(target, report.value, target.value, "reported", report)
    if not report.of:
        return open_reason(target, "population-not-known")
    count = Count.exactly(int(report.value))
    nodes = [_counted(target, "reported-of", count, asked, ()) for asked in target.asked(report.of)]
    return meant(target, *nodes)


def _of_units(
    target: Target, topic: str, count: Count, units: int, taken: tuple[Assumption, ...]
) -> Explanation:
    """Hold a number of units against a number, or against a share of so many."""
    nodes = [_counted(target, topic, count, asked, taken) for asked in target.asked(units)]
    return meant(target, *nodes)


def _counted(
    target: Target, topic: str, count: Count, required: Count, taken: tuple[Assumption, ...]
) -> Explanation:
    return counted(
        topic, count, required, rule="P5", subject=(target.id,), assumptions=taken, exact=False
    )


def _compared(
    target: Target, value: Decimal, bound: Decimal, topic: str, report: Reported | None = None
) -> Explanation:
    """Hold a value against a bound; "exactly" is both at least and at most."""
    exactly = (Comparison.AT_LEAST, Comparison.AT_MOST)
    asked = _COMPARISONS.get(target.comparator)
    nodes = [
        _measured(target, value, bound, topic, one) for one in ((asked,) if asked else exactly)
    ]
    whole = nodes[0] if asked else combined(Kind.ALL, topic, nodes, subject=(target.id,))
    stands = report is not None and not report.day.certain
    taken = (Assumption.REPORTS_STAND,) if stands else ()
    return meant(target, attrs.evolve(whole, assumptions=taken))


def _measured(
    target: Target, value: Decimal, bound: Decimal, topic: str, comparison: Comparison
) -> Explanation:
    return Explanation(
        kind=Kind.MEASURE,
        topic=topic,
        verdict=Verdict.of(comparison.holds(value, bound)),
        rule="P5",
        subject=(target.id,),
        value=value,
        bound=bound,
        comparison=comparison,
    )


def _assumed(programme: Programme, target: Target, on: date) -> tuple[Assumption, ...]:
    return (Assumption.REPORTS_STAND,) if assumed(programme, target, on) else ()


READERS: dict[Metric, _Reader] = {
    Metric.PARENTS: _parents,
    Metric.AVERAGE: _average,
    Metric.FEWEST: _fewest,
    Metric.BAND: _band,
    Metric.INDICATOR: _indicator,
}

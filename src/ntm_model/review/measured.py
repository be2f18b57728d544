"""Targets that count no holders: criteria, parents, indicators, and what is asked every year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from operator import ge, gt, le, lt
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
from .holding import as_count, parents, report_of, reports
from .meeting import Ends, total_met, units_that
from .programme import Programme

_Reader: TypeAlias = Callable[[Programme, Target, date], Explanation]

#: enough digits for the product or the difference of any two numbers of a file
_EXACTLY = Context(prec=200)
ORDER: dict[Comparator, Callable[[Fraction, Fraction], bool]] = {
    Comparator.AT_LEAST: ge,
    Comparator.ABOUT: ge,
    Comparator.MORE_THAN: gt,
    Comparator.AT_MOST: le,
    Comparator.LESS_THAN: lt,
}
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


def changed(target: Target, ends: Ends, units: int = 1) -> Explanation:
    """Hold a change that may be a loss against what is asked of it, for each of some units."""
    low, high = ends
    known = low is not None and high is not None
    found = Explanation(
        kind=Kind.FACT,
        topic="net-change" if known else "net-change-open",
        verdict=holds(target, ends, units),
        exact=False,
        rule="P5",
        subject=(target.id,),
        value=None if low is None else Decimal(low),
        bound=None if high is None else Decimal(high),
        assumptions=(Assumption.CERTIFICATES_STAND,) if target.metric is Metric.UNITS else (),
    )
    return meant(target, found)


def holds(target: Target, ends: Ends, units: int = 1) -> Verdict:
    """Judge whether all of a range, some of it or none lies on the side that is asked for."""
    asked = Fraction(target.value) * units
    if target.comparator is Comparator.EXACTLY:
        sides = (Comparator.AT_LEAST, Comparator.AT_MOST)
        return Verdict.all_of(
            holds(attrs.evolve(target, comparator=side), ends, units) for side in sides
        )
    order, rising = ORDER[target.comparator], target.rising
    low, high = ends
    found = {
        not rising if low is None else order(Fraction(low), asked),
        rising if high is None else order(Fraction(high), asked),
    }
    return Verdict.of(found.pop()) if len(found) == 1 else Verdict.UNDETERMINED


def _parents(programme: Programme, target: Target, on: date) -> Explanation:
    """Count the units that have enough holders inside."""
    count, units = parents(programme, target, on)
    found = _of_units(target, "parents", count, units, (Assumption.CERTIFICATES_STAND,))
    return _best(found, programme, target, on)


def _average(programme: Programme, target: Target, on: date) -> Explanation:
    """Hold the criteria of all units together against what their average comes to."""
    (low, high), units = total_met(programme, target, on)
    if not units:
        return _by_report(programme, target, on)
    if target.stock is Stock.ADDED:
        return _best(changed(target, (low, high), units), programme, target, on)
    required = target.range_from(Fraction(target.value) * units)
    found = _counted(target, "average", Count(low or 0, high), required)
    return _best(meant(target, found), programme, target, on)


def _fewest(programme: Programme, target: Target, on: date) -> Explanation:
    """Count the units that fall short; there are to be none."""
    short, units = units_that(programme, target, on, lambda ends: ~holds(target, ends))
    if not units and short.high != 0:
        return _by_report(programme, target, on)
    found = _counted(target, "falling-short", short, Count.exactly(0))
    return _best(meant(target, found), programme, target, on)


def _band(programme: Programme, target: Target, on: date) -> Explanation:
    """Count the units in a band of criteria."""
    asked = target.between or target.required
    count, units = units_that(
        programme, target, on, lambda ends: Count(ends[0] or 0, ends[1]).within(asked)
    )
    return _best(_of_units(target, "band", count, units, ()), programme, target, on)


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
    return report_of(programme, level, on), report_of(programme, level, target.since or on)


def _best(found: Explanation, programme: Programme, target: Target, on: date) -> Explanation:
    """Let a report settle what assessments leave open; where both do, they must agree."""
    told = _by_report(programme, target, on)
    if told.verdict is Verdict.UNDETERMINED or found.verdict is told.verdict:
        return told if found.topic == "not-reported" else found
    return told if found.verdict is Verdict.UNDETERMINED else agreed("sources", (found, told))


def _by_report(programme: Programme, target: Target, on: date) -> Explanation:
    """Hold the report of the day against what is asked for, as far as it is printed finely."""
    report = report_of(programme, target, on)
    if report is None:
        return _not_reported(programme, target, on)
    if target.is_share and not report.of:
        return open_reason(target, "population-not-known")
    if target.is_share:
        return _of_units(target, "reported-of", as_count(report), report.of or 0, ())
    if report.hedge is not None or not _fine(report.value, target):
        return attrs.evolve(open_reason(target, "reported-roughly"), value=report.value)
    return _compared(target, report.value, target.value, "reported")


def _not_reported(programme: Programme, target: Target, on: date) -> Explanation:
    """Say that nothing is on file for the day, and what was reported last before it."""
    earlier = [one for one in reports(programme, target) if one.day.surely_by(on)]
    if any(one.day == When.of(on) for one in earlier):
        return open_reason(target, "reports-differ")
    if not earlier:
        return open_reason(target, "not-reported")
    last = max(earlier, key=lambda one: (one.day.latest or on, one.id))
    found = open_reason(target, "reported-earlier")
    return attrs.evolve(found, value=last.value, day=last.day.latest)


def _fine(value: Decimal, target: Target) -> bool:
    """Whether all that a printed number may stand for lies on one side of what is asked."""
    digits, asked = value.as_tuple().exponent, target.value.as_tuple().exponent
    if int(digits) <= int(asked):
        return True
    comparison = _COMPARISONS.get(target.comparator, Comparison.AT_LEAST)
    half = Decimal(5).scaleb(int(digits) - 1, _EXACTLY)
    ends = (_EXACTLY.subtract(value, half), _EXACTLY.add(value, half))
    exactly = target.comparator is Comparator.EXACTLY
    return not exactly and len({comparison.holds(end, target.value) for end in ends}) == 1


def _of_units(
    target: Target,
    topic: str,
    count: Count,
    units: int | None,
    taken: tuple[Assumption, ...],
) -> Explanation:
    """Hold a number of units against a number, or against a share of so many."""
    if not units and count.high is None:
        return open_reason(target, "not-reported")
    if units is None and target.is_share:
        return open_reason(target, "population-not-known")
    nodes = [_counted(target, topic, count, asked, taken) for asked in target.asked(units or 0)]
    return meant(target, *nodes)


def _counted(
    target: Target,
    topic: str,
    count: Count,
    required: Count,
    taken: tuple[Assumption, ...] = (),
) -> Explanation:
    return counted(
        topic, count, required, rule="P5", subject=(target.id,), assumptions=taken, exact=False
    )


def _compared(target: Target, value: Decimal, bound: Decimal, topic: str) -> Explanation:
    """Hold a value against a bound; "exactly" is both at least and at most."""
    asked = _COMPARISONS.get(target.comparator)
    sides = (asked,) if asked else (Comparison.AT_LEAST, Comparison.AT_MOST)
    nodes = [_measured(target, value, bound, topic, side) for side in sides]
    whole = nodes[0] if asked else combined(Kind.ALL, topic, nodes, subject=(target.id,))
    return meant(target, whole)


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


READERS: dict[Metric, _Reader] = {
    Metric.PARENTS: _parents,
    Metric.AVERAGE: _average,
    Metric.FEWEST: _fewest,
    Metric.BAND: _band,
    Metric.INDICATOR: _indicator,
}

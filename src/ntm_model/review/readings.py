"""Whether a target is reached on a day: every admissible reading of it, the norm first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from operator import ge, gt, le, lt

import attrs

from ..core.counts import Count
from ..core.explanation import Explanation, Kind, agreed, counted
from ..core.figures import Printed
from ..core.quantities import Metric, Population
from ..core.verdict import Verdict
from ..core.words import Assumption, Stock
from ..promises import Comparator, Expressed, Norm, Target
from ..record import Combination
from ..tiers import CertificationTier
from ..units import Province
from .holding import looked_at, measure, newest, states
from .measured import READERS, every_year, meant, open_reason
from .programme import Programme

#: the populations that a share of a tier is nested in
_NESTED = (Population.PLANNED_STANDARD, Population.STANDARD)
_ORDER: dict[Comparator, Callable[[Fraction, Fraction], bool]] = {
    Comparator.AT_LEAST: ge,
    Comparator.ABOUT: ge,
    Comparator.MORE_THAN: gt,
    Comparator.AT_MOST: le,
    Comparator.LESS_THAN: lt,
}


def readings(programme: Programme, target: Target, on: date) -> tuple[Explanation, ...]:
    """Judge every admissible reading of a target, the norm first.

    A share of the standard communes can be read by the planned number of them, or by the actual
    one: then over-achieving the standard target lowers it (rule T5). A share of all communes is
    read by those that there are. Where a percentage says not of what, all readings must agree.
    """
    if target.stock is Stock.YEARLY and target.metric is not Metric.INDICATOR:
        return (every_year(target, on, lambda year, day: readings(programme, year, day)[0]),)
    if target.metric is Metric.UNITS:
        return _units(programme, target, on)
    return (READERS[target.metric](programme, target, on),)


def _units(programme: Programme, target: Target, on: date) -> tuple[Explanation, ...]:
    """Read a number or a share of holders."""
    observed = measure(programme, target, on)
    taken = _taken_for_granted(programme, target, on)
    found: dict[Norm, Explanation] = {}
    if not target.is_share:
        found[Norm.COUNT] = _held(target, "by-count", observed, target.required, taken=taken)
    of_all = _of_all(programme, target, on)
    if of_all:
        found[Norm.ALL] = _held(target, "by-all", observed, *of_all, taken=taken)
    planned = _of_planned(programme, target)
    if planned:
        found[Norm.PLANNED_BASE] = _held(target, "by-planned-base", observed, *planned, taken=taken)
    shares = _shares(target)
    if shares and target.population in (*_NESTED, Population.NOT_STATED):
        base = measure(programme, standard_of(target), on)
        found[Norm.ACTUAL_BASE] = _by_actual_base(target, shares, (observed, base), taken)
    return _ordered(target, found)


def _ordered(target: Target, found: dict[Norm, Explanation]) -> tuple[Explanation, ...]:
    """Put the norm first; without one the count decides, or else all readings must agree."""
    if not found:
        return (open_reason(target, "population-not-known"),)
    norm = target.norm if target.norm in found else None
    if norm is None and Norm.COUNT in found:
        norm = Norm.COUNT
    if norm is None and len(found) > 1:
        return (agreed("readings", tuple(found.values())), *found.values())
    first = found.pop(norm) if norm else found.popitem()[1]
    return (first, *found.values())


def _shares(target: Target) -> tuple[Fraction, ...]:
    """Return the share that is asked for; of a printed percentage the ends of what it allows."""
    if not target.is_share:
        printed = target.printed.share if target.population in _NESTED else None
        return () if printed is None or printed.value is None else (printed.value,)
    if target.expressed is Expressed.PRINTED_PERCENT:
        return tuple(end / 100 for end in Printed(percent=target.value).ends)
    return (Fraction(target.value) / 100,)


def _of_all(programme: Programme, target: Target, on: date) -> tuple[Count, ...]:
    """Return how many units a share of all of them comes to; nothing if it is of others."""
    if target.population not in (Population.ALL, Population.GROUP, Population.NOT_STATED):
        return ()
    units = population(programme, target, target.population_on or on)
    share = target.printed.share
    if target.is_share:
        return () if units is None else target.asked(units)
    if target.population is not Population.ALL or share is None or share.value is None:
        return ()
    return () if units is None else (target.range_from(share.value * units),)


def _of_planned(programme: Programme, target: Target) -> tuple[Count, ...]:
    """Return how many units a share of the planned standard ones comes to."""
    if target.population is not Population.PLANNED_STANDARD:
        return ()
    if not target.is_share:
        share = target.printed.share
        return () if share is None else (target.range_from(Fraction(share.count)),)
    base = planned_base(programme, target)
    return () if base is None else target.asked(int(base.value))


def planned_base(programme: Programme, target: Target) -> Target | None:
    """Return the target of standard units beside one that is a share of them."""
    return next(
        (
            one
            for one in programme.targets
            if one.tier is CertificationTier.STANDARD
            and not one.is_share
            and one.question == standard_of(target).question
            and (one.horizon, one.set_by) == (target.horizon, target.set_by)
        ),
        None,
    )


def standard_of(target: Target) -> Target:
    """Return what the standard units of a target's scope are counted by."""
    return attrs.evolve(
        target,
        tier=CertificationTier.STANDARD,
        inclusive=True,
        population=Population.NOT_STATED,
    )


def population(programme: Programme, target: Target, on: date) -> int | None:
    """Return of how many units a share is on a day; ``None`` if that is not known."""
    if target.scope in {*programme.province.ids, *(unit.id for unit in programme.province.units)}:
        sizes = {_size(state, target, on) for state in states(programme.province, on)}
        return sizes.pop() if len(sizes) == 1 else None
    report = newest(programme, target, on)
    return None if report is None else report.of


def _size(state: Province, target: Target, on: date) -> int | None:
    units = looked_at(state, target, on)
    return None if units is None else [belongs for _, belongs in units].count(Verdict.MET)


def _held(
    target: Target,
    topic: str,
    observed: Combination,
    *required: Count,
    taken: tuple[Assumption, ...],
) -> Explanation:
    nodes = [
        counted(
            topic,
            observed.count,
            asked,
            rule="P5",
            subject=(target.id,),
            assumptions=taken,
            exact=observed.exact,
        )
        for asked in required
    ]
    return meant(target, *nodes)


def _by_actual_base(
    target: Target,
    shares: tuple[Fraction, ...],
    nested: tuple[Combination, Combination],
    taken: tuple[Assumption, ...],
) -> Explanation:
    part, whole = nested
    verdicts = [
        _share_verdict(part.count, whole.count, share, target.comparator)
        for share in (shares if target.rising else reversed(shares))
    ]
    nodes = [
        Explanation(
            kind=Kind.FACT,
            topic="by-actual-base",
            verdict=verdict,
            exact=part.exact and whole.exact,
            rule="T5",
            subject=(target.id,),
            observed=whole.count,
            assumptions=taken,
            children=(_part(target, part.count, verdict),),
        )
        for verdict in verdicts
    ]
    return meant(target, *nodes)


def _part(target: Target, count: Count, verdict: Verdict) -> Explanation:
    """Return the part that a share is held by, beside its base."""
    return Explanation(
        kind=Kind.FACT,
        topic="part",
        verdict=verdict,
        rule="T5",
        subject=(target.id,),
        observed=count,
    )


def _share_verdict(part: Count, whole: Count, share: Fraction, comparator: Comparator) -> Verdict:
    """Judge a part of a whole that it lies inside: the two ends of what the share may be."""
    if comparator is Comparator.EXACTLY:
        sides = (Comparator.AT_LEAST, Comparator.AT_MOST)
        return Verdict.all_of(_share_verdict(part, whole, share, side) for side in sides)
    if whole.high is None or part.high is None:
        return Verdict.UNDETERMINED
    if whole.high == 0:
        return Verdict.MET
    lowest = Fraction(part.low, whole.high)
    highest = Fraction(1) if part.high >= whole.low else Fraction(part.high, whole.low)
    found = {_ORDER[comparator](end, share) for end in (lowest, highest)}
    return Verdict.of(found.pop()) if len(found) == 1 else Verdict.UNDETERMINED


def _taken_for_granted(programme: Programme, target: Target, on: date) -> tuple[Assumption, ...]:
    """Return the assumptions that the names of a count rest on, each once."""
    used = {
        assumed
        for unit in programme.province.on(on).communes_of(target.scope)
        if unit.standing(target.tier, on=on) is Verdict.MET
        for grant in unit.certifications
        for assumed in grant.assumes
    }
    listed = sorted(used, key=lambda assumed: assumed.value)
    return (Assumption.CERTIFICATES_STAND, *listed)

"""Rules about numbers of several promises and documents: T8 to T11."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, groupby, pairwise

import attrs

from ...core.counts import Count
from ...core.explanation import Check
from ...core.names import Level
from ...core.quantities import NATION, Metric, Population
from ...core.verdict import Verdict
from ...core.words import Stock
from ...promises import CarryOver, Plan, Target
from ...record import Reported
from ..case import Case
from ..holding import looks_at
from .findings import found
from .outcome import missed

#: how many criteria the sets of communes from 2009 to 2025 have
_FULL = 19


def carry_over(case: Case) -> Iterator[Check]:
    """T8: a number says whether units that earlier years missed are inside it."""
    left = list(missed(case))
    for target in case.programme.targets_in_force:
        if target.metric is not Metric.UNITS or target.is_share:
            continue
        inside = target.carry_over is CarryOver.INCLUDED
        if inside and target.carried is not None and target.carried > target.value:
            topic, verdict = "carried-more", Verdict.NOT_MET
        elif target.carry_over is not CarryOver.NOT_SAID:
            topic, verdict = f"carry-{target.carry_over.value}", Verdict.MET
        elif any(_may_be_inside(case, target, plan) for plan in left):
            topic, verdict = "carry-not-said", Verdict.UNDETERMINED
        else:
            continue
        yield found("T8", target.id, topic, verdict, citation=target.source)


def _may_be_inside(case: Case, target: Target, plan: Plan) -> bool:
    """Whether units that a plan missed may be counted in a target: of its kind, and its scope."""
    same = (plan.level, plan.tier) == (target.level, target.tier)
    return same and target.scope in case.programme.province.ids


def breakdown(case: Case) -> Iterator[Check]:
    """T9: the parts of a number add up to it, and so do the bands of a table."""
    for whole in case.programme.targets_in_force:
        asked = attrs.evolve(whole, scope="").question
        parts = [
            one
            for one in case.programme.targets_in_force
            if one.part_of == whole.id
            and one.tier is whole.tier
            and attrs.evolve(one, scope="").question == asked
        ]
        if parts and whole.metric is Metric.UNITS and not whole.is_share:
            yield _adds_up(whole, parts)
    tables = sorted(filter(_is_band, case.programme.reported), key=_table)
    for _, rows in groupby(tables, key=_table):
        yield from _bands(case, list(rows))


def same_question(case: Case) -> Iterator[Check]:
    """T10: two documents that speak of one number say the same."""
    for one, other in combinations(case.programme.targets_in_force, 2):
        same = (one.tier, one.question, one.horizon) == (other.tier, other.question, other.horizon)
        if same and _documents(one) != _documents(other) and _comparable(one, other):
            agree = _same_number(one, other)
            yield found(
                "T10",
                one.id,
                "documents-agree" if agree else "documents-differ",
                Verdict.of(agree),
                other.id,
                _documents(one)[0],
                _documents(other)[0],
                value=one.value,
                bound=other.value,
                citation=other.source,
            )


def names_and_numbers(case: Case) -> Iterator[Check]:
    """T11: as many units are named as the document says that there are."""
    for target in case.programme.targets_in_force:
        flow = target.stock is not Stock.CUMULATIVE and not target.is_share
        if target.named and flow and target.metric is Metric.UNITS:
            topic, verdict = _named(target)
            yield found("T11", target.id, topic, verdict, citation=target.source)
    for plan in case.programme.plans:
        if plan.number is not None and plan.mentions:
            yield _counted(plan)


def _named(target: Target) -> tuple[str, Verdict]:
    number, asked = len(target.named), target.required
    if asked.high is not None and number > asked.high:
        return "named-more", Verdict.NOT_MET
    if number < asked.low:
        return "named-fewer", Verdict.UNDETERMINED
    return "named-enough", Verdict.MET


def _counted(plan: Plan) -> Check:
    agree = plan.number == len(plan.mentions)
    topic = "number-fits" if agree else "number-differs"
    return found("T11", plan.id, topic, Verdict.of(agree), citation=plan.source)


def _adds_up(whole: Target, parts: list[Target]) -> Check:
    """Hold the sum of the parts, from its lower to its upper end, against the whole."""
    low = sum(part.value for part in parts)
    high = sum(_far_end(part) for part in parts)
    agree = (low, high) == (whole.value, _far_end(whole))
    # more than the whole contradicts it, less may only be an incomplete list
    over = low > whole.value or high > _far_end(whole)
    verdict = Verdict.MET if agree else Verdict.NOT_MET if over else Verdict.UNDETERMINED
    topic = {
        Verdict.MET: "parts-add-up",
        Verdict.NOT_MET: "parts-exceed",
        Verdict.UNDETERMINED: "parts-incomplete",
    }[verdict]
    return found(
        "T9",
        whole.id,
        topic,
        verdict,
        *(part.id for part in parts),
        value=low,
        bound=whole.value,
        citation=whole.source,
    )


def _far_end(target: Target) -> Decimal:
    return target.value if target.most is None else target.most


def _is_band(report: Reported) -> bool:
    return report.between is not None and report.hedge is None


def _table(report: Reported) -> tuple[str, ...]:
    """Return what the rows of one table of bands share."""
    plain = attrs.evolve(report, metric=Metric.AVERAGE, between=None)
    parts = (report.source.source, report.tier, report.on, looks_at(report), *plain.question)
    return tuple(map(repr, parts))


def _bands(case: Case, rows: list[Reported]) -> Iterator[Check]:
    """Hold the sum of a table's bands against the number of units."""
    first, ends = rows[0], sorted(_ends(row) for row in rows)
    there_are = {row.of for row in rows if row.of is not None} or _communes(case, first)
    apart = all(below[1] < above[0] for below, above in pairwise(ends))
    if len(rows) == 1 or not there_are or not apart:
        return
    total = int(sum(row.value for row in rows))
    topic, verdict = "bands-add-up", Verdict.MET
    if total > max(there_are):
        topic, verdict = "bands-exceed", Verdict.NOT_MET
    elif total not in there_are:
        whole = _without_gaps(ends)
        topic = "bands-fall-short" if whole else "bands-incomplete"
        verdict = Verdict.NOT_MET if whole else Verdict.UNDETERMINED
    subject, *others = [row.id for row in rows if row.id] or [first.scope]
    yield found("T9", subject, topic, verdict, *others, citation=first.source)


def _communes(case: Case, row: Reported) -> set[int]:
    """Return how many communes a table may be of, where it is of all communes on file."""
    province = case.programme.province
    whole = row.level is Level.COMMUNE and looks_at(row) is Population.ALL
    if not whole or row.scope == NATION:
        return set()
    return {len(units) for units in province.populations(row.scope, row.day)}


def _ends(row: Reported) -> tuple[int, int]:
    band = row.between or Count(0, 0)
    return band.low, _FULL if band.high is None else band.high


def _without_gaps(ends: list[tuple[int, int]]) -> bool:
    """Whether bands follow one another from nothing to the whole set of criteria."""
    closed = all(above[0] == below[1] + 1 for below, above in pairwise(ends))
    return closed and ends[0][0] == 0 and ends[-1][1] >= _FULL


def _documents(target: Target) -> tuple[str, str]:
    """Return the document that tells of a target, and the one that sets it."""
    return target.source.source or target.stated_in, target.stated_in


def _comparable(one: Target, other: Target) -> bool:
    """Whether two numbers are given in the same way, and neither is a part of the other."""
    alone = not one.part_of and not other.part_of
    of = [target.population if target.is_share else looks_at(target) for target in (one, other)]
    return alone and one.expressed is other.expressed and of[0] is of[1]


def _same_number(one: Target, other: Target) -> bool:
    """Whether two targets ask for the same, in whatever words."""
    if one.is_share or one.metric is not Metric.UNITS:
        return (one.comparator, one.value, one.most) == (other.comparator, other.value, other.most)
    return (one.required, one.most) == (other.required, other.most)

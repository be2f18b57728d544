"""Rules about numbers of several promises and documents: T8 to T11."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, groupby, pairwise

from ...core.explanation import Check
from ...core.quantities import Metric
from ...core.verdict import Verdict
from ...core.words import Stock
from ...promises import CarryOver, Comparator, Plan, Target
from ...record import Reported
from ..case import Case
from .findings import found
from .outcome import missed


def carry_over(case: Case) -> Iterator[Check]:
    """T8: a number says whether units that earlier years missed are inside it."""
    left = list(missed(case))
    for target in case.targets():
        if target.metric is not Metric.UNITS or target.is_share:
            continue
        if target.carried is not None and target.carried > target.value:
            topic, verdict = "carried-more", Verdict.NOT_MET
        elif target.carry_over is not CarryOver.NOT_SAID:
            topic, verdict = f"carry-{target.carry_over.value}", Verdict.MET
        elif any((plan.level, plan.tier) == (target.level, target.tier) for plan in left):
            topic, verdict = "carry-not-said", Verdict.UNDETERMINED
        else:
            continue
        yield found("T8", target.id, topic, verdict, citation=target.source)


def breakdown(case: Case) -> Iterator[Check]:
    """T9: the parts of a number add up to it, and so do the bands of a table."""
    for whole in case.targets():
        parts = [one for one in case.programme.targets if one.part_of == whole.id]
        parts = [one for one in parts if one.metric is Metric.UNITS and not one.is_share]
        if parts and whole.metric is Metric.UNITS and not whole.is_share:
            yield _adds_up(whole, parts)
    tables = sorted(filter(_is_band, case.programme.reported), key=_table)
    for _, rows in groupby(tables, key=_table):
        yield from _bands(case, list(rows))


def same_question(case: Case) -> Iterator[Check]:
    """T10: two documents that speak of one number say the same."""
    for one, other in combinations(case.targets(), 2):
        same = (one.tier, one.question, one.horizon) == (other.tier, other.question, other.horizon)
        if same and _documents(one) != _documents(other) and _comparable(one, other):
            agree = (one.comparator, one.value, one.most) == (
                other.comparator,
                other.value,
                other.most,
            )
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
    for target in case.targets():
        flow = target.stock is not Stock.CUMULATIVE and not target.is_share
        if target.named and flow and target.metric is Metric.UNITS:
            topic, verdict = _named(target)
            yield found("T11", target.id, topic, verdict, citation=target.source)
    for plan in case.programme.plans:
        if plan.number is not None and plan.mentions:
            yield _counted(plan)


def _named(target: Target) -> tuple[str, Verdict]:
    number = len(target.named)
    if number < target.value:
        return "named-fewer", Verdict.UNDETERMINED
    if number > target.value and target.comparator is Comparator.EXACTLY:
        return "named-more", Verdict.NOT_MET
    return "named-enough", Verdict.MET


def _counted(plan: Plan) -> Check:
    agree = plan.number == len(plan.mentions)
    topic = "number-fits" if agree else "number-differs"
    return found("T11", plan.id, topic, Verdict.of(agree), citation=plan.source)


def _adds_up(whole: Target, parts: list[Target]) -> Check:
    """Hold the sum of the parts, from its lower to its upper end, against the whole."""
    low = sum(part.value for part in parts)
    high = sum(part.most or part.value for part in parts)
    agree = (low, high) == (whole.value, whole.most or whole.value)
    # more than the whole contradicts it, less may only be an incomplete list
    over = low > whole.value or high > (whole.most or whole.value)
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


def _is_band(report: Reported) -> bool:
    return report.between is not None


def _table(report: Reported) -> tuple[str, ...]:
    """Return what the rows of one table of bands share."""
    parts = (report.source.source, report.scope, report.level, report.tier, report.on)
    return tuple(map(repr, parts))


def _bands(case: Case, rows: list[Reported]) -> Iterator[Check]:
    """Hold the sum of a table's bands against the number of units."""
    first = rows[0]
    there_are = {row.of for row in rows if row.of is not None} or {
        len(units) for units in case.programme.province.populations(first.scope, first.day)
    }
    total = int(sum(row.value for row in rows))
    if len(rows) == 1 or not there_are:
        return
    topic, verdict = "bands-add-up", Verdict.MET
    if total > max(there_are):
        topic, verdict = "bands-exceed", Verdict.NOT_MET
    elif total not in there_are:
        whole = _without_gaps(rows)
        topic = "bands-fall-short" if whole else "bands-incomplete"
        verdict = Verdict.NOT_MET if whole else Verdict.UNDETERMINED
    ids = [row.id for row in rows if row.id]
    yield found(
        "T9", ids[0] if ids else first.scope, topic, verdict, *ids[1:], citation=first.source
    )


def _without_gaps(rows: list[Reported]) -> bool:
    """Whether bands follow one another from nothing to the whole set of criteria."""
    ends = sorted((row.between for row in rows if row.between), key=lambda band: band.low)
    closed = all(below.high == above.low - 1 for below, above in pairwise(ends))
    return closed and ends[0].low == 0


def _documents(target: Target) -> tuple[str, str]:
    """Return the document that sets a target, and the one that tells of it."""
    return target.stated_in or target.source.source, target.source.source


def _comparable(one: Target, other: Target) -> bool:
    """Whether two numbers are given in the same way, and neither is a part of the other."""
    alone = not one.part_of and not other.part_of
    return alone and (one.expressed, one.is_share and one.population) == (
        other.expressed,
        other.is_share and other.population,
    )

"""Judge a unit on the district level by the conditions of its title."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import attrs

from ..core.counts import Count
from ..core.days import CriteriaPeriod, When
from ..core.explanation import Explanation, Kind, combined, counted
from ..core.figures import whole_units
from ..core.verdict import Verdict
from ..core.words import Assumption
from ..record import Statement, combine
from ..tiers import CertificationTier, CommuneKind
from ..units import Commune, District, Province
from .conditions import Condition, ConditionKind, conditions_for


@attrs.frozen
class _Question:
    """Whom to judge, by which facts, for which day and criteria period."""

    district: District
    #: the province of any day, for what sources stated on other days
    whole: Province
    #: the province of the day
    province: Province
    statements: tuple[Statement, ...]
    on: date
    period: CriteriaPeriod


def judge_district(
    district: District, province: Province, statements: Iterable[Statement] = (), *, on: date
) -> Explanation:
    """Judge whether a district, town or city meets the conditions of its title on a day.

    Shares are exact and round up to whole communes. Certificates count only by a criteria set
    of the conditions' own period. What nobody reported stays undetermined.
    """
    found = conditions_for(district.kind)
    question = _Question(district, province, province.on(on), tuple(statements), on, found.period)
    nodes = [_judge(condition, question) for condition in found.conditions]
    if not found.all_found:
        nodes.append(_open("conditions-not-found", found.id, district))
    return combined(
        Kind.ALL, "district", nodes, rule=found.id, subject=(district.id,), citation=found.citation
    )


def _judge(condition: Condition, question: _Question) -> Explanation:
    if condition.kind is ConditionKind.TOWNSHIPS:
        return _townships(condition, question)
    if condition.tier is not None and condition.percent is not None:
        return _communes(condition, condition.tier, question)
    return attrs.evolve(
        _open("no-data", condition.id, question.district), citation=condition.citation
    )


def _communes(condition: Condition, tier: CertificationTier, question: _Question) -> Explanation:
    """Count the communes that hold the tier, and say of each what is on file."""
    communes = question.province.communes_of(question.district.id)
    needed = whole_units(condition.percent or 0, len(communes))
    count = combine(
        question.whole,
        question.statements,
        tier,
        on=question.on,
        under=question.period,
        scope=question.district.id,
    )
    nodes = [_commune(unit, tier, question) for unit in communes]
    return counted(
        "communes-at" if communes else "vacuous",
        count.count,
        Count(needed, len(communes)),
        rule=condition.id,
        subject=(question.district.id, tier.value),
        citation=condition.citation,
        assumptions=(Assumption.CERTIFICATES_STAND,),
        children=tuple(sorted(nodes, key=lambda node: node.key)),
        exact=count.exact,
    )


def _commune(unit: Commune, tier: CertificationTier, question: _Question) -> Explanation:
    complete = question.province.is_complete(question.on)
    verdict = unit.standing(tier, on=question.on, under=question.period, complete=complete)
    ever = unit.standing(tier, on=question.on)
    if verdict is Verdict.MET:
        topic = "on-file"
    elif ever is Verdict.MET:
        topic = "older-or-unknown-set"
    else:
        topic = "perhaps-planned" if _one_of_several(unit, tier, question) else "not-on-file"
    return Explanation(
        kind=Kind.FACT, topic=topic, verdict=verdict, subject=(unit.id, tier.value), day=question.on
    )


def _one_of_several(unit: Commune, tier: CertificationTier, question: _Question) -> bool:
    """Whether the plan may mean it: a name that fits several is carried out as a choice."""
    return any(
        unit.id in said.members and said.tier >= tier and said.day == When.of(question.on)
        for said in question.statements
    )


def _townships(condition: Condition, question: _Question) -> Explanation:
    """All of none is met; what a township has become is no fact of this record."""
    townships = [
        unit
        for unit in question.province.communes
        if unit.kind is CommuneKind.TOWNSHIP and unit.district == question.district.id
    ]
    return Explanation(
        kind=Kind.FACT,
        topic="townships" if townships else "vacuous",
        verdict=Verdict.UNDETERMINED if townships else Verdict.MET,
        rule=condition.id,
        subject=(question.district.id, *(unit.id for unit in townships)),
        citation=condition.citation,
    )


def _open(topic: str, rule: str, district: District) -> Explanation:
    return Explanation(
        kind=Kind.FACT,
        topic=topic,
        verdict=Verdict.UNDETERMINED,
        rule=rule,
        subject=(district.id,),
    )

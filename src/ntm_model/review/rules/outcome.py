"""Rules about what comes of it: C2, P4, P5, P6."""

from __future__ import annotations

from collections.abc import Iterator

from ...core.explanation import Check, Explanation
from ...core.verdict import Verdict
from ...law import judge_district
from ...promises import Metric, Plan
from ...tiers import Certification
from ...units import Commune, District
from ..case import Case
from ..progress import carried_out, measure, readings
from .findings import found


def sequence(case: Case) -> Iterator[Check]:
    """C2: a decision is not older than the year that it recognises."""
    province = case.programme.province
    for unit in (province, *province.districts, *province.communes):
        for grant in unit.certifications:
            if _before_its_year(grant):
                yield found(
                    "C2",
                    unit.id,
                    "decided-before-year",
                    Verdict.NOT_MET,
                    grant.decision,
                    citation=grant.source,
                )


def district_conditions(case: Case) -> Iterator[Check]:
    """P4: the plan is consistent with the conditions of the district titles that it promises."""
    for plan, mention, units in case.named():
        if plan.metric is Metric.DISTRICTS and len(units) == 1 and isinstance(units[0], District):
            yield Check("P4", mention.text, promised_district(case, units[0], plan))


def promised_district(case: Case, district: District, plan: Plan) -> Explanation:
    """Judge a district by the conditions of its title, as if the planned communes were done."""
    communes = [own for own in case.programme.own_plans if own.metric is Metric.COMMUNES]
    carried = carried_out(case.programme, communes, on=case.on, by=plan.deadline)
    return judge_district(district, carried.province, carried.statements, on=case.on)


def reach(case: Case) -> Iterator[Check]:
    """P5: what is on file, what sources state and the plan together reach the target."""
    for target in case.programme.targets:
        carried = carried_out(
            case.programme, case.programme.own_plans, on=case.on, by=target.horizon
        )
        yield Check("P5", target.id, readings(carried, target, case.on)[0])
        now = measure(case.programme, target, case.on)
        if now.combined is None:
            sources = sorted({step.statement for step in now.steps if step.statement})
            yield found("P5", target.id, "sources-contradict", Verdict.UNDETERMINED, *sources)


def outstanding(case: Case) -> Iterator[Check]:
    """P6: what earlier plans missed stays outstanding; what is ordered and not listed is said."""
    for plan in case.programme.plans:
        if plan.unlisted:
            yield found(
                "P6", plan.id, "ordered-not-listed", Verdict.UNDETERMINED, citation=plan.source
            )
    for plan in earlier(case):
        for mention in plan.mentions:
            units = case.programme.province.candidates_of(mention, plan.tier)
            done = (
                Verdict.all_of(_recognised(case, unit, plan) for unit in units)
                if units
                else Verdict.UNDETERMINED
            )
            topic = "kept" if done is Verdict.MET else "outstanding"
            yield found(
                "P6",
                plan.id,
                topic,
                done,
                mention.text,
                *(unit.id for unit in units),
                citation=plan.source,
            )
        if not plan.mentions and plan.number is not None:
            yield found(
                "P6", plan.id, "outstanding-unnamed", Verdict.UNDETERMINED, citation=plan.source
            )


def earlier(case: Case) -> Iterator[Plan]:
    """Yield the plans whose deadline lies before the day, the letter's own among them."""
    for plan in case.programme.plans:
        if plan.expired(case.on):
            yield plan


def _recognised(case: Case, unit: Commune | District, plan: Plan) -> Verdict:
    complete = case.programme.province.is_complete(case.on)
    return unit.standing(plan.tier, on=case.on, complete=complete)


def _before_its_year(grant: Certification) -> bool:
    day, year = grant.decided.latest, grant.year.earliest
    return day is not None and year is not None and day.year < year

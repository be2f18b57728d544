"""Rules about what comes of it: C1, C2, C3, P4, P5, P6, P8."""

from __future__ import annotations

from collections.abc import Iterator

from ...core.explanation import Check, Explanation
from ...core.names import Level, Mention
from ...core.quantities import NATION, Metric
from ...core.verdict import Verdict
from ...law import judge_district
from ...promises import Plan
from ...tiers import Certification, ladder
from ...units import Commune, District
from ..case import Case
from ..holding import measure
from ..progress import carried_out
from ..readings import readings
from .findings import found


def sequence(case: Case) -> Iterator[Check]:
    """C2: a decision is not older than the year that it recognises."""
    province = case.programme.province
    for unit in (province, *province.units):
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


def order_of_tiers(case: Case) -> Iterator[Check]:
    """C1: a title does not come before the one below it, if the record is complete."""
    province = case.programme.province
    for unit in (province, *province.units):
        for grant in unit.certifications:
            last = grant.in_force.latest
            below = [one for one in unit.certifications if _is_below(one, grant)]
            late = bool(below) and all(grant.in_force.surely_before(one.in_force) for one in below)
            if late and last is not None and province.is_complete(last):
                yield found(
                    "C1",
                    unit.id,
                    "wrong-order",
                    Verdict.NOT_MET,
                    grant.tier.value,
                    below[0].tier.value,
                    citation=grant.source,
                )


def revocations(case: Case) -> Iterator[Check]:
    """C3: what is revoked was held, if the record is complete."""
    province = case.programme.province
    for unit in (province, *province.units):
        for end in unit.revocations:
            last = end.in_force.latest
            grants = [grant for grant in unit.certifications if grant.tier >= end.tier]
            if last is not None and province.is_complete(last):
                held = any(grant.in_force.possibly_by(last) for grant in grants)
                topic = "something-revoked" if held else "nothing-to-revoke"
                yield found(
                    "C3", unit.id, topic, Verdict.of(held), end.tier.value, citation=end.source
                )


def _is_below(one: Certification, grant: Certification) -> bool:
    """Whether one certificate is of the tier below another's, by the same set."""
    return one.tier in grant.tier.implied and one.period is grant.period


def district_conditions(case: Case) -> Iterator[Check]:
    """P4: the plan is consistent with the conditions of the district titles that it promises."""
    for plan, mention, meant in case.named():
        units = case.living(meant) if len(meant) == 1 else ()
        # no title of an urban district was found, and so no conditions
        districts = [unit for unit in units if isinstance(unit, District) and ladder(unit.kind)]
        for district in districts if plan.level is Level.DISTRICT else ():
            yield Check("P4", mention.text, promised_district(case, district, plan))


def promised_district(case: Case, district: District, plan: Plan) -> Explanation:
    """Judge a district by the conditions of its title, as if the planned communes were done."""
    communes = [own for own in case.programme.own_plans if own.level is Level.COMMUNE]
    carried = carried_out(case.programme, communes, on=case.on, by=plan.deadline)
    return judge_district(district, carried.province, carried.statements, on=case.on)


def reach(case: Case) -> Iterator[Check]:
    """P5: what is on file, what sources state and the plan together reach the target."""
    for target in case.programme.targets_in_force:
        carried = carried_out(
            case.programme, case.programme.own_plans, on=case.on, by=target.horizon
        )
        yield Check("P5", target.id, readings(carried, target, case.on)[0])
        if target.metric is not Metric.UNITS:
            continue
        now = measure(case.programme, target, case.on)
        if now.combined is None:
            sources = sorted({step.statement for step in now.steps if step.statement})
            yield found("P5", target.id, "sources-contradict", Verdict.UNDETERMINED, *sources)


def outstanding(case: Case) -> Iterator[Check]:
    """P6: what earlier plans missed stays outstanding; what is ordered and not listed is said.

    A plan that its author amended with a later deadline postpones what it still names.
    """
    for plan in case.programme.plans:
        if plan.unlisted:
            yield found(
                "P6", plan.id, "ordered-not-listed", Verdict.UNDETERMINED, citation=plan.source
            )
    for plan in earlier(case):
        for mention in plan.mentions:
            if _has_lapsed(case, plan, mention):
                continue
            units = case.programme.meant(plan, mention)
            topic, done = _state(case, plan, mention)
            yield found(
                "P6",
                plan.id,
                topic,
                done,
                mention.text,
                *(unit.id for unit in units),
                day=case.programme.postponed(plan, mention) if topic == "postponed" else None,
                citation=plan.source,
            )
        if not plan.mentions and plan.number is not None:
            yield found(
                "P6", plan.id, "outstanding-unnamed", Verdict.UNDETERMINED, citation=plan.source
            )


def lapsed(case: Case) -> Iterator[Check]:
    """P8: a promise whose unit has ended lapses: it is neither met nor missed."""
    province = case.programme.province
    for plan in case.programme.plans:
        for mention in plan.mentions:
            meant = case.programme.meant(plan, mention)
            if meant and not case.living(meant):
                heirs = {heir.id for unit in meant for heir in province.heirs(unit.id, on=case.on)}
                yield found(
                    "P8",
                    mention.text,
                    "lapsed",
                    Verdict.UNDETERMINED,
                    plan.id,
                    *sorted(heirs),
                    day=case.on,
                    citation=plan.source,
                )
    there_are = {NATION, case.province.id, *(unit.id for unit in case.province.units)}
    for target in case.programme.targets:
        if target.scope not in there_are:
            yield found(
                "P8",
                target.id,
                "scope-ended",
                Verdict.UNDETERMINED,
                target.scope,
                day=case.on,
                citation=target.source,
            )


def missed(case: Case) -> Iterator[Plan]:
    """Yield the plans past their deadline of which something is outstanding and has not lapsed."""
    for plan in earlier(case):
        open_ones = (
            _state(case, plan, mention)[1]
            for mention in plan.mentions
            if not _has_lapsed(case, plan, mention)
        )
        unnamed = not plan.mentions and plan.number is not None
        if unnamed or any(done is not Verdict.MET for done in open_ones):
            yield plan


def _has_lapsed(case: Case, plan: Plan, mention: Mention) -> bool:
    """Whether all that a name means has ended (rule P8)."""
    meant = case.programme.meant(plan, mention)
    return bool(meant) and not case.living(meant)


def _state(case: Case, plan: Plan, mention: Mention) -> tuple[str, Verdict]:
    """Say what has become of one name in a plan past its deadline."""
    units = case.programme.meant(plan, mention)
    done = Verdict.all_of(_recognised(case, unit, plan) for unit in units)
    if units and done is Verdict.MET:
        return "kept", Verdict.MET
    if case.programme.withdrawn(plan, mention):
        return "withdrawn", Verdict.MET
    topic = "postponed" if case.programme.postponed(plan, mention) else "outstanding"
    return topic, done if units else Verdict.UNDETERMINED


def earlier(case: Case) -> Iterator[Plan]:
    """Yield the plans whose deadline lies before the day, the letter's own among them."""
    for plan in case.programme.plans:
        if plan.expired(case.on):
            yield plan


def _recognised(case: Case, unit: Commune | District, plan: Plan) -> Verdict:
    complete = case.province.is_complete(case.on)
    return unit.standing(plan.tier, on=case.on, complete=complete)


def _before_its_year(grant: Certification) -> bool:
    day, year = grant.decided.latest, grant.year.earliest
    return day is not None and year is not None and day.year < year

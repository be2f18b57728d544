"""Rules about the units that a plan names: U3, P1, P2, P3."""

from __future__ import annotations

from collections.abc import Iterator

from ...core.explanation import Check
from ...core.verdict import Verdict
from ...promises import Plan
from ...tiers import CertificationTier
from ...units import Commune, District
from ..case import Case
from .findings import found


def ambiguity(case: Case) -> Iterator[Check]:
    """U3: a name that fits several units is not resolved; the candidates are listed."""
    for plan, mention, units in case.named():
        if units:
            clear = Verdict.MET if len(units) == 1 else Verdict.UNDETERMINED
            ids = (unit.id for unit in units)
            topic = "one-unit" if len(units) == 1 else "several-units"
            yield found("U3", mention.text, topic, clear, *ids, citation=plan.source)


def existence(case: Case) -> Iterator[Check]:
    """P1: a named unit exists, is of a kind that can hold the tier, and is named once."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for plan, mention, units in case.named():
        key = (plan.id, tuple(unit.id for unit in units))
        topic = "named-twice" if key in seen else "named-unit" if units else "no-such-unit"
        verdict = Verdict.of(topic == "named-unit")
        yield found("P1", mention.text, topic, verdict, plan.id, citation=plan.source)
        if units:
            seen.add(key)


def already_held(case: Case) -> Iterator[Check]:
    """P2: a named unit does not hold the tier already under the set in force."""
    for plan, mention, meant in case.named():
        units = case.living(meant)
        if units:
            held = Verdict.all_of(_standing(case, unit, plan.tier) for unit in units)
            topic = "held-already" if held is Verdict.MET else "not-held-yet"
            ids = (plan.id, *(unit.id for unit in units))
            yield found("P2", mention.text, topic, ~held, *ids, day=case.on, citation=plan.source)


def prerequisites(case: Case) -> Iterator[Check]:
    """P3: the tiers below are held under the set in force, or planned no later."""
    for plan, mention, meant in case.named():
        units = case.living(meant)
        for tier in plan.tier.implied:
            if units:
                ready = Verdict.any_of(
                    _standing(case, unit, tier) | _planned(case, unit, tier, plan) for unit in units
                )
                topic = "prerequisite-held" if ready is Verdict.MET else "prerequisite-open"
                ids = (tier.value, plan.id, *(unit.id for unit in units))
                yield found(
                    "P3", mention.text, topic, ready, *ids, day=case.on, citation=plan.source
                )


def _standing(case: Case, unit: Commune | District, tier: CertificationTier) -> Verdict:
    complete = case.province.is_complete(case.on)
    return unit.standing(tier, on=case.on, under=case.period, complete=complete)


def _planned(case: Case, unit: Commune | District, tier: CertificationTier, later: Plan) -> Verdict:
    """Whether the letter plans the lower tier for this unit, no later than the higher one."""
    return Verdict.of(
        any(
            plan.tier is tier and case.living(units) == (unit,) and _no_later(plan, later)
            for plan, _, units in case.named()
        )
    )


def _no_later(plan: Plan, later: Plan) -> bool:
    return later.deadline is None or (plan.deadline is not None and plan.deadline <= later.deadline)

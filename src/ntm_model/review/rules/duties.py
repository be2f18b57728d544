"""Rules about who has to act: D1 to D4."""

from __future__ import annotations

from collections.abc import Iterator

from ...core.explanation import Check
from ...core.names import Level, Mention, same_name_key
from ...core.verdict import Verdict
from ...promises import Duty, Matter, Role
from ..case import Case
from .findings import found


def assignment(case: Case) -> Iterator[Check]:
    """D1: who follows a criterion comes from the province's own assignment, or is not known."""
    for duty in case.programme.duties:
        if duty.matter is Matter.CRITERIA and duty.role is Role.MONITOR:
            topic = "criteria-assigned" if duty.criteria else "assignment-not-found"
            verdict = Verdict.MET if duty.criteria else Verdict.UNDETERMINED
            yield found("D1", duty.addressee.text, topic, verdict, citation=duty.source)


def authorities(case: Case) -> Iterator[Check]:
    """D2: every planned unit has an authority that carries it out, and one that leads."""
    for plan, mention, _ in case.named() if case.programme.duties else ():
        duties = [duty for duty in case.programme.duties if _covers(duty, mention)]
        roles = {duty.role for duty in duties}
        missing = [role.value for role in (Role.CARRY_OUT, Role.LEAD) if role not in roles]
        topic = "authority-missing" if missing else "authorities"
        yield found(
            "D2",
            mention.text,
            topic,
            Verdict.of(not missing),
            plan.id,
            *missing,
            citation=plan.source,
        )


def addressees(case: Case) -> Iterator[Check]:
    """D3: whoever is addressed has a duty."""
    for addressee in case.programme.addressees:
        busy = any(_belongs(duty.addressee, addressee) for duty in case.programme.duties)
        topic = "has-duty" if busy else "no-duty"
        yield found("D3", addressee.text, topic, Verdict.of(busy))


def yardsticks(case: Case) -> Iterator[Check]:
    """D4: a duty has a deadline or a measure."""
    for duty in case.programme.duties:
        bound = duty.deadline is not None or bool(duty.measure)
        topic = "bound" if bound else "no-yardstick"
        names = (duty.role.value, duty.matter.value, *(mention.text for mention in duty.about))
        yield found(
            "D4", duty.addressee.text, topic, Verdict.of(bound), *names, citation=duty.source
        )


def _covers(duty: Duty, mention: Mention) -> bool:
    """Whether a duty is about this unit, by name or because it names none."""
    same = any(same_name_key(about.text) == same_name_key(mention.text) for about in duty.about)
    return same or not duty.about


def _belongs(one: Mention, addressee: Mention) -> bool:
    return addressee.level is Level.AGENCY and addressee.text in (one.text, one.group)

"""Findings as sentences."""

from __future__ import annotations

from ...core.explanation import Check
from .page import Page


def finding(page: Page, check: Check) -> str:
    """Return one finding as a sentence; the short ones of the first lines among them."""
    subject = check.explanation.subject
    if check.rule == "U3":
        told = (page.province.describe(page.province.unit(unit)) for unit in subject[1:])
        return page.say(
            "several-units",
            name=subject[0],
            number=len(subject) - 1,
            candidates=page.words.listed(told),
        )
    if check.rule == "P1":
        return page.say("no-such-unit", name=subject[0])
    if check.rule == "P2":
        plan = next(plan for plan in page.programme.plans if plan.id == subject[1])
        return page.say("held-already", name=subject[0], tier=page.tier(plan.tier))
    return page.say(f"finding-{check.explanation.topic}", rule=check.rule, **_parts(page, check))


def _parts(page: Page, check: Check) -> dict[str, object]:
    explanation = check.explanation
    target = next((one for one in page.programme.targets if one.id == check.subject), None)
    return {
        "subject": _subject(page, check),
        "other": explanation.subject[1] if len(explanation.subject) > 1 else "",
        "observed": explanation.observed,
        "required": explanation.required,
        "printed": page.words.printed(target.printed) if target else "",
        "wordings": ", ".join(target.wordings) if target else "",
    }


def _subject(page: Page, check: Check) -> str:
    return page.name_of(check.subject) if check.rule == "C2" else check.subject

"""Findings as sentences."""

from __future__ import annotations

from collections.abc import Iterable

from ...core.explanation import Check
from .page import Page

#: what is found of plans, and of what sources report
_OF_PLANS = ("amended-by-another", "number-differs", "plan-before-target", "plan-undated")
_OF_REPORTS = ("average-contradictory", "bands-exceed", "bands-fall-short", "bands-incomplete")


def sentences(page: Page, checks: Iterable[Check]) -> list[str]:
    """Return findings as sentences; those that say the same of several subjects are one."""
    groups: dict[tuple[str, str, tuple[tuple[str, str], ...]], list[str]] = {}
    for check in checks:
        key, found = _sentence(page, check)
        sentence = page.words.sentences[key]
        parts = {name: part for name, part in found.items() if f"{{{name}}}" in sentence}
        # names in quotes stay apart, or several would read as one
        alone = check.subject if '"{subject}"' in sentence else ""
        subjects = groups.setdefault((key, alone, tuple(sorted(parts.items()))), [])
        subjects.append(_subject(page, check))
    return [
        page.say(key, subject=", ".join(dict.fromkeys(subjects)), **dict(parts))
        for (key, _, parts), subjects in groups.items()
    ]


def _sentence(page: Page, check: Check) -> tuple[str, dict[str, str]]:
    """Return the key of a finding's sentence and its parts, all but the subject."""
    others = check.explanation.subject[1:]
    if check.rule == "U3":
        told = map(page.describe, others)
        return "several-units", {"number": str(len(others)), "candidates": "; ".join(told)}
    if check.rule == "P1":
        return check.explanation.topic, {}
    if check.rule == "P2":
        plan = next(plan for plan in page.programme.plans if plan.id == others[0])
        return "held-already", {"tier": page.tier(plan.tier)}
    return f"finding-{check.explanation.topic}", {"rule": check.rule, **_figures(page, check)}


def _figures(page: Page, check: Check) -> dict[str, str]:
    explanation = check.explanation
    target = page.target(check.subject)
    others = explanation.subject[1:2]
    return {
        "other": "".join(page.target_name(other) for other in others),
        "observed": str(explanation.observed),
        "required": str(explanation.required),
        "printed": page.words.printed(target.printed) if target else "",
        "value": "" if explanation.value is None else page.words.number(explanation.value),
        "bound": "" if explanation.bound is None else page.words.number(explanation.bound),
        "documents": page.words.listed(map(page.document, explanation.subject[2:4])),
        "wordings": ", ".join(target.wordings) if target else "",
        **({"relation": page.say(f"relation-{others[0]}")} if check.rule == "T12" else {}),
    }


def _subject(page: Page, check: Check) -> str:
    """Return what a finding is about as a reader knows it, not as the file calls it."""
    if check.rule == "T12":
        return page.label(page.programme.document(check.subject))
    if check.rule.startswith("C"):
        return page.name_of(check.subject)
    topic = check.explanation.topic
    if topic in _OF_PLANS:
        return page.plan_name(check.subject)
    if topic in _OF_REPORTS:
        return page.report_name(check.subject)
    return page.target_name(check.subject)

"""What would settle the open questions, most useful first."""

from __future__ import annotations

from collections.abc import Iterator

from ...core.explanation import Check, Explanation
from ...core.verdict import Verdict
from ...promises import Metric
from .page import Page


def needs(page: Page) -> list[str]:
    """Return what is missing, each once, most useful first."""
    return list(
        dict.fromkeys(
            [
                *_recognitions(page),
                *_names(page),
                *_documents(page),
                *_districts(page),
                *_others(page),
            ]
        )
    )


def _recognitions(page: Page) -> Iterator[str]:
    """Lists and totals that would settle the targets."""
    open_targets = [
        reached
        for reached in page.commune_targets()
        if reached.planned_readings[0].verdict is Verdict.UNDETERMINED
    ]
    if open_targets and not page.province.is_complete(page.review.on):
        yield page.say("need-recognitions", day=page.words.day(page.review.on))
    for reached in open_targets:
        if not reached.stated:
            yield page.say("need-total", what=page.what(reached.target))


def _names(page: Page) -> Iterator[str]:
    """The units that a plan leaves open, and the decisions that its names presuppose."""
    for check in page.review.findings:
        if check.rule == "U3":
            yield page.say("need-district-of", name=check.subject)
    for check in page.review.findings:
        if check.rule == "P3" and check.explanation.subject[1] != "standard":
            yield page.say(
                "need-prerequisite",
                tier=page.say(f"tier-{check.explanation.subject[1]}"),
                name=check.subject,
            )


def _documents(page: Page) -> Iterator[str]:
    cited = {reference.document for reference in page.programme.references}
    unread = [one for one in page.programme.documents if one.id in cited and not one.read]
    for document in sorted(unread, key=lambda one: (not one.number, one.id)):
        yield page.say("need-document", document=page.label(document))


def _districts(page: Page) -> Iterator[str]:
    """What the conditions of the promised districts need, those due first before the others."""
    for check in page.review.findings:
        if check.rule == "P4":
            yield from _conditions(page, check)


def _conditions(page: Page, check: Check) -> Iterator[str]:
    district = page.name_of(check.explanation.subject[0])
    older, missing = (
        _with_topic(check.explanation, topic) for topic in ("older-or-unknown-set", "not-on-file")
    )
    if missing:
        yield page.say("need-decisions", names=page.named(missing), district=district)
    if older:
        period = page.case.period
        yield page.say("need-recheck", period=period.value if period else "", district=district)


def _with_topic(explanation: Explanation, topic: str) -> list[str]:
    return [
        child.subject[0]
        for condition in explanation.children
        if condition.subject[1:2] == ("standard",)
        for child in condition.children
        if child.topic == topic
    ]


def _others(page: Page) -> Iterator[str]:
    last_year = page.review.on.year - 1
    if any(
        plan.deadline and plan.deadline.year == last_year for plan in page.programme.other_plans
    ):
        yield page.say("need-results", year=last_year)
    if any(plan.metric is Metric.VILLAGES for plan in page.programme.plans):
        yield page.say("need-villages")

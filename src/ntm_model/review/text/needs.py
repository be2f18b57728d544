"""What would settle the open questions, most useful first."""

from __future__ import annotations

from collections.abc import Iterator

from ...core.names import Level
from ...core.verdict import Verdict
from ...law import conditions_for
from ...tiers import CertificationTier
from .page import Page


def needs(page: Page) -> list[str]:
    """Return what is missing, each once, most useful first."""
    found = [*_recognitions(page), *_names(page), *_last_year(page), *_totals(page)]
    return list(dict.fromkeys([*found, *_documents(page), *_districts(page), *_villages(page)]))


def _recognitions(page: Page) -> Iterator[str]:
    """The one list that would settle most."""
    verdicts = [reached.planned_readings[0].verdict for reached in page.commune_targets()]
    if Verdict.UNDETERMINED in verdicts and not page.province.is_complete(page.review.on):
        yield page.say("need-recognitions", day=page.words.day(page.review.on))


def _names(page: Page) -> Iterator[str]:
    """The names that a plan leaves open, and the decisions that they presuppose."""
    for check in page.review.findings:
        if check.rule == "U3":
            yield page.say("need-district-of", name=check.subject)
    for check in page.review.findings:
        lower = check.explanation.subject[1:2]
        if check.rule == "P3" and lower != (CertificationTier.STANDARD.value,):
            tier = page.say(f"tier-{lower[0]}")
            yield page.say("need-prerequisite", tier=tier, name=check.subject)


def _last_year(page: Page) -> Iterator[str]:
    last_year = page.review.on.year - 1
    deadlines = [plan.deadline for plan in page.programme.other_plans if plan.deadline]
    if any(deadline.year == last_year for deadline in deadlines):
        yield page.say("need-results", year=last_year)


def _totals(page: Page) -> Iterator[str]:
    for reached in page.commune_targets():
        if reached.planned_readings[0].verdict is Verdict.UNDETERMINED and not reached.stated:
            yield page.say("need-total", what=page.what(reached.target))


def _documents(page: Page) -> Iterator[str]:
    """The documents that the letter rests on and that nobody read, those with a number first."""
    cited = {reference.document for reference in page.programme.references}
    unread = [one for one in page.programme.documents if one.id in cited and not one.read]
    for document in sorted(unread, key=lambda one: (not one.number, one.id)):
        yield page.say("need-document", document=page.label(document))


def _districts(page: Page) -> Iterator[str]:
    """What the conditions of the promised districts need, district by district as promised."""
    for unit, _, check in page.promised():
        district, period = page.unit_name(unit), conditions_for(unit.kind).period.value
        older, missing = (
            page.communes_with(check.explanation, topic, CertificationTier.STANDARD)
            for topic in ("older-or-unknown-set", "not-on-file")
        )
        if missing:
            yield page.say("need-decisions", names=page.named(missing), district=district)
        if older:
            yield page.say("need-recheck", period=period, district=district)


def _villages(page: Page) -> Iterator[str]:
    if any(plan.level is Level.VILLAGE for plan in page.programme.plans):
        yield page.say("need-villages")

"""The plan, name by name."""

from __future__ import annotations

from collections.abc import Iterator

from ...core.names import Level, Mention
from ...core.verdict import Verdict
from ...promises import Plan
from ...tiers import CertificationTier
from ...units import Commune, District
from .assessed import assessments
from .page import Page
from .targets import elsewhere


def plan(page: Page) -> None:
    """Write what the letter plans, name by name."""
    page.head(page.say("section-plan"))
    for one in page.programme.own_plans:
        if one.mentions and one.level is Level.COMMUNE:
            page.write(_plan(page, one))
            page.more(_prerequisites(page, one))
            page.more(_assessed(page, one))
    page.more([_without_communes(page), _in_order(page), _undated(page)])
    page.more(elsewhere(page))


def _plan(page: Page, one: Plan) -> str:
    listed = page.words.listed(_mention(page, one, mention) for mention in one.mentions)
    deadline = page.words.deadline(one.deadline)
    return page.say(
        "plan-line",
        what=page.what(one),
        deadline=deadline,
        listed=listed,
        source=page.cite(one.source),
    )


def _mention(page: Page, one: Plan, mention: Mention) -> str:
    units = page.programme.meant(one, mention)
    if len(units) != 1:
        return f'"{mention.text}"'
    unit = units[0]
    printed = "" if unit.name == mention.text else page.say("planned-printed", text=mention.text)
    inside = page.words.listed([page.inside(unit), printed], "; ")
    return f"{unit.name} ({inside})" if inside else unit.name


def _prerequisites(page: Page, one: Plan) -> Iterator[str]:
    """Say which lower tiers are open: held by another set, or not on file at all."""
    period = page.case.period.value if page.case.period else ""
    for tier in reversed(one.tier.implied):
        units = _lacking(page, one, tier)
        held = [unit.id for unit in units if unit.standing(tier, on=page.review.on) is Verdict.MET]
        missing = [unit.id for unit in units if unit.id not in held]
        if missing:
            maybe = "".join(_maybe(page, tier, unit) for unit in missing)
            names = page.named(missing)
            yield page.say("prerequisite-open", tier=page.tier(tier), names=names, maybe=maybe)
        if held:
            names = page.named(held)
            yield page.say("prerequisite-older", tier=page.tier(tier), names=names, period=period)


def _lacking(page: Page, one: Plan, tier: CertificationTier) -> list[Commune | District]:
    """Return the planned units of which rule P3 misses a lower tier."""
    checks = [
        check.explanation.subject
        for check in page.review.findings
        if check.rule == "P3" and check.explanation.subject[1:3] == (tier.value, one.id)
    ]
    ids = {unit for subject in checks for unit in subject[3:]}
    units: tuple[Commune | District, ...] = (*page.province.districts, *page.province.communes)
    return [unit for unit in units if unit.id in ids]


def _maybe(page: Page, tier: CertificationTier, unit: str) -> str:
    """Say that a unit may be the one that a source counts and does not name."""
    for said in page.programme.statements:
        if said.counts and said.tier is tier and unit in said.members:
            scope = page.name_of(said.scope)
            return page.say("may-be", tier=page.tier(tier), scope=scope, name=page.name_of(unit))
    return ""


def _assessed(page: Page, one: Plan) -> Iterator[str]:
    units = {unit.id for mention in one.mentions for unit in page.programme.meant(one, mention)}
    yield from assessments(page, units, one.tier)


def _without_communes(page: Page) -> str:
    """Name the districts whose title is promised, and in which the plan names no commune."""
    planned = {
        unit.district
        for one, _, units in page.case.named()
        for unit in units
        if one.level is Level.COMMUNE and isinstance(unit, Commune) and len(units) == 1
    }
    promised = [unit.id for unit, _, _ in page.promised()]
    empty = [unit for unit in promised if unit not in planned]
    return page.say("no-planned-commune", names=page.named(empty)) if empty else ""


def _in_order(page: Page) -> str:
    """List the documents of the letter by day, which shows what was made for what."""
    cited = {
        page.programme.letter,
        *(reference.document for reference in page.programme.references),
    }
    dated = [one for one in page.programme.documents if one.id in cited and one.dated.latest]
    ordered = sorted(dated, key=lambda one: (one.dated.latest, one.id))
    listed = [f"{page.label(one)} ({page.words.when(one.dated)})" for one in ordered]
    return page.say("in-order", listed=", ".join(listed)) if len(listed) > 1 else ""


def _undated(page: Page) -> str:
    topics = {check.explanation.topic for check in page.review.findings}
    return page.say("plan-undated") if {"plan-undated", "two-authors"} <= topics else ""

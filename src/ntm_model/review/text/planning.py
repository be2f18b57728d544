"""The plan unit by unit, the districts condition by condition, and what earlier promises left open."""

from __future__ import annotations

from collections.abc import Iterator

from ...core.explanation import Check, Explanation
from ...core.names import Level, Mention, same_name_key
from ...core.words import Meaning
from ...law import Condition, conditions_for
from ...promises import Metric, Plan
from ...tiers import CertificationTier
from ...units import Commune, District
from ..rules.outcome import earlier
from .page import Page


def plan(page: Page) -> None:
    """Write what the letter plans, name by name."""
    page.head(page.say("section-plan"))
    for one in page.programme.own_plans:
        if one.mentions and one.metric is Metric.COMMUNES:
            page.write(_plan(page, one))
            page.more(_prerequisites(page, one))
            page.more(_assessed(page, one))
    page.more([_without_communes(page), _undated(page)])


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
    units = page.province.candidates_of(mention, one.tier)
    if len(units) != 1:
        return f'"{mention.text}"'
    unit = units[0]
    printed = "" if unit.name == mention.text else page.say("planned-printed", text=mention.text)
    inside = page.words.listed([page.inside(unit), printed], "; ")
    return f"{unit.name} ({inside})" if inside else unit.name


def _prerequisites(page: Page, one: Plan) -> Iterator[str]:
    period = page.case.period
    for check in page.review.checks:
        if (
            check.explanation.topic == "prerequisite-open"
            and check.explanation.subject[2] == one.id
        ):
            tier = page.say(f"tier-{check.explanation.subject[1]}")
            yield page.say(
                "prerequisite-open",
                name=check.subject,
                tier=tier,
                period=period.value if period else "",
            )


def _assessed(page: Page, one: Plan) -> Iterator[str]:
    units = {
        unit.id
        for mention in one.mentions
        for unit in page.province.candidates_of(mention, one.tier)
    }
    yield from _assessments(page, units, one.tier)


def _assessments(
    page: Page, units: set[str], tier: CertificationTier | None = None
) -> Iterator[str]:
    for found in page.programme.assessments:
        if found.unit in units and tier in (None, found.tier):
            yield page.say(
                "assessed",
                name=page.name_of(found.unit),
                met=found.met,
                of=found.of,
                set=found.criteria_set,
                when=page.words.when(found.as_of),
                source=page.cite(found.source),
            )


def _without_communes(page: Page) -> str:
    """Name the districts whose title is promised, and in which the plan names no commune."""
    planned = {
        unit.district
        for one, _, units in page.case.named()
        for unit in units
        if one.metric is Metric.COMMUNES and isinstance(unit, Commune) and len(units) == 1
    }
    promised = [unit.id for unit, _, _ in _promised(page)]
    empty = [unit for unit in promised if unit not in planned]
    return page.say("no-planned-commune", names=page.named(empty)) if empty else ""


def _undated(page: Page) -> str:
    topics = {check.explanation.topic for check in page.review.findings}
    return page.say("plan-undated") if {"plan-undated", "two-authors"} <= topics else ""


def districts(page: Page) -> None:
    """Write each promised district, town or city with what its title still lacks."""
    promised = list(_promised(page))
    if not promised:
        return
    page.head(page.say("section-districts"))
    for kind in dict.fromkeys(unit.kind for unit, _, _ in promised):
        found = conditions_for(kind)
        listed = "; ".join(_words(page, condition) for condition in found.conditions)
        page.write(
            page.say(
                "conditions", source=f"{found.citation.source}, {found.citation.at}", listed=listed
            )
        )
    for unit, one, check in promised:
        page.write(_head(page, unit, one, check))
        for line in _conditions(page, unit, check.explanation):
            page.note(line)


def _promised(page: Page) -> Iterator[tuple[District, Plan, Check]]:
    checks = {check.subject: check for check in page.review.checks if check.rule == "P4"}
    for one, mention, units in page.case.named():
        if mention.text in checks and len(units) == 1 and isinstance(units[0], District):
            yield units[0], one, checks[mention.text]


def _words(page: Page, condition: Condition) -> str:
    return condition.vi if page.words.lang == "vi" else condition.en


def _head(page: Page, unit: District, one: Plan, check: Check) -> str:
    facts = "".join(
        page.say(
            "district-stated",
            stated=f"{said.count.low}/{said.size}" if said.size else page.words.count(said.count),
            when=page.dated(said),
            source=page.cite(said.source),
        )
        for said in page.programme.statements
        if said.counts and said.scope == unit.id and not said.members
    )
    number = len(page.province.communes_of(unit.id))
    return page.say(
        "district-head",
        district=page.unit_name(unit),
        deadline=page.words.deadline(one.deadline),
        number=number,
        verdict=page.verdict(check.verdict),
        facts=facts,
    )


def _conditions(page: Page, unit: District, explanation: Explanation) -> Iterator[str]:
    for child in explanation.children:
        if child.topic == "communes-at" and child.subject[1] == CertificationTier.STANDARD.value:
            yield from _communes(page, child)
        elif child.topic == "communes-at":
            yield _advanced(page, child)
        elif child.topic in ("townships", "vacuous"):
            key = "townships" if child.topic == "townships" else "townships-vacuous"
            yield page.say(key, names=page.named(child.subject[1:]))
    yield from _unreported(page, unit, explanation)
    inside = {
        unit.id,
        *(commune.id for commune in page.province.communes if commune.district == unit.id),
    }
    yield from _assessments(page, inside, None)
    yield from _own_aims(page, unit)


def _communes(page: Page, node: Explanation) -> Iterator[str]:
    period = page.case.period.value if page.case.period else ""
    keys = {
        "on-file": "district-on-file",
        "older-or-unknown-set": "district-older",
        "not-on-file": "district-not-on-file",
    }
    for topic, key in keys.items():
        units = [child.subject[0] for child in node.children if child.topic == topic]
        if units:
            yield page.say(key, names=page.named(units), period=period)


def _advanced(page: Page, node: Explanation) -> str:
    planned = [child.subject[0] for child in node.children if child.topic == "on-file"]
    needed = node.required.low if node.required else 0
    key = "advanced-only" if planned and len(planned) == needed else "advanced-needed"
    names = page.named(planned) if planned else page.say("none-planned")
    return page.say(key, needed=needed, number=len(node.children), planned=names)


def _unreported(page: Page, unit: District, explanation: Explanation) -> Iterator[str]:
    conditions = {condition.id: condition for condition in conditions_for(unit.kind).conditions}
    silent = [
        _words(page, conditions[child.rule])
        for child in explanation.children
        if child.topic == "no-data"
    ]
    if silent:
        yield page.say("no-data", listed="; ".join(silent))
    if any(child.topic == "conditions-not-found" for child in explanation.children):
        yield page.say("conditions-not-found")


def _own_aims(page: Page, unit: District) -> Iterator[str]:
    for other in page.programme.other_plans:
        current = other.deadline is None or other.deadline >= page.review.on
        about = any(
            mention.level is Level.DISTRICT and unit.is_called(mention.text)
            for mention in other.mentions
        )
        if current and about and other.meaning is Meaning.BASICALLY_MEETS:
            yield page.say(
                "aims-differ",
                meaning=page.say(f"meaning-{other.meaning.value}"),
                source=page.cite(other.source),
            )
        elif current and about and other.number is not None:
            yield page.say(
                "own-aim",
                number=other.number,
                what=page.what(other),
                deadline=page.words.deadline(other.deadline),
                source=page.cite(other.source),
            )


def left_over(page: Page) -> None:
    """Write what earlier promises left open, communes and villages."""
    page.head(page.say("section-left"))
    open_plans = {
        check.explanation.subject[:2]
        for check in page.review.findings
        if check.explanation.topic == "outstanding"
    }
    lines = [_left(page, one, open_plans) for one in earlier(page.case)]
    page.more(lines if any(lines) else [page.say("left-none")])
    page.more(_villages(page))


def _left(page: Page, one: Plan, open_plans: set[tuple[str, ...]]) -> str:
    if not one.mentions:
        return page.say(
            "left-unnamed",
            number=one.number,
            what=page.what(one),
            deadline=page.words.deadline(one.deadline),
            source=page.cite(one.source),
        )
    names = [mention.text for mention in one.mentions if (one.id, mention.text) in open_plans]
    if not names:
        return ""
    again = [name for name in names if _planned_again(page, name)]
    meaning = (
        "" if one.meaning is Meaning.RECOGNISED else f", {page.say(f'meaning-{one.meaning.value}')}"
    )
    return page.say(
        "left-named",
        names=", ".join(names),
        what=page.what(one),
        meaning=meaning,
        deadline=page.words.deadline(one.deadline),
        again=page.say("left-again", names=", ".join(again)) if again else "",
        source=page.cite(one.source),
    )


def _planned_again(page: Page, name: str) -> bool:
    return any(
        same_name_key(mention.text) == same_name_key(name) for _, mention, _ in page.case.named()
    )


def _villages(page: Page) -> Iterator[str]:
    for said in page.programme.statements:
        if said.level is Level.VILLAGE:
            yield page.say(
                "villages-stated",
                count=page.words.count(said.count),
                group=said.group,
                when=page.dated(said),
                source=page.cite(said.source),
            )
    for other in page.programme.other_plans:
        ahead = other.deadline is not None and other.deadline >= page.review.on
        if other.metric is Metric.VILLAGES and ahead:
            yield _left(page, other, set())

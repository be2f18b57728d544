"""The plan unit by unit, the districts condition by condition, and what earlier promises left open."""

from __future__ import annotations

from collections.abc import Iterator

from ...core.explanation import Check, Explanation
from ...core.names import Level, Mention, same_name_key
from ...core.verdict import Verdict
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
    page.more([_without_communes(page), _in_order(page), _undated(page)])


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


def districts(page: Page) -> None:
    """Write each promised district, town or city with what its title still lacks."""
    promised = list(page.promised())
    if not promised:
        return
    page.head(page.say("section-districts"))
    for kind in dict.fromkeys(unit.kind for unit, _, _ in promised):
        found = conditions_for(kind)
        listed = "; ".join(_words(page, condition) for condition in found.conditions)
        page.write(
            page.say(
                "conditions",
                source=f"{found.citation.source}, {found.citation.at}",
                listed=listed,
                authority=page.words.authority(found.authority),
            )
        )
    for unit, one, check in promised:
        page.write(_head(page, unit, one, check))
        for line in _conditions(page, unit, check.explanation):
            page.note(line)


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
    """Sort the communes of a district by what is on file and what the plan adds."""
    period = page.case.period
    groups: dict[str, list[str]] = {
        "district-on-file": [],
        "district-older": [],
        "district-planned": [],
        "district-perhaps": [],
        "district-not-on-file": [],
    }
    for child in node.children:
        for key in _standing(page, child):
            groups[key].append(child.subject[0])
    for key, units in groups.items():
        if units:
            yield page.say(key, names=page.named(units), period=period.value if period else "")


def _standing(page: Page, child: Explanation) -> Iterator[str]:
    """Say where a commune belongs: by its own certificates, and by the plan if that adds something."""
    unit, on = page.province.unit(child.subject[0]), page.review.on
    own = unit.standing(CertificationTier.STANDARD, on=on, under=page.case.period) is Verdict.MET
    if own:
        yield "district-on-file"
    elif unit.standing(CertificationTier.STANDARD, on=on) is Verdict.MET:
        yield "district-older"
    if child.topic == "on-file" and not own:
        yield "district-planned"
    elif child.topic == "perhaps-planned":
        yield "district-perhaps"
    elif child.topic == "not-on-file":
        yield "district-not-on-file"


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
            yield page.say(
                "villages-goal",
                number=other.number,
                deadline=page.words.deadline(other.deadline),
                source=page.cite(other.source),
            )

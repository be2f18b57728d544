"""The promised districts, condition by condition."""

from __future__ import annotations

from collections.abc import Iterator

from ...core.explanation import Check, Explanation
from ...core.verdict import Verdict
from ...core.words import Meaning
from ...law import Condition, conditions_for
from ...promises import Plan
from ...tiers import CertificationTier
from ...units import District
from .assessed import assessments
from .page import Page


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
    yield from assessments(page, inside, None)
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
    """Say where a commune belongs: by its certificates, and by the plan if that adds."""
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
            unit in page.province.candidates(mention.text, mention.level)
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

"""The promised districts, condition by condition."""

from __future__ import annotations

from collections.abc import Iterator

from ...core.citations import Citation
from ...core.days import CriteriaPeriod
from ...core.explanation import Check, Explanation
from ...core.verdict import Verdict
from ...core.words import Meaning
from ...law import Condition, conditions_for
from ...promises import Plan, Silence
from ...tiers import CertificationTier, DistrictKind
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
        page.write(_title(page, kind))
    if Silence.ROAD_MAP_DOCUMENT in page.programme.silences:
        page.write(page.say("road-map"))
    for unit, one, check in promised:
        page.write(_head(page, unit, one, check))
        for line in _conditions(page, unit, check.explanation):
            page.note(line)


def _title(page: Page, kind: DistrictKind) -> str:
    """Say what the title of a kind of unit asks for; what another document asks is cited so."""
    found = conditions_for(kind)
    listed = [
        _words(page, one)
        if one.citation.source == found.citation.source
        else page.say("condition-source", listed=_words(page, one), source=_place(one.citation))
        for one in found.conditions
    ]
    return page.say(
        "conditions",
        kind=page.say(f"kind-{kind.value}"),
        source=_place(found.citation),
        listed="; ".join(listed),
        authority=page.words.authority(found.authority),
    )


def _place(citation: Citation) -> str:
    return f"{citation.source}, {citation.at}"


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
            yield from _advanced(page, child)
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
    groups = _groups(page, node, CertificationTier.STANDARD)
    for key, units in groups.items():
        if units:
            yield page.say(f"district-{key}", names=page.named(units), period=_period(page, node))


def _groups(page: Page, node: Explanation, tier: CertificationTier) -> dict[str, list[str]]:
    keys = ("on-file", "older", "planned", "perhaps", "not-on-file")
    groups: dict[str, list[str]] = {key: [] for key in keys}
    for child in node.children:
        for key in _standing(page, child, tier, _set_of(page, node)):
            groups[key].append(child.subject[0])
    return groups


def _standing(
    page: Page, child: Explanation, tier: CertificationTier, period: CriteriaPeriod
) -> Iterator[str]:
    """Say where a commune belongs: by its certificates, and by the plan if that adds."""
    unit, on = page.unit(child.subject[0]), page.review.on
    own = unit.standing(tier, on=on, under=period) is Verdict.MET
    if own:
        yield "on-file"
    elif unit.standing(tier, on=on) is Verdict.MET:
        yield "older"
    if child.topic == "on-file" and not own:
        yield "planned"
    elif child.topic == "perhaps-planned":
        yield "perhaps"
    elif child.topic == "not-on-file":
        yield "not-on-file"


def _set_of(page: Page, node: Explanation) -> CriteriaPeriod:
    """Return the period whose certificates the conditions of a district's title ask for."""
    district = next(one for one in page.province.districts if one.id == node.subject[0])
    return conditions_for(district.kind).period


def _period(page: Page, node: Explanation) -> str:
    return _set_of(page, node).value


def _advanced(page: Page, node: Explanation) -> Iterator[str]:
    """Say how many advanced communes are needed, who is one, and what hangs on the plan."""
    groups = _groups(page, node, CertificationTier.ADVANCED)
    own, planned, older = (groups[key] for key in ("on-file", "planned", "older"))
    needed = node.required.low if node.required else 0
    none = page.say("none-planned")
    yield page.say(
        "advanced-needed",
        needed=needed,
        number=len(node.children),
        period=_period(page, node),
        own=page.named(own) or none,
        planned=page.named(planned) or none,
    )
    if planned and len(own) < needed == len(own) + len(planned):
        yield page.say("advanced-only", planned=page.named(planned))
    if older:
        yield page.say("advanced-older", names=page.named(older), period=_period(page, node))


def _unreported(page: Page, unit: District, explanation: Explanation) -> Iterator[str]:
    conditions = {condition.id: condition for condition in conditions_for(unit.kind).conditions}
    silent = [
        _words(page, conditions[child.rule])
        for child in explanation.children
        if child.topic == "no-data"
    ]
    # construction debt is a condition of every title, and no fact of this record
    yield page.say("no-data", listed="; ".join(silent))
    if any(child.topic == "conditions-not-found" for child in explanation.children):
        yield page.say("conditions-not-found")


def _own_aims(page: Page, unit: District) -> Iterator[str]:
    for other in page.programme.other_plans:
        current = not other.expired(page.review.on)
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
    for target in page.programme.targets:
        ahead = target.horizon is None or target.horizon >= page.review.on
        if ahead and target.scope == unit.id and target not in page.programme.own_targets:
            yield page.say("own-aim", asked=page.asked(target), source=page.cite(target.source))

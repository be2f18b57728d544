"""What the numbers rest on: names, statements, what was not used, and what was assumed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...core.citations import Citation
from ...core.figures import Share
from ...core.quantities import Metric, Population
from ...core.verdict import Verdict
from ...core.words import Assumption, Stock
from ...promises import Plan, Target
from ...record import Statement
from ...tiers import Certification, CertificationTier
from ...units import Commune
from ..progress import Progress
from .page import Page
from .words import capital


def numbers(page: Page) -> None:
    """Write the section."""
    page.head(page.say("section-numbers"))
    once = {reached.target.tier: reached for reached in page.commune_targets()}
    for tier, reached in once.items():
        page.more(_names(page, tier))
        page.more(_fewer(page, tier))
        page.more(_stated(page, reached))
    page.more(_choices(page))
    page.more([_differences(page), _shares(page)])
    page.more(_meeting(page))
    page.more(_dossiers(page))
    page.more(_below_trust(page))
    page.more(_settling(page, reached) for reached in page.commune_targets())
    page.more([_other_units(page), _assumed(page)])


def _names(page: Page, tier: CertificationTier) -> Iterator[str]:
    """List the holders by name, district by district, with year and decision."""
    holders = page.holders(tier)
    by_district: dict[str, list[Commune]] = {}
    for unit in holders:
        by_district.setdefault(unit.district, []).append(unit)
    listed = [
        _district(page, district, units, tier)
        for district, units in sorted(by_district.items(), key=lambda entry: entry[0])
    ]
    if holders:
        yield page.say(
            "names-by-district",
            tier=capital(page.tier(tier)),
            count=len(holders),
            listed="; ".join(listed),
            sources=page.cite(*(_grant(unit, tier).source for unit in holders)),
        )


def _district(page: Page, district: str, units: list[Commune], tier: CertificationTier) -> str:
    head = f"{page.name_of(district)} {len(units)}: " if district else ""
    return head + page.words.listed(_unit(unit, tier) for unit in units)


def _unit(unit: Commune, tier: CertificationTier) -> str:
    grant = _grant(unit, tier)
    years = dict.fromkeys(year for year in (grant.year.earliest, grant.year.latest) if year)
    facts = [fact for fact in ("-".join(map(str, years)), grant.decision) if fact]
    return f"{unit.name} ({', '.join(facts)})" if facts else unit.name


def _grant(unit: Commune, tier: CertificationTier) -> Certification:
    """Return the certificate to show: of the very tier if there is one, the earliest first."""
    grants = [grant for grant in unit.certifications if grant.tier >= tier]
    return min(grants, key=lambda one: (one.tier is not tier, one.year.latest or 9999))


def _fewer(page: Page, tier: CertificationTier) -> Iterator[str]:
    """Say which names fall away without an assumption about their day."""
    holders = page.holders(tier)
    used = {
        assumed for unit in holders for grant in unit.certifications for assumed in grant.assumes
    }
    for assumption in sorted(used, key=lambda assumed: assumed.value):
        off = frozenset({assumption})
        lost = [unit.id for unit in holders if not _holds_without(page, unit, tier, off)]
        if lost and not page.province.is_complete(page.review.on):
            yield page.say(
                "fewer-without",
                count=len(holders) - len(lost),
                assumption=page.say(f"assumes-{assumption.value}"),
                names=page.named(lost),
            )


def _holds_without(
    page: Page, unit: Commune, tier: CertificationTier, off: frozenset[Assumption]
) -> bool:
    filed = page.case.unfiltered.province
    weaker = filed.on_file(known=page.review.known, trust=page.review.trust, without=off)
    # a unit is no longer known if what it was formed by rests on the assumption
    known = (one for one in weaker.communes if one.id == unit.id)
    return any(one.standing(tier, on=page.review.on) is Verdict.MET for one in known)


def _stated(page: Page, reached: Progress) -> Iterator[str]:
    said = reached.stated
    if reached.combined.combined is None:
        yield page.say("contradiction", tier=page.tier(reached.target.tier))
    if said is not None and said.count.low > reached.by_name.low:
        younger = page.named(reached.younger)
        yield page.say(
            "stated-unnamed",
            unnamed=said.count.low - reached.by_name.low,
            stated=said.count.low,
            tier=page.tier(reached.target.tier),
            when=page.dated(said),
            younger=page.say("stated-younger", names=younger) if younger else "",
            source=page.cite(said.source),
        )


def _choices(page: Page) -> Iterator[str]:
    for said in page.programme.statements:
        if _is_choice(said):
            yield page.say("choice", **_choice(page, said))


def _is_choice(said: Statement) -> bool:
    return said.counts and 0 < said.count.low < len(said.members)


def _choice(page: Page, said: Statement) -> dict[str, str]:
    return {
        "scope": page.name_of(said.scope),
        "count": page.words.count(said.count),
        "members": page.named(said.members),
        "tier": page.tier(said.tier),
        "when": page.dated(said),
        "source": page.cite(said.source),
    }


def _differences(page: Page) -> str:
    """Two authors' numbers are subtracted only to say that the difference is no baseline."""
    pairs = [
        f"{target.value} - {len(plan.mentions)} = {target.value - len(plan.mentions)}"
        for target in page.programme.own_targets
        for plan in page.programme.own_plans
        if _tempting(target, plan)
    ]
    return page.say("not-a-baseline", differences=", ".join(pairs)) if pairs else ""


def _tempting(target: Target, plan: Plan) -> bool:
    """Whether a reader may subtract the plan's number from the target's."""
    same = (plan.level, plan.tier, plan.deadline) == (target.level, target.tier, target.horizon)
    two_authors = bool(plan.mentions) and plan.author != target.set_by
    stock = target.stock is Stock.CUMULATIVE and bool(target.printed.total)
    counts = target.metric is Metric.UNITS and not target.is_share
    return same and two_authors and stock and counts and len(plan.mentions) <= target.value


def _shares(page: Page) -> str:
    """Show on the first nested share what over-achieving the standard target does to it."""
    for target in page.programme.own_targets:
        base = None if target.is_share else target.printed.total
        if target.population is Population.PLANNED_STANDARD and base and target.value <= base:
            percent = Share(target.required.low, base + 1).percent() or Decimal(0)
            return page.say(
                "over-achievement",
                base=base,
                value=page.words.number(target.value),
                tier=page.tier(target.tier),
                more=base + 1,
                percent=page.words.percent(percent),
            )
    return ""


def _meeting(page: Page) -> Iterator[str]:
    """List who met every criterion without a recognition on file: said, never counted."""
    communes = {unit.id: unit for unit in page.province.rural_communes}
    for found in page.programme.assessments:
        unit = communes.get(found.unit)
        if unit is None or found.met < found.of:
            continue
        if unit.standing(found.tier, on=page.review.on) is not Verdict.MET:
            yield page.say(
                "meets-unrecognised",
                name=unit.name,
                met=found.met,
                of=found.of,
                when=page.words.when(found.as_of),
                source=page.cite(found.source),
            )


def _dossiers(page: Page) -> Iterator[str]:
    """List how far the papers of units have come: said, never counted."""
    for found in page.programme.dossiers:
        yield page.say(
            "dossier",
            name=page.name_of(found.unit),
            tier=page.tier(found.tier),
            stage=page.say(f"stage-{found.stage.value}"),
            when=page.words.when(found.on),
            source=page.cite(found.source),
        )


def _below_trust(page: Page) -> Iterator[str]:
    """Print what is on file and too uncertain, so that nothing is lost silently."""
    filed, seen = page.case.unfiltered, page.review.known
    for unit in filed.province.communes:
        for grant in unit.certifications:
            if _doubted(page, grant.source) and grant.known.possibly_by(seen):
                yield page.say(
                    "below-trust",
                    confidence=page.confidence(grant.source),
                    name=unit.name,
                    tier=page.tier(grant.tier),
                    source=page.cite(grant.source),
                )
    for said in filed.statements:
        if _is_choice(said) and _doubted(page, said.source) and said.known.possibly_by(seen):
            taken = "; ".join(page.say(f"assumes-{one.value}") for one in said.assumes)
            assumed = page.say("if-assumed", listed=taken) if taken else ""
            confidence = capital(page.confidence(said.source))
            yield page.say(
                "choice-doubtful", confidence=confidence, assumed=assumed, **_choice(page, said)
            )


def _doubted(page: Page, source: Citation) -> bool:
    return source.confidence < page.review.trust


def _settling(page: Page, reached: Progress) -> str:
    if reached.readings[0].verdict is not Verdict.UNDETERMINED:
        return ""
    settling = reached.settling
    return page.say(
        "settling",
        open=settling.open,
        tier=page.tier(reached.target.tier),
        yes=settling.yes,
        value=page.words.number(reached.target.value),
        no=settling.no,
    )


def _other_units(page: Page) -> str:
    """Name the totals of another number of units: those that came or went loosen them."""
    others = [
        said
        for said in page.programme.statements
        if said.counts and said.size and not said.group and not _same_units(page, said)
    ]
    listed = [
        page.say(
            "other-units-one",
            count=page.words.count(said.count),
            size=said.size,
            when=page.dated(said),
        )
        for said in others
    ]
    units, sources = len(page.province.rural_communes), page.cite(*(said.source for said in others))
    shown = page.words.listed(listed, "; ")
    return page.say("other-units", units=units, listed=shown, sources=sources) if others else ""


def _same_units(page: Page, said: Statement) -> bool:
    reach = said.reach(page.programme.province, page.province)
    return reach is not None and reach.unchanged


def _assumed(page: Page) -> str:
    assumed = page.say(f"assumes-{Assumption.CERTIFICATES_STAND.value}")
    return page.say("assumed", listed=assumed)

"""What the numbers rest on: names, statements, what was not used, and what was assumed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...core.explanation import Assumption
from ...core.figures import Share
from ...core.verdict import Verdict
from ...core.words import Stock
from ...promises import Population
from ...tiers import Certification, CertificationTier
from ...units import Commune, count_by_name
from ..progress import Progress
from .page import Page


def numbers(page: Page) -> None:
    """Write the section."""
    page.head(page.say("section-numbers"))
    for reached in page.commune_targets():
        page.more(_names(page, reached.target.tier))
        page.more(_fewer(page, reached))
        page.more(_stated(page, reached))
    page.more(_choices(page))
    page.more([_differences(page)])
    page.more(_shares(page))
    page.more(_below_trust(page))
    page.more(_settling(page))
    page.more([_other_units(page), _assumed(page)])


def _names(page: Page, tier: CertificationTier) -> Iterator[str]:
    """List the holders by name, district by district, with year and decision."""
    holders = page.holders(tier)
    by_district: dict[str, list[Commune]] = {}
    for unit in holders:
        by_district.setdefault(unit.district, []).append(unit)
    parts = [
        f"{page.name_of(district)} {len(units)}: " if district else ""
        for district, units in by_district.items()
    ]
    listed = [
        head + page.words.listed(_unit(page, unit, tier) for unit in units)
        for head, units in zip(parts, by_district.values(), strict=True)
    ]
    if holders:
        sources = page.cite(*(grant.source for unit in holders for grant in _grants(unit, tier)))
        yield page.say(
            "names-by-district",
            tier=_capital(page.tier(tier)),
            count=len(holders),
            listed="; ".join(listed),
            sources=sources,
        )


def _unit(page: Page, unit: Commune, tier: CertificationTier) -> str:
    grant = min(_grants(unit, tier), key=lambda one: one.year.latest or 9999)
    years = [
        str(year)
        for year in dict.fromkeys((grant.year.earliest, grant.year.latest))
        if year is not None
    ]
    facts = [*(["-".join(years)] if years else []), *([grant.decision] if grant.decision else [])]
    return f"{unit.name} ({', '.join(facts)})" if facts else unit.name


def _grants(unit: Commune, tier: CertificationTier) -> list[Certification]:
    exact = [grant for grant in unit.certifications if grant.tier is tier]
    return exact or [grant for grant in unit.certifications if grant.tier >= tier]


def _fewer(page: Page, reached: Progress) -> Iterator[str]:
    """Say which names fall away without an assumption about their day."""
    tier = reached.target.tier
    used = {
        assumed
        for unit in page.holders(tier)
        for grant in unit.certifications
        for assumed in grant.assumes
    }
    for assumption in sorted(used):
        weaker = page.province.on_file(without={assumption}, trust=page.review.trust)
        communes = weaker.communes_of(reached.target.scope)
        count = count_by_name(communes, tier, on=page.review.on)
        lost = [
            unit.id
            for unit in page.holders(tier)
            if weaker.commune(unit.id).standing(tier, on=page.review.on) is not Verdict.MET
        ]
        if lost:
            yield page.say(
                "fewer-without",
                count=count.low,
                assumption=page.say(f"assumes-{assumption.value}"),
                names=page.named(lost),
            )


def _stated(page: Page, reached: Progress) -> Iterator[str]:
    said = next((one for one in page.programme.statements if one.id == reached.stated), None)
    if reached.combined.combined is None:
        yield page.say("contradiction", tier=page.tier(reached.target.tier))
    if said is not None and said.count.low > reached.by_name.low:
        younger = (
            page.say("stated-younger", names=page.named(reached.younger)) if reached.younger else ""
        )
        yield page.say(
            "stated-unnamed",
            unnamed=said.count.low - reached.by_name.low,
            stated=said.count.low,
            when=page.dated(said),
            younger=younger,
            source=page.cite(said.source),
        )


def _choices(page: Page) -> Iterator[str]:
    for said in page.programme.statements:
        if said.counts and said.members and said.count.low < len(said.members):
            yield page.say(
                "choice",
                scope=page.name_of(said.scope),
                count=page.words.count(said.count),
                members=page.named(said.members),
                tier=page.tier(said.tier),
                when=page.dated(said),
                source=page.cite(said.source),
            )


def _differences(page: Page) -> str:
    """Two authors' numbers are subtracted only to say that the difference is no baseline."""
    pairs = [
        f"{target.value} - {len(plan.mentions)} = {target.value - len(plan.mentions)}"
        for target in page.programme.targets
        for plan in page.programme.own_plans
        if (plan.metric, plan.tier) == (target.metric, target.tier)
        and plan.mentions
        and plan.author != target.set_by
        and target.stock is Stock.CUMULATIVE
        and plan.deadline == target.horizon
        and target.printed.total is not None
    ]
    return page.say("not-a-baseline", differences=", ".join(pairs)) if pairs else ""


def _shares(page: Page) -> Iterator[str]:
    for target in page.programme.targets:
        base = target.printed.total
        if (
            target.population is Population.PLANNED_STANDARD
            and base is not None
            and target.value <= base
        ):
            yield page.say(
                "over-achievement",
                base=base,
                value=target.value,
                tier=page.tier(target.tier),
                more=base + 1,
                percent=page.words.percent(Share(target.value, base + 1).percent() or Decimal(0)),
            )
            return


def _below_trust(page: Page) -> Iterator[str]:
    """Print what is on file and too uncertain, so that nothing is lost silently."""
    for unit in page.case.unfiltered.province.communes:
        for grant in unit.certifications:
            if grant.source.confidence < page.review.trust and grant.known.possibly_by(
                page.review.known
            ):
                yield page.say(
                    "below-trust",
                    confidence=page.say(f"confidence-{grant.source.confidence.value}"),
                    name=unit.name,
                    tier=page.tier(grant.tier),
                    source=page.cite(grant.source),
                )


def _settling(page: Page) -> Iterator[str]:
    for reached in page.commune_targets():
        if reached.readings[0].verdict is Verdict.UNDETERMINED:
            yield page.say(
                "settling",
                open=reached.settling.open,
                tier=page.tier(reached.target.tier),
                yes=reached.settling.yes,
                value=reached.target.value,
                no=reached.settling.no,
            )


def _other_units(page: Page) -> str:
    """Name the totals of another number of units: they do not travel."""
    others = [
        said
        for said in page.programme.statements
        if said.counts and not said.group and not said.among(page.province)
    ]
    listed = (
        page.say(
            "other-units-one",
            count=page.words.count(said.count),
            size=said.size,
            when=page.dated(said),
        )
        for said in others
    )
    units = len(page.province.rural_communes)
    shown = page.words.listed(listed, "; ")
    return (
        page.say(
            "other-units",
            units=units,
            listed=shown,
            sources=page.cite(*(said.source for said in others)),
        )
        if others
        else ""
    )


def _assumed(page: Page) -> str:
    used = [Assumption.CERTIFICATES_STAND]
    if any(
        grant.known.unknown or not grant.known.surely_by(page.review.known)
        for unit in page.province.communes
        for grant in unit.certifications
    ):
        used.append(Assumption.KNOWN_IN_TIME)
    return page.say("assumed", listed="; ".join(page.say(f"assumes-{one.value}") for one in used))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

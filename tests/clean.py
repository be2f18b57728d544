"""A small programme in which every rule is met, to plant contradictions in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ntm_model import (
    CarryOver,
    CertificationTier,
    Citation,
    Commune,
    CriteriaPeriod,
    District,
    Document,
    Duty,
    Level,
    Matter,
    Mention,
    Plan,
    Population,
    Printed,
    Programme,
    Province,
    Role,
    Target,
    When,
)

STANDARD, ADVANCED = CertificationTier.STANDARD, CertificationTier.ADVANCED
DAY, YEAR_END = date(2024, 3, 29), date(2024, 12, 31)
LETTER = Citation("letter")


def commune(name: str, district: str, *tiers: CertificationTier) -> Commune:
    """Return a commune that holds *tiers* by the set of 2021-2025."""
    unit = Commune(name, district=district)
    for tier in tiers:
        unit = unit.certify(
            tier, year=2022, decided=date(2023, 4, 12), period=CriteriaPeriod.Y2021_2025
        )
    return unit


def target(tier: CertificationTier, value: int, total: int, population: Population) -> Target:
    """Return a target whose figures agree."""
    percent = Decimal(value * 100) / total
    return Target(
        id=tier.value,
        tier=tier,
        value=value,
        scope="P",
        population=population,
        printed=Printed(value, total, percent.quantize(Decimal("0.1"))),
        horizon=YEAR_END,
        set_by="UBND tỉnh P",
        stated_in="notice",
        carry_over=CarryOver.INCLUDED,
        source=LETTER,
    )


def plan(tier: CertificationTier, *names: str) -> Plan:
    """Return a plan of the letter for communes."""
    return Plan(
        id=f"plan-{tier.value}",
        tier=tier,
        mentions=tuple(map(Mention, names)),
        author="UBND tỉnh P",
        stated_in="letter",
        year=2024,
        deadline=YEAR_END,
        source=LETTER,
    )


def clean_programme() -> Programme:
    """Return a complete, consistent programme: its review has no findings."""
    localities = Mention("Ủy ban nhân dân các huyện", Level.AGENCY)
    department = Mention("Sở Nông nghiệp và Phát triển nông thôn", Level.AGENCY)
    return Programme(
        id="clean",
        letter="letter",
        documents=(
            Document(id="letter", number="12/UBND-NNTN", dated=When.of(DAY)),
            Document(id="notice", number="1397/TB-BNN-VPĐP", dated=When.of(date(2024, 2, 29))),
        ),
        province=Province(
            "P",
            id="P",
            districts=(District("D", id="d"), District("E", id="e")),
            communes=(
                commune("A", "d", STANDARD, ADVANCED),
                commune("B", "d", STANDARD),
                commune("C", "d"),
                commune("F", "e", STANDARD),
                commune("G", "e"),
            ),
            complete_through=YEAR_END,
        ),
        targets=(
            target(STANDARD, 4, 5, Population.ALL),
            target(ADVANCED, 2, 4, Population.PLANNED_STANDARD),
        ),
        plans=(plan(STANDARD, "C"), plan(ADVANCED, "B")),
        duties=(
            Duty(
                role=Role.CARRY_OUT,
                addressee=localities,
                matter=Matter.PLAN,
                deadline=YEAR_END,
                source=LETTER,
            ),
            Duty(
                role=Role.LEAD,
                addressee=department,
                matter=Matter.PROGRESS,
                measure="báo cáo hằng quý",
                source=LETTER,
            ),
        ),
        addressees=(localities, department),
    )

"""Compare the fewest grants for a whole province with those that a greedy choice finds.

600 communes lie in 30 districts. Some are border communes, some remote, some in the delta. Over
four years the province, these groups and the titles of 20 districts ask for three tiers. The same
numbers make the same province every time.
"""

import time
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from ntm_model import CertificationTier, Commune, CriteriaPeriod, Province
from ntm_model.review import Demand, fewest

TIERS = (CertificationTier.STANDARD, CertificationTier.ADVANCED, CertificationTier.MODEL)
STANDARD, ADVANCED, MODEL = TIERS
OLD, NEW = CriteriaPeriod.Y2016_2020, CriteriaPeriod.Y2021_2025
DAY = date(2021, 12, 31)
YEARS = range(2022, 2026)
COMMUNES, DISTRICTS = 600, 30
#: how many in a hundred are of a group, and how many of those are asked to reach each tier
GROUPS = {"border": (15, (50, 20, 4)), "remote": (30, (40, 8, 1)), "delta": (40, (90, 45, 9))}


def drawn() -> Iterator[int]:
    """Yield numbers from 0 to 99 that look drawn, the same ones every time."""
    state = 1
    while True:
        state = (1103515245 * state + 12345) % 2**31
        yield (state >> 12) % 100


def province() -> tuple[Province, dict[str, list[str]]]:
    """Return the province as certificates have it, and the ids of its groups and districts."""
    lots = drawn()
    units: list[Commune] = []
    groups: dict[str, list[str]] = {}
    for number in range(COMMUNES):
        unit = Commune(f"{number:03}")
        lot = next(lots)
        for tier, period, since, until in ((STANDARD, OLD, 0, 35), (STANDARD, NEW, 35, 50), (ADVANCED, NEW, 45, 50)):
            if since <= lot < until:
                unit = unit.certify(tier, decided=DAY, period=period)
        units.append(unit)
        groups.setdefault(f"district {number % DISTRICTS}", []).append(unit.id)
        for name, (percent, _) in GROUPS.items():
            if next(lots) < percent:
                groups.setdefault(name, []).append(unit.id)
    return Province("P", communes=tuple(units), complete_through=DAY), groups


def demands(groups: dict[str, list[str]]) -> list[Demand]:
    """Return what the province, the groups and the titles of districts ask, year by year."""
    everyone = tuple(sorted(name for ids in groups.values() for name in ids))
    everyone = tuple(dict.fromkeys(everyone))
    found: list[Demand] = []
    for step, year in enumerate(YEARS, 1):
        end = date(year, 12, 31)
        for name, (_, percents) in {**GROUPS, "province": (100, (80, 24, 5))}.items():
            among = tuple(groups.get(name, everyone))
            for tier, percent in zip(TIERS, percents, strict=True):
                number = len(among) * percent * (step + 4) // 800
                found.append(Demand(among=among, tier=tier, number=number, horizon=end))
        for number in range(5 * step - 5, 5 * step):
            among = tuple(groups[f"district {number}"])
            for tier, least in ((STANDARD, len(among)), (ADVANCED, -(-len(among) // 10))):
                found.append(Demand(among=among, tier=tier, number=least, under=NEW, horizon=end))
    share = Demand(among=everyone, tier=ADVANCED, percent=Decimal(35), horizon=date(2025, 12, 31))
    return [*found, share]

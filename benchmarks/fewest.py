"""Compare the fewest grants for a whole province with those that a greedy choice finds.

600 communes lie in 30 districts. Some are border communes, some remote, some in the delta. Over
four years the province, these groups and the titles of 20 districts ask for three tiers. The same
numbers make the same province every time.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from ntm_model import CertificationTier, Commune, CriteriaPeriod, Province, Verdict
from ntm_model.review import Demand, fewest

TIERS = (CertificationTier.STANDARD, CertificationTier.ADVANCED, CertificationTier.MODEL)
STANDARD, ADVANCED, MODEL = TIERS
OLD, NEW = CriteriaPeriod.Y2016_2020, CriteriaPeriod.Y2021_2025
DAY = date(2021, 12, 31)
YEARS = range(2022, 2026)
COMMUNES, DISTRICTS = 600, 30
#: how many in a hundred are of a group, and how many of those are asked to reach each tier
GROUPS = {"border": (15, (70, 30, 9)), "remote": (30, (80, 25, 6)), "delta": (40, (90, 30, 9))}
#: the same of the whole province
ALL = (75, 15, 3)
#: how many in a hundred hold the standard title, of these by an older set, and the advanced one
HOLD, OLDER, HIGHER = 50, 35, 5


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
        if lot < HOLD:
            unit = unit.certify(STANDARD, decided=DAY, period=OLD if lot < OLDER else NEW)
        if HOLD - HIGHER <= lot < HOLD:
            unit = unit.certify(ADVANCED, decided=DAY, period=NEW)
        units.append(unit)
        groups.setdefault(f"district {number % DISTRICTS}", []).append(unit.id)
        for name, (percent, _) in GROUPS.items():
            if next(lots) < percent:
                groups.setdefault(name, []).append(unit.id)
    return Province("P", communes=tuple(units), complete_through=DAY), groups


def demands(groups: dict[str, list[str]]) -> list[Demand]:
    """Return what the province, the groups and the titles of districts ask, year by year."""
    everyone = [f"{number:03}" for number in range(COMMUNES)]
    found: list[Demand] = []
    for step, year in enumerate(YEARS, 1):
        end = date(year, 12, 31)
        for name, (_, percents) in {**GROUPS, "province": (100, ALL)}.items():
            among = tuple(groups.get(name, everyone))
            for tier, percent in zip(TIERS, percents, strict=True):
                number = len(among) * percent * (step + 4) // 800
                found.append(Demand(among=among, tier=tier, number=number, horizon=end))
        for number in range(5 * step - 5, 5 * step):
            among = tuple(groups[f"district {number}"])
            for tier, least in ((STANDARD, len(among)), (ADVANCED, len(among) // 10)):
                found.append(Demand(among=among, tier=tier, number=least, under=NEW, horizon=end))
    share = Decimal(25)
    last = date(YEARS[-1], 12, 31)
    found.append(Demand(among=tuple(everyone), tier=ADVANCED, percent=share, horizon=last))
    return found


class Greedy:
    """A choice made demand by demand, the nearest horizon first, each as cheap as it can be.

    Of the communes that take the fewest grants, those come first that are asked for most often.
    """

    def __init__(self, found: Province, asked: Sequence[Demand]) -> None:
        """Keep up to which rung each commune holds certificates of any set and of the new one."""
        self.asked = sorted(asked, key=lambda demand: demand.key)
        self.often = Counter(name for demand in asked for name in demand.among)
        self.ever, self.now = (
            {
                unit.id: sum(
                    unit.standing(tier, on=DAY, under=under, complete=True) is Verdict.MET
                    for tier in TIERS
                )
                for unit in found.communes
            }
            for under in (None, NEW)
        )
        self.grants = 0

    def count(self) -> int:
        """Return how many grants it takes until every demand is met."""
        # a share that was met may be met no longer after later grants
        while unmet := [demand for demand in self.asked if not self.is_met(demand)]:
            for demand in unmet:
                while not self.is_met(demand):
                    self.grant(demand)
        return self.grants

    def held(self, demand: Demand, tier: CertificationTier) -> list[str]:
        """Return who holds a tier among those that a demand is about."""
        rungs = self.ever if demand.under is None else self.now
        return [name for name in demand.among if rungs[name] > TIERS.index(tier)]

    def is_met(self, demand: Demand) -> bool:
        """Whether so many hold the tier, or so large a share of the standard ones."""
        holders = len(self.held(demand, demand.tier))
        return holders >= demand.least + demand.share * len(self.held(demand, STANDARD))

    def grant(self, demand: Demand) -> None:
        """Grant the tier of a demand, and what comes before it, to one more commune."""
        holders, rung = set(self.held(demand, demand.tier)), TIERS.index(demand.tier) + 1
        chosen = min(
            (name for name in demand.among if name not in holders),
            key=lambda name: (rung - self.now[name], -self.often[name], name),
        )
        self.grants += rung - self.now[chosen]
        self.now[chosen] = rung
        self.ever[chosen] = max(self.ever[chosen], rung)


def timed(answer: Callable[[], int]) -> tuple[int, float]:
    """Return an answer and how many seconds it took."""
    start = time.perf_counter()
    return answer(), time.perf_counter() - start


def main() -> int:
    """Print both numbers of grants, and how much longer the exact one takes."""
    found, groups = province()
    asked = demands(groups)
    greedy, quick = timed(lambda: Greedy(found, asked).count())
    exact, slow = timed(lambda: fewest(found, asked, on=DAY).sure)
    print(
        f"fewest grants: {exact} for {len(asked)} demands on {COMMUNES} communes; "
        f"a greedy choice takes {greedy}, and {slow / quick:.0f} times less time"
    )
    return int(exact > greedy)


if __name__ == "__main__":
    raise SystemExit(main())

"""What the certificates of each unit say by themselves, on any day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..core.days import CriteriaPeriod, When
from ..core.verdict import Verdict
from ..tiers import CertificationTier
from ..units import Province


class Certified:
    """The certificates of one possible state of a province, each unit judged once per question."""

    def __init__(self, state: Province, under: CriteriaPeriod | None) -> None:
        """Begin with nothing judged."""
        self.state, self.under = state, under
        self.units = {unit.id: unit for unit in state.rural_communes}
        self.verdicts: dict[tuple[str, CertificationTier, date], Verdict] = {}

    def verdict(self, unit: str, tier: CertificationTier, on: date) -> Verdict:
        """Judge one unit by its certificates; all communes without any are judged as one."""
        judged = self.units[unit]
        key = (unit if judged.certifications else "", tier, on)
        if key not in self.verdicts:
            complete = self.state.is_complete(on)
            self.verdicts[key] = judged.standing(tier, on=on, under=self.under, complete=complete)
        return self.verdicts[key]

    def count(self, members: frozenset[str], tier: CertificationTier, on: date) -> tuple[int, int]:
        """Return how many of *members* surely and possibly hold *tier*."""
        verdicts = [self.verdict(unit, tier, on) for unit in members]
        sure = verdicts.count(Verdict.MET)
        return sure, sure + verdicts.count(Verdict.UNDETERMINED)

    def may_lose(
        self, unit: str, tier: CertificationTier, after: date | None, through: date | None
    ) -> bool:
        """Whether a unit possibly lost a tier after one day and not later than another."""
        return any(_possibly_within(end, after, through) for end in self._ends(unit, tier))

    def _ends(self, unit: str, tier: CertificationTier) -> Iterator[When]:
        """Yield when a unit may have lost a tier: by a revocation, or because a term ran out."""
        for end in self.units[unit].revocations:
            if end.tier <= tier:
                yield end.in_force
        for grant in self.units[unit].certifications:
            if grant.tier >= tier and grant.expires is not None:
                yield grant.expires


def _possibly_within(when: When, after: date | None, through: date | None) -> bool:
    """Whether some possible day lies after *after* and not later than *through*."""
    if after is not None and through is not None and through <= after:
        return False
    soon = through is None or when.possibly_by(through)
    return soon and (after is None or when.latest is None or when.latest > after)

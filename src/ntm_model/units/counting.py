"""How many hold a title: by name, and where it is open what the units were."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import reduce

from ..core.counts import Basis, Count
from ..core.days import CriteriaPeriod
from ..core.errors import expect, expect_day
from ..core.verdict import Verdict
from ..tiers import CertificationTier
from .parts import Village
from .unit import Unit


def count_by_name(
    units: Iterable[Unit],
    tier: CertificationTier,
    *,
    on: date,
    under: CriteriaPeriod | None = None,
    complete: bool = False,
) -> Count:
    """Count the holders among *units*: those that surely hold, and those that possibly do."""
    expect(CertificationTier, tier=tier)
    expect_day(on=on)
    return tally(unit.standing(tier, on=on, under=under, complete=complete) for unit in units)


def hull(counts: Iterable[Count]) -> Count:
    """Return the narrowest range that holds all of some ranges of one kind."""
    return reduce(_wider, counts)


def _wider(one: Count, other: Count) -> Count:
    highs = [high for high in (one.high, other.high) if high is not None]
    return Count(min(one.low, other.low), max(highs) if len(highs) > 1 else None, one.basis)


def agreed(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the verdict that all possible states agree on."""
    found = set(verdicts)
    return found.pop() if len(found) == 1 else Verdict.UNDETERMINED


def tally(judged: Iterable[Verdict]) -> Count:
    """Count what is met, surely and possibly.

    >>> print(tally([Verdict.MET, Verdict.UNDETERMINED, Verdict.NOT_MET]))
    1 to 2
    """
    verdicts = list(judged)
    sure = verdicts.count(Verdict.MET)
    return Count(sure, sure + verdicts.count(Verdict.UNDETERMINED), Basis.NAMES)


def count_villages(
    villages: Iterable[Village],
    title: CertificationTier,
    *,
    on: date,
    minority: bool | None,
    complete: bool = False,
) -> Count:
    """Count the holders among *villages*, of those that are asked for, as far as it is known."""
    expect(CertificationTier, title=title)
    expect_day(on=on)
    return tally(
        unit.standing(title, on=on, complete=complete) & _asked_for(unit, minority=minority)
        for unit in villages
    )


def _asked_for(unit: Village, *, minority: bool | None) -> Verdict:
    """Judge whether a village is one of those that are asked for."""
    if minority is None:
        return Verdict.MET
    return Verdict.UNDETERMINED if unit.minority is None else Verdict.of(unit.minority is minority)

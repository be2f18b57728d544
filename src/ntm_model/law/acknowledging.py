"""Judge whether a unit formed by a merger may be acknowledged (rule C5): nothing is carried over.

>>> from ntm_model import Commune, Province
>>> when, day = {"decided": date(2022, 5, 1), "year": 2021}, date(2023, 7, 1)
>>> parts = tuple(Commune(name).certify(CertificationTier.STANDARD, **when) for name in "AB")
>>> province = Province("P", communes=parts).merge(("A", "B"), Commune("AB"), on=day)
>>> province.holds(province.commune("AB"), CertificationTier.STANDARD, on=day)
<Verdict.UNDETERMINED: 'undetermined'>
>>> found = may_be_acknowledged(province, "AB", CertificationTier.STANDARD)
>>> found.verdict, found.year
(<Verdict.MET: 'met'>, Years(earliest=2021, latest=2021))
"""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, final

import attrs

from ..core.citations import Citation, Confidence
from ..core.days import CriteriaPeriod, Period, Years
from ..core.explanation import Explanation, Kind, combined
from ..core.verdict import Verdict
from ..core.words import Assumption
from ..tiers import Certification, CertificationTier, ladder, uncorrected
from ..units import Agency, Commune, District, LineageChange, Province, Succession, Village


@final
@attrs.frozen(kw_only=True)
class Eligibility:
    """Whether a unit may be acknowledged at a tier, why, and as recognised for which year."""

    #: id of the unit
    unit: str
    tier: CertificationTier
    explanation: Explanation
    #: the latest recognised year among those that it was formed from, as far as it is known
    year: Years = Years()

    @property
    def verdict(self) -> Verdict:
        """What was found; an act of the authority is needed all the same."""
        return self.explanation.verdict


@attrs.frozen
class _Rule:
    """What the ministry wrote, and for which mergers."""

    id: str
    citation: Citation
    days: Period


def may_be_acknowledged(
    province: Province,
    unit_id: str,
    tier: CertificationTier,
    *,
    under: CriteriaPeriod | None = None,
    known: date | None = None,
    trust: Confidence | None = None,
) -> Eligibility:
    """Judge whether a unit was formed only from units that held *tier* on the eve (rule C5).

    It never changes the record. Where a township is among the predecessors, where they went on,
    or where the day of the merger is open, no rule was found, and the verdict stays open.

    Raises:
        UnknownNameError: no unit of the province has that id.
    """
    province = province.on_file(known=known, trust=trust)
    unit = province.unit(unit_id)
    began, _ = province.life(unit_id)
    if not _can_hold(unit, tier):
        return _settled(unit_id, tier, "kind-cannot-hold", Verdict.NOT_MET)
    if began is None or not began.predecessors:
        return _settled(unit_id, tier, "not-merged", Verdict.NOT_MET)
    if began.change is LineageChange.FORMED:
        return _settled(unit_id, tier, "formed-from-parts", Verdict.UNDETERMINED)
    first = began.on.earliest if began.on.certain else None
    eves = () if first is None else province.states(first - timedelta(1))
    if len(eves) != 1:
        return _settled(unit_id, tier, "merger-day-open", Verdict.UNDETERMINED)
    return _judged(eves[0], began, unit_id, tier, under)


def _judged(
    eve: Province,
    began: Succession,
    unit_id: str,
    tier: CertificationTier,
    under: CriteriaPeriod | None,
) -> Eligibility:
    rule = _rule()
    units = [eve.unit(name) for name in began.predecessors]
    nodes = [_predecessor(eve, unit, tier, under) for unit in units]
    reason = combined(
        Kind.ALL,
        "may-be-acknowledged",
        nodes,
        rule="C5",
        subject=(unit_id, tier.value, rule.id),
        citation=rule.citation,
    )
    day = began.on.earliest
    taken = () if day is not None and day in rule.days else (Assumption.MERGER_RULE_HOLDS,)
    reason = attrs.evolve(reason, day=eve.as_of, assumptions=taken)
    return Eligibility(unit=unit_id, tier=tier, explanation=reason, year=_latest(units, tier))


def _predecessor(
    eve: Province,
    unit: Commune | District | Village | Agency | Province,
    tier: CertificationTier,
    under: CriteriaPeriod | None,
) -> Explanation:
    """Judge one predecessor as it stood on the eve."""
    day = eve.as_of or date.min
    urban = not _can_hold(unit, tier)
    held = unit.standing(tier, on=day, under=under, complete=eve.is_complete(day))
    topics = {
        Verdict.MET: "held-on-eve",
        Verdict.NOT_MET: "not-held-on-eve",
        Verdict.UNDETERMINED: "not-on-file",
    }
    return Explanation(
        kind=Kind.FACT,
        topic="of-other-kind" if urban else topics[held],
        verdict=Verdict.UNDETERMINED if urban else held,
        subject=(unit.id, tier.value),
        day=day,
    )


def _can_hold(
    unit: Commune | District | Village | Agency | Province, tier: CertificationTier
) -> bool:
    """Whether units of this one's present kind can be granted a tier, in any period."""
    kind = unit.kind if isinstance(unit, Commune | District) else None
    return tier in (unit.ladder() if kind is None else ladder(kind))


def _settled(unit: str, tier: CertificationTier, topic: str, verdict: Verdict) -> Eligibility:
    reason = Explanation(
        kind=Kind.FACT, topic=topic, verdict=verdict, rule="C5", subject=(unit, tier.value)
    )
    return Eligibility(unit=unit, tier=tier, explanation=reason)


def _latest(
    units: list[Commune | District | Village | Agency | Province], tier: CertificationTier
) -> Years:
    """Return the latest year that some units were recognised for, as far as it is known."""
    years = [grant.year for unit in units for grant in _grants(unit, tier)]
    firsts = [year.earliest for year in years if year.earliest is not None]
    lasts = [year.latest for year in years if year.latest is not None]
    known = len(lasts) == len(years)
    return Years(max(firsts, default=None), max(lasts, default=None) if known else None)


def _grants(
    unit: Commune | District | Village | Agency | Province, tier: CertificationTier
) -> list[Certification]:
    """Return a unit's certificates of a tier, or else those that imply it."""
    grants = [grant for grant in uncorrected(unit.certifications) if grant.tier >= tier]
    return [grant for grant in grants if grant.tier is tier] or grants


@cache
def _rule() -> _Rule:
    text = files("ntm_model.law").joinpath("data", "3372-bnn-vpdp.toml").read_text(encoding="utf-8")
    table: dict[str, Any] = tomllib.loads(text)["rule"][0]
    citation = Citation(table["source"], table["at"], Confidence(table["confidence"]))
    return _Rule(table["id"], citation, Period(table["since"], table["before"]))

"""The rows that units, their record, targets and findings make in data frames."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from ...core.citations import Citation
from ...core.counts import Count
from ...core.days import When
from ...core.quantities import Metric
from ...review.holding import measure
from ...review.progress import carried_out
from ...review.readings import readings
from ...review.reviewing import Review
from ...tiers import Certification, Revocation
from ...units import Agency, Commune, District, Province, Village
from .columns import BETWEEN

Unit: TypeAlias = Province | District | Commune | Village | Agency
Row: TypeAlias = dict[str, object]


def unit_rows(province: Province) -> Iterator[Row]:
    """Yield the row of the province, and of each of its units."""
    yield {
        **_unit("province", province),
        "complete_through": province.complete_through,
        "trust": province.trust.value,
        "part": province.part,
        "as_of": province.as_of,
    }
    for district in province.districts:
        yield {**_unit("district", district), "kind": district.kind.value}
    for commune in province.communes:
        row = _unit("commune", commune)
        yield {**row, "kind": commune.kind.value, "inside": commune.district}
    for village in province.villages:
        row = _unit("village", village)
        yield {**row, "inside": village.commune, "minority": village.minority}
    for agency in province.agencies:
        yield _unit("agency", agency)


def _unit(level: str, unit: Unit) -> Row:
    return {
        "level": level,
        "id": unit.id,
        "code": unit.code,
        "name": unit.name,
        "spellings": BETWEEN.join(unit.spellings),
    }


def certification_rows(province: Province) -> Iterator[Row]:
    """Yield the row of each certification and revocation of the province and its units."""
    for unit in (province, *province.units):
        for grant in unit.certifications:
            yield {**_event(unit.id, "certification", grant), **_granted(grant)}
        for end in unit.revocations:
            yield _event(unit.id, "revocation", end)


def _event(unit: str, event: str, fact: Certification | Revocation) -> Row:
    return {
        "unit": unit,
        "event": event,
        "tier": fact.tier.value,
        "id": fact.id,
        "corrects": fact.corrects,
        **_days("decided", fact.decided),
        **_days("effective", fact.effective),
        **_days("known", fact.known),
        "decision": fact.decision,
        "period": fact.period.value if fact.period else None,
        **_cited(fact.source),
    }


def _granted(grant: Certification) -> Row:
    """Return what only a certification has."""
    return {
        "act": grant.act.value,
        "year_earliest": grant.year.earliest,
        "year_latest": grant.year.latest,
        "has_term": grant.expires is not None,
        **_days("expires", grant.expires or When()),
        **_days("ceremony", grant.ceremony),
        "criteria_set": grant.criteria_set,
        "field": grant.field,
        "assumes": BETWEEN.join(one.value for one in grant.assumes),
    }


def former_rows(province: Province) -> Iterator[Row]:
    """Yield the row of each former state of the province and its units."""
    for unit in (province, *province.units):
        for former in unit.formerly:
            yield {
                "unit": unit.id,
                **_days("before", former.before),
                "id": former.id,
                "name": former.name,
                "code": former.code,
                "kind": former.kind.value if former.kind is not None else None,
                "district_kind": (
                    former.district_kind.value if former.district_kind is not None else None
                ),
                "district": former.district,
                "commune": former.commune,
                "resolution": former.resolution,
                **_days("known", former.known),
                **_cited(former.source),
            }


def progress_rows(review: Review) -> Iterator[Row]:
    """Yield the row of each target in force: on the day, and if the letter's plan is done."""
    case = review.case
    programme = case.programme
    for target in case.programme.targets_in_force:
        planned = carried_out(programme, programme.own_plans, on=case.on, by=target.horizon)
        counts: Row = {}
        if target.metric is Metric.UNITS:
            now, then = (measure(one, target, case.on) for one in (programme, planned))
            counts = {
                **_count("by_name", now.by_name),
                **_count("count", now.count),
                **_count("count_with_plan", then.count),
            }
        yield {
            "target": target.id,
            "level": target.level.value,
            "tier": target.tier.value,
            "scope": target.scope,
            "stated_in": target.stated_in,
            "value": str(target.value),
            "horizon": target.horizon,
            "verdict": readings(programme, target, case.on)[0].verdict.value,
            "verdict_with_plan": readings(planned, target, case.on)[0].verdict.value,
            **counts,
        }


def finding_rows(review: Review) -> Iterator[Row]:
    """Yield the row of each finding of a review."""
    for check in review.findings:
        reason = check.explanation
        yield {
            "rule": check.rule,
            "subject": check.subject,
            "verdict": check.verdict.value,
            "topic": reason.topic,
            "about": BETWEEN.join(reason.subject),
            **_count("observed", reason.observed),
            **_count("required", reason.required),
            **_cited(reason.citation),
        }


def _days(name: str, when: When) -> Row:
    return {f"{name}_earliest": when.earliest, f"{name}_latest": when.latest}


def _count(name: str, count: Count | None) -> Row:
    return {} if count is None else {f"{name}_low": count.low, f"{name}_high": count.high}


def _cited(citation: Citation) -> Row:
    return {
        "source": citation.source,
        "at": citation.at,
        "confidence": citation.confidence.value,
    }

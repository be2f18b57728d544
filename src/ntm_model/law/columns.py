"""Which column of levels applies to a commune: its region, unless a status sends it to another.

Especially difficult communes and others are held to the levels of another region; which ones was
changed on 1 March 2024. A zone II or III commune leaves those policies when its recognition takes
effect (861/QĐ-TTg), so that what it was recognised by may not be what it is kept by.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from datetime import date
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import Any, final

import attrs

from ..core.citations import Citation, Confidence
from ..core.days import Period
from ..core.explanation import Explanation, Kind
from ..core.verdict import Verdict


class AreaStatus(Enum):
    """Lists of communes that the state keeps, each by a decision and a period of its own."""

    #: xã đặc biệt khó khăn
    ESPECIALLY_DIFFICULT = "especially difficult"
    #: xã khu vực II
    ZONE_II = "zone II"
    #: xã khu vực III
    ZONE_III = "zone III"
    #: xã an toàn khu của huyện nghèo
    SAFE_ZONE = "safe zone"
    #: xã đặc biệt khó khăn vùng bãi ngang ven biển và hải đảo
    COAST_AND_ISLANDS = "coast and islands"


#: recognition as standard ends these
_ENDED_BY_RECOGNITION = (AreaStatus.ZONE_II, AreaStatus.ZONE_III)


@final
@attrs.frozen(kw_only=True)
class Membership:
    """That a commune stands in a list, or does not, for some days."""

    #: id of the commune
    unit: str
    status: AreaStatus
    #: whether it stands in the list
    listed: bool = True
    days: Period
    source: Citation = Citation()


@attrs.frozen(kw_only=True)
class _Rule:
    """Which statuses send a commune to which column, on which days."""

    days: Period
    statuses: tuple[AreaStatus, ...]
    column: str
    citation: Citation


@final
@attrs.frozen(kw_only=True)
class ColumnFound:
    """The column that applies, or none where that is open, with the reason."""

    #: empty where it is open
    column: str
    explanation: Explanation


def column_for(
    unit: str,
    region: str,
    memberships: Iterable[Membership],
    *,
    on: date,
    trust: Confidence = Confidence.VERIFIED,
    recognised: Verdict = Verdict.UNDETERMINED,
) -> ColumnFound:
    """Return the column of levels for a commune of a region on a day.

    *recognised* says whether it surely holds the standard title: then zones II and III are over.
    Where it is open if a status applies, or the rule is not trusted, so is the column.
    """
    rule = next((one for one in _rules() if on in one.days), None)
    if rule is None:
        return _found(region, "own-region", Verdict.MET, unit, on)
    given = [one for one in memberships if one.unit == unit and on in one.days]
    sent = Verdict.any_of(_applies(status, given, recognised) for status in rule.statuses)
    if sent is Verdict.NOT_MET or rule.column == region:
        return _found(region, "own-region", Verdict.MET, unit, on)
    if sent is Verdict.MET and rule.citation.confidence >= trust:
        found = _found(rule.column, "other-column", Verdict.MET, unit, on)
        reason = attrs.evolve(found.explanation, citation=rule.citation)
        return attrs.evolve(found, explanation=reason)
    topic = "column-not-verified" if sent is Verdict.MET else "status-not-known"
    return _found("", topic, Verdict.UNDETERMINED, unit, on)


def _applies(status: AreaStatus, given: list[Membership], recognised: Verdict) -> Verdict:
    """Judge whether a commune has a status that recognition has not ended."""
    told = {one.listed for one in given if one.status is status}
    listed = Verdict.of(told.pop()) if len(told) == 1 else Verdict.UNDETERMINED
    return listed & ~recognised if status in _ENDED_BY_RECOGNITION else listed


def _found(column: str, topic: str, verdict: Verdict, unit: str, on: date) -> ColumnFound:
    subject = (unit, column) if column else (unit,)
    reason = Explanation(kind=Kind.FACT, topic=topic, verdict=verdict, subject=subject, day=on)
    return ColumnFound(column=column, explanation=reason)


@cache
def _rules() -> tuple[_Rule, ...]:
    text = files("ntm_model.law").joinpath("data", "columns.toml").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)["rule"]
    return tuple(
        _Rule(
            days=Period(row["since"], row.get("before")),
            statuses=tuple(map(AreaStatus, row["statuses"])),
            column=row["column"],
            citation=Citation(row["source"], row["at"], Confidence(row["confidence"])),
        )
        for row in rows
    )

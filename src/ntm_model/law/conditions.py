"""Conditions for titles, read from data files that a jurist can review."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import Any, final

import attrs

from ..core.citations import Citation, Confidence
from ..core.days import CriteriaPeriod
from ..core.errors import UnknownNameError
from ..tiers import CertificationTier, DistrictKind


class ConditionKind(Enum):
    """What a condition asks about."""

    #: so many of the communes hold a tier
    COMMUNES = "communes"
    #: so many of the townships are civilised urban areas (đô thị văn minh)
    TOWNSHIPS = "townships"
    #: so many residents are satisfied, over all and in each commune and content
    SATISFACTION = "satisfaction"
    #: so many criteria of the unit's own set are met
    CRITERIA = "criteria"
    #: no construction debt is outstanding
    DEBT = "debt"


@final
@attrs.frozen(kw_only=True)
class Condition:
    """One condition of a title, with its words in both languages and its citation."""

    id: str
    kind: ConditionKind
    citation: Citation
    tier: CertificationTier | None = None
    #: the share that is asked for; whole units are rounded up
    percent: Decimal | None = None
    #: a second share, asked of each part
    each: Decimal | None = None
    #: a number of criteria that is asked for
    number: int | None = None
    vi: str = ""
    en: str = ""


@final
@attrs.frozen(kw_only=True)
class ConditionSet:
    """All conditions of one title that were found, and whether those are all.

    >>> district = conditions_for(DistrictKind.DISTRICT)
    >>> [condition.id for condition in district.conditions]
    ['320-02', '320-03', '320-04', '320-05', '320-06', '18-05']
    """

    id: str
    citation: Citation
    kinds: tuple[DistrictKind, ...]
    tier: CertificationTier
    #: status conditions ask for certificates of this period (semantics of 320/QĐ-TTg)
    period: CriteriaPeriod
    all_found: bool
    #: who decides on the title, as documents print it
    authority: str
    conditions: tuple[Condition, ...]


def conditions_for(kind: DistrictKind) -> ConditionSet:
    """Return what Decision 320/QĐ-TTg asks of a unit on the district level, 2021-2025.

    A district becomes standard by annex I; a town or city completes the task by annex II,
    of which only the first condition was found.

    Raises:
        UnknownNameError: it has no title, as urban districts have none.
    """
    for found in _sets():
        if kind in found.kinds:
            return found
    raise UnknownNameError(kind.value, "kind of unit with a title")


def all_conditions() -> tuple[Condition, ...]:
    """Return every condition of every title on the district level."""
    return tuple(condition for found in _sets() for condition in found.conditions)


@cache
def _sets() -> tuple[ConditionSet, ...]:
    text = files("ntm_model.law").joinpath("data", "320-qd-ttg.toml").read_text(encoding="utf-8")
    return tuple(_set(table) for table in tomllib.loads(text)["set"])


def _set(table: Mapping[str, Any]) -> ConditionSet:
    source = Citation(table["source"], table["at"])
    return ConditionSet(
        id=table["id"],
        citation=source,
        kinds=tuple(map(DistrictKind, table["kinds"])),
        tier=CertificationTier(table["tier"]),
        period=CriteriaPeriod(table["period"]),
        all_found=table["all_found"],
        authority=table["authority"],
        conditions=tuple(_condition(row, source) for row in table["condition"]),
    )


def _condition(row: Mapping[str, Any], source: Citation) -> Condition:
    share = {name: Decimal(row[name]) for name in ("percent", "each") if name in row}
    return Condition(
        id=row["id"],
        kind=ConditionKind(row["kind"]),
        citation=Citation(
            row.get("source", source.source),
            row.get("at", source.at),
            Confidence(row["confidence"]),
        ),
        tier=CertificationTier(row["tier"]) if "tier" in row else None,
        number=row.get("number"),
        vi=row["vi"],
        en=row["en"],
        **share,
    )

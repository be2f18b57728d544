"""May a title be recognised, may it be revoked (18/2022/QĐ-TTg): reasons, never consequences.

Neither changes the record: recognising and revoking are acts of the authority (rule C4).
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import attrs

from ..core.citations import Citation, Confidence
from ..core.counts import Count
from ..core.errors import Fault, UnknownNameError, refuse
from ..core.explanation import Explanation, Kind, combined, counted
from ..core.figures import whole_units
from ..core.names import same_name_key
from .assessing import Judgement
from .criteria import CriteriaSet


@attrs.frozen(kw_only=True)
class _Revocation:
    """When recognition may be revoked, for one level."""

    citation: Citation
    some: Decimal
    many: Decimal
    named: tuple[str, ...]


def may_be_recognised(judgement: Judgement, conditions: Judgement) -> Explanation:
    """Judge whether a unit meets its set, and the conditions that stand beside the set.

    Raises:
        InvalidInputError: the two are of two units, or of one set.
    """
    if conditions.unit != judgement.unit:
        refuse([Fault("conditions", f"those of {conditions.unit!r}", f"of {judgement.unit!r}")])
    if conditions.criteria_set == judgement.criteria_set:
        refuse([Fault("conditions", f"{judgement.criteria_set} again", "what stands beside it")])
    return combined(
        Kind.ALL,
        "may-be-recognised",
        (judgement.explanation, conditions.explanation),
        rule=conditions.criteria_set,
        subject=(judgement.unit, judgement.criteria_set),
        citation=conditions.explanation.citation,
    )


def may_be_revoked(judgement: Judgement, found: CriteriaSet) -> Explanation:
    """Judge whether so many criteria are unmet that recognition may be revoked.

    An advanced or model commune is measured by the advanced set. Whole criteria are rounded up:
    30 % of 19 are 6, 50 % are 10.

    Raises:
        UnknownNameError: no rule was found for units of that level.
        InvalidInputError: the judgement is by another set.
    """
    if judgement.criteria_set != found.id:
        refuse([Fault("judgement", f"one by {judgement.criteria_set}", f"one by {found.id}")])
    rule = _rules().get(found.level)
    if rule is None:
        raise UnknownNameError(found.level, "rule of revocation", tuple(_rules()))
    keys = {same_name_key(name) for name in rule.named}
    named = [one.id for one in found.criteria if same_name_key(one.vi) in keys]
    unmet = [_unmet(judgement.criteria[name]) for name in judgement.criteria]
    of_named = [_unmet(judgement.criteria[name]) for name in named if name in judgement.criteria]
    some = combined(
        Kind.ALL,
        "some-unmet",
        (
            _at_least(rule, rule.some, judgement, unmet),
            combined(Kind.ANY, "named-unmet", of_named, subject=(judgement.unit,)),
        ),
        subject=(judgement.unit,),
    )
    return combined(
        Kind.ANY,
        "may-be-revoked",
        (some, _at_least(rule, rule.many, judgement, unmet)),
        rule="18-10",
        subject=(judgement.unit, judgement.criteria_set),
        citation=rule.citation,
    )


def _unmet(node: Explanation) -> Explanation:
    """Return that a criterion is not met, as a reason of its own."""
    return Explanation(
        kind=Kind.FACT, topic="unmet", verdict=~node.verdict, rule=node.rule, subject=node.subject
    )


def _at_least(
    rule: _Revocation, percent: Decimal, judgement: Judgement, unmet: list[Explanation]
) -> Explanation:
    met, total = judgement.met, len(unmet)
    observed = Count(total - (met.high or 0), total - met.low)
    return counted(
        "unmet-criteria",
        observed,
        Count(whole_units(percent, total), total),
        subject=(judgement.unit, judgement.criteria_set),
        citation=rule.citation,
    )


@cache
def _rules() -> dict[str, _Revocation]:
    text = (
        files("ntm_model.law")
        .joinpath("data", "18-2022-revocation.toml")
        .read_text(encoding="utf-8")
    )
    rows: list[dict[str, Any]] = tomllib.loads(text)["rule"]
    return {
        row["level"]: _Revocation(
            citation=Citation(row["source"], row["at"], Confidence(row["confidence"])),
            some=Decimal(row["some_percent"]),
            many=Decimal(row["many_percent"]),
            named=tuple(row["named"]),
        )
        for row in rows
    }

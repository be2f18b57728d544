"""The one way in which rules turn what they found into a check."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ...core.citations import Citation
from ...core.counts import Count
from ...core.explanation import Check, Explanation, Kind
from ...core.verdict import Verdict


def found(
    rule: str,
    subject: str,
    topic: str,
    verdict: Verdict,
    *others: str,
    observed: Count | None = None,
    required: Count | None = None,
    day: date | None = None,
    value: Decimal | int | None = None,
    bound: Decimal | int | None = None,
    citation: Citation = Citation(),
) -> Check:
    """Return a check that rests on a fact: *others* are the further units, names or documents."""
    reason = Explanation(
        kind=Kind.FACT,
        topic=topic,
        verdict=verdict,
        subject=(subject, *others),
        observed=observed,
        required=required,
        day=day,
        value=None if value is None else Decimal(value),
        bound=None if bound is None else Decimal(bound),
        citation=citation,
    )
    return Check(rule, subject, reason)

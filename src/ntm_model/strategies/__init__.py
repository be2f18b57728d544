"""Hypothesis strategies for the model's values, for your own rules and for this project's tests.

They need the extra ``ntm-model[strategies]``. Values are built right the first time rather than
filtered, shrink to plain ones, and lie where mistakes hide: days close together and beside days
on which a rule changes, names that differ by a tone mark, records with gaps.

>>> from hypothesis import given
>>> from ntm_model import CertificationTier
>>> @given(provinces(), days())
... def more_are_standard_than_advanced(province, day):
...     advanced = province.communes_at(CertificationTier.ADVANCED, on=day)
...     assert advanced <= province.communes_at(CertificationTier.STANDARD, on=day)
>>> more_are_standard_than_advanced()
"""

from __future__ import annotations

from .law import criterion_marks, observations
from .lineage import formers, successions
from .promised import duties, plans, programmes, targets
from .provinces import provinces
from .quantities import reports
from .recorded import assessments, dossiers, mentions, statements
from .units import (
    agencies,
    certifications,
    communes,
    districts,
    revocations,
    tiers,
    villages,
)
from .words import (
    assumptions,
    citations,
    confidences,
    counts,
    criteria_periods,
    days,
    document_numbers,
    documents,
    explanations,
    names,
    periods,
    printed,
    shares,
    signatures,
    verdicts,
    whens,
    year_ranges,
)

__all__ = [
    "agencies",
    "assessments",
    "assumptions",
    "certifications",
    "citations",
    "communes",
    "confidences",
    "counts",
    "criteria_periods",
    "criterion_marks",
    "days",
    "districts",
    "document_numbers",
    "documents",
    "dossiers",
    "duties",
    "explanations",
    "formers",
    "mentions",
    "names",
    "observations",
    "periods",
    "plans",
    "printed",
    "programmes",
    "provinces",
    "reports",
    "revocations",
    "shares",
    "signatures",
    "statements",
    "successions",
    "targets",
    "tiers",
    "verdicts",
    "villages",
    "whens",
    "year_ranges",
]

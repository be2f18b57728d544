"""Vietnam's New Rural Development programme (nông thôn mới) as an exact, explained model.

>>> from datetime import date
>>> from ntm_model import Commune, CertificationTier, Province
>>> po_y = Commune("Bờ Y").certify(CertificationTier.STANDARD, year=2018, decided=date(2019, 5, 13))
>>> province = Province("Kon Tum", communes=(po_y, Commune("Đăk Xú")))
>>> print(province.count(CertificationTier.STANDARD, on=date(2024, 3, 29)))
1 to 2
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from . import datasets as datasets
    from .core.citations import Citation as Citation
    from .core.citations import Confidence as Confidence
    from .core.counts import Basis as Basis
    from .core.counts import Count as Count
    from .core.days import CriteriaPeriod as CriteriaPeriod
    from .core.days import Period as Period
    from .core.days import When as When
    from .core.days import Years as Years
    from .core.document_numbers import DocumentNumber as DocumentNumber
    from .core.document_numbers import DocumentType as DocumentType
    from .core.documents import Document as Document
    from .core.documents import Reference as Reference
    from .core.documents import Relation as Relation
    from .core.errors import AmbiguousNameError as AmbiguousNameError
    from .core.errors import Fault as Fault
    from .core.errors import InvalidInputError as InvalidInputError
    from .core.errors import UnknownNameError as UnknownNameError
    from .core.explanation import Check as Check
    from .core.explanation import Explanation as Explanation
    from .core.figures import Fit as Fit
    from .core.figures import Hedge as Hedge
    from .core.figures import Printed as Printed
    from .core.figures import Share as Share
    from .core.names import Level as Level
    from .core.names import Mention as Mention
    from .core.quantities import NATION as NATION
    from .core.quantities import Metric as Metric
    from .core.quantities import Population as Population
    from .core.signatures import Signature as Signature
    from .core.verdict import Verdict as Verdict
    from .core.words import Assumption as Assumption
    from .core.words import Meaning as Meaning
    from .core.words import Stock as Stock
    from .law import assess as assess
    from .law import criteria_set as criteria_set
    from .law import may_be_acknowledged as may_be_acknowledged
    from .promises import CarryOver as CarryOver
    from .promises import Comparator as Comparator
    from .promises import Duty as Duty
    from .promises import Expressed as Expressed
    from .promises import Matter as Matter
    from .promises import Norm as Norm
    from .promises import Plan as Plan
    from .promises import Role as Role
    from .promises import Silence as Silence
    from .promises import Status as Status
    from .promises import Target as Target
    from .record import Assessment as Assessment
    from .record import Combination as Combination
    from .record import CriterionMark as CriterionMark
    from .record import Dossier as Dossier
    from .record import DossierStage as DossierStage
    from .record import Mark as Mark
    from .record import Observation as Observation
    from .record import Reported as Reported
    from .record import Statement as Statement
    from .review import Programme as Programme
    from .review import Review as Review
    from .review.text import explain as explain
    from .review.text import tell as tell
    from .tiers import Act as Act
    from .tiers import Certification as Certification
    from .tiers import CertificationTier as CertificationTier
    from .tiers import CommuneKind as CommuneKind
    from .tiers import DistrictKind as DistrictKind
    from .tiers import Revocation as Revocation
    from .units import Agency as Agency
    from .units import Commune as Commune
    from .units import District as District
    from .units import Former as Former
    from .units import LineageChange as LineageChange
    from .units import Province as Province
    from .units import Succession as Succession
    from .units import Village as Village


__all__ = [
    "NATION",
    "Act",
    "Agency",
    "AmbiguousNameError",
    "Assessment",
    "Assumption",
    "Basis",
    "CarryOver",
    "Certification",
    "CertificationTier",
    "Check",
    "Citation",
    "Combination",
    "Commune",
    "CommuneKind",
    "Comparator",
    "Confidence",
    "Count",
    "CriteriaPeriod",
    "CriterionMark",
    "District",
    "DistrictKind",
    "Document",
    "DocumentNumber",
    "DocumentType",
    "Dossier",
    "DossierStage",
    "Duty",
    "Explanation",
    "Expressed",
    "Fault",
    "Fit",
    "Former",
    "Hedge",
    "InvalidInputError",
    "Level",
    "LineageChange",
    "Mark",
    "Matter",
    "Meaning",
    "Mention",
    "Metric",
    "Norm",
    "Observation",
    "Period",
    "Plan",
    "Population",
    "Printed",
    "Programme",
    "Province",
    "Reference",
    "Relation",
    "Reported",
    "Review",
    "Revocation",
    "Role",
    "Share",
    "Signature",
    "Silence",
    "Statement",
    "Status",
    "Stock",
    "Succession",
    "Target",
    "UnknownNameError",
    "Verdict",
    "Village",
    "When",
    "Years",
    "assess",
    "criteria_set",
    "datasets",
    "explain",
    "may_be_acknowledged",
    "tell",
]

#: where each public name lives; a room is loaded when one of its names is first used
_HOMES = {
    "core.citations": ("Citation", "Confidence"),
    "core.counts": ("Basis", "Count"),
    "core.days": ("CriteriaPeriod", "Period", "When", "Years"),
    "core.document_numbers": ("DocumentNumber", "DocumentType"),
    "core.documents": ("Document", "Reference", "Relation"),
    "core.errors": ("AmbiguousNameError", "Fault", "InvalidInputError", "UnknownNameError"),
    "core.explanation": ("Check", "Explanation"),
    "core.figures": ("Fit", "Hedge", "Printed", "Share"),
    "core.names": ("Level", "Mention"),
    "core.quantities": ("NATION", "Metric", "Population"),
    "core.signatures": ("Signature",),
    "core.verdict": ("Verdict",),
    "core.words": ("Assumption", "Meaning", "Stock"),
    "law": ("assess", "criteria_set", "may_be_acknowledged"),
    "promises": (
        "CarryOver", "Comparator", "Duty", "Expressed", "Matter", "Norm", "Plan", "Role", "Silence",
        "Status", "Target",
    ),
    "record": (
        "Assessment", "Combination", "CriterionMark", "Dossier", "DossierStage", "Mark",
        "Observation", "Reported", "Statement",
    ),
    "review": ("Programme", "Review"),
    "review.text": ("explain", "tell"),
    "tiers": (
        "Act", "Certification", "CertificationTier", "CommuneKind", "DistrictKind", "Revocation",
    ),
    "units": (
        "Agency", "Commune", "District", "Former", "LineageChange", "Province", "Succession",
        "Village",
    ),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    """Load the room that a public name lives in, when it is first asked for."""
    from importlib import import_module  # noqa: PLC0415 - the front door loads nothing by itself

    if name == "datasets":
        return import_module(f"{__name__}.datasets")
    if name not in _HOME_OF:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names."""
    return list(__all__)

"""What was found? What sources state of sets of units, and what follows with the names on file."""

from __future__ import annotations

from .combination import Combination, Step, combine
from .observations import CriterionMark, Mark, Observation
from .reported import Reported
from .statements import Assessment, Dossier, DossierStage, Reach, Statement

__all__ = [
    "Assessment",
    "Combination",
    "CriterionMark",
    "Dossier",
    "DossierStage",
    "Mark",
    "Observation",
    "Reach",
    "Reported",
    "Statement",
    "Step",
    "combine",
]

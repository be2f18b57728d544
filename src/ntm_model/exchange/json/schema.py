"""The JSON Schema of the format, for editors and for tools that check files by themselves.

It says the form of every document. What holds between fields, such as that references lead
somewhere, only reading finds.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import attrs

from ...core.citations import Citation
from ...core.counts import Count
from ...core.days import Period, When, Years
from ...core.document_numbers import DocumentNumber
from ...core.documents import Document, Reference
from ...core.errors import Fault
from ...core.explanation import Check, Explanation
from ...core.figures import Printed, Share
from ...core.names import Mention
from ...core.signatures import Signature
from ...promises import Duty, Plan, Target
from ...record import (
    Assessment,
    Combination,
    CriterionMark,
    Dossier,
    Observation,
    Reported,
    Statement,
)
from ...review import Programme, Review
from ...tiers import Certification, Revocation
from ...units import Agency, Commune, District, Former, Province, Succession, Village
from ..converting import converter
from ..leaves import CONTROLS, DECIMAL, MAX_DIGITS
from .shapes import FORMAT, Part, classes, name_of, parts

#: every public class of values, in the order of their names
KINDS: tuple[type[Any], ...] = (
    Agency, Assessment, Certification, Check, Citation, Combination, Commune, Count, CriterionMark,
    District, Document, DocumentNumber, Dossier, Duty, Explanation, Fault, Former, Mention,
    Observation, Period, Plan, Printed, Programme, Province, Reference, Reported, Review,
    Revocation, Share, Signature, Statement, Succession, Target, Village, When, Years,
)  # fmt: skip
_LARGEST = 10**MAX_DIGITS - 1
_WHOLE: dict[str, Any] = {"type": "integer", "minimum": -_LARGEST, "maximum": _LARGEST}
_LEAVES: dict[type, dict[str, Any]] = {
    str: {"type": "string", "pattern": f"^[^{CONTROLS}]*$"},
    int: _WHOLE,
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    Decimal: {"anyOf": [_WHOLE, {"type": "string", "pattern": f"^{DECIMAL}$"}]},
}


def schema() -> str:
    """Return the schema of all documents as JSON, in canonical order."""
    held = dict.fromkeys(one for kind in KINDS for one in classes(kind))
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"ntm_model, format version {FORMAT}",
        "description": "A value of one class, under the name of its class.",
        "type": "object",
        "properties": {"ntm_model": {"const": FORMAT}} | {name_of(one): _ref(one) for one in KINDS},
        "required": ["ntm_model"],
        "minProperties": 2,
        "maxProperties": 2,
        "additionalProperties": False,
        "$defs": {name_of(one): _class(one) for one in sorted(held, key=name_of)},
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _class(kind: type[Any]) -> dict[str, Any]:
    summary = (kind.__doc__ or "").partition("\n")[0]
    return {
        "description": summary,
        "type": "object",
        "properties": {part.name: _field(part) for part in parts(kind)},
        "required": [part.name for part in parts(kind) if part.required],
        "additionalProperties": False,
    }


def _field(part: Part) -> dict[str, Any]:
    one = _one(part.kind)
    if part.many:
        one = {"type": "array", "items": one}
    if part.optional:
        one = {"anyOf": [one, {"type": "null"}]}
    return one if part.required else one | {"default": converter().unstructure(part.default)}


def _one(kind: type[Any]) -> dict[str, Any]:
    if attrs.has(kind):
        return _ref(kind)
    if issubclass(kind, Enum):
        return {"enum": [one.value for one in kind]}
    return _LEAVES[kind]


def _ref(kind: type[Any]) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name_of(kind)}"}

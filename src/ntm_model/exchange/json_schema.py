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

from .converting import converter
from .leaves import CONTROLS, DECIMAL, MAX_DIGITS
from .shapes import FORMAT, Part, classes, name_of, parts

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
    kinds = public_kinds()
    held = dict.fromkeys(one for kind in kinds for one in classes(kind))
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"ntm_model, format version {FORMAT}",
        "description": "A value of one class, under the name of its class.",
        "type": "object",
        "properties": {"ntm_model": {"const": FORMAT}} | {name_of(one): _ref(one) for one in kinds},
        "required": ["ntm_model"],
        "minProperties": 2,
        "maxProperties": 2,
        "additionalProperties": False,
        "$defs": {name_of(one): _class(one) for one in sorted(held, key=name_of)},
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def public_kinds() -> tuple[type[Any], ...]:
    """Return the public classes of values, in the order of their names."""
    import ntm_model  # noqa: PLC0415 - the front door opens every room

    public = (getattr(ntm_model, name) for name in sorted(ntm_model.__all__))
    values = (one for one in public if isinstance(one, type) and attrs.has(one))
    return tuple(one for one in values if not issubclass(one, Exception))


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
        length = {} if part.size is None else {"minItems": part.size, "maxItems": part.size}
        one = {"type": "array", "items": one, **length}
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

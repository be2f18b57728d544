"""The columns of data frames, with their types."""

from __future__ import annotations

TEXT, DAY, NUMBER, TRUTH = "text", "day", "whole number", "true or false"
#: which list of a province holds the units of a level
LISTS = {
    "district": "districts",
    "commune": "communes",
    "village": "villages",
    "agency": "agencies",
}
#: what a column of more than one value has between them
BETWEEN = "; "


def _range(name: str, kind: str = DAY) -> dict[str, str]:
    return {f"{name}_earliest": kind, f"{name}_latest": kind}


def _bounds(name: str) -> dict[str, str]:
    return {f"{name}_low": NUMBER, f"{name}_high": NUMBER}


_CITED = {"source": TEXT, "at": TEXT, "confidence": TEXT}
#: one row a unit, the province first
UNITS = {
    "level": TEXT,
    "id": TEXT,
    "code": TEXT,
    "name": TEXT,
    "kind": TEXT,
    "inside": TEXT,
    "minority": TRUTH,
    "spellings": TEXT,
    "complete_through": DAY,
    "trust": TEXT,
    "part": TEXT,
    "as_of": DAY,
}
#: one row a certification or revocation
CERTIFICATIONS = {
    "unit": TEXT,
    "event": TEXT,
    "tier": TEXT,
    "act": TEXT,
    "id": TEXT,
    "corrects": TEXT,
    **_range("year", NUMBER),
    **_range("decided"),
    **_range("effective"),
    "has_term": TRUTH,
    **_range("expires"),
    **_range("ceremony"),
    **_range("known"),
    "decision": TEXT,
    "period": TEXT,
    "criteria_set": TEXT,
    "field": TEXT,
    "assumes": TEXT,
    **_CITED,
}
#: one row a former state of a unit; what is null did not change then, and empty text is "none"
FORMER = {
    "unit": TEXT,
    **_range("before"),
    "id": TEXT,
    "name": TEXT,
    "code": TEXT,
    "kind": TEXT,
    "district_kind": TEXT,
    "district": TEXT,
    "commune": TEXT,
    "resolution": TEXT,
    **_range("known"),
    **_CITED,
}
#: one row a target in force
PROGRESS = {
    "target": TEXT,
    "level": TEXT,
    "tier": TEXT,
    "scope": TEXT,
    "stated_in": TEXT,
    "value": TEXT,
    "horizon": DAY,
    "verdict": TEXT,
    "verdict_with_plan": TEXT,
    **_bounds("by_name"),
    **_bounds("count"),
    **_bounds("count_with_plan"),
}
#: one row a check that is not met, in the order of the review
FINDINGS = {
    "rule": TEXT,
    "subject": TEXT,
    "verdict": TEXT,
    "topic": TEXT,
    "about": TEXT,
    **_bounds("observed"),
    **_bounds("required"),
    **_CITED,
}

"""A small file in which every class and every field of the format stands, to put mistakes into."""

from __future__ import annotations

import json
import re

TEXT = """
{"ntm_model": 1, "programme": {
  "id": "nhỏ-2024",
  "letter": "công văn",
  "province": {
    "name": "Kon Tum", "code": "62", "id": "tỉnh", "spellings": ["Công Tum"],
    "complete_through": "2021-12-31", "trust": "INFERRED",
    "certifications": [{"tier": "completed", "decided": {"earliest": "2030-01-01"}}],
    "revocations": [{"tier": "completed", "source": {"source": "trang", "confidence": "SECONDARY"}}],
    "districts": [
      {"name": "Đăk Hà", "code": "615", "id": "huyện", "spellings": ["Đắk Hà"]},
      {"name": "Kon Tum", "code": "608", "kind": "city",
       "certifications": [{"tier": "completed", "period": "2016-2020"}]}
    ],
    "communes": [
      {"name": "Đăk Long", "code": "23504", "district": "huyện", "kind": "commune",
       "certifications": [
         {"tier": "model", "year": {"earliest": 2021, "latest": 2022}, "period": "2021-2025",
          "decided": {"earliest": "2022-01-05", "latest": "2022-02-05"},
          "effective": {"earliest": "2022-01-06", "latest": "2022-02-06"},
          "ceremony": {"earliest": "2022-03-01"}, "known": {"latest": "2022-04-01"},
          "decision": "5/QĐ-UBND", "criteria_set": "bộ của tỉnh", "field": "văn hóa",
          "assumes": ["known in time"],
          "source": {"source": "trang", "at": "dòng 3", "confidence": "VERIFIED"}}],
       "revocations": [
         {"tier": "advanced", "decided": {"earliest": "2023-01-05"}, "period": "2021-2025",
          "effective": {"earliest": "2023-01-06"}, "known": {"earliest": "2023-01-07"},
          "decision": "6/QĐ-UBND", "source": {"source": "trang"}}]},
      {"name": "Hà Mòn", "id": "xã-2", "district": "huyện"},
      {"name": "Trường Chinh", "code": "23290", "district": "608", "kind": "ward"}
    ]
  },
  "documents": [
    {"id": "công văn", "number": "1052/UBND-NNTN", "issuer": "UBND tỉnh Kon Tum",
     "dated": {"earliest": "2024-03-29", "latest": "2024-03-29"}, "title": "V/v giao chỉ tiêu",
     "url": "https://example.org/1052", "read": true},
    {"id": "trang", "url": "https://example.org/trang", "read": false}
  ],
  "references": [{"document": "trang", "relation": "refers to", "at": "đoạn 1"}],
  "statements": [
    {"id": "nói-1", "tier": "standard", "scope": "huyện", "members": ["23504", "xã-2"], "size": 2,
     "group": "xã biên giới", "count": {"low": 1, "high": 2, "basis": "by statement"},
     "on": {"latest": "2022-12-31"}, "known": {"latest": "2023-01-31"}, "level": "commune",
     "meaning": "recognised", "stock": "cumulative", "inclusive": true, "period": "2021-2025",
     "assumes": ["year inferred"], "source": {"source": "trang"}}
  ],
  "assessments": [
    {"unit": "xã-2", "criteria_set": "318/QĐ-TTg", "met": 15, "of": 19, "tier": "standard",
     "as_of": {"latest": "2022-12-31"}, "known": {"latest": "2023-01-31"},
     "source": {"source": "trang"}}
  ],
  "targets": [
    {"id": "chỉ-tiêu", "metric": "communes", "tier": "standard", "comparator": "at least",
     "value": 2, "population": "all communes", "stock": "cumulative", "inclusive": true,
     "norm": "count", "scope": "tỉnh", "horizon": "2024-12-31", "set_by": "Bộ NN&PTNT",
     "stated_in": "trang", "status": "tentative", "wordings": ["dự kiến giao"],
     "printed": {"count": 2, "total": 2, "percent": "100.0", "hedge": "about"},
     "named": [{"text": "Hà Mòn", "level": "commune", "district": "Đăk Hà", "group": "xã"}],
     "source": {"source": "công văn"}}
  ],
  "plans": [
    {"id": "kế-hoạch", "metric": "communes", "tier": "standard", "mentions": [{"text": "Hà Mòn"}],
     "number": 1, "author": "UBND tỉnh Kon Tum", "stated_in": "công văn", "year": 2024,
     "deadline": "2024-12-31", "meaning": "recognised", "source": {"source": "công văn"}}
  ],
  "duties": [
    {"role": "lead", "addressee": {"text": "Sở NN&PTNT", "level": "agency"}, "matter": "plan",
     "about": [{"text": "Hà Mòn"}], "deadline": "2024-12-31", "measure": "100%",
     "criteria": ["17"], "source": {"source": "công văn"}}
  ],
  "addressees": [{"text": "Sở NN&PTNT", "level": "agency"}],
  "silences": ["money"]
}}
"""

#: one step of a path: a field or an index
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def small() -> dict[str, object]:
    """Return the file afresh, as JSON reads it."""
    data: dict[str, object] = json.loads(TEXT)
    return data


def changed(path: str, value: object, data: object = None) -> dict[str, object]:
    """Return the file (or *data*) with *value* put at a path that starts at the programme."""
    whole: dict[str, object] = small() if data is None else json.loads(json.dumps(data))
    *way, last = steps(path)
    at(whole["programme"], way)[last] = value  # type: ignore[index]
    return whole


def without(path: str, data: object = None) -> dict[str, object]:
    """Return the file (or *data*) without what stands at a path."""
    whole: dict[str, object] = small() if data is None else json.loads(json.dumps(data))
    *way, last = steps(path)
    del at(whole["programme"], way)[last]  # type: ignore[attr-defined]
    return whole


def at(data: object, way: list[str | int]) -> object:
    """Return what stands at the end of a way into *data*."""
    for step in way:
        data = data[step]  # type: ignore[index]
    return data


def steps(path: str) -> list[str | int]:
    """Take a path apart into fields and indexes."""
    return [int(index) if index else field for field, index in _STEP.findall(path)]

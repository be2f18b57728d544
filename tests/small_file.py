"""A small file in which every class and every field of the format stands, to put mistakes into."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, TypeAlias, cast

from ntm_model import Fault, InvalidInputError
from ntm_model.exchange.json import read

TEXT = """
{"ntm_model": 1, "programme": {
  "id": "nhỏ-2024",
  "letter": "công văn",
  "province": {
    "name": "Kon Tum", "code": "62", "id": "tỉnh", "spellings": ["Công Tum"],
    "part": "phần cũ", "as_of": null,
    "formerly": [
      {"before": {"earliest": "2010-01-01", "latest": "2010-01-02"}, "id": "tỉnh cũ",
       "name": "Tỉnh cũ", "code": "61", "resolution": "1/NQ", "known": {"latest": "2010-01-03"},
       "source": {"source": "trang"}}],
    "complete_through": "2021-12-31", "trust": "INFERRED",
    "certifications": [{"tier": "completed", "decided": {"earliest": "2030-01-01"}}],
    "revocations": [
      {"tier": "completed", "source": {"source": "trang", "confidence": "SECONDARY"}}],
    "districts": [
      {"name": "Đăk Hà", "code": "615", "id": "huyện", "spellings": ["Đắk Hà"],
       "formerly": [
         {"before": {"latest": "2011-01-01"}, "name": "Huyện cũ", "district_kind": "town"}]},
      {"name": "Kon Tum", "code": "608", "kind": "city",
       "certifications": [{"tier": "completed", "period": "2016-2020"}],
       "revocations": [{"tier": "completed", "decided": {"earliest": "2019-01-01"}}]}
    ],
    "communes": [
      {"name": "Đăk Long", "code": "23504", "district": "huyện", "kind": "commune",
       "certifications": [
         {"tier": "model", "act": "re-recognised", "id": "g2", "corrects": "g1",
          "expires": {"earliest": "2031-01-01"},
          "year": {"earliest": 2021, "latest": 2022}, "period": "2021-2025",
          "decided": {"earliest": "2022-01-05", "latest": "2022-02-05"},
          "effective": {"earliest": "2022-01-06", "latest": "2022-02-06"},
          "ceremony": {"earliest": "2022-03-01"}, "known": {"latest": "2022-04-01"},
          "decision": "5/QĐ-UBND", "criteria_set": "bộ của tỉnh", "field": "văn hóa",
          "assumes": ["known in time"],
          "source": {"source": "trang", "at": "dòng 3", "confidence": "VERIFIED"}},
         {"tier": "model", "id": "g1"}],
       "revocations": [
         {"tier": "advanced", "id": "r2", "corrects": "r1",
          "decided": {"earliest": "2023-01-05"}, "period": "2021-2025",
          "effective": {"earliest": "2023-01-06"}, "known": {"earliest": "2023-01-07"},
          "decision": "6/QĐ-UBND", "source": {"source": "trang"}},
         {"tier": "advanced", "id": "r1"}]},
      {"name": "Hà Mòn", "id": "xã-2", "spellings": ["Hà Mòn 2"], "district": "huyện",
       "formerly": [
         {"before": {"latest": "2012-01-01"}, "name": "Thị trấn cũ", "kind": "township",
          "district": "608"}]},
      {"name": "Trường Chinh", "code": "23290", "id": "phường", "district": "608", "kind": "ward"},
      {"name": "Cũ", "code": "23600", "id": "cũ"},
      {"name": "Mới", "code": "23600", "id": "mới"}
    ],
    "villages": [
      {"name": "Thanh Xuân", "code": "t1", "id": "thôn", "spellings": ["Thanh Xuân 1"],
       "commune": "23504", "minority": true,
       "formerly": [
         {"before": {"latest": "2015-01-01"}, "name": "Thôn cũ", "commune": "xã-2"}],
       "certifications": [{"tier": "ethnic-minority village"}],
       "revocations": [{"tier": "model village"}]}],
    "agencies": [
      {"name": "Sở Nông nghiệp", "code": "s1", "id": "sở", "spellings": ["Sở NN"],
       "formerly": [{"before": {"latest": "2016-01-01"}, "name": "Sở cũ", "code": "s0"}],
       "certifications": [], "revocations": []}],
    "successions": [
      {"id": "thay", "on": {"earliest": "2020-01-01", "latest": "2020-01-01"},
       "predecessors": ["cũ"], "successors": ["mới"], "resolution": "2/NQ",
       "known": {"latest": "2020-02-01"}, "source": {"source": "trang"}}]
  },
  "documents": [
    {"id": "công văn", "number": "1052/UBND-NNTN", "issuer": "UBND tỉnh Kon Tum",
     "dated": {"earliest": "2024-03-29", "latest": "2024-03-29"}, "title": "V/v giao chỉ tiêu",
     "url": "https://example.org/1052", "read": true,
     "signature": {"office": "PHÓ CHỦ TỊCH", "acting": true, "on_behalf_of": "ỦY BAN NHÂN DÂN",
      "authorised_by": "BỘ TRƯỞNG", "by_order_of": "CHÁNH VĂN PHÒNG", "in_place_of": "CHỦ TỊCH"}},
    {"id": "trang", "url": "https://example.org/trang", "read": false}
  ],
  "dossiers": [
    {"unit": "xã-2", "tier": "standard", "stage": "appraised", "on": {"latest": "2024-01-01"},
     "known": {"latest": "2024-02-01"}, "source": {"source": "trang"}}],
  "references": [{"document": "trang", "relation": "refers to", "at": "đoạn 1"}],
  "statements": [
    {"id": "nói-1", "tier": "standard", "scope": "huyện", "members": ["23504", "xã-2"], "size": 2,
     "group": "xã biên giới", "count": {"low": 1, "high": 2, "basis": "by statement"},
     "on": {"latest": "2022-12-31"}, "known": {"latest": "2023-01-31"}, "level": "commune",
     "meaning": "recognised", "stock": "cumulative", "inclusive": true, "period": "2021-2025",
     "assumes": ["year inferred"], "source": {"source": "trang"}}
  ],
  "reported": [
    {"id": "báo-cáo", "metric": "band", "level": "commune", "tier": "standard",
     "scope": "huyện", "inclusive": true, "stock": "cumulative", "since": "2021-12-31", "each": 1,
     "between": {"low": 0, "high": 4}, "population": "group", "group": "xã biên giới",
     "members": ["23504"], "value": "1", "of": 2, "hedge": "about",
     "on": {"latest": "2022-12-31"}, "known": {"latest": "2023-01-31"},
     "source": {"source": "trang"}},
    {"id": "thu-nhập-2020", "metric": "indicator", "indicator": "thu nhập", "scope": "VN",
     "value": "41.8"}
  ],
  "assessments": [
    {"unit": "xã-2", "criteria_set": "318/QĐ-TTg", "met": 15, "of": 19, "tier": "standard",
     "as_of": {"latest": "2022-12-31"}, "known": {"latest": "2023-01-31"},
     "source": {"source": "trang"}}
  ],
  "observations": [
    {"unit": "xã-2", "criteria_set": "318-commune-standard", "measure": "10", "value": "52.5",
     "measured_in": "triệu đồng/người/năm", "as_of": {"latest": "2022-12-31"},
     "known": {"latest": "2023-01-31"}, "source": {"source": "trang"}},
    {"unit": "xã-2", "criteria_set": "318-commune-standard", "measure": "3.2", "truth": true},
    {"unit": "xã-2", "criteria_set": "318-commune-advanced", "measure": "3.6", "grade": "Khá"}
  ],
  "marks": [
    {"unit": "xã-2", "criteria_set": "318-commune-standard", "criterion": "19", "mark": "not met",
     "as_of": {"latest": "2022-12-31"}, "known": {"latest": "2023-01-31"},
     "source": {"source": "trang"}}
  ],
  "targets": [
    {"id": "chỉ-tiêu", "metric": "band", "level": "commune", "tier": "standard",
     "comparator": "at least", "value": "2", "most": "3", "expressed": "number",
     "population": "all communes", "population_on": "2023-12-31", "stock": "cumulative",
     "since": "2020-12-31", "each": 1,
     "between": {"low": 0, "high": 4, "basis": "by statement"}, "group": "xã biên giới",
     "members": ["23504"], "part_of": "thu-nhập", "revises": "thu-nhập",
     "carry_over": "included", "carried": 1, "inclusive": true,
     "norm": "count", "scope": "tỉnh", "horizon": "2024-12-31", "set_by": "Bộ NN&PTNT",
     "stated_in": "trang", "status": "tentative", "wordings": ["dự kiến giao"],
     "printed": {"count": 2, "total": 2, "percent": "100.0", "hedge": "about"},
     "named": [{"text": "Hà Mòn", "level": "commune", "district": "Đăk Hà", "group": "xã"}],
     "source": {"source": "công văn"}},
    {"id": "thu-nhập", "metric": "indicator", "indicator": "thu nhập", "value": "1.5",
     "stock": "multiple", "since": "2020-12-31", "scope": "VN"}
  ],
  "plans": [
    {"id": "kế-hoạch", "level": "commune", "tier": "standard",
     "mentions": [{"text": "Hà Mòn"}], "amends": "kế-hoạch-cũ",
     "number": 1, "printed": {"count": 1}, "author": "UBND tỉnh Kon Tum",
     "stated_in": "công văn", "year": 2024,
     "deadline": "2024-12-31", "meaning": "recognised", "source": {"source": "công văn"}},
    {"id": "kế-hoạch-cũ", "tier": "standard"}
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

#: whatever JSON can say
Json: TypeAlias = Any
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def small() -> Json:
    """Return the file afresh, as JSON reads it."""
    return json.loads(TEXT)


def put(path: str, value: Json, data: Json = None) -> Json:
    """Return the file, or *data* itself, with *value* at a path."""
    whole = data or small()
    *way, last = _steps(path)
    _at(whole, way)[last] = deepcopy(value)
    return whole


def drop(path: str, data: Json = None) -> Json:
    """Return the file, or *data* itself, without what stands at a path."""
    whole = data or small()
    *way, last = _steps(path)
    del _at(whole, way)[last]
    return whole


def places(data: Json, path: str = "") -> Iterator[tuple[str, Json]]:
    """Yield every value below *data* with its path."""
    if isinstance(data, dict):
        fields = cast("dict[str, Json]", data)
        steps = [(f"{path}.{key}".lstrip("."), value) for key, value in fields.items()]
    else:
        steps = [(f"{path}[{index}]", value) for index, value in enumerate(data)]
    for step, value in steps:
        yield step, value
        if isinstance(value, dict | list):
            yield from places(value, step)


def faults_in(data: Json) -> list[Fault]:
    """Return what reading finds wrong; nothing if it is sound."""
    return faults_in_text(json.dumps(data))


def faults_in_text(text: str | bytes) -> list[Fault]:
    """Return what reading finds wrong with a text; nothing if it is sound."""
    try:
        read(text)
    except InvalidInputError as error:
        return list(error.faults)
    return []


def told(data: Json) -> list[str]:
    """Return what reading finds wrong, as it is printed."""
    return [str(fault) for fault in faults_in(data)]


def _steps(path: str) -> list[str | int]:
    return [int(index) if index else field for field, index in _STEP.findall(path)]


def _at(data: Json, way: list[str | int]) -> Json:
    for step in way:
        data = data[step]
    return data

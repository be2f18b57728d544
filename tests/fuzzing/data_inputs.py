"""What others have parsed: records of units, and the features of a map."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache, partial
from typing import Any, TypeAlias, cast

from ntm_model import (
    CommuneKind,
    DistrictKind,
    InvalidInputError,
    Level,
    Province,
)
from ntm_model.exchange.administrative import read_flat, read_nested, read_rows
from ntm_model.exchange.geography import PREFIX, to_geojson
from ntm_model.exchange.json import dumps, loads
from ntm_model.review import Review

from ..small_file import Json
from .engine import SOUND, Reader, refused
from .mutating import WORDS, parsed, slots_of, structures
from .places import DAY, PROGRAMME

Records: TypeAlias = Callable[[Json], tuple[Province, ...]]

#: words of records and maps
_HERE: tuple[Json, ...] = (
    *("Xã Bờ Y", "xã", "TT. Plei Kần", "Thị trấn", "Thành phố Kon Tum", "tp", "Quận 1", "Huyện"),
    *("Tỉnh", "Xã Xã", "phường", "thi-tran", "Hoà Bình", "Đăk Long (cũ)", "٥", "²", "00051"),
    *(51, 615, 23395, "51", "615", "23395", " 51 ", -51, 51.0, "district", "ward"),
    *({"data": []}, {"data": {"data": []}}, {"name": "Xã Bờ Y", "code": 23395}, [[[]]]),
    *("!long", "!bytes", "!day", "!datetime", "!tuple", "!deep", "!data", "!loop", "!infinite"),
)
_NAMES = ("data", "code", "name", "type", "wards", "districts", "parent_code", "province_code", "")


def unusual(data: Json) -> Json:
    """Return what a document says, with what only Python can say where a word stands for it."""
    for holder, step in slots_of([data]):
        word = holder[step]
        if isinstance(word, str) and word.startswith("!"):
            holder[step] = _MADE.get(word, lambda word=word: word)()
    return data


def _deep() -> Json:
    data: Json = []
    for _ in range(20_000):
        data = [data]
    return data


def _deep_data() -> Json:
    data: Json = []
    for _ in range(2_000):
        data = {"data": data}
    return data


def _loop() -> Json:
    data: Json = {}
    data["data"] = data
    return data


_MADE: dict[str, Callable[[], Json]] = {
    "!long": lambda: 10**5000,
    "!bytes": lambda: b"\xff",
    "!day": lambda: DAY,
    "!datetime": lambda: datetime(2024, 3, 29),  # noqa: DTZ001 - files know no time zone
    "!tuple": lambda: ("x",),
    "!infinite": lambda: float("inf"),
    "!deep": _deep,
    "!data": _deep_data,
    "!loop": _loop,
}


def data_readers() -> Iterator[Reader]:
    """Yield a reader for each shape of records, and one for maps."""
    mutators = structures((*WORDS, *_HERE), _NAMES)
    reads: dict[str, tuple[Records, tuple[Json, ...]]] = {
        "nested": (read_nested, _NESTED),
        "flat": (_read_flat, _FLAT),
        "rows": (read_rows, _ROWS),
    }
    for name, (read, seeds) in reads.items():
        look = partial(_look_at_records, read)
        yield Reader(f"records {name}", _texts(seeds), look, mutators, weight=8)
    yield Reader("map", _texts((_MAP,)), _look_at_map, mutators, weight=6)


def _texts(seeds: tuple[Json, ...]) -> tuple[bytes, ...]:
    return tuple(json.dumps(seed, ensure_ascii=False).encode() for seed in seeds)


def _read_flat(data: Json) -> tuple[Province, ...]:
    lists = cast("dict[str, Json]", data) if isinstance(data, dict) else {}
    return read_flat(**lists) if lists.keys() == _KEYS else read_flat(cast("object", data))


def _look_at_records(read: Records, text: bytes) -> frozenset[str]:
    """Read records, and read again what they make."""
    try:
        provinces = read(unusual(parsed(text)))
    except InvalidInputError as error:
        return refused(error.faults, "records|provinces|districts|communes|rows")
    for province in provinces:
        assert loads(dumps(province), Province) == province, "JSON says something else"
    assert _read_flat(_flat(provinces)) == provinces, "what is written is read otherwise"
    return SOUND


def _flat(provinces: tuple[Province, ...]) -> Json:
    """Return records of the provinces and of all units in them."""
    return {
        "provinces": [{"code": one.code, "name": f"Tỉnh {one.name}"} for one in provinces],
        "districts": [
            {
                "code": unit.code,
                "name": f"{_KINDS[unit.kind]} {unit.name}",
                "province_code": one.code,
            }
            for one in provinces
            for unit in one.districts
        ],
        "communes": [
            {
                "code": unit.code,
                "name": f"{_KINDS[unit.kind]} {unit.name}",
                "province_code": one.code,
                "district_code": unit.district,
            }
            for one in provinces
            for unit in one.communes
        ],
    }


_KEYS = {"provinces", "districts", "communes"}
_KINDS: dict[CommuneKind | DistrictKind, str] = {
    CommuneKind.COMMUNE: "xã",
    CommuneKind.TOWNSHIP: "thị trấn",
    CommuneKind.WARD: "phường",
    CommuneKind.SPECIAL_ZONE: "đặc khu",
    DistrictKind.DISTRICT: "huyện",
    DistrictKind.TOWN: "thị xã",
    DistrictKind.CITY: "thành phố",
    DistrictKind.URBAN: "quận",
}


@cache
def _review() -> Review:
    return PROGRAMME.review(on=date(2024, 3, 29))


def _look_at_map(text: bytes) -> frozenset[str]:
    """Join a map, which loses nothing, and join it again, which changes nothing."""
    data = unusual(parsed(text))
    level = Level.DISTRICT if len(text) % 8 == 0 else Level.COMMUNE
    try:
        joined = to_geojson(_review(), data, level=level)
    except InvalidInputError as error:
        return refused(error.faults)
    before, after = data["features"], joined.collection["features"]
    assert len(before) == len(after), "a feature is lost"
    assert list(map(_bare, before)) == list(map(_bare, after)), "a feature is changed"
    again = to_geojson(_review(), joined.collection, level=level)
    assert again.collection == joined.collection, "joined again it is another map"
    assert (again.unmatched, again.missing) == (joined.unmatched, joined.missing)
    return refused(joined.unmatched) if joined.unmatched else SOUND


def _bare(feature: dict[str, Any]) -> dict[str, Any]:
    """Return a feature without what a join adds."""
    properties: dict[str, Any] = feature["properties"] or {}
    kept = {key: one for key, one in properties.items() if not key.startswith(PREFIX)}
    return {**feature, "properties": kept}


_WARDS: Json = [
    {"name": "Thị trấn Plei Kần", "code": 23377, "division_type": "thị trấn"},
    {"name": "Xã Bờ Y", "code": "23395"},
]
_NONE: Json = []
_NESTED: tuple[Json, ...] = (
    [{"name": "Tỉnh Quảng Ngãi", "code": 51, "wards": _WARDS}],
    {
        "62": {
            "name": "Tỉnh Kon Tum",
            "code": "62",
            "quan-huyen": {
                "611": {"name": "Ngọc Hồi", "type": "huyen", "code": "611", "xa-phuong": _WARDS},
                "608": {"name": "Thành phố Kon Tum", "code": "608"},
            },
        }
    },
    {"data": [{"Id": "1", "FullName": "Thành phố Hà Nội", "Wards": _NONE}]},
)
_FLAT: tuple[Json, ...] = (
    {
        "provinces": [{"code": "62", "name": "Kon Tum"}],
        "districts": [{"code": 611, "name": "Huyện Ngọc Hồi", "province_code": 62}],
        "communes": [
            {"code": 23395, "name": "Xã Bờ Y", "parent_code": 611},
            {"code": 23377, "name": "Plei Kần", "type": "thị trấn", "district_code": 611},
        ],
    },
    {
        "provinces": [{"code": "51", "name": "Quảng Ngãi"}, {"code": "01", "name": "Hà Nội"}],
        "districts": [],
        "communes": [{"code": "23395", "name_with_type": "Xã Bờ Y", "parent_code": "51"}],
    },
)
_ROWS: tuple[Json, ...] = (
    [{"Mã": "23395", "Tên": "Xã Bờ Y", "Mã TP": "51", "Tỉnh / Thành Phố": "Tỉnh Quảng Ngãi"}],
    [
        {"Mã": 23395, "Tên": "Xã Bờ Y", "Mã QH": 611, "Quận Huyện": "Huyện Ngọc Hồi"} | _TOP
        for _TOP in ({"Mã TP": 62, "Tỉnh / Thành Phố": "Tỉnh Kon Tum"},)
    ],
)
_POINT = {"type": "Point", "coordinates": [107.6, 14.7]}
_MAP: Json = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature", "geometry": _POINT, "properties": properties}
        for properties in (
            {"code": "23395", "name": "Pờ Y"},
            {"code": 23504},
            {"name": "Đăk Long", "district": "Đăk Glei"},
            {"name": "Xã Ia Chim", "ntm_id": "x"},
            {"code": "23503", "name": "Hà Môn"},
            {"code": "23377"},
            {"code": "23377", "name": None},
        )
    ],
}

"""The three shapes that provinces are read from."""

from __future__ import annotations

from collections.abc import Mapping

from ...core.errors import refuse
from ...core.names import Level
from ...tiers import CommuneKind, DistrictKind
from ...units import Commune, District, Province
from .records import CHILDREN, Found, Records, items


def read_nested(records: object) -> tuple[Province, ...]:
    """Read provinces whose records hold those of their districts and communes.

    *records* is a list of dictionaries, or a dictionary of them by code. A record has a code, a
    name with its kind in front or beside it, and its units under ``districts``, ``wards`` or
    another name that public packages use. Codes get their leading zeros back: 2, 3 and 5 digits.

    >>> ward = {"name": "Xã Bờ Y", "code": 23395, "division_type": "xã"}
    >>> (province,) = read_nested([{"name": "Tỉnh Quảng Ngãi", "code": 51, "wards": [ward]}])
    >>> province.name, province.communes[0].name, province.communes[0].kind
    ('Quảng Ngãi', 'Bờ Y', <CommuneKind.COMMUNE: 'commune'>)

    Raises:
        InvalidInputError: a record is odd, stands twice or lies in none; every fault is listed.
    """
    found = Records()
    for path, record in items(records, "records", found.faults):
        code = found.add(path, record, Level.PROVINCE, {})
        _inside(found, path, record, {Level.PROVINCE: code})
    return _built(found)


def _inside(
    found: Records, path: str, record: Mapping[str, object], home: dict[Level, str | None]
) -> None:
    """Add the units that a record holds, and those that these hold."""
    for level, names in CHILDREN.items():
        for name in (name for name in names if record.get(name) and level not in home):
            for place, child in items(record[name], f"{path}.{name}", found.faults):
                code = found.add(place, child, level, home)
                _inside(found, place, child, {**home, level: code})


def read_flat(
    provinces: object, *, districts: object = (), communes: object = ()
) -> tuple[Province, ...]:
    """Read provinces, districts and communes from three lists whose records name what they lie in.

    A record names it by ``province_code``, ``district_code`` or ``parent_code``, or by another
    name that public packages use. Where there are no districts, communes lie in provinces.

    >>> province = {"code": "51", "name": "Quảng Ngãi"}
    >>> commune = {"code": "23395", "name_with_type": "Xã Bờ Y", "parent_code": "51"}
    >>> (province,) = read_flat([province], communes=[commune])
    >>> print(province.communes[0].name)
    Bờ Y

    Raises:
        InvalidInputError: a record is odd, stands twice or lies in none; every fault is listed.
    """
    found = Records()
    lists = {
        Level.PROVINCE: ("provinces", provinces),
        Level.DISTRICT: ("districts", districts),
        Level.COMMUNE: ("communes", communes),
    }
    for level, (name, records) in lists.items():
        for path, record in items(records, name, found.faults):
            found.add(path, record, level, {})
    return _built(found)


def read_rows(rows: object) -> tuple[Province, ...]:
    """Read provinces from the rows of a wide table, one commune a row, with its parents' names.

    *rows* are dictionaries by header, such as ``csv.DictReader`` gives; the headers are those of
    the statistics office (``Mã``, ``Tên``, ``Mã QH``, ``Quận Huyện``, ``Mã TP``, ``Tỉnh / Thành
    Phố``) or English ones. A district or province is told once and may be repeated; a row without
    a commune stands for a district that has none.

    >>> row = {
    ...     "Mã": "23395",
    ...     "Tên": "Xã Bờ Y",
    ...     "Mã TP": "51",
    ...     "Tỉnh / Thành Phố": "Tỉnh Quảng Ngãi",
    ... }
    >>> (province,) = read_rows([row])
    >>> print(province.code, province.communes[0].code)
    51 23395

    Raises:
        InvalidInputError: a row is odd, or stands twice; every fault is listed.
    """
    found = Records()
    for path, row in items(rows, "rows", found.faults):
        found.add_row(path, row)
    return _built(found)


def _built(found: Records) -> tuple[Province, ...]:
    """Build the provinces, or refuse everything that is wrong with the records."""
    found.check_places()
    refuse(found.faults)
    districts: dict[str, list[District]] = {code: [] for code in found.units[Level.PROVINCE]}
    communes: dict[str, list[Commune]] = {code: [] for code in districts}
    for one in found.units[Level.DISTRICT].values():
        districts[found.province_of(one)].append(_district(one))
    for one in found.units[Level.COMMUNE].values():
        communes[found.province_of(one)].append(_commune(one))
    return tuple(
        Province(
            one.name,
            code=code,
            districts=tuple(districts[code]),
            communes=tuple(communes[code]),
        )
        for code, one in found.units[Level.PROVINCE].items()
    )


def _district(one: Found) -> District:
    return District(one.name, code=one.code, kind=DistrictKind(one.kind))


def _commune(one: Found) -> Commune:
    district = one.home.get(Level.DISTRICT) or ""
    return Commune(one.name, code=one.code, kind=CommuneKind(one.kind), district=district)

"""Administrative units are read from the shapes in which public packages have them."""

import csv
from collections.abc import Callable
from contextlib import suppress
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_model import (
    Commune,
    CommuneKind,
    District,
    DistrictKind,
    Fault,
    InvalidInputError,
    Level,
    Province,
)
from ntm_model.core.names import plain
from ntm_model.exchange.administrative import read_flat, read_nested, read_rows
from ntm_model.exchange.administrative.kinds import KIND_WORDS, kind_and_name
from ntm_model.strategies import names

BEFORE = Province(
    "Kon Tum",
    code="62",
    districts=(
        District("Kon Tum", code="608", kind=DistrictKind.CITY),
        District("Ngọc Hồi", code="611"),
    ),
    communes=(
        Commune("Quang Trung", code="23281", kind=CommuneKind.WARD, district="608"),
        Commune("Plei Kần", code="23377", kind=CommuneKind.TOWNSHIP, district="611"),
        Commune("Bờ Y", code="23395", district="611"),
    ),
)
AFTER = Province(
    "Quảng Ngãi",
    code="51",
    communes=(
        Commune("Bờ Y", code="23395"),
        Commune("Lý Sơn", code="21548", kind=CommuneKind.SPECIAL_ZONE),
    ),
)
KON_TUM = {
    "name": "Tỉnh Kon Tum",
    "code": 62,
    "division_type": "tỉnh",
    "phone_code": 260,
    "districts": [
        {
            "name": "Thành phố Kon Tum",
            "code": 608,
            "division_type": "thành phố",
            "province_code": 62,
            "wards": [
                {"name": "Phường Quang Trung", "code": 23281, "division_type": "phường"},
            ],
        },
        {
            "name": "Huyện Ngọc Hồi",
            "code": 611,
            "division_type": "huyện",
            "province_code": 62,
            "wards": [
                {"name": "Thị trấn Plei Kần", "code": 23377, "district_code": 611},
                {"name": "Xã Bờ Y", "code": 23395, "district_code": 611},
            ],
        },
    ],
}
#: the same in the names of other packages
SHAPES: dict[str, Any] = {
    "a list of records": [KON_TUM],
    "one record": KON_TUM,
    "names and full names": [
        {
            "Type": "province",
            "Code": "62",
            "Name": "Kon Tum",
            "FullName": "Tỉnh Kon Tum",
            "District": [
                {
                    "Type": "district",
                    "Code": code,
                    "FullName": name,
                    "Ward": [
                        {
                            "Type": "ward",
                            "Code": code,
                            "Name": name,
                            "AdministrativeUnitShortName": kind,
                        }
                        for code, kind, name in wards
                    ],
                }
                for code, name, wards in (
                    ("608", "Thành phố Kon Tum", [("23281", "Phường", "Quang Trung")]),
                    (
                        "611",
                        "Huyện Ngọc Hồi",
                        [("23377", "Thị trấn", "Plei Kần"), ("23395", "Xã", "Bờ Y")],
                    ),
                )
            ],
        }
    ],
    "numbered levels": {
        "data_date": "2024-03-29",
        "data": [
            {
                "level1_id": "62",
                "name": "Tỉnh Kon Tum",
                "level2s": [
                    {
                        "level2_id": "608",
                        "name": "Thành phố Kon Tum",
                        "level3s": [{"level3_id": "23281", "name": "Phường Quang Trung"}],
                    },
                    {
                        "level2_id": "611",
                        "name": "Huyện Ngọc Hồi",
                        "level3s": [
                            {"level3_id": "23377", "name": "Thị trấn Plei Kần"},
                            {"level3_id": "23395", "name": "Xã Bờ Y"},
                        ],
                    },
                ],
            }
        ],
    },
    "dictionaries by code": {
        "62": {
            "name": "Kon Tum",
            "code": "62",
            "quan-huyen": {
                "608": {
                    "name": "Kon Tum",
                    "type": "thanh-pho",
                    "code": "608",
                    "parent_code": "62",
                    "xa-phuong": {
                        "23281": {
                            "name_with_type": "Phường Quang Trung",
                            "code": "23281",
                            "parent_code": "608",
                        }
                    },
                },
                "611": {
                    "name": "Ngọc Hồi",
                    "type": "huyen",
                    "code": "611",
                    "xa-phuong": {
                        "23377": {"name": "Plei Kần", "type": "thi-tran", "code": "23377"},
                        "23395": {"name": "Bờ Y", "type": "xa", "code": "23395"},
                    },
                },
            },
        }
    },
    "Vietnamese names": [
        {
            "matp": "62",
            "name": "Tỉnh Kon Tum",
            "huyen": [
                {
                    "maqh": "608",
                    "matp": "62",
                    "name": "Thành phố Kon Tum",
                    "xa": [{"xaid": "23281", "maqh": "608", "name": "Phường Quang Trung"}],
                },
                {
                    "maqh": "611",
                    "matp": "62",
                    "name": "Huyện Ngọc Hồi",
                    "xa": [
                        {"xaid": "23377", "maqh": "611", "name": "Thị trấn Plei Kần"},
                        {"xaid": "23395", "maqh": "611", "name": "Xã Bờ Y"},
                    ],
                },
            ],
        }
    ],
}
TABLE_BEFORE = """\
Mã,Tên,Tên Tiếng Anh,Cấp,Mã QH,Quận Huyện,Mã TP,Tỉnh / Thành Phố
23281,Phường Quang Trung,,Phường,608,Thành phố Kon Tum,62,Tỉnh Kon Tum
23377,Thị trấn Plei Kần,,Thị trấn,611,Huyện Ngọc Hồi,62,Tỉnh Kon Tum
23395,Xã Bờ Y,,Xã,611,Huyện Ngọc Hồi,62,Tỉnh Kon Tum
"""
TABLE_AFTER = """\
provinceCode,province,wardCode,ward
51,Tỉnh Quảng Ngãi,23395,Xã Bờ Y
51,Tỉnh Quảng Ngãi,21548,Đặc khu Lý Sơn
"""


def read_table(text: str) -> tuple[Province, ...]:
    """Read a table in CSV as anybody would."""
    return read_rows(csv.DictReader(StringIO(text)))


def faults(records: object) -> list[str]:
    """Return what is said of nested records that are odd."""
    with pytest.raises(InvalidInputError) as raised:
        read_nested(records)
    return list(map(str, raised.value.faults))


def province_with(*communes: object) -> list[object]:
    """Return nested records of a province with two levels."""
    return [{"code": "51", "name": "Quảng Ngãi", "wards": list(communes)}]


@pytest.mark.parametrize("shape", SHAPES)
def test_three_levels_are_read_from_every_nested_shape(shape: str) -> None:
    """The fields have other names in each package; the units are the same."""
    assert read_nested(SHAPES[shape]) == (BEFORE,)


def test_two_levels_are_read_from_nested_records() -> None:
    """Since 1 July 2025 communes lie in provinces."""
    wards = [
        {"name": "Xã Bờ Y", "code": 23395, "province_code": 51},
        {"name": "Đặc khu Lý Sơn", "code": 21548, "province_code": 51},
    ]
    records = [{"name": "Tỉnh Quảng Ngãi", "code": 51, "districts": None, "wards": wards}]

    assert read_nested(records) == (AFTER,)


@pytest.mark.parametrize(("table", "province"), [(TABLE_BEFORE, BEFORE), (TABLE_AFTER, AFTER)])
def test_the_rows_of_a_wide_table_are_read(table: str, province: Province) -> None:
    """The statistics office writes each commune with the names of what it lies in."""
    assert read_table(table) == (province,)


def test_flat_lists_are_read_with_three_levels() -> None:
    """In flat lists each record names what it lies in."""
    districts = [
        {"code": 608, "name": "Thành phố Kon Tum", "province_code": 62},
        {"code": 611, "name": "Huyện Ngọc Hồi", "parent_code": "62"},
    ]
    communes = {
        "23281": {"code": "23281", "name_with_type": "Phường Quang Trung", "parent_code": "608"},
        "23377": {"code": "23377", "name_with_type": "Thị trấn Plei Kần", "parent_code": "611"},
        "23395": {"code": "23395", "name": "Xã Bờ Y", "district_code": 611, "province_code": 62},
    }

    found = read_flat([{"code": 62, "name": "Kon Tum"}], districts=districts, communes=communes)

    assert found == (BEFORE,)


def test_flat_lists_are_read_with_two_levels() -> None:
    """Where there are no districts, the parent of a commune is a province."""
    communes = [
        {"code": "23395", "name": "Xã Bờ Y", "parent_code": "51"},
        {"code": "21548", "name": "Đặc khu Lý Sơn", "parent_code": "51"},
    ]

    assert read_flat([{"code": "51", "name": "Tỉnh Quảng Ngãi"}], communes=communes) == (AFTER,)


def test_several_provinces_keep_their_own_units() -> None:
    """A file of the nation gives one province after another."""
    other = {"code": "01", "name": "Thành phố Hà Nội", "wards": [{"code": 4, "name": "Phường A"}]}

    kon_tum, ha_noi = read_nested([KON_TUM, other])

    assert (kon_tum, ha_noi.name) == (BEFORE, "Hà Nội")
    assert ha_noi.communes == (Commune("A", code="00004", kind=CommuneKind.WARD),)


def test_a_district_without_communes_has_a_row_of_its_own() -> None:
    """An island district may have no commune; its row is no odd one."""
    row = {"Mã": "", "Tên": None, "Mã QH": "471", "Quận Huyện": "Huyện Cồn Cỏ", "Mã TP": "45"}

    (province,) = read_rows([{**row, "Tỉnh / Thành Phố": "Tỉnh Quảng Trị"}])

    assert province.districts == (District("Cồn Cỏ", code="471"),)
    assert province.communes == ()


@given(st.sampled_from((Level.DISTRICT, Level.COMMUNE)), st.data())
def test_the_kind_is_taken_from_the_name(level: Level, data: st.DataObject) -> None:
    """Whatever the case, the words in front of a name are its kind, and the name lacks them."""
    words, kind = data.draw(st.sampled_from(list(KIND_WORDS[level].items())))
    name = data.draw(names())
    cased = data.draw(st.sampled_from((words, words.upper(), words.capitalize())))

    assert kind_and_name(f"{cased}  {name}", level) == (kind, plain(name))


@pytest.mark.parametrize(
    ("text", "level", "expected"),
    [
        ("Quận 1", Level.DISTRICT, (DistrictKind.URBAN, "1")),
        ("Thị xã Sơn Tây", Level.DISTRICT, (DistrictKind.TOWN, "Sơn Tây")),
        ("Thị xã Sơn Tây", Level.COMMUNE, (None, "Thị xã Sơn Tây")),
        ("Xã Thị Hoa", Level.COMMUNE, (CommuneKind.COMMUNE, "Thị Hoa")),
        ("Xãm", Level.COMMUNE, (None, "Xãm")),
        ("Xa Dung", Level.COMMUNE, (None, "Xa Dung")),
    ],
)
def test_a_prefix_is_a_whole_word_with_its_accents(
    text: str, level: Level, expected: tuple[object, str]
) -> None:
    """What only looks like a kind, or is one of another level, stays in the name."""
    assert kind_and_name(text, level) == expected


def test_all_faults_are_told_at_once_each_with_its_place() -> None:
    """Whoever reads a file of the nation does not want to start it again for each odd record."""
    records = province_with(
        {"code": "23395", "name": "Xã Bờ Y"},
        {"code": "23395", "name": "Xã Sa Loong"},
        "Xã Đăk Kan",
        {"code": "233-95", "name": "Xã Đăk Nông"},
        {"name": "Xã Đăk Dục"},
        {"code": 23398.5, "name": "Xã Đăk Xú"},
        {"code": 123456, "name": "Xã Đăk Ang"},
        {"code": 1, "name": None},
        {"code": 2, "name": "Xã"},
        {"code": 3, "name": "Đăk Long"},
        {"code": 4, "name": "Xã Măng\u202eRi"},
        {"code": 5, "name": "Xã Pờ Ê", "type": "phường"},
        {"code": 6, "name": "Hiếu", "type": "làng"},
        {"code": 7, "name": "Xã Rờ Kơi", "province_code": "62"},
    )
    kinds = "xã, thị trấn, phường, đặc khu"
    place = "records[0].wards"

    assert faults(records) == [
        f"{place}[1].code: found '23395', which {place}[0] has, expected one of its own",
        f"{place}[2]: found 'Xã Đăk Kan', expected a record: a dictionary with code and name",
        f"{place}[3].code: found '233-95', expected a code of 5 digits",
        f"{place}[4].code: found nothing, expected a code of 5 digits",
        f"{place}[5].code: found 23398.5, expected a code of 5 digits",
        f"{place}[6].code: found 123456, expected a code of 5 digits",
        f"{place}[7].name: found nothing, expected a name",
        f"{place}[8].name: found 'Xã', expected a name after the kind",
        f"{place}[9].name: found 'Đăk Long', expected a name that opens with its kind: {kinds}",
        f"{place}[10].name: found 'Xã Măng\\u202eRi', expected a name",
        f"{place}[11].type: found 'phường' beside 'Xã Pờ Ê', expected the kind in the name",
        f"{place}[12].type: found 'làng', expected one of {kinds}",
        f"{place}[13].province: found '62', expected '51', the code of the one that holds it",
    ]


@pytest.mark.parametrize("records", [None, 62, "Kon Tum", ["Kon Tum"], {"62": "Kon Tum"}])
def test_what_is_no_record_is_told(records: object) -> None:
    """Anything but dictionaries is refused with its place."""
    (fault,) = faults(records)

    assert "expected a record: a dictionary with code and name" in fault


def test_records_of_a_data_frame_have_gaps_and_points() -> None:
    """Beside a gap a frame makes 23395.0 of a code, and the gap is no name."""
    gap = float("nan")
    rows = [
        {"code": 23395.0, "name": "Xã Bờ Y", "ma_tp": 51.0, "tinh_thanh_pho": "Tỉnh Quảng Ngãi"},
        {"code": gap, "name": gap, "ma_tp": 51.0, "tinh_thanh_pho": "Tỉnh Quảng Ngãi"},
    ]

    (province,) = read_rows(rows)

    assert [(one.name, one.code) for one in province.communes] == [("Bờ Y", "23395")]


@pytest.mark.parametrize("name", ["P. Thắng Lợi", "P.Thắng Lợi", "phường Thắng Lợi"])
def test_kinds_are_known_by_their_abbreviations(name: str) -> None:
    """Whoever is short of space abbreviates, with or without a space behind."""
    assert kind_and_name(name, Level.COMMUNE) == (CommuneKind.WARD, "Thắng Lợi")


def test_a_unit_in_what_has_no_code_is_not_told_too() -> None:
    """One fault is told once: what lies in an odd record is not odd itself."""
    districts = [{"name": "Huyện A", "wards": [{"code": 1, "name": "Xã B"}]}]

    assert faults([{"name": "P", "code": 1, "districts": districts}]) == [
        "records[0].districts[0].code: found nothing, expected a code of 3 digits"
    ]
    assert faults([{"name": "P", "districts": [{"code": 1, "name": "Huyện A"}]}]) == [
        "records[0].code: found nothing, expected a code of 2 digits"
    ]


def test_a_missing_parent_is_told_with_the_nearest_one() -> None:
    """A unit that lies in nothing on file is not attached to anything."""
    with pytest.raises(InvalidInputError) as raised:
        read_flat(
            [{"code": 62, "name": "Kon Tum"}],
            districts=[
                {"code": 611, "name": "Huyện Ngọc Hồi", "province_code": 62},
                {"code": 630, "name": "Huyện Tu Mơ Rông", "province_code": 26},
            ],
            communes=[
                {"code": 23395, "name": "Xã Bờ Y", "parent_code": "6111"},
                {"code": 23396, "name": "Xã Đăk Xú", "parent_code": "619"},
                {"code": 23397, "name": "Xã Đăk Ang"},
            ],
        )

    expected = "expected the code of a"
    assert raised.value.faults[0] == Fault("communes[0].district", "'6111'", "a code of 3 digits")
    assert list(map(str, raised.value.faults[1:])) == [
        f"districts[1].province: found '26', {expected} province among the records",
        (
            f"communes[1].district: found '619', {expected} district among the records; "
            "did you mean '611'?"
        ),
        f"communes[2].province: found nothing, {expected} province among the records",
    ]


def test_a_commune_and_its_district_name_the_same_province() -> None:
    """Two parents that contradict each other are told, and none is chosen."""
    with pytest.raises(InvalidInputError, match="expected '62', the province of its district"):
        read_flat(
            [{"code": 62, "name": "Kon Tum"}, {"code": 51, "name": "Quảng Ngãi"}],
            districts=[{"code": 611, "name": "Huyện Ngọc Hồi", "province_code": 62}],
            communes=[
                {"code": 1, "name": "Xã Bờ Y", "district_code": 611, "province_code": 51},
            ],
        )


def test_a_row_that_contradicts_an_earlier_one_is_told() -> None:
    """A code means one unit in one table."""
    table = TABLE_BEFORE + "23396,Xã Đăk Xú,,Xã,611,Huyện Đăk Glei,62,Tỉnh Kon Tum\n"

    with pytest.raises(InvalidInputError) as raised:
        read_table(table)

    assert list(map(str, raised.value.faults)) == [
        "rows[3].district.code: found '611', which rows[1].district has, expected one of its own"
    ]


def test_a_fault_of_a_parent_in_many_rows_is_told_once() -> None:
    """The rows of one district repeat its fault, which is one fault."""
    table = TABLE_BEFORE.replace("62,Tỉnh", "x,Tỉnh")

    with pytest.raises(InvalidInputError) as raised:
        read_table(table)

    assert list(map(str, raised.value.faults)) == [
        "rows[0].province.code: found 'x', expected a code of 2 digits"
    ]


def test_rows_without_any_province_are_told() -> None:
    """A table whose headers are not known has no province in any row."""
    with pytest.raises(InvalidInputError) as raised:
        read_rows([{"Đơn vị": "Xã Bờ Y"}])

    assert {fault.path for fault in raised.value.faults} == {
        "rows[0].province.code",
        "rows[0].province.name",
    }


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(("code", "name", "wards", "districts", "data", "type")), inner
            )
        ),
    )
)
def test_only_documented_errors_come_out(value: object) -> None:
    """Whatever is read gives provinces or one error with all faults."""
    for read in (read_nested, read_flat, read_rows):
        with suppress(InvalidInputError):
            assert all(isinstance(one, Province) for one in read(value))


@pytest.mark.parametrize("read", [read_nested, read_flat, read_rows], ids=lambda one: one.__name__)
def test_what_has_no_end_is_told_with_its_place(read: Callable[[object], object]) -> None:
    """Numbers of thousands of digits, lists of thousands of levels, and what holds itself."""
    deep: list[object] = []
    for _ in range(5000):
        deep = [deep]
    loop: dict[str, object] = {}
    loop["data"] = loop
    for odd in (10**5000, deep, loop):
        for records in ([{"code": odd, "name": odd}], odd, {"data": odd}, [odd]):
            with pytest.raises(InvalidInputError) as refused:
                read(records)
            assert all(fault.path and len(str(fault)) < 300 for fault in refused.value.faults)


def test_of_very_many_strange_records_the_first_are_told() -> None:
    """Records of other data are not all compared with those that there are."""
    district = {"code": 611, "name": "Huyện Ngọc Hồi", "province_code": 62}
    communes = [{"code": code, "name": "Xã A", "parent_code": 612} for code in range(2000)]
    with pytest.raises(InvalidInputError) as refused:
        read_flat([{"code": 62, "name": "Kon Tum"}], districts=[district], communes=communes)
    faults = refused.value.faults
    assert len(faults) == 1001
    assert (faults[0].meant, faults[500].meant) == ("'611'", "")

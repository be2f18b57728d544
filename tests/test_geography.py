"""What a review says of units is joined to the features of a map, and nothing is lost."""

import json
from copy import deepcopy
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_model import (
    CertificationTier,
    Commune,
    CommuneKind,
    District,
    DistrictKind,
    InvalidInputError,
    Level,
    Mention,
    Plan,
    Programme,
    Province,
    datasets,
)
from ntm_model.exchange.geography import to_geojson
from ntm_model.strategies import provinces

DAY = date(2024, 3, 29)
KON_TUM = Province(
    "Kon Tum",
    code="62",
    districts=(
        District("Đăk Hà", code="615"),
        District("Đăk Glei", code="610"),
        District("Kon Tum", code="608", kind=DistrictKind.CITY),
    ),
    communes=(
        Commune("Bờ Y", code="23395", id="bo-y", spellings=("Pờ Y",)).certify(
            CertificationTier.STANDARD, decided=date(2019, 5, 13)
        ),
        Commune("Đăk Long", code="23504", district="615"),
        Commune("Đăk Long", code="23368", district="610"),
        Commune("Đăk Hà", code="23500", district="615", kind=CommuneKind.TOWNSHIP),
    ),
    complete_through=date(2024, 12, 31),
)
PROGRAMME = Programme(
    id="p",
    province=KON_TUM,
    plans=(
        Plan(
            id="plan",
            tier=CertificationTier.STANDARD,
            mentions=(Mention("Đăk Long"), Mention("Bờ Y")),
        ),
    ),
)
REVIEW = PROGRAMME.review(on=DAY)


def feature(**properties: object) -> dict[str, Any]:
    """Return a feature with some properties."""
    point = {"type": "Point", "coordinates": [107.6, 14.7]}
    return {"type": "Feature", "geometry": point, "properties": properties}


def nested(depth: int) -> list[Any]:
    """Return lists one inside the other."""
    data: list[Any] = []
    for _ in range(depth):
        data = [data]
    return data


def a_map(*features: object) -> dict[str, Any]:
    """Return a FeatureCollection."""
    return {"type": "FeatureCollection", "name": "a map", "features": list(features)}


def said(*features: object, level: Level = Level.COMMUNE) -> list[str]:
    """Return what is said of the features that are not joined."""
    return list(map(str, to_geojson(REVIEW, a_map(*features), level=level).unmatched))


def names_joined(*features: object) -> list[str | None]:
    """Return the ids of the units that features were joined to."""
    joined = to_geojson(REVIEW, a_map(*features))
    return [one["properties"].get("ntm_id") for one in joined.collection["features"]]


def test_a_joined_feature_says_what_its_unit_holds() -> None:
    """Verdicts and findings stand beside the feature's own properties; the rest is as it was."""
    given_map = a_map(feature(code="23504", area=98))
    before = deepcopy(given_map)

    joined = to_geojson(REVIEW, given_map)

    (found,) = joined.collection["features"]
    assert found["properties"] == {
        "code": "23504",
        "area": 98,
        "ntm_id": "23504",
        "ntm_name": "Đăk Long",
        "ntm_kind": "commune",
        "ntm_standard": "not met",
        "ntm_advanced": "not met",
        "ntm_model": "not met",
        "ntm_findings": [{"rule": "U3", "verdict": "undetermined", "topic": "several-units"}],
    }
    assert found["geometry"] is given_map["features"][0]["geometry"]
    assert joined.collection["name"] == "a map"
    assert given_map == before


def test_units_without_a_feature_are_listed() -> None:
    """What a map does not show is not forgotten."""
    joined = to_geojson(REVIEW, a_map(feature(code="23395")))

    assert joined.missing == ("23504", "23368", "23500")
    assert joined.unmatched == ()


@pytest.mark.parametrize(
    ("properties", "unit"),
    [
        ({"code": 23504}, "23504"),
        ({"code": " 23504 "}, "23504"),
        ({"code": "23395", "name": "xã Pờ Y"}, "bo-y"),
        ({"name": "Bờ Y"}, "bo-y"),
        ({"code": "", "name": "Xã Pờ Y"}, "bo-y"),
        ({"name": "Đăk Long", "district": "Huyện Đăk Hà"}, "23504"),
        ({"name": "Đăk Long", "district": "610"}, "23368"),
    ],
)
def test_codes_and_names_that_mean_one_unit_are_joined(
    properties: dict[str, object], unit: str
) -> None:
    """A code decides; without one, a name that fits one unit, with its district where told."""
    assert names_joined(feature(**properties)) == [unit]


def test_a_code_gets_its_leading_zeros_back() -> None:
    """Tools that read codes as numbers drop the zeros in front."""
    province = Province("Hà Nội", code="01", communes=(Commune("Sóc Sơn", code="00376"),))
    review = Programme(id="p", province=province).review(on=DAY)

    assert to_geojson(review, a_map(feature(code=376))).missing == ()


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        (
            {"code": "23505"},
            (
                ".properties.code: found '23505', expected the code that a commune has on "
                "2024-03-29; did you mean '23504'?"
            ),
        ),
        (
            {"code": 23395.5},
            (
                ".properties.code: found 23395.5, expected the code that a commune has on "
                "2024-03-29; did you mean '23395'?"
            ),
        ),
        (
            {"code": "23395", "name": "Măng Đen"},
            (
                ".properties.name: found 'Măng Đen', expected 'Bờ Y', which has the code "
                "23395 on 2024-03-29"
            ),
        ),
        (
            {"name": "Đăk Long"},
            (
                ".properties.name: found 'Đăk Long', which fits 2 units: 23504 Đăk Long "
                "(Đăk Hà); 23368 Đăk Long (Đăk Glei), expected one unit, by 'code' or 'district'"
            ),
        ),
        (
            {"name": "Bờ I"},
            (
                ".properties.name: found 'Bờ I', expected the name of a commune on "
                "2024-03-29; did you mean 'Bờ Y'?"
            ),
        ),
        (
            {"name": "Đăk Long", "district": "Ngọc Hồi"},
            (
                ".properties.district: found 'Ngọc Hồi', expected the district of one of "
                "23504 Đăk Long (Đăk Hà); 23368 Đăk Long (Đăk Glei)"
            ),
        ),
        ({"area": 98}, ": found neither a code nor a name, expected 'code' or 'name'"),
    ],
)
def test_a_feature_that_means_no_single_unit_is_told_and_kept(
    properties: dict[str, object], expected: str
) -> None:
    """It is not joined by a guess, and stays in the map as it was."""
    joined = to_geojson(REVIEW, a_map(feature(**properties)))

    assert list(map(str, joined.unmatched)) == [f"features[0]{expected}"]
    assert joined.collection["features"] == [feature(**properties)]
    assert len(joined.missing) == len(KON_TUM.communes)


def test_a_code_may_be_a_number() -> None:
    """Tools that read codes as numbers add a point to them beside a gap."""
    assert names_joined(feature(code=23395)) == names_joined(feature(code=23395.0)) == ["bo-y"]


def test_several_features_of_one_code_are_parts_of_one_unit() -> None:
    """An island has a feature of its own, with the code of its commune."""
    assert names_joined(feature(code="23395"), feature(code="23395")) == ["bo-y", "bo-y"]


def test_a_name_that_two_features_have_means_neither() -> None:
    """On a map of the nation another province's commune may be called so."""
    assert names_joined(feature(name="Bờ Y"), feature(name="Pờ Y")) == [None, None]
    assert names_joined(feature(code="23395"), feature(name="Pờ Y")) == ["bo-y", None]
    assert said(feature(code="23395"), feature(name="Pờ Y")) == [
        (
            "features[1]: found the name of 'Bờ Y', which features[0] means too, expected a code, "
            "where several features are parts of one unit"
        )
    ]


def test_districts_are_joined_too() -> None:
    """A city completes the task, and a district becomes standard or advanced."""
    properties = {"ma_huyen": "608", "huyen": "Thành phố Kon Tum"}
    joined = to_geojson(
        REVIEW,
        a_map(feature(**properties), feature(huyen="Đăk Hà")),
        level=Level.DISTRICT,
        code="ma_huyen",
        name="huyen",
    )
    city, district = (one["properties"] for one in joined.collection["features"])

    assert (city["ntm_completed"], city["ntm_kind"]) == ("not met", "city")
    assert {key for key in district if key.startswith("ntm_")} == {
        "ntm_id", "ntm_name", "ntm_kind", "ntm_standard", "ntm_advanced", "ntm_findings",
    }  # fmt: skip
    assert joined.missing == ("610",)


def test_a_district_beside_a_district_does_not_matter() -> None:
    """Districts lie in no district."""
    assert said(feature(name="Đăk Hà", district="Đăk Hà"), level=Level.DISTRICT) == []


def test_codes_are_those_of_the_day() -> None:
    """After 1 July 2025 the same code is another unit's, with another name (rule U1)."""
    whole = datasets.load("quang-ngai-2025")
    province = whole.province
    programme = Programme(id="p", province=province, documents=whole.documents)
    days = date(2025, 6, 30), date(2025, 7, 1)
    codes = [{unit.code: unit.id for unit in province.on(day).communes} for day in days]
    features = a_map(*(feature(code=code) for code in codes[0]))

    for day, own in zip(days, codes, strict=True):
        joined = to_geojson(programme.review(on=day), features).collection["features"]
        ids = [one["properties"].get("ntm_id") for one in joined]

        assert ids == [own.get(code) for code in codes[0]]
    assert any(codes[1].get(code, unit) != unit for code, unit in codes[0].items())


def test_a_programme_is_reviewed_as_of_its_letter() -> None:
    """Whoever asks for no other day gets the day of the letter."""
    programme = datasets.load("kon-tum-2024")
    on_file = programme.on_file(known=DAY).province
    features = a_map(*(feature(code=unit.code) for unit in on_file.on(DAY).communes))

    joined = to_geojson(programme, features)
    standard = [one["properties"].get("ntm_standard") for one in joined.collection["features"]]

    assert (joined.unmatched, joined.missing) == ((), ())
    assert standard.count("met") == on_file.count(CertificationTier.STANDARD, on=DAY).low
    assert json.loads(json.dumps(joined.collection)) == joined.collection


def test_joining_again_replaces_what_was_joined() -> None:
    """A map can be brought up to date, also where a unit is no longer meant."""
    once = to_geojson(REVIEW, a_map(feature(code="23395"), feature(code="23504"))).collection
    other = attrs.evolve(KON_TUM, communes=KON_TUM.communes[:1])

    twice = to_geojson(Programme(id="p", province=other).review(on=DAY), once)

    assert to_geojson(REVIEW, once).collection == once
    assert twice.collection["features"][1] == feature(code="23504")


def test_a_feature_without_properties_keeps_none() -> None:
    """GeoJSON allows null in their place."""
    empty = {**feature(), "properties": None}

    joined = to_geojson(REVIEW, a_map(empty))

    assert joined.collection["features"] == [empty]
    assert len(joined.unmatched) == 1


@pytest.mark.parametrize(
    ("features", "paths"),
    [
        ({"type": "Feature"}, {"features"}),
        ({"type": "FeatureCollection", "features": {}}, {"features"}),
        ([], {"features"}),
        (
            a_map("x", {"type": "Feature"}, feature(), {"properties": []}),
            {"features[0]", "features[1]", "features[3]"},
        ),
    ],
)
def test_what_is_no_feature_collection_is_refused(features: Any, paths: set[str]) -> None:  # noqa: ANN401
    """Everything that is wrong with a file is told at once."""
    with pytest.raises(InvalidInputError) as raised:
        to_geojson(REVIEW, features)

    assert {fault.path for fault in raised.value.faults} == paths


@pytest.mark.parametrize("key", ["code", "name"])
@pytest.mark.parametrize("value", [10**5000, nested(2000)], ids=["long", "deep"])
def test_what_has_no_end_is_told_in_few_words(key: str, value: object) -> None:
    """Python has no words for it, and a map keeps it all the same."""
    joined = to_geojson(REVIEW, a_map(feature(**{key: value}), feature(code="23395", name=value)))
    first, second = map(str, joined.unmatched)
    kind = "a list" if isinstance(value, list) else "a value of type int"
    assert first.startswith(f"features[0].properties.{key}: found {kind}, expected the ")
    assert second.startswith(f"features[1].properties.name: found {kind}, expected 'Bờ Y'")
    assert joined.collection["features"][0]["properties"][key] is value
    with pytest.raises(InvalidInputError, match=f"^features: found {kind}, expected a GeoJSON"):
        to_geojson(REVIEW, {"type": value})


def test_only_communes_and_districts_have_a_map() -> None:
    """Nobody has the borders of villages and agencies."""
    with pytest.raises(InvalidInputError, match="commune or district"):
        to_geojson(REVIEW, a_map(), level=Level.VILLAGE)


@given(provinces(), st.data())
def test_a_join_loses_nothing(province: Province, data: st.DataObject) -> None:
    """Each feature is joined or told, each unit has a feature or is listed, in the given order."""
    texts = [text for unit in province.communes for text in (unit.code, unit.name)]
    values = st.sampled_from(("", "23999", "Xã Mới", *texts))
    keys = st.dictionaries(st.sampled_from(("code", "name", "district", "area")), values)
    features = [feature(**one) for one in data.draw(st.lists(keys, max_size=5))]
    review = Programme(id="p", province=province).review(on=DAY)

    joined = to_geojson(review, a_map(*features))
    after = joined.collection["features"]
    ids = {one["properties"]["ntm_id"] for one in after if "ntm_id" in one["properties"]}
    own = [
        {key: value for key, value in one["properties"].items() if not key.startswith("ntm_")}
        for one in after
    ]

    assert own == [one["properties"] for one in features]
    assert len(joined.unmatched) == sum("ntm_id" not in one["properties"] for one in after)
    assert ids.isdisjoint(joined.missing)
    assert ids.union(joined.missing) == {unit.id for unit in province.communes}

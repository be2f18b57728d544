"""Input that cannot be used: every fault at once, each with its path, and no fault that is none."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Any, cast, get_args, get_origin

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_model import InvalidInputError, Programme
from ntm_model.core.errors import MOST_FAULTS
from ntm_model.exchange.json import MAX_BYTES, read, read_file, write

from .small_file import TEXT, Json, drop, faults_in, faults_in_text, places, put, small, told

EVERY_PLACE: dict[str, Json] = dict(places(small()))
OBJECTS: dict[str, dict[str, Json]] = {
    path: value for path, value in EVERY_PLACE.items() if isinstance(value, dict)
}
FILE = 'an object {"ntm_model": 1, "programme": {…}}'
NOT_TEXT = "text on one line, without control characters and half letters"


def paths(data: Json) -> list[str]:
    """Return where reading finds something wrong."""
    return [fault.path for fault in faults_in(data)]


def typed(kind: Any, data: Json, path: str) -> Iterator[tuple[str, type, Json]]:  # noqa: ANN401 - any annotation
    """Yield what stands where in *data*, and the class or type that it is of."""
    if get_origin(kind) is tuple:
        for index, one in enumerate(data):
            yield from typed(get_args(kind)[0], one, f"{path}[{index}]")
        return
    plain = next((part for part in get_args(kind) if part is not type(None)), kind)
    yield path, plain, data
    if attrs.has(plain):
        for field in attrs.fields(attrs.resolve_types(plain)):
            if field.name in data:
                yield from typed(field.type, data[field.name], f"{path}.{field.name}")


TYPED = list(typed(Programme, small()["programme"], "programme"))
WORDS = [(path, kind) for path, kind, _ in TYPED if issubclass(kind, Enum)]


def instead(value: Json, wrong: Json) -> Json:
    """Return what is put where *value* stood; a function makes it of the value."""
    return wrong(value) if callable(wrong) else wrong


def in_a_list(value: Json) -> Json:
    """Put a value into a list."""
    return [value]


def in_an_object(value: Json) -> Json:
    """Put a value into an object."""
    return {"x": value}


def with_a_control(value: str) -> str:
    """Add a sequence that would clear a terminal."""
    return f"{value}\x1b[2J"


def with_half_a_letter(value: str) -> str:
    """Add a surrogate without its other half."""
    return f"{value}\ud800"


def test_the_small_file_is_sound_and_names_every_field() -> None:
    """The file that the tests put mistakes into has none, and leaves no field of any class out."""
    assert told(small()) == []
    given: dict[type, set[str]] = {}
    for _, kind, data in TYPED:
        if attrs.has(kind):
            given.setdefault(kind, set()).update(data)
    for kind, fields in given.items():
        assert fields == set(attrs.fields_dict(kind)), kind


def is_left_out(path: str, wrong: Json) -> bool:
    """Whether null stands for what may be left out, or what it stands in is refused without it."""
    return wrong is None and paths(put(path, None)) in ([], [path.rpartition(".")[0]])


@pytest.mark.parametrize(
    "wrong",
    [True, 2.9, float("nan"), None, in_a_list, in_an_object, with_a_control, with_half_a_letter],
)
def test_wrong_types_for_text(wrong: Json) -> None:
    """A truth value, a fraction, null, a list, an object and text with controls are no text."""
    for path, value in EVERY_PLACE.items():
        if isinstance(value, str):
            assert is_left_out(path, wrong) or paths(put(path, instead(value, wrong))) == [path]


@pytest.mark.parametrize("wrong", ["2", 2.9, 2.0, True, [2], {"x": 2}, 10**15, 10**4000])
def test_wrong_types_for_whole_numbers(wrong: Json) -> None:
    """Text, fractions, truth values, lists, objects and endless digits are no whole numbers."""
    for path, value in EVERY_PLACE.items():
        if type(value) is int:
            assert paths(put(path, wrong)) == [path]


@pytest.mark.parametrize("wrong", ["true", 1, 0, None, [True], {"x": True}])
def test_wrong_types_for_truth_values(wrong: Json) -> None:
    """Only true and false are."""
    for path, value in EVERY_PLACE.items():
        if isinstance(value, bool):
            assert is_left_out(path, wrong) or paths(put(path, wrong)) == [path]


@pytest.mark.parametrize("wrong", ["x", 5, None, {"x": 1}, {}])
def test_wrong_types_for_lists(wrong: Json) -> None:
    """A text, a number, null or an object is not a list of one or of none."""
    for path, value in EVERY_PLACE.items():
        if isinstance(value, list):
            assert paths(put(path, wrong)) == [path]


@pytest.mark.parametrize("wrong", ["x", 5, None, in_a_list, True])
def test_wrong_types_for_objects(wrong: Json) -> None:
    """A text, a number, null or a list is no object; who it was is not held against others."""
    for path, value in OBJECTS.items():
        assert is_left_out(path, wrong) or paths(put(path, instead(value, wrong))) == [path]


def test_wrong_types_are_said_in_the_words_of_the_file() -> None:
    """What was found is shown as its author wrote it, in one short line."""
    year = "programme.plans[0].year"
    assert [told(put(year, wrong)) for wrong in ("2024", 2024.5, True, [2024], {"of": 1})] == [
        [f"{year}: found {found}, expected a whole number"]
        for found in ("'2024'", "2024.5", "true", "a list", "an object")
    ]
    assert told(put("programme.letter", None)) == ["programme.letter: found null, expected text"]
    assert told(put(year, 10**15)) == [
        f"{year}: found 1000000000000000, expected at most 15 digits"
    ]
    assert told(put(year, "x" * 78)) == [f"{year}: found '{'x' * 78}', expected a whole number"]
    assert told(put(year, "x" * 1000)) == [f"{year}: found '{'x' * 79}…, expected a whole number"]


def test_wrong_types_show_days_and_percentages_how_they_are_written() -> None:
    """A day has one form; a percentage is text, with a point and without an endless exponent."""
    day, percent = "programme.plans[0].deadline", "programme.targets[0].printed.percent"
    for wrong in (
        "2024-02-30",
        "20240229",
        "2024-W13-5",
        "29/03/2024",
        "2024-03-29T00:00",
        2024,
    ):
        assert told(put(day, wrong)) == [
            f"{day}: found {wrong!r}, expected a day such as 2024-03-29"
        ]
    expected = "expected a decimal number as text, such as '62.4'"
    for wrong in ("NaN", "Infinity", "1E999", "six", "", "6_2.4", "٦٢"):
        assert told(put(percent, wrong)) == [f"{percent}: found {wrong!r}, {expected}"]
    assert told(put(percent, [62])) == [f"{percent}: found a list, {expected}"]
    assert told(put(percent, "62,4")) == [
        f"{percent}: found '62,4', {expected}; did you mean '62.4'?"
    ]
    assert told(put(percent, 62.4)) == [f"{percent}: found 62.4, {expected}; did you mean '62.4'?"]


def test_words_of_lists_stand_in_the_small_file() -> None:
    """Every list of words that a file can use is used, so that the tests below see them all."""
    names = {kind.__name__ for _, kind in WORDS}
    assert names == {
        "Act",
        "Assumption",
        "Basis",
        "CarryOver",
        "CertificationTier",
        "CommuneKind",
        "Comparator",
        "Confidence",
        "CriteriaPeriod",
        "DistrictKind",
        "DossierStage",
        "Expressed",
        "Hedge",
        "Level",
        "Mark",
        "Matter",
        "Meaning",
        "Metric",
        "Norm",
        "Population",
        "Relation",
        "Role",
        "Silence",
        "Status",
        "Stock",
    }


@pytest.mark.parametrize(("path", "kind"), WORDS, ids=[path for path, _ in WORDS])
def test_words_of_lists_are_told_with_what_was_meant(path: str, kind: type[Enum]) -> None:
    """A slip of the pen is one fault, with every word of the list and the one that was meant."""
    word = EVERY_PLACE[path]
    listed = ", ".join(str(member.value) for member in kind)
    for slip in (f"{word}x", f" {word}", *({word.swapcase()} - {word})):
        assert told(put(path, slip)) == [
            f"{path}: found {slip!r}, expected one of {listed}; did you mean {word}?"
        ]
    for nothing_near in (5, True, "", "đạt", kind(word).name if word.islower() else 0):
        (fault,) = faults_in(put(path, nothing_near))
        assert (fault.path, fault.expected) == (path, f"one of {listed}")


def test_words_of_lists_leave_open_what_a_unit_of_unknown_kind_can_hold() -> None:
    """Where the kind of a unit is misspelt, its certificates are not held against it."""
    kind = "programme.province.districts[1].kind"
    assert paths(put(kind, "thành phố")) == [kind]
    assert told(put(kind, "town")) == []
    assert paths(put(kind, "district")) == [
        "programme.province.districts[1].certifications[0].tier",
        "programme.province.districts[1].revocations[0].tier",
    ]


@pytest.mark.parametrize("path", OBJECTS)
def test_fields_that_do_not_exist_are_refused(path: str) -> None:
    """A field that no class has is one fault, anywhere, and lists those that there are."""
    field = f"{path}.zzqq"
    (fault,) = faults_in(put(field, {"id": [1, {"deep": None}]}))
    assert (fault.path, fault.found, fault.meant) == (field, "an unknown field", "")
    assert all(name in fault.expected for name in OBJECTS[path])


@pytest.mark.parametrize("path", OBJECTS)
def test_fields_that_are_misspelt_are_told_once(path: str) -> None:
    """A slip in a field's name is one fault; the field is not missing, nor is what it held."""
    for name, value in OBJECTS[path].items():
        (fault,) = faults_in(drop(f"{path}.{name}", put(f"{path}.{name}x", value)))
        assert (fault.path, fault.meant) == (f"{path}.{name}x", name)


def test_fields_that_are_misspelt_are_looked_through() -> None:
    """What is wrong inside a misspelt field is told with it."""
    communes = EVERY_PLACE["programme.province.communes"]
    data = drop("programme.province.communes", put("programme.province.communs", communes))
    put("programme.province.communs[1].district", "nowhere", data)
    assert paths(data) == [
        "programme.province.communs",
        "programme.province.communes[1].district",
    ]


def test_fields_that_have_no_default_must_be_there() -> None:
    """A missing field is told with what should stand there."""
    missing = {
        "programme.id": "text",
        "programme.province": "an object",
        "programme.province.name": "text",
        "programme.province.communes[1].name": "text",
        "programme.province.communes[0].certifications[0].tier": (
            "one of standard, advanced, model, modern, completed, standard village, "
            "model village, model residential area, ethnic-minority village"
        ),
        "programme.documents[1].id": "text",
        "programme.references[0].document": "text",
        "programme.statements[0].scope": "text",
        "programme.statements[0].count": "an object",
        "programme.statements[0].count.low": "a whole number",
        "programme.assessments[0].unit": "text",
        "programme.assessments[0].of": "a whole number",
        "programme.targets[0].id": "text",
        "programme.targets[1].value": "a decimal number as text, such as '62.4'",
        "programme.plans[0].id": "text",
        "programme.plans[0].mentions[0].text": "text",
        "programme.duties[0].addressee": "an object",
    }
    for path, expected in missing.items():
        assert told(drop(path)) == [f"{path}: found nothing, expected {expected}"]


def test_fields_that_do_not_exist_are_told_in_one_order() -> None:
    """However many there are and wherever they stand, they are told from A to Z."""
    names = ["aa", "bb", "cc", "dd", "ee", "ff", "gg", "hh"]
    data = small()
    for name in reversed(names):
        put(f"programme.{name}", 1, data)
    assert paths(data) == [f"programme.{name}" for name in names]


def test_fields_with_odd_names_are_shown_safely() -> None:
    """A name that could not be printed, or would move the cursor, is shown escaped."""
    assert paths(put("programme.letter\x1b", 1)) == [r"programme.'letter\x1b'"]
    assert paths(put("programme.\ud800", 1)) == [r"programme.'\ud800'"]


def test_fields_that_stand_twice_are_told_where_they_stand() -> None:
    """Neither value of a doubled field is used, and none of them silently lost."""
    doubled = TEXT.replace('"letter": "công văn"', '"letter": "x", "letter": "công văn"')
    assert [str(fault) for fault in faults_in_text(doubled)] == [
        "programme.letter: found 2 values for one key, expected text"
    ]
    for field, value in (("documents", "[]"), ("province", "{}"), ("id", '"x"')):
        more = TEXT.replace(f'"{field}":', f'"{field}": {value}, "{field}":', 1)
        assert [fault.path for fault in faults_in_text(more)] == [f"programme.{field}"]


@pytest.mark.parametrize(
    "path",
    [
        "letter",
        "references[0].document",
        "targets[0].stated_in",
        "plans[0].stated_in",
        "statements[0].source.source",
        "assessments[0].source.source",
        "targets[0].source.source",
        "plans[0].source.source",
        "duties[0].source.source",
        "province.revocations[0].source.source",
        "province.communes[0].certifications[0].source.source",
        "province.communes[0].revocations[0].source.source",
    ],
)
def test_references_to_documents_lead_somewhere(path: str) -> None:
    """A citation of a document that the file does not define is told, with the nearest id."""
    assert told(put(f"programme.{path}", "tramg")) == [
        (
            f"programme.{path}: found 'tramg', expected an id that the file defines; "
            "did you mean 'trang'?"
        )
    ]


@pytest.mark.parametrize(
    "path",
    [
        "statements[0].scope",
        "statements[0].members[1]",
        "assessments[0].unit",
        "targets[0].scope",
    ],
)
def test_references_to_units_lead_somewhere(path: str) -> None:
    """A unit that the province does not have is told; a document is no unit."""
    assert told(put(f"programme.{path}", "huyệm")) == [
        (
            f"programme.{path}: found 'huyệm', expected an id that the file defines; "
            "did you mean 'huyện'?"
        )
    ]
    assert paths(put(f"programme.{path}", "trang")) == [f"programme.{path}"]


def test_references_to_districts_stay_in_the_province() -> None:
    """A commune cannot lie in a district of another province, nor in a commune."""
    path = "programme.province.communes[1].district"
    assert told(put(path, "69")) == [
        f"{path}: found '69', expected the id of one of this province's 2 districts"
    ]
    assert told(put(path, "609"))[0].endswith("; did you mean '608'?")
    assert paths(put(path, "23504")) == [path]


def test_references_are_by_ids_and_codes_of_their_own() -> None:
    """An id or code that stands twice is told at the second, with the first."""
    communes = "programme.province.communes"
    assert told(put(f"{communes}[2].code", "23504")) == [
        (
            f"{communes}[2].code: found '23504', which communes[0] has, expected one of its own, "
            "or a succession that hands it on"
        )
    ]
    assert paths(put(f"{communes}[2].id", "xã-2")) == [f"{communes}[2].id"]
    assert paths(put(f"{communes}[2].id", "tỉnh")) == [f"{communes}[2].id"]
    assert paths(put("programme.province.districts[0].code", "608")) == [
        "programme.province.districts[1].code"
    ]
    for field in ("documents", "statements", "targets", "plans"):
        data = small()
        data["programme"][field].append(data["programme"][field][0])
        last = len(data["programme"][field]) - 1
        assert paths(data) == [f"programme.{field}[{last}].id"]


@pytest.mark.parametrize("wrong", [None, True, "\n", {"x": 1}])
@pytest.mark.parametrize(
    "path",
    [
        "province.id",
        "province.districts[0].id",
        "province.districts[1].code",
        "province.communes[1].id",
        "documents[0].id",
        "documents[1]",
        "documents",
        "province.communes",
    ],
)
def test_references_are_not_told_to_what_could_not_be_read(path: str, wrong: Json) -> None:
    """What may have been defined where something else is wrong is not called unknown."""
    found = paths(put(f"programme.{path}", wrong))
    assert found
    assert all(one.startswith(f"programme.{path}") for one in found)


def test_references_are_checked_where_an_empty_id_stands_for_the_code() -> None:
    """A unit with an empty id is called by its code, so that other names are known to be wrong."""
    data = put("programme.province.communes[0].id", "")
    put("programme.province.communes[0].spellings", 5, data)
    put("programme.assessments[0].unit", "nowhere", data)
    assert paths(data) == [
        "programme.province.communes[0].spellings",
        "programme.assessments[0].unit",
    ]


def test_references_to_a_code_without_quotation_marks_are_understood() -> None:
    """A code written as a number is one fault, however often it is referred to."""
    data = put("programme.province.districts[1].code", 608)
    put("programme.province.communes[0].code", 23504, data)
    put("programme.assessments[0].unit", "nowhere", data)
    assert paths(data) == [
        "programme.province.districts[1].code",
        "programme.province.communes[0].code",
        "programme.assessments[0].unit",
    ]


def test_references_into_an_unknown_field_are_not_called_unknown() -> None:
    """Documents under a name of the author's own are one fault, not one for every citation."""
    documents = EVERY_PLACE["programme.documents"]
    by_id = {one["id"]: {"title": one.get("title")} for one in documents}
    for papers in (documents, by_id, [by_id]):
        assert paths(drop("programme.documents", put("programme.papers", papers))) == [
            "programme.papers"
        ]


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (
            "province.communes[2].certifications",
            [{"tier": "standard"}],
            "[0].tier: found 'standard', expected what Trường Chinh can hold: no tier at all",
        ),
        (
            "province.communes[1].revocations",
            [{"tier": "standard"}, {"tier": "completed"}],
            (
                "[1].tier: found 'completed', expected what Hà Mòn can hold: "
                "standard or advanced or model or modern"
            ),
        ),
        ("province.communes[1].name", " ", ": found an empty name, expected a name"),
        ("province.communes[2]", {"name": ""}, ".name: found an empty name, expected a name"),
        (
            "statements[0].on",
            {"earliest": "2023-01-02", "latest": "2023-01-01"},
            (
                ": found 2023-01-02 to 2023-01-01, expected bounds in order; "
                "did you mean 2023-01-01 to 2023-01-02?"
            ),
        ),
        (
            "province.communes[0].certifications[0].year",
            {"earliest": 2022, "latest": 2021},
            ": found 2022 to 2021, expected bounds in order; did you mean 2021 to 2022?",
        ),
        (
            "statements[0].count",
            {"low": 2, "high": 1},
            ": found 2 to 1, expected 0 <= low <= high",
        ),
        (
            "statements[0].count",
            {"low": -1, "high": None},
            ": found -1 to None, expected 0 <= low <= high",
        ),
        (
            "statements[0].count",
            {"low": 3, "high": 3},
            ": found 3 of 2, expected no more holders than units",
        ),
        (
            "statements[0].members",
            ["xã-2", "xã-2"],
            ": found a member twice, expected each member once",
        ),
        ("assessments[0].met", 20, ": found 20 of 19, expected 0 <= met <= of"),
        ("targets[0].value", -1, ": found -1, expected a number of units, 0 or more"),
        ("plans[0].number", -1, ": found -1, expected a number of units, 0 or more"),
        (
            "plans[0].deadline",
            "2023-12-31",
            ": found 2023-12-31, expected a day not before the year 2024",
        ),
    ],
)
def test_values_that_are_impossible_are_told_where_they_stand(
    path: str, value: Json, message: str
) -> None:
    """What no unit, set or period can be is one fault, with its path."""
    assert told(put(f"programme.{path}", value)) == [f"programme.{path}{message}"]


def test_values_are_not_judged_by_what_stands_in_for_a_number() -> None:
    """Where one of two numbers is no number, the other is not said to be too large."""
    assert paths(put("programme.assessments[0].of", "19")) == ["programme.assessments[0].of"]
    data = put("programme.statements[0].count.low", 3)
    put("programme.statements[0].size", "53", data)
    put("programme.statements[0].count.high", 3, data)
    assert paths(data) == ["programme.statements[0].size"]


def test_faults_of_every_sort_are_told_together() -> None:
    """Form, values, doubles and references to nowhere: one reading tells them all."""
    data = put("programme.province.communes[1].district", "69")
    put("programme.province.communes[2].code", "23504", data)
    put("programme.province.communes[0].certifications[0].tier", "Model", data)
    put("programme.province.communes[0].revocations[0].source.source", "nowhere", data)
    put("programme.province.complete_through", "2021-02-30", data)
    put("programme.province.trust", "high", data)
    put("programme.province.districts[0].certifications", [{"tier": "model"}], data)
    put("programme.letter", 1052, data)
    put("programme.documents[0].dated.latest", "2023-03-29", data)
    put("programme.statements[0].scope", "huyệm", data)
    put("programme.targets[0].value", "fifty", data)
    put("programme.targets[0].zzqq", 1, data)
    put("programme.plans[0].mentions", "Hà Mòn", data)
    put("programme.duties[0].source.source", "trang 2", data)
    put("zzqq", 1, data)

    assert sorted(paths(data)) == [
        "programme.documents[0].dated",
        "programme.duties[0].source.source",
        "programme.letter",
        "programme.plans[0].mentions",
        "programme.province.communes[0].certifications[0].tier",
        "programme.province.communes[0].revocations[0].source.source",
        "programme.province.communes[1].district",
        "programme.province.communes[2].code",
        "programme.province.complete_through",
        "programme.province.districts[0].certifications[0].tier",
        "programme.province.trust",
        "programme.statements[0].scope",
        "programme.targets[0].value",
        "programme.targets[0].zzqq",
        "zzqq",
    ]


@pytest.mark.parametrize("wrong", ["1", True, 1.0, None, [1]])
def test_the_version_is_the_number_one(wrong: Json) -> None:
    """Text, a truth value or a fraction is no version, and the rest is looked through."""
    data = put("ntm_model", wrong, put("programme.letter", 5))
    assert paths(data) == ["ntm_model", "programme.letter"]
    assert faults_in(data)[0].expected == "the format version, 1"


def test_the_version_may_not_be_missing() -> None:
    """A file that does not say its version is refused."""
    assert told(drop("ntm_model")) == ["ntm_model: found nothing, expected the format version, 1"]


@pytest.mark.parametrize("version", [0, 2, -1])
def test_another_version_is_told_alone(version: int) -> None:
    """The fields of another version may mean other things, so nothing is said of them."""
    data = put("ntm_model", version, put("programme.letter", 5))
    assert told(data) == [f"ntm_model: found {version}, expected the format version, 1"]


@pytest.mark.parametrize("text", ["[]", "5", "null", '"ntm_model"', "NaN", "-Infinity"])
def test_the_frame_is_an_object(text: str) -> None:
    """Anything else is told with what a file looks like."""
    (fault,) = faults_in_text(text)
    assert (fault.path, fault.expected) == ("", FILE)


def test_a_misspelt_programme_is_told_once() -> None:
    """The frame knows near names."""
    data = small()
    data["programe"] = data.pop("programme")
    (fault,) = faults_in(data)
    assert (fault.path, fault.meant) == ("programe", "programme")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", f"found no text at all, expected {FILE}"),
        (b" \n", f"found no text at all, expected {FILE}"),
        (b"\xef\xbb\xbf", f"found no text at all, expected {FILE}"),
        (b'{"a": "\xe9"}', "found byte 0xe9 at position 7, expected text in UTF-8"),
        ("{}".encode("utf-16"), "found byte 0xff at position 0, expected text in UTF-8"),
        (b'"\xed\xa0\x80"', "found byte 0xed at position 1, expected text in UTF-8"),
        (
            '{"ntm_model": 1,\n "prog',
            ("found line 2, column 2: Unterminated string starting, after "
            "'{\"ntm_model\": 1,\\n ', expected well-formed JSON"),
        ),
        (
            '{"a": "x\ny"}',
            ("found line 1, column 9: Invalid control character, after '{\"a\": \"x', "
            "expected well-formed JSON"),
        ),
        (
            '{"ntm_model": 1} {}',
            ("found line 1, column 18: Extra data, after '{\"ntm_model\": 1} ', "
            "expected well-formed JSON"),
        ),
        ("[" * 100_000, "found lists or objects nested too deep, expected a few levels"),
        ('{"a":' * 100_000, "found lists or objects nested too deep, expected a few levels"),
    ],
    ids=["empty", "blank", "mark alone", "Latin", "UTF-16", "half a letter", "cut off",
         "line break", "two values", "deep lists", "deep objects"],
)  # fmt: skip
def test_texts_that_cannot_be_parsed(text: str | bytes, message: str) -> None:
    """The fault says what and where, and has no path because nothing has one yet."""
    assert [str(fault) for fault in faults_in_text(text)] == [message]


@pytest.mark.parametrize("cut", [0.01, 0.3, 0.5, 0.7, 0.99])
def test_texts_that_were_cut_off(cut: float) -> None:
    """A file of which the end is missing is told with the place where it ends."""
    whole = TEXT.strip()
    (fault,) = faults_in_text(whole[: int(len(whole) * cut)])
    assert fault.expected == "well-formed JSON"


@pytest.mark.parametrize("field", ["letter", "silences", "province", "zzqq"])
@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_texts_that_nest_deeply_inside_a_field(field: str, opening: str) -> None:
    """What is just not too deep to parse is one fault of its field."""
    closing = "]" if opening == "[" else "}"
    deep = json.loads(opening * 400 + "1" + closing * 400)
    assert paths(put(f"programme.{field}", deep)) in (
        [f"programme.{field}"],
        [f"programme.{field}[0]"],
        [f"programme.{field}.a", "programme.province.name"],
    )


@pytest.mark.parametrize("digits", [17, 18, 4301, 100_000])
def test_texts_with_endless_numbers(digits: int) -> None:
    """A number that is too long to be one is a fault of its field, not of the parser."""
    text = TEXT.replace('"number": 1', f'"number": {"9" * digits}')
    (fault,) = faults_in_text(text)
    assert fault.path == "programme.plans[0].number"
    assert len(str(fault)) < 120


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_texts_with_what_is_no_number(word: str) -> None:
    """What JSON does not know as a number is told where it stands."""
    (fault,) = faults_in_text(TEXT.replace('"number": 1', f'"number": {word}'))
    assert fault.path == "programme.plans[0].number"


def test_texts_with_a_byte_order_mark() -> None:
    """A mark in front, as some editors leave, is no fault in bytes or in text."""
    assert faults_in_text(f"\ufeff{TEXT}") == []
    assert faults_in_text(f"\ufeff{TEXT}".encode()) == []


def test_texts_of_decomposed_letters() -> None:
    """Letters and marks apart (NFD) are read as the composed ones, everywhere."""
    apart = unicodedata.normalize("NFD", TEXT)
    assert apart != TEXT
    assert write(read(apart)) == write(read(TEXT))
    assert unicodedata.is_normalized("NFC", write(read(apart)))


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\n", "\t", "\x7f", "\x85", "\u2028", "\u202e"])
def test_texts_with_signs_that_cannot_be_seen(sign: str) -> None:
    """Controls, breaks and turned directions are refused, and shown escaped."""
    (fault,) = faults_in(put("programme.documents[0].title", f"a{sign}b"))
    assert (fault.path, fault.expected) == ("programme.documents[0].title", NOT_TEXT)
    assert str(fault).isprintable()


def test_texts_with_half_letters_can_be_told() -> None:
    """Half of a pair of surrogates is refused, and its fault can be printed anywhere."""
    (fault,) = faults_in(put("programme.documents[0].title", "\ud83c"))
    assert str(fault).encode().isascii()


def test_files_that_are_sound_are_read(tmp_path: Path) -> None:
    """Reading a file is reading its bytes."""
    file = tmp_path / "tỉnh.json"
    file.write_text(TEXT, encoding="utf-8")
    assert read_file(file) == read(TEXT)


@pytest.mark.parametrize("name", ["missing.json", "", "x" * 300, "a\x00b", "loop", "\udcff\n"])
def test_files_that_cannot_be_read_say_why(tmp_path: Path, name: str) -> None:
    """A missing file, a folder, an impossible name, and a link to itself are one line each."""
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(InvalidInputError) as caught:
        read_file(tmp_path / name)
    (fault,) = caught.value.faults
    assert (fault.path, fault.expected) == ("", "a readable file")
    assert str(fault).isprintable()


def test_files_that_are_huge_are_refused(tmp_path: Path) -> None:
    """One byte more than the limit is too much, and nothing of it is parsed."""
    file = tmp_path / "huge.json"
    with file.open("wb") as hole:
        hole.truncate(MAX_BYTES + 1)
    with pytest.raises(InvalidInputError, match=r"^found more than 67108864 bytes"):
        read_file(file)


def test_files_at_the_limit_are_parsed(tmp_path: Path) -> None:
    """A file of just the largest size is looked at."""
    file = tmp_path / "large.json"
    with file.open("wb") as hole:
        hole.truncate(MAX_BYTES)
    with pytest.raises(InvalidInputError, match="well-formed JSON"):
        read_file(file)


def test_nothing_half_built_comes_out() -> None:
    """One fault anywhere is enough for nothing to be returned."""
    for path in ("programme.province.communes[1].district", "programme.duties[0].source.source"):
        with pytest.raises(InvalidInputError):
            read(json.dumps(put(path, "nowhere")))


#: what is put where something else stood
NONSENSE: list[Json] = [
    *(None, True, 0, -1, 2, 10**15, 10**400, 2.5, float("nan"), float("inf")),
    *("", " ", "x", "\ud800", "\x1b", "2024-02-30", "9999-12-31", "completed", "trang", "tỉnh"),
    *("0001-01-01", "1E99", "-0", "23504", "village", [], {}, [[]], [None], {"": {}}, {"id": []}),
]


def is_told_or_keeps(text: str | bytes) -> bool:
    """Whether a text is refused with faults that can be printed, or read and written the same."""
    faults = faults_in_text(text)
    if faults:
        return all(str(fault).encode() and "\n" not in str(fault) for fault in faults)
    programme = read(text)
    make_again(programme)
    written = write(programme)
    return write(read(written)) == written


def make_again(value: Json) -> None:
    """Make a value and all that is in it as its classes do, which refuse what cannot be."""
    if isinstance(value, tuple):
        for one in cast("tuple[object, ...]", value):
            make_again(one)
    elif attrs.has(value.__class__):
        attrs.evolve(value)
        make_again(attrs.astuple(value, recurse=False))


@given(st.data())
def test_broken_structures_are_told_or_read(data: st.DataObject) -> None:
    """Whatever stands at whichever places, only faults come out, or a programme that keeps."""
    whole = small()
    for _ in range(data.draw(st.integers(1, 4))):
        path = data.draw(st.sampled_from([path for path, _ in places(whole)]))
        if data.draw(st.booleans()):
            put(path, data.draw(st.sampled_from(NONSENSE)), whole)
        else:
            drop(path, whole)
        if not list(places(whole)):
            break
    assert is_told_or_keeps(json.dumps(whole))


@given(st.integers(0, len(TEXT.encode()) - 1), st.binary(max_size=3), st.integers(0, 3))
def test_broken_bytes_are_told_or_read(position: int, instead: bytes, length: int) -> None:
    """Whichever bytes are lost, added or changed, only faults come out, or a sound programme."""
    whole = TEXT.encode()
    assert is_told_or_keeps(whole[:position] + instead + whole[position + length :])


FIELDS = st.sampled_from(["ntm_model", "programme", "id", "province", "name"])


@given(
    st.recursive(
        st.sampled_from(NONSENSE), lambda deep: st.lists(deep) | st.dictionaries(FIELDS, deep)
    )
)
def test_nonsense_is_told(value: Json) -> None:
    """A file of nothing that was meant is refused with faults, never in another way."""
    assert is_told_or_keeps(json.dumps(value))


def told_of(text: str) -> list[str]:
    """Return the lines of what is wrong with a text."""
    with pytest.raises(InvalidInputError) as refused:
        read(text)
    return str(refused.value).splitlines()


@pytest.mark.parametrize(
    ("field", "item"),
    [("communes", {}), ("communes", 5), ("agencies", {"x": 1}), ("spellings", 5)],
    ids=str,
)
def test_of_very_many_faults_the_first_are_told(field: str, item: Json) -> None:
    """Nobody reads a million lines, and to write them would take minutes and gigabytes."""
    data = {"ntm_model": 1, "programme": {"id": "x", "province": {"name": "P"}}}
    cast("Any", data)["programme"]["province"][field] = [item] * 20_000
    told = told_of(json.dumps(data))
    assert len(told) == MOST_FAULTS + 1
    assert told[-1] == "found more than 1000 faults, expected fewer; the others are not listed"
    assert told[0].startswith(f"programme.province.{field}[0]")


def test_of_very_many_unknown_fields_the_first_are_told() -> None:
    """The rest is not compared with the names of fields."""
    named = {f"x{number:05}": 1 for number in range(5_000)}
    told = told_of(json.dumps({"ntm_model": 1, "programme": {"id": "x", **named}}))
    assert len(told) == MOST_FAULTS + 1


def test_what_many_lost_texts_mean_is_not_known() -> None:
    """What refers to one of thousands of texts that could not be read is no fault of its own."""
    texts = [str(number) for number in range(20_000)]
    province = {"name": "P", "communes": [{"name": texts}, {"name": "A", "district": "y"}]}
    told = told_of(json.dumps({"ntm_model": 1, "programme": {"id": "x", "province": province}}))
    assert told == ["programme.province.communes[0].name: found a list, expected text"]

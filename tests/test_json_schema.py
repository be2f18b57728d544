"""The JSON Schema that comes along: current, true of all that is written, and strict."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_model import datasets
from ntm_model.command import main
from ntm_model.exchange.json import dumps
from ntm_model.exchange.json.schema import KINDS, schema
from ntm_model.exchange.json.shapes import name_of

from .small_file import TEXT, Json, drop, places, put, small
from .test_json_routes import VALUES

FILE = Path(__file__).parent.parent / "docs" / "format-1.schema.json"
VALIDATOR: Any = jsonschema.Draft202012Validator(json.loads(schema()))


def is_valid(data: Json) -> bool:
    """Whether a document has the form that the schema asks for."""
    valid: bool = VALIDATOR.is_valid(data)
    return valid


def test_the_schema_that_comes_along_is_current(capsys: pytest.CaptureFixture[str]) -> None:
    """``ntm-model schema > docs/format-1.schema.json`` would change nothing."""
    assert main(["schema"]) == 0
    assert capsys.readouterr().out == FILE.read_text(encoding="utf-8")


def test_the_schema_is_one_itself() -> None:
    """It is sound by the standard that it names."""
    jsonschema.Draft202012Validator.check_schema(VALIDATOR.schema)


def test_every_public_class_has_a_place() -> None:
    """Each class has its name in the frame, and its description."""
    assert set(KINDS) == set(VALUES)
    for kind in VALUES:
        assert VALIDATOR.schema["$defs"][name_of(kind)]["description"]


def test_files_are_valid() -> None:
    """The datasets and the file of every field have the form that the schema asks for."""
    assert is_valid(json.loads(TEXT))
    for name in datasets.names():
        assert is_valid(json.loads(dumps(datasets.load(name))))


@given(st.sampled_from(sorted(VALUES, key=name_of)), st.data())
def test_what_is_written_is_valid(kind: type[object], data: st.DataObject) -> None:
    """Whatever value is written, its document has the form that the schema asks for."""
    assert is_valid(json.loads(dumps(data.draw(VALUES[kind]))))


@pytest.mark.parametrize("path", dict(places(small())))
def test_what_is_broken_is_not_valid(path: str) -> None:
    """A value of no type that fits, an unknown field and a lost field are seen at every place."""
    assert not is_valid(put(path, 2.5))
    if isinstance(dict(places(small()))[path], dict):
        assert not is_valid(put(f"{path}.zzqq", 1))


def test_what_must_be_there_is_missed() -> None:
    """Fields without a default cannot be left out, and neither can the version."""
    for path in ("ntm_model", "programme", "programme.id", "programme.duties[0].role"):
        assert not is_valid(drop(path))


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("ntm_model", 2),
        ("programme.documents[0].title", "a\x00b"),
        ("programme.plans[0].deadline", "29/03/2024"),
        ("programme.plans[0].year", 10**15),
        ("programme.targets[0].value", "62,4"),
        ("programme.targets[0].tier", "Standard"),
        ("programme.targets[0].between", [10]),
        ("programme.plans[0].mentions", {}),
        ("statement", {}),
    ],
)
def test_what_is_worded_otherwise_is_not_valid(path: str, wrong: Json) -> None:
    """Days, numbers, words and texts have the forms that reading asks for."""
    assert not is_valid(put(path, wrong))

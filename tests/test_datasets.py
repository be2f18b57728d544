"""Datasets: provinces that come with the package, found by name."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from unicodedata import normalize

import pytest

import ntm_model
from ntm_model import Programme, UnknownNameError, datasets


def test_names_are_those_of_the_files() -> None:
    """Each file of the folder is a dataset, and nothing else is."""
    folder = files("ntm_model.datasets")
    found = {entry.name for entry in folder.iterdir() if entry.name.endswith(".json")}
    assert {f"{name}.json" for name in datasets.names()} == found
    assert list(datasets.names()) == sorted(datasets.names())
    assert "kon-tum-2024" in datasets.names()


@pytest.mark.parametrize("name", datasets.names())
def test_each_can_be_loaded_and_reviewed(name: str) -> None:
    """A dataset is a sound programme that is called like its file and has a letter with a day."""
    programme = datasets.load(name)
    assert isinstance(programme, Programme)
    assert programme.id == name
    assert programme.review().on == programme.day


@pytest.mark.parametrize("name", datasets.names())
def test_each_is_formatted_alike(name: str) -> None:
    """One space a level, letters as they are and composed, and a line break at the end."""
    text = files("ntm_model.datasets").joinpath(f"{name}.json").read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n"
    assert text == normalize("NFC", text)


def test_what_continues_a_dataset_holds_it() -> None:
    """Nothing of the earlier file is lost but what has the same id in the later one."""
    earlier, later = datasets.load("kon-tum-2024"), datasets.load("quang-ngai-2025")
    kept = {unit.id for unit in earlier.province.units}

    assert kept < {unit.id for unit in later.province.units}
    assert set(earlier.documents) < set(later.documents)
    assert (later.letter, later.statements, later.plans, later.dossiers) == (
        earlier.letter,
        earlier.statements,
        earlier.plans,
        earlier.dossiers,
    )


def test_the_end_of_the_earlier_province_is_replaced() -> None:
    """What ended with no successor is the province in one file, and its districts in the other."""
    ended = [
        next(one for one in programme.province.successions if one.id.startswith("without"))
        for programme in map(datasets.load, ("kon-tum-2024", "quang-ngai-2025"))
    ]

    assert ended[0].id == ended[1].id
    assert ended[0].ended == ("62",)
    assert set(ended[1].ended) == {
        unit.id for unit in datasets.load("kon-tum-2024").province.districts
    }


@pytest.mark.parametrize(
    ("earlier", "later", "whole"),
    [
        ({"a": 1, "b": 2}, {"b": 3, "c": 4}, {"a": 1, "b": 3, "c": 4}),
        ({"a": {"b": 1}}, {"a": {"c": 2}}, {"a": {"b": 1, "c": 2}}),
        ([1, 2], [2, 3], [1, 2, 2, 3]),
        ([{"text": "A"}], [{"text": "A"}], [{"text": "A"}, {"text": "A"}]),
        (
            [{"id": "a", "x": 1}, {"id": "b"}],
            [{"id": "a", "y": 2}],
            [{"id": "a", "y": 2}, {"id": "b"}],
        ),
        ([{"id": "a", "code": "1"}], [{"code": "1"}], [{"id": "a", "code": "1"}, {"code": "1"}]),
        ([{"code": "1", "name": "A"}], [{"code": "1", "name": "B"}], [{"code": "1", "name": "B"}]),
        ([{"id": "", "name": "A"}], [{"name": "A", "x": 1}], [{"name": "A", "x": 1}]),
        ({"a": [1]}, {"a": 1}, {"a": 1}),
        (None, [1], [1]),
    ],
)
def test_a_later_file_is_laid_over_an_earlier_one(
    earlier: datasets._Json, later: datasets._Json, whole: datasets._Json
) -> None:
    """Objects merge, things with the same id, or else code, or else name, give way, lists grow."""
    assert datasets._laid_over(earlier, later) == whole


def test_before_the_merger_was_known_the_review_is_the_same() -> None:
    """On the day of the letter both files say the same of Kon Tum, to the letter."""
    reviews = [datasets.load(name).review(on=date(2024, 3, 29)) for name in datasets.names()]

    assert reviews[0].text("vi") == reviews[1].text("vi")


def test_loading_twice_gives_equal_programmes() -> None:
    """What was done with one cannot show in the next: both are made of the same file."""
    assert datasets.load("kon-tum-2024") == datasets.load("kon-tum-2024")


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("kon-tum-2023", ("kon-tum-2024",)),
        ("kon-tum-2024.json", ("kon-tum-2024",)),
        ("xyz", ()),
        ("", ()),
        ("../datasets/kon-tum-2024", ("kon-tum-2024",)),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest(name: str, near: tuple[str, ...]) -> None:
    """A name is never taken for a path, nor for a name that is only near."""
    with pytest.raises(UnknownNameError) as caught:
        datasets.load(name)
    assert (caught.value.name, caught.value.level, caught.value.near) == (name, "dataset", near)


def test_they_are_at_the_front_door() -> None:
    """``from ntm_model import datasets`` is the module itself."""
    assert ntm_model.datasets is datasets
    assert datasets.__name__ == "ntm_model.datasets"

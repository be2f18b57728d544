"""Datasets: provinces that come with the package, found by name."""

from __future__ import annotations

from importlib.resources import files

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

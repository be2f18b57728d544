"""Provinces that come with the package, as files in the project's own JSON.

>>> from ntm_model import datasets
>>> datasets.names()
('kon-tum-2024', 'quang-ngai-2025')

A file may say ``"continues": "kon-tum-2024"`` beside its programme. It then holds only what came
later, and is laid over the earlier file before both are read as one programme.
"""

from __future__ import annotations

import json
from difflib import get_close_matches
from importlib.resources import files
from typing import TypeAlias

from ..core.errors import UnknownNameError
from ..exchange.json import read
from ..review.programme import Programme

_Json: TypeAlias = "dict[str, _Json] | list[_Json] | str | float | None"


def names() -> tuple[str, ...]:
    """Return the names of the datasets, sorted."""
    found = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in found if name.endswith(".json")))


def load(name: str) -> Programme:
    """Read the dataset called *name*, with the one that it continues.

    Raises:
        UnknownNameError: there is none; the closest names are given.
    """
    return read(json.dumps(_whole(name)))


def _whole(name: str) -> _Json:
    """Return what a file says, laid over the one that it continues."""
    if name not in names():
        raise UnknownNameError(name, "dataset", tuple(get_close_matches(name, names())))
    own: dict[str, _Json] = json.loads(files(__name__).joinpath(f"{name}.json").read_bytes())
    earlier = own.pop("continues", None)
    return own if earlier is None else _laid_over(_whole(str(earlier)), own)


def _laid_over(earlier: _Json, later: _Json) -> _Json:
    """Return what a later file makes of what an earlier one says.

    Objects are merged field by field. In a list, what has the id (or else the code, or else the
    name) of an earlier thing takes its place, and everything else is added at the end. Any other
    value replaces the earlier one.
    """
    if isinstance(earlier, dict) and isinstance(later, dict):
        merged = {key: _laid_over(earlier.get(key), value) for key, value in later.items()}
        return earlier | merged
    if isinstance(earlier, list) and isinstance(later, list):
        things = enumerate([*earlier, *later])
        return list({_called(thing) or place: thing for place, thing in things}.values())
    return later


def _called(thing: _Json) -> str:
    """Return what a file calls a thing; nothing where it has no name of its own."""
    fields = thing if isinstance(thing, dict) else {}
    return next((str(fields[key]) for key in ("id", "code", "name") if fields.get(key)), "")

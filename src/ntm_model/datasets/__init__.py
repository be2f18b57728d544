"""Provinces that come with the package, as files in the project's own JSON.

>>> from ntm_model import datasets
>>> datasets.names()
('kon-tum-2024',)
"""

from __future__ import annotations

from difflib import get_close_matches
from importlib.resources import files

from ..core.errors import UnknownNameError
from ..exchange.json_format import read
from ..review.programme import Programme


def names() -> tuple[str, ...]:
    """Return the names of the datasets, sorted."""
    found = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in found if name.endswith(".json")))


def load(name: str) -> Programme:
    """Read the dataset called *name*.

    Raises:
        UnknownNameError: there is none; the closest names are given.
    """
    if name not in names():
        raise UnknownNameError(name, "dataset", tuple(get_close_matches(name, names())))
    return read(files(__name__).joinpath(f"{name}.json").read_bytes())

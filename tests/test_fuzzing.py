"""The fuzzer finds what is undocumented, and a short run of it finds nothing."""

from __future__ import annotations

import random

import pytest

from .fuzzing import BYTES, LONGEST, STRUCTURES, Mutator, Reader, UndocumentedError, fuzz, readers


def nowhere(_: str) -> None:
    """Keep what is told to oneself."""


def test_no_reader_lets_anything_undocumented_out() -> None:
    """A few hundred mutated inputs of each kind are read, or refused as is documented."""
    assert fuzz(1500, seed=1, traced=False, told=nowhere) > 0


def test_every_reader_reads_its_seeds() -> None:
    """What is mutated is sound at first."""
    for reader in readers():
        for seed in reader.seeds:
            assert reader.look(seed) == {"sound"}


def test_an_undocumented_error_is_told_with_its_input() -> None:
    """Whatever else a reader raises ends the run, with the input to read again."""

    def look(text: bytes) -> frozenset[str]:
        return frozenset([{b"seed": "sound"}[text]])

    reader = Reader("odd", (b"seed",), look, BYTES)
    with pytest.raises(UndocumentedError, match=r"^odd: KeyError: .*\nb'"):
        fuzz(100, seed=1, traced=False, told=nowhere, every=[reader])


@pytest.mark.parametrize(
    "mutate", dict.fromkeys([*BYTES, *STRUCTURES]), ids=lambda one: one.__name__
)
@pytest.mark.parametrize("text", [b"", b"1", b"[]", b'{"a": [1, {}]}', b"\xff"], ids=str)
def test_every_mutator_takes_any_input(mutate: Mutator, text: bytes) -> None:
    """What was made of an input can be mutated again, also where nothing is left of it."""
    for seed in range(20):
        made = mutate(random.Random(seed), text, b'{"b": [2]}')  # noqa: S311 - repeatable
        assert isinstance(made, bytes)
        assert len(made) < LONGEST

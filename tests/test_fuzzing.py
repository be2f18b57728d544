"""The fuzzer finds what is undocumented, and a short run of it finds nothing."""

from __future__ import annotations

import json
import random

import pytest

from ntm_model import Fault
from ntm_model.exchange.json.schema import KINDS
from ntm_model.exchange.json.shapes import name_of

from .fuzzing import LONGEST, Mutator, Reader, UndocumentedError, fuzz, readers
from .fuzzing.engine import HangError, on_alarm, refused
from .fuzzing.mutating import BYTES, STRUCTURES

EVERY = readers()
#: one of each kind
MUTATORS: dict[str, Mutator] = {
    f"{index} {mutate.__name__}": mutate
    for index, mutate in enumerate(
        dict.fromkeys(mutate for reader in EVERY for mutate in reader.mutators)
    )
}


def nowhere(_: str) -> None:
    """Keep what is told to oneself."""


def test_no_reader_lets_anything_undocumented_out() -> None:
    """Some mutated inputs of each kind are read, or refused as is documented."""
    run = fuzz(1500, 1, EVERY, watched=False, told=nowhere)
    assert sum(run.given.values()) == 1500
    assert run.kept > len(EVERY)


def test_every_reader_reads_its_seeds() -> None:
    """What is mutated is sound at first, although there may be something to tell of it."""
    for reader in EVERY:
        for seed in reader.seeds:
            assert reader.look(seed) <= {"sound", "told"}, reader.name


def test_every_reader_is_fuzzed_often_enough() -> None:
    """Of a million inputs each reader gets thousands, however slow it is."""
    whole = sum(reader.weight for reader in EVERY)
    assert all(1_000_000 * reader.weight / whole > 3_000 for reader in EVERY)


def test_every_public_class_is_read() -> None:
    """No class is left out for want of a seed, and no two readers are called alike."""
    called = [reader.name for reader in EVERY]
    assert {f"json {name_of(kind)}" for kind in KINDS} < {*called}
    assert len({*called}) == len(called)


def test_a_run_says_what_it_did() -> None:
    """The inputs of each reader are counted."""
    one, other = (Reader(name, (b"x",), lambda _: frozenset(), BYTES) for name in ("b", "a"))
    run = fuzz(10, 1, [one, other], watched=False, told=nowhere)
    assert str(run).splitlines() == [
        f"{run.given['a']:>9} a",
        f"{10 - run.given['a']:>9} b",
        "10 inputs, 2 of them kept, and nothing undocumented",
    ]


@pytest.mark.parametrize("error", [KeyError("x"), RecursionError(), MemoryError(), HangError()])
def test_an_undocumented_error_is_told_with_its_input(error: BaseException) -> None:
    """Whatever else a reader raises ends the run, with the input to read again."""

    def look(_: bytes) -> frozenset[str]:
        raise error

    reader = Reader("odd", (b"seed",), look, BYTES)
    with pytest.raises(UndocumentedError, match=rf"^odd: {type(error).__name__}: .*\nb'"):
        fuzz(100, 1, [reader], watched=False, told=nowhere)


def test_no_reader_can_take_a_hang_for_an_error() -> None:
    """What ends an input that takes too long is no error that a reader expects."""
    with pytest.raises(HangError):
        on_alarm()
    assert not issubclass(HangError, Exception)


@pytest.mark.parametrize(
    "faults",
    [
        (),
        (Fault("a\nb", "x", "y"),),
        (Fault("", "x\u2028", "y"),),
        (Fault("", "a file that cannot be read (MemoryError)", "y"),),
    ],
)
def test_faults_are_there_and_can_be_told(faults: tuple[Fault, ...]) -> None:
    """A refusal has a reason, each on one line, and is no lack of memory."""
    assert refused([Fault("a", "x", "at most 15 'y'")]) == {"at most  "}
    with pytest.raises(AssertionError):
        refused(faults)


@pytest.mark.parametrize("name", MUTATORS)
def test_every_mutator_takes_any_input(name: str) -> None:
    """What was made of an input can be mutated again, also where nothing is left of it."""
    texts = [b"", b"1", b"[]", b'{"a": [1, {}]}', b"\xff", b"a,b\r\n1,2\r\n", b"PK\x03\x04"]
    for seed in range(20):
        dice = random.Random(seed)  # noqa: S311 - repeatable
        for text in [*texts, *(reader.seeds[0] for reader in EVERY[-30:])]:
            made = MUTATORS[name](dice, text, b'{"b": [2]}')
            assert isinstance(made, bytes)
            assert len(made) < LONGEST


def test_documents_stay_documents() -> None:
    """What is mutated by what it says is still well-formed."""
    dice = random.Random(1)  # noqa: S311 - repeatable
    for mutate in STRUCTURES:
        for _ in range(20):
            json.loads(mutate(dice, b'{"a": [1, {"b": null}]}', b'{"c": [2]}'))

"""The loop: mutate what was kept, let a reader look at it, and keep what shows something new."""

from __future__ import annotations

import random
import re
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType, FrameType
from typing import Any, TypeAlias, TypeVar

import attrs

import ntm_model
from ntm_model import Fault
from ntm_model.exchange.leaves import CONTROL

#: no input is longer, so that each is read in milliseconds
LONGEST = 200_000
#: an input that takes so many seconds hangs
PATIENCE = 5
#: so many finds are mutated further for each reader
KEPT = 300
#: so many seconds lie between two words about how far it is
QUIET = 20
#: to watch takes twice as long as to look, so that one input of so many is watched
WATCHED = 4
PACKAGE = ntm_model.__name__

_Value = TypeVar("_Value")
Mutator: TypeAlias = Callable[[random.Random, bytes, bytes], bytes]


@attrs.frozen
class Reader:
    """A reader with inputs that it reads, and what must hold of any input."""

    name: str
    seeds: tuple[bytes, ...]
    #: read an input and return the sorts of its faults; raises what is not documented
    look: Callable[[bytes], frozenset[str]]
    #: make an input of one and of another one
    mutators: tuple[Mutator, ...]
    #: how often it is chosen, beside others
    weight: int = 4


@attrs.frozen
class UndocumentedError(Exception):
    """What must not come out of a reader, with the input that brought it out."""

    reader: str
    text: bytes
    why: str

    def __str__(self) -> str:
        """Print it so that it can be read again."""
        return f"{self.reader}: {self.why}\n{self.text!r}"


class HangError(BaseException):
    """An input took too long; no reader may take it for an error of a library."""


SOUND = frozenset(["sound"])


def refused(faults: Iterable[Fault], place: str = "") -> frozenset[str]:
    """Return the sorts of faults, which must be there, and each be told on one line.

    *place* is a pattern that the path of each must begin with.
    """
    found = tuple(faults)
    assert found, "it is refused without a reason"
    for fault in found:
        assert re.match(place, fault.path), f"a fault has no place: {fault!r}"
        assert not CONTROL.search(str(fault)), f"a fault does not stand on one line: {fault!r}"
        assert "MemoryError" not in fault.found, "it took too much memory"
    return frozenset(_sort(fault) for fault in found)


def _sort(fault: Fault) -> str:
    """Return what sort of fault it is, wherever it stands and whatever was found."""
    return re.sub("'[^']*'|[0-9]+", "", fault.expected)[:30]


def as_file(data: bytes, read: Callable[[Path], _Value]) -> _Value:
    """Return what is read of a file that holds some bytes."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "input")
        path.write_bytes(data)
        return read(path)


class Reached:
    """Which lines of the library inputs have reached."""

    def __init__(self) -> None:
        """Begin with no line reached."""
        self._left: dict[CodeType, set[int]] = {}
        self.new = False

    @contextmanager
    def watching(self) -> Generator[None]:
        """Note whether a line is reached for the first time."""
        sys.settrace(self._call)
        try:
            yield
        finally:
            sys.settrace(None)

    def _call(self, frame: FrameType, _: str, __: object) -> Any:  # noqa: ANN401 - as settrace wants
        code = frame.f_code
        left = self._left.get(code)
        if left is None:
            ours = f"/{PACKAGE}/" in code.co_filename.replace("\\", "/")
            left = {line for *_, line in code.co_lines() if line} if ours else set[int]()
            self._left[code] = left
        return self._line if left else None

    def _line(self, frame: FrameType, _: str, __: object) -> Any:  # noqa: ANN401 - as settrace wants
        left = self._left[frame.f_code]
        if frame.f_lineno in left:
            left.discard(frame.f_lineno)
            self.new = True
        return self._line if left else None


@attrs.frozen
class Run:
    """What a run did."""

    #: how many inputs each reader got
    given: dict[str, int]
    #: how many were worth keeping, seeds among them
    kept: int

    def __str__(self) -> str:
        """Tell how many inputs each reader got, and how many were kept."""
        listed = (f"{number:>9} {name}" for name, number in sorted(self.given.items()))
        total = sum(self.given.values())
        whole = f"{total} inputs, {self.kept} of them kept, and nothing undocumented"
        return "\n".join([*listed, whole])


def fuzz(
    inputs: int,
    seed: int,
    every: Sequence[Reader],
    *,
    watched: bool,
    told: Callable[[str], None] = print,
) -> Run:
    """Try so many inputs; *watched* looks at the lines that they reach, and at the clock.

    Raises:
        UndocumentedError: something came out that no reader may let out.
    """
    dice = random.Random(seed)  # noqa: S311 - a run must be repeatable
    reached = Reached()
    weights = [reader.weight for reader in every]
    kept: dict[str, list[bytes]] = {reader.name: list(reader.seeds) for reader in every}
    given = Counter[str]({reader.name: 0 for reader in every})
    seen: set[tuple[str, str]] = set()
    start = last = time.monotonic()
    for number in range(inputs):
        (reader,) = dice.choices(every, weights)
        text = _mutated(dice, reader, kept[reader.name])
        with reached.watching() if watched and number % WATCHED == 0 else nullcontext():
            sorts = _looked(reader, text, PATIENCE if watched else 0)
        given[reader.name] += 1
        fresh = {(reader.name, sort) for sort in sorts} - seen
        if fresh or reached.new:
            reached.new = False
            seen |= fresh
            kept[reader.name].append(text)
            # the seeds stay, and older finds make room
            del kept[reader.name][len(reader.seeds) : -KEPT]
        if time.monotonic() - last > QUIET:
            last = time.monotonic()
            speed = (number + 1) / (last - start)
            told(f"{number + 1} inputs, {speed:.0f} a second, {len(seen)} sorts of faults")
    return Run(dict(given), sum(map(len, kept.values())))


def _mutated(dice: random.Random, reader: Reader, kept: Sequence[bytes]) -> bytes:
    """Return an input that is made of one that was kept, short ones first, in a few steps."""
    text = kept[int(len(kept) * dice.random() ** 2)]
    for _ in range(dice.choice((1, 1, 2, 4))):
        text = dice.choice(reader.mutators)(dice, text, dice.choice(kept[:50]))
    return text[:LONGEST]


def _looked(reader: Reader, text: bytes, patience: int) -> frozenset[str]:
    """Let a reader read an input.

    Raises:
        UndocumentedError: it raised what it may not, or took too long.
    """
    if patience:
        signal.alarm(patience)
    try:
        return reader.look(text)
    except (Exception, HangError) as error:
        raise UndocumentedError(reader.name, text, f"{type(error).__name__}: {error}") from error
    finally:
        if patience:
            signal.alarm(0)


def on_alarm(*_: object) -> None:
    """End the input that is read.

    Raises:
        HangError: always.
    """
    raise HangError

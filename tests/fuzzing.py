"""Read mutated documents until something undocumented comes out: ``python3 dev.py fuzz [N]``.

Every reader of the library stands in :func:`readers`, with seeds that it reads and what must
hold of whatever it makes of an input. Inputs are mutated as bytes and as what they say, and one
that reaches a new line of the library, or is told a new sort of fault, is mutated further.
Nothing but documented errors may come out, within a second, and within two gigabytes.
"""

from __future__ import annotations

import json
import random
import re
import signal
import sys
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from copy import deepcopy
from functools import partial
from types import CodeType, FrameType
from typing import Any, TypeAlias, TypeVar, cast

import attrs

import ntm_model
from ntm_model import InvalidInputError, Programme, datasets
from ntm_model.core.explanation import Kind
from ntm_model.exchange.converting import converter
from ntm_model.exchange.json import dumps, loads
from ntm_model.exchange.json import fast as fast_route
from ntm_model.exchange.json import plain as plain_route
from ntm_model.exchange.json.schema import KINDS
from ntm_model.exchange.json.shapes import FORMAT, name_of, parts
from ntm_model.exchange.leaves import UnsoundError

from .small_file import TEXT, Json

#: no input is longer, so that each is read in milliseconds
LONGEST = 200_000
#: an input that takes so many seconds hangs
PATIENCE = 5
MEMORY = 2 * 1024**3
#: so many finds are mutated further for each reader
KEPT = 300
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
    weight: int = 1


@attrs.frozen
class UndocumentedError(Exception):
    """What must not come out of a reader, with the input that brought it out."""

    reader: str
    text: bytes
    why: str

    def __str__(self) -> str:
        """Print it so that it can be read again."""
        return f"{self.reader}: {self.why}\n{self.text!r}"


def readers() -> list[Reader]:
    """Return every reader of the library."""
    return list(_json_readers())


def _json_readers() -> Iterator[Reader]:
    """Yield a reader for each public class."""
    seeds: dict[type[Any], set[str]] = {kind: set() for kind in KINDS}
    for value in _values(SEEDS):
        if type(value) in seeds and len(text := dumps(value)) < LONGEST:
            seeds[type(value)].add(text)
    mutators = (*BYTES, *STRUCTURES)
    for kind, texts in seeds.items():
        if texts:
            ordered = tuple(
                text.encode() for text in sorted(texts, key=lambda text: (len(text), text))
            )
            yield Reader(f"json {name_of(kind)}", ordered, partial(_look_at_json, kind), mutators)


def _values(value: object) -> Iterator[object]:
    """Yield a value and all that it holds."""
    if isinstance(value, tuple):
        for one in cast("tuple[object, ...]", value):
            yield from _values(one)
    elif attrs.has(type(value)):
        yield value
        for part in parts(type(value)):
            yield from _values(getattr(value, part.name))


def _look_at_json(kind: type[Any], text: bytes) -> frozenset[str]:
    """Read a document by both routes, which must agree, and write what was read."""
    fast = fast_route.loads(text, kind)
    try:
        value = plain_route.loads(text, kind)
    except InvalidInputError as refused:
        faults = refused.faults
        value = None
    else:
        faults = ()
    if faults:
        assert fast is None, "the fast route accepts what the plain one refuses"
        assert carefully(text, kind) is None, "only the quick converter refuses it"
        assert all(str(fault).isprintable() for fault in faults)
        return frozenset(map(_sort, faults))
    assert fast is None or fast == value, "the routes read different values"
    assert carefully(text, kind) == value, "the careful converter reads a different value"
    again = dumps(value)
    assert dumps(loads(again, kind)) == again, "what is written is read otherwise"
    return frozenset(["sound"])


def carefully(text: str | bytes, kind: type[_Value]) -> _Value | None:
    """Return what the careful converter reads, which others ask only for faults."""
    try:
        raw = plain_route._parsed(plain_route._decoded(text), "")
        file: Any = converter().structure(raw, plain_route._file(kind))
    except (UnsoundError, InvalidInputError, RecursionError):
        return None
    if file.ntm_model != FORMAT:
        return None
    value: _Value = getattr(file, name_of(kind))
    return value


def _sort(fault: ntm_model.Fault) -> str:
    """Return what sort of fault it is, wherever it stands and whatever was found."""
    return re.sub("'[^']*'|[0-9]+", "", fault.expected)[:30]


SEEDS = (
    loads(TEXT, Programme),
    *(datasets.load(name) for name in datasets.names()),
    ntm_model.Share(53, 85),
    ntm_model.Period(),
    ntm_model.DocumentNumber.parse("1052/UBND-NNTN"),
    ntm_model.Fault("a[1].b", "'x'", "a name", "y"),
    ntm_model.Check(
        "T1",
        "x",
        ntm_model.Explanation(
            kind=Kind.ALL,
            topic="t",
            verdict=ntm_model.Verdict.MET,
            children=(
                ntm_model.Explanation(kind=Kind.FACT, topic="t", verdict=ntm_model.Verdict.MET),
            ),
        ),
    ),
)


def _cut(dice: random.Random, text: bytes, _: bytes) -> bytes:
    start, end = _span(dice, text)
    return text[:start] + text[end:]


def _doubled(dice: random.Random, text: bytes, _: bytes) -> bytes:
    start, end = _span(dice, text)
    return text[:end] + text[start:]


def _crossed(dice: random.Random, text: bytes, other: bytes) -> bytes:
    (start, end), (first, last) = _span(dice, text), _span(dice, other)
    return text[:start] + other[first:last] + text[end:]


def _sprinkled(dice: random.Random, text: bytes, _: bytes) -> bytes:
    place = dice.randrange(len(text) + 1)
    return text[:place] + dice.choice(TOKENS) + text[place + dice.randrange(3) :]


def _flipped(dice: random.Random, text: bytes, _: bytes) -> bytes:
    changed = bytearray(text or b" ")
    changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def _span(dice: random.Random, text: bytes) -> tuple[int, int]:
    start = dice.randrange(len(text) + 1)
    return start, min(len(text), start + int(dice.expovariate(0.05)))


TOKENS = (
    *(
        b'"',
        b"\\",
        b'\\"',
        b"\\\\",
        b"\\u0000",
        b"\\ud800",
        b"\\u0301",
        b"\xcc\x81",
        b"\xff",
        b"\x00",
    ),
    *(b"[", b"]", b"{", b"}", b",", b":", b" ", b"\n", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\x7f"),
    *(b"1e999", b"-0", b"1.0", b"NaN", b"9" * 20, b"9" * 5000, b"null", b"true", b'"":1,'),
    *(b'"id":"",', b'"name":"x",', b"[" * 2000, b'"9999-12-31"', b'"0001-01-01"', b'"1E99"'),
)
BYTES: tuple[Mutator, ...] = (_cut, _doubled, _crossed, _sprinkled, _flipped)
#: what may stand anywhere in a document
WORDS: tuple[Json, ...] = (
    *(None, True, False, 0, 1, -1, 5, 10**15, 10**15 - 1, 10**400, 2.5, 1e308, float("nan")),
    *("", " ", "x", "62", "608", "23504", "VN", "Hà Mòn", "Đăk Long", "\ud800", "\x1b", "a\u0301"),
    *("2024-02-30", "2012-01-01", "9999-12-31", "0001-01-01", "1E99", "-1E-99", "62.40", "0"),
    *([], [[]], [None], [1, 2], {}, {"": {}}, {"id": []}, {"earliest": "2020-01-01"}),
    *({"latest": "0001-01-01"}, {"source": "trang"}, {"tier": "model"}, {"name": "x"}),
)


def _said(dice: random.Random, text: bytes, other: bytes) -> bytes:
    """Put something else, or a part of another document, where something stood."""
    data = _parsed(text)
    slots = _slots(data)
    if not slots:
        return text
    holder, step = dice.choice(slots)
    others = (place[key] for place, key in _slots(_parsed(other)))
    alike = [one for one in others if type(one) is type(holder[step])]
    holder[step] = deepcopy(dice.choice(alike if alike and dice.random() < 0.5 else WORDS))
    return _written(dice, data)


def _moved(dice: random.Random, text: bytes, _: bytes) -> bytes:
    """Leave out a field or an item, call it otherwise, or let it stand twice."""
    data = _parsed(text)
    slots = _slots(data)
    if not slots:
        return text
    holder, step = dice.choice(slots)
    if isinstance(holder, list):
        holder[step : step + 1] = [holder[step]] * dice.choice((0, 0, 2))
    else:
        holder[dice.choice((f"{step}s", "id", "code", "of", "kind", ""))] = holder.pop(step)
    return _written(dice, data)


STRUCTURES: tuple[Mutator, ...] = (_said, _said, _said, _moved)


def _parsed(text: bytes) -> Json:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _slots(data: Json) -> list[tuple[Json, Json]]:
    """Return every place in a document: a list or an object, and where in it."""
    found: list[tuple[Json, Json]] = []
    left = [data]
    for holder in left:
        steps: list[Json] = []
        if isinstance(holder, dict | list):
            items = cast("dict[str, Json] | list[Json]", holder)
            steps = [*items] if isinstance(items, dict) else [*range(len(items))]
        found += [(holder, step) for step in steps]
        left += [holder[step] for step in steps]
    return found


def _written(dice: random.Random, data: Json) -> bytes:
    ascii_only = dice.random() < 0.2
    return json.dumps(data, ensure_ascii=ascii_only).encode(errors="surrogatepass")


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
            ours = f"/{PACKAGE}/" in code.co_filename
            left = {line for *_, line in code.co_lines() if line} if ours else set[int]()
            self._left[code] = left
        return self._line if left else None

    def _line(self, frame: FrameType, _: str, __: object) -> Any:  # noqa: ANN401 - as settrace wants
        left = self._left[frame.f_code]
        if frame.f_lineno in left:
            left.discard(frame.f_lineno)
            self.new = True
        return self._line if left else None


def fuzz(
    inputs: int,
    seed: int,
    *,
    traced: bool,
    told: Callable[[str], None] = print,
    every: Sequence[Reader] = (),
) -> int:
    """Try so many inputs, and return how many were worth keeping.

    Raises:
        UndocumentedError: something came out that no reader may let out.
    """
    dice = random.Random(seed)  # noqa: S311 - a run must be repeatable
    every = every or readers()
    reached = Reached()
    weights = [reader.weight for reader in every]
    kept: dict[str, list[bytes]] = {reader.name: list(reader.seeds) for reader in every}
    seen: set[tuple[str, str]] = set()
    start = last = time.monotonic()
    for number in range(inputs):
        (reader,) = dice.choices(every, weights)
        text = _mutated(dice, reader, kept[reader.name])
        # to watch takes twice as long as to look
        with reached.watching() if traced and number % 4 == 0 else nullcontext():
            sorts = _looked(reader, text)
        fresh = {(reader.name, sort) for sort in sorts} - seen
        if traced:
            # whoever is still reading after so long is interrupted
            signal.alarm(PATIENCE)
        if fresh or reached.new:
            reached.new = False
            seen |= fresh
            kept[reader.name].append(text)
            # the seeds stay, and older finds make room
            del kept[reader.name][len(reader.seeds) : -KEPT]
        if time.monotonic() - last > 20:
            last = time.monotonic()
            speed = (number + 1) / (last - start)
            told(f"{number + 1} inputs, {speed:.0f} a second, {len(seen)} sorts of faults")
    return sum(map(len, kept.values()))


def _mutated(dice: random.Random, reader: Reader, kept: Sequence[bytes]) -> bytes:
    """Return an input that is made of one that was kept, short ones first, in a few steps."""
    text = kept[int(len(kept) * dice.random() ** 2)]
    for _ in range(dice.choice((1, 1, 2, 4))):
        text = dice.choice(reader.mutators)(dice, text, dice.choice(kept[:50]))
    return text[:LONGEST]


def _looked(reader: Reader, text: bytes) -> frozenset[str]:
    """Let a reader read an input.

    Raises:
        UndocumentedError: it raised what it may not, or took too long.
    """
    try:
        return reader.look(text)
    except Exception as error:
        raise UndocumentedError(reader.name, text, f"{type(error).__name__}: {error}") from error


def main(arguments: Sequence[str]) -> int:
    """Fuzz with so many inputs as the first argument says, and the seed that the second is."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, _hang)
    inputs, seed = (int(word) for word in (*arguments, *("100000", "1")[len(arguments) :]))
    try:
        kept = fuzz(inputs, seed, traced=True)
    except UndocumentedError as error:
        print(error)
        return 1
    print(f"{inputs} inputs, {kept} of them kept, and nothing undocumented")
    return 0


class HangError(Exception):
    """An input took too long."""


def _hang(*_: object) -> None:
    raise HangError


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

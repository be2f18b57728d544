"""JSON of every public class: both routes, the careful converter, and what is written again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any, TypeVar, cast
from zlib import crc32

import attrs

import ntm_model
from ntm_model import InvalidInputError, Programme, datasets
from ntm_model.core.explanation import Kind
from ntm_model.exchange.converting import converter
from ntm_model.exchange.json import dumps, loads, read_file
from ntm_model.exchange.json import fast as fast_route
from ntm_model.exchange.json import plain as plain_route
from ntm_model.exchange.json.schema import KINDS
from ntm_model.exchange.json.shapes import FORMAT, name_of, parts
from ntm_model.exchange.leaves import UnsoundError
from ntm_model.record import combine

from ..small_file import TEXT
from .engine import LONGEST, SOUND, Reader, as_file, refused
from .mutating import BYTES, STRUCTURES
from .places import DAY, PROGRAMME, PROVINCE

_Value = TypeVar("_Value")
#: one of so many programmes is reviewed, which takes longer than to read it
_REVIEWED = 8


def json_readers() -> Iterator[Reader]:
    """Yield a reader for each public class, and one for files."""
    seeds: dict[type[Any], set[str]] = {kind: set() for kind in KINDS}
    for value in _values(SEEDS):
        if type(value) in seeds and len(text := dumps(value)) < LONGEST:
            seeds[type(value)].add(text)
    mutators = (*BYTES, *STRUCTURES)
    for kind, texts in seeds.items():
        ordered = tuple(text.encode() for text in sorted(texts, key=lambda text: (len(text), text)))
        yield Reader(f"json {name_of(kind)}", ordered, partial(_look_at_json, kind), mutators)
    yield Reader("file", (TEXT.encode(),), _look_at_file, mutators)


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
    except InvalidInputError as error:
        assert fast is None, "the fast route accepts what the plain one refuses"
        assert carefully(text, kind) is None, "only the quick converter refuses it"
        return refused(error.faults)
    assert fast is None or fast == value, "the routes read different values"
    assert carefully(text, kind) == value, "the careful converter reads a different value"
    again = dumps(value)
    assert dumps(loads(again, kind)) == again, "what is written is read otherwise"
    _make_odd(value, crc32(text))
    return SOUND


def _make_odd(value: object, number: int) -> None:
    """Put something else into a field of a value, which its class or writing must refuse."""
    number, field = divmod(number, len(parts(type(value))))
    odd: Any = {parts(type(value))[field].name: _ODD[number % len(_ODD)]}
    with suppress(InvalidInputError):
        text = dumps(attrs.evolve(cast("Any", value), **odd))
        assert dumps(loads(text, type(value))) == text, "what is written is read otherwise"


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


def _look_at_file(text: bytes) -> frozenset[str]:
    """Read a file of a programme, and tell what its review finds."""
    try:
        programme = as_file(text, read_file)
    except InvalidInputError as error:
        return refused(error.faults)
    assert programme == loads(text, Programme), "a file says something else than its text"
    if crc32(text) % _REVIEWED == 0:
        # a letter without a certain day is asked for none
        with suppress(InvalidInputError):
            _review(programme)
    return SOUND


def _review(programme: Programme) -> None:
    """Review a programme, and tell and keep what is found."""
    review = programme.review()
    for lang in ("en", "vi"):
        assert review.text(lang), "a review says nothing"
    assert dumps(loads(dumps(review), ntm_model.Review)) == dumps(review), "a review is lost"


_ODD: tuple[object, ...] = (
    *(None, True, 5, -1, 10**20, 2.5, float("nan"), "x", b"x", (), ("x",), [None], {}, object()),
    *(DAY, datetime(2024, 3, 29), Decimal("NaN"), Decimal("1E999"), ntm_model.Level.COMMUNE),  # noqa: DTZ001 - a day with a clock
    *(ntm_model.Share(1, 2), (ntm_model.Period(),), range(3), int, "\ud800"),
)
SEEDS = (
    loads(TEXT, Programme),
    *(datasets.load(name) for name in datasets.names()),
    PROGRAMME.review(on=DAY),
    combine(PROVINCE, (), ntm_model.CertificationTier.STANDARD, on=DAY),
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

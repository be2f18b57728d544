"""Mutators: bytes, and documents in JSON by what they say."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from copy import deepcopy
from typing import cast

from ..small_file import Json
from .engine import Mutator


def _cut(dice: random.Random, text: bytes, _: bytes) -> bytes:
    start, end = _span(dice, text)
    return text[:start] + text[end:]


def _doubled(dice: random.Random, text: bytes, _: bytes) -> bytes:
    start, end = _span(dice, text)
    return text[:end] + text[start:]


def _crossed(dice: random.Random, text: bytes, other: bytes) -> bytes:
    (start, end), (first, last) = _span(dice, text), _span(dice, other)
    return text[:start] + other[first:last] + text[end:]


def inserting(*tokens: bytes) -> Mutator:
    """Return a mutator that puts one of some words anywhere, over up to two letters."""

    def sprinkled(dice: random.Random, text: bytes, _: bytes) -> bytes:
        place = dice.randrange(len(text) + 1)
        return text[:place] + dice.choice(tokens) + text[place + dice.randrange(3) :]

    return sprinkled


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
BYTES: tuple[Mutator, ...] = (_cut, _doubled, _crossed, inserting(*TOKENS), _flipped)
#: what may stand anywhere in a document
WORDS: tuple[Json, ...] = (
    *(None, True, False, 0, 1, -1, 5, 10**15, 10**15 - 1, 10**400, 2.5, 1e308, float("nan")),
    *("", " ", "x", "62", "608", "23504", "VN", "Hà Mòn", "Đăk Long", "\ud800", "\x1b", "a\u0301"),
    *("2024-02-30", "2012-01-01", "9999-12-31", "0001-01-01", "1E99", "-1E-99", "62.40", "0"),
    *([], [[]], [None], [1, 2], {}, {"": {}}, {"id": []}, {"earliest": "2020-01-01"}),
    *({"latest": "0001-01-01"}, {"source": "trang"}, {"tier": "model"}, {"name": "x"}),
)


def structures(words: Sequence[Json], names: Sequence[str]) -> tuple[Mutator, ...]:
    """Return mutators of documents in which *words* may stand, under *names* or others."""

    def said(dice: random.Random, text: bytes, other: bytes) -> bytes:
        """Put something else, or a part of another document, where something stood."""
        data = parsed(text)
        slots = slots_of(data)
        if not slots:
            return text
        holder, step = dice.choice(slots)
        others = (place[key] for place, key in slots_of(parsed(other)))
        alike = [one for one in others if type(one) is type(holder[step])]
        holder[step] = deepcopy(dice.choice(alike if alike and dice.random() < 0.5 else words))
        return written(dice, data)

    def moved(dice: random.Random, text: bytes, _: bytes) -> bytes:
        """Leave out a field or an item, call it otherwise, or let it stand twice."""
        data = parsed(text)
        slots = slots_of(data)
        if not slots:
            return text
        holder, step = dice.choice(slots)
        if isinstance(holder, list):
            holder[step : step + 1] = [holder[step]] * dice.choice((0, 0, 2))
        else:
            holder[dice.choice((f"{step}s", *names))] = holder.pop(step)
        return written(dice, data)

    return said, said, said, moved


def parsed(text: bytes) -> Json:
    """Return what a document says; nothing where it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def slots_of(data: Json) -> list[tuple[Json, Json]]:
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


def written(dice: random.Random, data: Json) -> bytes:
    """Return a document that says something."""
    ascii_only = dice.random() < 0.2
    return json.dumps(data, ensure_ascii=ascii_only).encode(errors="surrogatepass")


STRUCTURES = structures(WORDS, ("id", "code", "of", "kind", ""))

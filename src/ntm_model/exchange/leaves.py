"""Texts, numbers, days and words of a list as a file holds them: taken as they are, or refused."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum
from typing import Any, cast, final

import attrs

from ..core.errors import Fault, in_words
from ..core.quantities import Metric, Population
from ..core.words import Stock
from ..promises import Comparator, Expressed
from ..tiers import CommuneKind, DistrictKind

#: no count, year or size has more digits, and other tools would round longer ones
MAX_DIGITS = 15
_LONGEST_SHOWN = 80
_MOST_TEXTS = 10_000
#: they decide what else a value can hold, so that a wrong one would cause more faults
_KINDS = (CommuneKind, DistrictKind, Comparator, Expressed, Metric, Population, Stock)
# they would break a line, hide text, or turn it round, and half a pair cannot be printed at all
CONTROLS = r"\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
CONTROL = re.compile(f"[{CONTROLS}]")
# an exponent without a bound would be a number too large to reckon with
DECIMAL = r"-?[0-9]{1,40}(\.[0-9]{1,40})?(E[+-]?[0-9]{1,2})?"
_DECIMAL = re.compile(DECIMAL)


@final
@attrs.frozen
class Odd:
    """What a file can say and no field can hold, such as two values for one key."""

    found: str
    inside: tuple[object, ...] = ()


#: in place of a lost text: references may mean what has no name
ANYTHING = "*"
#: stands for a field that is missing and has no default
ABSENT = Odd("nothing")


@final
@attrs.frozen(eq=False)
class UnsoundError(Exception):
    """Raw data that makes no sound value, with what is needed to look through the rest."""

    faults: tuple[Fault, ...]
    #: stands in for the value while the rest is looked through, and is never handed out
    stand_in: Any
    #: whether the stand-in could mislead the check of the value that it is a field of
    blind: bool = False
    #: the texts in what could not be read, shown: references may mean them
    lost: frozenset[str] = frozenset()


def refusal(
    value: object,
    expected: str,
    stand_in: object,
    *,
    meant: str = "",
    blind: bool = False,
    lost: Iterable[str] = (),
) -> UnsoundError:
    """Return the error of a value that is not what was expected."""
    fault = Fault("", shown(value), expected, meant)
    return UnsoundError((fault,), stand_in, blind, texts_in(value).union(lost))


def shown(value: object) -> str:
    """Return a value in few words, as its author wrote it, for an error of one line."""
    if isinstance(value, Odd):
        return value.found
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "an object"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    text = in_words(value, repr)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def shown_if_any(value: object) -> str:
    """Return a value of plain data in few words; ``None`` is that nothing was given."""
    return "nothing" if value is None else shown(value)


def pointless(value: object) -> object:
    """Return a whole number without the point that data frames give it beside gaps.

    >>> pointless(23395.0), pointless(2.5), pointless("1.0")
    (23395, 2.5, '1.0')
    """
    return int(value) if isinstance(value, float) and value.is_integer() else value


def visible(words: str) -> str:
    """Return a text for a line: as it stands, or with what cannot be seen in words."""
    return words if words.isprintable() else shown(words)


def texts_in(value: object) -> frozenset[str]:
    """Return every text and key in a value, however deep it lies, as errors show them.

    Of very many it is said that they may be anything.
    """
    found: set[str] = set()
    left = [value]
    while left:
        if len(found) > _MOST_TEXTS:
            return frozenset((ANYTHING,))
        one = left.pop()
        if isinstance(one, dict):
            left += [*one, *cast("dict[str, object]", one).values()]
        elif isinstance(one, list | Odd):
            left += one.inside if isinstance(one, Odd) else cast("list[object]", one)
        else:
            found.add(repr(unicodedata.normalize("NFC", in_words(one, str))))
    return frozenset(found)


def close_to(word: str, words: list[str]) -> str:
    """Return the one of *words* that was probably meant, whatever its case; empty if none was."""
    by_key = {one.casefold(): one for one in words}
    return "".join(by_key[key] for key in get_close_matches(word.casefold(), by_key, n=1))


def text(value: object, _: object) -> str:
    """Take a text, composed (NFC)."""
    if not isinstance(value, str):
        # a code without its quotation marks is still what references mean
        stand_in = in_words(value, str) if type(value) is int else ""
        raise refusal(value, "text", stand_in)
    if CONTROL.search(value):
        expected = "text on one line, without control characters and half letters"
        raise refusal(value, expected, "")
    return unicodedata.normalize("NFC", value)


def whole(value: object, _: object) -> int:
    """Take a whole number."""
    if type(value) is not int:
        raise refusal(value, "a whole number", 0, blind=True)
    if abs(value) >= 10**MAX_DIGITS:
        raise refusal(value, f"at most {MAX_DIGITS} digits", 0, blind=True)
    return value


def truth(value: object, _: object) -> bool:
    """Take true or false."""
    if not isinstance(value, bool):
        raise refusal(value, "true or false", stand_in=False)
    return value


def day(value: object, _: object) -> date:
    """Take a day, in the one form that it is written in."""
    try:
        found = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None or found.isoformat() != value:
        raise refusal(value, "a day such as 2024-03-29", date.min)
    return found


def decimal(value: object, _: object) -> Decimal:
    """Take a decimal number: whole, or written as text so that its decimals are kept."""
    if type(value) is int:
        return Decimal(whole(value, _))
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        return Decimal(value)
    meant = value.replace(",", ".") if isinstance(value, str) else shown(value)
    hint = repr(meant) if _DECIMAL.fullmatch(meant) else ""
    raise refusal(value, "a decimal number as text, such as '62.4'", Decimal(0), meant=hint)


def member(value: object, kind: type[Enum]) -> Enum:
    """Take a word of a list."""
    try:
        if isinstance(value, str):
            return kind(value)
    except ValueError:
        pass
    words = [str(one.value) for one in kind]
    meant = close_to(value, words) if isinstance(value, str) else ""
    stand_in, blind = next(iter(kind)), kind in _KINDS
    raise refusal(value, f"one of {', '.join(words)}", stand_in, meant=meant, blind=blind)


LEAVES: dict[type, Callable[[object, object], object]] = {
    str: text,
    int: whole,
    bool: truth,
    date: day,
    Decimal: decimal,
}

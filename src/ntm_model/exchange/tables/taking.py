"""Cells taken for what they should be, with every fault kept; and texts and numbers of cells."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar, final

from ...core.errors import Fault, InvalidInputError
from ..leaves import MAX_DIGITS, UnsoundError, shown
from ..leaves import text as plain_text
from .grids import Cell

_Value = TypeVar("_Value")

_NUMBER = re.compile(
    r"\d{1,15}(,\d{1,15})?|\d{1,15}\.\d{1,2}|\d{1,3}(\.\d{3})+(,\d{1,15})?", re.ASCII
)
_LONGEST_SHOWN = 40
#: what Excel shows where a formula fails
_ERROR = re.compile(r"#(DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!)")
#: a code that a sign before it keeps from being a number
_KEPT = re.compile(r"'+\d+")
#: no table counts so much
_MOST = 10**MAX_DIGITS
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_TENS = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"))


@final
class Reader:
    """Takes cells as what they should be, and keeps what is wrong with each."""

    def __init__(self) -> None:
        """Begin with nothing wrong."""
        self.faults: list[Fault] = []

    def take(self, cell: Cell, as_what: Callable[[Cell], _Value], instead: _Value) -> _Value:
        """Return what a cell holds; where that is wrong, note it and return what stands in."""
        try:
            return as_what(cell)
        except InvalidInputError as error:
            self.faults += [fault.under(cell.at) for fault in error.faults]
            return instead

    def note(self, cell: Cell, expected: str, meant: str = "", found: str = "") -> None:
        """Note that a cell is not what is expected."""
        self.faults.append(Fault(cell.at, found or said(cell), expected, meant))


def said(cell: Cell) -> str:
    """Return what a cell holds, in the words of an error."""
    if not cell.text:
        return "nothing"
    if _ERROR.fullmatch(cell.text):
        return f"the Excel error {cell.text}"
    return shown(cell.text) if isinstance(cell.value, str) else cell.text[:_LONGEST_SHOWN]


def text(cell: Cell) -> str:
    """Take a text on one line; the sign that keeps it from being a formula is left out.

    >>> text(Cell("B7", "'=1+1")), text(Cell("B7", " Bờ  Y "))
    ('=1+1', 'Bờ Y')
    """
    found = cell.text
    if _ERROR.fullmatch(found):
        raise wrong(cell, "text")
    guarded = re.match(r"'+[=+\-@]", found)
    try:
        return str(plain_text(found[1:] if guarded else found, str))
    except UnsoundError as error:
        raise InvalidInputError(error.faults) from None


def code(cell: Cell) -> str:
    """Take a code; the sign that keeps it from being a number is left out.

    >>> code(Cell("C7", "'691")), code(Cell("C7", "00691"))
    ('691', '00691')
    """
    found = text(cell)
    return found[1:] if _KEPT.fullmatch(found) else found


def kept(code: str, digits: int) -> str:
    """Return a code with that sign if its digits are fewer than the usual ones.

    >>> kept("691", 5), kept("00691", 5)
    ("'691", '00691')
    """
    short = code.isdecimal() and len(code) < digits
    return f"'{code}" if short or _KEPT.fullmatch(code) else code


def met_of(cell: Cell) -> tuple[int, int | None] | None:
    """Take how many criteria are met, and of how many if that is printed too.

    >>> met_of(Cell("V7", "15/19")), met_of(Cell("V7", Decimal(15)))
    ((15, 19), (15, None))
    """
    met, slash, of = ("", "", "") if _ERROR.fullmatch(cell.text) else cell.text.partition("/")
    found = whole(Cell(cell.at, met) if slash else cell)
    return None if found is None else (found, whole(Cell(cell.at, of)) if slash else None)


def whole(cell: Cell) -> int | None:
    """Take a number of units or criteria; nothing if the cell is empty.

    >>> whole(Cell("V7", "15")), whole(Cell("V7", "1.234"))
    (15, 1234)
    """
    if not cell.text:
        return None
    found = cell.value if isinstance(cell.value, Decimal) else number(cell.text)
    if found is None or not 0 <= found < _MOST or found != found.to_integral_value():
        raise wrong(cell, "a whole number")
    return int(found)


def number(words: str) -> Decimal | None:
    """Return a number as Vietnamese texts write it: points part thousands, a comma decimals.

    >>> number("62,4"), number("1.234"), number("16.95"), number("x")
    (Decimal('62.4'), Decimal('1234'), Decimal('16.95'), None)
    """
    if not _NUMBER.fullmatch(words):
        return None
    grouped = re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", words)
    return Decimal((words.replace(".", "") if grouped else words).replace(",", "."))


def roman(count: int) -> str:
    """Return a number from 1 on in Roman numerals.

    >>> roman(4), roman(19)
    ('IV', 'XIX')
    """
    made = ""
    for size, sign in (*_TENS, *_ROMAN):
        times, count = divmod(count, size)
        made += sign * times
    return made


def wrong(cell: Cell, expected: str, meant: str = "", *, found: str = "") -> InvalidInputError:
    """Return the error of a cell that is not what was expected."""
    return InvalidInputError((Fault("", found or said(cell), expected, meant),))

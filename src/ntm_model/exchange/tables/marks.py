"""Marks as officials write them into cells."""

from __future__ import annotations

from ...core.names import search_key
from ...record import Mark
from ..leaves import close_to
from .grids import Cell
from .taking import wrong

#: how each mark is written; they are compared without accents and case
WORDS: dict[Mark, tuple[str, ...]] = {
    Mark.MET: ("Đạt", "Đạt chuẩn", "Đ", "x", "+", "1", "✓", "✔", "√", "☑", "TRUE", "Có"),
    Mark.NOT_MET: (
        *("Chưa đạt", "Không đạt", "Không", "Chưa", "CĐ", "KĐ", "0", "✗", "✘", "FALSE"),
        *("Chưa đạt chuẩn", "Không đạt chuẩn"),
    ),
    Mark.NOT_APPLICABLE: ("KAD", "Không áp dụng"),
    Mark.NOT_ASSESSED: ("Chưa đánh giá", "CĐG"),
}
_MARKS = {search_key(word): mark for mark, words in WORDS.items() for word in words}
_DASHES = ("-", "–", "—")


def is_mark(words: str) -> bool:
    """Whether a text is a mark, and no number that may count something."""
    return search_key(words) in _MARKS and not words.isdecimal()


def mark(cell: Cell, *, dash: Mark | None, blank: Mark | None) -> Mark | None:
    """Take a mark; what a dash and an empty cell mean depends on the sheet.

    >>> mark(Cell("C7", "X"), dash=None, blank=None)
    <Mark.MET: 'met'>
    """
    found = cell.text
    if not found or (found in _DASHES and dash is not None):
        return dash if found else blank
    known = _MARKS.get(search_key(found))
    if known is None:
        words = ", ".join(some[0] for some in WORDS.values())
        expected = f"a mark: {words}, x, +, 1, 0 or nothing"
        if found in _DASHES:
            expected += "; a dash means 'not met' only where others are marked with +"
        near = close_to(found, [word for some in WORDS.values() for word in some if len(word) > 1])
        raise wrong(cell, expected, repr(near) if near else "")
    return known

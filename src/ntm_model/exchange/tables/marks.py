"""Marks and titles as officials write them into cells."""

from __future__ import annotations

import re

from ...core.names import search_key
from ...record import Mark
from ...tiers import CertificationTier
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
#: how each title is told, the higher ones first, because they name the lower ones too
TITLES: dict[CertificationTier, tuple[str, ...]] = {
    CertificationTier.MODEL: ("kieu mau",),
    CertificationTier.ADVANCED: ("nang cao",),
    CertificationTier.MODERN: ("hien dai",),
    CertificationTier.COMPLETED: ("hoan thanh nhiem vu",),
    CertificationTier.STANDARD: ("dat chuan", "nong thon moi", "ntm", "standard"),
}
#: how a title is written into a cell
TITLE_OF = {
    CertificationTier.STANDARD: "Đạt chuẩn",
    CertificationTier.ADVANCED: "Nâng cao",
    CertificationTier.MODEL: "Kiểu mẫu",
    CertificationTier.MODERN: "Hiện đại",
    CertificationTier.COMPLETED: "Hoàn thành nhiệm vụ",
}


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


def title(cell: Cell) -> CertificationTier | None:
    """Take a title; nothing if the cell is empty."""
    found = titles_in(cell.text)
    if cell.text and len(found) != 1:
        raise wrong(cell, f"one title: {', '.join(TITLE_OF.values())}")
    return found[0] if found else None


def titles_in(words: str) -> list[CertificationTier]:
    """Return the titles that a text names; a lower one only where no higher one stands.

    >>> titles_in("Xã đạt chuẩn NTM nâng cao")
    [<CertificationTier.ADVANCED: 'advanced'>]
    """
    key = " ".join(("", *re.findall(r"\w+", search_key(words)), ""))
    found = [tier for tier, told in TITLES.items() if any(f" {one} " in key for one in told)]
    return found[:-1] if len(found) > 1 and found[-1] is CertificationTier.STANDARD else found

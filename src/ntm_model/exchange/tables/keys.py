"""Headers as keys: without what makes no difference, so that they can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from ...core.names import search_key

#: how alike a misspelt header is to the one that is meant
_NEAR = 0.75
#: what lies close to a field and is another matter: never read, and never a slip
_OTHERS = re.compile(
    r".*\b(chua|khong) (dat|hoan thanh)\b.*|tong so (tieu chi|tc)|ma( so)? (tp|thanh pho|tinh)"
)
_OF_CRITERIA = re.compile(r"\b(tieu chi|tc|ket qua|thuc hien|tong|ntm|nong thon moi|dat|nam)\b")
#: results, some of which may be planned in the words behind them
_RESULT = re.compile(r"\b(?:(ket qua|hien trang)|thuc hien|da dat)\b")
_PROMISE = re.compile(
    r"\b(ke hoach|chi tieu|muc tieu|phan dau|dang ky|lo trinh|du kien|giao|nhiem vu|chuong trinh)\b"
)
#: what tells apart the units before and after a merger
_CHANGE = r"(sap xep|sap nhap|hop nhat|sat nhap)( dvhc| don vi hanh chinh)?"
_FORMER = re.compile(rf"(.*?) ?\b(cu|truoc day|truoc( khi)?( thuc hien)? {_CHANGE})")
#: a part of a criterion: 17.1, "chỉ tiêu 17.1", or 17 with what it is of
_INDICATOR = re.compile(
    r"(.*\W)?\d{1,2}[.,]\d{1,2}\b(?!\.\d).*|(.*\W)?(chi tieu|noi dung)( so)? \d.*"
    r"|(tieu chi|tc)?( so)? ?\d{1,2}\W+(\d{1,2}\b|(chi tieu|noi dung)\b).*"
)
_PRESENT = re.compile(rf"(.*?) ?\b(moi|hien nay|sau( khi)?( thuc hien)? {_CHANGE})")


def key_of(words: str) -> str:
    """Return words without accents, signs, and what stands in brackets."""
    bare = re.sub(r"\((?!\d*\))[^)]*\)", " ", search_key(words))
    return " ".join(re.sub(r"[\W_]+", " ", bare).split())


def timeless(key: str) -> str:
    """Return the key of a header without whether it is of units before a merger or after it."""
    found = _FORMER.fullmatch(key) or _PRESENT.fullmatch(key)
    return found[1] if found else key


def is_former(path: Iterable[str]) -> bool:
    """Whether a header is of units before a merger, which may stand in brackets too."""
    keys = (" ".join(re.findall(r"[^\W_]+", search_key(text))) for text in path)
    return any(map(_FORMER.fullmatch, keys))


def is_other(path: Iterable[str]) -> bool:
    """Whether a header is of another matter, though it looks like one that is read."""
    return bool(_OTHERS.fullmatch(key_of(" ".join(path))))


def is_indicator(words: str) -> bool:
    """Whether a header is of an indicator, a part of a criterion.

    >>> is_indicator("Tiêu chí 17.1"), is_indicator("Tiêu chí 17 (chỉ tiêu nước sạch)")
    (True, True)
    >>> is_indicator("1. Quy hoạch"), is_indicator("Kết quả các chỉ tiêu, tiêu chí")
    (False, False)
    """
    return bool(_INDICATOR.fullmatch(search_key(words)))


def is_apart(path: Iterable[str]) -> bool:
    """Whether headers are of a total, of what is no criterion.

    >>> is_apart(["Số thôn", "Tổng số"]), is_apart(["Kết quả", "Tổng số"])
    (True, False)
    """
    *above, last = map(key_of, path)
    bare = last in ("tong", "tong so", "tong cong")
    return bool(above) and bare and not _OF_CRITERIA.search(" ".join(above))


def is_result(words: str) -> bool:
    """Whether words are of what was reached, not of what is to be.

    >>> is_result("Thực hiện năm 2023"), is_result("Kế hoạch thực hiện năm 2025")
    (True, False)
    """
    key = search_key(words)
    told, promised = _RESULT.search(key), _PROMISE.search(key)
    if told is None:
        return False
    return promised is None or bool(told[1] and told.start() < promised.start())


def close(key: str, keys: Iterable[str]) -> str:
    """Return the key of which another is probably a misspelling; empty if there is none."""
    return "".join(get_close_matches(key, keys, n=1, cutoff=_NEAR))


def is_part(words: str) -> bool:
    """Whether a header says something below "quyết định" only."""
    return key_of(words) in ("so", "so hieu", "ky hieu")

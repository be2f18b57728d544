"""The words and signs in tables that tell headings, totals, notes and numbers from units."""

from __future__ import annotations

import re
from itertools import pairwise

from ...core.names import search_key
from .grids import Cell

#: a row of totals: the words alone, or with a number or a scope behind them
_TOTAL = re.compile(
    r"(tong cong|tong so|tong|cong|toan tinh|toan huyen|so xa dat|so don vi dat)"
    r"(?=$| ?[:(\d]| (xa|huyen|toan|so|tinh|chung|don vi)\b).*"
)
#: totals of everything, not of the last heading alone
_GRAND = ("tong", "toan tinh", "so xa", "so don vi", "cong toan tinh")
#: shares, averages and comparisons below a table are not compared with its rows
_ASIDE = re.compile(r"(ty le|ti le|binh quan|trung binh|so voi)\b.*|.*\bbinh quan\b.*")
#: written so it is a name
_CALLED_SO = re.compile(r".*\b(Trung Bình|Bình Quân)\b.*")
_NOTE = re.compile(
    r"(ghi chu|chu thich|luu y|nguon( so lieu)?|noi nhan)( ?:.*)?"
    r"|(pho )?chu tich|(pho )?giam doc|thu truong don vi|(danh sach|bieu) (nay )?co \d.*"
    r"|(nguoi lap|lap bieu|tm\.|kt\.|\*|\(\*|\(1\)).*|.*\bngay .* thang .*"
)
_PLACE = re.compile(r"(huyện|quận|thị xã|tx\.?|thành phố|tp\.?) \S.*", re.IGNORECASE)
#: where all is without accents; with them "huyen" may begin a name, such as Huyền Hội
_PLAIN_PLACE = re.compile(r"(huyen|thi xa|thanh pho) \S.*", re.IGNORECASE | re.ASCII)
_REGION = re.compile(r"(các|khu vực|nhóm|vùng|miền)\b.*", re.IGNORECASE)
_GROUP = re.compile(r"(các|khu vực|nhóm|vùng|miền|xã|phường|thị trấn)\b.*", re.IGNORECASE)
_DENIAL = re.compile(r"\b(chưa|không)\b", re.IGNORECASE)
#: of a commune: longer than a district's, or than a number of units
_CODE = re.compile(r"'*(?!'|\d{1,3}$)[\w-]*\d[\w-]*")
_NUMERAL = re.compile(r"[IVXLC]+|[A-H]")
_NUMBERED = re.compile(r"([IVXLC]+|[A-H])\s*[.)\-–:/]\s*(.+)")
_COUNTED = re.compile(r"(.*?)\s*(?:[:(]\s*)(\d{1,9})\b.*")
_ARABIC = re.compile(r"\d[\d.]*\)?", re.ASCII)
#: a number of units, which no year is
_UNITS = re.compile(r"([0-9]{1,3})(?: (?:xã|huyện|đơn vị|phường|thị trấn)\b.*)?", re.IGNORECASE)
#: what numbers a column, such as (3), [3], B or 22=3+…+21
_COLUMN = re.compile(r"[(\[]?(\d{1,3}|[A-Z])[)\]]?(=.*)?", re.ASCII)
#: what stands before a name in a list: "1. Hà Mòn", "- Hà Mòn"
_LISTED = re.compile(r"(\d{1,3}[.)] ?(?=[^\W\d])|[-–+•] )")
#: what stands behind it: the sign of a footnote, or the end of a sentence
_BEHIND = re.compile(r"(\s*(\(?\*+\)?|\(\d\))|[.,;:]+)$")


def is_total(cell: Cell) -> bool:
    """Whether a cell names a total that is held against rows."""
    return bool(_TOTAL.fullmatch(search_key(cell.text)))


def is_grand(cell: Cell) -> bool:
    """Whether a total is of everything by its words, not of the last heading alone."""
    return search_key(cell.text).startswith(_GRAND)


def is_aside(cell: Cell) -> bool:
    """Whether a cell names a share, an average or a comparison."""
    named = _CALLED_SO.fullmatch(cell.text)
    return bool(_ASIDE.fullmatch(search_key(cell.text)) and not named)


def is_note(cell: Cell) -> bool:
    """Whether a cell begins the notes and signatures below a table."""
    return bool(_NOTE.fullmatch(search_key(cell.text)))


def is_place(words: str, *, plain: bool) -> bool:
    """Whether a heading names a district; *plain* takes it without accents too."""
    unsigned = plain and words.isascii() and _PLAIN_PLACE.fullmatch(words)
    return bool(_PLACE.fullmatch(words) or unsigned)


def is_group(words: str) -> bool:
    """Whether a heading names a group of units that is no district.

    >>> is_group("Xã khu vực I"), is_group("Sa Thầy")
    (True, False)
    """
    return bool(_GROUP.fullmatch(words))


def is_region(words: str) -> bool:
    """Whether a row names a group of districts.

    >>> is_region("Vùng thuận lợi"), is_region("Thành phố Vũng Tàu")
    (True, False)
    """
    return bool(_REGION.fullmatch(words))


def is_sound_denial(words: str) -> bool:
    """Whether words that deny something without accents do so with them too, if they have any.

    >>> is_sound_denial("Xã không đạt"), is_sound_denial("Xã Khổng Lào")
    (True, False)
    """
    denying = re.search(r"\b(chua|khong)\b", search_key(words))
    return not denying or words.isascii() or bool(_DENIAL.search(words))


def is_code(cell: Cell) -> bool:
    """Whether a cell is the code of a commune; a shorter one may count units.

    >>> is_code(Cell("C7", "23395")), is_code(Cell("C7", "615")), is_code(Cell("C7", "3 xã"))
    (True, False, False)
    """
    return bool(_CODE.fullmatch(cell.text))


def opens(order: Cell, following: str) -> bool:
    """Whether a number is continued by the next one, as a district's by those of its communes.

    >>> opens(Cell("A7", "1"), "1.1"), opens(Cell("A7", "1."), "2")
    (True, False)
    """
    return bool(re.match(rf"{re.escape(order.text.rstrip('.)'))}\.\d", following))


def is_number(cell: Cell) -> bool:
    """Whether a cell numbers a unit: in Arabic numerals."""
    return bool(_ARABIC.fullmatch(cell.text))


def counted(words: str) -> tuple[str, int | None]:
    """Return a heading or total without the number of units in it, and that number.

    >>> counted("Huyện Đăk Hà (2 xã)"), counted("Huyện Đăk Hà (cũ)")
    (('Huyện Đăk Hà', 2), ('Huyện Đăk Hà', None))
    """
    found = _COUNTED.fullmatch(words)
    return re.sub(r"\s*[:(].*", "", words), int(found[2]) if found else None


def units_in(words: str) -> int | None:
    """Return the number of units that a cell is, such as "3" or "3 xã"; no year is one.

    >>> units_in("3 xã"), units_in("2022")
    (3, None)
    """
    found = _UNITS.fullmatch(words)
    return int(found[1]) if found else None


def headed(order: Cell, name: Cell) -> tuple[str, Cell]:
    """Return the numeral and the words of what may be a heading."""
    for cell in (order, name):
        apart = _NUMBERED.fullmatch(cell.text)
        if apart:
            return apart[1], Cell(cell.at, apart[2])
    numeral = order.text.rstrip(".")
    if _NUMERAL.fullmatch(numeral):
        return numeral, name
    return "", name if name.text else order


def unlisted(words: str) -> str:
    """Return a name without what stands before it in a list.

    >>> unlisted("1. Xã Hà Mòn"), unlisted("-5")
    ('Xã Hà Mòn', '-5')
    """
    return _LISTED.sub("", words, count=1) if _LISTED.match(words) else words


def unmarked(words: str) -> str:
    """Return a name without the sign of a footnote or the point behind it.

    >>> unmarked("Tân Lập (1)"), unmarked("Đăk Rơ Nga.")
    ('Tân Lập', 'Đăk Rơ Nga')
    """
    return _BEHIND.sub("", words)


def numbers_columns(texts: list[str]) -> bool:
    """Whether a row numbers its columns: A, B, 1, 2 and so on, most of them without a gap.

    >>> numbers_columns(["A", "B", "1", "2", "4=1+2"]), numbers_columns(["1", "Hà Mòn"])
    (True, False)
    """
    found = [_COLUMN.fullmatch(text.replace(" ", "").upper()) for text in texts]
    labels = [match[1] for match in found if match]
    pairs = [*pairwise(labels)]
    following = sum(_follows(first, second) for first, second in pairs)
    return len(labels) == len(texts) and labels[:1] in (["A"], ["1"]) and following * 2 > len(pairs)


def _follows(first: str, second: str) -> bool:
    """Whether a column comes after another; numbers after letters begin anew, or count on."""
    if first.isalpha() and second.isdecimal():
        return int(second) in (1, ord(first) - ord("A") + 2)
    return first.isalpha() == second.isalpha() and _place(second) == _place(first) + 1


def _place(label: str) -> int:
    return ord(label) if label.isalpha() else int(label)

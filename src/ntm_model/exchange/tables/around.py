"""What stands around facts: letterhead and what is understood as a whole; all else is told."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date

from ...core.names import search_key
from ...tiers import CertificationTier
from .grids import Cell
from .titles import DOUBTS, Sense, claim, doubtful, only_denies, without

_OF_DATE = r"ngay [\d.…_ ]*thang [\d.…_ ]*nam [\d.…_ ]*"
_NUMBER = r"(so ?:?)? ?[\d.…_]*\s?/?[\d/]*[\w./-]*"
#: no letterhead has more signs
_LONGEST = 250
#: what a document says of itself, and of who made it
_LETTERHEAD = re.compile(
    r"\W*("
    r"(phu luc|phu bieu|bieu|mau|bang)( so)?[ .:]*((\d{1,3}|[ivx]+)[a-z]?([./-][\w./-]*)?)?"
    rf"|((ban hanh )?kem theo (quyet dinh|bao cao|cong van|thong bao|van ban)( {_NUMBER})?"
    rf"( ?,? ({_OF_DATE}|ngay [\d/.-]+))?( ?,? ?cua (?:(?!\bve viec\b|\bv/v\b)[^,;:])*)?)"
    r"|(ubnd|uy ban nhan dan|hdnd|so nong nghiep|so ke hoach|ban chi dao|(van phong )?dieu phoi"
    r"|van phong|hoi dong tham dinh|to tham dinh|phong (kinh te|nong nghiep))\b[^,;:]{0,60}"
    r"|cong hoa xa hoi chu nghia viet nam|doc lap ?[-–] ?tu do ?[-–] ?hanh phuc"
    rf"|so ?: ?{_NUMBER}|([^\d,]{{0,30}}, ?)?{_OF_DATE}"
    r"|(don vi tinh|dvt|don vi) ?: ?[\w %]*"
    r")\W*"
)
_FILLER = (
    *("danh sach", "bieu", "bang", "tong hop", "thong ke", "ket qua", "thuc hien", "tong so"),
    *("bo tieu chi", "cac tieu chi", "so tieu chi", "so luong", "tieu chi", "tc", "tong", "so"),
    *("chuong trinh", "xay dung", "tren dia ban", "hoan thanh", "tinh den", "den", "nhom", "tinh"),
    *("nam", "ngay", "thang", "thong tin", "ket qua", "ten", "quan", "cac", "cua", "va", "theo"),
    *("phu luc", "muc", "cap xa", "cap huyen", "neu", "ghi chu", "ky", "ky hieu", "hien nay", "ve"),
)
_WORDS = "|".join(sorted({*_FILLER}, key=len, reverse=True))
#: how many units, and groups of them
_COUNTED = re.compile(r"\d{1,3} (xa|huyen|don vi|phuong|thi tran)\b|\bkhu vuc [iv]+\b")
#: what numbers a heading, or says how marks are written
_NUMERAL = re.compile(r"^\W*([ivxlc]+|[a-h]|\d{1,2})\s*[.)\-–:/]")
#: how marks are written
_SIGN = r"(?:x|v|d|cd|kd|kad|[01+\-–✓✔])"
_LEGEND = re.compile(
    rf"(?:(?<=\s)|^|(?<=[(,;:])){_SIGN}(?: ?, ?{_SIGN}){{0,4}}(?: la| ?[:=])? ?(?:(chua|khong) )?"
    r"(?:dat|ap dung|danh gia)\b"
)
_OF_UNITS = re.compile(
    r"\b(xa|huyen|don vi) (phan dau|dang ky|du kien|de nghi|trinh|cho|chua|khong)\b"
)
_DAY = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b", re.ASCII)
_PERIOD = re.compile(r"\b(?:giai doan )?(20\d\d) ?[-–] ?(20\d\d)\b", re.ASCII)
_YEAR = re.compile(r"\b20\d\d\b", re.ASCII)


def is_letterhead(words: str) -> bool:
    """Whether a line says of itself what it is, and nothing of the facts.

    >>> is_letterhead("(Kèm theo Quyết định số 45/QĐ-UBND ngày 2/3/2022 của UBND tỉnh)")
    True
    >>> is_letterhead("(Kèm theo Quyết định số 45/QĐ-UBND về việc thu hồi danh hiệu)")
    False
    """
    short = len(words) <= _LONGEST and _LETTERHEAD.fullmatch(search_key(words))
    return bool(short) and not doubtful(words, DOUBTS)


def understood(
    words: str, senses: Collection[Sense], places: Collection[str] = (), on: date | None = None
) -> bool:
    """Whether every word is known: of titles in some senses, of places, or of the day asked.

    >>> understood("Xã đạt chuẩn NTM (3 xã)", {Sense.TITLE, Sense.UNIT, Sense.MET})
    True
    >>> understood("Xã rớt chuẩn NTM", {Sense.TITLE, Sense.UNIT, Sense.MET})
    False
    """
    key = _LEGEND.sub(" ", search_key(words))
    key = _COUNTED.sub(" ", _NUMERAL.sub(" ", _untimed(key, on)))
    named = "|".join(sorted(map(re.escape, places), key=len, reverse=True))
    if named:
        key = re.sub(rf"\b({named})\b", " ", key)
    left = without(re.sub(r"[^\w\s]+", " ", key), senses)
    return not re.sub(rf"\b({_WORDS})\b", " ", left).strip()


def in_brackets(cell: Cell) -> Iterator[Cell]:
    """Yield what stands in brackets in a cell."""
    for words in re.findall(r"\(([^()]*)\)?", cell.text):
        yield Cell(cell.at, words)


def is_otherwise(words: str, tier: CertificationTier | None = None) -> bool:
    """Whether words above marks say that these are planned, of what is not met, or of another tier.

    What is said of units, such as "xã chưa đạt chuẩn", says nothing of their marks.

    >>> is_otherwise("Dự kiến năm 2024"), is_otherwise("Các tiêu chí chưa đạt")
    (True, True)
    >>> is_otherwise("Kết quả của các xã phấn đấu"), is_otherwise("x: đạt; 0: chưa đạt")
    (False, False)
    """
    key = _OF_UNITS.sub(" ", search_key(words))
    named = {*claim(key, alone=True).titles} - {CertificationTier.STANDARD}
    other = tier is not None and bool(named) and tier not in named
    return other or doubtful(key, DOUBTS - {Sense.DENIED}) or only_denies(key)


def _untimed(key: str, on: date | None) -> str:
    """Return a key without times that a day lies in, or is."""
    if on is None:
        return key
    day, year = f"{on.day}/{on.month}/{on.year}", str(on.year)
    key = _DAY.sub(lambda one: " " if _plain(one) == day else one[0], key)
    key = _PERIOD.sub(lambda one: " " if one[1] <= year <= one[2] else one[0], key)
    return _YEAR.sub(lambda one: " " if one[0] == year else one[0], key)


def _plain(found: re.Match[str]) -> str:
    return "/".join(str(int(part)) for part in found.groups())

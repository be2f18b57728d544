"""What words say of titles: a closed vocabulary, so that no denial or plan is read as a title."""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import Enum, auto
from typing import final

import attrs

from ...core.names import search_key
from ...tiers import CertificationTier
from .grids import Cell
from .taking import wrong

#: how a title is written into a cell
TITLE_OF = {
    CertificationTier.STANDARD: "Đạt chuẩn",
    CertificationTier.ADVANCED: "Nâng cao",
    CertificationTier.MODEL: "Kiểu mẫu",
    CertificationTier.MODERN: "Hiện đại",
    CertificationTier.COMPLETED: "Hoàn thành nhiệm vụ",
}


@final
class Sense(Enum):
    """What a word of the vocabulary says."""

    TITLE = auto()
    #: of whom it is said
    UNIT = auto()
    #: nothing
    LINK = auto()
    MET = auto()
    HELD = auto()
    DENIED = auto()
    PLANNED = auto()
    PENDING = auto()
    ENDED = auto()
    #: it was held, or nearly
    LAPSED = auto()


#: the words of titles, without accents and case
_TITLES: dict[CertificationTier, tuple[str, ...]] = {
    CertificationTier.STANDARD: ("nong thon moi", "ntm"),
    CertificationTier.ADVANCED: ("nang cao", "nc", "ntmnc"),
    CertificationTier.MODEL: ("kieu mau", "km", "ntmkm"),
    CertificationTier.MODERN: ("hien dai",),
    CertificationTier.COMPLETED: ("hoan thanh nhiem vu", "hoan thanh nhiem vu xay dung"),
}
_SENSES: dict[Sense, tuple[str, ...]] = {
    Sense.TITLE: tuple(word for words in _TITLES.values() for word in words),
    Sense.UNIT: ("xa", "cac xa", "huyen", "thi xa", "thanh pho", "don vi"),
    Sense.LINK: (
        *("danh hieu", "quoc gia ve", "muc tieu quoc gia", "co", "quyet dinh", "qd"),
        *("con lai", "so ke hoach", "phong ke hoach", "hoi dong tham dinh", "to tham dinh"),
    ),
    Sense.MET: ("dat", "chuan"),
    Sense.HELD: ("da", "duoc", "cong nhan"),
    Sense.DENIED: ("chua", "khong"),
    Sense.PLANNED: (
        *("dang ky", "phan dau", "ke hoach", "du kien", "muc tieu", "lo trinh", "de an"),
        *("uoc dat", "uoc tinh", "uoc thuc hien", "uoc den", "uoc ket qua", "se dat", "sap dat"),
    ),
    Sense.PENDING: (
        *("de nghi", "de xuat", "xem xet", "tham dinh", "co ban", "du dieu kien", "to trinh"),
        *("xet cong nhan", "trinh cong nhan", "trinh xet", "cho cong nhan", "cho quyet dinh"),
    ),
    Sense.ENDED: (
        *("thu hoi", "huy bo", "bai bo", "khong con", "khong dang ky", "chua dang ky"),
        *(
            "khong phan dau",
            "xin rut",
            "rut khoi",
            "rut ten",
            "rut danh hieu",
            "chuyen sang nam",
            "lui sang nam",
        ),
    ),
    Sense.LAPSED: (
        *("rot chuan", "mat chuan", "khong giu", "het han", "het thoi han", "het hieu luc"),
        *("thieu", "con thieu", "chua du", "khong du"),
    ),
}
_TIER_OF = {word: tier for tier, words in _TITLES.items() for word in words}
_SENSE_OF = {word: sense for sense, words in _SENSES.items() for word in words}
_LONGEST_FIRST = sorted(_SENSE_OF, key=len, reverse=True)
#: "5 km" is a length
_VOCABULARY = "|".join(rf"(?<!\d ){one}" if one == "km" else one for one in _LONGEST_FIRST)
#: a word of the vocabulary, or one that is not, or what parts two phrases
_PART = re.compile(rf"\b({_VOCABULARY})\b|(?!va\b)(\w+|[?])|va\b|[^\w\s]")
#: what is short for a plan, in brackets or alone
_SHORT = {"kh": "ke hoach", "uoc": "du kien"}
_OPENING = re.compile(r"(danh sach|nhom|bieu|phu luc)\b[\s\d.:]*")
_NAMED = ", ".join(TITLE_OF.values())
_PLAIN = frozenset({Sense.TITLE, Sense.UNIT, Sense.LINK, Sense.MET})
#: a title that is not held for sure
DOUBTS = frozenset({Sense.DENIED, Sense.PLANNED, Sense.PENDING, Sense.ENDED, Sense.LAPSED})
#: a title that is not to be reached any more, or not at all
NOT_PLANNED = frozenset({Sense.HELD, Sense.DENIED, Sense.ENDED})


@final
@attrs.frozen
class Claim:
    """What a text says of titles."""

    #: those that it names, each once
    titles: tuple[CertificationTier, ...]
    senses: frozenset[Sense]
    #: whether every word is of the vocabulary
    whole: bool
    #: whether it says "đạt chuẩn" alone, which another title beside it may sharpen
    bare: bool
    #: whether it says that a title is not held, and nothing else
    denies: bool


def claim(words: str, *, alone: bool = False) -> Claim:
    """Return what a text says of titles; within other words, one word *alone* may not name any.

    >>> claim("Xã đạt chuẩn NTM nâng cao").titles
    (<CertificationTier.ADVANCED: 'advanced'>,)
    >>> claim("Chưa được công nhận đạt chuẩn").denies, claim("Không còn đạt chuẩn").denies
    (True, False)
    """
    phrases, whole = _phrases(search_key(words))
    spoken = {word for phrase in phrases for word in phrase}
    senses = frozenset(_SENSE_OF[word] for word in spoken)
    named = [phrase for phrase in phrases if whole or alone or _speaks(phrase)]
    titles = tuple(dict.fromkeys(title for phrase in named for title in _titles(phrase)))
    return Claim(
        titles,
        senses,
        whole=whole and bool(spoken),
        bare=bool(titles) and Sense.TITLE not in senses,
        denies=whole and len(phrases) == 1 and _denies(phrases[0]),
    )


def leads(words: str) -> bool:
    """Whether a text begins with what it says of titles, as headings do and names of units do not.

    >>> leads("DANH SÁCH XÃ NÂNG CAO"), leads("Xã Hà Mòn (đạt chuẩn)")
    (True, False)
    """
    if re.fullmatch(r"\W*((cac )?xa )?nam 20\d\d\b\W*", search_key(words)):
        return True
    first = re.match(rf"(?:(?:{_VOCABULARY})\b\s*)+", _OPENING.sub("", search_key(words), 1))
    told = claim(first[0]) if first else None
    if told is None:
        return False
    # the plan of a year, or of units: else it may be a row that compares
    doubts = told.senses & (DOUBTS - {Sense.DENIED})
    headed = Sense.UNIT in told.senses or re.search(r"\bnam 20\d\d\b", search_key(words))
    return bool(told.titles or told.denies or counts(words) or (doubts and headed))


def counts(words: str) -> bool:
    """Whether a text speaks of units that meet so many criteria.

    >>> counts("Xã đạt dưới 15 tiêu chí")
    True
    """
    met = r"(\bdat\b|^\W*(cac )?xa\b)\D{0,12}\d{1,2} (tieu chi|tc)\b"
    return bool(re.search(met, search_key(words)))


def doubtful(words: str, doubts: Collection[Sense]) -> bool:
    """Whether a text clearly says something of some senses; a lone "chưa" or "đã" does not.

    >>> doubtful("Còn thiếu 2 tiêu chí", DOUBTS), doubtful("chưa bao gồm hai thôn", DOUBTS)
    (True, False)
    """
    phrases, whole = _phrases(search_key(words))
    clear = [phrase for phrase in phrases if whole or len(phrase) > 1 or not _lone(phrase)]
    senses = {_SENSE_OF[word] for phrase in clear for word in phrase}
    # what is not reached yet may be planned
    reached_not = Sense.PLANNED in senses - {*doubts}
    return not ({*doubts} - ({Sense.DENIED} if reached_not else set())).isdisjoint(senses)


def opens_table(words: str) -> bool:
    """Whether a text is the title of another table below the first."""
    return bool(_OPENING.match(search_key(words)))


def without(key: str, senses: Collection[Sense]) -> str:
    """Return the key of a header without the words of some senses, each other word once."""
    dropped = "|".join(word for word in _LONGEST_FIRST if _SENSE_OF[word] in senses)
    return " ".join(dict.fromkeys(re.sub(rf"\b(?:{dropped})\b", " ", key).split()))


def says_title(words: str) -> bool:
    """Whether a text says nothing but that a title is held, or is not, or is planned."""
    found = claim(words)
    return found.whole and bool(found.senses - {Sense.UNIT, Sense.LINK})


def held_title(cell: Cell) -> Claim | None:
    """Take a title that is held, or the word that none is; nothing if the cell is empty.

    >>> held_title(Cell("D7", "Xã NTM NC")).titles
    (<CertificationTier.ADVANCED: 'advanced'>,)
    """
    found = claim(cell.text)
    says = bool(found.titles or found.senses & {Sense.MET, Sense.HELD})
    if cell.text and not (found.denies or (says and _sound(found, Sense.HELD))):
        raise wrong(cell, f"one title that is held: {_NAMED}; or 'Chưa đạt'")
    return found if cell.text else None


def planned_title(cell: Cell) -> Claim | None:
    """Take a title that is planned; nothing if the cell is empty.

    >>> planned_title(Cell("D7", "Đăng ký nâng cao")).titles
    (<CertificationTier.ADVANCED: 'advanced'>,)
    """
    found = claim(cell.text)
    if cell.text and not (found.titles and _sound(found, Sense.PLANNED)):
        raise wrong(cell, f"one title to be reached: {_NAMED}")
    return found if cell.text else None


def _sound(found: Claim, sense: Sense) -> bool:
    """Whether a cell speaks of one title at most, and only in a sense."""
    return found.whole and len(found.titles) <= 1 and found.senses <= {*_PLAIN, sense}


def _phrases(key: str) -> tuple[list[list[str]], bool]:
    """Return runs of words of the vocabulary, and whether there are no others."""
    runs, whole = [list[str]()], True
    short = re.sub(r"(?:^|(?<=\())(kh|uoc)(?=$|\))", lambda found: _SHORT[found[1]], key)
    for word, other in _PART.findall(re.sub(r"(?<=\w)[-–](?=\w)", " ", short)):
        if word:
            runs[-1].append(word)
        else:
            runs.append([])
            whole = whole and not other
    return [run for run in runs if run], whole


def only_denies(words: str) -> bool:
    """Whether a text speaks of what is not met, and not of what is as well."""
    phrases = [{_SENSE_OF[word] for word in one} for one in _phrases(search_key(words))[0]]
    met = [Sense.DENIED in one for one in phrases if Sense.MET in one]
    return bool(met) and all(met)


def _lone(phrase: list[str]) -> bool:
    return _SENSE_OF[phrase[0]] in (Sense.HELD, Sense.DENIED)


def _denies(phrase: list[str]) -> bool:
    """Whether a phrase begins with a denial; "đạt chuẩn, chưa có quyết định" does not."""
    senses = [_SENSE_OF[word] for word in phrase]
    verbs = [sense for sense in senses if sense in (Sense.MET, Sense.HELD, Sense.DENIED)]
    return verbs[:1] == [Sense.DENIED] and {*senses} <= {*_PLAIN, Sense.HELD, Sense.DENIED}


def _speaks(phrase: list[str]) -> bool:
    """Whether words within others are of a title: "nâng cao" alone may be any raising."""
    return sum(_SENSE_OF[word] in _PLAIN for word in phrase) > 1


def _titles(phrase: list[str]) -> list[CertificationTier]:
    """Return the titles of one phrase; the words of higher ones name the lower one too."""
    named = [_TIER_OF[word] for word in phrase if word in _TIER_OF]
    if not named and {"dat", "chuan"} <= {*phrase}:
        named = [CertificationTier.STANDARD]
    return [one for one in named if one is not CertificationTier.STANDARD] or named[:1]

"""The kind of a unit, from the words in front of its name or from a type beside it."""

from __future__ import annotations

import re
from typing import TypeAlias

from ...core.names import Level, plain, same_name_key, search_key
from ...tiers import CommuneKind, DistrictKind
from ...units.parts import PREFIXES

UnitKind: TypeAlias = CommuneKind | DistrictKind | None

#: what tables that are short of space write before a name
_SHORT = {
    "x.": CommuneKind.COMMUNE,
    "p.": CommuneKind.WARD,
    "h.": DistrictKind.DISTRICT,
    "tx.": DistrictKind.TOWN,
    "q.": DistrictKind.URBAN,
}
#: the words that names on each level open with; provinces are of one kind
KIND_WORDS: dict[Level, dict[str, UnitKind]] = {
    Level.PROVINCE: dict.fromkeys(("tỉnh", "thành phố", "tp.")),
    Level.DISTRICT: {
        words: kind for words, kind in (PREFIXES | _SHORT).items() if isinstance(kind, DistrictKind)
    },
    Level.COMMUNE: {
        words: kind for words, kind in (PREFIXES | _SHORT).items() if isinstance(kind, CommuneKind)
    },
}
#: an abbreviation with no space behind it
_RUN_TOGETHER = re.compile(r"^(\w{1,2}\.)(?=\w)")
#: types that say no more than the level
_LEVEL_WORDS = ("", "province", "district", "ward", "commune")


def kind_and_name(text: str, level: Level) -> tuple[UnitKind, str]:
    """Part a name from the kind that stands in front; the kind is ``None`` if none does.

    >>> kind_and_name("THỊ TRẤN Plei Kần", Level.COMMUNE)
    (<CommuneKind.TOWNSHIP: 'township'>, 'Plei Kần')
    >>> kind_and_name("P.Thắng Lợi", Level.COMMUNE)
    (<CommuneKind.WARD: 'ward'>, 'Thắng Lợi')
    """
    words = plain(_RUN_TOGETHER.sub(r"\1 ", plain(text))).split()
    for prefix, kind in KIND_WORDS[level].items():
        size = len(prefix.split())
        if same_name_key(" ".join(words[:size])) == same_name_key(prefix):
            return kind, " ".join(words[size:])
    return None, " ".join(words)


def words_of(level: Level) -> str:
    """Return the words of a level, to be shown; abbreviations go without saying.

    >>> words_of(Level.COMMUNE)
    'xã, thị trấn, phường, đặc khu'
    """
    return ", ".join(words for words in KIND_WORDS[level] if not words.endswith("."))


def says_kind(value: object) -> bool:
    """Whether a type says more than the level of a unit."""
    return isinstance(value, str) and value.casefold() not in _LEVEL_WORDS


def stated_kind(told: str, level: Level) -> UnitKind:
    """Return the kind that a type says; ``None`` if it is no kind of that level.

    >>> stated_kind("thanh-pho", Level.DISTRICT)
    <DistrictKind.CITY: 'city'>
    """
    words = search_key(told.replace("-", " ").replace("_", " ")).split()
    for prefix, kind in KIND_WORDS[level].items():
        wanted = search_key(prefix).split()
        if words[: len(wanted)] == wanted:
            return kind
    return None

"""Names as documents print them, and the two keys by which they are compared and searched."""

from __future__ import annotations

import unicodedata
from enum import Enum
from functools import lru_cache
from typing import final

import attrs

from .typed import typed

#: the five tone marks of Vietnamese: grave, acute, hook above, tilde, dot below
_TONES = "\u0300\u0301\u0309\u0303\u0323"
#: letters and signs that look alike and are typed for one another
_LOOK_ALIKES = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ", "’": "'", "ʼ": "'", "‘": "'"})


class Level(Enum):
    """The levels on which units and authorities stand."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"
    VILLAGE = "village"
    AGENCY = "agency"


@final
@attrs.frozen(field_transformer=typed)
class Mention:
    """A name in a document: what is printed, not the unit that it may mean.

    >>> Mention("Đăk Long")
    Mention(text='Đăk Long', level=<Level.COMMUNE: 'commune'>, district='', group='')
    """

    text: str
    level: Level = Level.COMMUNE
    #: the district that the document prints beside it; most print none
    district: str = ""
    #: for authorities: the printed group of addressees that it belongs to
    group: str = ""

    def __str__(self) -> str:
        """Print the name as it stands in the document."""
        return self.text


def plain(text: str) -> str:
    """Return *text* composed (NFC), with true Đ and single blanks; how names are stored.

    >>> plain(" UBND  huyện Ðăk Hà ")
    'UBND huyện Đăk Hà'
    """
    return " ".join(unicodedata.normalize("NFC", text).translate(_LOOK_ALIKES).split())


@lru_cache(maxsize=65536)
def same_name_key(text: str) -> str:
    """Return the key that two spellings of one name share (rule U2).

    It forgets case, composition, look-alike letters and where in its syllable a tone mark stands.

    >>> same_name_key("Hoà Bình") == same_name_key("Hòa Bình") != same_name_key("Hoa Bình")
    True
    """
    words = unicodedata.normalize("NFD", plain(text).casefold()).split()
    return " ".join(_tone_last(word) for word in words)


def search_key(text: str) -> str:
    """Return the key for searching, without any accents: never an identity.

    >>> search_key("Đăk Rơ Wa")
    'dak ro wa'
    """
    letters = unicodedata.normalize("NFD", plain(text).casefold().replace("đ", "d"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _tone_last(word: str) -> str:
    tones = "".join(letter for letter in word if letter in _TONES)
    return "".join(letter for letter in word if letter not in _TONES) + tones

"""Short texts that are taken apart, and files of law."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib.resources import files

from ntm_model import (
    AmbiguousNameError,
    CertificationTier,
    DocumentNumber,
    Fault,
    InvalidInputError,
    Signature,
    UnknownNameError,
    datasets,
)
from ntm_model.law import set_of
from ntm_model.law.reading import read_set
from ntm_model.review.text.lawbook import shown

from .engine import SOUND, Mutator, Reader, refused
from .mutating import BYTES, inserting
from .places import PROVINCE

_WORDS = inserting(
    *(b"/", b"-", b"/QD-TTg", "QĐ".encode(), b"2024/", b"TM.", b"KT.", b"TUQ. ", b"Q. ", b" / "),
    *("Ð".encode(), "ỦY BAN".encode(), b"1" * 50, "²".encode(), "٥".encode(), b"\n", b"\xc2\xa0"),
)
_TOML = inserting(
    *(b'"', b"[", b"]", b"[[", b"]]", b"= ", b"\n", b"#", b"true", b"1e999", b"nan", b"-1"),
    *(b"2024-01-01", b"2024-01-01T00:00:00", b"9999-12-31", b"9" * 5000, b'""', b"[]", b"[" * 2000),
    *(b"kind = ", b"unit = ", b"at_least", b"parts", b"0", b"0.5", b"criteria"),
)


def text_readers() -> Iterator[Reader]:
    """Yield a reader for each text that is taken apart, one for names, and one for law files."""
    numbers = ("1052/UBND-NNTN", "Số: 18/2022/QĐ-TTg", "12-CT/TU", "25/2021/QH15", "1/NQ-UBTVQH15")
    lines = ("CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "TL. A / Q. B")
    names = ("Đăk Long", "Xã Hà Mòn", "23504", "Hoà Bình", "18/2022/QĐ-TTg", "kon-tum-2024")
    texts: dict[str, tuple[Callable[[str], None], tuple[str, ...]]] = {
        "document number": (_look_at_number, numbers),
        "signature": (_look_at_signature, lines),
        "name": (_look_at_name, names),
    }
    for name, (look, seeds) in texts.items():
        ready = tuple(seed.encode() for seed in seeds)
        yield Reader(name, ready, partial(_look_at_text, look), (*BYTES, _WORDS, _WORDS), weight=8)
    yield Reader("law file", _laws(), _look_at_law, _OF_LAW, weight=2)


def _look_at_text(look: Callable[[str], None], text: bytes) -> frozenset[str]:
    try:
        look(text.decode(errors="surrogateescape"))
    except InvalidInputError as error:
        return refused(error.faults)
    return SOUND


def _look_at_number(text: str) -> None:
    found = DocumentNumber.parse(text)
    assert DocumentNumber.parse(str(found)) == found, "what is printed is read otherwise"
    assert str(DocumentNumber.parse(str(found))) == str(found)
    assert found.kind is None or found.kind.vi
    assert found.term is None or found.term >= 0


def _look_at_signature(text: str) -> None:
    found = Signature.parse(text)
    assert Signature.parse(str(found)) == found, "what is printed is read otherwise"


def _look_at_name(text: str) -> None:
    """Look something up everywhere; whether it is found is another question."""
    looks: tuple[Callable[[str], object], ...] = (
        PROVINCE.commune,
        PROVINCE.district,
        PROVINCE.unit,
        datasets.load,
        lambda name: PROVINCE.commune("Đăk Long", district=name),
        lambda name: set_of(name, "commune", CertificationTier.STANDARD),
    )
    for look in looks:
        try:
            look(text)
        except (UnknownNameError, AmbiguousNameError) as error:
            refused([Fault("", str(error), "a name")])


def _look_at_law(text: bytes) -> frozenset[str]:
    """Read a file of law, and show what was read."""
    try:
        found = read_set(text.decode(errors="surrogateescape"), "law.toml")
    except InvalidInputError as error:
        return refused(error.faults, "law.toml")
    assert shown(found, "vi")
    assert shown(found, "en")
    return SOUND


@cache
def _laws() -> tuple[bytes, ...]:
    """Return the shorter files of criteria sets."""
    folder = files("ntm_model").joinpath("law", "data", "criteria")
    texts = [one.read_bytes() for one in folder.iterdir() if one.name.endswith(".toml")]
    return tuple(sorted(texts, key=len)[:4])


_OF_LAW: tuple[Mutator, ...] = (*BYTES, _TOML, _TOML, _TOML)

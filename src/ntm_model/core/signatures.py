"""Signatures: in whose name and by which right a document stands, without who the person was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import final

import attrs

from .errors import Fault, InvalidInputError, refuse
from .names import plain
from .typed import typed

#: what stands before the lines above the office, in their order, and before the office
_ABOVE = ("TM.", "TUQ.", "TL.", "KT.")
_SIGNS = (*_ABOVE, "Q.")


@final
@attrs.frozen(kw_only=True, field_transformer=typed)
class Signature:
    """Who signed a document, by office: the library keeps no names of persons.

    Source: 30/2020/NĐ-CP, article 13 and annex I, part II, 7.

    >>> signature = Signature.parse("TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH")
    >>> signature.office, signature.in_place_of, signature.authority
    ('PHÓ CHỦ TỊCH', 'CHỦ TỊCH', 'ỦY BAN NHÂN DÂN')

    Raises:
        InvalidInputError: there is no office, or a field holds what no line can.
    """

    #: of the person who signed
    office: str
    #: Q.: the person is entrusted with the office (quyền)
    acting: bool = False
    #: TM.: the collective whose decision it is (thay mặt)
    on_behalf_of: str = ""
    #: TUQ.: the head who authorised the person (thừa ủy quyền)
    authorised_by: str = ""
    #: TL.: the head by whose order the person signed (thừa lệnh)
    by_order_of: str = ""
    #: KT.: the person's own superior, whose place was taken (ký thay)
    in_place_of: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse what would not be read back as it is printed."""
        refuse(self._faults())

    @classmethod
    def parse(cls, text: str) -> Signature:
        """Read the printed lines, each on a line of its own or parted by ``/``.

        Raises:
            InvalidInputError: they are not the lines of a signature, in their order.
        """
        lines = [plain(line) for line in re.split(r"[/\n]", text)]
        parts = [_taken_apart(line) for line in lines if line]
        found = dict(parts)
        signature = cls(
            office=found.get("Q.", found.get("", "")),
            acting="Q." in found,
            on_behalf_of=found.get("TM.", ""),
            authorised_by=found.get("TUQ.", ""),
            by_order_of=found.get("TL.", ""),
            in_place_of=found.get("KT.", ""),
        )
        # a line that stands twice or out of order would be printed otherwise
        if signature.lines != tuple(" ".join(filter(None, part)) for part in parts):
            expected = "a signature such as KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"
            raise InvalidInputError((Fault("", repr(text), expected),))
        return signature

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines as they are printed, the office last."""
        office = f"Q. {self.office}" if self.acting else self.office
        return (*(f"{sign} {name}" for sign, name in self._above().items()), office)

    @property
    def collective(self) -> bool:
        """Whether the document is a collective's (TM.), and not a head's by right of office.

        To recognise a commune is the Chairman's act (18/2022/QĐ-TTg): such a decision is not.
        """
        return bool(self.on_behalf_of)

    @property
    def authority(self) -> str:
        """In whose name the document stands, whoever signed: the collective, or else the head."""
        return next(iter(self._above().values()), self.office)

    def __str__(self) -> str:
        """Print the lines, parted by ``/``."""
        return " / ".join(self.lines)

    def _above(self) -> dict[str, str]:
        """Return what stands above the office, by its sign, in the order of printing."""
        names = (self.on_behalf_of, self.authorised_by, self.by_order_of, self.in_place_of)
        return {sign: name for sign, name in zip(_ABOVE, names, strict=True) if name}

    def _faults(self) -> Iterator[Fault]:
        for field, name in attrs.asdict(self).items():
            if isinstance(name, str) and (
                name != plain(name) or "/" in name or name.startswith(_SIGNS)
            ):
                yield Fault(field, repr(name), "an office or a body, without sign or slash")
        if not self.office:
            yield Fault("office", "nothing", "the office of the person who signed")


def _taken_apart(line: str) -> tuple[str, str]:
    """Return the sign that a line begins with, if any, and the rest of the line."""
    sign = next((sign for sign in _SIGNS if line.startswith(sign)), "")
    return sign, line.removeprefix(sign).lstrip()

"""Documents, their numbers, and why one cites another."""

from __future__ import annotations

import re
from enum import Enum
from typing import final

import attrs

from .days import When
from .errors import Fault, InvalidInputError
from .names import plain

_NUMBER = re.compile(
    r"""(?P<number>\d+)\s*
        (?: /\s*(?P<year>\d{4})(?=\s*/) )?      # normative documents carry the year
        \s*(?P<joint>[/-])\s*                   # party documents join with a dash
        (?P<symbol>[^\W\d_][\w.&]*(?:\s*-\s*[\w.&]+)*)""",
    re.VERBOSE,
)
#: abbreviations of document types that the symbol may open with (Decree 30/2020, and laws)
_TYPES = frozenset(
    [
        "NQ",
        "QĐ",
        "CT",
        "QC",
        "QyĐ",
        "TC",
        "TB",
        "HD",
        "CTr",
        "KH",
        "PA",
        "ĐA",
        "DA",
        "BC",
        "BB",
        "TTr",
        "HĐ",
        "CĐ",
        "BGN",
        "BTT",
        "GUQ",
        "GM",
        "GGT",
        "GNP",
        "PG",
        "PC",
        "PB",
        "NĐ",
        "TT",
        "CV",
        "KL",
    ]
)


@final
@attrs.frozen
class DocumentNumber:
    """The number and symbol of an official document, taken apart.

    The number alone is no identity: an issuer counts anew every year.

    >>> number = DocumentNumber.parse("Số: 1052 /UBND-NNTN")
    >>> str(number), number.type, number.bodies
    ('1052/UBND-NNTN', '', ('UBND', 'NNTN'))
    >>> DocumentNumber.parse("18/2022/QĐ-TTg").year
    2022
    """

    number: str
    #: issuer, then drafting unit: ``("BNN", "VPĐP")``
    bodies: tuple[str, ...]
    #: abbreviation of the type; a letter (công văn) has none
    type: str = ""
    #: only normative documents carry the year in their number
    year: int | None = None
    #: ``/``, or ``-`` in documents of the party
    joint: str = "/"
    #: the text as printed
    raw: str = attrs.field(default="", eq=False)

    @classmethod
    def parse(cls, text: str) -> DocumentNumber:
        """Read a number as printed, with the blanks and look-alike letters that stamps leave.

        Raises:
            InvalidInputError: the text holds no document number.
        """
        match = _NUMBER.fullmatch(plain(text).removeprefix("Số").removeprefix(":").strip())
        if match is None:
            raise InvalidInputError(
                (Fault("", repr(text), "a document number such as 1052/UBND-NNTN"),)
            )
        head, *rest = re.split(r"[\s-]*-\s*|/", match["symbol"])
        kind, bodies = (head, tuple(rest)) if head in _TYPES else ("", (head, *rest))
        year = int(match["year"]) if match["year"] else None
        return cls(match["number"], bodies, kind, year, match["joint"], raw=text)

    def __str__(self) -> str:
        """Print the normal form, without blanks."""
        year = f"/{self.year}" if self.year is not None else ""
        first = [self.type] if self.type else []
        if self.type and self.joint == "-":
            return f"{self.number}-{self.type}/{'-'.join(self.bodies)}"
        return f"{self.number}{year}{self.joint}{'-'.join([*first, *self.bodies])}"


class Relation(Enum):
    """Why one document cites another."""

    #: sets the figures that the other quotes
    QUOTES = "quotes"
    #: carries out what the other assigned
    CARRIES_OUT = "carries out"
    #: was proposed by the other (theo đề nghị của)
    ON_PROPOSAL_OF = "on the proposal of"
    #: refers to a plan or road map
    REFERS_TO = "refers to"


@final
@attrs.frozen
class Reference:
    """That one document cites another, and how."""

    #: id of the document that is cited
    document: str
    relation: Relation
    at: str = ""


@final
@attrs.frozen(kw_only=True, eq=False)
class Document:
    """A document or page that says something.

    Two are the same document if number, issuer and day agree, whatever the file calls them;
    a page without a number is known by its address or title.
    """

    #: what citations in the same file call it
    id: str
    #: as printed; :attr:`parsed` takes it apart
    number: str = ""
    issuer: str = ""
    dated: When = When()
    #: for officials: the trích yếu
    title: str = ""
    #: where it was read
    url: str = ""
    #: whether its text was read, or is only known from others
    read: bool = True

    @property
    def parsed(self) -> DocumentNumber | None:
        """The number taken apart; ``None`` if it is missing or is no document number."""
        try:
            return DocumentNumber.parse(self.number)
        except InvalidInputError:
            return None

    @property
    def identity(self) -> tuple[object, ...]:
        """What makes this document the same as another."""
        name = (
            (self.parsed or plain(self.number))
            if self.number
            else (self.url or self.title or self.id)
        )
        return (name, plain(self.issuer), self.dated)

    def __eq__(self, other: object) -> bool:
        """Compare by :attr:`identity`."""
        return self.identity == other.identity if isinstance(other, Document) else NotImplemented

    def __hash__(self) -> int:
        """Hash by :attr:`identity`."""
        return hash(self.identity)

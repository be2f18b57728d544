"""Documents, their numbers, and why one cites another."""

from __future__ import annotations

import re
from enum import Enum
from typing import final

import attrs

from .days import When
from .errors import Fault, InvalidInputError
from .names import plain

_BODY = r"[^\W\d_][\w.&]*(?:\s*-\s*[\w.&]+)*"
#: 1052/UBND-NNTN, 18/2022/QĐ-TTg: the state's documents; normative ones carry the year
_STATE = re.compile(rf"(?P<number>\d+)\s*/(?:\s*(?P<year>[12]\d{{3}})\s*/)?\s*(?P<symbol>{_BODY})")
#: 12-CT/TU: the party's documents
_PARTY = re.compile(rf"(?P<number>\d+)\s*-\s*(?P<type>[^\W\d_]+)\s*/\s*(?P<symbol>{_BODY})")
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
        words = re.sub(r"^Số\s*:?\s*", "", plain(text))
        party, state = _PARTY.fullmatch(words), _STATE.fullmatch(words)
        if party is not None:
            bodies = _bodies(party["symbol"])
            return cls(party["number"], bodies, party["type"], joint="-", raw=text)
        if state is None:
            fault = Fault("", repr(text), "a document number such as 1052/UBND-NNTN")
            raise InvalidInputError((fault,))
        head, *rest = _bodies(state["symbol"])
        kind, bodies = (head, tuple(rest)) if head in _TYPES else ("", (head, *rest))
        year = int(state["year"]) if state["year"] else None
        return cls(state["number"], bodies, kind, year, raw=text)

    def __str__(self) -> str:
        """Print the normal form, without blanks."""
        if self.joint == "-":
            return f"{self.number}-{self.type}/{'-'.join(self.bodies)}"
        year = f"/{self.year}" if self.year is not None else ""
        return f"{self.number}{year}/{'-'.join(filter(None, (self.type, *self.bodies)))}"


def _bodies(symbol: str) -> tuple[str, ...]:
    return tuple(re.split(r"\s*-\s*", symbol))


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
        number = self.parsed or plain(self.number)
        name = number or self.url or self.title or self.id
        return (name, plain(self.issuer), self.dated)

    def __eq__(self, other: object) -> bool:
        """Compare by :attr:`identity`."""
        return self.identity == other.identity if isinstance(other, Document) else NotImplemented

    def __hash__(self) -> int:
        """Hash by :attr:`identity`."""
        return hash(self.identity)

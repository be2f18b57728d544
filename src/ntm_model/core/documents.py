"""Documents, and why one cites another."""

from __future__ import annotations

from enum import Enum
from typing import final

import attrs

from .days import When
from .document_numbers import DocumentNumber
from .errors import InvalidInputError
from .names import plain
from .signatures import Signature
from .typed import typed


class Relation(Enum):
    """Why one document cites another."""

    #: rests on the other (căn cứ)
    LEGAL_BASIS = "legal basis"
    #: sets the figures that the other quotes
    QUOTES = "quotes"
    #: carries out what the other assigned
    CARRIES_OUT = "carries out"
    #: was proposed by the other (theo đề nghị của)
    ON_PROPOSAL_OF = "on the proposal of"
    #: changes some of the other (sửa đổi, bổ sung)
    AMENDS = "amends"
    #: takes the place of the other (thay thế)
    REPLACES = "replaces"
    #: puts right a slip in the other (đính chính)
    CORRECTS = "corrects"
    #: refers to a plan or road map, which may be still to come
    REFERS_TO = "refers to"


@final
@attrs.frozen(field_transformer=typed)
class Reference:
    """That one document cites another, and how."""

    #: id of the document that is cited
    document: str
    relation: Relation
    at: str = ""


@final
@attrs.frozen(kw_only=True, eq=False, field_transformer=typed)
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
    #: as far as its last lines are known
    signature: Signature | None = None

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

"""Types of documents, and the numbers that the state, the Assembly and the party print."""

from __future__ import annotations

import re
from enum import Enum
from typing import Self, final

import attrs

from .errors import Fault, InvalidInputError
from .names import plain
from .typed import typed

_BODY = r"[^\W\d_][\w.&]*(?:\s*-\s*[\w.&]+)*"
#: 1052/UBND-NNTN, 18/2022/QĐ-TTg: the state's documents; normative ones carry the year
_STATE = re.compile(rf"(?P<number>\d+)\s*/(?:\s*(?P<year>[12]\d{{3}})\s*/)?\s*(?P<symbol>{_BODY})")
#: 12-CT/TU: the party's documents
_PARTY = re.compile(rf"(?P<number>\d+)\s*-\s*(?P<type>[^\W\d_]+)\s*/\s*(?P<symbol>{_BODY})")
#: QH15, UBTVQH15: the National Assembly and its Standing Committee, with their term
_ASSEMBLY = re.compile(r"(?:UBTV)?QH(\d{1,3})")


class DocumentType(Enum):
    """Types of documents, each with the abbreviation that its numbers carry, and its names.

    The first 27 are those of administrative documents, then come the copies (30/2020/NĐ-CP,
    annex III); the others are what this library meets beside them.

    >>> DocumentType("TTr").vi, DocumentType("TTr").en
    ('Tờ trình', 'submission')
    """

    vi: str
    en: str

    RESOLUTION = "NQ", "Nghị quyết", "resolution"
    DECISION = "QĐ", "Quyết định", "decision"
    DIRECTIVE = "CT", "Chỉ thị", "directive"
    REGULATION = "QC", "Quy chế", "regulation"
    RULES = "QyĐ", "Quy định", "rules"
    COMMUNIQUE = "TC", "Thông cáo", "communiqué"
    NOTICE = "TB", "Thông báo", "notice"
    GUIDANCE = "HD", "Hướng dẫn", "guidance"
    PROGRAMME = "CTr", "Chương trình", "programme"
    PLAN = "KH", "Kế hoạch", "plan"
    PROPOSAL = "PA", "Phương án", "proposal"
    SCHEME = "ĐA", "Đề án", "scheme"
    PROJECT = "DA", "Dự án", "project"
    REPORT = "BC", "Báo cáo", "report"
    MINUTES = "BB", "Biên bản", "minutes"
    SUBMISSION = "TTr", "Tờ trình", "submission"
    CONTRACT = "HĐ", "Hợp đồng", "contract"
    TELEGRAM = "CĐ", "Công điện", "telegram"
    MEMORANDUM = "BGN", "Bản ghi nhớ", "memorandum"
    AGREEMENT = "BTT", "Bản thỏa thuận", "agreement"
    AUTHORISATION = "GUQ", "Giấy ủy quyền", "authorisation"
    INVITATION = "GM", "Giấy mời", "invitation"
    INTRODUCTION = "GGT", "Giấy giới thiệu", "letter of introduction"
    LEAVE_PERMIT = "GNP", "Giấy nghỉ phép", "leave permit"
    DISPATCH_SLIP = "PG", "Phiếu gửi", "dispatch slip"
    TRANSFER_SLIP = "PC", "Phiếu chuyển", "transfer slip"
    NOTIFICATION_SLIP = "PB", "Phiếu báo", "notification slip"

    COPY = "SY", "Bản sao y", "copy"
    EXTRACT = "TrS", "Bản trích sao", "extract"
    SECOND_COPY = "SL", "Bản sao lục", "copy of a copy"

    #: the state's letters carry no abbreviation; the party's do (36-HD/VPTW)
    LETTER = "CV", "Công văn", "letter"
    #: of the party: 219-KL/TW
    CONCLUSION = "KL", "Kết luận", "conclusion"
    #: normative documents of the Government and of ministers (34/2016/NĐ-CP, article 58)
    DECREE = "NĐ", "Nghị định", "decree"
    CIRCULAR = "TT", "Thông tư", "circular"
    JOINT_CIRCULAR = "TTLT", "Thông tư liên tịch", "joint circular"

    def __new__(cls, abbreviation: str, vi: str, en: str) -> Self:
        """Make the abbreviation the value, and keep the names beside it."""
        member = object.__new__(cls)
        member._value_ = abbreviation
        member.vi, member.en = vi, en
        return member


_TYPES = {kind.value: kind for kind in DocumentType}


@final
@attrs.frozen(field_transformer=typed)
class DocumentNumber:
    """The number and symbol of an official document, taken apart.

    The number alone is no identity: an issuer counts anew every year, the National Assembly and
    the party's committees every term.

    >>> number = DocumentNumber.parse("Số: 1052 /UBND-NNTN")
    >>> str(number), number.type, number.bodies
    ('1052/UBND-NNTN', '', ('UBND', 'NNTN'))
    >>> DocumentNumber.parse("18/2022/QĐ-TTg").year
    2022
    """

    number: str
    #: issuer, then drafting unit: ``("BNN", "VPĐP")``; several issuers of a joint document
    bodies: tuple[str, ...]
    #: abbreviation of the type as printed, known or not; :attr:`kind` says what it means
    type: str = ""
    #: only normative documents and those of the National Assembly carry the year
    year: int | None = None
    #: ``/``, or ``-`` in documents of the party
    joint: str = "/"
    #: the text as printed
    raw: str = attrs.field(default="", eq=False)

    @classmethod
    def parse(cls, text: str) -> DocumentNumber:
        """Read a number as printed, with the blanks and look-alike letters that stamps leave.

        In a state's number an abbreviation that is not known reads as a body.

        Raises:
            InvalidInputError: the text holds no document number.
        """
        words = re.sub(r"^[Ss]ố\s*:?\s*", "", plain(text))
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

    @property
    def kind(self) -> DocumentType | None:
        """What type of document it is; where none is printed, a letter.

        ``None`` if the abbreviation is not known. It is ``None`` for ``25/2021/QH15`` too: such a
        number does not tell a law from a resolution.
        """
        if self.type or self.year is not None:
            return _TYPES.get(self.type)
        return DocumentType.LETTER

    @property
    def term(self) -> int | None:
        """The term of the National Assembly, which counts its documents anew in each.

        >>> DocumentNumber.parse("1656/NQ-UBTVQH15").term
        15
        """
        terms = (_ASSEMBLY.fullmatch(body) for body in self.bodies)
        return next((int(found[1]) for found in terms if found), None)

    def __str__(self) -> str:
        """Print the normal form, without blanks."""
        if self.joint == "-":
            return f"{self.number}-{self.type}/{'-'.join(self.bodies)}"
        year = f"/{self.year}" if self.year is not None else ""
        return f"{self.number}{year}/{'-'.join(filter(None, (self.type, *self.bodies)))}"


def _bodies(symbol: str) -> tuple[str, ...]:
    return tuple(re.split(r"\s*-\s*", symbol))

"""Documents and their numbers: taken apart and printed again."""

from __future__ import annotations

import re
from datetime import date

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ntm_model import (
    Citation,
    Confidence,
    Document,
    DocumentNumber,
    DocumentType,
    InvalidInputError,
    Signature,
    When,
    datasets,
)
from ntm_model.strategies import document_numbers, documents, signatures

#: what administrative documents are called, and their copies: 30/2020/NĐ-CP, annex III
ADMINISTRATIVE = {
    "NQ": "Nghị quyết",
    "QĐ": "Quyết định",
    "CT": "Chỉ thị",
    "QC": "Quy chế",
    "QyĐ": "Quy định",
    "TC": "Thông cáo",
    "TB": "Thông báo",
    "HD": "Hướng dẫn",
    "CTr": "Chương trình",
    "KH": "Kế hoạch",
    "PA": "Phương án",
    "ĐA": "Đề án",
    "DA": "Dự án",
    "BC": "Báo cáo",
    "BB": "Biên bản",
    "TTr": "Tờ trình",
    "HĐ": "Hợp đồng",
    "CĐ": "Công điện",
    "BGN": "Bản ghi nhớ",
    "BTT": "Bản thỏa thuận",
    "GUQ": "Giấy ủy quyền",
    "GM": "Giấy mời",
    "GGT": "Giấy giới thiệu",
    "GNP": "Giấy nghỉ phép",
    "PG": "Phiếu gửi",
    "PC": "Phiếu chuyển",
    "PB": "Phiếu báo",
}
COPIES = {"SY": "Bản sao y", "TrS": "Bản trích sao", "SL": "Bản sao lục"}
OTHERS = {
    "CV": "Công văn",
    "KL": "Kết luận",
    "NĐ": "Nghị định",
    "TT": "Thông tư",
    "TTLT": "Thông tư liên tịch",
}

#: text as printed, its parts, and its normal form
PRINTED = [
    ("1052 /UBND-NNTN", DocumentNumber("1052", ("UBND", "NNTN")), "1052/UBND-NNTN"),
    ("Số: 1052 /UBND-NNTN", DocumentNumber("1052", ("UBND", "NNTN")), "1052/UBND-NNTN"),
    ("05 /CT-UBND", DocumentNumber("05", ("UBND",), "CT"), "05/CT-UBND"),
    ("18/2022/QĐ-TTg", DocumentNumber("18", ("TTg",), "QĐ", 2022), "18/2022/QĐ-TTg"),
    ("1397/TB-BNN-VPĐP", DocumentNumber("1397", ("BNN", "VPĐP"), "TB"), "1397/TB-BNN-VPĐP"),
    ("4597/TTr-SNN-VPĐP", DocumentNumber("4597", ("SNN", "VPĐP"), "TTr"), "4597/TTr-SNN-VPĐP"),
    ("12-CT/TU", DocumentNumber("12", ("TU",), "CT", joint="-"), "12-CT/TU"),
    ("25/2021/QH15", DocumentNumber("25", ("QH15",), year=2021), "25/2021/QH15"),
    ("806/STP-XD&KTVBQPPL", DocumentNumber("806", ("STP", "XD&KTVBQPPL")), "806/STP-XD&KTVBQPPL"),
    ("16/HD-VPĐT.NTM", DocumentNumber("16", ("VPĐT.NTM",), "HD"), "16/HD-VPĐT.NTM"),
    ("1590/Q\u00d0-UBND", DocumentNumber("1590", ("UBND",), "QĐ"), "1590/QĐ-UBND"),
    ("366/QĐ - UBND", DocumentNumber("366", ("UBND",), "QĐ"), "366/QĐ-UBND"),
    ("366/QĐ", DocumentNumber("366", (), "QĐ"), "366/QĐ"),
    ("số 01-NQ/TU", DocumentNumber("01", ("TU",), "NQ", joint="-"), "01-NQ/TU"),
    ("05 - CT / TU", DocumentNumber("05", ("TU",), "CT", joint="-"), "05-CT/TU"),
    ("12-CTr/\u00d0U", DocumentNumber("12", ("ĐU",), "CTr", joint="-"), "12-CTr/ĐU"),
    ("219-KL/TW", DocumentNumber("219", ("TW",), "KL", joint="-"), "219-KL/TW"),
    ("36-HD/VPTW", DocumentNumber("36", ("VPTW",), "HD", joint="-"), "36-HD/VPTW"),
    ("7-QĐi/TU", DocumentNumber("7", ("TU",), "QĐi", joint="-"), "7-QĐi/TU"),
    ("8-CV/TU", DocumentNumber("8", ("TU",), "CV", joint="-"), "8-CV/TU"),
    ("76/2025/UBTVQH15", DocumentNumber("76", ("UBTVQH15",), year=2025), "76/2025/UBTVQH15"),
    ("1656/NQ-UBTVQH15", DocumentNumber("1656", ("UBTVQH15",), "NQ"), "1656/NQ-UBTVQH15"),
    ("46/NQ-HĐND", DocumentNumber("46", ("HĐND",), "NQ"), "46/NQ-HĐND"),
    ("05 / 2022 / NQ-HĐND", DocumentNumber("05", ("HĐND",), "NQ", 2022), "05/2022/NQ-HĐND"),
    ("131/2025/NĐ-CP", DocumentNumber("131", ("CP",), "NĐ", 2025), "131/2025/NĐ-CP"),
    ("1/2025/TTLT-BNV-BTC", DocumentNumber("1", ("BNV", "BTC"), "TTLT", 2025),
     "1/2025/TTLT-BNV-BTC"),
    ("9/CTr-UBND-MTTQ", DocumentNumber("9", ("UBND", "MTTQ"), "CTr"), "9/CTr-UBND-MTTQ"),
    ("12/HD-BCA-V05", DocumentNumber("12", ("BCA", "V05"), "HD"), "12/HD-BCA-V05"),
    ("3/SY-UBND", DocumentNumber("3", ("UBND",), "SY"), "3/SY-UBND"),
    ("7/XYZ-UBND", DocumentNumber("7", ("XYZ", "UBND")), "7/XYZ-UBND"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number", "normal"), PRINTED)
def test_a_printed_number_is_taken_apart(text: str, number: DocumentNumber, normal: str) -> None:
    """Stamps leave blanks and look-alike letters; the parts are found all the same."""
    parsed = DocumentNumber.parse(text)
    assert parsed == number
    assert (str(parsed), parsed.raw) == (normal, text)


@given(document_numbers())
def test_what_is_printed_is_read_back(number: DocumentNumber) -> None:
    """Parsing undoes printing."""
    assert DocumentNumber.parse(str(number)) == number


@pytest.mark.parametrize("text", [row[0] for row in PRINTED])
def test_printing_settles_after_one_round(text: str) -> None:
    """The normal form of a text is its own normal form."""
    normal = str(DocumentNumber.parse(text))
    assert str(DocumentNumber.parse(normal)) == normal


@given(document_numbers(), st.sampled_from(("", " ", "  ", "\u00a0")))
def test_a_stamp_changes_no_number(number: DocumentNumber, blank: str) -> None:
    """Blanks around the signs, a look-alike Đ and the word before it leave the number the same."""
    stamped = re.sub("[/-]", rf"{blank}\g<0>{blank}", str(number)).replace("Đ", "\u00d0")
    assert DocumentNumber.parse(f"Số:{blank}{stamped}") == number


def test_every_type_has_its_abbreviation_and_its_name() -> None:
    """The 27 types of administrative documents come first, then copies, then the others."""
    assert len(ADMINISTRATIVE) == 27
    named = {kind.value: kind.vi for kind in DocumentType}
    assert list(named.items()) == list((ADMINISTRATIVE | COPIES | OTHERS).items())
    assert len({kind.en for kind in DocumentType}) == len(DocumentType)


@pytest.mark.parametrize("kind", DocumentType)
def test_the_number_tells_the_type(kind: DocumentType) -> None:
    """The state, with and without a year, and the party print the type in its own place."""
    for text in (f"7/{kind.value}-UBND", f"7/2022/{kind.value}-UBND", f"7-{kind.value}/TU"):
        number = DocumentNumber.parse(text)
        assert (number.type, number.kind, str(number)) == (kind.value, kind, text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1052/UBND-NNTN", DocumentType.LETTER),
        ("8-CV/TU", DocumentType.LETTER),
        ("25/2021/QH15", None),
        ("7-QĐi/TU", None),
    ],
)
def test_a_number_without_a_type_is_a_letters(text: str, kind: DocumentType | None) -> None:
    """A law and a resolution of the Assembly look alike; a strange abbreviation says nothing."""
    assert DocumentNumber.parse(text).kind is kind


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("25/2021/QH15", 15),
        ("76/2025/UBTVQH15", 15),
        ("1656/NQ-UBTVQH15", 15),
        ("46/NQ-HĐND", None),
        ("2307/BXD-QHKT", None),
        ("366/QĐ", None),
        (f"1/QH{'9' * 5000}", None),
    ],
    ids=lambda one: str(one)[:20],
)
def test_documents_of_the_assembly_name_its_term(text: str, term: int | None) -> None:
    """The Assembly and its Standing Committee print the term, and nobody else does."""
    assert DocumentNumber.parse(text).term == term


@pytest.mark.parametrize(
    "text",
    [
        "",
        "UBND-NNTN",
        "1052",
        "/UBND",
        "1052/",
        "Công văn 1052/UBND",
        "12-CT",
        "12-A-B",
        "29/3/2024",
        "3/2024",
        "-CT/TU",
        "12-CT/",
        "12-/TU",
        "25/21/QH15",
    ],
)
def test_other_text_is_no_document_number(text: str) -> None:
    """The fault shows the text and what a number looks like."""
    with pytest.raises(InvalidInputError, match="such as 1052/UBND-NNTN"):
        DocumentNumber.parse(text)


def test_the_raw_text_is_no_part_of_a_number() -> None:
    """Two printings of one number are equal and hash alike."""
    one, other = DocumentNumber.parse("05 /CT-UBND"), DocumentNumber.parse("05/CT-UBND")
    assert one == other
    assert hash(one) == hash(other)


#: lines as printed, what they say, and in whose name the document stands
SIGNED = [
    ("TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH",
     Signature(office="PHÓ CHỦ TỊCH", in_place_of="CHỦ TỊCH", on_behalf_of="ỦY BAN NHÂN DÂN"),
     "ỦY BAN NHÂN DÂN"),
    ("TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH",
     Signature(office="CHỦ TỊCH", on_behalf_of="ỦY BAN NHÂN DÂN"), "ỦY BAN NHÂN DÂN"),
    ("CHỦ TỊCH", Signature(office="CHỦ TỊCH"), "CHỦ TỊCH"),
    ("Q. CHỦ TỊCH", Signature(office="CHỦ TỊCH", acting=True), "CHỦ TỊCH"),
    ("KT. CHỦ TỊCH / PHÓ CHỦ TỊCH",
     Signature(office="PHÓ CHỦ TỊCH", in_place_of="CHỦ TỊCH"), "CHỦ TỊCH"),
    ("TL. CHỦ TỊCH / KT. CHÁNH VĂN PHÒNG / PHÓ CHÁNH VĂN PHÒNG",
     Signature(office="PHÓ CHÁNH VĂN PHÒNG", in_place_of="CHÁNH VĂN PHÒNG", by_order_of="CHỦ TỊCH"),
     "CHỦ TỊCH"),
    ("TUQ. CHỦ TỊCH / GIÁM ĐỐC SỞ",
     Signature(office="GIÁM ĐỐC SỞ", authorised_by="CHỦ TỊCH"), "CHỦ TỊCH"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "signature", "authority"), SIGNED)
def test_a_signature_says_in_whose_name_a_document_stands(
    text: str, signature: Signature, authority: str
) -> None:
    """A collective's document is told from a head's, whoever signed for either."""
    assert Signature.parse(text) == signature
    assert (str(signature), signature.authority) == (text, authority)
    assert signature.collective is text.startswith("TM.")


@given(signatures())
def test_a_printed_signature_is_read_back(signature: Signature) -> None:
    """Parsing undoes printing, on one line or on several, with blanks or without."""
    for joint in (" / ", "/", "\n", "  \n\n  "):
        assert Signature.parse(joint.join(signature.lines)) == signature
    close = str(signature).replace(". ", ".").replace("Đ", "\u00d0")
    assert Signature.parse(close) == signature
    assert signature.lines[-1].endswith(signature.office)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "office: found nothing"),
        ("TM. ỦY BAN NHÂN DÂN", "office: found nothing"),
        ("Q.", "office: found nothing"),
        ("TM. TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH", "on_behalf_of: found 'TM. ỦY BAN NHÂN DÂN'"),
        ("CHỦ TỊCH / PHÓ CHỦ TỊCH", "such as KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"),
        ("Q. CHỦ TỊCH / CHỦ TỊCH", "such as KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"),
        ("PHÓ CHỦ TỊCH / KT. CHỦ TỊCH", "such as KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"),
        ("KT. CHỦ TỊCH / TM. ỦY BAN NHÂN DÂN / PHÓ CHỦ TỊCH", "such as KT. CHỦ TỊCH"),
        ("KT. CHỦ TỊCH / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH", "such as KT. CHỦ TỊCH"),
        ("KT. / PHÓ CHỦ TỊCH", "such as KT. CHỦ TỊCH"),
    ],
)
def test_other_lines_are_no_signature(text: str, told: str) -> None:
    """An office must stand there, once, and below the lines that say for whom."""
    with pytest.raises(InvalidInputError, match=re.escape(told)):
        Signature.parse(text)


@pytest.mark.parametrize("field", ["office", "on_behalf_of", "in_place_of"])
@pytest.mark.parametrize("name", ["KT. CHỦ TỊCH", "A / B", "A\nB", " A", "CHỦ  TỊCH", "\u00d0A"])
def test_what_would_not_be_read_back_is_refused(field: str, name: str) -> None:
    """A line is one office or body, as it is stored, without sign or slash."""
    sound = Signature(office="CHỦ TỊCH")
    with pytest.raises(InvalidInputError, match=f"^{field}: found .* without sign or slash"):
        attrs.evolve(sound, **{field: name})  # type: ignore[arg-type]


def test_the_letter_is_signed_for_the_chairman_on_behalf_of_the_committee() -> None:
    """The dataset keeps the lines of the letter, and the office alone of who signed it."""
    programme = datasets.load("kon-tum-2024")
    signature = programme.document(programme.letter).signature
    assert str(signature) == "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"


LETTER = Document(
    id="letter",
    number="1052 /UBND-NNTN",
    issuer="UBND tỉnh  Kon Tum",
    dated=When.of(date(2024, 3, 29)),
)


@pytest.mark.parametrize(
    "other",
    [
        attrs.evolve(LETTER, id="other"),
        attrs.evolve(LETTER, number="1052/UBND-NNTN", title="V/v nông thôn mới"),
        attrs.evolve(LETTER, issuer="UBND tỉnh Kon Tum", url="https://example.org"),
        attrs.evolve(LETTER, signature=Signature(office="CHỦ TỊCH")),
    ],
)
def test_a_document_is_its_number_issuer_and_day(other: Document) -> None:
    """Whatever a file calls it, and however its number is printed, it is the same document."""
    assert other == LETTER
    assert hash(other) == hash(LETTER)


@pytest.mark.parametrize(
    "other",
    [
        attrs.evolve(LETTER, number="1053/UBND-NNTN"),
        attrs.evolve(LETTER, issuer="UBND huyện Đăk Hà"),
        attrs.evolve(LETTER, dated=When.of(date(2023, 3, 29))),
        attrs.evolve(LETTER, number=""),
        "1052/UBND-NNTN",
    ],
)
def test_a_number_alone_is_no_identity(other: object) -> None:
    """An issuer counts anew every year, and every issuer counts for itself."""
    assert other != LETTER


@pytest.mark.parametrize(
    ("page", "other", "same"),
    [
        (Document(id="a", url="u"), Document(id="b", url="u", title="t"), True),
        (Document(id="a", title="t"), Document(id="b", title="t"), True),
        (Document(id="a"), Document(id="b"), False),
        (Document(id="a", number="no  number"), Document(id="b", number="no number"), True),
    ],
)
def test_a_page_is_known_by_address_or_title(
    page: Document, other: Document, *, same: bool
) -> None:
    """Without a number the address counts, then the title, and last what the file calls it."""
    assert (page == other) is same


@given(documents())
@example(Document(id="a", number="no number"))
def test_a_number_that_cannot_be_taken_apart_is_none(document: Document) -> None:
    """What a file calls a number may be none; that is no error."""
    assert (document.parsed is None) is (document.number in ("", "no number"))


def test_confidence_is_ordered_by_trust() -> None:
    """What was read outranks a copy, a copy what was derived, and that what is remembered."""
    order = [Confidence.UNVERIFIED, Confidence.INFERRED, Confidence.SECONDARY, Confidence.VERIFIED]
    assert sorted(Confidence) == order
    assert Confidence.VERIFIED >= Confidence.SECONDARY > Confidence.INFERRED


def test_derived_reads_as_inferred() -> None:
    """The word of other files is understood; an unknown one is not."""
    assert Confidence("DERIVED") is Confidence.INFERRED
    with pytest.raises(ValueError, match="GUESSED"):
        Confidence("GUESSED")


def test_an_assertion_without_a_source_counts_as_verified() -> None:
    """Who asserts something takes responsibility for it."""
    assert Citation() == Citation("", "", Confidence.VERIFIED)

"""Documents and their numbers: taken apart and printed again."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from hypothesis import example, given

from ntm_model import (
    Citation,
    Confidence,
    Document,
    DocumentNumber,
    InvalidInputError,
    When,
)
from ntm_model.strategies import document_numbers, documents

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
]


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


@pytest.mark.parametrize(
    "text", ["", "UBND-NNTN", "1052", "/UBND", "1052/", "Công văn 1052/UBND", "12-CT", "12-A-B"]
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

"""The project's JSON: what is written is read again, in one form, and quotations are only kept."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import attrs
import pytest
from hypothesis import given

from ntm_model import (
    Certification,
    CertificationTier,
    Commune,
    Confidence,
    Document,
    InvalidInputError,
    Mention,
    Printed,
    Programme,
    Province,
    Verdict,
    When,
    datasets,
)
from ntm_model.exchange.converting import converter, structure
from ntm_model.exchange.json import read, write
from ntm_model.exchange.json.shapes import FORMAT
from ntm_model.strategies import programmes

from .clean import clean_programme
from .small_file import TEXT, Json, drop, places, put, small

EMPTY = Programme(id="p", province=Province("P"))


@given(programmes())
def test_what_is_written_is_read_again(programme: Programme) -> None:
    """Reading gives the programme that was written; only decomposed letters are composed."""
    again = read(write(programme))
    assert again == programme or not unicodedata.is_normalized(
        "NFC", json.dumps(converter().unstructure(programme), ensure_ascii=False)
    )


@given(programmes())
def test_writing_again_changes_nothing(programme: Programme) -> None:
    """A programme has one text: written, read and written again it is the same, to the letter."""
    text = write(programme)
    assert write(read(text)) == text
    assert unicodedata.is_normalized("NFC", text)


def test_documents_keep_every_field() -> None:
    """Two documents are equal by their number, so that each field is compared on its own."""
    data = small()["programme"]["documents"]
    assert [attrs.asdict(one) for one in read(TEXT).documents] == [
        {
            "id": "công văn",
            "number": "1052/UBND-NNTN",
            "issuer": "UBND tỉnh Kon Tum",
            "dated": {"earliest": date(2024, 3, 29), "latest": date(2024, 3, 29)},
            "title": "V/v giao chỉ tiêu",
            "url": "https://example.org/1052",
            "read": True,
            "signature": {
                "office": "PHÓ CHỦ TỊCH",
                "acting": True,
                "on_behalf_of": "ỦY BAN NHÂN DÂN",
                "authorised_by": "BỘ TRƯỞNG",
                "by_order_of": "CHÁNH VĂN PHÒNG",
                "in_place_of": "CHỦ TỊCH",
            },
        },
        {
            "id": "trang",
            "number": "",
            "issuer": "",
            "dated": {"earliest": None, "latest": None},
            "title": "",
            "url": "https://example.org/trang",
            "read": False,
            "signature": None,
        },
    ]
    assert json.loads(write(read(TEXT)))["programme"]["documents"] == [
        drop("read", data[0]),
        data[1],
    ]


def test_nothing_that_a_file_says_is_lost() -> None:
    """Every value of a file stands in what is written of it, unless it is the default."""
    written = dict(places(json.loads(write(read(TEXT)))))
    for path, value in places(small()):
        if not isinstance(value, list | dict) and path in written:
            assert written[path] == value
    missing = {path for path, _ in places(small())} - written.keys()
    assert missing == {
        "programme.assessments[0].tier",
        "programme.documents[0].read",
        "programme.plans[0].level",
        "programme.plans[0].meaning",
        "programme.province.agencies[0].certifications",
        "programme.province.agencies[0].revocations",
        "programme.province.as_of",
        "programme.province.communes[0].certifications[0].source.confidence",
        "programme.province.communes[0].kind",
        "programme.reported[0].each",
        "programme.reported[0].inclusive",
        "programme.reported[0].level",
        "programme.reported[0].stock",
        "programme.reported[0].tier",
        "programme.statements[0].count.basis",
        "programme.statements[0].inclusive",
        "programme.statements[0].level",
        "programme.statements[0].meaning",
        "programme.statements[0].stock",
        "programme.targets[0].between.basis",
        "programme.targets[0].comparator",
        "programme.targets[0].each",
        "programme.targets[0].expressed",
        "programme.targets[0].inclusive",
        "programme.targets[0].level",
        "programme.targets[0].named[0].level",
        "programme.targets[0].stock",
        "programme.targets[0].tier",
    }


def test_the_text_is_canonical() -> None:
    """Fields stand in the order of the classes, defaults are left out, letters are as they are."""
    commune = Commune("Pờ Y", code="23395", certifications=(GRANT,))
    programme = attrs.evolve(EMPTY, province=Province("Kon Tum", communes=(commune,)))
    assert write(programme) == CANONICAL


GRANT = Certification(
    tier=CertificationTier.STANDARD, decided=When(latest=date(2019, 5, 13)), decision="366/QĐ-UBND"
)
CANONICAL = """\
{
 "ntm_model": 1,
 "programme": {
  "id": "p",
  "province": {
   "name": "Kon Tum",
   "id": "Kon Tum",
   "communes": [
    {
     "name": "Pờ Y",
     "code": "23395",
     "id": "23395",
     "certifications": [
      {
       "tier": "standard",
       "decided": {
        "latest": "2019-05-13"
       },
       "decision": "366/QĐ-UBND"
      }
     ]
    }
   ]
  }
 }
}
"""


def test_the_order_of_fields_in_a_file_does_not_matter() -> None:
    """Fields may stand in any order; what is written is the same."""
    backwards = json.dumps(small(), sort_keys=True)
    assert backwards != json.dumps(small())
    assert write(read(backwards)) == write(read(TEXT))


def test_datasets_are_canonical() -> None:
    """A dataset is written as it stands in its file, or laid over the one that it continues."""
    for name in datasets.names():
        written = write(datasets.load(name))
        text = files("ntm_model.datasets").joinpath(f"{name}.json").read_text(encoding="utf-8")
        assert json.loads(written) == datasets._whole(name)
        assert written == text or "continues" in json.loads(text)


def test_percentages_keep_their_decimals() -> None:
    """62.40 is printed with two decimals, and comes back with two."""
    target, *others = read(TEXT).targets
    for percent in ("62.4", "62.40", "0", "-0", "0E-7", "1E+2", "1234567.89"):
        printed = Printed(53, 85, Decimal(percent))
        programme = attrs.evolve(
            read(TEXT), targets=(attrs.evolve(target, printed=printed), *others)
        )
        again, *_ = read(write(programme)).targets
        assert str(again.printed.percent) == percent


def test_a_confidence_may_be_called_derived() -> None:
    """DERIVED is read as INFERRED, and written so."""
    source = "programme.statements[0].source.confidence"
    programme = read(json.dumps(put(source, "DERIVED")))
    assert programme.statements[0].source.confidence is Confidence.INFERRED
    assert json.loads(write(programme))["programme"]["statements"][0]["source"] == {
        "source": "trang",
        "confidence": "INFERRED",
    }


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("hai\ndòng", "text on one line, without control characters and half letters"),
        ("\ud800", "text on one line, without control characters and half letters"),
    ],
)
def test_what_cannot_be_read_again_is_not_written(title: str, expected: str) -> None:
    """A programme that no file can hold is refused when it is written, with the path."""
    documents = (Document(id="d", title=title),)
    with pytest.raises(InvalidInputError) as caught:
        write(attrs.evolve(EMPTY, documents=documents))
    (fault,) = caught.value.faults
    assert (fault.path, fault.expected) == ("programme.documents[0].title", expected)


def test_parts_of_a_programme_can_be_made_of_raw_data() -> None:
    """The converter makes any class of the format, and tells faults from there."""
    assert structure({"text": "Hà Mòn"}, Mention) == Mention("Hà Mòn")
    with pytest.raises(InvalidInputError, match=r"^level: found 'comune'.*did you mean commune"):
        structure({"text": "Hà Mòn", "level": "comune"}, Mention)


PLAN, PRINTED = "programme.plans[0].mentions", "programme.targets[0].printed"


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        (
            {
                "programme.province.communes[4].name": "C",
                "programme.province.communes[4].id": "C2",
            },
            ("U3", "C", Verdict.UNDETERMINED),
        ),
        ({f"{PRINTED}.count": 54}, ("T1", "standard", Verdict.NOT_MET)),
        ({f"{PRINTED}.count": -1}, ("T1", "standard", Verdict.NOT_MET)),
        ({f"{PRINTED}.percent": "81.5"}, ("T1", "standard", Verdict.NOT_MET)),
        ({f"{PRINTED}.percent": "-80.0"}, ("T1", "standard", Verdict.NOT_MET)),
        (
            {PLAN: [{"text": "C"}, {"text": "A"}]},
            ("P2", "A", Verdict.NOT_MET),
        ),
        (
            {PLAN: [{"text": "C"}, {"text": "Đăk Không"}]},
            ("P1", "Đăk Không", Verdict.NOT_MET),
        ),
        (
            {
                "programme.province.communes[0].certifications[0].decided": {
                    "earliest": "2012-01-01",
                    "latest": "2012-01-01",
                }
            },
            ("C2", "A", Verdict.NOT_MET),
        ),
    ],
    ids=[
        "name of two communes",
        "54 of 5",
        "-1 of 5",
        "wrong percentage",
        "negative percentage",
        "already certified",
        "unknown name",
        "decided before its year",
    ],
)
def test_what_a_document_says_is_read_and_judged(
    changes: dict[str, Json], finding: tuple[str, str, Verdict]
) -> None:
    """However odd a quotation is, the file is read, and the review finds it."""
    data = json.loads(write(clean_programme()))
    for path, value in changes.items():
        put(path, value, data)
    findings = read(json.dumps(data)).review().findings
    assert {(one.rule, one.subject, one.verdict) for one in findings} == {finding}


RELEASED = Path(__file__).parent / "released"


@pytest.mark.parametrize("version", range(1, FORMAT + 1))
def test_files_of_every_released_version_are_read(version: int) -> None:
    """A file that was written for a version is read ever after, and nothing that it says is lost.

    These files are never changed: whoever makes a new version adds one.
    """
    text = (RELEASED / f"format-{version}.json").read_text(encoding="utf-8")
    before = json.loads(text)
    assert before["ntm_model"] == version
    written = dict(places(json.loads(write(read(text)))))
    for path, value in places(before):
        if not isinstance(value, list | dict) and path in written:
            assert written[path] == value
    assert len(written) > 300

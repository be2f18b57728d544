"""The sentences of the review: complete in both languages, each of them used, none improvised."""

from __future__ import annotations

import re
import string
import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_model import CommuneKind, Count, DistrictKind, Printed, UnknownNameError, Verdict, When
from ntm_model.review.text.words import Words, capital

TEXT, TABLES = files("ntm_model.review.text"), files("ntm_model.exchange.tables")
WORDING = tomllib.loads(TEXT.joinpath("wording.toml").read_text(encoding="utf-8"))


def fields(sentence: str) -> set[str]:
    """Return the names of the parts that a sentence asks for."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("key", WORDING)
def test_both_languages_say_the_same_parts(key: str) -> None:
    """Each sentence stands in English and Vietnamese, with the same parts."""
    assert WORDING[key].keys() == {"en", "vi"}
    assert fields(WORDING[key]["en"]) == fields(WORDING[key]["vi"])


def test_an_unknown_language_is_refused() -> None:
    """Another language is named in the error, with those that there are."""
    with pytest.raises(UnknownNameError, match="'fr'; did you mean en or vi"):
        Words.of("fr")


@pytest.mark.parametrize(
    ("when", "en", "vi"),
    [
        (When.of(date(2024, 3, 29)), "29 March 2024", "29/3/2024"),
        (When.during(2021), "2021", "2021"),
        (When(date(2018, 1, 1), date(2019, 12, 31)), "2018-2019", "2018-2019"),
        (When(date(2023, 4, 1), date(2023, 4, 30)), "April 2023", "tháng 4/2023"),
        (When(date(2024, 2, 1), date(2024, 2, 29)), "February 2024", "tháng 2/2024"),
        (When(latest=date(2019, 5, 13)), "by 13 May 2019", "đến 13/5/2019"),
        (When(date(2016, 12, 1)), "from 1 December 2016", "từ 01/12/2016"),
        (When(date(2023, 1, 2), date(2023, 2, 1)), "2 January 2023 to 1 February 2023",
         "02/01/2023 đến 01/02/2023"),
        (When(), "day not known", "chưa rõ ngày"),
    ],
)  # fmt: skip
def test_days_are_said_in_the_shortest_true_words(when: When, en: str, vi: str) -> None:
    """A range that is a year or a month is called so; an open bound is said as open."""
    assert (Words.of("en").when(when), Words.of("vi").when(when)) == (en, vi)


@pytest.mark.parametrize(
    ("count", "en"),
    [
        (Count(53, 53), "53"),
        (Count(7, 8), "7 or 8"),
        (Count(42, 49), "42 to 49"),
        (Count(3, None), "3 or more"),
    ],
)
def test_counts_are_said_as_what_they_are(count: Count, en: str) -> None:
    """One number, one of two, a range, or a floor."""
    assert Words.of("en").count(count) == en


@given(st.dates(), st.sampled_from(["en", "vi"]))
def test_a_deadline_names_its_year(day: date, lang: str) -> None:
    """Whatever the day, the reader sees the year."""
    assert str(day.year) in Words.of(lang).deadline(day)


def test_figures_are_said_as_far_as_they_are_printed() -> None:
    """A count without a total or percentage stands alone."""
    assert Words.of("en").printed(Printed(count=1)) == "1"
    assert Words.of("en").printed(Printed()) == ""


@pytest.mark.parametrize(
    ("printed", "en"),
    [
        ("UBND tỉnh Kon Tum", "People's Committee of Kon Tum province"),
        ("huyện Đăk Hà", "Đăk Hà district"),
        ("Các địa phương", "localities"),
        ("huyện", "huyện"),
        ("Hội Nông dân", "Hội Nông dân"),
    ],
)
def test_authorities_are_named_in_english_where_known(printed: str, en: str) -> None:
    """A known form is put into English with its place; anything else stays as printed."""
    assert Words.of("en").authority(printed) == en
    assert Words.of("vi").authority(printed) == printed


def test_a_sentence_begins_with_a_capital() -> None:
    """The first letter alone changes, and nothing is no trouble."""
    assert (capital("đạt chuẩn"), capital("")) == ("Đạt chuẩn", "")


def test_every_sentence_is_used() -> None:
    """No sentence is left over: each key stands in the code, or is built from a value's word."""
    code = "".join(
        path.read_text(encoding="utf-8")
        for place in (TEXT, TABLES)
        for path in Path(str(place)).iterdir()
        if path.suffix == ".py"
    )
    built = set(re.findall(r'f"([a-z]+)-\{', code))
    kinds = {kind.value for kind in (*CommuneKind, *DistrictKind, *Verdict)}

    idle = [
        key
        for key in WORDING
        if f'"{key}"' not in code.replace("'", '"')
        and key.split("-")[0] not in built
        and key not in kinds
    ]

    assert idle == []

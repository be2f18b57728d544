"""Values in words: both languages, the same bytes every time, nothing without words."""

from __future__ import annotations

import tomllib
import typing
from datetime import date
from importlib.resources import files

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_model import (
    CertificationTier,
    Commune,
    CommuneKind,
    Count,
    InvalidInputError,
    Meaning,
    Programme,
    Province,
    Statement,
    Succession,
    UnknownNameError,
    When,
)
from ntm_model.law import may_be_acknowledged
from ntm_model.review.text import tell
from ntm_model.strategies import days, programmes, provinces, tiers

STANDARD = CertificationTier.STANDARD
LANGUAGES = st.sampled_from(("en", "vi"))
DAY = date(2023, 7, 1)


def merged() -> Province:
    """Return a province in which a recognised commune and an open one became one."""
    parts = (Commune("A").certify(STANDARD, year=2021, decided=date(2022, 5, 1)), Commune("B"))
    return Province("P", communes=parts).merge(("A", "B"), Commune("AB"), on=DAY)


def test_a_turnover_is_told_as_a_sum() -> None:
    """The two shares, and what leads from one to the other."""
    found = merged().turnover(STANDARD, since=date(2023, 6, 30), until=DAY)

    assert tell(found, merged()) == (
        "Standard communes, 30 June 2023 to 1 July 2023: 1/2 to 0/1.\n"
        "Those on file: 1 - 1 that ended = 0.\n"
        "Communes there are: 2 + 1 formed - 2 that ended = 1.\n"
        "Nothing was revoked.\n"
    )
    assert tell(found, merged(), "vi") == (
        "Xã đạt chuẩn, từ 30/6/2023 đến 01/7/2023: 1/2 thành 0/1.\n"
        "Số xã có trong hồ sơ: 1 - 1 chấm dứt = 0.\n"
        "Số xã hiện có: 2 + 1 thành lập mới - 2 chấm dứt = 1.\n"
        "Không có xã nào bị thu hồi quyết định công nhận.\n"
    )


def test_who_lost_a_title_is_named() -> None:
    """A revocation is told with the name of the unit."""
    unit = Commune("A").certify(STANDARD, decided=date(2020, 1, 1)).revoke(STANDARD, decided=DAY)
    province = Province("P", communes=(unit,))
    found = province.turnover(STANDARD, since=date(2023, 6, 30), until=DAY)

    assert tell(found, province).endswith("Without recognition any more: A.\n")


def test_an_eligibility_is_told_with_its_reasons_and_its_year() -> None:
    """The verdict, each predecessor, and the year that it would have."""
    found = may_be_acknowledged(merged(), "AB", STANDARD)

    assert tell(found, merged()) == (
        "UNDETERMINED: AB may be acknowledged as standard, by an act after review, if all that it "
        "was formed from were standard on the eve, 30 June 2023. [3372/BNN-VPĐP]\n"
        "  MET: A surely was standard.\n"
        "  UNDETERMINED: B has nothing on file that settles whether it was standard.\n"
        "Its year would be that of the predecessor recognised last: 2021.\n"
    )


def eligible(kind: str) -> Province:
    """Return a province whose unit "new" has one reason that is told in words of its own."""
    held = Commune("a").certify(STANDARD, year=None, decided=date(2020, 1, 1))
    begun = Succession(on=When.of(DAY), predecessors=("a",), successors=("a", "new"))
    base = Province("P", communes=(held,), complete_through=date(2025, 12, 31))
    return {
        "not-merged": Province("P", communes=(Commune("new"),)),
        "ward": base.merge(("a",), Commune("new", kind=CommuneKind.WARD), on=DAY),
        "parts": Province("P", communes=(held, Commune("new")), successions=(begun,)),
        "open day": base.merge(("a",), Commune("new"), on=When.during(2023)),
        "township": Province("P", communes=(Commune("a", kind=CommuneKind.TOWNSHIP),)).merge(
            ("a",), Commune("new"), on=DAY
        ),
        "lacks": Province("P", communes=(Commune("a"),), complete_through=date(2025, 12, 31)).merge(
            ("a",), Commune("new"), on=DAY
        ),
        "assumed": base.merge(("a",), Commune("new"), on=date(2025, 7, 1)),
    }[kind]


@pytest.mark.parametrize(
    "kind", ["not-merged", "ward", "parts", "open day", "township", "lacks", "assumed"]
)
@pytest.mark.parametrize("lang", ["en", "vi"])
def test_every_reason_has_words(kind: str, lang: str) -> None:
    """Each reason for or against acknowledging is told in both languages."""
    province = eligible(kind)
    text = tell(may_be_acknowledged(province, "new", STANDARD), province, lang)
    assert "new" in text
    assert "{" not in text


def test_years_that_are_open_are_told_as_open() -> None:
    """A year that is only bounded is told with its bound."""
    parts = (
        Commune("A").certify(STANDARD, year=2018, decided=date(2019, 1, 1)),
        Commune("B").certify(STANDARD, decided=date(2019, 1, 1)),
    )
    province = Province("P", communes=parts).merge(("A", "B"), Commune("AB"), on=DAY)
    assert "recognised last: 2018-…." in tell(
        may_be_acknowledged(province, "AB", STANDARD), province
    )


def test_a_series_is_two_tables() -> None:
    """Day by day, and then each stated total with what explains a difference."""
    meets = Statement(
        id="m",
        tier=STANDARD,
        scope="P",
        count=Count.exactly(2),
        on=When.of(date(2023, 1, 1)),
        meaning=Meaning.MEETS_CRITERIA,
    )
    said = attrs.evolve(meets, id="s", count=Count.exactly(1), meaning=Meaning.RECOGNISED, size=2)
    programme = Programme(id="p", province=merged(), statements=(meets, said))

    assert tell(programme.series(STANDARD, [date(2023, 6, 30)]), programme) == (
        "| day | communes | by name | with statements | by recognised year |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| 30 June 2023 | 2 | 1 or 2 | 1 or 2 | 1 or 2 |\n"
        "\n"
        "| stated | of | day | the rest of the record | what explains a difference |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| 2 |  | 1 January 2023 | 1 | counts those that met all criteria, not recognitions "
        "(the same page gives 1 recognised) |\n"
        "| 1 | 2 | 1 January 2023 | 1 or 2 | fits; all that were counted are named in this "
        "record |\n"
    )
    assert tell(programme.series(STANDARD, []), programme).startswith("| stated |")
    nothing_stated = programme.series(CertificationTier.MODEL, [date(2023, 6, 30)])
    assert tell(nothing_stated, programme).count("\n") == len(("titles", "rule", "row"))


def test_a_difference_is_told_line_by_line() -> None:
    """What was added, removed and changed, with the words of each language for the fields."""
    old = Province("P", communes=(Commune("A", id="1"), Commune("B", id="2")))
    new = Province("P", communes=(Commune("A2", id="1"), Commune("C", id="3")))

    assert tell(old.diff(new), new) == (
        "communes 1 A2 · name: A → A2\ncommunes 2: removed 2 B\ncommunes 3 C: added 3 C\n"
    )
    assert tell(old.diff(new), new, "vi") == (
        "xã, phường, thị trấn 1 A2 · tên: A → A2\n"
        "xã, phường, thị trấn 2: bỏ 2 B\n"
        "xã, phường, thị trấn 3 C: thêm 3 C\n"
    )
    assert tell(old.diff(old), old) == "No difference.\n"


def fields_of(kind: object, seen: set[object]) -> set[str]:
    """Return the names of all fields of a class and of what its fields hold."""
    found: set[str] = set()
    for part in typing.get_args(kind):
        found |= fields_of(part, seen)
    if isinstance(kind, type) and attrs.has(kind) and kind not in seen:
        seen.add(kind)
        for field in attrs.fields(attrs.resolve_types(kind)):
            found |= {field.name} | fields_of(field.type, seen)
    return found


def test_every_field_has_words_and_every_word_a_field() -> None:
    """A field that two values have otherwise can be told in both languages."""
    text = files("ntm_model.review.text").joinpath("fields.toml").read_text(encoding="utf-8")
    words = tomllib.loads(text)
    assert words.keys() == fields_of(Programme, set())
    assert all(entry.keys() == {"en", "vi"} for entry in words.values())


@given(programmes(max_communes=2), programmes(max_communes=2), LANGUAGES)
def test_every_difference_can_be_told(one: Programme, other: Programme, lang: str) -> None:
    """Whatever two programmes have otherwise is told, the same way twice."""
    text = tell(one.diff(other), other, lang)
    assert text == tell(one.diff(other), other, lang)
    assert len(text.splitlines()) >= len(one.diff(other).changes) or "\n" in text


@given(provinces(), tiers(), days(), LANGUAGES)
def test_every_turnover_and_series_can_be_told(
    province: Province, tier: CertificationTier, day: date, lang: str
) -> None:
    """Whatever happened is told without a missing word."""
    programme = Programme(id="p", province=province)
    assert tell(programme.series(tier, [day]), programme, lang)
    if len(province.states(day)) == 1:
        assert tell(province.turnover(tier, since=day, until=day), province, lang)


def test_what_cannot_be_told_is_refused() -> None:
    """Another language and another value are errors with what was expected."""
    nothing = merged().diff(merged())
    with pytest.raises(UnknownNameError, match="'fr'"):
        tell(nothing, merged(), "fr")
    with pytest.raises(InvalidInputError, match="a value of type Difference"):
        # what callers without a type checker may do
        tell("x", merged())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

"""What was observed fits the set that it names: every misfit is told at once, with its path."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_model import (
    CertificationTier,
    Citation,
    Commune,
    Confidence,
    CriterionMark,
    InvalidInputError,
    Mark,
    Observation,
    Programme,
    Province,
    When,
    assess,
)
from ntm_model.exchange.json import read, write
from ntm_model.law import set_of
from ntm_model.strategies import criterion_marks, observations

SET = "318-commune-standard"
PROVINCE = Province("P", communes=(Commune("Pờ Y", id="u"),))
INCOME = Observation(unit="u", criteria_set=SET, measure="10", value=Decimal(52))
MARKED = CriterionMark(unit="u", criteria_set=SET, criterion="10", mark=Mark.MET)


def told(*facts: Observation | CriterionMark) -> list[str]:
    """Return the faults of a programme with some facts."""
    seen = tuple(one for one in facts if isinstance(one, Observation))
    marks = tuple(one for one in facts if isinstance(one, CriterionMark))
    with pytest.raises(InvalidInputError) as caught:
        Programme(id="p", province=PROVINCE, observations=seen, marks=marks)
    return list(map(str, caught.value.faults))


def test_every_misfit_of_a_file_is_told_with_its_path() -> None:
    """Unknown sets, units, measures and criteria, shares beyond 100 %, and days before the set."""
    evolve = attrs.evolve
    assert told(
        evolve(INCOME, criteria_set="318-commune-standart"),
        evolve(INCOME, unit="v"),
        evolve(INCOME, measure="3.11"),
        evolve(INCOME, measure="3.1", value=Decimal(130)),
        evolve(INCOME, measured_in="đồng"),
        evolve(INCOME, value=Decimal(-1)),
        evolve(INCOME, measure="3.2"),
        evolve(INCOME, as_of=When.during(2019)),
        evolve(MARKED, criterion="20"),
        evolve(MARKED, as_of=When.of(date(2020, 12, 31))),
        evolve(MARKED, criteria_set="?"),
    ) == [
        "observations[1].unit: found 'v', expected an id that the file defines",
        (
            "observations[0].criteria_set: found '318-commune-standart', expected a set of the law "
            "files; did you mean '318-commune-standard'?"
        ),
        "marks[2].criteria_set: found '?', expected a set of the law files",
        (
            "marks[0].criterion: found '20', expected a criterion of 318-commune-standard; "
            "did you mean '2'?"
        ),
        (
            "marks[1].as_of: found 2020-12-31, expected a day from 2021-01-01 on, "
            "for a set of 2021-2025"
        ),
        (
            "observations[2].measure: found '3.11', expected a measure of 318-commune-standard; "
            "did you mean '3.1'?"
        ),
        "observations[3].value: found 130 % diện tích, expected a share from 0 to 100",
        "observations[4].measured_in: found 'đồng', expected 'triệu đồng/người/năm'",
        (
            "observations[5].value: found -1 triệu đồng/người/năm, "
            "expected a number that is not negative"
        ),
        "observations[6]: found another kind of thing for '3.2', expected whether it is so",
        (
            "observations[7].as_of: found 2019-12-31, expected a day from 2021-01-01 on, "
            "for a set of 2021-2025"
        ),
    ]


def test_what_only_an_amended_text_asks_may_be_observed() -> None:
    """15.4 was a share before 1 March 2024 and is a yes or no since; a file may hold both."""
    share = Observation(unit="u", criteria_set=SET, measure="15.4", value=Decimal(50))
    answer = Observation(unit="u", criteria_set=SET, measure="15.4", truth=True)
    programme = Programme(id="p", province=PROVINCE, observations=(share, answer))
    assert read(write(programme)) == programme
    grade = Observation(unit="u", criteria_set=SET, measure="15.4", grade="Khá")
    assert told(grade) == [
        "observations[0]: found another kind of thing for '15.4', expected whether it is so"
    ]


@given(st.lists(observations("u"), max_size=3), st.lists(criterion_marks("u"), max_size=3))
def test_what_the_law_files_ask_can_be_kept(
    seen: list[Observation], marks: list[CriterionMark]
) -> None:
    """A programme takes what fits, writes it and reads the same again."""
    programme = Programme(id="p", province=PROVINCE, observations=tuple(seen), marks=tuple(marks))
    assert read(write(programme)) == programme


def test_what_was_not_known_or_is_not_trusted_is_left_out() -> None:
    """An answer about an earlier day uses what was observed by then, as statements are used."""
    later = attrs.evolve(INCOME, known=When.of(date(2024, 1, 1)))
    doubted = attrs.evolve(MARKED, source=Citation(confidence=Confidence.UNVERIFIED))
    programme = Programme(id="p", province=PROVINCE, observations=(later,), marks=(doubted,))
    assert programme.on_file(known=date(2024, 1, 1)).observations == (later,)
    assert programme.on_file(known=date(2023, 12, 31)).observations == ()
    assert programme.on_file(trust=Confidence.UNVERIFIED).marks == (doubted,)
    assert programme.on_file().marks == ()


def test_judging_tells_what_does_not_fit_by_its_place_in_the_list() -> None:
    """What is of another set is passed over, and the paths count every member."""
    found = set_of("318/QĐ-TTg", "commune", CertificationTier.STANDARD)
    other = attrs.evolve(INCOME, criteria_set="other")
    with pytest.raises(InvalidInputError, match=r"observations\[1\].value: found -1"):
        assess(found, "u", observations=[other, attrs.evolve(INCOME, value=Decimal(-1))])


def test_no_number_is_no_observation() -> None:
    """What is not a number, or is without end, is refused, and so is nothing at all."""
    for text in ("NaN", "Infinity", "-Infinity", "sNaN"):
        with pytest.raises(InvalidInputError, match="value: found"):
            Observation(unit="u", criteria_set=SET, measure="10", value=Decimal(text))
    with pytest.raises(InvalidInputError, match="0 things observed"):
        Observation(unit="u", criteria_set=SET, measure="10")


@pytest.mark.parametrize(
    ("field", "odd"),
    [
        ("value", 79.9),
        ("value", 80),
        ("value", "80 %"),
        ("truth", 1),
        ("measure", 3.1),
        ("unit", None),
        ("grade", 2),
        ("as_of", date(2024, 1, 1)),
        ("source", "báo"),
    ],
)
def test_an_observation_of_another_type_is_refused(field: str, odd: object) -> None:
    """A binary fraction is no exact number, and 1 is no yes."""
    given: dict[str, object] = {"unit": "u", "criteria_set": SET, "measure": "10"}
    given |= {} if field == "truth" else {"value": Decimal(1)}
    with pytest.raises(InvalidInputError, match=f"{field}: found"):
        Observation(**(given | {field: odd}))  # type: ignore[arg-type]


def test_a_mark_of_another_type_is_refused() -> None:
    """A word for a mark is not one, and says which is meant."""
    with pytest.raises(InvalidInputError, match=r"did you mean Mark\.MET"):
        attrs.evolve(MARKED, mark="met")  # type: ignore[arg-type]

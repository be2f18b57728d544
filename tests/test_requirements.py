"""Each kind of requirement: its ends, what it leaves open, and what may be put together."""

from __future__ import annotations

from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from ntm_model import CertificationTier, Confidence, Count, Explanation, Verdict
from ntm_model.core.explanation import Comparison, Kind
from ntm_model.law import Circumstances, CriteriaSet, assess
from ntm_model.law.requirements import Cell, Parts, Threshold, inside, measures
from ntm_model.record import Observation

from .lawful import CITED, KINDS, a_set, asked, asking, completions, criterion, seen, verdict

MET, NOT_MET, OPEN = Verdict
EPSILON = Decimal("0.0000001")


@pytest.mark.parametrize(
    ("kind", "bound", "inside_it", "outside"),
    [
        ("at least", 80, (80, 80 + EPSILON), (80 - EPSILON, 0)),
        ("more than", 80, (80 + EPSILON,), (80, 0)),
        ("at most", 5, (5, 0), (5 + EPSILON,)),
        ("below", 5, (5 - EPSILON, 0), (5,)),
    ],
)
def test_the_ends_of_a_level_are_explicit_and_exact(
    kind: str, bound: int, inside_it: tuple[Decimal, ...], outside: tuple[Decimal, ...]
) -> None:
    """A value at the very bound is judged as the words say, and one a hair beside it exactly."""
    found = asking(f"{KINDS[kind]}\n{CITED}")
    for value in inside_it:
        assert verdict(found, seen("1.1", Decimal(value))) is MET
    for value in outside:
        assert verdict(found, seen("1.1", Decimal(value))) is NOT_MET
    reason = assess(found, "u", observations=[seen("1.1", Decimal(bound + 1))]).explanation
    (node,) = reason.children[0].children[0].children
    assert node.distance == (1 if kind in ("at least", "more than") else -1)


def test_missing_is_not_zero() -> None:
    """Missing income leaves the criterion open; an income of zero does not meet it."""
    found = asking(f'kind = "at least"\nvalue = "48"\n{CITED}', "triệu đồng/người/năm")
    assert verdict(found) is OPEN
    assert verdict(found, seen("1.1", Decimal(0))) is NOT_MET


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [("true", True, False), ("absent", False, True), ("grade", "Khá", "Yếu")],
)
def test_facts_and_grades_are_judged_as_they_are(
    kind: str,
    good: bool | str,  # noqa: FBT001 - what is observed
    bad: bool | str,  # noqa: FBT001 - what is observed
) -> None:
    """What is to be so is so, what is to be absent is absent, a grade is at least so good."""
    found = asking(f"{KINDS[kind]}\n{CITED}")
    assert verdict(found, seen("1.1", good)) is MET
    assert verdict(found, seen("1.1", bad)) is NOT_MET
    assert verdict(found) is OPEN


def test_a_grade_that_the_law_does_not_know_is_open() -> None:
    """Only the listed grades can be compared."""
    found = asking(f"{KINDS['grade']}\n{CITED}")
    assert verdict(found, seen("1.1", "Tốt")) is MET
    assert verdict(found, seen("1.1", "Xuất sắc")) is OPEN


@pytest.mark.parametrize("kind", KINDS)
def test_what_nobody_verified_decides_nothing(kind: str) -> None:
    """A level that is only remembered leaves the verdict open, unless such levels are trusted."""
    found = asking(f'{KINDS[kind]}\nconfidence = "UNVERIFIED"')
    good: dict[str, Decimal | bool | str] = {
        "grade": "Tốt",
        "true": True,
        "absent": False,
        "at most": Decimal(0),
        "below": Decimal(0),
    }
    observed = seen("1.1", good.get(kind, Decimal(100)))
    assert verdict(found, observed) is OPEN
    trusting = Circumstances(trust=Confidence.UNVERIFIED)
    assert verdict(found, observed, given=trusting) is MET


def test_what_is_observed_below_the_floor_is_not_used() -> None:
    """An inferred value decides nothing by default."""
    found = asking(f"{KINDS['at least']}\n{CITED}")
    doubtful = seen("1.1", Decimal(90))
    doubtful = attrs.evolve(
        doubtful, source=attrs.evolve(doubtful.source, confidence=Confidence.INFERRED)
    )
    assert verdict(found, doubtful) is OPEN
    assert verdict(found, doubtful, given=Circumstances(record_trust=Confidence.INFERRED)) is MET


def test_levels_are_those_of_the_region_and_the_year() -> None:
    """The most specific level counts; where the region is open, so is what depends on it."""
    cells = "".join(
        f'[[criterion.indicator.requires.cells]]\nvalue = "{value}"\n{where}{CITED}\n'
        for value, where in (
            ("48", "year = 2023\n"),
            ("44", 'column = "TN"\nyear = 2023\n'),
            ("39", 'column = "TDMNPB"\nyear = 2023\n'),
            ("46", 'column = "TN"\nyear = 2024\n'),
        )
    )
    found = asking(f'kind = "at least"\n{cells}', "triệu đồng/người/năm")

    def judged(column: str, year: int | None, value: int) -> Verdict:
        place = Circumstances(column=column, year=year)
        return verdict(found, seen("1.1", Decimal(value)), given=place)

    assert judged("TN", 2023, 44) is MET
    assert judged("TN", 2024, 45) is NOT_MET
    assert judged("TDMNPB", 2023, 43) is MET
    assert judged("", 2023, 100) is OPEN
    assert judged("DNB", 2023, 100) is OPEN
    assert judged("TN", 2025, 100) is OPEN
    assert judged("TN", None, 100) is OPEN


def test_a_national_level_holds_where_there_are_no_regions() -> None:
    """One level for all counts in every region, known or not."""
    found = asking(f"{KINDS['at least']}\n{CITED}")
    for column in ("", "TN", "DNB"):
        assert verdict(found, seen("1.1", Decimal(80)), given=Circumstances(column=column)) is MET


PARTS = f"""
[[criterion.indicator.requires.parts]]
measure = "a"
kind = "true"
{CITED}
[[criterion.indicator.requires.parts]]
measure = "b"
kind = "true"
{CITED}
[[criterion.indicator.requires.parts]]
measure = "c"
kind = "true"
{CITED}
"""


@pytest.mark.parametrize(
    ("kind", "needed"), [('"all"', 3), ('"any"', 1), ('"some"\nnumber = 2', 2)]
)
@given(st.lists(st.sampled_from((True, False, None)), min_size=3, max_size=3))
def test_parts_are_joined_by_how_many_are_needed(
    kind: str, needed: int, truths: list[bool | None]
) -> None:
    """All, any and at least so many are one law: so many are met, or may be."""
    found = asking(f"kind = {kind}\n{PARTS}")
    observed = [
        seen(name, truth) for name, truth in zip("abc", truths, strict=True) if truth is not None
    ]
    known = [OPEN if truth is None else Verdict.of(truth) for truth in truths]
    assert verdict(found, *observed) is Verdict.at_least(needed, known)


EACH = f"""
kind = "each"
among = ["nam", "nữ"]
[criterion.indicator.requires.part]
kind = "at least"
value = "90"
{CITED}
"""


def test_each_of_men_and_women_has_to_meet_the_level() -> None:
    """Both are asked for by themselves; one of them alone leaves the other open."""
    found = asking(EACH, "% dân số")
    men, women = seen("1.1/nam", Decimal(95)), seen("1.1/nữ", Decimal(89))
    assert verdict(found, men) is OPEN
    assert verdict(found, men, women) is NOT_MET
    assert verdict(found, men, attrs.evolve(women, value=Decimal(90))) is MET


def test_every_village_is_asked_for_and_those_not_observed_stay_open() -> None:
    """How many villages there are is a measure of its own; without it nothing is settled."""
    every = EACH.replace('among = ["nam", "nữ"]', 'number = "số thôn"')
    found = asking(every, "% hộ")
    both = seen("1.1/A", Decimal(95)), seen("1.1/B", Decimal(90))
    assert verdict(found, *both) is OPEN
    assert verdict(found, *both, seen("số thôn", Decimal(2))) is MET
    assert verdict(found, *both, seen("số thôn", Decimal(3))) is OPEN
    assert (
        verdict(found, both[0], seen("1.1/B", Decimal(0)), seen("số thôn", Decimal(3))) is NOT_MET
    )


SCHOOLS = f"""
kind = "if"
[criterion.indicator.requires.condition]
measure = "số trường"
unit = "trường"
kind = "at most"
value = "3"
{CITED}
[criterion.indicator.requires.then]
kind = "at least"
value = "50"
{CITED}
[criterion.indicator.requires.otherwise]
kind = "at least"
value = "70"
{CITED}
"""


def test_what_is_asked_depends_on_the_condition() -> None:
    """Up to three schools 50 % are asked, else 70 %; both agree where the number is open."""
    found = asking(SCHOOLS, "% trường")

    def judged(schools: int | None, share: int) -> Verdict:
        number = [] if schools is None else [seen("số trường", Decimal(schools))]
        return verdict(found, seen("1.1", Decimal(share)), *number)

    assert (judged(3, 50), judged(4, 50), judged(4, 70)) == (MET, NOT_MET, MET)
    assert (judged(None, 60), judged(None, 70), judged(None, 49)) == (OPEN, MET, NOT_MET)


def test_nothing_is_asked_where_there_is_none() -> None:
    """Without another case, a condition that does not hold leaves nothing to meet."""
    head, _, _ = SCHOOLS.partition("[criterion.indicator.requires.otherwise]")
    found = asking(head, "% trường")
    assert verdict(found, seen("số trường", Decimal(9))) is MET


RELATIVE = f"""
kind = "relative"
comparison = "at least"
set = "other"
indicator = "1.1"
factor = "1.10"
{CITED}
"""


@pytest.mark.parametrize("confidence", ["VERIFIED", "UNVERIFIED"])
def test_a_relative_level_is_a_multiple_of_another_sets(confidence: str) -> None:
    """319 asks for 110 % of the advanced level of the same region and year, exactly."""
    level = f'kind = "at least"\nvalue = "50"\nconfidence = "{confidence}"\nsource = "page"'
    other = attrs.evolve(asking(level, "triệu đồng"), id="other")
    found = asking(RELATIVE, "triệu đồng")
    place = Circumstances(others=(other,))
    settled = confidence == "VERIFIED"
    assert verdict(found, seen("1.1", Decimal(55)), given=place) is (MET if settled else OPEN)
    below = seen("1.1", Decimal(55) - EPSILON)
    assert verdict(found, below, given=place) is (NOT_MET if settled else OPEN)
    assert verdict(found, seen("1.1", Decimal(999))) is OPEN


def test_a_relative_level_is_as_sure_as_the_factor() -> None:
    """A factor that nobody verified decides nothing, however sure the other level is."""
    other = attrs.evolve(asking(f"{KINDS['at least']}\n{CITED}"), id="other")
    doubtful = RELATIVE.replace(CITED, 'confidence = "UNVERIFIED"')
    place = Circumstances(others=(other,))
    assert verdict(asking(doubtful), seen("1.1", Decimal(99)), given=place) is OPEN


HOLDERS = f'kind = "holders"\ntier = "advanced"\namong = "communes"\npercent = "10"\n{CITED}'


@pytest.mark.parametrize(
    ("count", "total", "expected"),
    [
        (Count(0, 0), 7, NOT_MET),
        (Count(1, 1), 7, MET),
        (Count(1, 1), 11, NOT_MET),
        (Count(1, 2), 11, OPEN),
        (Count(0, 0), 0, MET),
    ],
)
def test_a_share_of_units_rounds_up_to_whole_ones(
    count: Count, total: int, expected: Verdict
) -> None:
    """10 % of 7 communes are one, of 11 two, and of none none."""
    place = Circumstances(holders=((CertificationTier.ADVANCED, "communes", count, total),))
    assert verdict(asking(HOLDERS), given=place) is expected


def test_holders_that_nobody_counted_stay_open() -> None:
    """Without the units inside, and without a verified share, nothing is settled."""
    assert verdict(asking(HOLDERS)) is OPEN
    doubtful = asking(HOLDERS.replace(CITED, 'confidence = "UNVERIFIED"'))
    place = Circumstances(holders=((CertificationTier.ADVANCED, "communes", Count(7, 7), 7),))
    assert verdict(doubtful, given=place) is OPEN


def test_what_is_left_to_the_province_needs_its_own_file() -> None:
    """Without the province's file the answer is open; with it the file decides."""
    found = asking('kind = "province"')
    assert verdict(found, seen("1.1", Decimal(90))) is OPEN
    own = asking(f"{KINDS['at least']}\n{CITED}")
    given_own = Circumstances(own=own)
    assert verdict(found, seen("1.1", Decimal(90)), given=given_own) is MET
    assert verdict(found, seen("1.1", Decimal(70)), given=given_own) is NOT_MET
    elsewhere = Circumstances(own=a_set(criterion("2", f"{KINDS['at least']}\n{CITED}")))
    assert verdict(found, seen("1.1", Decimal(90)), given=elsewhere) is OPEN


def test_what_was_not_found_is_open() -> None:
    """An unknown level is never guessed, at any trust."""
    found = asking('kind = "unknown"')
    trusting = Circumstances(trust=Confidence.UNVERIFIED)
    assert verdict(found, seen("1.1", Decimal(100)), given=trusting) is OPEN


def test_a_level_without_a_cell_is_not_found() -> None:
    """A table without any level for the question says so."""
    empty = Threshold(measure="m", comparison=Comparison.AT_LEAST)
    assert empty.cell("TN", 2023) is None
    cell = Cell(value=Decimal(1), year=2023)
    assert attrs.evolve(empty, cells=(cell,)).cell("TN", 2023) == cell


REQUIREMENTS = st.sampled_from(
    (
        *(f"{asks}\n{CITED}" for asks in KINDS.values()),
        f'kind = "all"\n{PARTS}',
        f'kind = "any"\n{PARTS}',
        f'kind = "some"\nnumber = 2\n{PARTS}',
        SCHOOLS,
    )
)


@st.composite
def partly_known(draw: DrawFn) -> tuple[CriteriaSet, dict[str, Observation]]:
    """Draw a set of one or two criteria and some of what there is to observe."""
    asks = draw(st.lists(REQUIREMENTS, min_size=1, max_size=2))
    renamed = [
        text.replace('"a"', f'"a{index}"')
        .replace('"b"', f'"b{index}"')
        .replace('"c"', f'"c{index}"')
        .replace("số trường", f"số trường {index}")
        for index, text in enumerate(asks)
    ]
    found = a_set(*(criterion(str(index), text) for index, text in enumerate(renamed)))
    world = draw(st.sampled_from(completions(found, {})))
    return found, {one.measure: one for one in world if draw(st.booleans())}


@given(partly_known())
def test_a_verdict_is_sound_and_settled_whenever_all_completions_agree(
    case: tuple[CriteriaSet, dict[str, Observation]],
) -> None:
    """Whatever is not observed yet, a settled verdict stays; if all agree it is settled."""
    found, known = case
    judged = verdict(found, *known.values())
    worlds = {verdict(found, *world) for world in completions(found, known)}
    assert OPEN not in worlds
    assert judged is (worlds.pop() if len(worlds) == 1 else OPEN)


@given(partly_known())
def test_every_verdict_can_be_recomputed_from_what_is_below_it(
    case: tuple[CriteriaSet, dict[str, Observation]],
) -> None:
    """No node claims more than its kind, its requirement and its children give."""
    found, known = case

    def check(node: Explanation) -> None:
        assert node.recomputed is node.verdict
        for child in node.children:
            check(child)

    check(assess(found, "u", observations=known.values()).explanation)


@given(
    st.sampled_from(("at least", "more than", "at most", "below")),
    st.integers(0, 100),
    st.integers(0, 100),
)
def test_a_verdict_is_monotone_in_the_direction_that_is_asked(
    kind: str, one: int, other: int
) -> None:
    """More never hurts where at least so much is asked, and never helps where at most is."""
    found = asking(f"{KINDS[kind]}\n{CITED}")
    low, high = sorted((one, other))
    rising = kind in ("at least", "more than")
    worse, better = (low, high) if rising else (high, low)
    if verdict(found, seen("1.1", Decimal(worse))) is MET:
        assert verdict(found, seen("1.1", Decimal(better))) is MET


def test_the_measures_of_a_requirement_are_those_that_it_looks_at() -> None:
    """Each is named with what it is measured in."""
    assert measures(asked(asking(SCHOOLS, "% trường"))) == {
        "1.1": "% trường",
        "số trường": "trường",
    }
    assert measures(asked(asking(EACH, "% hộ"))) == {"1.1/nam": "% hộ", "1.1/nữ": "% hộ"}
    assert measures(asked(asking(f'kind = "all"\n{PARTS}'))) == dict.fromkeys("abc", "yes or no")
    assert measures(asked(asking(HOLDERS))) == {}
    assert len(inside(asked(asking(SCHOOLS)))) == 3
    choice = asked(asking(f'kind = "any"\n{PARTS}'))
    assert isinstance(choice, Parts)
    assert choice.kind is Kind.ANY

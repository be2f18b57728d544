"""Judging a unit: values, marks, both; roll-ups; may be recognised, may be revoked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_model import (
    Citation,
    Commune,
    Confidence,
    Count,
    Duty,
    Explanation,
    InvalidInputError,
    Level,
    Matter,
    Mention,
    Role,
    UnknownNameError,
    Verdict,
    When,
)
from ntm_model.core.explanation import Kind, combined
from ntm_model.law import (
    CriteriaSet,
    Judgement,
    assess,
    effects,
    least_change,
    may_be_recognised,
    may_be_revoked,
    receipt,
    roll_up,
    sets,
)
from ntm_model.record import CriterionMark, Mark, Observation
from ntm_model.review.following import following

from .lawful import CITED, KINDS, a_set, criterion, seen

MET, NOT_MET, OPEN = Verdict
LEVEL = f"{KINDS['at least']}\n{CITED}"
ONE = a_set(criterion("1", LEVEL))
NAMES = {"10": "Thu nhập", "17": "Môi trường và an toàn thực phẩm", "19": "Quốc phòng và An ninh"}


def nineteen() -> CriteriaSet:
    """Return a set of 19 criteria without indicators, named as those of the national one."""
    texts = [
        f"""
[[criterion]]
id = "{number}"
vi = "{NAMES.get(str(number), f"Tiêu chí {number}")}"
en = "Criterion {number}"
{CITED}
"""
        for number in range(1, 20)
    ]
    return a_set(*texts)


NINETEEN = nineteen()


def mark(name: str, value: Mark, unit: str = "u", on: date = date(2023, 1, 1)) -> CriterionMark:
    """Return a mark of the small set."""
    return CriterionMark(
        unit=unit, criteria_set="small", criterion=name, mark=value, as_of=When.of(on)
    )


def marked(values: Sequence[Mark], unit: str = "u") -> Judgement:
    """Judge a unit by marks of the 19 criteria, in order."""
    marks = [mark(str(index), value, unit) for index, value in enumerate(values, 1)]
    return assess(NINETEEN, unit, marks=marks)


def one(*observations: Observation, marks: Sequence[CriterionMark] = ()) -> Explanation:
    """Return what is said of the one criterion of a set."""
    return assess(ONE, "u", observations=observations, marks=marks).criteria["1"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Mark.MET, MET),
        (Mark.NOT_MET, NOT_MET),
        (Mark.NOT_APPLICABLE, MET),
        (Mark.NOT_ASSESSED, OPEN),
    ],
)
def test_a_mark_is_taken_as_it_stands(value: Mark, expected: Verdict) -> None:
    """Not assessed is open, and what does not apply is not in the way."""
    node = one(marks=[mark("1", value)])
    assert (node.verdict, node.topic) == (expected, f"marked-{value.value}")


def test_values_decide_and_marks_stand_in_for_them() -> None:
    """Where both are settled and differ, neither is believed and that is said."""
    good, bad = seen("1.1", Decimal(90)), seen("1.1", Decimal(10))
    assert one(good).topic == "criterion"
    assert one(good, marks=[mark("1", Mark.MET)]).verdict is MET
    differing = one(bad, marks=[mark("1", Mark.MET)])
    assert (differing.topic, differing.verdict) == ("mark-and-values-differ", OPEN)
    assert one(good, marks=[mark("1", Mark.NOT_ASSESSED)]).verdict is MET


def test_a_criterion_of_which_nothing_is_known_is_open() -> None:
    """Without indicators on file and without a mark, what it asks was not found."""
    judged = assess(NINETEEN, "u")
    assert {node.topic for node in judged.explanation.children} == {"criterion-not-found"}
    assert (judged.verdict, judged.met) == (OPEN, Count(0, 19))


def test_the_latest_observation_counts_and_two_of_one_day_that_differ_do_not() -> None:
    """An older value is overtaken; a contradiction of one day leaves the criterion open."""
    early, late = seen("1.1", Decimal(10), date(2022, 1, 1)), seen("1.1", Decimal(90))
    assert one(early, late).verdict is one(late, early).verdict is MET
    assert one(late, seen("1.1", Decimal(10))).verdict is OPEN
    assert one(late, seen("1.1", Decimal(90))).verdict is MET
    marks = [mark("1", Mark.MET), mark("1", Mark.NOT_MET)]
    assert one(marks=marks).verdict is OPEN


@pytest.mark.parametrize(
    ("as_of", "known", "expected"),
    [
        (When(), When(), OPEN),
        (When(), When.of(date(2024, 1, 1)), OPEN),
        (When(), When.of(date(2022, 12, 31)), MET),
        (When.during(2023), When(), OPEN),
        (When(date(2023, 1, 2), None), When(), NOT_MET),
        (When(None, date(2022, 12, 31)), When(), MET),
    ],
)
def test_where_it_is_open_which_fact_is_the_latest_none_is_guessed(
    as_of: When, known: When, expected: Verdict
) -> None:
    """90 was seen on 1 January 2023; 10 is older, or surely later, or possibly either."""
    undated = attrs.evolve(seen("1.1", Decimal(10)), as_of=as_of, known=known)
    dated = seen("1.1", Decimal(90))
    assert one(dated, undated).verdict is one(undated, dated).verdict is expected


def test_facts_that_differ_are_told() -> None:
    """Values, answers and marks of one day that differ are not called missing."""
    judged = one(seen("1.1", Decimal(90)), seen("1.1", Decimal(10)))
    assert judged.children[0].children[0].topic == "measures-differ"
    marked_twice = one(marks=[mark("1", Mark.MET), mark("1", Mark.NOT_MET)])
    assert (marked_twice.topic, marked_twice.verdict) == ("marks-differ", OPEN)
    asked_for = a_set(criterion("1", f"{KINDS['true']}\n{CITED}"))
    answers = [seen("1.1", truth) for truth in (True, False)]
    found = assess(asked_for, "u", observations=answers).criteria["1"]
    assert found.children[0].children[0].topic == "observations-differ"
    settled = one(seen("1.1", Decimal(90)), marks=[mark("1", Mark.MET), mark("1", Mark.NOT_MET)])
    assert settled.verdict is MET


def test_others_observations_are_not_used() -> None:
    """What was observed of another unit, or for another set, says nothing of this one."""
    other = seen("1.1", Decimal(90), unit="v")
    elsewhere = attrs.evolve(seen("1.1", Decimal(90)), criteria_set="other")
    assert one(other, elsewhere).verdict is OPEN


def test_marks_below_the_floor_are_not_used() -> None:
    """A mark that somebody remembers leaves its criterion open."""
    doubtful = attrs.evolve(mark("1", Mark.MET), source=Citation(confidence=Confidence.UNVERIFIED))
    assert one(marks=[doubtful]).verdict is OPEN


def test_what_was_observed_wrongly_is_told_at_once() -> None:
    """Another unit, a share of 130 %, another kind of thing, unknown criteria: all in one error."""
    wrong = [
        seen("1.1", Decimal(130)),
        attrs.evolve(seen("1.1", Decimal(5)), measured_in="% km"),
        seen("1.1", True),  # noqa: FBT003 - what is observed
        seen("1.2", Decimal(5)),
        seen("1.1", Decimal(-1)),
    ]
    with pytest.raises(InvalidInputError) as error:
        assess(ONE, "u", observations=wrong, marks=[mark("11", Mark.MET)])

    assert [str(fault) for fault in error.value.faults] == [
        "marks[0].criterion: found '11', expected a criterion of small; did you mean '1'?",
        "observations[0].value: found 130 % hộ, expected a share from 0 to 100",
        "observations[1].measured_in: found '% km', expected '% hộ'",
        "observations[2]: found another kind of thing for '1.1', expected a number",
        "observations[3].measure: found '1.2', expected a measure of small; did you mean '1.1'?",
        "observations[4].value: found -1 % hộ, expected a share from 0 to 100",
    ]


def test_numbers_are_not_negative_and_kinds_of_things_are_told_apart() -> None:
    """An income below nothing, and a number where a truth or a grade is asked, are refused."""
    income = a_set(criterion("1", LEVEL, "triệu đồng"))
    with pytest.raises(InvalidInputError, match="a number that is not negative"):
        assess(income, "u", observations=[seen("1.1", Decimal(-1))])
    for kind, expected in (("true", "whether it is so"), ("grade", "a grade")):
        found = a_set(criterion("1", f"{KINDS[kind]}\n{CITED}"))
        with pytest.raises(InvalidInputError, match=expected):
            assess(found, "u", observations=[seen("1.1", Decimal(1))])


def test_an_observation_is_of_one_thing() -> None:
    """Nothing, or a number and a truth at once, is refused."""
    with pytest.raises(InvalidInputError, match="0 things observed"):
        Observation(unit="u", criteria_set="s", measure="m")
    with pytest.raises(InvalidInputError, match="2 things observed"):
        Observation(unit="u", criteria_set="s", measure="m", value=Decimal(1), truth=True)


MARKS = st.lists(st.sampled_from(Mark), min_size=19, max_size=19)


@given(MARKS)
def test_the_criteria_met_are_counted_as_a_range(values: list[Mark]) -> None:
    """Those met and not applicable for sure, those not assessed perhaps."""
    judged = marked(values)
    sure = values.count(Mark.MET) + values.count(Mark.NOT_APPLICABLE)
    assert judged.met == Count(sure, sure + values.count(Mark.NOT_ASSESSED))
    assert len(judged.having(NOT_MET)) == values.count(Mark.NOT_MET)
    assert len(judged.having(OPEN)) == values.count(Mark.NOT_ASSESSED)


def revocable(unmet: Sequence[int], open_ones: Sequence[int] = ()) -> Verdict:
    """Judge whether recognition may be revoked with some criteria unmet and some open."""
    values = [
        Mark.NOT_MET if number in unmet else Mark.NOT_ASSESSED if number in open_ones else Mark.MET
        for number in range(1, 20)
    ]
    return may_be_revoked(marked(values), NINETEEN).verdict


def test_recognition_may_be_revoked_from_six_with_a_named_one_and_from_ten() -> None:
    """30 % of 19 are six whole criteria, 50 % are ten; income is one of those named."""
    assert revocable([1, 2, 3, 4, 10]) is NOT_MET
    assert revocable([1, 2, 3, 4, 5, 10]) is MET
    assert revocable([1, 2, 3, 4, 5, 6, 7, 8, 9]) is NOT_MET
    assert revocable([1, 2, 3, 4, 5, 6, 7, 8, 9, 11]) is MET


def test_both_ways_of_what_is_open_can_lead_to_the_same() -> None:
    """Nine unmet with a named one and one open: met either way; five and one open: undetermined."""
    assert revocable([1, 2, 3, 4, 5, 6, 7, 8, 10], [9]) is MET
    assert revocable([1, 2, 3, 4, 10], [5]) is OPEN
    assert revocable([1, 2, 3, 4, 5, 6], [10]) is OPEN
    assert revocable([1, 2, 3, 10], [5, 6]) is OPEN
    assert revocable([1, 2, 3, 4], [5, 6]) is NOT_MET
    assert revocable([1, 2, 3], [4, 5]) is NOT_MET


@given(
    st.lists(st.integers(1, 19), max_size=12, unique=True),
    st.lists(st.integers(1, 19), max_size=4, unique=True),
)
def test_whether_it_may_be_revoked_is_sound_against_all_completions(
    unmet: list[int], doubtful: list[int]
) -> None:
    """A settled answer is that of every way to assess what is open."""
    unknown = [number for number in doubtful if number not in unmet]
    judged = revocable(unmet, unknown)
    ways = product((True, False), repeat=len(unknown))
    worlds = {
        revocable([*unmet, *(number for number, bad in zip(unknown, way, strict=True) if bad)])
        for way in ways
    }
    assert judged is OPEN or worlds == {judged}


def test_a_level_without_a_rule_of_revocation_is_refused() -> None:
    """For villages no rule was found."""
    with pytest.raises(UnknownNameError, match="'village'"):
        may_be_revoked(marked([Mark.MET] * 19), attrs.evolve(NINETEEN, level="village"))


def test_recognition_asks_for_the_set_and_for_what_stands_beside_it() -> None:
    """19 of 19 are not enough with outstanding debt, and open without word of it."""
    conditions = a_set(criterion("b", f"{KINDS['absent']}\n{CITED}"))
    conditions = attrs.evolve(conditions, id="beside")
    full = marked([Mark.MET] * 19)
    for debt, expected in ((False, MET), (True, NOT_MET), (None, OPEN)):
        observed = [] if debt is None else [attrs.evolve(seen("b.1", debt), criteria_set="beside")]
        beside = assess(conditions, "u", observations=observed)
        assert may_be_recognised(full, beside).verdict is expected
    with pytest.raises(InvalidInputError, match="conditions: found those of 'v', expected of 'u'"):
        may_be_recognised(full, attrs.evolve(beside, unit="v"))
    with pytest.raises(InvalidInputError, match="expected what stands beside it"):
        may_be_recognised(full, full)
    with pytest.raises(InvalidInputError, match="expected one by small"):
        may_be_revoked(attrs.evolve(full, criteria_set="other"), NINETEEN)
    with pytest.raises(InvalidInputError, match="expected one of each unit"):
        roll_up([full, full])


def test_what_is_no_set_unit_or_circumstance_is_refused() -> None:
    """A unit in place of its id, or a text in place of a set, would silently find nothing."""
    with pytest.raises(InvalidInputError, match="unit: found"):
        assess(NINETEEN, Commune("u"))  # type: ignore[arg-type]
    with pytest.raises(InvalidInputError, match="found: found '318'"):
        assess("318", "u")  # type: ignore[arg-type]
    with pytest.raises(InvalidInputError, match="given: found"):
        assess(NINETEEN, "u", given="TN")  # type: ignore[arg-type]
    whole = next(found for found in sets() if found.amendments)
    with pytest.raises(InvalidInputError, match="units: found 'AB', expected the ids of units"):
        effects(whole, whole.amendments[0].since, "AB")


def matrix(rows: Sequence[int]) -> list[Judgement]:
    """Return units of which each meets so many criteria, spread as evenly as the rows allow."""
    given_marks: list[Judgement] = []
    start = 0
    for index, met in enumerate(rows):
        held = {(start + step) % 19 for step in range(met)}
        start = (start + met) % 19
        values = [Mark.MET if number in held else Mark.NOT_MET for number in range(19)]
        given_marks.append(marked(values, f"u{index}"))
    return given_marks


def test_a_published_table_is_reproduced_by_its_margins() -> None:
    """152 communes in bands 7+43+34+62+6 with 1,586 criteria met: 10.43 on average."""
    rows = [19] * 7 + [15] * 43 + [10] * 34 + [7] * 62 + [3] * 6
    missing = 1586 - sum(rows)
    room = {15: 18, 10: 14, 7: 9, 3: 4}
    for index, row in enumerate(rows):
        more = min(missing, room.get(row, row) - row)
        rows[index], missing = row + more, missing - more
    assert missing == 0

    found = roll_up(matrix(rows))

    assert [(band.fewest, band.most, str(band.units)) for band in found.bands] == [
        (19, 19, "7"),
        (15, 18, "43"),
        (10, 14, "34"),
        (5, 9, "62"),
        (0, 4, "6"),
    ]
    assert found.criteria_met == Count(1586, 1586)
    assert sum(count.low for _, count in found.by_criterion) == 1586
    assert found.average == (Fraction(1586, 152), Fraction(1586, 152))
    assert round(float(Fraction(1586, 152)), 2) == 10.43


@given(st.lists(MARKS, max_size=5))
def test_a_roll_up_adds_up(units: list[list[Mark]]) -> None:
    """Bands hold every unit once; criteria add up the same by row and by column."""
    judgements = [marked(values, f"u{index}") for index, values in enumerate(units)]
    found = roll_up(judgements)
    assert found.units == len(units)
    assert sum(band.units.low for band in found.bands) <= len(units)
    assert sum(band.units.high or 0 for band in found.bands) >= len(units)
    assert found.criteria_met.low == sum(count.low for _, count in found.by_criterion)
    assert found.criteria_met.high == sum(count.high or 0 for _, count in found.by_criterion)
    assert (found.average is None) == (not units)


def test_other_edges_make_other_bands_and_wrong_ones_are_refused() -> None:
    """The edges of bands are data; they fall, and judgements are by one set."""
    found = roll_up(matrix([19, 12, 3]), edges=(17, 10))
    assert [str(band.units) for band in found.bands] == ["1", "1", "1"]
    assert [band.most for band in roll_up(matrix([3]), edges=()).bands] == [19]
    for edges in ((10, 10), (5, 19), (0,)):
        with pytest.raises(InvalidInputError, match="numbers that fall"):
            roll_up([], edges=edges)
    other = attrs.evolve(marked([Mark.MET] * 19), criteria_set="other")
    with pytest.raises(InvalidInputError, match="other and small"):
        roll_up([marked([Mark.MET] * 19), other])


def fact(verdict: Verdict, number: int) -> Explanation:
    """Return a fact with a name."""
    return Explanation(kind=Kind.FACT, topic="t", verdict=verdict, subject=(str(number),))


def node_of(kind: Kind, children: list[Explanation]) -> Explanation:
    """Join reasons under all or any."""
    return combined(kind, "node", children, subject=("inner",))


FACTS = st.sampled_from((MET, NOT_MET, OPEN))
TREES = st.recursive(
    st.builds(fact, FACTS, st.integers(0, 999)),
    lambda parts: st.builds(
        node_of, st.sampled_from((Kind.ALL, Kind.ANY)), st.lists(parts, min_size=1, max_size=3)
    ),
    max_leaves=6,
)


def leaves(node: Explanation) -> list[Explanation]:
    """Return the facts of a tree."""
    if not node.children:
        return [node]
    return [leaf for child in node.children for leaf in leaves(child)]


def moved(node: Explanation, moves: set[tuple[str, ...]], *, open_is_met: bool) -> Verdict:
    """Judge a tree after some moves, in the best or the worst world for what is open."""
    if not node.children:
        if (node.topic, *node.subject) in moves:
            return MET
        return Verdict.of(open_is_met) if node.verdict is OPEN else node.verdict
    verdicts = [moved(child, moves, open_is_met=open_is_met) for child in node.children]
    return Verdict.all_of(verdicts) if node.kind is Kind.ALL else Verdict.any_of(verdicts)


@given(TREES)
def test_the_least_change_flips_the_verdict_and_no_part_of_it_does(tree: Explanation) -> None:
    """The moves are surely enough; leaving out any one of them is not, in the worst world."""
    names = [(leaf.topic, *leaf.subject) for leaf in leaves(tree)]
    if len(set(names)) < len(names):
        return
    found = least_change(tree)
    assert found.sure == len(found.moves)
    assert found.possible <= found.sure
    assert moved(tree, set(found.moves), open_is_met=False) is MET
    for left_out in found.moves:
        assert moved(tree, set(found.moves) - {left_out}, open_is_met=False) is NOT_MET
    assert set(found.forced) <= set(found.moves)
    assert (found.possible == 0) == (moved(tree, set(), open_is_met=True) is MET)
    assert found.unique == (found.forced == found.moves)


def test_moves_of_counts_cases_and_choices_are_counted() -> None:
    """A count takes as many grants as it is short of; an open case asks for both ways."""
    from ntm_model.core.explanation import counted

    short = counted("holders", Count(1, 2), Count(4, None), subject=("d",))
    assert (least_change(short).possible, least_change(short).sure) == (2, 3)
    parts = [
        Explanation(kind=Kind.FACT, topic="t", verdict=verdict, subject=(name,))
        for name, verdict in (("a", NOT_MET), ("b", OPEN), ("c", NOT_MET))
    ]
    some = Explanation(
        kind=Kind.SOME,
        topic="some",
        verdict=OPEN if Verdict.at_least(1, [p.verdict for p in parts]) is OPEN else NOT_MET,
        required=Count(1, None),
        children=tuple(parts),
    )
    assert (least_change(some).possible, least_change(some).sure) == (0, 1)
    for verdict, expected in ((MET, (1, 1)), (NOT_MET, (0, 1)), (OPEN, (0, 2))):
        condition = attrs.evolve(parts[0], verdict=verdict, subject=("condition",))
        case = Explanation(
            kind=Kind.IF,
            topic="if",
            verdict={MET: NOT_MET, NOT_MET: OPEN, OPEN: OPEN}[verdict],
            children=(condition, parts[0], parts[1]),
        )
        assert (least_change(case).possible, least_change(case).sure) == expected


def test_who_follows_a_criterion_is_the_provinces_own_assignment() -> None:
    """D1: named by a duty with that criterion, and nobody where none is on file."""
    judged = marked([Mark.NOT_MET, Mark.NOT_ASSESSED] + [Mark.MET] * 17)
    health = Mention("Sở Y tế", Level.AGENCY)
    duty = Duty(role=Role.MONITOR, addressee=health, matter=Matter.CRITERIA, criteria=("1",))
    general = attrs.evolve(duty, criteria=())

    found = following(judged, [duty, general, duty])

    assert [(one.criterion, one.verdict, one.by) for one in found] == [
        ("1", NOT_MET, (health,)),
        ("2", OPEN, ()),
    ]


AMENDED = f"""
[[amendment]]
id = "2/QĐ-TTg"
since = 2024-03-01
{CITED}
[[amendment.indicator]]
id = "1.1"
vi = "Nội dung mới"
en = "New content"
{CITED}
[amendment.indicator.requires]
kind = "true"
{CITED}
"""


def test_an_amendment_changes_verdicts_of_units_that_are_named() -> None:
    """A share that became a yes or no is open until it is observed anew."""
    found = a_set(criterion("1", LEVEL), more=AMENDED)
    old, new = seen("1.1", Decimal(90)), seen("1.1", True, unit="v")  # noqa: FBT003 - observed
    both = [old, new]

    changed = effects(found, date(2024, 3, 1), ["u", "v", "w"], observations=both)

    assert [(one.unit, one.criterion, one.before, one.after) for one in changed] == [
        ("u", "1", MET, OPEN),
        ("v", "1", OPEN, MET),
    ]


def test_a_set_that_is_cut_out_for_a_day_is_not_compared() -> None:
    """Its text of another day is not in it: no change would be told where there is one."""
    found = a_set(criterion("1", LEVEL), more=AMENDED)
    for text, since in (
        (found.on(date(2024, 2, 29)), date(2024, 3, 1)),
        (found.on(date(2024, 3, 1)), date(2024, 3, 1)),
        (found, date(2024, 3, 2)),
    ):
        with pytest.raises(InvalidInputError, match="small, with all its amendments, was amended"):
            effects(text, since, ["u"], observations=[seen("1.1", Decimal(90))])


def test_a_receipt_tells_what_a_judgement_rests_on() -> None:
    """Law files, observations in any order, circumstances and reasons have digests of their own."""
    observed = [seen("1.1", Decimal(90)), seen("1.1", Decimal(90), date(2022, 1, 1))]
    judged = assess(ONE, "u", observations=observed)
    paper = receipt(judged, observations=observed)

    assert paper == receipt(judged, observations=observed[::-1])
    assert paper != receipt(judged, observations=observed[:1])
    assert paper.criteria_set == "small"
    names = [name for name, _ in paper.law]
    assert names == sorted(names)
    assert "320-qd-ttg.toml" in names
    assert all(len(digest) == len("0" * 64) for _, digest in paper.law)

"""Explanations: canonical trees whose verdicts follow from their parts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from ntm_model import Check, Count, Explanation, Fault, InvalidInputError, Verdict
from ntm_model.core.explanation import Comparison, Kind, combined, counted
from ntm_model.law import judge_district
from ntm_model.strategies import counts, days, explanations, provinces, statements, verdicts
from ntm_model.units import Province

BOTH = st.sampled_from((Kind.ALL, Kind.ANY))


def fact(verdict: Verdict, topic: str = "fact", *, exact: bool = True) -> Explanation:
    """Return a node that stands on its own."""
    return Explanation(kind=Kind.FACT, topic=topic, verdict=verdict, exact=exact)


def nodes(root: Explanation) -> Iterator[Explanation]:
    """Yield a node and all below it."""
    yield root
    for child in root.children:
        yield from nodes(child)


def leaves() -> SearchStrategy[Explanation]:
    """Return nodes without children."""
    facts = st.builds(fact, verdicts(), st.sampled_from("abc"), exact=st.booleans())
    return facts | st.builds(counted, st.just("count"), counts(), counts())


@given(BOTH, st.lists(explanations(), max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_reasons_does_not_matter(
    kind: Kind, parts: list[Explanation], random: Random
) -> None:
    """Equal reasons in any order, and given twice, make equal explanations."""
    shuffled = [*parts, *parts]
    random.shuffle(shuffled)
    assert combined(kind, "", shuffled) == combined(kind, "", parts)


@given(BOTH, st.lists(explanations(), max_size=3), st.lists(explanations(), max_size=3))
def test_nested_reasons_of_one_kind_are_flat(
    kind: Kind, some: list[Explanation], more: list[Explanation]
) -> None:
    """All of (all of a, b), c is all of a, b, c; the same for any."""
    nested = combined(kind, "topic", [combined(kind, "", some), *more])
    assert nested == combined(kind, "topic", [*some, *more])


def test_a_nested_reason_that_says_something_stays() -> None:
    """A condition with a topic or a rule of its own is not dissolved."""
    inner = combined(Kind.ALL, "townships", [fact(Verdict.MET)])
    ruled = combined(Kind.ALL, "", [fact(Verdict.MET)], rule="320-04")
    other = combined(Kind.ANY, "", [fact(Verdict.MET)])
    assert set(combined(Kind.ALL, "", [inner, ruled, other]).children) == {inner, ruled, other}


@given(explanations())
def test_every_verdict_follows_from_its_node(tree: Explanation) -> None:
    """All and any join their children, a count is held against what is required."""
    for node in nodes(tree):
        below = [child.verdict for child in node.children]
        if node.kind is Kind.ALL:
            assert node.verdict is Verdict.all_of(below)
        elif node.kind is Kind.ANY:
            assert node.verdict is Verdict.any_of(below)
        elif node.observed is not None and node.required is not None:
            assert node.verdict is node.observed.within(node.required)


@given(provinces(), days(), st.data())
def test_every_verdict_of_a_judgement_follows(
    province: Province, day: date, data: st.DataObject
) -> None:
    """The library's own explanations recompute to what they say."""
    said = data.draw(st.lists(statements(province), max_size=2))
    for district in province.districts:
        for node in nodes(judge_district(district, province, said, on=day)):
            assert node.recomputed is node.verdict


@given(leaves(), verdicts())
def test_a_verdict_that_does_not_follow_is_refused(leaf: Explanation, verdict: Verdict) -> None:
    """No node can be built that contradicts its own children."""
    claimed = combined(Kind.ALL, "all", [leaf])
    if verdict is leaf.verdict:
        assert attrs.evolve(claimed, verdict=verdict) == claimed
        return
    with pytest.raises(InvalidInputError) as caught:
        attrs.evolve(claimed, verdict=verdict)
    fault = Fault("verdict", verdict.value, "what follows", leaf.verdict.value)
    assert caught.value.faults == (fault,)


@given(BOTH, st.lists(explanations(), min_size=1, max_size=3))
def test_an_answer_is_exact_if_all_its_reasons_are(kind: Kind, parts: list[Explanation]) -> None:
    """One reason that may be narrower leaves the whole open to be narrower."""
    assert combined(kind, "", parts).exact is all(part.exact for part in parts)


def test_a_margin_is_what_is_missing() -> None:
    """Where something is counted, the margin is the shortfall; elsewhere there is none."""
    short = counted("count", Count(3, 5), Count(6, None))
    assert short.margin == Count(1, 3)
    assert fact(Verdict.MET).margin is None
    assert attrs.evolve(fact(Verdict.MET), observed=Count.exactly(1)).margin is None


@given(st.lists(st.builds(Check, st.sampled_from("PT"), st.sampled_from("ab"), leaves())))
def test_checks_are_sorted_by_severity(checks: list[Check]) -> None:
    """Not met comes first, then undetermined, then met; ties go by rule and subject."""
    order = (Verdict.NOT_MET, Verdict.UNDETERMINED, Verdict.MET)
    ranked = [
        (order.index(check.verdict), check.rule, check.subject)
        for check in sorted(checks, key=lambda check: check.key)
    ]
    assert ranked == sorted(ranked)


def test_a_check_prints_its_rule_subject_and_verdict() -> None:
    """What was judged by which rule, and why, in one line."""
    assert str(Check("P1", "Ya ly", fact(Verdict.MET, "exists"))) == "P1 Ya ly: met (exists)"


def test_a_distance_is_positive_on_the_right_side_of_a_bound() -> None:
    """Above where much is asked, below where little is; none where nothing was measured."""
    measure = Explanation(
        kind=Kind.MEASURE,
        topic="measured",
        verdict=Verdict.NOT_MET,
        value=Decimal("79.5"),
        bound=Decimal(80),
        comparison=Comparison.AT_LEAST,
        unit="%",
    )
    assert measure.distance == Decimal("-0.5")
    little = attrs.evolve(measure, comparison=Comparison.AT_MOST, verdict=Verdict.MET)
    assert little.distance == Decimal("0.5")
    fact = Explanation(kind=Kind.FACT, topic="not-observed", verdict=Verdict.UNDETERMINED)
    assert fact.distance is None

"""Judge a unit by a criteria set: what was observed against what is asked, and never by guesses.

Missing is not zero. What nobody observed, what was not found in any source, and what is less sure
than the floor leaves its criterion open, and the reason says which of these it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TypeVar, final

import attrs

from ..core.citations import Confidence
from ..core.counts import Count
from ..core.days import When
from ..core.errors import expect, refuse
from ..core.explanation import Explanation, Kind
from ..core.verdict import Verdict
from ..record import CriterionMark, Mark, Observation
from ..tiers import CertificationTier
from .criteria import CriteriaSet, Criterion, Indicator
from .fitting import misfits
from .requirements import Requirement, joined

_Fact = TypeVar("_Fact", Observation, CriterionMark)


@final
@attrs.frozen(kw_only=True)
class Circumstances:
    """Where and when levels apply to a unit, and how sure a level has to be.

    An unknown region or group leaves open what depends on it.
    """

    #: the region of 2021-2025, such as TN for Tây Nguyên, or the commune group from 2026
    column: str = ""
    #: the recognised year
    year: int | None = None
    #: the least confidence of a level that decides
    trust: Confidence = Confidence.VERIFIED
    #: the least confidence of an observation that is used
    record_trust: Confidence = Confidence.SECONDARY
    #: the province's own set, which completes what the national one leaves to it
    own: CriteriaSet | None = None
    #: the sets that levels of this one refer to
    others: tuple[CriteriaSet, ...] = ()
    #: how many units inside hold a tier and how many there are, by tier and kind of unit
    holders: tuple[tuple[CertificationTier, str, Count, int], ...] = ()


@final
@attrs.frozen(kw_only=True)
class Judgement:
    """What a criteria set says of a unit: the verdict with its reasons, criterion by criterion."""

    unit: str
    #: id of the set
    criteria_set: str
    explanation: Explanation

    @property
    def verdict(self) -> Verdict:
        """Whether all criteria are met."""
        return self.explanation.verdict

    @property
    def criteria(self) -> dict[str, Explanation]:
        """The reasons by criterion."""
        return {node.subject[2]: node for node in self.explanation.children}

    @property
    def met(self) -> Count:
        """How many criteria are met: at least so many, and at most as many as may be."""
        verdicts = [node.verdict for node in self.explanation.children]
        sure = verdicts.count(Verdict.MET)
        return Count(sure, sure + verdicts.count(Verdict.UNDETERMINED))

    def having(self, verdict: Verdict) -> tuple[str, ...]:
        """Return the criteria with a verdict: those met, not met, or open."""
        return tuple(name for name, node in self.criteria.items() if node.verdict is verdict)


def assess(
    found: CriteriaSet,
    unit: str,
    *,
    observations: Iterable[Observation] = (),
    marks: Iterable[CriterionMark] = (),
    given: Circumstances = Circumstances(),
) -> Judgement:
    """Judge a unit by the set that is in force, with what was observed of it.

    Where values settle a criterion they decide, else the mark of a table does; where both settle
    it and differ, the criterion is open and that is said. Of several facts the latest counts;
    where it is open which that is, or two of them differ, so is the criterion.

    Raises:
        InvalidInputError: an observation is in another unit, out of range, or of nothing that
            the set asks for, or a mark is of a criterion that it does not have; all at once.
    """
    observations, marks = tuple(observations), tuple(marks)
    expect(CriteriaSet, found=found)
    expect(str, unit=unit)
    expect(Circumstances, given=given)
    refuse(misfits(found, observations, marks))
    own = [one for one in observations if (one.unit, one.criteria_set) == (unit, found.id)]
    marked = [one for one in marks if (one.unit, one.criteria_set) == (unit, found.id)]
    sheet = _Sheet(found, unit, given, own, marked)
    nodes = tuple(sheet.criterion(criterion) for criterion in found.criteria)
    reason = Explanation(
        kind=Kind.ALL,
        topic="criteria-set",
        verdict=Verdict.all_of(node.verdict for node in nodes),
        rule=found.id,
        subject=(unit, found.id),
        citation=found.citation,
        children=nodes,
    )
    return Judgement(unit=unit, criteria_set=found.id, explanation=reason)


class _Sheet:
    """What is known of one unit for one set."""

    def __init__(
        self,
        found: CriteriaSet,
        unit: str,
        given: Circumstances,
        observations: Sequence[Observation],
        marks: Sequence[CriterionMark],
    ) -> None:
        self.found, self.unit, self.given = found, unit, given
        usable = [one for one in observations if self._is_trusted(one)]
        self.values: dict[str, list[Observation]] = {}
        for one in usable:
            self.values.setdefault(one.measure, []).append(one)
        self.marks: dict[str, list[CriterionMark]] = {}
        for mark in marks:
            if self._is_trusted(mark):
                self.marks.setdefault(mark.criterion, []).append(mark)

    def criterion(self, criterion: Criterion) -> Explanation:
        """Judge one criterion by its values, its mark, or both."""
        subject = (self.unit, self.found.id, criterion.id)
        nodes = tuple(self.indicator(indicator) for indicator in criterion.indicators)
        by_values = Verdict.all_of(node.verdict for node in nodes)
        marks = self.marks.get(criterion.id, [])
        mark = _marked(_latest(marks))
        by_mark = _MARKS.get(mark, Verdict.UNDETERMINED)
        settled = [one for one in (by_values, by_mark) if one is not Verdict.UNDETERMINED]
        topic, verdict = "criterion", by_values
        if marks and not mark and not (nodes and by_values is not Verdict.UNDETERMINED):
            topic, verdict = "marks-differ", Verdict.UNDETERMINED
        elif not nodes and not mark:
            topic, verdict = "criterion-not-found", Verdict.UNDETERMINED
        elif mark and not (nodes and by_values is not Verdict.UNDETERMINED):
            topic, verdict = f"marked-{mark}", by_mark
        elif mark and len(set(settled)) > 1:
            topic, verdict = "mark-and-values-differ", Verdict.UNDETERMINED
        return Explanation(
            kind=Kind.ALL if topic == "criterion" else Kind.FACT,
            topic=topic,
            verdict=verdict,
            rule=criterion.id,
            subject=subject,
            citation=criterion.citation,
            children=nodes if topic in ("criterion", "mark-and-values-differ") else (),
        )

    def indicator(self, indicator: Indicator) -> Explanation:
        """Judge one indicator."""
        seen = _Seen(self, indicator)
        reason = indicator.requires.judge(seen)
        return attrs.evolve(joined(Kind.ALL, [reason], seen), topic="indicator", rule=indicator.id)

    def observed(self, measure: str) -> Observation | None:
        """Return the latest observation of a measure; ``None`` if there is none, or it is open."""
        return _latest(self.values.get(measure, []))

    def _is_trusted(self, fact: Observation | CriterionMark) -> bool:
        return fact.source.confidence >= self.given.record_trust


@final
@attrs.frozen
class _Seen:
    """What one indicator may look at."""

    sheet: _Sheet
    indicator: Indicator

    @property
    def subject(self) -> tuple[str, ...]:
        """Ids of the unit, the set and the indicator."""
        return (self.sheet.unit, self.sheet.found.id, self.indicator.id)

    @property
    def column(self) -> str:
        """The region or group."""
        return self.sheet.given.column

    @property
    def year(self) -> int | None:
        """The recognised year."""
        return self.sheet.given.year

    @property
    def trust(self) -> Confidence:
        """The least confidence of a level."""
        return self.sheet.given.trust

    def value(self, measure: str) -> Decimal | None:
        """Return what was measured."""
        found = self.sheet.observed(measure)
        return None if found is None else found.value

    def missing(self, measure: str) -> str:
        """Return why there is no value: several differ, or nobody observed it."""
        return "observations-differ" if self.sheet.values.get(measure) else "not-observed"

    def truth(self, measure: str) -> Verdict:
        """Return whether something is so."""
        found = self.sheet.observed(measure)
        known = found is not None and found.truth is not None
        return Verdict.of(found.truth is True) if known and found else Verdict.UNDETERMINED

    def level(self, measure: str) -> str:
        """Return the grade."""
        found = self.sheet.observed(measure)
        return "" if found is None else found.grade

    def members(self, measure: str) -> tuple[str, ...]:
        """Return the parts of which a measure was observed."""
        head = f"{measure}/"
        names = (name.removeprefix(head) for name in self.sheet.values if name.startswith(head))
        return tuple(sorted(names))

    def holders(self, tier: CertificationTier, among: str) -> tuple[Count, int] | None:
        """Return how many units inside hold a tier, and how many there are."""
        for one, kind, count, total in self.sheet.given.holders:
            if (one, kind) == (tier, among):
                return count, total
        return None

    def own_level(self) -> Requirement | None:
        """Return what the province's own file asks."""
        own = self.sheet.given.own
        found = () if own is None else own.indicators
        return next((one.requires for one in found if one.id == self.indicator.id), None)

    def elsewhere(self, criteria_set: str, indicator: str) -> Requirement | None:
        """Return what an indicator of another set asks."""
        sets = (one for one in self.sheet.given.others if one.id == criteria_set)
        asked = (one.requires for found in sets for one in found.indicators if one.id == indicator)
        return next(asked, None)


_MARKS = {
    Mark.MET.value: Verdict.MET,
    Mark.NOT_MET.value: Verdict.NOT_MET,
    Mark.NOT_APPLICABLE.value: Verdict.MET,
}


def _marked(mark: CriterionMark | None) -> str:
    return "" if mark is None else mark.mark.value


def _latest(facts: list[_Fact]) -> _Fact | None:
    """Return the latest fact; ``None`` where it is open which that is, and they differ."""
    days = [_day(fact) for fact in facts]
    last = [
        fact
        for fact, day in zip(facts, days, strict=True)
        if not any(day.surely_before(other) for other in days)
    ]
    told = {_told(fact) for fact in last}
    return last[0] if len(told) == 1 else None


def _day(fact: Observation | CriterionMark) -> When:
    """Return the day that a fact is of: not later than the day on which it was known."""
    return fact.as_of.capped(fact.known.latest)


def _told(fact: Observation | CriterionMark) -> tuple[object, ...]:
    if isinstance(fact, CriterionMark):
        return (fact.mark,)
    return (fact.value, fact.truth, fact.grade)

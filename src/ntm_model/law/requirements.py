"""What an indicator asks for: a few kinds of requirement that can be put together.

The kinds are code, what they ask is data. Each judges what was observed and gives a reason that
can be recomputed. What is not known, or whose level is not trusted, never decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Protocol, TypeAlias, final

import attrs

from ..core.citations import Citation, Confidence
from ..core.counts import Count
from ..core.explanation import Comparison, Explanation, Kind
from ..core.figures import whole_units
from ..core.verdict import Verdict
from ..tiers import CertificationTier


class Seen(Protocol):
    """What a requirement may look at: one unit's observed values, and where and when they count."""

    @property
    def subject(self) -> tuple[str, ...]:
        """Ids of the unit and the indicator."""
        ...

    @property
    def column(self) -> str:
        """The region or group whose levels apply; empty if it is not known."""
        ...

    @property
    def year(self) -> int | None:
        """The recognised year whose levels apply."""
        ...

    @property
    def trust(self) -> Confidence:
        """The least confidence of a level that decides."""
        ...

    def value(self, measure: str) -> Decimal | None:
        """Return what was measured; ``None`` if nobody did."""
        ...

    def truth(self, measure: str) -> Verdict:
        """Return whether something is so, as far as it was observed."""
        ...

    def level(self, measure: str) -> str:
        """Return the grade that was given; empty if none was."""
        ...

    def missing(self, measure: str) -> str:
        """Return the topic that says why nothing can be used: not observed, or values differ."""
        ...

    def members(self, measure: str) -> tuple[str, ...]:
        """Return the parts of which a measure was observed, such as villages."""
        ...

    def holders(self, tier: CertificationTier, among: str) -> tuple[Count, int] | None:
        """Return how many units inside hold a tier and how many there are; ``None``: not known."""
        ...

    def own_level(self) -> Requirement | None:
        """Return what the province's own file asks instead; ``None`` without a file."""
        ...

    def elsewhere(self, criteria_set: str, indicator: str) -> Requirement | None:
        """Return what an indicator of another set asks."""
        ...


@final
@attrs.frozen(kw_only=True)
class Cell:
    """One level of a table: for a region or group, and for a year, or for all of them."""

    value: Decimal
    #: empty: the national level
    column: str = ""
    #: ``None``: every year
    year: int | None = None
    citation: Citation = Citation()

    def fits(self, column: str, year: int | None) -> bool:
        """Whether the level is meant for a column and a year."""
        return self.column in ("", column) and self.year in (None, year)


@final
@attrs.frozen(kw_only=True)
class Threshold:
    """A measured value lies on the right side of a level."""

    measure: str
    comparison: Comparison
    cells: tuple[Cell, ...] = ()
    unit: str = ""

    def cell(self, column: str, year: int | None) -> Cell | None:
        """Return the most specific level for a column and a year; ``None`` if none was found.

        A region of which the level is missing does not fall back on the national one where the
        table has regions: the national level is then that of no region in particular.
        """
        fitting = [cell for cell in self.cells if cell.fits(column, year)]
        by_region = any(cell.column for cell in self.cells)
        if by_region and not any(cell.column for cell in fitting):
            return None
        return max(fitting, key=lambda cell: (cell.column, cell.year or 0), default=None)

    def judge(self, seen: Seen) -> Explanation:
        """Hold the value against the level that applies."""
        return _measured(self, seen, self.cell(seen.column, seen.year))


def _measured(
    asked: Threshold | Relative, seen: Seen, cell: Cell | None, factor: Decimal = Decimal(1)
) -> Explanation:
    """Hold the observed value against a level, as far as both are known and trusted."""
    value = seen.value(asked.measure)
    trusted = cell is not None and cell.citation.confidence >= seen.trust
    bound = cell.value * factor if cell is not None and trusted else None
    if bound is None:
        topic = "level-not-found" if cell is None else "level-not-verified"
    else:
        differ = seen.missing(asked.measure) == "observations-differ"
        topic = "measured" if value is not None else "measures-differ" if differ else "not-measured"
    reason = Explanation(
        kind=Kind.MEASURE,
        topic=topic,
        verdict=_compared(asked.comparison, value, bound),
        subject=(*seen.subject, asked.measure),
        value=value,
        bound=bound,
        comparison=asked.comparison,
        unit=asked.unit,
    )
    return reason if cell is None else attrs.evolve(reason, citation=cell.citation)


def _compared(comparison: Comparison, value: Decimal | None, bound: Decimal | None) -> Verdict:
    if value is None or bound is None:
        return Verdict.UNDETERMINED
    return Verdict.of(comparison.holds(value, bound))


@final
@attrs.frozen(kw_only=True)
class Truth:
    """Something is so, or is not so: a building stands, a plan is carried out, no debt is left."""

    measure: str
    #: whether it is to be so; otherwise it is to be absent
    wanted: bool = True
    citation: Citation = Citation()

    def judge(self, seen: Seen) -> Explanation:
        """Take the observed truth as it is, or turned round."""
        if self.citation.confidence < seen.trust:
            return _fact("level-not-verified", Verdict.UNDETERMINED, seen, self.measure)
        truth = seen.truth(self.measure)
        topic = seen.missing(self.measure) if truth is Verdict.UNDETERMINED else "observed"
        verdict = truth if self.wanted else ~truth
        return attrs.evolve(_fact(topic, verdict, seen, self.measure), citation=self.citation)


@final
@attrs.frozen(kw_only=True)
class Graded:
    """A grade is at least so good, by a list of grades from worst to best."""

    measure: str
    grades: tuple[str, ...]
    least: str
    citation: Citation = Citation()

    def judge(self, seen: Seen) -> Explanation:
        """Hold the grade against the least one that is enough."""
        if self.citation.confidence < seen.trust:
            return _fact("level-not-verified", Verdict.UNDETERMINED, seen, self.measure)
        given = seen.level(self.measure)
        if given not in self.grades:
            return _fact(seen.missing(self.measure), Verdict.UNDETERMINED, seen, self.measure)
        enough = self.grades.index(given) >= self.grades.index(self.least)
        reason = _fact("graded", Verdict.of(enough), seen, self.measure, given, self.least)
        return attrs.evolve(reason, citation=self.citation)


@final
@attrs.frozen(kw_only=True)
class Parts:
    """All of some requirements, any of them, or at least so many."""

    kind: Kind
    parts: tuple[Requirement, ...]
    #: for at least so many: how many
    number: int = 0

    def judge(self, seen: Seen) -> Explanation:
        """Judge every part, and what follows from them."""
        return joined(self.kind, [part.judge(seen) for part in self.parts], seen, self.number)


@final
@attrs.frozen(kw_only=True)
class Each:
    """The same is asked of each of some parts: of men and women, or of every village.

    Each part has a measure of its own, ``16/men``. Where the parts are not listed, a measure
    tells how many there are, and those that nobody observed stay open.
    """

    part: Requirement
    among: tuple[str, ...] = ()
    #: the measure that tells how many parts there are, such as villages
    number: str = ""

    def judge(self, seen: Seen) -> Explanation:
        """Judge each part; what was observed of none of them stays open."""
        names = self.among or seen.members(_measure_of(self.part))
        reasons = [_within(self.part, name).judge(seen) for name in names]
        total = seen.value(self.number) if self.number else Decimal(len(self.among))
        if total is None or total > len(names):
            reasons.append(
                _fact("parts-not-observed", Verdict.UNDETERMINED, seen, self.number or "")
            )
        return joined(Kind.ALL, reasons, seen)


@final
@attrs.frozen(kw_only=True)
class Conditional:
    """What is asked depends on a condition: on the number of schools, or on there being any."""

    condition: Requirement
    then: Requirement
    #: what is asked otherwise; without it nothing is
    otherwise: Requirement | None = None

    def judge(self, seen: Seen) -> Explanation:
        """Judge the case that applies; where that is open, both must agree."""
        vacuous = _fact("vacuous", Verdict.MET, seen)
        children = (
            self.condition.judge(seen),
            self.then.judge(seen),
            vacuous if self.otherwise is None else self.otherwise.judge(seen),
        )
        first, second, third = (child.verdict for child in children)
        cases = {Verdict.MET: second, Verdict.NOT_MET: third}
        agreed = second if second is third else Verdict.UNDETERMINED
        return Explanation(
            kind=Kind.IF,
            topic="if",
            verdict=cases.get(first, agreed),
            subject=seen.subject,
            children=children,
        )


@final
@attrs.frozen(kw_only=True)
class Relative:
    """A value is so many times the level that another set asks for in the same region and year."""

    measure: str
    comparison: Comparison
    criteria_set: str
    indicator: str
    factor: Decimal
    unit: str = ""
    citation: Citation = Citation()

    def judge(self, seen: Seen) -> Explanation:
        """Hold the value against the other set's level, multiplied."""
        other = seen.elsewhere(self.criteria_set, self.indicator)
        cell = other.cell(seen.column, seen.year) if isinstance(other, Threshold) else None
        if cell is not None and self.citation.confidence < cell.citation.confidence:
            cell = attrs.evolve(cell, citation=self.citation)
        return _measured(self, seen, cell, self.factor)


@final
@attrs.frozen(kw_only=True)
class Holders:
    """So large a share of the units inside hold a tier; whole units are rounded up."""

    tier: CertificationTier
    #: communes, districts or townships
    among: str
    percent: Decimal
    citation: Citation = Citation()

    def judge(self, seen: Seen) -> Explanation:
        """Hold the holders against the number of units that the share comes to."""
        found = seen.holders(self.tier, self.among)
        if found is None or self.citation.confidence < seen.trust:
            topic = "not-observed" if found is None else "level-not-verified"
            return _fact(topic, Verdict.UNDETERMINED, seen, self.among)
        count, total = found
        required = Count(whole_units(self.percent, total), total)
        return Explanation(
            kind=Kind.COUNT,
            topic="holders" if total else "vacuous",
            verdict=count.within(required),
            subject=(*seen.subject, self.among, self.tier.value),
            observed=count,
            required=required,
            citation=self.citation,
        )


@final
@attrs.frozen(kw_only=True)
class Delegated:
    """The level is left to the province's own decision, which completes the national set."""

    #: what is to be decided: the measure
    measure: str = ""
    unit: str = ""

    def judge(self, seen: Seen) -> Explanation:
        """Judge by the province's own file; without one the answer is open."""
        own = seen.own_level()
        if own is None:
            return _fact("left-to-the-province", Verdict.UNDETERMINED, seen, self.measure)
        return own.judge(seen)


@final
@attrs.frozen(kw_only=True)
class Unknown:
    """What is asked was not found in any source that could be read."""

    measure: str = ""
    unit: str = ""

    def judge(self, seen: Seen) -> Explanation:
        """Leave it open."""
        return _fact("level-not-found", Verdict.UNDETERMINED, seen, self.measure)


Requirement: TypeAlias = (
    Threshold
    | Truth
    | Graded
    | Parts
    | Each
    | Conditional
    | Relative
    | Holders
    | Delegated
    | Unknown
)


def joined(kind: Kind, reasons: Iterable[Explanation], seen: Seen, number: int = 0) -> Explanation:
    """Join reasons under all, any, or at least so many, in canonical order."""
    children = tuple(sorted(reasons, key=lambda reason: reason.key))
    verdicts = [child.verdict for child in children]
    needed = {Kind.ALL: len(children), Kind.ANY: 1}.get(kind, number)
    return Explanation(
        kind=kind,
        topic=kind.value,
        verdict=Verdict.at_least(needed, verdicts),
        exact=all(child.exact for child in children),
        subject=seen.subject,
        required=Count(number, None) if kind is Kind.SOME else None,
        children=children,
    )


def measures(asked: Requirement) -> dict[str, str]:
    """Return the measures that a requirement looks at, each with what it is measured in."""
    if isinstance(asked, Threshold | Relative | Delegated | Unknown):
        return {asked.measure: asked.unit} if asked.measure else {}
    if isinstance(asked, Truth | Graded):
        return {asked.measure: "grade" if isinstance(asked, Graded) else "yes or no"}
    found: dict[str, str] = {}
    for part in inside(asked):
        found |= measures(part)
    if isinstance(asked, Each):
        parts = asked.among or ("*",)
        shared = {f"{name}/{part}": unit for name, unit in found.items() for part in parts}
        found = shared | ({asked.number: "number"} if asked.number else {})
    return found


def inside(asked: Requirement) -> tuple[Requirement, ...]:
    """Return the requirements that another one is made of."""
    if isinstance(asked, Parts):
        return asked.parts
    if isinstance(asked, Each):
        return (asked.part,)
    if isinstance(asked, Conditional):
        other = () if asked.otherwise is None else (asked.otherwise,)
        return (asked.condition, asked.then, *other)
    return ()


def _within(asked: Requirement, name: str) -> Requirement:
    """Return a requirement of one part, whose measure carries the part's name."""
    if isinstance(asked, Threshold | Truth | Graded):
        return attrs.evolve(asked, measure=f"{asked.measure}/{name}")
    return asked


def _measure_of(asked: Requirement) -> str:
    return next(iter(measures(asked)), "")


def _fact(topic: str, verdict: Verdict, seen: Seen, *names: str) -> Explanation:
    return Explanation(
        kind=Kind.FACT, topic=topic, verdict=verdict, subject=(*seen.subject, *filter(None, names))
    )

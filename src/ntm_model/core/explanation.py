"""Explanations and checks: values that say why, free of language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, final

import attrs

from .citations import Citation
from .counts import Count
from .errors import Fault, refuse
from .typed import typed
from .verdict import Verdict
from .words import Assumption

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Kind(Enum):
    """How the verdict of a node follows from what is below it."""

    #: stands on its own: a fact, or the lack of one
    FACT = "fact"
    #: all children are met
    ALL = "all"
    #: at least one child is met
    ANY = "any"
    #: the observed count lies in the required one
    COUNT = "count"
    #: the observed value lies on the right side of the bound
    MEASURE = "measure"
    #: at least so many children are met as the required count says
    SOME = "some"
    #: the one child is met, or else it stays open: "about so many"
    ABOUT = "about"
    #: children are readings of one thing, which must agree
    AGREE = "agree"
    #: children are a condition, what it leads to, and what else is asked, in this order
    IF = "if"


class Comparison(Enum):
    """On which side of a bound a value is to lie; the ends are explicit.

    >>> Comparison.AT_LEAST.holds(Decimal(80), Decimal(80)), Comparison.BELOW.holds(3, 3)
    (True, False)
    """

    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    BELOW = "below"

    def holds(self, value: Decimal | int, bound: Decimal | int) -> bool:
        """Whether a value lies on the right side of a bound."""
        return {
            Comparison.AT_LEAST: value >= bound,
            Comparison.MORE_THAN: value > bound,
            Comparison.AT_MOST: value <= bound,
            Comparison.BELOW: value < bound,
        }[self]

    @property
    def rising(self) -> bool:
        """Whether a larger value can only help."""
        return self in (Comparison.AT_LEAST, Comparison.MORE_THAN)


@final
@attrs.frozen(kw_only=True, field_transformer=typed)
class Explanation:
    """Why a verdict is what it is, as a tree of values without words.

    *topic* is the key under which a renderer finds its words. Build inner nodes with
    :func:`counted` and :func:`combined`: they compute the verdict and bring the node into its
    canonical form, so that equal reasons compare equal.
    """

    kind: Kind
    topic: str
    verdict: Verdict
    #: whether the verdict is settled whenever all possible worlds agree
    exact: bool = True
    #: the rule or condition, such as ``P4`` or ``320-02``
    rule: str = ""
    citation: Citation = Citation()
    #: ids of the units, documents or targets it speaks of, or names as printed
    subject: tuple[str, ...] = ()
    required: Count | None = None
    observed: Count | None = None
    #: what was measured, and the bound that it is held against; ``None`` if it is not known
    value: Decimal | None = None
    bound: Decimal | None = None
    comparison: Comparison | None = None
    #: what value and bound are measured in, such as ``% households``
    unit: str = ""
    day: date | None = None
    assumptions: tuple[Assumption, ...] = ()
    children: tuple[Explanation, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse a verdict that does not follow from kind, requirement and children."""
        if self.verdict is not self.recomputed:
            refuse([Fault("verdict", self.verdict.value, "what follows", self.recomputed.value)])

    @property
    def recomputed(self) -> Verdict:
        """The verdict that follows from the kind, the requirement and the children."""
        verdicts = [child.verdict for child in self.children]
        needed = {Kind.ALL: len(verdicts), Kind.ANY: 1}.get(self.kind)
        if self.kind is Kind.SOME and self.required is not None:
            needed = self.required.low
        if needed is not None:
            return Verdict.at_least(needed, verdicts)
        return self._of_values(verdicts)

    def _of_values(self, verdicts: list[Verdict]) -> Verdict:
        if self.kind is Kind.COUNT and self.observed is not None and self.required is not None:
            return self.observed.within(self.required)
        if self.kind is Kind.MEASURE:
            return self._measured()
        if self.kind in (Kind.ABOUT, Kind.AGREE):
            return _unanimous(verdicts, settles_no=self.kind is Kind.AGREE)
        return _either(*verdicts) if self.kind is Kind.IF else self.verdict

    def _measured(self) -> Verdict:
        if self.value is None or self.bound is None or self.comparison is None:
            return Verdict.UNDETERMINED
        return Verdict.of(self.comparison.holds(self.value, self.bound))

    @property
    def margin(self) -> Count | None:
        """How far the count falls short of the requirement; ``None`` where nothing is counted."""
        if self.observed is None or self.required is None:
            return None
        return self.observed.short_of(self.required.low)

    @property
    def distance(self) -> Decimal | None:
        """How far the value lies on the right side of its bound; negative on the wrong one."""
        if self.value is None or self.bound is None or self.comparison is None:
            return None
        above = self.value - self.bound
        return above if self.comparison.rising else -above

    @property
    def key(self) -> tuple[str, ...]:
        """A sort key without language."""
        return (self.rule, self.topic, *self.subject, repr(self))


@final
@attrs.frozen(field_transformer=typed)
class Check:
    """One rule applied to one subject.

    >>> Check(
    ...     "T1", "standard", Explanation(kind=Kind.FACT, topic="rounded", verdict=Verdict.MET)
    ... ).verdict
    <Verdict.MET: 'met'>
    """

    #: the number of the rule, such as ``U3``
    rule: str
    #: id of what was judged, or its name as printed
    subject: str
    explanation: Explanation

    def __str__(self) -> str:
        """Print the rule, the subject, the verdict and the reason's topic."""
        return f"{self.rule} {self.subject}: {self.verdict.value} ({self.explanation.topic})"

    @property
    def verdict(self) -> Verdict:
        """What the rule found; a finding is whatever is not met."""
        return self.explanation.verdict

    @property
    def key(self) -> tuple[int, str, str, tuple[str, ...]]:
        """The canonical order: not met first, then undetermined, then met."""
        severity = (Verdict.NOT_MET, Verdict.UNDETERMINED, Verdict.MET).index(self.verdict)
        return (severity, self.rule, self.subject, self.explanation.key)


def combined(
    kind: Kind,
    topic: str,
    children: Iterable[Explanation],
    *,
    rule: str = "",
    subject: tuple[str, ...] = (),
    citation: Citation = Citation(),
) -> Explanation:
    """Join *children* under all or any, in canonical form: flat, sorted, none twice."""
    given = tuple(children)
    flat = {part for child in given for part in _parts(child, kind)}
    ordered = tuple(sorted(flat, key=lambda child: child.key))
    verdicts = [child.verdict for child in ordered]
    verdict = Verdict.all_of(verdicts) if kind is Kind.ALL else Verdict.any_of(verdicts)
    return Explanation(
        kind=kind,
        topic=topic,
        verdict=verdict,
        exact=all(child.exact for child in (*given, *ordered)),
        rule=rule,
        subject=subject,
        citation=citation,
        children=ordered,
    )


def counted(
    topic: str,
    observed: Count,
    required: Count,
    *,
    rule: str = "",
    subject: tuple[str, ...] = (),
    citation: Citation = Citation(),
    assumptions: tuple[Assumption, ...] = (),
    children: tuple[Explanation, ...] = (),
    exact: bool = True,
) -> Explanation:
    """Hold an observed count against a required one."""
    return Explanation(
        kind=Kind.COUNT,
        topic=topic,
        verdict=observed.within(required),
        exact=exact,
        rule=rule,
        subject=subject,
        citation=citation,
        required=required,
        observed=observed,
        assumptions=assumptions,
        children=children,
    )


def about(reason: Explanation) -> Explanation:
    """Return that *reason* holds, or else is open: "about so many" is never missed for certain."""
    return Explanation(
        kind=Kind.ABOUT,
        topic="about",
        verdict=_unanimous([reason.verdict], settles_no=False),
        exact=reason.exact,
        rule=reason.rule,
        subject=reason.subject,
        children=(reason,),
    )


def agreed(topic: str, readings: tuple[Explanation, ...]) -> Explanation:
    """Return what all readings of one thing say, which is open where they differ."""
    first = readings[0]
    return Explanation(
        kind=Kind.AGREE,
        topic=topic,
        verdict=_unanimous([one.verdict for one in readings], settles_no=True),
        exact=all(one.exact for one in readings),
        rule=first.rule,
        subject=first.subject,
        children=readings,
    )


def _either(condition: Verdict, then: Verdict, otherwise: Verdict) -> Verdict:
    """Judge what is asked in either case; where the case is open, both must agree."""
    chosen = {Verdict.MET: then, Verdict.NOT_MET: otherwise}.get(condition)
    if chosen is not None:
        return chosen
    return then if then is otherwise else Verdict.UNDETERMINED


def _unanimous(verdicts: list[Verdict], *, settles_no: bool) -> Verdict:
    """Return the verdict that all give, if they may settle it so."""
    given = set(verdicts)
    settled = given == {Verdict.MET} or (settles_no and given == {Verdict.NOT_MET})
    return given.pop() if settled else Verdict.UNDETERMINED


def _parts(child: Explanation, kind: Kind) -> Iterator[Explanation]:
    """Open nested nodes of the same kind that say nothing of their own."""
    own = (child.topic, child.rule, child.subject, child.citation, child.assumptions, child.day)
    if child.kind is not kind or own != ("", "", (), Citation(), (), None):
        yield child
        return
    for part in child.children:
        yield from _parts(part, kind)

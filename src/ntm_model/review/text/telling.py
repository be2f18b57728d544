"""Values put into words: what changed, what differs, what may be acknowledged, what fits.

The values are free of language; names are taken from the province that they speak of.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import TypeAlias

from ...core.counts import Count
from ...core.days import Years
from ...core.difference import Changed, Difference, Place
from ...core.errors import UnknownNameError, expect
from ...core.explanation import Check, Explanation
from ...core.figures import rounded
from ...core.quantities import NATION
from ...law import Eligibility
from ...promises import Target
from ...record import Statement
from ...tiers import CertificationTier
from ...units import Province
from ...units.turnover import Flow, Turnover
from ..pacing import Pace
from ..programme import Programme
from ..series import Point, Series
from .asking import sentence
from .words import Words, capital

Tellable: TypeAlias = Eligibility | Turnover | Difference | Series | Target | Pace


def tell(value: Tellable, about: Programme | Province, lang: str = "en") -> str:
    """Return a value in words, ``en`` or ``vi``: the same bytes every time for the same value.

    *about* is what the value speaks of: it gives the names. A series becomes two Markdown tables.

    Raises:
        UnknownNameError: *lang* is neither ``en`` nor ``vi``.
    """
    teller = _Teller(Words.of(lang), about)
    if isinstance(value, Eligibility):
        lines = teller.eligibility(value)
    elif isinstance(value, Turnover):
        lines = teller.turnover(value)
    elif isinstance(value, Series):
        lines = teller.series(value)
    elif isinstance(value, Target):
        lines = teller.target(value)
    elif isinstance(value, Pace):
        lines = teller.pace(value)
    else:
        expect(Difference, value=value)
        lines = teller.difference(value)
    return "\n".join(lines) + "\n"


class _Teller:
    """Puts values into the words of one language."""

    def __init__(self, words: Words, about: Programme | Province) -> None:
        self.words, self.say, self.about = words, words.say, about
        self.province = about if isinstance(about, Province) else about.province

    def eligibility(self, found: Eligibility) -> Iterator[str]:
        """Yield the verdict, then what it rests on, then the year."""
        yield self._explained(found.explanation)
        for child in found.explanation.children:
            yield f"  {self._explained(child)}"
        if found.year != Years():
            yield self.say("acknowledged-year", year=_year(found.year))

    def target(self, target: Target) -> Iterator[str]:
        """Yield what a target asks for."""
        yield sentence(self.words, target, self._scope)

    def pace(self, found: Pace) -> Iterator[str]:
        """Yield what was added a year, what is needed a year, and whether the one is enough."""
        yield self.say(
            "pace",
            since=self.words.day(found.since),
            on=self.words.day(found.on),
            horizon=self.words.day(found.horizon),
            achieved=self._rate(found.achieved),
            needed=self._rate(found.needed),
            verdict=self.say(found.enough.value),
        )

    def _rate(self, rate: tuple[Fraction, Fraction | None]) -> str:
        """Return a rate, rounded to one decimal half up."""
        low, high = (None if end is None else self.words.number(rounded(end, 1)) for end in rate)
        if high is None:
            return self.say("or-more", low=low)
        return str(low) if low == high else self.say("range", low=low, high=high)

    def turnover(self, found: Turnover) -> Iterator[str]:
        """Yield the two shares, and the sums that lead from one to the other."""
        head = self.say(
            "turnover-head",
            tier=self._tier(found.tier),
            since=self.words.day(found.since),
            until=self.words.day(found.until),
            before=found.holders.before,
            after=found.holders.after,
            units_before=found.units.before,
            units_after=found.units.after,
        )
        yield capital(head)
        yield self.say("turnover-holders", sum=self._sum(found.holders))
        yield self.say("turnover-units", sum=self._sum(found.units))
        names = ", ".join(map(self._name, found.holders.revoked))
        yield self.say("turnover-revoked" if names else "turnover-nothing-revoked", names=names)

    def series(self, found: Series) -> Iterator[str]:
        """Yield the totals day by day, then each stated total beside the rest of the record."""
        if found.points:
            yield from self._table("series-head", map(self._point, found.points))
        if found.points and found.checks:
            yield ""
        if found.checks:
            yield from self._table("series-stated-head", map(self._stated, found.checks))

    def difference(self, found: Difference) -> Iterator[str]:
        """Yield one line for each part that is otherwise."""
        yield from map(self._changed, found.changes)
        if not found.changes:
            yield self.say("difference-none")

    def _explained(self, reason: Explanation) -> str:
        unit, tier, *_ = reason.subject
        sentence = self.say(
            f"why-{reason.topic}",
            name=self._name(unit),
            tier=self._tier(CertificationTier(tier)),
            day=self.words.day(reason.day) if reason.day else "",
        )
        taken = "; ".join(self.say(f"assumes-{one.value}") for one in reason.assumptions)
        return self.say(
            "told",
            verdict=self.say(reason.verdict.value),
            sentence=sentence,
            assumed=" " + self.say("assumed", listed=taken) if taken else "",
            source=f"[{reason.citation.source}]" if reason.citation.source else "",
        ).rstrip()

    def _sum(self, flow: Flow) -> str:
        """Return a flow as a sum: ``83 + 13 formed - 26 that ended = 70``."""
        parts = [str(flow.before)]
        for sign, field in _SIGNS:
            units: tuple[str, ...] = getattr(flow, field)
            if units:
                key = f"flow-{field}"
                parts.append(f"{sign} {self.say(key, number=len(units))}")
        return f"{' '.join(parts)} = {flow.after}"

    def _table(self, head: str, rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
        titles = self.say(head)
        yield titles
        yield "|" + " --- |" * (titles.count("|") - 1)
        for row in rows:
            yield f"| {' | '.join(row)} |"

    def _point(self, point: Point) -> tuple[str, ...]:
        counts = (point.units, point.by_name, point.combined, point.by_year)
        return (self.words.day(point.on), *map(self.words.count, counts))

    def _stated(self, check: Check) -> tuple[str, ...]:
        said = self._statement(check.subject)
        observed = check.explanation.observed
        return (
            self.words.count(said.count),
            "" if said.size is None else str(said.size),
            self.words.when(said.day),
            "" if observed is None else self.words.count(observed),
            self._fit(check.explanation),
        )

    def _fit(self, reason: Explanation) -> str:
        numbers = [self._statement(name).count for name in reason.subject[1:]]
        listed = ", ".join(map(self.words.count, _once(numbers)))
        beside = self.say("fit-beside", numbers=listed) if listed else ""
        return self.say(f"fit-{reason.topic}", beside=beside)

    def _statement(self, name: str) -> Statement:
        statements = self.about.statements if isinstance(self.about, Programme) else ()
        return next(said for said in statements if said.id == name)

    def _changed(self, change: Changed) -> str:
        key = "changed" if change.old and change.new else "added" if change.new else "removed"
        where = " · ".join(map(self._place, change.path))
        return self.say(f"difference-{key}", where=where, old=change.old, new=change.new)

    def _place(self, place: Place) -> str:
        word = _fields()[place.field][self.words.lang]
        return f"{word} {self._called(place.key)}" if place.key else word

    def _called(self, key: str) -> str:
        """Return an id, with the name of its unit where it is one."""
        name = self._name(key)
        return key if name == key else f"{key} {name}"

    def _name(self, unit_id: str) -> str:
        try:
            return self.province.unit(unit_id).name
        except UnknownNameError:
            return unit_id

    def _scope(self, scope: str) -> str:
        return self.say("nation") if scope == NATION else self._name(scope)

    def _tier(self, tier: CertificationTier) -> str:
        return self.say(f"tier-{tier.value}")


_SIGNS = (
    ("+", "granted"),
    ("+", "formed"),
    ("+", "entered"),
    ("-", "revoked"),
    ("-", "dissolved"),
    ("-", "left"),
)


def _once(counts: list[Count]) -> list[Count]:
    return list(dict.fromkeys(counts))


def _year(years: Years) -> str:
    ends = ("…" if year is None else str(year) for year in (years.earliest, years.latest))
    return "-".join(dict.fromkeys(ends))


@cache
def _fields() -> dict[str, dict[str, str]]:
    text = files("ntm_model.review.text").joinpath("fields.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)

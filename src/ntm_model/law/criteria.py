"""Criteria sets: what a decision asks of units of one level, with the text in force on a day."""

from __future__ import annotations

from datetime import date
from typing import final

import attrs

from ..core.citations import Citation
from ..core.days import Period
from ..core.errors import UnknownNameError
from ..tiers import CertificationTier
from .requirements import Requirement


@final
@attrs.frozen(kw_only=True)
class Indicator:
    """One content of a criterion (nội dung, chỉ tiêu của tiêu chí), and what it asks for."""

    id: str
    vi: str
    en: str
    #: what is measured in, as documents print it: ``% hộ``; empty for yes or no
    unit: str = ""
    requires: Requirement
    #: where the text stands; each level carries a citation of its own
    citation: Citation
    #: whether an amendment struck it
    repealed: bool = False


@final
@attrs.frozen(kw_only=True)
class Criterion:
    """One criterion (tiêu chí); without indicators, what it asks for was not found."""

    id: str
    vi: str
    en: str
    #: id of the group that it stands in; empty where none was found
    group: str = ""
    citation: Citation
    indicators: tuple[Indicator, ...] = ()


@final
@attrs.frozen(kw_only=True)
class Group:
    """A heading under which criteria stand."""

    id: str
    vi: str
    en: str


@final
@attrs.frozen(kw_only=True)
class Amendment:
    """What a later decision changed in a set, from a day on."""

    #: number of the decision
    id: str
    since: date
    citation: Citation
    #: the indicators as they are from then on; those that are repealed among them
    indicators: tuple[Indicator, ...] = ()
    #: what is known to have changed and was not found, in few words
    vi: str = ""
    en: str = ""


@final
@attrs.frozen(kw_only=True)
class CriteriaSet:
    """The criteria of one title, as a decision lays them down for some recognised years."""

    id: str
    #: number of the decision
    decision: str
    #: where in it, such as an annex
    at: str = ""
    #: what it is for: commune, district, town, city, province or village
    level: str
    tier: CertificationTier
    #: the first and the last year that units are recognised for by it
    first_year: int
    last_year: int
    #: the days on which it is in force
    days: Period
    vi: str
    en: str
    citation: Citation
    #: the day on which somebody last looked for it
    checked: date
    #: whether all its criteria and indicators stand here
    complete: bool = False
    #: whether it holds the conditions that stand beside the set of the title
    beside: bool = False
    #: the province whose own set it is; empty for a national one
    province: str = ""
    groups: tuple[Group, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    amendments: tuple[Amendment, ...] = ()

    def on(self, day: date) -> CriteriaSet:
        """Return the set with the amendments that are in force on a day, and without others."""
        changed: dict[str, Indicator] = {}
        for amendment in sorted(self.amendments, key=lambda one: one.since):
            if amendment.since <= day:
                changed |= {indicator.id: indicator for indicator in amendment.indicators}
        criteria = tuple(
            attrs.evolve(
                criterion,
                indicators=tuple(
                    now
                    for indicator in criterion.indicators
                    if not (now := changed.get(indicator.id, indicator)).repealed
                ),
            )
            for criterion in self.criteria
        )
        kept = tuple(one for one in self.amendments if one.since <= day)
        return attrs.evolve(self, criteria=criteria, amendments=kept)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators, in the order of the criteria."""
        return tuple(indicator for criterion in self.criteria for indicator in criterion.indicators)

    def criterion(self, criterion_id: str) -> Criterion:
        """Return the criterion with an id.

        Raises:
            UnknownNameError: the set has none.
        """
        for criterion in self.criteria:
            if criterion.id == criterion_id:
                return criterion
        raise UnknownNameError(criterion_id, "criterion", tuple(one.id for one in self.criteria))

    def indicator(self, indicator_id: str) -> Indicator:
        """Return the indicator with an id.

        Raises:
            UnknownNameError: the set has none.
        """
        for indicator in self.indicators:
            if indicator.id == indicator_id:
                return indicator
        raise UnknownNameError(indicator_id, "indicator")

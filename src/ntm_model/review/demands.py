"""What is asked of communes, and what a programme's targets and promised districts ask.

The conditions of a district and the targets of its province are put in the same words, so that
they can be met together: a grant counts for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import final

import attrs

from ..core.citations import Citation
from ..core.days import CriteriaPeriod
from ..core.errors import Fault, refuse
from ..core.figures import whole_units
from ..core.names import Level
from ..core.quantities import NATION, Metric, Population
from ..core.words import Stock
from ..law.conditions import conditions_for
from ..promises import Comparator, Expressed, Norm, Plan, Target
from ..tiers import CertificationTier, ladder
from ..units import District, Province
from .case import Case
from .programme import Programme

#: the percentage that is all
_WHOLE = 100


@final
@attrs.frozen(kw_only=True)
class Demand:
    """Of some communes, at least so many hold a tier by a day, or so large a share.

    >>> print(Demand(tier=CertificationTier.ADVANCED, among=("a", "b"), number=1).least)
    1
    """

    #: ids of the communes
    among: tuple[str, ...]
    tier: CertificationTier
    #: so many of them; either this or :attr:`percent` is given
    number: int | None = None
    #: so large a share of those among them that hold the standard tier
    percent: Decimal | None = None
    #: the criteria period whose certificates count; ``None``: those of any period
    under: CriteriaPeriod | None = None
    #: the last day by which it is to be so; ``None``: some day
    horizon: date | None = None
    #: the rule or condition that asks it, such as ``P5`` or ``320-02``
    rule: str = ""
    #: id of the target, or of the district whose title asks it
    subject: tuple[str, ...] = ()
    citation: Citation = Citation()

    def __attrs_post_init__(self) -> None:
        """Refuse what is no number or share, a commune named twice, and a share of itself."""
        refuse(self._faults())

    @property
    def share(self) -> Fraction:
        """The share of the standard communes that is asked for; 0 where a number is."""
        return Fraction(self.percent or 0) / 100

    @property
    def least(self) -> int:
        """The number that is asked for; 0 where a share is."""
        return self.number or 0

    @property
    def key(self) -> tuple[str, ...]:
        """A sort key without language: the nearest horizon comes first."""
        return (str(self.horizon or date.max), self.rule, *self.subject, repr(self))

    def _faults(self) -> Iterator[Fault]:
        if (self.number is None) is (self.percent is None):
            yield Fault("number", repr(self.number), "either a number or a percentage")
        if self.least < 0:
            yield Fault("number", str(self.number), "a number of communes, 0 or more")
        if not 0 <= self.share <= 1:
            yield Fault("percent", str(self.percent), "a percentage from 0 to 100")
        if self.percent is not None and not self.tier > CertificationTier.STANDARD:
            yield Fault("tier", repr(self.tier.value), "a tier above the standard one")
        if len(set(self.among)) < len(self.among):
            yield Fault("among", "a commune named twice", "each commune once")


def demands_of(programme: Programme, on: date) -> tuple[Demand, ...]:
    """Return what the letter's targets, and the districts that it promises, ask of communes.

    Targets ask for certificates of any period, district titles for those of their conditions'
    own. Where a percentage as printed may mean several, the strictest counts. A name that fits
    several districts promises none of them (rule U3).

    Raises:
        InvalidInputError: it is open what the province was on that day.
    """
    case = Case(programme, programme, programme.province.on(on), on)
    asked = [
        _of_target(target, case.province)
        for target in case.programme.targets_in_force
        if target in programme.own_targets and speaks_of_communes(target)
    ]
    for plan, _, meant in case.named():
        living = case.living(meant) if len(meant) == 1 else ()
        for district in living:
            if isinstance(district, District) and ladder(district.kind):
                asked += _of_title(district, plan, case.province)
    return tuple(sorted(asked, key=lambda demand: demand.key))


def speaks_of_communes(target: Target) -> bool:
    """Whether a target asks for at least so many communes of a tier or above, all told.

    It may ask for a share: of all communes, of a group of which the members are known, or of
    those that are standard in the end.
    """
    counts = (target.metric, target.level, target.stock, target.inclusive, target.population_on)
    if counts != (Metric.UNITS, Level.COMMUNE, Stock.CUMULATIVE, True, None) or not target.rising:
        return False
    if target.scope == NATION:
        return False
    if target.population is Population.GROUP and not target.members:
        return False
    if not target.is_share:
        return target.norm in (None, Norm.COUNT)
    if target.population is Population.STANDARD:
        return target.norm in (None, Norm.ACTUAL_BASE) and _is_plain_share(target)
    whole = (Population.ALL, Population.GROUP)
    return target.norm in (None, Norm.ALL) and target.population in whole


def _is_plain_share(target: Target) -> bool:
    """Whether a target asks for at least an exact percentage of the standard communes."""
    said = (target.expressed, target.comparator)
    percent = said == (Expressed.PERCENT, Comparator.AT_LEAST) and target.value <= _WHOLE
    return percent and target.tier > CertificationTier.STANDARD


def _of_target(target: Target, province: Province) -> Demand:
    grouped = target.population is Population.GROUP
    communes = (unit.id for unit in province.communes_of(target.scope))
    among = tuple(sorted(one for one in communes if not grouped or one in target.members))
    of_standard = target.is_share and target.population is Population.STANDARD
    return Demand(
        among=among,
        tier=target.tier,
        number=None if of_standard else target.asked(len(among))[-1].low,
        percent=target.value if of_standard else None,
        horizon=target.horizon,
        rule="P5",
        subject=(target.id,),
        citation=target.source,
    )


def _of_title(district: District, plan: Plan, province: Province) -> Iterator[Demand]:
    """Yield what the title of a district asks of its communes (320/QĐ-TTg)."""
    found = conditions_for(district.kind)
    among = tuple(sorted(unit.id for unit in province.communes_of(district.id)))
    for condition in found.conditions:
        if condition.tier is not None and condition.percent is not None:
            yield Demand(
                among=among,
                tier=condition.tier,
                number=whole_units(condition.percent, len(among)),
                under=found.period,
                horizon=plan.deadline,
                rule=condition.id,
                subject=(district.id,),
                citation=condition.citation,
            )

"""What sources state: how many, or which of a set, and how many criteria were met."""

from __future__ import annotations

from collections.abc import Iterator
from typing import final

import attrs

from ..core.citations import Citation
from ..core.counts import Count
from ..core.days import CriteriaPeriod, When
from ..core.errors import Fault, expect, refuse
from ..core.names import Level
from ..core.words import Assumption, Meaning, Stock
from ..tiers import CertificationTier
from ..units import Province


@final
@attrs.frozen(kw_only=True)
class Statement:
    """That so many of a set of units held a tier: a total, a closed list or a choice.

    The set is every commune (xã) of *scope*, or the *members* alone.

    >>> of_four = Statement(
    ...     tier=CertificationTier.ADVANCED,
    ...     scope="616",
    ...     members=("a", "b", "c", "d"),
    ...     count=Count.exactly(1),
    ...     on=When.during(2022),
    ... )
    >>> of_four.counts
    True
    """

    #: what the rest of the file calls it
    id: str = ""
    tier: CertificationTier
    #: id of a province or district
    scope: str
    #: ids of the units that it speaks of; empty: all of the scope
    members: tuple[str, ...] = ()
    #: how many units the source says that there are
    size: int | None = None
    #: what the source calls the set, such as border communes
    group: str = ""
    count: Count
    #: the day that the number is of
    on: When = When()
    #: when it was published
    known: When = When()
    #: what is counted; villages are stored and printed, never combined
    level: Level = Level.COMMUNE
    meaning: Meaning = Meaning.RECOGNISED
    stock: Stock = Stock.CUMULATIVE
    #: whether units that hold a higher tier are counted too
    inclusive: bool = True
    period: CriteriaPeriod | None = None
    assumes: tuple[Assumption, ...] = ()
    source: Citation = Citation()

    def __attrs_post_init__(self) -> None:
        """Refuse more holders than units, and a member named twice."""
        expect(Count, count=self.count)
        refuse(self._faults())

    @property
    def counts(self) -> bool:
        """Whether it says how many communes were recognised in all, so that it can be combined."""
        return (
            self.level is Level.COMMUNE
            and self.meaning is Meaning.RECOGNISED
            and self.stock is Stock.CUMULATIVE
        )

    @property
    def day(self) -> When:
        """The day that the number is of: not later than its publication."""
        return self.on.capped(self.known.latest)

    def among(self, province: Province) -> frozenset[str] | None:
        """Return the ids it speaks of; ``None`` if the source counted other units than there are.

        A group that the source does not list cannot be told apart either.
        """
        communes = frozenset(unit.id for unit in province.communes_of(self.scope))
        listed = frozenset(self.members) or communes
        size = len(listed) if self.size is None else self.size
        unlisted = self.group and not self.members
        return listed if listed <= communes and size == len(listed) and not unlisted else None

    def _faults(self) -> Iterator[Fault]:
        largest = self.size if self.size is not None else len(self.members) or None
        if largest is not None and self.count.low > largest:
            yield Fault("count", f"{self.count} of {largest}", "no more holders than units")
        if len(set(self.members)) < len(self.members):
            yield Fault("members", "a member twice", "each member once")


@final
@attrs.frozen(kw_only=True)
class Assessment:
    """That a unit met so many of the criteria of a set; stored and printed, never counted.

    A passed assessment is no certificate, and a failing one revokes nothing (rule C4).
    """

    #: id of the unit
    unit: str
    #: the set in the source's words, such as "318/QĐ-TTg"
    criteria_set: str
    met: int
    of: int
    #: the tier that the set is for
    tier: CertificationTier = CertificationTier.STANDARD
    as_of: When = When()
    known: When = When()
    source: Citation = Citation()

    def __attrs_post_init__(self) -> None:
        """Refuse more criteria met than there are."""
        if not 0 <= self.met <= self.of:
            refuse([Fault("met", f"{self.met} of {self.of}", "0 <= met <= of")])

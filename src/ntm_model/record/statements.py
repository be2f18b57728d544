"""What sources state: how many, or which of a set, and how many criteria were met."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import final

import attrs

from ..core.citations import Citation
from ..core.counts import Count
from ..core.days import CriteriaPeriod, When
from ..core.errors import Fault, refuse
from ..core.names import Level
from ..core.typed import typed
from ..core.words import Assumption, Meaning, Stock
from ..tiers import CertificationTier
from ..units import Province
from .published import Published


@final
@attrs.frozen(kw_only=True, field_transformer=typed)
class Statement(Published):
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
        refuse(self._faults())

    @property
    def counts(self) -> bool:
        """Whether it says how many communes were recognised in all, so that it can be combined."""
        return (
            self.level is Level.COMMUNE
            and self.meaning is Meaning.RECOGNISED
            and self.stock is Stock.CUMULATIVE
        )

    def reach(self, province: Province, state: Province) -> Reach | None:
        """Return what it says of the units of *state*, the province of some day.

        A total is of the units of its own day. Those that came or went since loosen it. ``None``
        if the source counted other units than there were on its day, or a group that it does not
        list, or a province of which only a part is on file, or that was cut out for another day.
        """
        communes = frozenset(unit.id for unit in state.communes_of(self.scope))
        if self.members:
            listed = frozenset(self.members)
            counted = self.size in (None, len(listed)) and listed <= communes
            return Reach(listed, 0, 0) if counted else None
        partial = province.part and self.scope == province.id
        unlike = province.as_of is not None and self.day != When.of(province.as_of)
        there_were = province.populations(self.scope, self.day)
        fitting = [units for units in there_were if self.size in (None, len(units))]
        if self.group or partial or unlike or not fitting:
            return None
        left = max(len(units - communes) for units in fitting)
        came = max(len(communes - units) for units in fitting)
        return Reach(communes, left, came)

    def _faults(self) -> Iterator[Fault]:
        largest = self.size if self.size is not None else len(self.members) or None
        if largest is not None and self.count.low > largest:
            yield Fault("count", f"{self.count} of {largest}", "no more holders than units")
        if len(set(self.members)) < len(self.members):
            yield Fault("members", "a member twice", "each member once")


@final
@attrs.frozen
class Reach:
    """The units of a day that a statement speaks of, and how many came or went since its own."""

    among: frozenset[str]
    #: how many of the units that it counted are not among them
    left: int
    #: how many of them it did not count
    came: int

    @property
    def unchanged(self) -> bool:
        """Whether it counted these very units."""
        return self.left == self.came == 0


class DossierStage(Enum):
    """How far the papers for a title have come; only a decision grants it.

    Source: 18/2022/QĐ-TTg and what provinces report of it.
    """

    #: đăng ký
    REGISTERED = "registered"
    #: đang hoàn thiện hồ sơ
    IN_PREPARATION = "in preparation"
    #: tự đánh giá
    SELF_ASSESSED = "self-assessed"
    #: lấy ý kiến
    CONSULTED = "consulted"
    #: thẩm tra
    VERIFIED = "verified"
    #: thẩm định
    APPRAISED = "appraised"
    #: hội đồng xét công nhận
    VOTED = "voted"
    #: có quyết định
    DECIDED = "decided"
    #: công bố
    ANNOUNCED = "announced"
    #: trả lại
    RETURNED = "returned"


@final
@attrs.frozen(kw_only=True, field_transformer=typed)
class Dossier:
    """That the papers of a unit for a tier had come to a stage; stored and listed, never counted.

    A decision that a dossier reports is recorded as a certification beside it.
    """

    #: id of the unit
    unit: str
    tier: CertificationTier
    stage: DossierStage
    #: the day on which it came to that stage
    on: When = When()
    known: When = When()
    source: Citation = Citation()


@final
@attrs.frozen(kw_only=True, field_transformer=typed)
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

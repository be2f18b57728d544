"""How units begin, change and end: dated events, each with the resolution that made it."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any, final

import attrs

from ..core.citations import Citation
from ..core.days import When
from ..core.errors import Fault, refuse
from ..core.typed import typed
from ..tiers import CommuneKind, DistrictKind

#: an event as far as its day is concerned: those of one resolution on one day happen together
Moment = tuple[When, str]


class LineageChange(Enum):
    """What happens to units on a day (rule U4)."""

    #: several units end and one begins (nhập, hợp nhất)
    MERGED = "merged"
    #: one unit ends and several begin (chia)
    SPLIT = "split"
    #: units end and others begin in any other way
    REARRANGED = "rearranged"
    #: a unit begins, from parts of units that go on (tách, thành lập), or from nobody on file
    FORMED = "formed"
    #: a unit ends, and nobody on file follows it
    DISSOLVED = "dissolved"
    #: đổi tên
    RENAMED = "renamed"
    #: another code of the statistics office
    RECODED = "recoded"
    #: a commune becomes a township or ward, a district a town or city
    RECLASSIFIED = "re-classified"
    #: a unit comes to lie in another one
    TRANSFERRED = "transferred"


@final
@attrs.frozen(kw_only=True, field_transformer=typed)
class Former:
    """What a unit was before a day, kept inside the unit; ``None`` is "as it is afterwards".

    A unit is listed as it is last. Going back in time, each former state replaces what it gives.

    >>> former = Former(before=When.during(2019), name="Đăk Long", kind=CommuneKind.COMMUNE)
    >>> [change.value for change in former.changes]
    ['renamed', 're-classified']
    """

    #: the day from which it is so no longer
    before: When
    #: for provinces alone: the province that these units belonged to
    id: str | None = None
    name: str | None = None
    code: str | None = None
    #: for units on the commune level
    kind: CommuneKind | None = None
    #: for units on the district level
    district_kind: DistrictKind | None = None
    #: for units on the commune level: id of the district; empty: in none
    district: str | None = None
    #: for villages: id of the commune
    commune: str | None = None
    #: number of the resolution that changed it, as printed
    resolution: str = ""
    #: when a source made the change known
    known: When = When()
    source: Citation = Citation()

    @property
    def given(self) -> dict[str, Any]:
        """What was different, by field."""
        fields = ("id", "name", "code", "kind", "district_kind", "district", "commune")
        return {name: value for name in fields if (value := getattr(self, name)) is not None}

    @property
    def changes(self) -> tuple[LineageChange, ...]:
        """What happened on the day, in a fixed order."""
        told = dict.fromkeys(_CHANGES[name] for name in self.given)
        return tuple(told)

    def moment(self, unit: str) -> Moment:
        """When it happened to the unit with this id, and together with what."""
        return self.before, self.resolution or unit


_CHANGES = {
    "id": LineageChange.TRANSFERRED,
    "name": LineageChange.RENAMED,
    "code": LineageChange.RECODED,
    "kind": LineageChange.RECLASSIFIED,
    "district_kind": LineageChange.RECLASSIFIED,
    "district": LineageChange.TRANSFERRED,
    "commune": LineageChange.TRANSFERRED,
}


@final
@attrs.frozen(kw_only=True, field_transformer=typed)
class Succession:
    """That units ended or began on a day, by a resolution (rule U4).

    Predecessors that are no successors end; successors that are no predecessors begin. Either
    all predecessors end, or all go on and others begin beside them. Nothing that a predecessor
    held is carried over (rule C5).

    >>> merged = Succession(on=When.during(2025), predecessors=("a", "b"), successors=("c",))
    >>> merged.change.value, merged.ended, merged.began
    ('merged', ('a', 'b'), ('c',))
    """

    #: what the rest of the file and answers call it
    id: str = ""
    on: When
    #: ids of units of one level
    predecessors: tuple[str, ...] = ()
    #: ids of units of the same level
    successors: tuple[str, ...] = ()
    #: its number as printed
    resolution: str = ""
    #: when a source made it known
    known: When = When()
    source: Citation = Citation()

    def __attrs_post_init__(self) -> None:
        """Refuse what changes nothing, and units that go on beside others that end."""
        refuse(self._faults())

    @property
    def ended(self) -> tuple[str, ...]:
        """The units that end."""
        return tuple(unit for unit in self.predecessors if unit not in self.successors)

    @property
    def began(self) -> tuple[str, ...]:
        """The units that begin."""
        return tuple(unit for unit in self.successors if unit not in self.predecessors)

    @property
    def change(self) -> LineageChange:
        """What happened."""
        if not self.began:
            return LineageChange.DISSOLVED
        if not self.ended:
            return LineageChange.FORMED
        if len(self.began) == 1 < len(self.ended):
            return LineageChange.MERGED
        if len(self.ended) == 1 < len(self.began):
            return LineageChange.SPLIT
        return LineageChange.REARRANGED

    @property
    def moment(self) -> Moment:
        """When it happened, and together with what."""
        units = "+".join((*self.predecessors, *self.successors))
        return self.on, self.resolution or self.id or units

    def _faults(self) -> Iterator[Fault]:
        for field in ("predecessors", "successors"):
            units: tuple[str, ...] = getattr(self, field)
            if len(set(units)) < len(units):
                yield Fault(field, "a unit twice", "each unit once")
        if not self.ended and not self.began:
            yield Fault("", "no unit that ends or begins", "at least one")
        elif self.ended and set(self.predecessors) & set(self.successors):
            both = " and ".join(repr(unit) for unit in self.predecessors if unit not in self.ended)
            yield Fault(
                "successors",
                f"{both}, which would absorb {self.ended[0]!r} and go on",
                "a unit of its own, because a merged unit carries nothing over",
            )

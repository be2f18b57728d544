"""What changed between two days: who was granted a tier, who lost it, who began and ended."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, final

import attrs

from ..core.days import CriteriaPeriod
from ..core.errors import Fault, refuse
from ..core.verdict import Verdict
from ..tiers import CertificationTier, CommuneKind

if TYPE_CHECKING:
    from .province import Province


@final
@attrs.frozen(kw_only=True)
class Flow:
    """How one number of communes became another, unit by unit, by id.

    >>> flow = Flow(before=3, after=2, formed=("c",), dissolved=("a", "b"))
    >>> flow.balanced
    True
    """

    before: int
    after: int
    #: they hold the tier on the second day, and existed without it on the first
    granted: tuple[str, ...] = ()
    #: they exist without it on the second day: revoked, possibly revoked, or their term ran out
    revoked: tuple[str, ...] = ()
    #: they began in between
    formed: tuple[str, ...] = ()
    #: they ended in between; nothing was revoked (rule C5)
    dissolved: tuple[str, ...] = ()
    #: they became communes (xã) in between
    entered: tuple[str, ...] = ()
    #: they became townships or wards in between; nothing was revoked (rule C6)
    left: tuple[str, ...] = ()

    @property
    def balanced(self) -> bool:
        """Whether the parts make up the difference exactly."""
        gained = len(self.granted) + len(self.formed) + len(self.entered)
        lost = len(self.revoked) + len(self.dissolved) + len(self.left)
        return self.before + gained - lost == self.after


@final
@attrs.frozen(kw_only=True)
class Turnover:
    """What became of the communes that surely hold a tier, and of all communes, between two days.

    It is exact for what is on file: "83 of 166" became "70 of 148" because of units that ended
    and began, without a revocation.
    """

    tier: CertificationTier
    since: date
    until: date
    #: the communes that surely hold the tier
    holders: Flow
    #: all communes (xã)
    units: Flow


def turnover(
    province: Province,
    tier: CertificationTier,
    *,
    since: date,
    until: date,
    under: CriteriaPeriod | None = None,
) -> Turnover:
    """Return what changed between two days; see :meth:`Province.turnover`."""
    if until < since:
        refuse([Fault("until", str(until), f"a day not before {since}")])
    states = province.on(since), province.on(until)
    holders = [
        {
            unit.id
            for unit in state.rural_communes
            if unit.standing(tier, on=day, under=under) is Verdict.MET
        }
        for state, day in zip(states, (since, until), strict=True)
    ]
    rural = [{unit.id for unit in state.rural_communes} for state in states]
    return Turnover(
        tier=tier,
        since=since,
        until=until,
        holders=_flow(*states, *holders),
        units=_flow(*states, *rural),
    )


def _flow(before: Province, after: Province, had: set[str], have: set[str]) -> Flow:
    there_were, there_are = _kinds(before), _kinds(after)
    lost, gained = sorted(had - have), sorted(have - had)
    return Flow(
        before=len(had),
        after=len(have),
        granted=tuple(unit for unit in gained if _is_rural(there_were, unit)),
        revoked=tuple(unit for unit in lost if _is_rural(there_are, unit)),
        formed=tuple(unit for unit in gained if unit not in there_were),
        dissolved=tuple(unit for unit in lost if unit not in there_are),
        entered=tuple(unit for unit in gained if _is_urban(there_were, unit)),
        left=tuple(unit for unit in lost if _is_urban(there_are, unit)),
    )


def _kinds(state: Province) -> dict[str, CommuneKind]:
    return {unit.id: unit.kind for unit in state.communes}


def _is_rural(kinds: dict[str, CommuneKind], unit: str) -> bool:
    return kinds.get(unit) is CommuneKind.COMMUNE


def _is_urban(kinds: dict[str, CommuneKind], unit: str) -> bool:
    return unit in kinds and not _is_rural(kinds, unit)

"""Districts, communes, villages and agencies: the units of a province."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import ClassVar, Self, final

import attrs

from ..core.citations import Citation
from ..core.days import CriteriaPeriod, When
from ..core.errors import expect
from ..core.names import same_name_key
from ..core.typed import typed
from ..tiers import VILLAGE_TITLES, CertificationTier, CommuneKind, DistrictKind, ladder
from .unit import Unit

#: what a name may open with, and the kind that it then means
PREFIXES: dict[str, CommuneKind | DistrictKind] = {
    "xã": CommuneKind.COMMUNE,
    "thị trấn": CommuneKind.TOWNSHIP,
    "tt.": CommuneKind.TOWNSHIP,
    "phường": CommuneKind.WARD,
    "đặc khu": CommuneKind.SPECIAL_ZONE,
    "huyện": DistrictKind.DISTRICT,
    "thị xã": DistrictKind.TOWN,
    "thành phố": DistrictKind.CITY,
    "tp.": DistrictKind.CITY,
    "quận": DistrictKind.URBAN,
}
#: xã, and what it can be granted in any period
_XA = CommuneKind.COMMUNE
_OF_XA = ladder(_XA)


@final
@attrs.frozen(field_transformer=typed)
class Commune(Unit):
    """A unit on the commune level with the certificates that it holds.

    >>> po_y = Commune("Bờ Y", code="23395", spellings=("Pờ Y",))
    >>> po_y = po_y.certify(CertificationTier.STANDARD, year=2018, decided=date(2019, 5, 13))
    >>> po_y.standing(CertificationTier.STANDARD, on=date(2019, 5, 13))
    <Verdict.MET: 'met'>
    """

    PERIODIC: ClassVar[dict[str, str]] = {
        **Unit.PERIODIC,
        "kind": "kind",
        "district": "district",
    }

    kind: CommuneKind = CommuneKind.COMMUNE
    #: id of its district; empty where there is none
    district: str = ""

    @property
    def kinds(self) -> tuple[CommuneKind, ...]:
        """The kind that it is of, and those that it was of formerly."""
        former = (state.kind for state in self.formerly if state.kind is not None)
        return tuple(dict.fromkeys((self.kind, *former)))

    def ladder(self, period: CriteriaPeriod | None = None) -> tuple[CertificationTier, ...]:
        """Return the tiers that this unit can be or was granted, in a period or in any."""
        if self.kind is _XA and period is None and not self.formerly:
            # most units, and the whole nation is read at once
            return _OF_XA
        return _any_of(self.kinds, period)

    def reclassify(
        self,
        kind: CommuneKind,
        *,
        on: date | When,
        resolution: str = "",
        known: date | When | None = None,
        source: Citation = Citation(),
    ) -> Self:
        """Return this unit as one of another kind from a day on; nothing is revoked (rule C6).

        Raises:
            InvalidInputError: something about it changed on a later day already.
        """
        expect(CommuneKind, kind=kind)
        before = attrs.evolve(self._former(on, resolution, known, source), kind=self.kind)
        return attrs.evolve(self, kind=kind, formerly=(*self.formerly, before))

    def transfer(
        self,
        district: str,
        *,
        on: date | When,
        resolution: str = "",
        known: date | When | None = None,
        source: Citation = Citation(),
    ) -> Self:
        """Return this unit in the district with another id, or in none, from a day on.

        Raises:
            InvalidInputError: something about it changed on a later day already.
        """
        expect(str, district=district)
        before = attrs.evolve(self._former(on, resolution, known, source), district=self.district)
        return attrs.evolve(self, district=district, formerly=(*self.formerly, before))


@final
@attrs.frozen(field_transformer=typed)
class District(Unit):
    """A unit on the district level; such units ended on 30 June 2025."""

    PERIODIC: ClassVar[dict[str, str]] = {**Unit.PERIODIC, "district_kind": "kind"}

    kind: DistrictKind = DistrictKind.DISTRICT

    @property
    def kinds(self) -> tuple[DistrictKind, ...]:
        """The kind that it is of, and those that it was of formerly."""
        former = (state.district_kind for state in self.formerly if state.district_kind is not None)
        return tuple(dict.fromkeys((self.kind, *former)))

    def ladder(self, period: CriteriaPeriod | None = None) -> tuple[CertificationTier, ...]:
        """Return the tiers that this unit can be or was granted, in a period or in any."""
        return _any_of(self.kinds, period)


@final
@attrs.frozen(field_transformer=typed)
class Village(Unit):
    """A village (thôn, làng, bản, ấp, buôn) of a commune, with titles that stand side by side.

    Its titles are no ladder, and each province sets their criteria. Until 30 June 2025 the
    People's Committee of the district recognised them; who does since was not found.

    >>> village = Village("Thôn 1", commune="xã A", minority=True)
    >>> CertificationTier.MINORITY_VILLAGE in village.ladder()
    True
    """

    PERIODIC: ClassVar[dict[str, str]] = {**Unit.PERIODIC, "commune": "commune"}

    #: id of its commune; empty where it is not known
    commune: str = ""
    #: whether it lies in an area of ethnic minorities; ``None``: not known
    minority: bool | None = None

    def ladder(self, period: CriteriaPeriod | None = None) -> tuple[CertificationTier, ...]:
        """Return the titles that a village can be granted: none before 2016."""
        return () if period is CriteriaPeriod.Y2010_2015 else VILLAGE_TITLES


@final
@attrs.frozen(field_transformer=typed)
class Agency(Unit):
    """An authority that follows or carries out something; it comes and goes as units do.

    >>> Agency("Sở Nông nghiệp và Phát triển nông thôn").ladder()
    ()
    """

    def ladder(
        self,
        period: CriteriaPeriod | None = None,  # noqa: ARG002 - it is so in every period
    ) -> tuple[CertificationTier, ...]:
        """Return nothing in any *period*: an agency holds no title."""
        return ()


@cache
def _any_of(
    kinds: tuple[CommuneKind | DistrictKind, ...], period: CriteriaPeriod | None
) -> tuple[CertificationTier, ...]:
    return tuple(dict.fromkeys(tier for kind in kinds for tier in ladder(kind, period)))


def is_meant(unit: Unit, text: str) -> bool:
    """Whether *text* is a spelling of the unit, with or without its kind in front."""
    kind = unit.kind if isinstance(unit, Commune | District) else None
    return any(unit.is_called(name) for name, one in meanings(text).items() if one in (None, kind))


def meanings(text: str) -> dict[str, CommuneKind | DistrictKind | None]:
    """Return the keys of the names that *text* may mean, each with the kind that it then is of."""
    key = same_name_key(text)
    opened = {f"{same_name_key(words)} ": kind for words, kind in PREFIXES.items()}
    named = {
        key.removeprefix(words): kind for words, kind in opened.items() if key.startswith(words)
    }
    return {key: None, **named}

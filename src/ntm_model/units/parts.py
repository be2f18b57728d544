"""Communes and districts, and what every unit has in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Self, final

import attrs

from ..core.citations import Citation, Confidence
from ..core.days import CriteriaPeriod, When, Years
from ..core.errors import Fault, expect, expect_day, refuse
from ..core.names import plain, same_name_key
from ..core.verdict import Verdict
from ..core.words import Assumption
from ..tiers import (
    Certification,
    CertificationTier,
    CommuneKind,
    DistrictKind,
    Revocation,
    ladder,
    standing,
)

#: what a name may open with, and the kind that it then means
_PREFIXES: dict[str, CommuneKind | DistrictKind] = {
    "xã": CommuneKind.COMMUNE,
    "thị trấn": CommuneKind.TOWNSHIP,
    "tt.": CommuneKind.TOWNSHIP,
    "phường": CommuneKind.WARD,
    "đặc khu": CommuneKind.SPECIAL_ZONE,
    "huyện": DistrictKind.DISTRICT,
    "thị xã": DistrictKind.TOWN,
    "thành phố": DistrictKind.CITY,
    "tp.": DistrictKind.CITY,
}


@final
@attrs.frozen
class Question:
    """Which facts an answer may use: known by a day, trusted, and without some assumptions."""

    known: date | None
    trust: Confidence
    without: frozenset[Assumption]
    #: whether what is left out stays as a possibility, because a record claims to be complete
    doubts_kept: bool

    def admits(self, fact: Certification | Revocation) -> bool:
        """Whether a fact is sure enough and was possibly known by the day."""
        if fact.source.confidence < self.trust:
            return False
        strict = Assumption.KNOWN_IN_TIME in self.without
        in_time = fact.known.surely_by if strict else fact.known.possibly_by
        return self.known is None or in_time(self.known)

    def admits_grant(self, grant: Certification) -> Iterator[Certification]:
        """Yield the certificate as far as it may be used, or what it leaves possible."""
        if self.admits(grant):
            yield grant.without(self.without).taken_as_known(self.known)
        elif self.doubts_kept:
            yield grant.as_possibility()


@attrs.frozen
class Unit(ABC):
    """What provinces, districts and communes have in common."""

    name: str
    #: the statistics office's code, which means this unit only for a time (rule U1)
    code: str = ""
    #: what references use; by default the code, or else the name
    id: str = ""
    #: other spellings on record: Pờ Y for Bờ Y (rule U2)
    spellings: tuple[str, ...] = ()
    certifications: tuple[Certification, ...] = ()
    revocations: tuple[Revocation, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Fill in the id, and refuse tiers that this kind of unit cannot hold."""
        expect(tuple, certifications=self.certifications, revocations=self.revocations)
        if not self.id:
            # frozen for users; the default depends on two other fields
            object.__setattr__(self, "id", self.code or self.name)
        refuse(self._faults())

    @abstractmethod
    def ladder(self, period: CriteriaPeriod | None = None) -> tuple[CertificationTier, ...]:
        """Return the tiers that this unit can be granted, in a period or in any."""

    def certify(
        self,
        tier: CertificationTier,
        *,
        year: int | Years | None = None,
        decided: date | When | None = None,
        effective: date | When | None = None,
        known: date | When | None = None,
        decision: str = "",
        period: CriteriaPeriod | None = None,
        source: Citation = Citation(),
    ) -> Self:
        """Return this unit with one more certification; days and years become ranges.

        Raises:
            InvalidInputError: the kind of unit cannot hold *tier*.
        """
        expect(CertificationTier, tier=tier)
        granted = Certification(
            tier=tier,
            year=Years.of(year),
            decided=When.of(decided),
            effective=When.of(effective),
            known=When.of(known),
            decision=decision,
            period=period,
            source=source,
        )
        return attrs.evolve(self, certifications=(*self.certifications, granted))

    def standing(
        self,
        tier: CertificationTier,
        *,
        on: date,
        under: CriteriaPeriod | None = None,
        complete: bool = False,
    ) -> Verdict:
        """Judge whether *tier* stands on a day, by all the certificates that it carries.

        *under* asks for a criteria period; *complete* says that no certificate is missing.
        A kind of unit that cannot hold the tier does not hold it.
        """
        expect(CertificationTier, tier=tier)
        expect_day(on=on)
        verdict = standing(
            tier, self.certifications, self.revocations, on=on, under=under, complete=complete
        )
        if verdict is Verdict.MET or self._grantable(tier, on, under):
            return verdict
        return Verdict.NOT_MET

    def _grantable(self, tier: CertificationTier, on: date, under: CriteriaPeriod | None) -> bool:
        """Whether this kind of unit could have been granted *tier* by a day."""
        begun = [period for period in CriteriaPeriod if period.years[0] <= on.year]
        return any(tier in self.ladder(period) for period in begun if under in (None, period))

    def is_called(self, text: str) -> bool:
        """Whether *text* is one of its spellings on record (rule U2)."""
        key = same_name_key(text)
        return any(same_name_key(spelling) == key for spelling in (self.name, *self.spellings))

    def admitted(self, question: Question) -> Self:
        """Return this unit with the facts alone that an answer may use."""
        open_world = Assumption.CERTIFICATES_STAND in question.without
        return attrs.evolve(
            self,
            certifications=tuple(
                fact for given in self.certifications for fact in question.admits_grant(given)
            ),
            revocations=(
                *(fact for fact in self.revocations if question.admits(fact)),
                *(Revocation(tier=tier) for tier in self.ladder() if open_world),
            ),
        )

    def _faults(self) -> Iterator[Fault]:
        possible = self.ladder()
        if not plain(self.name):
            yield Fault("name", "an empty name", "a name")
        facts: dict[str, Sequence[Certification | Revocation]] = {
            "certifications": self.certifications,
            "revocations": self.revocations,
        }
        for field, events in facts.items():
            for index, fact in enumerate(events):
                if fact.tier not in possible:
                    allowed = " or ".join(tier.value for tier in possible) or "no tier at all"
                    yield Fault(
                        f"{field}[{index}].tier",
                        repr(fact.tier.value),
                        f"what {self.name} can hold: {allowed}",
                    )


@final
@attrs.frozen
class Commune(Unit):
    """A unit on the commune level with the certificates that it holds.

    >>> po_y = Commune("Bờ Y", code="23395", spellings=("Pờ Y",))
    >>> po_y = po_y.certify(CertificationTier.STANDARD, year=2018, decided=date(2019, 5, 13))
    >>> po_y.standing(CertificationTier.STANDARD, on=date(2019, 5, 13))
    <Verdict.MET: 'met'>
    """

    kind: CommuneKind = CommuneKind.COMMUNE
    #: id of its district; empty where there is none
    district: str = ""

    def ladder(self, period: CriteriaPeriod | None = None) -> tuple[CertificationTier, ...]:
        """Return the tiers that this unit can be granted, in a period or in any."""
        expect(CommuneKind, kind=self.kind)
        return ladder(self.kind, period)


@final
@attrs.frozen
class District(Unit):
    """A unit on the district level; such units ended on 30 June 2025."""

    kind: DistrictKind = DistrictKind.DISTRICT

    def ladder(self, period: CriteriaPeriod | None = None) -> tuple[CertificationTier, ...]:
        """Return the tiers that this unit can be granted, in a period or in any."""
        expect(DistrictKind, kind=self.kind)
        return ladder(self.kind, period)


def is_meant(unit: Commune | District, text: str) -> bool:
    """Whether *text* is a spelling of the unit, with or without its kind in front."""
    key = same_name_key(text)
    prefixes = [same_name_key(words) for words, kind in _PREFIXES.items() if kind is unit.kind]
    return any(
        unit.is_called(name)
        for name in (key, *(key.removeprefix(f"{words} ") for words in prefixes))
    )

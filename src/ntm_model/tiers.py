"""What can be awarded? Tiers, ladders, certifications, revocations, and what stands on a day.

There is no unit in this room: a certification lives inside the unit that it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import TypeVar, final

import attrs

from .core.citations import Citation, Confidence
from .core.days import CriteriaPeriod, When, Years
from .core.typed import typed
from .core.verdict import Verdict
from .core.words import Assumption


class CertificationTier(Enum):
    """A title of the programme; the comparison operators are its fixed partial order.

    Source: 318/QĐ-TTg, 319/QĐ-TTg, 320/QĐ-TTg, 51/2025/QĐ-TTg.

    >>> CertificationTier.MODEL > CertificationTier.ADVANCED > CertificationTier.STANDARD
    True
    >>> CertificationTier.COMPLETED >= CertificationTier.STANDARD
    False
    """

    #: đạt chuẩn
    STANDARD = "standard"
    #: đạt chuẩn nâng cao
    ADVANCED = "advanced"
    #: đạt chuẩn kiểu mẫu
    MODEL = "model"
    #: hiện đại (2026-2030)
    MODERN = "modern"
    #: hoàn thành nhiệm vụ: towns, cities, provinces
    COMPLETED = "completed"
    #: thôn đạt chuẩn nông thôn mới; the titles of villages stand side by side, none implies another
    VILLAGE = "standard village"
    #: thôn nông thôn mới kiểu mẫu
    MODEL_VILLAGE = "model village"
    #: khu dân cư nông thôn mới kiểu mẫu
    MODEL_AREA = "model residential area"
    #: thôn (làng) nông thôn mới vùng đồng bào dân tộc thiểu số
    MINORITY_VILLAGE = "ethnic-minority village"

    @property
    def implied(self) -> tuple[CertificationTier, ...]:
        """The tiers below it, which it is evidence for (rule C1)."""
        return _IMPLIED[self]

    def __ge__(self, other: CertificationTier) -> bool:
        """Whether holding this tier implies holding *other*."""
        return self is other or self > other

    def __gt__(self, other: CertificationTier) -> bool:
        """Whether this tier lies strictly above *other*."""
        return other in self.implied

    def __le__(self, other: CertificationTier) -> bool:
        """Whether holding *other* implies holding this tier."""
        return other >= self

    def __lt__(self, other: CertificationTier) -> bool:
        """Whether this tier lies strictly below *other*."""
        return other > self


_IMPLIED: dict[CertificationTier, tuple[CertificationTier, ...]] = {
    CertificationTier.STANDARD: (),
    CertificationTier.ADVANCED: (CertificationTier.STANDARD,),
    CertificationTier.MODEL: (CertificationTier.STANDARD, CertificationTier.ADVANCED),
    CertificationTier.MODERN: (CertificationTier.STANDARD,),
    CertificationTier.COMPLETED: (),
    CertificationTier.VILLAGE: (),
    CertificationTier.MODEL_VILLAGE: (),
    CertificationTier.MODEL_AREA: (),
    CertificationTier.MINORITY_VILLAGE: (),
}
#: the parallel titles of villages; each province sets its own criteria for them
VILLAGE_TITLES = (
    CertificationTier.VILLAGE,
    CertificationTier.MODEL_VILLAGE,
    CertificationTier.MODEL_AREA,
    CertificationTier.MINORITY_VILLAGE,
)


class CommuneKind(Enum):
    """Kinds of unit on the commune level; only communes count in the programme's populations."""

    #: xã
    COMMUNE = "commune"
    #: thị trấn
    TOWNSHIP = "township"
    #: phường
    WARD = "ward"
    #: đặc khu (from 1 July 2025)
    SPECIAL_ZONE = "special zone"


class DistrictKind(Enum):
    """Kinds of unit on the district level; a town or city completes the task (320/QĐ-TTg).

    For an urban district of a city on the province level no title was found.
    """

    #: huyện
    DISTRICT = "district"
    #: thị xã
    TOWN = "town"
    #: thành phố thuộc tỉnh
    CITY = "city"
    #: quận
    URBAN = "urban district"


_COMMUNE_LADDER = (CertificationTier.STANDARD, CertificationTier.ADVANCED, CertificationTier.MODEL)
_LADDERS: dict[CommuneKind | DistrictKind, dict[CriteriaPeriod, tuple[CertificationTier, ...]]] = {
    CommuneKind.COMMUNE: {
        CriteriaPeriod.Y2010_2015: (CertificationTier.STANDARD,),
        CriteriaPeriod.Y2016_2020: _COMMUNE_LADDER,
        CriteriaPeriod.Y2021_2025: _COMMUNE_LADDER,
        CriteriaPeriod.Y2026_2030: (CertificationTier.STANDARD, CertificationTier.MODERN),
    },
    DistrictKind.DISTRICT: {
        CriteriaPeriod.Y2010_2015: (CertificationTier.STANDARD,),
        CriteriaPeriod.Y2016_2020: (CertificationTier.STANDARD,),
        CriteriaPeriod.Y2021_2025: (CertificationTier.STANDARD, CertificationTier.ADVANCED),
    },
    DistrictKind.TOWN: dict.fromkeys(
        (CriteriaPeriod.Y2016_2020, CriteriaPeriod.Y2021_2025), (CertificationTier.COMPLETED,)
    ),
    DistrictKind.CITY: dict.fromkeys(
        (CriteriaPeriod.Y2016_2020, CriteriaPeriod.Y2021_2025), (CertificationTier.COMPLETED,)
    ),
}


def ladder(
    kind: CommuneKind | DistrictKind, period: CriteriaPeriod | None = None
) -> tuple[CertificationTier, ...]:
    """Return the tiers that *kind* can be granted, in a period or in any.

    >>> [tier.value for tier in ladder(CommuneKind.COMMUNE, CriteriaPeriod.Y2026_2030)]
    ['standard', 'modern']
    >>> ladder(CommuneKind.WARD)
    ()
    """
    by_period = _LADDERS.get(kind, {})
    if period is not None:
        return by_period.get(period, ())
    return tuple(
        tier for tier in CertificationTier if any(tier in rungs for rungs in by_period.values())
    )


class Act(Enum):
    """By which act a unit came to hold a tier; each is a decision of the authority."""

    #: công nhận
    RECOGNISED = "recognised"
    #: công nhận lại: a tier already held, usually by a newer criteria set
    RE_RECOGNISED = "re-recognised"
    #: thừa nhận: of a unit formed from recognised ones, after review (rule C5)
    ACKNOWLEDGED = "acknowledged"


@final
@attrs.frozen(kw_only=True, field_transformer=typed)
class Certification:
    """That a unit was recognised at a tier: first, again, or by acknowledgement.

    Its days are different facts (rule C2) and each may be uncertain. Only the decision makes it;
    a passed assessment or "basically meets" is no certification.
    """

    tier: CertificationTier
    act: Act = Act.RECOGNISED
    #: what a correction calls it
    id: str = ""
    #: id of the certification of the same unit that this one replaces (đính chính)
    corrects: str = ""
    #: the year that the unit is recognised for; the decision usually follows in the next
    year: Years = Years()
    decided: When = When()
    #: the day from which it counts; unknown means: the day of the decision
    effective: When = When()
    #: the first day on which it no longer stands by itself; ``None``: it has no term
    expires: When | None = None
    #: the announcement, which comes after the decision
    ceremony: When = When()
    #: when the source made it known
    known: When = When()
    #: number of the decision as printed
    decision: str = ""
    #: the period of the criteria set that it was judged by, if a source says so (rule C7)
    period: CriteriaPeriod | None = None
    #: the set itself, where it is not the national one
    criteria_set: str = ""
    #: for model communes: the field of the title
    field: str = ""
    #: what the bounds of :attr:`decided` take for granted
    assumes: tuple[Assumption, ...] = ()
    source: Citation = Citation()

    @property
    def in_force(self) -> When:
        """From when it counts: its effective day, or else some day of its decision.

        A decision is not later than its ceremony, nor than the page that reports it.
        """
        if not self.effective.unknown:
            return self.effective
        return self.decided.capped(self.ceremony.latest).capped(self.known.latest)

    def of_period(self, period: CriteriaPeriod | None) -> Verdict:
        """Judge whether it was granted by a set of *period*; always met for ``None``."""
        if period is None:
            return Verdict.MET
        if self.period is not None:
            return Verdict.of(self.period is period)
        first, last = period.years
        outside = (
            self.in_force.surely_before(When(earliest=date(first, 1, 1)))
            or (self.year.latest is not None and self.year.latest < first)
            or (self.year.earliest is not None and self.year.earliest > last)
        )
        return Verdict.NOT_MET if outside else Verdict.UNDETERMINED

    def as_possibility(self) -> Certification:
        """Return what it leaves possible where it may not be used: a later grant, or none."""
        doubt = Citation(confidence=Confidence.UNVERIFIED)
        begins = When(earliest=self.in_force.earliest)
        return Certification(
            tier=self.tier,
            effective=begins,
            expires=self.expires,
            period=self.period,
            source=doubt,
        )

    def recognised_for(self, first: int | None, last: int) -> Verdict:
        """Judge whether its recognised year lies between two years, both included."""
        early = first is not None and self.year.latest is not None and self.year.latest < first
        late = self.year.earliest is not None and self.year.earliest > last
        if early or late:
            return Verdict.NOT_MET
        begins = first is None or (self.year.earliest is not None and self.year.earliest >= first)
        sure = begins and self.year.latest is not None and self.year.latest <= last
        return Verdict.MET if sure else Verdict.UNDETERMINED

    def taken_as_known(self, known: date | None) -> Certification:
        """Return it with the assumption named that it was known by a day, where that is open."""
        if known is None or self.known.surely_by(known):
            return self
        return attrs.evolve(self, assumes=(*self.assumes, Assumption.KNOWN_IN_TIME))

    def without(self, assumptions: frozenset[Assumption]) -> Certification:
        """Return it without the bounds that rest on any of *assumptions*."""
        # being known in time says when a fact was learnt, not when it happened
        if (assumptions - {Assumption.KNOWN_IN_TIME}).isdisjoint(self.assumes):
            return self
        return attrs.evolve(self, decided=When(), assumes=())


@final
@attrs.frozen(kw_only=True, field_transformer=typed)
class Revocation:
    """That the recognition of a tier was revoked (thu hồi quyết định công nhận).

    It ends that tier and those above it, not those below (rule C3, a definition of this model).
    A failing assessment revokes nothing (rule C4).
    """

    tier: CertificationTier
    #: what a correction calls it
    id: str = ""
    #: id of the revocation of the same unit that this one replaces
    corrects: str = ""
    decided: When = When()
    effective: When = When()
    known: When = When()
    decision: str = ""
    #: the period of the certificate that it ends, if a source says so
    period: CriteriaPeriod | None = None
    source: Citation = Citation()

    @property
    def in_force(self) -> When:
        """From when it counts: its effective day, or else some day of its decision."""
        return self.decided.capped(self.known.latest) if self.effective.unknown else self.effective


_Fact = TypeVar("_Fact", Certification, Revocation)


def uncorrected(facts: tuple[_Fact, ...]) -> tuple[_Fact, ...]:
    """Return the facts that no other of them corrects."""
    replaced = {fact.corrects for fact in facts} - {""}
    return tuple(fact for fact in facts if fact.id not in replaced) if replaced else facts


def standing(
    tier: CertificationTier,
    certifications: Iterable[Certification],
    revocations: Iterable[Revocation],
    *,
    on: date,
    under: CriteriaPeriod | None = None,
    complete: bool = False,
) -> Verdict:
    """Judge whether *tier* stands on a day, by quantifiers over what is on file.

    It surely stands if some grant is surely in force by then and no revocation possibly follows
    it. It surely does not if the grants are *complete* and each possible one is surely followed
    by an end, or its term has surely run out. The order of the input cannot matter. On one day
    a revocation comes first and a grant second, so a grant stands on its own day.
    """
    grants = [grant for grant in certifications if grant.tier >= tier]
    ends = [end for end in revocations if end.tier <= tier]
    if any(_surely_stands(grant, ends, on, under) for grant in grants):
        return Verdict.MET
    over = complete and all(_surely_over(grant, ends, on, under) for grant in grants)
    return Verdict.NOT_MET if over else Verdict.UNDETERMINED


def _surely_stands(
    grant: Certification, ends: Iterable[Revocation], on: date, under: CriteriaPeriod | None
) -> bool:
    certain = grant.of_period(under) is Verdict.MET and grant.in_force.surely_by(on)
    lasts = grant.expires is None or not grant.expires.possibly_by(on)
    return certain and lasts and not any(_possibly_ends(end, grant, on) for end in ends)


def _surely_over(
    grant: Certification, ends: Iterable[Revocation], on: date, under: CriteriaPeriod | None
) -> bool:
    impossible = grant.of_period(under) is Verdict.NOT_MET or not grant.in_force.possibly_by(on)
    expired = grant.expires is not None and grant.expires.surely_by(on)
    return impossible or expired or any(_surely_ends(end, grant, on) for end in ends)


def _possibly_ends(end: Revocation, grant: Certification, on: date) -> bool:
    """Whether in some world the grant comes first, then its end, by the day *on*."""
    if not end.in_force.possibly_by(on) or _other_period(end, grant):
        return False
    last = on if end.in_force.latest is None else min(on, end.in_force.latest)
    return grant.in_force.earliest is None or grant.in_force.earliest < last


def _surely_ends(end: Revocation, grant: Certification, on: date) -> bool:
    """Whether in every world where the grant comes by *on*, an end follows it by then."""
    if end.period is not None and end.period is not grant.period:
        return False
    last = on if grant.in_force.latest is None else min(on, grant.in_force.latest)
    return (
        end.in_force.surely_by(on)
        and end.in_force.earliest is not None
        and last < end.in_force.earliest
    )


def _other_period(end: Revocation, grant: Certification) -> bool:
    return end.period is not None and grant.of_period(end.period) is Verdict.NOT_MET

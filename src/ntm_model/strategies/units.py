"""Tiers, certificates and single units, with gaps in their record."""

from __future__ import annotations

from functools import cache
from typing import TypeVar

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ..core.days import When
from ..core.names import same_name_key
from ..tiers import (
    VILLAGE_TITLES,
    Act,
    Certification,
    CertificationTier,
    CommuneKind,
    DistrictKind,
    Revocation,
    ladder,
)
from ..units import Agency, Commune, District, Village
from .words import (
    assumptions,
    citations,
    criteria_periods,
    document_numbers,
    names,
    whens,
    year_ranges,
)

_Event = TypeVar("_Event", Certification, Revocation)
#: what decides which tiers a unit can hold; all villages are of one kind
_Kind = CommuneKind | DistrictKind | type[Village]

#: mostly xã: the rest is neither counted nor certified
_COMMUNE_KINDS = (
    CommuneKind.COMMUNE,
    CommuneKind.COMMUNE,
    CommuneKind.COMMUNE,
    CommuneKind.TOWNSHIP,
    CommuneKind.WARD,
)
#: those with a title: for an urban district there is nothing to be judged by
DISTRICT_KINDS = (DistrictKind.DISTRICT, DistrictKind.TOWN, DistrictKind.CITY)


@cache
def tiers(kind: _Kind | None = None) -> SearchStrategy[CertificationTier]:
    """Return tiers, or those alone that a kind of unit can be granted."""
    if kind is None or kind is Village:
        return st.sampled_from(CertificationTier if kind is None else VILLAGE_TITLES)
    rungs = ladder(kind)
    return st.sampled_from(rungs) if rungs else st.nothing()


@cache
def certifications(
    kind: _Kind = CommuneKind.COMMUNE, *, sources: tuple[str, ...] = ()
) -> SearchStrategy[Certification]:
    """Return certificates that a unit of *kind* can hold; none at all for townships and wards."""
    if tiers(kind).is_empty:
        return st.nothing()
    usual = st.builds(Certification, tier=tiers(kind), decided=whens(), period=criteria_periods())
    return usual | st.builds(
        Certification,
        tier=tiers(kind),
        act=st.sampled_from(Act),
        year=year_ranges(),
        decided=whens(),
        effective=_seldom_known(),
        expires=st.none() | whens(),
        ceremony=_seldom_known(),
        known=_seldom_known(),
        decision=_decisions(),
        period=criteria_periods(),
        criteria_set=st.sampled_from(("", "bộ tiêu chí của tỉnh")),
        field=st.sampled_from(("", "văn hóa")),
        assumes=assumptions(),
        source=citations(sources),
    )


@cache
def revocations(
    kind: _Kind = CommuneKind.COMMUNE, *, sources: tuple[str, ...] = ()
) -> SearchStrategy[Revocation]:
    """Return revocations of tiers that a unit of *kind* can hold."""
    if tiers(kind).is_empty:
        return st.nothing()
    usual = st.builds(Revocation, tier=tiers(kind), decided=whens())
    return usual | st.builds(
        Revocation,
        tier=tiers(kind),
        decided=whens(),
        effective=_seldom_known(),
        known=_seldom_known(),
        decision=_decisions(),
        period=criteria_periods(),
        source=citations(sources),
    )


@st.composite
def communes(
    draw: DrawFn, code: str = "23500", district: str = "", *, sources: tuple[str, ...] = ()
) -> Commune:
    """Return units on the commune level: mostly xã with a few certificates, some without any."""
    kind = draw(st.sampled_from(_COMMUNE_KINDS))
    name = draw(names())
    return Commune(
        name,
        code=code,
        id=draw(st.sampled_from(("", f"unit-{code}"))),
        spellings=draw(_spellings(name)),
        certifications=draw(_few(certifications(kind, sources=sources))),
        revocations=draw(_few(revocations(kind, sources=sources))),
        kind=kind,
        district=district,
    )


@st.composite
def districts(draw: DrawFn, code: str = "610", *, sources: tuple[str, ...] = ()) -> District:
    """Return units on the district level: districts, towns and cities."""
    kind = draw(st.sampled_from(DISTRICT_KINDS))
    return District(
        draw(names()),
        code=code,
        certifications=draw(_few(certifications(kind, sources=sources))),
        revocations=draw(_few(revocations(kind, sources=sources))),
        kind=kind,
    )


@st.composite
def villages(
    draw: DrawFn, code: str = "thôn-1", commune: str = "", *, sources: tuple[str, ...] = ()
) -> Village:
    """Return villages with titles side by side, some of which run out."""
    return Village(
        draw(names()),
        code=code,
        certifications=draw(_few(certifications(Village, sources=sources))),
        revocations=draw(_few(revocations(Village, sources=sources))),
        commune=commune,
        minority=draw(st.sampled_from((True, False, None))),
    )


@st.composite
def agencies(draw: DrawFn, code: str = "sở-1") -> Agency:
    """Return authorities that follow something; they hold no title."""
    return Agency(draw(names()), code=code)


@cache
def _spellings(name: str) -> SearchStrategy[tuple[str, ...]]:
    """Return other spellings on record: none, another name, or the comparison key of *name*."""
    return st.one_of(
        st.just(()), names().map(lambda other: (other,)), st.just((same_name_key(name),))
    )


@cache
def _decisions() -> SearchStrategy[str]:
    return st.just("") | document_numbers().map(str)


@cache
def _seldom_known() -> SearchStrategy[When]:
    return st.just(When()) | whens()


def _few(events: SearchStrategy[_Event]) -> SearchStrategy[tuple[_Event, ...]]:
    """Return none, one or two facts, of which the second may correct the first."""
    if events.is_empty:
        return st.just(())
    listed = st.lists(events, max_size=2).map(tuple)
    return listed | st.tuples(events, events).map(_corrected)


def _corrected(facts: tuple[_Event, ...]) -> tuple[_Event, ...]:
    """Let the second of two facts correct the first."""
    first, second = facts
    return attrs.evolve(first, id="1"), attrs.evolve(second, id="2", corrects="1")

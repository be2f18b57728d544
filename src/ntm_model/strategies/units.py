"""Tiers, certificates and units: provinces with gaps in their record."""

from __future__ import annotations

from functools import cache
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ..core.citations import Confidence
from ..core.days import When
from ..core.names import same_name_key
from ..tiers import (
    Certification,
    CertificationTier,
    CommuneKind,
    DistrictKind,
    Revocation,
    ladder,
)
from ..units import Commune, District, Province
from .words import (
    assumptions,
    citations,
    criteria_periods,
    days,
    document_numbers,
    names,
    whens,
    year_ranges,
)

_Event = TypeVar("_Event", Certification, Revocation)
_Kind = CommuneKind | DistrictKind

#: mostly xã: the rest is neither counted nor certified
_COMMUNE_KINDS = (
    CommuneKind.COMMUNE,
    CommuneKind.COMMUNE,
    CommuneKind.COMMUNE,
    CommuneKind.TOWNSHIP,
    CommuneKind.WARD,
)


@cache
def tiers(kind: _Kind | None = None) -> SearchStrategy[CertificationTier]:
    """Return tiers, or those alone that a kind of unit can be granted."""
    rungs = tuple(CertificationTier) if kind is None else ladder(kind)
    return st.sampled_from(rungs) if rungs else st.nothing()


@cache
def certifications(
    kind: _Kind = CommuneKind.COMMUNE, *, sources: tuple[str, ...] = ()
) -> SearchStrategy[Certification]:
    """Return certificates that a unit of *kind* can hold; none at all for townships and wards."""
    usual = st.builds(Certification, tier=tiers(kind), decided=whens(), period=criteria_periods())
    return usual | st.builds(
        Certification,
        tier=tiers(kind),
        year=year_ranges(),
        decided=whens(),
        effective=_seldom_known(),
        ceremony=_seldom_known(),
        known=_seldom_known(),
        decision=_decisions(),
        period=criteria_periods(),
        field=st.sampled_from(("", "văn hóa")),
        assumes=assumptions(),
        source=citations(sources),
    )


@cache
def revocations(
    kind: _Kind = CommuneKind.COMMUNE, *, sources: tuple[str, ...] = ()
) -> SearchStrategy[Revocation]:
    """Return revocations of tiers that a unit of *kind* can hold."""
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
        revocations=draw(_few(revocations(kind, sources=sources), most=1)),
        kind=kind,
        district=district,
    )


@st.composite
def districts(draw: DrawFn, code: str = "610", *, sources: tuple[str, ...] = ()) -> District:
    """Return units on the district level: districts, towns and cities."""
    kind = draw(st.sampled_from(DistrictKind))
    return District(
        draw(names()),
        code=code,
        certifications=draw(_few(certifications(kind, sources=sources), most=1)),
        revocations=draw(_few(revocations(kind, sources=sources), most=1)),
        kind=kind,
    )


@st.composite
def provinces(
    draw: DrawFn, *, max_communes: int = 4, max_districts: int = 2, sources: tuple[str, ...] = ()
) -> Province:
    """Return provinces whose ids are their own and whose communes lie in their districts.

    Names may coincide, certificates may be missing, and some provinces say that none is.

    >>> from hypothesis import given
    >>> @given(provinces(max_communes=3))
    ... def few_communes(province):
    ...     assert len(province.communes) <= 3
    >>> few_communes()
    """
    wanted = range(610, 610 + draw(st.integers(0, max_districts)))
    inside = tuple(draw(districts(str(code), sources=sources)) for code in wanted)
    homes = st.sampled_from((*(unit.id for unit in inside), ""))
    codes = range(23500, 23500 + draw(st.integers(0, max_communes)))
    return Province(
        "Kon Tum",
        code="62",
        districts=inside,
        communes=tuple(draw(communes(str(code), draw(homes), sources=sources)) for code in codes),
        complete_through=draw(st.none() | days()),
        trust=draw(st.sampled_from((Confidence.SECONDARY, Confidence.UNVERIFIED))),
    )


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


def _few(events: SearchStrategy[_Event], most: int = 2) -> SearchStrategy[tuple[_Event, ...]]:
    return st.lists(events, max_size=most).map(tuple)

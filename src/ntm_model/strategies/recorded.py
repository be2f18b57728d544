"""Statements, assessments, dossiers and names in documents, about a given province's units."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ..core.counts import Count
from ..core.names import Level, Mention
from ..core.words import Meaning, Stock
from ..record import Assessment, Dossier, DossierStage, Statement
from ..tiers import CertificationTier, CommuneKind
from ..units import Province
from .words import assumptions, citations, criteria_periods, names, whens

#: mostly what is combined with names; villages and "meets the criteria" are only stored
_LEVELS = (Level.COMMUNE, Level.COMMUNE, Level.VILLAGE)
_MEANINGS = (Meaning.RECOGNISED, Meaning.RECOGNISED, Meaning.MEETS_CRITERIA)
_STOCKS = (Stock.CUMULATIVE, Stock.CUMULATIVE, Stock.ADDED)
_TIERS = (CertificationTier.STANDARD, CertificationTier.ADVANCED, CertificationTier.MODEL)


def mentions(province: Province) -> SearchStrategy[Mention]:
    """Return names that documents print: of units of the province at any time, and of nobody."""
    known = [name for unit in province.units for name in unit.over_time("name")]
    texts = st.sampled_from(known) | names() if known else names()
    levels = st.sampled_from((Level.COMMUNE, Level.DISTRICT, Level.AGENCY, Level.VILLAGE))
    beside = st.sampled_from(("", *(unit.name for unit in province.districts)))
    return st.builds(Mention, texts, levels, beside, st.sampled_from(("", "sở, ngành")))


@st.composite
def statements(
    draw: DrawFn, province: Province, said_id: str = "", *, sources: tuple[str, ...] = ()
) -> Statement:
    """Return totals, closed lists and choices about communes that *province* has or had.

    They need not be true: two statements may contradict one another, or the certificates.
    """
    scope = draw(st.sampled_from((*province.ids, *(unit.id for unit in province.districts))))
    inside = [
        unit.id
        for unit in province.communes
        if unit.kind is CommuneKind.COMMUNE and scope in (*province.ids, unit.district)
    ]
    listed = st.lists(st.sampled_from(inside), unique=True) if inside else st.just([])
    members = draw(st.just([]) | listed)
    most = len(members or inside)
    low, high = sorted((draw(st.integers(0, most)), draw(st.integers(0, most))))
    return Statement(
        id=said_id,
        tier=draw(st.sampled_from(_TIERS)),
        scope=scope,
        members=tuple(members),
        size=draw(st.sampled_from((None, most, most + 1))),
        group=draw(st.sampled_from(("", "xã biên giới"))),
        count=Count(low, draw(st.sampled_from((high, None)))),
        on=draw(whens()),
        known=draw(whens()),
        level=draw(st.sampled_from(_LEVELS)),
        meaning=draw(st.sampled_from(_MEANINGS)),
        stock=draw(st.sampled_from(_STOCKS)),
        inclusive=draw(st.booleans()),
        period=draw(criteria_periods()),
        assumes=draw(assumptions()),
        source=draw(citations(sources)),
    )


def dossiers(unit: str, *, sources: tuple[str, ...] = ()) -> SearchStrategy[Dossier]:
    """Return how far the papers of the unit with id *unit* had come."""
    return st.builds(
        Dossier,
        unit=st.just(unit),
        tier=st.sampled_from(_TIERS),
        stage=st.sampled_from(DossierStage),
        on=whens(),
        known=whens(),
        source=citations(sources),
    )


@st.composite
def assessments(draw: DrawFn, unit: str, *, sources: tuple[str, ...] = ()) -> Assessment:
    """Return how many of 19 criteria the unit with id *unit* met."""
    return Assessment(
        unit=unit,
        criteria_set=draw(st.sampled_from(("318/QĐ-TTg", ""))),
        met=draw(st.integers(0, 19)),
        of=19,
        tier=draw(st.sampled_from(_TIERS)),
        as_of=draw(whens()),
        known=draw(whens()),
        source=draw(citations(sources)),
    )

"""Provinces: units that lie in one another, with gaps in their record, that change or do not."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from ..core.citations import Confidence
from ..units import Agency, Province
from .lineage import changed
from .units import communes, districts, villages
from .words import days


@st.composite
def provinces(
    draw: DrawFn,
    *,
    max_communes: int = 4,
    max_districts: int = 2,
    sources: tuple[str, ...] = (),
    lineage: bool = False,
    settled: Collection[date] = (),
) -> Province:
    """Return provinces whose ids are their own and whose communes lie in their districts.

    Names may coincide, certificates may be missing, and some provinces say that none is.
    With *lineage* there are villages and agencies too, and most provinces change: units are
    renamed, merged, split, re-classified, moved and dissolved. When that was may be open, but
    not whether it was before or after each of the *settled* days.

    >>> from hypothesis import given
    >>> @given(provinces(max_communes=3))
    ... def few_communes(province):
    ...     assert len(province.communes) <= 3
    >>> few_communes()
    """
    wanted = range(610, 610 + draw(st.integers(0, max_districts)))
    inside = tuple(draw(districts(str(code), sources=sources)) for code in wanted)
    homes = st.sampled_from((*(unit.id for unit in inside), ""))
    # it takes two to merge
    fewest = min(2, max_communes) if lineage else 0
    codes = range(23500, 23500 + draw(st.integers(fewest, max_communes)))
    province = Province(
        "Kon Tum",
        code="62",
        districts=inside,
        communes=tuple(draw(communes(str(code), draw(homes), sources=sources)) for code in codes),
        complete_through=draw(st.none() | days()),
        trust=draw(st.sampled_from((Confidence.SECONDARY, Confidence.UNVERIFIED))),
    )
    if not lineage:
        return province
    places = st.sampled_from((*(unit.id for unit in province.communes), ""))
    numbers = range(1, 1 + draw(st.integers(0, 2)))
    peopled = attrs.evolve(
        province,
        villages=tuple(
            draw(villages(f"thôn-{number}", draw(places), sources=sources)) for number in numbers
        ),
        agencies=draw(st.sampled_from(((), (Agency("Sở NN&PTNT", code="sở-1"),)))),
    )
    return draw(changed(peopled, sources, tuple(settled)))

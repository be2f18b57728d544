"""What promises and reports are about: numbers of every kind, of a given province's scopes."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ..core.counts import Count
from ..core.figures import Hedge
from ..core.names import Level
from ..core.quantities import BELOW, NATION, Metric, Population
from ..core.words import Stock
from ..record import Reported
from ..units import Province
from .units import tiers
from .words import citations, whens

_SINCE = date(2020, 12, 31)
_LEVELS = (Level.COMMUNE, Level.COMMUNE, Level.DISTRICT, Level.VILLAGE, Level.PROVINCE)
_METRICS = (Metric.UNITS, Metric.UNITS, *Metric)
_STOCKS = (Stock.CUMULATIVE, Stock.CUMULATIVE, *Stock)
_BANDS = (Count(0, 4), Count(5, 9), Count(10, 14), Count(15, None))


@st.composite
def quantities(draw: DrawFn, province: Province) -> dict[str, Any]:
    """Return what a number is of, as the fields of a target or a report that go together."""
    metric = draw(st.sampled_from(_METRICS))
    scopes = (*province.ids, NATION, *(unit.id for unit in province.districts))
    above = metric is Metric.PARENTS
    stock = draw(st.sampled_from(_STOCKS))
    members = [unit.id for unit in province.communes]
    return {
        "metric": metric,
        "level": draw(st.sampled_from([*BELOW] if above else _LEVELS)),
        "scope": draw(st.sampled_from(scopes)),
        "inclusive": draw(st.booleans()),
        "stock": stock,
        "since": draw(
            st.sampled_from((_SINCE, None) if stock is not Stock.MULTIPLE else (_SINCE,))
        ),
        "each": draw(st.integers(1, 2)),
        "between": draw(st.sampled_from(_BANDS)) if metric is Metric.BAND else None,
        "indicator": "thu nhập" if metric is Metric.INDICATOR else "",
        "population": draw(st.sampled_from(Population)),
        "group": "xã biên giới",
        "members": tuple(draw(st.sampled_from(([], members)))),
    }


def reports(
    province: Province, report_id: str = "", *, sources: tuple[str, ...] = ()
) -> SearchStrategy[Reported]:
    """Return numbers that sources give of scopes; they need not be true, nor fit one another."""
    return quantities(province).flatmap(
        lambda fields: st.builds(
            Reported,
            **{name: st.just(value) for name, value in fields.items()},
            id=st.just(report_id),
            tier=tiers(),
            value=st.integers(0, 6),
            of=st.none() | st.integers(0, 6),
            hedge=st.none() | st.sampled_from(Hedge),
            on=whens(),
            known=whens(),
            source=citations(sources),
        )
    )

"""Targets, plans, duties, and whole programmes whose references lead somewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ..core.days import When
from ..core.documents import Document, Reference, Relation
from ..core.names import Level
from ..core.quantities import NATION, Metric
from ..core.words import Meaning, Stock
from ..promises import (
    CarryOver,
    Comparator,
    Duty,
    Expressed,
    Matter,
    Norm,
    Plan,
    Role,
    Silence,
    Status,
    Target,
)
from ..review.programme import Programme
from ..units import Province
from .law import criterion_marks, observations
from .provinces import provinces
from .quantities import quantities, reports
from .recorded import assessments, dossiers, mentions, statements
from .units import tiers
from .words import citations, days, documents, printed

_Value = TypeVar("_Value")

#: ids of the documents of a generated programme, the letter first
_SOURCES = ("letter", "directive", "page")
_AUTHORS = ("UBND tỉnh Kon Tum", "BCĐ huyện", "")
_DEADLINES = (date(2030, 12, 31), date(2022, 3, 10), None)
#: no generated document is younger
_LAST = date(2029, 12, 31)
_RISING = (Comparator.AT_LEAST, Comparator.MORE_THAN, Comparator.ABOUT)


@st.composite
def targets(
    draw: DrawFn, province: Province, target_id: str = "target", *, sources: tuple[str, ...] = ()
) -> Target:
    """Return what an authority asks of *province* or of one of its districts."""
    fields = draw(quantities(province))
    fewest = fields["metric"] is Metric.FEWEST
    comparator = draw(st.sampled_from(_RISING if fewest else (*Comparator,)))
    exactly = comparator is Comparator.EXACTLY
    value = draw(st.integers(1 if comparator is Comparator.LESS_THAN else 0, 6))
    rising = comparator in _RISING
    units = fields["metric"] in (Metric.UNITS, Metric.PARENTS, Metric.BAND)
    shared = units and fields["stock"] is Stock.CUMULATIVE and not exactly
    horizon = draw(st.sampled_from(_DEADLINES))
    # no deadline lies before the document that sets it, and no name outside a district
    late = horizon is None or horizon > _LAST
    whole = fields["scope"] in (NATION, *province.ids)
    return Target(
        **fields,
        id=target_id,
        tier=draw(tiers()),
        comparator=comparator,
        value=value,
        most=None if exactly else draw(st.sampled_from((None, value + 1 if rising else value))),
        expressed=draw(st.sampled_from(Expressed)) if shared else Expressed.NUMBER,
        population_on=draw(st.sampled_from((None, *_DEADLINES))),
        norm=draw(st.none() | st.sampled_from(Norm)),
        horizon=horizon,
        set_by=draw(st.sampled_from(_AUTHORS)),
        stated_in=draw(st.sampled_from(("", *sources))) if late else "",
        status=draw(st.sampled_from(Status)),
        wordings=draw(st.sampled_from(((), ("dự kiến giao",)))),
        printed=draw(printed()),
        named=draw(_several(mentions(province))) if whole else (),
        carry_over=draw(st.sampled_from(CarryOver)),
        carried=draw(st.none() | st.integers(0, 6)),
        source=draw(citations(sources)),
    )


def plans(
    province: Province, plan_id: str = "plan", *, sources: tuple[str, ...] = ()
) -> SearchStrategy[Plan]:
    """Return which units an author wants to bring to a tier: named, numbered, or neither."""
    return st.builds(
        Plan,
        id=st.just(plan_id),
        level=st.sampled_from((Level.COMMUNE, Level.DISTRICT, Level.VILLAGE)),
        tier=tiers(),
        mentions=_several(mentions(province)),
        number=st.none() | st.integers(0, 5),
        author=st.sampled_from(_AUTHORS),
        stated_in=st.sampled_from(("", *sources)),
        year=st.none() | st.integers(2020, 2022),
        deadline=st.sampled_from(_DEADLINES),
        meaning=st.sampled_from(Meaning),
        source=citations(sources),
    )


def duties(province: Province, *, sources: tuple[str, ...] = ()) -> SearchStrategy[Duty]:
    """Return who has to do what about which units of *province*."""
    return st.builds(
        Duty,
        role=st.sampled_from(Role),
        addressee=mentions(province),
        matter=st.sampled_from(Matter),
        about=_several(mentions(province)),
        deadline=st.sampled_from(_DEADLINES),
        measure=st.sampled_from(("", "100%")),
        criteria=st.sampled_from(((), ("17",))),
        source=citations(sources),
    )


@st.composite
def programmes(draw: DrawFn, *, max_communes: int = 3, lineage: bool = True) -> Programme:
    """Return programmes with a dated letter, whose references all lead somewhere.

    With *lineage* the units of most of them change, in ways that are certain as of the letter's
    day, and of any day long after.

    >>> from hypothesis import given
    >>> @given(programmes())
    ... def the_letter_has_a_day(programme):
    ...     assert programme.day == programme.document(programme.letter).dated.latest
    >>> the_letter_has_a_day()
    """
    day = draw(days())
    province = draw(
        provinces(
            max_communes=max_communes,
            sources=_SOURCES,
            lineage=lineage,
            settled=(day, date.max),
        )
    )
    units = [unit.id for unit in (*province.communes, *province.districts)]

    def numbered(kind: str, one: Callable[[str], SearchStrategy[_Value]]) -> tuple[_Value, ...]:
        total = draw(st.integers(0, 2))
        return tuple(draw(one(f"{kind}-{index}")) for index in range(total))

    return Programme(
        id="programme",
        province=province,
        letter=_SOURCES[0],
        documents=draw(_documents(day)),
        references=draw(_several(_references())),
        statements=numbered("said", lambda name: statements(province, name, sources=_SOURCES)),
        reported=numbered("reported", lambda name: reports(province, name, sources=_SOURCES)),
        assessments=tuple(draw(assessments(unit, sources=_SOURCES)) for unit in units[:1]),
        dossiers=tuple(draw(dossiers(unit, sources=_SOURCES)) for unit in units[-1:]),
        observations=tuple(draw(observations(unit, sources=_SOURCES)) for unit in units[-1:]),
        marks=tuple(draw(criterion_marks(unit, sources=_SOURCES)) for unit in units[-1:]),
        targets=numbered("target", lambda name: targets(province, name, sources=_SOURCES)),
        plans=numbered("plan", lambda name: plans(province, name, sources=_SOURCES)),
        duties=draw(_several(duties(province, sources=_SOURCES))),
        addressees=draw(_several(mentions(province))),
        silences=draw(st.sampled_from(((), tuple(Silence)))),
    )


@st.composite
def _documents(draw: DrawFn, day: date) -> tuple[Document, ...]:
    """Return the letter of a day, and the other documents."""
    letter = Document(
        id=_SOURCES[0],
        number="1052/UBND-NNTN",
        issuer=_AUTHORS[0],
        dated=When.of(day),
    )
    return (letter, *(draw(documents(name)) for name in _SOURCES[1:]))


def _references() -> SearchStrategy[Reference]:
    return st.builds(
        Reference, st.sampled_from(_SOURCES[1:]), st.sampled_from(Relation), st.just("")
    )


def _several(values: SearchStrategy[_Value]) -> SearchStrategy[tuple[_Value, ...]]:
    return st.lists(values, max_size=2).map(tuple)

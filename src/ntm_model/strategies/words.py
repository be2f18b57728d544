"""Days, numbers, names and documents: the words that every other strategy is made of."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import combinations, pairwise, permutations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ..core.citations import Citation, Confidence
from ..core.counts import Basis, Count
from ..core.days import CriteriaPeriod, Period, When, Years
from ..core.document_numbers import DocumentNumber, DocumentType
from ..core.documents import Document
from ..core.explanation import Explanation, Kind, combined, counted
from ..core.figures import Hedge, Printed, Share
from ..core.signatures import Signature
from ..core.verdict import Verdict
from ..core.words import Assumption

#: days on which a rule changes: 318 and 320/QĐ-TTg, a criteria period, the end of districts
_EDGES = (date(2022, 3, 8), date(2021, 1, 1), date(2025, 7, 1))
_OFFSETS = (0, 1, -1, 2, -2)
#: first and last day beside an edge: points, ranges, open ranges, and nothing known
_SHAPES: tuple[tuple[int | None, int | None], ...] = (
    *((offset, offset) for offset in _OFFSETS),
    *combinations(sorted(_OFFSETS), 2),
    *((None, offset) for offset in _OFFSETS),
    *((offset, None) for offset in _OFFSETS),
    (None, None),
)
#: up to three such days, each surely after the one before; few and certain ones come first
_SEQUENCES: tuple[tuple[tuple[int | None, int | None], ...], ...] = tuple(
    sorted(
        (
            sequence
            for length in (1, 2, 3)
            for sequence in permutations(_SHAPES, length)
            if all(
                None not in (one[1], other[0]) and (one[1] or 0) < (other[0] or 0)
                for one, other in pairwise(sequence)
            )
        ),
        key=lambda sequence: (len(sequence), sum(one[0] != one[1] for one in sequence)),
    )
)
#: names that have caused mistakes: two spellings, look-alike letters, apostrophes, lower case
_NAMES = (
    "Đăk Long",
    "Đắk Long",
    "\u00d0ăk Hà",
    "Đăk Hà",
    "Hoà Bình",
    "Hòa Bình",
    "Ia H' Drai",
    "Ia H’Drai",
    "Ngọk Wang",
    "Ya ly",
    "Thuỷ Xuân",
    "Thủy Xuân",
    "Ia Đal",
    "Sa Nhơn",
)
_ONSETS = ("Đ", "H", "Ng", "Kr", "Th", "")
_RHYMES = ("ak", "ăk", "oà", "òa", "uỷ", "ủy", "ơn", "ông", "ệ", "ang")
_BODIES = ("UBND", "BNN", "VPĐP", "NNTN", "XD&KTVBQPPL", "VPĐT.NTM", "V05", "HĐND", "TU", "ĐU")
_ASSEMBLY = ("QH15", "UBTVQH15")
#: no decision is signed by some of them, but all are printed alike
_OFFICES = ("CHỦ TỊCH", "PHÓ CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "GIÁM ĐỐC SỞ")


@cache
def days() -> SearchStrategy[date]:
    """Return days within two days of a day that matters; most of one example share that day.

    Mistakes in comparing days show on days that touch, and hardly ever on days years apart.
    """
    return st.builds(_beside, _edges(), st.sampled_from(_OFFSETS))


@cache
def whens() -> SearchStrategy[When]:
    """Return certain days, ranges of days, ranges with one end, and wholly unknown days."""
    return st.builds(_around, _edges(), st.sampled_from(_SHAPES))


@cache
def when_sequences(settled: tuple[date, ...] = ()) -> SearchStrategy[tuple[When, ...]]:
    """Return one to three days, certain or not, each surely after the one before.

    On the *settled* days it is certain of each whether it lies behind.
    """

    def beside(edge: date) -> SearchStrategy[tuple[When, ...]]:
        placed = (tuple(_around(edge, shape) for shape in shapes) for shapes in _SEQUENCES)
        return st.sampled_from(
            [
                whens
                for whens in placed
                if not any(one.open_on(day) for one in whens for day in settled)
            ]
        )

    return _edges().flatmap(beside)


@cache
def year_ranges() -> SearchStrategy[Years]:
    """Return years, ranges of years and unknown years, on both sides of the criteria periods."""
    years = st.integers(2014, 2027)
    return st.one_of(
        st.just(Years()),
        years.map(Years.of),
        st.tuples(years, years).map(lambda pair: Years(min(pair), max(pair))),
        years.map(lambda year: Years(latest=year)),
        years.map(lambda year: Years(earliest=year)),
    )


@cache
def criteria_periods() -> SearchStrategy[CriteriaPeriod | None]:
    """Return criteria periods, and ``None`` for one that no source states."""
    return st.none() | st.sampled_from(CriteriaPeriod)


@cache
def periods() -> SearchStrategy[Period]:
    """Return half-open periods of at least one day, some without an end."""
    closed = st.builds(_from, days(), st.integers(1, 3))
    return closed | days().map(Period) | days().map(lambda day: Period(before=day))


@cache
def names() -> SearchStrategy[str]:
    """Return names of units: real ones that have caused mistakes, and made-up ones.

    Some are decomposed (NFD), as files from some systems are.
    """
    words = st.builds(str.__add__, st.sampled_from(_ONSETS), st.sampled_from(_RHYMES))
    made_up = st.lists(words, min_size=1, max_size=3).map(" ".join)
    composed = st.sampled_from(_NAMES) | made_up
    return composed | composed.map(lambda name: unicodedata.normalize("NFD", name))


@cache
def verdicts() -> SearchStrategy[Verdict]:
    """Return verdicts, the settled ones first."""
    return st.sampled_from(Verdict)


@cache
def counts() -> SearchStrategy[Count]:
    """Return ranges of small numbers, some without an upper bound."""
    return st.builds(
        _range, st.integers(0, 6), st.integers(0, 4) | st.none(), st.sampled_from(Basis)
    )


@cache
def shares() -> SearchStrategy[Share]:
    """Return shares, 0 of 0 among them."""
    numbers = st.integers(0, 12) | st.integers(0, 10_000)
    return st.tuples(numbers, numbers).map(lambda pair: Share(min(pair), max(pair)))


@cache
def printed() -> SearchStrategy[Printed]:
    """Return figures as documents print them: some agree, some contradict, some are missing."""
    hedges = st.none() | st.sampled_from(Hedge)
    numbers = st.none() | st.integers(0, 100)
    agreeing = st.builds(_agreeing, shares(), st.integers(0, 3), hedges)
    return agreeing | st.builds(Printed, numbers, numbers, st.none() | _percentages(), hedges)


@cache
def confidences() -> SearchStrategy[Confidence]:
    """Return confidences, the surest first."""
    return st.sampled_from(Confidence)


@cache
def assumptions() -> SearchStrategy[tuple[Assumption, ...]]:
    """Return what a datum may take for granted, mostly nothing."""
    return st.just(()) | st.sampled_from(Assumption).map(lambda one: (one,))


@cache
def citations(sources: tuple[str, ...] = ()) -> SearchStrategy[Citation]:
    """Return citations of *sources*, ids of documents, and assertions that cite nothing."""
    places = st.sampled_from(("", "Điều 1", "footnote 6"))
    return st.builds(Citation, st.sampled_from(("", *sources)), places, confidences())


@cache
def explanations() -> SearchStrategy[Explanation]:
    """Return explanations in their canonical form: facts, counts, and trees of both."""
    facts = st.builds(
        Explanation,
        kind=st.just(Kind.FACT),
        topic=st.sampled_from(("on-file", "not-on-file")),
        verdict=verdicts(),
        exact=st.booleans(),
        subject=st.sampled_from(((), ("23504", "standard"))),
        day=st.none() | days(),
    )
    held = st.builds(counted, st.just("communes-at"), counts(), counts(), assumptions=assumptions())
    kinds = st.sampled_from((Kind.ALL, Kind.ANY))
    topics = st.sampled_from(("", "district"))
    return st.recursive(
        facts | held,
        lambda parts: st.builds(combined, kinds, topics, st.lists(parts, max_size=3)),
        max_leaves=6,
    )


@cache
def document_numbers() -> SearchStrategy[DocumentNumber]:
    """Return document numbers as :meth:`DocumentNumber.parse` takes them apart."""
    return st.one_of(_of_offices(), _of_the_assembly(), _of_the_party())


@cache
def signatures() -> SearchStrategy[Signature]:
    """Return signatures of heads, of deputies, and of those who were ordered or authorised."""
    above = st.just("") | st.sampled_from(_OFFICES)
    return st.builds(
        Signature,
        office=st.sampled_from(_OFFICES),
        acting=st.booleans(),
        on_behalf_of=st.sampled_from(("", "ỦY BAN NHÂN DÂN")),
        authorised_by=above,
        by_order_of=above,
        in_place_of=above,
    )


@st.composite
def documents(draw: DrawFn, doc_id: str = "letter") -> Document:
    """Return documents that citations call *doc_id*: letters with a number, and pages."""
    numbers = document_numbers().map(str) | st.just("")
    return Document(
        id=doc_id,
        number=draw(numbers),
        issuer=draw(st.sampled_from(("", "UBND tỉnh Kon Tum", "Bộ NN&PTNT"))),
        dated=draw(whens()),
        title=draw(st.sampled_from(("", "Về việc giao chỉ tiêu"))),
        url=draw(st.sampled_from(("", "https://example.org/1"))),
        read=draw(st.booleans()),
        signature=draw(st.none() | signatures()),
    )


def _edges() -> SearchStrategy[date]:
    edges = st.sampled_from(_EDGES)
    shared = st.shared(edges, key="ntm_model.strategies.days")
    return st.one_of(shared, shared, edges)


def _beside(edge: date, offset: int) -> date:
    return edge + timedelta(offset)


def _around(edge: date, shape: tuple[int | None, int | None]) -> When:
    earliest, latest = (None if end is None else _beside(edge, end) for end in shape)
    return When(earliest, latest)


def _from(first: date, length: int) -> Period:
    return Period(first, first + timedelta(length))


def _range(low: int, more: int | None, basis: Basis) -> Count:
    return Count(low, None if more is None else low + more, basis)


def _agreeing(share: Share, places: int, hedge: Hedge | None) -> Printed:
    return Printed(share.count, share.total, share.percent(places), hedge)


def _percentages() -> SearchStrategy[Decimal]:
    return st.builds(_decimal, st.integers(0, 1200), st.integers(0, 3))


def _decimal(digits: int, places: int) -> Decimal:
    return Decimal(digits).scaleb(-places)


def _of_offices() -> SearchStrategy[DocumentNumber]:
    return st.builds(
        DocumentNumber,
        number=_serials(),
        bodies=_bodies(),
        type=st.just("") | _types(),
        year=st.none() | st.integers(2009, 2026),
    )


def _of_the_assembly() -> SearchStrategy[DocumentNumber]:
    return st.builds(
        DocumentNumber,
        number=_serials(),
        bodies=st.sampled_from(_ASSEMBLY).map(lambda body: (body,)),
        type=st.sampled_from(("", "NQ")),
        year=st.integers(2021, 2026),
    )


def _of_the_party() -> SearchStrategy[DocumentNumber]:
    # any abbreviation stands in its own place, so that it need not be known
    kinds = _types() | st.just("QĐi")
    return st.builds(
        DocumentNumber, number=_serials(), bodies=_bodies(), type=kinds, joint=st.just("-")
    )


def _types() -> SearchStrategy[str]:
    return st.sampled_from(DocumentType).map(lambda kind: kind.value)


def _serials() -> SearchStrategy[str]:
    return st.sampled_from(("1", "05", "1052"))


def _bodies() -> SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(_BODIES), min_size=1, max_size=3).map(tuple)

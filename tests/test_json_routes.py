"""Two routes to JSON, a plain and a fast one: the same documents, values and faults by both."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Callable, Iterator
from copy import copy
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, TypeVar, cast

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

import ntm_model
from ntm_model import (
    Citation,
    Commune,
    Count,
    Document,
    Duty,
    Explanation,
    InvalidInputError,
    Matter,
    Mention,
    Printed,
    Programme,
    Role,
    Verdict,
    Years,
    datasets,
)
from ntm_model.core.explanation import Kind
from ntm_model.exchange.converting import converter
from ntm_model.exchange.json import dumps, has_fast_route, loads
from ntm_model.exchange.json import fast as fast_route
from ntm_model.exchange.json import plain as plain_route
from ntm_model.exchange.json.shapes import holds_itself, name_of, parts
from ntm_model.record import combine
from ntm_model.strategies import (
    agencies,
    assessments,
    certifications,
    citations,
    communes,
    counts,
    criterion_marks,
    days,
    districts,
    document_numbers,
    documents,
    dossiers,
    duties,
    explanations,
    formers,
    mentions,
    names,
    observations,
    periods,
    plans,
    printed,
    programmes,
    provinces,
    reports,
    revocations,
    shares,
    signatures,
    statements,
    successions,
    targets,
    tiers,
    villages,
    whens,
    year_ranges,
)

from .fuzzing import carefully
from .small_file import TEXT, Json, drop, places, put, small

_Value = TypeVar("_Value")
TEXTS = st.sampled_from(("", "23504")) | names()


@st.composite
def combinations(draw: DrawFn) -> ntm_model.Combination:
    """Return what names and statements say together."""
    province = draw(provinces(max_communes=2, lineage=True))
    said = draw(st.lists(statements(province), max_size=2))
    return combine(province, said, draw(tiers()), on=draw(days()))


@st.composite
def cut_outs(draw: DrawFn) -> ntm_model.Province:
    """Return provinces of any day and of one day."""
    province = draw(provinces(max_communes=2, lineage=True))
    return draw(st.sampled_from((province, *province.states(draw(days())))))


SPEAKING: dict[type[object], SearchStrategy[object]] = {
    kind: provinces(max_communes=2, lineage=True).flatmap(source)
    for kind, source in (
        (ntm_model.Mention, mentions),
        (ntm_model.Reported, reports),
        (ntm_model.Statement, statements),
        (ntm_model.Reported, reports),
        (ntm_model.Target, targets),
        (ntm_model.Plan, plans),
        (ntm_model.Duty, duties),
    )
}
VALUES: dict[type[object], SearchStrategy[object]] = {
    **SPEAKING,
    ntm_model.Agency: agencies(),
    ntm_model.Assessment: assessments("23504"),
    ntm_model.Certification: certifications(),
    ntm_model.Check: st.builds(ntm_model.Check, TEXTS, TEXTS, explanations()),
    ntm_model.Citation: citations(),
    ntm_model.Combination: combinations(),
    ntm_model.Commune: communes(),
    ntm_model.Count: counts(),
    ntm_model.CriterionMark: criterion_marks("23504"),
    ntm_model.District: districts(),
    ntm_model.Document: documents(),
    ntm_model.DocumentNumber: document_numbers(),
    ntm_model.Dossier: dossiers("23504"),
    ntm_model.Explanation: explanations(),
    ntm_model.Fault: st.builds(ntm_model.Fault, TEXTS, TEXTS, TEXTS, TEXTS),
    ntm_model.Former: formers(),
    ntm_model.Observation: observations("23504"),
    ntm_model.Period: periods(),
    ntm_model.Printed: printed(),
    ntm_model.Programme: programmes(max_communes=2),
    ntm_model.Province: cut_outs(),
    ntm_model.Reference: st.builds(
        ntm_model.Reference, TEXTS, st.sampled_from(ntm_model.Relation), TEXTS
    ),
    ntm_model.Review: programmes(max_communes=2).map(lambda programme: programme.review()),
    ntm_model.Revocation: revocations(),
    ntm_model.Share: shares(),
    ntm_model.Signature: signatures(),
    ntm_model.Succession: successions(),
    ntm_model.Village: villages(),
    ntm_model.When: whens(),
    ntm_model.Years: year_ranges(),
}


def test_every_public_value_is_generated() -> None:
    """No value class of the front door is left out of the laws below; errors are raised instead."""
    public = {
        value
        for name in dir(ntm_model)
        if isinstance(value := getattr(ntm_model, name), type)
        and attrs.has(value)
        and not issubclass(value, Exception)
    }
    assert set(VALUES) == public
    assert len({name_of(kind) for kind in public}) == len(public)


def is_composed(value: object) -> bool:
    """Whether every text in a value is composed, as reading makes it."""
    if isinstance(value, tuple):
        return all(map(is_composed, cast("tuple[object, ...]", value)))
    if isinstance(value, str):
        return unicodedata.is_normalized("NFC", value)
    kind = type(value)
    return not attrs.has(kind) or all(
        is_composed(getattr(value, part.name)) for part in parts(kind)
    )


def read_by_both(text: str | bytes, kind: type[_Value]) -> tuple[_Value | None, _Value | None]:
    """Return what the plain route reads and what the fast one does; nothing where it refuses."""
    try:
        plain = plain_route.loads(text, kind)
    except InvalidInputError:
        plain = None
    return plain, fast_route.loads(text, kind)


def letter(value: object) -> object:
    """Return all that a value says, because some values are equal that are not worded the same."""
    return converter().unstructure(value)


def agree(text: str | bytes, kind: type[Any] = Programme) -> bool:
    """Whether the fast route reads what the plain one does, to the letter, or leaves it to it.

    The plain one itself reads the same quickly and carefully.
    """
    plain, fast = read_by_both(text, kind)
    assert carefully(text, kind) == plain
    return fast is None or (fast == plain and letter(fast) == letter(plain))


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_every_value_comes_back_by_both_routes(kind: type[object], data: st.DataObject) -> None:
    """Both routes write a value alike and read it again exactly; letters are but composed.

    The fast one does so wherever it can be sure: not for what would be composed, because then
    two ids may turn out to be one, and not for classes that hold themselves.
    """
    value = data.draw(VALUES[kind])
    text = plain_route.dumps(value)
    sure = is_composed(value) and not holds_itself(kind)
    assert fast_route.dumps(value) == (text if sure else None)
    plain, fast = read_by_both(text, kind)
    assert plain == value or not is_composed(value)
    assert fast is None if holds_itself(kind) else fast == plain
    again = letter(plain)
    assert again == letter(value) or not is_composed(value)
    assert again == letter(fast) or holds_itself(kind)


@given(st.sampled_from(sorted(VALUES, key=name_of)), st.data())
def test_both_routes_agree_on_broken_values(kind: type[object], data: st.DataObject) -> None:
    """Whatever stands where something else was, the fast route accepts nothing more."""
    whole = json.loads(plain_route.dumps(data.draw(VALUES[kind])))
    path = data.draw(st.sampled_from([path for path, _ in places(whole)]))
    other = data.draw(st.sampled_from(SWAPPED))
    assert agree(json.dumps(put(path, other, whole), ensure_ascii=False), kind)


#: what may stand where something else did: some of it is right in some places
SWAPPED: list[Json] = [
    *(None, True, 0, 1, -1, 10**15, 10**15 - 1, 10**30, 1.0, 2.5, 1e300, float("nan"), ""),
    *("x", " 5", "5", "5_0", "NaN", "1E99", "٦", "DERIVED", "standard", "village", "e\u0301"),
    *("2024-03-29", "20240329", "2024-W13-5", "2024-03-29T00:00", "0000-01-01", "9999-12-31"),
    *("a\u200bb", "a\u00a0b", "a\u2028b", "a\x7fb", "a\x85b", 'a"b', "a\\b", "a\nb", "\ud800"),
    *([], [1], [1, 2], [2, 1], [1, 2, 3], ["x"], [None], {}, {"x": 1}, {"earliest": None}),
]


def keys() -> list[tuple[int, str]]:
    """Return where each key of the small file stands, with the key and its value as they do."""
    found: list[tuple[int, str]] = []
    start = TEXT.find('": ')
    while start >= 0:
        _, end = json.JSONDecoder().raw_decode(TEXT, start + len('": '))
        opening = TEXT.rindex('"', 0, start)
        found.append((opening, TEXT[opening:end]))
        start = TEXT.find('": ', start + 1)
    return found


def test_the_fast_route_sees_every_key_that_stands_twice() -> None:
    """A key that stands twice is a fault for both routes, though msgspec itself passes it over."""
    assert len(keys()) > 200
    for start, pair in keys():
        text = f"{TEXT[:start]}{pair}, {TEXT[start:]}"
        assert json.loads(text) == small()
        assert read_by_both(text, Programme) == (None, None)


def test_the_fast_route_sees_every_field_that_does_not_exist() -> None:
    """An unknown field is a fault for both routes, wherever it stands."""
    for path in [path for path, value in places(small()) if isinstance(value, dict)]:
        text = json.dumps(put(f"{path}.zzqq", 1))
        assert read_by_both(text, Programme) == (None, None)


def test_the_fast_route_sees_every_field_that_is_missing() -> None:
    """What is dropped is missed by both routes, or is its default for both."""
    for path, _ in places(small()):
        plain, fast = read_by_both(json.dumps(drop(path)), Programme)
        assert fast == plain


FORMS: dict[str, str | bytes] = {
    "as it stands": TEXT,
    "bytes": TEXT.encode(),
    "no blanks": json.dumps(small(), separators=(",", ":"), ensure_ascii=False),
    "many blanks": json.dumps(small(), indent=4, separators=(" , ", " : "), ensure_ascii=False),
    "escapes": json.dumps(small()),
    "keys in order": json.dumps(small(), sort_keys=True),
    "decomposed": unicodedata.normalize("NFD", TEXT),
    "escaped key": TEXT.replace('"letter"', '"lett\\u0065r"'),
    "quotation marks": json.dumps(put("programme.documents[0].title", '"Đề án" A')),
}


@pytest.mark.parametrize("form", FORMS)
def test_the_fast_route_reads_every_form_of_a_document(form: str) -> None:
    """Blanks, escapes and the order of keys do not matter."""
    plain, fast = read_by_both(FORMS[form], Programme)
    assert fast is not None
    assert fast == plain


DOUBTED = {
    "backslash": json.dumps(put("programme.documents[0].title", "a\\b")),
    "byte order mark": f"\ufeff{TEXT}",
    "another word": json.dumps(put("programme.statements[0].source.confidence", "DERIVED")),
}


@pytest.mark.parametrize("form", DOUBTED)
def test_where_the_fast_route_doubts_the_plain_one_reads(form: str) -> None:
    """A document that the fast route is not sure of is read all the same."""
    plain, fast = read_by_both(DOUBTED[form], Programme)
    assert plain is not None
    assert fast is None
    assert loads(DOUBTED[form], Programme) == plain


@pytest.mark.parametrize("sign", ["\n", "\x00", "\x7f", "\x85", "\u2028", "\u202e"])
def test_the_fast_route_sees_controls(sign: str) -> None:
    """A control in a text, raw or escaped, is refused by both routes, and written by none."""
    data = put("programme.documents[0].title", f"a{sign}b")
    for ascii_only in (True, False):
        text = json.dumps(data, ensure_ascii=ascii_only)
        assert read_by_both(text, Programme) == (None, None)
    assert fast_route.dumps(ntm_model.Document(id="d", title=f"a{sign}b")) is None


@pytest.mark.parametrize(
    "text", ["", "[]", "1", "{", '{"ntm_model": 1}', TEXT + "x", b"\xff", "\ud800"]
)
def test_the_fast_route_leaves_what_is_no_document(text: str | bytes) -> None:
    """What cannot be parsed, or is no file at all, is refused by both."""
    assert read_by_both(text, Programme) == (None, None)


def test_the_fast_route_leaves_another_version() -> None:
    """A document of a version that does not exist is refused by both."""
    assert read_by_both(json.dumps(put("ntm_model", 2)), Programme) == (None, None)


@given(st.integers(0, len(TEXT.encode()) - 1), st.binary(max_size=3), st.integers(0, 3))
def test_both_routes_agree_on_broken_bytes(position: int, instead: bytes, length: int) -> None:
    """Whichever bytes are lost, added or changed, the fast route accepts nothing more."""
    whole = TEXT.encode()
    assert agree(whole[:position] + instead + whole[position + length :])


def odd(sound: object, **fields: object) -> object:
    """Return a copy of a value whose fields are not what they should be: no class lets it pass."""
    made = copy(sound)
    for name, held in fields.items():
        object.__setattr__(made, name, held)
    return made


DOCUMENT, COUNT = Document(id="d"), Count(1, 1)
DUTY = Duty(role=Role.LEAD, addressee=Mention("A"), matter=Matter.PLAN)
ODD: dict[str, object] = {
    "a number for a text": odd(DOCUMENT, title=5),
    "a text for a truth": odd(DOCUMENT, read="yes"),
    "nothing for a text": odd(DOCUMENT, id=None),
    "a moment for a day": odd(DUTY, deadline=datetime(2024, 3, 29, tzinfo=UTC)),
    "a list for a tuple": odd(DUTY, criteria=["17"]),
    "a word for a member": odd(DUTY, source=odd(Citation(), confidence="VERIFIED")),
    "another class": odd(DOCUMENT, dated=Years(2024, 2024)),
    "too long a number": Printed(count=10**15),
    "a fraction": odd(Printed(), count=2.5),
    "too small a decimal": Printed(percent=Decimal("1E-999")),
    "a whole decimal": odd(COUNT, low=Decimal(1), high=None),
}


@pytest.mark.parametrize("what", ODD)
def test_the_fast_route_writes_nothing_odd(what: str) -> None:
    """What is not of the type that its field says is left to the plain route."""
    assert fast_route.dumps(ODD[what]) is None


def test_values_are_shared_but_never_open() -> None:
    """What the fast route makes is of the class itself, and as frozen as any value of it."""
    read = fast_route.loads(dumps(Commune("Pờ Y")), Commune)
    assert type(read) is Commune
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        read.name = "Bờ Y"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    assert not hasattr(read, "__dict__")


@pytest.fixture
def without_msgspec(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Run a test as if the extra were not installed."""
    monkeypatch.setitem(sys.modules, "msgspec", None)
    has_fast_route.cache_clear()
    yield
    has_fast_route.cache_clear()


@pytest.mark.usefixtures("without_msgspec")
def test_nothing_changes_without_the_extra() -> None:
    """Without msgspec the same files are read, written and refused."""
    assert not has_fast_route()
    for name in datasets.names():
        programme = datasets.load(name)
        text = dumps(programme)
        assert text == fast_route.dumps(programme)
        assert fast_route.loads(text, Programme) == loads(text, Programme) == programme
    with pytest.raises(InvalidInputError, match=r"^programme\.letter: found 5"):
        loads(json.dumps(put("programme.letter", 5)), Programme)


@pytest.mark.parametrize("kind", [int, Verdict, list[Commune]], ids=str)
def test_values_alone_have_documents(kind: type[object]) -> None:
    """Numbers, words and lists have none of their own, and are refused."""
    with pytest.raises(InvalidInputError, match="a class of values, such as Programme"):
        loads("{}", kind)
    with pytest.raises(InvalidInputError, match="a class of values, such as Programme"):
        dumps(5)


@pytest.mark.parametrize("digits", [15, 5000])
def test_a_number_that_no_file_can_hold_is_not_written(digits: int) -> None:
    """Neither one that other tools would round, nor one that Python does not write."""
    with pytest.raises(InvalidInputError, match="expected at most 15 digits"):
        dumps(Count(0, 10**digits))


@pytest.mark.parametrize("route", [plain_route.loads, loads], ids=["plain", "either"])
@pytest.mark.parametrize("depth", [370, 600, 10_000])
def test_nesting_without_an_end_is_refused(
    route: Callable[[str, type[object]], object], depth: int
) -> None:
    """Reasons of reasons that go deeper than Python are a fault, wherever it gives up."""
    reason = '{"kind": "all", "topic": "t", "verdict": "met", "children": ['
    fact = '{"kind": "fact", "topic": "t", "verdict": "met"}'
    text = f'{{"ntm_model": 1, "explanation": {reason * depth}{fact}{"]}" * depth}}}'
    refused = "found lists or objects nested too deep, expected a few levels"
    try:
        told = str(type(route(text, Explanation)).__name__)
    except InvalidInputError as error:
        told = str(error)
    assert told == refused or (depth == 370 and told == "Explanation")


def test_reasons_that_go_too_deep_are_not_written() -> None:
    """What could not be read again is refused when it is written."""
    reason = Explanation(kind=Kind.FACT, topic="t", verdict=Verdict.MET)
    for _ in range(500):
        reason = Explanation(kind=Kind.ALL, topic="t", verdict=Verdict.MET, children=(reason,))
    with pytest.raises(InvalidInputError, match="nested too deep"):
        dumps(reason)

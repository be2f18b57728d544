"""Two routes to JSON, the project's own and a fast one, keep every public value the same."""

from __future__ import annotations

import json
import unicodedata

import attrs
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

import ntm_model
from ntm_model.exchange.converting import converter, structure
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


def composed(value: object) -> str:
    """Return a value as fast JSON whose text is composed, as reading makes it."""
    return unicodedata.normalize("NFC", msgspec.json.encode(value).decode())


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


def written(value: object) -> str:
    """Return a value as the project writes it, without what has its default value."""
    text = json.dumps(converter().unstructure(value), ensure_ascii=False)
    return unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_both_routes_read_what_either_writes(kind: type[object], data: st.DataObject) -> None:
    """A text gives one value and loses nothing, whichever route wrote it and whichever reads it."""
    value = data.draw(VALUES[kind])
    for text in (composed(value), written(value)):
        fast: object = msgspec.json.decode(text, type=kind)
        own: object = structure(json.loads(text), kind)
        assert fast == own
        assert composed(fast) == composed(own) == composed(value)

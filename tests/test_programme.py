"""The programme: its references lead somewhere, and what an answer may use is filtered once."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from ntm_model import (
    Assessment,
    Assumption,
    Citation,
    Confidence,
    Count,
    Document,
    InvalidInputError,
    Plan,
    Programme,
    Province,
    Reference,
    Relation,
    Revocation,
    Statement,
    UnknownNameError,
    When,
)

from .clean import DAY, STANDARD, clean_programme

NOWHERE = Citation("nowhere")
LATER = When.of(date(2024, 4, 1))


def faults(**fields: object) -> list[str]:
    """Return the paths of the faults of a clean programme with some fields changed."""
    with pytest.raises(InvalidInputError) as caught:
        attrs.evolve(clean_programme(), **fields)  # type: ignore[arg-type]
    return [fault.path for fault in caught.value.faults]


def test_every_reference_to_nowhere_is_told_at_once() -> None:
    """Documents, units and scopes that the file does not define are listed with their paths."""
    clean = clean_programme()
    statement = Statement(
        id="s", tier=STANDARD, scope="x", members=("A", "y"), count=Count(1, 1), source=NOWHERE
    )

    paths = faults(
        letter="leter",
        references=(Reference("gone", Relation.QUOTES),),
        statements=(statement,),
        assessments=(Assessment(unit="z", criteria_set="318/QĐ-TTg", met=1, of=19),),
        targets=(attrs.evolve(clean.targets[0], scope="Q", stated_in="lost"),),
        plans=(attrs.evolve(clean.plans[0], stated_in="lost", source=NOWHERE),),
        duties=(attrs.evolve(clean.duties[0], source=NOWHERE),),
    )

    assert set(paths) == {
        "letter",
        "references[0].document",
        "statements[0].source.source",
        "statements[0].scope",
        "statements[0].members[1]",
        "assessments[0].unit",
        "targets[0].scope",
        "targets[0].stated_in",
        "plans[0].stated_in",
        "plans[0].source.source",
        "duties[0].source.source",
    }


def test_certificates_cite_documents_of_the_file() -> None:
    """A certificate or revocation in any unit that cites nothing on file is told with its path."""
    province = clean_programme().province
    grown = province.commune("G").certify(STANDARD, source=NOWHERE)
    ended = attrs.evolve(grown, revocations=(Revocation(tier=STANDARD, source=NOWHERE),))

    assert faults(province=province.with_unit(ended)) == [
        "province.communes[4].certifications[0].source.source",
        "province.communes[4].revocations[0].source.source",
    ]


def test_ids_are_used_once() -> None:
    """Documents, statements, targets and plans each need ids of their own."""
    clean = clean_programme()

    assert faults(
        documents=(*clean.documents, Document(id="letter")),
        targets=(clean.targets[0], clean.targets[0]),
        plans=(clean.plans[0], clean.plans[0]),
    ) == ["documents[2].id", "targets[1].id", "plans[1].id"]


def test_a_near_id_is_suggested() -> None:
    """A mistyped id is answered with the one that was probably meant."""
    with pytest.raises(InvalidInputError, match="did you mean 'letter'"):
        attrs.evolve(clean_programme(), letter="leter")


def test_a_document_is_found_by_its_id() -> None:
    """The id that citations use finds the document; another is refused by name."""
    assert clean_programme().document("notice").number == "1397/TB-BNN-VPĐP"
    with pytest.raises(UnknownNameError, match="no document is called or coded 'x'"):
        clean_programme().document("x")


def filed(programme: Programme, **question: object) -> tuple[set[str], set[str], int]:
    """Return the statements, the plans and the number of assessments that are admitted."""
    found = programme.on_file(**question)  # type: ignore[arg-type]
    return (
        {said.id for said in found.statements},
        {plan.id for plan in found.plans},
        len(found.assessments),
    )


def with_doubtful_facts() -> Programme:
    """Return a programme with facts that are late, unsure, or rest on an assumption."""
    inferred = Citation(confidence=Confidence.INFERRED)
    one = Statement(id="sure", tier=STANDARD, scope="P", count=Count(1, 5), known=When.of(DAY))
    assessed = Assessment(unit="G", criteria_set="318/QĐ-TTg", met=9, of=19)
    later = Document(id="later", dated=LATER)
    clean = clean_programme()
    return attrs.evolve(
        clean,
        documents=(*clean.documents, later),
        statements=(
            one,
            attrs.evolve(one, id="late", known=LATER),
            attrs.evolve(one, id="unsure", source=inferred),
            attrs.evolve(one, id="if", assumes=(Assumption.PLANNED_STILL_OPEN,)),
        ),
        assessments=(
            assessed,
            attrs.evolve(assessed, known=LATER),
            attrs.evolve(assessed, source=inferred),
        ),
        plans=(*clean.plans, Plan(id="new", tier=STANDARD, number=1, source=Citation("later"))),
    )


@pytest.mark.parametrize(
    ("question", "statements", "plans", "assessments"),
    [
        ({}, {"sure", "late", "if"}, 3, 2),
        ({"known": DAY}, {"sure", "if"}, 2, 1),
        ({"trust": Confidence.INFERRED}, {"sure", "late", "unsure", "if"}, 3, 3),
        ({"without": {Assumption.PLANNED_STILL_OPEN}}, {"sure", "late"}, 3, 2),
    ],
)
def test_what_an_answer_may_use_is_filtered_once(
    question: dict[str, object], statements: set[str], plans: int, assessments: int
) -> None:
    """Late, unsure and assumed facts are left out where the question says so."""
    found = filed(with_doubtful_facts(), **question)

    assert (found[0], len(found[1]), found[2]) == (statements, plans, assessments)


def test_a_plan_without_a_source_is_its_callers_own() -> None:
    """A plan that cites nothing is never too late."""
    programme = attrs.evolve(
        clean_programme(), plans=(*clean_programme().plans, Plan(id="own", tier=STANDARD, number=1))
    )

    assert "own" in filed(programme, known=date(2000, 1, 1))[1]


def test_names_and_statements_are_counted_together() -> None:
    """A programme counts what its province counts by name, and what sources state."""
    incomplete = attrs.evolve(clean_programme().province, complete_through=None)
    said = Statement(
        id="s", tier=STANDARD, scope="P", count=Count(4, 4), on=When.of(date(2024, 1, 1))
    )
    programme = attrs.evolve(clean_programme(), province=incomplete, statements=(said,))

    assert str(programme.province.count(STANDARD, on=DAY)) == "3 to 5"
    assert str(programme.count(STANDARD, on=DAY)) == "4 to 5"


def test_a_programme_needs_no_letter() -> None:
    """A province alone can be reviewed on a day that is given."""
    programme = Programme(id="x", province=Province("P"))

    assert programme.review(on=DAY).findings == ()
    assert "REVIEW of x" in str(programme.review(on=DAY))

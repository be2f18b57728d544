"""The text of a review: what it says where there is little to say, and where data is complete."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_model import (
    Assessment,
    Assumption,
    CertificationTier,
    Citation,
    Commune,
    CommuneKind,
    Confidence,
    Count,
    District,
    DistrictKind,
    Document,
    Level,
    Meaning,
    Mention,
    Metric,
    Norm,
    Plan,
    Population,
    Printed,
    Programme,
    Province,
    Reference,
    Relation,
    Statement,
    Status,
    Stock,
    Target,
    UnknownNameError,
    When,
    datasets,
)
from ntm_model.strategies import programmes

from .clean import ADVANCED, DAY, LETTER, STANDARD, YEAR_END, clean_programme, commune, plan


def text(programme: Programme, lang: str = "en") -> str:
    """Return the review of the letter's day in one line."""
    return " ".join(programme.review(on=DAY).text(lang).split())


def incomplete(programme: Programme, **fields: object) -> Programme:
    """Return the programme without the claim that its record is complete."""
    province = attrs.evolve(programme.province, complete_through=None)
    return attrs.evolve(programme, province=province, **fields)  # type: ignore[arg-type]


def wanting(value: int) -> Target:
    """Return a target of standard communes without printed figures."""
    return Target(id="t", tier=STANDARD, value=value, scope="P", horizon=YEAR_END)


def test_complete_data_meets_no_range() -> None:
    """Whoever has complete data reads numbers, not ranges."""
    said = text(clean_programme())

    assert "4 in all: today NOT MET; with the plan MET. 3 on the day, 4 with the plan." in said
    assert "(*)" not in said
    assert "record complete through 31 December 2024" in said


def test_complete_data_that_falls_short_says_by_how_many() -> None:
    """A target out of reach is not met, with the number that is missing."""
    programme = attrs.evolve(clean_programme(), targets=(wanting(5),))

    assert "NOT MET. 3 on the day, 4 with the plan: 1 short." in text(programme)


def test_an_empty_letter_says_that_it_is_empty() -> None:
    """Without targets, plans and duties each line says so."""
    programme = attrs.evolve(clean_programme(), targets=(), plans=(), duties=(), addressees=())
    said = text(programme)

    assert "Figures: none to compare." in said
    assert "Plan: the letter names no unit." in said
    assert "Who acts: the letter gives no duty." in said
    assert "Needed first: nothing." in said


def test_a_target_of_additions_is_called_so() -> None:
    """A flow is not printed as a stock."""
    from ntm_model import Stock

    programme = attrs.evolve(
        clean_programme(), targets=(attrs.evolve(wanting(1), stock=Stock.ADDED),)
    )

    assert "Standard communes, 1 more: UNDETERMINED" in text(programme)


def test_names_and_plan_can_be_enough() -> None:
    """An incomplete record that reaches the target with its plan says that it is enough."""
    programme = incomplete(clean_programme(), targets=(wanting(4),))

    assert (
        "today UNDETERMINED; with the plan MET. 3 on file by name; with the plan 4 (*): enough."
        in (text(programme))
    )


def test_contradicting_sources_leave_the_names() -> None:
    """Where a total contradicts the names, the names stand and the text says so."""
    total = Statement(id="s", tier=STANDARD, scope="P", count=Count(1, 1), on=When.of(DAY))
    programme = incomplete(clean_programme(), statements=(total,))

    said = text(programme)

    assert "contradict one another for standard: the names stand" in said
    assert "Standard, 3 by name" in said


def test_a_district_that_meets_everything_known_is_still_open() -> None:
    """With all communes on file, the conditions nobody reported on keep a district open."""
    title = attrs.evolve(
        plan(STANDARD, "huyện D"),
        id="title",
        level=Level.DISTRICT,
        mentions=(Mention("huyện D", Level.DISTRICT),),
    )
    wanted = attrs.evolve(wanting(1), level=Level.DISTRICT)
    programme = attrs.evolve(
        clean_programme(), targets=(wanted,), plans=(*clean_programme().plans, title)
    )

    said = text(programme)

    assert (
        "Standard districts, 1 (D): UNDETERMINED. D: its conditions cannot all be judged." in said
    )
    assert "On file by the 2021-2025 set: A, B." in said
    assert "In the plan: C." in said
    assert "No township, so that this condition is vacuous." in said


def test_a_target_of_districts_without_names_says_so() -> None:
    """A target of districts that names none is judged by the record alone."""
    programme = attrs.evolve(
        clean_programme(), targets=(attrs.evolve(wanting(1), level=Level.DISTRICT),)
    )

    assert "Standard districts, 1: NOT MET. No district is named." in text(programme)


def test_towns_and_cities_say_what_they_are() -> None:
    """A town is called a town, and its title is judged as far as the conditions were found."""
    province = Province(
        "P",
        id="P",
        districts=(District("T", id="t", kind=DistrictKind.TOWN),),
        communes=(commune("A", "t", STANDARD),),
    )
    title = Plan(
        id="title",
        tier=CertificationTier.COMPLETED,
        level=Level.DISTRICT,
        mentions=(Mention("thị xã T", Level.DISTRICT),),
        source=LETTER,
    )
    programme = attrs.evolve(clean_programme(), province=province, targets=(), plans=(title,))

    said = text(programme)

    assert "T town (no deadline), 1 communes: UNDETERMINED." in said
    assert "The other conditions of this title were not found in any source." in said


def test_a_planned_township_is_printed_by_its_kind() -> None:
    """A title of communes for a name that only a township has fits nothing."""
    township = Commune("X", id="x", district="d", kind=CommuneKind.TOWNSHIP)
    province = clean_programme().province.with_unit(township)
    programme = attrs.evolve(
        clean_programme(),
        province=province,
        plans=(*clean_programme().plans, attrs.evolve(plan(STANDARD, "X"), id="more")),
    )

    assert '"X" fits no unit that can hold the title.' in text(programme)


def test_a_plan_for_a_certified_commune_is_said_in_the_plan_line() -> None:
    """A commune that holds the tier already is named among the plan's doubts."""
    programme = attrs.evolve(
        clean_programme(), plans=(plan(STANDARD, "F"), clean_programme().plans[1])
    )

    assert "F is planned as standard and holds it already." in text(programme)


def test_the_district_s_own_plans_stand_beside_the_order() -> None:
    """A weaker aim and a numbered plan of the district itself are told in its paragraph."""
    title = attrs.evolve(
        plan(STANDARD, "huyện D"),
        id="title",
        level=Level.DISTRICT,
        mentions=(Mention("huyện D", Level.DISTRICT),),
    )
    other = Citation("other")
    aim = attrs.evolve(
        title, id="aim", meaning=Meaning.BASICALLY_MEETS, source=other, stated_in="other"
    )
    criteria = Target(
        id="two",
        metric=Metric.FEWEST,
        level=Level.DISTRICT,
        stock=Stock.ADDED,
        since=date(2023, 12, 31),
        value=2,
        scope="d",
        horizon=YEAR_END,
        source=other,
    )
    clean = clean_programme()
    programme = attrs.evolve(
        clean,
        documents=(*clean.documents, Document(id="other", dated=When.of(DAY))),
        plans=(*clean.plans, title, aim),
        targets=(*clean.targets, criteria),
    )

    said = text(programme)

    assert 'weaker than the order: "basically meets", which has no legal effect' in said
    assert "The district's own aim: D: criteria of the standard set" in " ".join(said.split())
    assert "Another document" not in said


def test_meeting_all_criteria_without_recognition_is_said_and_not_counted() -> None:
    """19 of 19 criteria make no certificate; a recognised commune is not mentioned so."""
    full = Assessment(unit="G", criteria_set="318/QĐ-TTg", met=19, of=19, as_of=When.during(2023))
    programme = attrs.evolve(
        clean_programme(),
        assessments=(full, attrs.evolve(full, unit="F"), attrs.evolve(full, unit="d")),
    )

    said = text(programme)

    assert "G met 19 of 19 criteria (2023) and has no recognition on file: never counted." in said
    assert said.count("never counted") == 1


def test_what_lies_below_the_floor_is_printed_and_marked() -> None:
    """An inferred certificate and an inferred choice decide nothing, and are not hidden."""
    inferred = Citation(confidence=Confidence.INFERRED)
    grown = clean_programme().province.commune("G").certify(STANDARD, source=inferred)
    choice = Statement(
        id="c", tier=STANDARD, scope="P", members=("C", "G"), count=Count(1, 1), source=inferred
    )
    taken = attrs.evolve(choice, id="if", assumes=(Assumption.PLANNED_STILL_OPEN,))
    programme = incomplete(clean_programme(), statements=(choice, taken))
    programme = attrs.evolve(programme, province=programme.province.with_unit(grown))

    said = text(programme)

    assert "On file but inferred, so that it decides nothing: G (standard)." in said
    assert "Inferred: P: 1 of C, G is standard (day not known). It decides nothing." in said
    assert "if communes planned for later were not recognised yet" in said


def test_documents_without_a_number_are_called_by_their_title() -> None:
    """A document is named by number, title or id, whichever there is; unread ones are asked for."""
    clean = clean_programme()
    named = Document(id="x", title="kế hoạch năm 2024", read=False)
    odd = Document(id="y", number="số lạ", read=False)
    bare = Document(id="z", read=False)
    programme = attrs.evolve(
        clean,
        documents=(*clean.documents, named, odd, bare),
        references=tuple(Reference(name, Relation.REFERS_TO) for name in ("x", "y", "z")),
    )

    said = text(programme)

    assert "the full text of số lạ" in said
    assert "the full text of kế hoạch năm 2024" in said
    assert "the full text of z" in said


def test_a_tentative_figure_of_another_author_without_a_document() -> None:
    """Two authors are named even where the target cites no document."""
    target = attrs.evolve(
        clean_programme().targets[0], set_by="Bộ", stated_in="", status=Status.TENTATIVE
    )
    programme = attrs.evolve(clean_programme(), targets=(target,))

    assert "Two authors: Bộ (no document cited; tentative)" in text(programme)


def test_a_denominator_without_a_meaning_is_printed_so() -> None:
    """Where a share names no population, the line of figures says that it is not stated."""
    target = attrs.evolve(clean_programme().targets[0], population=Population.NOT_STATED)
    programme = attrs.evolve(clean_programme(), targets=(target,))

    assert "T3: standard communes: of what the share is, is not stated." in text(programme)


def test_without_a_criteria_period_in_force_the_text_still_stands() -> None:
    """A day outside all periods asks for no period, and the review renders."""
    clean = clean_programme()
    own = tuple(attrs.evolve(one, source=Citation(), stated_in="") for one in clean.plans)
    plain = attrs.evolve(clean, letter="", documents=(), targets=(), duties=(), plans=own)

    review = plain.review(on=date(2031, 1, 1))

    assert review.case.period is None
    assert "REVIEW of clean" in review.text()


def test_an_unknown_language_is_refused() -> None:
    """Only English and Vietnamese are spoken."""
    with pytest.raises(UnknownNameError, match="language"):
        clean_programme().review().text("fr")


def test_a_share_that_cannot_be_lowered_is_not_noted() -> None:
    """The note on over-achievement needs a nested share."""
    target = attrs.evolve(clean_programme().targets[0], printed=Printed(4, 5))

    said = text(attrs.evolve(clean_programme(), targets=(target,)))

    assert "Should more than" not in said


def test_advanced_names_can_rest_on_a_higher_title() -> None:
    """A commune that is only on file as model is listed among the standard ones."""
    model = (
        clean_programme()
        .province.commune("G")
        .certify(CertificationTier.MODEL, year=2023, decided=date(2024, 1, 5))
    )
    programme = clean_programme()
    programme = attrs.evolve(programme, province=programme.province.with_unit(model))

    assert "E 2: F (2022), G (2023)" in text(programme)


def test_advanced_communes_alone_decide_the_share_line() -> None:
    """The first nested share is the one that is explained."""
    said = text(clean_programme())

    assert f"2 {ADVANCED.value} still meet the count while the share falls (2/5 = 40.0 %)" in said


@given(programmes(), st.sampled_from(["en", "vi"]))
def test_every_programme_can_be_rendered(programme: Programme, lang: str) -> None:
    """Whatever a coherent programme holds, its review has words in both languages."""
    day = date(2030, 12, 31)

    assert programme.review(on=day, known=day).text(lang)


@pytest.mark.parametrize("norm", Norm)
def test_a_target_is_told_by_whatever_norm_it_has(norm: Norm) -> None:
    """Each reading can be the norm, and a missed target renders by it."""
    target = attrs.evolve(clean_programme().targets[1], norm=norm, value=5)
    targets = (attrs.evolve(clean_programme().targets[0], norm=norm, value=5), target)

    assert "NOT MET" in text(attrs.evolve(clean_programme(), targets=targets))


def test_units_that_ended_are_told_as_they_were_last() -> None:
    """After the merger the letter's names are those of communes that ended, with their lives."""
    review = datasets.load("quang-ngai-2025").review(on=date(2025, 7, 1))
    assert "23504 Đăk Long (Đăk Hà), from 2013-12-20, before 2025-07-01" in " ".join(
        str(review).split()
    )

"""The rules: a clean programme has no findings, and each plant gives exactly those beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import attrs
import pytest

from ntm_model import (
    NATION,
    CarryOver,
    CertificationTier,
    Citation,
    Commune,
    CommuneKind,
    Comparator,
    Count,
    CriteriaPeriod,
    Document,
    Dossier,
    DossierStage,
    Duty,
    Expressed,
    InvalidInputError,
    Level,
    Matter,
    Meaning,
    Mention,
    Metric,
    Norm,
    Plan,
    Population,
    Printed,
    Programme,
    Reference,
    Relation,
    Reported,
    Role,
    Statement,
    Status,
    Stock,
    Succession,
    Target,
    Verdict,
    Village,
    When,
)
from ntm_model.law import judge_district
from ntm_model.review import progress

from .clean import ADVANCED, DAY, LETTER, STANDARD, YEAR_END, clean_programme, commune, plan

Finding = tuple[str, str, Verdict]
NO, OPEN = Verdict.NOT_MET, Verdict.UNDETERMINED
EARLY, LATE = date(2023, 6, 30), date(2023, 12, 31)


def findings(programme: Programme) -> set[Finding]:
    """Return what a review of the letter's day finds, without its reasons."""
    return {(one.rule, one.subject, one.verdict) for one in programme.review().findings}


def with_target(programme: Programme, index: int, **changes: object) -> Programme:
    """Return the programme with one target changed."""
    targets = list(programme.targets)
    targets[index] = attrs.evolve(targets[index], **changes)  # type: ignore[arg-type]
    return attrs.evolve(programme, targets=tuple(targets))


def with_plans(programme: Programme, *plans: Plan) -> Programme:
    """Return the programme with further plans."""
    return attrs.evolve(programme, plans=(*programme.plans, *plans))


def with_communes(programme: Programme, *communes: Commune) -> Programme:
    """Return the programme with communes added or replaced."""
    province = programme.province
    for unit in communes:
        province = province.with_unit(unit)
    return attrs.evolve(programme, province=province)


def with_duty(programme: Programme, duty: Duty) -> Programme:
    """Return the programme with a further duty."""
    return attrs.evolve(programme, duties=(*programme.duties, duty))


def with_documents(programme: Programme, *documents: Document) -> Programme:
    """Return the programme with further documents."""
    return attrs.evolve(programme, documents=(*programme.documents, *documents))


OTHERS = Document(id="other", number="7/KH-UBND", dated=When.of(date(2022, 1, 5)))


CRITERIA = Duty(
    role=Role.MONITOR,
    addressee=Mention("Các sở", Level.AGENCY),
    matter=Matter.CRITERIA,
    measure="hằng quý",
)


def other_plan(**facts: object) -> Callable[[Programme], Programme]:
    """Return a plant: a plan of another document."""
    made = Plan(**{"tier": STANDARD, "source": Citation("other"), **facts})  # type: ignore[arg-type]
    return lambda programme: with_plans(with_documents(programme, OTHERS), made)


def district_title(**facts: object) -> Callable[[Programme], Programme]:
    """Return a plant: the letter promises the title of district D."""
    made = attrs.evolve(
        plan(STANDARD, "huyện D"),
        id="title",
        level=Level.DISTRICT,
        mentions=(Mention("huyện D", Level.DISTRICT),),
        **facts,  # type: ignore[arg-type]
    )
    return lambda programme: with_plans(programme, made)


def other_target(**facts: object) -> Callable[[Programme], Programme]:
    """Return a plant: a target of another document, asked of what surely is so."""
    made = {"id": "other", "value": 1, "scope": "P", "source": Citation("other"), **facts}

    def plant(programme: Programme) -> Programme:
        added = Target(**made)  # type: ignore[arg-type]
        return attrs.evolve(with_documents(programme, OTHERS), targets=(*programme.targets, added))

    return plant


def parts(*values: int) -> Callable[[Programme], Programme]:
    """Return a plant: a number of another document that is broken down by district."""

    def plant(programme: Programme) -> Programme:
        whole = other_target(id="whole", value=3, horizon=DAY)(programme)
        shares = tuple(
            attrs.evolve(
                whole.targets[-1], id=f"part-{scope}", value=value, scope=scope, part_of="whole"
            )
            for value, scope in zip(values, ("d", "e"), strict=False)
        )
        return attrs.evolve(whole, targets=(*whole.targets, *shares))

    return plant


def bands(
    *rows: tuple[int, int | None, int], of: int | None = None
) -> Callable[[Programme], Programme]:
    """Return a plant: a table of bands of criteria."""
    reported = tuple(
        Reported(
            id=f"{first}-{last}",
            metric=Metric.BAND,
            between=Count(first, last),
            scope="P",
            value=units,
            of=of,
            on=When.of(DAY),
        )
        for first, last, units in rows
    )
    return lambda programme: attrs.evolve(programme, reported=reported)


def amended(author: str) -> Callable[[Programme], Programme]:
    """Return a plant: an old plan for C and G, and what became of it."""
    old = Plan(
        id="old",
        tier=STANDARD,
        mentions=(Mention("C"), Mention("G")),
        author="UBND huyện D",
        deadline=date(2023, 12, 31),
        source=Citation("other"),
    )
    new = attrs.evolve(old, id="new", amends="old", mentions=(Mention("C"),), author=author)
    return lambda programme: with_plans(with_documents(programme, OTHERS), old, new)


def postponed(*deadlines: date | None) -> Callable[[Programme], Programme]:
    """Return a plant: an old plan for C, amended by its author with one deadline after another."""
    plans = [
        Plan(
            id=f"put-off-{number}" if number else "old",
            tier=STANDARD,
            mentions=(Mention("C"),),
            author="UBND huyện D",
            deadline=deadline,
            amends=("", "old", "put-off-1")[number],
            source=Citation("other"),
        )
        for number, deadline in enumerate((LATE, *deadlines))
    ]
    return lambda programme: with_plans(with_documents(programme, OTHERS), *plans)


def carries_out_older(programme: Programme) -> Programme:
    """Return the programme with a letter that carries out a directive older than the figures."""
    directive = Document(
        id="directive", number="05/CT-UBND", dated=When.of(date(2024, 1, 22)), read=False
    )
    reference = Reference("directive", Relation.CARRIES_OUT)
    return attrs.evolve(with_documents(programme, directive), references=(reference,))


def cites(relation: Relation, dated: When) -> Callable[[Programme], Programme]:
    """Return a plant: the letter cites a document of some day."""
    cited = Document(id="cited", number="8/QĐ-UBND", dated=dated)
    return lambda programme: attrs.evolve(
        with_documents(programme, cited), references=(Reference("cited", relation),)
    )


PLANTS: dict[str, tuple[Callable[[Programme], Programme], set[Finding]]] = {
    "a wrong percentage": (
        lambda p: with_target(p, 0, printed=Printed(4, 5, Decimal("80.1"))),
        {("T1", "standard", NO)},
    ),
    "a percentage of nothing": (
        lambda p: with_target(p, 0, printed=Printed(4, 0, Decimal("80.0"))),
        {("T1", "standard", NO), ("T4", "standard", NO)},
    ),
    "more advanced than standard units": (
        lambda p: with_target(p, 1, value=5, printed=Printed(5, 4, Decimal("125.0"))),
        {("T1", "advanced", NO), ("T2", "advanced", NO), ("P5", "advanced", NO)},
    ),
    "a share of nobody knows what": (
        lambda p: with_target(p, 0, population=Population.NOT_STATED),
        {("T3", "standard", NO)},
    ),
    "a denominator of other units": (
        lambda p: with_target(p, 0, printed=Printed(4, 6, Decimal("66.7"))),
        {("T4", "standard", NO)},
    ),
    "count and total swapped": (
        lambda p: with_target(p, 0, printed=Printed(5, 4, Decimal("80.0"))),
        {("T1", "standard", NO), ("T4", "standard", NO)},
    ),
    "a tentative figure": (
        lambda p: with_target(p, 0, status=Status.TENTATIVE),
        {("T6", "standard", OPEN)},
    ),
    "a target of nobody": (
        lambda p: with_target(p, 0, set_by=""),
        {("T6", "standard", NO)},
    ),
    "a target of another author": (
        lambda p: with_target(p, 0, set_by="Bộ"),
        {("P7", "standard", OPEN)},
    ),
    "a plan older than its target": (
        lambda p: attrs.evolve(
            with_documents(p, OTHERS),
            plans=(attrs.evolve(p.plans[0], stated_in="other"), p.plans[1]),
        ),
        {("T7", "plan-standard", NO)},
    ),
    "a plan without a document": (
        lambda p: attrs.evolve(p, plans=(attrs.evolve(p.plans[0], stated_in=""), p.plans[1])),
        {("T7", "plan-standard", OPEN)},
    ),
    "an instrument older than the figures": (carries_out_older, {("T7", "directive", NO)}),
    **{
        f"a younger document that the letter {relation.value}": (
            cites(relation, When.of(date(2024, 3, 30))),
            {("T12", "cited", NO)},
        )
        for relation in Relation
        if relation is not Relation.REFERS_TO
    },
    "a younger document that the letter refers to": (
        cites(Relation.REFERS_TO, When.of(date(2024, 3, 30))),
        set(),
    ),
    "a correction on the same day": (cites(Relation.CORRECTS, When.of(DAY)), set()),
    "a legal basis without a day": (
        cites(Relation.LEGAL_BASIS, When()),
        {("T12", "cited", OPEN)},
    ),
    "a legal basis of perhaps the next day": (
        cites(Relation.LEGAL_BASIS, When(DAY, date(2024, 3, 30))),
        {("T12", "cited", OPEN)},
    ),
    "a name that fits two communes": (
        lambda p: with_communes(p, attrs.evolve(commune("C", "e"), id="C2")),
        {("U3", "C", OPEN), ("T4", "standard", NO)},
    ),
    "a name that fits nothing": (
        lambda p: attrs.evolve(p, plans=(plan(STANDARD, "C", "Z"), p.plans[1])),
        {("P1", "Z", NO)},
    ),
    "a unit named twice in one plan": (
        lambda p: attrs.evolve(p, plans=(plan(STANDARD, "C", "xã C"), p.plans[1])),
        {("P1", "xã C", NO)},
    ),
    "a name that fits a ward alone": (
        lambda p: attrs.evolve(p, plans=(plan(STANDARD, "phường C"), p.plans[1])),
        {("P1", "phường C", NO), ("P5", "standard", NO)},
    ),
    "a plan for a commune that holds the tier": (
        lambda p: attrs.evolve(p, plans=(plan(STANDARD, "C", "F"), p.plans[1])),
        {("P2", "F", NO)},
    ),
    "an advanced plan without a standard one": (
        lambda p: attrs.evolve(p, plans=(p.plans[0], plan(ADVANCED, "B", "G"))),
        {("P3", "G", NO)},
    ),
    "a prerequisite planned for later": (
        lambda p: attrs.evolve(
            p,
            plans=(
                attrs.evolve(p.plans[0], mentions=(Mention("C"), Mention("G")), deadline=None),
                plan(ADVANCED, "B", "G"),
            ),
        ),
        {("P3", "G", NO)},
    ),
    "a target out of reach": (
        lambda p: with_target(p, 0, value=5, printed=Printed(5, 5, Decimal("100.0"))),
        {("P5", "standard", NO), ("T4", "advanced", NO)},
    ),
    "a district title nobody reported on": (district_title(), {("P4", "huyện D", OPEN)}),
    "a district title without its communes": (
        lambda p: attrs.evolve(
            district_title()(p), plans=(p.plans[1], *district_title()(p).plans[2:])
        ),
        {("P4", "huyện D", NO), ("P5", "standard", NO)},
    ),
    "an earlier plan that was missed": (
        other_plan(id="old", mentions=(Mention("G"),), deadline=date(2022, 12, 31)),
        {("P6", "old", NO)},
    ),
    "an earlier plan that was kept": (
        other_plan(id="old", mentions=(Mention("F"),), deadline=date(2023, 12, 31)),
        set(),
    ),
    "an earlier plan without names": (
        other_plan(id="old", number=5, deadline=date(2023, 12, 31)),
        {("P6", "old", OPEN)},
    ),
    "an earlier plan with a name that fits nothing": (
        other_plan(id="old", mentions=(Mention("Z"),), deadline=date(2023, 12, 31)),
        {("P6", "old", OPEN)},
    ),
    "an order without a list": (
        lambda p: with_plans(p, Plan(id="rest", tier=STANDARD, source=LETTER)),
        {("P6", "rest", OPEN)},
    ),
    "a weaker aim for the same unit": (
        other_plan(
            id="aim",
            mentions=(Mention("xã C"),),
            deadline=YEAR_END,
            meaning=Meaning.BASICALLY_MEETS,
        ),
        {("P7", "C", NO)},
    ),
    "the same aim for the same unit": (
        other_plan(id="aim", mentions=(Mention("C"),), deadline=YEAR_END),
        set(),
    ),
    "criteria that nobody was assigned": (
        lambda p: with_duty(p, CRITERIA),
        {("D1", "Các sở", OPEN)},
    ),
    "criteria with an assignment": (
        lambda p: with_duty(p, attrs.evolve(CRITERIA, criteria=("1", "2"))),
        set(),
    ),
    "nobody to lead": (
        lambda p: attrs.evolve(p, duties=p.duties[:1], addressees=p.addressees[:1]),
        {("D2", "B", NO), ("D2", "C", NO)},
    ),
    "a leader for one unit alone": (
        lambda p: attrs.evolve(
            p, duties=(p.duties[0], attrs.evolve(p.duties[1], about=(Mention("B"),)))
        ),
        {("D2", "C", NO)},
    ),
    "an addressee without a duty": (
        lambda p: attrs.evolve(
            p, addressees=(*p.addressees, Mention("Văn phòng điều phối", Level.AGENCY))
        ),
        {("D3", "Văn phòng điều phối", NO)},
    ),
    "a duty without a yardstick": (
        lambda p: with_duty(p, attrs.evolve(p.duties[1], measure="", role=Role.ADVISE)),
        {("D4", "Sở Nông nghiệp và Phát triển nông thôn", NO)},
    ),
    "a decision older than its year": (
        lambda p: with_communes(
            p, p.province.commune("F").certify(STANDARD, year=2024, decided=date(2023, 5, 2))
        ),
        {("C2", "F", NO)},
    ),
    "a higher title before the lower one": (
        lambda p: with_communes(
            p,
            p.province.commune("G")
            .certify(ADVANCED, decided=date(2022, 5, 2), period=CriteriaPeriod.Y2021_2025)
            .certify(STANDARD, decided=date(2023, 5, 2), period=CriteriaPeriod.Y2021_2025),
        ),
        {("C1", "G", NO)},
    ),
    "a revocation of what nobody held": (
        lambda p: with_communes(
            p, p.province.commune("G").revoke(STANDARD, decided=date(2023, 5, 2))
        ),
        {("C3", "G", NO)},
    ),
    "a revocation of what was held": (
        lambda p: with_communes(
            p,
            p.province.commune("F")
            .revoke(ADVANCED, decided=date(2023, 5, 2))
            .certify(ADVANCED, decided=date(2023, 4, 13), period=CriteriaPeriod.Y2021_2025),
        ),
        set(),
    ),
    "a total of other units": (
        lambda p: attrs.evolve(
            p, statements=(Statement(id="s", tier=STANDARD, scope="P", count=Count(2, 2), size=6),)
        ),
        {("T4", "s", OPEN)},
    ),
    "a percentage that no number of units comes to": (
        other_target(value="20.8", expressed=Expressed.PRINTED_PERCENT, population=Population.ALL),
        {("T1", "other", NO)},
    ),
    "a percentage that some number of units comes to": (
        other_target(value="40", expressed=Expressed.PRINTED_PERCENT, population=Population.ALL),
        set(),
    ),
    "a percentage of what nobody counts": (
        other_target(
            value="40", expressed=Expressed.PRINTED_PERCENT, population=Population.ALL, scope=NATION
        ),
        {("P5", "other", OPEN)},
    ),
    "a percentage of the standard ones": (
        other_target(
            value="40", expressed=Expressed.PRINTED_PERCENT, population=Population.STANDARD
        ),
        set(),
    ),
    "a share of what nobody states": (
        other_target(value=50, expressed=Expressed.PERCENT, population=Population.NOT_STATED),
        {("T3", "other", NO)},
    ),
    "an average that no total gives": (
        lambda p: attrs.evolve(
            p,
            reported=(
                Reported(id="r", metric=Metric.AVERAGE, scope="P", value="12.23", of=5),
                Reported(id="s", metric=Metric.AVERAGE, scope="P", value="12.2", of=5),
            ),
        ),
        {("T1", "r", NO)},
    ),
    "more carried over than there are": (
        lambda p: with_target(p, 0, carried=5),
        {("T8", "standard", NO)},
    ),
    "carry-over that is not said": (
        lambda p: with_target(
            other_plan(id="old", number=1, deadline=date(2023, 12, 31))(p),
            0,
            carry_over=CarryOver.NOT_SAID,
        ),
        {("P6", "old", OPEN), ("T8", "standard", OPEN)},
    ),
    "carry-over that nothing is left for": (
        lambda p: with_target(p, 0, carry_over=CarryOver.NOT_SAID),
        set(),
    ),
    "parts that add up": (parts(2, 1), set()),
    "parts that come to more": (parts(2, 2), {("T9", "whole", NO), ("P5", "part-e", NO)}),
    "parts that are not all given": (parts(2), {("T9", "whole", OPEN)}),
    "bands that add up": (bands((0, 9, 1), (10, 14, 1), (15, 19, 3)), set()),
    "bands of more units than there are": (
        bands((0, 9, 3), (10, 19, 3)),
        {("T9", "0-9", NO)},
    ),
    "bands that leave out a unit": (bands((0, 9, 1), (10, 19, 3)), {("T9", "0-9", NO)}),
    "bands that are not all given": (bands((5, 9, 1), (15, 19, 2), of=5), {("T9", "5-9", OPEN)}),
    "bands that overlap": (bands((0, 4, 3), (0, 9, 3)), set()),
    "bands that end too early": (bands((0, 9, 1), (10, 14, 1)), {("T9", "0-9", OPEN)}),
    "bands of a country that nobody counts": (
        lambda p: attrs.evolve(
            bands((0, 9, 3), (10, 19, 3))(p),
            reported=tuple(
                attrs.evolve(one, scope=NATION) for one in bands((0, 9, 3), (10, 19, 3))(p).reported
            ),
        ),
        set(),
    ),
    "bands without an end": (bands((0, 14, 3), (15, None, 2)), set()),
    "one band alone": (bands((0, 9, 1)), set()),
    "two documents that differ": (
        other_target(value=5, horizon=YEAR_END, population=Population.ALL),
        {("T10", "standard", NO), ("P5", "other", NO)},
    ),
    "two documents that ask of other units": (
        lambda p: attrs.evolve(
            other_target(id="all", metric=Metric.FEWEST, value=5, population=Population.ALL)(p),
            targets=(
                *p.targets,
                *(
                    Target(
                        id=name,
                        metric=Metric.FEWEST,
                        value=number,
                        population=population,
                        scope="P",
                        source=Citation(document),
                    )
                    for name, number, population, document in (
                        ("others", 10, Population.NOT_STANDARD, "other"),
                        ("all", 5, Population.ALL, "letter"),
                    )
                ),
            ),
        ),
        {("P5", "all", OPEN), ("P5", "others", OPEN), ("T6", "all", NO)},
    ),
    "two averages that differ": (
        lambda p: attrs.evolve(
            with_documents(p, OTHERS),
            targets=(
                *p.targets,
                *(
                    Target(
                        id=f"average-{value}",
                        metric=Metric.AVERAGE,
                        value=value,
                        scope="P",
                        horizon=DAY,
                        set_by="UBND tỉnh P",
                        stated_in=document,
                        source=Citation(document),
                    )
                    for value, document in ((14, "letter"), (15, "other"))
                ),
            ),
        ),
        {
            ("T10", "average-14", NO),
            ("P5", "average-14", OPEN),
            ("P5", "average-15", OPEN),
        },
    ),
    "two documents that agree": (
        other_target(value=4, horizon=YEAR_END),
        set(),
    ),
    "a target that was replaced": (
        lambda p: with_target(other_target(value=4, horizon=YEAR_END)(p), 2, revises="standard"),
        set(),
    ),
    "a target that was withdrawn": (
        other_target(value=5, horizon=YEAR_END, status=Status.WITHDRAWN),
        set(),
    ),
    "fewer names than the number": (
        other_target(stock=Stock.ADDED, since=date(2022, 12, 31), value=2, named=(Mention("A"),)),
        {("T11", "other", OPEN)},
    ),
    "as many names as the number": (
        other_target(stock=Stock.ADDED, since=date(2022, 12, 31), named=(Mention("A"),)),
        set(),
    ),
    "more names than the number": (
        other_target(
            stock=Stock.ADDED,
            since=date(2022, 12, 31),
            value=3,
            comparator=Comparator.EXACTLY,
            named=tuple(map(Mention, "ABFC")),
        ),
        {("T11", "other", NO), ("P5", "other", NO)},
    ),
    "more names than a ceiling": (
        other_target(
            stock=Stock.ADDED,
            since=date(2022, 12, 31),
            value=3,
            comparator=Comparator.AT_MOST,
            named=tuple(map(Mention, "ABFC")),
        ),
        {("T11", "other", NO), ("P5", "other", NO)},
    ),
    "a plan with another number than names": (
        lambda p: with_plans(p, attrs.evolve(plan(STANDARD, "C"), id="twice", number=2)),
        {("T11", "twice", NO)},
    ),
    "a plan with as many names as it says": (
        lambda p: with_plans(p, attrs.evolve(plan(STANDARD, "C"), id="again", number=1)),
        set(),
    ),
    "a unit that its author withdrew": (
        amended("UBND huyện D"),
        {("P6", "old", NO), ("P6", "new", NO)},
    ),
    "a unit that its author postponed": (
        postponed(YEAR_END),
        {("P6", "old", NO)},
    ),
    "a plan that another author amended": (
        amended("UBND huyện E"),
        {("P6", "old", NO), ("P6", "new", NO), ("P7", "old", NO)},
    ),
    "a total that agrees": (
        lambda p: attrs.evolve(
            p, statements=(Statement(id="s", tier=STANDARD, scope="P", count=Count(3, 3), size=5),)
        ),
        set(),
    ),
}


def test_a_clean_programme_has_no_findings() -> None:
    """Complete and consistent data meets every rule, and every rule has been asked."""
    review = clean_programme().review()

    assert review.findings == ()
    assert {check.rule for check in review.checks} >= {"T1", "T2", "T3", "T4", "T5", "T6", "T7"}
    assert {check.rule for check in review.checks} >= {"U3", "P1", "P2", "P3", "P5", "D2", "D3"}


def test_what_no_letter_cites_has_nothing_to_be_older_than() -> None:
    """Without a letter, the day of what is cited is compared with none (T12)."""
    planted = cites(Relation.LEGAL_BASIS, When.of(date(2024, 3, 30)))(clean_programme())
    review = attrs.evolve(planted, letter="").review(on=DAY)

    assert "T12" not in {check.rule for check in review.checks}


def test_a_finding_about_a_citation_names_the_document_and_why_it_is_cited() -> None:
    """The document is called by its type and number, in both languages."""
    planted = cites(Relation.LEGAL_BASIS, When.of(date(2024, 3, 30)))(clean_programme())

    assert (
        "T12: decision 8/QĐ-UBND, cited as its legal basis, is younger than the letter."
        in planted.review().text()
    )
    assert (
        "T12: Quyết định 8/QĐ-UBND, được dẫn là căn cứ, ban hành sau công văn."
        in planted.review().text("vi")
    )


@pytest.mark.parametrize("name", PLANTS)
def test_a_plant_gives_exactly_the_findings_beside_it(name: str) -> None:
    """A planted contradiction adds the findings written beside it, and no others."""
    planted, expected = PLANTS[name]

    assert findings(planted(clean_programme())) == expected


@pytest.mark.parametrize("name", PLANTS)
@pytest.mark.parametrize("lang", ["en", "vi"])
def test_every_finding_has_words_in_both_languages(name: str, lang: str) -> None:
    """Whatever is planted, the review renders in both languages and says its number of checks."""
    review = PLANTS[name][0](clean_programme()).review()

    text = review.text(lang)

    assert str(len(review.checks)) in text.splitlines()[-1] + text.splitlines()[-2]
    assert "{" not in text


def shuffled(programme: Programme) -> Programme:
    """Return the programme with every list turned round that has no order of its own."""
    province = attrs.evolve(
        programme.province,
        communes=tuple(
            attrs.evolve(unit, certifications=unit.certifications[::-1])
            for unit in programme.province.communes
        ),
    )
    return attrs.evolve(
        programme,
        province=province,
        statements=programme.statements[::-1],
        documents=programme.documents[::-1],
    )


@pytest.mark.parametrize("name", PLANTS)
def test_checks_do_not_depend_on_the_order_of_facts(name: str) -> None:
    """Facts in another order give the same checks in the same order."""
    programme = PLANTS[name][0](clean_programme())

    assert shuffled(programme).review().checks == programme.review().checks


def test_text_is_the_same_bytes_for_any_hash_seed() -> None:
    """Two processes with other hash seeds print the same review."""
    command = [sys.executable, "-m", "ntm_model", "review", "kon-tum-2024", "--lang", "vi"]
    texts = {
        subprocess.run(
            command, capture_output=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert len(texts) == 1


def test_findings_stand_in_order_of_severity() -> None:
    """What is not met comes before what is undetermined."""
    programme = PLANTS["a name that fits two communes"][0](clean_programme())

    assert [one.verdict for one in programme.review().findings] == [NO, OPEN]


def test_a_review_needs_a_day() -> None:
    """A programme without a letter has no day of its own, and says so."""
    programme = attrs.evolve(
        clean_programme(), letter="", documents=(), targets=(), plans=(), duties=()
    )

    with pytest.raises(InvalidInputError, match="a dated letter"):
        programme.review()
    assert programme.review(on=DAY).on == DAY


def test_what_became_known_later_does_not_leak_in() -> None:
    """A certificate that surely became known after the day changes nothing in the review."""
    clean = clean_programme()
    before = attrs.evolve(clean, province=attrs.evolve(clean.province, complete_through=None))
    later = clean.province.commune("G").certify(
        STANDARD, decided=date(2023, 5, 2), known=date(2024, 3, 30)
    )
    programme = with_communes(before, later)

    assert programme.review().checks == before.review().checks
    assert programme.review(known=date(2024, 3, 30)).checks != before.review().checks


def test_a_record_is_not_complete_without_what_was_left_out() -> None:
    """What became known later leaves a complete record open where it may count, and only there."""
    later = clean_programme().province.commune("G").certify(STANDARD, known=date(2024, 3, 30))
    programme = with_communes(clean_programme(), later)

    standard = progress(programme.on_file(known=DAY), programme.targets[0], DAY)

    assert str(standard.combined.count) == "3 to 4"


def test_a_total_of_the_day_grows_with_the_plan() -> None:
    """What is stated for the review's own day bounds the record, not what the plan adds to it."""
    clean = clean_programme()
    total = Statement(id="s", tier=STANDARD, scope="P", count=Count(3, 3), on=When.of(DAY))
    province = attrs.evolve(clean.province, complete_through=None)
    programme = attrs.evolve(clean, province=province, statements=(total,))

    reached = progress(programme, programme.targets[0], DAY)

    assert (str(reached.combined.count), str(reached.with_plan)) == ("3", "4")


def test_a_number_of_highest_titles_is_a_floor_for_the_plan() -> None:
    """Planned upgrades leave the number of those who hold no more: it only bounds from below."""
    clean = clean_programme()
    only = Statement(
        id="s", tier=STANDARD, scope="P", count=Count(2, 2), on=When.of(DAY), inclusive=False
    )
    province = attrs.evolve(clean.province, complete_through=None)
    programme = attrs.evolve(clean, province=province, statements=(only,))

    reached = progress(programme, programme.targets[0], DAY)

    assert str(reached.with_plan) == "4 to 5"


def test_a_share_of_no_standard_commune_at_all_is_met() -> None:
    """Where nobody is standard, a share of the standard communes asks nothing."""
    clean = clean_programme()
    units = tuple(commune(name, "") for name in "ABCDE")
    programme = attrs.evolve(clean, province=attrs.evolve(clean.province, communes=units))

    readings = progress(programme, programme.targets[1], DAY).readings

    assert {one.topic: one.verdict for one in readings}["by-actual-base"] is Verdict.MET


def test_a_judgement_does_not_depend_on_the_order_of_communes() -> None:
    """The explanation of a district is the same value for communes in any order."""
    province = clean_programme().province
    turned = attrs.evolve(province, communes=province.communes[::-1])
    district = province.district("D")

    assert judge_district(district, turned, on=DAY) == judge_district(district, province, on=DAY)


def test_a_check_says_what_it_found_in_one_line() -> None:
    """A printed check names the rule, the subject, the verdict and the reason."""
    programme = PLANTS["a name that fits nothing"][0](clean_programme())

    assert str(programme.review().findings[0]) == "P1 Z: not met (no-such-unit)"


def test_a_plan_past_its_deadline_is_not_carried_out() -> None:
    """After the deadline the plan adds nothing, and what it missed is outstanding."""
    review = clean_programme().review(on=date(2025, 1, 1))
    late = {(one.rule, one.subject) for one in review.findings}

    assert {("P6", "plan-standard"), ("P6", "plan-advanced")} <= late
    assert progress(review.programme, review.programme.targets[0], review.on).planned == 0


@pytest.mark.parametrize(("on", "known"), [(date(2024, 3, 28), DAY), (DAY, date(2019, 6, 1))])
def test_a_day_before_the_letter_is_refused(on: date, known: date) -> None:
    """Nobody could review the letter before it was written."""
    with pytest.raises(InvalidInputError, match="a day not before the letter's, 2024-03-29"):
        clean_programme().review(on=on, known=known)


def test_over_achievement_meets_the_count_and_misses_the_share() -> None:
    """T5: with one more standard commune the count of advanced ones is met, their share is not."""
    programme = with_communes(clean_programme(), commune("G", "e", STANDARD))
    programme = with_communes(programme, commune("C", "d", STANDARD))
    programme = with_communes(programme, commune("B", "d", STANDARD, ADVANCED))

    readings = progress(programme, programme.targets[1], DAY).readings

    assert {reading.topic: reading.verdict for reading in readings} == {
        "by-count": Verdict.MET,
        "by-planned-base": Verdict.MET,
        "by-actual-base": Verdict.NOT_MET,
    }


@pytest.mark.parametrize(
    ("standard", "advanced", "expected"),
    [(53, 11, Verdict.MET), (54, 11, Verdict.NOT_MET), (53, 10, Verdict.NOT_MET)],
)
def test_an_exactly_reached_target_is_met_by_its_share(
    standard: int, advanced: int, expected: Verdict
) -> None:
    """The norm is the exact share 11/53, not the printed 20.8 %, which was rounded up."""
    units = tuple(
        commune(f"C{number}", "", STANDARD, *([ADVANCED] if number < advanced else []))
        if number < standard
        else commune(f"C{number}", "")
        for number in range(85)
    )
    clean = clean_programme()
    target = attrs.evolve(clean.targets[1], value=11, printed=Printed(11, 53, Decimal("20.8")))
    programme = attrs.evolve(
        clean, province=attrs.evolve(clean.province, communes=units), targets=(target,), plans=()
    )

    readings = progress(programme, attrs.evolve(target, norm=Norm.ACTUAL_BASE), DAY).readings
    assert (readings[0].topic, readings[0].verdict) == ("by-actual-base", expected)


def test_villages_on_file_count_and_others_may_be_missing() -> None:
    """A target of villages is met by those on file, and stays open below that."""
    title = CertificationTier.MINORITY_VILLAGE
    villages = Target(id="v", level=Level.VILLAGE, tier=title, value=1, scope="P")
    programme = attrs.evolve(clean_programme(), targets=(villages,), plans=())
    assert ("P5", "v", OPEN) in findings(programme)

    village = Village("T", commune="A").certify(title, decided=date(2023, 7, 1))
    filed = attrs.evolve(programme, province=programme.province.with_unit(village))
    assert ("P5", "v", OPEN) not in findings(filed)


LATER = date(2024, 7, 1)


def later(programme: Programme) -> set[Finding]:
    """Return what a review as of July 2024 finds."""
    return {(one.rule, one.subject, one.verdict) for one in programme.review(on=LATER).findings}


def test_a_promise_lapses_with_its_unit() -> None:
    """P8: a planned commune that merged is neither met nor missed; its heir is named."""
    clean = clean_programme()
    province = clean.province.merge(("C",), Commune("N", district="d"), on=date(2024, 6, 1))
    programme = attrs.evolve(clean, province=province)

    assert ("P8", "C", OPEN) not in findings(programme)
    assert ("P8", "C", OPEN) in later(programme)
    assert not {rule for rule, subject, _ in later(programme) if subject == "C"} - {"P8"}
    (check,) = (one for one in programme.review(on=LATER).checks if one.rule == "P8")
    assert check.explanation.subject == ("C", "plan-standard", "N")


def test_a_target_lapses_with_the_unit_that_it_was_set_for() -> None:
    """P8: what a district was to reach is open once there are no districts."""
    clean = clean_programme()
    ended = Succession(on=When.of(date(2024, 6, 1)), predecessors=("e",), resolution="r")
    outside = tuple(
        unit.transfer("", on=date(2024, 6, 1), resolution="r") if unit.district == "e" else unit
        for unit in clean.province.communes
    )
    province = attrs.evolve(clean.province, communes=outside, successions=(ended,))
    target = attrs.evolve(clean.targets[0], id="of-e", scope="e", value=2, printed=Printed())
    programme = attrs.evolve(clean, province=province, targets=(*clean.targets, target))

    assert ("P8", "of-e", OPEN) not in findings(programme)
    assert {("P8", "of-e", OPEN), ("P5", "of-e", OPEN)} <= later(programme)
    assert "neither met nor missed" in " ".join(programme.review(on=LATER).text().split())


def test_a_letter_is_read_with_the_names_of_its_own_day() -> None:
    """A commune that was renamed later is still meant; one that took its name is not."""
    clean = clean_programme()
    renamed = clean.province.commune("C").rename("C2", on=date(2024, 5, 1))
    heir = clean.province.commune("G").rename("C", on=date(2024, 6, 1))
    province = clean.province.with_unit(renamed).with_unit(heir)
    programme = attrs.evolve(clean, province=province)

    assert findings(programme) == later(programme) == set()
    meant = programme.meant(programme.plans[0], programme.plans[0].mentions[0])
    assert [unit.id for unit in meant] == ["C"]


def test_a_name_of_which_one_owner_ended_is_not_resolved_by_that() -> None:
    """The living one of two that may have been meant is not surely the one that was planned."""
    clean = clean_programme()
    double = Commune("C", id="c2", district="e")
    before = clean.province.with_unit(double)
    province = before.merge(("c2",), Commune("N", district="e"), on=date(2024, 6, 1))
    programme = attrs.evolve(clean, province=province)

    assert ("U3", "C", OPEN) in later(programme)
    wanted = programme.targets[0]
    assert str(progress(programme, wanted, LATER).with_plan) == "3 to 4"


def test_a_total_is_of_the_units_of_its_own_day() -> None:
    """T4: six communes in 2023 fit a total of 2023 and not one of 2024."""
    clean = clean_programme()
    changed = Commune("H", district="e").reclassify(CommuneKind.TOWNSHIP, on=date(2024, 1, 1))
    said = Statement(id="s", tier=STANDARD, scope="P", count=Count(2, 2), size=6)
    base = attrs.evolve(clean, province=clean.province.with_unit(changed))
    for on, expected in ((date(2023, 6, 1), set[Finding]()), (DAY, {("T4", "s", OPEN)})):
        programme = attrs.evolve(base, statements=(attrs.evolve(said, on=When.of(on)),))
        assert findings(programme) == expected


def test_a_review_of_an_open_day_is_refused() -> None:
    """Where it is open which units there are, the error names the change and its days."""
    clean = clean_programme()
    open_day = clean.province.commune("G").reclassify(CommuneKind.WARD, on=When.during(2024))
    programme = attrs.evolve(clean, province=clean.province.with_unit(open_day))
    with pytest.raises(InvalidInputError, match="G, between 2024-01-01 and 2024-12-31"):
        programme.review()
    assert str(programme.count(STANDARD, on=DAY)) == "3"


def test_a_dossier_is_listed_and_never_counted() -> None:
    """Papers that were appraised are told, and change no number."""
    clean = clean_programme()
    dossier = Dossier(unit="G", tier=STANDARD, stage=DossierStage.APPRAISED, source=LETTER)
    programme = attrs.evolve(clean, dossiers=(dossier,))

    assert findings(programme) == set()
    assert programme.count(STANDARD, on=DAY) == clean.count(STANDARD, on=DAY)
    assert "G, dossier for standard: appraised" in programme.review().text()
    assert "G, hồ sơ đạt chuẩn: đã thẩm định" in programme.review().text("vi")


def test_a_district_title_can_be_counted() -> None:
    """A target of districts counts titles by name, and the plan's among them."""
    wanted = Target(
        id="district",
        level=Level.DISTRICT,
        tier=CertificationTier.STANDARD,
        value=1,
        scope="P",
        horizon=YEAR_END,
    )
    programme = district_title()(attrs.evolve(clean_programme(), targets=(wanted,)))

    reached = progress(programme, wanted, DAY)

    assert (str(reached.by_name), str(reached.with_plan)) == ("0", "1")


@pytest.mark.parametrize(
    ("deadlines", "topic", "day"),
    [
        ((YEAR_END,), "postponed", YEAR_END),
        ((EARLY, YEAR_END), "postponed", YEAR_END),
        ((YEAR_END, EARLY), "outstanding", None),
        ((EARLY,), "outstanding", None),
        ((LATE,), "outstanding", None),
        ((None,), "outstanding", None),
        ((), "outstanding", None),
    ],
)
def test_what_an_author_put_off_is_called_postponed(
    deadlines: tuple[date | None, ...], topic: str, day: date | None
) -> None:
    """Named again by its author with a later deadline, at once or in turn (rule P6)."""
    review = postponed(*deadlines)(clean_programme()).review()
    (check,) = [one for one in review.checks if (one.rule, one.subject) == ("P6", "old")]
    assert (check.explanation.topic, check.explanation.day) == (topic, day)
    assert check.verdict is NO


def test_what_is_postponed_is_told_with_the_new_deadline() -> None:
    """Whoever reads of a missed promise reads that its author has put it off, and until when."""
    review = postponed(date(2024, 6, 30))(clean_programme()).review()
    en, vi = (" ".join(review.text(lang).split()) for lang in ("en", "vi"))
    assert "C: standard communes, end of 2023 (again in the plan: C) (postponed, now by 30" in en
    assert "(đã lùi thời hạn, thời hạn mới đến 30/6/2024: C)" in vi
    assert "OTHER FINDINGS" not in en


def without_ids(plant: Callable[[Programme], Programme]) -> Callable[[Programme], Programme]:
    """Return a plant whose reported numbers have no ids."""

    def planted(programme: Programme) -> Programme:
        made = plant(programme)
        bare = tuple(attrs.evolve(one, id="") for one in made.reported)
        return attrs.evolve(made, reported=bare)

    return planted


def averages(programme: Programme) -> Programme:
    """Return the programme with an average that fits no total, with an id and without one."""
    average = Reported(id="average", metric=Metric.AVERAGE, scope="P", value="12.23", of=5)
    return attrs.evolve(programme, reported=(average, attrs.evolve(average, id="")))


#: a plant, and what its findings are called in both languages
CALLED: dict[str, tuple[Callable[[Programme], Programme], str, str]] = {
    "bands": (
        bands((0, 9, 3), (10, 19, 3)),
        'T9: the bands of "communes, P, 29 March 2024" count more units than there are.',
        'T9: các nhóm trong bảng "xã, P, 29/3/2024" cộng lại nhiều hơn số đơn vị.',
    ),
    "bands without ids": (
        without_ids(bands((0, 9, 1), (10, 14, 1))),
        'T9: the bands of "P" are not all given.',
        'T9: các nhóm trong bảng "P" chưa nêu đủ.',
    ),
    "an average": (
        averages,
        'T1: the printed average of "communes, P, day not known" fits no total of so many units.',
        'T1: số bình quân in của "xã, P, chưa rõ ngày" không khớp với tổng nào của số đơn vị đó.',
    ),
    "an average without an id": (
        averages,
        'T1: the printed average of "P" fits no total of so many units.',
        'T1: số bình quân in của "P" không khớp với tổng nào của số đơn vị đó.',
    ),
    "the number of a plan": (
        lambda p: with_plans(p, attrs.evolve(plan(STANDARD, "C"), id="again", number=2)),
        (
            'T11: the plan "standard communes, end of 2024, People\'s Committee of P province" '
            "gives a number that is not that of the units it names."
        ),
        (
            'T11: kế hoạch "xã đạt chuẩn, cuối năm 2024, UBND tỉnh P": số đơn vị nêu tên khác với '
            "số đã ghi."
        ),
    ),
    "a plan that another author amended": (
        amended("UBND huyện E"),
        'the plan "standard communes, end of 2023, People\'s Committee of D district" is amended',
        'kế hoạch "xã đạt chuẩn, cuối năm 2023, UBND huyện D" được sửa đổi bằng văn bản',
    ),
}


@pytest.mark.parametrize("name", CALLED)
def test_what_a_finding_is_about_is_named_as_a_reader_knows_it(name: str) -> None:
    """Tables, averages and plans are told by what they are of, never by their ids in the file."""
    plant, en, vi = CALLED[name]
    review = plant(clean_programme()).review()
    assert en in " ".join(review.text().split())
    assert vi in " ".join(review.text("vi").split())

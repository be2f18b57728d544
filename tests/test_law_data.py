"""The law files that come along: cited, chosen by the year, and judged as their words say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ntm_model import (
    CertificationTier,
    Citation,
    Confidence,
    InvalidInputError,
    Period,
    UnknownNameError,
    Verdict,
)
from ntm_model.core.explanation import Explanation
from ntm_model.law import (
    AreaStatus,
    Circumstances,
    CriteriaSet,
    Membership,
    assess,
    column_for,
    criteria_set,
    set_of,
    sets,
)
from ntm_model.law.library import digests, sources
from ntm_model.law.requirements import Each, measures
from ntm_model.record import CriterionMark, Mark, Observation
from ntm_model.review.text.lawbook import catalogue, citations
from ntm_model.strategies.law import Boundary, boundaries, boundary_cases

MET, NOT_MET, OPEN = Verdict
STANDARD, ADVANCED, MODEL, MODERN, COMPLETED = tuple(CertificationTier)[:5]
EVE, DAY = date(2024, 2, 29), date(2024, 3, 1)
#: criteria and indicators, as the facts count them; what is open has an entry of its own
COUNTS = {
    "318-commune-standard": (19, 57),
    "318-commune-advanced": (19, 75),
    "319-commune-model": (4, 4),
    "1980-commune-standard": (19, 49),
    "691-commune-model": (4, 4),
    "51-commune-standard": (10, 0),
}


def cited(found: CriteriaSet) -> Iterator[tuple[str, Citation]]:
    """Yield everything that a set says, with what it rests on."""
    yield found.id, found.citation
    indicators = [*found.indicators]
    for amendment in found.amendments:
        yield f"{found.id} {amendment.id}", amendment.citation
        indicators += amendment.indicators
    for criterion in found.criteria:
        yield f"{found.id} {criterion.id}", criterion.citation
    for indicator in indicators:
        yield f"{found.id} {indicator.id}", indicator.citation
        for level in citations(indicator.requires):
            yield f"{found.id} {indicator.id} level", level


CITED = [entry for found in sets() for entry in cited(found)]


def test_every_value_has_a_citation_that_leads_somewhere() -> None:
    """Whatever is not marked as unverified names a page that is listed."""
    pages = sources()
    nowhere = [
        (name, citation.source)
        for name, citation in CITED
        if citation.confidence is not Confidence.UNVERIFIED and citation.source not in pages
    ]
    unknown = {citation.source for _, citation in CITED if citation.source} - pages.keys()
    assert (nowhere, unknown) == ([], set())
    assert len(CITED) > len(COUNTS)


def test_every_page_is_cited() -> None:
    """No page is listed that no law file names, as its source or as a further one."""
    folder = files("ntm_model.law").joinpath("data", "criteria")
    text = "".join(file.read_text(encoding="utf-8") for file in folder.iterdir())
    assert [name for name in sources() if name not in text] == []
    assert all(page.title for page in sources().values())


@pytest.mark.parametrize("name", COUNTS)
def test_a_set_has_as_many_criteria_and_indicators_as_were_found(name: str) -> None:
    """Nothing is lost between the facts and the files."""
    found = next(one for one in sets() if one.id == name)
    assert (len(found.criteria), len(found.indicators)) == COUNTS[name]


@pytest.mark.parametrize(
    ("year", "decision"),
    [(2012, "491"), (2015, "491"), (2016, "1980"), (2020, "1980"), (2021, "318"), (2025, "318"),
     (2026, "51/2025"), (2030, "51/2025")],
)  # fmt: skip
def test_the_set_follows_the_recognised_year(year: int, decision: str) -> None:
    """C7: who is recognised for 2020 in 2021 is judged by the set of 2016-2020."""
    found = criteria_set("commune", STANDARD, for_year=year)
    assert found.decision == f"{decision}/QĐ-TTg"


def test_years_and_days_outside_every_set_are_refused_with_the_nearest() -> None:
    """No set falls through to another period."""
    with pytest.raises(InvalidInputError) as error:
        criteria_set("commune", STANDARD, for_year=2031)
    assert str(error.value) == (
        "for_year: found 2031, expected a year of a set for commune standard: "
        "2026-2030 (51/2025/QĐ-TTg) or 2021-2025 (318/QĐ-TTg)"
    )
    with pytest.raises(InvalidInputError, match="2018-2020"):
        criteria_set("commune", MODEL, for_year=2015)
    with pytest.raises(InvalidInputError, match="a level and a tier that have a set"):
        criteria_set("commune", COMPLETED, for_year=2024)
    with pytest.raises(InvalidInputError, match="from 2022-03-08"):
        criteria_set("commune", STANDARD, for_year=2022, on=date(2022, 3, 7))


def test_conditions_stand_beside_the_set_and_are_never_taken_for_it() -> None:
    """18/2022 holds conditions of recognition; they are asked for by name."""
    beside = criteria_set("commune", STANDARD, for_year=2023, beside=True)
    assert beside.decision == "18/2022/QĐ-TTg"
    assert criteria_set("commune", STANDARD, for_year=2023).decision == "318/QĐ-TTg"


def test_a_provinces_own_set_is_asked_for_by_the_province() -> None:
    """Kon Tum's set of 2018 is not the national one."""
    own = criteria_set("commune", ADVANCED, for_year=2019, province="Kon Tum")
    assert own.decision == "825/QĐ-UBND"
    with pytest.raises(InvalidInputError):
        criteria_set("commune", ADVANCED, for_year=2019)


def test_a_set_can_be_asked_for_by_its_decision() -> None:
    """Another decision or level is refused with what there is."""
    assert set_of("318/QĐ-TTg", "commune", STANDARD).id == "318-commune-standard"
    with pytest.raises(UnknownNameError, match="318/QĐ-TTg commune standard"):
        set_of("318/QĐ-TTg", "district", STANDARD)
    with pytest.raises(UnknownNameError, match="491/QĐ-TTg"):
        set_of("1/QĐ-TTg", "commune", STANDARD)


def test_decision_211_changes_exactly_four_indicators() -> None:
    """From 1 March 2024 the texts of 13.1, 15.4, 17.1 and 18.4 are others."""
    before, after = (
        {one.id: one for one in set_of("318/QĐ-TTg", "commune", STANDARD, on=day).indicators}
        for day in (EVE, DAY)
    )
    changed = {name for name in before if before[name] != after[name]}
    assert before.keys() == after.keys()
    assert changed == {"13.1", "15.4", "17.1", "18.4"}


def test_an_indicator_can_change_its_kind_inside_a_period() -> None:
    """A share of people with electronic records became a yes or no: 15.4."""
    before, after = (
        measures(set_of("318/QĐ-TTg", "commune", STANDARD, on=day).indicator("15.4").requires)
        for day in (EVE, DAY)
    )
    assert before == {"15.4": "% dân số"}
    assert after == {"15.4": "yes or no"}


NAMES = [case.name for case in boundaries()]


def judged(case: Boundary, trust: Confidence) -> Verdict:
    """Judge one value of one indicator, as far as it stands alone."""
    place = Circumstances(column=case.column or "TN", year=case.year or 2023, trust=trust)
    observed = Observation(
        unit="u", criteria_set=case.set_id, measure=measured(case), value=case.value
    )
    found = assess(case.criteria_set, "u", observations=[observed], given=place)
    return next(
        node.verdict
        for node in nodes(found.explanation)
        if node.subject[-1] == observed.measure and node.bound == case.bound
    )


def measured(case: Boundary) -> str:
    """Return the measure that a level is about: of one part where each part is asked for."""
    requires = case.criteria_set.indicator(case.indicator).requires
    among = requires.among if isinstance(requires, Each) else ()
    if f"{case.measure}/*" in measures(requires):
        return f"{case.measure}/thôn"
    return f"{case.measure}/{among[0]}" if among else case.measure


def nodes(node: Explanation) -> Iterator[Explanation]:
    """Yield a reason and everything below it."""
    yield node
    for child in node.children:
        yield from nodes(child)


def test_every_level_has_a_case_on_each_side() -> None:
    """No level of the law files is left out of the law below, and none is its own neighbour."""
    levels = {(case.set_id, case.measure, case.column, case.year) for case in boundaries()}
    for level in levels:
        sides = {
            case.expected
            for case in boundaries()
            if (case.set_id, case.measure, case.column, case.year) == level
        }
        assert sides == {MET, NOT_MET}, level
    assert len(levels) > len(COUNTS)


@given(boundary_cases())
@example(next(case for case in boundaries() if "mức độ 1" in case.measure and case.value == 50))
def test_a_value_beside_a_level_is_judged_as_the_words_say(case: Boundary) -> None:
    """Below, at and above each level, in each region and year, by the text of each day."""
    possible = case.value <= 100 or not case.unit.startswith("%")
    if possible and case.value >= 0:
        assert judged(case, Confidence.UNVERIFIED) is case.expected


@pytest.mark.parametrize("found", sets(), ids=lambda found: found.id)
def test_a_set_judges_a_unit_of_which_nothing_is_known_as_open(found: CriteriaSet) -> None:
    """Without a single observation no set is met and none is failed."""
    judgement = assess(found.on(date.max), "u")
    assert judgement.verdict is OPEN
    assert judgement.met.low == 0


@pytest.mark.parametrize("found", sets(), ids=lambda found: found.id)
def test_marks_of_all_criteria_settle_every_set(found: CriteriaSet) -> None:
    """Officials' tables hold marks; 19 times met is met, one not met is not."""
    marks = [
        CriterionMark(unit="u", criteria_set=found.id, criterion=one.id, mark=Mark.MET)
        for one in found.criteria
    ]
    assert assess(found, "u", marks=marks).verdict is MET
    spoilt = [attrs.evolve(marks[0], mark=Mark.NOT_MET), *marks[1:]]
    assert assess(found, "u", marks=spoilt).verdict is NOT_MET


def test_missing_income_is_open_and_no_income_is_not_met() -> None:
    """The same set, with nothing and with zero, by the yearly level of Tây Nguyên."""
    found = set_of("1980/QĐ-TTg", "commune", STANDARD)
    place = Circumstances(column="TN", year=2020)
    zero = Observation(unit="u", criteria_set=found.id, measure="10", value=Decimal(0))
    assert assess(found, "u", given=place).criteria["10"].verdict is OPEN
    assert assess(found, "u", observations=[zero], given=place).criteria["10"].verdict is NOT_MET


def test_digests_name_every_law_file() -> None:
    """Each file that comes along has one, in order."""
    assert list(digests()) == sorted(digests())
    assert {"sources.toml", "columns.toml", "318-commune-standard.toml"} <= digests().keys()


def test_the_catalogue_in_the_docs_is_what_the_files_say() -> None:
    """It is printed by ``ntm-model law catalogue``, and lists every indicator with its source."""
    page = Path("docs/law-catalogue.md").read_text(encoding="utf-8")
    assert catalogue() in page
    for found in sets():
        assert f"## {found.decision}, {found.level}, {found.tier.value}" in page


def member(status: AreaStatus, *, listed: bool = True) -> Membership:
    """Return that the commune "u" stands in a list, or does not."""
    return Membership(unit="u", status=status, listed=listed, days=Period())


def column(*given_lists: Membership, on: date, recognised: Verdict = OPEN) -> str:
    """Return the column of a commune of Tây Nguyên."""
    found = column_for("u", "TN", given_lists, on=on, recognised=recognised)
    assert (found.column == "") is (found.explanation.verdict is OPEN)
    return found.column


def test_an_especially_difficult_commune_is_held_to_another_column() -> None:
    """Until 29 February 2024 by that list; where nobody says if it is listed, it is open."""
    difficult, safe = AreaStatus.ESPECIALLY_DIFFICULT, AreaStatus.SAFE_ZONE
    assert column(member(difficult), on=EVE) == "TDMNPB"
    neither = member(difficult, listed=False), member(safe, listed=False)
    assert column(*neither, on=EVE) == "TN"
    assert column(member(difficult, listed=False), on=EVE) == ""
    assert column(on=EVE) == ""
    contradicting = member(difficult), member(difficult, listed=False)
    assert column(*contradicting, member(safe, listed=False), on=EVE) == ""


def test_a_rule_that_is_not_verified_leaves_the_column_open() -> None:
    """From 1 March 2024 the name of the region is presumed, so that it decides nothing."""
    zone = member(AreaStatus.ZONE_III)
    assert column(zone, on=DAY) == ""
    found = column_for("u", "TN", [zone], on=DAY, trust=Confidence.INFERRED, recognised=NOT_MET)
    assert found.column == "TDMNPB"


def test_recognition_ends_zones_two_and_three() -> None:
    """861: a commune that surely holds the title is back in the column of its own region."""
    statuses = (AreaStatus.ZONE_II, AreaStatus.ZONE_III)
    others = (AreaStatus.COAST_AND_ISLANDS, AreaStatus.SAFE_ZONE)
    lists = [*map(member, statuses), *(member(status, listed=False) for status in others)]
    assert column(*lists, on=DAY, recognised=MET) == "TN"
    assert column(*lists, on=DAY, recognised=NOT_MET) == ""


def test_before_and_after_the_rules_a_commune_is_held_to_its_own_region() -> None:
    """Before 318, from 2026 on, and in the region itself nobody is sent elsewhere."""
    difficult = member(AreaStatus.ESPECIALLY_DIFFICULT)
    assert column(difficult, on=date(2022, 3, 7)) == column(difficult, on=date(2026, 1, 1)) == "TN"
    assert column_for("u", "TDMNPB", [difficult], on=EVE).column == "TDMNPB"


@given(st.sampled_from(sets()), st.dates(date(2009, 1, 1), date(2030, 12, 31)))
def test_the_text_of_a_day_is_the_text_of_that_day(found: CriteriaSet, day: date) -> None:
    """Asking again changes nothing, and no indicator stands twice."""
    text = found.on(day)
    assert text.on(day) == text
    ids = [one.id for one in text.indicators]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"tier": "standard"}, "tier: found 'standard'.*did you mean CertificationTier.STANDARD"),
        ({"for_year": "2023"}, "for_year: found '2023'"),
        ({"on": "2024-01-01"}, "on: found '2024-01-01', expected a day"),
        ({"level": 5}, "level: found 5"),
    ],
)
def test_a_question_of_another_type_is_refused(given: dict[str, Any], message: str) -> None:
    """The error names the part of the question that is odd."""
    asked: dict[str, Any] = {"level": "commune", "tier": STANDARD, "for_year": 2023} | given
    with pytest.raises(InvalidInputError, match=message):
        criteria_set(asked.pop("level"), asked.pop("tier"), **asked)


def test_a_decision_is_asked_for_by_its_number_and_on_a_day() -> None:
    """A number alone is no text, and a text is no day."""
    with pytest.raises(InvalidInputError, match="decision: found 318"):
        set_of(318, "commune", STANDARD)  # type: ignore[arg-type]
    with pytest.raises(InvalidInputError, match="on: found '2024', expected a day"):
        set_of("318/QĐ-TTg", "commune", STANDARD, on="2024")  # type: ignore[arg-type]


def test_what_is_kept_for_all_cannot_be_changed() -> None:
    """The digests and sources are read once, and no caller can take them from the others."""
    with pytest.raises(TypeError):
        digests()["x"] = "y"  # type: ignore[index]
    with pytest.raises(AttributeError):
        sources().clear()  # type: ignore[attr-defined]

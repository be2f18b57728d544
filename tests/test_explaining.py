"""Explanations in words: every reason in both languages and every form, safe to print."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from importlib.resources import files

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_model import (
    NATION,
    Assessment,
    CertificationTier,
    Commune,
    Comparator,
    Confidence,
    Count,
    CriteriaPeriod,
    District,
    Explanation,
    Expressed,
    Hedge,
    Level,
    Metric,
    Population,
    Printed,
    Programme,
    Province,
    Reported,
    Stock,
    Target,
    UnknownNameError,
    Verdict,
    When,
    datasets,
)
from ntm_model.core.explanation import Kind, combined, counted
from ntm_model.exchange.json import dumps, loads
from ntm_model.exchange.tables.totals import compared
from ntm_model.law import (
    Circumstances,
    assess,
    judge_district,
    may_be_acknowledged,
    may_be_recognised,
    may_be_revoked,
    set_of,
    sets,
)
from ntm_model.record import CriterionMark, Mark, Observation
from ntm_model.review.readings import readings
from ntm_model.review.text import explain
from ntm_model.review.text.explaining import told
from ntm_model.review.text.lawbook import listed, shown
from ntm_model.review.text.words import Words
from ntm_model.strategies import explanations
from ntm_model.strategies.law import Boundary, boundary_cases

STANDARD, ADVANCED = CertificationTier.STANDARD, CertificationTier.ADVANCED
LANGS, FORMS = st.sampled_from(("en", "vi")), st.sampled_from(("text", "markdown", "html"))
PROVINCE = Province("P", communes=(Commune("Pờ <Y>", id="u"),))
DAY, DAY_2023 = date(2024, 3, 29), date(2023, 12, 31)
FOUND = set_of("318/QĐ-TTg", "commune", STANDARD)


def observed(
    measure: str, value: Decimal | None = None, *, truth: bool | None = None
) -> Observation:
    """Return an observation of the commune "u" for the national set."""
    return Observation(unit="u", criteria_set=FOUND.id, measure=measure, value=value, truth=truth)


def test_an_explanation_says_what_was_observed_asked_and_by_which_source() -> None:
    """Each indicator has its name, its value, its level and its source, in both languages."""
    reason = assess(FOUND, "u", observations=[observed("3.1", Decimal("79.5"))]).explanation

    text = explain(reason, PROVINCE)
    assert "NOT MET: Pờ <Y>: National criteria for new rural communes, 2021-2025" in text
    assert (
        "    NOT MET: 3.1 Farm land that is actively irrigated and drained (80 % and more): "
        "79.5 % diện tích; at least 80 % diện tích is asked [BAOTINTUC318]\n"
    ) in text
    vietnamese = explain(reason, PROVINCE, lang="vi")
    assert "79.5 % diện tích; yêu cầu từ 80 % diện tích" in vietnamese
    assert "do UBND cấp tỉnh quy định; chưa có văn bản của tỉnh trong hồ sơ" in vietnamese


def test_what_is_open_says_why() -> None:
    """Left to the province, not verified, not found and not observed are told apart."""
    reason = assess(FOUND, "u", observations=[observed("15.2", truth=True)]).explanation
    text = explain(reason)

    assert "left to the province, whose own file is missing" in text
    assert "the level that is asked was not verified" in text
    assert "the level that is asked was not found" in text
    assert "not known; at least 100 % thôn is asked" in text


class Balance(HTMLParser):
    """Counts what is opened and not closed."""

    def __init__(self) -> None:
        """Begin with nothing open."""
        super().__init__()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - the parser's name
        """Note a tag that opens."""
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note a tag that closes; it has to be the last that was opened."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        self.text += data


@given(explanations(), LANGS)
def test_html_is_well_formed_and_escaped(reason: Explanation, lang: str) -> None:
    """Every list and item is closed in order, and names cannot break out of the text."""
    named = attrs.evolve(reason, subject=("<script>", *reason.subject))
    page = explain(named, lang=lang, form="html")
    parser = Balance()
    parser.feed(page)
    assert parser.open == []
    assert "<script" not in page
    assert page.count("<li") == count(named)


def count(reason: Explanation) -> int:
    """Return how many reasons a tree has."""
    return 1 + sum(map(count, reason.children))


@given(explanations(), LANGS, FORMS)
def test_an_explanation_is_the_same_bytes_every_time(
    reason: Explanation, lang: str, form: str
) -> None:
    """Rendering twice gives the same text, with a line for each reason."""
    text = explain(reason, PROVINCE, lang=lang, form=form)
    assert text == explain(reason, PROVINCE, lang=lang, form=form)
    assert text.endswith("\n")


@given(explanations())
def test_an_explanation_survives_json(reason: Explanation) -> None:
    """What is written is read again as the same value, by the same bytes."""
    text = dumps(reason)
    assert loads(text, Explanation) == reason
    assert dumps(loads(text, Explanation)) == text


@given(boundary_cases(), LANGS)
def test_every_judgement_of_the_law_files_can_be_told(case: Boundary, lang: str) -> None:
    """No reason that a set can give is without words."""
    place = Circumstances(column="TN", year=2023, trust=Confidence.UNVERIFIED)
    text = explain(assess(case.criteria_set, "u", given=place).explanation, lang=lang)
    assert "{" not in text
    assert text.count("\n") > len(case.criteria_set.criteria)


def reasons() -> Iterator[Explanation]:
    """Yield explanations that between them give every reason that has words."""
    yield from judged_district()
    yield from judged_targets()
    yield compared("D2", 4, Count(1, 3)).explanation


def judged_district() -> Iterator[Explanation]:
    """Yield explanations of districts and communes."""
    programme = datasets.load("kon-tum-2024").on_file()
    province = programme.province
    for name in ("Ngọc Hồi", "thành phố Kon Tum", "Ia H'Drai"):
        district = province.district(name)
        yield judge_district(district, province, programme.statements, on=DAY)
    planned = Explanation(
        kind=Kind.FACT,
        topic="perhaps-planned",
        verdict=Verdict.UNDETERMINED,
        subject=("u", "standard"),
    )
    yield planned
    marks = [
        CriterionMark(unit="u", criteria_set=FOUND.id, criterion=str(number), mark=mark)
        for number, mark in zip(range(1, 20), [*Mark] * 5, strict=False)
    ]
    values = [observed("3.1", Decimal(90)), observed("3.2", truth=False)]
    judged = assess(FOUND, "u", observations=values, marks=marks)
    yield judged.explanation
    yield assess(FOUND, "u", observations=[observed("15.2", truth=True)]).explanation
    place, period = District("Pờ", id="d"), CriteriaPeriod.Y2021_2025
    commune = Commune("Pờ", id="u", district="d").certify(STANDARD, period=period, decided=DAY)
    small = Province("P", districts=(place,), communes=(commune,))
    yield judge_district(place, small, (), on=DAY)
    doubtful = Circumstances(trust=Confidence.UNVERIFIED, column="TN", year=2023)
    more = [observed("15.1/nam", Decimal(91)), observed("8.1", truth=True), *values]
    yield assess(FOUND, "u", observations=more, given=doubtful).explanation
    yield may_be_revoked(judged, FOUND)
    beside = set_of("18/2022/QĐ-TTg", "commune", STANDARD)
    yield may_be_recognised(judged, assess(beside, "u"))
    for found in sets():
        text = found.on(date.max)
        yield assess(text, "u", given=doubtful).explanation
        holders = tuple(
            (tier, among, Count(1, 2), total)
            for tier in CertificationTier
            for among in ("communes", "districts", "towns")
            for total in (0, 4)[found.id != "321-province-completed" :]
        )
        given_holders = attrs.evolve(doubtful, holders=holders)
        yield assess(text, "u", given=given_holders).explanation
    advanced = set_of("318/QĐ-TTg", "commune", CertificationTier.ADVANCED)
    graded = [
        Observation(unit="u", criteria_set=advanced.id, measure=name, grade="Khá")
        for name in ("3.6",)
    ]
    yield assess(advanced, "u", observations=graded, given=doubtful).explanation
    merged = datasets.load("quang-ngai-2025").province
    for unit in merged.on(date(2025, 7, 1)).rural_communes:
        yield may_be_acknowledged(merged, unit.id, STANDARD).explanation


def topics(reason: Explanation) -> set[str]:
    """Return every topic in a tree."""
    return {reason.topic}.union(*map(topics, reason.children))


#: words for parts of sentences, and a reason that only a complete record gives
def judged_targets() -> Iterator[Explanation]:
    """Yield what becomes of targets of every kind, reached, missed and open."""
    one = Commune("Pờ", id="u", district="d").certify(ADVANCED, decided=date(2023, 5, 1))
    province = Province(
        "P",
        id="P",
        districts=(District("Pờ", id="d"),),
        communes=(one, Commune("B", id="v", district="d")),
        complete_through=date(2023, 12, 31),
    )
    year = {"since": date(2022, 12, 31), "horizon": date(2024, 12, 31), "stock": Stock.YEARLY}
    share = {"expressed": Expressed.PERCENT, "value": 50}
    income = {"metric": Metric.INDICATOR, "indicator": "thu nhập"}
    asked: tuple[Mapping[str, object], ...] = (
        {"comparator": Comparator.ABOUT},
        {"tier": ADVANCED, "population": Population.PLANNED_STANDARD, "printed": Printed(1, 1)},
        {"population": Population.ALL, "printed": Printed(1, 2)},
        {**share, "population": Population.NOT_STATED},
        {**share, "population": Population.GROUP, "group": "xã biên giới"},
        {"stock": Stock.NET, "since": date(2022, 12, 31)},
        {"stock": Stock.NET, "since": date(2022, 12, 31), "level": Level.VILLAGE},
        {**income, "indicator": "hai số"},
        {"expressed": Expressed.PRINTED_PERCENT, "value": 50, "population": Population.ALL},
        year,
        {**year, "horizon": None},
        {"metric": Metric.PARENTS, "level": Level.DISTRICT},
        {"metric": Metric.AVERAGE},
        {"metric": Metric.FEWEST},
        {"metric": Metric.BAND, "between": Count(0, 9)},
        {"metric": Metric.BAND, "between": Count(0, 4), "scope": NATION, **share,
         "population": Population.ALL},
        income,
        {**income, "stock": Stock.MULTIPLE, "since": date(2022, 12, 31)},
        {**income, **year},
        {**income, "indicator": "sản phẩm"},
        {**income, "indicator": "hộ nghèo"},
        {**income, "indicator": "nước sạch"},
    )  # fmt: skip
    reported: tuple[Reported, ...] = (
        Reported(metric=Metric.AVERAGE, scope="P", value=20, on=When.of(DAY_2023)),
        Reported(
            metric=Metric.BAND,
            between=Count(0, 4),
            scope=NATION,
            value=5,
            of=8,
            on=When.of(DAY_2023),
        ),
        Reported(**income, scope="P", value=40, on=When.of(DAY_2023)),  # type: ignore[arg-type]
        Reported(**income, scope="P", value=30, on=When.of(date(2022, 12, 31))),  # type: ignore[arg-type]
    )
    rough = (
        Reported(metric=Metric.INDICATOR, indicator="hộ nghèo", scope="P", value=9),
        Reported(metric=Metric.INDICATOR, indicator="nước sạch", scope="P", value=19),
    )
    reported += (
        Reported(
            metric=Metric.INDICATOR, indicator="hai số", scope="P", value=1, on=When.of(DAY_2023)
        ),
        Reported(
            metric=Metric.INDICATOR, indicator="hai số", scope="P", value=2, on=When.of(DAY_2023)
        ),
        attrs.evolve(rough[0], on=When.of(date(2022, 12, 31))),
        attrs.evolve(rough[1], on=When.of(DAY_2023), hedge=Hedge.ABOUT),
    )
    table = tuple(
        Assessment(unit=unit, criteria_set="", met=9, of=19, as_of=When.of(DAY_2023))
        for unit in "uv"
    )
    targets = tuple(
        Target(**{"id": f"t{number}", "scope": "P", "value": 19, **fields})  # type: ignore[arg-type]
        for number, fields in enumerate(asked)
    )
    programme = Programme(
        id="p", province=province, reported=reported, assessments=table, targets=targets
    )
    for target in targets:
        yield from readings(programme, target, DAY_2023)


PARTS = {
    "so-much", "answer-yes", "answer-no", "at least", "more than", "at most", "below", "other",
    "not-held-on-eve", "vacuous-condition", "parts-not-observed", "mark-and-values-differ",
    "marks-differ", "measures-differ", "observations-differ", "some", "any",
}  # fmt: skip


def test_every_reason_has_words_and_every_word_a_reason() -> None:
    """The topics that the library gives are those of the file, in both languages."""
    file = files("ntm_model.review.text").joinpath("reasons.toml")
    words = tomllib.loads(file.read_text(encoding="utf-8"))
    given_topics = set[str]().union(*map(topics, reasons()))
    wordless = {"merger-day-open", "formed-from-parts", "not-merged", "kind-cannot-hold"}
    assert given_topics - words.keys() <= wordless
    assert words.keys() - given_topics <= PARTS
    assert all(entry.keys() == {"en", "vi"} for entry in words.values())


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_every_reason_can_be_told(lang: str) -> None:
    """Each is rendered without a missing part; districts are named by their names."""
    programme = datasets.load("kon-tum-2024")
    for reason in reasons():
        text = explain(reason, programme, lang=lang)
        assert not re.search(r"[{}]", text)
    text = explain(next(reasons()), programme, lang=lang)
    assert "Ngọc Hồi" in text
    assert "Đăk Xú" in text


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_a_reason_in_one_line_drops_nothing(lang: str) -> None:
    """Whatever the tree says, the line says: what a share is of, which year, and "about" what."""
    words, programme = Words.of(lang), datasets.load("kon-tum-2024")
    for reason in judged_targets():
        line = told(reason, programme, words).casefold()
        for row in explain(reason, programme, lang=lang).splitlines():
            assert row.partition(": ")[2].casefold() in line


def test_a_reason_in_one_line_keeps_the_order_of_the_tree() -> None:
    """What a share is of comes first, then what was counted; the years follow one another."""
    words, en = Words.of("vi"), Words.of("en")
    part = counted("part", Count.exactly(11), Count.exactly(12), rule="T5", subject=("t",))
    share = attrs.evolve(part, topic="by-actual-base", observed=Count(55, 55), children=(part,))
    shown = attrs.evolve(share, kind=Kind.FACT)
    assert told(shown, PROVINCE, en) == (
        "As a share of the 55 that are standard in fact: 11 counted."
    )
    assert told(shown, PROVINCE, words) == "Tính trên 55 đơn vị thực tế đạt chuẩn: đếm được 11."
    both = combined(
        Kind.ALL, "every-year", [attrs.evolve(part, day=day) for day in (DAY, DAY_2023)]
    )
    assert told(both, PROVINCE, en) == "In every year: 11 counted; 11 counted."


def test_without_what_it_speaks_of_ids_stand_for_names() -> None:
    """A unit that nobody names is told by its id."""
    reason = assess(FOUND, "u").explanation
    assert explain(reason).startswith("UNDETERMINED: u: National")
    elsewhere = Programme(id="p", province=Province("Q"))
    assert explain(reason, elsewhere).startswith("UNDETERMINED: u: National")


def test_other_languages_and_forms_are_refused() -> None:
    """The forms and languages that there are stand in the error."""
    reason = assess(FOUND, "u").explanation
    with pytest.raises(UnknownNameError, match="'pdf'; did you mean text or markdown or html"):
        explain(reason, form="pdf")
    with pytest.raises(UnknownNameError, match="'fr'"):
        explain(reason, lang="fr")


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_the_law_files_can_be_listed_and_shown(lang: str) -> None:
    """Each set has a line, and each of them can be printed as it stands on a day."""
    assert len(listed(lang).splitlines()) == len(sets())
    for found in sets():
        text = shown(found.on(date.max), lang)
        assert all(f"\n{one.id}. " in text for one in found.criteria)
        assert not re.search(r"[{}]", text)

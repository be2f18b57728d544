"""Totals through time: each stated total is reproduced, or the check says what explains it."""

from __future__ import annotations

from datetime import date

import attrs
import pytest
from hypothesis import given

from ntm_model import (
    CertificationTier,
    Citation,
    Commune,
    CommuneKind,
    Count,
    District,
    Document,
    InvalidInputError,
    Level,
    Meaning,
    Programme,
    Province,
    Statement,
    Stock,
    UnknownNameError,
    Verdict,
    When,
)
from ntm_model.strategies import days, programmes, tiers

STANDARD, ADVANCED = CertificationTier.STANDARD, CertificationTier.ADVANCED
END = date(2021, 12, 31)


def total(number: int, on: date | When = END, *, size: int | None = None) -> Statement:
    """Return a stated total of the whole province."""
    return Statement(
        id="s",
        tier=STANDARD,
        scope="P",
        count=Count.exactly(number),
        on=When.of(on),
        size=size,
    )


def programme(*statements: Statement, complete: date | None = None) -> Programme:
    """Return three communes: one recognised in 2020, one for 2021 in April 2022, one open."""
    communes = (
        Commune("a", district="d").certify(STANDARD, year=2019, decided=date(2020, 5, 1)),
        Commune("b", district="d").certify(STANDARD, year=2021, decided=date(2022, 4, 1)),
        Commune("c"),
    )
    province = Province(
        "P", districts=(District("d"),), communes=communes, complete_through=complete
    )
    return Programme(id="p", province=province, statements=statements)


def topic(found: Programme) -> tuple[str, Verdict]:
    """Return how the one stated total of a programme fits the rest."""
    (check,) = found.series(STANDARD, []).checks
    return check.explanation.topic, check.verdict


def test_each_day_has_its_totals_by_name_with_statements_and_by_year() -> None:
    """The decision's day and the recognised year give different numbers, and both are told."""
    found = programme(total(2), complete=date(2023, 12, 31)).series(
        STANDARD, [date(2020, 12, 31), END, date(2022, 12, 31)]
    )

    numbers = [(str(point.by_name), str(point.by_year), str(point.units)) for point in found.points]
    assert numbers == [("1", "1", "3"), ("1", "2", "3"), ("2", "2", "3")]


def test_a_recognised_year_is_complete_when_the_next_year_is() -> None:
    """Decisions follow their year; until the record runs to the next year's end, some may come."""
    ends = {
        day: str(programme(complete=day).series(STANDARD, [END]).points[0].by_year)
        for day in (date(2022, 12, 30), date(2022, 12, 31))
    }
    assert ends == {date(2022, 12, 30): "2 to 3", date(2022, 12, 31): "2"}


def test_how_many_communes_there_are_is_a_range_where_a_day_is_open() -> None:
    """One of three became a township some time in 2021."""
    base = programme()
    changed = Commune("c").reclassify(CommuneKind.TOWNSHIP, on=When.during(2021))
    found = attrs.evolve(base, province=base.province.with_unit(changed))
    points = found.series(STANDARD, [date(2020, 12, 31), date(2021, 6, 1), END]).points
    assert [str(point.units) for point in points] == ["3", "2 to 3", "2"]


def test_totals_stand_in_the_order_of_their_days() -> None:
    """Those of which the day is not known come last, those of one day by their ids."""
    made = [
        attrs.evolve(total(1, on), id=name)
        for name, on in (("b", END), ("c", When()), ("a", END), ("d", date(2020, 1, 1)))
    ]
    checks = programme(*made).series(STANDARD, []).checks
    assert [check.subject for check in checks] == ["d", "a", "b", "c"]


def test_a_district_has_a_series_of_its_own() -> None:
    """The scope limits the units and the statements."""
    found = programme(total(1)).series(STANDARD, [END], scope="d")

    assert str(found.points[0].units) == "2"
    assert found.checks == ()


def test_a_total_that_follows_from_the_rest_is_reproduced() -> None:
    """With complete data the number is certain, and a total that states it is confirmed."""
    assert topic(programme(total(1), complete=END)) == ("reproduced", Verdict.MET)


def test_a_total_of_which_all_are_named_is_met() -> None:
    """As many as the total counts are on file by name on its day."""
    assert topic(programme(total(1))) == ("all-named", Verdict.MET)


def test_a_total_above_the_names_on_file_fits_and_stays_open() -> None:
    """Who else was counted is not known."""
    assert topic(programme(total(2))) == ("not-all-named", Verdict.UNDETERMINED)


def test_a_total_of_recognised_years_is_told_from_one_of_decisions() -> None:
    """Two were recognised for 2021 or earlier, though one decision came in April 2022."""
    found = programme(total(2), complete=date(2022, 12, 31))
    assert topic(found) == ("recognised-year", Verdict.MET)


def test_a_total_that_knows_less_was_published_before_the_rest() -> None:
    """A page of 2022 cannot count what became known in 2023."""
    late = Commune("c").certify(STANDARD, year=2020, decided=date(2021, 6, 1), known=When.of(END))
    province = programme(complete=END).province.with_unit(late)
    said = attrs.evolve(total(1), known=When.of(date(2021, 12, 30)))
    found = attrs.evolve(programme(said), province=province)
    assert topic(found) == ("published-later", Verdict.MET)


def test_a_total_that_nothing_explains_is_a_contradiction() -> None:
    """Three cannot have been standard, by whatever year or day."""
    found = programme(total(3), complete=date(2022, 12, 31))
    assert topic(found) == ("unexplained", Verdict.NOT_MET)
    unknown = attrs.evolve(total(3), known=When.of(date(2022, 1, 5)))
    assert topic(programme(unknown, complete=date(2022, 12, 31)))[0] == "unexplained"


def test_another_denominator_is_told_first() -> None:
    """A total of other units than there were on its day is not held against names."""
    assert topic(programme(total(1, size=4), complete=END))[0] == "other-denominator"
    assert topic(programme(total(1, size=3), complete=END))[0] == "reproduced"


def test_a_denominator_is_that_of_its_own_day() -> None:
    """Three communes fit a total of 2021, two one of 2023, after one became a township."""
    changed = Commune("c").reclassify(CommuneKind.TOWNSHIP, on=date(2022, 6, 1))
    for on, size, expected in (
        (END, 3, "all-named"),
        (END, 2, "other-denominator"),
        (date(2023, 1, 1), 2, "reproduced"),
    ):
        number = 1 if on == END else 2
        base = programme(total(number, on, size=size))
        found = attrs.evolve(base, province=base.province.with_unit(changed))
        assert topic(found)[0] == expected


def test_meeting_all_criteria_is_no_recognition() -> None:
    """A total of those that meet the criteria names the recognised ones that stand beside it."""
    pages = (Document(id="page"), Document(id="other"))
    meets = attrs.evolve(
        total(2), id="meets", meaning=Meaning.MEETS_CRITERIA, source=Citation("page")
    )
    beside = attrs.evolve(total(1), source=Citation("page"))
    elsewhere = attrs.evolve(beside, id="t", source=Citation("other"))
    found = attrs.evolve(
        programme(), documents=pages, statements=(meets, beside, elsewhere)
    ).series(STANDARD, [])

    check = next(one for one in found.checks if one.subject == "meets")
    assert check.verdict is Verdict.MET
    assert check.explanation.subject == ("meets", "s")


def test_a_total_without_a_day_is_open() -> None:
    """Without any bound of its day nothing can be held against it."""
    assert topic(programme(total(1, When()))) == ("day-not-known", Verdict.UNDETERMINED)


@pytest.mark.parametrize(
    ("number", "on", "expected"),
    [
        # one since May 2020, two since April 2022
        (0, When(latest=END), "not-all-named"),
        (1, When(latest=END), "all-named"),
        (2, When(latest=END), "recognised-year"),
        (1, When(earliest=END), "not-all-named"),
        (2, When(earliest=END), "not-all-named"),
        (3, When(earliest=END), "unexplained"),
        (1, When(date(2020, 4, 30), END), "all-named"),
        (0, When(date(2020, 5, 1), END), "unexplained"),
    ],
)
def test_a_total_is_held_against_every_day_that_it_may_be_of(
    number: int, on: When, expected: str
) -> None:
    """What was so on any of the days fits, also where it was otherwise on the first and last."""
    assert topic(programme(total(number, on), complete=date(9999, 12, 31)))[0] == expected


def test_a_title_that_came_and_went_within_a_year_is_seen() -> None:
    """A total of 2020 may be of the three months in which there was one."""
    brief = (
        Commune("c")
        .certify(STANDARD, decided=date(2020, 6, 1))
        .revoke(STANDARD, decided=date(2020, 9, 1))
    )
    province = Province("P", communes=(brief,), complete_through=END)
    found = Programme(id="p", province=province, statements=(total(1, When.during(2020)),))
    assert topic(found) == ("not-all-named", Verdict.UNDETERMINED)


def test_a_series_is_of_a_unit_that_there_is() -> None:
    """A scope that no unit has as its id would have no communes at all."""
    with pytest.raises(UnknownNameError, match="no unit has the id 'nope'"):
        programme().series(STANDARD, [END], scope="nope")


@pytest.mark.parametrize(
    "said",
    [
        attrs.evolve(total(1), tier=ADVANCED),
        attrs.evolve(total(1), scope="d"),
        attrs.evolve(total(1), members=("a",)),
        attrs.evolve(total(1), group="xã biên giới"),
        attrs.evolve(total(1), level=Level.VILLAGE),
        attrs.evolve(total(1), stock=Stock.ADDED),
        attrs.evolve(total(1), inclusive=False),
    ],
)
def test_only_totals_of_the_scope_and_tier_are_checked(said: Statement) -> None:
    """Lists, groups, villages, additions and highest titles only are no totals."""
    assert programme(said).series(STANDARD, []).checks == ()


def test_a_day_before_the_province_is_refused() -> None:
    """A series asks for days on which the province existed."""
    base = programme()
    ended = base.province.on(END)
    with pytest.raises(InvalidInputError, match="the day that this province was cut out for"):
        attrs.evolve(base, province=attrs.evolve(ended, as_of=END)).series(
            STANDARD, [date(2022, 1, 1)]
        )


@given(programmes(max_communes=2), tiers(), days())
def test_every_programme_has_a_series(found: Programme, tier: CertificationTier, day: date) -> None:
    """Whatever sources state, each total gets one check, and ranges hold what is on file."""
    series = found.series(tier, [day])
    (point,) = series.points
    view = found.on_file()
    assert point.by_name == view.province.count(tier, on=day)
    names = [check.subject for check in series.checks]
    assert len(names) == len(set(names))

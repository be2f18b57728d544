"""Combined ranges are exact: both ends occur in a possible world, and nothing outside them does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations_with_replacement

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from ntm_model import (
    Basis,
    Certification,
    CertificationTier,
    Commune,
    CommuneKind,
    Count,
    CriteriaPeriod,
    District,
    Province,
    Statement,
    When,
)
from ntm_model.record import Combination, combination, combine
from ntm_model.record.sums import Extreme, Sums

STANDARD, ADVANCED, MODEL, MODERN = tuple(CertificationTier)[:4]
TIERS = (STANDARD, ADVANCED, MODEL)
DAYS = tuple(date(2022, 3, 8) + timedelta(offset) for offset in range(3))
FIRST, SECOND, THIRD = DAYS
#: from which of the days on a unit holds each tier; one more than there are means: not by then
Course = tuple[int, int, int]
COURSES: tuple[Course, ...] = tuple(
    (standard, advanced, model)
    for standard, advanced, model in combinations_with_replacement(range(len(DAYS) + 1), 3)
)


@attrs.frozen
class Told:
    """A province, what is said of it, and the question."""

    province: Province
    statements: tuple[Statement, ...]
    tier: CertificationTier
    on: date
    scope: str = "P"

    def combined(self) -> Combination:
        """Ask the library."""
        return combine(self.province, self.statements, self.tier, on=self.on, scope=self.scope)

    def numbers(self) -> set[int]:
        """Count the holders in every world in which all statements are true, one by one."""
        totals: set[tuple[int, ...]] = {(0,) * (1 + len(self.statements))}
        for unit in self.province.communes:
            counted = {self._counted(unit, course) for course in self._courses(unit)}
            totals = {tuple(map(int.__add__, total, one)) for total in totals for one in counted}
        return {
            asked
            for asked, *said in totals
            if all(map(_fits, said, (one.count for one in self.statements)))
        }

    def _courses(self, unit: Commune) -> Iterator[Course]:
        """Yield what may have happened to a unit, with what is on file and what may be missing."""
        filed = [len(DAYS)] * len(TIERS)
        for grant in unit.certifications:
            latest = grant.decided.latest
            assert latest is not None
            for place in range(TIERS.index(grant.tier) + 1):
                filed[place] = min(filed[place], DAYS.index(latest))
        through = self.province.complete_through
        last = -1 if through is None else DAYS.index(through)
        for course in COURSES:
            in_time = all(map(int.__le__, course, filed))
            named = all(
                own == known for own, known in zip(course, filed, strict=True) if own <= last
            )
            if in_time and named:
                yield course

    def _counted(self, unit: Commune, course: Course) -> tuple[int, ...]:
        """Say in which of the counts a unit with this course is."""
        asked = Statement(
            tier=self.tier, scope=self.scope, count=Count(0, None), on=When.of(self.on)
        )
        return tuple(int(_counts(one, unit, course)) for one in (asked, *self.statements))


def _counts(said: Statement, unit: Commune, course: Course) -> bool:
    place, day = TIERS.index(said.tier), DAYS.index(said.on.earliest or FIRST)
    inside = unit.id in said.members if said.members else said.scope in ("P", unit.district)
    above = not said.inclusive and any(since <= day for since in course[place + 1 :])
    return inside and course[place] <= day and not above


def _fits(number: int, count: Count) -> bool:
    return number in count


@st.composite
def told(draw: DrawFn, *, days: Sequence[date] = DAYS) -> Told:
    """Draw what happened, what is on file of it, and statements that are true or nearly so."""
    districts = [f"D{number}" for number in range(draw(st.integers(2, 3)))]
    through = draw(st.sampled_from((None, None, *DAYS)))
    last = -1 if through is None else DAYS.index(through)
    truth: dict[str, Course] = {}
    communes: list[Commune] = []
    for number in range(draw(st.integers(2, 6))):
        unit = Commune(f"C{number}", district=draw(st.sampled_from(districts)))
        truth[unit.id] = draw(st.sampled_from(COURSES))
        for tier, since in zip(TIERS, truth[unit.id], strict=True):
            if since < len(DAYS) and (since <= last or draw(st.booleans())):
                # nothing is open on a day that is complete
                first = min(since, last + 1)
                earliest = draw(st.sampled_from(DAYS[first : since + 1]))
                unit = unit.certify(tier, decided=When(earliest, DAYS[since]))
        communes.append(unit)
    province = Province(
        "P",
        districts=tuple(map(District, districts)),
        communes=tuple(communes),
        complete_through=through,
    )
    said = tuple(
        draw(statements(province, truth, f"s{number}", days))
        for number in range(draw(st.integers(0, 4)))
    )
    tier, on = draw(st.sampled_from(TIERS)), draw(st.sampled_from(days))
    peopled = sorted({unit.district for unit in communes})
    return Told(province, said, tier, on, draw(st.sampled_from(("P", *peopled))))


@st.composite
def statements(
    draw: DrawFn, province: Province, truth: dict[str, Course], said_id: str, days: Sequence[date]
) -> Statement:
    """Draw a number of the holders in a district, in the province, or among some communes."""
    names = [unit.id for unit in province.communes]
    said = Statement(
        id=said_id,
        tier=draw(st.sampled_from(TIERS)),
        scope=draw(st.sampled_from(("P", *(unit.id for unit in province.districts)))),
        count=Count(0, None),
        on=When.of(draw(st.sampled_from(days))),
        inclusive=draw(st.sampled_from((True, True, False))),
    )
    if draw(st.booleans()):
        members = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
        said = attrs.evolve(said, scope="P", members=tuple(members))
    true = sum(_counts(said, unit, truth[unit.id]) for unit in province.communes)
    most = len(said.members) or len(province.communes_of(said.scope))
    low, high = draw(st.sampled_from(((0, 0), (0, 0), (1, 0), (0, 1), (1, 1), (-1, 1), (most, 0))))
    fewest = min(most, max(0, true - low))
    return attrs.evolve(
        said, count=Count(fewest, draw(st.sampled_from((max(fewest, true + high), None))))
    )


@given(told())
def test_an_exact_range_is_the_hull_of_all_worlds(question: Told) -> None:
    """Both ends are attained; if there is no world at all, the combination is withheld.

    Statements are of any of three days and tiers, about sets that may cross, and some are false.
    """
    found, numbers = question.combined(), question.numbers()
    assert found.exact
    if not numbers:
        assert found.combined is None
    else:
        assert found.combined == Count(min(numbers), max(numbers), Basis.COMBINED)


@given(told())
def test_a_range_is_never_wider_than_the_narrowing_leaves_it(question: Told) -> None:
    """What the search adds only narrows further; where narrowing finds nothing, nothing is left."""
    found = question.combined()
    work = combination._Narrowing(question.province, question.on, None)
    given_ = combination._told_of(
        question.statements, question.province, question.province, question.on
    )
    usable = [one for one in given_ if work.gains(one)]
    asked = frozenset(unit.id for unit in question.province.communes_of(question.scope))
    work.open((asked,), usable)
    try:
        work.narrow(usable)
    except combination._ContradictionError:
        assert found.combined is None
        return
    low, high = work.ranges[asked, question.tier, False]
    if found.combined is not None:
        assert found.combined.low >= low
        assert (found.combined.high or 0) <= high


#: five communes in two districts, with nothing on file
FIVE = Province(
    "P",
    districts=(District("D"), District("F")),
    communes=(
        *(Commune(name, district="D") for name in "ABC"),
        *(Commune(name, district="F") for name in "EG"),
    ),
)


def say(
    count: Count | int,
    members: str = "",
    *,
    tier: CertificationTier = STANDARD,
    on: date | When = FIRST,
    scope: str = "P",
    only: bool = False,
    period: CriteriaPeriod | None = None,
) -> Statement:
    """Return a statement; each letter of *members* is a commune."""
    return Statement(
        tier=tier,
        scope=scope,
        members=tuple(members),
        count=Count.exactly(count) if isinstance(count, int) else count,
        on=When.of(on),
        inclusive=not only,
        period=period,
    )


FEW, SOME = Count(0, 1), Count(1, None)

#: what is said; tier, day and scope that are asked for; the exact range
TIGHTER: list[tuple[list[Statement], CertificationTier, date, str, str]] = [
    # of three pairs each has one holder at most, so that of the three one at most holds
    ([say(FEW, pair) for pair in ("AB", "BC", "AC")], STANDARD, FIRST, "D", "0 to 1"),
    # of three pairs each has one, so that two of the three hold
    ([say(SOME, pair) for pair in ("AB", "BC", "AC")], STANDARD, FIRST, "D", "2 to 3"),
    # E is not the model commune of its district, and holds the tier all the same
    (
        [say(SOME, tier=MODEL, scope="F"), say(0, "E", tier=MODEL), say(1, "E")],
        STANDARD,
        FIRST,
        "P",
        "2 to 5",
    ),
    # four others than A are advanced, and A is standard
    (
        [say(4, tier=ADVANCED, only=True), say(2, "AB"), say(0, "A", tier=ADVANCED)],
        STANDARD,
        FIRST,
        "P",
        "5",
    ),
    # who is standard only on the next day is no model commune before; nor are two that are neither
    (
        [say(3, tier=ADVANCED, only=True), say(1, "A", only=True, on=SECOND)],
        MODEL,
        FIRST,
        "P",
        "0 to 1",
    ),
    # two of three hold on the first day, and on the next A does not: it is the others
    ([say(2, "ABC"), say(0, "AE", on=SECOND)], STANDARD, SECOND, "D", "2"),
]


@pytest.mark.parametrize(("said", "tier", "on", "scope", "range_"), TIGHTER)
def test_a_range_that_narrowing_leaves_wide_is_exact(
    said: list[Statement], tier: CertificationTier, on: date, scope: str, range_: str
) -> None:
    """Tiers, crossing sets and other days couple communes in ways that no single rule sees."""
    question = Told(FIVE, tuple(said), tier, on, scope)
    found, numbers = question.combined(), question.numbers()
    assert (str(found.combined), found.exact) == (range_, True)
    assert found.combined == Count(min(numbers), max(numbers), Basis.COMBINED)
    last = found.steps[-1]
    assert (last.scope, last.low, last.high) == (scope, found.count.low, found.count.high)


@pytest.mark.parametrize(
    "said",
    [
        # no number of holders among three is one in each pair
        [say(1, pair) for pair in ("AB", "BC", "AC")],
        # all three hold on the first day, and A does not on the next
        [say(3, scope="D"), say(0, "AE", on=SECOND)],
        # who holds no more than the tier on the first day is not model on both days
        [say(2, "AE", tier=MODEL), say(1, "A", only=True, on=SECOND)],
        # more than there are
        [say(6)],
    ],
)
def test_statements_that_no_world_fits_are_withheld(said: list[Statement]) -> None:
    """A contradiction that only a search finds leaves the names, and is a step."""
    question = Told(FIVE, tuple(said), STANDARD, FIRST)
    found = question.combined()
    assert not question.numbers()
    assert found.combined is None
    assert found.count == Count(0, 5, Basis.NAMES)
    assert found.steps[-1].low > found.steps[-1].high


#: A was a township until the third day
CHANGED = FIVE.with_unit(
    Commune("A", district="D", kind=CommuneKind.TOWNSHIP).reclassify(CommuneKind.COMMUNE, on=THIRD)
)
#: A lost its title, or may have
REVOKED = FIVE.with_unit(Commune("A", district="D").revoke(STANDARD, decided=When(SECOND, THIRD)))
#: the title of A ran out on one of two days
EXPIRED = FIVE.with_unit(
    Commune(
        "A",
        district="D",
        certifications=(
            Certification(tier=STANDARD, decided=When(latest=FIRST), expires=When(FIRST, SECOND)),
        ),
    )
)
#: nothing is missing, and it is open when A was recognised
COMPLETE = attrs.evolve(
    FIVE.with_unit(Commune("A", district="D").certify(ADVANCED, decided=When(FIRST, SECOND))),
    complete_through=THIRD,
)
MODERN_DAY = date(2027, 1, 1)


@pytest.mark.parametrize(
    ("province", "said", "tier", "on", "exact"),
    [
        (FIVE, say(2), STANDARD, THIRD, True),
        (FIVE, say(2, on=When(FIRST, SECOND)), STANDARD, THIRD, False),
        (FIVE, say(2, period=CriteriaPeriod.Y2021_2025), STANDARD, FIRST, False),
        # any number would do
        (FIVE, say(Count(0, 5), on=When()), STANDARD, THIRD, True),
        # A was no commune when the four others were counted
        (CHANGED, say(2), STANDARD, SECOND, True),
        (CHANGED, say(2), STANDARD, THIRD, False),
        (CHANGED, say(1, "BC"), STANDARD, THIRD, True),
        (CHANGED, say(1, "AB"), STANDARD, THIRD, False),
        (CHANGED.on(THIRD), say(1, "BC"), STANDARD, THIRD, False),
        # A loses the tier once, on one of two days
        (REVOKED, say(2), STANDARD, FIRST, True),
        (REVOKED, say(2, on=SECOND), STANDARD, SECOND, True),
        (REVOKED, say(2), STANDARD, THIRD, False),
        (EXPIRED, say(2), STANDARD, THIRD, False),
        # A holds both tiers or neither
        (COMPLETE, say(1), STANDARD, FIRST, True),
        (COMPLETE, say(Count(0, 1)), ADVANCED, FIRST, False),
        # the modern title implies one tier of the chain
        (FIVE, say(2, on=MODERN_DAY), STANDARD, MODERN_DAY, True),
        (FIVE, say(2, on=MODERN_DAY, only=True), STANDARD, MODERN_DAY, False),
        (FIVE, say(2, on=MODERN_DAY, only=True, tier=ADVANCED), STANDARD, MODERN_DAY, True),
        (FIVE, say(2, on=MODERN_DAY, tier=MODERN), STANDARD, MODERN_DAY, False),
        (FIVE, say(2, on=MODERN_DAY), MODERN, MODERN_DAY, False),
    ],
)
def test_a_range_is_called_exact_where_units_are_seen_one_by_one(
    province: Province, said: Statement, tier: CertificationTier, on: date, *, exact: bool
) -> None:
    """Not with an open day, another period, other units, or certificates that answer twice."""
    assert combine(province, [said], tier, on=on).exact is exact


def test_what_may_be_lost_between_two_days_is_not_joined() -> None:
    """Two hold the tier; if A is one of them, it may have lost it by the third day."""
    said = [say(2, "AB"), say(0, "A", on=THIRD)]
    assert combine(FIVE, said, STANDARD, on=FIRST).combined is None
    assert str(combine(REVOKED, said, STANDARD, on=FIRST).combined) == "2 to 5"


def test_a_whole_province_is_answered_exactly() -> None:
    """Six hundred communes, thirty districts and forty statements are no puzzle."""
    names = [f"C{number}" for number in range(600)]
    courses = {name: COURSES[number % len(COURSES)] for number, name in enumerate(names)}
    communes: list[Commune] = []
    for number, name in enumerate(names):
        unit = Commune(name, district=f"D{number % 30}")
        for tier, since in zip(TIERS, courses[name], strict=True):
            if since < len(DAYS) and number % 7 < 3:
                unit = unit.certify(tier, decided=DAYS[since])
        communes.append(unit)
    province = Province(
        "P",
        districts=tuple(District(f"D{number}") for number in range(30)),
        communes=tuple(communes),
    )
    blank = [
        *(say(0, tier=TIERS[number % 3], scope=f"D{number}", on=SECOND) for number in range(30)),
        *(say(0, tier=tier, on=day) for tier in (STANDARD, MODEL) for day in DAYS),
        *(say(0, tier=tier, on=SECOND, only=True) for tier in TIERS[:2]),
        attrs.evolve(say(0, on=SECOND), members=tuple(names[::9])),
        attrs.evolve(say(0, on=THIRD), members=tuple(names[::11])),
    ]
    true = [sum(_counts(one, unit, courses[unit.id]) for unit in communes) for one in blank]
    said = [
        attrs.evolve(one, count=Count(max(0, number - 1), number + 1))
        for one, number in zip(blank, true, strict=True)
    ]
    assert len(said) == 40
    for tier in TIERS:
        found = combine(province, said, tier, on=SECOND)
        holders = sum(courses[name][TIERS.index(tier)] <= 1 for name in names)
        assert found.exact
        assert holders in found.count


def pigeons(number: int, holes: int) -> tuple[Sums, int]:
    """Return that each of some pigeons sits in one hole, and in each hole one at most."""
    sums = Sums()
    seats = [[sums.number(0, 1) for _ in range(holes)] for _ in range(number)]
    for pigeon in seats:
        sums.bound(sums.total(pigeon), 1, 1)
    for hole in zip(*seats, strict=True):
        sums.bound(sums.total(hole), 0, 1)
    return sums, seats[0][0]


@pytest.mark.parametrize("most", [False, True])
def test_a_puzzle_is_searched_to_its_end_or_given_up(*, most: bool) -> None:
    """Six pigeons do not fit in five holes; of eight in seven the search does not know."""
    fitting, seat = pigeons(6, 6)
    assert fitting.extreme(seat, most=most) == Extreme(int(most), attained=True)
    too_many, seat = pigeons(6, 5)
    assert too_many.extreme(seat, most=most) == Extreme(None, attained=False)
    too_long, seat = pigeons(8, 7)
    assert not too_long.extreme(seat, most=most).attained

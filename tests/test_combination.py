"""Combined ranges are exact: both ends occur in a possible world, and nothing outside them does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations_with_replacement, product

import attrs
import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from ntm_model import (
    Basis,
    CertificationTier,
    Commune,
    Count,
    CriteriaPeriod,
    District,
    Province,
    Revocation,
    Statement,
    When,
)
from ntm_model.record import Combination, combine, combination
from ntm_model.record.sums import MOST_FAILURES, Extreme, Sums

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
            totals = {
                tuple(map(int.__add__, total, one)) for total in totals for one in counted
            }
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
        asked = Statement(tier=self.tier, scope=self.scope, count=Count(0, None), on=When.of(self.on))
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
                unsure = [DAYS[since]] if since <= last else [*DAYS[: since + 1], None]
                earliest = draw(st.sampled_from(unsure))
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
    return Told(province, said, tier, on, draw(st.sampled_from(("P", *districts))))


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
    return attrs.evolve(said, count=Count(fewest, draw(st.sampled_from((max(fewest, true + high), None)))))


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
    if not asked:
        assert found.count.exact
        return
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

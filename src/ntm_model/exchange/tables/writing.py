"""Tables in the layout of provinces: headings of districts, Roman numerals, totals below.

The name of a file says what it becomes: ``.csv`` or ``.xlsx``. Of a province whose units changed,
give that of a day: ``province.on(day)``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import final

from ...core.days import When, last_day_of
from ...core.errors import Fault, expect, expect_day, refuse
from ...core.figures import Printed
from ...core.names import Level
from ...core.quantities import Metric
from ...core.words import Meaning
from ...law.criteria import CriteriaSet
from ...promises import Comparator, Expressed, Plan, Target
from ...record import Assessment, CriterionMark, Mark
from ...tiers import Certification, CertificationTier, CommuneKind
from ...units import Commune, District, Province
from ..administrative.records import DIGITS
from .drawing import Sheet
from .fields import Field
from .grids import Cell
from .keeping import Drawn, Kept
from .marks import WORDS
from .promises import mention_key
from .reading import twins
from .sections import NAMES, Naming, full, sections, units_of
from .taking import Reader, kept
from .times import days_text, years_text
from .titles import TITLE_OF

#: what a table of certificates says of each
_GRANTS = (Field.TITLE, Field.YEAR, Field.DECISION, Field.DECIDED)


def write_units_table(path: Path | str, province: Province) -> None:
    """Write the districts and communes of a province with their codes and other spellings.

    Raises:
        InvalidInputError: its units begin and end, so that it depends on the day which they are;
            a spelling has a semicolon in it; or the file cannot be written.
    """
    if province.successions:
        expected = "the province of a day, as province.on(day) gives it"
        refuse([Fault("province", f"{province.name}, whose units begin and end", expected)])
    refuse(_parted(province))
    kept_as = Kept(Level.COMMUNE, (Field.DISTRICT_CODE, Field.SPELLINGS))
    sheet = Sheet(kept_as, (*NAMES[Level.COMMUNE], "Tên gọi khác"))
    for district, communes in sections(province, province.communes, empty=True):
        if district is not None:
            sheet.heading(full(district), kept(district.code, DIGITS[Level.DISTRICT]))
        for unit in communes:
            code = kept(unit.code, DIGITS[Level.COMMUNE])
            sheet.unit(full(unit), code, "; ".join(unit.spellings))
    sheet.total(len(province.communes))
    sheet.save(path)


def write_criteria_table(
    path: Path | str,
    province: Province,
    marks: Iterable[CriterionMark],
    *,
    criteria_set: CriteriaSet,
    on: date,
    assessments: Iterable[Assessment] = (),
) -> None:
    """Write the marks of a set and day, with how many criteria each commune meets if that is known.

    Raises:
        InvalidInputError: a unit has two marks for one criterion, or is no commune of that day;
            or the file cannot be written.
    """
    expect(CriteriaSet, criteria_set=criteria_set)
    expect_day(on=on)
    state = province.on(on)
    units = [unit for unit in state.communes if unit.kind is CommuneKind.COMMUNE]
    given = _Given(criteria_set, When.of(on), marks, assessments)
    naming = Naming(state, Level.COMMUNE)
    refuse([*given.faults({unit.id for unit in units}), *naming.faults(units)])
    criteria = [one.id for one in criteria_set.criteria]
    headers: list[Drawn] = [*NAMES[Level.COMMUNE], "Tiêu chí", *[None] * (len(criteria) - 1)]
    last = len(headers)
    numbers = [int(one) if one.isdecimal() else one for one in criteria]
    kept_as = Kept(Level.COMMUNE, (Field.TOTAL,), criteria_set)
    below = (None, None, None, *numbers, None)
    sheet = Sheet(kept_as, (*headers, "Tổng số tiêu chí đạt"), below)
    for column in (0, 1, 2, last):
        sheet.merge((0, column), (1, column))
    sheet.merge((0, 3), (0, last - 1))
    for district, communes in sections(state, units):
        if district is not None:
            sheet.heading(full(district))
        for unit in communes:
            sheet.unit(*naming.told(unit), *given.words(unit.id, criteria), given.total(unit.id))
    sheet.total(len(units), None, *(given.met(one) for one in criteria), None)
    sheet.save(path)


def write_certifications_table(
    path: Path | str, province: Province, *, level: Level = Level.COMMUNE
) -> None:
    """Write the certificates of communes or districts: title, year, decision and its day.

    What a table has no column for, such as the criteria set, is left out.

    Raises:
        InvalidInputError: a unit cannot be told from others by name and code, or holds a title
            twice with nothing that tells the two apart; a day lies outside 2000 to 2100, or the
            file cannot be written.
    """
    units = [unit for unit in units_of(province, level) if unit.certifications]
    naming, reader = Naming(province, level), Reader()
    nothing: tuple[Drawn, Drawn] = ("", "")
    headers = ("Danh hiệu", "Năm công nhận", "Số quyết định", "Ngày quyết định")
    sheet = Sheet(Kept(level, _GRANTS), (*NAMES[level], *headers))
    for district, members in sections(province, units):
        if district is not None:
            sheet.heading(full(district))
        for unit in members:
            for index, one in enumerate(unit.certifications):
                at = Cell(f"{unit.name}.certifications[{index}]")
                told = reader.take(at, partial(_when, one), nothing)
                sheet.unit(*naming.told(unit), TITLE_OF[one.tier], told[0], one.decision, told[1])
    refuse([*naming.faults(units), *_twice(units), *reader.faults])
    sheet.total(sum(len(unit.certifications) for unit in units))
    sheet.save(path)


def write_plans_table(path: Path | str, plans: Iterable[Plan]) -> None:
    """Write the units that plans name, with title and year.

    Author and document are left out; who reads the table says them.

    Raises:
        InvalidInputError: a plan names no unit, or is of another level than the first; it says
            what a table has no column for; two are of one title and year, or of one title and
            unit; or the file cannot be written.
    """
    listed = tuple(plans)
    level = listed[0].level if listed else Level.COMMUNE
    refuse(_unlisted(listed, level))
    beside = ["Huyện"] if level is Level.COMMUNE else []
    kept_as = Kept(level, (Field.TITLE, Field.DUE))
    sheet = Sheet(kept_as, ("STT", NAMES[level][1], *beside, "Danh hiệu", "Năm"))
    for plan in listed:
        for mention in plan.mentions:
            district = [mention.district] if beside else []
            sheet.unit(mention.text, *district, TITLE_OF[plan.tier], plan.year)
    sheet.total(sum(len(plan.mentions) for plan in listed))
    sheet.save(path)


def write_targets_table(path: Path | str, province: Province, targets: Iterable[Target]) -> None:
    """Write how many communes each district is to bring to each title, and the province in all.

    Raises:
        InvalidInputError: a target is of something else, or of the same as another; or the file
            cannot be written.
    """
    listed = tuple(targets)
    refuse(_untabled(listed, province))
    tiers = tuple(dict.fromkeys(target.tier for target in listed))
    naming = Naming(province, Level.DISTRICT)
    refuse(naming.faults(province.districts))
    asked = {(target.scope, target.tier): int(target.value) for target in listed}
    kept_as = Kept(Level.DISTRICT, (Field.NUMBER,))
    titles = (f"Số xã {TITLE_OF[tier]}" for tier in tiers)
    sheet = Sheet(kept_as, (*NAMES[Level.DISTRICT], *titles))
    for unit in province.districts:
        sheet.unit(*naming.told(unit), *(asked.get((unit.id, tier)) for tier in tiers))
    sheet.total(None, None, *(asked.get((province.id, tier)) for tier in tiers))
    sheet.save(path)


@final
class _Given:
    """The marks and totals that are given for a set and a day, by unit."""

    def __init__(
        self,
        criteria_set: CriteriaSet,
        on: When,
        marks: Iterable[CriterionMark],
        assessments: Iterable[Assessment],
    ) -> None:
        self._of = len(criteria_set.criteria)
        self._marks = [
            one for one in marks if (one.criteria_set, one.as_of) == (criteria_set.id, on)
        ]
        name = (criteria_set.decision, criteria_set.tier, on)
        self._totals = [
            one for one in assessments if (one.criteria_set, one.tier, one.as_of) == name
        ]
        self._by_cell = {(one.unit, one.criterion): one.mark for one in self._marks}
        self._by_unit = {one.unit: one for one in self._totals}

    def faults(self, units: Collection[str]) -> Iterator[Fault]:
        """Find marks and totals that no table of these units can hold."""
        if len(self._by_cell) < len(self._marks):
            yield Fault("marks", "two marks of one unit and criterion", "one")
        if len(self._by_unit) < len(self._totals):
            yield Fault("assessments", "two of one unit", "one")
        named = {*(one.unit for one in self._marks), *(one.unit for one in self._totals)}
        for unit in sorted(named - {*units}):
            yield Fault("marks", repr(unit), "ids of communes of the day")

    def words(self, unit: str, criteria: Sequence[str]) -> Iterator[str]:
        """Yield the marks of a unit in words; empty where there is none."""
        for criterion in criteria:
            found = self._by_cell.get((unit, criterion))
            yield "" if found is None else WORDS[found][0]

    def total(self, unit: str) -> Drawn:
        """Return how many criteria a unit meets, and of how many if not of all."""
        found = self._by_unit.get(unit)
        if found is None:
            return None
        return found.met if found.of == self._of else f"{found.met}/{found.of}"

    def met(self, criterion: str) -> int:
        """Return how many units are marked as meeting a criterion."""
        return sum(one.mark is Mark.MET for one in self._marks if one.criterion == criterion)


def _when(grant: Certification, _: Cell) -> tuple[Drawn, Drawn]:
    """Return the year and the day of a certificate as they are read again."""
    return _number(years_text(grant.year)), _number(days_text(grant.decided))


def _number(told: str | date) -> Drawn:
    """Return a year alone as a number, as a spreadsheet program would keep it."""
    return int(told) if isinstance(told, str) and told.isdecimal() else told


def _twice(units: Iterable[Commune | District]) -> Iterator[Fault]:
    """Find titles that a unit holds twice and a reader could not tell apart."""
    for unit in units:
        for index, one in enumerate(unit.certifications):
            if any(twins(one, before) for before in unit.certifications[:index]):
                at = f"{unit.name}.certifications[{index}]"
                yield Fault(at, repr(TITLE_OF[one.tier]), "each title once, or its own decision")


def _parted(province: Province) -> Iterator[Fault]:
    """Find spellings that would be read as two."""
    for unit in province.communes:
        for one in unit.spellings:
            if ";" in one:
                yield Fault(f"{unit.name}.spellings", repr(one), "a spelling without a semicolon")


def _unlisted(plans: Iterable[Plan], level: Level) -> Iterator[Fault]:
    """Find plans that no list of units can hold."""
    for index, plan in enumerate(plans):
        if plan.level is not level:
            yield Fault(f"plans[{index}].level", plan.level.value, level.value)
        if not plan.mentions:
            yield Fault(f"plans[{index}].mentions", "no unit named", "a plan that names units")
        if plan.tier not in TITLE_OF:
            yield Fault(f"plans[{index}].tier", plan.tier.value, "a title of communes or districts")
        for name, found in _beyond(plan):
            yield Fault(f"plans[{index}].{name}", found, "nothing for which a table has no column")
    yield from _repeated(plans)


def _beyond(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield what a plan says that a table has no column for."""
    if plan.number is not None:
        yield "number", str(plan.number)
    if plan.printed != Printed():
        yield "printed", "figures"
    if plan.amends:
        yield "amends", repr(plan.amends)
    if plan.meaning is not Meaning.RECOGNISED:
        yield "meaning", plan.meaning.value
    if plan.deadline is not None and (plan.year is None or plan.deadline != last_day_of(plan.year)):
        yield "deadline", f"{plan.deadline}, not the end of its year"
    for index, mention in enumerate(plan.mentions):
        if mention.group:
            yield f"mentions[{index}].group", repr(mention.group)


def _repeated(plans: Iterable[Plan]) -> Iterator[Fault]:
    """Find plans that would be read as one, and units that are planned for one title twice."""
    first: dict[tuple[object, ...], str] = {}
    for index, plan in enumerate(plans):
        at = f"plans[{index}]"
        if first.setdefault((plan.tier, plan.year), at) != at:
            yield Fault(at, repr(plan.id), "one plan of a title and year")
        for position, one in enumerate(plan.mentions):
            at = f"plans[{index}].mentions[{position}]"
            before = first.setdefault((plan.tier, *mention_key(one)), at)
            if before != at:
                yield Fault(at, repr(one.text), f"each unit once for a title, which {before} has")


def _untabled(targets: Sequence[Target], province: Province) -> Iterator[Fault]:
    """Find targets that are no number of communes of the province or of a district."""
    scopes = {province.id, *(unit.id for unit in province.districts)}
    seen: set[tuple[str, CertificationTier]] = set()
    for index, one in enumerate(targets):
        asks = (one.metric, one.level, one.expressed, one.comparator)
        plain = asks == (Metric.UNITS, Level.COMMUNE, Expressed.NUMBER, Comparator.AT_LEAST)
        whole = one.value == one.value.to_integral_value() and one.most is None
        if not (plain and whole and one.tier in TITLE_OF and one.scope in scopes):
            expected = "at least so many communes, of the province or a district"
            yield Fault(f"targets[{index}]", repr(one.id), expected)
        if (one.scope, one.tier) in seen:
            yield Fault(f"targets[{index}]", repr(one.id), "one target of a scope and title")
        seen.add((one.scope, one.tier))

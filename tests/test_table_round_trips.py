"""What is written is what provinces are used to, harmless, and reads back to the same values."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar
from unicodedata import normalize

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject, SearchStrategy
from openpyxl import load_workbook

from ntm_model import (
    Assessment,
    Certification,
    CertificationTier,
    Citation,
    Commune,
    CommuneKind,
    CriterionMark,
    District,
    DistrictKind,
    InvalidInputError,
    Level,
    Mark,
    Mention,
    Plan,
    Province,
    Target,
    Verdict,
    When,
    Years,
    datasets,
)
from ntm_model.exchange.tables import (
    read_certifications_table,
    read_criteria_table,
    read_plans_table,
    read_targets_table,
    read_units_table,
    write_certifications_table,
    write_criteria_table,
    write_plans_table,
    write_targets_table,
    write_units_table,
)
from ntm_model.exchange.tables.promises import mention_key
from ntm_model.law import set_of
from ntm_model.strategies import names, provinces, whens, year_ranges

from .sheets import told

STANDARD, ADVANCED = CertificationTier.STANDARD, CertificationTier.ADVANCED
DAY = date(2023, 12, 31)
SET = set_of("318/QĐ-TTg", "commune", STANDARD, on=DAY)
CRITERIA = [criterion.id for criterion in SET.criteria]
KON_TUM = datasets.load("kon-tum-2024")
KINDS = (".csv", ".xlsx")
_Planned = TypeVar("_Planned", bound=tuple[CertificationTier, int | None])
TIERS = st.sampled_from((STANDARD, ADVANCED, CertificationTier.MODEL))
#: what cells may hold: names that look like formulas, numbers, headings and totals among them
TEXTS = st.sampled_from(
    (
        "=1+1",
        "+84",
        "-5",
        "@a",
        "'=1",
        "''+",
        "'a",
        "1/QĐ-UBND",
        "366 /QĐ-UBND",
        "2018",
        "Tổng cộng",
    )
)


def files(factory: pytest.TempPathFactory) -> list[Path]:
    """Return a file of each kind."""
    return [factory.getbasetemp() / f"table{kind}" for kind in KINDS]


def composed(text: str) -> str:
    """Return a text as files hold it."""
    return normalize("NFC", text)


def told_apart(province: Province) -> Province:
    """Return a province whose districts have names of their own, as units of a table have."""
    districts = (
        attrs.evolve(unit, name=f"{composed(unit.name)} {letter}")
        for unit, letter in zip(province.districts, "AB", strict=False)
    )
    return attrs.evolve(province, districts=tuple(districts))


@given(province=provinces().map(told_apart))
def test_units_read_back_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, province: Province
) -> None:
    """Names, kinds, codes, other spellings and districts; titles are no part of this table."""
    districts = tuple(
        District(unit.name, code=unit.code, kind=unit.kind) for unit in province.districts
    )
    communes = tuple(
        Commune(
            composed(unit.name),
            code=unit.code,
            spellings=tuple(map(composed, unit.spellings)),
            kind=unit.kind,
            district=unit.district,
        )
        for unit in sorted(province.communes, key=lambda unit: unit.district)
    )
    for path in files(tmp_path_factory):
        write_units_table(path, province)
        if communes or districts:
            reading = read_units_table(path)
            assert (reading.districts, reading.communes) == (districts, communes)
            assert {check.verdict for check in reading.checks} == {Verdict.MET}


@given(province=provinces().map(told_apart), data=st.data())
def test_certificates_read_back_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, province: Province, data: DataObject
) -> None:
    """Title, year, decision and day, certain or not, of every unit that holds one."""
    bare = attrs.evolve(
        province,
        communes=tuple(attrs.evolve(one, certifications=()) for one in province.communes),
    )
    held = attrs.evolve(bare, communes=tuple(data.draw(certified(unit)) for unit in bare.communes))
    for path in files(tmp_path_factory):
        write_certifications_table(path, held)
        if any(unit.certifications for unit in held.communes):
            reading = read_certifications_table(path, bare)
            read = reading.province(bare)
            assert [map(uncited, unit.certifications) for unit in read.communes] != []
            for unit, same in zip(read.communes, held.communes, strict=True):
                assert [*map(uncited, unit.certifications)] == [*same.certifications]


def uncited(grant: Certification) -> Certification:
    """Return a certificate without the cell that it stands in."""
    return attrs.evolve(grant, source=Citation())


def certified(unit: Commune) -> SearchStrategy[Commune]:
    """Return a unit with a few certificates, as far as it can hold any."""
    if unit.kind is not CommuneKind.COMMUNE:
        return st.just(unit)
    grants = st.builds(
        Certification,
        tier=TIERS,
        year=year_ranges(),
        decided=whens(),
        decision=st.just("") | TEXTS,
    )
    few = st.lists(grants, max_size=2, unique_by=lambda one: one.tier).map(tuple)
    return few.map(lambda held: attrs.evolve(unit, certifications=held))


@given(province=provinces().map(told_apart), data=st.data())
def test_marks_read_back_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, province: Province, data: DataObject
) -> None:
    """Every mark, those left out, and how many criteria each meets of how many."""
    units = [unit.id for unit in province.communes if unit.kind is CommuneKind.COMMUNE]
    marks = {
        CriterionMark(unit=unit, criteria_set=SET.id, criterion=name, mark=mark, as_of=When.of(DAY))
        for unit in units
        for name, mark in data.draw(
            st.dictionaries(st.sampled_from(CRITERIA), st.sampled_from(Mark), max_size=4)
        ).items()
    }
    totals = {
        Assessment(unit=unit, criteria_set=SET.decision, met=met, of=of, as_of=When.of(DAY))
        for unit in units
        for met, of in data.draw(st.lists(st.sampled_from(((15, 19), (0, 17))), max_size=1))
    }
    for path in files(tmp_path_factory):
        write_criteria_table(path, province, marks, criteria_set=SET, on=DAY, assessments=totals)
        if units:
            reading = read_criteria_table(path, province, criteria_set=SET, on=DAY)
            assert {attrs.evolve(one, source=Citation()) for one in reading.marks} == marks
            assert {attrs.evolve(one, source=Citation()) for one in reading.assessments} == totals


def once(planned: dict[_Planned, list[Mention]]) -> dict[_Planned, list[Mention]]:
    """Return plans that name each unit once for a title."""
    named: set[object] = set()
    for (tier, _), mentions in planned.items():
        keys = [(tier, *mention_key(one)) for one in mentions]
        kept = {key: one for key, one in zip(keys, mentions, strict=True) if key not in named}
        named.update(kept)
        mentions[:] = kept.values()
    return {key: mentions for key, mentions in planned.items() if mentions}


@given(
    planned=st.dictionaries(
        st.tuples(TIERS, st.none() | st.integers(2020, 2026)),
        st.lists(
            st.builds(Mention, TEXTS | names(), district=TEXTS | names() | st.just("")),
            min_size=1,
            max_size=3,
        ),
        min_size=1,
        max_size=3,
    ).map(once)
)
def test_plans_read_back_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory,
    planned: dict[tuple[CertificationTier, int | None], list[Mention]],
) -> None:
    """Names as printed, whatever they look like, by title and year."""
    plans = [
        Plan(id=f"p{index}", tier=tier, year=year, mentions=tuple(mentions))
        for index, ((tier, year), mentions) in enumerate(planned.items())
    ]
    for path in files(tmp_path_factory):
        write_plans_table(path, plans)
        read = read_plans_table(path).plans
        assert [(one.tier, one.year) for one in read] == [*planned]
        for plan, mentions in zip(read, planned.values(), strict=True):
            assert plan.mentions == tuple(
                attrs.evolve(one, text=composed(one.text), district=composed(one.district))
                for one in mentions
            )


@given(
    asked=st.dictionaries(
        st.tuples(st.sampled_from(("62", "608", "615")), TIERS), st.integers(0, 53), min_size=1
    )
)
def test_targets_read_back_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, asked: dict[tuple[str, CertificationTier], int]
) -> None:
    """Numbers of districts, and of the province in the row of totals."""
    targets = [
        Target(id=f"t{index}", scope=scope, tier=tier, value=value)
        for index, ((scope, tier), value) in enumerate(asked.items())
    ]
    for path in files(tmp_path_factory):
        write_targets_table(path, KON_TUM.province, targets)
        read = read_targets_table(path, KON_TUM.province).targets
        assert {(one.scope, one.tier): one.value for one in read} == asked
        assert len(read) == len(asked)


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_province_reads_back_as_it_was_written(tmp_path: Path, kind: str) -> None:
    """Kon Tum with its ten districts, the targets of its letter, and days of every form."""
    province, path = KON_TUM.province, tmp_path / f"kon-tum{kind}"
    of_the_day = province.on(DAY)
    write_units_table(path, of_the_day)
    reading = read_units_table(path)
    assert len(reading.districts) == 10
    assert {unit.id for unit in reading.communes} == {unit.id for unit in of_the_day.communes}
    targets = [one for one in KON_TUM.targets if one.scope == "62"][:2]
    parts = [Target(id="part", scope="615", tier=STANDARD, value=7)]
    write_targets_table(path, province, [*targets, *parts])
    read = read_targets_table(path, province).targets
    assert [(one.scope, int(one.value)) for one in read] == [("62", 53), ("615", 7), ("62", 11)]
    write_targets_table(path, province, parts)
    assert [one.part_of for one in read_targets_table(path, province).targets] == [""]
    forms = (
        When(date(2019, 5, 1), date(2019, 6, 13)),
        When(date(2019, 5, 1), date(2019, 5, 31)),
        When.during(2019),
        When(latest=date(2019, 5, 13)),
    )
    grants = tuple(
        Certification(tier=STANDARD, decided=when, decision=f"{number}/QĐ-UBND")
        for number, when in enumerate(forms, 1)
    )
    held = Province("P", communes=(Commune("X", code="1", certifications=grants),))
    write_certifications_table(path, held)
    again = read_certifications_table(path, held).certified
    assert [one.certification.decided for one in again] == [*forms]
    total = Assessment(unit="1", criteria_set=SET.decision, met=0, of=17, as_of=When.of(DAY))
    write_criteria_table(path, held, (), criteria_set=SET, on=DAY, assessments=[total])
    assert [
        attrs.evolve(one, source=Citation())
        for one in read_criteria_table(path, held, criteria_set=SET, on=DAY).assessments
    ] == [total]


def cells(path: Path) -> list[object]:
    """Return every cell of a file, with the program's eyes."""
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [cell for row in csv.reader(file) for cell in row]
    return [cell.value for row in load_workbook(path).worksheets[0].iter_rows() for cell in row]


@pytest.mark.parametrize("kind", KINDS)
def test_no_cell_is_written_that_a_spreadsheet_takes_for_a_formula(
    tmp_path: Path, kind: str
) -> None:
    """A text that begins like one gets an apostrophe, which is left out when it is read."""
    path = tmp_path / f"harmless{kind}"
    texts = ("=1+1", "+84", "-5", "@a", "\t=1", "\r=2", "'=1")
    plan = Plan(id="p", tier=STANDARD, mentions=tuple(map(Mention, texts)))
    write_plans_table(path, [plan])
    written = [cell for cell in cells(path) if isinstance(cell, str) and cell]
    assert not [cell for cell in written if cell[0] in "=+-@\t\r"]
    assert {"'=1+1", "''=1"} <= {*written}
    read = read_plans_table(path).plans[0]
    assert [str(one) for one in read.mentions] == [*texts[:4], "=1", "=2", "'=1"]


def test_a_written_table_looks_like_those_of_provinces(tmp_path: Path) -> None:
    """Headings of districts with Roman numerals, units numbered below them, totals at the end."""
    province = Province(
        "P",
        districts=(District("A", code="1"), District("B", code="2")),
        communes=(
            Commune("Tân Lập", code="11", district="1"),
            Commune("Hòa Bình", code="21", district="2"),
            Commune("Plei Kần", code="22", district="2", kind=CommuneKind.TOWNSHIP),
        ),
    )
    marks = [
        CriterionMark(unit=unit, criteria_set=SET.id, criterion="1", mark=mark, as_of=When.of(DAY))
        for unit, mark in (("11", Mark.MET), ("21", Mark.NOT_APPLICABLE))
    ]
    path = tmp_path / "matrix.csv"
    write_criteria_table(path, province, marks, criteria_set=SET, on=DAY)
    commas = "," * 19
    assert path.read_text(encoding="utf-8-sig").splitlines() == [
        f"STT,Tên xã,Mã xã,Tiêu chí{commas}Tổng số tiêu chí đạt",
        f",,,{','.join(CRITERIA)},",
        f"I,Huyện A,,{commas}",
        f"1,Tân Lập,11,Đạt{commas}",
        f"II,Huyện B,,{commas}",
        f"1,Hòa Bình,21,KAD{commas}",
        f",Tổng cộng: 2,,1{',0' * 18},",
    ]
    path = tmp_path / "matrix.xlsx"
    write_criteria_table(path, province, marks, criteria_set=SET, on=DAY)
    merged = load_workbook(path).worksheets[0].merged_cells.ranges
    assert sorted(map(str, merged)) == ["A1:A2", "B1:B2", "C1:C2", "D1:V1", "W1:W2"]


def test_days_are_days_in_a_workbook(tmp_path: Path) -> None:
    """A program can sort them; what is no single day stays in words."""
    unit = Commune("X", code="1").certify(STANDARD, decided=date(2019, 5, 13))
    path = tmp_path / "days.xlsx"
    write_certifications_table(path, Province("P", communes=(unit,)))
    sheet = load_workbook(path).worksheets[0]
    assert (sheet["G2"].number_format, sheet["G2"].is_date) == ("d/m/yyyy", True)


def refused(write: Callable[[], None]) -> list[str]:
    """Return why something cannot be written."""
    with pytest.raises(InvalidInputError) as caught:
        write()
    return told(caught.value)


def test_what_no_table_can_hold_is_refused(tmp_path: Path) -> None:
    """Nothing is lost in silence: it is told what cannot be written, and no file appears."""
    path = tmp_path / "t.csv"
    unit = Commune("X", code="1")
    province = Province("P", communes=(unit,))
    mark = CriterionMark(
        unit="1", criteria_set=SET.id, criterion="1", mark=Mark.MET, as_of=When.of(DAY)
    )
    total = Assessment(unit="1", criteria_set=SET.decision, met=1, of=19, as_of=When.of(DAY))

    def matrix(*marks: CriterionMark, totals: tuple[Assessment, ...] = ()) -> list[str]:
        return refused(
            lambda: write_criteria_table(
                path, province, marks, criteria_set=SET, on=DAY, assessments=totals
            )
        )

    assert matrix(mark, mark, totals=(total, total)) == [
        "marks: found two marks of one unit and criterion, expected one",
        "assessments: found two of one unit, expected one",
    ]
    assert matrix(attrs.evolve(mark, unit="2")) == [
        "marks: found '2', expected ids of communes of the day"
    ]
    early = unit.certify(STANDARD, year=1999, decided=date(1999, 1, 1))
    assert refused(lambda: write_certifications_table(path, Province("P", communes=(early,)))) == [
        "X.certifications[0]: found '1999', expected a year from 2000 to 2100"
    ]
    twins = tuple(
        Commune("X", id=name, certifications=(Certification(tier=STANDARD),)) for name in ("X", "a")
    )
    assert refused(lambda: write_certifications_table(path, Province("P", communes=twins))) == [
        "X: found 'X', expected a name, code and id that no other unit has"
    ]
    plans = [
        Plan(id="a", tier=STANDARD, number=5),
        Plan(id="b", tier=CertificationTier.VILLAGE, level=Level.VILLAGE, mentions=(Mention("V"),)),
    ]
    assert refused(lambda: write_plans_table(path, plans)) == [
        "plans[0].mentions: found no unit named, expected a plan that names units",
        "plans[0].number: found 5, expected nothing for which a table has no column",
        "plans[1].level: found village, expected commune",
        "plans[1].tier: found standard village, expected a title of communes or districts",
    ]
    asked = Target(id="t", tier=STANDARD, value=1, scope="P")
    targets = [asked, asked, attrs.evolve(asked, id="x", scope="Q", tier=ADVANCED)]
    assert refused(lambda: write_targets_table(path, province, targets)) == [
        "targets[1]: found 't', expected one target of a scope and title",
        "targets[2]: found 'x', expected at least so many communes, of the province or a district",
    ]
    odd = Plan(id="c", tier=STANDARD, mentions=(Mention("\x07"), Mention("x" * 32_768)))
    assert refused(lambda: write_plans_table(path, [odd])) == [
        "B2: found '\\x07', expected text on one line, without control characters and half letters",
        "B3: found 32768 letters, expected at most 32767",
    ]
    assert not path.exists()


@pytest.mark.parametrize("name", ["Tổng cộng: 3 xã", "Đăk Hà (615"])
def test_a_heading_that_would_lose_a_part_of_its_name_is_refused(tmp_path: Path, name: str) -> None:
    """Behind a colon or a bracket a heading tells a number of units."""
    province = Province("P", districts=(District(name),), communes=(Commune("A", district=name),))
    with pytest.raises(InvalidInputError) as refused:
        write_units_table(tmp_path / "sheet.csv", province)
    assert told(refused.value) == [
        f"B2: found 'Huyện {name}', expected a heading without colon and bracket"
    ]


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """Its name says which kind it is to be."""
    province = Province("P", communes=(Commune("X"),))
    assert refused(lambda: write_units_table(tmp_path / "t.ods", province)) == [
        "found 't.ods', expected a name that ends .csv or .xlsx"
    ]
    path = tmp_path / "none" / "t.csv"
    assert refused(lambda: write_units_table(path, province)) == [
        f"found {str(path)!r} (No such file or directory), expected a place to write to"
    ]


def test_districts_have_lists_of_their_own(tmp_path: Path) -> None:
    """Certificates and plans of districts are written and read with their level."""
    city = CertificationTier.COMPLETED
    province = attrs.evolve(
        KON_TUM.province,
        districts=tuple(
            unit.certify(city, year=2024) if unit.id == "608" else unit
            for unit in KON_TUM.province.districts
        ),
    )
    path = tmp_path / "districts.csv"
    write_certifications_table(path, province, level=Level.DISTRICT)
    (one,) = read_certifications_table(path, province, level=Level.DISTRICT).certified
    assert (one.unit, one.certification.tier, one.certification.year) == (
        "608",
        city,
        Years.of(2024),
    )
    named = (Mention("Ngọc Hồi", Level.DISTRICT),)
    write_plans_table(path, [Plan(id="d", level=Level.DISTRICT, tier=STANDARD, mentions=named)])
    assert read_plans_table(path, level=Level.DISTRICT).plans[0].mentions == named


def test_a_province_whose_units_begin_and_end_is_written_for_a_day(tmp_path: Path) -> None:
    """Units of all times under one name could not be read back."""
    province = datasets.load("quang-ngai-2025").province
    path = tmp_path / "units.csv"
    with pytest.raises(InvalidInputError) as caught:
        write_units_table(path, province)
    (line,) = told(caught.value)
    assert line == (
        "province: found Quảng Ngãi, whose units begin and end, "
        "expected the province of a day, as province.on(day) gives it"
    )
    after = province.on(date(2025, 8, 1))
    write_units_table(path, after)
    assert len(read_units_table(path).communes) == len(after.communes)


@pytest.mark.parametrize("kind", KINDS)
def test_short_codes_of_older_systems_read_back(tmp_path: Path, kind: str) -> None:
    """An apostrophe says that no zeros were lost before them."""
    province = Province(
        "P",
        districts=(District("B", code="7"),),
        communes=(Commune("A", code="691", district="7"), Commune("C", code="6010101")),
    )
    path = tmp_path / f"units{kind}"
    write_units_table(path, province)
    reading = read_units_table(path)
    assert [unit.code for unit in (*reading.districts, *reading.communes)] == [
        "7",
        "6010101",
        "691",
    ]


def test_a_written_workbook_has_numbers_for_years_and_a_header_that_stays(tmp_path: Path) -> None:
    """A spreadsheet program can reckon with the years; codes and decisions stay text."""
    grant = Certification(
        tier=STANDARD, year=Years.of(2018), decided=When.during(2019), decision="366"
    )
    province = Province("P", communes=(Commune("A", code="00691", certifications=(grant,)),))
    path = tmp_path / "t.xlsx"
    write_certifications_table(path, province)
    sheet = load_workbook(path).worksheets[0]
    values = [cell.value for cell in sheet[2]]
    assert values == [1, "A", "00691", "Đạt chuẩn", 2018, "366", 2019]
    assert sheet.freeze_panes == "A2"
    bold = ["b=True" in repr(cells[1].font) for cells in sheet.iter_rows()]
    assert bold == [True, False, False]
    (read,) = read_certifications_table(path, province).certified
    assert attrs.evolve(read.certification, source=Citation()) == grant


@pytest.mark.parametrize("kind", [*DistrictKind], ids=lambda kind: kind.name)
def test_districts_of_every_kind_read_back(tmp_path: Path, kind: DistrictKind) -> None:
    """The word before the name says which kind it is, also above communes."""
    districts = (District("A", code="001", kind=kind),)
    communes = (Commune("B", code="00001", district="001"),)
    path = tmp_path / "units.csv"
    write_units_table(path, Province("P", districts=districts, communes=communes))
    reading = read_units_table(path)
    assert (reading.districts, reading.communes) == (districts, communes)

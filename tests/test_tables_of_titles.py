"""Tables of certificates, plans, targets and units: each layout that provinces use."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import attrs
import pytest

from ntm_model import (
    Certification,
    CertificationTier,
    Citation,
    Commune,
    CommuneKind,
    District,
    DistrictKind,
    InvalidInputError,
    Level,
    Mention,
    Plan,
    Programme,
    Province,
    Target,
    When,
    Years,
    datasets,
)
from ntm_model.exchange.tables import (
    Certified,
    TableReading,
    read_certifications_table,
    read_plans_table,
    read_targets_table,
    read_units_table,
)

from .sheets import Rows, Value, lines, text_file, told, workbook

STANDARD, ADVANCED, MODEL = (
    CertificationTier.STANDARD,
    CertificationTier.ADVANCED,
    CertificationTier.MODEL,
)
PROVINCE = datasets.load("kon-tum-2024").province
#: as spreadsheet programs keep days
MORNING = datetime.combine(date(2019, 5, 13), time())


def certified(
    path: Path, rows: Rows, **asked: CertificationTier
) -> list[tuple[str, Certification]]:
    """Read certificates and return them without their cells."""
    reading = read_certifications_table(
        text_file(path / "certified.csv", rows), PROVINCE, tier=asked.get("tier")
    )
    assert reading.unresolved == ()
    return [
        (one.unit, attrs.evolve(one.certification, source=Citation())) for one in reading.certified
    ]


def refused(path: Path, rows: Rows, **asked: CertificationTier) -> list[str]:
    """Return what is wrong with certificates."""
    with pytest.raises(InvalidInputError) as caught:
        certified(path, rows, **asked)
    return told(caught.value)


def test_certificates_with_a_column_of_titles(tmp_path: Path) -> None:
    """Each row is one certificate; a unit may have several, and its name may be merged."""
    rows: Rows = [
        [
            "STT",
            "Tên xã",
            "Huyện",
            "Danh hiệu",
            "Năm công nhận",
            "Số quyết định",
            "Ngày quyết định",
        ],
        [
            1,
            "Bờ Y",
            "Ngọc Hồi",
            "Đạt chuẩn NTM",
            2018,
            "366/QĐ-UBND",
            datetime.combine(date(2019, 5, 13), time()),
        ],
        [2, "Hà Mòn", "Đăk Hà", "Đạt chuẩn", "2012", "'06/QĐ-BCĐ", "17/1/2013"],
        [None, None, None, "NTM nâng cao", 2021, None, None],
        [3, "Đăk Xú", "Ngọc Hồi", None, None, None, None],
        [None, "Cộng: 4"],
    ]
    merged = ("A3:A4", "B3:B4", "C3:C4")
    path = workbook(tmp_path / "certified.xlsx", rows, merged)
    reading = read_certifications_table(path, PROVINCE)
    assert reading.certified == (
        Certified(
            "23395",
            Certification(
                tier=STANDARD,
                year=Years.of(2018),
                decided=When.of(date(2019, 5, 13)),
                decision="366/QĐ-UBND",
                source=Citation(at="Sheet1!E2"),
            ),
        ),
        Certified(
            "23521",
            Certification(
                tier=STANDARD,
                year=Years.of(2012),
                decided=When.of(date(2013, 1, 17)),
                decision="'06/QĐ-BCĐ",
                source=Citation(at="Sheet1!E3"),
            ),
        ),
        Certified(
            "23521",
            Certification(tier=ADVANCED, year=Years.of(2021), source=Citation(at="Sheet1!E4")),
        ),
    )
    assert reading.findings == ()
    with_them = reading.province(PROVINCE)
    added = with_them.commune("Hà Mòn").certifications
    assert added == (
        *PROVINCE.commune("Hà Mòn").certifications,
        reading.certified[1].certification,
    )


def test_certificates_with_titles_side_by_side(tmp_path: Path) -> None:
    """Headers name the titles; an upper one reaches over the columns below it."""
    rows: Rows = [
        ["STT", "Tên xã", "Đạt chuẩn NTM", "", "Đạt chuẩn NTM nâng cao", ""],
        ["", "", "Năm", "Quyết định", "Năm", "Quyết định"],
        [1, "Bờ Y", 2018, "366/QĐ-UBND ngày 13/5/2019", "", ""],
        [2, "Tân Lập", "", "", 2021, "12/QĐ-UBND"],
        [3, "Đăk Xú", "", "", "", ""],
    ]
    assert certified(tmp_path, rows) == [
        (
            "23395",
            Certification(
                tier=STANDARD,
                year=Years.of(2018),
                decision="366/QĐ-UBND",
                decided=When.of(date(2019, 5, 13)),
            ),
        ),
        (
            PROVINCE.commune("Tân Lập").id,
            Certification(tier=ADVANCED, year=Years.of(2021), decision="12/QĐ-UBND"),
        ),
    ]


def test_certificates_whose_title_stands_in_the_headers_or_is_given(tmp_path: Path) -> None:
    """One title needs no column; a bare list of names needs nothing else."""
    rows: Rows = [["Xã", "Năm đạt chuẩn nâng cao"], ["Hà Mòn", 2021], ["Đăk La", ""]]
    assert certified(tmp_path, rows) == [
        ("23521", Certification(tier=ADVANCED, year=Years.of(2021)))
    ]
    assert certified(tmp_path, [["Xã"], ["Hà Mòn"]], tier=MODEL) == [
        ("23521", Certification(tier=MODEL))
    ]
    assert refused(tmp_path, rows, tier=STANDARD) == [
        "B1: found a column for 'advanced', expected one for 'standard', as is asked"
    ]
    assert refused(tmp_path, [["Xã", "Năm"], ["Hà Mòn", 2021]]) == [
        (
            "A2: found nothing, expected a title: Đạt chuẩn, Nâng cao, Kiểu mẫu, Hiện đại, "
            "Hoàn thành nhiệm vụ; tier= says which, if all have one"
        )
    ]


def test_certificates_do_not_mix_two_ways_of_telling_the_title(tmp_path: Path) -> None:
    """With several titles each column says which, or one column does: the rest would be lost."""
    expected = "expected one title for each column, in its header or in a column of titles"
    shared: Rows = [["Xã", "Năm đạt chuẩn", "Năm nâng cao", "Số quyết định"], ["Hà Mòn", 2012]]
    assert refused(tmp_path, shared) == [f"D1: found a column for 'Số quyết định', {expected}"]
    twice: Rows = [["Xã", "Danh hiệu", "Năm đạt chuẩn", "Năm nâng cao"], ["Hà Mòn", "Kiểu mẫu"]]
    assert refused(tmp_path, twice) == [
        f"{cell}1: found a column for 'Năm công nhận', {expected}" for cell in "CD"
    ]


def test_certificates_that_a_unit_cannot_hold_are_refused(tmp_path: Path) -> None:
    """A township is not certified, and a title is one of the list."""
    rows: Rows = [
        ["Xã", "Danh hiệu", "Năm"],
        ["TT. Plei Kần", "Đạt chuẩn", 2020],
        ["xã Bờ Y", "Hoàn thành nhiệm vụ", 2020],
        ["Hà Mòn", "nâng cao, kiểu mẫu", 2020],
        ["Đăk La", "tốt", 2020],
    ]
    titles = (
        "expected one title that is held: Đạt chuẩn, Nâng cao, Kiểu mẫu, Hiện đại, "
        "Hoàn thành nhiệm vụ; or 'Chưa đạt'"
    )
    assert refused(tmp_path, rows) == [
        "C2: found '2020', expected what Plei Kần can hold: no title",
        (
            "C3: found '2020', expected what Pờ Y can hold: "
            "Đạt chuẩn or Nâng cao or Kiểu mẫu or Hiện đại"
        ),
        f"B4: found 'nâng cao, kiểu mẫu', {titles}",
        f"B5: found 'tốt', {titles}",
    ]


def test_certificates_of_districts(tmp_path: Path) -> None:
    """A city completes the task; the level is asked for."""
    rows: Rows = [["Đơn vị", "Danh hiệu", "Năm"], ["TP Kon Tum", "Hoàn thành nhiệm vụ", 2024]]
    path = text_file(tmp_path / "districts.csv", rows)
    reading = read_certifications_table(path, PROVINCE, level=Level.DISTRICT)
    assert [(one.unit, one.certification.tier) for one in reading.certified] == [
        ("608", CertificationTier.COMPLETED)
    ]


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("2018", Years.of(2018)),
        ("2021-2022", Years(2021, 2022)),
        ("2021 - 2022", Years(2021, 2022)),
        ("đến 2020", Years(None, 2020)),
        ("Từ 2020", Years(2020, None)),
        ("năm 2020", Years.of(2020)),
        ("2021 – 2022", Years(2021, 2022)),
        ("Đến năm 2020", Years(None, 2020)),
        ("trước 2015", Years(None, 2014)),
        ("Trước năm 2015", Years(None, 2014)),
        ("trước 13/5/2019", Years(None, 2019)),
        ("13/5/2019", Years.of(2019)),
        ("12/2020", Years.of(2020)),
        ("-", Years()),
        ("", Years()),
    ],
)
def test_recognised_years_may_be_uncertain(tmp_path: Path, written: str, year: Years) -> None:
    """A year is a range where the table says so."""
    rows: Rows = [["Xã", "Năm đạt chuẩn", "Số QĐ"], ["Hà Mòn", written, "1/QĐ-UBND"]]
    assert certified(tmp_path, rows) == [
        ("23521", Certification(tier=STANDARD, year=year, decision="1/QĐ-UBND"))
    ]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("13/5/2019", When.of(date(2019, 5, 13))),
        ("13-05-2019", When.of(date(2019, 5, 13))),
        ("13.5.2019", When.of(date(2019, 5, 13))),
        ("2019-05-13", When.of(date(2019, 5, 13))),
        ("ngày 13/5/2019", When.of(date(2019, 5, 13))),
        ("5/2019", When(date(2019, 5, 1), date(2019, 5, 31))),
        ("2019", When.during(2019)),
        ("đến 13/5/2019", When(None, date(2019, 5, 13))),
        ("từ 5/2019", When(date(2019, 5, 1), None)),
        ("ngày 13 tháng 5 năm 2019", When.of(date(2019, 5, 13))),
        ("tháng 5 năm 2019", When(date(2019, 5, 1), date(2019, 5, 31))),
        ("trước 2020", When(None, date(2019, 12, 31))),
        ("trước 13/5/2019", When(None, date(2019, 5, 12))),
        ("1/5/2019 - 6/2019", When(date(2019, 5, 1), date(2019, 6, 30))),
    ],
)
def test_days_of_decisions_may_be_uncertain(tmp_path: Path, written: str, day: When) -> None:
    """A month and a year become their bounds, never a day."""
    rows: Rows = [["Xã", "Ngày ký"], ["Hà Mòn", written]]
    assert certified(tmp_path, rows, tier=STANDARD) == [
        ("23521", Certification(tier=STANDARD, decided=day))
    ]


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        ("hai nghìn", "found 'hai nghìn', expected a year from 2000 to 2100"),
        ("2108", "found '2108', expected a year from 2000 to 2100"),
        ("13/2019", "found '13/2019', expected a day such as 13/5/2019"),
        ("13/5/19", "found '13/5/19', expected a day such as 13/5/2019; did you mean 13/5/2019?"),
        ("trước 2000", "found 'trước 2000', expected a day of a year from 2000 to 2100"),
        ("trước từ 2015", "found 'trước từ 2015', expected a day such as 13/5/2019"),
        ("2022-2021", "found '2022-2021', expected a range in the order of time"),
    ],
)
def test_years_that_cannot_be_are_told(tmp_path: Path, year: str, expected: str) -> None:
    """What is no year of the programme is a slip."""
    rows: Rows = [["Xã", "Năm đạt chuẩn"], ["Hà Mòn", year]]
    assert refused(tmp_path, rows) == [f"B2: {expected}"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("5/13/2019", "expected a day such as 13/5/2019; did you mean 13/5/2019?"),
        ("13/5/19", "expected a day such as 13/5/2019; did you mean 13/5/2019?"),
        ("31/2/2019", "expected a day such as 13/5/2019"),
        ("13/2019", "expected a day such as 13/5/2019"),
        ("2019-02-30", "expected a day of a year from 2000 to 2100"),
        ("13/5/1019", "expected a day of a year from 2000 to 2100"),
        ("2/0000", "expected a day of a year from 2000 to 2100"),
        ("năm ngoái", "expected a day such as 13/5/2019"),
        ("6/2019 - 5/2019", "expected a range in the order of time"),
    ],
)
def test_days_that_cannot_be_are_told(tmp_path: Path, day: str, expected: str) -> None:
    """A day in another order, or with half a year, is told with the one that was meant."""
    rows: Rows = [["Xã", "Ngày ký"], ["Hà Mòn", day]]
    assert refused(tmp_path, rows, tier=STANDARD) == [f"B2: found {day!r}, {expected}"]


def test_days_that_a_spreadsheet_shows_as_numbers_are_told(tmp_path: Path) -> None:
    """A day without the format of one is a number; a year is a whole number, or that of a day."""
    rows: Rows = [
        ["Xã", "Năm đạt chuẩn", "Ngày ký"],
        ["Hà Mòn", date(1905, 7, 10), 43598],
        ["Đăk La", 2018.5, 7],
        ["Bờ Y", None, date(1999, 1, 1)],
    ]
    with pytest.raises(InvalidInputError) as caught:
        read_certifications_table(workbook(tmp_path / "d.xlsx", rows), PROVINCE, tier=STANDARD)
    assert told(caught.value) == [
        "Sheet1!B2: found 10/7/1905, expected a day of a year from 2000 to 2100",
        (
            "Sheet1!C2: found the number 43598, expected a day such as 13/5/2019; "
            "did you mean 13/5/2019?"
        ),
        "Sheet1!B3: found 2018.5, expected a year from 2000 to 2100",
        "Sheet1!C3: found the number 7, expected a day such as 13/5/2019",
        "Sheet1!C4: found 1/1/1999, expected a day of a year from 2000 to 2100",
    ]


def test_a_plan_is_a_list_of_names_by_title_and_year(tmp_path: Path) -> None:
    """Names stay as they are printed, with the district above them; the review finds the units."""
    rows: Rows = [
        ["TT", "Đơn vị", "Danh hiệu", "Năm phấn đấu"],
        ["I", "Huyện Đăk Hà", "", ""],
        [1, "Đăk Long (*)", "Đạt chuẩn", 2024],
        [2, "Đăk Ngọc", "Nâng cao", 2024],
        ["II", "Huyện Ia H'Drai", "", ""],
        [1, "Ia Toi", "Đạt chuẩn", ""],
        ["", "Tổng cộng: 3 xã", "", ""],
    ]
    path = text_file(tmp_path / "plan.csv", rows)
    reading = read_plans_table(
        path, year=2024, author="UBND tỉnh", stated_in="plan-2024", source=Citation("letter")
    )
    assert reading.plans == (
        Plan(
            id="plan-standard-2024",
            tier=STANDARD,
            mentions=(
                Mention("Đăk Long", district="Huyện Đăk Hà"),
                Mention("Ia Toi", district="Huyện Ia H'Drai"),
            ),
            author="UBND tỉnh",
            stated_in="plan-2024",
            year=2024,
            deadline=date(2024, 12, 31),
            source=Citation("letter", "B3"),
        ),
        Plan(
            id="plan-advanced-2024",
            tier=ADVANCED,
            mentions=(Mention("Đăk Ngọc", district="Huyện Đăk Hà"),),
            author="UBND tỉnh",
            stated_in="plan-2024",
            year=2024,
            deadline=date(2024, 12, 31),
            source=Citation("letter", "B4"),
        ),
    )
    assert lines(reading) == ["read: 2 plans"]


def test_a_plan_may_have_the_years_of_its_titles_side_by_side(tmp_path: Path) -> None:
    """A road map gives each commune a year for each title."""
    rows: Rows = [
        ["Xã", "Năm đạt chuẩn", "Năm nâng cao"],
        ["Hà Mòn", "", 2024],
        ["Đăk Pxi", 2024, 2025],
    ]
    reading = read_plans_table(text_file(tmp_path / "plan.csv", rows), prefix="road")
    assert [(plan.id, [str(one) for one in plan.mentions]) for plan in reading.plans] == [
        ("road-standard-2024", ["Đăk Pxi"]),
        ("road-advanced-2024", ["Hà Mòn"]),
        ("road-advanced-2025", ["Đăk Pxi"]),
    ]


def test_a_plan_without_a_year_has_none_and_one_without_a_title_is_refused(tmp_path: Path) -> None:
    """Nothing is made up to fill a hole."""
    path = text_file(tmp_path / "plan.csv", [["Xã"], ["Hà Mòn"]])
    (plan,) = read_plans_table(path, tier=STANDARD).plans
    assert (plan.id, plan.year, plan.deadline) == ("plan-standard", None, None)
    with pytest.raises(InvalidInputError, match="A2: found nothing, expected a title"):
        read_plans_table(path)
    rows: Rows = [["Xã", "Mã xã", "Năm", "Năm nâng cao"], ["", "23521", "2021-2022", ""]]
    with pytest.raises(InvalidInputError) as caught:
        read_plans_table(text_file(tmp_path / "plan.csv", rows))
    assert told(caught.value) == [
        "C1: found a column for 'Năm phấn đấu', expected a title in its header",
        "A2: found nothing, expected a name as the plan prints it",
    ]
    with pytest.raises(InvalidInputError) as caught:
        read_plans_table(text_file(tmp_path / "plan.csv", rows), tier=STANDARD)
    assert told(caught.value)[1] == "C2: found '2021-2022', expected one year"


def targets(path: Path, rows: Rows, tier: CertificationTier | None = None) -> TableReading:
    """Read targets."""
    file = text_file(path / "targets.csv", rows)
    return read_targets_table(
        file, PROVINCE, tier=tier, horizon=date(2024, 12, 31), set_by="Bộ", stated_in="n"
    )


def test_targets_of_districts_are_parts_of_that_of_the_province(tmp_path: Path) -> None:
    """The row of totals is the province's own target, and is compared with its parts."""
    rows: Rows = [
        ["TT", "Huyện, thành phố", "Số xã đạt chuẩn", "Số xã NTM nâng cao"],
        [1, "Thành phố Kon Tum", 8, ""],
        [2, "Đăk Hà", 7, 3],
        ["", "Toàn tỉnh", 16, 3],
    ]
    reading = targets(tmp_path, rows)
    assert reading.targets[0] == Target(
        id="target-standard-62",
        tier=STANDARD,
        value=16,
        scope="62",
        horizon=date(2024, 12, 31),
        set_by="Bộ",
        stated_in="n",
        source=Citation(at="C4"),
    )
    assert [(one.id, int(one.value), one.part_of) for one in reading.targets[1:]] == [
        ("target-standard-608", 8, "target-standard-62"),
        ("target-standard-615", 7, "target-standard-62"),
        ("target-advanced-62", 3, ""),
        ("target-advanced-615", 3, "target-advanced-62"),
    ]
    assert lines(reading) == ["read: 5 targets", "E1: C4: 16 is printed, its rows give 15."]


def test_targets_without_a_total_are_parts_of_none(tmp_path: Path) -> None:
    """A title without a header is the one that is given."""
    reading = targets(tmp_path, [["Huyện", "Số xã"], ["Đăk Hà", 7]], STANDARD)
    assert [(one.id, one.part_of) for one in reading.targets] == [("target-standard-615", "")]


def test_targets_that_are_no_numbers_of_communes_are_refused(tmp_path: Path) -> None:
    """A share needs its population, which a table does not say; a number needs its title."""
    with pytest.raises(InvalidInputError) as caught:
        targets(tmp_path, [["Huyện", "Số xã"], ["Đăk Hà", 7]])
    (line,) = told(caught.value)
    assert line.startswith("B1: found a column for 'Số xã', expected a title in its header")
    with pytest.raises(InvalidInputError, match="expected a column of numbers such as"):
        targets(tmp_path, [["Huyện", "Ghi chú"], ["Đăk Hà", 7]])
    rows: Rows = [["Huyện", "Số xã nâng cao"], ["Đăk Hà", "62,4%"], ["Sa Thầy", "1,5"]]
    with pytest.raises(InvalidInputError) as caught:
        targets(tmp_path, rows)
    assert told(caught.value) == [
        "B2: found '62,4%', expected a whole number",
        "B3: found '1,5', expected a whole number",
    ]


def test_units_with_districts_in_headings(tmp_path: Path) -> None:
    """What a unit is, stands before its name; a heading in capitals becomes a name."""
    rows: Rows = [
        ["STT", "Tên xã, thị trấn", "Mã ĐVHC", "Tên gọi khác"],
        ["I", "HUYỆN IA H'DRAI", "618", ""],
        [1, "Xã Ia Dom", 23537, "Ya Dom; Ia Đom"],
        ["II", "Thành phố Kon Tum", "608", ""],
        [1, "Phường Quang Trung", "23281", ""],
        [2, "Kroong", "23314", ""],
        ["", "Tổng số: 3", "", ""],
    ]
    reading = read_units_table(text_file(tmp_path / "units.csv", rows))
    assert reading.districts == (
        District("Ia H'Drai", code="618"),
        District("Kon Tum", code="608", kind=DistrictKind.CITY),
    )
    assert reading.communes == (
        Commune("Ia Dom", code="23537", spellings=("Ya Dom", "Ia Đom"), district="618"),
        Commune("Quang Trung", code="23281", kind=CommuneKind.WARD, district="608"),
        Commune("Kroong", code="23314", district="608"),
    )
    province = reading.province(Province("Kon Tum", id="62"))
    programme = reading.added_to(Programme(id="p", province=Province("Kon Tum", id="62")))
    assert programme.province == province
    assert [unit.id for unit in province.communes] == ["23537", "23281", "23314"]


def test_units_with_districts_in_columns(tmp_path: Path) -> None:
    """The statistics office's list repeats the district, or none is given at all."""
    rows: Rows = [
        ["Quận Huyện", "Mã QH", "Phường Xã", "Mã PX", "Cấp"],
        ["Huyện Đăk Hà", "615", "Thị trấn Đăk Hà", "23500", "Thị trấn"],
        ["Huyện Đăk Hà", "615", "Xã Hà Mòn", "23521", "Xã"],
        ["", "", "Đặc khu Lý Sơn", "", ""],
    ]
    reading = read_units_table(text_file(tmp_path / "units.csv", rows))
    assert reading.districts == (District("Đăk Hà", code="615"),)
    assert reading.communes == (
        Commune("Đăk Hà", code="23500", kind=CommuneKind.TOWNSHIP, district="615"),
        Commune("Hà Mòn", code="23521", district="615"),
        Commune("Lý Sơn", kind=CommuneKind.SPECIAL_ZONE),
    )
    assert lines(reading) == ["read: 1 districts, 3 communes"]


def test_a_district_is_one_with_its_kind_and_without(tmp_path: Path) -> None:
    """A heading writes Huyện before the name that a column has alone; its code must agree."""
    rows: list[list[Value]] = [
        ["Xã", "Mã xã", "Huyện", "Mã huyện"],
        ["Hà Mòn", "23503", "Đăk Hà", "615"],
        ["Đăk Long", "23504", "Huyện Đăk Hà", "615"],
    ]
    reading = read_units_table(text_file(tmp_path / "units.csv", rows))
    assert reading.districts == (District("Đăk Hà", code="615"),)
    assert {unit.district for unit in reading.communes} == {"615"}
    rows.append(["I. Huyện Đăk Hà", "23505", "Đăk Hà", "615"])
    with pytest.raises(InvalidInputError) as error:
        read_units_table(text_file(tmp_path / "units.csv", rows))
    expected = "'23505', as above for Đăk Hà"
    assert told(error.value) == [f"D{row}: found '615', expected {expected}" for row in (2, 3)]


def test_signs_that_cannot_be_seen_stay_out_of_lines(tmp_path: Path) -> None:
    """A header that is not read is told with them in words, and a name with them is a fault."""
    rows: list[list[Value]] = [
        ["STT", "Tên xã", "Mã xã", "T\x10u\x1bnhoàn"],
        ["I", "Huyện H\x10", "615", ""],
        [1, "Bờ Y", "23395", ""],
    ]
    path = text_file(tmp_path / "units.csv", rows)
    with pytest.raises(InvalidInputError) as error:
        read_units_table(path)
    assert told(error.value) == [
        (
            "B2: found 'Huyện H\\x10', "
            "expected text on one line, without control characters and half letters"
        )
    ]
    reading = read_units_table(text_file(path, [rows[0], rows[2]]))
    assert reading.not_read == ("'T\\x10u\\x1bnhoàn' (D1)",)
    below: Rows = [rows[0], rows[2], ["", "Tổng cộng: 1", "", ""], ["", "a\x10", "", ""]]
    assert read_units_table(text_file(path, below)).not_read[1:] == ("'a\\x10' (B4)",)
    with pytest.raises(InvalidInputError) as error:
        read_units_table(text_file(path, [rows[0], ["1", "\x10", "", ""]]))
    assert told(error.value)[0].startswith("B2: found '\\x10', expected text on one line")


def test_units_that_no_province_can_hold_are_told_with_their_cells(tmp_path: Path) -> None:
    """A code stands once, is as long as codes are, and has a name beside it."""
    rows: list[list[Value]] = [
        ["Huyện", "Mã huyện", "Xã", "Mã xã"],
        ["Đăk Hà", "615", "Hà Mòn", "23521"],
        ["Đăk Hà", "616", "Đăk La", "23521"],
        ["Sa Thầy", 16, None, 123],
    ]
    with pytest.raises(InvalidInputError) as caught:
        read_units_table(workbook(tmp_path / "units.xlsx", rows))
    assert told(caught.value) == [
        f"Sheet1!{line}"
        for line in (
            "B3: found '616', expected '615', as above for Đăk Hà",
            "C3: found 'Đăk La' with '23521', as Sheet1!C2 has it, expected a code of its own",
            (
                "B4: found the number 16, expected a code of 3 digits, kept as text; "
                "did you mean '016'?"
            ),
            "C4: found nothing, expected the name of a unit",
            (
                "D4: found the number 123, expected a code of 5 digits, kept as text; "
                "did you mean '00123'?"
            ),
        )
    ]
    rows = [["Huyện", "Mã huyện", "Xã"], ["A", "610", "X"], ["B", "610", "Y"]]
    with pytest.raises(InvalidInputError) as caught:
        read_units_table(text_file(tmp_path / "units.csv", rows))
    assert told(caught.value) == [
        "A3: found 'B' with '610', as A2 has it, expected a code of its own"
    ]

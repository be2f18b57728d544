"""From an office's own sheets to a review: units, certificates, a plan, a target, and the answers.

Run it with ``.venv/bin/python examples/own_sheets.py``. The sheets hold a few communes of Kon Tum
as they would stand in files of an office; workbooks (.xlsx) are read in the same way. The letter
is made up.
"""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from ntm_model import (
    CertificationTier,
    Citation,
    Document,
    InvalidInputError,
    Programme,
    Province,
    When,
)
from ntm_model.exchange.tables import (
    read_certifications_table,
    read_plans_table,
    read_targets_table,
    read_units_table,
)

UNITS = """\
TT;Tên đơn vị;Mã đơn vị
I;Huyện Đăk Hà;615
1;Hà Mòn;23521
2;Đăk Mar;23512
3;Đăk Ui;23509
4;Đăk Pxi;23503
5;Thị trấn Đăk Hà;23500
II;Huyện Ngọc Hồi;611
1;Pờ Y;23395
"""
CERTIFIED = """\
TT;Xã;Năm đạt chuẩn NTM;Số quyết định;Ngày quyết định
1;Hà Mòn;2012;06/QĐ-BCĐ;17/1/2013
2;Đăk Mar;2014;;
3;Đăk Ui;2022;;12/4/2023
4;Xã Bờ Y;2018;366/QĐ-UBND;13/5/2019
"""
PLANNED = """\
TT;Xã;Năm
1;Đăk Pxi;2024
"""
ASSIGNED = """\
TT;Huyện;Số xã đạt chuẩn NTM
1;Đăk Hà;4
2;Ngọc Hồi;1
;Tổng cộng;5
"""
STANDARD = CertificationTier.STANDARD
LETTER = Document(id="letter", title="Kế hoạch năm 2024", dated=When.of(date(2024, 3, 29)))
CITED = Citation("letter")

with TemporaryDirectory() as folder:

    def sheet(text: str) -> Path:
        """Write a sheet, and return where."""
        path = Path(folder, "sheet.csv")
        path.write_text(text, encoding="utf-8")
        return path

    units = read_units_table(sheet(UNITS))
    province = units.province(Province("Kon Tum", code="62"))

    print("1. What do the sheets say?")
    print(f"   {units}")
    certified = read_certifications_table(sheet(CERTIFIED), province)
    print(f"   {certified}".replace("\n", "\n   "))

    print("2. What if a cell is mistyped?")
    try:
        read_certifications_table(sheet(CERTIFIED.replace("17/1/2013", "17/13/2013")), province)
    except InvalidInputError as error:
        print(f"   {error}")

    print("3. Does the plan reach the target?")
    planned = read_plans_table(sheet(PLANNED), tier=STANDARD, source=CITED)
    assigned = read_targets_table(
        sheet(ASSIGNED), province, horizon=date(2024, 12, 31), source=CITED
    )
    programme = Programme(id="2024", province=province, letter="letter", documents=(LETTER,))
    for reading in (certified, planned, assigned):
        programme = reading.added_to(programme)
    review = programme.review(on=date(2024, 3, 29))
    for line in str(review).splitlines()[:12]:
        print(f"   {line}".rstrip())

    print("4. Who holds the title on that day, and of whom is it not known?")
    for commune in programme.province.rural_communes:
        verdict = programme.province.holds(commune, STANDARD, on=review.on)
        print(f"   {commune.name}: {verdict.value}")

"""What looks like something else in a table is never read as it: indicators, headings, shares."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ntm_model import (
    CertificationTier,
    Commune,
    CommuneKind,
    District,
    InvalidInputError,
    Province,
)
from ntm_model.exchange.tables import (
    TableReading,
    read_certifications_table,
    read_criteria_table,
    read_plans_table,
    read_targets_table,
    read_units_table,
)
from ntm_model.law import set_of

from .sheets import Rows, lines, text_file, told, workbook

STANDARD, ADVANCED = CertificationTier.STANDARD, CertificationTier.ADVANCED
DAY = date(2023, 12, 31)
SET = set_of("318/QĐ-TTg", "commune", STANDARD, on=DAY)
PROVINCE = Province(
    "P",
    districts=(District("A", code="001"), District("B", code="002")),
    communes=(
        Commune("Tân Lập", code="00011", district="001"),
        Commune("Hòa Bình", code="00021", district="002"),
    ),
)


def rows_of(text: str) -> list[list[str]]:
    """Return the cells of a sheet as an office types it."""
    return [line.split(";") for line in text.splitlines()]


def criteria(path: Path, text: str) -> TableReading:
    """Read marks of the small province."""
    table = text_file(path / "t.csv", rows_of(text))
    return read_criteria_table(table, PROVINCE, criteria_set=SET, on=DAY)


@pytest.mark.parametrize(
    "header",
    [
        "Tiêu chí 17.1",
        "TC 13.2",
        "17.1. Nước sạch",
        "Chỉ tiêu 17.1",
        "Tiêu chí 17 (chỉ tiêu 17.1)",
        "Tiêu chí 15 - chỉ tiêu 15.2",
        "17 (chỉ tiêu nước sạch)",
    ],
)
def test_an_indicator_is_not_read_as_its_criterion(tmp_path: Path, header: str) -> None:
    """A criterion is met only with all of its indicators."""
    reading = criteria(tmp_path, f"TT;Xã;{header};Tiêu chí 1: Quy hoạch\n1;Tân Lập;x;x\n")
    assert [one.criterion for one in reading.marks] == ["1"]
    assert reading.not_read == (f"{header} (C1)",)


def test_indicators_below_their_criterion_are_a_part_of_the_header(tmp_path: Path) -> None:
    """The criterion above them is not read by one of them."""
    text = "TT;Xã;Tiêu chí 17;;18\n;;17.1;17.2;\n1;Tân Lập;x;x;x\n"
    reading = criteria(tmp_path, text)
    assert [one.criterion for one in reading.marks] == ["18"]
    assert reading.not_read == ("Tiêu chí 17 17.1 (C2)", "Tiêu chí 17 17.2 (D2)")

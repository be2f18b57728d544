"""Sheets for tests of tables, written as officials' programs write them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook

from ntm_model import InvalidInputError
from ntm_model.exchange.tables import TableReading

Value = str | int | float | bool | date | datetime | None
Rows = Sequence[Sequence[Value]]


def workbook(path: Path, rows: Rows, merged: Iterable[str] = (), *, title: str = "Sheet1") -> Path:
    """Write a workbook of one sheet, and return where."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append([*row])
    for area in merged:
        sheet.merge_cells(area)
    book.save(path)
    return path


def text_file(path: Path, rows: Rows, sign: str = ",", encoding: str = "utf-8") -> Path:
    """Write a CSV file, and return where."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=sign).writerows(rows)
    return path


def told(error: InvalidInputError) -> list[str]:
    """Return the lines of an error."""
    return str(error).splitlines()


def lines(reading: TableReading) -> list[str]:
    """Return what a reading tells."""
    return str(reading).splitlines()

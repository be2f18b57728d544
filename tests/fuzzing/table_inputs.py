"""Tables: each reads CSV files and workbooks, and what was read is written and read again."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

import attrs

from ntm_model import (
    Assessment,
    CertificationTier,
    Citation,
    CriterionMark,
    Fault,
    InvalidInputError,
    Programme,
    Province,
    Target,
    UnknownNameError,
)
from ntm_model.exchange.json import dumps, loads
from ntm_model.exchange.leaves import CONTROL
from ntm_model.exchange.tables import (
    TableReading,
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
from ntm_model.law import set_of

from .engine import SOUND, Mutator, Reader, as_file, refused
from .mutating import BYTES
from .places import DAY, PROGRAMME, PROVINCE
from .workbooks import IN_WORKBOOKS, WORDS, workbook

_Read: TypeAlias = Callable[[Path], TableReading]
_Write: TypeAlias = Callable[[Path, TableReading], None]

_PLACE = r"(.*!)?[A-Z]{1,3}\d+$"
#: what is wrong with a sheet as a whole
_OF_SHEETS = ("a row of headers such as", "columns for criteria")
_STANDARD = CertificationTier.STANDARD
_SET = set_of("318/QĐ-TTg", "commune", _STANDARD, on=DAY)


@attrs.frozen
class _Table:
    """A kind of table: how it is read, how it is written, and what of it must come back."""

    read: _Read
    write: _Write
    #: what is written and read again, in any order
    kept: Callable[[TableReading], frozenset[object]]
    seeds: tuple[str, ...]


def table_readers() -> Iterator[Reader]:
    """Yield for each kind of table a reader of CSV files, and one of workbooks."""
    for name, table in _TABLES.items():
        texts = tuple(seed.encode() for seed in table.seeds)
        books = tuple(workbook(_rows_of(seed)) for seed in texts)
        look = partial(_look_at_table, table)
        yield Reader(f"table {name}, csv", texts, look, (*BYTES, *_IN_CELLS), weight=5)
        yield Reader(f"table {name}, xlsx", books, look, IN_WORKBOOKS, weight=3)


def _look_at_table(table: _Table, data: bytes) -> frozenset[str]:
    """Read a file; what it says can be told, kept as JSON, added, written and read again."""
    try:
        reading = as_file(data, table.read)
    except InvalidInputError as error:
        return refused(error.faults).union(*map(_refused, error.faults))
    told = str(reading).split("\n")
    assert not any(map(CONTROL.search, told)), "what was read is not told in lines"
    for fact in (*reading.marks[:2], *reading.assessments[:2], *reading.plans, *reading.targets):
        assert loads(dumps(fact), type(fact)) == fact, "JSON says something else"
    programme = _added(reading)
    assert loads(dumps(programme), Programme) == programme, "JSON says something else"
    _again(table, reading)
    return SOUND if len(told) == 1 else frozenset(["told"])


def _refused(fault: Fault) -> frozenset[str]:
    """Return the sort of a fault, which has a cell unless the whole sheet is wrong."""
    whole = not fault.path or fault.expected.startswith(_OF_SHEETS)
    return refused([fault], "" if whole else _PLACE)


def _added(reading: TableReading) -> Programme:
    """Return a programme with what was read, if it goes together with it."""
    try:
        return reading.added_to(PROGRAMME)
    except (InvalidInputError, UnknownNameError):
        return PROGRAMME


def _again(table: _Table, reading: TableReading) -> None:
    """Write what was read, if a table can hold it, and read it again."""
    kept = table.kept(reading)
    if not kept:
        return
    with TemporaryDirectory() as folder:
        path = Path(folder, "again.csv")
        with suppress(InvalidInputError, UnknownNameError):
            table.write(path, reading)
        if path.exists():
            again = table.kept(table.read(path))
            assert again == kept, f"what is written is read otherwise: {kept ^ again}"


def _bare(facts: Iterable[CriterionMark | Assessment | Target]) -> frozenset[object]:
    """Return facts without the cells that they stand in."""
    return frozenset(attrs.evolve(fact, source=Citation()) for fact in facts)


def _write_certificates(path: Path, reading: TableReading) -> None:
    write_certifications_table(path, reading.province(PROVINCE))


def _write_marks(path: Path, reading: TableReading) -> None:
    write_criteria_table(
        path,
        PROVINCE,
        reading.marks,
        criteria_set=_SET,
        on=DAY,
        assessments=reading.assessments,
    )


_CRITERIA = ",".join(one.id for one in _SET.criteria)
_TABLES = {
    "units": _Table(
        read_units_table,
        lambda path, reading: write_units_table(path, reading.province(Province("P", id="P"))),
        lambda reading: frozenset((*reading.districts, *reading.communes)),
        (
            (
                "STT,Tên xã,Mã xã,Tên gọi khác\nI,Huyện Ngọc Hồi,611,\n1,Xã Bờ Y,23395,Pờ Y; Bờ I\n"
                "2,Thị trấn Plei Kần,23377,\n,Tổng cộng: 2,,\n"
            ),
            "Xã;Mã xã;Huyện;Mã huyện\nHà Mòn;23503;Đăk Hà;615\nĐăk Long;23504;Đăk Hà;615\n",
        ),
    ),
    "certificates": _Table(
        partial(read_certifications_table, province=PROVINCE),
        _write_certificates,
        lambda reading: frozenset(
            (one.unit, attrs.evolve(one.certification, source=Citation()))
            for one in reading.certified
        ),
        (
            (
                "STT,Tên xã,Huyện,Danh hiệu,Năm công nhận,Số quyết định,Ngày quyết định\n"
                "1,Bờ Y,,Đạt chuẩn,2018,366/QĐ-UBND,13/5/2019\n"
                "2,Đăk Long,Đăk Hà,Nâng cao,đến 2020,,5/2019\n"
            ),
            (
                "TT;Đơn vị;Năm đạt chuẩn;Năm đạt nâng cao\nI;Huyện Ngọc Hồi (2 xã)\n"
                "1;Pờ Y;2018;2021-2022\n2;Plei Kần;;\n"
            ),
        ),
    ),
    "criteria": _Table(
        partial(read_criteria_table, province=PROVINCE, criteria_set=_SET, on=DAY),
        _write_marks,
        lambda reading: _bare(reading.marks) | _bare(reading.assessments),
        (
            (
                f"TT,Đơn vị,{_CRITERIA},Tổng số tiêu chí đạt\nI,Huyện Đăk Hà (1 xã)\n"
                f"1,Hà Môn,{'x,' * 19}19\nII,Huyện Ngọc Hồi\n"
                f"2,Xã Bờ Y,{'Đạt,Chưa đạt,KAD,' * 6},7/19\n"
                ",Tổng cộng,2,1\nGhi chú: x là đạt\n"
            ),
            (
                f"STT;Tên xã;Mã xã;Tiêu chí{';' * 19}Tổng số\n;;;{_CRITERIA.replace(',', ';')};\n"
                f"1;Đăk Long;23504;{'+;-;' * 9}+;10\n"
            ),
        ),
    ),
    "plans": _Table(
        partial(read_plans_table, author="UBND tỉnh"),
        lambda path, reading: write_plans_table(path, reading.plans),
        lambda reading: frozenset(
            (one.tier, one.year, mention) for one in reading.plans for mention in one.mentions
        ),
        (
            (
                "STT,Tên xã,Huyện,Danh hiệu,Năm\n1,Đăk Long,Đăk Hà,Đạt chuẩn,2024\n"
                "2,Bờ Y,Ngọc Hồi,Nâng cao,2025\n"
            ),
            "TT;Xã;Năm đạt chuẩn;Năm đạt nâng cao\nI;Huyện Đăk Hà\n1;Hà Mòn;2024;2025\n",
        ),
    ),
    "targets": _Table(
        partial(read_targets_table, province=PROVINCE),
        lambda path, reading: write_targets_table(path, PROVINCE, reading.targets),
        lambda reading: _bare(reading.targets),
        (
            (
                "STT,Tên huyện,Mã huyện,Số xã Đạt chuẩn,Số xã Nâng cao\n1,Huyện Đăk Hà,615,3,1\n"
                "2,Huyện Ngọc Hồi,611,2,\n,Tổng cộng,,5,1\n"
            ),
        ),
    ),
}


def _rows_of(data: bytes) -> list[list[str]]:
    """Return the cells of a text; none where it is none."""
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
        return [*csv.reader(StringIO(text, newline=""), delimiter=_sign(text))]
    except (UnicodeDecodeError, csv.Error):
        return []


def _sign(text: str) -> str:
    return max(",;\t", key=text[:500].count)


def _filled(dice: random.Random, data: bytes, other: bytes) -> bytes:
    """Put a word, or a cell of this table or another, into a cell."""
    rows = _rows_of(data)
    cells = [(row, column) for row in rows for column in range(len(row))]
    if not cells:
        return data
    row, column = dice.choice(cells)
    there = [cell for cells in (rows, _rows_of(other)) for one in cells for cell in one]
    row[column] = dice.choice(there) if dice.random() < 0.4 else str(dice.choice(WORDS))
    return _text(dice, rows)


def _lined(dice: random.Random, data: bytes, other: bytes) -> bytes:
    """Leave out a row, let it stand twice, move it, or take one of another table."""
    rows, others = _rows_of(data), _rows_of(other)
    if not rows:
        return data
    row = rows[dice.randrange(len(rows))]
    if dice.random() < 0.6:
        rows.remove(row)
    if dice.random() < 0.6:
        source = [row, *others, [str(dice.choice(WORDS))]]
        rows.insert(dice.randrange(len(rows) + 1), [*dice.choice(source)])
    return _text(dice, rows)


def _columned(dice: random.Random, data: bytes, _other: bytes) -> bytes:
    """Leave out a column, let it stand twice, or move it."""
    rows = _rows_of(data)
    width = max(map(len, rows), default=0)
    if not width:
        return data
    order = [*range(width)]
    column = order.pop(dice.randrange(width))
    for _ in range(dice.choice((0, 1, 1, 2))):
        order.insert(dice.randrange(len(order) + 1), column)
    return _text(dice, [[row[one] if one < len(row) else "" for one in order] for row in rows])


def _text(dice: random.Random, rows: list[list[str]]) -> bytes:
    file = StringIO(newline="")
    with suppress(csv.Error):
        csv.writer(file, delimiter=dice.choice(",,,,;\t")).writerows(rows)
    encoding = dice.choice(("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16"))
    return file.getvalue().encode(encoding, errors="replace")


_IN_CELLS: tuple[Mutator, ...] = (_filled, _filled, _filled, _filled, _lined, _lined, _columned)

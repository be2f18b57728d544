"""Years and days as officials write them, certain or not, in both directions."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from ...core.days import When, Years
from ...core.errors import InvalidInputError
from .grids import Cell, text_of
from .taking import undashed, wrong

_Value = TypeVar("_Value")

_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_YEARS = f"a year from {_FIRST_YEAR} to {_LAST_YEAR}"
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_MONTH = re.compile(r"(\d{1,2})[/.-](\d{4})", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
#: the day before the first that spreadsheets count from, and what lies in the programme's years
_EPOCH = date(1899, 12, 30)
_SERIALS = range(36526, 73415)


def years(cell: Cell) -> Years:
    """Take a year, two with a dash between them, or one with *từ*, *đến* or *trước* before it.

    Of a day or a month it is the year.

    >>> years(Cell("E7", "đến năm 2020")), years(Cell("E7", Decimal(2018)))
    (Years(earliest=None, latest=2020), Years(earliest=2018, latest=2018))
    """
    words = _plain(undashed(cell).text)
    if isinstance(cell.value, Decimal) and not _YEAR.fullmatch(words):
        raise wrong(cell, _YEARS)
    eve = _eve(cell, words)
    if eve is not None:
        return Years(None, eve.year)
    since, until = (_year(cell, part) for part in _ends(words))
    return _in_order(cell, lambda: Years(since, until))


def days(cell: Cell) -> When:
    """Take a day, a month or a year, two with a dash between them, or *từ*, *đến* or *trước* one.

    >>> days(Cell("F7", "13/5/2019")).certain, days(Cell("F7", "5/2019")).certain
    (True, False)
    """
    if isinstance(cell.value, date):
        return _possible(cell, When.of(cell.value))
    if isinstance(cell.value, Decimal) and not _YEAR.fullmatch(cell.text):
        counted = cell.value == cell.value.to_integral_value() and int(cell.value) in _SERIALS
        day = _EPOCH + timedelta(int(cell.value)) if counted else None
        hint = "" if day is None else f"{day.day}/{day.month}/{day.year}"
        raise wrong(cell, "a day such as 13/5/2019", hint, found=f"the number {cell.text}")
    words = _plain(undashed(cell).text)
    if _ISO.fullmatch(words):
        return _day(cell, words)
    eve = _eve(cell, words)
    if eve is not None:
        return When(None, eve)
    since, until = (_day(cell, part) for part in _ends(words))
    return _in_order(cell, lambda: When(since.earliest, until.latest))


def one_year(cell: Cell) -> int | None:
    """Take one year; nothing if the cell is empty."""
    found = years(cell)
    if found.earliest != found.latest:
        raise wrong(cell, "one year")
    return found.earliest


def years_text(found: Years) -> str:
    """Return a year as :func:`years` takes it.

    >>> years_text(Years(latest=2020)), years_text(Years.of(2018))
    ('đến 2020', '2018')

    Raises:
        InvalidInputError: it is no year of the programme.
    """
    written = _written(found.earliest, found.latest)
    years(Cell("", written))
    return written


def days_text(found: When) -> str | date:
    """Return a day as :func:`days` takes it: the day itself if it is certain.

    >>> days_text(When.during(2021)), days_text(When(date(2021, 3, 1), date(2021, 3, 31)))
    ('2021', '3/2021')

    Raises:
        InvalidInputError: it is no day of the programme's years.
    """
    first, last = found.earliest, found.latest
    written: str | date = _written(first, last)
    if first is not None and last is not None:
        same_year = first.year == last.year
        if found == When.during(first.year):
            written = str(first.year)
        elif same_year and first.month == last.month and first.day == 1 and last == _last_of(first):
            written = f"{first.month}/{first.year}"
        elif first == last:
            written = first
    days(Cell("", written or None))
    return written


def _written(first: date | int | None, last: date | int | None) -> str:
    since, until = (text_of(Decimal(one) if isinstance(one, int) else one) for one in (first, last))
    if since == until:
        return since
    if not (since and until):
        return f"từ {since}" if since else f"đến {until}"
    return f"{since} - {until}"


def _last_of(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _eve(cell: Cell, words: str) -> date | None:
    """Return the last day before a time, where a text says that it was before."""
    bare = re.sub(r"^trước ", "", words, flags=re.IGNORECASE)
    first = None if bare == words else _day(cell, bare).earliest
    eve = None if first is None else first - timedelta(1)
    return None if eve is None else _possible(cell, When.of(eve)).latest


def _plain(words: str) -> str:
    """Return a day in figures, where "tháng" and "năm" stand between them."""
    bare = re.sub(r"(?<=\d) (?:tháng|năm) (?=\d)", "/", words, flags=re.IGNORECASE)
    return re.sub(r"\b(?:ngày|tháng|năm) (?=\d)", "", bare, flags=re.IGNORECASE)


def _ends(words: str) -> tuple[str, str]:
    """Return the two ends of a stretch of time; both are the same where it is one."""
    open_end = re.fullmatch(r"(từ|đến) (.+)", words, re.IGNORECASE)
    if open_end:
        return (open_end[2], "") if open_end[1].lower() == "từ" else ("", open_end[2])
    two = re.fullmatch(r"(\d{4})[-–](\d{4})", words) or re.fullmatch(r"(.+?) [-–] (.+)", words)
    return (two[1], two[2]) if two else (words, words)


def _year(cell: Cell, words: str) -> int | None:
    if not words:
        return None
    if _MONTH.fullmatch(words) or _DAY.fullmatch(words):
        found = _day(cell, words).earliest
        words = str(found and found.year)
    if not (_YEAR.fullmatch(words) and _FIRST_YEAR <= int(words) <= _LAST_YEAR):
        raise wrong(cell, _YEARS)
    return int(words)


def _day(cell: Cell, words: str) -> When:
    """Return the days that a day, a month or a year may be."""
    if not words:
        return When()
    month, iso, found = (one.fullmatch(words) for one in (_MONTH, _ISO, _DAY))
    if _YEAR.fullmatch(words):
        return When.during(_year(cell, words) or 0)
    if month and 1 <= int(month[1]) <= 12:  # noqa: PLR2004 - months
        year, number_of = int(month[2]), int(month[1])
        last = monthrange(max(year, 1), number_of)[1]
        return _possible(cell, _made(year, number_of, 1), _made(year, number_of, last))
    if iso:
        return _possible(cell, _made(*map(int, iso.groups())))
    if found and len(found[3]) == len("2019"):
        made = _made(int(found[3]), int(found[2]), int(found[1]))
        if made is not None:
            return _possible(cell, made)
    raise wrong(cell, "a day such as 13/5/2019", _swapped(found))


def _swapped(found: re.Match[str] | None) -> str:
    """Return what was probably meant by a day in another order, or with half a year."""
    if found is None:
        return ""
    first, second, year = (int(part) for part in found.groups())
    year += 2000 if len(found[3]) == len("19") else 0
    possible = ((first, second), (second, first))
    near = [(day, month) for day, month in possible if _made(year, month, day)]
    return f"{near[0][0]}/{near[0][1]}/{year}" if near else ""


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _possible(cell: Cell, first: When | date | None, last: date | None = None) -> When:
    """Return days of the programme's years; no table is of others."""
    when = first if isinstance(first, When) else When(first, last or first)
    ends = (when.earliest, when.latest)
    if not all(day and _FIRST_YEAR <= day.year <= _LAST_YEAR for day in ends):
        raise wrong(cell, f"a day of {_YEARS}")
    return when


def _in_order(cell: Cell, make: Callable[[], _Value]) -> _Value:
    try:
        return make()
    except InvalidInputError:
        raise wrong(cell, "a range in the order of time") from None

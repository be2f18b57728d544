"""Words, numbers and days in English and Vietnamese."""

from __future__ import annotations

import tomllib
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import final

import attrs

from ...core.counts import Count
from ...core.days import When
from ...core.errors import UnknownNameError
from ...core.figures import Printed

LANGUAGES = ("en", "vi")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


_FEBRUARY = 2


@final
@attrs.frozen
class Words:
    """One language: the sentences of ``wording.toml`` and the forms of numbers and days.

    >>> Words.of("vi").percent(Decimal("62.4")), Words.of("en").percent(Decimal("62.4"))
    ('62,4%', '62.4 %')
    """

    lang: str
    sentences: dict[str, str]

    @classmethod
    def of(cls, lang: str) -> Words:
        """Return a language.

        Raises:
            UnknownNameError: neither ``en`` nor ``vi`` is asked for.
        """
        if lang not in LANGUAGES:
            raise UnknownNameError(lang, "language", LANGUAGES)
        return cls(lang, {key: forms[lang] for key, forms in _wording().items()})

    def say(self, key: str, **parts: object) -> str:
        """Return a sentence with its parts filled in."""
        return self.sentences[key].format(**parts)

    def day(self, day: date) -> str:
        """Return a day: ``29 March 2024``, ``29/3/2024``."""
        if self.lang == "vi":
            # official style: a zero before days under 10 and the months 1 and 2
            month = f"{day.month:02}" if day.month <= _FEBRUARY else str(day.month)
            return f"{day.day:02}/{month}/{day.year}"
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def when(self, when: When) -> str:
        """Return a range of days in the shortest true words."""
        first, last = when.earliest, when.latest
        if first is None or last is None:
            return self._open(first, last)
        if first == last:
            return self.day(first)
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return str(first.year) if first.year == last.year else f"{first.year}-{last.year}"
        if first == last.replace(day=1) and last.day == monthrange(last.year, last.month)[1]:
            month = first.month if self.lang == "vi" else _MONTHS[first.month - 1]
            return self.say("in-month", month=month, year=first.year)
        return self.say("between-days", first=self.day(first), last=self.day(last))

    def deadline(self, day: date | None) -> str:
        """Return a deadline: the end of a year is said as such."""
        if day is None:
            return self.say("no-deadline")
        if (day.month, day.day) == (12, 31):
            return self.say("end-of-year", year=day.year)
        return self.say("by-day", day=self.day(day))

    def percent(self, value: Decimal) -> str:
        """Return a percentage as each language writes it."""
        return f"{value}".replace(".", ",") + "%" if self.lang == "vi" else f"{value} %"

    def number(self, value: Decimal) -> str:
        """Return a decimal number as each language writes it, in plain digits."""
        plain = f"{value:f}"
        return plain.replace(".", ",") if self.lang == "vi" else plain

    def printed(self, figures: Printed) -> str:
        """Return figures as a document prints them: ``53/85 = 62.4 %``."""
        counts = "/".join(str(part) for part in (figures.count, figures.total) if part is not None)
        share = [] if figures.percent is None else [self.percent(figures.percent)]
        return " = ".join([*([counts] if counts else []), *share])

    def count(self, count: Count) -> str:
        """Return a count: a number, one of two, or a range."""
        if count.high is None:
            return self.say("or-more", low=count.low)
        if count.exact:
            return str(count.low)
        key = "range-of-two" if count.high == count.low + 1 else "range"
        return self.say(key, low=count.low, high=count.high)

    def authority(self, printed: str) -> str:
        """Return an authority's name: in English where it is known, else as printed."""
        if self.lang == "vi":
            return printed
        for form, english in _authorities().items():
            head, _, tail = form.partition("{}")
            place = printed.removeprefix(head).removesuffix(tail)
            if printed == head + place + tail and bool(place) == ("{}" in form):
                return english.format(place)
        return printed

    def listed(self, parts: Iterable[str], joint: str = ", ") -> str:
        """Join parts, leaving out empty ones."""
        return joint.join(part for part in parts if part)

    def _open(self, first: date | None, last: date | None) -> str:
        if last is not None:
            return self.say("by-day", day=self.day(last))
        if first is not None:
            return self.say("from-day", day=self.day(first))
        return self.say("no-day")


def capital(text: str) -> str:
    """Return *text* with its first letter as a capital."""
    return text[:1].upper() + text[1:]


@cache
def _wording() -> dict[str, dict[str, str]]:
    return tomllib.loads(_read("wording.toml"))


@cache
def _authorities() -> dict[str, str]:
    return tomllib.loads(_read("authorities.toml"))


def _read(name: str) -> str:
    return files("ntm_model.review.text").joinpath(name).read_text(encoding="utf-8")

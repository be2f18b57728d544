"""What a table says in words: how much was read, and on a line each what needs a look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ...core.explanation import Check
from ...review.text.words import Words

if TYPE_CHECKING:
    from .naming import Elsewhere, Unresolved
    from .reading import TableReading

#: what a reading holds, in the order in which it is told
_HELD = (
    "districts",
    "communes",
    "certified",
    "marks",
    "assessments",
    "plans",
    "targets",
)
#: a line tells so many units
_TOLD = 5


def lines(reading: TableReading, words: Words) -> Iterator[str]:
    """Yield what a reading holds, the names left open, the totals that differ, and the rest."""
    numbers = {field: len(getattr(reading, field)) for field in _HELD}
    listed = words.listed(
        words.say(f"reading-{field}", number=number) for field, number in numbers.items() if number
    )
    yield words.say("read", listed=listed or words.say("read-nothing"))
    undated = [one for one in reading.certified if one.certification.in_force.unknown]
    for topic, found in (("undated", undated), ("on-file", reading.on_file)):
        if found:
            listed = _some([one.unit for one in found])
            yield words.say(f"certified-{topic}", number=len(found), listed=listed)
    if reading.uncertified:
        listed, number = _some(reading.uncertified), len(reading.uncertified)
        yield words.say("rows-uncertified", number=number, listed=listed)
    for one in reading.unresolved:
        yield open_name(one, words)
    for check in reading.findings:
        yield _total(check, words)
    if reading.not_read:
        yield words.say("columns-not-read", listed="; ".join(reading.not_read))
    if reading.said:
        yield words.say("said-beside", listed="; ".join(reading.said))


def _some(told: Sequence[str]) -> str:
    return ", ".join((*told[:_TOLD], *("…" for _ in told[_TOLD:][:1])))


def open_name(one: Unresolved, words: Words) -> str:
    """Return where a name stands, what it may mean, and how to tell that."""
    name, at = one.mention.text, one.at
    if one.candidates:
        listed, number = "; ".join(one.candidates), len(one.candidates)
        return words.say("name-several", at=at, name=name, number=number, candidates=listed)
    level = words.say(f"unit-{one.mention.level.value}")
    near = words.say("or").join(one.near)
    hint = words.say("name-near", near=near) if near else ""
    told = "; ".join(_elsewhere(reason, words) for reason in one.because)
    reasons = f": {told}" if told else ""
    return words.say("name-unknown", at=at, name=name, level=level) + reasons + hint


def _elsewhere(reason: Elsewhere, words: Words) -> str:
    """Return why a unit of a name is not meant."""
    day = words.day(reason.day) if reason.day else ""
    return words.say(f"because-{reason.topic}", name=reason.unit, district=reason.district, day=day)


def _total(check: Check, words: Words) -> str:
    """Return a printed total beside what its rows give."""
    reason = check.explanation
    return words.say(
        f"finding-{reason.topic}",
        rule=check.rule,
        subject=check.subject,
        observed=reason.observed,
        required="" if reason.required is None else words.count(reason.required),
    )

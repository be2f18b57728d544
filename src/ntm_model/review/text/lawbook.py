"""The law files in words: a list of the sets, one set as it stands on a day, and the catalogue."""

from __future__ import annotations

from collections.abc import Iterator

from ...core.citations import Citation
from ...core.explanation import Kind
from ...law.criteria import CriteriaSet, Indicator
from ...law.library import sets
from ...law.requirements import (
    Cell,
    Conditional,
    Delegated,
    Each,
    Graded,
    Holders,
    Parts,
    Relative,
    Requirement,
    Threshold,
    Truth,
    inside,
)
from .words import Words


def listed(lang: str = "en") -> str:
    """Return one line for each criteria set that comes along, the oldest first.

    Raises:
        UnknownNameError: *lang* is neither ``en`` nor ``vi``.
    """
    words = Words.of(lang)
    return "".join(
        words.say(
            "law-line",
            id=found.id,
            decision=found.decision,
            level=found.level,
            tier=found.tier.value,
            first=found.first_year,
            last=found.last_year,
            criteria=len(found.criteria),
            indicators=len(found.indicators),
            title=_named(words, found.vi, found.en),
        )
        + "\n"
        for found in sets()
    )


def shown(found: CriteriaSet, lang: str = "en") -> str:
    """Return a set as it stands, criterion by criterion, each level with its confidence.

    Raises:
        UnknownNameError: *lang* is neither ``en`` nor ``vi``.
    """
    words = Words.of(lang)
    lines = [
        words.say(
            "law-title",
            decision=f"{found.decision}, {found.at}" if found.at else found.decision,
            title=_named(words, found.vi, found.en),
            since=words.day(found.days.since) if found.days.since else "",
            checked=words.day(found.checked),
        )
    ]
    lines += [
        words.say("law-amended", decision=one.id, since=words.day(one.since))
        for one in found.amendments
    ]
    lines.append(words.say("law-complete" if found.complete else "law-incomplete"))
    for criterion in found.criteria:
        name = _named(words, criterion.vi, criterion.en)
        lines.append(f"{criterion.id}. {name} {_mark(criterion.citation)}")
        lines += [f"   {_indicator(words, one)}" for one in criterion.indicators]
    return "\n".join(lines) + "\n"


def catalogue() -> str:
    """Return every indicator of every set as Markdown: what it asks, its source, how sure it is."""
    words = Words.of("en")
    lines: list[str] = []
    for found in sets():
        lines += ["", f"## {found.decision}, {found.level}, {found.tier.value}", ""]
        lines += [f"{found.en}. Recognised years {found.first_year}-{found.last_year}."]
        lines += ["", "| id | asks | text | level |", "| --- | --- | --- | --- |"]
        for criterion in found.criteria:
            lines.append(f"| {criterion.id} | **{criterion.en}** | {_mark(criterion.citation)} | |")
            lines += [_row(words, one) for one in criterion.indicators]
        for amendment in found.amendments:
            told = f"**amended by {amendment.id} from {amendment.since}** {amendment.en}".strip()
            lines.append(f"| | {told} | {_mark(amendment.citation)} | |")
            lines += [_row(words, one) for one in amendment.indicators]
    return "\n".join(lines[1:]) + "\n"


def required(words: Words, asked: Requirement) -> str:
    """Return what a requirement asks, in words."""
    if isinstance(asked, Threshold):
        return _threshold(words, asked)
    if isinstance(asked, Truth):
        told = words.say("asks-true" if asked.wanted else "asks-absent", measure=asked.measure)
        return f"{told} {_mark(asked.citation)}"
    if isinstance(asked, Graded):
        return f"{words.say('asks-grade', least=asked.least)} {_mark(asked.citation)}"
    if isinstance(asked, Delegated):
        return words.say("asks-province")
    if isinstance(asked, Relative | Holders):
        return _compared(words, asked)
    return _composed(words, asked)


def _compared(words: Words, asked: Relative | Holders) -> str:
    """Return what a requirement asks that looks at another set, or at the units inside."""
    if isinstance(asked, Relative):
        factor = words.percent(asked.factor * 100)
        return words.say("asks-relative", factor=factor, set=asked.criteria_set, id=asked.indicator)
    return words.say(
        "asks-holders",
        percent=words.percent(asked.percent),
        among=words.say(f"among-{asked.among}"),
        tier=words.say(f"tier-{asked.tier.value}"),
    )


def _composed(words: Words, asked: Requirement) -> str:
    """Return what a requirement asks that is made of others; what was not found says so."""
    if isinstance(asked, Parts):
        parts = "; ".join(required(words, part) for part in asked.parts)
        key = {Kind.ALL: "asks-all", Kind.ANY: "asks-any"}.get(asked.kind, "asks-some")
        return words.say(key, parts=parts, number=asked.number)
    if isinstance(asked, Each):
        among = ", ".join(asked.among) or asked.number
        return words.say("asks-each", part=required(words, asked.part), among=among)
    if isinstance(asked, Conditional):
        other = "" if asked.otherwise is None else required(words, asked.otherwise)
        return words.say(
            "asks-if",
            condition=required(words, asked.condition),
            then=required(words, asked.then),
            otherwise=words.say("asks-otherwise", otherwise=other) if other else "",
        )
    return words.say("asks-unknown")


def _threshold(words: Words, asked: Threshold) -> str:
    levels = "; ".join(_cell(cell) for cell in asked.cells)
    comparison = words.say(f"compare-{asked.comparison.value}")
    return words.say(
        "asks-level", measure=asked.measure, comparison=comparison, levels=levels, unit=asked.unit
    ).strip()


def _cell(cell: Cell) -> str:
    where = " ".join(part for part in (cell.column, str(cell.year or "")) if part)
    told = f"{where} {cell.value}" if where else str(cell.value)
    return f"{told} {_mark(cell.citation)}"


def _indicator(words: Words, one: Indicator) -> str:
    name = _named(words, one.vi, one.en)
    return f"{one.id} {name} {_mark(one.citation)}: {required(words, one.requires)}"


def _row(words: Words, one: Indicator) -> str:
    asks = "repealed" if one.repealed else required(words, one.requires)
    marks = " ".join(dict.fromkeys(map(_mark, citations(one.requires))))
    return f"| {one.id} | {one.en}: {asks} | {_mark(one.citation)} | {marks} |".replace("\n", " ")


def citations(asked: Requirement) -> Iterator[Citation]:
    """Yield what the levels of a requirement rest on."""
    if isinstance(asked, Threshold):
        yield from (cell.citation for cell in asked.cells)
    elif isinstance(asked, Truth | Graded | Relative | Holders):
        yield asked.citation
    for part in inside(asked):
        yield from citations(part)


def _mark(citation: Citation) -> str:
    told = citation.confidence.value.lower()
    return f"[{told}: {citation.source}]" if citation.source else f"[{told}]"


def _named(words: Words, vi: str, en: str) -> str:
    return vi if words.lang == "vi" else en

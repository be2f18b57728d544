"""Explanations as text, Markdown or HTML, in English and Vietnamese: the same bytes every time."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from html import escape
from importlib.resources import files
from itertools import zip_longest
from typing import final

import attrs

from ...core.errors import UnknownNameError
from ...core.explanation import Explanation
from ...core.verdict import Verdict
from ...law.conditions import all_conditions
from ...law.criteria import Criterion, Indicator
from ...law.library import sets
from ...tiers import CertificationTier
from ...units import District, Province
from ..programme import Programme
from .words import Words, capital

FORMS = ("text", "markdown", "html")
#: the first parts of a subject: the unit, the set, and the criterion or indicator in it
_UNIT, _SET, _ITEM = range(3)


def told(reason: Explanation, about: Programme | Province, words: Words) -> str:
    """Return an explanation in one line: each reason before those that it rests on."""
    lines = list(_Speaker(words, about).lines(reason, 0))
    parts = [
        f"{line.text}: " if after is not None and after.depth > line.depth else f"{line.text}; "
        for line, after in zip_longest(lines, lines[1:])
    ]
    return f"{capital(''.join(parts).removesuffix('; '))}."


@final
@attrs.frozen
class _Line:
    """One reason in words, and how deep it lies."""

    depth: int
    verdict: Verdict
    text: str


def explain(
    reason: Explanation,
    about: Programme | Province | None = None,
    *,
    lang: str = "en",
    form: str = "text",
) -> str:
    """Return an explanation in words, as ``text``, ``markdown`` or ``html``.

    *about* is what it speaks of and gives the names of units; without it their ids stand.

    Raises:
        UnknownNameError: the language or the form is none of those that there are.
    """
    if form not in FORMS:
        raise UnknownNameError(form, "form", FORMS)
    speaker = _Speaker(Words.of(lang), about)
    lines = list(speaker.lines(reason, 0))
    if form == "html":
        return _html(lines, speaker.words)
    mark = "- " if form == "markdown" else ""
    bold = "**" if form == "markdown" else ""
    told = (
        f"{'  ' * line.depth}{mark}{bold}{speaker.words.say(line.verdict.value)}{bold}: {line.text}"
        for line in lines
    )
    return "\n".join(told) + "\n"


class _Speaker:
    """Puts reasons into the words of one language."""

    def __init__(self, words: Words, about: Programme | Province | None) -> None:
        self.words = words
        self.province = about.province if isinstance(about, Programme) else about

    def lines(self, reason: Explanation, depth: int) -> Iterator[_Line]:
        """Yield a reason and what it rests on; a wrapper of one reason is told with it."""
        text = self.sentence(reason)
        while reason.topic == "indicator" and not reason.children[0].children:
            reason = reason.children[0]
            text = f"{text}: {self.sentence(reason)}"
        source = f" [{reason.citation.source}]" if reason.citation.source else ""
        yield _Line(depth, reason.verdict, text + source)
        for child in reason.children:
            yield from self.lines(child, depth + 1)

    def sentence(self, reason: Explanation) -> str:
        """Return what one reason says."""
        key = reason.topic if reason.topic in _reasons() else "other"
        if key == "vacuous" and reason.rule in _conditions():
            key = "vacuous-condition"
        parts = self._parts(reason)
        return _reasons()[key][self.words.lang].format(**parts)

    def _parts(self, reason: Explanation) -> dict[str, str]:
        subject = (*reason.subject, "", "", "")
        observed, required = reason.observed, reason.required
        comparison = reason.comparison.value if reason.comparison else ""
        return {
            "unit": self._unit(subject[_UNIT]),
            "set": self._set(subject[_SET]),
            "id": subject[_ITEM],
            "name": self._item(reason, subject[_SET], subject[_ITEM]),
            "names": ", ".join(map(self._unit, reason.subject[1:])),
            "tier": self._tier(reason.subject),
            "topic": reason.topic,
            "subject": ", ".join(map(self._unit, reason.subject)),
            "rule": reason.rule,
            "value": self._value(reason),
            "bound": f"{reason.bound} {reason.unit}".strip(),
            "comparison": self._say(comparison) if comparison else "",
            "observed": "" if observed is None else self.words.count(observed),
            "asked": "" if required is None else self.words.count(required),
            "day": "" if reason.day is None else self.words.day(reason.day),
            "required": "" if required is None else str(required.low),
            "total": "" if required is None else str(required.high),
            "needed": "" if required is None else str(required.low),
            "answer": self._say("answer-yes" if reason.verdict is Verdict.MET else "answer-no"),
            "given": subject[-5] if reason.topic == "graded" else "",
            "least": subject[-4] if reason.topic == "graded" else "",
        }

    def _value(self, reason: Explanation) -> str:
        if reason.value is None:
            return ""
        value = f"{reason.value} {reason.unit}".strip()
        aside = reason.topic in ("level-not-found", "level-not-verified")
        return self._say("so-much", value=value) if aside else value

    def _say(self, key: str, **parts: str) -> str:
        return _reasons()[key][self.words.lang].format(**parts)

    def _unit(self, unit_id: str) -> str:
        if self.province is None:
            return unit_id
        try:
            unit = self.province.unit(unit_id)
        except UnknownNameError:
            return unit_id
        # a city is told apart from the province that is called so
        if isinstance(unit, District):
            return self.words.say(unit.kind.value, name=unit.name)
        return unit.name

    def _set(self, set_id: str) -> str:
        found = next((one for one in sets() if one.id == set_id), None)
        return set_id if found is None else self._named(found.vi, found.en)

    def _item(self, reason: Explanation, set_id: str, item: str) -> str:
        """Return the name of a criterion, an indicator or a condition."""
        if reason.rule in _conditions():
            return self._named(*_conditions()[reason.rule])
        for found in sets():
            # the text may have changed since; the name of the latest is used where it is the same
            latest = found.on(date.max)
            named: list[Criterion | Indicator] = [*latest.criteria, *latest.indicators]
            for one in named if found.id == set_id else ():
                if one.id == item:
                    return self._named(one.vi, one.en)
        return item

    def _tier(self, subject: tuple[str, ...]) -> str:
        words = {tier.value for tier in CertificationTier}
        told = (self.words.say(f"tier-{part}") for part in subject if part in words)
        return next(told, "")

    def _named(self, vi: str, en: str) -> str:
        return vi if self.words.lang == "vi" else en


def _html(lines: list[_Line], words: Words) -> str:
    """Return nested lists; whatever stands in the values is escaped."""
    parts: list[str] = []
    depth = -1
    for line in lines:
        parts += ["<ul>"] * (line.depth - depth) if line.depth > depth else ["</li>"]
        parts += ["</ul></li>"] * max(0, depth - line.depth)
        verdict = escape(words.say(line.verdict.value))
        kind = line.verdict.name.lower().replace("_", "-")
        parts.append(f'<li class="{kind}"><b>{verdict}</b>: {escape(line.text)}')
        depth = line.depth
    parts += ["</li></ul>"] * (depth + 1)
    return "\n".join(parts) + "\n"


@cache
def _conditions() -> dict[str, tuple[str, str]]:
    return {one.id: (one.vi, one.en) for one in all_conditions()}


@cache
def _reasons() -> dict[str, dict[str, str]]:
    text = files("ntm_model.review.text").joinpath("reasons.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)

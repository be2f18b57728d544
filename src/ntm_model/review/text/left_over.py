"""What earlier promises left open, communes and villages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...core.names import Level, same_name_key
from ...core.words import Meaning
from ...promises import Plan
from ..rules.outcome import earlier
from .page import Page


def left_over(page: Page) -> None:
    """Write what earlier promises left open, communes and villages."""
    page.head(page.say("section-left"))
    open_names = {
        check.explanation.subject[:2]: check.explanation.day
        for check in page.review.findings
        if check.explanation.topic in ("outstanding", "postponed")
    }
    lines = [_left(page, one, open_names) for one in earlier(page.case)]
    page.more(lines if any(lines) else [page.say("left-none")])
    page.more(_villages(page))


def _left(page: Page, one: Plan, open_names: dict[tuple[str, ...], date | None]) -> str:
    if not one.mentions:
        return page.say(
            "left-unnamed",
            number=one.number,
            what=page.what(one),
            deadline=page.words.deadline(one.deadline),
            source=page.cite(one.source),
        )
    names = [mention.text for mention in one.mentions if (one.id, mention.text) in open_names]
    if not names:
        return ""
    again = [name for name in names if _planned_again(page, name)]
    meaning = (
        "" if one.meaning is Meaning.RECOGNISED else f", {page.say(f'meaning-{one.meaning.value}')}"
    )
    return page.say(
        "left-named",
        names=", ".join(names),
        what=page.what(one),
        meaning=meaning,
        deadline=page.words.deadline(one.deadline),
        again=page.say("left-again", names=", ".join(again)) if again else "",
        postponed=_postponed(page, {name: open_names[one.id, name] for name in names}),
        source=page.cite(one.source),
    )


def _postponed(page: Page, days: dict[str, date | None]) -> str:
    """Return until when the author of a plan put off which of its units."""
    told: dict[date, list[str]] = {}
    for name, day in days.items():
        if day is not None:
            told.setdefault(day, []).append(name)
    return "".join(
        page.say("left-postponed", deadline=page.words.deadline(day), names=", ".join(names))
        for day, names in sorted(told.items())
    )


def _planned_again(page: Page, name: str) -> bool:
    return any(
        same_name_key(mention.text) == same_name_key(name) and not plan.expired(page.review.on)
        for plan, mention, _ in page.case.named()
    )


def _villages(page: Page) -> Iterator[str]:
    for said in page.programme.statements:
        if said.level is Level.VILLAGE:
            yield page.say(
                "villages-stated",
                count=page.words.count(said.count),
                what=page.say("what-village", tier=page.tier(said.tier)),
                group=said.group,
                when=page.dated(said),
                source=page.cite(said.source),
            )
    for other in page.programme.other_plans:
        ahead = other.deadline is not None and other.deadline >= page.review.on
        if other.level is Level.VILLAGE and ahead:
            yield page.say(
                "villages-goal",
                number=page.words.printed(other.printed) or other.number,
                what=page.what(other),
                deadline=page.words.deadline(other.deadline),
                source=page.cite(other.source),
            )

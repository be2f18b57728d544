"""The review as text, in English and Vietnamese: ten lines first, the details after them."""

from __future__ import annotations

from ..reviewing import Review
from . import closing
from .districts import districts
from .explaining import explain
from .headlines import headlines
from .left_over import left_over
from .numbers import numbers
from .page import Page
from .planning import plan
from .telling import tell
from .words import LANGUAGES, Words


def render(review: Review, lang: str) -> str:
    """Return the review as text: the same bytes every time for the same review.

    Raises:
        UnknownNameError: *lang* is neither ``en`` nor ``vi``.
    """
    page = Page(review, Words.of(lang))
    page.lines.append(_title(page))
    headlines(page)
    numbers(page)
    plan(page)
    districts(page)
    left_over(page)
    closing.duties(page)
    closing.settle(page)
    closing.sources(page)
    return "\n".join(page.lines) + "\n"


def _title(page: Page) -> str:
    on, through = page.words.day(page.review.on), page.province.complete_through
    record = (
        page.say("record-complete", day=page.words.day(through))
        if through
        else page.say("record-incomplete")
    )
    if not page.programme.letter:
        return page.say("title-without-letter", id=page.programme.id, on=on, record=record)
    letter = page.programme.document(page.programme.letter)
    issuer = page.words.authority(letter.issuer)
    return page.say(
        "title",
        letter=page.label(letter),
        dated=page.words.when(letter.dated),
        issuer=page.say("issued-by", issuer=issuer) if issuer else "",
        on=on,
        record=record,
    )


__all__ = ["LANGUAGES", "explain", "render", "tell"]

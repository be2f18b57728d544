"""Duties, what would settle it, the other findings, and the sources."""

from __future__ import annotations

from collections.abc import Iterator

from ...core.documents import Document
from ...core.verdict import Verdict
from ...promises import Duty, Matter, Role
from .findings import sentences
from .needs import needs
from .page import Page
from .words import capital

#: topics whose findings have a place of their own in the text
_SAID = frozenset(
    [
        "several-units",
        "no-such-unit",
        "named-twice",
        "held-already",
        "not-held-yet",
        "prerequisite-open",
        "two-authors",
        "instrument-before-target",
        "ordered-not-listed",
        "outstanding",
        "outstanding-unnamed",
        "postponed",
        "aims-differ",
        "sources-contradict",
        "assignment-not-found",
        "no-duty",
        "no-yardstick",
        "stated-size-differs",
        "plan-undated",
    ]
)


def duties(page: Page) -> None:
    """Write who has to do what, and what the letter does not say."""
    page.head(page.say("section-duties"))
    by_addressee: dict[str, list[Duty]] = {}
    for duty in page.programme.duties:
        by_addressee.setdefault(duty.addressee.text, []).append(duty)
    for who, tasks in by_addressee.items():
        told = "; ".join(_tasks(page, tasks))
        page.write(page.say("duty", who=capital(page.words.authority(who)), what=told))
    page.more(_doubts(page))


def _tasks(page: Page, tasks: list[Duty]) -> Iterator[str]:
    """Tell the duties of one addressee, those about one matter together."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for duty in tasks:
        about = ", ".join(page.words.authority(mention.text) for mention in duty.about)
        matter = page.say(f"matter-{duty.matter.value}", about=about)
        at = page.say("at", at=duty.source.at) if duty.source.at else ""
        key = (matter, page.words.deadline(duty.deadline), at)
        groups.setdefault(key, []).append(_role(page, duty))
    for (matter, deadline, at), roles in groups.items():
        yield page.say("duty-one", roles=", ".join(roles), matter=matter, deadline=deadline, at=at)


def _role(page: Page, duty: Duty) -> str:
    """Return the word for a role; agencies settle criteria, and help localities with them."""
    of_criteria = {Role.CARRY_OUT: "role-settle", Role.CO_ORDINATE: "role-help"}
    if duty.matter is Matter.CRITERIA and duty.role in of_criteria:
        return page.say(of_criteria[duty.role])
    return page.say(f"role-{duty.role.value}")


def _doubts(page: Page) -> Iterator[str]:
    topics = [check.explanation.topic for check in page.review.findings]
    if "assignment-not-found" in topics:
        yield page.say("assignment-not-found")
    for check in page.review.findings:
        if check.explanation.topic == "no-duty":
            yield page.say("no-duty", who=capital(page.words.authority(check.subject)))
    if "no-yardstick" in topics:
        yield page.say(
            "no-yardstick", number=topics.count("no-yardstick"), all=len(page.programme.duties)
        )
    if page.programme.silences:
        listed = (page.say(f"silence-{silence.value}") for silence in page.programme.silences)
        yield page.say("silent", listed=page.words.listed(listed, "; "))


def settle(page: Page) -> None:
    """Write what is missing, most useful first, and the findings not told above."""
    listed = needs(page)
    if listed:
        page.head(page.say("section-settle"))
        page.more(listed)
    topics = {check.explanation.topic for check in page.review.findings}
    # a plan without a day is told beside its target where both have authors of their own
    told = _SAID if "two-authors" in topics else _SAID - {"plan-undated"}
    # what targets and districts come to is told where they stand
    others = [
        check
        for check in page.review.findings
        if check.explanation.topic not in told and check.rule not in ("P4", "P5")
    ]
    if others:
        page.head(page.say("section-findings"))
        page.more(sentences(page, others))


def sources(page: Page) -> None:
    """Write the documents that were cited, and how the checks came out."""
    page.head(page.say("section-sources"))
    for document_id, mark in page.cited.items():
        page.note(f"[{mark}] {_source(page, page.programme.document(document_id))}")
    verdicts = [check.verdict for check in page.review.checks]
    page.lines.append("")
    page.note(
        page.say(
            "checks",
            all=len(verdicts),
            not_met=verdicts.count(Verdict.NOT_MET),
            open=verdicts.count(Verdict.UNDETERMINED),
            met=verdicts.count(Verdict.MET),
            trust=page.say(f"confidence-{page.review.trust.value}"),
            known=page.words.day(page.review.known),
        )
    )


def _source(page: Page, document: Document) -> str:
    day = "" if document.dated.unknown else page.words.when(document.dated)
    title = "" if document.title == page.label(document) else document.title
    unread = "" if document.read else page.say("not-read")
    return page.words.listed(
        [
            page.label(document),
            title,
            page.words.authority(document.issuer),
            day,
            unread,
            document.url,
        ],
        ", ",
    )

"""The first ten lines: consistent? reachable? what is missing? who acts?"""

from __future__ import annotations

from datetime import date

from ...core.explanation import Check
from ...core.names import Level
from ...core.quantities import Population
from ...core.verdict import Verdict
from ...promises import Duty, Matter, Role, Silence, Status, Target
from .findings import sentences
from .needs import needs
from .page import Page
from .targets import footnote, other_line, target_line

#: how many of the needs an official reads first
_FIRST = 4


def headlines(page: Page) -> None:
    """Write the ten lines that an official reads first, and the footnote of their assumptions."""
    page.write(_figures(page))
    page.more(target_line(page, reached) for reached in page.progress.values())
    page.more(other_line(page, target) for target in page.others())
    page.write(_plan(page))
    page.write(_carry_over(page))
    page.write(_authors(page))
    page.write(_needed(page))
    page.write(_who_acts(page))
    assumed = footnote(page)
    if assumed:
        page.note(assumed)


def _figures(page: Page) -> str:
    printed = [one for one in page.programme.own_targets if one.printed.total is not None]
    if not printed:
        return page.say("figures-none")
    ids = {target.id for target in page.programme.own_targets}
    rules = ("T1", "T2", "T3", "T4")
    faults = [
        check for check in page.review.findings if check.rule in rules and check.subject in ids
    ]
    figures = page.words.listed((page.words.printed(target.printed) for target in printed), "; ")
    if faults:
        told = " ".join(sentences(page, faults))
        return page.say("figures-contradictory", figures=figures, faults=told)
    sources = page.cite(*(target.source for target in printed))
    return (
        f"{page.say('figures-consistent', figures=figures)} {_populations(page, printed)} {sources}"
    )


def _populations(page: Page, targets: list[Target]) -> str:
    unsaid = Population.NOT_STATED
    bases = dict.fromkeys((one.population or unsaid, one.printed.total) for one in targets)
    listed = (page.say(f"population-{base.value}", total=total) for base, total in bases)
    return page.say("populations", listed=page.words.listed(listed, "; "))


def _plan(page: Page) -> str:
    year = _year(page)
    plans = [
        plan for plan in page.programme.own_plans if plan.mentions and plan.year in (None, year)
    ]
    if not plans:
        return page.say("plan-none")
    numbers = (
        page.say("plan-number", what=page.what(plan), number=len(plan.mentions)) for plan in plans
    )
    doubtful = [
        check for check in page.review.findings if check.rule in ("U3", "P1") or _held(check)
    ]
    doubts = " ".join(["", *sentences(page, doubtful)])
    return page.say("plan", numbers=page.words.listed(numbers), doubts=doubts)


def _year(page: Page) -> int:
    """Return the year of the letter, or of the day asked where there is no letter."""
    letter = page.programme.letter
    dated = page.programme.document(letter).dated.latest if letter else None
    return (dated or page.review.on).year


def _held(check: Check) -> bool:
    return check.rule == "P2" and check.verdict is Verdict.NOT_MET


def _carry_over(page: Page) -> str:
    unlisted = [plan for plan in page.programme.own_plans if plan.unlisted]
    if not unlisted:
        return page.say("carry-over-none")
    names = dict.fromkeys(page.say(f"units-{plan.level.value}") for plan in unlisted)
    said = page.say("carry-over", what=page.words.listed(names))
    return f"{said} {page.cite(*(plan.source for plan in unlisted))}"


def _authors(page: Page) -> str:
    checks = [check for check in page.review.checks if check.explanation.topic == "two-authors"]
    if not checks:
        return page.say("one-author")
    target = next(target for target in page.programme.targets if target.id == checks[0].subject)
    _, one, *others = checks[0].explanation.subject
    return page.say(
        "two-authors",
        one=page.words.authority(one),
        document=_dated(page, target.stated_in) if target.stated_in else page.say("no-document"),
        status=f"; {page.say('status-tentative')}" if target.status is Status.TENTATIVE else "",
        other=", ".join(map(page.words.authority, others)),
        older="".join(_older(page, check) for check in page.review.checks),
    )


def _older(page: Page, check: Check) -> str:
    """Say that the letter carries out a document which is older than the figures."""
    if check.explanation.topic != "instrument-before-target":
        return ""
    unread = "" if page.programme.document(check.subject).read else page.say("unread")
    return page.say("instrument-older", document=_dated(page, check.subject), unread=unread)


def _dated(page: Page, document_id: str) -> str:
    document = page.programme.document(document_id)
    return f"{page.label(document)}, {page.words.when(document.dated)}"


def _needed(page: Page) -> str:
    listed = page.words.listed(needs(page)[:_FIRST], "; ")
    return page.say("needed", listed=listed) if listed else page.say("needed-nothing")


def _who_acts(page: Page) -> str:
    duties = page.programme.duties
    if not duties:
        return page.say("who-nobody")
    titles = [f"{names} ({page.words.deadline(day)})" for day, names in _titles(page)]
    others = [
        f"{page.words.authority(duty.addressee.text)} ({page.say(f'role-{duty.role.value}')})"
        for duty in duties
        if _leads(duty)
    ]
    silent = Silence.REPORTING_DATE in page.programme.silences
    return page.say(
        "who-acts",
        listed=page.words.listed([*titles, *others], "; "),
        silent=page.say("no-reporting-date") if silent else "",
    )


def _leads(duty: Duty) -> bool:
    follows = duty.role is Role.MONITOR and duty.matter is Matter.CRITERIA
    return duty.role is Role.LEAD or follows


def _titles(page: Page) -> list[tuple[date | None, str]]:
    """Return the districts whose titles are promised, by deadline."""
    by_day: dict[date | None, list[str]] = {}
    for plan, _, units in page.case.named():
        if plan.level is Level.DISTRICT:
            by_day.setdefault(plan.deadline, []).extend(page.unit_name(unit) for unit in units)
    return [(day, ", ".join(names)) for day, names in by_day.items()]

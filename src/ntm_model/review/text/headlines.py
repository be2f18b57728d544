"""The first ten lines: consistent? reachable? what is missing? who acts?"""

from __future__ import annotations

from datetime import date

from ...core.counts import Count
from ...core.explanation import Check, Explanation
from ...core.verdict import Verdict
from ...core.words import Stock
from ...promises import Matter, Metric, Role, Silence, Status, Target
from ..progress import Progress
from .findings import finding
from .needs import needs
from .page import Page


def headlines(page: Page) -> None:
    """Write the ten lines that an official reads first, and the footnote of their assumptions."""
    page.write(_figures(page))
    for reached in page.progress.values():
        page.write(_target(page, reached))
    page.write(_plan(page))
    page.write(_carry_over(page))
    page.write(_authors(page))
    page.write(_needed(page))
    page.write(_who_acts(page))
    footnote = _footnote(page)
    if footnote:
        page.note(footnote)


def _figures(page: Page) -> str:
    printed = [target for target in page.programme.targets if target.printed.total is not None]
    if not printed:
        return page.say("figures-none")
    ids = {target.id for target in page.programme.targets}
    faults = [
        check
        for check in page.review.findings
        if check.rule in ("T1", "T2", "T3", "T4") and check.subject in ids
    ]
    figures = page.words.listed((page.words.printed(target.printed) for target in printed), "; ")
    if faults:
        told = " ".join(finding(page, check) for check in faults)
        return page.say("figures-contradictory", figures=figures, faults=told)
    sources = page.cite(*(target.source for target in printed))
    return (
        f"{page.say('figures-consistent', figures=figures)} {_populations(page, printed)} {sources}"
    )


def _populations(page: Page, targets: list[Target]) -> str:
    bases = dict.fromkeys((target.population, target.printed.total) for target in targets)
    listed = (
        page.say(f"population-{population.value}", total=total) for population, total in bases
    )
    return page.say("populations", listed=page.words.listed(listed, "; "))


def _target(page: Page, reached: Progress) -> str:
    target = reached.target
    verdict = page.verdict(reached.planned_readings[0].verdict)
    if target.metric is Metric.DISTRICTS:
        return _district_target(page, reached, verdict)
    key = "target" if target.stock is Stock.CUMULATIVE else "target-added"
    found = _exact(page, reached) if reached.with_plan.exact else _open(page, reached)
    return page.say(
        key,
        what=_capital(page.what(target)),
        value=target.value,
        verdict=verdict,
        found=f"{_capital(found)}.",
    )


def _exact(page: Page, reached: Progress) -> str:
    missing = reached.with_plan.short_of(reached.target.required.low)
    key = "exact-short" if missing.low else "exact-now"
    return page.say(
        key,
        count=page.words.count(reached.combined.count),
        planned=page.words.count(reached.with_plan),
        missing=missing.low,
    )


def _open(page: Page, reached: Progress) -> str:
    """Say what names, statements and the plan give, and what has to come from elsewhere."""
    said = next((one for one in page.programme.statements if one.id == reached.stated), None)
    if said is None:
        stated = "" if reached.by_name.low else page.say("not-stated")
    else:
        stated = page.say(
            "stated",
            count=page.words.count(said.count),
            when=page.dated(said),
            source=page.cite(said.source),
        )
    names = _by_name(page, reached) if reached.by_name.low else ""
    return page.words.listed([names, stated, _with_plan(page, reached)], "; ")


def _by_name(page: Page, reached: Progress) -> str:
    lifted = [
        said
        for said in page.programme.statements
        if said.counts
        and said.tier is reached.target.tier
        and said.scope != reached.target.scope
        and not said.members
    ]
    lines, total = [], reached.by_name.low
    for said in lifted:
        named = sum(
            unit.standing(said.tier, on=page.review.on) is Verdict.MET
            for unit in page.province.communes_of(said.scope)
        )
        if (
            said.count.low > named
            and said.day.surely_by(page.review.on)
            and said.among(page.province)
        ):
            total += said.count.low - named
            of = f"/{said.size}" if said.size is not None else ""
            lines.append(
                page.say(
                    "lifted-because",
                    scope=page.name_of(said.scope),
                    stated=f"{said.count.low}{of}",
                    named=named,
                    source=page.cite(said.source),
                )
            )
    if lines:
        return page.say(
            "by-name-lifted", count=reached.by_name.low, lifted=total, because="; ".join(lines)
        )
    return page.say("by-name", count=reached.by_name.low)


def _with_plan(page: Page, reached: Progress) -> str:
    needed = reached.target.required.low
    if not reached.stated and not reached.by_name.low:
        return page.say(
            "plan-adds-unknown",
            planned=reached.planned,
            missing=max(0, needed - reached.with_plan.low),
        )
    best = Count(reached.accounted.low, reached.accounted_at_most)
    missing = best.short_of(needed)
    if not reached.elsewhere_at_least:
        return page.say("plan-adds-enough", count=page.words.count(best))
    least = page.words.count(missing)
    if missing.high is None or missing.high > missing.low + 1:
        least = page.say("at-least", number=missing.low)
    return page.say("plan-adds", count=page.words.count(best), missing=least)


def _district_target(page: Page, reached: Progress, verdict: str) -> str:
    """Judge a target of districts by the conditions of those that the plan names for it."""
    target = reached.target
    checks = [
        check
        for check in page.review.checks
        if check.rule == "P4" and _in_time(page, check, target)
    ]
    found = "; ".join(_conditions(page, check.explanation) for check in checks) or page.say(
        "no-district-named"
    )
    judged = Verdict.at_least(target.value, [check.verdict for check in checks])
    verdict = page.verdict(judged) if checks else verdict
    named = page.words.listed(page.name_of(check.explanation.subject[0]) for check in checks)
    return page.say(
        "district-target",
        what=_capital(page.what(target)),
        value=target.value,
        named=f" ({named})" if named else "",
        verdict=verdict,
        found=f"{found}.",
    )


def _in_time(page: Page, check: Check, target: Target) -> bool:
    return any(
        plan.tier is target.tier
        and any(mention.text == check.subject for mention in plan.mentions)
        and (target.horizon is None or plan.deadline is None or plan.deadline <= target.horizon)
        for plan in page.programme.own_plans
        if plan.metric is Metric.DISTRICTS
    )


def _conditions(page: Page, explanation: Explanation) -> str:
    district = page.name_of(explanation.subject[0])
    if explanation.verdict is Verdict.MET:
        return page.say("district-conditions-met", district=district)
    open_units = [
        child.subject[0]
        for condition in explanation.children
        if condition.topic == "communes-at" and condition.subject[1] == "standard"
        for child in condition.children
        if child.topic == "not-on-file"
    ]
    if not open_units:
        return page.say("district-all-open", district=district)
    return page.say("district-communes-open", district=district, names=page.named(open_units))


def _plan(page: Page) -> str:
    plans = [
        plan for plan in page.programme.own_plans if plan.mentions and _this_year(page, plan.year)
    ]
    if not plans:
        return page.say("plan-none")
    numbers = (f"{len(plan.mentions)} {page.what(plan)}" for plan in plans)
    doubtful = [
        check for check in page.review.findings if check.rule in ("U3", "P1") or _held(check)
    ]
    doubts = " ".join(dict.fromkeys(finding(page, check) for check in doubtful))
    return page.say(
        "plan", numbers=page.words.listed(numbers), doubts=f" {doubts}" if doubts else ""
    )


def _this_year(page: Page, year: int | None) -> bool:
    return year is None or year == page.review.on.year


def _held(check: Check) -> bool:
    return check.rule == "P2" and check.verdict is Verdict.NOT_MET


def _carry_over(page: Page) -> str:
    unlisted = [plan for plan in page.programme.own_plans if plan.unlisted]
    if not unlisted:
        return page.say("carry-over-none")
    what = page.words.listed(
        dict.fromkeys(page.say(f"carry-{plan.metric.value}") for plan in unlisted)
    )
    return f"{page.say('carry-over', what=what)} {page.cite(*(plan.source for plan in unlisted))}"


def _authors(page: Page) -> str:
    checks = [check for check in page.review.checks if check.explanation.topic == "two-authors"]
    if not checks:
        return page.say("one-author")
    target = next(target for target in page.programme.targets if target.id == checks[0].subject)
    document = page.programme.document(target.stated_in) if target.stated_in else None
    shown = (
        f"{page.label(document)}, {page.words.when(document.dated)}"
        if document
        else page.words.say("no-day")
    )
    status = f", {page.say('status-tentative')}" if target.status is Status.TENTATIVE else ""
    _, one, *others = checks[0].explanation.subject
    older = "".join(
        _older(page, check)
        for check in page.review.checks
        if check.explanation.topic == "instrument-before-target"
    )
    return page.say(
        "two-authors", one=one, document=shown, status=status, other=", ".join(others), older=older
    )


def _older(page: Page, check: Check) -> str:
    document = page.programme.document(check.subject)
    shown = f"{page.label(document)} ({page.words.when(document.dated)})"
    return page.say(
        "instrument-older", document=shown, unread="" if document.read else page.say("unread")
    )


def _needed(page: Page) -> str:
    listed = needs(page)[:4]
    return (
        page.say("needed", listed=page.words.listed(listed, "; "))
        if listed
        else page.say("needed-nothing")
    )


def _who_acts(page: Page) -> str:
    duties = page.programme.duties
    if not duties:
        return page.say("who-nobody")
    titles = [f"{names} ({page.words.deadline(day)})" for day, names in _titles(page)]
    others = [
        f"{duty.addressee.text} ({page.say(f'role-{duty.role.value}')})"
        for duty in duties
        if duty.role is Role.LEAD or (duty.role is Role.MONITOR and duty.matter is Matter.CRITERIA)
    ]
    silent = (
        page.say("no-reporting-date") if Silence.REPORTING_DATE in page.programme.silences else ""
    )
    return page.say("who-acts", listed=page.words.listed([*titles, *others], "; "), silent=silent)


def _titles(page: Page) -> list[tuple[date | None, str]]:
    by_day: dict[date | None, list[str]] = {}
    for plan, _, units in page.case.named():
        if plan.metric is Metric.DISTRICTS:
            by_day.setdefault(plan.deadline, []).extend(page.unit_name(unit) for unit in units)
    return [(day, ", ".join(names)) for day, names in by_day.items()]


def _footnote(page: Page) -> str:
    """Say what the sums take for granted, where there are any."""
    shown = [
        reached
        for reached in page.commune_targets()
        if not reached.with_plan.exact and reached.stated
    ]
    if not shown:
        return ""
    apart = next((reached for reached in shown if reached.younger), None)
    stated = ", ".join(str(_stated_count(page, reached)) for reached in shown)
    younger = (
        ""
        if apart is None
        else page.say(
            "footnote-younger",
            names=page.named(apart.younger),
            most=apart.accounted.high,
            missing=apart.elsewhere.low,
        )
    )
    return page.say("footnote", named=page.say("footnote-among", stated=stated), younger=younger)


def _stated_count(page: Page, reached: Progress) -> int:
    return next(said.count.low for said in page.programme.statements if said.id == reached.stated)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

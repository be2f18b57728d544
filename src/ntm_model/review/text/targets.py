"""One line for each target: on file, stated, planned, missing."""

from __future__ import annotations

from collections.abc import Iterator

from ...core.counts import Count
from ...core.explanation import Check, Explanation
from ...core.names import Level
from ...core.verdict import Verdict
from ...core.words import Stock
from ...promises import Target
from ...record import Statement
from ...tiers import CertificationTier
from ..progress import Progress
from .page import Page
from .words import capital


def target_line(page: Page, reached: Progress) -> str:
    """Return the line of one target."""
    target = reached.target
    if page.has_lapsed(target.id):
        scope = page.name_of(target.scope)
        return page.say(
            "target-lapsed",
            what=capital(page.what(target)),
            value=page.words.number(target.value),
            scope=scope,
        )
    if target.level is Level.DISTRICT:
        return _district_target(page, reached)
    found = _settled(page, reached) if reached.with_plan.exact else _open(page, reached)
    return page.say(
        "target" if target.stock is Stock.CUMULATIVE else "target-added",
        what=capital(page.what(target)),
        value=page.words.number(target.value),
        verdict=_verdicts(page, reached),
        found=f"{capital(found)}.",
    )


def _verdicts(page: Page, reached: Progress) -> str:
    """Say the verdict of the day, and that of the plan where it differs."""
    now, planned = reached.readings[0].verdict, reached.planned_readings[0].verdict
    if now is planned:
        return page.verdict(now)
    return page.say("verdicts", now=page.verdict(now), planned=page.verdict(planned))


def other_line(page: Page, target: Target) -> str:
    """Return the line of a target of another kind: what it asks, and what settles it or not."""
    if target not in page.case.targets():
        return page.say("target-withdrawn", asked=capital(page.asked(target)))
    check = next(one for one in page.review.checks if (one.rule, one.subject) == ("P5", target.id))
    return page.say(
        "target-other",
        asked=capital(page.asked(target)),
        verdict=page.verdict(check.verdict),
        found=page.reason(check.explanation),
    )


def elsewhere(page: Page) -> Iterator[str]:
    """Yield a line for each target of another document, with what settles it or not."""
    told = {target.id for target in page.programme.own_targets}
    promised = {unit.id for unit, _, _ in page.promised()}
    for check in page.review.checks:
        target = page.target(check.subject)
        # a district's own aims stand in its own paragraph
        if target is None or target.id in told or target.scope in promised:
            continue
        if check.rule == "P5" and check.explanation.topic != "sources-contradict":
            yield page.say(
                "target-elsewhere",
                asked=page.asked(target),
                verdict=page.verdict(check.verdict),
                found=page.reason(check.explanation),
                source=page.cite(target.source),
            )


def footnote(page: Page) -> str:
    """Say what the sums take for granted; empty if there are none."""
    shown = [one for one in page.commune_targets() if one.stated and not one.with_plan.exact]
    if not shown:
        return ""
    apart = next((reached for reached in shown if reached.younger), None)
    younger = "" if apart is None else _younger(page, apart)
    return page.say("footnote", named=page.say("footnote-among"), younger=younger)


def _younger(page: Page, reached: Progress) -> str:
    """Say what follows if names on file are younger than the number that is stated."""
    missing = reached.elsewhere.low
    everyone = len(reached.younger) == reached.by_name.low
    return page.say(
        "footnote-younger",
        names=page.say("all-named") if everyone else page.named(reached.younger),
        stated=reached.stated.count.low if reached.stated else 0,
        most=reached.accounted.high,
        missing=page.say("footnote-missing", missing=missing)
        if missing
        else page.say("footnote-enough"),
    )


def _settled(page: Page, reached: Progress) -> str:
    missing = reached.with_plan.short_of(reached.target.required.low)
    odd = page.say("sources-contradict") if reached.combined.combined is None else ""
    settled = page.say(
        "exact-short" if missing.low else "exact-now",
        count=page.words.count(reached.combined.count),
        planned=page.words.count(reached.with_plan),
        missing=missing.low,
    )
    return page.words.listed([settled, odd], "; ")


def _open(page: Page, reached: Progress) -> str:
    """Say what names, statements and the plan give, and what has to come from elsewhere."""
    named = _by_name(page, reached) if reached.by_name.low else ""
    stated = _stated(page, reached.stated) if reached.stated else ""
    nothing = "" if named or stated else page.say("not-stated")
    odd = page.say("sources-contradict") if reached.combined.combined is None else ""
    return page.words.listed([named, stated, nothing, odd, _with_plan(page, reached)], "; ")


def _stated(page: Page, said: Statement) -> str:
    count, source = page.words.count(said.count), page.cite(said.source)
    return page.say("stated", count=count, when=page.dated(said), source=source)


def _by_name(page: Page, reached: Progress) -> str:
    """Say how many are named, and how many more statements about parts of the scope prove."""
    because: list[str] = []
    total = reached.by_name.low
    for said in page.programme.statements:
        named = _named_within(page, said)
        if _lifts(page, said, reached.target) and said.count.low > named:
            total += said.count.low - named
            because.append(
                page.say(
                    "lifted-because",
                    scope=page.name_of(said.scope),
                    stated=page.share(said),
                    named=named,
                    source=page.cite(said.source),
                )
            )
    key = "by-name-lifted" if because else "by-name"
    return page.say(key, count=reached.by_name.low, lifted=total, because="; ".join(because))


def _lifts(page: Page, said: Statement, target: Target) -> bool:
    part = said.scope != target.scope and not said.members
    if not part or not said.counts or said.tier is not target.tier:
        return False
    reach = said.reach(page.programme.province, page.province)
    return reach is not None and reach.unchanged and said.day.surely_by(page.review.on)


def _named_within(page: Page, said: Statement) -> int:
    units = page.province.communes_of(said.scope)
    verdicts = [unit.standing(said.tier, on=page.review.on) for unit in units]
    return verdicts.count(Verdict.MET)


def _with_plan(page: Page, reached: Progress) -> str:
    needed = reached.target.required.low
    if not reached.stated and not reached.by_name.low:
        missing = max(0, needed - reached.with_plan.low)
        return page.say("plan-adds-unknown", planned=reached.planned, missing=missing)
    best = Count(reached.accounted.low, reached.accounted_at_most)
    count, missing_range = page.words.count(best), best.short_of(needed)
    if missing_range.high == 0:
        return page.say("plan-adds-enough", count=count)
    wide = missing_range.low > 0 and missing_range.high not in (
        missing_range.low,
        missing_range.low + 1,
    )
    least = page.say("at-least", number=missing_range.low)
    missing_words = least if wide else page.words.count(missing_range)
    return page.say("plan-adds", count=count, missing=missing_words)


def _district_target(page: Page, reached: Progress) -> str:
    """Judge a target of districts by the conditions of those that the plan names for it."""
    target = reached.target
    checks = [check for check in page.review.checks if _in_time(page, check, target)]
    found = [_conditions(page, check.explanation) for check in checks] or [
        page.say("no-district-named")
    ]
    judged = Verdict.at_least(target.required.low, [check.verdict for check in checks])
    named = page.words.listed(page.name_of(check.explanation.subject[0]) for check in checks)
    return page.say(
        "district-target",
        what=capital(page.what(target)),
        value=page.words.number(target.value),
        named=f" ({named})" if named else "",
        verdict=page.verdict(judged if checks else reached.planned_readings[0].verdict),
        found=f"{capital('; '.join(found))}.",
    )


def _in_time(page: Page, check: Check, target: Target) -> bool:
    """Whether a check judges a district that the plan names for this target, by its horizon."""
    return check.rule == "P4" and any(
        plan.level is target.level
        and plan.tier is target.tier
        and any(mention.text == check.subject for mention in plan.mentions)
        and plan.due_by(target.horizon)
        for plan in page.programme.own_plans
    )


def _conditions(page: Page, explanation: Explanation) -> str:
    district = page.name_of(explanation.subject[0])
    missing = page.communes_with(explanation, "not-on-file", CertificationTier.STANDARD)
    if not missing:
        return page.say("district-all-open", district=district)
    return page.say(
        "district-communes-open",
        district=district,
        number=len(missing),
        names=page.named(missing),
    )

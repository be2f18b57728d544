"""What a target asks for, in words: what is counted, how much of it, of what, and by when."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from ...core.quantities import BELOW, Metric, Population
from ...core.words import Stock
from ...promises import Target
from .words import Words, capital


def asked(words: Words, target: Target, name_of: Callable[[str], str]) -> str:
    """Return a target as one sentence; *name_of* gives the name of a unit."""
    return words.say(
        "asked",
        scope=name_of(target.scope),
        what=what_of(words, target),
        much=much_of(words, target),
        deadline=words.deadline(target.horizon),
    )


def what_of(words: Words, target: Target) -> str:
    """Return what a target counts or measures, such as *standard communes*."""
    level, tier = target.level, words.say(f"tier-{target.tier.value}")
    if target.metric is Metric.UNITS:
        return words.say(f"what-{level.value}", tier=tier)
    below = BELOW.get(level, level)
    return words.say(
        f"metric-{target.metric.value}",
        units=words.say(f"units-{level.value}"),
        unit=words.say(f"unit-{level.value}"),
        tier=tier,
        what=words.say(f"what-{below.value}", tier=tier),
        each=target.each,
        band="" if target.between is None else words.count(target.between),
        indicator=target.indicator,
    )


def much_of(words: Words, target: Target) -> str:
    """Return how much is asked for, and of what it is a part."""
    value, most = (_number(words, target, number) for number in (target.value, target.most))
    ranged = words.say("range", low=value, high=most) if most else value
    since = words.day(target.since) if target.since else words.say("no-day")
    stock = (
        ""
        if target.stock is Stock.CUMULATIVE
        else words.say(f"stock-{target.stock.value}", since=since)
    )
    # a range says itself that it is a floor with an aspiration
    how = "" if most else words.say(f"compare-{target.comparator.value}")
    alone = "" if target.inclusive else words.say("highest-only")
    return words.listed([how, ranged, stock, _among(words, target), alone], " ")


def _number(words: Words, target: Target, number: Decimal | None) -> str:
    if number is None:
        return ""
    if target.is_share:
        return words.percent(number)
    return words.number(number)


def _among(words: Words, target: Target) -> str:
    """Say of which units a share is, or which ones are looked at."""
    plain = (Population.ALL, Population.NOT_STATED)
    if target.population is None or (target.population in plain and not target.is_share):
        return ""
    units = words.say(f"units-{target.level.value}")
    return words.say(f"among-{target.population.value}", units=units, group=target.group)


def sentence(words: Words, target: Target, name_of: Callable[[str], str]) -> str:
    """Return a target as a line of its own."""
    return f"{capital(asked(words, target, name_of))}."

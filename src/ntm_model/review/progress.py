"""How far a target is reached: on the day, and if the plan is carried out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import final

import attrs

from ..core.counts import Basis, Count
from ..core.days import CriteriaPeriod, When
from ..core.explanation import Explanation
from ..core.names import Level
from ..core.verdict import Verdict
from ..promises import Plan, Target
from ..record import Combination, Statement
from ..tiers import CertificationTier
from ..units import Commune, District, Province
from .holding import measure
from .programme import Programme
from .readings import readings


@final
@attrs.frozen
class Settling:
    """What would settle a count by name: how many open units, and how many yes or no suffice."""

    open: int
    yes: int
    #: how many no are enough; more than there are open units if no number is
    no: int


@final
@attrs.frozen(kw_only=True)
class Progress:
    """One target held against the record on a day, without and with the plan."""

    target: Target
    #: on file by name
    by_name: Count
    #: names and statements together
    combined: Combination
    #: the statement with the largest total of the whole scope, if anybody states one
    stated: Statement | None
    #: units on file by name that may be younger than what is stated
    younger: tuple[str, ...]
    #: how many units the plan adds to those on file by name
    planned: int
    #: the possible counts if the plan is carried out
    with_plan: Count
    #: how many units names, statements and plan account for, at most with all *younger* ones apart
    accounted: Count
    #: the same if all younger ones are among those stated
    accounted_at_most: int
    settling: Settling
    #: the readings of the target on the day, and with the plan, the norm first
    readings: tuple[Explanation, ...]
    planned_readings: tuple[Explanation, ...]

    @property
    def elsewhere(self) -> Count:
        """How many more units would have to come from neither record nor plan."""
        return self.accounted.short_of(self.target.required.low)


def progress(programme: Programme, target: Target, on: date) -> Progress:
    """Hold one target against names, statements and the letter's plan."""
    carried = carried_out(programme, programme.own_plans, on=on, by=target.horizon)
    now, then = measure(programme, target, on), measure(carried, target, on)
    total = _largest_total(programme, target, on)
    younger = () if total is None else _younger(programme, target, total, on)
    before = max(now.by_name.low, 0 if total is None else total.count.low)
    added = _added(programme, target, on)
    low = then.count.low
    most = before + len(younger) + added
    cap = most if then.by_name.high is None else min(most, then.by_name.high)
    return Progress(
        target=target,
        by_name=now.by_name,
        combined=now,
        stated=total,
        younger=younger,
        planned=added,
        with_plan=then.count,
        accounted=Count(low, max(low, cap), Basis.COMBINED),
        accounted_at_most=max(low, min(cap, before + added)),
        settling=_settling(now.by_name, target.required.low),
        readings=readings(programme, target, on),
        planned_readings=readings(carried, target, on),
    )


def carried_out(
    programme: Programme, plans: Iterable[Plan], *, on: date, by: date | None
) -> Programme:
    """Return the programme as if the plans due *by* a day had been carried out on the day *on*.

    A name that fits several units becomes a choice: at least one of them holds the tier.
    """
    province = programme.province
    statements = list(programme.statements)
    choices: list[Statement] = []
    for plan in plans:
        due = plan.due_by(by) and not plan.expired(on)
        for number, mention in enumerate(plan.mentions if due else ()):
            meant = programme.meant(plan, mention)
            found = _living(province, meant, on)
            # one of several may hold it from then on, or never: its day has no latest bound
            granted = When.of(on) if len(meant) == 1 else When(earliest=on)
            for unit in found:
                certified = unit.certify(plan.tier, effective=granted, period=CriteriaPeriod.at(on))
                province = province.with_unit(certified)
            if found:
                statements = [_with_one_more(said, plan.tier, found, on) for said in statements]
            if 1 < len(found) == len(meant):
                choices.append(_choice(f"{plan.id}[{number}]", province, found, plan.tier, on))
    return attrs.evolve(programme, province=province, statements=(*statements, *choices))


def _living(
    province: Province, units: Iterable[Commune | District], on: date
) -> tuple[Commune | District, ...]:
    """Return those of some units that exist on a day, as the whole province lists them."""
    state = province.on(on)
    living = {unit.id for unit in (*state.districts, *state.communes)}
    listed: tuple[Commune | District, ...] = (*province.districts, *province.communes)
    own = {unit.id: unit for unit in listed}
    return tuple(own[unit.id] for unit in units if unit.id in living)


def _with_one_more(
    said: Statement, tier: CertificationTier, found: tuple[Commune | District, ...], on: date
) -> Statement:
    """Return what a statement still says after one of the units *found* was granted *tier*.

    Its upper bound grows by one, unless the unit surely counted already. Who is upgraded leaves
    a number of highest titles, which is then no more than a lower bound of all holders.
    """
    if not said.inclusive:
        return attrs.evolve(said, inclusive=True, count=Count(said.count.low, None))
    counted_before = all(
        unit.standing(said.tier, on=on, under=said.period) is Verdict.MET for unit in found
    )
    if said.count.high is None or counted_before or not tier >= said.tier:
        return said
    return attrs.evolve(said, count=Count(said.count.low, said.count.high + 1))


def _choice(
    name: str,
    province: Province,
    found: tuple[Commune | District, ...],
    tier: CertificationTier,
    on: date,
) -> Statement:
    members = tuple(unit.id for unit in found)
    return Statement(
        id=name,
        tier=tier,
        scope=province.id,
        members=members,
        count=Count(1, len(members)),
        level=Level.COMMUNE if isinstance(found[0], Commune) else Level.DISTRICT,
        on=When.of(on),
        period=CriteriaPeriod.at(on),
    )


def _largest_total(programme: Programme, target: Target, on: date) -> Statement | None:
    """Return the statement about the units of the day that counts most holders of the tier."""
    state = programme.province.on(on)
    totals = [
        said
        for said in programme.statements
        if target.level is Level.COMMUNE
        and said.counts
        and (reach := said.reach(programme.province, state))
        and reach.unchanged
        and (said.tier, said.scope, said.members) == (target.tier, target.scope, ())
    ]
    return max(totals, key=lambda said: (said.count.low, said.id), default=None)


def _younger(programme: Programme, target: Target, total: Statement, on: date) -> tuple[str, ...]:
    """Return the holders by name whose certificates are possibly younger than a stated total."""
    since = total.day.earliest
    return tuple(
        unit.id
        for unit in programme.province.on(on).communes_of(target.scope)
        if unit.standing(target.tier, on=on) is Verdict.MET
        and (since is None or unit.standing(target.tier, on=since) is not Verdict.MET)
    )


def _added(programme: Programme, target: Target, on: date) -> int:
    """Count the planned units, by name or as one of several, that do not surely hold the tier."""
    new: set[tuple[str, ...]] = set()
    for plan in programme.own_plans:
        counts = plan.level is target.level and plan.tier >= target.tier
        if counts and not plan.expired(on) and plan.due_by(target.horizon):
            for mention in plan.mentions:
                found = _living(programme.province, programme.meant(plan, mention), on)
                if not any(unit.standing(target.tier, on=on) is Verdict.MET for unit in found):
                    new.add(tuple(unit.id for unit in found))
    return len(new - {()})


def _settling(by_name: Count, needed: int) -> Settling:
    high = by_name.low if by_name.high is None else by_name.high
    return Settling(high - by_name.low, max(0, needed - by_name.low), max(0, high - needed + 1))

"""Rules about who set what, in which document, and when: T6, T7, T12, P7."""

from __future__ import annotations

from collections.abc import Iterator

from ...core.days import When
from ...core.documents import Reference, Relation
from ...core.explanation import Check
from ...core.names import Mention
from ...core.quantities import Metric
from ...core.verdict import Verdict
from ...core.words import Meaning
from ...promises import Plan, Status, Target
from ..case import Case
from .findings import found


def provenance(case: Case) -> Iterator[Check]:
    """T6: a target says who set it, for when, in which document, and that it is final."""
    replaced = {target.revises for target in case.programme.targets}
    for target in case.programme.own_targets:
        if target.id in replaced or target.status is Status.WITHDRAWN:
            yield found("T6", target.id, "no-longer-asked", Verdict.MET, citation=target.source)
        elif not (target.set_by and target.stated_in and target.horizon):
            yield found(
                "T6", target.id, "provenance-missing", Verdict.NOT_MET, citation=target.source
            )
        elif target.status is Status.TENTATIVE:
            yield found(
                "T6",
                target.id,
                "tentative",
                Verdict.UNDETERMINED,
                target.stated_in,
                citation=target.source,
            )
        else:
            yield found(
                "T6",
                target.id,
                "provenance-stated",
                Verdict.MET,
                target.stated_in,
                citation=target.source,
            )


def earlier_than_target(case: Case) -> Iterator[Check]:
    """T7: what is older than a target cannot have been made for it."""
    for target in case.programme.own_targets:
        for plan in case.programme.own_plans:
            if _serves(plan, target):
                yield _order(case, target, plan.id, plan.stated_in)
    for reference in case.programme.references:
        yield from _instrument(case, reference)


def cited_before(case: Case) -> Iterator[Check]:
    """T12: what a letter rests on or changes is not younger than the letter itself.

    A plan that it merely refers to may be still to come.
    """
    programme = case.programme
    if programme.letter:
        written = programme.document(programme.letter).dated
        for reference in programme.references:
            if reference.relation is not Relation.REFERS_TO:
                verdict = _no_older(written, programme.document(reference.document).dated)
                topic = {
                    Verdict.MET: "cited-before",
                    Verdict.NOT_MET: "cited-younger",
                    Verdict.UNDETERMINED: "cited-undated",
                }[verdict]
                yield found("T12", reference.document, topic, verdict, reference.relation.value)


def same_aims(case: Case) -> Iterator[Check]:
    """P7: two plans from two authors are two plans; where they differ on a unit, that is said."""
    for own in case.programme.own_plans:
        for other in case.programme.other_plans:
            for mention in own.mentions:
                if _same_promise(case, own, other) and _names(case, other, own, mention):
                    agree = other.meaning is own.meaning
                    topic = "aims-agree" if agree else "aims-differ"
                    yield found(
                        "P7",
                        mention.text,
                        topic,
                        Verdict.of(agree),
                        own.id,
                        other.id,
                        citation=other.source,
                    )
    for plan in case.programme.plans:
        of_others = [
            one.id
            for one in case.programme.plans
            if one.amends == plan.id and one.author != plan.author
        ]
        if of_others:
            yield found("P7", plan.id, "amended-by-another", Verdict.NOT_MET, *sorted(of_others))
    for target in case.programme.own_targets:
        others = {plan.author for plan in case.programme.own_plans if _serves(plan, target)}
        if others - {target.set_by}:
            yield found(
                "P7",
                target.id,
                "two-authors",
                Verdict.UNDETERMINED,
                target.set_by,
                *sorted(others),
                citation=target.source,
            )


def _serves(plan: Plan, target: Target) -> bool:
    """Whether a plan names units for what a target counts."""
    counts = target.metric is Metric.UNITS and bool(plan.mentions)
    return counts and (plan.level, plan.tier) == (target.level, target.tier)


def _order(case: Case, target: Target, plan: str, plan_document: str) -> Check:
    """Compare the day of a plan with the day of the target's document."""
    made, asked = (
        case.programme.document(one).dated if one else When()
        for one in (plan_document, target.stated_in)
    )
    verdict = _no_older(made, asked)
    topic = {
        Verdict.MET: "plan-after-target",
        Verdict.NOT_MET: "plan-before-target",
        Verdict.UNDETERMINED: "plan-undated",
    }[verdict]
    return found("T7", plan, topic, verdict, target.id, plan_document, target.stated_in)


def _no_older(one: When, other: When) -> Verdict:
    """Whether what is of a day was not made before what is of another; the same day is none."""
    if one.surely_before(other):
        return Verdict.NOT_MET
    after = one.earliest is not None and other.surely_by(one.earliest)
    return Verdict.MET if after else Verdict.UNDETERMINED


def _instrument(case: Case, reference: Reference) -> Iterator[Check]:
    """A document that the letter carries out cannot have been made for a younger target."""
    if reference.relation is Relation.CARRIES_OUT:
        older = sorted(
            target.stated_in
            for target in case.programme.targets
            if target.stated_in
            and case.programme.document(reference.document).dated.surely_before(
                case.programme.document(target.stated_in).dated
            )
        )
        if older:
            yield found(
                "T7", reference.document, "instrument-before-target", Verdict.NOT_MET, older[0]
            )


def _same_promise(case: Case, own: Plan, other: Plan) -> bool:
    """Whether two plans are of one kind and neither lies in an earlier year than the other's."""
    current = not other.expired(case.on)
    return (
        current
        and (own.level, own.tier) == (other.level, other.tier)
        and other.meaning is not Meaning.DOSSIER
    )


def _names(case: Case, other: Plan, own: Plan, mention: Mention) -> bool:
    """Whether another plan names what the letter's mention means, in whatever spelling."""
    meant = _ids(case, own, mention)
    return bool(meant) and any(_ids(case, other, named) == meant for named in other.mentions)


def _ids(case: Case, plan: Plan, mention: Mention) -> frozenset[str]:
    return frozenset(unit.id for unit in case.programme.meant(plan, mention))

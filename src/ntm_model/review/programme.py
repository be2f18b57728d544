"""The programme: everything of one turn of the wheel, with its references checked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, final

import attrs

from ..core.citations import Citation, Confidence
from ..core.counts import Count
from ..core.days import CriteriaPeriod, When
from ..core.difference import Difference, difference
from ..core.documents import Document, Reference
from ..core.errors import Fault, InvalidInputError, UnknownNameError, refuse
from ..core.explanation import Explanation
from ..core.names import Mention, same_name_key
from ..core.quantities import NATION
from ..core.typed import typed
from ..core.words import Assumption
from ..promises import Duty, Plan, Silence, Status, Target
from ..record import (
    Assessment,
    Combination,
    CriterionMark,
    Dossier,
    Observation,
    Reported,
    Statement,
    combine,
)
from ..tiers import CertificationTier
from ..units import Commune, District, Province
from .references import OfUnits, faults

if TYPE_CHECKING:
    from .fewest import Fewest
    from .pacing import Pace
    from .reviewing import Review
    from .series import Series


@final
@attrs.frozen(kw_only=True, field_transformer=typed)
class Programme:
    """A letter with its targets, plans and duties, and the province and record that it meets.

    Reading checks what the author asserts: every reference leads somewhere, every id is used once.
    What the documents say is judged by :meth:`review`.
    """

    id: str
    province: Province
    #: id of the document that is reviewed
    letter: str = ""
    documents: tuple[Document, ...] = ()
    #: what the letter cites, and why
    references: tuple[Reference, ...] = ()
    statements: tuple[Statement, ...] = ()
    #: other numbers that sources give: averages, bands, what is known of the nation
    reported: tuple[Reported, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    #: how far the papers of units have come; listed, never counted
    dossiers: tuple[Dossier, ...] = ()
    #: what was measured or seen of units, and the marks of tables, for criteria sets
    observations: tuple[Observation, ...] = ()
    marks: tuple[CriterionMark, ...] = ()
    #: the letter's own targets, and those of other documents
    targets: tuple[Target, ...] = ()
    #: the letter's own plans, and those of other and earlier documents
    plans: tuple[Plan, ...] = ()
    duties: tuple[Duty, ...] = ()
    addressees: tuple[Mention, ...] = ()
    #: what the letter does not say
    silences: tuple[Silence, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse ids that stand twice and references that lead nowhere, all at once."""
        refuse(faults(self))

    def document(self, document_id: str) -> Document:
        """Return the document that citations call so.

        Raises:
            UnknownNameError: there is none.
        """
        for document in self.documents:
            if document.id == document_id:
                return document
        raise UnknownNameError(document_id, "document")

    def target(self, target_id: str) -> Target:
        """Return the target with an id.

        Raises:
            UnknownNameError: there is none; those that there are are named.
        """
        for target in self.targets:
            if target.id == target_id:
                return target
        names = tuple(target.id for target in self.targets)
        raise UnknownNameError(target_id, "target", names)

    @property
    def targets_in_force(self) -> tuple[Target, ...]:
        """The targets that are neither withdrawn nor replaced."""
        replaced = {target.revises for target in self.targets}
        return tuple(
            target
            for target in self.targets
            if target.id not in replaced and target.status is not Status.WITHDRAWN
        )

    @property
    def own_targets(self) -> tuple[Target, ...]:
        """The targets that the letter itself states; parts of others are not targets of its own."""
        own = ("", self.letter)
        return tuple(one for one in self.targets if one.source.source in own and not one.part_of)

    @property
    def own_plans(self) -> tuple[Plan, ...]:
        """The plans that the letter itself states, as their author amended them last."""
        return tuple(
            plan
            for plan in self.plans
            if plan.source.source == self.letter and not self._amendments(plan)
        )

    @property
    def other_plans(self) -> tuple[Plan, ...]:
        """What other documents promise, earlier or beside the letter."""
        return tuple(plan for plan in self.plans if plan.source.source != self.letter)

    def meant(self, promise: Plan | Target, mention: Mention) -> tuple[Commune | District, ...]:
        """Return the units that a name in a promise may mean, as they were when it was written.

        Where the day of its document is not known, whatever was ever called so may be meant.
        """
        source = promise.source.source or self.letter
        dated = self.document(source).dated if source else When()
        day = dated.latest or dated.earliest
        return self.province.candidates_of(mention, promise.tier, on=day)

    def withdrawn(self, plan: Plan, mention: Mention) -> bool:
        """Whether the author of a plan amended it, and one of its units is no longer named."""
        return any(
            not self._names(later, plan, mention) or self.withdrawn(later, mention)
            for later in self._amendments(plan)
        )

    def postponed(self, plan: Plan, mention: Mention) -> date | None:
        """Return the day to which the author of a plan put off one of its units, if it did."""
        days = [last.deadline for last in self._renewals(plan, mention) if last.deadline]
        day = max(days, default=None)
        return day if day and plan.deadline and day > plan.deadline else None

    def _renewals(self, plan: Plan, mention: Mention) -> Iterator[Plan]:
        """Yield the last plans by which the author of a plan names one of its units again."""
        again = [one for one in self._amendments(plan) if self._names(one, plan, mention)]
        for later in again:
            yield from [*self._renewals(later, mention)] or [later]

    def _names(self, later: Plan, plan: Plan, mention: Mention) -> bool:
        """Whether a later plan names one of the units of an earlier one."""
        meant = {unit.id for unit in self.meant(plan, mention)}
        return any(
            same_name_key(kept.text) == same_name_key(mention.text)
            or (bool(meant) and meant == {unit.id for unit in self.meant(later, kept)})
            for kept in later.mentions
        )

    def _amendments(self, plan: Plan) -> list[Plan]:
        """Return the plans by which the author of a plan amended it: of its kind, and by name."""
        return [
            one
            for one in self.plans
            if (one.amends, one.author, one.level, one.tier)
            == (plan.id, plan.author, plan.level, plan.tier)
            and one.mentions
        ]

    @property
    def day(self) -> date:
        """The day of the letter.

        Raises:
            InvalidInputError: the programme has no letter, or its day is not certain.
        """
        dated = self.document(self.letter).dated if self.letter else None
        if dated is None or dated.latest is None or dated.earliest != dated.latest:
            raise InvalidInputError(
                (Fault("letter", "no certain day", "a dated letter, or a day to ask for"),)
            )
        return dated.latest

    def on_file(
        self,
        *,
        known: date | None = None,
        trust: Confidence | None = None,
        without: Collection[Assumption] = (),
    ) -> Programme:
        """Return the programme with the facts alone that an answer may use.

        See :meth:`Province.on_file`; statements, assessments and plans are treated alike.
        """
        floor = trust or self.province.trust
        off = frozenset(without)
        province = self.province.on_file(known=known, trust=floor, without=off)
        # what speaks of units that were not known yet cannot be used either
        units = {NATION, *province.ids, *(unit.id for unit in province.units)}

        def usable(fact: OfUnits | Reported | Statement, *about: str) -> bool:
            in_time = known is None or fact.known.possibly_by(known)
            return in_time and fact.source.confidence >= floor and units.issuperset(about)

        return attrs.evolve(
            self,
            province=province,
            statements=tuple(
                said
                for said in self.statements
                if usable(said, said.scope, *said.members) and off.isdisjoint(said.assumes)
            ),
            reported=tuple(one for one in self.reported if usable(one, one.scope, *one.members)),
            assessments=tuple(one for one in self.assessments if usable(one, one.unit)),
            dossiers=tuple(one for one in self.dossiers if usable(one, one.unit)),
            observations=tuple(one for one in self.observations if usable(one, one.unit)),
            marks=tuple(one for one in self.marks if usable(one, one.unit)),
            targets=tuple(
                one for one in self.targets if units.issuperset((one.scope, *one.members))
            ),
            plans=tuple(plan for plan in self.plans if self._published(plan.source, known)),
        )

    def count(
        self,
        tier: CertificationTier,
        *,
        on: date,
        under: CriteriaPeriod | None = None,
        known: date | None = None,
        trust: Confidence | None = None,
    ) -> Count:
        """Count the communes that hold *tier* on a day, by names and statements together.

        Without *known* all that is on file counts; a review uses what was known on its own day.
        """
        return self.on_file(known=known, trust=trust).combine(tier, on=on, under=under).count

    def combine(
        self,
        tier: CertificationTier,
        *,
        on: date,
        under: CriteriaPeriod | None = None,
        scope: str = "",
    ) -> Combination:
        """Combine names and statements as they stand here, with the steps that narrowed them."""
        return combine(self.province, self.statements, tier, on=on, under=under, scope=scope)

    def review(
        self,
        *,
        on: date | None = None,
        known: date | None = None,
        trust: Confidence | None = None,
    ) -> Review:
        """Review the letter as of a day (by default its own), by what was known then.

        Raises:
            InvalidInputError: no day is given and the letter has none.
        """
        from .reviewing import review  # noqa: PLC0415 - the rules import this module

        return review(self, on=on, known=known, trust=trust)

    def judge(
        self,
        target_id: str,
        *,
        on: date | None = None,
        known: date | None = None,
        trust: Confidence | None = None,
    ) -> Explanation:
        """Judge whether a target is reached on a day (by default the letter's), without any plan.

        Raises:
            UnknownNameError: there is no such target.
            InvalidInputError: no day is given and the letter has none.
        """
        from .readings import readings  # noqa: PLC0415 - it asks programmes

        target, filed = self.target(target_id), self.on_file(known=known, trust=trust)
        return readings(filed, target, self.day if on is None else on)[0]

    def pace(
        self,
        target_id: str,
        *,
        since: date,
        on: date,
        known: date | None = None,
        trust: Confidence | None = None,
    ) -> Pace:
        """Compare the units added a year since a day with those a year that a target still needs.

        Raises:
            UnknownNameError: there is no such target.
            InvalidInputError: it counts no units, or the days do not rise towards its horizon.
        """
        from .pacing import pace  # noqa: PLC0415 - it asks programmes

        target, filed = self.target(target_id), self.on_file(known=known, trust=trust)
        return pace(filed, target, since=since, on=on)

    def diff(self, other: Programme) -> Difference:
        """Return what *other* has otherwise than this programme, value by value, keyed by id."""
        return difference(self, other)

    def series(
        self,
        tier: CertificationTier,
        days: Iterable[date],
        *,
        scope: str = "",
        known: date | None = None,
        trust: Confidence | None = None,
    ) -> Series:
        """Return the totals of a tier on some days, and how each stated total fits the rest.

        Raises:
            InvalidInputError: the province did not exist on one of the days.
            UnknownNameError: no unit has the id *scope*.
        """
        from .series import series  # noqa: PLC0415 - it asks programmes

        return series(self.on_file(known=known, trust=trust), tier, days, scope=scope)

    def fewest(
        self, *, on: date, known: date | None = None, trust: Confidence | None = None
    ) -> Fewest:
        """Return the fewest grants from a day on that meet the letter's targets and districts.

        What does not ask for at least so many communes of a tier is left out: other targets, and
        the other conditions of district titles; see :func:`~ntm_model.review.demands_of`.

        Raises:
            InvalidInputError: the day lies in no criteria period, or it is open what the province
                was then.
            ModuleNotFoundError: the solver is not installed.
        """
        from .demands import demands_of  # noqa: PLC0415 - they ask programmes
        from .fewest import fewest  # noqa: PLC0415

        filed = self.on_file(known=known, trust=trust)
        return fewest(filed.province, demands_of(filed, on), on=on)

    def _published(self, source: Citation, known: date | None) -> bool:
        if known is None or source.source in ("", self.letter):
            return True
        return self.document(source.source).dated.possibly_by(known)

"""The programme: everything of one turn of the wheel, with its references checked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeAlias, final

import attrs

from ..core.citations import Citation, Confidence
from ..core.counts import Count
from ..core.days import CriteriaPeriod, When
from ..core.difference import Difference, difference
from ..core.documents import Document, Reference
from ..core.errors import Fault, InvalidInputError, UnknownNameError, refuse
from ..core.names import Mention
from ..core.words import Assumption
from ..promises import Duty, Plan, Silence, Target
from ..record import (
    Assessment,
    Combination,
    CriterionMark,
    Dossier,
    Observation,
    Statement,
    combine,
)
from ..tiers import CertificationTier
from ..units import Commune, District, Province

if TYPE_CHECKING:
    from .reviewing import Review
    from .series import Series

#: facts that are each of one unit
_OfUnits: TypeAlias = Assessment | Dossier | Observation | CriterionMark


@final
@attrs.frozen(kw_only=True)
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
    assessments: tuple[Assessment, ...] = ()
    #: how far the papers of units have come; listed, never counted
    dossiers: tuple[Dossier, ...] = ()
    #: what was measured or seen of units, and the marks of tables, for criteria sets
    observations: tuple[Observation, ...] = ()
    marks: tuple[CriterionMark, ...] = ()
    targets: tuple[Target, ...] = ()
    #: the letter's own plans, and those of other and earlier documents
    plans: tuple[Plan, ...] = ()
    duties: tuple[Duty, ...] = ()
    addressees: tuple[Mention, ...] = ()
    #: what the letter does not say
    silences: tuple[Silence, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Refuse ids that stand twice and references that lead nowhere, all at once."""
        refuse(self._faults())

    def document(self, document_id: str) -> Document:
        """Return the document that citations call so.

        Raises:
            UnknownNameError: there is none.
        """
        for document in self.documents:
            if document.id == document_id:
                return document
        raise UnknownNameError(document_id, "document")

    @property
    def own_plans(self) -> tuple[Plan, ...]:
        """The plans that the letter itself states."""
        return tuple(plan for plan in self.plans if plan.source.source == self.letter)

    @property
    def other_plans(self) -> tuple[Plan, ...]:
        """What other documents promise, earlier or beside the letter."""
        return tuple(plan for plan in self.plans if plan.source.source != self.letter)

    def meant(self, plan: Plan, mention: Mention) -> tuple[Commune | District, ...]:
        """Return the units that a name in a plan may mean, as they were when it was written.

        Where the day of its document is not known, whatever was ever called so may be meant.
        """
        source = plan.source.source or self.letter
        dated = self.document(source).dated if source else When()
        day = dated.latest or dated.earliest
        return self.province.candidates_of(mention, plan.tier, on=day)

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
        units = {*province.ids, *(unit.id for unit in province.units)}

        def usable(fact: _OfUnits | Statement, *about: str) -> bool:
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
            assessments=tuple(one for one in self.assessments if usable(one, one.unit)),
            dossiers=tuple(one for one in self.dossiers if usable(one, one.unit)),
            observations=tuple(one for one in self.observations if usable(one, one.unit)),
            marks=tuple(one for one in self.marks if usable(one, one.unit)),
            targets=tuple(target for target in self.targets if target.scope in units),
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

    def _published(self, source: Citation, known: date | None) -> bool:
        if known is None or source.source in ("", self.letter):
            return True
        return self.document(source.source).dated.possibly_by(known)

    def _faults(self) -> Iterator[Fault]:
        documents = {document.id for document in self.documents}
        units = {*self.province.ids, *(unit.id for unit in self.province.units)}
        if self.letter:
            yield from _unknown("letter", self.letter, documents)
        yield from _twice("documents", [document.id for document in self.documents])
        yield from _twice("statements", [said.id for said in self.statements])
        yield from _twice("targets", [target.id for target in self.targets])
        yield from _twice("plans", [plan.id for plan in self.plans])
        for path, name in self._cited():
            yield from _unknown(path, name, documents)
        for path, name in self._meant():
            yield from _unknown(path, name, units)
        if self.observations or self.marks:
            from ..law.fitting import unfit  # noqa: PLC0415 - most programmes need no law files

            yield from unfit(self.observations, self.marks)

    def _cited(self) -> Iterator[tuple[str, str]]:
        """Yield every reference to a document, with its path."""
        for index, reference in enumerate(self.references):
            yield f"references[{index}].document", reference.document
        for index, target in enumerate(self.targets):
            yield f"targets[{index}].stated_in", target.stated_in
        for index, plan in enumerate(self.plans):
            yield f"plans[{index}].stated_in", plan.stated_in
        lists: dict[str, Sequence[_OfUnits | Statement | Target | Plan | Duty]] = {
            "statements": self.statements,
            **self._of_units(),
            "targets": self.targets,
            "plans": self.plans,
            "duties": self.duties,
        }
        for field, members in lists.items():
            for index, one in enumerate(members):
                yield f"{field}[{index}].source.source", one.source.source
        yield from _cited_by_units(self.province)

    def _of_units(self) -> dict[str, Sequence[_OfUnits]]:
        """Return the facts that are each of one unit, by field."""
        return {
            "assessments": self.assessments,
            "dossiers": self.dossiers,
            "observations": self.observations,
            "marks": self.marks,
        }

    def _meant(self) -> Iterator[tuple[str, str]]:
        """Yield every reference to a unit, with its path."""
        for index, said in enumerate(self.statements):
            yield f"statements[{index}].scope", said.scope
            for number, member in enumerate(said.members):
                yield f"statements[{index}].members[{number}]", member
        for field, facts in self._of_units().items():
            for index, fact in enumerate(facts):
                yield f"{field}[{index}].unit", fact.unit
        for index, target in enumerate(self.targets):
            yield f"targets[{index}].scope", target.scope


def _cited_by_units(province: Province) -> Iterator[tuple[str, str]]:
    """Yield every reference to a document in the units and their successions, with its path."""
    for place, unit in province.paths():
        path = f"province.{place}".removesuffix(".")
        for number, grant in enumerate(unit.certifications):
            yield f"{path}.certifications[{number}].source.source", grant.source.source
        for number, end in enumerate(unit.revocations):
            yield f"{path}.revocations[{number}].source.source", end.source.source
        for number, former in enumerate(unit.formerly):
            yield f"{path}.formerly[{number}].source.source", former.source.source
    for index, succession in enumerate(province.successions):
        yield f"province.successions[{index}].source.source", succession.source.source


def _unknown(path: str, name: str, known: Collection[str]) -> Iterator[Fault]:
    if name and name not in known:
        near = get_close_matches(name, sorted(known), n=1)
        yield Fault(path, repr(name), "an id that the file defines", " or ".join(map(repr, near)))


def _twice(field: str, ids: Iterable[str]) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for index, name in enumerate(ids):
        if name and name in seen:
            yield Fault(
                f"{field}[{index}].id",
                f"{name!r}, which {field}[{seen[name]}] has",
                "one of its own",
            )
        seen.setdefault(name, index)

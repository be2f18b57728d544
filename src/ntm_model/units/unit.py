"""What every unit has in common: a name, a code, certificates, and what it was before."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, Self

import attrs

from ..core.citations import Citation
from ..core.days import CriteriaPeriod, When, Years, last_day_of
from ..core.errors import Fault, InvalidInputError, expect, expect_day, refuse
from ..core.names import plain, same_name_key
from ..core.verdict import Verdict
from ..core.words import Assumption
from ..tiers import Act, Certification, CertificationTier, Revocation, standing, uncorrected
from .lineage import Former
from .question import Question, only

#: there is one empty tuple, so that asking for it is quick
_NONE: tuple[object, ...] = ()


@attrs.frozen
class Unit(ABC):
    """What provinces, districts, communes, villages and agencies have in common."""

    #: which own field each field of a former state is about
    PERIODIC: ClassVar[dict[str, str]] = {"name": "name", "code": "code"}

    name: str
    #: the statistics office's code, which means this unit only for a time (rule U1)
    code: str = ""
    #: what references use; by default the code, or else the name
    id: str = ""
    #: other spellings on record: Pờ Y for Bờ Y (rule U2)
    spellings: tuple[str, ...] = ()
    certifications: tuple[Certification, ...] = ()
    revocations: tuple[Revocation, ...] = ()
    #: what it was before it became what is listed here
    formerly: tuple[Former, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Fill in the id, and refuse tiers that this kind of unit cannot hold."""
        if not self.id:
            # frozen for users; the default depends on two other fields
            object.__setattr__(self, "id", self.code or self.name)
        # most units are plain, and the whole nation is read at once
        if not self._plainly_sound():
            refuse(self._faults())

    @abstractmethod
    def ladder(self, period: CriteriaPeriod | None = None) -> tuple[CertificationTier, ...]:
        """Return the tiers that this unit can be granted, in a period or in any."""

    def certify(
        self,
        tier: CertificationTier,
        *,
        year: int | Years | None = None,
        decided: date | When | None = None,
        effective: date | When | None = None,
        known: date | When | None = None,
        decision: str = "",
        period: CriteriaPeriod | None = None,
        act: Act = Act.RECOGNISED,
        source: Citation = Citation(),
    ) -> Self:
        """Return this unit with one more certification; days and years become ranges.

        Raises:
            InvalidInputError: the kind of unit cannot hold *tier*.
        """
        expect(CertificationTier, tier=tier)
        granted = Certification(
            tier=tier,
            act=act,
            year=Years.of(year),
            decided=When.of(decided),
            effective=When.of(effective),
            known=When.of(known),
            decision=decision,
            period=period,
            source=source,
        )
        return attrs.evolve(self, certifications=(*self.certifications, granted))

    def acknowledge(
        self,
        tier: CertificationTier,
        *,
        year: int | Years | None = None,
        decided: date | When | None = None,
        known: date | When | None = None,
        decision: str = "",
        period: CriteriaPeriod | None = None,
        source: Citation = Citation(),
    ) -> Self:
        """Return this unit, formed from recognised ones, with an act that acknowledges its tier.

        Raises:
            InvalidInputError: the kind of unit cannot hold *tier*.
        """
        return self.certify(
            tier,
            year=year,
            decided=decided,
            known=known,
            decision=decision,
            period=period,
            act=Act.ACKNOWLEDGED,
            source=source,
        )

    def revoke(
        self,
        tier: CertificationTier,
        *,
        decided: date | When | None = None,
        effective: date | When | None = None,
        known: date | When | None = None,
        decision: str = "",
        period: CriteriaPeriod | None = None,
        source: Citation = Citation(),
    ) -> Self:
        """Return this unit with one more revocation; whether there was a certificate is a check.

        Raises:
            InvalidInputError: the kind of unit cannot hold *tier*.
        """
        expect(CertificationTier, tier=tier)
        end = Revocation(
            tier=tier,
            decided=When.of(decided),
            effective=When.of(effective),
            known=When.of(known),
            decision=decision,
            period=period,
            source=source,
        )
        return attrs.evolve(self, revocations=(*self.revocations, end))

    def correct(self, fact_id: str, to: Certification | Revocation) -> Self:
        """Return this unit with a fact that replaces an earlier one of its kind (đính chính).

        Both stay on file: before the correction was known, the earlier one holds.

        Raises:
            InvalidInputError: no certification, or no revocation, of this unit has that id.
        """
        if not isinstance(to, Revocation):
            expect(Certification, to=to)
        if not fact_id:
            raise InvalidInputError((Fault("fact_id", "no id", "the id of the fact to replace"),))
        corrected = attrs.evolve(to, corrects=fact_id)
        if isinstance(corrected, Certification):
            return attrs.evolve(self, certifications=(*self.certifications, corrected))
        return attrs.evolve(self, revocations=(*self.revocations, corrected))

    def rename(
        self,
        name: str,
        *,
        on: date | When,
        resolution: str = "",
        known: date | When | None = None,
        source: Citation = Citation(),
    ) -> Self:
        """Return this unit under another name from a day on; it is the same unit.

        Raises:
            InvalidInputError: something about it changed on a later day already.
        """
        before = self._former(on, resolution, known, source)
        return attrs.evolve(
            self, name=name, formerly=(*self.formerly, attrs.evolve(before, name=self.name))
        )

    def standing(
        self,
        tier: CertificationTier,
        *,
        on: date,
        under: CriteriaPeriod | None = None,
        complete: bool = False,
    ) -> Verdict:
        """Judge whether *tier* stands on a day, by all the certificates that it carries.

        *under* asks for a criteria period; *complete* says that no certificate is missing.
        A kind of unit that cannot hold the tier does not hold it.
        """
        expect(CertificationTier, tier=tier)
        expect_day(on=on)
        verdict = standing(
            tier,
            uncorrected(self.certifications),
            uncorrected(self.revocations),
            on=on,
            under=under,
            complete=complete,
        )
        if verdict is Verdict.MET or self._grantable(tier, on, under):
            return verdict
        return Verdict.NOT_MET

    def recognised_in(
        self,
        tier: CertificationTier,
        *,
        first: int | None = None,
        last: int,
        complete: bool = False,
    ) -> Verdict:
        """Judge whether it was recognised at *tier* for a year from *first* to *last* (rule C2).

        It asks for the recognised year alone: neither when that was decided, nor whether it
        still stands.
        """
        expect(CertificationTier, tier=tier)
        end = last_day_of(last)
        grants = [grant for grant in uncorrected(self.certifications) if grant.tier >= tier]
        verdict = Verdict.any_of(grant.recognised_for(first, last) for grant in grants)
        if verdict is Verdict.MET or not self._grantable(tier, end, None):
            return verdict
        return verdict if complete else Verdict.UNDETERMINED

    def _grantable(self, tier: CertificationTier, on: date, under: CriteriaPeriod | None) -> bool:
        """Whether this kind of unit could have been granted *tier* by a day."""
        begun = [period for period in CriteriaPeriod if period.years[0] <= on.year]
        return any(tier in self.ladder(period) for period in begun if under in (None, period))

    def is_called(self, text: str) -> bool:
        """Whether *text* is one of its spellings on record (rule U2)."""
        key = same_name_key(text)
        return any(same_name_key(spelling) == key for spelling in (self.name, *self.spellings))

    @property
    def versions(self) -> tuple[Self, ...]:
        """What it was, from last to first."""
        found = [self]
        for former in reversed(self.history):
            found.append(found[-1].as_before(former))
        return tuple(found)

    def over_time(self, field: str) -> tuple[str, ...]:
        """Return what a text field was, from first to last: it had so many states."""
        values: list[str] = [getattr(self, field)]
        for former in reversed(self.history):
            given = {self.PERIODIC.get(name): value for name, value in former.given.items()}
            values.append(given.get(field, values[-1]))
        return tuple(reversed(values))

    @property
    def history(self) -> tuple[Former, ...]:
        """What it was formerly, in the order of time."""
        return tuple(sorted(self.formerly, key=_order))

    def as_before(self, former: Former) -> Self:
        """Return this unit with what a former state gives, and without that state.

        What only a later kind of unit can be granted is left out.
        """
        values: dict[str, Any] = {
            self.PERIODIC[field]: value for field, value in former.given.items()
        }
        values["formerly"] = tuple(other for other in self.formerly if other != former)
        if "kind" in values:
            possible = attrs.evolve(self, certifications=(), revocations=(), **values).ladder()
            values["certifications"] = only(self.certifications, possible)
            values["revocations"] = only(self.revocations, possible)
        return attrs.evolve(self, **values)

    def as_known(self, question: Question) -> Self:
        """Return this unit with the changes alone of name, code, kind and place that were known.

        A change that was not known yet has not happened, unless a later one was known, which
        tells of the state before it.
        """
        unit = self
        for former in reversed(self.history):
            if question.of_a_day or question.admits(former):
                break
            unit = unit.as_before(former)
        return unit

    def admitted(self, question: Question) -> Self:
        """Return this unit with the facts alone that an answer may use."""
        unit = self.as_known(question)
        open_world = Assumption.CERTIFICATES_STAND in question.without
        return attrs.evolve(
            unit,
            certifications=tuple(question.admits_grants(unit.certifications)),
            revocations=(
                *question.admits_ends(unit.revocations),
                *(Revocation(tier=tier) for tier in unit.ladder() if open_world),
            ),
        )

    def _former(
        self,
        on: date | When,
        resolution: str,
        known: date | When | None,
        source: Citation,
    ) -> Former:
        """Begin a former state that ended on a day; it must not be earlier than what is told."""
        before = When.of(on)
        for former in self.formerly:
            if _order_of(before) < _order(former):
                found = f"{before.earliest}, while a change of {former.before.earliest} is told"
                raise InvalidInputError((Fault("on", found, "changes in the order of time"),))
        return Former(before=before, resolution=resolution, known=When.of(known), source=source)

    def _plainly_sound(self) -> bool:
        """Whether nothing can be wrong: a name, and certificates alone, each of its ladder."""
        if (
            self.revocations is not _NONE
            or self.formerly is not _NONE
            or not self.name[:1].isalpha()
        ):
            return False
        possible = self.ladder()
        for grant in self.certifications:
            if grant.tier not in possible or grant.id or grant.corrects:
                return False
        return True

    def _faults(self) -> Iterator[Fault]:
        possible = self.ladder()
        if not plain(self.name):
            yield Fault("name", "an empty name", "a name")
        facts: dict[str, Sequence[Certification | Revocation]] = {
            "certifications": self.certifications,
            "revocations": self.revocations,
        }
        for field, events in facts.items():
            yield from _of_corrections(field, events)
            for index, fact in enumerate(events):
                if fact.tier not in possible:
                    allowed = " or ".join(tier.value for tier in possible) or "no tier at all"
                    yield Fault(
                        f"{field}[{index}].tier",
                        repr(fact.tier.value),
                        f"what {self.name} can hold: {allowed}",
                    )
        yield from self._of_formers()

    def _of_formers(self) -> Iterator[Fault]:
        for index, former in enumerate(self.formerly):
            path = f"formerly[{index}]"
            if not former.given:
                yield Fault(path, "nothing that was different", "a name, a code or a kind")
            for field in sorted(former.given.keys() - self.PERIODIC.keys()):
                yield Fault(f"{path}.{field}", "a value", f"none, for a {type(self).__name__}")
            if former.name is not None and not plain(former.name):
                yield Fault(f"{path}.name", "an empty name", "a name")
        for one, other in zip(self.history, self.history[1:], strict=False):
            if _overlap(one, other):
                yield Fault(
                    "formerly",
                    f"a state before {_shown(one)} and one before {_shown(other)}",
                    "states whose days do not overlap",
                )


def _order_of(when: When) -> date:
    return when.earliest or date.min


def _order(former: Former) -> date:
    return _order_of(former.before)


def _overlap(one: Former, other: Former) -> bool:
    """Whether it is open which of two states came first, or both change the same thing at once."""
    together = one.resolution == other.resolution or one.before.certain
    if one.before == other.before and together:
        return not one.given.keys().isdisjoint(other.given)
    return one.before.latest is None or one.before.latest > _order(other)


def _shown(former: Former) -> str:
    return f"{former.before.earliest} to {former.before.latest}"


def _of_corrections(field: str, facts: Sequence[Certification | Revocation]) -> Iterator[Fault]:
    """Find ids that stand twice, and corrections that lead nowhere or in a circle."""
    names = [fact.id for fact in facts]
    circles = _circles({fact.id: fact.corrects for fact in facts if fact.id and fact.corrects})
    for index, fact in enumerate(facts):
        path = f"{field}[{index}]"
        if fact.id and fact.id in names[:index]:
            yield Fault(f"{path}.id", f"{fact.id!r}, which another has", "one of its own")
        if fact.corrects and fact.corrects not in names:
            yield Fault(f"{path}.corrects", repr(fact.corrects), f"an id among these {field}")
        elif fact.corrects and fact.id in circles:
            yield Fault(f"{path}.corrects", f"{fact.corrects!r}, a circle", "an earlier fact")


def _circles(corrects: Mapping[str, str]) -> frozenset[str]:
    """Return the facts that, one after the other, correct themselves."""
    if not corrects:
        return frozenset()
    from ..core.circles import on_circles  # noqa: PLC0415 - most units correct nothing

    return on_circles(corrects)

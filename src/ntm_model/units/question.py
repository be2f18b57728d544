"""Which facts an answer may use."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Protocol, TypeVar, final

import attrs

from ..core.citations import Citation, Confidence
from ..core.days import When
from ..core.words import Assumption
from ..tiers import Certification, CertificationTier, Revocation

_Fact = TypeVar("_Fact", Certification, Revocation)


class _Dated(Protocol):
    """What a filter looks at in a fact."""

    @property
    def known(self) -> When:
        """When it became known."""
        ...

    @property
    def source(self) -> Citation:
        """Where it stands, and how sure that is."""
        ...


@final
@attrs.frozen
class Question:
    """Which facts an answer may use: known by a day, trusted, and without some assumptions."""

    known: date | None
    trust: Confidence
    without: frozenset[Assumption]
    #: whether what is left out stays as a possibility, because a record claims to be complete
    doubts_kept: bool
    #: whether units stay as they are, because their province was cut out for a day
    of_a_day: bool

    def admits(self, fact: _Dated) -> bool:
        """Whether a fact is sure enough and was possibly known by the day."""
        if fact.source.confidence < self.trust:
            return False
        strict = Assumption.KNOWN_IN_TIME in self.without
        in_time = fact.known.surely_by if strict else fact.known.possibly_by
        return self.known is None or in_time(self.known)

    def admits_grants(self, grants: tuple[Certification, ...]) -> Iterator[Certification]:
        """Yield each certificate as far as it may be used, or what it leaves possible.

        One that an admissible one corrects is left out.
        """
        replaced = self._replaced(grants)
        for grant in grants:
            if grant.id in replaced:
                continue
            if self.admits(grant):
                yield _alone(grant).without(self.without).taken_as_known(self.known)
            elif self.doubts_kept:
                yield grant.as_possibility()

    def admits_ends(self, ends: tuple[Revocation, ...]) -> Iterator[Revocation]:
        """Yield the revocations that may be used."""
        replaced = self._replaced(ends)
        yield from (_alone(end) for end in ends if self.admits(end) and end.id not in replaced)

    def _replaced(self, facts: Sequence[_Fact]) -> set[str]:
        """Return the ids of what admissible facts correct, at once or through other corrections."""
        corrects = {fact.id: fact.corrects for fact in facts if fact.id}
        found = set[str]()
        for fact in facts:
            step = fact.corrects if self.admits(fact) else ""
            while step:
                found.add(step)
                step = corrects[step]
        return found


def _alone(fact: _Fact) -> _Fact:
    """Return a fact that no longer points to the one that it corrects."""
    return attrs.evolve(fact, corrects="") if fact.corrects else fact


def only(facts: tuple[_Fact, ...], tiers: Collection[CertificationTier]) -> tuple[_Fact, ...]:
    """Return the facts about some tiers; none of them points to one that is left out."""
    kept = tuple(fact for fact in facts if fact.tier in tiers)
    names = {fact.id for fact in kept}
    return tuple(fact if fact.corrects in names else _alone(fact) for fact in kept)

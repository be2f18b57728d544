"""Three-valued verdicts: met, not met, undetermined (chưa đủ căn cứ kết luận)."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterable


class Verdict(Enum):
    """What is known of a question: true in all possible worlds, in none, or open.

    ``& | ~`` are Kleene's. A verdict has no truth value, because "undetermined" is neither.

    >>> Verdict.MET & Verdict.UNDETERMINED
    <Verdict.UNDETERMINED: 'undetermined'>
    >>> Verdict.NOT_MET & Verdict.UNDETERMINED
    <Verdict.NOT_MET: 'not met'>
    """

    MET = "met"
    NOT_MET = "not met"
    UNDETERMINED = "undetermined"

    def __and__(self, other: Verdict) -> Verdict:
        """Met if both are met, not met if either is not."""
        return Verdict.all_of((self, other))

    def __or__(self, other: Verdict) -> Verdict:
        """Met if either is met, not met if neither can be."""
        return Verdict.any_of((self, other))

    def __invert__(self) -> Verdict:
        """Swap met and not met."""
        return {Verdict.MET: Verdict.NOT_MET, Verdict.NOT_MET: Verdict.MET}.get(self, self)

    def __bool__(self) -> NoReturn:
        """Refuse to be a truth value: unknown is not no."""
        message = (
            f"a verdict is not true or false; compare it, as in 'verdict is Verdict.{self.name}'"
        )
        raise TypeError(message)

    @classmethod
    def of(cls, truth: bool) -> Verdict:  # noqa: FBT001 - the truth value is the whole of the input
        """Turn something settled into a verdict."""
        return cls.MET if truth else cls.NOT_MET

    @classmethod
    def at_least(cls, k: int, verdicts: Iterable[Verdict]) -> Verdict:
        """Judge "at least *k* of these are met".

        >>> Verdict.at_least(1, [Verdict.UNDETERMINED, Verdict.MET])
        <Verdict.MET: 'met'>
        """
        given = list(verdicts)
        met = given.count(cls.MET)
        if met >= k:
            return cls.MET
        return cls.UNDETERMINED if met + given.count(cls.UNDETERMINED) >= k else cls.NOT_MET

    @classmethod
    def all_of(cls, verdicts: Iterable[Verdict]) -> Verdict:
        """Judge "all of these are met"; all of none is met."""
        given = tuple(verdicts)
        return cls.at_least(len(given), given)

    @classmethod
    def any_of(cls, verdicts: Iterable[Verdict]) -> Verdict:
        """Judge "at least one of these is met"; any of none is not met."""
        return cls.at_least(1, verdicts)

"""The review: every rule applied to a programme as of a day, in one canonical order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import final

import attrs

from ..core.citations import Confidence
from ..core.days import When
from ..core.errors import Fault, expect, expect_day, refuse
from ..core.explanation import Check
from ..core.typed import typed
from ..core.verdict import Verdict
from .case import Case
from .programme import Programme
from .rules import RULES


@final
@attrs.frozen(kw_only=True, field_transformer=typed)
class Review:
    """What the rules say of a programme on a day.

    ``print(review)`` gives the English text; :meth:`text` both languages.
    """

    programme: Programme = attrs.field(repr=lambda programme: repr(programme.id))
    on: date
    known: date
    trust: Confidence
    #: every check, in canonical order
    checks: tuple[Check, ...] = attrs.field(repr=lambda checks: f"<{len(checks)} checks>")

    @property
    def findings(self) -> tuple[Check, ...]:
        """Every check whose verdict is not ``MET``: first ``NOT_MET``, then ``UNDETERMINED``."""
        return tuple(check for check in self.checks if check.verdict is not Verdict.MET)

    @property
    def case(self) -> Case:
        """What the rules saw: the facts that were known and trusted."""
        return Case.of(self.programme, self.on, self.known, self.trust)

    def text(self, lang: str = "en") -> str:
        """Return the review as text in a language, ``en`` or ``vi``; the same bytes every time."""
        from .text import render  # noqa: PLC0415 - words are loaded when they are needed

        return render(self, lang)

    def __str__(self) -> str:
        """Return the English text."""
        return self.text()


def _too_early(programme: Programme, **days: date) -> Iterator[Fault]:
    """Find the days on which nobody could have read the letter."""
    dated = programme.document(programme.letter).dated if programme.letter else When()
    for name, day in days.items():
        follows = name == "known" and day == days["on"]
        if not dated.possibly_by(day) and not follows:
            yield Fault(name, str(day), f"a day not before the letter's, {dated.earliest}")


def review(
    programme: Programme,
    *,
    on: date | None = None,
    known: date | None = None,
    trust: Confidence | None = None,
) -> Review:
    """Apply every rule to *programme*; see :meth:`Programme.review`."""
    day = programme.day if on is None else on
    floor = trust or programme.province.trust
    seen = day if known is None else known
    expect_day(on=day, known=seen)
    expect(Confidence, trust=floor)
    refuse(_too_early(programme, on=day, known=seen))
    case = Case.of(programme, day, seen, floor)
    checks = {check for rule in RULES for check in rule(case)}
    ordered = tuple(sorted(checks, key=lambda check: check.key))
    return Review(programme=programme, on=day, known=seen, trust=floor, checks=ordered)

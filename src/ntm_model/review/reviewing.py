"""The review: every rule applied to a programme as of a day, in one canonical order."""

from __future__ import annotations

from datetime import date
from typing import final

import attrs

from ..core.citations import Confidence
from ..core.explanation import Check
from ..core.verdict import Verdict
from .case import Case
from .programme import Programme
from .rules import RULES


@final
@attrs.frozen(kw_only=True)
class Review:
    """What the rules say of a programme on a day.

    ``print(review)`` gives the English text; :meth:`text` both languages.
    """

    programme: Programme
    on: date
    known: date
    trust: Confidence
    #: every check, in canonical order
    checks: tuple[Check, ...]

    @property
    def findings(self) -> tuple[Check, ...]:
        """The checks that are not met: not met first, then undetermined."""
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
    case = Case.of(programme, day, seen, floor)
    checks = {check for rule in RULES for check in rule(case)}
    ordered = tuple(sorted(checks, key=lambda check: check.key))
    return Review(programme=programme, on=day, known=seen, trust=floor, checks=ordered)

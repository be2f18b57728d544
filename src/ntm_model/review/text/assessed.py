"""What assessments say: printed beside a unit, never counted."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ...tiers import CertificationTier
from .page import Page


def assessments(
    page: Page, units: Collection[str], tier: CertificationTier | None = None
) -> Iterator[str]:
    """Yield what the assessments of some units say, of one tier or of any."""
    for found in page.programme.assessments:
        if found.unit in units and tier in (None, found.tier):
            yield page.say(
                "assessed",
                name=page.name_of(found.unit),
                met=found.met,
                of=found.of,
                set=found.criteria_set,
                when=page.words.when(found.as_of),
                source=page.cite(found.source),
            )

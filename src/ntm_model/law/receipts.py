"""What a judgement rests on: the law files with their digests, what was observed, the version."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import final

import attrs

from ..record import CriterionMark, Observation
from .assessing import Circumstances, Judgement
from .library import digests


@final
@attrs.frozen(kw_only=True)
class Receipt:
    """Enough to tell whether a judgement would be made again: the same inputs give it again."""

    #: the version of this library
    version: str
    #: id of the criteria set
    criteria_set: str
    #: each law file that came along, with its SHA-256 digest
    law: tuple[tuple[str, str], ...]
    #: the digest of what was observed, whatever its order
    observed: str
    #: the digest of the circumstances, such as region, year and trust
    given: str
    #: the digest of the reasons
    explanation: str


def receipt(
    judgement: Judgement,
    *,
    observations: Iterable[Observation] = (),
    marks: Iterable[CriterionMark] = (),
    given: Circumstances = Circumstances(),
) -> Receipt:
    """Return what a judgement rests on; it holds no time, so that it is the same every time."""
    from importlib.metadata import version  # noqa: PLC0415 - it takes long to load

    facts = sorted(map(repr, (*observations, *marks)))
    return Receipt(
        version=version("ntm-model"),
        criteria_set=judgement.criteria_set,
        law=tuple(digests().items()),
        observed=_digest("\n".join(facts)),
        given=_digest(repr(given)),
        explanation=_digest(repr(judgement.explanation)),
    )


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()

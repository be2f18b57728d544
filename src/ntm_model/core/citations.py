"""Where a datum stands, and how far the reading can be trusted."""

from __future__ import annotations

from enum import Enum
from functools import total_ordering
from typing import final

import attrs

from .typed import typed


@total_ordering
class Confidence(Enum):
    """How far a datum can be trusted; it speaks of the reading, not of the truth.

    >>> Confidence.VERIFIED > Confidence.SECONDARY > Confidence.INFERRED > Confidence.UNVERIFIED
    True
    """

    #: read in a public source, or asserted by the caller or the file's author
    VERIFIED = "VERIFIED"
    #: read in a copy or a re-posted text
    SECONDARY = "SECONDARY"
    #: derived from what was read
    INFERRED = "INFERRED"
    #: remembered, not found
    UNVERIFIED = "UNVERIFIED"

    @classmethod
    def _missing_(cls, value: object) -> Confidence | None:
        return cls.INFERRED if value == "DERIVED" else None

    def __lt__(self, other: Confidence) -> bool:
        """Order by trust."""
        ranks = list(Confidence)
        return ranks.index(self) > ranks.index(other)


@final
@attrs.frozen(field_transformer=typed)
class Citation:
    """Where a datum stands, and how sure the reading is.

    Without a *source* it is the caller's or the file author's own word, which counts as verified.
    """

    #: id of a :class:`Document`
    source: str = ""
    #: where in it: an article, a footnote, a sentence
    at: str = ""
    confidence: Confidence = Confidence.VERIFIED

"""Who follows an unmet criterion: by the province's own assignment, never by a national list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import final

import attrs

from ..core.names import Mention
from ..core.verdict import Verdict
from ..law import Judgement
from ..promises import Duty


@final
@attrs.frozen(kw_only=True)
class Following:
    """Who follows a criterion that is not met, or open; nobody where no assignment is on file."""

    criterion: str
    verdict: Verdict
    #: the authorities that the province's assignment names; empty: not known (rule D1)
    by: tuple[Mention, ...] = ()


def following(judgement: Judgement, duties: Iterable[Duty]) -> tuple[Following, ...]:
    """Return who follows each criterion of a judgement that is not surely met (rule D1)."""
    assigned = [duty for duty in duties if duty.criteria]
    return tuple(
        Following(
            criterion=name,
            verdict=node.verdict,
            by=tuple(dict.fromkeys(duty.addressee for duty in assigned if name in duty.criteria)),
        )
        for name, node in judgement.criteria.items()
        if node.verdict is not Verdict.MET
    )

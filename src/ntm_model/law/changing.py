"""The least change that would meet what is not met: how many steps, and which are forced.

A move makes one open or failing reason hold: a criterion is reached, a tier is granted. Nothing
is ever taken away. *sure* counts the moves that are enough in every possible world, *possible*
those that are enough in the best one.
"""

from __future__ import annotations

from typing import final

import attrs

from ..core.explanation import Explanation, Kind
from ..core.verdict import Verdict

_Path = tuple[str, ...]
#: dearer than any number of moves: what cannot be had
_NEVER = 10**9


@final
@attrs.frozen(kw_only=True)
class LeastChange:
    """The fewest moves that make a reason hold."""

    #: enough in the best world that is possible
    possible: int
    #: enough in every world that is possible
    sure: int
    #: one set of moves that is surely enough, each named by its subject
    moves: tuple[_Path, ...] = ()
    #: those of them that no other set can do without
    forced: tuple[_Path, ...] = ()

    @property
    def unique(self) -> bool:
        """Whether no other set of so few moves is surely enough."""
        return self.moves == self.forced


def least_change(reason: Explanation) -> LeastChange:
    """Return the fewest moves that make *reason* met.

    >>> from ntm_model.core.explanation import combined
    >>> facts = [
    ...     Explanation(kind=Kind.FACT, topic="t", verdict=verdict, subject=(verdict.value,))
    ...     for verdict in (Verdict.NOT_MET, Verdict.UNDETERMINED)
    ... ]
    >>> found = least_change(combined(Kind.ALL, "all", facts))
    >>> found.possible, found.sure
    (1, 2)
    """
    moves = _moves(reason, sure=True, blocked=frozenset())
    sure = sum(moves.values())
    forced = tuple(
        move for move in moves if _cost(reason, sure=True, blocked=frozenset([move])) > sure
    )
    possible = _cost(reason, sure=False, blocked=frozenset())
    return LeastChange(possible=possible, sure=sure, moves=tuple(moves), forced=forced)


def _cost(node: Explanation, *, sure: bool, blocked: frozenset[_Path]) -> int:
    """Return how many moves a reason takes, doing without those that are blocked."""
    return sum(_moves(node, sure=sure, blocked=blocked).values())


def _moves(node: Explanation, *, sure: bool, blocked: frozenset[_Path]) -> dict[_Path, int]:
    """Return one cheapest set of moves, the first in the order of the reasons.

    A move counts once, wherever it helps: a share that two cases ask for is measured once.
    """
    if _is_leaf(node):
        cost = _leaf_cost(node, sure=sure, blocked=blocked)
        return {_name(node): cost} if cost else {}
    ways = [_moves(child, sure=sure, blocked=blocked) for child in _parts(node)]
    ranked = sorted(ways, key=lambda way: sum(way.values()))
    found: dict[_Path, int] = {}
    for way in ranked[: _needed(node, len(ways), sure=sure)]:
        found |= {move: max(cost, found.get(move, 0)) for move, cost in way.items()}
    return found


def _is_leaf(node: Explanation) -> bool:
    return node.kind in (Kind.FACT, Kind.COUNT, Kind.MEASURE)


def _name(node: Explanation) -> _Path:
    return tuple(filter(None, (node.topic, node.rule, *node.subject)))


def _leaf_cost(node: Explanation, *, sure: bool, blocked: frozenset[_Path]) -> int:
    if node.verdict is Verdict.MET or (node.verdict is Verdict.UNDETERMINED and not sure):
        return 0
    if _name(node) in blocked:
        return _NEVER
    if node.margin is None:
        return 1
    # a count takes as many grants as it is short of
    short = node.margin.high if sure else node.margin.low
    return max(1, short or 0)


def _needed(node: Explanation, parts: int, *, sure: bool) -> int:
    """Return how many parts have to be met; the case that applies may be the cheaper one."""
    if node.kind is Kind.SOME and node.required is not None:
        return node.required.low
    one_is_enough = node.kind is Kind.ANY or (node.kind is Kind.IF and not sure)
    return min(1, parts) if one_is_enough else parts


def _parts(node: Explanation) -> tuple[Explanation, ...]:
    """Return what is asked: in the case that applies, or in both where that is open."""
    if node.kind is not Kind.IF:
        return node.children
    condition, then, otherwise = node.children
    cases = {Verdict.MET: (then,), Verdict.NOT_MET: (otherwise,)}
    return cases.get(condition.verdict, (then, otherwise))

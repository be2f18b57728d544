"""Whole numbers that add up: the least and the most that one of them can be.

Nothing here knows what is counted. Each number has bounds, and some are the sums of others. The
bounds are narrowed by the sums until nothing moves; then a number is tried at one of its bounds,
and if that fails it is not that. So every way to choose the numbers is covered. What fails often
is tried first, and after some failures the search begins again, now knowing what that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import final

import attrs

#: after so many failures the search gives up. The numbers of a province of 600 communes with nested
#: sets fail never; a puzzle of crossing sets fails some dozens of times, or for ever
MOST_FAILURES = 640
#: after so many failures, and again after twice as many, it begins again
FEW_FAILURES = 20
#: numbers are compared by their choices per failure, to this fraction
_FINE = 1 << 16


@final
@attrs.frozen
class Extreme:
    """The least or the most that a number can be."""

    #: ``None`` if the numbers cannot all add up
    value: int | None
    #: whether some choice of all numbers attains it; otherwise it is a bound
    attained: bool


class Sums:
    """Numbers between bounds, known by their place, and which of them are sums of others."""

    def __init__(self) -> None:
        """Begin with no number."""
        self.lows: list[int] = []
        self.highs: list[int] = []
        self.sums: list[tuple[int, tuple[int, ...]]] = []
        #: the sums that each number is part of, or the whole of
        self.uses: list[list[int]] = []

    def number(self, low: int, high: int) -> int:
        """Add a number between two bounds, and return its place."""
        self.lows.append(low)
        self.highs.append(high)
        self.uses.append([])
        return len(self.lows) - 1

    def total(self, parts: Sequence[int]) -> int:
        """Add the sum of some numbers."""
        lows, highs = (sum(ends[part] for part in parts) for ends in (self.lows, self.highs))
        whole = self.number(lows, highs)
        self.add_up(whole, parts)
        return whole

    def add_up(self, whole: int, parts: Sequence[int]) -> None:
        """Say that a number is the sum of others."""
        for number in (whole, *parts):
            self.uses[number].append(len(self.sums))
        self.sums.append((whole, tuple(parts)))

    def bound(self, number: int, low: int, high: int) -> None:
        """Narrow the bounds of a number."""
        self.lows[number] = max(self.lows[number], low)
        self.highs[number] = min(self.highs[number], high)

    def extreme(self, number: int, *, most: bool) -> Extreme:
        """Return the most or the least that a number can be if all add up."""
        return _Search(self, number, most=most).run()


class _Search:
    """One search, depth first: what was tried, and how to take it back."""

    def __init__(self, sums: Sums, asked: int, *, most: bool) -> None:
        self.lows, self.highs = list(sums.lows), list(sums.highs)
        self.sums, self.uses = sums.sums, sums.uses
        self.asked, self.most = asked, most
        #: the bounds that a number had before each change
        self.trail: list[tuple[int, int, int]] = []
        #: for each choice, how long the trail was, and what is left of the number if it fails
        self.choices: list[tuple[int, int, int, int]] = []
        #: how often each number was part of what did not add up
        self.failures = [0] * len(self.lows)

    def run(self) -> Extreme:
        """Search until all numbers are chosen, nothing is left to choose, or it fails too often."""
        in_order = all(map(int.__le__, self.lows, self.highs))
        possible = in_order and self._settle(range(len(self.sums)))
        self.trail.clear()
        failed, patience = 0, FEW_FAILURES
        while possible or self.choices:
            if not possible:
                failed += 1
                possible = self._take_back()
            elif (number := self._next()) is None or failed >= MOST_FAILURES:
                return Extreme(self._end, attained=number is None)
            elif failed >= patience:
                patience *= 2
                possible = self._begin_again()
            else:
                possible = self._choose(number)
        return Extreme(None, attained=False)

    @property
    def _end(self) -> int:
        """The wanted end of what is asked: nothing beyond it is possible."""
        return (self.highs if self.most else self.lows)[self.asked]

    def _next(self) -> int | None:
        """Return the number to choose next: what is asked, then what is nearly chosen or fails."""
        if self.lows[self.asked] < self.highs[self.asked]:
            return self.asked
        lows, highs, failures = self.lows, self.highs, self.failures
        left = [number for number, low in enumerate(lows) if low < highs[number]]
        return min(
            left,
            key=lambda number: _FINE * (highs[number] - lows[number]) // (1 + failures[number]),
            default=None,
        )

    def _choose(self, number: int) -> bool:
        """Put a number at the wanted end of its bounds; the rest is for later."""
        low, high = self.lows[number], self.highs[number]
        if self.most:
            self.choices.append((len(self.trail), number, low, high - 1))
            return self._narrow_and_settle(number, high, high)
        self.choices.append((len(self.trail), number, low + 1, high))
        return self._narrow_and_settle(number, low, low)

    def _take_back(self) -> bool:
        """Undo the last choice, and exclude it."""
        length, number, low, high = self.choices.pop()
        self._undo(length)
        return self._narrow_and_settle(number, low, high)

    def _begin_again(self) -> bool:
        """Undo all choices, and keep what was refuted of the number that is asked."""
        end = self._end
        self._undo(0)
        self.choices.clear()
        low, high = self.lows[self.asked], self.highs[self.asked]
        kept = (low, end) if self.most else (end, high)
        return self._narrow_and_settle(self.asked, *kept)

    def _undo(self, length: int) -> None:
        """Take back all changes after so many."""
        while len(self.trail) > length:
            changed, self.lows[changed], self.highs[changed] = self.trail.pop()

    def _narrow_and_settle(self, number: int, low: int, high: int) -> bool:
        self._set(number, low, high)
        return self._settle(self.uses[number])

    def _settle(self, moved: Iterable[int]) -> bool:
        """Narrow by the sums that are touched until nothing moves; say whether they add up."""
        waiting = dict.fromkeys(moved)
        while waiting:
            place = next(iter(waiting))
            del waiting[place]
            changed = self._add(*self.sums[place])
            if changed is None:
                whole, parts = self.sums[place]
                for number in (whole, *parts):
                    self.failures[number] += 1
                return False
            for number in changed:
                waiting |= dict.fromkeys(self.uses[number])
            # one look at a sum leaves nothing more to narrow by it
            waiting.pop(place, None)
        return True

    def _add(self, whole: int, parts: tuple[int, ...]) -> list[int] | None:
        """Narrow a sum and its parts by one another; ``None`` if they do not add up."""
        lows, highs = self.lows, self.highs
        least = sum([lows[part] for part in parts])
        most = sum([highs[part] for part in parts])
        low, high = max(lows[whole], least), min(highs[whole], most)
        if low > high:
            return None
        changed: list[int] = []
        if low > lows[whole] or high < highs[whole]:
            self._set(whole, low, high)
            changed.append(whole)
        # what the others leave at least, and at most, for a part
        lack, excess = low - most, high - least
        for part in parts:
            below, above = lows[part], highs[part]
            if lack + above > below or excess + below < above:
                self._set(part, max(below, lack + above), min(above, excess + below))
                changed.append(part)
        return changed

    def _set(self, number: int, low: int, high: int) -> None:
        self.trail.append((number, self.lows[number], self.highs[number]))
        self.lows[number], self.highs[number] = low, high

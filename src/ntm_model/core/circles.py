"""Ids that lead back to themselves, whatever leads from one to the next."""

from __future__ import annotations

from collections.abc import Mapping


def on_circles(leads: Mapping[str, str]) -> frozenset[str]:
    """Return the ids from which one comes back to the same id.

    What only leads into a circle is not on it: it is in order as soon as the circle is mended.

    >>> sorted(on_circles({"a": "b", "b": "a", "before": "a", "alone": "alone", "open": "end"}))
    ['a', 'alone', 'b']
    """
    found: set[str] = set()
    seen: set[str] = set()
    for start in leads:
        way: list[str] = []
        here = start
        while here in leads and here not in seen:
            seen.add(here)
            way.append(here)
            here = leads[here]
        if here in way:
            found.update(way[way.index(here) :])
    return frozenset(found)

"""What two values of one kind have otherwise: a value, keyed by ids, free of language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any, cast, final

import attrs


@final
@attrs.frozen
class Place:
    """One place on the way to a part: a field, and in a list the id of the member."""

    field: str
    key: str = ""

    def __str__(self) -> str:
        """Print the place as a path does."""
        return f"{self.field}[{self.key}]" if self.key else self.field


@final
@attrs.frozen
class Changed:
    """One part that is otherwise: what it was and what it is, as text; empty where it is not.

    >>> print(Changed((Place("communes", "23504"), Place("name")), "Đăk Long", "Đăk Pxi"))
    communes[23504].name: 'Đăk Long' → 'Đăk Pxi'
    """

    path: tuple[Place, ...]
    old: str
    new: str

    def __str__(self) -> str:
        """Print where it is, what it was and what it is."""
        where = ".".join(map(str, self.path))
        return f"{where}: {self.old!r} → {self.new!r}"


@final
@attrs.frozen
class Difference:
    """Everything that two values have otherwise, in a fixed order; nothing if they are the same."""

    changes: tuple[Changed, ...] = ()

    def __str__(self) -> str:
        """Print one change a line."""
        return "\n".join(map(str, self.changes))


def difference(old: object, new: object) -> Difference:
    """Compare two values of one class part by part.

    Members of lists are the same if their ids are; without ids they are only there or not.
    """
    return Difference(tuple(_changes((), old, new)))


def _changes(path: tuple[Place, ...], old: Any, new: Any) -> Iterator[Changed]:  # noqa: ANN401
    if _is_list(old) and _is_list(new):
        before, after = _keyed(old), _keyed(new)
        *way, last = path
        for key in [*before, *(key for key in after if key not in before)]:
            place = (*way, Place(last.field, key))
            yield from _changes(place, before.get(key), after.get(key))
    elif attrs.has(old.__class__) and old.__class__ is new.__class__:
        for name in attrs.fields_dict(old.__class__):
            yield from _changes((*path, Place(name)), getattr(old, name), getattr(new, name))
    elif shown(old) != shown(new):
        yield Changed(path, shown(old), shown(new))


def _is_list(value: object) -> bool:
    return isinstance(value, tuple)


def _keyed(members: tuple[Any, ...]) -> dict[str, Any]:
    """Return the members of a list by id, or by what they say and how often it was said before."""
    found: dict[str, Any] = {}
    times: Counter[str] = Counter()
    for member in members:
        key = getattr(member, "id", None) or shown(member)
        times[key] += 1
        found[key if times[key] == 1 else f"{key} ({times[key]})"] = member
    return found


def shown(value: object) -> str:
    """Return a value as one line of text without language; nothing for what is not there."""
    if value is None or value == ():
        return ""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return ", ".join(map(shown, cast("tuple[object, ...]", value)))
    if not attrs.has(type(value)):
        return value.isoformat() if isinstance(value, date) else str(value)
    names = (getattr(value, name, None) for name in ("id", "name"))
    label = " ".join(str(name) for name in names if name)
    return label or ", ".join(_said(value)) or f"{type(value).__name__}()"


def _said(value: Any) -> Iterator[str]:  # noqa: ANN401 - any attrs value
    """Yield what a value without an id says, field by field, leaving out its defaults."""
    for name, field in attrs.fields_dict(value.__class__).items():
        part = getattr(value, name)
        if part != field.default:
            yield f"{name}: {shown(part)}"

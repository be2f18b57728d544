"""What is raised when input cannot be used: every fault at once, each with its path.

Of more than a thousand faults the first thousand are listed, and that there are more.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from itertools import islice
from typing import TYPE_CHECKING, final

import attrs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@final
@attrs.frozen
class Fault:
    """One thing that is wrong with some input.

    >>> print(Fault("communes[3].district", "'69'", "a district's id", "'609'"))
    communes[3].district: found '69', expected a district's id; did you mean '609'?
    """

    #: Where it stands, from the root of the value or file; empty for the whole of it.
    path: str
    found: str
    expected: str
    #: What the author probably meant; empty if nothing lies near.
    meant: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse what is no text."""
        expect(str, path=self.path, found=self.found, expected=self.expected, meant=self.meant)

    def __str__(self) -> str:
        """Say where, what was found, what was expected and what was probably meant."""
        where = f"{self.path}: " if self.path else ""
        hint = f"; did you mean {self.meant}?" if self.meant else ""
        return f"{where}found {self.found}, expected {self.expected}{hint}"

    def under(self, path: str) -> Fault:
        """Return the same fault seen from the value that holds this one at *path*."""
        joint = "." if path and self.path and not self.path.startswith("[") else ""
        return attrs.evolve(self, path=f"{path}{joint}{self.path}")


#: nobody reads more, and a large file can have millions
MOST_FAULTS = 1000


class _ByValue:
    """Errors compare by their type and fields, so that tests can say what they expect."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        """Compare by value."""
        return type(self) is type(other) and repr(self) == repr(other)

    def __hash__(self) -> int:
        """Hash by value."""
        return hash(repr(self))


@final
@attrs.frozen
class InvalidInputError(_ByValue, ValueError):
    """A value that cannot be built, with everything that is wrong with it."""

    faults: tuple[Fault, ...]

    def __str__(self) -> str:
        """Print one fault a line."""
        return "\n".join(map(str, self.faults))


@final
@attrs.frozen
class UnknownNameError(_ByValue, LookupError):
    """A name or code that fits no unit; *near* lists the closest spellings on record."""

    name: str
    level: str
    near: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Say what was looked for and what lies near."""
        hint = f"; did you mean {' or '.join(self.near)}?" if self.near else ""
        asked = "has the id" if self.level == "unit" else "is called or coded"
        return f"no {self.level} {asked} {self.name!r}{hint}"


@final
@attrs.frozen
class AmbiguousNameError(_ByValue, LookupError):
    """A name that fits several units (rule U3): never resolved by a guess."""

    name: str
    candidates: tuple[str, ...]

    def __str__(self) -> str:
        """List the candidates and say how to tell them apart."""
        listed = "; ".join(self.candidates)
        number = len(self.candidates)
        more = "give the code, the district or the day"
        return f"{self.name!r} fits {number} units: {listed}; {more}"


def refuse(faults: Iterable[Fault]) -> None:
    """Raise :class:`InvalidInputError` if there is any fault, with the first thousand of them."""
    found = most(faults)
    if found:
        raise InvalidInputError(found)


def most(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return the first thousand faults; the last one then says that there are more."""
    found = tuple(islice(faults, MOST_FAULTS + 1))
    return found if len(found) <= MOST_FAULTS else (*found[:MOST_FAULTS], MORE)


def expect(kind: type, /, **values: object) -> None:
    """Raise :class:`InvalidInputError` for each value that is not of a kind.

    Types are for checkers; this is for callers without one, where a text in place of a tier or
    a day would otherwise be taken for an answer.

    >>> expect(int, year=2018)
    """
    for value in values.values():
        if not isinstance(value, kind):
            break
    else:
        # asked of every value that is made, so that it must not cost much
        return
    refuse(
        mistyped(name, value, kind) for name, value in values.items() if not isinstance(value, kind)
    )


def in_words(value: object, by: Callable[[object], str] = repr) -> str:
    """Return a value as text, or its type where Python has no words for it."""
    try:
        return by(value)
    except (ValueError, RecursionError):
        # thousands of digits, or thousands of values one inside the other
        return f"a value of type {type(value).__name__}"


def mistyped(path: str, value: object, *kinds: type) -> Fault:
    """Return the fault of a value that is of none of some types, with what was probably meant."""
    names = " or ".join("None" if kind is type(None) else kind.__name__ for kind in kinds)
    meant = "".join(_meant(kind, value) for kind in kinds)
    return Fault(path, in_words(value), f"a value of type {names}", meant)


def expect_day(**values: object) -> None:
    """Raise :class:`InvalidInputError` for each value that is no day; a day has no clock."""
    refuse(
        Fault(name, in_words(value), "a day such as date(2024, 3, 29)")
        for name, value in values.items()
        if not isinstance(value, date) or isinstance(value, datetime)
    )


def _meant(kind: type, value: object) -> str:
    """Return the member of an enumeration, or the range, that a plain value probably means."""
    if issubclass(kind, Enum):
        near = [member for member in kind if value in (member.value, member.name)]
        return "".join(f"{kind.__name__}.{member.name}" for member in near)
    plain = {"When": date, "Years": int}.get(kind.__name__)
    return f"{kind.__name__}.of({value!r})" if plain and isinstance(value, plain) else ""


#: says that not all faults are listed
MORE = Fault("", f"more than {MOST_FAULTS} faults", "fewer; the others are not listed")

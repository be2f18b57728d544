"""Values of the wrong type, refused by the names of their fields where a value is built.

Types are for checkers; this is for callers without one, where a text in place of a range of days
would be kept, and fail much later. What reads JSON has checked them already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from types import NoneType
from typing import Any, cast, final, get_args, get_origin, get_type_hints

import attrs

from .errors import Fault, mistyped, refuse


def typed(_: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """Ask of a class that its values have the declared types: ``frozen(field_transformer=typed)``.

    The last field looks at all of them, because to ask each one singly takes six times as long.
    """
    *others, last = (field.evolve(validator=None) for field in fields)
    return [*others, last.evolve(validator=_asking())]


def _asking() -> Callable[[Any, object, object], None]:
    """Return the validator of one class, which learns its types from the first value."""
    fields: tuple[_Field, ...] = ()
    fits: Callable[[object], bool] | None = None

    def asked(value: object, _: object, __: object) -> None:
        nonlocal fields, fits
        if fits is None:
            fields = _fields(type(value))
            fits = _fitting(fields)
        if not fits(value):
            refuse(fault for field in fields for fault in field.faults(value))

    return asked


@final
@attrs.frozen
class _Field:
    """What a class says that a field holds: one value of some types, or a tuple of such values."""

    name: str
    kinds: tuple[type, ...]
    many: bool

    def code(self) -> str:
        """Return the code of whether the field of ``v`` holds values of just these types."""
        held, kinds = f"v.{self.name}", f"of_{self.name}"
        if self.many:
            # there is one empty tuple, and most others hold one value: both are told quickly
            one = f"len({held}) == 1 and type({held}[0]) in {kinds}"
            some = f"{{*map(type, {held})}} <= {kinds}"
            return f"({held} is none or type({held}) is tuple and ({one} or {some}))"
        if NoneType in self.kinds:
            return f"({held} is None or type({held}) in {kinds})"
        return f"type({held}) is {kinds}"

    def faults(self, value: object) -> Iterator[Fault]:
        """Find what is of another type; what is of a narrower one will do."""
        held: object = getattr(value, self.name)
        if not self.many:
            yield from self._faults(self.name, held)
        elif isinstance(held, tuple):
            for index, one in enumerate(cast("tuple[object, ...]", held)):
                yield from self._faults(f"{self.name}[{index}]", one)
        else:
            yield mistyped(self.name, held, tuple)

    def _faults(self, path: str, held: object) -> Iterator[Fault]:
        # a day has no clock, although Python's moments are days too
        if not isinstance(held, self.kinds) or isinstance(held, datetime):
            yield mistyped(path, held, *self.kinds)


def _fields(kind: type[Any]) -> tuple[_Field, ...]:
    hints = get_type_hints(kind)
    return tuple(_field(field.name, hints[field.name]) for field in attrs.fields(kind))


def _field(name: str, hint: Any) -> _Field:  # noqa: ANN401 - any type that is written down
    many = get_origin(hint) is tuple
    inner = get_args(hint)[0] if many else hint
    return _Field(name, get_args(inner) or (inner,), many)


def _fitting(fields: Iterable[_Field]) -> Callable[[object], bool]:
    """Return whether all fields of a value hold what they may, as plain code of their names."""
    code = " and ".join(field.code() for field in fields)
    known: dict[str, Any] = {"none": ()}
    for field in fields:
        alone = len(field.kinds) == 1 and not field.many
        known[f"of_{field.name}"] = field.kinds[0] if alone else frozenset(field.kinds)
    run: Callable[[object], bool] = eval(f"lambda v: {code}", known)  # noqa: S307 - no input in it
    return run

"""What the fields of a class are, for everything that is made of it: routes and schemas."""

from __future__ import annotations

from functools import cache
from types import NoneType
from typing import Any, final, get_args, get_origin

import attrs


@final
@attrs.frozen
class Part:
    """A field of a class: one value of a kind, a tuple of many, or perhaps none."""

    name: str
    #: the class or type of one value
    kind: type[Any]
    many: bool
    optional: bool
    #: ``attrs.NOTHING`` if it must be given
    default: object

    @property
    def required(self) -> bool:
        """Whether there is no value without it."""
        return self.default is attrs.NOTHING


@cache
def parts(kind: type[Any]) -> tuple[Part, ...]:
    """Return the fields of a class, in its order."""
    return tuple(_part(field) for field in attrs.fields(attrs.resolve_types(kind)))


def _part(field: attrs.Attribute[Any]) -> Part:
    kind = field.type
    many = get_origin(kind) is tuple
    optional = NoneType in get_args(kind)
    inner = next((one for one in get_args(kind) if one is not NoneType), kind)
    return Part(field.name, inner, many, optional, field.default)


@cache
def holds_itself(kind: type[Any], above: tuple[type[Any], ...] = ()) -> bool:
    """Whether values of a class can lie in others of it without an end."""
    if kind in above:
        return True
    inner = {part.kind for part in parts(kind) if attrs.has(part.kind)}
    return any(holds_itself(one, (*above, kind)) for one in inner)

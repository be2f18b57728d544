"""What the fields of a class are, for everything that is made of it: routes and schemas."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from types import NoneType
from typing import Any, TypeVar, final, get_args, get_origin

import attrs

from ...core.errors import Fault, refuse

_Made = TypeVar("_Made")
#: the version of the format, which every file says
FORMAT = 1


@final
@attrs.frozen
class Part:
    """A field of a class: one value of a kind, a tuple of some, or perhaps none."""

    name: str
    #: the class or type of one value
    kind: type[Any]
    #: whether it is a tuple of any number of them
    many: bool
    #: whether it may be ``None``
    optional: bool
    #: ``attrs.NOTHING`` if it must be given
    default: object

    @property
    def required(self) -> bool:
        """Whether there is no value without it."""
        return self.default is attrs.NOTHING


def once(make: Callable[[type[Any]], _Made]) -> Callable[[type[Any]], _Made]:
    """Decorate what is made of a class, so that it is made once."""
    # a checker does not take every class for hashable
    made: Callable[..., _Made] = cache(make)
    return made


@once
def parts(kind: type[Any]) -> tuple[Part, ...]:
    """Return the fields of a class, in its order."""
    return tuple(_part(field) for field in attrs.fields(attrs.resolve_types(kind)))


def _part(field: attrs.Attribute[Any]) -> Part:
    given: Any = field.type
    optional = NoneType in get_args(given)
    kind = next(one for one in get_args(given) if one is not NoneType) if optional else given
    many = get_origin(kind) is tuple
    inner = get_args(kind)[0] if many else kind
    return Part(field.name, inner, many, optional, field.default)


@once
def classes(kind: type[Any]) -> tuple[type[Any], ...]:
    """Return a class and those of all that its values hold."""
    found = [kind]
    # the list grows while it is walked, until nothing new is held
    for one in found:
        inner = dict.fromkeys(part.kind for part in parts(one) if attrs.has(part.kind))
        found += [other for other in inner if other not in found]
    return tuple(found)


@once
def holds_itself(kind: type[Any]) -> bool:
    """Whether values that it is made of can lie in others of their class, and so without end."""
    return any(
        one in classes(part.kind)
        for one in classes(kind)
        for part in parts(one)
        if attrs.has(part.kind)
    )


def name_of(kind: type[Any]) -> str:
    """Return what a file calls a value of a class.

    >>> name_of(Fault)
    'fault'

    Raises:
        InvalidInputError: values of the class are in no file.
    """
    if not attrs.has(kind):
        refuse([Fault("", repr(kind), "a class of values, such as Programme")])
    return re.sub("(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()

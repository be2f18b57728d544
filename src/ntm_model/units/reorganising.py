"""Provinces with other units in them: put in place of their own, or begun where others ended."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

import attrs

from ..core.errors import Fault, InvalidInputError, refuse
from .lineage import Succession
from .parts import Agency, Commune, District, Village
from .unit import Unit

if TYPE_CHECKING:
    from .province import Province

_FIELDS: dict[type[Unit], str] = {
    Commune: "communes",
    District: "districts",
    Village: "villages",
    Agency: "agencies",
}


def replaced(
    province: Province,
    units: Iterable[Commune | District | Village | Agency],
    successions: tuple[Succession, ...] = (),
) -> Province:
    """Return the province with each unit in place of the one with its id, or added.

    Raises:
        InvalidInputError: what is given is no part of a province, or does not fit into this one.
    """
    found: dict[str, dict[str, Unit]] = {}
    for unit in units:
        field = _FIELDS.get(type(unit), "")
        if not field:
            found_kind, expected = type(unit).__name__, "a district, commune, village or agency"
            raise InvalidInputError((Fault("unit", f"a {found_kind}", expected),))
        own: tuple[Unit, ...] = getattr(province, field)
        found.setdefault(field, {one.id: one for one in own})[unit.id] = unit
    values: dict[str, Any] = {field: tuple(by_id.values()) for field, by_id in found.items()}
    return attrs.evolve(province, successions=(*province.successions, *successions), **values)


def succeeded(
    province: Province, succession: Succession, begun: Collection[Commune | District | Village]
) -> Province:
    """Return the province with a succession and the units that begin by it.

    Raises:
        InvalidInputError: a unit that begins was there already, or the succession does not fit.
    """
    there_were = {*province.ids, *(unit.id for unit in province.units)}
    refuse(
        Fault("into", repr(unit.id), "an id of its own: a unit that begins is a new one")
        for unit in begun
        if unit.id in there_were
    )
    return replaced(province, begun, (succession,))

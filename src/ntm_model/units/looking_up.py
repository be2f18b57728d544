"""Which units a name or a code may mean, and which spellings lie near one that means none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from ..core.errors import UnknownNameError
from ..core.names import Level, same_name_key, search_key
from .parts import Agency, Commune, District, Village, is_meant, meanings
from .unit import Unit

if TYPE_CHECKING:
    from .province import Province

#: where units stand among those of their level, by what they are called or coded
Index: TypeAlias = Mapping[Level, Mapping[str, Sequence[int]]]

_Unit = TypeVar("_Unit", bound=Unit)
#: how alike two spellings must be to be suggested for one another
_NEAR = 0.7


def index(province: Province) -> Index:
    """Return where the units of each level stand, by every id, code and name key on record."""
    found: dict[Level, dict[str, list[int]]] = {level: {} for level in Level}
    for level, places in found.items():
        for place, unit in enumerate(_of_level(province, level)):
            versions = _versions(province, unit)
            for text in {text for version in versions for text in _texts(version)}:
                places.setdefault(text, []).append(place)
    return found


def candidates(
    province: Province, called: Index, text: str, level: Level, inside: str
) -> tuple[Commune | District | Village | Agency, ...]:
    """Return every unit of a level that *text* may mean: on the province's day, or ever."""
    within = _place(province, level, inside)
    units = _of_level(province, level)
    places = {place for key in (text, *meanings(text)) for place in called[level].get(key, ())}
    return tuple(
        unit
        for unit in (units[place] for place in sorted(places))
        if text
        and any(
            (text in (version.id, version.code) or is_meant(version, text))
            and _lies_in(version, within)
            for version in _versions(province, unit)
        )
    )


def near(province: Province, text: str, level: Level, inside: str) -> tuple[str, ...]:
    """Return the names on record that lie closest; accents are folded for the search alone."""
    place = _place(province, level, inside)
    names: dict[str, list[str]] = {}
    for unit in _of_level(province, level):
        for version in _versions(province, unit) if _lies_in(unit, place) else ():
            for spelling in (version.name, *version.spellings):
                names.setdefault(search_key(spelling), []).append(version.name)
    found = get_close_matches(search_key(text), names, cutoff=_NEAR)
    return tuple(dict.fromkeys(name for key in found for name in names[key]))


def described(province: Province, unit: Commune | District | Village | Agency | Province) -> str:
    """Return a unit's code and name, what it lies in, and its life where that has an end."""
    place = _place_of(unit)
    # the district of a unit that is not of the day may have ended too
    places = {one.id: one.name for one in (*province.districts, *province.communes)}
    inside = f" ({places[place]})" if place in places else ""
    name = f"{unit.code} {unit.name}{inside}".strip()
    began, ended = province.life(unit.id)
    since = f", from {began.on.earliest or began.on.latest}" if began else ""
    before = f", before {ended.on.latest or ended.on.earliest}" if ended else ""
    former = dict.fromkeys(name for name in unit.over_time("name") if name != unit.name)
    formerly = f", formerly {' and '.join(former)}" if former and province.as_of is None else ""
    return f"{name}{formerly}{since}{before}"


def _texts(unit: Unit) -> Iterator[str]:
    """Yield the keys under which a unit is looked for."""
    yield from (unit.id, unit.code)
    yield from map(same_name_key, (unit.name, *unit.spellings))


def _versions(province: Province, unit: _Unit) -> tuple[_Unit, ...]:
    """Return what a unit was called at any time; in the province of a day, on that day alone."""
    return unit.versions if province.as_of is None else (unit,)


def _of_level(
    province: Province, level: Level
) -> tuple[Commune | District | Village | Agency, ...]:
    levels: dict[Level, tuple[Commune | District | Village | Agency, ...]] = {
        Level.DISTRICT: province.districts,
        Level.COMMUNE: province.communes,
        Level.VILLAGE: province.villages,
        Level.AGENCY: province.agencies,
    }
    return levels.get(level, ())


def _place(province: Province, level: Level, inside: str) -> frozenset[str]:
    """Return the ids of what is meant by the district or commune that units are to lie in."""
    above = {Level.COMMUNE: Level.DISTRICT, Level.VILLAGE: Level.COMMUNE}.get(level)
    if not inside or above is None:
        return frozenset()
    found = frozenset(unit.id for unit in province.candidates(inside, above))
    if not found:
        raise UnknownNameError(inside, above.value, near(province, inside, above, ""))
    return found


def _lies_in(unit: Commune | District | Village | Agency, place: frozenset[str]) -> bool:
    return not place or _place_of(unit) in place


def _place_of(unit: Commune | District | Village | Agency | Province) -> str:
    if isinstance(unit, Commune):
        return unit.district
    return unit.commune if isinstance(unit, Village) else ""

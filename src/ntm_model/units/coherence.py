"""Whether the lives of units fit together: what the author of a file asserts about them."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from ..core.days import When
from ..core.errors import Fault
from .lineage import Moment, Succession
from .parts import Commune, District, Village, is_meant
from .unit import Unit

if TYPE_CHECKING:
    from .province import Province


@attrs.frozen
class _Life:
    """A unit with its place in the file, and the successions that begin and end it."""

    path: str
    unit: Unit
    began: Succession | None
    ended: Succession | None
    #: whether the province was cut out for a day, so that what was before does not matter
    of_a_day: bool

    @property
    def bounds(self) -> list[Moment | None]:
        """When it begins, changes and ends, in the order of time."""
        changes = (former.moment(self.unit.id) for former in self.unit.history)
        ends = (one.moment if one else None for one in (self.began, self.ended))
        first, last = ends
        return [first, *changes, last]

    def spans(self, field: str) -> list[tuple[str, Moment | None, Moment | None]]:
        """What a field is, and since and before when, in the order of time."""
        values = zip(self.unit.over_time(field), pairwise(self.bounds), strict=True)
        spans = [(value, since, before) for value, (since, before) in values]
        return spans[-1:] if self.of_a_day else spans

    def over_time(self, field: str) -> set[str]:
        """What a field is at any time that matters, where it is anything."""
        return {value for value, _, _ in self.spans(field)} - {""}

    def surely_outside(self, when: When) -> str:
        """Return the fact about the unit's life that a day contradicts; empty if none does."""
        if self.began is not None and when.surely_before(self.began.on):
            return f"begins on {_day(self.began.on)}"
        last = self.ended.on.latest if self.ended else None
        if last is not None and when.earliest is not None and when.earliest >= last:
            return f"ends on {last}"
        return ""


def incoherences(province: Province) -> Iterator[Fault]:
    """Find everything about units and successions that cannot be so, at any time."""
    if _plainly_coherent(province):
        return
    lives = list(_lives(province))
    yield from _doubles(province, lives)
    yield from _places(province, lives)
    if province.successions:
        yield from _references(province, {life.unit.id: life for life in lives})
        yield from _twice(province)
        yield from _circles(province)
    for life in lives:
        yield from _lifetime(life)


def _plainly_coherent(province: Province) -> bool:
    """Whether nothing ever changed, no id or code stands twice, and every place is there."""
    units = province.units
    if province.successions or province.formerly or [one for one in units if one.formerly]:
        return False
    levels = (province.districts, province.communes, province.villages, province.agencies)
    lists = [[province.id, *[unit.id for unit in units]]]
    lists += [[unit.code for unit in level if unit.code] for level in levels]
    districts = {"", *[unit.id for unit in province.districts]}
    communes = {"", *[unit.id for unit in province.communes]} if province.villages else {""}
    return (
        all(len(set(names)) == len(names) for names in lists)
        and districts.issuperset([unit.district for unit in province.communes])
        and communes.issuperset([unit.commune for unit in province.villages])
    )


def _lives(province: Province) -> Iterator[_Life]:
    began, ended = dict[str, Succession](), dict[str, Succession]()
    for succession in province.successions:
        began |= dict.fromkeys(succession.began, succession)
        ended |= dict.fromkeys(succession.ended, succession)
    for path, unit in province.paths():
        of_a_day = province.as_of is not None
        yield _Life(path, unit, began.get(unit.id), ended.get(unit.id), of_a_day)


def _doubles(province: Province, lives: list[_Life]) -> Iterator[Fault]:
    """Find ids that stand twice, and codes that two units have at once."""
    ids = dict.fromkeys(province.ids, "the province")
    codes: dict[tuple[type[Unit], str], list[_Life]] = {}
    for life in lives:
        unit = life.unit
        if unit is province:
            continue
        if unit.id in ids:
            found = f"{unit.id!r}, which {ids[unit.id]} has"
            yield Fault(f"{life.path}.id", found, "one of its own")
        ids.setdefault(unit.id, life.path)
        for code in sorted(life.over_time("code")):
            for other in codes.setdefault((type(unit), code), []):
                if not _apart(life, other, code):
                    found = f"{code!r}, which {other.path} has"
                    expected = "one of its own, or a succession that hands it on"
                    yield Fault(f"{life.path}.code", found, expected)
                    break
            codes[type(unit), code].append(life)


def _apart(one: _Life, other: _Life, code: str) -> bool:
    """Whether no day is possible on which both units have the code."""
    return all(
        _follows(since, other_before) or _follows(other_since, before)
        for own, since, before in one.spans("code")
        for others, other_since, other_before in other.spans("code")
        if own == others == code
    )


def _follows(since: Moment | None, before: Moment | None) -> bool:
    """Whether something surely begins no earlier than something else ends."""
    if since is None or before is None:
        return False
    first, last = since[0].earliest, before[0].latest
    return since == before or (first is not None and last is not None and last <= first)


def _places(province: Province, lives: list[_Life]) -> Iterator[Fault]:
    """Find communes in districts, and villages in communes, that are not there."""
    districts = {life.unit.id: life for life in lives if isinstance(life.unit, District)}
    communes = {unit.id for unit in province.communes}
    for life in lives:
        if isinstance(life.unit, Commune):
            for place, since, before in life.spans("district"):
                if place in districts:
                    yield from _outlives(life, since, before, districts[place])
                elif place:
                    yield _no_district(province, life, place)
        if isinstance(life.unit, Village):
            for place in sorted(life.over_time("commune") - communes):
                near = get_close_matches(place, sorted(communes), n=1)
                yield Fault(
                    f"{life.path}.commune",
                    repr(place),
                    "the id of one of this province's communes",
                    " or ".join(map(repr, near)),
                )


def _no_district(province: Province, life: _Life, place: str) -> Fault:
    ids = [unit.id for unit in province.districts]
    named = [unit.id for unit in province.districts if is_meant(unit, place)]
    near = named or get_close_matches(place, ids, n=1)
    expected = f"the id of one of this province's {len(ids)} districts"
    return Fault(f"{life.path}.district", repr(place), expected, " or ".join(map(repr, near)))


def _outlives(
    life: _Life, since: Moment | None, before: Moment | None, district: _Life
) -> Iterator[Fault]:
    """Find a commune that surely lies in a district before it begins or after it ended."""
    began, ended = district.began, district.ended
    if began is not None and (since is None or since[0].surely_before(began.on)):
        found = f"{district.unit.id!r}, which begins on {_day(began.on)}"
        yield Fault(f"{life.path}.district", found, "another district before that day")
    if ended is not None and (before is None or ended.on.surely_before(before[0])):
        found = f"{district.unit.id!r}, which ends on {_day(ended.on)}"
        expected = "a former state with this district, or a succession that ends the commune"
        yield Fault(f"{life.path}.district", found, expected)


def _references(province: Province, lives: dict[str, _Life]) -> Iterator[Fault]:
    """Find successions about units that are not there, or that are of several levels."""
    for index, succession in enumerate(province.successions):
        path = f"successions[{index}]"
        levels: set[str] = set()
        for field in ("predecessors", "successors"):
            names: tuple[str, ...] = getattr(succession, field)
            for number, name in enumerate(names):
                if name in lives:
                    levels.add(type(lives[name].unit).__name__)
                    continue
                near = get_close_matches(name, sorted(lives), n=1)
                meant = " or ".join(map(repr, near))
                yield Fault(
                    f"{path}.{field}[{number}]", repr(name), "the id of a unit of the file", meant
                )
        if len(levels) > 1:
            yield Fault(path, f"a {' and a '.join(sorted(levels))}", "units of one level")
        for name in succession.predecessors:
            goes_on = name in succession.successors and name in lives
            contradicts = lives[name].surely_outside(succession.on) if goes_on else ""
            if contradicts:
                found = f"{_day(succession.on)}, while {name!r} {contradicts}"
                yield Fault(f"{path}.on", found, "a day in the life of its predecessors")


def _twice(province: Province) -> Iterator[Fault]:
    """Find successions that begin or end a unit that another one began or ended already."""
    ids: dict[str, int] = {}
    seen: dict[tuple[str, str], int] = {}
    for index, succession in enumerate(province.successions):
        if succession.id and succession.id in ids:
            found = f"{succession.id!r}, which successions[{ids[succession.id]}] has"
            yield Fault(f"successions[{index}].id", found, "one of its own")
        ids.setdefault(succession.id, index)
        for field, verb, names in (
            ("predecessors", "ends", succession.ended),
            ("successors", "begins", succession.began),
        ):
            for name in names:
                if (field, name) in seen:
                    other = province.successions[seen[field, name]]
                    found = (
                        f"{name!r}, which {verb} on {_day(succession.on)} and by "
                        f"successions[{seen[field, name]}] on {_day(other.on)}"
                    )
                    expected = f"a unit that {verb} once; another life has another id"
                    yield Fault(f"successions[{index}].{field}", found, expected)
                seen.setdefault((field, name), index)


def _circles(province: Province) -> Iterator[Fault]:
    """Find units that come from themselves."""
    from graphlib import CycleError, TopologicalSorter  # noqa: PLC0415 - most provinces need none

    # lists, so that the circle is told in one way whatever the hashes of its ids
    before: dict[str, list[str]] = {}
    for succession in province.successions:
        for unit in succession.began:
            before.setdefault(unit, []).extend(succession.predecessors)
    try:
        TopologicalSorter(before).prepare()
    except CycleError as error:
        circle = " from ".join(map(repr, reversed(error.args[1])))
        yield Fault("successions", f"a circle, {circle}", "units that come from other ones")


def _lifetime(life: _Life) -> Iterator[Fault]:
    """Find events and states that surely lie outside the life of their unit."""
    began, ended = life.began, life.ended
    if began is not None and ended is not None and _backwards(began.on, ended.on):
        found = f"{life.unit.id!r}, which ends on {_day(ended.on)} and begins on {_day(began.on)}"
        yield Fault(life.path, found, "a life of at least one day")
        return
    for field in ("certifications", "revocations"):
        for index, fact in enumerate(getattr(life.unit, field)):
            contradicts = life.surely_outside(fact.in_force)
            if contradicts:
                found = f"{_day(fact.in_force)}, while {life.unit.id!r} {contradicts}"
                path = f"{life.path}.{field}[{index}]" if life.path else f"{field}[{index}]"
                yield Fault(path, found, "a day in the life of its unit")
    for index, former in enumerate(life.unit.formerly):
        contradicts = life.surely_outside(former.before)
        if contradicts:
            found = f"{_day(former.before)}, while {life.unit.id!r} {contradicts}"
            path = f"{life.path}.formerly[{index}].before"
            yield Fault(path.removeprefix("."), found, "a day in the life of its unit")


def _backwards(began: When, ended: When) -> bool:
    return (
        began.earliest is not None and ended.latest is not None and ended.latest <= began.earliest
    )


def _day(when: When) -> str:
    """Return a day or range of days, for an error."""
    if when.certain:
        return str(when.earliest)
    return f"{when.earliest or '…'} to {when.latest or '…'}"

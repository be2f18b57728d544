"""The province of a day: which units there are on it, and what they are called and count as.

Where the day of an event is open, every state that is possible on a day is laid out: the event
has happened by then, or it has not. Events of one resolution happen together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import chain, combinations
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from ..core.days import When
from ..core.errors import Fault, InvalidInputError
from ..tiers import CommuneKind
from .lineage import Former, Moment, Succession
from .parts import Agency, Commune, District, Village
from .question import Question
from .unit import Unit

if TYPE_CHECKING:
    from .province import Province

_Unit = TypeVar("_Unit", Commune, District, Village, Agency)
_Any = TypeVar("_Any", bound=Unit)
#: with more open events on one day, too many states would be possible to be laid out
_MOST_OPEN = 6


class Timeline:
    """The events of a province, and what they make of its units on a day."""

    def __init__(self, province: Province) -> None:
        """Sort the successions of a province by the units that they begin and end."""
        self.province = province
        self.began: dict[str, Succession] = {}
        self.ended: dict[str, Succession] = {}
        for succession in province.successions:
            self.began |= dict.fromkeys(succession.began, succession)
            self.ended |= dict.fromkeys(succession.ended, succession)

    def states(self, day: date) -> tuple[Province, ...]:
        """Return every province that is possible on a day; none before it began or after it."""
        found = tuple(state.province for state in self._possible(day))
        # a unit that has not begun leaves the same province as one that has ended
        return found if len(found) <= 1 else tuple(dict.fromkeys(found))

    def _possible(self, day: date) -> list[_State]:
        moments = sorted(self._open(day), key=repr)
        if len(moments) > _MOST_OPEN:
            found = f"{day}, on which {len(moments)} changes of units are open"
            expected = f"a day on which {_MOST_OPEN} at most are"
            raise InvalidInputError((Fault("on", found, expected),))
        sizes = range(len(moments) + 1)
        subsets = chain.from_iterable(combinations(moments, size) for size in sizes)
        states = (_State(self, day, frozenset(happened)) for happened in subsets)
        return [state for state in states if state.possible]

    def open_events(self, day: date) -> str:
        """Return what is open on a day, in a few words."""
        moments = sorted(self._open(day), key=repr)
        names = {unit.id: unit.name for unit in (self.province, *self.province.units)}
        return "; ".join(
            f"{names.get(key, key)}, between {_between(when)}" for when, key in moments
        )

    def moments(self) -> Iterator[Moment]:
        """Yield when something happens, and together with what."""
        for succession in self.province.successions:
            yield succession.moment
        for unit in (self.province, *self.province.units):
            for former in unit.formerly:
                yield former.moment(unit.id)

    def populations(self, scope: str, when: When) -> set[frozenset[str]]:
        """Return the ids of the communes of a scope on each possible day of a range."""
        ends = {end for moment in self.moments() for end in (moment[0].earliest, moment[0].latest)}
        turns = sorted(end for end in ends if end is not None)
        eve = turns[0] - timedelta(1) if turns and turns[0] > date.min else date.min
        first = when.earliest or eve
        last = when.latest or (turns[-1] if turns else date.min)
        days = {first, max(first, last), *(day for day in turns if first <= day <= last)}
        return {state.communes_of(scope) for day in days for state in self._possible(day)}

    def heirs(self, unit: str, *, on: date, since: date | None) -> set[str]:
        """Return what a unit led to by a day, itself included, through certain events."""
        steps = [
            one
            for one in self.province.successions
            if one.on.surely_by(on) and not (since is not None and one.on.surely_by(since))
        ]
        return _reached(unit, [(one.predecessors, one.began) for one in steps])

    def origins(self, unit: str, *, on: date) -> set[str]:
        """Return what a unit came from since a day, itself included."""
        steps = [one for one in self.province.successions if not one.on.surely_by(on)]
        return _reached(unit, [(one.began, one.predecessors) for one in steps])

    def _open(self, day: date) -> set[Moment]:
        """Return what may have happened by a day or not; an agency goes on until it surely ends."""
        agencies = {unit.id: unit for unit in self.province.agencies}
        units = (self.province, *(unit for unit in self.province.units if unit.id not in agencies))
        successions = (
            one
            for one in self.province.successions
            if not agencies.keys() >= {*one.predecessors, *one.successors}
        )
        found = chain(
            (one.moment for one in successions),
            (former.moment(unit.id) for unit in units for former in unit.formerly),
        )
        return {moment for moment in found if moment[0].open_on(day)}


class _State:
    """One possible state of a province: on its day, with some of the open events happened."""

    def __init__(self, timeline: Timeline, day: date, happened: frozenset[Moment]) -> None:
        self.timeline, self.day, self.happened = timeline, day, happened

    @property
    def possible(self) -> bool:
        """Whether the events of each unit have happened in their order, and its district exists."""
        units = (self.timeline.province, *self.timeline.province.units)
        return (
            self._exists(self.timeline.province)
            and all(self._in_order(unit) for unit in units)
            and self._all_placed()
        )

    @property
    def province(self) -> Province:
        """The province of the day, without what went before and came after."""
        whole = self.timeline.province
        cut = self._as_of(whole)
        return attrs.evolve(
            cut,
            districts=self._living(whole.districts),
            communes=self._living(whole.communes),
            villages=tuple(map(self._placed, self._living(whole.villages))),
            agencies=self._living(whole.agencies),
            successions=(),
            part=whole.part if cut.id == whole.id else "",
            as_of=self.day,
        )

    def communes_of(self, scope: str) -> frozenset[str]:
        """Return the ids of the units of kind commune in a scope."""
        whole = self.timeline.province
        rural = (unit for unit in self._living(whole.communes) if unit.kind is CommuneKind.COMMUNE)
        return frozenset(unit.id for unit in rural if scope in (*whole.ids, unit.district))

    def _happened(self, moment: Moment) -> bool:
        return moment[0].surely_by(self.day) or moment in self.happened

    def _exists(self, unit: Unit) -> bool:
        began = self.timeline.began.get(unit.id)
        ended = self.timeline.ended.get(unit.id)
        return (began is None or self._happened(began.moment)) and not (
            ended is not None and self._happened(ended.moment)
        )

    def _living(self, units: Iterable[_Unit]) -> tuple[_Unit, ...]:
        return tuple(self._as_of(unit) for unit in units if self._exists(unit))

    def _as_of(self, unit: _Any) -> _Any:
        """Return a unit as it was on the day, with what it was before that."""
        # going back may change the id of a province, and its events keep theirs
        own_id = unit.id
        for former in reversed(unit.history):
            if self._happened(former.moment(own_id)):
                break
            unit = unit.as_before(former)
        return unit

    def _in_order(self, unit: Unit) -> bool:
        """Whether nothing about a unit has happened while something before it has not."""
        began = self.timeline.began.get(unit.id)
        ended = self.timeline.ended.get(unit.id)
        happened = [
            *([self._happened(began.moment)] if began else []),
            *(self._happened(former.moment(unit.id)) for former in unit.history),
            *([self._happened(ended.moment)] if ended else []),
        ]
        return happened == sorted(happened, reverse=True)

    def _all_placed(self) -> bool:
        """Whether each commune that there is lies in a district that there is."""
        whole = self.timeline.province
        districts = {unit.id for unit in whole.districts if self._exists(unit)}
        communes = self._living(whole.communes)
        return all(not unit.district or unit.district in districts for unit in communes)

    def _placed(self, village: Village) -> Village:
        """Return a village in the one commune that its own was then, or in none that is known."""
        step = village.commune
        while step in self.timeline.ended and self._happened(self.timeline.ended[step].moment):
            heirs = self.timeline.ended[step].began
            step = heirs[0] if len(heirs) == 1 else ""
        while step in self.timeline.began and not self._happened(self.timeline.began[step].moment):
            origins = self.timeline.began[step].predecessors
            step = origins[0] if len(origins) == 1 else ""
        return village if step == village.commune else attrs.evolve(village, commune=step)


def known_lineage(province: Province, question: Question) -> Province:
    """Return the province with the successions alone that an answer may use.

    Units that begin with another one are not known either, nor is what follows them.
    """
    kept, gone = list(province.successions), set[str]()
    while True:
        dropped = [one for one in kept if not question.admits(one) or gone & {*one.predecessors}]
        if not dropped:
            break
        kept = [one for one in kept if one not in dropped]
        gone |= {unit for one in dropped for unit in one.began}
    if not province.successions:
        return province
    ended = {unit: one for one in kept for unit in one.ended}
    communes = (unit.as_known(question) for unit in province.communes if unit.id not in gone)
    return attrs.evolve(
        province,
        successions=tuple(kept),
        districts=tuple(unit for unit in province.districts if unit.id not in gone),
        communes=tuple(_left(_outside(unit, "district", gone), ended) for unit in communes),
        villages=tuple(
            _outside(unit, "commune", gone) for unit in province.villages if unit.id not in gone
        ),
        agencies=tuple(unit for unit in province.agencies if unit.id not in gone),
    )


def _outside(unit: _Unit, field: str, gone: set[str]) -> _Unit:
    """Return a unit that lies nowhere instead of in one that was not known."""
    if gone.isdisjoint(unit.over_time(field)):
        return unit
    nowhere: dict[str, Any] = {field: ""}
    formerly = tuple(
        attrs.evolve(former, **nowhere) if former.given.get(field) in gone else former
        for former in unit.formerly
    )
    own: dict[str, Any] = nowhere if getattr(unit, field) in gone else {}
    return attrs.evolve(unit, formerly=formerly, **own)


def _left(unit: Commune, ended: dict[str, Succession]) -> Commune:
    """Return a commune that left its district when that ended, where no more is known."""
    end = ended.get(unit.district)
    if end is None or (unit.id in ended and not end.on.surely_before(ended[unit.id].on)):
        return unit
    before = end.on
    last = unit.history[-1].before.latest if unit.history else None
    if last is not None and (before.earliest is None or before.earliest < last):
        before = When(last, before.latest)
    former = Former(
        before=before,
        district=unit.district,
        resolution=end.resolution,
        known=end.known,
        source=end.source,
    )
    return attrs.evolve(unit, district="", formerly=(*unit.formerly, former))


def _reached(start: str, steps: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> set[str]:
    found, new = set[str](), {start}
    while new:
        found |= new
        new = {to for before, after in steps if new & {*before} for to in after} - found
    return found


def _between(when: When) -> str:
    return f"{when.earliest or 'an unknown day'} and {when.latest or 'an unknown day'}"

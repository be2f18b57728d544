"""What becomes of units: former states, successions, and provinces whose units change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from ..core.days import When
from ..tiers import Certification, CommuneKind, Revocation
from ..units import Agency, Commune, District, Former, Province, Succession, Village
from .units import DISTRICT_KINDS, agencies, certifications, communes, districts, villages
from .words import citations, names, when_sequences, whens

_Part = Commune | District | Village | Agency
_Unit = TypeVar("_Unit", bound=Commune | District | Village | Agency | Province)
_Event = TypeVar("_Event", Certification, Revocation)
_Item = TypeVar("_Item")

#: mostly communes come and go
_LEVELS: tuple[type[_Part], ...] = (Commune, Commune, Commune, District, Village, Agency)
#: how many units precede and follow: mostly mergers and splits
_NUMBERS = ((2, 1), (2, 1), (1, 2), (1, 1), (1, 0), (0, 1), (2, 2), (2, 0))
_RESOLUTIONS = ("", "721/NQ-UBTVQH15")


@cache
def formers(*, sources: tuple[str, ...] = ()) -> SearchStrategy[Former]:
    """Return what a unit on the commune level was before a day."""
    return st.builds(
        Former,
        before=whens(),
        name=names(),
        code=st.sampled_from((None, "23499")),
        kind=st.none() | st.sampled_from(CommuneKind),
        district=st.sampled_from((None, "")),
        resolution=st.sampled_from(_RESOLUTIONS),
        known=_seldom_known(),
        source=citations(sources),
    )


@st.composite
def successions(
    draw: DrawFn, units: Sequence[str] = ("a", "b", "c"), *, sources: tuple[str, ...] = ()
) -> Succession:
    """Return mergers, splits and other ways for units of *units*, at least two ids, to succeed."""
    order = draw(st.permutations(units))
    cut = draw(st.integers(0, len(order) - 1))
    before, after = tuple(order[:cut]), tuple(order[cut:])
    return Succession(
        id=draw(st.sampled_from(("", "nq-1"))),
        on=draw(whens()),
        predecessors=before,
        successors=(*before, *after) if draw(st.booleans()) else after,
        resolution=draw(st.sampled_from(_RESOLUTIONS)),
        known=draw(_seldom_known()),
        source=draw(citations(sources)),
    )


@st.composite
def changed(
    draw: DrawFn, province: Province, sources: tuple[str, ...], settled: tuple[date, ...]
) -> Province:
    """Return *province* after up to three days of changes, told forwards so that they fit."""
    story = _Story(draw, province, sources)
    for on in draw(st.one_of(st.just(()), *[when_sequences(settled)] * 4)):
        story.untouched = [*story.living]
        for _ in range(draw(st.integers(1, 2))):
            draw(st.sampled_from(story.steps))(on)
    return story.told


class _Story:
    """The units of a province, as they change from day to day."""

    def __init__(self, draw: DrawFn, province: Province, sources: tuple[str, ...]) -> None:
        """Begin with the units of a province."""
        self.draw, self.province, self.sources = draw, province, sources
        self.units: dict[str, _Part] = {unit.id: unit for unit in province.units}
        self.living = [*self.units]
        #: those that nothing has happened to on this day
        self.untouched = [*self.units]
        self.successions: list[Succession] = []
        self.codes = 23700

    @property
    def told(self) -> Province:
        """The province with all that happened, and each fact in the life of its unit."""
        began = {name: one.on for one in self.successions for name in one.began}
        ended = {name: one.on for one in self.successions for name in one.ended}
        units = [
            _within(unit, began.get(unit.id), ended.get(unit.id)) for unit in self.units.values()
        ]
        return attrs.evolve(
            self.province,
            districts=tuple(unit for unit in units if isinstance(unit, District)),
            communes=tuple(unit for unit in units if isinstance(unit, Commune)),
            villages=tuple(unit for unit in units if isinstance(unit, Village)),
            agencies=tuple(
                unit for unit in units if not isinstance(unit, Commune | District | Village)
            ),
            successions=tuple(self.successions),
        )

    @property
    def steps(self) -> list[Callable[[When], None]]:
        """What can happen next: nothing happens twice to a unit on one day."""
        change = [self.change] if self.untouched else []
        return [self.succeed, self.succeed, self.rename, *change]

    def rename(self, on: When) -> None:
        """Let the province have another name or code, or let its units belong to another one."""
        values = {"name": "Quảng Ngãi", "code": self._code(), "id": f"tỉnh-{self.codes}"}
        # a second change on one day takes the place of the first
        others = tuple(one for one in self.province.formerly if one.before != on)
        self.province = self._changed(attrs.evolve(self.province, formerly=others), values, on)

    def change(self, on: When) -> None:
        """Let a unit have another name, code or kind, or lie elsewhere."""
        name = self.draw(st.sampled_from(self.untouched))
        self._touch([name])
        unit = self.units[name]
        self.units[name] = self._changed(unit, self._values(unit), on)

    def succeed(self, on: When) -> None:
        """Let units end or go on, and others begin."""
        kind = self.draw(st.sampled_from(_LEVELS))
        free = [name for name in self.untouched if isinstance(self.units[name], kind)]
        free = [name for name in free if self._inside(name) <= {*self.untouched}]
        wanted, number = self.draw(st.sampled_from(_NUMBERS))
        before = self.draw(st.permutations(free))[:wanted]
        ends = bool(before) and (number == 0 or self.draw(st.sampled_from((True, True, False))))
        leaving = [name for name in self.living if ends and self._place(name) in before]
        self._touch([*before, *leaving])
        begun = range(number if ends else max(number, 1))
        after = [self._begun(kind, before if ends else []) for _ in begun]
        resolution = self.draw(st.sampled_from(_RESOLUTIONS[1 if leaving else 0 :]))
        self.successions.append(
            Succession(
                id=self.draw(st.sampled_from(("", f"s{len(self.successions)}"))),
                on=on,
                predecessors=tuple(before),
                successors=tuple(after if ends else [*before, *after]),
                resolution=resolution,
                known=self.draw(_seldom_known()),
                source=self.draw(citations(self.sources)),
            )
        )
        if ends:
            self.living = [name for name in self.living if name not in before]
        self.living += after
        if kind is District:
            for name in leaving:
                place = self._some(after) or ""
                unit = self.units[name]
                self.units[name] = self._changed(unit, {"district": place}, on, resolution)

    def _begun(self, kind: type[_Part], ended: list[str]) -> str:
        """Let a unit begin, perhaps with the code of one that it follows."""
        taken = {unit.code for name, unit in self.units.items() if name not in ended}
        handed_on = [self.units[name].code for name in ended if self.units[name].code not in taken]
        code = self.draw(st.sampled_from((self._code(), *handed_on)))
        made: dict[type[_Part], SearchStrategy[_Part]] = {
            Commune: communes(code, self._any(District), sources=self.sources),
            District: districts(code, sources=self.sources),
            Village: villages(code, self._any(Commune), sources=self.sources),
            Agency: agencies(code),
        }
        named = [self.units[name].name for name in ended]
        born = self.draw(made[kind])
        name = self.draw(st.sampled_from((born.name, *named)))
        unit = attrs.evolve(born, id=f"mới-{self.codes}", name=name)
        self.units[unit.id] = unit
        return unit.id

    def _values(self, unit: _Part) -> dict[str, Any]:
        """Return what a unit may become."""
        values: dict[str, Any] = {"name": self.draw(names()), "code": self._code()}
        if isinstance(unit, Commune):
            values["kind"] = self.draw(st.sampled_from(CommuneKind))
            values["district"] = self._any(District)
        if isinstance(unit, District):
            values["kind"] = self.draw(st.sampled_from(DISTRICT_KINDS))
        if isinstance(unit, Village):
            values["commune"] = self._any(Commune)
        return values

    def _changed(
        self, unit: _Unit, values: dict[str, Any], on: When, resolution: str = ""
    ) -> _Unit:
        """Return a unit with some of the new values, and what it was before."""
        some = st.lists(st.sampled_from([*values]), unique=True, min_size=1, max_size=2)
        chosen: list[str] = self.draw(some)
        kind = "district_kind" if isinstance(unit, District) else "kind"
        was: dict[str, Any] = {
            kind if name == "kind" else name: getattr(unit, name) for name in chosen
        }
        given = (resolution,) if resolution else _RESOLUTIONS
        former = Former(
            before=on,
            resolution=self.draw(st.sampled_from(given)),
            known=self.draw(_seldom_known()),
            source=self.draw(citations(self.sources)),
            **was,
        )
        now = {name: values[name] for name in chosen}
        later = attrs.evolve(unit, formerly=(*unit.formerly, former), **now)
        grown = isinstance(later, Commune) and CommuneKind.COMMUNE is later.kind
        if grown and not later.certifications:
            # what it was granted as what it has become
            grants = st.lists(certifications(sources=self.sources), max_size=1).map(tuple)
            return attrs.evolve(later, certifications=self.draw(grants))
        return later

    def _inside(self, name: str) -> set[str]:
        """Return the living communes of a district."""
        return {one for one in self.living if self._place(one) == name}

    def _place(self, name: str) -> str:
        """Return the district that a living commune lies in."""
        unit = self.units[name]
        return unit.district if isinstance(unit, Commune) else ""

    def _any(self, kind: type[_Part]) -> str:
        """Return a living unit of a kind, or none."""
        living = (name for name in self.living if isinstance(self.units[name], kind))
        return self.draw(st.sampled_from((*living, "")))

    def _some(self, items: Sequence[_Item]) -> _Item | None:
        return self.draw(st.sampled_from(items)) if items else None

    def _touch(self, touched: Iterable[str]) -> None:
        names = {*touched}
        self.untouched = [name for name in self.untouched if name not in names]

    def _code(self) -> str:
        self.codes += 1
        return str(self.codes)


@cache
def _seldom_known() -> SearchStrategy[When]:
    return st.just(When()) | whens()


def _within(unit: _Part, began: When | None, ended: When | None) -> _Part:
    """Return a unit whose facts lie in its life, or may."""
    return attrs.evolve(
        unit,
        certifications=tuple(_moved(fact, began, ended) for fact in unit.certifications),
        revocations=tuple(_moved(fact, began, ended) for fact in unit.revocations),
    )


def _moved(fact: _Event, began: When | None, ended: When | None) -> _Event:
    """Return a fact, or the same on some later or earlier day if it surely lies outside a life."""
    if began is not None and attrs.evolve(fact, decided=When()).in_force.surely_before(began):
        # it was told or celebrated too early, whatever it says of its decision
        fact = _untold(fact)
    when = fact.in_force
    last = None if ended is None else ended.latest
    if began is not None and when.surely_before(began):
        return attrs.evolve(fact, effective=When(began.latest or began.earliest))
    if last is not None and when.earliest is not None and when.earliest >= last:
        first = None if began is None else began.latest
        return attrs.evolve(fact, effective=When(first, last))
    return fact


def _untold(fact: _Event) -> _Event:
    """Return a fact without the days that bound its decision."""
    fields = ("known", "ceremony")
    unknown: dict[str, Any] = {name: When() for name in fields if hasattr(fact, name)}
    return attrs.evolve(fact, **unknown)

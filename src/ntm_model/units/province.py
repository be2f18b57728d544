"""The province: flat, with its districts, communes, villages and agencies side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, TypeVar, final

import attrs

from ..core.citations import Citation, Confidence
from ..core.counts import Count
from ..core.days import CriteriaPeriod, When, last_day_of
from ..core.errors import (
    AmbiguousNameError,
    Fault,
    InvalidInputError,
    UnknownNameError,
    expect,
    expect_day,
)
from ..core.names import Level, Mention
from ..core.typed import typed
from ..core.verdict import Verdict
from ..core.words import Assumption
from ..tiers import CertificationTier, CommuneKind
from . import looking_up
from .coherence import incoherences
from .counting import agreed, count_by_name, count_villages, hull
from .lineage import Succession
from .parts import Agency, Commune, District, Village
from .question import Question
from .reorganising import replaced, succeeded
from .timeline import Timeline, known_lineage
from .unit import Unit

if TYPE_CHECKING:
    from ..core.difference import Difference
    from .turnover import Turnover

_Found = TypeVar("_Found", Commune, District, Village, Agency)


@final
@attrs.frozen(field_transformer=typed)
class Province(Unit):
    """A province, flat: its units side by side, all that ever were, each with its certificates.

    Where units changed, :meth:`on` gives the province of a day. Who has complete data says
    through which day, and gets exact answers:

    >>> communes = (
    ...     Commune("A").certify(CertificationTier.STANDARD, decided=date(2023, 5, 2)),
    ...     Commune("B"),
    ... )
    >>> province = Province("P", communes=communes, complete_through=date(2024, 12, 31))
    >>> print(province.count(CertificationTier.STANDARD, on=date(2024, 1, 1)))
    1
    """

    PERIODIC: ClassVar[dict[str, str]] = {**Unit.PERIODIC, "id": "id"}

    districts: tuple[District, ...] = ()
    communes: tuple[Commune, ...] = ()
    villages: tuple[Village, ...] = ()
    agencies: tuple[Agency, ...] = ()
    #: how units began and ended (rule U4)
    successions: tuple[Succession, ...] = ()
    #: the last day through which no certificate of any unit is missing; ``None``: may be missing
    complete_through: date | None = None
    #: the least confidence that decides, unless a question asks for another
    trust: Confidence = Confidence.SECONDARY
    #: which part of the province is on file, in the author's words; empty: all of it
    part: str = ""
    #: the day that this value was cut out for by :meth:`on`; ``None``: it is of any day
    as_of: date | None = None

    def ladder(self, period: CriteriaPeriod | None = None) -> tuple[CertificationTier, ...]:
        """Return the tiers that a province can be granted: since 2016 it completes the task."""
        return () if period is CriteriaPeriod.Y2010_2015 else (CertificationTier.COMPLETED,)

    @property
    def ids(self) -> tuple[str, ...]:
        """Its id, and on any day also those of the provinces that its units belonged to."""
        if self.as_of is not None:
            return (self.id,)
        former = (state.id for state in self.formerly if state.id is not None)
        return tuple(dict.fromkeys((self.id, *former)))

    @property
    def units(self) -> tuple[District | Commune | Village | Agency, ...]:
        """All its units on every level, those that ended among them."""
        return (*self.districts, *self.communes, *self.villages, *self.agencies)

    @property
    def changes(self) -> bool:
        """Whether what it is, or which units there are, depends on the day."""
        return bool(self.successions) or any(
            unit.formerly for unit in (self, *self.units) if unit.formerly
        )

    @property
    def rural_communes(self) -> tuple[Commune, ...]:
        """The units of kind commune (xã), the programme's population.

        Raises:
            InvalidInputError: they depend on the day; ask :meth:`on` a day.
        """
        if self.as_of is None and self.changes:
            expected = "the province of a day, as province.on(day) gives it"
            fault = Fault("", f"{self.name}, whose units depend on the day", expected)
            raise InvalidInputError((fault,))
        return tuple(unit for unit in self.communes if unit.kind is CommuneKind.COMMUNE)

    def on(self, day: date) -> Province:
        """Return the province of a day: the units that there were, as they were then.

        It knows nothing of other days; what does not change is the same on every day.

        >>> commune = Commune("Đăk Long").rename("Măng Đen", on=date(2019, 9, 1))
        >>> Province("P", communes=(commune,)).on(date(2019, 8, 31)).communes[0].name
        'Đăk Long'

        Raises:
            InvalidInputError: the province did not exist then, or it is open what it was.
        """
        first, *others = self.states(day)
        if others:
            found = f"{day}, on which it is open: {Timeline(self).open_events(day)}"
            fault = Fault("on", found, "a day before or after that")
            raise InvalidInputError((fault,))
        return first

    def states(self, day: date) -> tuple[Province, ...]:
        """Return every province that is possible on a day, most often one.

        Raises:
            InvalidInputError: the province did not exist on that day.
        """
        expect_day(on=day)
        if self.as_of is not None and self.as_of != day:
            expected = f"{self.as_of}, the day that this province was cut out for"
            raise InvalidInputError((Fault("on", str(day), expected),))
        found = self._states(day)
        if not found:
            began, ended = self.life(self.id)
            told = [f"begins on {began.on.earliest}"] if began else []
            told += [f"ends on {ended.on.latest}"] if ended else []
            life = f"a day of {self.name}, which {' and '.join(told)}"
            expected = life if told else "changes of units that have some order until that day"
            raise InvalidInputError((Fault("on", str(day), expected),))
        return found

    def life(self, unit_id: str) -> tuple[Succession | None, Succession | None]:
        """Return what began and what ended a unit; ``None`` where nothing on file did."""
        began = (one for one in self.successions if unit_id in one.began)
        ended = (one for one in self.successions if unit_id in one.ended)
        return next(began, None), next(ended, None)

    def populations(self, scope: str, when: When) -> set[frozenset[str]]:
        """Return the ids of the communes of a scope on each possible day of a range."""
        if self.as_of is not None or not self.changes:
            return {frozenset(unit.id for unit in self.communes_of(scope))}
        return Timeline(self).populations(scope, when)

    def heirs(
        self, unit_id: str, *, on: date, since: date | None = None
    ) -> tuple[Commune | District | Village | Agency, ...]:
        """Return what a unit led to, as it was on a day: itself if it went on, and what followed.

        *since* leaves out what it led to by that day, such as communes that were parted from it.

        Raises:
            InvalidInputError: it is open what the province was on that day.
            UnknownNameError: no unit has that id.
        """
        expect_day(on=on, since=on if since is None else since)
        found = Timeline(self).heirs(self.unit(unit_id).id, on=on, since=since)
        return tuple(unit for unit in self.on(on).units if unit.id in found)

    def origins(
        self, unit_id: str, *, on: date
    ) -> tuple[Commune | District | Village | Agency, ...]:
        """Return what a unit came from, as it was on an earlier day; itself if it existed then.

        Raises:
            InvalidInputError: it is open what the province was on that day.
            UnknownNameError: no unit has that id.
        """
        expect_day(on=on)
        found = Timeline(self).origins(self.unit(unit_id).id, on=on)
        return tuple(unit for unit in self.on(on).units if unit.id in found)

    def is_complete(self, on: date) -> bool:
        """Whether no certificate that counts on that day is missing."""
        return self.complete_through is not None and on <= self.complete_through

    def unit(self, unit_id: str) -> Commune | District | Village | Agency | Province:
        """Return the unit with this id; for a province that its units belonged to, what it was.

        Raises:
            UnknownNameError: no unit of the province has it.
        """
        if unit_id in self.ids:
            return next(version for version in self.versions if version.id == unit_id)
        for unit in self.units:
            if unit.id == unit_id:
                return unit
        expect(str, unit_id=unit_id)
        called = (unit.id for unit in self.units if unit_id in (unit.name, unit.code))
        raise UnknownNameError(unit_id, "unit", tuple(called))

    def communes_of(self, scope: str) -> tuple[Commune, ...]:
        """Return the units of kind commune in the district, or in the province, with id *scope*.

        Raises:
            InvalidInputError: they depend on the day; ask :meth:`on` a day.
        """
        return tuple(unit for unit in self.rural_communes if scope in (*self.ids, unit.district))

    def candidates(
        self, text: str, level: Level = Level.COMMUNE, inside: str = "", *, on: date | None = None
    ) -> tuple[Commune | District | Village | Agency, ...]:
        """Return every unit of a level that *text* may mean: an id, a code or a spelling.

        *inside* is a district for communes and a commune for villages; *on* is the day of the
        name. Without it every unit counts that was ever called so.

        Raises:
            UnknownNameError: nothing is called as *inside* says.
        """
        expect(str, text=text, inside=inside)
        expect(Level, level=level)
        if on is None:
            return looking_up.candidates(self, self._called, text, level, inside)
        expect_day(on=on)
        found = {
            unit.id: unit
            for state in self._states(on)
            for unit in state.candidates(text, level, inside)
        }
        return tuple(found.values())

    def candidates_of(
        self, mention: Mention, tier: CertificationTier, *, on: date | None = None
    ) -> tuple[Commune | District, ...]:
        """Return every unit that a document may mean where it speaks of *tier*."""
        if mention.level not in (Level.COMMUNE, Level.DISTRICT):
            return ()
        try:
            found = self.candidates(mention.text, mention.level, mention.district, on=on)
        except LookupError:
            return ()
        return tuple(
            unit for unit in found if isinstance(unit, Commune | District) and tier in unit.ladder()
        )

    def commune(self, name_or_code: str, district: str = "", *, on: date | None = None) -> Commune:
        """Return the one commune-level unit that is called or coded so, on a day or ever.

        >>> Province("P", communes=(Commune("Hòa Bình"),)).commune("xã Hoà Bình").name
        'Hòa Bình'

        Raises:
            UnknownNameError: nothing is called so; the closest spellings are named.
            AmbiguousNameError: several are called so (rule U3); the candidates are listed.
        """
        return self._one(name_or_code, Level.COMMUNE, Commune, district, on)

    def district(self, name_or_code: str, *, on: date | None = None) -> District:
        """Return the one district-level unit that is called or coded so, on a day or ever.

        Raises:
            UnknownNameError: nothing is called so; the closest spellings are named.
            AmbiguousNameError: several are called so (rule U3); the candidates are listed.
        """
        return self._one(name_or_code, Level.DISTRICT, District, "", on)

    def village(self, name_or_code: str, commune: str = "", *, on: date | None = None) -> Village:
        """Return the one village that is called or coded so, on a day or ever.

        Raises:
            UnknownNameError: nothing is called so; the closest spellings are named.
            AmbiguousNameError: several are called so (rule U3); the candidates are listed.
        """
        return self._one(name_or_code, Level.VILLAGE, Village, commune, on)

    def agency(self, name: str, *, on: date | None = None) -> Agency:
        """Return the one agency that is called so, on a day or ever.

        Raises:
            UnknownNameError: nothing is called so; the closest spellings are named.
            AmbiguousNameError: several are called so (rule U3); the candidates are listed.
        """
        return self._one(name, Level.AGENCY, Agency, "", on)

    def describe(self, unit: Commune | District | Village | Agency | Province) -> str:
        """Return a unit's code, name and district: ``23504 Đăk Long (Đắk Hà)``, and its life."""
        return looking_up.described(self, unit)

    def with_unit(self, unit: Commune | District | Village | Agency) -> Province:
        """Return the province with *unit* in place of the one with its id, or added.

        Raises:
            InvalidInputError: the code is taken, or what it lies in is unknown.
        """
        return replaced(self, (unit,))

    def merge(
        self,
        predecessors: Collection[str],
        into: Commune | District | Village,
        *,
        on: date | When,
        resolution: str = "",
        known: date | When | None = None,
        source: Citation = Citation(),
    ) -> Province:
        """Return the province in which units end and one begins; nothing is carried over.

        Raises:
            InvalidInputError: a predecessor is unknown, has ended already, or goes on.
        """
        succession = Succession(
            on=When.of(on),
            predecessors=tuple(predecessors),
            successors=(into.id,),
            resolution=resolution,
            known=When.of(known),
            source=source,
        )
        return succeeded(self, succession, (into,))

    def split(
        self,
        predecessor: str,
        into: Collection[Commune | District | Village],
        *,
        on: date | When,
        resolution: str = "",
        known: date | When | None = None,
        source: Citation = Citation(),
    ) -> Province:
        """Return the province in which a unit ends and several begin; nothing is carried over.

        Raises:
            InvalidInputError: the predecessor is unknown or has ended already.
        """
        succession = Succession(
            on=When.of(on),
            predecessors=(predecessor,),
            successors=tuple(unit.id for unit in into),
            resolution=resolution,
            known=When.of(known),
            source=source,
        )
        return succeeded(self, succession, into)

    def on_file(
        self,
        *,
        known: date | None = None,
        trust: Confidence | None = None,
        without: Collection[Assumption] = (),
    ) -> Province:
        """Return the province with the facts alone that an answer may use.

        *known* leaves out what surely became known after that day, *trust* what is less sure
        (by default below :attr:`trust`), *without* what rests on an assumption. Where the
        record claims to be complete, what is left out stays as a possibility: it proves nothing,
        and its unit's lack of a certificate proves nothing either. A change of units that was
        not known has not happened; what was cut out for a day keeps the units of that day.
        """
        floor = trust or self.trust
        expect(Confidence, trust=floor)
        if known is not None:
            expect_day(known=known)
        question = Question(
            known,
            floor,
            frozenset(without),
            doubts_kept=self.complete_through is not None,
            of_a_day=self.as_of is not None,
        )
        lineage = known_lineage(self, question)
        admitted = lineage.admitted(question)
        return attrs.evolve(
            admitted,
            part=self.part if admitted.id == self.id else "",
            districts=tuple(unit.admitted(question) for unit in lineage.districts),
            communes=tuple(unit.admitted(question) for unit in lineage.communes),
            villages=tuple(unit.admitted(question) for unit in lineage.villages),
            agencies=tuple(unit.admitted(question) for unit in lineage.agencies),
            trust=floor,
        )

    def holds(
        self,
        unit: Commune | District | Village | Province,
        tier: CertificationTier,
        *,
        on: date,
        under: CriteriaPeriod | None = None,
        known: date | None = None,
        trust: Confidence | None = None,
    ) -> Verdict:
        """Judge whether *unit*, as it stands in this province, holds *tier* on a day.

        *under* asks for a criteria period, *known* for what was known on an earlier day, *trust*
        for the least confidence that decides (by default :attr:`trust`). A unit that does not
        exist on the day holds nothing.

        Raises:
            UnknownNameError: the province has no unit with this unit's id.
        """
        expect(Unit, unit=unit)
        self.unit(unit.id)
        return agreed(
            Verdict.any_of(
                own.standing(tier, on=on, under=under, complete=state.is_complete(on))
                for own in (state, *state.units)
                if own.id == unit.id
            )
            for state in self.on_file(known=known, trust=trust).states(on)
        )

    def recognised_for(
        self,
        unit: Commune | District | Village | Province,
        tier: CertificationTier,
        year: int,
        *,
        known: date | None = None,
        trust: Confidence | None = None,
    ) -> Verdict:
        """Judge whether *unit* was recognised at *tier* for a year, whenever that was decided.

        A unit that was not known yet was not recognised. Where the record is complete through
        the end of the next year, nothing is missing; that decisions follow by then is an
        assumption.

        Raises:
            UnknownNameError: the province has no unit with this unit's id.
        """
        expect(Unit, unit=unit)
        expect(int, year=year)
        self.unit(unit.id)
        view = self.on_file(known=known, trust=trust)
        complete = view.is_complete(last_day_of(year + 1))
        if unit.id not in {*view.ids, *(own.id for own in view.units)}:
            return Verdict.NOT_MET
        return view.unit(unit.id).recognised_in(tier, first=year, last=year, complete=complete)

    def communes_at(
        self,
        tier: CertificationTier,
        *,
        on: date,
        under: CriteriaPeriod | None = None,
        known: date | None = None,
        trust: Confidence | None = None,
    ) -> frozenset[Commune]:
        """Return the communes that surely hold *tier* on a day: those on file.

        The rest is "not proven", which is not "not held"; :meth:`holds` tells them apart.
        """
        sure = [
            {
                unit.id
                for unit in state.rural_communes
                if unit.standing(tier, on=on, under=under) is Verdict.MET
            }
            for state in self.on_file(known=known, trust=trust).states(on)
        ]
        holders = set[str].intersection(*sure)
        return frozenset(own for own in self.communes if own.id in holders)

    def count(
        self,
        tier: CertificationTier,
        *,
        on: date,
        under: CriteriaPeriod | None = None,
        known: date | None = None,
        trust: Confidence | None = None,
    ) -> Count:
        """Count the communes that hold *tier* on a day, by name: at least … and at most …."""
        return hull(
            count_by_name(
                state.rural_communes, tier, on=on, under=under, complete=state.is_complete(on)
            )
            for state in self.on_file(known=known, trust=trust).states(on)
        )

    def count_villages(
        self,
        title: CertificationTier,
        *,
        on: date,
        minority: bool | None = None,
        known: date | None = None,
        trust: Confidence | None = None,
    ) -> Count:
        """Count the villages that hold *title* on a day, by name.

        *minority* asks for those of ethnic-minority areas alone, or without them; of a village
        of which that is not known, it is open whether it counts.
        """
        return hull(
            count_villages(
                state.villages,
                title,
                on=on,
                minority=minority,
                complete=state.is_complete(on),
            )
            for state in self.on_file(known=known, trust=trust).states(on)
        )

    def turnover(
        self,
        tier: CertificationTier,
        *,
        since: date,
        until: date,
        under: CriteriaPeriod | None = None,
        known: date | None = None,
        trust: Confidence | None = None,
    ) -> Turnover:
        """Return how the communes that surely hold *tier* changed between two days, unit by unit.

        Raises:
            InvalidInputError: the days run backwards, or it is open what the province was.
        """
        from .turnover import turnover  # noqa: PLC0415 - the first questions do without it

        view = self.on_file(known=known, trust=trust)
        return turnover(view, tier, since=since, until=until, under=under)

    def diff(self, other: Province) -> Difference:
        """Return what *other* has otherwise than this province, value by value, keyed by id."""
        from ..core.difference import difference  # noqa: PLC0415 - few questions compare

        return difference(self, other)

    def paths(self) -> Iterator[tuple[str, Unit]]:
        """Yield every unit with its place in this value."""
        yield "", self
        for field in ("districts", "communes", "villages", "agencies"):
            units: tuple[Unit, ...] = getattr(self, field)
            for index, unit in enumerate(units):
                yield f"{field}[{index}]", unit

    @cached_property
    def _called(self) -> looking_up.Index:
        """Where its units stand by what they are called; it is no part of the value."""
        return looking_up.index(self)

    def _states(self, day: date) -> tuple[Province, ...]:
        """Return every possible province of a day; none before it began and after it ended."""
        timeless = self.as_of is not None or not self.changes
        return (self,) if timeless else Timeline(self).states(day)

    def _one(
        self, text: str, level: Level, kind: type[_Found], inside: str, on: date | None
    ) -> _Found:
        found = [
            unit for unit in self.candidates(text, level, inside, on=on) if isinstance(unit, kind)
        ]
        if len(found) > 1:
            raise AmbiguousNameError(text, tuple(map(self.describe, found)))
        if not found:
            near = looking_up.near(self, text, level, inside)
            raise UnknownNameError(text, level.value, near)
        return found[0]

    def _plainly_sound(self) -> bool:
        """Nothing is sure before its units were compared with each other."""
        return False

    def _faults(self) -> Iterator[Fault]:
        yield from super()._faults()
        yield from incoherences(self)

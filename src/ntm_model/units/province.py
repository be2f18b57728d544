"""The province: flat, with its districts and communes side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from typing import TypeVar, final

import attrs

from ..core.citations import Confidence
from ..core.counts import Basis, Count
from ..core.days import CriteriaPeriod
from ..core.errors import AmbiguousNameError, Fault, UnknownNameError, expect, expect_day
from ..core.names import Level, Mention, search_key
from ..core.verdict import Verdict
from ..core.words import Assumption
from ..tiers import CertificationTier, CommuneKind
from .parts import Commune, District, Question, Unit, is_meant

_Found = TypeVar("_Found", Commune, District)
#: how alike two spellings must be to be suggested for one another
_NEAR = 0.7


@final
@attrs.frozen
class Province(Unit):
    """A province, flat: its districts and its communes side by side.

    Who has complete data says through which day, and gets exact answers:

    >>> communes = (
    ...     Commune("A").certify(CertificationTier.STANDARD, decided=date(2023, 5, 2)),
    ...     Commune("B"),
    ... )
    >>> province = Province("P", communes=communes, complete_through=date(2024, 12, 31))
    >>> print(province.count(CertificationTier.STANDARD, on=date(2024, 1, 1)))
    1
    """

    districts: tuple[District, ...] = ()
    communes: tuple[Commune, ...] = ()
    #: the last day through which no certificate of any unit is missing; ``None``: may be missing
    complete_through: date | None = None
    #: the least confidence that decides, unless a question asks for another
    trust: Confidence = Confidence.SECONDARY

    def ladder(self, period: CriteriaPeriod | None = None) -> tuple[CertificationTier, ...]:
        """Return the tiers that a province can be granted: since 2016 it completes the task."""
        return () if period is CriteriaPeriod.Y2010_2015 else (CertificationTier.COMPLETED,)

    @property
    def rural_communes(self) -> tuple[Commune, ...]:
        """The units of kind commune (xã), the programme's population."""
        return tuple(unit for unit in self.communes if unit.kind is CommuneKind.COMMUNE)

    def is_complete(self, on: date) -> bool:
        """Whether no certificate that counts on that day is missing."""
        return self.complete_through is not None and on <= self.complete_through

    def unit(self, unit_id: str) -> Commune | District | Province:
        """Return the unit with this id.

        Raises:
            UnknownNameError: no unit of the province has it.
        """
        units: tuple[Commune | District | Province, ...] = (self, *self.districts, *self.communes)
        for unit in units:
            if unit.id == unit_id:
                return unit
        raise UnknownNameError(unit_id, "unit")

    def communes_of(self, scope: str) -> tuple[Commune, ...]:
        """Return the units of kind commune in the district, or in the province, with id *scope*."""
        return tuple(unit for unit in self.rural_communes if scope in (self.id, unit.district))

    def candidates(
        self, text: str, level: Level = Level.COMMUNE, district: str = ""
    ) -> tuple[Commune | District, ...]:
        """Return every unit of a level that *text* may mean: an id, a code or a spelling."""
        return tuple(
            unit
            for unit in self._of_level(level, district)
            if text and (text in (unit.id, unit.code) or is_meant(unit, text))
        )

    def candidates_of(
        self, mention: Mention, tier: CertificationTier
    ) -> tuple[Commune | District, ...]:
        """Return every unit that a document may mean where it speaks of *tier*."""
        if mention.level not in (Level.COMMUNE, Level.DISTRICT):
            return ()
        try:
            found = self.candidates(mention.text, mention.level, mention.district)
        except LookupError:
            return ()
        return tuple(unit for unit in found if tier in unit.ladder())

    def commune(self, name_or_code: str, district: str = "") -> Commune:
        """Return the one commune-level unit that is called or coded so.

        >>> Province("P", communes=(Commune("Hòa Bình"),)).commune("xã Hoà Bình").name
        'Hòa Bình'

        Raises:
            UnknownNameError: nothing is called so; the closest spellings are named.
            AmbiguousNameError: several are called so (rule U3); the candidates are listed.
        """
        return self._one(name_or_code, Level.COMMUNE, Commune, district)

    def district(self, name_or_code: str) -> District:
        """Return the one district-level unit that is called or coded so.

        Raises:
            UnknownNameError: nothing is called so; the closest spellings are named.
            AmbiguousNameError: several are called so (rule U3); the candidates are listed.
        """
        return self._one(name_or_code, Level.DISTRICT, District)

    def describe(self, unit: Commune | District | Province) -> str:
        """Return the unit's code, name and district: ``23504 Đăk Long (Đắk Hà)``."""
        inside = (
            f" ({self.unit(unit.district).name})"
            if isinstance(unit, Commune) and unit.district
            else ""
        )
        return f"{unit.code} {unit.name}{inside}".strip()

    def with_commune(self, commune: Commune) -> Province:
        """Return the province with *commune* in place of the one with its id, or added.

        Raises:
            InvalidInputError: the code is taken, or the district is unknown.
        """
        others = {unit.id: unit for unit in self.communes}
        return attrs.evolve(self, communes=tuple((others | {commune.id: commune}).values()))

    def with_unit(self, unit: Commune | District) -> Province:
        """Return the province with *unit* in place of the one with its id, or added."""
        if isinstance(unit, Commune):
            return self.with_commune(unit)
        others = {district.id: district for district in self.districts}
        return attrs.evolve(self, districts=tuple((others | {unit.id: unit}).values()))

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
        and its unit's lack of a certificate proves nothing either.
        """
        floor = trust or self.trust
        expect(Confidence, trust=floor)
        if known is not None:
            expect_day(known=known)
        claimed = self.complete_through is not None
        question = Question(known, floor, frozenset(without), doubts_kept=claimed)
        return attrs.evolve(
            self.admitted(question),
            districts=tuple(unit.admitted(question) for unit in self.districts),
            communes=tuple(unit.admitted(question) for unit in self.communes),
            trust=floor,
        )

    def holds(
        self,
        unit: Commune | District | Province,
        tier: CertificationTier,
        *,
        on: date,
        under: CriteriaPeriod | None = None,
        known: date | None = None,
        trust: Confidence | None = None,
    ) -> Verdict:
        """Judge whether *unit*, as it stands in this province, holds *tier* on a day.

        *under* asks for a criteria period, *known* for what was known on an earlier day, *trust*
        for the least confidence that decides (by default :attr:`trust`).

        Raises:
            UnknownNameError: the province has no unit with this unit's id.
        """
        expect(Unit, unit=unit)
        view = self.on_file(known=known, trust=trust)
        return view.unit(unit.id).standing(tier, on=on, under=under, complete=view.is_complete(on))

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
        view = self.on_file(known=known, trust=trust)
        return frozenset(
            self._own(unit)
            for unit in view.rural_communes
            if unit.standing(tier, on=on, under=under) is Verdict.MET
        )

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
        view = self.on_file(known=known, trust=trust)
        return count_by_name(
            view.rural_communes, tier, on=on, under=under, complete=view.is_complete(on)
        )

    def _own(self, unit: Commune) -> Commune:
        """Return the commune as this province holds it, before anything was filtered."""
        return next(own for own in self.communes if own.id == unit.id)

    def _of_level(self, level: Level, district: str) -> tuple[Commune | District, ...]:
        if level is Level.DISTRICT:
            return self.districts
        inside = self.district(district).id if district else ""
        return tuple(unit for unit in self.communes if not inside or unit.district == inside)

    def _one(self, text: str, level: Level, kind: type[_Found], district: str = "") -> _Found:
        found = [unit for unit in self.candidates(text, level, district) if isinstance(unit, kind)]
        if len(found) > 1:
            raise AmbiguousNameError(text, tuple(map(self.describe, found)))
        if not found:
            raise UnknownNameError(text, level.value, self._near(text, level, district))
        return found[0]

    def _near(self, text: str, level: Level, district: str) -> tuple[str, ...]:
        """Return the names on record that lie closest; accents are folded for the search alone."""
        names: dict[str, list[str]] = {}
        for unit in self._of_level(level, district):
            for spelling in (unit.name, *unit.spellings):
                names.setdefault(search_key(spelling), []).append(unit.name)
        near = get_close_matches(search_key(text), names, cutoff=_NEAR)
        return tuple(dict.fromkeys(name for key in near for name in names[key]))

    def _faults(self) -> Iterator[Fault]:
        expect(tuple, districts=self.districts, communes=self.communes)
        yield from super()._faults()
        yield from _doubles("districts", self.districts, self.id)
        yield from _doubles("communes", self.communes, self.id)
        ids = [unit.id for unit in self.districts]
        for shared in sorted({unit.id for unit in self.communes}.intersection(ids)):
            yield Fault(
                "communes", f"id {shared!r}, which is also a district's", "an id of its own"
            )
        for index, unit in enumerate(self.communes):
            if unit.district and unit.district not in ids:
                named = [
                    district.id for district in self.districts if is_meant(district, unit.district)
                ]
                near = named or get_close_matches(unit.district, ids, n=1)
                yield Fault(
                    f"communes[{index}].district",
                    repr(unit.district),
                    f"the id of one of this province's {len(ids)} districts",
                    " or ".join(map(repr, near)),
                )


def count_by_name(
    units: Iterable[Unit],
    tier: CertificationTier,
    *,
    on: date,
    under: CriteriaPeriod | None = None,
    complete: bool = False,
) -> Count:
    """Count the holders among *units*: those that surely hold, and those that possibly do."""
    expect(CertificationTier, tier=tier)
    expect_day(on=on)
    verdicts = [unit.standing(tier, on=on, under=under, complete=complete) for unit in units]
    sure = verdicts.count(Verdict.MET)
    return Count(sure, sure + verdicts.count(Verdict.UNDETERMINED), Basis.NAMES)


def _doubles(
    field: str, units: tuple[Commune, ...] | tuple[District, ...], taken: str
) -> Iterator[Fault]:
    """Find ids and codes that stand twice, or that the province has already."""
    for name in ("id", "code"):
        seen = {taken: "the province"} if name == "id" else {}
        for index, unit in enumerate(units):
            value: str = getattr(unit, name)
            if value and value in seen:
                yield Fault(
                    f"{field}[{index}].{name}",
                    f"{value!r}, which {seen[value]} has",
                    "one of its own",
                )
            seen.setdefault(value, f"{field}[{index}]")

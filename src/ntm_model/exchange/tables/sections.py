"""Units in the order and words of tables, so that each is found again when the table is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import final

from ...core.errors import Fault
from ...core.names import Level
from ...tiers import CommuneKind, DistrictKind
from ...units import Commune, District, Province
from .grids import Cell
from .naming import Resolver
from .rows import Row
from .taking import Reader

#: the headers of the columns that name units
NAMES = {
    Level.COMMUNE: ("STT", "Tên xã", "Mã xã"),
    Level.DISTRICT: ("STT", "Tên huyện", "Mã huyện"),
}
_KINDS: dict[CommuneKind | DistrictKind, str] = {
    CommuneKind.COMMUNE: "Xã",
    CommuneKind.TOWNSHIP: "Thị trấn",
    CommuneKind.WARD: "Phường",
    CommuneKind.SPECIAL_ZONE: "Đặc khu",
    DistrictKind.DISTRICT: "Huyện",
    DistrictKind.TOWN: "Thị xã",
    DistrictKind.CITY: "Thành phố",
    DistrictKind.URBAN: "Quận",
}


def full(unit: Commune | District) -> str:
    """Return a name with its kind before it."""
    return f"{_KINDS[unit.kind]} {unit.name}"


def units_of(province: Province, level: Level) -> Sequence[Commune | District]:
    """Return the units of a level."""
    return province.communes if level is Level.COMMUNE else province.districts


def sections(
    province: Province, units: Iterable[Commune | District], *, empty: bool = False
) -> Iterator[tuple[District | None, list[Commune | District]]]:
    """Yield units by district, those without one first; *empty* yields those without units too."""
    inside: dict[str, list[Commune | District]] = {"": []}
    for unit in units:
        home = unit.district if isinstance(unit, Commune) else ""
        inside.setdefault(home, []).append(unit)
    yield None, inside[""]
    for district in province.districts:
        if empty or district.id in inside:
            yield district, inside.get(district.id, [])


@final
class Naming:
    """The name and code by which a unit is found again, among all of a province."""

    def __init__(self, province: Province, level: Level) -> None:
        """Name the units of a level of a province."""
        self._resolver = Resolver(province, None, level, Reader())
        self._districts = {unit.id: full(unit) for unit in province.districts}

    def told(self, unit: Commune | District) -> tuple[str, str]:
        """Return the name of a unit, and its code, or its id where the code is not enough."""
        return unit.name, unit.code if self._found(unit, unit.code) else unit.id

    def faults(self, units: Iterable[Commune | District]) -> Iterator[Fault]:
        """Find units that neither code nor id tells from others of their name."""
        for unit in units:
            if not self._found(unit, self.told(unit)[1]):
                expected = "a name, code and id that no other unit has"
                yield Fault(unit.name, repr(unit.id), expected)

    def _found(self, unit: Commune | District, code: str) -> bool:
        home = self._districts.get(unit.district, "") if isinstance(unit, Commune) else ""
        row = Row(0, Cell("", unit.name), Cell("", code), Cell("", home))
        return self._resolver.unit(row) == unit

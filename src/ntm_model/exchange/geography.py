"""Maps: what a review says of units, joined to the features of a GeoJSON file by their codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any, TypeAlias, cast, final

import attrs

from ..core.days import CriteriaPeriod
from ..core.errors import Fault, refuse
from ..core.explanation import Check
from ..core.names import Level
from ..review.programme import Programme
from ..review.reviewing import Review
from ..tiers import CertificationTier
from ..units import Commune, District, Province
from ..units.parts import is_meant
from .administrative.records import DIGITS
from .leaves import pointless, shown

_Unit: TypeAlias = Commune | District

#: what every property that is added begins with
PREFIX = "ntm_"


@final
@attrs.frozen(eq=False)
class Joined:
    """A map with what was joined to it, and everything that was not."""

    #: a FeatureCollection with every feature of the file, in its order
    collection: dict[str, Any]
    #: the features to which no unit was joined, and why
    unmatched: tuple[Fault, ...]
    #: ids of the units of the day that have no feature
    missing: tuple[str, ...]


@final
@attrs.frozen
class _Keys:
    """The properties by which features are joined, and the province of the day."""

    level: Level
    code: str
    name: str
    district: str
    province: Province
    day: date

    @property
    def units(self) -> tuple[_Unit, ...]:
        """The units that features may mean."""
        return self.province.communes if self.level is Level.COMMUNE else self.province.districts


@final
@attrs.frozen
class _Match:
    """The unit that a feature means: by its code, or by its name alone."""

    path: str
    unit: _Unit
    by_code: bool


def to_geojson(
    source: Review | Programme,
    features: Mapping[str, Any],
    *,
    level: Level = Level.COMMUNE,
    code: str = "code",
    name: str = "name",
    district: str = "district",
) -> Joined:
    """Join what a review says of its communes, or districts, to the features of a map.

    *code*, *name* and *district* are the properties that features have these in. A feature means
    the unit that has its code on the day of the review and, if it has a name too, is called so:
    codes are handed on (rule U1). Without a code a name must fit one unit, and no other feature
    may mean that unit: nothing is guessed (rule U3). Names of a map of the nation mean units of
    other provinces too, so join these by code.

    Joined features get ``ntm_id``, ``ntm_name``, ``ntm_kind``, for each tier that the unit could
    be granted by then its verdict, such as ``ntm_standard``, and ``ntm_findings``: rule, verdict
    and topic of each finding that names the unit as its subject. What an earlier join added is
    replaced; geometry and all else stay as they are, and *features* is not changed.

    Raises:
        InvalidInputError: *features* is no FeatureCollection, or the level has no map.
    """
    review = source if isinstance(source, Review) else source.review()
    refuse(_unusable(features, level))
    keys = _Keys(level, code, name, district, review.case.province, review.on)
    listed: list[Mapping[str, Any]] = features["features"]
    places = [_found(one, f"features[{index}]", keys) for index, one in enumerate(listed)]
    found = list(_alone(places))
    met = [one.unit if isinstance(one, _Match) else None for one in found]
    said = {unit.id: _said(unit, keys.province, review.findings, review.on) for unit in met if unit}
    joined = [
        _joined(one, said[unit.id] if unit else None) for one, unit in zip(listed, met, strict=True)
    ]
    return Joined(
        collection={**features, "features": joined},
        unmatched=tuple(one for one in found if isinstance(one, Fault)),
        missing=tuple(unit.id for unit in keys.units if unit.id not in said),
    )


def _unusable(features: object, level: Level) -> Iterator[Fault]:
    """Find what is no FeatureCollection, and levels that are not joined."""
    if level not in (Level.COMMUNE, Level.DISTRICT):
        yield Fault("level", level.value, "commune or district")
    collection = _fields(features)
    listed = collection.get("features")
    if collection.get("type") != "FeatureCollection" or not isinstance(listed, list):
        found = shown(collection.get("type", features))
        yield Fault("features", found, "a GeoJSON FeatureCollection, as json.load gives it")
        return
    for index, one in enumerate(cast("list[object]", listed)):
        properties = _fields(one).get("properties", one)
        if one is properties or not isinstance(properties, Mapping | None):
            expected = "a feature with properties, or null for none"
            yield Fault(f"features[{index}]", shown(properties), expected)


def _fields(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value) if isinstance(value, Mapping) else {}


def _found(feature: Mapping[str, Any], path: str, keys: _Keys) -> _Match | Fault:
    """Return the one unit that a feature means, or why there is none."""
    properties: Mapping[str, Any] = feature["properties"] or {}
    code, name = properties.get(keys.code), properties.get(keys.name)
    if code not in (None, ""):
        return _by_code(code, name, path, keys)
    if name in (None, ""):
        return Fault(path, "neither a code nor a name", f"{keys.code!r} or {keys.name!r}")
    return _by_name(name, properties.get(keys.district), path, keys)


def _by_code(code: object, name: object, path: str, keys: _Keys) -> _Match | Fault:
    text = _text(pointless(code)).strip()
    padded = text.zfill(DIGITS[keys.level]) if text.isdecimal() else text
    for unit in keys.units:
        if unit.code in (text, padded):
            if name in (None, "") or is_meant(unit, _text(name)):
                return _Match(path, unit, by_code=True)
            expected = f"{unit.name!r}, which has the code {unit.code} on {keys.day}"
            return Fault(f"{path}.properties.{keys.name}", shown(name), expected)
    near = get_close_matches(padded, [unit.code for unit in keys.units], n=1, cutoff=0.8)
    expected = f"the code that a {keys.level.value} has on {keys.day}"
    return Fault(
        f"{path}.properties.{keys.code}", shown(code), expected, " or ".join(map(repr, near))
    )


def _by_name(name: object, inside: object, path: str, keys: _Keys) -> _Match | Fault:
    text = _text(name)
    fitting = [unit for unit in keys.units if is_meant(unit, text)]
    listed = "; ".join(map(keys.province.describe, fitting))
    units = fitting
    if inside not in (None, ""):
        units = [unit for unit in fitting if _lies_in(unit, _text(inside), keys.province)]
    if len(units) == 1:
        return _Match(path, units[0], by_code=False)
    place = f"{path}.properties.{keys.name}"
    if units:
        found = f"{text!r}, which fits {len(units)} units: {listed}"
        return Fault(place, found, f"one unit, by {keys.code!r} or {keys.district!r}")
    if fitting:
        place = f"{path}.properties.{keys.district}"
        return Fault(place, shown(inside), f"the district of one of {listed}")
    near = get_close_matches(text, [unit.name for unit in keys.units], n=1)
    expected = f"the name of a {keys.level.value} on {keys.day}"
    return Fault(place, shown(name), expected, " or ".join(map(repr, near)))


def _text(value: object) -> str:
    return value if isinstance(value, str) else shown(value)


def _lies_in(unit: _Unit, inside: str, province: Province) -> bool:
    homes = [one for one in province.districts if inside == one.code or is_meant(one, inside)]
    return isinstance(unit, District) or unit.district in {one.id for one in homes}


def _alone(found: Sequence[_Match | Fault]) -> Iterator[_Match | Fault]:
    """Yield each match by name only if no other feature means the same unit."""
    paths: dict[str, list[str]] = {}
    for one in found:
        if isinstance(one, _Match):
            paths.setdefault(one.unit.id, []).append(one.path)
    for one in found:
        if isinstance(one, Fault) or one.by_code or len(paths[one.unit.id]) == 1:
            yield one
        else:
            others = " and ".join(path for path in paths[one.unit.id] if path != one.path)
            said = f"the name of {one.unit.name!r}, which {others} means too"
            yield Fault(one.path, said, "a code, where several features are parts of one unit")


def _joined(feature: Mapping[str, Any], said: dict[str, Any] | None) -> dict[str, Any]:
    """Return a feature with what is said of its unit, and without what was said before."""
    before: Mapping[str, Any] | None = feature["properties"]
    kept = {key: one for key, one in (before or {}).items() if not key.startswith(PREFIX)}
    properties = None if before is None and said is None else {**kept, **(said or {})}
    return {**feature, "properties": properties}


def _said(unit: _Unit, province: Province, findings: Iterable[Check], on: date) -> dict[str, Any]:
    """Return the properties that are added to the features of a unit."""
    complete = province.is_complete(on)
    verdicts = {
        f"{PREFIX}{tier.value}": unit.standing(tier, on=on, complete=complete).value
        for tier in _tiers(unit, on)
    }
    concerned = [
        {"rule": check.rule, "verdict": check.verdict.value, "topic": check.explanation.topic}
        for check in findings
        if unit.id in (check.subject, *check.explanation.subject)
    ]
    return {
        f"{PREFIX}id": unit.id,
        f"{PREFIX}name": unit.name,
        f"{PREFIX}kind": unit.kind.value,
        **verdicts,
        f"{PREFIX}findings": concerned,
    }


def _tiers(unit: _Unit, on: date) -> list[CertificationTier]:
    """Return the tiers that a unit of its kind could have been granted by a day."""
    begun = [period for period in CriteriaPeriod if period.years[0] <= on.year]
    possible = {tier for period in begun for tier in unit.ladder(period)}
    return [tier for tier in CertificationTier if tier in possible]

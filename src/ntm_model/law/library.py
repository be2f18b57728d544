"""The criteria sets that come along: which applies to a recognised year, and what they rest on."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import final

import attrs

from ..core.days import last_day_of
from ..core.errors import Fault, InvalidInputError, UnknownNameError, expect, expect_day
from ..core.names import same_name_key
from ..tiers import CertificationTier
from .criteria import CriteriaSet
from .reading import read_set


@final
@attrs.frozen
class Source:
    """A page that law files cite."""

    id: str
    title: str
    url: str = ""


def criteria_set(
    level: str,
    tier: CertificationTier,
    *,
    for_year: int,
    on: date | None = None,
    province: str = "",
    beside: bool = False,
) -> CriteriaSet:
    """Return the set by which units are judged for a recognised year (rule C7).

    It follows the recognised year, not the day; *on* is the day whose amendments are in force,
    by default the last of that year. A *province* has sets of its own. *beside* asks for the
    conditions that stand beside the set, such as debt and satisfaction.

    >>> criteria_set("commune", CertificationTier.STANDARD, for_year=2023).decision
    '318/QĐ-TTg'

    Raises:
        InvalidInputError: no set is for that year; the nearest ones are named.
    """
    expect(str, level=level)
    expect(CertificationTier, tier=tier)
    expect(int, for_year=for_year)
    if on is not None:
        expect_day(on=on)
    of_title = [
        found
        for found in sets()
        if (found.level, found.tier, found.province) == (level, tier, province)
        and found.beside is beside
    ]
    fitting = [found for found in of_title if found.first_year <= for_year <= found.last_year]
    if not fitting:
        raise InvalidInputError((_no_set(of_title, level, tier, for_year),))
    found = max(fitting, key=lambda one: one.days.since or date.min)
    return found.on(last_day_of(for_year) if on is None else _in_force(found, on))


def set_of(
    decision: str, level: str, tier: CertificationTier, *, on: date | None = None
) -> CriteriaSet:
    """Return the set that a decision lays down for a title, as amended by a day or by now.

    The number may be written as stamps and keyboards leave it: ``318 /qđ-ttg``.

    Raises:
        UnknownNameError: no file has it; those of that decision are named.
        InvalidInputError: it was not in force on the day.
    """
    expect(str, decision=decision, level=level)
    expect(CertificationTier, tier=tier)
    if on is not None:
        expect_day(on=on)
    of_decision = [one for one in sets() if _number(one.decision) == _number(decision)]
    for found in of_decision:
        if (found.level, found.tier) == (level, tier):
            return found.on(date.max if on is None else _in_force(found, on))
    near = tuple(f"{one.decision} {one.level} {one.tier.value}" for one in of_decision)
    close = tuple(get_close_matches(decision, _decisions(), n=3))
    raise UnknownNameError(f"{decision} {level} {tier.value}", "criteria set", near or close)


@cache
def sets() -> tuple[CriteriaSet, ...]:
    """Return every set that comes along, the oldest first, with all its amendments."""
    read = (read_set(_text(file), file.name) for file in _set_files())
    return tuple(sorted(read, key=lambda found: (found.days.since or date.min, found.id)))


@cache
def sources() -> Mapping[str, Source]:
    """Return the pages that law files cite, by id."""
    rows: list[dict[str, str]] = tomllib.loads(_text(_data().joinpath("sources.toml")))["source"]
    return MappingProxyType(
        {row["id"]: Source(row["id"], row["title"], row.get("url", "")) for row in rows}
    )


@cache
def digests() -> Mapping[str, str]:
    """Return the SHA-256 digest of each law file, by its name."""
    named = [file for file in _data().iterdir() if file.name.endswith(".toml")]
    return MappingProxyType(
        {
            file.name: sha256(file.read_bytes()).hexdigest()
            for file in sorted((*named, *_set_files()), key=lambda file: file.name)
        }
    )


def _number(decision: str) -> str:
    """Return the key that two ways to write the number of a decision share."""
    return same_name_key(decision).replace(" ", "")


def _in_force(found: CriteriaSet, on: date) -> date:
    """Return a day on which a set is in force, and refuse another."""
    if on not in found.days:
        expected = f"a day of {found.decision}, from {found.days.since}"
        raise InvalidInputError((Fault("on", str(on), expected),))
    return on


def _no_set(
    of_title: list[CriteriaSet], level: str, tier: CertificationTier, for_year: int
) -> Fault:
    near = sorted(of_title, key=lambda one: _distance(one, for_year))[:2]
    told = " or ".join(f"{one.first_year}-{one.last_year} ({one.decision})" for one in near)
    title = f"{level} {tier.value}"
    if not told:
        return Fault("tier", repr(title), "a level and a tier that have a set")
    return Fault("for_year", str(for_year), f"a year of a set for {title}: {told}")


def _distance(found: CriteriaSet, year: int) -> int:
    return max(found.first_year - year, year - found.last_year)


def _decisions() -> tuple[str, ...]:
    return tuple(dict.fromkeys(found.decision for found in sets()))


def _data() -> Traversable:
    return files("ntm_model.law").joinpath("data")


def _set_files() -> list[Traversable]:
    found = (one for one in _data().joinpath("criteria").iterdir() if one.name.endswith(".toml"))
    return sorted(found, key=lambda file: file.name)


def _text(file: Traversable) -> str:
    return file.read_text(encoding="utf-8")

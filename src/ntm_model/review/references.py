"""Whether the parts of a programme hold together: every reference leads somewhere, all at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeAlias

from ..core.circles import on_circles
from ..core.errors import Fault
from ..core.names import Mention, same_name_key
from ..core.quantities import NATION
from ..promises import Duty, Plan, Target
from ..record import Assessment, CriterionMark, Dossier, Observation, Reported, Statement
from ..units import Commune, District, Province

if TYPE_CHECKING:
    from .programme import Programme

#: facts that are each of one unit
OfUnits: TypeAlias = Assessment | Dossier | Observation | CriterionMark
#: what may cite a source, all but the units
_Citing: TypeAlias = OfUnits | Reported | Statement | Target | Plan | Duty


def faults(programme: Programme) -> Iterator[Fault]:
    """Find ids that stand twice, references that lead nowhere, and promises that cannot be."""
    documents = {document.id for document in programme.documents}
    units = {NATION, *programme.province.ids, *(unit.id for unit in programme.province.units)}
    if programme.letter:
        yield from _unknown("letter", programme.letter, documents)
    yield from _twice("documents", [document.id for document in programme.documents])
    yield from _twice("statements", [said.id for said in programme.statements])
    yield from _twice("targets", [target.id for target in programme.targets])
    yield from _twice("plans", [plan.id for plan in programme.plans])
    yield from _twice("reported", [one.id for one in programme.reported])
    yield from _promised(programme)
    yield from _circles("targets", "revises", programme.targets)
    yield from _circles("targets", "part_of", programme.targets)
    yield from _circles("plans", "amends", programme.plans)
    for path, name in _cited(programme):
        yield from _unknown(path, name, documents)
    for path, name in _meant(programme):
        yield from _unknown(path, name, units)
    scopes = {NATION, *programme.province.ids, *(one.id for one in programme.province.districts)}
    for index, one in enumerate(programme.targets):
        yield from _unknown(f"targets[{index}].scope", one.scope, scopes)
    for index, report in enumerate(programme.reported):
        yield from _unknown(f"reported[{index}].scope", report.scope, scopes)
    if programme.observations or programme.marks:
        from ..law.fitting import unfit  # noqa: PLC0415 - most programmes need no law files

        yield from unfit(programme.observations, programme.marks)


def _promised(programme: Programme) -> Iterator[Fault]:
    """Find promises that refer to none, or that contradict what the file says of them itself."""
    targets, plans = ({one.id for one in some} for some in (programme.targets, programme.plans))
    for index, target in enumerate(programme.targets):
        path = f"targets[{index}]"
        yield from _unknown(f"{path}.part_of", target.part_of, targets)
        yield from _unknown(f"{path}.revises", target.revises, targets)
        yield from _late(programme, path, target)
        for number, mention in enumerate(target.named):
            if _outside(mention, target.scope, programme.province):
                found = f"{mention.text!r}, which lies outside {target.scope!r}"
                yield Fault(f"{path}.named[{number}]", found, "a unit of the scope")
    for index, plan in enumerate(programme.plans):
        yield from _unknown(f"plans[{index}].amends", plan.amends, plans)


def _circles(field: str, leads: str, promises: Sequence[Target | Plan]) -> Iterator[Fault]:
    """Find promises that lead back to themselves."""
    leading: list[tuple[str, str]] = [(one.id, getattr(one, leads)) for one in promises]
    circles = on_circles({name: other for name, other in leading if name and other})
    for index, (name, other) in enumerate(leading):
        if name in circles:
            yield Fault(f"{field}[{index}].{leads}", repr(other), "no circle of promises")


def _late(programme: Programme, path: str, target: Target) -> Iterator[Fault]:
    """Find a horizon before the document that sets the target."""
    known = (one for one in programme.documents if one.id == target.stated_in)
    first = next((one.dated.earliest for one in known), None)
    if target.horizon is not None and first is not None and target.horizon < first:
        expected = f"a day not before {first}, that of {target.stated_in!r}"
        yield Fault(f"{path}.horizon", str(target.horizon), expected)


def _outside(mention: Mention, scope: str, province: Province) -> bool:
    """Whether all that a name may mean lies, and ever lay, outside a district."""
    if scope not in {district.id for district in province.districts}:
        return False
    units: tuple[Commune | District, ...] = (*province.districts, *province.communes)
    name = same_name_key(mention.text)
    meant = [
        unit
        for unit in units
        if name in map(same_name_key, (*unit.over_time("name"), *unit.spellings))
    ]
    return bool(meant) and not any(scope in {unit.id, *_homes(unit)} for unit in meant)


def _homes(unit: Commune | District) -> tuple[str, ...]:
    """Return the districts that a commune lies in, and lay in."""
    return unit.over_time("district") if isinstance(unit, Commune) else ()


def _cited(programme: Programme) -> Iterator[tuple[str, str]]:
    """Yield every reference to a document, with its path."""
    for index, reference in enumerate(programme.references):
        yield f"references[{index}].document", reference.document
    for index, target in enumerate(programme.targets):
        yield f"targets[{index}].stated_in", target.stated_in
    for index, plan in enumerate(programme.plans):
        yield f"plans[{index}].stated_in", plan.stated_in
    lists: dict[str, Sequence[_Citing]] = {
        "statements": programme.statements,
        "reported": programme.reported,
        **_of_units(programme),
        "targets": programme.targets,
        "plans": programme.plans,
        "duties": programme.duties,
    }
    for field, members in lists.items():
        for index, one in enumerate(members):
            yield f"{field}[{index}].source.source", one.source.source
    yield from _cited_by_units(programme.province)


def _of_units(programme: Programme) -> dict[str, Sequence[OfUnits]]:
    """Return the facts that are each of one unit, by field."""
    return {
        "assessments": programme.assessments,
        "dossiers": programme.dossiers,
        "observations": programme.observations,
        "marks": programme.marks,
    }


def _meant(programme: Programme) -> Iterator[tuple[str, str]]:
    """Yield every reference to a unit, with its path."""
    for index, said in enumerate(programme.statements):
        yield f"statements[{index}].scope", said.scope
        for number, member in enumerate(said.members):
            yield f"statements[{index}].members[{number}]", member
    for field, facts in _of_units(programme).items():
        for index, fact in enumerate(facts):
            yield f"{field}[{index}].unit", fact.unit
    numbers: dict[str, Sequence[Target | Reported]] = {
        "targets": programme.targets,
        "reported": programme.reported,
    }
    for field, members in numbers.items():
        for index, one in enumerate(members):
            for number, member in enumerate(one.members):
                yield f"{field}[{index}].members[{number}]", member


def _cited_by_units(province: Province) -> Iterator[tuple[str, str]]:
    """Yield every reference to a document in the units and their successions, with its path."""
    for place, unit in province.paths():
        path = f"province.{place}".removesuffix(".")
        for number, grant in enumerate(unit.certifications):
            yield f"{path}.certifications[{number}].source.source", grant.source.source
        for number, end in enumerate(unit.revocations):
            yield f"{path}.revocations[{number}].source.source", end.source.source
        for number, former in enumerate(unit.formerly):
            yield f"{path}.formerly[{number}].source.source", former.source.source
    for index, succession in enumerate(province.successions):
        yield f"province.successions[{index}].source.source", succession.source.source


def _unknown(path: str, name: str, known: Collection[str]) -> Iterator[Fault]:
    if name and name not in known:
        near = get_close_matches(name, sorted(known), n=1)
        yield Fault(path, repr(name), "an id that the file defines", " or ".join(map(repr, near)))


def _twice(field: str, ids: Iterable[str]) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for index, name in enumerate(ids):
        if name and name in seen:
            yield Fault(
                f"{field}[{index}].id",
                f"{name!r}, which {field}[{seen[name]}] has",
                "one of its own",
            )
        seen.setdefault(name, index)

"""A small criteria set, written as law files are, with every kind of requirement."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product

from ntm_model import Verdict, When
from ntm_model.law import Circumstances, CriteriaSet, assess
from ntm_model.law.reading import read_set
from ntm_model.law.requirements import Requirement, measures
from ntm_model.record import Observation

HEAD = """
[set]
id = "small"
decision = "1/QĐ-TTg"
level = "commune"
tier = "standard"
years = [2021, 2025]
since = 2022-03-08
vi = "Bộ nhỏ"
en = "Small set"
confidence = "VERIFIED"
source = "page"
checked = 2026-11-23
complete = true
"""
#: what an indicator of each kind asks for
KINDS = {
    "at least": 'kind = "at least"\nvalue = "80"',
    "more than": 'kind = "more than"\nvalue = "80"',
    "at most": 'kind = "at most"\nvalue = "5"',
    "below": 'kind = "below"\nvalue = "5"',
    "true": 'kind = "true"',
    "absent": 'kind = "absent"',
    "grade": 'kind = "grade"\ngrades = ["Yếu", "Khá", "Tốt"]\nleast = "Khá"',
}
CITED = 'confidence = "VERIFIED"\nsource = "page"'


def criterion(name: str, requires: str, unit: str = "% hộ") -> str:
    """Return one criterion with one indicator that asks something."""
    return f"""
[[criterion]]
id = "{name}"
vi = "Tiêu chí {name}"
en = "Criterion {name}"
{CITED}
[[criterion.indicator]]
id = "{name}.1"
vi = "Nội dung {name}.1"
en = "Content {name}.1"
unit = "{unit}"
{CITED}
[criterion.indicator.requires]
{requires}
"""


def a_set(*criteria: str, more: str = "") -> CriteriaSet:
    """Read a set of some criteria."""
    return read_set(HEAD + "".join(criteria) + more, "small.toml")


def asking(requires: str, unit: str = "% hộ") -> CriteriaSet:
    """Read a set that asks one thing."""
    return a_set(criterion("1", requires, unit))


def seen(
    measure: str,
    value: Decimal | bool | str,  # noqa: FBT001 - what is observed
    on: date = date(2023, 1, 1),
    unit: str = "u",
) -> Observation:
    """Return an observation of the small set: a number, a truth or a grade."""
    return Observation(
        unit=unit,
        criteria_set="small",
        measure=measure,
        value=value if isinstance(value, Decimal) else None,
        truth=value if isinstance(value, bool) else None,
        grade=value if isinstance(value, str) else "",
        as_of=When.of(on),
    )


def verdict(
    found: CriteriaSet, *observations: Observation, given: Circumstances = Circumstances()
) -> Verdict:
    """Judge the unit "u" by a set."""
    return assess(found, "u", observations=observations, given=given).verdict


def asked(found: CriteriaSet) -> Requirement:
    """Return what the first indicator of a set asks."""
    return found.indicators[0].requires


def completions(found: CriteriaSet, known: dict[str, Observation]) -> list[tuple[Observation, ...]]:
    """Return every way to observe what is not known yet, from a few telling values."""
    wanted: dict[str, str] = {}
    for indicator in found.indicators:
        wanted |= measures(indicator.requires)
    choices: list[list[Observation]] = []
    for measure, unit in wanted.items():
        if measure in known:
            choices.append([known[measure]])
        elif unit == "yes or no":
            choices.append([seen(measure, value) for value in (True, False)])
        elif unit == "grade":
            choices.append([seen(measure, value) for value in ("Yếu", "Khá", "Tốt")])
        else:
            numbers = (Decimal(0), Decimal(3), Decimal(5), Decimal(80), Decimal(100))
            choices.append([seen(measure, value) for value in numbers])
    return list(product(*choices))

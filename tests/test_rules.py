"""The table of rules in the documents is true: its rows are the rules, with their verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from ntm_model import Check, Verdict, datasets
from ntm_model.review.rules import RULES

from .clean import clean_programme
from .test_review import PLANTS

PAGE = Path(__file__).parent.parent / "docs" / "rules.md"
#: what a cell says where a rule never gives its verdict
NEVER = "–"


def rows() -> dict[str, list[str]]:
    """Return the cells of the table, by rule."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    table = lines[lines.index("| --- | --- | --- | --- | --- |") + 1 :]
    cells = ([cell.strip() for cell in line.split("|")[1:-1]] for line in table if line)
    return {row[0]: row[1:] for row in cells if len(row) == 5}


@cache
def given() -> dict[str, set[Verdict]]:
    """Return the verdicts that each rule gives: of the letter, of sound data and of every plant."""
    found: dict[str, set[Verdict]] = {}
    for check in checks():
        found.setdefault(check.rule, set()).add(check.verdict)
    return found


def checks() -> Iterator[Check]:
    """Yield the checks of every programme that the tests review."""
    yield from datasets.load("kon-tum-2024").review().checks
    yield from datasets.load("quang-ngai-2025").review(on=date(2025, 7, 1)).checks
    yield from clean_programme().review().checks
    for plant, _ in PLANTS.values():
        yield from plant(clean_programme()).review().checks


def test_every_rule_has_a_row_and_every_row_a_rule() -> None:
    """Nothing is judged that the table does not name, and it names nothing else."""
    assert rows().keys() == given().keys()
    assert len(rows()) == len(RULES)


@pytest.mark.parametrize("rule", rows())
def test_a_rule_gives_the_verdicts_of_its_row(rule: str) -> None:
    """It fails or stays open somewhere if its row says how, and nowhere if not."""
    _, fails, opens, rests = rows()[rule]
    assert (Verdict.NOT_MET in given()[rule]) is (fails != NEVER)
    assert (Verdict.UNDETERMINED in given()[rule]) is (opens != NEVER)
    assert rests

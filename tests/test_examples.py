"""The examples run as they stand, and say what they promise."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.py"))


def test_there_are_examples() -> None:
    """The folder of examples is found, so that the test below tests something."""
    assert {path.stem for path in EXAMPLES} == {
        "bac_kan_2023",
        "dak_nong_2018",
        "kon_tum_2024",
        "own_sheets",
        "quang_ngai_2025",
    }


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_runs_and_answers_its_questions(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each numbered question is followed by at least one line of answer."""
    runpy.run_path(str(path))

    lines = capsys.readouterr().out.splitlines()
    questions = [index for index, line in enumerate(lines) if line[:1].isdigit()]
    assert len(questions) >= 4
    assert all(lines[index + 1].startswith("   ") for index in questions)

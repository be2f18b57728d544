"""The first import is cheap: it loads attrs and a few modules of Python itself, no more."""

import json
import subprocess
import sys

import pytest

STATEMENTS = (
    "import ntm_model",
    "from ntm_model import Province, Certification, CertificationTier",
)
HEAVY = {"argparse", "cattrs", "hypothesis", "importlib.metadata", "json", "tomllib"}


def modules_loaded_by(statement: str) -> set[str]:
    """Run a statement in a fresh interpreter and name the modules that it loads."""
    program = (
        "import sys; before = set(sys.modules)\n"
        f"{statement}\n"
        "loaded = set(sys.modules) - before\n"
        "import json; print(json.dumps(sorted(loaded)))"
    )
    # -I keeps the caller's folder and environment out of the measurement.
    answer = subprocess.run(
        [sys.executable, "-I", "-c", program], check=True, capture_output=True, text=True
    )
    return set(json.loads(answer.stdout))


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_first_import_loads_only_attrs_and_the_standard_library(statement: str) -> None:
    """Apart from the library itself, only attrs comes from outside Python."""
    packages = {name.partition(".")[0] for name in modules_loaded_by(statement)}
    assert packages - sys.stdlib_module_names <= {"attr", "attrs", "ntm_model"}


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_first_import_loads_nothing_heavy(statement: str) -> None:
    """Reading files, speaking JSON and parsing arguments wait until they are asked for."""
    assert modules_loaded_by(statement).isdisjoint(HEAVY)


def test_the_first_questions_load_exactly_these_rooms() -> None:
    """A province and its certificates need the words, the tiers and the units alone."""
    core = ("citations", "counts", "days", "errors", "names", "typed", "verdict", "words")
    rooms = {"ntm_model", "ntm_model.core", "ntm_model.tiers", "ntm_model.units"}
    units = (
        "coherence", "counting", "lineage", "looking_up", "parts", "province", "question",
        "reorganising", "timeline", "unit",
    )  # fmt: skip
    parts = {f"ntm_model.units.{name}" for name in units}

    loaded = {name for name in modules_loaded_by(STATEMENTS[1]) if name.startswith("ntm_model")}

    assert loaded == rooms | parts | {f"ntm_model.core.{name}" for name in core}


def test_a_heavy_import_would_be_seen() -> None:
    """The two tests above can fail: a module that is loaded is also reported."""
    assert {"attrs", "tomllib"} <= modules_loaded_by("import attrs, tomllib")

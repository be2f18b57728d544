"""The front door for work on ntm_model. It needs Python 3.11 or newer and pip, nothing else.

python3 dev.py review [ARGS]    review a letter; without ARGS, kon-tum-2024
python3 dev.py test [ARGS]      run the tests; without pytest ARGS, also demand full coverage
python3 dev.py check            run the linter, the formatter, the type checkers, the layer rules
python3 dev.py thorough [ARGS]  run the tests with a hundred times more generated examples
python3 dev.py mutants [ARGS]   break the code on purpose and see whether the tests notice
python3 dev.py bench [--check]  measure the first import, the fewest grants, and JSON with peers
python3 dev.py fuzz [N [SEED]]  read so many mutated inputs with every reader, or 100000

The first run makes a virtual environment in .venv and installs into it. Later runs install
only when pyproject.toml, the Python or the wanted groups have changed, so they work offline.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

# This stands above every annotation, so that an older Python gets this far and no further.
if sys.version_info < (3, 11):
    sys.stderr.write(
        "dev.py: ntm_model needs Python 3.11 or newer, and this is Python {}.{}.\n"
        "Run it with a newer one, for example: python3.11 dev.py review\n".format(*sys.version_info)
    )
    raise SystemExit(2)

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "dev-stamp.json"

NO_VENV = """\
dev.py: this Python cannot make a virtual environment. Do one of these, then try again:
  - install your system's venv package (on Debian or Ubuntu: apt install python3-venv);
  - or install virtualenv: python3 -m pip install --user virtualenv
"""


def run(*command: str | Path, where: Path = ROOT) -> int:
    """Run a command with UTF-8 output and give its exit code."""
    # Some people tell pip to install for the user only, which a virtual environment refuses.
    environment = {**os.environ, "PYTHONUTF8": "1", "PIP_USER": "0"}
    return subprocess.run(command, cwd=where, env=environment, check=False).returncode


def note(text: str) -> None:
    """Tell the reader what happens, away from the output that they asked for."""
    print(f"dev.py: {text}", file=sys.stderr, flush=True)


def venv_works() -> bool:
    """Say whether .venv holds a pip and the same kind of Python as the running one."""
    question = "import pip, sys; print(sys.implementation.cache_tag)"
    try:
        answer = subprocess.run(
            [PYTHON, "-c", question], capture_output=True, text=True, check=False
        )
    except OSError:
        return False
    return answer.returncode == 0 and answer.stdout.strip() == sys.implementation.cache_tag


def make_venv() -> None:
    """Make .venv afresh in the first way that this Python offers, or say what is missing."""
    note("making a virtual environment in .venv")
    plain = (sys.executable, "-m", "venv", "--clear")
    other = (sys.executable, "-m", "virtualenv", "--quiet", "--clear")
    if find_spec("ensurepip") and run(*plain, VENV) == 0:
        return
    if find_spec("virtualenv") and run(*other, VENV) == 0:
        return
    # A pip outside can fill an environment that was made without one.
    bare = (*plain, "--without-pip", VENV)
    fill = (sys.executable, "-m", "pip", "--quiet", "--python", PYTHON, "install", "pip>=25.1")
    if find_spec("venv") and find_spec("pip") and run(*bare) == 0 and run(*fill) == 0:
        return
    sys.stderr.write(NO_VENV)
    raise SystemExit(2)


def fingerprint() -> str:
    """Sum up what an installation depends on, besides its groups."""
    facts = f"{ROOT}\n{sys.version_info[:2]}\n".encode()
    return hashlib.sha256(facts + (ROOT / "pyproject.toml").read_bytes()).hexdigest()


def installed() -> set[str] | None:
    """Name the groups that the stamp vouches for, or None when it vouches for nothing."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return set(stamp["groups"]) if stamp["fingerprint"] == fingerprint() else None


def install(groups: list[str]) -> None:
    """Install the package and the groups into .venv."""
    note("installing into .venv: " + ", ".join(["ntm_model", *groups]))
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    wanted = [word for group in groups for word in ("--group", group)]
    # Older pips do not know --group.
    if run(*pip, "pip>=25.1") or run(*pip, "--editable", ".", *wanted):
        note("the installation failed; the first run needs a network")
        raise SystemExit(1)


def prepare(*groups: str) -> None:
    """Make .venv ready for the groups, doing nothing when it already is."""
    works, present = venv_works(), installed()
    if works and present is not None and present.issuperset(groups):
        return
    if not works:
        make_venv()
    STAMP.unlink(missing_ok=True)
    everything = sorted({*groups, *(present or ())} if works else groups)
    install(everything)
    stamp = {"fingerprint": fingerprint(), "groups": everything}
    STAMP.write_text(json.dumps(stamp), encoding="utf-8")


def pytest(*arguments: str) -> int:
    """Run pytest on every processor, with each file and each document whole on one of them."""
    prepare("tests")
    return run(PYTHON, "-m", "pytest", "-n", "auto", "--dist", "loadfile", *arguments)


def review(*arguments: str) -> int:
    """Review a letter, reading any path as seen from where the reader stands."""
    prepare()
    # options alone are about the letter that comes along
    named = arguments and not arguments[0].startswith("-")
    letter = arguments if named else ("kon-tum-2024", *arguments)
    return run(PYTHON, "-m", "ntm_model", "review", *letter, where=Path.cwd())


def test(*arguments: str) -> int:
    """Run the tests that are asked for, or all of them under the coverage gate."""
    return pytest(*arguments or ("--cov",))


def check() -> int:
    """Run every checker, also after one has failed, and fail if any did."""
    prepare("bench", "layers", "lint", "tests", "typing")
    commands: list[tuple[str | Path, ...]] = [
        (BIN / "ruff", "check"),
        (BIN / "ruff", "format", "--check"),
        (PYTHON, "-m", "mypy"),
        (PYTHON, "-m", "basedpyright", "--pythonpath", PYTHON),
        (BIN / "lint-imports", "--no-logo"),
    ]
    return min(1, sum(run(*command) != 0 for command in commands))


def thorough(*arguments: str) -> int:
    """Run the tests with many more generated examples."""
    os.environ["HYPOTHESIS_PROFILE"] = "thorough"
    return pytest(*arguments)


def mutants(*arguments: str) -> int:
    """Run the mutation tests, afresh unless some mutants are named, and list the survivors."""
    prepare("mutation", "tests")
    if not arguments:
        # Which test reaches which function may have changed since the last run.
        shutil.rmtree(ROOT / "mutants", ignore_errors=True)
    return run(BIN / "mutmut", "run", *arguments) or run(BIN / "mutmut", "results")


def bench(*arguments: str) -> int:
    """Measure the first import, the fewest grants for a whole province, and JSON beside peers."""
    prepare("bench", "tests")
    scripts = (("import_cost.py", *arguments), ("fewest.py",), ("json_nation.py", *arguments))
    return max(run(PYTHON, Path("benchmarks") / name, *words) for name, *words in scripts)


def fuzz(*arguments: str) -> int:
    """Read mutated inputs until something undocumented comes out."""
    prepare("tests")
    return run(PYTHON, "-m", "tests.fuzzing", *arguments)


COMMANDS = {
    command.__name__: command for command in (review, test, check, thorough, mutants, bench, fuzz)
}


def main() -> int:
    """Do what the first word asks, with the other words as its arguments."""
    name, *arguments = sys.argv[1:] or ["--help"]
    if name not in COMMANDS:
        print(__doc__)
        return 0 if name in {"-h", "--help"} else 2
    try:
        return COMMANDS[name](*arguments)
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    raise SystemExit(main())

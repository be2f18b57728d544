"""The command: a review in two languages, and one clear answer to whatever cannot be used."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import runpy
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from ntm_model import Confidence, datasets
from ntm_model.command import main
from ntm_model.exchange.json import read
from ntm_model.law import set_of, sets
from ntm_model.review.text.lawbook import catalogue, listed, shown
from ntm_model.tiers import CertificationTier

from .small_file import TEXT, drop, put, told

KON_TUM = "kon-tum-2024"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a sound file of one's own."""
    path = tmp_path / "tỉnh.json"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a user does."""
    return subprocess.run(
        [sys.executable, "-m", "ntm_model", *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return what the command says of input that it cannot use; it says nothing else."""
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    return said.err


def test_a_dataset_is_reviewed(capsys: pytest.CaptureFixture[str]) -> None:
    """The review is printed as the library renders it, and nothing else."""
    assert main(["review", KON_TUM]) == 0
    assert capsys.readouterr() == (str(datasets.load(KON_TUM).review()), "")


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_the_language_can_be_chosen(
    capsys: pytest.CaptureFixture[str], file: Path, lang: str
) -> None:
    """``--lang`` prints the same review in English or Vietnamese."""
    assert main(["review", str(file), "--lang", lang]) == 0
    assert capsys.readouterr() == (read(TEXT).review().text(lang), "")


def test_the_day_and_the_trust_can_be_chosen(
    capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    """``--on`` and ``--trust`` ask what the library is asked with the same words."""
    programme = read(TEXT)
    for day, level in (("2025-06-30", "verified"), ("2026-01-01", "UNVERIFIED")):
        assert main(["review", str(file), "--on", day, "--trust", level]) == 0
        asked = programme.review(on=date.fromisoformat(day), trust=Confidence(level.upper()))
        assert capsys.readouterr().out == str(asked)
        assert str(asked) != str(programme.review())


def test_the_trust_may_be_called_derived(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    """DERIVED means INFERRED, as in files."""
    main(["review", str(file), "--trust", "derived"])
    assert capsys.readouterr().out == str(read(TEXT).review(trust=Confidence.INFERRED))


def test_a_file_of_ones_own_is_reviewed(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    """A path is read as a file, whatever it ends with."""
    assert main(["review", str(file)]) == 0
    with_suffix = capsys.readouterr().out
    bare = file.rename(file.with_suffix(""))
    assert main(["review", str(bare)]) == 0
    assert capsys.readouterr().out == with_suffix == str(read(TEXT).review())


def test_a_file_in_the_current_folder_needs_no_ending(
    capsys: pytest.CaptureFixture[str], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name without folder or ending is a file if there is one."""
    monkeypatch.chdir(file.parent)
    file.rename("mine")
    assert main(["review", "mine"]) == 0
    assert capsys.readouterr().out == str(read(TEXT).review())


def test_a_dataset_is_not_hidden_by_a_file(
    capsys: pytest.CaptureFixture[str], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is called like a dataset is read by its path only."""
    monkeypatch.chdir(file.parent)
    file.rename(KON_TUM)
    main(["review", f"./{KON_TUM}"])
    own = capsys.readouterr().out
    main(["review", KON_TUM])
    assert own == str(read(TEXT).review()) != capsys.readouterr().out


def test_every_fault_of_a_file_is_a_line(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    """A file that cannot be used is answered with each of its faults, path first."""
    data = put("programme.letter", 5, put("programme.province.communes[1].district", "69"))
    file.write_text(json.dumps(data), encoding="utf-8")
    assert refused(capsys, "review", str(file)).splitlines() == told(data)
    assert len(told(data)) == 2


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("none.json", "No such file or directory"),
        ("none", "No such file or directory"),
        (".", "Is a directory"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, reason: str
) -> None:
    """The answer names the path and the reason that the system gives."""
    path = tmp_path / name
    assert refused(capsys, "review", str(path)) == (
        f"found {str(path)!r} ({reason}), expected a readable file\n"
    )


@pytest.mark.parametrize(
    ("name", "hint"),
    [("kon-tum-2023", "; did you mean kon-tum-2024?"), ("xyz", ""), ("x" * 5000, ""), ("", "")],
)
def test_an_unknown_dataset_is_told_with_all_that_there_are(
    capsys: pytest.CaptureFixture[str], name: str, hint: str
) -> None:
    """The nearest name is offered if one is near, and every name is listed."""
    assert refused(capsys, "review", name) == (
        f"no dataset is called or coded {name!r}{hint}\n"
        f"the datasets are: {', '.join(datasets.names())}\n"
    )


def test_a_source_that_no_system_allows_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """A name with a null in it is unknown, or no readable file, but no accident."""
    assert "no dataset" in refused(capsys, "review", "a\x00b")
    assert "expected a readable file" in refused(capsys, "review", "a\x00b.json")


def test_without_a_letter_a_day_must_be_asked_for(
    capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    """A programme without a letter has no day of its own; with ``--on`` it is reviewed."""
    file.write_text(json.dumps(drop("programme.letter")), encoding="utf-8")
    assert refused(capsys, "review", str(file)) == (
        "letter: found no certain day, expected a dated letter, or a day to ask for\n"
    )
    assert main(["review", str(file), "--on", "2024-03-29"]) == 0
    assert capsys.readouterr().out.startswith("REVIEW of nhỏ-2024")


def test_a_day_before_the_letter_is_told(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    """Nobody can review a letter before it was written."""
    assert refused(capsys, "review", str(file), "--on", "2019-12-31").splitlines()[0] == (
        "on: found 2019-12-31, expected a day not before the letter's, 2024-03-29"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--on", "2024-02-30"], "'2024-02-30' is no day; write it as 2024-03-29"),
        (["--on", "hôm nay %s"], "'hôm nay %s' is no day; write it as 2024-03-29"),
        (["--trust", "hoàn toàn"], "is none of VERIFIED, SECONDARY, INFERRED, UNVERIFIED"),
        (["--lang", "fr"], "invalid choice: 'fr'"),
        (["--day", "2024-03-29"], "unrecognized arguments"),
    ],
)
def test_an_argument_that_makes_no_sense_is_told(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    """The answer says what is wrong with which argument, and the command ends with 2."""
    with pytest.raises(SystemExit) as caught:
        main(["review", KON_TUM, *arguments])
    assert caught.value.code == 2
    assert message in capsys.readouterr().err


def test_help_lists_datasets_and_levels(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever asks for help learns what can be reviewed and how far a datum can be trusted."""
    with pytest.raises(SystemExit) as caught:
        main(["review", "--help"])
    assert caught.value.code == 0
    said = " ".join(capsys.readouterr().out.split())
    assert KON_TUM in said
    assert all(level.value in said for level in Confidence)


def test_output_may_go_where_no_bytes_do(file: Path) -> None:
    """A program that collects text gets the review as text."""
    with contextlib.redirect_stdout(io.StringIO()) as said:
        assert main(["review", str(file)]) == 0
    assert said.getvalue() == str(read(TEXT).review())


def test_a_reader_that_leaves_early_is_no_accident(
    monkeypatch: pytest.MonkeyPatch, file: Path
) -> None:
    """Who closes the pipe before the end gets no error, then or when the rest is written."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        assert main(["review", str(file)]) == 0
        print("what is left over")


def test_a_pipe_that_closes_early_is_no_accident(file: Path) -> None:
    """``ntm-model … | head`` ends well, without a traceback."""
    command = [sys.executable, "-m", "ntm_model", "review", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.close()
        _, errors = running.communicate()
    assert (running.returncode, errors) == (0, b"")


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_output_is_utf_8_on_any_terminal(file: Path, lang: str) -> None:
    """A terminal that is set to ASCII gets the same bytes as any other."""
    ended = run("review", str(file), "--lang", lang, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert ended.stdout.decode().splitlines() == read(TEXT).review().text(lang).splitlines()


def test_errors_can_be_printed_on_any_terminal() -> None:
    """Vietnamese in an argument, or bytes that are no text, do not break the answer."""
    for name in ("Đắk Lắk", "\udcff"):
        for arguments in (["review", name], ["review", KON_TUM, name]):
            ended = run(*arguments, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
            assert ended.returncode == 2
            assert b"Traceback" not in ended.stderr
            assert ended.stderr.decode()


def test_the_module_is_the_command(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    """``python -m ntm_model`` hands on arguments and exit codes."""
    for source, code in ((str(file), 0), ("xyz", 2)):
        monkeypatch.setattr(sys, "argv", ["ntm-model", "review", source])
        with pytest.raises(SystemExit) as caught:
            runpy.run_module("ntm_model", run_name="__main__")
        assert caught.value.code == code
        assert run("review", source).returncode == code


NATIONAL = "318/QĐ-TTg"
#: the days before and of the first amendment of the commune set of 2021-2025
EVE, AMENDED = "2024-02-29", "2024-03-01"


def law(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return what the command prints of the law files; it says nothing else."""
    assert main(["law", *arguments]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    return said.out


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_the_criteria_sets_are_listed(capsys: pytest.CaptureFixture[str], lang: str) -> None:
    """Each set that comes along has one line, in either language."""
    said = law(capsys, "list", "--lang", lang)
    assert said == listed(lang)
    assert said.count("\n") == len(sets())
    assert f'Show: "{NATIONAL}" --level commune --tier "standard"' in said or lang == "vi"


def test_every_line_of_the_list_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    """What a line ends with are the arguments that show that very set."""
    for line, found in zip(law(capsys, "list").splitlines(), sets(), strict=True):
        told = re.search(
            r'"(?P<decision>[^"]+)" --level (?P<level>\w+) --tier "(?P<tier>.+)"$', line
        )
        assert told is not None
        asked = (told["decision"], "--level", told["level"], "--tier", told["tier"])
        assert law(capsys, "show", *asked) == shown(found.on(date.max))


def indicators(text: str) -> dict[str, str]:
    """Return the lines of a set that are of indicators, by their ids."""
    return dict(line.strip().split(" ", 1) for line in text.splitlines() if line[:3] == "   ")


def test_two_days_of_one_set_differ_where_it_was_amended(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """On 1 March 2024 four indicators of 318/QĐ-TTg became others (211/QĐ-TTg), and no more."""
    before, after = (
        law(capsys, "show", NATIONAL, "--level", "commune", "--tier", "standard", "--on", day)
        for day in (EVE, AMENDED)
    )

    old, new = indicators(before), indicators(after)
    assert old.keys() == new.keys()
    assert {name for name in old if old[name] != new[name]} == {"13.1", "15.4", "17.1", "18.4"}
    lines = after.splitlines()
    assert set(lines) - set(before.splitlines()) - {
        f"   {name} {told}" for name, told in new.items()
    } == {"As amended by 211/QĐ-TTg from 1 March 2024."}


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_a_set_is_shown_in_either_language(capsys: pytest.CaptureFixture[str], lang: str) -> None:
    """The standard title of communes, as it stands now, is what is shown unless asked otherwise."""
    found = set_of(NATIONAL, "commune", CertificationTier.STANDARD)
    assert law(capsys, "show", NATIONAL, "--lang", lang) == shown(found, lang)


@pytest.mark.parametrize("written", ["318 /QĐ-TTg", "318/QÐ-TTg", "318/qđ-ttg", " 318/QĐ-TTg"])
def test_a_number_may_be_written_as_stamps_and_keyboards_leave_it(
    capsys: pytest.CaptureFixture[str], written: str
) -> None:
    """A blank, a look-alike letter or another case makes no other decision."""
    assert law(capsys, "show", written) == law(capsys, "show", NATIONAL)


def test_the_catalogue_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """It is the page of the documentation, below its introduction."""
    said = law(capsys, "catalogue")
    page = Path(__file__).parent.parent / "docs" / "law-catalogue.md"
    assert said == catalogue()
    assert said.startswith("## 491/QĐ-TTg, commune, standard\n")
    assert page.read_text(encoding="utf-8").endswith(f"\n\n{said}")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["320/QĐ-TTg"],
            (
                "no criteria set is called or coded '320/QĐ-TTg commune standard'; "
                "did you mean 320/QĐ-TTg district advanced or 320/QĐ-TTg district standard?\n"
            ),
        ),
        (
            [NATIONAL, "--tier", "modern"],
            (
                "no criteria set is called or coded '318/QĐ-TTg commune modern'; "
                "did you mean 318/QĐ-TTg commune advanced or 318/QĐ-TTg commune standard?\n"
            ),
        ),
        (
            [NATIONAL, "--level", "town"],
            (
                "no criteria set is called or coded '318/QĐ-TTg town standard'; "
                "did you mean 318/QĐ-TTg commune advanced or 318/QĐ-TTg commune standard?\n"
            ),
        ),
        (
            [NATIONAL, "--on", "2022-03-07"],
            "on: found 2022-03-07, expected a day of 318/QĐ-TTg, from 2022-03-08\n",
        ),
    ],
)
def test_a_set_that_there_is_not_is_told_with_those_that_there_are(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    """A decision without that level or tier, or not in force yet, is answered with what it has."""
    assert refused(capsys, "law", "show", *arguments) == message


@pytest.mark.parametrize("decision", ["999/QĐ-TTg", "", "a\x00b", "x" * 5000])
def test_an_unknown_decision_is_told_with_those_that_look_like_it(
    capsys: pytest.CaptureFixture[str], decision: str
) -> None:
    """Whoever mistypes a number learns which decisions are near, and of no datasets."""
    said = refused(capsys, "law", "show", decision)
    assert said.startswith(f"no criteria set is called or coded {f'{decision} commune standard'!r}")
    near = said.partition("did you mean ")[2].rstrip("?\n").split(" or ")
    assert {*near, ""} <= {*(found.decision for found in sets()), ""}
    assert bool(near[0]) is decision.endswith("QĐ-TTg")
    assert "datasets" not in said


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "the following arguments are required: WHAT"),
        (["show"], "the following arguments are required: decision"),
        (["show", NATIONAL, "--level", "huyện"], "invalid choice: 'huyện'"),
        (["show", NATIONAL, "--tier", "gold"], "invalid choice: 'gold'"),
        (["show", NATIONAL, "--lang", "fr"], "invalid choice: 'fr'"),
        (["show", NATIONAL, "--on", "1/3/2024"], "'1/3/2024' is no day; write it as 2024-03-29"),
        (["show", NATIONAL, "--on", "2023-02-29"], "'2023-02-29' is no day"),
        (["list", "--lang", "fr"], "invalid choice: 'fr'"),
        (["catalogue", "--lang", "vi"], "unrecognized arguments: --lang vi"),
        (["read"], "invalid choice: 'read'"),
    ],
)
def test_what_cannot_be_asked_of_the_law_files_is_told(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    """A wrong level, tier, day, language or command ends with 2 and says which it is."""
    with pytest.raises(SystemExit) as caught:
        main(["law", *arguments])
    assert caught.value.code == 2
    assert message in capsys.readouterr().err


def test_the_law_files_can_be_read_on_any_terminal() -> None:
    """Vietnamese is printed, and refused, on a terminal that is set to ASCII."""
    for arguments, code in ((["list", "--lang", "vi"], 0), (["show", "Đắk Lắk"], 2)):
        ended = run("law", *arguments, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
        assert ended.returncode == code
        assert b"Traceback" not in ended.stderr
        assert ended.stdout.decode() + ended.stderr.decode()

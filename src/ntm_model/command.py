"""The command ``ntm-model``: review a dataset or a file of one's own."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from . import datasets
from .core.citations import Confidence
from .core.errors import InvalidInputError, UnknownNameError
from .exchange.json_format import read_file
from .review.programme import Programme


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0 when it did its work, 2 on input that cannot be used."""
    _speak_utf8()
    asked = _parser().parse_args(arguments)
    try:
        review = _programme(asked.source).review(on=asked.on, trust=asked.trust)
    except InvalidInputError as error:
        return _refused(str(error))
    except UnknownNameError as error:
        return _refused(f"{error}\nthe datasets are: {', '.join(datasets.names())}")
    _say(review.text(asked.lang))
    return 0


def _programme(source: str) -> Programme:
    """Load a dataset by its name, or a file where the source looks like one or is one."""
    path = Path(source)
    # unlike Path.exists, it also answers for names that the system does not allow
    exists = os.path.exists(source)  # noqa: PTH110
    if source not in datasets.names() and (exists or path.suffix or path.name != source):
        return read_file(path)
    return datasets.load(source)


def _refused(why: str) -> int:
    print(why, file=sys.stderr)
    return 2


def _say(text: str) -> None:
    try:
        print(text, end="", flush=True)
    except BrokenPipeError:
        # the reader has seen enough; what is left over must not fail again when Python ends
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ntm-model", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    review = commands.add_parser(
        "review", help="review a letter against the record of its province"
    )
    review.add_argument("source", help=f"a dataset ({', '.join(datasets.names())}) or a JSON file")
    review.add_argument(
        "--on", type=_day, metavar="DATE", help="the day to review for; default: the letter's own"
    )
    review.add_argument("--lang", choices=("en", "vi"), default="en", help="English or Vietnamese")
    levels = [level.value for level in Confidence]
    review.add_argument(
        "--trust",
        type=_trust,
        metavar="LEVEL",
        help=f"the least confidence that decides: {', '.join(levels)}; default: the file's own",
    )
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is no day; write it as 2024-03-29"
        raise argparse.ArgumentTypeError(message) from None


def _trust(text: str) -> Confidence:
    try:
        return Confidence(text.upper())
    except ValueError:
        message = f"{text!r} is none of {', '.join(level.value for level in Confidence)}"
        raise argparse.ArgumentTypeError(message) from None


def _speak_utf8() -> None:
    """Print Vietnamese, and whatever an argument holds, on terminals that are set otherwise."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")

"""The command ``ntm-model``: review a dataset or a file of one's own."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from . import datasets
from .core.documents import Confidence
from .core.errors import InvalidInputError, UnknownNameError
from .exchange.json_format import read_file
from .review.programme import Programme


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0 when it did its work, 2 on input that cannot be used."""
    asked = _parser().parse_args(arguments)
    _speak_utf8()
    try:
        review = _programme(asked.source).review(on=asked.on, trust=asked.trust)
        print(review.text(asked.lang), end="")
    except (InvalidInputError, UnknownNameError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _programme(source: str) -> Programme:
    """Load a dataset by its name, or a file where the name looks like one or exists."""
    path = Path(source)
    if source not in datasets.names() and (path.exists() or path.suffix):
        return read_file(path)
    return datasets.load(source)


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
        help=f"the least confidence that decides: {', '.join(levels)}; default: SECONDARY",
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
    """Print Vietnamese on terminals that are set to something else."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")

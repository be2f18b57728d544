"""The command ``ntm-model``: review a dataset or a file of one's own, and read the law files."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from . import datasets
from .core.citations import Confidence
from .core.errors import InvalidInputError, UnknownNameError
from .exchange.json import read_file
from .law.reading import LEVELS
from .review.programme import Programme
from .tiers import CertificationTier


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0 when it did its work, 2 on input that cannot be used."""
    _speak_utf8()
    asked = _parser().parse_args(arguments)
    answer: Callable[[argparse.Namespace], str] = asked.answer
    try:
        text = answer(asked)
    except InvalidInputError as error:
        return _refused(str(error))
    except UnknownNameError as error:
        known = f"\nthe datasets are: {', '.join(datasets.names())}"
        return _refused(f"{error}{known if error.level == 'dataset' else ''}")
    _say(text)
    return 0


def _review(asked: argparse.Namespace) -> str:
    return _programme(asked.source).review(on=asked.on, trust=asked.trust).text(asked.lang)


def _law_list(asked: argparse.Namespace) -> str:
    from .review.text.lawbook import listed

    return listed(asked.lang)


def _law_show(asked: argparse.Namespace) -> str:
    from .law.library import set_of
    from .review.text.lawbook import shown

    found = set_of(asked.decision, asked.level, CertificationTier(asked.tier), on=asked.on)
    return shown(found, asked.lang)


def _law_catalogue(_: argparse.Namespace) -> str:
    from .review.text.lawbook import catalogue

    return catalogue()


def _schema(_: argparse.Namespace) -> str:
    from .exchange.json.schema import schema

    return schema()


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
    _lang(review)
    levels = [level.value for level in Confidence]
    review.add_argument(
        "--trust",
        type=_trust,
        metavar="LEVEL",
        help=f"the least confidence that decides: {', '.join(levels)}; default: the file's own",
    )
    review.set_defaults(answer=_review)
    _law_parsers(commands.add_parser("law", help="read the criteria sets that come along"))
    schema = commands.add_parser("schema", help="print the JSON Schema of files")
    schema.set_defaults(answer=_schema)
    return parser


def _law_parsers(law: argparse.ArgumentParser) -> None:
    commands = law.add_subparsers(required=True, metavar="WHAT")
    listed = commands.add_parser("list", help="name every criteria set")
    listed.set_defaults(answer=_law_list)
    shown = commands.add_parser("show", help="print one criteria set as it stands on a day")
    shown.add_argument("decision", help="the number of a decision, such as 318/QĐ-TTg")
    shown.add_argument("--level", choices=LEVELS, default="commune", help="the level of units")
    tiers = [tier.value for tier in CertificationTier]
    shown.add_argument("--tier", choices=tiers, default="standard", help="the title")
    shown.add_argument(
        "--on", type=_day, metavar="DATE", help="the day whose text is shown; default: the latest"
    )
    shown.set_defaults(answer=_law_show)
    _lang(listed)
    _lang(shown)
    everything = commands.add_parser("catalogue", help="print every indicator as Markdown")
    everything.set_defaults(answer=_law_catalogue)


def _lang(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=("en", "vi"), default="en", help="English or Vietnamese")


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

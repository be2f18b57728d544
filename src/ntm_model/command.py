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
from .core.documents import Confidence
from .core.errors import InvalidInputError, UnknownNameError
from .exchange.json_format import read_file
from .review.programme import Programme


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0 when it did its work, 2 on input that cannot be used."""
    _speak_utf8()
    asked = _parser().parse_args(arguments)
    try:
        review = _programme(asked.source).review(on=asked.on, trust=asked.trust)
    except (InvalidInputError, UnknownNameError) as error:
        print(error, file=sys.stderr)
        return 2
    _say(review.text(asked.lang))
    return 0


def _programme(source: str) -> Programme:
    """Load a dataset by its name, or a file where the name looks like one or is one."""
    path = Path(source)
    # os.path.exists answers for every text, Path.exists not for those that no system allows
    if source not in datasets.names() and (path.name != source or path.suffix or _exists(source)):
        return read_file(path)
    return datasets.load(source)

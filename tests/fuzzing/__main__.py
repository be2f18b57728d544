"""The command: so many inputs as the first argument says, from the seed that the second is."""

from __future__ import annotations

import resource
import signal
import sys
import time
from collections.abc import Sequence

from . import UndocumentedError, fuzz, readers
from .engine import on_alarm

#: what the process may take, libraries of data frames among it
MEMORY = 4 * 1024**3


def main(arguments: Sequence[str]) -> int:
    """Fuzz, and tell what came of it."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, on_alarm)
    inputs, seed = (int(word) for word in (*arguments, *("100000", "1")[len(arguments) :]))
    start = time.monotonic()
    try:
        run = fuzz(inputs, seed, readers(), watched=True)
    except UndocumentedError as error:
        print(error)
        return 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{run}\n{time.monotonic() - start:.0f} seconds, {peak} MiB at most")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

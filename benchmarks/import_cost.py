"""Compare the cost of importing the model with the cost of importing attrs.

Each round times three fresh interpreters: an empty one, one that imports attrs and one that
imports the model. The empty one is taken away from the other two before they are compared.
"""

import subprocess
import sys
import time
from statistics import median

ROUNDS = 15
GOAL = 1.6
NOTHING = "pass"
ATTRS = "import attrs"
MODEL = "from ntm_model import Province, Certification, CertificationTier"


def seconds(statement: str) -> float:
    """Time a fresh interpreter that runs one statement."""
    start = time.perf_counter()
    # -I keeps the caller's folder and environment out of the measurement.
    subprocess.run([sys.executable, "-I", "-c", statement], check=True)
    return time.perf_counter() - start


def ratio() -> float:
    """Measure one round: the model's own import time over that of attrs."""
    nothing, attrs, model = (seconds(statement) for statement in (NOTHING, ATTRS, MODEL))
    return (model - nothing) / (attrs - nothing)


def main() -> int:
    """Print the median ratio; with --check, fail when it misses the goal."""
    ratio()  # The first round also writes and reads caches, so it does not count.
    cost = median(ratio() for _ in range(ROUNDS))
    print(f"import cost: {cost:.2f} times that of attrs (goal: at most {GOAL})")
    return int("--check" in sys.argv[1:] and cost > GOAL)


if __name__ == "__main__":
    raise SystemExit(main())

"""How hard the property tests try.

``HYPOTHESIS_PROFILE`` names a profile. Without it, ``CI`` decides between "ci" and "fast".
"""

import os
from pathlib import Path

from hypothesis import settings
from hypothesis.database import DirectoryBasedExampleDatabase

_EXAMPLES = Path(__file__).parent.parent / ".hypothesis" / "examples"
_remembering = settings(deadline=None, database=DirectoryBasedExampleDatabase(_EXAMPLES))

settings.register_profile("fast", _remembering, max_examples=50)
settings.register_profile("thorough", _remembering, max_examples=5000)
# A shared machine must give the same verdict twice, so it neither rolls dice nor remembers.
settings.register_profile(
    "ci", deadline=None, database=None, max_examples=100, derandomize=True, print_blob=True
)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "fast")
)

"""Run the command as ``python -m ntm_model``."""

from __future__ import annotations

import sys

from .command import main

sys.exit(main())

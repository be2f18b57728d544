"""The project's own JSON, format version 1: read with every fault at once, written canonically.

A file is ``{"ntm_model": 1, "programme": {…}}``; a value of any other public class stands under
the name of its class, ``{"ntm_model": 1, "criterion_mark": {…}}``. Fields are named as in the
classes; a range of days is ``{"earliest": …, "latest": …}``; what has its default value may be
left out. Text is UTF-8, stands on one line and is composed (NFC) on reading. A file has at most
64 MiB, a whole number at most 15 digits. Of more than a thousand faults the first thousand are
listed.

With the extra ``fast`` sound files are read and written much faster, with the same results.
"""

from __future__ import annotations

from .documents import MAX_BYTES, dumps, has_fast_route, loads, read, read_file, write

__all__ = ["MAX_BYTES", "dumps", "has_fast_route", "loads", "read", "read_file", "write"]

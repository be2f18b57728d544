"""Provinces with their districts and communes from where people have them, as plain data.

What public packages of administrative units and the statistics office give is read as lists and
dictionaries, with three levels or, as since 1 July 2025, with two. No such package is needed. The
kind of a unit is taken from the words that its name opens with, and the name is kept without
them. Records hold for the day of their data, since a code means a unit for a time only (rule U1).
"""

from __future__ import annotations

from .reading import read_flat, read_nested, read_rows

__all__ = ["read_flat", "read_nested", "read_rows"]

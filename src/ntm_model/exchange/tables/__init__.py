"""Tables of provinces in one line: units, certificates, marks of criteria, plans and targets.

Each function reads one sheet of a CSV file or an Excel workbook (.xlsx; that needs the extra
``ntm-model[tables]``) with headers as officials write them: merged or not, Vietnamese with or
without accents. Districts may stand in a column or in headings above their communes. Names are
found in the province and never guessed: see :attr:`TableReading.unresolved`.

They raise :class:`~ntm_model.core.errors.InvalidInputError` with every fault at once, each with
its cell, and ``ImportError`` for a workbook without the extra. *sheet* names the sheet where
several hold something. Facts cite *source*, and the cell in it that they stand in.

What is written has the layout of provincial tables, and reads back to the same values. Text that
a spreadsheet program would take for a formula is written with an apostrophe before it.
"""

from __future__ import annotations

from .certificates import read_certifications_table
from .criteria import read_criteria_table
from .naming import Unresolved
from .promises import read_plans_table, read_targets_table
from .reading import Certified, TableReading
from .units import read_units_table
from .writing import (
    write_certifications_table,
    write_criteria_table,
    write_plans_table,
    write_targets_table,
    write_units_table,
)

__all__ = [
    "Certified",
    "TableReading",
    "Unresolved",
    "read_certifications_table",
    "read_criteria_table",
    "read_plans_table",
    "read_targets_table",
    "read_units_table",
    "write_certifications_table",
    "write_criteria_table",
    "write_plans_table",
    "write_targets_table",
    "write_units_table",
]

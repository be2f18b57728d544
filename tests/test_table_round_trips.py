"""What is written is what provinces are used to, harmless, and reads back to the same values."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from unicodedata import normalize

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject, SearchStrategy
from openpyxl import load_workbook

from ntm_model import (
    Assessment,
    Certification,
    CertificationTier,
    Citation,
    Commune,
    CommuneKind,
    CriterionMark,
    District,
    InvalidInputError,
    Level,
    Mark,
    Mention,
    Plan,
    Population,
    Province,
    Target,
    Verdict,
    When,
    Years,
    datasets,
)
from ntm_model.exchange.tables import (
    read_certifications_table,
    read_criteria_table,
    read_plans_table,
    read_targets_table,
    read_units_table,
    write_certifications_table,
    write_criteria_table,
    write_plans_table,
    write_targets_table,
    write_units_table,
)
from ntm_model.law import set_of
from ntm_model.strategies import provinces, whens, year_ranges

from .sheets import told

STANDARD, ADVANCED = CertificationTier.STANDARD, CertificationTier.ADVANCED
DAY = date(2023, 12, 31)
SET = set_of("318/QĐ-TTg", "commune", STANDARD, on=DAY)
CRITERIA = [criterion.id for criterion in SET.criteria]
KON_TUM = datasets.load("kon-tum-2024")
KINDS = (".csv", ".xlsx")
TIERS = st.sampled_from((STANDARD, ADVANCED, CertificationTier.MODEL))
#: what cells may hold: names that look like formulas, numbers, headings and totals among them
TEXTS = st.sampled_from(
    ("=1+1", "+84", "-5", "@a", "'=1", "''+", "'a", "1/QĐ-UBND", "366 /QĐ-UBND", "2018", "Tổng cộng")
)


def files(factory: pytest.TempPathFactory) -> list[Path]:
    """Return a file of each kind."""
    return [factory.getbasetemp() / f"table{kind}" for kind in KINDS]


def uncited(fact: Certification | CriterionMark | Assessment) -> object:
    """Return a fact without the cell that it stands in."""
    return attrs.evolve(fact, source=Citation())


@st.composite
def people(draw: st.DrawFn) -> Province:
    """Draw provinces whose units a table can tell apart: by name, code and district."""
    province = draw(provinces(max_communes=4))
    return attrs.evolve(
        province,
        districts=tuple(_plain(unit, index) for index, unit in enumerate(province.districts)),
        communes=tuple(_plain(unit, index) for index, unit in enumerate(province.communes)),
    )


def _plain(unit: Commune | District, index: int) -> Commune | District:
    return attrs.evolve(unit, id="", certifications=(), revocations=())

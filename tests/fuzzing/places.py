"""A small province with what makes reading hard: two units of one name, a town, an older name."""

from __future__ import annotations

from datetime import date

import attrs

from ntm_model import (
    CertificationTier,
    Commune,
    CommuneKind,
    District,
    DistrictKind,
    Level,
    Mention,
    Plan,
    Programme,
    Province,
)

DAY = date(2023, 12, 31)
PROVINCE = Province(
    "Kon Tum",
    code="62",
    districts=(
        District("Đăk Hà", code="615", spellings=("Đắk Hà",)),
        District("Đăk Glei", code="610"),
        District("Ngọc Hồi", code="611"),
        District("Kon Tum", code="608", kind=DistrictKind.CITY),
    ),
    communes=(
        Commune("Đăk Long", code="23504", district="615"),
        Commune("Hà Mòn", code="23503", district="615").rename("Hà Môn", on=date(2015, 1, 1)),
        Commune("Đăk Long", code="23368", district="610"),
        Commune("Bờ Y", code="23395", district="611", spellings=("Pờ Y",)),
        Commune("Plei Kần", code="23377", district="611", kind=CommuneKind.TOWNSHIP),
        Commune("Ia Chim", code="23326", district="608"),
    ),
)
PROGRAMME = Programme(
    id="p",
    province=attrs.evolve(
        PROVINCE,
        communes=(
            *PROVINCE.communes[:3],
            PROVINCE.communes[3].certify(
                CertificationTier.STANDARD, year=2018, decided=date(2019, 5, 13)
            ),
            *PROVINCE.communes[4:],
        ),
    ),
    plans=(
        Plan(
            id="kế hoạch",
            level=Level.COMMUNE,
            tier=CertificationTier.STANDARD,
            mentions=(Mention("Đăk Long"), Mention("Bờ Y")),
        ),
    ),
)

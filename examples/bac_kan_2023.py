"""Bắc Kạn's promises for 2023 and 2024: what is carried over, and what the numbers say together.

Run it with ``.venv/bin/python examples/bac_kan_2023.py``. The numbers are those of three public
pages; which communes they name is not in this project's facts, so that no unit is on file. That
the numbers of 2024 are additions, as those of 2023 are, is inferred.
"""

from datetime import date

import attrs

from ntm_model import (
    CarryOver,
    CertificationTier,
    Citation,
    Confidence,
    Document,
    Level,
    Metric,
    Population,
    Programme,
    Province,
    Stock,
    Target,
    When,
    tell,
)

END = {year: date(year, 12, 31) for year in range(2020, 2026)}
STANDARD, ADVANCED = CertificationTier.STANDARD, CertificationTier.ADVANCED
INFERRED = Citation("plan-2024", confidence=Confidence.INFERRED)

#: so many more units in the year
IN_2023 = Target(
    id="2023",
    value=0,
    scope="06",
    stock=Stock.ADDED,
    since=END[2022],
    horizon=END[2023],
    set_by="UBND tỉnh Bắc Kạn",
    source=Citation("plan-2023"),
)
IN_2024 = attrs.evolve(IN_2023, since=END[2023], horizon=END[2024], source=INFERRED)
VILLAGES = attrs.evolve(IN_2024, tier=CertificationTier.VILLAGE, level=Level.VILLAGE)
TERM = Target(id="2025", value=55, scope="06", horizon=END[2025], source=Citation("term"))
INSIDE = CarryOver.INCLUDED

communes = (
    attrs.evolve(IN_2023, id="communes-2023", value=17, carry_over=INSIDE, carried=6),
    attrs.evolve(IN_2023, id="new-2023", value=11, part_of="communes-2023"),
    attrs.evolve(IN_2023, id="left-from-2022", value=6, part_of="communes-2023"),
    attrs.evolve(IN_2023, id="advanced-2023", tier=ADVANCED, value=6),
    attrs.evolve(IN_2024, id="communes-2024", value=24),
    attrs.evolve(IN_2024, id="advanced-2024", tier=ADVANCED, value=6),
)
villages = (
    attrs.evolve(VILLAGES, id="villages-2023", value=100, since=END[2022], horizon=END[2023]),
    attrs.evolve(VILLAGES, id="villages-2024", value=152, carry_over=INSIDE, carried=100),
    attrs.evolve(VILLAGES, id="new-villages-2024", value=52, part_of="villages-2024"),
    attrs.evolve(VILLAGES, id="left-from-2023", value=100, part_of="villages-2024"),
)
criteria = (
    attrs.evolve(
        IN_2023,
        id="average-2023",
        metric=Metric.AVERAGE,
        stock=Stock.CUMULATIVE,
        since=None,
        value=14,
    ),
    attrs.evolve(
        IN_2023,
        id="others-2023",
        metric=Metric.FEWEST,
        population=Population.NOT_STANDARD,
        value=1,
    ),
    attrs.evolve(
        IN_2023,
        id="standard-2023",
        metric=Metric.FEWEST,
        tier=ADVANCED,
        population=Population.STANDARD,
        value=1,
    ),
)
term = (
    TERM,
    attrs.evolve(TERM, id="each-year", stock=Stock.YEARLY, since=END[2020], value=5),
    attrs.evolve(TERM, id="district", level=Level.DISTRICT, value=1),
)
programme = Programme(
    id="bac-kan-2023",
    province=Province("Bắc Kạn", id="06"),
    letter="plan-2023",
    documents=(
        Document(
            id="plan-2023",
            title="Tỉnh Bắc Kạn phấn đấu xây dựng 17 xã nông thôn mới năm 2023",
            dated=When.of(date(2023, 3, 13)),
            url="https://backan.gov.vn/Pages/tinh-bac-kan-phan-dau-xay-dung-17-xa-nong-thon-moi-nam-2023-4d99.aspx",
        ),
        Document(
            id="plan-2024",
            title="Bắc Kạn phấn đấu có 06 xã đạt chuẩn nông thôn mới nâng cao",
            dated=When.during(2024),
            url="https://baobackan.vn/bac-kan-phan-dau-co-06-xa-dat-chuan-nong-thon-moi-nang-cao-post62428.html",
        ),
        Document(
            id="term",
            title="Mục tiêu của Bắc Kạn giai đoạn 2021-2025",
            url="https://m.infonet.vietnamnet.vn/chuyen-de/nong-thon-moi/bac-kan-phan-dau-dat-muc-tieu-toan-tinh-co-25-xa-dat-chuan-nong-thon-moi-263184.html",
        ),
    ),
    targets=(*communes, *villages, *criteria, *term),
)

print("1. What was promised?")
for target in programme.targets:
    if not target.part_of:
        print(f"   {tell(target, programme).strip()}")

print("2. Do the numbers agree with their parts, and say what they carry over?")
review = programme.review(on=date(2024, 6, 30))
for check in review.checks:
    if check.rule in ("T8", "T9"):
        print(f"   {check}")

print("3. What became of the 100 villages of 2023?")
promised = programme.target("villages-2023")
left = programme.target("villages-2024").carried or 0
print(f"   {promised.value} were promised for 2023, and {left} were carried into 2024:")
print(f"   if they are the same villages, {promised.value - left} of them had got there")

print("4. What is not known?")
undetermined = [check for check in review.findings if check.rule == "P5"]
print(f"   {len(undetermined)} of {len(programme.targets)} targets are open: no unit is on file")

assert {check.verdict.value for check in review.checks if check.rule == "T9"} == {"met"}
assert promised.value == left

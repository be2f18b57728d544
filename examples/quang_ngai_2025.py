"""The questions of an analyst's first hour after 1 July 2025, when Kon Tum joined Quảng Ngãi.

Run it with ``.venv/bin/python examples/quang_ngai_2025.py``.
"""

from collections import Counter
from datetime import date

from ntm_model import CertificationTier, Verdict, datasets, may_be_acknowledged, tell

EVE, DAY = date(2025, 6, 30), date(2025, 7, 1)
STANDARD = CertificationTier.STANDARD

programme = datasets.load("quang-ngai-2025")
province = programme.province
eve, day = province.on(EVE), province.on(DAY)

print("1. Which unit is meant by a code from before the merger?")
for code in ("23504", "23377", "23425"):
    before, after = province.commune(code, on=EVE), province.commune(code, on=DAY)
    heirs = ", ".join(unit.name for unit in province.heirs(before.id, on=DAY))
    print(f"   {code}: {before.name}, which led to {heirs}; now the code is that of {after.name}")

print("2. What did the new communes come from, and who may be acknowledged?")
verdicts: Counter[Verdict] = Counter()
for commune in day.rural_communes:
    found = may_be_acknowledged(province, commune.id, STANDARD)
    verdicts[found.verdict] += 1
    if found.verdict is Verdict.MET:
        origins = ", ".join(unit.name for unit in province.origins(commune.id, on=EVE))
        print(f"   {commune.name}: {origins}")
print("   " + ", ".join(f"{verdict.value}: {number}" for verdict, number in verdicts.items()))

print("3. Why did 28 on file become 1?")
turnover = province.turnover(STANDARD, since=EVE, until=DAY)
for line in tell(turnover, province).splitlines():
    print(f"   {line}")

print("4. What became of the promises of letter 1052?")
review = programme.review(on=DAY)
lapsed = [check for check in review.checks if check.rule == "P8"]
print(f"   {len(lapsed)} promises and targets lapsed with their units: neither met nor missed")

print("5. How did the total grow until then?")
ends = [date(year, 12, 31) for year in (2016, 2018, 2020, 2022, 2024)]
for point in programme.series(STANDARD, ends).points:
    print(f"   {point.on}: {point.combined} of {point.units}")

assert turnover.holders.balanced
assert len(eve.communes) == len({unit.id for unit in eve.communes})

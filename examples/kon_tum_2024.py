"""The questions of an analyst's first hour, asked of Kon Tum's letter of 29 March 2024.

Run it with ``.venv/bin/python examples/kon_tum_2024.py``.
"""

from datetime import date

from ntm_model import CertificationTier, Level, Verdict, datasets
from ntm_model.review import progress

DAY = date(2024, 3, 29)
STANDARD, ADVANCED = CertificationTier.STANDARD, CertificationTier.ADVANCED

programme = datasets.load("kon-tum-2024")
review = programme.review(on=DAY)
filed = programme.on_file(known=DAY)
kon_tum = filed.province

print("1. Does the plan get us there?")
for target in programme.targets:
    if target.level is Level.COMMUNE:
        reached = progress(filed, target, DAY)
        print(
            f"   {target.tier.value}: {target.value} wanted, {reached.combined.count} now, "
            f"{reached.with_plan} with the plan, {reached.elsewhere} from elsewhere"
        )

print("2. Whom do we count by name, under which decision?")
for commune in sorted(kon_tum.communes_at(STANDARD, on=DAY), key=lambda unit: unit.id)[:5]:
    grant = commune.certifications[0]
    print(f"   {kon_tum.describe(commune)}: {grant.decision or 'no number found'}")

print("3. What does Ngọc Hồi still lack?")
for check in review.checks:
    if check.rule == "P4" and check.subject == "huyện Ngọc Hồi":
        for condition in check.explanation.children:
            print(f"   {condition.rule} {condition.topic}: {condition.verdict.value}")

print("4. Which names cannot be accepted as written?")
for finding in review.findings:
    if finding.rule in ("U3", "P1"):
        units = [kon_tum.describe(kon_tum.unit(unit)) for unit in finding.explanation.subject[1:]]
        print(f"   {finding.subject}: {'; '.join(units) or 'no unit'}")

print("5. What if another three communes had been recognised since?")
grown = kon_tum
for name in ("Đăk Xú", "Đăk Ang", "Sa Loong"):
    certified = grown.commune(name).certify(STANDARD, year=2023, decided=date(2024, 2, 1))
    grown = grown.with_unit(certified)
print(f"   by name: {kon_tum.count(STANDARD, on=DAY)}, then {grown.count(STANDARD, on=DAY)}")

assert grown.communes_at(ADVANCED, on=DAY) <= grown.communes_at(STANDARD, on=DAY)
assert grown.holds(grown.commune("Đăk Xú"), STANDARD, on=DAY) is Verdict.MET

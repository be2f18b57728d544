"""Đắk Nông's goals for 2018: a range, an average, a share for each district, and a floor for 2020.

Run it with ``.venv/bin/python examples/dak_nong_2018.py``. The goals are those of one public page,
of whose districts this project has one: one commune, Trúc Sơn, and 13.5 criteria on average. What
the communes met is made up to show how the goals are judged.
"""

from datetime import date

import attrs

from ntm_model import (
    Assessment,
    CertificationTier,
    Citation,
    Commune,
    District,
    Document,
    Level,
    Mention,
    Metric,
    Population,
    Programme,
    Province,
    Stock,
    Target,
    When,
    explain,
    tell,
)

BEFORE, END, LATER = (date(year, 12, 31) for year in (2017, 2018, 2020))
IN_2018 = Target(
    id="communes",
    value=5,
    most=7,
    stock=Stock.ADDED,
    since=BEFORE,
    scope="67",
    horizon=END,
    source=Citation("infonet-2018"),
)
AVERAGE = Target(
    id="average",
    metric=Metric.AVERAGE,
    value="12.8",
    scope="67",
    horizon=END,
    source=IN_2018.source,
)
BY_2020 = Target(id="communes-2020", value=18, scope="67", horizon=LATER, source=IN_2018.source)
goals = (
    IN_2018,
    AVERAGE,
    attrs.evolve(
        IN_2018,
        id="district-communes",
        value=1,
        most=None,
        scope="district",
        named=(Mention("Trúc Sơn"),),
        part_of="communes",
    ),
    attrs.evolve(AVERAGE, id="district-average", value="13.5", scope="district"),
    BY_2020,
    attrs.evolve(BY_2020, id="districts-2020", level=Level.DISTRICT, value=1),
    attrs.evolve(
        BY_2020,
        id="others-2020",
        metric=Metric.FEWEST,
        population=Population.NOT_STANDARD,
        value=10,
    ),
)
truc_son = Commune("Trúc Sơn", id="truc-son", district="district")
neighbour = Commune("xã lân cận", id="neighbour", district="district")


def programme(*communes: Commune, met: dict[str, int]) -> Programme:
    """Return the goals beside a record of one district."""
    return Programme(
        id="dak-nong-2018",
        province=Province(
            "Đắk Nông",
            id="67",
            districts=(District("có xã Trúc Sơn", id="district"),),
            communes=communes,
            complete_through=END,
        ),
        letter="infonet-2018",
        documents=(
            Document(
                id="infonet-2018",
                title="Đắk Nông đặt nhiều mục tiêu về nông thôn mới trong năm 2018",
                dated=When.during(2018),
                url="https://infonet.vn/dak-nong-dat-nhieu-muc-tieu-phan-dau-ve-nong-thon-moi-trong-nam-2018-post272167.info",
            ),
        ),
        targets=goals,
        assessments=tuple(
            Assessment(unit=unit, criteria_set="1980/QĐ-TTg", met=number, of=19, as_of=When.of(END))
            for unit, number in met.items()
        ),
    )


print("1. What does the page ask for?")
asked = programme(truc_son, neighbour, met={})
for target in asked.targets:
    print(f"   {tell(target, asked).strip()}")

print("2. What can be said before anybody reports?")
for check in asked.review(on=END).findings:
    print(f"   {check}")

print("3. And at the end of 2018, with 19 and 8 criteria, and with Trúc Sơn recognised?")
recognised = truc_son.certify(CertificationTier.STANDARD, decided=date(2018, 12, 20))
reported = programme(recognised, neighbour, met={"truc-son": 19, "neighbour": 8})
for name in ("district-communes", "district-average", "others-2020"):
    reason = explain(reported.judge(name, on=END), reported).strip().replace("\n", "\n   ")
    print(f"   {name}: {reason}")

print("4. Which part of the province's range is broken down?")
for check in reported.review(on=END).checks:
    if check.rule in ("T9", "T11"):
        print(f"   {check}")

assert reported.judge("district-average", on=END).verdict.value == "met"
assert reported.judge("others-2020", on=END).verdict.value == "not met"

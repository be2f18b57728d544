"""What is written to a data frame of any library reads back to the same units."""

import sys
import unicodedata
from datetime import date, datetime
from io import StringIO
from typing import Any

import attrs
import narwhals as nw
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntm_model import (
    Act,
    Agency,
    CertificationTier,
    Commune,
    CommuneKind,
    District,
    Fault,
    InvalidInputError,
    Province,
    Revocation,
    Village,
    When,
    datasets,
)
from ntm_model.exchange.frames import (
    Backend,
    certifications_frame,
    findings_frame,
    former_frame,
    progress_frame,
    read_province,
    units_frame,
)
from ntm_model.exchange.frames import columns as documented_columns
from ntm_model.strategies import provinces

from .clean import clean_programme

BACKENDS: tuple[Backend, ...] = ("polars", "pyarrow", "pandas")
DAY = date(2024, 3, 29)
PROVINCE = Province(
    "Kon Tum",
    code="62",
    districts=(District("Ngọc Hồi", code="611"),),
    communes=(
        Commune("Bờ Y", code="23395", district="611", spellings=("Pờ Y", "Bờ I")).certify(
            CertificationTier.STANDARD,
            year=2018,
            decided=date(2019, 5, 13),
            act=Act.RE_RECOGNISED,
            decision="366/QĐ-UBND",
        ),
        Commune("Plei Kần", code="23377", district="611", kind=CommuneKind.TOWNSHIP),
        attrs.evolve(
            Commune("Đăk Xú", code="23389", district="611"),
            revocations=(Revocation(tier=CertificationTier.STANDARD, decided=When(DAY)),),
        ),
    ),
    villages=(Village("Thôn 1", commune="23395", minority=False),),
    agencies=(Agency("Sở A"),),
    complete_through=date(2024, 12, 31),
)
REVIEW = datasets.load("kon-tum-2024").review()


def composed(value: object) -> str:
    """Return what a value is made of, with its texts composed as reading makes them."""
    return unicodedata.normalize("NFC", repr(value))


def columns(frame: Any) -> dict[str, list[Any]]:  # noqa: ANN401 - of any library
    """Return the columns of a frame of any library as lists."""
    whole = nw.from_native(frame, eager_only=True)
    return {
        name: [
            None if null else value
            for value, null in zip(
                whole[name].to_list(), whole[name].is_null().to_list(), strict=True
            )
        ]
        for name in whole.columns
    }


def there_and_back(province: Province, backend: Backend) -> Province:
    """Write a province to frames, and read it."""
    writers = (units_frame, certifications_frame, former_frame)
    return read_province(*(write(province, backend=backend) for write in writers))


def faults(units: dict[str, Any], certifications: dict[str, Any] | None = None) -> list[str]:
    """Return what is said of frames that are not sound."""
    facts = None if certifications is None else pl.DataFrame(certifications, strict=False)
    with pytest.raises(InvalidInputError) as raised:
        read_province(pl.DataFrame(units, strict=False), facts)
    return list(map(str, raised.value.faults))


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_province_reads_back_as_it_was(backend: Backend) -> None:
    """Every field of every level comes back, and its certifications too."""
    assert there_and_back(PROVINCE, backend) == PROVINCE


@given(st.sampled_from(BACKENDS), provinces())
def test_what_is_written_reads_back_to_the_same_units(backend: Backend, province: Province) -> None:
    """Nothing is lost in a frame, whatever is not known."""
    assert composed(there_and_back(province, backend)) == composed(province)


@given(provinces(lineage=True, settled=(DAY,)))
def test_units_that_change_are_written_as_of_a_day(province: Province) -> None:
    """Frames have no successions, so that the day is asked for; its units read back."""
    existing = province._states(DAY)
    for state in existing:
        assert composed(there_and_back(state, "polars")) == composed(state)


def test_units_that_begin_and_end_are_not_written() -> None:
    """Without a day it would be open which units there are."""
    merged = PROVINCE.merge(("23377",), Commune("Plei Kần", code="23378"), on=DAY)

    with pytest.raises(InvalidInputError, match="units begin and end"):
        units_frame(merged, backend="polars")


def test_a_unit_reads_back_with_what_it_was() -> None:
    """A text that did not change is null, and one that there was not is empty."""
    moved = PROVINCE.communes[1].transfer("611", on=DAY)
    was = attrs.evolve(moved.formerly[0], district="")
    province = PROVINCE.with_unit(attrs.evolve(moved, formerly=(was,)))

    assert there_and_back(province, "polars") == province
    found = columns(former_frame(province, backend="polars"))
    assert (found["district"], found["kind"]) == ([""], [None])


def test_a_spelling_with_a_semicolon_is_not_written() -> None:
    """It would read back as two."""
    odd = attrs.evolve(PROVINCE.communes[1], spellings=("Plei; Kần",))

    with pytest.raises(InvalidInputError) as raised:
        units_frame(PROVINCE.with_unit(odd), backend="polars")

    assert raised.value.faults == (
        Fault("communes[1].spellings[0]", "'Plei; Kần'", "a spelling without a semicolon"),
    )


def written(backend: Backend) -> dict[str, Any]:
    """Return every frame by the name of its columns."""
    review = clean_programme().review()
    return {
        "UNITS": units_frame(PROVINCE, backend=backend),
        "CERTIFICATIONS": certifications_frame(PROVINCE, backend=backend),
        "FORMER": former_frame(PROVINCE, backend=backend),
        "PROGRESS": progress_frame(review, backend=backend),
        "FINDINGS": findings_frame(review, backend=backend),
    }


def test_each_column_has_its_type_in_every_library() -> None:
    """Days are days, numbers whole, and there is no floating-point number, even without rows."""
    kinds = {
        "text": nw.String(),
        "day": nw.Date(),
        "whole number": nw.Int64(),
        "true or false": nw.Boolean(),
    }
    first, *others = map(written, BACKENDS)

    for name, frame in first.items():
        documented = {one: kinds[kind] for one, kind in getattr(documented_columns, name).items()}
        for one in (frame, *(other[name] for other in others)):
            assert dict(nw.from_native(one, eager_only=True).schema) == documented
            assert columns(one) == columns(frame)


def test_a_province_without_certifications_has_an_empty_frame_of_the_same_columns() -> None:
    """Whoever joins frames needs no special case."""
    frame = certifications_frame(Province("P"), backend="polars")

    assert columns(frame) == {name: [] for name in documented_columns.CERTIFICATIONS}
    assert read_province(units_frame(Province("P"), backend="polars"), frame) == Province("P")


def test_the_rows_of_certifications_say_what_is_known() -> None:
    """A range is two columns, and what is not said is null."""
    found = columns(certifications_frame(PROVINCE, backend="polars"))

    assert found["unit"] == ["23395", "23389"]
    assert found["event"] == ["certification", "revocation"]
    assert found["year_earliest"] == found["year_latest"] == [2018, None]
    assert found["decided_earliest"] == [date(2019, 5, 13), DAY]
    assert found["decided_latest"] == [date(2019, 5, 13), None]
    assert found["decision"] == ["366/QĐ-UBND", None]


def test_findings_keep_the_order_of_the_review() -> None:
    """One row a finding, from what is not met to what is open."""
    found = columns(findings_frame(REVIEW, backend="polars"))

    assert list(zip(found["rule"], found["subject"], strict=True)) == [
        (check.rule, check.subject) for check in REVIEW.findings
    ]
    assert ("U3", "Đăk Long; 23368; 23504") in zip(found["rule"], found["about"], strict=True)


def test_progress_says_how_far_each_target_is_reached() -> None:
    """By names, with statements, and with the plan carried out; what has no count has none."""
    found = columns(progress_frame(REVIEW, backend="polars"))
    at = found["target"].index("standard")

    assert set(found["target"]) == {target.id for target in REVIEW.case.programme.targets_in_force}
    assert (found["by_name_low"][at], found["by_name_high"][at]) == (28, 85)
    assert (found["count_low"][at], found["count_high"][at]) == (42, 85)
    assert found["count_with_plan_low"][at] == 42
    assert (found["verdict"][at], found["verdict_with_plan"][at]) == ("undetermined",) * 2
    assert found["horizon"][at] == date(2024, 12, 31)


def test_a_lazy_frame_is_collected() -> None:
    """Who reads a large file lazily need not collect it."""
    lazy = pl.LazyFrame({"level": ["province", "commune"], "name": ["P", "A"]})

    assert read_province(lazy) == Province("P", communes=(Commune("A"),))


@pytest.mark.parametrize("backend", BACKENDS)
def test_numbers_and_days_as_pandas_has_them_beside_gaps_are_read(backend: Backend) -> None:
    """Beside gaps a year is 2018.0, and a day has a clock at midnight."""
    units = {"level": ["province", "commune"], "name": ["P", "A"], "code": [None, "23395"]}
    facts = {
        "unit": ["23395", "23395"],
        "tier": ["standard", "advanced"],
        "year_earliest": [2018.0, float("nan")],
        "decided_latest": [datetime(2019, 5, 13), None],  # noqa: DTZ001 - a day has no zone
    }
    frames = (nw.from_dict(one, backend=backend).to_native() for one in (units, facts))

    first, second = read_province(*frames).communes[0].certifications

    assert (first.year.earliest, second.year.earliest) == (2018, None)
    assert first.decided == When(latest=date(2019, 5, 13))


def test_a_term_of_which_no_day_is_known_is_kept() -> None:
    """A certificate that ends some day is another than one that does not."""
    unit = Commune("A").certify(CertificationTier.STANDARD)
    ending = attrs.evolve(unit.certifications[0], expires=When())
    province = Province("P", communes=(attrs.evolve(unit, certifications=(ending,)),))

    assert there_and_back(province, "pyarrow") == province


def test_all_faults_are_told_with_row_and_column() -> None:
    """Whoever keeps a table wants to mend it in one go."""
    units = {
        "level": ["province", "commune", "commune", "hamlet", "province", None, "agency"],
        "name": ["P", "A", None, "B", "Q", "R", "S"],
        "kind": [None, "comune", None, None, None, None, None],
        "inside": [None, "610", None, None, None, None, "A"],
    }
    certifications = {
        "unit": ["A", "Á", "A", "P", None],
        "event": [None, None, "grant", None, None],
        "tier": ["gold", "standard", "standard", "standard", "standard"],
        "decided_earliest": ["2019-5-13", None, None, None, None],
        "confidence": ["SURE", None, None, None, None],
    }

    told = faults(units, certifications)

    assert [one.partition(":")[0] for one in told] == [
        "units[3].level",
        "units[4].level",
        "units[5].level",
        "certifications[1].unit",
        "certifications[2].event",
        "certifications[4].unit",
        "certifications[0].tier",
        "certifications[0].decided_earliest",
        "certifications[0].confidence",
        "units[1].kind",
        "units[2].name",
        "units[6].inside",
    ]
    assert "did you mean commune?" in "".join(told)


def test_a_frame_without_a_province_is_refused() -> None:
    """Units lie in a province, which has a row of its own."""
    assert faults({"level": ["commune"], "name": ["A"], "kind": ["ward"]}) == [
        "units: found no province, expected one row with the level province"
    ]


def test_the_faults_of_units_themselves_are_told_where_they_stand() -> None:
    """A ward can hold no tier, which only the whole unit tells."""
    units = {"level": ["province", "commune"], "name": ["P", "A"], "kind": [None, "ward"]}

    (told,) = faults(units, {"unit": ["A"], "tier": ["standard"]})

    assert told.startswith("certifications[0].tier: ")


def test_a_column_that_does_not_exist_is_refused() -> None:
    """A column with a slip in its name would be passed over in silence."""
    assert faults({"level": ["province"], "name": ["P"], "kode": ["62"]}) == [
        "units.kode: found an unknown column, expected one of "
        + ", ".join(documented_columns.UNITS)
        + "; did you mean code?"
    ]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("complete_through", datetime(2024, 3, 29, 12)),  # noqa: DTZ001 - a clock without a zone
        ("name", ["P"]),
        ("level", ["province"]),
        ("id", ["P"]),
    ],
)
def test_what_is_of_another_type_is_refused(column: str, value: object) -> None:
    """Nothing is made into a text, and no clock is cut off."""
    values = {"level": "province", "name": "P", column: value}

    assert any(
        one.startswith(f"units[0].{column}: ")
        for one in faults({name: [one] for name, one in values.items()}, {"unit": ["P"]})
    )


@pytest.mark.parametrize("column", ["level", "name", "code"])
def test_a_number_without_end_is_refused(column: str) -> None:
    """Python has no words for thousands of digits, which pandas keeps."""
    units = {"level": ["province"], "name": ["P"], "code": ["62"], column: [10**5000]}
    with pytest.raises(InvalidInputError) as refused:
        read_province(nw.from_dict(units, backend="pandas").to_native())
    told = [str(fault) for fault in refused.value.faults]
    assert told[0].startswith(f"units.{column}: found numbers, such as a value of type int, ")


def test_of_very_many_facts_of_strange_units_the_first_are_told() -> None:
    """The ids of another province are not all compared with those that there are."""
    units = {"level": ["province"], "name": ["P12345"]}
    told = faults(units, {"unit": ["P12346"] * 2000, "tier": ["standard"] * 2000})
    assert len(told) == 1001
    assert told[0].endswith("; did you mean 'P12345'?")
    assert told[500].endswith("expected the id of one of the units")


def test_a_frame_survives_a_file_that_is_read_as_text() -> None:
    """Codes that were read as numbers have lost their zeros, which is told once a column."""
    units, certifications = (
        nw.from_native(write(PROVINCE, backend="polars"), eager_only=True).write_csv()
        for write in (units_frame, certifications_frame)
    )

    def read(**how: Any) -> Province:  # noqa: ANN401 - what polars takes
        frames = (pl.read_csv(StringIO(text), **how) for text in (units, certifications))
        return read_province(*frames)

    assert read(infer_schema=False) == PROVINCE
    with pytest.raises(InvalidInputError) as caught:
        read()
    assert str(caught.value.faults[0]) == (
        "units.code: found numbers, such as 62, expected texts, since numbers lose their zeros; "
        "read files with all columns as text"
    )


def test_what_a_file_says_of_days_and_truths_is_read() -> None:
    """A workbook has a clock beside a day, and writes truths in its own way."""
    units = {
        "level": ["province", "village", "commune"],
        "name": ["P", "V", "C"],
        "complete_through": ["2024-03-29 00:00:00", None, None],
        "minority": [None, "TRUE", None],
        "inside": [None, "C", None],
    }

    found = read_province(pl.DataFrame(units))

    assert found.complete_through == date(2024, 3, 29)
    assert found.villages[0].minority is True


@pytest.mark.parametrize("given", [{"level": ["province"]}, [1], "units.csv"])
def test_what_is_no_frame_is_told(given: Any) -> None:  # noqa: ANN401 - whatever it is
    """A dictionary or a path is not read as if it were one."""
    with pytest.raises(InvalidInputError, match="expected a data frame that Narwhals reads"):
        read_province(given)


def test_the_library_of_a_frame_is_one_of_three() -> None:
    """Others are read, but not written."""
    backend: Any = "duckdb"
    with pytest.raises(InvalidInputError, match="expected one of polars, pyarrow, pandas"):
        units_frame(PROVINCE, backend=backend)


def test_the_column_of_what_a_unit_lies_in_is_suggested() -> None:
    """The district of a commune stands in a column that serves villages too."""
    told = faults({"level": ["province"], "name": ["P"], "district": ["608"]})

    assert [one.rpartition("; ")[2] for one in told] == ["did you mean inside?"]


def test_a_pyarrow_table_is_read() -> None:
    """Any library that Narwhals knows will do."""
    frame = nw.from_dict({"level": ["province"], "name": ["P"]}, backend="pyarrow")

    assert read_province(frame.to_native()) == Province("P")


def test_narwhals_is_imported_when_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra everything else works, and frames say what is missing."""
    monkeypatch.setitem(sys.modules, "narwhals", None)

    with pytest.raises(ModuleNotFoundError, match="narwhals"):
        units_frame(PROVINCE, backend="polars")

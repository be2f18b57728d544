"""Law files: every fault at once with file, table and key; the set in force on a day."""

from __future__ import annotations

from datetime import date

import pytest

from ntm_model import Confidence, InvalidInputError, UnknownNameError
from ntm_model.core.explanation import Comparison
from ntm_model.law.reading import read_set
from ntm_model.law.requirements import Threshold, Truth

from .lawful import CITED, HEAD, KINDS, a_set, criterion

LEVEL = f"{KINDS['at least']}\n{CITED}"
AMENDED = f"""
[[amendment]]
id = "2/QĐ-TTg"
since = 2024-03-01
{CITED}
[[amendment.indicator]]
id = "1.1"
vi = "Nội dung mới"
en = "New content"
{CITED}
[amendment.indicator.requires]
kind = "true"
{CITED}
"""


def faults(text: str) -> list[str]:
    """Return what reading finds wrong, as it is printed."""
    with pytest.raises(InvalidInputError) as error:
        read_set(text, "small.toml")
    return [str(fault) for fault in error.value.faults]


def test_a_sound_file_is_read_as_it_stands() -> None:
    """What the file says stands in the set, with its citations."""
    found = a_set(criterion("1", LEVEL))

    assert (found.id, found.first_year, found.last_year, found.complete) == (
        "small",
        2021,
        2025,
        True,
    )
    (indicator,) = found.indicators
    assert isinstance(indicator.requires, Threshold)
    assert indicator.requires.comparison is Comparison.AT_LEAST
    assert indicator.requires.cells[0].citation.confidence is Confidence.VERIFIED
    assert found.criterion("1").indicators == (found.indicator("1.1"),)


def test_ids_that_a_set_does_not_have_are_refused() -> None:
    """An unknown criterion or indicator is an error with its id."""
    found = a_set(criterion("1", LEVEL))
    with pytest.raises(UnknownNameError, match="'9'"):
        found.criterion("9")
    with pytest.raises(UnknownNameError, match=r"'9\.9'"):
        found.indicator("9.9")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('id = "small"\n', "", "small.toml.set.id: found nothing, expected a text"),
        (
            "since = 2022-03-08",
            'since = "2022"',
            "small.toml.set.since: found '2022', expected a day such as 2024-03-01",
        ),
        (
            "years = [2021, 2025]",
            "years = [2025, 2021]",
            (
                "small.toml.set.years: found [2025, 2021], expected the first and the last year, "
                "in order"
            ),
        ),
        (
            'level = "commune"',
            'level = "comune"',
            (
                "small.toml.set.level: found 'comune', expected one of commune, district, town, "
                "city, province, village; did you mean 'commune'?"
            ),
        ),
        (
            "complete = true",
            "complete = 1",
            "small.toml.set.complete: found 1, expected true or false",
        ),
        (
            "complete = true",
            "complet = true",
            "small.toml.set.complet: found an unknown key, expected one that law files know",
        ),
        (
            "since = 2022-03-08",
            "since = 2022-03-08\nbefore = 2022-03-08",
            "small.toml.set.before: found 2022-03-08, expected a day after 2022-03-08",
        ),
        (
            'value = "80"',
            'value = "eighty"',
            (
                "small.toml.criterion[0].indicator[0].requires.value: found 'eighty', expected an "
                "exact number as text, such as '62.4'"
            ),
        ),
        (
            'value = "80"',
            "value = 80",
            "small.toml.criterion[0].indicator[0].requires.value: found 80, expected a text",
        ),
        (
            'kind = "at least"',
            'kind = "at lest"',
            (
                "small.toml.criterion[0].indicator[0].requires.kind: found 'at lest', expected one "
                "of at least, more than, at most, below, true, absent, grade, all, any, some, "
                "each, "
                "if, relative, holders, province, unknown; did you mean 'at least'?"
            ),
        ),
    ],
)
def test_a_slip_is_told_with_its_file_table_and_key(old: str, new: str, expected: str) -> None:
    """One slip is one fault, with what was probably meant."""
    text = HEAD + criterion("1", LEVEL)
    assert old in text
    assert expected in faults(text.replace(old, new))


def test_a_value_without_a_citation_is_refused() -> None:
    """Whatever is not marked UNVERIFIED names its source; a confidence is always written."""
    level = "small.toml.criterion[0].indicator[0].requires"
    uncited = 'kind = "at least"\nvalue = "80"\nconfidence = "VERIFIED"'
    assert faults(HEAD + criterion("1", uncited)) == [
        f"{level}.source: found nothing, expected the source of what is not marked UNVERIFIED"
    ]
    assert faults(HEAD + criterion("1", KINDS["at least"])) == [
        f"{level}.confidence: found nothing, expected a text"
    ]


def test_a_level_for_an_unknown_region_is_refused() -> None:
    """Regions and groups are those that the law knows."""
    cells = f'kind = "at least"\ncells = [{{ value = "1", column = "TX", {CITED_INLINE} }}]'
    (fault,) = faults(HEAD + criterion("1", cells))
    assert fault.startswith("small.toml.criterion[0].indicator[0].requires.cells[0].column: found")
    assert "TDMNPB" in fault


CITED_INLINE = CITED.replace("\n", ", ")


def test_ids_stand_once_and_groups_are_there() -> None:
    """An indicator or criterion that stands twice, and a group that is not listed, are told."""
    text = HEAD + criterion("1", LEVEL) + criterion("1", LEVEL)
    assert faults(text) == [
        "small.toml.criterion[1].id: found '1', which stands twice, expected one of its own",
        "small.toml.indicator[1].id: found '1.1', which stands twice, expected one of its own",
    ]
    group = '[[group]]\nid = "II"\nvi = "Nhóm"\nen = "Group"\n'
    grouped = criterion("1", LEVEL).replace('id = "1"\n', 'id = "1"\ngroup = "I"\n', 1)
    assert faults(HEAD + group + grouped) == [
        (
            "small.toml.criterion[0].group: found 'I', expected the id of a group of the file; "
            "did you mean 'II'?"
        )
    ]


def test_amendments_change_what_is_there_once_a_day_and_in_force() -> None:
    """An amendment of nothing, two of one day, and one before the set are told."""
    base = HEAD + criterion("1", LEVEL)
    other = AMENDED.replace('"2/QĐ-TTg"', '"3/QĐ-TTg"')
    assert faults(base + AMENDED + other) == [
        (
            "small.toml.amendment[1].indicator[0].id: found '1.1', which small.toml.amendment[0] "
            "changes on 2024-03-01 too, expected one amendment of an indicator a day"
        )
    ]
    assert faults(base + AMENDED.replace('id = "1.1"', 'id = "1.2"')) == [
        (
            "small.toml.amendment[0].indicator[0].id: found '1.2', expected the id of an indicator "
            "of the set; did you mean '1.1'?"
        )
    ]
    assert faults(base + AMENDED.replace("2024-03-01", "2022-03-07")) == [
        "small.toml.amendment[0].since: found 2022-03-07, expected a day from 2022-03-08 on"
    ]


def test_every_fault_of_a_file_is_told_at_once() -> None:
    """Faults of the head, a level and an amendment stand in one list."""
    text = HEAD.replace('en = "Small set"\n', "") + criterion("1", "kind = 3") + "[extra]\n"
    assert faults(text) == [
        "small.toml.set.en: found nothing, expected a text",
        "small.toml.criterion[0].indicator[0].requires.kind: found 3, expected a text",
        "small.toml.criterion[0].indicator[0].requires.value: found nothing, expected a text",
        "small.toml.criterion[0].indicator[0].requires.confidence: found nothing, expected a text",
        "small.toml.extra: found an unknown key, expected one that law files know",
    ]


def test_what_is_no_toml_or_no_table_is_refused() -> None:
    """Broken text, and other things where tables are to stand, are told and never a traceback."""
    assert faults("[set")[0].startswith("small.toml: found ")
    assert "small.toml.set: found nothing, expected a table" in faults("")
    assert "small.toml.set: found 1, expected a table" in faults("set = 1")
    assert "small.toml.criterion: found 1, expected a list of tables" in faults(
        f"criterion = 1\n{HEAD}"
    )
    assert "small.toml.criterion[0]: found 1, expected a table" in faults(
        f"criterion = [1]\n{HEAD}"
    )
    grades = f'kind = "grade"\ngrades = ["Khá", 2]\nleast = "Tốt"\n{CITED}'
    assert faults(HEAD + criterion("1", grades)) == [
        "small.toml.criterion[0].indicator[0].requires.grades[1]: found 2, expected a text",
        (
            "small.toml.criterion[0].indicator[0].requires.least: found 'Tốt', expected one of the "
            "grades Khá"
        ),
    ]


@pytest.mark.parametrize("odd", ["9" * 5000, "[" * 5000], ids=["long", "deep"])
def test_what_has_no_end_is_refused(odd: str) -> None:
    """Numbers of thousands of digits, and lists of thousands of levels."""
    with pytest.raises(InvalidInputError) as refused:
        read_set(f"[set]\nyears = {odd}\n", "x.toml")
    (fault,) = refused.value.faults
    assert (fault.path, fault.expected) == ("x.toml", "well-formed TOML")


def test_the_text_in_force_is_that_of_the_day() -> None:
    """An amendment holds from its day on, and not a day earlier."""
    found = a_set(criterion("1", LEVEL), more=AMENDED)

    before, after = found.on(date(2024, 2, 29)), found.on(date(2024, 3, 1))

    assert isinstance(before.indicator("1.1").requires, Threshold)
    assert isinstance(after.indicator("1.1").requires, Truth)
    assert (before.amendments, len(after.amendments)) == ((), 1)
    assert before.on(date(2024, 2, 29)) == before


def test_a_repealed_indicator_is_asked_for_no_more() -> None:
    """What an amendment strikes is gone from its day on."""
    struck = f"""
[[amendment]]
id = "2/QĐ-TTg"
since = 2024-03-01
{CITED}
[[amendment.indicator]]
id = "1.1"
vi = "bãi bỏ"
en = "repealed"
repealed = true
{CITED}
"""
    found = a_set(criterion("1", LEVEL), more=struck)
    assert found.on(date(2024, 3, 1)).indicators == ()
    assert len(found.on(date(2024, 2, 29)).indicators) == 1

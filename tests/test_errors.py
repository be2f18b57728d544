"""What is raised when input cannot be used: every fault, where it stands, and what was meant."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ntm_model import AmbiguousNameError, Fault, InvalidInputError, UnknownNameError, Verdict
from ntm_model.core.errors import expect, expect_day, refuse

FAULT = Fault("communes[3].district", "'69'", "a district's id", "'609'")
STEPS = st.lists(st.sampled_from(("communes", "[3]", "district", "")), max_size=4)


def nested(steps: list[str]) -> Fault:
    """Return a fault that was passed upwards from the last step to the first."""
    fault = Fault("", "x", "y")
    for step in reversed(steps):
        fault = fault.under(step)
    return fault


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (
            FAULT,
            "communes[3].district: found '69', expected a district's id; did you mean '609'?",
        ),
        (Fault("a", "1", "2"), "a: found 1, expected 2"),
        (Fault("", "1", "2"), "found 1, expected 2"),
        (Fault("", "1", "2", "3"), "found 1, expected 2; did you mean 3?"),
    ],
)
def test_a_fault_says_where_what_and_what_was_meant(fault: Fault, text: str) -> None:
    """Path and hint are printed only where there are any."""
    assert str(fault) == text


@pytest.mark.parametrize(
    ("steps", "path"),
    [
        (["a", "b"], "a.b"),
        (["a", "[1]", "b"], "a[1].b"),
        (["a", "[1]"], "a[1]"),
        (["[1]", "b"], "[1].b"),
        (["a", "[1]", "[2]"], "a[1][2]"),
        (["a", ""], "a"),
        (["", "b"], "b"),
        ([], ""),
    ],
)
def test_paths_join_as_they_would_be_written(steps: list[str], path: str) -> None:
    """A field follows a dot, an index follows directly, and the whole of a value adds nothing."""
    assert nested(steps).path == path


@given(STEPS, STEPS)
@example(["communes", "[3]"], ["district"])
@example([], ["[3]"])
@example(["communes"], [""])
def test_a_path_can_be_joined_in_any_grouping(outer: list[str], inner: list[str]) -> None:
    """Going up step by step or by a whole path at once leads to the same place."""
    assert nested([*outer, *inner]) == nested(inner).under(nested(outer).path)


def test_going_up_changes_nothing_but_the_path() -> None:
    """What was found, expected and meant stays; the fault below is not touched."""
    above = FAULT.under("province")

    assert (above.found, above.expected, above.meant) == ("'69'", "a district's id", "'609'")
    assert (above.path, FAULT.path) == ("province.communes[3].district", "communes[3].district")


def test_every_fault_is_listed_one_a_line() -> None:
    """Invalid input names all its faults at once, in the order given."""
    error = InvalidInputError((FAULT, Fault("a", "1", "2")))

    assert str(error) == f"{FAULT}\na: found 1, expected 2"


def test_invalid_input_is_a_value_error() -> None:
    """Code that knows nothing of this library can catch it."""
    with pytest.raises(ValueError, match=r"^a: found 1, expected 2$"):
        refuse([Fault("a", "1", "2")])


def test_a_fault_is_a_value() -> None:
    """Faults that say the same are equal and hash alike; each word of them counts."""
    same = Fault("communes[3].district", "'69'", "a district's id", "'609'")

    assert same == FAULT
    assert hash(same) == hash(FAULT)
    assert FAULT not in (FAULT.under("province"), Fault(FAULT.path, FAULT.found, FAULT.expected))


def test_no_fault_is_no_reason_to_refuse() -> None:
    """Refusing for nothing does nothing, be it no faults or a generator without any."""
    refuse(())
    refuse(fault for fault in (FAULT,) if not fault.path)


def test_refusing_keeps_every_fault() -> None:
    """All faults of a generator are raised together, not the first alone."""
    with pytest.raises(InvalidInputError) as caught:
        refuse(Fault(path, "1", "2") for path in ("a", "b"))

    assert [fault.path for fault in caught.value.faults] == ["a", "b"]


@pytest.mark.parametrize(
    ("near", "hint"),
    [
        ((), ""),
        (("Đăk Hà",), "; did you mean Đăk Hà?"),
        (("Đăk Hà", "Đắk Long"), "; did you mean Đăk Hà or Đắk Long?"),
    ],
)
def test_an_unknown_name_comes_with_what_lies_near(near: tuple[str, ...], hint: str) -> None:
    """What was looked for is quoted, and near spellings are offered where there are any."""
    error = UnknownNameError("Đak Ha", "district", near)

    assert str(error) == f"no district is called or coded 'Đak Ha'{hint}"


def test_an_ambiguous_name_lists_its_candidates() -> None:
    """Nothing is guessed: all that fit are named, with how to tell them apart."""
    error = AmbiguousNameError("Đăk Long", ("Đăk Long (610)", "Đăk Long (615)"))

    assert str(error) == (
        "'Đăk Long' fits 2 units: Đăk Long (610); Đăk Long (615); "
        "give the code, the district or the day"
    )


@pytest.mark.parametrize(
    "error", [UnknownNameError("x", "commune"), AmbiguousNameError("x", ("1", "2"))]
)
def test_failed_look_ups_are_look_up_errors(error: LookupError) -> None:
    """Names that do not lead to one unit can be caught as any failed look-up."""
    with pytest.raises(LookupError, match="'x'"):
        raise error


def test_errors_compare_by_value() -> None:
    """Two errors with the same fields are one; another type or field is another."""
    error = UnknownNameError("Đăk Xyz", "commune")

    assert len({error, UnknownNameError("Đăk Xyz", "commune")}) == 1
    assert error != UnknownNameError("Đăk Xyz", "district")
    assert error != AmbiguousNameError("Đăk Xyz", ())


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        (
            Verdict,
            "met",
            "x: found 'met', expected a value of type Verdict; did you mean Verdict.MET?",
        ),
        (int, "5", "x: found '5', expected a value of type int"),
    ],
)
def test_a_value_of_another_kind_is_refused(kind: type, value: object, message: str) -> None:
    """What was found and expected is told, with the member that was probably meant."""
    with pytest.raises(InvalidInputError) as caught:
        expect(kind, x=value)
    assert str(caught.value) == message


@pytest.mark.parametrize("value", ["2024-03-29", 2024, None, datetime(2024, 3, 29, 8, tzinfo=UTC)])
def test_a_day_has_no_clock(value: object) -> None:
    """Texts, years and moments are no days."""
    with pytest.raises(InvalidInputError, match="a day such as"):
        expect_day(on=value)

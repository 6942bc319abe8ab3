"""Unquoted values have the types of YAML 1.2's core schema."""

import math

import pytest

from generator.source.scalars import core_value


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_written_in_five_ways(written: str) -> None:
    assert core_value(written) is None


@pytest.mark.parametrize(
    ("written", "value"),
    [("true", True), ("True", True), ("TRUE", True), ("false", False), ("False", False), ("FALSE", False)],
)
def test_true_and_false_are_written_in_three_ways_each(written: str, value: bool) -> None:
    assert core_value(written) is value


@pytest.mark.parametrize(
    "written",
    [
        *("no", "No", "NO", "yes", "Yes", "on", "off", "y", "n", "tRue", "nULL", "none", "None"),
        *(
            "2021-02-24",
            "2022-02",
            "2021-02-24T10:00:00Z",
            "12:30",
            "1:30:00",
            "1_000",
            "1,000",
            "3.1.2",
            "0b1",
            "0X1F",
        ),
        *("1(a)", "(ii)", "b.", ".", "-", "+", "--1", "1e", ".e3", "3. 1", "22(4)", "£5", "٣", "inf", "nan", "+.nan"),
    ],
)
def test_all_else_is_text(written: str) -> None:
    assert core_value(written) == written


@pytest.mark.parametrize(
    ("written", "value"),
    [("3", 3), ("-12", -12), ("+7", 7), ("017", 17), ("0o17", 15), ("0x1f", 31), ("0", 0)],
)
def test_whole_numbers_are_decimal_octal_or_hexadecimal(written: str, value: int) -> None:
    assert (core_value(written), type(core_value(written))) == (value, int)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("3.10", 3.1),
        ("3.", 3.0),
        (".5", 0.5),
        ("-1.5e3", -1500.0),
        ("1e3", 1000.0),
        (".inf", math.inf),
        ("-.INF", -math.inf),
    ],
)
def test_numbers_with_a_point_or_an_exponent_are_floats(written: str, value: float) -> None:
    assert (core_value(written), type(core_value(written))) == (value, float)


def test_not_a_number_is_a_number_that_is_none() -> None:
    value = core_value(".nan")

    assert isinstance(value, float)
    assert math.isnan(value)


def test_a_number_of_thousands_of_digits_stays_text() -> None:
    assert core_value("9" * 5000) == "9" * 5000

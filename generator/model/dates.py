"""Dates that are only as precise as the document: a year, a month or a day."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class Precision(StrEnum):
    """How much of a date is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


class Frequency(StrEnum):
    """How often something recurs."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"
    YEAR = "year"
    TWO_YEARS = "two-years"
    THREE_YEARS = "three-years"
    FIVE_YEARS = "five-years"

    @property
    def words(self) -> str:
        """The frequency as a reader says it: 'every year'."""
        return "every " + self.value.replace("-", " ")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month of a year, or a day. What is not known is None, never filled in."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `2021`, `2021-02` or `2021-02-24`.

        Raises:
            ValueError: when the text has another form or there is no such day.
        """
        found = _FORM.fullmatch(text)
        if not found:
            raise ValueError("form")
        year, month, day = (int(part) if part else None for part in found.groups())
        assert year is not None
        if year == 0:
            raise ValueError("year")
        if month is not None and not 1 <= month <= 12:
            raise ValueError("month")
        if day is not None and month is not None and not 1 <= day <= monthrange(year, month)[1]:
            raise ValueError("day")
        return cls(year, month, day)

    @property
    def precision(self) -> Precision:
        """Whether a year, a month or a day is known."""
        if self.day is not None:
            return Precision.DAY
        return Precision.YEAR if self.month is None else Precision.MONTH

    @property
    def first_day(self) -> date:
        """The first day that the date can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The last day that the date can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def words(self) -> str:
        """The date as it is shown: '24 February 2021', 'April 2015', '2015'."""
        parts = [str(self.day)] if self.day is not None else []
        if self.month is not None:
            parts.append(_MONTHS[self.month - 1])
        return " ".join([*parts, str(self.year)])

    def __str__(self) -> str:
        text = f"{self.year:04}"
        if self.month is not None:
            text += f"-{self.month:02}"
        if self.day is not None:
            text += f"-{self.day:02}"
        return text

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _read,
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        day = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
        return {"anyOf": [{"type": "string", "pattern": day}, {"type": "integer", "minimum": 1000, "maximum": 9999}]}


def in_words(day: date) -> str:
    """Give a day as it is shown: '24 February 2021'."""
    return PartialDate(day.year, day.month, day.day).words


def _read(value: object) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and 1000 <= value <= 9999:
        return PartialDate(value)
    if not isinstance(value, str):
        raise PydanticCustomError("partial_date", "a year, a month or a day was expected")
    try:
        return PartialDate.parse(value)
    except ValueError as reason:
        if str(reason) == "form":
            raise PydanticCustomError("partial_date", "a year, a month or a day was expected") from None
        raise PydanticCustomError("no_such_date", "there is no such date") from None

"""A table before it is written as a file: named columns, and cells of a few plain kinds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from generator.model.dates import PartialDate


class ColumnKind(StrEnum):
    """What a column holds, which says how wide it is and how it is shown."""

    TEXT = "text"
    WORDS = "words"
    NUMBER = "number"
    DATE = "date"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. Its title is what stands above it, in every format."""

    title: str
    kind: ColumnKind = ColumnKind.TEXT


@dataclass(frozen=True, slots=True)
class Address:
    """A way to a place: counted from the top of the site, or a full address elsewhere."""

    to: str

    @property
    def is_elsewhere(self) -> bool:
        """Whether it leads away from the site."""
        return self.to.startswith(("http://", "https://"))


Cell: TypeAlias = str | int | PartialDate | Address | None
"""A date is only as precise as the document. None is an empty cell: nothing can stand there."""

Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: `name` names its sheet, `title` says what it is, `file` is its CSV file, counted from the site's top.

    `rows` gives the rows anew at each call, in an order that only the content changes.
    """

    name: str
    title: str
    file: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterable[Row]]


def text(title: str) -> Column:
    """Give a column of short texts."""
    return Column(title)


def words(title: str) -> Column:
    """Give a column of long texts."""
    return Column(title, ColumnKind.WORDS)


def number(title: str) -> Column:
    """Give a column of numbers."""
    return Column(title, ColumnKind.NUMBER)


def day(title: str) -> Column:
    """Give a column of dates."""
    return Column(title, ColumnKind.DATE)


def way(title: str) -> Column:
    """Give a column of addresses."""
    return Column(title, ColumnKind.ADDRESS)


def listed(texts: Iterable[str]) -> str:
    """Give several texts as one cell."""
    return "; ".join(texts)


def whole_day(of: date) -> PartialDate:
    """Give a day as a date that is known to the day."""
    return PartialDate(of.year, of.month, of.day)

"""A table as CSV (RFC 4180), for people who open it in a spreadsheet.

UTF-8 with a mark at its start by which Excel knows it, lines that end in CR and LF. A spreadsheet runs a cell that
begins with certain characters as a formula; such a cell, and one that begins with an apostrophe, gets one apostrophe
more in front (`guarded`). Whoever takes away one apostrophe from each cell that begins with one has the text again
(`unguarded`).
"""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO
from itertools import chain

from generator.exporting.names import absolute
from generator.model.settings import Settings
from generator.views.tables.table import Address, Cell, Table

_ACTS = re.compile(r"['\t\r\n]|\s*[=+\-@＝＋－＠]")


def csv_file(table: Table, settings: Settings) -> bytes:
    """Give the table as a file. Its first line holds the titles of the columns."""
    rows = ([plain_cell(cell, settings) for cell in row] for row in table.rows())
    return csv_text([column.title for column in table.columns], rows).encode("utf-8-sig")


def csv_text(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give titles and rows as the text of a CSV file, every cell guarded."""
    made = StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerows([guarded(cell) for cell in row] for row in chain([titles], rows))
    return made.getvalue()


def plain_cell(cell: Cell, settings: Settings) -> str:
    """Give what a cell holds as text: dates as 2021-02-24, addresses in full where the site's own is known."""
    match cell:
        case str():
            return cell
        case None:
            return ""
        case Address():
            return cell.to if cell.is_elsewhere else absolute(cell.to, settings) or cell.to
        case _:
            return str(cell)


def guarded(text: str) -> str:
    """Give a text such that no spreadsheet takes it for a formula."""
    return text if text[:1].isalnum() or not _ACTS.match(text) else f"'{text}"


def unguarded(cell: str) -> str:
    """Give the text that was guarded."""
    return cell.removeprefix("'")

"""Tables as one workbook (Office Open XML): a sheet for each, in which nothing runs.

Every text is written as text, whatever it begins with. The same tables give the same bytes on every day and machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from generator.exporting.csv_file import plain_cell
from generator.exporting.names import absolute
from generator.model.dates import PartialDate, Precision
from generator.model.settings import Settings
from generator.views import urls
from generator.views.tables.table import Address, ColumnKind, Table

MOST_CHARACTERS = 32_767
"""A cell of a workbook holds no more; a longer text is cut, and says where it stands whole."""

_MOST_LINKS = 65_000
"""A sheet holds some more live links than these; beyond them an address is a text."""

_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
"""A workbook must say when it was made. The day that it is built on is no content."""

_WIDTHS = {
    ColumnKind.TEXT: 26,
    ColumnKind.WORDS: 60,
    ColumnKind.NUMBER: 12,
    ColumnKind.DATE: 14,
    ColumnKind.ADDRESS: 36,
}
_NO_SHEET = str.maketrans("", "", "[]:*?/\\'")
_LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class _Formats:
    head: Format
    words: Format
    day: Format
    link: Format


def workbook(tables: Sequence[Table], settings: Settings) -> bytes:
    """Give the workbook. Its first sheet says what the others hold."""
    made = BytesIO()
    with Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": settings.name, "created": _CREATED})
        formats = _Formats(
            head=book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}),
            words=book.add_format({"text_wrap": True, "valign": "top"}),
            day=book.add_format({"num_format": "d mmm yyyy", "align": "left", "valign": "top"}),
            link=book.add_format({"font_color": "#0b5394", "underline": 1, "text_wrap": True, "valign": "top"}),
        )
        _contents(book.add_worksheet("Contents"), tables, settings, formats)
        for table in tables:
            _sheet(book.add_worksheet(_sheet_name(table)), table, settings, formats)
    return made.getvalue()


def _contents(sheet: Worksheet, tables: Sequence[Table], settings: Settings, formats: _Formats) -> None:
    sheet.set_column(0, 0, _WIDTHS[ColumnKind.TEXT])
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, settings.name, formats.head)
    sheet.write_string(0, 1, settings.purpose, formats.head)
    for line, table in enumerate(tables, 1):
        name = _sheet_name(table)
        sheet.write_url(line, 0, f"internal:'{name}'!A1", formats.link, name)
        sheet.write_string(line, 1, table.title, formats.words)
    sheet.freeze_panes(1, 0)


def _sheet(sheet: Worksheet, table: Table, settings: Settings, formats: _Formats) -> None:
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, _WIDTHS[column.kind], formats.words)
        sheet.write_string(0, at, column.title, formats.head)
    last = 0
    links = 0
    for last, row in enumerate(table.rows(), 1):
        for at, cell in enumerate(row):
            links += isinstance(cell, Address)
            if isinstance(cell, Address) and links <= _MOST_LINKS:
                sheet.write_url(last, at, _live(cell, settings), formats.link, plain_cell(cell, settings))
            elif isinstance(cell, int):
                sheet.write_number(last, at, cell, formats.words)
            elif isinstance(cell, PartialDate) and cell.precision is Precision.DAY and cell.year >= 1900:
                sheet.write_datetime(last, at, datetime.combine(cell.first_day, time()), formats.day)
            elif cell is not None:
                sheet.write_string(last, at, _fitting(plain_cell(cell, settings)), formats.words)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(table.columns) - 1)


def _live(address: Address, settings: Settings) -> str:
    """Give the target of a link: in full, or the way from the folder in which the site has the workbook."""
    if address.is_elsewhere:
        return address.to
    whole = absolute(address.to, settings)
    return whole or f"external:{urls.relative(address.to, base=urls.workbook(), index_names=True)}"


def _fitting(text: str) -> str:
    if len(text.encode("utf-16-le")) // 2 <= MOST_CHARACTERS:
        return text
    mark = " … (cut here; whole in the CSV file)"
    shorter = text[: MOST_CHARACTERS - len(mark)]
    while len((shorter + mark).encode("utf-16-le")) // 2 > MOST_CHARACTERS:
        shorter = shorter[: -(len(shorter) // 100 + 1)]
    return shorter + mark


def _sheet_name(table: Table) -> str:
    return table.name.translate(_NO_SHEET)[:_LONGEST_NAME]

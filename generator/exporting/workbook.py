"""Tables as one workbook (Office Open XML): a sheet for each, in which nothing runs.

Every text is written as text, whatever it begins with. The same tables give the same bytes on every day and machine.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from io import BytesIO
from math import ceil

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

_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
"""Row by row, by way of temporary files: the rows of a thousand protocols would take a third of a gigabyte."""

_WIDTHS = {
    ColumnKind.TEXT: 26,
    ColumnKind.WORDS: 60,
    ColumnKind.NUMBER: 12,
    ColumnKind.DATE: 14,
    ColumnKind.ADDRESS: 36,
}
_LINE, _HIGHEST = 15, 409
"""The height of a line, and the most that a row may have."""

_FIT = 1.1
"""Widths are counted in figures; of letters some more fit in, in wide faces too."""

_A4 = 9
_NO_SHEET = str.maketrans("", "", "[]:*?/\\'")
_LONGEST_NAME = 31
_WIDEST = 90
_BUTTON = 4
"""What the button of a filter takes away from the width of a head."""


@dataclass(frozen=True, slots=True)
class _Formats:
    head: Format
    words: Format
    day: Format
    link: Format


def workbook(tables: Sequence[Table], settings: Settings) -> bytes:
    """Give the workbook. Its first sheet says what the others hold."""
    made = BytesIO()
    with Workbook(made, _OPTIONS) as book:
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
    sheet.set_column(1, 1, _WIDEST)
    sheet.write_string(0, 0, settings.name, formats.head)
    sheet.write_string(0, 1, settings.purpose, formats.head)
    sheet.set_row(0, _height([(settings.purpose, _WIDEST)]))
    for line, table in enumerate(tables, 1):
        name = _sheet_name(table)
        sheet.write_url(line, 0, f"internal:'{name}'!A1", formats.link, name)
        sheet.write_string(line, 1, table.title, formats.words)
    sheet.freeze_panes(1, 0)
    _for_paper(sheet)


def _sheet(sheet: Worksheet, table: Table, settings: Settings, formats: _Formats) -> None:
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, _WIDTHS[column.kind], formats.words)
        sheet.write_string(0, at, column.title, formats.head)
    widths = [_WIDTHS[column.kind] for column in table.columns]
    sheet.set_row(0, _height([(c.title, width - _BUTTON) for c, width in zip(table.columns, widths, strict=True)]))
    last = 0
    links = 0
    for last, row in enumerate(table.rows(), 1):
        texts = [_fitting(plain_cell(cell, settings)) for cell in row]
        height = _height(zip(texts, widths, strict=True))
        if height > _LINE:
            sheet.set_row(last, height)
        for at, (cell, shown) in enumerate(zip(row, texts, strict=True)):
            links += isinstance(cell, Address)
            if isinstance(cell, Address) and links <= _MOST_LINKS:
                sheet.write_url(last, at, _live(cell, settings), formats.link, shown)
            elif isinstance(cell, int):
                sheet.write_number(last, at, cell, formats.words)
            elif isinstance(cell, PartialDate) and cell.precision is Precision.DAY and cell.year >= 1900:
                sheet.write_datetime(last, at, datetime.combine(cell.first_day, time()), formats.day)
            elif cell is not None:
                sheet.write_string(last, at, shown, formats.words)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(table.columns) - 1)
    _for_paper(sheet)


def _height(cells: Iterable[tuple[str, int]]) -> int:
    """Give the height at which texts are seen whole in columns of these widths, as far as a row can be so high.

    LibreOffice leaves a row as high as the file says; Excel would find the height itself.
    """
    lines = 1
    for words, width in cells:
        if len(words) > width or "\n" in words:
            lines = max(lines, sum(ceil((len(part) or 1) / width / _FIT) for part in words.split("\n")))
    return min(lines * _LINE, _HIGHEST)


def _for_paper(sheet: Worksheet) -> None:
    """Let a printed sheet be as wide as a page, and have its heads on each."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _live(address: Address, settings: Settings) -> str:
    """Give the target of a link: in full, or the way from the folder in which the site has the workbook."""
    if address.is_elsewhere:
        return address.to
    whole = absolute(address.to, settings)
    return whole or f"external:{urls.relative(address.to, base=urls.workbook(), index_names=True)}"


def _fitting(text: str) -> str:
    if len(text) <= MOST_CHARACTERS // 2 or len(text.encode("utf-16-le")) // 2 <= MOST_CHARACTERS:
        return text
    mark = " … (cut here; whole in the CSV file)"
    shorter = text[: MOST_CHARACTERS - len(mark)]
    while len((shorter + mark).encode("utf-16-le")) // 2 > MOST_CHARACTERS:
        shorter = shorter[: -(len(shorter) // 100 + 1)]
    return shorter + mark


def _sheet_name(table: Table) -> str:
    return table.name.translate(_NO_SHEET)[:_LONGEST_NAME]

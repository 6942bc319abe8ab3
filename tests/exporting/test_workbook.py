import zipfile
from datetime import datetime
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from generator.exporting.csv_file import plain_cell
from generator.exporting.workbook import MOST_CHARACTERS, workbook
from generator.model.dates import PartialDate
from generator.model.settings import Settings
from generator.views.tables.every import whole_tables
from generator.views.tables.table import Address, Table, day, number, text, way, words
from tests.fixtures.hostile import ATTACKS
from tests.fixtures.real import real_site

SETTINGS = Settings(name="Local Protocols", purpose="A purpose.")
PUBLISHED = Settings(name="Local Protocols", purpose="A purpose.", address="https://protocols.example.org/")


def sheet(table: Table, settings: Settings = SETTINGS) -> Worksheet:
    return openpyxl.load_workbook(BytesIO(workbook([table], settings)))[table.name]


def as_text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return "" if cell is None else str(cell)


def test_every_sheet_holds_the_rows_of_its_table() -> None:
    tables = whole_tables(real_site().findings)

    book = openpyxl.load_workbook(BytesIO(workbook(tables, SETTINGS)))

    assert book.sheetnames == ["Contents", *(table.name for table in tables)]
    for table in tables:
        found = [list(row) for row in book[table.name].iter_rows(values_only=True)]
        wanted = [[plain_cell(cell, SETTINGS) for cell in row] for row in table.rows()]
        shown = [
            [
                "" if cell is None else cell.date().isoformat() if isinstance(cell, datetime) else str(cell)
                for cell in row
            ]
            for row in found[1:]
        ]
        assert (found[0], shown) == ([column.title for column in table.columns], wanted)


def test_heads_stay_in_view_and_can_be_filtered() -> None:
    for table in whole_tables(real_site().findings):
        found = sheet(table)
        assert found.freeze_panes == "B2"
        assert str(found.auto_filter.ref).startswith("A1:")
        assert all(dimension.width >= 12 for dimension in found.column_dimensions.values())


def test_a_row_is_as_high_as_its_longest_text_needs_and_no_higher_than_a_row_may_be() -> None:
    texts = ("Short", "word " * 60, "one\ntwo\nthree", "word " * 6000)

    found = sheet(Table("Texts", "T", "x.csv", (words("Words"), text("Text")), lambda: [(each, "x") for each in texts]))

    assert [found.row_dimensions[row].height for row in range(2, 6)] == [None, 75, 45, 408.75]


def test_a_printed_sheet_is_a_page_wide_and_has_its_heads_on_each() -> None:
    found = sheet(whole_tables(real_site().findings)[0])

    assert (found.page_setup.orientation, found.page_setup.fitToHeight, found.print_title_rows) == (
        "landscape",
        0,
        "$1:$1",
    )


def test_the_same_content_gives_the_same_bytes_and_no_member_tells_a_day() -> None:
    tables = whole_tables(real_site().findings)

    first, second = workbook(tables, SETTINGS), workbook(tables, SETTINGS)

    assert first == second
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 31, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_nothing_that_begins_like_a_formula_or_an_address_is_more_than_text() -> None:
    texts = [start + attack for attack in ATTACKS for start in ("", "=", "+", "-", "@", "{=", "https://", "internal:")]

    found = sheet(Table("Texts", "T", "x.csv", (words("Words"),), lambda: [(each,) for each in texts]))

    assert [cell.value for (cell,) in found.iter_rows(min_row=2)] == texts
    assert {cell.data_type for (cell,) in found.iter_rows(min_row=2)} == {"s"}
    assert [cell.hyperlink for (cell,) in found.iter_rows(min_row=2) if cell.hyperlink] == []


def test_a_day_is_a_date_and_a_month_or_year_stays_as_it_is_stated() -> None:
    dates = (PartialDate(2021, 2, 24), PartialDate(2022, 2), PartialDate(2015), "not stated", 3)
    columns = (day("A"), day("B"), day("C"), day("D"), number("E"))

    (_, row) = sheet(Table("Dates", "T", "x.csv", columns, lambda: [dates])).iter_rows(values_only=True)

    assert row == (datetime(2021, 2, 24), "2022-02", "2015", "not stated", 3)


@pytest.mark.parametrize(
    ("settings", "target"),
    [
        (SETTINGS, "..\\..\\protocols\\harrow\\index.html"),
        (PUBLISHED, "https://protocols.example.org/protocols/harrow/"),
    ],
)
def test_links_are_live_in_full_or_from_the_folder_of_the_workbook(settings: Settings, target: str) -> None:
    table = Table("Links", "T", "x.csv", (way("Address"),), lambda: [(Address("protocols/harrow/#aim"),)])

    link = sheet(table, settings)["A2"].hyperlink

    assert (link.target, link.location) == (target, "aim")


def test_a_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    found = sheet(Table("Long", "T", "x.csv", (words("Words"),), lambda: [("👩" * 40_000,)]))["A2"].value

    assert len(found.encode("utf-16-le")) // 2 <= MOST_CHARACTERS
    assert found.endswith("… (cut here; whole in the CSV file)")


def test_an_empty_table_is_a_sheet_with_its_heads() -> None:
    assert [*sheet(Table("None", "T", "x.csv", (text("A"), text("B")), tuple)).values] == [("A", "B")]

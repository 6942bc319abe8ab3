import csv
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from generator.exporting.csv_file import csv_file, csv_text, guarded, unguarded
from generator.model.dates import PartialDate
from generator.model.settings import Settings
from generator.views.tables.table import Address, Table, day, text, way, words
from tests.fixtures.hostile import ATTACKS

SETTINGS = Settings(name="Local Protocols", purpose="A purpose.")
PUBLISHED = Settings(name="Local Protocols", purpose="A purpose.", address="https://protocols.example.org/")
RUNS = "=+-@\t\r\n＝＋－＠"
TEXTS = st.text(st.characters(codec="utf-8") | st.sampled_from("=+-@\t\r\n'\",; ＝"), max_size=40)


def table(*cells: str) -> Table:
    return Table("Name", "Title", "x.csv", tuple(words(f"Column {at}") for at in range(len(cells))), lambda: [cells])


def cells_of(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_every_text_comes_back_letter_for_letter_and_no_cell_begins_like_a_formula(texts: list[str]) -> None:
    _, cells = cells_of(csv_file(table(*texts), SETTINGS))

    assert [unguarded(cell) for cell in cells] == texts
    assert not any(cell.strip().startswith(tuple(RUNS)) for cell in cells)


@given(TEXTS)
def test_taking_the_guard_away_gives_the_text(some: str) -> None:
    assert unguarded(guarded(some)) == some


def test_no_attack_is_more_than_text() -> None:
    texts = [start + attack for attack in ATTACKS for start in ("", "=", "+", "-", "@", "\t", "\r", " =", "'")]

    rows = cells_of(csv_file(Table("N", "T", "x.csv", (text("Words"),), lambda: [(each,) for each in texts]), SETTINGS))

    assert [unguarded(row[0]) for row in rows[1:]] == texts
    assert [row[0] for row in rows[1:] if row[0].lstrip().startswith(tuple(RUNS))] == []


def test_lines_end_as_the_format_asks() -> None:
    assert csv_text(["A", "B"], [["one", 'two "three"\nfour']]) == 'A,B\r\none,"two ""three""\nfour"\r\n'


def test_dates_are_iso_and_addresses_full_where_the_site_has_one() -> None:
    row = (PartialDate(2022, 2), Address("protocols/harrow/#aim"), Address("https://www.legislation.gov.uk/x"), None, 3)
    columns = (day("Due"), way("Here"), way("There"), text("Nothing"), text("Number"))
    made = Table("N", "T", "x.csv", columns, lambda: [row])

    unpublished = "2022-02,protocols/harrow/#aim,https://www.legislation.gov.uk/x,,3"
    assert csv_file(made, SETTINGS).decode("utf-8-sig").splitlines()[1] == unpublished
    full = unpublished.replace("protocols/", "https://protocols.example.org/protocols/")
    assert csv_file(made, PUBLISHED).decode("utf-8-sig").splitlines()[1] == full

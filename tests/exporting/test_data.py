import csv
import json
from io import StringIO

from generator.exporting.data import CALENDAR, FEED, JSON, SCHEMA, data_files
from generator.exporting.files import files_of
from generator.views import urls
from generator.views.documents.every import DOCUMENTS
from generator.views.site import SiteMap
from generator.views.tables.every import tables_of_pages, whole_tables
from tests.fixtures.corpora import corpus
from tests.fixtures.many import many
from tests.fixtures.real import real_corpus, real_site


def test_the_index_lists_every_file_once_in_order_with_a_schema_that_is_there() -> None:
    files = data_files(real_site())

    found = json.loads(files[urls.data_index()]())["files"]

    assert [file["address"] for file in found] == sorted(files)
    assert {file.get("schema") for file in found} - {None} <= files.keys()
    json_files = [file for file in found if file["media_type"] == JSON]
    assert [file["address"] for file in json_files if file["schema"] != urls.data_schema(_kind(file["address"]))] == []
    assert sum(file["media_type"] == SCHEMA for file in found) == len(DOCUMENTS)


def test_calendars_and_feeds_are_in_the_index_with_their_format_and_what_they_tell() -> None:
    files = data_files(real_site())

    found = {
        file["address"]: (file["media_type"], file["title"])
        for file in json.loads(files[urls.data_index()]())["files"]
        if file["media_type"] in (CALENDAR, FEED)
    }

    assert {address: told for address, told in found.items() if not address.startswith("topics/")} == {
        "reviews/calendar.ics": (CALENDAR, "When each review is due, as a calendar"),
        "protocols/isle-of-wight/review.ics": (
            CALENDAR,
            "Isle of Wight: when its review is due, as a calendar",
        ),
        "feed.atom": (FEED, "What has changed, as a feed"),
        "protocols/harrow/feed.atom": (FEED, "Harrow: what has changed, as a feed"),
        "protocols/isle-of-wight/feed.atom": (FEED, "Isle of Wight: what has changed, as a feed"),
    }
    assert len(found) == 5 + len(real_corpus().registers.topics.topics)
    assert {path for path in files_of(real_site()) if path.endswith((".ics", ".atom"))} == set(found)


def _kind(address: str) -> str:
    folder, _, name = address.removeprefix("data/v1/").rpartition("/")
    return folder.removesuffix("s") or name.removesuffix(".json")


def test_every_document_leads_to_its_schema() -> None:
    files = data_files(real_site())

    for address, make in files.items():
        if address.endswith(".json") and not address.endswith(".schema.json"):
            steps = json.loads(make())["$schema"].split("/")
            up = steps.count("..")
            folder = address.split("/")[:-1]
            assert "/".join([*folder[: len(folder) - up], *steps[up:]]) in files, address


def test_every_table_is_a_csv_file_with_all_its_rows() -> None:
    site = SiteMap(many(real_corpus(), 3))
    findings, files = site.findings, data_files(site)

    tables = [*whole_tables(findings), *tables_of_pages(findings)]

    assert {table.file for table in tables} == {address for address in files if address.endswith(".csv")}
    for table in tables:
        found = list(csv.reader(StringIO(files[table.file]().decode("utf-8-sig"), newline="")))
        assert (len(found) - 1, {len(row) for row in found}) == (len(list(table.rows())), {len(table.columns)})


def test_no_two_files_have_one_address_and_no_two_sheets_one_name() -> None:
    findings = real_site().findings
    tables = [*whole_tables(findings), *tables_of_pages(findings)]

    assert len({table.file for table in tables}) == len(tables)
    assert len({table.name[:31] for table in whole_tables(findings)}) == len(whole_tables(findings))


def test_a_corpus_of_one_protocol_has_all_its_data() -> None:
    files = data_files(SiteMap(corpus("sections: [{id: words, text: Words.}]")))

    assert all(make() for make in files.values())
    assert urls.protocol_data("ambridge") in files


def test_data_stands_among_the_files_of_the_site_and_can_be_left_out() -> None:
    site = SiteMap(real_corpus())
    data = data_files(site)

    whole, less = files_of(site), files_of(site, with_data=False)

    assert list(whole) == sorted(whole)
    assert whole.keys() - less.keys() == data.keys()
    assert whole[urls.data_index()] == data[urls.data_index()]()


def test_no_day_and_no_machine_shows_in_any_file() -> None:
    first, second = (data_files(SiteMap(real_corpus())) for _ in range(2))

    assert [address for address in first if first[address]() != second[address]()] == []

"""The files of the data: JSON and schemas, tables as CSV, workbook, database, Word files, calendars, feeds; an index.

Each is made when it is asked for, and not kept.
"""

from collections.abc import Iterator, Mapping
from functools import partial

from generator.exporting.calendar import calendar
from generator.exporting.csv_file import csv_file
from generator.exporting.database import database
from generator.exporting.feed import feed
from generator.exporting.json_data import document_schema, json_document
from generator.exporting.made import Make
from generator.exporting.word_comparison import word_files
from generator.exporting.workbook import workbook
from generator.model.protocol import Protocol
from generator.model.registers import Topic
from generator.views import urls
from generator.views.changes import change_entries
from generator.views.documents import lists
from generator.views.documents.every import DOCUMENTS
from generator.views.documents.index import DataFile, index_document
from generator.views.documents.protocol import protocol_document
from generator.views.documents.register import register_document, register_names
from generator.views.documents.topic import topic_document
from generator.views.feeds import feeds
from generator.views.findings import Findings
from generator.views.reviews import ReviewEvent, review_events
from generator.views.site import SiteMap
from generator.views.tables.every import tables_of_pages, whole_tables

JSON = "application/json"
SCHEMA = "application/schema+json"
CSV = "text/csv"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DATABASE = "application/vnd.sqlite3"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CALENDAR = "text/calendar"
FEED = "application/atom+xml"


def data_files(site: SiteMap) -> Mapping[str, Make]:
    """Give what makes each file, by its path in the site, in the order of paths."""
    findings, settings = site.findings, site.corpus.settings
    found = [*_documents(findings), *_tables(site), *_word(site), *_calendars(site), *_feeds(findings)]
    described = [file for file, _ in found]
    index = DataFile(urls.data_index(), JSON, "This index", "index")
    made = {file.address: make for file, make in found}
    made[index.address] = lambda: json_document(index_document([*described, index], settings))
    return dict(sorted(made.items()))


def _documents(findings: Findings) -> Iterator[tuple[DataFile, Make]]:
    corpus = findings.corpus
    for name in DOCUMENTS:
        file = DataFile(urls.data_schema(name), SCHEMA, f"The schema of {name}")
        yield file, partial(document_schema, name, corpus.settings)
    for protocol in corpus.protocols:
        title = f"{findings.name(protocol)}: the protocol, whole"
        file = DataFile(urls.protocol_data(protocol.slug), JSON, title, "protocol")
        yield file, partial(_protocol, findings, protocol)
    for topic in corpus.registers.topics.topics:
        title = f"{topic.title}: what every protocol says"
        yield DataFile(urls.topic_data(topic.slug), JSON, title, "topic"), partial(_topic, findings, topic)
    for name in register_names():
        file = DataFile(urls.register_data(name), JSON, f"The register of {name.replace('-', ' ')}", "register")
        yield file, partial(_register, findings, name)
    for name, (title, document) in _LISTS.items():
        yield (
            DataFile(urls.list_data(name), JSON, title, name),
            partial(lambda make: json_document(make(findings)), document),
        )


_LISTS = {
    lists.COVERAGE: ("Which protocol speaks on which topic", lists.coverage_document),
    lists.FLOWS: ("Who reports what to whom", lists.flows_document),
    lists.CITATIONS: ("What protocols rest on, then and now", lists.citations_document),
    lists.LIFECYCLE: ("The life of every protocol", lists.lifecycle_document),
}


def _protocol(findings: Findings, protocol: Protocol) -> bytes:
    return json_document(protocol_document(findings, protocol))


def _topic(findings: Findings, topic: Topic) -> bytes:
    return json_document(topic_document(findings, topic))


def _register(findings: Findings, name: str) -> bytes:
    return json_document(register_document(findings, name))


def _tables(site: SiteMap) -> Iterator[tuple[DataFile, Make]]:
    findings, settings = site.findings, site.corpus.settings
    whole = whole_tables(findings)
    for table in (*whole, *tables_of_pages(findings, index_names=site.at(urls.home()).index_names)):
        yield DataFile(table.file, CSV, table.title), partial(csv_file, table, settings)
    yield DataFile(urls.workbook(), WORKBOOK, "All tables in one workbook"), lambda: workbook(whole, settings)
    yield DataFile(urls.database(), DATABASE, "Everything in one SQLite database"), lambda: database(findings)


def _word(site: SiteMap) -> Iterator[tuple[DataFile, Make]]:
    named = {urls.comparison_document(left, right): _both(site, left, right) for left, right in site.findings.pairs} | {
        urls.topic_document(topic.slug): topic.title for topic in site.corpus.registers.topics.topics
    }
    for address, make in word_files(site).items():
        yield DataFile(address, WORD, f"{named[address]}: the comparison as a Word file"), make


def _calendars(site: SiteMap) -> Iterator[tuple[DataFile, Make]]:
    """Give a calendar of each protocol that states when its review is due, and one of all; an empty one is none."""
    findings, settings = site.findings, site.corpus.settings
    found: list[ReviewEvent] = []
    for protocol in site.corpus.protocols:
        if events := review_events(findings, protocol):
            name = f"{findings.name(protocol)}: review"
            title = f"{findings.name(protocol)}: when its review is due, as a calendar"
            yield (
                DataFile(urls.protocol_calendar(protocol.slug), CALENDAR, title),
                partial(calendar, name, events, settings),
            )
            found += events
    if found:
        in_order = sorted(found, key=lambda event: (event.day, event.key))
        file = DataFile(urls.calendar(), CALENDAR, "When each review is due, as a calendar")
        yield file, partial(calendar, f"{settings.name}: reviews", in_order, settings)


def _feeds(findings: Findings) -> Iterator[tuple[DataFile, Make]]:
    corpus = findings.corpus
    yield DataFile(urls.feed(), FEED, "What has changed, as a feed"), partial(_feed, findings, urls.feed())
    named = {urls.protocol_feed(protocol.slug): findings.name(protocol) for protocol in corpus.protocols}
    named |= {urls.topic_feed(topic.slug): topic.title for topic in corpus.registers.topics.topics}
    for address, name in named.items():
        yield DataFile(address, FEED, f"{name}: what has changed, as a feed"), partial(_feed, findings, address)


def _feed(findings: Findings, address: str) -> bytes:
    every = findings.kept(
        ("feeds",), lambda: {view.address: view for view in feeds(findings, tuple(change_entries(findings)))}
    )
    return feed(every[address], findings.corpus.settings)


def _both(site: SiteMap, left: str, right: str) -> str:
    return " and ".join(site.findings.name(site.corpus.by_slug[slug]) for slug in (left, right))

"""The page of the data: what there is to take away, in which format, how to ask it, and what may change in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.views import urls
from generator.views.findings import Findings
from generator.views.page import Here, Link, Page, PageKind
from generator.views.questions import QUESTIONS, SEARCH, TABLES, Question
from generator.views.reviews import review_events
from generator.views.tables.every import whole_tables
from generator.views.topic import in_order

MANY = 6
"""Beyond so many, a list is folded away."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A table of the whole site: what it holds, its CSV file, and the page that it stands beside."""

    title: str
    file: Link
    page: Link


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A type of JSON document: what it holds, its files, and its schema."""

    title: str
    files: tuple[Link, ...]
    schema: Link

    @property
    def summary(self) -> str:
        """How many files there are, where they are too many to be listed at once; '' otherwise."""
        return f"{len(self.files):,} files" if len(self.files) > MANY else ""


@dataclass(frozen=True, slots=True)
class FollowedRow:
    """Something to follow by calendar or feed: of all, and of each protocol or topic."""

    title: str
    all: Link | None
    each: tuple[Link, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question with the view of the database that answers it, and how to ask it."""

    anchor: str
    title: str
    view: str
    sql: str
    ask: str
    in_workbook: str


@dataclass(frozen=True, slots=True)
class DataView:
    """What the page shows."""

    workbook: Link
    database: Link
    index: Link
    tables: tuple[TableRow, ...]
    documents: tuple[DocumentRow, ...]
    followed: tuple[FollowedRow, ...]
    questions: tuple[QuestionView, ...]
    database_tables: str
    search: str
    comparisons: Link
    method: Link


def data_page(findings: Findings, here: Here) -> Page:
    """Build the page of the data."""
    return Page(
        here=here,
        kind=PageKind.INDEX,
        title="Data",
        description="Everything on this site to take away: tables as CSV, a workbook, JSON with schemas, and a "
        "database with its questions in SQL.",
        template="data",
        shows=lambda: DataView(
            workbook=here.link("All tables in one workbook (.xlsx)", urls.workbook()),
            database=here.link("Everything in one SQLite database (.sqlite)", urls.database()),
            index=here.link("The index of every file (JSON)", urls.data_index()),
            tables=tuple(
                TableRow(
                    table.title,
                    here.link(table.file.rpartition("/")[2], table.file),
                    here.link(_PAGES[table.file.partition("/")[0]], table.file.rpartition("/")[0] + "/"),
                )
                for table in whole_tables(findings)
            ),
            documents=_documents(findings, here),
            followed=tuple(row for row in _followed(findings, here) if row.all),
            questions=tuple(
                QuestionView(
                    f"_ask-{one.view.replace('_', '-')}",
                    one.title,
                    one.view,
                    one.sql.strip(),
                    one.ask,
                    _in_workbook(one),
                )
                for one in QUESTIONS
            ),
            database_tables=TABLES.strip(),
            search=SEARCH,
            comparisons=here.link("comparison of two protocols", urls.comparisons()),
            method=here.link("method", urls.method()),
        ),
    )


_PAGES = {
    "protocols": "Protocols",
    "reviews": "Reviews",
    "topics": "Topics",
    "reporting": "Reporting",
    "escalation": "When they cannot agree",
    "law": "Law and guidance",
    "bodies": "Bodies",
    "glossary": "Glossary",
}


def _in_workbook(question: Question) -> str:
    where = f", those rows where {question.filter}" if question.filter else ""
    return f"In the workbook: the sheet “{question.sheet}”{where}."


def _followed(findings: Findings, here: Here) -> Iterator[FollowedRow]:
    corpus = findings.corpus
    protocols = in_order(findings, corpus.protocols)
    dated = [each for each in protocols if review_events(findings, each)]
    yield FollowedRow(
        "When each review is due, as a calendar (iCalendar, RFC 5545)",
        here.link("all reviews", urls.calendar()) if dated else None,
        tuple(here.link(findings.name(each), urls.protocol_calendar(each.slug)) for each in dated),
        "One for each protocol that states a date",
    )
    yield FollowedRow(
        "What has changed, as a feed (Atom, RFC 4287)",
        here.link("all changes", urls.feed()),
        (
            *(here.link(findings.name(each), urls.protocol_feed(each.slug)) for each in protocols),
            *(here.link(each.title, urls.topic_feed(each.slug)) for each in corpus.registers.topics.topics),
        ),
        "One for each protocol and for each topic",
    )


def _documents(findings: Findings, here: Here) -> tuple[DocumentRow, ...]:
    corpus = findings.corpus
    registers = ("topics", "kinds", "authorities", "body-types", "instruments", "matters", "terms")
    found: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
        (
            "A protocol, whole: its words, its annotations, and where each section and clause stands",
            "protocol",
            tuple(
                (findings.name(each), urls.protocol_data(each.slug)) for each in in_order(findings, corpus.protocols)
            ),
        ),
        (
            "A topic: what every protocol says, and which wordings are alike",
            "topic",
            tuple((each.title, urls.topic_data(each.slug)) for each in corpus.registers.topics.topics),
        ),
        ("A register", "register", tuple((name.replace("-", " "), urls.register_data(name)) for name in registers)),
        ("Which protocol speaks on which topic", "coverage", (("coverage", urls.list_data("coverage")),)),
        ("Who reports what to whom", "flows", (("flows", urls.list_data("flows")),)),
        ("What protocols rest on, then and now", "citations", (("citations", urls.list_data("citations")),)),
        ("The life of every protocol", "lifecycle", (("lifecycle", urls.list_data("lifecycle")),)),
        ("Every file", "index", (("index", urls.data_index()),)),
    )
    return tuple(
        DocumentRow(
            title,
            tuple(here.link(f"{words} (JSON)", address) for words, address in files),
            here.link(f"schema of {schema}", urls.data_schema(schema)),
        )
        for title, schema, files in found
    )

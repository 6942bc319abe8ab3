import html
import posixpath
import re
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from generator.exporting.database import database
from generator.exporting.files import files_of
from generator.model.corpus import Corpus
from generator.views import urls
from generator.views.data import DataView, data_page
from generator.views.findings import Findings
from generator.views.page import Here
from generator.views.questions import QUESTIONS, SEARCH
from generator.views.site import SiteMap
from generator.views.tables.every import whole_tables
from tests.fixtures.links import markdown
from tests.fixtures.many import many
from tests.fixtures.reading import read, templates, words
from tests.fixtures.real import at, real_corpus, real_site

_LINK = re.compile(r'href="([^"#?]*\.(?:csv|json|xlsx|sqlite|docx|ics|atom))"')


def view(of: Corpus) -> DataView:
    found = data_page(Findings(of), Here(urls.data(), of.settings)).view
    assert isinstance(found, DataView)
    return found


@pytest.mark.parametrize(
    "of", [pytest.param(real_corpus(), id="real"), pytest.param(many(real_corpus(), 5), id="many")]
)
def test_every_link_to_a_data_file_leads_to_one(of: Corpus) -> None:
    of = replace(of, settings=of.settings.model_copy(update={"static_pairs_up_to": 3}))
    files = files_of(SiteMap(of)).keys()

    linked = {
        (address, posixpath.normpath(posixpath.join(address, html.unescape(href))))
        for address, text in markdown(of).items()
        for href in _LINK.findall(text)
    }

    assert sorted(link for link in linked if link[1] not in files) == []
    beside = {target for _, target in linked if target.endswith(".csv")}
    assert [path for path in files if path.endswith(".csv") and path not in beside and _is_of_a_page(path)] == []


def _is_of_a_page(path: str) -> bool:
    """Whether the page beside a file always has its table; without a duty, body or citation there is none."""
    return path.startswith(("topics/", "compare/", "protocols/", "glossary/", "reviews/", "law/"))


def test_the_workbook_has_the_sheet_and_the_column_that_each_question_names() -> None:
    sheets = {table.name: table for table in whole_tables(real_site().findings)}

    for question in QUESTIONS:
        titles = {column.title for column in sheets[question.sheet].columns}
        assert set(re.findall("“([^”]*)” is", question.filter)) <= titles
    assert sum(bool(question.filter) for question in QUESTIONS) == 4


def test_the_page_shows_the_sql_that_the_database_has() -> None:
    page = read(data_page(real_site().findings, at(urls.data())), templates())

    shown = ["".join(each.itertext()) for each in page.iter("pre")]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database(real_site().findings))
        made = dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql NOT NULL").fetchall())
        for question in QUESTIONS:
            assert f"{made[question.view]};" in shown
            assert question.ask in shown
            connection.execute(question.ask)
        assert SEARCH in shown
        assert connection.execute(SEARCH).fetchone() is not None
        tables = next(each for each in shown if each.startswith("CREATE TABLE about"))
        unshown = [name for name, sql in made.items() if sql.startswith("CREATE TABLE ") and name not in tables]
        assert [name for name in unshown if not name.startswith(("words_", "sqlite_"))] == []


def test_the_promise_stands_on_the_page() -> None:
    page = words(read(data_page(real_site().findings, at(urls.data())), templates()))

    assert "Nothing is taken away, and nothing changes its name or its meaning." in page
    assert "Take one apostrophe away from every cell that begins with one" in page


def test_many_files_are_folded_away() -> None:
    found = view(many(real_corpus(), 10))

    assert [row.summary for row in found.documents[:2]] == ["12 files", "52 files"]
    assert [row.summary for row in found.documents[2:]] == ["7 files", *[""] * 5]

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from generator.exporting.database import database
from generator.querying import Answer, NoAnswer, ask
from generator.views.findings import Findings
from tests.fixtures.real import real_corpus

DATABASE = database(Findings(real_corpus()))


@pytest.fixture(params=["file", "memory"])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Path | bytes:
    if request.param == "memory":
        return DATABASE
    file = tmp_path / "a name with # and ?.sqlite"
    file.write_bytes(DATABASE)
    return file


def answer(source: Path | bytes, question: str, most_rows: int = 100, seconds: float = 20) -> Answer | NoAnswer:
    return ask(source, question, most_rows=most_rows, seconds=seconds)


def test_a_question_has_its_rows(source: Path | bytes) -> None:
    found = answer(source, "SELECT name, dated FROM protocols ORDER BY slug;")

    assert found == Answer(("name", "dated"), (("Harrow", "2015-04"), ("Isle of Wight", "2021-02-24")), is_cut=False)


def test_words_can_be_searched_and_tables_looked_at(source: Path | bytes) -> None:
    words = answer(source, "SELECT count(*) > 3 FROM words WHERE words MATCH 'annual report'")
    table = answer(source, "SELECT name FROM pragma_table_info('kinds')")
    pragma = answer(source, "PRAGMA table_info(kinds)")
    recursive = answer(
        source, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3) SELECT i FROM n"
    )

    assert isinstance(words, Answer)
    assert words.rows == ((1,),)
    assert isinstance(table, Answer)
    assert table.rows == (("slug",), ("title",), ("about",))
    assert isinstance(pragma, Answer)
    assert len(pragma.rows) == 3
    assert isinstance(recursive, Answer)
    assert recursive.rows == ((1,), (2,), (3,))


@pytest.mark.parametrize(
    "question",
    [
        "DELETE FROM protocols",
        "INSERT INTO kinds VALUES ('a', 'b', 'c')",
        "UPDATE protocols SET title = ''",
        "DROP TABLE places",
        "CREATE TABLE x (y)",
        "CREATE TEMP TABLE x (y)",
        "ATTACH 'other.sqlite' AS other",
        "VACUUM INTO 'copy.sqlite'",
        "PRAGMA journal_mode = WAL",
        "PRAGMA query_only = OFF",
        "PRAGMA writable_schema = ON",
        "REINDEX",
        "BEGIN",
        "INSERT INTO words (words) VALUES ('rebuild')",
        "WITH x AS (SELECT 1) DELETE FROM protocols",
        "SELECT load_extension('x')",
    ],
)
def test_nothing_can_be_written_opened_or_run(
    source: Path | bytes, question: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    found = answer(source, question)

    assert isinstance(found, NoAnswer)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    ("question", "reason", "hint"),
    [
        ("DELETE FROM protocols", "the database can only be read", "begin with SELECT"),
        ("", "this is no question", "begin with SELECT"),
        ("SELECT 1; SELECT 2", "there is more than one question", "ask one at a time, with one semicolon at most"),
        ("SELECT * FROM protocol", "there is no table or view 'protocol'", "did you mean 'protocols'?"),
        ("SELEC 1", 'SQLite does not understand the question: near "SELEC": syntax error', None),
    ],
)
def test_what_cannot_be_answered_is_told_in_plain_words(question: str, reason: str, hint: str | None) -> None:
    assert answer(DATABASE, question) == NoAnswer(reason, hint)


def test_a_column_that_is_not_there_is_named() -> None:
    found = answer(DATABASE, "SELECT nam FROM protocols")

    assert isinstance(found, NoAnswer)
    assert found.reason == "there is no column 'nam'"


def test_more_rows_than_were_asked_for_are_cut_and_it_is_told() -> None:
    assert answer(DATABASE, "SELECT slug FROM topics ORDER BY position", most_rows=2) == Answer(
        ("slug",), (("childs-voice",), ("assessing-need",)), is_cut=True
    )


@pytest.mark.parametrize(
    "question",
    [
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n",
        "SELECT count(*) FROM places a, places b, places c, places d",
    ],
)
def test_a_question_without_end_is_ended(question: str) -> None:
    found = answer(DATABASE, question, seconds=0.2)

    assert isinstance(found, NoAnswer)
    assert (found.reason, found.is_late) == ("the question took longer than 0.2 seconds", True)


def test_no_value_takes_the_memory_away() -> None:
    assert isinstance(answer(DATABASE, "SELECT length(zeroblob(1000000000))"), NoAnswer)


@pytest.mark.parametrize("content", [b"no database at all, only a text that is long enough to be looked at", b""])
def test_a_file_that_is_no_database_of_ours_is_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "x.sqlite"
    file.write_bytes(content)

    assert isinstance(answer(file, "SELECT * FROM protocols"), NoAnswer)


def test_a_database_of_another_is_only_read_too(tmp_path: Path) -> None:
    file = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE x (y)")
        connection.execute("INSERT INTO x VALUES (x'00ff')")
        connection.commit()

    assert answer(file, "SELECT y, NULL FROM x") == Answer(("y", "NULL"), (("00ff", None),), is_cut=False)

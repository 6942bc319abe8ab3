import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from generator.schema.validation import validate_protocol
from generator.source.loader import load_yaml
from tests.fixtures.sites import Project


def test_export_writes_all_data_and_a_second_time_changes_nothing(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "data"

    first = project.protocols("export", "--out", str(folder))
    second = project.protocols("export", "--out", str(folder))

    assert (first.code, second.code) == (0, 0), first.err
    index = json.loads((folder / "data/v1/index.json").read_bytes())
    assert [file["address"] for file in index["files"] if not (folder / file["address"]).is_file()] == []
    assert "0 changed" in second.err


def test_export_writes_the_formats_that_are_asked_for(project: Project, tmp_path: Path) -> None:
    done = project.protocols("export", "--out", str(tmp_path / "data"), "--format", "sqlite", "--format", "xlsx")

    assert done.code == 0
    found = {file.suffix for file in (tmp_path / "data").rglob("*") if file.is_file()}
    assert found == {".sqlite", ".xlsx", ".json"}  # the last is the list of what we wrote
    assert [file.name for file in (tmp_path / "data").rglob("*.json")] == [".local-protocols.json"]


def test_export_gives_the_yaml_of_a_protocol_again(project: Project, tmp_path: Path) -> None:
    project.protocols("export", "--out", str(tmp_path / "data"), "--format", "json")

    done = project.protocols("export", "--yaml", str(tmp_path / "data/data/v1/protocols/harrow.json"))

    assert (done.code, "protocols/harrow.yml" in done.err) == (0, True)
    again, before = (
        validate_protocol(load_yaml(raw, file="harrow.yml"), "harrow").value
        for raw in (done.out.encode(), (project.root / "protocols/harrow.yml").read_bytes())
    )
    assert again is not None
    assert again == before


def test_with_a_fault_nothing_is_written_or_asked_and_the_fault_is_told(project: Project, tmp_path: Path) -> None:
    project.edit("protocols/harrow.yml", "kind: safeguarding", "kind: zafeguarding")

    exported = project.protocols("export", "--out", str(tmp_path / "data"))
    asked = project.protocols("query", "SELECT 1")

    assert (exported.code, asked.code) == (1, 1)
    assert "[unknown-kind]" in exported.out
    assert "[unknown-kind]" in asked.out
    assert not (tmp_path / "data").exists()


def test_yaml_of_something_else_is_refused(project: Project) -> None:
    done = project.protocols("export", "--yaml", "mkdocs.yml")

    assert (done.code, done.out, done.err) == (
        1,
        "",
        "mkdocs.yml: this is not JSON\n    hint: name a file from data/v1/protocols/\n",
    )


def test_a_query_without_a_built_database_asks_one_made_from_the_files_and_says_so(project: Project) -> None:
    done = project.protocols("query", "SELECT slug FROM protocols ORDER BY slug", "--format", "csv")

    assert (done.code, done.out) == (0, "slug\nharrow\nisle-of-wight\n")
    assert done.err == "asked: a database made just now from the files\n"


def test_a_query_asks_the_database_that_was_built_unless_the_files_are_newer(project: Project) -> None:
    project.protocols("export", "--format", "sqlite")

    built = project.protocols("query", "SELECT count(*) AS n FROM protocols", "--format", "json")
    file = project.root / "protocols/harrow.yml"
    os.utime(file, (4_000_000_000, 4_000_000_000))
    newer = project.protocols("query", "SELECT 1 AS one")

    assert (built.out, built.err) == ('[\n {\n  "n": 2\n }\n]\n', "asked: build/data/data/v1/local-protocols.sqlite\n")
    assert newer.err == (
        "build/data/data/v1/local-protocols.sqlite is older than the files, so it is not asked\n"
        "asked: a database made just now from the files\n"
    )


def test_a_query_asks_the_database_that_is_named(project: Project, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "own.sqlite")) as connection:
        connection.execute("CREATE TABLE x (y)")
        connection.commit()
    before = (tmp_path / "own.sqlite").read_bytes()

    asked = project.protocols("query", "SELECT count(*) FROM x", "--database", str(tmp_path / "own.sqlite"))
    written = project.protocols("query", "INSERT INTO x VALUES (1)", "--database", str(tmp_path / "own.sqlite"))

    assert (asked.code, asked.out) == (0, "count(*)\n────────\n       0\n")
    assert (written.code, written.err) == (2, "no answer: the database can only be read\n    hint: begin with SELECT\n")
    assert (tmp_path / "own.sqlite").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["SELECT * FROM protocol"], 2, "there is no table or view 'protocol'\n    hint: did you mean 'protocols'?"),
        (["SELECT 1", "--database", "none.sqlite"], 2, "'none.sqlite' does not exist"),
        (["SELECT 1", "--database", "mkdocs.yml"], 2, "the file is no SQLite database"),
        (["SELECT slug FROM topics", "--rows", "3"], 0, "there are more than 3 rows; --rows gives more"),
    ],
)
def test_how_a_query_ends(project: Project, arguments: list[str], code: int, told: str) -> None:
    done = project.protocols("query", *arguments)

    assert done.code == code
    assert told in done.err

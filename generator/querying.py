"""A question in SQL to the database: read only, and never for ever."""

import contextlib
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

from generator.schema.nearest import nearest

Value = str | int | float | None

_LONGEST_VALUE = 20_000_000
_STEPS = 20_000

_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE})
_TELLING = frozenset(
    {
        *("table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo", "foreign_key_list"),
        *("database_list", "function_list", "compile_options", "data_version", "foreign_key_check", "quick_check"),
    }
)
"""What may be asked of the database itself. The full-text search asks for data_version on its own."""

_MADE = (*(f"pragma_{name}" for name in sorted(_TELLING)), "json_each", "json_tree")


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows that a question has for an answer; `is_cut` where there are more than were asked for."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Why there is no answer, in plain words. `is_late` where the question only took too long."""

    reason: str
    hint: str | None = None
    is_late: bool = False


def ask(source: Path | bytes, question: str, *, most_rows: int, seconds: float) -> Answer | NoAnswer:
    """Ask a database, a file or its bytes, one question. Whatever it is, nothing is written, opened or run."""
    try:
        connection = _opened(source)
    except sqlite3.Error:
        return NoAnswer("the database cannot be opened", "is this the right file?")
    try:
        return _asked(connection, question, most_rows, seconds)
    finally:
        connection.close()


def _opened(source: Path | bytes) -> sqlite3.Connection:
    if isinstance(source, bytes):
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.deserialize(source)
    else:
        address = f"{source.resolve().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(address, uri=True, isolation_level=None)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _asked(connection: sqlite3.Connection, question: str, most_rows: int, seconds: float) -> Answer | NoAnswer:
    tables = _names(connection)
    if tables is None:
        return NoAnswer("the file is no SQLite database", "is this the right file?")
    _wake(connection)
    connection.set_authorizer(_allows)
    end = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
    try:
        cursor = connection.execute(question)
        if cursor.description is None:
            return NoAnswer("this is no question", "begin with SELECT")
        rows = cursor.fetchmany(most_rows + 1)
    except (sqlite3.Error, sqlite3.Warning) as error:
        return _explained(error, tables, seconds)
    columns = tuple(str(column[0]) for column in cursor.description)
    plain = tuple(tuple(_plain(value) for value in row) for row in rows[:most_rows])
    return Answer(columns, plain, is_cut=len(rows) > most_rows)


def _names(connection: sqlite3.Connection) -> tuple[str, ...] | None:
    try:
        return tuple(str(name) for (name,) in connection.execute("SELECT name FROM sqlite_schema ORDER BY name"))
    except sqlite3.Error:
        return None


def _wake(connection: sqlite3.Connection) -> None:
    """Let SQLite set up the tables that it makes itself, the full-text search's too: a question may not."""
    own = connection.execute("SELECT name FROM pragma_table_list WHERE type = 'virtual'").fetchall()
    quoted = (str(name).replace('"', '""') for (name,) in (*own, *((each,) for each in _MADE)))
    for name in quoted:
        with contextlib.suppress(sqlite3.Error):
            connection.execute(f'SELECT 1 FROM "{name}" LIMIT 0')


def _allows(action: int, first: str | None, second: str | None, database: str | None, source: str | None) -> int:
    if action in _ALLOWED:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() != "load_extension":
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA and (first or "").lower() in _TELLING:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _explained(error: sqlite3.Error | sqlite3.Warning, tables: tuple[str, ...], seconds: float) -> NoAnswer:
    said = str(error)
    if said == "interrupted":
        return NoAnswer(
            f"the question took longer than {seconds:g} seconds", "ask for less, or give it longer with --seconds", True
        )
    if "not authorized" in said or "readonly" in said or "prohibited" in said or "read-only" in said:
        return NoAnswer("the database can only be read", "begin with SELECT")
    if "one statement" in said:
        return NoAnswer("there is more than one question", "ask one at a time, with one semicolon at most")
    if said.startswith("no such table: "):
        name = said.removeprefix("no such table: ")
        meant = nearest(name, tables)
        return NoAnswer(
            f"there is no table or view '{name}'",
            f"did you mean '{meant}'?"
            if meant
            else "ask: SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')",
        )
    if said.startswith("no such column: "):
        return NoAnswer(
            f"there is no column '{said.removeprefix('no such column: ')}'",
            "texts stand in single quotes; for the columns, ask: SELECT name FROM pragma_table_info('protocols')",
        )
    if "not a database" in said:
        return NoAnswer("the file is no SQLite database", "is this the right file?")
    return NoAnswer(f"SQLite does not understand the question: {said}")


def _plain(value: object) -> Value:
    if isinstance(value, bytes):
        return value.hex()
    return value if isinstance(value, str | int | float) else None

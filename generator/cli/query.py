"""`protocols query`: a question in SQL to all that is in the protocols."""

from datetime import date
from pathlib import Path

import click

from generator.cli.options import root_option, today_option
from generator.exporting.csv_file import csv_text
from generator.publishing import data
from generator.querying import Answer, NoAnswer, ask
from generator.reporting.answer import as_json, as_markdown, as_table, plain
from generator.reporting.safe import safe
from generator.reporting.text import as_text, summary
from generator.views import urls

BUILT = ("site", "build/data")
"""Where a build or an export of ours puts the data, below the top of the project."""


@click.command()
@click.argument("question", metavar="SQL")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "markdown"]),
    default="table",
    show_default=True,
    help="How the rows are given; csv, json and markdown have long texts whole.",
)
@click.option(
    "--database",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The database to ask. Without it: the newest that was built, or else one made from the files.",
)
@click.option("--rows", type=click.IntRange(1, 1_000_000), default=10_000, show_default=True, help="Give no more rows.")
@click.option("--seconds", type=click.FloatRange(0.1, 3600), default=20, show_default=True, help="Take no longer.")
@root_option
@today_option
@click.pass_context
def query(
    context: click.Context,
    *,
    question: str,
    form: str,
    database: Path | None,
    rows: int,
    seconds: float,
    root: Path,
    today: date,
) -> None:
    """Ask all protocols, registers and findings a question in SQL. Nothing can be changed.

    To see what there is: protocols query "SELECT name, type FROM pragma_table_list ORDER BY type, name"

    Exit codes: 0 with an answer, 1 without one (faults in files, too late), 2 when the question is wrong.
    """
    source = database or _built(root) or _from_files(context, root, today)
    found = ask(source, question, most_rows=rows, seconds=seconds)
    if isinstance(found, NoAnswer):
        _tell(found)
        context.exit(1 if found.is_late else 2)
    click.echo(_written(found, form), nl=False)
    if found.is_cut:
        click.echo(f"there are more than {rows:,} rows; --rows gives more", err=True)


def _built(root: Path) -> Path | None:
    places = [place for folder in BUILT if (place := root / folder / urls.database()).is_file()]
    newest = max(places, key=lambda place: place.stat().st_mtime, default=None)
    if newest is None:
        return None
    shown = newest.relative_to(root).as_posix()
    built = newest.stat().st_mtime
    files = (file for folder in ("protocols", "site_config") for file in (root / folder).rglob("*.yml"))
    if any(file.stat().st_mtime > built for file in files):
        click.echo(f"{shown} is older than the files, so it is not asked", err=True)
        return None
    click.echo(f"asked: {shown}", err=True)
    return newest


def _from_files(context: click.Context, root: Path, today: date) -> bytes:
    made = data(root, as_of=today)
    if made.files is None:
        click.echo(as_text(made.diagnostics), nl=False)
        click.echo(f"{summary(made.diagnostics, protocols=())}\nmend these first", err=True)
        context.exit(1)
    click.echo("asked: a database made just now from the files", err=True)
    return made.files[urls.database()]


def _written(found: Answer, form: str) -> str:
    match form:
        case "csv":
            return csv_text(found.columns, [[plain(value) for value in row] for row in found.rows])
        case "json":
            return as_json(found.columns, found.rows)
        case "markdown":
            return as_markdown(found.columns, found.rows)
        case _:
            return as_table(found.columns, found.rows)


def _tell(found: NoAnswer) -> None:
    click.echo(f"no answer: {safe(found.reason)}", err=True)
    if found.hint:
        click.echo(f"    hint: {safe(found.hint)}", err=True)

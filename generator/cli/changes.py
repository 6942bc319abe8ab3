"""`protocols changes`: what changed since a revision, in sentences."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import click

from generator.cli.options import root_option, today_option
from generator.history import NoHistoryError, NoSuchRevisionError
from generator.reporting.changes_report import as_json, as_markdown, as_text
from generator.reporting.safe import safe
from generator.since import since as what_changes
from generator.views.since import SinceView

_FORMATS: Mapping[str, Callable[[SinceView], str]] = {"text": as_text, "markdown": as_markdown, "json": as_json}


@click.command()
@click.option("--since", "revision", required=True, metavar="REV", help="A commit, branch or tag, such as origin/main.")
@click.option("--format", "form", type=click.Choice([*_FORMATS]), default="text", help="markdown is for a comment.")
@root_option
@today_option
@click.pass_context
def changes(context: click.Context, *, revision: str, form: str, root: Path, today: date) -> None:
    """Say in sentences what the files change since REV, by protocol and topic, and which pages show it.

    Compared is with the last commit that this branch has in common with REV. Files that are not in a commit yet count
    as they are. Exit code 1: a file cannot be read as it is now, or an id is gone; 2: there is no such revision.
    """
    try:
        found = what_changes(root, revision, as_of=today)
    except NoSuchRevisionError:
        hint = "; in a shallow clone, fetch it first" if form == "text" else ""
        raise click.UsageError(f"Git knows no revision '{safe(revision)}'{hint}") from None
    except NoHistoryError as reason:
        raise click.UsageError(str(reason)) from None
    click.echo(_FORMATS[form](found), nl=False)
    context.exit(0 if found.is_sound else 1)

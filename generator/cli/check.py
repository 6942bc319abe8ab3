"""`protocols check`: every fault of every file."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path

import click

from generator import pipeline
from generator.cli.options import colour_option, has_colour, root_option, today_option
from generator.diagnostics import Diagnostic, Severity
from generator.reporting.github import as_github
from generator.reporting.json_report import as_json
from generator.reporting.sarif import as_sarif
from generator.reporting.text import as_text, summary

_FORMATS: Mapping[str, Callable[[Iterable[Diagnostic]], str]] = {
    "json": as_json,
    "github": as_github,
    "sarif": lambda found: as_sarif(found, rules=pipeline.rules(), version=version("local-protocols")),
}


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", *_FORMATS]), default="text", help="How faults are told.")
@root_option
@today_option
@colour_option
@click.pass_context
def check(
    context: click.Context, *, files: tuple[Path, ...], form: str, root: Path, today: date, colour: bool | None
) -> None:
    """Check all files, or only FILES, and tell every fault with its place.

    The faults go to standard output, the last line that counts them to standard error.
    """
    chosen = frozenset(_inside(root, file) for file in files)
    checked = pipeline.check(root, as_of=today, also=chosen)
    found = pipeline.about(checked, chosen) if chosen else checked.diagnostics
    coloured = has_colour(colour)
    report = as_text(found, colour=coloured) if form == "text" else _FORMATS[form](found)
    click.echo(report, nl=False, color=coloured)
    looked_at = [path for path in checked.protocol_files if not chosen or path in chosen]
    click.echo(summary(found, protocols=looked_at), err=True)
    context.exit(1 if any(diagnostic.severity is Severity.ERROR for diagnostic in found) else 0)


def _inside(root: Path, file: Path) -> str:
    """The path of a file from the top of the project, as diagnostics have it."""
    place = Path.cwd() / file
    if not place.exists():
        raise click.UsageError(f"there is no file '{file}'")
    try:
        return (place.parent.resolve() / place.name).relative_to(root.resolve()).as_posix()
    except ValueError:
        raise click.UsageError(f"'{file}' is not in the project") from None

"""`protocols check`: every fault of every file."""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

import click

from generator import pipeline
from generator.cli.options import colour_option, has_colour, inside, root_option, today_option
from generator.diagnostics import Diagnostic, Severity
from generator.history import NoHistoryError, NoSuchRevisionError
from generator.reporting.github import as_github
from generator.reporting.json_report import as_json
from generator.reporting.safe import safe
from generator.reporting.sarif import as_sarif
from generator.reporting.text import as_text, summary
from generator.repository import site_address

_FORMATS: Mapping[str, Callable[[Iterable[Diagnostic], Path], str]] = {
    "json": lambda found, root: as_json(found),
    "github": lambda found, root: as_github(found),
    "sarif": lambda found, root: as_sarif(found, rules=pipeline.rules(), version=_version(), address=_address(root)),
}


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", *_FORMATS]), default="text", help="How faults are told.")
@click.option("--fix", "to_fix", is_flag=True, help="First mend what can be mended without a loss.")
@click.option("--dry-run", is_flag=True, help="With --fix: show what would change as a patch, change nothing.")
@click.option("--confirm-stamps", is_flag=True, help="With --fix: every remark on a changed text was read again.")
@click.option("--confirm-source", is_flag=True, help="With --fix: the source file is the document as received.")
@click.option("--since", "revision", metavar="REV", help="Which ids must still be there: those at a commit or branch.")
@root_option
@today_option
@colour_option
@click.pass_context
def check(
    context: click.Context,
    *,
    files: tuple[Path, ...],
    form: str,
    to_fix: bool,
    dry_run: bool,
    confirm_stamps: bool,
    confirm_source: bool,
    revision: str | None,
    root: Path,
    today: date,
    colour: bool | None,
) -> None:
    """Check all files, or only FILES, and tell every fault with its place.

    The faults go to standard output, the last line that counts them to standard error. With --fix protocol files are
    mended first: quotes, stamps, the order of keys, spaces, long lines, former ids where it is certain what bears them
    now; comments and all else stay as they are.
    With --dry-run the exit code is 1 where something would change.

    Addresses are not to be lost: an id that the files had before must still be there, or stand under 'was'. Before is
    where this branch left origin/HEAD, origin/main, main or master, the first that there is; or else the last commit.
    """
    if (dry_run or confirm_stamps or confirm_source) and not to_fix:
        raise click.UsageError("--dry-run, --confirm-stamps and --confirm-source go with --fix")
    chosen = frozenset(inside(root, file) for file in files)
    only = chosen if all(re.fullmatch(r"protocols/[^/]+\.yml", path) for path in chosen) else ()
    try:
        if to_fix:
            # Only here: what mends would be a tenth of the time of each check that mends nothing.
            from generator.cli.fix import fix_files, show_fixes  # noqa: PLC0415
            from generator.editing import Confirmed  # noqa: PLC0415

            confirmed = Confirmed(all_remarks=confirm_stamps, source=confirm_source)
            if dry_run:
                would_change = show_fixes(root, chosen, today=today, confirmed=confirmed, since=revision)
                context.exit(1 if would_change else 0)
            fix_files(root, chosen, today=today, confirmed=confirmed, since=revision, to_error=form != "text")
        checked = pipeline.check(root, as_of=today, also=chosen, only=only, with_history=True, since=revision)
    except NoSuchRevisionError:
        hint = "; in a shallow clone, fetch it first" if form == "text" else ""
        raise click.UsageError(f"Git knows no revision '{safe(revision or '')}'{hint}") from None
    except NoHistoryError as reason:
        raise click.UsageError(str(reason)) from None
    found = pipeline.about(checked, chosen) if chosen else checked.diagnostics
    coloured = has_colour(colour)
    report = as_text(found, colour=coloured) if form == "text" else _FORMATS[form](found, root)
    click.echo(report, nl=False, color=coloured)
    looked_at = [path for path in checked.protocol_files if not chosen or path in chosen]
    click.echo(summary(found, protocols=looked_at), err=True)
    context.exit(1 if any(diagnostic.severity is Severity.ERROR for diagnostic in found) else 0)


def _version() -> str:
    # Only here: what reads the version takes longer to import than a protocol to check.
    from importlib.metadata import version  # noqa: PLC0415

    return version("local-protocols")


def _address(root: Path) -> str | None:
    """Where the site is published, as the files say it, or as builds are told: with SITE_URL."""
    told = os.environ.get("SITE_URL", "")
    return site_address(root) or (told.rstrip("/") + "/" if told.startswith(("https://", "http://")) else None)

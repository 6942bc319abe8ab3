"""`protocols check --fix`: mend what can be mended, and ask about what somebody has to read again."""

import sys
from collections.abc import Collection
from datetime import date
from pathlib import Path

import click

from generator import editing
from generator.editing import Confirmed, Mended
from generator.output import write_file
from generator.reporting.patch import as_patch
from generator.reporting.safe import safe


def show_fixes(root: Path, chosen: Collection[str], *, today: date, confirmed: Confirmed, since: str | None) -> bool:
    """Print what would change as a patch, and change nothing; tell whether anything would."""
    would_change = False
    before = editing.earlier(root, since)
    for path in editing.protocol_files(root, as_of=today, chosen=chosen):
        mended = editing.mend(root, path, confirmed=confirmed, before=before)
        if mended and mended.is_changed:
            would_change = True
            click.echo(as_patch(path, mended.before, mended.raw), nl=False)
    return would_change


def fix_files(
    root: Path, chosen: Collection[str], *, today: date, confirmed: Confirmed, since: str | None, to_error: bool
) -> None:
    """Mend files in place and say what was mended; on a terminal, ask about remarks whose text has changed."""
    before = editing.earlier(root, since)
    for path in editing.protocol_files(root, as_of=today, chosen=chosen):
        mended = editing.mend(root, path, confirmed=confirmed, before=before)
        if mended is None:
            continue
        if is_asked() and (answered := _answers(mended, confirmed)) != confirmed:
            mended = editing.mend(root, path, confirmed=answered, before=before) or mended
        write_file(root / path, mended.raw)
        for fix in mended.fixes:
            click.echo(f"{path}:{fix.line}: mended: {safe(fix.words)} [{fix.rule}]", err=to_error)
        if mended.outdated:
            count = len(mended.outdated)
            things = "a remark is" if count == 1 else f"{count} remarks are"
            click.echo(
                f"{path}: {things} to be read again; when you have, run this with --confirm-stamps", err=to_error
            )
        if mended.source_changed:
            click.echo(
                f"{path}: the source is not the one that was checked; if it is right, run this with --confirm-source",
                err=to_error,
            )


def is_asked() -> bool:
    """Whether somebody sits at a terminal and can answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _answers(mended: Mended, confirmed: Confirmed) -> Confirmed:
    """Ask about each remark that is out of date; `q` ends the questions."""
    read = set(confirmed.remarks)
    for each in mended.outdated:
        click.echo(f"\n{mended.file}:{each.line}: the text has changed since {each.thing} was written")
        click.echo(f"    the text:   {safe(each.about) or '(the whole document)'}")
        click.echo(f"    the remark: {safe(each.remark) or '(the document is silent on this)'}")
        answer = click.prompt("    You have read both; does it still hold?", type=click.Choice(["y", "n", "q"]))
        if answer == "q":
            break
        if answer == "y":
            read.add(each.path)
    source = confirmed.source
    if mended.source_changed:
        source = click.confirm(f"\n{mended.file}: the source has changed. Is it the document as received?")
    return Confirmed(frozenset(read), confirmed.all_remarks, source)

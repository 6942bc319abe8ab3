"""`protocols import`: a draft protocol file out of a document."""

from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from generator.cli.drafting import (
    chosen_authorities,
    chosen_kind,
    chosen_slug,
    draft_options,
    must_be_new,
    registers_of,
    topics_of,
    write_both,
)
from generator.cli.options import root_option, today_option
from generator.importing.document import Refused
from generator.importing.draft import About, Draft, draft
from generator.importing.names import slug as slug_of
from generator.importing.reading import LARGEST_DOCUMENT, read_document
from generator.reporting.safe import safe

_SHOWN = 300


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--slug", help="The name of the new file. Without it: the council's, or that of the document's file.")
@draft_options
@root_option
@today_option
@click.pass_context
def import_document(
    context: click.Context,
    *,
    file: Path,
    slug: str | None,
    kind: str | None,
    authorities: tuple[str, ...],
    title: str | None,
    root: Path,
    today: date,
) -> None:
    """Write a draft of protocols/SLUG.yml, and its source, out of FILE.

    FILE is a document as received: docx, pdf, odt, html, md or txt. The draft holds all of its words; what could not be
    placed is listed.
    """
    _must_be_a_file(file)
    registers = registers_of(root)
    wanted = slug or (authorities[0] if len(authorities) == 1 else slug_of(file.stem))
    name = chosen_slug(wanted or "document")
    of_kind = chosen_kind(registers, kind)
    councils = chosen_authorities(registers, authorities, name)
    places = must_be_new(root, name)
    read = read_document(_bytes(file), file.name)
    if isinstance(read, Refused):
        _refuse(file, read)
    about = About(
        slug=name,
        kind=of_kind,
        authorities=councils,
        received=today.isoformat(),
        topics=topics_of(registers, of_kind),
        title=title,
    )
    made = draft(read, about)
    if isinstance(made, Refused):
        _refuse(file, made)
    write_both(places, made.protocol, made.source)
    for place in places:
        click.echo(f"{place.relative_to(root).as_posix()}: written")
    _tell(context, read.form, made, places[0].relative_to(root).as_posix())


def _must_be_a_file(file: Path) -> None:
    if file.is_dir():
        raise click.UsageError(f"'{safe(str(file))}' is a folder; name the document")
    if not file.is_file():
        raise click.UsageError(f"there is no file '{safe(str(file))}'")


def _bytes(file: Path) -> bytes:
    size = file.stat().st_size
    if size > LARGEST_DOCUMENT:
        reason = f"the file has {size:,} bytes, and at most {LARGEST_DOCUMENT:,} are read"
        _refuse(file, Refused(reason, "if it is a scan, ask the council for the document with its text"))
    return file.read_bytes()


def _refuse(file: Path, refused: Refused) -> NoReturn:
    click.echo(f"{safe(file.name)}: {safe(refused.reason)}; nothing was written", err=True)
    if refused.hint:
        click.echo(f"    hint: {safe(refused.hint)}", err=True)
    raise click.exceptions.Exit(1)


def _tell(context: click.Context, form: str, made: Draft, path: str) -> None:
    counts = made.counts
    held = [
        _count(counts.sections, "section"),
        _count(counts.clauses, "clause"),
        _count(counts.tables, "table"),
        _count(counts.footnotes, "footnote"),
    ]
    click.echo(f"{form}: '{safe(made.title)}'", err=True)
    click.echo(f"{', '.join(held)}; every word of the document is in the draft, or listed here", err=True)
    if counts.apart:
        click.echo(
            f"set apart under left_out: {_count(counts.apart, 'line')} (running heads, page numbers, contents)",
            err=True,
        )
    if made.listed:
        click.echo("to be looked at in the document:", err=True)
    for listed in made.listed:
        words = f": {_short(listed.words)}" if listed.words else ""
        click.echo(f"  - {safe(listed.what)}{words}", err=True)
    group = context.find_root().command
    suggests = isinstance(group, click.Group) and "suggest" in group.commands
    click.echo("next:", err=True)
    click.echo(f"  - read {path} against the document: headings, labels, what stands below what", err=True)
    click.echo("  - fill in status, dates and bodies" + ("" if made.bodies_found else " (none were found)"), err=True)
    if suggests:
        click.echo(f"  - protocols suggest {path}", err=True)
    click.echo(f"  - protocols check {path}", err=True)


def _count(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def _short(words: str) -> str:
    return safe(words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…")

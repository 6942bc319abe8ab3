"""`protocols new`: an empty protocol file to fill in."""

from datetime import date
from pathlib import Path

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
from generator.importing.characters import plain
from generator.importing.scaffold import scaffold


@click.command()
@click.argument("slug")
@draft_options
@root_option
@today_option
def new(
    *, slug: str, kind: str | None, authorities: tuple[str, ...], title: str | None, root: Path, today: date
) -> None:
    """Write protocols/SLUG.yml with every topic as not yet transcribed, and a source file to fill."""
    name = chosen_slug(slug)
    registers = registers_of(root)
    places = must_be_new(root, name)
    of_kind = chosen_kind(registers, kind)
    made = scaffold(
        name,
        kind=of_kind,
        authorities=chosen_authorities(registers, authorities, name),
        topics=topics_of(registers, of_kind),
        received=today.isoformat(),
        title=plain(title or "") or None,
    )
    write_both(places, made.protocol, made.source)
    for place in places:
        click.echo(f"{place.relative_to(root).as_posix()}: written")
    click.echo(
        "next: put the document's text into the second file, fill in the first, and run 'protocols check'", err=True
    )

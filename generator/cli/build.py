"""`protocols build`: the folder of pages, or the finished site."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click
from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from generator import publishing
from generator.cli.options import colour_option, has_colour, root_option, today_option
from generator.history import read_history
from generator.output import NotOursError, packed, replacing, write_file, write_tree
from generator.reporting.text import as_text, summary

_UNTOUCHED = "nothing was built; what was there before stays as it was"


@click.command()
@click.option(
    "--pages",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the Markdown pages here, with all that another generator of sites needs [build/pages without --site].",
)
@click.option("--site", type=click.Path(file_okay=False, path_type=Path), help="Build the finished site here.")
@click.option("--offline", is_flag=True, help="Links spell out index.html, for a site that is read from a disk.")
@click.option(
    "--zip",
    "archive",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Pack the finished site into this file too.",
)
@root_option
@today_option
@colour_option
@click.pass_context
def build(
    context: click.Context,
    *,
    pages: Path | None,
    site: Path | None,
    offline: bool,
    archive: Path | None,
    root: Path,
    today: date,
    colour: bool | None,
) -> None:
    """Build the pages, or with --site the finished site.

    With a fault in any file nothing is written, and what was there before stays as it was.
    """
    if archive and not site:
        raise click.UsageError("--zip packs a finished site: say with --site where to build it")
    try:
        if pages or not site:
            _write_pages(context, root, today, pages or root / "build" / "pages", colour=has_colour(colour))
        if site:
            _write_site(context, root, today, site, offline=offline)
        if archive and site:
            write_file(archive, packed(site, archive.stem))
            click.echo(f"{archive}: {archive.stat().st_size:,} bytes", err=True)
    except NotOursError as error:
        raise click.UsageError(str(error)) from None


def _write_pages(context: click.Context, root: Path, today: date, pages: Path, *, colour: bool) -> None:
    made = publishing.make(root, as_of=today, history=read_history(root))
    if made.site is None:
        click.echo(as_text(made.diagnostics, colour=colour), nl=False)
        click.echo(f"{summary(made.diagnostics, protocols=())}\n{_UNTOUCHED}", err=True)
        context.exit(1)
    written = write_tree(pages, publishing.folder(root, made.site))
    click.echo(f"{pages}: {len(list(made.site.pages))} generated pages, {len(written.changed)} files changed", err=True)


def _write_site(context: click.Context, root: Path, today: date, site: Path, *, offline: bool) -> None:
    with _told():
        try:
            with replacing(site) as new:
                config = load_config(
                    str(root / "mkdocs.yml"), strict=True, site_dir=str(new), use_directory_urls=not offline
                )
                config.plugins["local-protocols"].config["today"] = today.isoformat()
                build_with_mkdocs(config)
        except (Abort, MkDocsException) as error:
            click.echo(f"{error}\n{_UNTOUCHED}", err=True)
            context.exit(1)
    click.echo(f"{site}: the site is built; open {site / 'index.html'}", err=True)


@contextmanager
def _told() -> Iterator[None]:
    """Let MkDocs tell its warnings on standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    log = logging.getLogger("mkdocs")
    log.setLevel(logging.WARNING)
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)

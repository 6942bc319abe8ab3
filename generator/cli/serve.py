"""`protocols serve`: the site as it will be, followed by every change."""

import gc
from pathlib import Path

import click
from mkdocs.commands.serve import serve as serve_with_mkdocs
from mkdocs.exceptions import Abort, MkDocsException

from generator.cli.options import root_option

_SELDOM = (50_000, 20, 1_000)
"""After how many new objects, and looks at younger ones, Python looks for garbage: a preview goes on for days."""


@click.command()
@click.option("--address", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT", help="Where to show it.")
@click.option("--open", "open_it", is_flag=True, help="Open it in the browser.")
@root_option
@click.pass_context
def serve(context: click.Context, *, address: str, open_it: bool, root: Path) -> None:
    """Show the site on this machine; a saved file is seen at once, a broken one is told on the page.

    The data to take away (tables, workbook, database, Word files, JSON, calendars, feeds) is made when its link is
    followed. What the search and the choice of two protocols find is as it was when the preview began.
    """
    gc.enable()
    gc.set_threshold(*_SELDOM)
    try:
        serve_with_mkdocs(str(root / "mkdocs.yml"), dev_addr=address, open_in_browser=open_it, livereload=True)
    except (Abort, MkDocsException) as error:
        click.echo(str(error), err=True)
        context.exit(1)

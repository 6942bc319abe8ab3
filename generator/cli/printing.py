"""A protocol, or two side by side, as a PDF."""

from datetime import date
from pathlib import Path

import click
from jinja2 import FileSystemLoader

from generator import pipeline
from generator.exporting.pdf import NoWeasyPrintError, pdf
from generator.model.corpus import Corpus
from generator.model.dates import PartialDate
from generator.model.protocol import Protocol
from generator.output import write_file
from generator.rendering.environment import environment
from generator.rendering.pages import finish
from generator.rendering.printed import printed
from generator.reporting.safe import safe
from generator.reporting.text import as_text, summary
from generator.repository import read_text
from generator.schema.nearest import nearest
from generator.views import urls
from generator.views.page import Page
from generator.views.pair import pair_page
from generator.views.protocol import protocol_page
from generator.views.site import SiteMap


def write_pdf(context: click.Context, names: tuple[str, ...], output: Path | None, root: Path, today: date) -> None:
    """Make the PDF of the page of one protocol, or of two."""
    if not 1 <= len(names) <= 2:
        raise click.UsageError("--pdf takes the name of one protocol, or of two to set side by side")
    if output is None:
        raise click.UsageError("say with --output which file to write, as in --output harrow.pdf")
    checked = pipeline.check(root, as_of=today)
    if not checked.is_sound or checked.corpus is None:
        click.echo(as_text(checked.diagnostics), nl=False)
        click.echo(f"{summary(checked.diagnostics, protocols=())}\nnothing was written", err=True)
        context.exit(1)
    page = _page(SiteMap(checked.corpus), [_protocol(checked.corpus, name) for name in names])
    finished = finish(page, environment(FileSystemLoader(root / "templates"), for_markdown=False))
    day = PartialDate(today.year, today.month, today.day).words
    html = printed(page, finished, read_text(root, "templates/print.css"), f"Made from the files of {day}.")
    try:
        write_file(output, pdf(html))
    except NoWeasyPrintError:
        raise click.UsageError(
            "a PDF is made by WeasyPrint, which is not installed or does not start here; install it with "
            "'.venv/bin/python -m pip install \"weasyprint>=66,<71\"', or print the page from a browser"
        ) from None
    click.echo(f"{output}: {output.stat().st_size:,} bytes", err=True)


def _page(site: SiteMap, protocols: list[Protocol]) -> Page:
    if len(protocols) == 1:
        return protocol_page(site.findings, protocols[0], site.at(urls.protocol(protocols[0].slug)))
    left, right = protocols
    return pair_page(site.findings, left, right, site.at(urls.comparison(left.slug, right.slug)))


def _protocol(corpus: Corpus, name: str) -> Protocol:
    if name in corpus.by_slug:
        return corpus.by_slug[name]
    meant = nearest(name, list(corpus.by_slug))
    hint = f"; did you mean '{meant}'?" if meant else ""
    raise click.UsageError(f"there is no protocol '{safe(name)}'{hint}")

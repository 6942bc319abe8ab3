"""`protocols compare`: two protocols set against each other, topic by topic."""

import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import click

from generator import pipeline
from generator.cli.options import colour_option, has_colour, root_option, today_option
from generator.exporting.word_comparison import pair_document
from generator.model.corpus import Corpus
from generator.model.protocol import Protocol
from generator.output import write_file
from generator.reporting.comparison_html import as_html
from generator.reporting.comparison_json import as_json
from generator.reporting.comparison_markdown import as_markdown
from generator.reporting.comparison_text import as_text
from generator.reporting.safe import safe
from generator.reporting.text import as_text as faults_as_text
from generator.reporting.text import summary
from generator.schema.nearest import nearest
from generator.views.compared import Compared, compared
from generator.views.findings import Findings
from generator.views.site import SiteMap

_FORMATS: Mapping[str, Callable[[Compared], str]] = {"markdown": as_markdown, "html": as_html, "json": as_json}
_WIDEST = 100


@click.command()
@click.argument("left", metavar="A")
@click.argument("right", metavar="B")
@click.option("--topic", "topics", multiple=True, metavar="TOPIC", help="Only this topic; may be given several times.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", *_FORMATS, "docx"]),
    default="text",
    show_default=True,
    help="html is a page of its own, docx a Word file in which the differences are changes.",
)
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file; docx needs one."
)
@click.option(
    "--width", type=click.IntRange(20, 1000), help="How wide the lines of text are [as the terminal, 100 at most]."
)
@root_option
@today_option
@colour_option
@click.pass_context
def compare(
    context: click.Context,
    *,
    left: str,
    right: str,
    topics: tuple[str, ...],
    form: str,
    output: Path | None,
    width: int | None,
    root: Path,
    today: date,
    colour: bool | None,
) -> None:
    """Set the protocols A and B against each other, topic by topic, in their own words.

    A and B are names of files in protocols/ without ".yml", of earlier editions too. In text, what stands only in A is
    struck out, what stands only in B is underlined; without colour they stand in [-marks-] {+of their own+}.

    Exit codes: 0 with a comparison, however the two differ; 1 when files have faults; 2 when there is no such protocol.
    """
    if form == "docx" and output is None:
        raise click.UsageError("say with --output which file to write, as in --output comparison.docx")
    corpus = _corpus(context, root, today)
    protocols = _protocol(corpus, left), _protocol(corpus, right)
    wanted = frozenset(_topic(corpus, topic) for topic in topics)
    if form == "docx" and output:
        _write(output, pair_document(SiteMap(corpus), *protocols, wanted))
        return
    found = compared(Findings(corpus), *protocols, wanted)
    if form != "text":
        text = _FORMATS[form](found)
    else:
        columns = width or min(shutil.get_terminal_size().columns, _WIDEST)
        text = as_text(found, colour=has_colour(colour) and not output, width=columns)
    if output:
        _write(output, text.encode())
    else:
        click.echo(text, nl=False, color=has_colour(colour))


def _write(output: Path, content: bytes) -> None:
    write_file(output, content)
    click.echo(f"{output}: {len(content):,} bytes", err=True)


def _corpus(context: click.Context, root: Path, today: date) -> Corpus:
    checked = pipeline.check(root, as_of=today)
    if not checked.is_sound or checked.corpus is None:
        click.echo(faults_as_text(checked.diagnostics), nl=False, err=True)
        click.echo(f"{summary(checked.diagnostics, protocols=())}; nothing was compared", err=True)
        context.exit(1)
    return checked.corpus


def _protocol(corpus: Corpus, name: str) -> Protocol:
    if name in corpus.by_slug:
        return corpus.by_slug[name]
    raise click.UsageError(f"there is no protocol '{safe(name)}'{_hint(name, list(corpus.by_slug))}")


def _topic(corpus: Corpus, name: str) -> str:
    topics = corpus.registers.topics.by_slug
    if name in topics:
        return name
    raise click.UsageError(f"there is no topic '{safe(name)}'{_hint(name, list(topics))}")


def _hint(name: str, known: list[str]) -> str:
    meant = nearest(name, known)
    if meant:
        return f"; did you mean '{meant}'?"
    return f"; there are {', '.join(known)}" if 0 < len(known) <= 12 else ""

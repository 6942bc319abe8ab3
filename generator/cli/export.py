"""`protocols export`: the data without the site, and YAML from exported JSON."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path

import click

from generator.cli.options import root_option, today_option
from generator.cli.printing import write_pdf
from generator.exporting.made import MadeFiles
from generator.exporting.yaml_file import NoProtocol, protocol_yaml
from generator.history import read_history
from generator.output import NotOursError, write_tree
from generator.publishing import data
from generator.reporting.safe import safe
from generator.reporting.text import as_text, summary

FORMATS = {
    "json": ".json",
    "csv": ".csv",
    "xlsx": ".xlsx",
    "sqlite": ".sqlite",
    "docx": ".docx",
    "ics": ".ics",
    "atom": ".atom",
}
_LARGEST = 50_000_000


@click.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write the files here, under the addresses that they have on the site [build/data].",
)
@click.option(
    "--format",
    "forms",
    type=click.Choice(list(FORMATS)),
    multiple=True,
    help="Only these; without it, all. Repeatable.",
)
@click.option(
    "--yaml",
    "document",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Instead, give the YAML of the protocol in this exported JSON file, on standard output.",
)
@click.option("--pdf", "as_pdf", is_flag=True, help="Instead, make a PDF of one protocol, or of two side by side.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="The file of the PDF.")
@click.argument("names", nargs=-1, metavar="[SLUG [SLUG]]")
@root_option
@today_option
@click.pass_context
def export(
    context: click.Context,
    *,
    out: Path | None,
    forms: tuple[str, ...],
    document: Path | None,
    as_pdf: bool,
    output: Path | None,
    names: tuple[str, ...],
    root: Path,
    today: date,
) -> None:
    """Write all data: JSON, tables, workbook, database, Word files, calendars, feeds.

    With --pdf SLUG, write a protocol to print or to keep; with two, both side by side.

    With a fault in any file nothing is written, and what was there before stays as it was.
    """
    if as_pdf:
        if out or forms or document:
            raise click.UsageError("--pdf stands alone, with one or two protocols and --output")
        write_pdf(context, names, output, root, today)
        return
    if names or output:
        raise click.UsageError("protocols and --output are for --pdf")
    if document is not None:
        if out or forms:
            raise click.UsageError("--yaml stands alone, without --out and --format")
        _give_yaml(context, document)
        return
    tells_changes = not forms or "atom" in forms
    made = data(root, as_of=today, history=read_history(root) if tells_changes else None)
    if made.files is None:
        click.echo(as_text(made.diagnostics), nl=False)
        click.echo(f"{summary(made.diagnostics, protocols=())}\nnothing was written", err=True)
        context.exit(1)
    folder = out or root / "build" / "data"
    wanted = _of_forms(made.files, forms)
    try:
        written = write_tree(folder, wanted)
    except NotOursError as error:
        raise click.UsageError(str(error)) from None
    click.echo(f"{folder}: {len(wanted)} files, {len(written.changed)} changed", err=True)


def _of_forms(files: Mapping[str, bytes], forms: tuple[str, ...]) -> Mapping[str, bytes]:
    endings = tuple(FORMATS[form] for form in forms or FORMATS)
    return MadeFiles({path: partial(files.__getitem__, path) for path in files if path.endswith(endings)})


def _give_yaml(context: click.Context, document: Path) -> None:
    if document.stat().st_size > _LARGEST:
        raise click.UsageError(f"'{safe(str(document))}' is too large for an exported protocol")
    found = protocol_yaml(document.read_bytes())
    if isinstance(found, NoProtocol):
        click.echo(f"{safe(str(document))}: {safe(found.reason)}", err=True)
        click.echo(f"    hint: {safe(found.hint)}", err=True)
        context.exit(1)
    slug, text = found
    click.echo(text, nl=False)
    click.echo(f"the file of this protocol is protocols/{slug}.yml", err=True)

"""`protocols schema`: the JSON Schemas by which an editor completes and explains."""

from pathlib import Path

import click

from generator import pipeline
from generator.cli.options import root_option
from generator.diagnostics import Severity
from generator.output import write_file
from generator.reporting.text import as_text
from generator.schema.json_schema import json_schemas

FOLDER = "site_config/schema"


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with 1 when a file is not current.")
@root_option
@click.pass_context
def schema(context: click.Context, *, only_check: bool, root: Path) -> None:
    """Write the JSON Schema of every type of file to site_config/schema/, with the values of the registers."""
    registers, diagnostics = pipeline.registers(root)
    errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR]
    if registers is None or errors:
        click.echo(as_text(errors), nl=False)
        click.echo("the schemas list the values of the registers; mend these first", err=True)
        context.exit(1)
    made = {root / FOLDER / name: content for name, content in json_schemas(registers).items()}
    stale = [path for path, content in made.items() if not path.is_file() or path.read_bytes() != content]
    for path in stale:
        if not only_check:
            write_file(path, made[path])
        click.echo(f"{FOLDER}/{path.name}: {'not current' if only_check else 'written'}")
    if stale and only_check:
        click.echo("run 'protocols schema' to write them anew", err=True)
    elif not stale:
        click.echo("all schemas are current", err=True)
    context.exit(1 if stale and only_check else 0)

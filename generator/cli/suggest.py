"""`protocols suggest`: what an editor could add to a file, with the reasons."""

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from generator import editing
from generator.cli.options import inside, root_option, today_option
from generator.editing import Confidence, Draft, Suggestion
from generator.output import write_file
from generator.reporting.patch import as_patch
from generator.reporting.safe import safe
from generator.reporting.text import as_text
from generator.source.loader import load_yaml


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--interactive", is_flag=True, help="Ask about each suggestion, and write those that you accept.")
@click.option(
    "--format", "form", type=click.Choice(["text", "patch", "json"]), default="text", help="How to print them."
)
@click.option(
    "--min",
    "lowest",
    type=click.Choice([each.value for each in Confidence]),
    default=Confidence.POSSIBLE.value,
    help="Only those that are matched; or also those that are merely possible (without this).",
)
@root_option
@today_option
@click.pass_context
def suggest(
    context: click.Context, *, file: Path, interactive: bool, form: str, lowest: str, root: Path, today: date
) -> None:
    """Suggest topics, citations, bodies, flows and more for FILE, each with its reason.

    Without --interactive nothing is written. A patch goes to `git apply`. Every suggestion is a guess from words: read
    the clause before you take one.
    """
    path = inside(root, file)
    draft, faults = editing.suggest(root, path, as_of=today, lowest=Confidence(lowest))
    if draft is None:
        click.echo(as_text(faults, colour=False), nl=False)
        click.echo(f"{path} cannot be read as a protocol; mend it first ('protocols check {path}')", err=True)
        context.exit(1)
    if interactive:
        _ask(root, draft)
    else:
        _print(draft, form)


def _print(draft: Draft, form: str) -> None:
    if form == "json":
        click.echo(json.dumps([_as_json(draft, each) for each in draft.suggestions], ensure_ascii=False, indent=2))
    elif form == "patch":
        result = editing.accepted(draft.text, draft.suggestions)
        click.echo(as_patch(draft.path, draft.text.encode(), result.text.encode()), nl=False)
        if result.left:
            click.echo(f"{len(result.left)} are not in the patch; --format text shows them all", err=True)
    else:
        for suggestion in draft.suggestions:
            click.echo(_told(draft, suggestion))
        count = len(draft.suggestions)
        click.echo(f"{count} suggestion{'' if count == 1 else 's'}; each is a guess until you have read it", err=True)


def _ask(root: Path, draft: Draft) -> None:
    """Ask about each; write the file once, at the end, or when the editor has had enough."""
    if not is_asked():
        raise click.UsageError("--interactive needs a terminal; use --format patch instead")
    text, count = draft.text, 0
    for number, each in enumerate(draft.suggestions, start=1):
        if not editing.accepted(text, (each,)).taken:
            continue
        click.echo(f"\n{_told(draft, each)}")
        answer = click.prompt(f"({number}/{len(draft.suggestions)}) take it?", type=click.Choice(["y", "n", "e", "q"]))
        if answer == "q":
            break
        if answer == "n":
            continue
        chosen = _edited(each) if answer == "e" else each
        result = editing.accepted(text, (chosen,)) if chosen else None
        if result and result.taken:
            text, count = result.text, count + 1
        else:
            click.echo("it was not taken: it could not be written so")
    changed = write_file(root / draft.path, text.encode()) if count else False
    click.echo(f"{count} taken" + (f", {draft.path} written; now run 'protocols check'" if changed else ""), err=True)


def is_asked() -> bool:
    """Whether somebody sits at a terminal and can answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _edited(suggestion: Suggestion) -> Suggestion | None:
    """The suggestion as the editor has changed it; None where nothing came back, or no such key."""
    written = click.edit("\n".join(editing.snippet(suggestion)) + "\n", extension=".yml")
    if written is None:
        return suggestion
    data = load_yaml(written.encode(), file="").data
    value = data.get(suggestion.key) if isinstance(data, Mapping) else None
    if suggestion.is_entry:
        value = value[0] if isinstance(value, list) and len(value) == 1 else None
    return replace(suggestion, value=value) if value else None  # type: ignore[arg-type]


def _told(draft: Draft, suggestion: Suggestion) -> str:
    where = f" at '{safe(suggestion.owner)}'" if suggestion.owner else ""
    head = f"{draft.path}:{draft.line_of(suggestion)}: {suggestion.kind}{where} ({suggestion.confidence})"
    lines = (f"    + {safe(line)}" for line in editing.snippet(suggestion))
    return "\n".join([head, f"    {safe(suggestion.reason)}", *lines])


def _as_json(draft: Draft, suggestion: Suggestion) -> dict[str, object]:
    return {
        "file": draft.path,
        "line": draft.line_of(suggestion),
        "kind": suggestion.kind,
        "clause": suggestion.owner,
        "key": suggestion.key,
        "value": suggestion.value,
        "confidence": suggestion.confidence,
        "reason": suggestion.reason,
        "lines": list(editing.snippet(suggestion)),
    }

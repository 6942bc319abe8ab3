"""The rows that a question has for an answer: as a table for the terminal, as JSON or as Markdown."""

import json
import re
from collections.abc import Sequence

from generator.reporting.safe import safe

Value = str | int | float | None
Rows = Sequence[Sequence[Value]]

_WIDEST = 60


def as_table(columns: Sequence[str], rows: Rows) -> str:
    """Give lines for a terminal. A long text is cut; other formats have it whole."""
    shown = [[_short(safe(plain(value))) for value in row] for row in (columns, *rows)]
    widths = [max(len(row[at]) for row in shown) for at in range(len(columns))]
    numbers = [bool(rows) and all(isinstance(row[at], int | float) for row in rows) for at in range(len(columns))]
    lines = [
        "  ".join(
            cell.rjust(width) if is_number else cell.ljust(width)
            for cell, width, is_number in zip(row, widths, numbers, strict=True)
        ).rstrip()
        for row in shown
    ]
    lines.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join(lines) + "\n"


def as_json(columns: Sequence[str], rows: Rows) -> str:
    """Give a list of rows, each with its values by column; of two columns of one name the second is called name_2."""
    names: list[str] = []
    for column in columns:
        alike, number = column, 1
        while alike in names:
            number += 1
            alike = f"{column}_{number}"
        names.append(alike)
    return json.dumps([dict(zip(names, row, strict=True)) for row in rows], ensure_ascii=False, indent=1) + "\n"


def as_markdown(columns: Sequence[str], rows: Rows) -> str:
    """Give a table in Markdown, in which every text is text."""
    lines = ["| " + " | ".join(_in_markdown(plain(value)) for value in row) + " |" for row in (columns, *rows)]
    lines.insert(1, "|" + " --- |" * len(columns))
    return "\n".join(lines) + "\n"


def plain(value: Value) -> str:
    """Give a value as text; nothing for none."""
    return "" if value is None else str(value)


def _short(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def _in_markdown(text: str) -> str:
    escaped = re.sub(r"([\\`*_{}\[\]<>#|~&$:@])", lambda found: f"&#{ord(found[1])};", text)
    return " ".join(escaped.split("\n"))

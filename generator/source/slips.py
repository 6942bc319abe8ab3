"""Unquoted texts that YAML reads otherwise than they were probably meant."""

import re
from collections.abc import Iterator
from typing import Protocol

from generator.diagnostics import Diagnostic, KeyPath, Position, Severity

_ITEM_IN_TEXT = re.compile(r"\n[ ]*(- )")


class Mark(Protocol):
    """A place in a text as a parser tells it. All three count from 0."""

    index: int
    line: int
    column: int


def slips(value: str | None, start: Mark, end: Mark, *, text: str, file: str, path: KeyPath) -> Iterator[Diagnostic]:
    """The slips around one unquoted text, or around the lack of one, written from `start` to `end`.

    One space before `#` is taken for a slip, two or more for a comment that is meant.
    """
    if text.startswith(" #", end.index):
        place = Position(end.line + 1, end.column + 2)
        comment = text[end.index + 1 : text.find("\n", end.index)].rstrip()
        message, hint = _cut_by_comment(value, comment)
        yield Diagnostic(file, place, message, "text-cut-by-comment", hint, Severity.WARNING, path)
    if value and (match := _ITEM_IN_TEXT.search(text, start.index, end.index)):
        place = Position(start.line + 1 + text.count("\n", start.index, match.start(1)), len(match[0]) - 2)
        message = "this dash does not begin a list item: the line is read as more of the text above it"
        hint = "begin it in the column of the other items; if it is text, put the whole text in quotes"
        yield Diagnostic(file, place, message, "dash-in-text", hint, Severity.WARNING, path)
    if value and value[0] in "“‘" and value[-1] in "”’" and len(value) > 2:
        place = Position(start.line + 1, start.column + 1)
        message = f"expected straight quotes, found curly ones around '{shortened(value)}', which stay in the text"
        hint = f"write {quoted(value[1:-1])}; if the document itself has these quotes, write {quoted(value)}"
        yield Diagnostic(file, place, message, "curly-quotes", hint, Severity.WARNING, path)


def _cut_by_comment(value: str | None, comment: str) -> tuple[str, str]:
    before = f"'{shortened(value)}' is followed by" if value else "there is no text before"
    meant = f"{value} {comment}" if value else comment
    return (
        f"{before} '{shortened(comment)}', which YAML takes for a comment",
        f"put the text in quotes: {quoted(meant)}; if it is a comment, write two spaces before the #",
    )


def quoted(text: str) -> str:
    """The text as it can be written in quotes in a YAML file; a long text is shortened."""
    text = shortened(text)
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def shortened(text: str, longest: int = 60) -> str:
    """The text in one line, with its end left out where it is long."""
    line = text.replace("\n", " ")
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"

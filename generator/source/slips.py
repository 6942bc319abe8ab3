"""Unquoted texts that YAML reads otherwise than they were probably meant."""

import re
from collections.abc import Iterator

from generator.diagnostics import Diagnostic, KeyPath, Position, Severity
from generator.source.document import position_at

_ITEM_IN_TEXT = re.compile(r"\n[ ]*(- )")


def slips(
    value: str | None, *, start: int, end: int, position: Position, text: str, file: str, path: KeyPath
) -> Iterator[Diagnostic]:
    """The slips around one unquoted text, or around nothing where a text could be, written from `start` to `end`.

    One space before `#` is taken for a slip, two or more for a comment that is meant.
    """
    if text.startswith(" #", end):
        yield _cut_by_comment(value, end, text, file, path)
    if value and (match := _ITEM_IN_TEXT.search(text, start, end)):
        yield Diagnostic(
            file=file,
            position=position_at(text, match.start(1)),
            message="this dash does not begin a list item: the line is read as more of the text above it",
            rule="misplaced-list-item",
            hint="begin it in the column of the other items; if it is text, put the whole text in quotes",
            severity=Severity.WARNING,
            path=path,
        )
    if value and value[0] in "“‘" and value[-1] in "”’" and len(value) > 2:
        yield Diagnostic(
            file=file,
            position=position,
            message=f"expected straight quotes, found curly ones around '{shortened(value)}', which stay in the text",
            rule="curly-quotes",
            hint=f"write {quoted(value[1:-1])}; if the document itself has these quotes, write {quoted(value)}",
            severity=Severity.WARNING,
            path=path,
        )


def _cut_by_comment(value: str | None, end: int, text: str, file: str, path: KeyPath) -> Diagnostic:
    line_end = text.find("\n", end)
    comment = text[end + 1 : line_end if line_end >= 0 else len(text)].rstrip()
    if value is None:
        message = f"there is no text before '{shortened(comment)}', which YAML takes for a comment"
        meant = comment
    else:
        message = f"'{shortened(value)}' is followed by '{shortened(comment)}', which YAML takes for a comment"
        meant = f"{value} {comment}"
    return Diagnostic(
        file=file,
        position=position_at(text, end + 1),
        message=message,
        rule="text-cut-by-comment",
        hint=f"put the text in quotes: {quoted(meant)}; if it is a comment, write two spaces before the #",
        severity=Severity.WARNING,
        path=path,
    )


def quoted(text: str) -> str:
    """The text as it can be written in quotes in a YAML file; a long text is shortened."""
    text = shortened(text)
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def shortened(text: str, longest: int = 60) -> str:
    """The text in one line, with its end left out where it is long."""
    line = " ".join(text.split(" ")).replace("\n", " ")
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"

"""Where a parser gave up on a text, and how the lines around that place are shaped."""

import re
from dataclasses import dataclass
from typing import Any

import yaml

KEY_LINE = re.compile(
    r"(?P<before>\s*(?:- +)*)"
    r"(?P<key>\"[^\"]*\"|'[^']*'|[^\s:\"'\[{#-][^:]*|-[^\s:][^:]*):(?:\s+|$)(?P<value>.*)"
)
ITEM_LINE = re.compile(r"(?P<before>\s*(?:- +)*- +)(?P<text>\S.*)")


@dataclass(frozen=True, slots=True)
class LastEvent:
    """What was read last: `style` is the quote or block sign of a text, or `]` for a block that closed.

    Lines and columns count from 0 here and in this whole module, as the parser's do.
    """

    style: str
    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def of(cls, event: Any) -> "LastEvent":
        """The same, taken from an event of the parser."""
        start, end = event.start_mark, event.end_mark
        style = getattr(event, "style", None) or ("]" if isinstance(event, yaml.CollectionEndEvent) else "")
        return cls(style, start.line, start.column, end.line, end.column)


@dataclass(frozen=True, slots=True)
class SyntaxFault:
    """Where the parser gave up, and what it was doing."""

    lines: tuple[str, ...]
    problem: str
    line: int
    column: int
    context: str
    context_line: int
    context_column: int
    last: LastEvent

    @property
    def here(self) -> str:
        """The line in which the parser gave up."""
        return self.line_at(self.line)

    @property
    def rest(self) -> str:
        """What stands from the fault to the end of its line."""
        return self.here[self.column :].strip()

    def line_at(self, line: int) -> str:
        """A line of the text; nothing past its end."""
        return self.lines[line] if 0 <= line < len(self.lines) else ""

    def line_before(self, line: int) -> int:
        """The nearest line above that holds more than a comment; -1 where there is none."""
        line -= 1
        while line >= 0 and (not self.lines[line].strip() or self.lines[line].lstrip().startswith("#")):
            line -= 1
        return line


@dataclass(frozen=True, slots=True)
class Explanation:
    """A fault in plain words, with the line and column to point at."""

    rule: str
    line: int
    column: int
    message: str
    hint: str


def indent(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def value_column(line: str) -> int:
    """Where the value of a line begins: after its key, or after its dash."""
    if match := KEY_LINE.match(line):
        return match.start("value")
    item = ITEM_LINE.match(line)
    return item.start("text") if item else indent(line)

"""White space that nobody means: tabs, spaces at the ends of lines, accents in two pieces."""

import re
import unicodedata
from collections.abc import Iterator

from generator.mending.state import Fix, Proposal, State, composed
from generator.source.edits import Edit

_INDENT = re.compile(r"^[ \u00a0]*[\t\u00a0][ \t\u00a0]*(?=\S)", re.MULTILINE)
_TAB = re.compile(r"\t+")
_AT_LINE_END = re.compile(r"[ \t]+$", re.MULTILINE)
_WIDTHS = (2, 4, 8, 1)


def tabs(state: State) -> Iterator[Proposal]:
    """Put spaces in the place of tabs: before a line as many as make the file readable in one way only."""
    indents = list(_INDENT.finditer(state.text))
    if indents and (width := _width(state, indents)) is not None:
        yield Proposal(
            Fix(_line(state, indents[0].start()), _count(len(indents), "indent"), "tab-character"),
            tuple(_indent_edit(indent, width) for indent in indents),
            opens=True,
        )
    taken = [indent.span() for indent in indents]
    for tab in _TAB.finditer(state.text):
        if not any(start <= tab.start() < end for start, end in taken):
            line = _line(state, tab.start())
            edit = Edit(tab.start(), tab.end(), " " * len(tab[0]))
            yield Proposal(Fix(line, "a tab became a space", "tab-character"), (edit,))


def has_tabs_before_lines(state: State) -> bool:
    """Whether tabs are left of which nobody can say how far they indent."""
    return _INDENT.search(state.text) is not None


def line_ends(state: State) -> Iterator[Proposal]:
    """Take away spaces at the ends of lines, where no text needs them."""
    for found in _AT_LINE_END.finditer(state.text):
        fix = Fix(_line(state, found.start()), "spaces at the end of the line taken away", "formatting")
        yield Proposal(fix, (Edit(found.start(), found.end(), ""),))
    end = len(state.text.rstrip())
    if end and state.text[end:].count("\n") > 1 and not state.text[end:].strip("\n"):
        fix = Fix(_line(state, end) + 1, "empty lines at the end of the file taken away", "formatting")
        yield Proposal(fix, (Edit(end, len(state.text), "\n"),))


def accents(state: State) -> Iterator[Proposal]:
    """Put accents into Unicode's composed form."""
    if unicodedata.is_normalized("NFC", state.text):
        return
    edits: list[Edit] = []
    at = 0
    for line in state.text.split("\n"):
        if not unicodedata.is_normalized("NFC", line):
            edits.append(Edit(at, at + len(line), unicodedata.normalize("NFC", line)))
        at += len(line) + 1
    fix = Fix(_line(state, edits[0].start), "letters and their accents joined to single characters", "not-composed")
    yield Proposal(fix, tuple(edits), composed)


def _width(state: State, indents: list[re.Match[str]]) -> int | None:
    """The width of a tab with which the file has the fewest errors; None where two readings are as good."""
    read: dict[int, State] = {width: state.after([_indent_edit(i, width) for i in indents]) for width in _WIDTHS}
    readable = {width: after for width, after in read.items() if after.is_readable}
    if len(readable) > 1:
        readable.pop(1, None)  # what YAML's parsers take a tab for, and nobody means
    if not readable:
        return max(_WIDTHS, key=lambda width: (read[width].stopped_at, -_WIDTHS.index(width)))
    fewest = min(after.errors + (after.differences or 0) for after in readable.values())
    best = [width for width, after in readable.items() if after.errors + (after.differences or 0) == fewest]
    same = all(readable[width].document.data == readable[best[0]].document.data for width in best)
    return best[0] if same else None


def _indent_edit(indent: re.Match[str], width: int) -> Edit:
    return Edit(indent.start(), indent.end(), indent[0].replace("\u00a0", " ").replace("\t", " " * width))


def _line(state: State, index: int) -> int:
    return state.text.count("\n", 0, index) + 1


def _count(count: int, thing: str) -> str:
    return f"tabs became spaces in {count} {thing}{'' if count == 1 else 's'}"

"""Slips that make a file unreadable, where only one thing can have been meant."""

import re
from collections.abc import Iterator

from generator.diagnostics import Position
from generator.mending.state import Fix, Proposal, State
from generator.source.document import line_start
from generator.source.edits import Edit
from generator.source.syntax_fault import KEY_LINE, indent
from generator.source.writing import in_quotes

_KEY_WITHOUT_SPACE = re.compile(r"(?P<before>\s*(?:- +)*[A-Za-z_][\w-]*:)(?=[^\s/])")
_DASH_WITHOUT_SPACE = re.compile(r"(?P<before>\s*-)(?=[^\s-])")
_TO_QUOTE = {"colon-in-text", "sign-begins-text"}
_QUOTED = re.compile(r"""["'].*["']|[|>][-+0-9]*""")


def missing_spaces(state: State) -> Iterator[Proposal]:
    """Put the space after the colon of a key or after a dash that the file lacks."""
    for fault in state.document.diagnostics:
        pattern = {"no-space-after-colon": _KEY_WITHOUT_SPACE, "no-space-after-dash": _DASH_WITHOUT_SPACE}.get(
            fault.rule
        )
        if pattern is None or fault.position is None:
            continue
        begin, line = _line_at(state, fault.position)
        if found := pattern.match(line):
            at = begin + found.end()
            sign = "the dash" if fault.rule == "no-space-after-dash" else "the colon"
            fix = Fix(fault.position.line, f"a space put after {sign}", fault.rule)
            yield Proposal(fix, (Edit(at, at, " "),), opens=True)


def unquoted(state: State) -> Iterator[Proposal]:
    """Put a text in quotes that holds a sign of YAML; one over several lines is set below `>-`."""
    for fault in state.document.diagnostics:
        if fault.rule not in _TO_QUOTE or fault.position is None or state.is_readable:
            continue
        begin, line = _line_at(state, fault.position)
        key = KEY_LINE.match(line)
        if key is None or " " in key["key"].strip() or not key["value"].strip():
            continue
        value = key["value"].rstrip()
        if " #" in value or _QUOTED.fullmatch(value):
            continue
        start = begin + key.start("value")
        below = _lines_below(state, start, len(key["before"]))
        if not below:
            edit = Edit(start, start + len(value), in_quotes(value))
            fix = Fix(fault.position.line, f"the text of '{key['key']}' put in quotes", fault.rule)
        elif len({indent(each) for each in below}) == 1 and not any(" #" in each for each in below):
            edit = Edit(start, start, f">-\n{' ' * indent(below[0])}")
            fix = Fix(fault.position.line, f"the text of '{key['key']}' set below '>-'", fault.rule)
        else:
            continue
        yield Proposal(fix, (edit,), opens=True)


def _line_at(state: State, position: Position) -> tuple[int, str]:
    begin = line_start(state.text, position.line)
    return begin, state.text[begin : state.text.index("\n", begin)]


def _lines_below(state: State, index: int, column: int) -> list[str]:
    """The lines after that of a value that stand deeper than its key: more of its text."""
    found: list[str] = []
    for line in state.text[state.text.index("\n", index) + 1 :].split("\n"):
        if not line.strip() or indent(line) <= column:
            break
        found.append(line)
    return found

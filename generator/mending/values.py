"""Values that are written so that YAML takes them for something else: numbers, curly quotes, comments."""

from collections.abc import Callable, Iterator
from copy import deepcopy

from generator.diagnostics import KeyPath
from generator.mending.state import Fix, Proposal, State
from generator.source.document import Value
from generator.source.edits import Edit
from generator.source.layout import Style
from generator.source.writing import in_quotes

_CURLY = {"“": "”", "‘": "’"}


def numbers(state: State) -> Iterator[Proposal]:
    """Put what is typed as a number, or as yes or no, in quotes where a text is meant."""
    for fault in state.faults:
        written = state.document.written.get(fault.path)
        span = state.layout.values.get(fault.path) if state.layout else None
        if fault.rule != "schema" or not written or span is None or "must be text" not in fault.message:
            continue
        if state.text[span.start : span.end] == written:
            fix = Fix(fault.position.line if fault.position else 1, f"{written} put in quotes", "schema")
            yield Proposal(fix, (Edit(span.start, span.end, in_quotes(written)),), put(fault.path, written))


def curly_quotes(state: State) -> Iterator[Proposal]:
    """Put straight quotes in the place of curly ones that were meant as quotes of YAML.

    Among the document's words only the source can say so: the proof asks that fewer places differ from it.
    """
    for fault in state.document.diagnostics:
        span = state.layout.values.get(fault.path) if state.layout else None
        if fault.rule != "curly-quotes" or span is None or span.style is not Style.PLAIN or state.layout is None:
            continue
        written = state.text[span.start : span.end]
        if "\n" in written or _CURLY.get(written[0]) != written[-1]:
            continue
        inner = written[1:-1]
        line = fault.position.line if fault.position else 1
        fix = Fix(line, f"curly quotes around {inner} became straight ones", fault.rule)
        yield Proposal(fix, (Edit(span.start, span.end, in_quotes(inner)),), put(fault.path, inner))


def cut_texts(state: State) -> Iterator[Proposal]:
    """Put a text in quotes whose end YAML takes for a comment, where the source has that end."""
    for fault in state.document.diagnostics:
        span = state.layout.values.get(fault.path) if state.layout else None
        if fault.rule != "text-cut-by-comment" or span is None or span.style is not Style.PLAIN or not state.layout:
            continue
        whole = state.text[span.start : state.layout.line_end(span.end)].rstrip()
        if "\n" in whole or not whole.startswith(state.text[span.start : span.end]):
            continue
        line = fault.position.line if fault.position else 1
        fix = Fix(line, "the text put in quotes, so that it is not cut at the #", fault.rule)
        edit = Edit(span.start, span.start + len(whole), in_quotes(whole))
        yield Proposal(fix, (edit,), put(fault.path, whole))


def put(path: KeyPath, value: Value) -> Callable[[Value], Value]:
    """The change that puts a value at a path, in place of another or as a new key."""

    def change(data: Value) -> Value:
        whole = deepcopy(data)
        block: Value = whole
        for step in path[:-1]:
            block = block[step]  # type: ignore[index]
        block[path[-1]] = value  # type: ignore[index]
        return whole

    return change

"""Texts in lines that are not too long."""

from collections.abc import Iterator

from generator.diagnostics import KeyPath
from generator.mending.state import Fix, Proposal, State
from generator.source.edits import Edit
from generator.source.layout import Layout, Span, Style
from generator.source.writing import WIDTH, folded

_FLOW = (Style.FLOW_KEYS, Style.FLOW_LIST)


def long_lines(state: State) -> Iterator[Proposal]:
    """Fold texts anew that have a line of more than 120 characters; one in a single line is set below `>-`."""
    if state.layout is None:
        return
    for path, span in state.layout.values.items():
        if span.style in _FLOW or span.style in (Style.BLOCK_KEYS, Style.BLOCK_LIST, Style.LITERAL):
            continue
        if _is_too_long(state.layout, span) and (edit := _refolded(state, state.layout, path, span)):
            line = state.text.count("\n", 0, span.start) + 1
            yield Proposal(Fix(line, "a long line folded", "formatting"), (edit,))


def _is_too_long(place: Layout, span: Span) -> bool:
    lines = place.text[place.line_begin(span.start) : place.line_end(span.end)].split("\n")
    return any(len(line) > WIDTH for line in lines)


def _refolded(state: State, place: Layout, path: KeyPath, span: Span) -> Edit | None:
    value = _value(state, path)
    around = place.values.get(path[:-1])
    if not isinstance(value, str) or around is None or _in_brackets(place, path):
        return None
    written = place.text[span.start : span.end]
    if span.style is Style.FOLDED and (not written.startswith(">-\n") or "\n\n" in written):
        return None
    if place.text[span.end : place.line_end(span.end)].strip():
        return None
    column = around.column + 2
    lines = folded(value, column=column)
    if lines is None:
        return None
    text = ">-" + "".join(f"\n{' ' * column}{line}" for line in lines)
    return Edit(span.start, span.end, text) if text != written else None


def _in_brackets(place: Layout, path: KeyPath) -> bool:
    return any(place.values[path[:end]].style in _FLOW for end in range(len(path)))


def _value(state: State, path: KeyPath) -> object:
    value: object = state.document.data
    for step in path:
        value = value[step]  # type: ignore[index]
    return value

"""From where to where every key and value of a YAML text stands, so that it can be changed in place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import yaml

from generator.diagnostics import KeyPath
from generator.source.characters import cleaned
from generator.source.edits import Edit

_COMMENT_LINE = re.compile(r"( *)#[^\n]*\n")


class Style(StrEnum):
    """How a value is written."""

    PLAIN = "plain"
    SINGLE = "'"
    DOUBLE = '"'
    LITERAL = "|"
    FOLDED = ">"
    BLOCK_KEYS = "keys"
    BLOCK_LIST = "list"
    FLOW_KEYS = "{}"
    FLOW_LIST = "[]"


@dataclass(frozen=True, slots=True)
class Span:
    """The characters from `start` up to, not including, `end`, counted from 0, without space or comment at the end.

    `column` counts from 0: of a block of keys it is that of the keys, of a block list that of the dashes.
    """

    start: int
    end: int
    column: int
    style: Style


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything of one text stands. Made by `layout`."""

    text: str
    values: Mapping[KeyPath, Span]
    keys: Mapping[KeyPath, Span]

    def keys_of(self, path: KeyPath) -> tuple[str, ...]:
        """Give the keys of a block in the order in which they stand."""
        return tuple(str(key[-1]) for key in self.keys if key[:-1] == path)

    def line_end(self, index: int) -> int:
        """Where the line of a character ends: at its `\\n`, or at the end of the text."""
        end = self.text.find("\n", index)
        return len(self.text) if end < 0 else end

    def line_begin(self, index: int) -> int:
        """Where the line of a character begins."""
        return self.text.rfind("\n", 0, index) + 1


def layout(text: str) -> Layout | None:
    """Give the places of a text that can be read as YAML; None for one that cannot, or that uses anchors or aliases."""
    loader: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    try:
        root = yaml.compose(cleaned(text), Loader=loader)
        values: dict[KeyPath, Span] = {}
        keys: dict[KeyPath, Span] = {}
        if root is None or not _placed(root, _Places(text, values, keys, set()), ()):
            return None
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return Layout(text, values, keys)


def with_key(place: Layout, path: KeyPath, key: str, lines: Sequence[str], order: Sequence[str]) -> Edit | None:
    """Add a key to a block, behind those that come before it in `order`; None where there is no such block.

    `lines` are what is written: `key: value`, and for a value over several lines the others, indented as from column 0.
    In brackets only one line can be written.
    """
    block = place.values.get(path)
    present = place.keys_of(path)
    if block is None or not present or key in present:
        return None
    ranks = {name: rank for rank, name in enumerate(order)}
    before = [name for name in present if ranks.get(name, -1) < ranks.get(key, len(ranks))] or [present[0]]
    last = place.values[(*path, before[-1])]
    if block.style is Style.FLOW_KEYS:
        return Edit(last.end, last.end, f", {lines[0]}") if len(lines) == 1 else None
    if block.style is not Style.BLOCK_KEYS:
        return None
    return _below(place, last.end, block.column, lines, past_comments=before[-1] == present[-1])


def with_entry(place: Layout, path: KeyPath, lines: Sequence[str]) -> Edit | None:
    """Add an entry at the end of a list; None where there is no such list, or several lines would go into brackets.

    `lines` are what stands behind the dash; all but the first are indented as from the column after it.
    """
    block = place.values.get(path)
    if block is None:
        return None
    entries = [span for at, span in place.values.items() if len(at) == len(path) + 1 and at[:-1] == path]
    if block.style is Style.FLOW_LIST and len(lines) == 1:
        at = entries[-1].end if entries else block.start + 1
        return Edit(at, at, f", {lines[0]}" if entries else lines[0])
    if block.style is not Style.BLOCK_LIST:
        return None
    dashed = [f"- {lines[0]}", *(f"  {line}" for line in lines[1:])]
    return _below(place, entries[-1].end, block.column, dashed, past_comments=False)


def without_entry(place: Layout, path: KeyPath, index: int) -> Edit | None:
    """Take an entry out of a list that stands line by line; with the last one the key goes too.

    Comments stay. None where the entry shares a line with something else.
    """
    block, span = place.values.get(path), place.values.get((*path, index))
    if block is None or span is None or block.style is not Style.BLOCK_LIST:
        return None
    is_only = (*path, 1) not in place.values
    start = place.line_begin(place.keys[path].start if is_only else span.start)
    before = place.text[place.line_begin(span.start) : span.start]
    end = place.line_end(span.end)
    after = place.text[span.end : end].strip()
    if before.strip(" ") != "-" or (after and not after.startswith("#")):
        return None
    return Edit(start, min(end + 1, len(place.text)), "")


def _below(place: Layout, end: int, column: int, lines: Sequence[str], *, past_comments: bool) -> Edit:
    at = place.line_end(end)
    while past_comments and (match := _COMMENT_LINE.match(place.text, at + 1)) and len(match[1]) == column:
        at = match.end() - 1
    return Edit(at, at, "".join(f"\n{' ' * column}{line}" for line in lines))


@dataclass(frozen=True, slots=True)
class _Places:
    """What is being filled: `seen` are the values that were met, so that an alias is noticed."""

    text: str
    values: dict[KeyPath, Span]
    keys: dict[KeyPath, Span]
    seen: set[int]


def _placed(node: Any, into: _Places, path: KeyPath) -> bool:
    """Note where a value and all in it stands; tell whether each is there once."""
    values = into.values
    if id(node) in into.seen:
        return False
    into.seen.add(id(node))
    start = node.start_mark
    if isinstance(node, yaml.ScalarNode):
        end = len(into.text[: node.end_mark.index].rstrip()) if node.style in ("|", ">") else node.end_mark.index
        style = Style(node.style) if node.style else Style.PLAIN
        values[path] = Span(start.index, max(start.index, end), start.column, style)
        return True
    is_keys = isinstance(node, yaml.MappingNode)
    if node.flow_style:
        style = Style.FLOW_KEYS if is_keys else Style.FLOW_LIST
    else:
        style = Style.BLOCK_KEYS if is_keys else Style.BLOCK_LIST
    values[path] = Span(start.index, node.end_mark.index, start.column, style)
    end = node.end_mark.index
    for index, each in enumerate(node.value):
        key, value = each if is_keys else (None, each)
        if key is not None and not isinstance(key, yaml.ScalarNode):
            return False
        below = (*path, key.value if key is not None else index)
        if below in values:
            return False
        if key is not None:
            into.keys[below] = Span(key.start_mark.index, key.end_mark.index, key.start_mark.column, Style.PLAIN)
        if not _placed(value, into, below):
            return False
        end = values[below].end
    if not node.flow_style:
        values[path] = Span(start.index, end, start.column, style)
    return True

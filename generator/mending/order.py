"""Keys in the order of the model: whole blocks move, with the comments above them."""

import re
from collections.abc import Iterator, Sequence

from generator.diagnostics import KeyPath
from generator.mending.state import Fix, Proposal, State
from generator.model.protocol import Protocol
from generator.schema.fields import entity_at, keys_of
from generator.source.edits import Edit
from generator.source.layout import Layout, Style

MODELINE = "# yaml-language-server: $schema=../site_config/schema/protocol.schema.json\n"
_HAS_MODELINE = re.compile(r"^#\s*yaml-language-server:", re.MULTILINE)
_BLANK_OR_COMMENT = re.compile(r" *(?:#[^\n]*)?\n")


def modeline(state: State) -> Iterator[Proposal]:
    """Write the first line, by which an editor's program knows what the keys are."""
    if state.is_readable and not _HAS_MODELINE.search(state.text):
        fix = Fix(1, "the line that tells editors' programs the schema written", "formatting")
        yield Proposal(fix, (Edit(0, 0, MODELINE),))


def key_order(state: State) -> Iterator[Proposal]:
    """Bring the keys of one block into the model's order: of the outermost that are not in it.

    A block that stands in brackets, or has a key that the model does not know, stays as it is.
    """
    if state.layout is None:
        return
    done: list[KeyPath] = []
    for path, span in state.layout.values.items():
        if span.style is not Style.BLOCK_KEYS or any(path[: len(around)] == around for around in done):
            continue
        entity = entity_at(Protocol, path)
        present = state.layout.keys_of(path)
        ranks = {key: rank for rank, key in enumerate(keys_of(entity))} if entity else {}
        if not all(key in ranks for key in present) or not entity:
            continue
        wanted = sorted(present, key=ranks.__getitem__)
        if tuple(wanted) == present or (edit := _reordered(state.layout, path, present, wanted)) is None:
            continue
        done.append(path)
        line = state.document.position_of(path).line
        moved = next(key for key, there in zip(wanted, present, strict=True) if key != there)
        yield Proposal(Fix(line, f"the keys put in order, beginning with '{moved}'", "formatting"), (edit,))


def _reordered(place: Layout, path: KeyPath, present: Sequence[str], wanted: Sequence[str]) -> Edit | None:
    """The block anew: each key with its lines and the comments above it; None where two keys share a line."""
    text = place.text
    block = place.values[path]
    begins = [place.line_begin(place.keys[(*path, key)].start) for key in present]
    if len(set(begins)) < len(begins):
        return None
    head = text[begins[0] : block.start]
    comments: dict[str, str] = {}
    bodies: dict[str, str] = {}
    for index, key in enumerate(present):
        end = place.line_end(place.values[(*path, key)].end) + 1
        bodies[key] = text[place.keys[(*path, key)].start : end]
        if index + 1 < len(present):
            gap = text[end : begins[index + 1]]
            mine, following = _shared(gap, block.column)
            bodies[key] += mine
            comments[present[index + 1]] = following
    start = begins[0]
    if not path:
        start -= len(_directly_above(text[: begins[0]]))
        comments[present[0]] = text[start : begins[0]]
    parts: list[str] = []
    for index, key in enumerate(wanted):
        first = index == 0
        above = comments.get(key, "")
        if first and head.strip() and above:
            return None  # a comment cannot stand between a dash and its first key
        indent = head if first else " " * block.column
        parts.append(above + indent + bodies[key])
    end = place.line_end(place.values[(*path, present[-1])].end) + 1
    return Edit(start, min(end, len(text)), "".join(parts))


def _shared(gap: str, column: int) -> tuple[str, str]:
    """Part what stands between two keys: comments indented deeper are the upper key's, the rest the lower one's."""
    at = 0
    for line in _BLANK_OR_COMMENT.finditer(gap):
        stripped = line[0].strip()
        if stripped and len(line[0]) - len(line[0].lstrip(" ")) > column:
            at = line.end()
    return gap[:at], gap[at:]


def _directly_above(before: str) -> str:
    """The comment lines right above the first key, but not those at the head of the file."""
    lines = before.split("\n")[:-1]
    count = 0
    while count < len(lines) and lines[-1 - count].lstrip().startswith("#"):
        count += 1
    if count == len(lines):
        return ""
    return "".join(f"{line}\n" for line in lines[len(lines) - count :])

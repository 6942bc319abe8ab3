"""The order of a document: every section and clause at its place, every text in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from generator.diagnostics import KeyPath
from generator.kept import kept
from generator.model.protocol import Clause, Protocol, Section


class Part(StrEnum):
    """Which text of a section or clause a fragment is."""

    BEFORE_TITLE = "before_title"
    TITLE = "title"
    LABEL = "label"
    HEADING = "heading"
    RUN_IN = "run_in"
    TEXT = "text"
    TEXT_AFTER = "text_after"
    COLUMN = "column"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Placed:
    """A section or clause, where it stands.

    `ancestors` runs from the outermost section inwards. `run_in` is what stands between the heading and the text here.
    """

    node: Section | Clause
    path: KeyPath
    ancestors: tuple[Section | Clause, ...]
    run_in: str | None

    @property
    def depth(self) -> int:
        """How many sections and clauses stand around it."""
        return len(self.ancestors)

    @property
    def topics(self) -> tuple[str, ...]:
        """Its own topics, or those of the nearest section or clause around it that has some."""
        for node in (self.node, *reversed(self.ancestors)):
            if node.topics:
                return tuple(node.topics)
        return ()


@dataclass(frozen=True, slots=True)
class Fragment:
    """A text of the document, in reading order, with the key path of its value."""

    part: Part
    text: str
    path: KeyPath
    owner: str | None
    """The id of the section or clause that it belongs to; None for the title and the lines before it."""


@kept(1 << 11)
def walk(protocol: Protocol) -> tuple[Placed, ...]:
    """Give every section and clause in the document's order, each before what is below it."""
    found: list[Placed] = []
    for index, section in enumerate(protocol.sections):
        _walk_section(found, section, ("sections", index), (), None)
    return tuple(found)


def clauses_of(protocol: Protocol) -> Iterator[Placed]:
    """Give every clause and item, without the sections."""
    return (placed for placed in walk(protocol) if isinstance(placed.node, Clause))


@kept(1 << 11)
def fragments(protocol: Protocol) -> tuple[Fragment, ...]:
    """Give every text of the document in reading order: what the source must hold, no more and no less."""
    return tuple(_fragments(protocol))


def _fragments(protocol: Protocol) -> Iterator[Fragment]:
    for index, line in enumerate(protocol.before_title):
        yield Fragment(Part.BEFORE_TITLE, line, ("before_title", index), None)
    yield Fragment(Part.TITLE, protocol.title, ("title",), None)
    for index, section in enumerate(protocol.sections):
        yield from _section_fragments(section, ("sections", index), None)


def words_of(node: Section | Clause) -> str:
    """Give the words of a section or clause itself, heading and text in reading order, without what is below it."""
    texts = [node.heading, node.text]
    if isinstance(node, Clause):
        texts.append(node.text_after)
        if node.table:
            texts.extend([*node.table.columns, *(cell for row in node.table.rows for cell in row)])
    return "\n".join(text for text in texts if text)


def reference(placed: Placed) -> str:
    """Give the printed way to a clause, as one would cite it: '1.4, Child's Voice' or '… Panel, 4'.

    The way goes up until a label that says where one is (it holds a digit and a full stop between digits, or belongs to
    a section), otherwise to the section's heading.
    """
    steps: list[str] = []
    for node in (placed.node, *reversed(placed.ancestors)):
        step = _step(node)
        if step:
            steps.append(step.rstrip(": ") or step)
        if node.label and _is_full_label(node.label):
            break
    return ", ".join(reversed(steps))


def label_counts(protocol: Protocol) -> Counter[str]:
    """Count how often each label stands before a clause, for labels that say where one is on their own."""
    return Counter(
        placed.node.label for placed in clauses_of(protocol) if placed.node.label and _is_full_label(placed.node.label)
    )


def _is_full_label(label: str) -> bool:
    bare = label.strip("().: ")
    return "." in bare and any(letter.isdigit() for letter in bare)


def _step(node: Section | Clause) -> str | None:
    label = node.label.rstrip(".") if node.label else None
    if isinstance(node, Section):
        return node.heading or label
    if label and node.heading:
        return f"{label} {node.heading}"
    return label or node.heading


def _walk_section(
    found: list[Placed], section: Section, path: KeyPath, ancestors: tuple[Section | Clause, ...], run_in: str | None
) -> None:
    run_in = section.run_in or run_in
    found.append(Placed(section, path, ancestors, run_in))
    around = (*ancestors, section)
    for index, clause in enumerate(section.clauses):
        _walk_clause(found, clause, (*path, "clauses", index), around, run_in)
    for index, below in enumerate(section.sections):
        _walk_section(found, below, (*path, "sections", index), around, run_in)


def _walk_clause(
    found: list[Placed], clause: Clause, path: KeyPath, ancestors: tuple[Section | Clause, ...], run_in: str | None
) -> None:
    found.append(Placed(clause, path, ancestors, clause.run_in or run_in))
    around = (*ancestors, clause)
    for index, item in enumerate(clause.items):
        _walk_clause(found, item, (*path, "items", index), around, run_in)


def _section_fragments(section: Section, path: KeyPath, run_in: str | None) -> Iterator[Fragment]:
    run_in = section.run_in or run_in
    if section.label:
        yield Fragment(Part.LABEL, section.label, (*path, "label"), section.id)
    if section.heading:
        yield Fragment(Part.HEADING, section.heading, (*path, "heading"), section.id)
    if section.text:
        yield Fragment(Part.TEXT, section.text, (*path, "text"), section.id)
    for index, clause in enumerate(section.clauses):
        yield from _clause_fragments(clause, (*path, "clauses", index), run_in)
    for index, below in enumerate(section.sections):
        yield from _section_fragments(below, (*path, "sections", index), run_in)


def _clause_fragments(clause: Clause, path: KeyPath, section_run_in: str | None) -> Iterator[Fragment]:
    run_in = clause.run_in or section_run_in
    if clause.label:
        yield Fragment(Part.LABEL, clause.label, (*path, "label"), clause.id)
    if clause.heading:
        yield Fragment(Part.HEADING, clause.heading, (*path, "heading"), clause.id)
        if run_in and clause.text:
            yield Fragment(Part.RUN_IN, run_in, (*path, "heading"), clause.id)
    if clause.text:
        yield Fragment(Part.TEXT, clause.text, (*path, "text"), clause.id)
    if clause.table:
        for index, column in enumerate(clause.table.columns):
            yield Fragment(Part.COLUMN, column, (*path, "table", "columns", index), clause.id)
        for row_index, row in enumerate(clause.table.rows):
            for index, cell in enumerate(row):
                yield Fragment(Part.CELL, cell, (*path, "table", "rows", row_index, index), clause.id)
    for index, item in enumerate(clause.items):
        yield from _clause_fragments(item, (*path, "items", index), section_run_in)
    if clause.text_after:
        yield Fragment(Part.TEXT_AFTER, clause.text_after, (*path, "text_after"), clause.id)

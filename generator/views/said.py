"""What a protocol says on a topic, as every page shows it: in its own words, under its own labels."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from generator.analysis.statements import Passage
from generator.diagnostics import KeyPath
from generator.model.protocol import Clause, NoteKind, Protocol, Section, Table
from generator.model.walk import Part, Placed
from generator.views import urls
from generator.views.clause import (
    CitationView,
    FlowView,
    NoteView,
    citation_view,
    flow_view,
    note_views,
)
from generator.views.findings import Findings, number_words
from generator.views.page import Here, Link
from generator.views.words import Run, plain


@dataclass(frozen=True, slots=True)
class SaidView:
    """A section or clause with what stands below it. Words are '' and empty where the document has none."""

    label: str
    heading: str
    run_in: str
    text: tuple[Run, ...]
    table: Table | None
    below: tuple["SaidView", ...]
    text_after: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class PassageView:
    """A keyed section or clause: its words, its place in the document, and what we say of it.

    `left_out` says how much below it is not shown here since it has a topic of its own; '' where nothing is.
    `as_printed` are the notes that something stands so in the source, `notes` all others.
    """

    said: SaidView
    place: Link
    left_out: str
    notes: tuple[NoteView, ...]
    as_printed: tuple[NoteView, ...]
    citations: tuple[CitationView, ...]
    flows: tuple[FlowView, ...]


def passage_views(findings: Findings, protocol: Protocol, topic: str, here: Here) -> tuple[PassageView, ...]:
    """Show all that a protocol says on a topic, in the document's order."""
    return tuple(_passage(findings, protocol, passage, here) for passage in findings.wordings(protocol)[topic].passages)


def _passage(findings: Findings, protocol: Protocol, passage: Passage, here: Here) -> PassageView:
    shown = {placed.path for placed in passage.below}
    nodes = [passage.placed, *passage.below]
    notes = [note for placed in nodes for note in placed.node.notes]
    return PassageView(
        said=_said(findings, protocol, passage.placed, shown, here),
        place=here.link(
            findings.reference(protocol, passage.placed), urls.clause(protocol.slug, passage.placed.node.id)
        ),
        left_out=_left_out(findings, protocol, nodes, shown),
        notes=note_views(tuple(note for note in notes if note.kind is not NoteKind.SIC)),
        as_printed=note_views(tuple(note for note in notes if note.kind is NoteKind.SIC)),
        citations=tuple(
            citation_view(findings, citation, here) for placed in nodes for citation in placed.node.citations
        ),
        flows=tuple(
            flow_view(findings, protocol, flow, here)
            for placed in nodes
            if isinstance(placed.node, Clause)
            for flow in placed.node.flows
        ),
    )


def _said(findings: Findings, protocol: Protocol, placed: Placed, shown: Collection[KeyPath], here: Here) -> SaidView:
    node = placed.node
    clause = node if isinstance(node, Clause) else None
    return SaidView(
        label=node.label or "",
        heading=node.heading or "",
        run_in=(placed.run_in or "") if clause and node.heading and node.text else "",
        text=findings.runs(protocol, node, Part.TEXT, here),
        table=clause.table if clause else None,
        below=tuple(
            _said(findings, protocol, child, shown, here)
            for child in findings.children(protocol, placed)
            if child.path in shown
        ),
        text_after=findings.runs(protocol, node, Part.TEXT_AFTER, here) if clause else (),
    )


def _left_out(findings: Findings, protocol: Protocol, nodes: list[Placed], shown: Collection[KeyPath]) -> str:
    left_out = [child for node in nodes for child in findings.children(protocol, node) if child.path not in shown]
    if not left_out:
        return ""
    if len(left_out) == 1:
        kind = "section" if isinstance(left_out[0].node, Section) else "clause"
        return f"One {kind} below this has a topic of its own and is not repeated here."
    count = number_words(len(left_out))
    return f"{count.capitalize()} parts below this have topics of their own and are not repeated here."


def texts(said: SaidView) -> Iterator[str]:
    """Give the texts of a passage in the order in which they are shown, without labels and headings."""
    table = [*said.table.columns, *(cell for row in said.table.rows for cell in row)] if said.table else []
    below = [text for each in said.below for text in texts(each)]
    for text in (plain(said.text), *table, *below, plain(said.text_after)):
        if text:
            yield text

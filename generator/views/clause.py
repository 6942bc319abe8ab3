"""A section or clause as every page shows it: its words, and set apart from them what we say of it."""

from dataclasses import dataclass

from generator.model.dates import PartialDate
from generator.model.protocol import Citation, CitationRelation, Clause, Flow, Note, NoteKind, Protocol, Table
from generator.model.walk import Part, Placed
from generator.views import urls
from generator.views.findings import Findings
from generator.views.page import Here, Link
from generator.views.urls import Href
from generator.views.words import Run

_NOTE_TITLES = {NoteKind.SIC: "As printed", NoteKind.SCOPE: "Scope", NoteKind.EDITORIAL: "On the text"}


@dataclass(frozen=True, slots=True)
class NoteView:
    """An editor's remark."""

    kind: str
    title: str
    quote: str | None
    text: str


@dataclass(frozen=True, slots=True)
class CitationView:
    """A law that the words name. `provision` is '' where none is named."""

    quote: str
    law: Link
    provision: str
    named: bool
    """False where the words are the law's own and the document does not name it."""


@dataclass(frozen=True, slots=True)
class FlowView:
    """A reporting duty, in parts. `reporter` is None and texts are '' where the clause does not state them."""

    reporter: Link | None
    matter: Link
    receivers: tuple[Link, ...]
    any_of: bool
    how_often: str
    timing: str
    condition: str
    content: str
    strength: str
    words: str

    @property
    def when_stated(self) -> bool:
        """Whether the clause says anything of time, condition or content."""
        return bool(self.how_often or self.timing or self.condition or self.content)


@dataclass(frozen=True, slots=True)
class ToolsView:
    """What a reader can do with a clause: link to it, quote it, look at its source, correct it."""

    place: str
    permalink: Href
    citation: str
    source: Link | None
    file: Link | None
    edit: str | None
    report: str | None


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause with its items. `label`, `heading`, `run_in` are '' where the document has none."""

    id: str
    label: str
    heading: str
    run_in: str
    text: tuple[Run, ...]
    items: tuple["ClauseView", ...]
    text_after: tuple[Run, ...]
    table: Table | None
    former_ids: tuple[str, ...]
    topics: tuple[Link, ...]
    notes: tuple[NoteView, ...]
    citations: tuple[CitationView, ...]
    flows: tuple[FlowView, ...]
    tools: ToolsView

    @property
    def has_about(self) -> bool:
        """Whether we have anything to say of it beside its tools."""
        return bool(self.topics or self.notes or self.citations or self.flows)


def clause_view(findings: Findings, protocol: Protocol, placed: Placed, here: Here) -> ClauseView:
    """Show a clause and all its items."""
    clause = placed.node
    assert isinstance(clause, Clause)
    below = findings.children(protocol, placed)
    return ClauseView(
        id=clause.id,
        label=clause.label or "",
        heading=clause.heading or "",
        run_in=(placed.run_in or "") if clause.heading and clause.text else "",
        text=findings.runs(protocol, clause, Part.TEXT, here),
        items=tuple(clause_view(findings, protocol, item, here) for item in below),
        text_after=findings.runs(protocol, clause, Part.TEXT_AFTER, here),
        table=clause.table,
        former_ids=clause.was,
        topics=topic_links(findings, protocol, clause.topics, here),
        notes=note_views(clause.notes),
        citations=tuple(citation_view(findings, citation, here) for citation in clause.citations),
        flows=tuple(flow_view(findings, protocol, flow, here) for flow in clause.flows),
        tools=tools(findings, protocol, placed, here),
    )


def topic_links(findings: Findings, protocol: Protocol, topics: tuple[str, ...], here: Here) -> tuple[Link, ...]:
    """Link each topic to its comparison, at this protocol's place in it."""
    register = findings.corpus.registers.topics.by_slug
    return tuple(
        here.link(register[slug].title, urls.topic(slug, protocol.slug)) for slug in topics if slug in register
    )


def note_views(notes: tuple[Note, ...]) -> tuple[NoteView, ...]:
    """Show an editor's remarks."""
    return tuple(NoteView(note.kind.value, _NOTE_TITLES[note.kind], note.quote or "", note.text) for note in notes)


def citation_view(findings: Findings, citation: Citation, here: Here) -> CitationView:
    """Show a citation with the way to its law."""
    instrument = findings.corpus.registers.instruments.by_slug[citation.instrument]
    words = instrument.title + (f" {citation.edition}" if citation.edition else "")
    return CitationView(
        quote=citation.quote,
        law=here.link(words, urls.instrument(instrument.slug, citation.provision or citation.edition)),
        provision=citation.provision or "",
        named=citation.relation is CitationRelation.CITES,
    )


def flow_view(findings: Findings, protocol: Protocol, flow: Flow, here: Here) -> FlowView:
    """Show a reporting duty in parts."""
    matter = findings.corpus.registers.matters.by_slug[flow.what]
    receivers = flow.to or flow.to_any
    return FlowView(
        reporter=body_link(findings, protocol, flow.from_, here) if flow.from_ else None,
        matter=here.link(matter.title, urls.matter(matter.slug)),
        receivers=tuple(body_link(findings, protocol, body, here) for body in receivers),
        any_of=bool(flow.to_any),
        how_often=flow.how_often.words if flow.how_often else "",
        timing=flow.timing or "",
        condition=flow.condition or "",
        content=flow.content or "",
        strength=flow.strength.class_.value,
        words=flow.strength.words,
    )


def body_link(findings: Findings, protocol: Protocol, identifier: str, here: Here) -> Link:
    """Link a body to its place among the bodies of its type."""
    body = findings.body(protocol, identifier)
    return here.link(body.name, urls.body(body.type, protocol.slug, body.id))


def tools(findings: Findings, protocol: Protocol, placed: Placed, here: Here) -> ToolsView:
    """Say how to link to a clause, quote it, see it in the source, and correct it."""
    file = findings.corpus.files[protocol.slug]
    line = file.line_of(placed.path)
    lines = findings.source_lines(protocol).get(placed.node.id)
    source = None
    if lines and file.source_path:
        words = f"line {lines[0]}" if lines[0] == lines[1] else f"lines {lines[0]} to {lines[1]}"
        address = here.look(file.source_path, *lines)
        source = Link(words, address or "")
    look = here.look(file.path, line)
    return ToolsView(
        place=findings.reference(protocol, placed),
        permalink=Href(f"#{placed.node.id}"),
        citation=ready_citation(findings, protocol, placed),
        source=source,
        file=Link(f"{file.path}, line {line}", look) if look else None,
        edit=here.edit(file.path, line),
        report=here.report(protocol.slug, placed.node.id),
    )


def ready_citation(findings: Findings, protocol: Protocol, placed: Placed) -> str:
    """Give a citation to copy: quotation, authority, title, date, printed label."""
    names = findings.authority_names(protocol)
    where = findings.reference(protocol, placed)
    dated = date_words(protocol.dated)
    quotation = " ".join(findings.whole_words(placed.node).split())
    status = ", draft" if protocol.status.value == "draft" else ""
    return f"“{quotation}” — {names}, {protocol.title}{status}, {dated}, {where}."


def date_words(date: PartialDate | None) -> str:
    """Give a date as it is shown; 'date not stated' where there is none."""
    return date.words if date else "date not stated"

"""The page of a protocol: at a glance, the whole document in its own order, and what we say of it."""

from dataclasses import dataclass

from generator.model.protocol import AbsenceState, Protocol, ProtocolStatus, Section
from generator.model.walk import Part, Placed
from generator.views import urls
from generator.views.banners import Banner, banners
from generator.views.clause import (
    CitationView,
    ClauseView,
    FlowView,
    NoteView,
    ToolsView,
    body_link,
    citation_view,
    clause_view,
    date_words,
    flow_view,
    note_views,
    tools,
    topic_links,
)
from generator.views.findings import Findings, in_a_row, number_words
from generator.views.linked_data import protocol_linked_data
from generator.views.page import FileLink, Here, Link, Page, PageKind
from generator.views.words import Run

NOT_STATED = "not stated"
_STATUS_WORDS = {
    ProtocolStatus.DRAFT: "Draft",
    ProtocolStatus.APPROVED: "Approved",
    ProtocolStatus.SUPERSEDED: "Superseded",
    ProtocolStatus.WITHDRAWN: "Withdrawn",
}
_STATE_WORDS = {
    AbsenceState.NOT_LISTED: "Not listed",
    AbsenceState.COVERED_ELSEWHERE: "Covered elsewhere",
    AbsenceState.NOT_YET_TRANSCRIBED: "Not yet transcribed",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the card: what it is about, words or links, and a remark of ours ('' where there is none)."""

    term: str
    links: tuple[Link, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class SectionView:
    """A part of the document. `level` is that of its heading, from 3; `heading` is '' where it has none."""

    id: str
    former_ids: tuple[str, ...]
    level: int
    label: str
    heading: str
    text: tuple[Run, ...]
    topics: tuple[Link, ...]
    notes: tuple[NoteView, ...]
    citations: tuple[CitationView, ...]
    clauses: tuple[ClauseView, ...]
    tools: ToolsView

    @property
    def title(self) -> str:
        """The label and the heading, as printed."""
        return f"{self.label} {self.heading}".strip()

    @property
    def flows(self) -> tuple[FlowView, ...]:
        """A section states no duties of its own."""
        return ()


@dataclass(frozen=True, slots=True)
class PlacedFlow:
    """A reporting duty with the clause that states it."""

    clause: Link
    flow: FlowView


@dataclass(frozen=True, slots=True)
class PlacedCitation:
    """A citation with the clause that holds it."""

    clause: Link
    citation: CitationView


@dataclass(frozen=True, slots=True)
class AbsenceView:
    """A topic that no clause is keyed to."""

    topic: Link
    state: str
    clause: Link | None
    note: str
    checked: str


@dataclass(frozen=True, slots=True)
class ProtocolView:
    """What the page of a protocol shows."""

    lead: str
    facts: tuple[Fact, ...]
    banners: tuple[Banner, ...]
    sections: tuple[SectionView, ...]
    flows: tuple[PlacedFlow, ...]
    flows_file: FileLink
    citations: tuple[PlacedCitation, ...]
    absences: tuple[AbsenceView, ...]
    comparisons: tuple[Link, ...]
    also: tuple[Link, ...]
    title_line: str
    before_title: tuple[str, ...]


def protocol_page(findings: Findings, protocol: Protocol, here: Here) -> Page:
    """Build the page of one protocol."""
    name = findings.name(protocol)
    kind = findings.corpus.registers.kinds.by_slug[protocol.kind]
    return Page(
        here=here,
        kind=PageKind.PROTOCOL,
        title=name,
        description=f"{protocol.title}. {_STATUS_WORDS[protocol.status]}, {date_words(protocol.dated)}. "
        "The whole document in its own words, with what it says on each topic.",
        template="protocol",
        shows=lambda: ProtocolView(
            lead=kind.title,
            facts=facts(findings, protocol, here),
            banners=banners(findings, protocol, here),
            sections=tuple(_sections(findings, protocol, here)),
            flows=_flows(findings, protocol, here),
            flows_file=here.csv("flows", urls.protocol_reporting(protocol.slug)),
            citations=_citations(findings, protocol, here),
            absences=_absences(findings, protocol, here),
            comparisons=_comparisons(findings, protocol, here),
            also=(
                here.link("What to do when …", urls.protocol_tasks(protocol.slug)),
                here.link("Who reports what to whom", urls.protocol_reporting(protocol.slug)),
            ),
            title_line=protocol.title,
            before_title=protocol.before_title,
        ),
        breadcrumbs=(here.link("Protocols", urls.protocols()),),
        edit=here.edit(findings.corpus.files[protocol.slug].path),
        alternates=(
            here.feed(f"{name}: what has changed", urls.protocol_feed(protocol.slug)),
            here.json(f"{name}: the protocol as data", urls.protocol_data(protocol.slug)),
        ),
        linked_data=protocol_linked_data(findings, protocol, _STATUS_WORDS[protocol.status]),
    )


def place_link(findings: Findings, protocol: Protocol, placed: Placed, here: Here) -> Link:
    """Link to a place of a protocol in the words that one would cite it by."""
    return here.link(findings.reference(protocol, placed), urls.clause(protocol.slug, placed.node.id))


def status_words(protocol: Protocol) -> str:
    """Give the status as it is shown."""
    return _STATUS_WORDS[protocol.status]


def state_words(state: AbsenceState) -> str:
    """Give why a topic has no clause, as it is shown."""
    return _STATE_WORDS[state]


def approval_words(findings: Findings, protocol: Protocol) -> str:
    """Say who approved a protocol and when, as far as it states; and whose approval it does not state."""
    if protocol.approval is None:
        return NOT_STATED
    names = [findings.body(protocol, body).name for body in protocol.approval.by]
    when = f", {protocol.approval.on.words}" if protocol.approval.on else ""
    return in_a_row(names) + when


def _unstated_approvals(findings: Findings, protocol: Protocol) -> str:
    if protocol.approval is None:
        return ""
    heard = set(protocol.approval.by)
    heard |= {above for body in protocol.approval.by if (above := findings.body(protocol, body).part_of)}
    silent = [findings.body(protocol, party).name for party in protocol.parties if party not in heard]
    return f"An approval by {in_a_row(silent)} is not stated." if silent else ""


def facts(findings: Findings, protocol: Protocol, here: Here) -> tuple[Fact, ...]:
    """Give a protocol at a glance."""
    register = findings.corpus.registers.authorities.by_slug
    authorities = [register[slug] for slug in protocol.authorities]
    found = [
        Fact(
            "Authority" if len(authorities) == 1 else "Authorities",
            tuple(Link(f"{a.name} ({a.type.words}, {a.region})", "") for a in authorities),
        ),
        Fact("Between", tuple(body_link(findings, protocol, party, here) for party in protocol.parties)),
        Fact("Status", (Link(_STATUS_WORDS[protocol.status], ""),)),
        Fact("Dated", (Link(protocol.dated.words if protocol.dated else NOT_STATED, ""),), _only_as_precise(protocol)),
        Fact(
            "Approved by",
            (Link(approval_words(findings, protocol), ""),),
            _unstated_approvals(findings, protocol),
        ),
        _review_fact(findings, protocol, here),
        _escalation_fact(findings, protocol, here),
        _count_fact(
            "Reporting duties", sum(len(_flows_of(p)) for p in findings.places(protocol)), protocol, "_flows", here
        ),
        _count_fact("Topics not listed", _not_listed(protocol), protocol, "_silent", here),
    ]
    if protocol.replaces:
        found.append(Fact("Replaces", (here.link("the edition before", urls.protocol(protocol.replaces)),)))
    found.append(
        Fact(
            "Document as received",
            (Link(protocol.source.title, protocol.source.address or ""),),
            f"Received {protocol.source.received.words}. "
            + ("Read against the source by a second person." if protocol.transcription.checked_by else ""),
        )
    )
    return tuple(found)


def _only_as_precise(protocol: Protocol) -> str:
    return f"In the document: “{protocol.dated_stated}”." if protocol.dated_stated else ""


def _review_fact(findings: Findings, protocol: Protocol, here: Here) -> Fact:
    review = protocol.review
    if review is None or (review.due is None and review.every is None):
        return Fact("Review", (Link(NOT_STATED, ""),))
    found: list[Link] = []
    if review.due:
        found.append(Link(f"due {review.due.words}", ""))
    if review.every:
        words = review.every.words
        if review.clause:
            placed = findings.placed(protocol, review.clause)
            found.append(
                here.link(
                    f"{words} ({findings.reference(protocol, placed)})", urls.clause(protocol.slug, review.clause)
                )
            )
        else:
            found.append(Link(words, ""))
    return Fact("Review", tuple(found), "" if review.due else "A date for the next review is not stated.")


def _escalation_fact(findings: Findings, protocol: Protocol, here: Here) -> Fact:
    found = tuple(
        place_link(findings, protocol, placed, here)
        for placed in findings.places(protocol)
        if not isinstance(placed.node, Section) and placed.node.escalation
    )
    return Fact("If they cannot agree", found or (Link(NOT_STATED, ""),))


def _count_fact(term: str, count: int, protocol: Protocol, anchor: str, here: Here) -> Fact:
    words = number_words(count)
    return Fact(term, (here.link(words, urls.protocol(protocol.slug) + f"#{anchor}") if count else Link(words, ""),))


def _not_listed(protocol: Protocol) -> int:
    return sum(absence.state is AbsenceState.NOT_LISTED for absence in protocol.absences)


def _sections(findings: Findings, protocol: Protocol, here: Here) -> list[SectionView]:
    found: list[SectionView] = []
    for placed in findings.places(protocol):
        section = placed.node
        if not isinstance(section, Section):
            continue
        clauses = [child for child in findings.children(protocol, placed) if not isinstance(child.node, Section)]
        found.append(
            SectionView(
                id=section.id,
                former_ids=section.was,
                level=min(3 + placed.depth, 6),
                label=section.label or "",
                heading=section.heading or "",
                text=findings.runs(protocol, section, Part.TEXT, here),
                topics=topic_links(findings, protocol, section.topics, here),
                notes=note_views(section.notes),
                citations=tuple(citation_view(findings, citation, here) for citation in section.citations),
                clauses=tuple(clause_view(findings, protocol, child, here) for child in clauses),
                tools=tools(findings, protocol, placed, here),
            )
        )
    return found


def _flows_of(placed: Placed) -> tuple[object, ...]:
    return () if isinstance(placed.node, Section) else placed.node.flows


def _flows(findings: Findings, protocol: Protocol, here: Here) -> tuple[PlacedFlow, ...]:
    return tuple(
        PlacedFlow(place_link(findings, protocol, placed, here), flow_view(findings, protocol, flow, here))
        for placed in findings.places(protocol)
        if not isinstance(placed.node, Section)
        for flow in placed.node.flows
    )


def _citations(findings: Findings, protocol: Protocol, here: Here) -> tuple[PlacedCitation, ...]:
    return tuple(
        PlacedCitation(place_link(findings, protocol, placed, here), citation_view(findings, citation, here))
        for placed in findings.places(protocol)
        for citation in placed.node.citations
    )


def _absences(findings: Findings, protocol: Protocol, here: Here) -> tuple[AbsenceView, ...]:
    register = findings.corpus.registers.topics.by_slug
    return tuple(
        AbsenceView(
            topic=here.link(register[absence.topic].title, urls.topic(absence.topic)),
            state=_STATE_WORDS[absence.state],
            clause=place_link(findings, protocol, findings.placed(protocol, absence.clause), here)
            if absence.clause
            else None,
            note=absence.note or "",
            checked=absence.checked.words if absence.checked else "",
        )
        for absence in protocol.absences
    )


def _comparisons(findings: Findings, protocol: Protocol, here: Here) -> tuple[Link, ...]:
    return tuple(
        here.link(findings.name(other), urls.comparison(*sorted((protocol.slug, other.slug))))
        for other in findings.compared_with(protocol)
    )

"""The page on disagreement: what sets it off, who meets, who calls them, by when, and what it leads to."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model.protocol import Clause, Escalation, Note, NoteKind, Protocol
from generator.model.walk import Placed
from generator.views import urls
from generator.views.clause import NoteView, body_link, note_views
from generator.views.duties import is_transcribed, some_of
from generator.views.findings import Findings
from generator.views.former import former_of_protocols
from generator.views.page import Here, Link, Page, PageKind

TOPIC = "escalation"


@dataclass(frozen=True, slots=True)
class EscalationView:
    """A way out of a disagreement, in the document's words. Texts are '' and `convened_by` is None where not stated."""

    id: str
    protocol: Link
    clause: Link
    trigger: str
    step: str
    between: tuple[Link, ...]
    others: str
    convened_by: Link | None
    time_limit: str
    outcome: str
    notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True)
class NoEscalation:
    """A protocol without one. `remark` is what a person noted when looking for it."""

    protocol: Link
    state: str
    remark: str


@dataclass(frozen=True, slots=True)
class EscalationsView:
    """What the page shows."""

    lead: str
    found: tuple[EscalationView, ...]
    without: tuple[NoEscalation, ...]
    topic: Link | None


def escalation_page(findings: Findings, here: Here) -> Page:
    """Build the page on disagreement."""
    corpus = findings.corpus
    stated = {protocol.slug: tuple(escalations(findings, protocol)) for protocol in corpus.in_force}
    speaking = sum(bool(each) for each in stated.values())
    topic = corpus.registers.topics.by_slug.get(TOPIC)
    return Page(
        here=here,
        kind=PageKind.REPORTING,
        title="When they cannot agree",
        description="What each protocol says is done when the bodies cannot agree: what sets it off, who meets, who "
        "calls the meeting, by when, and what it leads to.",
        template="escalation",
        former=former_of_protocols(findings),
        shows=lambda: EscalationsView(
            lead=f"What is done when the bodies cannot agree is stated in {some_of(speaking, len(corpus.in_force))}.",
            found=tuple(
                _row(findings, protocol, placed, escalation, here, first=index == 0)
                for protocol in corpus.in_force
                for index, (placed, escalation) in enumerate(stated[protocol.slug])
            ),
            without=tuple(
                _without(findings, protocol, here) for protocol in corpus.in_force if not stated[protocol.slug]
            ),
            topic=here.link(f"{topic.title}: the words side by side", urls.topic(topic.slug)) if topic else None,
        ),
        breadcrumbs=(here.link("Reporting", urls.reporting()),),
    )


def escalations(findings: Findings, protocol: Protocol) -> Iterator[tuple[Placed, Escalation]]:
    """Give every way out of a disagreement that a protocol states, with its clause."""
    for placed in findings.places(protocol):
        if isinstance(placed.node, Clause) and placed.node.escalation:
            yield placed, placed.node.escalation


def escalation_view(
    findings: Findings, protocol: Protocol, placed: Placed, escalation: Escalation, here: Here, *, identifier: str = ""
) -> EscalationView:
    """Show a way out of a disagreement in parts."""
    return EscalationView(
        id=identifier,
        protocol=here.link(findings.name(protocol), urls.protocol(protocol.slug)),
        clause=here.link(findings.reference(protocol, placed), urls.clause(protocol.slug, placed.node.id)),
        trigger=escalation.trigger,
        step=escalation.step,
        between=tuple(body_link(findings, protocol, body, here) for body in escalation.between),
        others=escalation.others or "",
        convened_by=body_link(findings, protocol, escalation.convened_by, here) if escalation.convened_by else None,
        time_limit=escalation.time_limit or "",
        outcome=escalation.outcome or "",
        notes=told(placed.node.notes),
    )


def told(notes: tuple[Note, ...]) -> tuple[NoteView, ...]:
    """Show the remarks that bear on what is to be done: all but those on how a word is printed."""
    return note_views(tuple(note for note in notes if note.kind is not NoteKind.SIC))


def _row(
    findings: Findings, protocol: Protocol, placed: Placed, escalation: Escalation, here: Here, *, first: bool
) -> EscalationView:
    return escalation_view(findings, protocol, placed, escalation, here, identifier=protocol.slug if first else "")


def _without(findings: Findings, protocol: Protocol, here: Here) -> NoEscalation:
    link = here.link(findings.name(protocol), urls.protocol(protocol.slug))
    absence = next((absence for absence in protocol.absences if absence.topic == TOPIC), None)
    if absence is None:
        state = "not listed" if is_transcribed(protocol) else "not yet transcribed in full"
        return NoEscalation(link, state, "")
    looked = f"looked for on {absence.checked.words}" if absence.checked else ""
    return NoEscalation(
        link, absence.state.value.replace("-", " "), ". ".join(part for part in (looked, absence.note) if part)
    )

"""What to do when something happens: the clauses on each matter of reporting, on disagreement and on review."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.analysis.flows import ResolvedFlow, flows_of
from generator.analysis.lifecycle import lifecycle
from generator.model.protocol import Clause, Protocol
from generator.model.walk import Part, Placed
from generator.views import urls
from generator.views.clause import FlowView, NoteView, flow_view
from generator.views.escalation import EscalationView, escalation_view, escalations, told
from generator.views.findings import Findings, number_words
from generator.views.page import Here, Link, Page, PageKind
from generator.views.reporting import SHOWN_TOGETHER
from generator.views.words import Run

DISAGREEMENT = "we-cannot-agree"
REVIEW = "the-review"
_DISAGREEMENT_TITLE = "We cannot agree"
NAMED_AT_ONCE = 12
_REVIEW_TITLE = "The review of the protocol is due"


@dataclass(frozen=True, slots=True)
class Step:
    """A clause that says what to do: its own words, then what they say in parts."""

    clause: Link
    words: tuple[Run, ...]
    goes_on: str
    duties: tuple[FlowView, ...]
    escalation: EscalationView | None
    notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one protocol says to do. `due` is a day in ISO form where a date is stated, '' otherwise."""

    id: str
    name: str
    protocol: Link
    steps: tuple[Step, ...]
    remark: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """An event, and what every protocol says to do. `elsewhere` leads to those too many for one page."""

    id: str
    title: str
    about: Link | None
    entries: tuple[Entry, ...]
    elsewhere: tuple[Link, ...]
    silent: tuple[Link, ...]

    @property
    def many_silent(self) -> str:
        """How many say nothing, where they are too many to be named at once; '' otherwise."""
        number = len(self.silent)
        return f"Nothing is stated in {number_words(number)} protocols" if number > NAMED_AT_ONCE else ""


@dataclass(frozen=True, slots=True)
class Choice:
    """An authority to choose, with how many events its protocol speaks on."""

    link: Link
    remark: str


@dataclass(frozen=True, slots=True)
class TasksView:
    """What the page of tasks shows, of all protocols or of one (`of` then leads to it)."""

    lead: str
    choices: tuple[Choice, ...]
    events: tuple[Link, ...]
    tasks: tuple[Task, ...]
    of: Link | None


def tasks_page(findings: Findings, here: Here) -> Page:
    """Build the page of all tasks."""
    return Page(
        here=here,
        kind=PageKind.REPORTING,
        title="What to do when …",
        description="An audit finds something, an annual report is due, the bodies cannot agree: what each protocol "
        "says is to be done, in its own words.",
        template="tasks",
        shows=lambda: _all_tasks(findings, here),
    )


def _all_tasks(findings: Findings, here: Here) -> TasksView:
    protocols = findings.corpus.in_force
    together = len(protocols) <= SHOWN_TOGETHER
    spoken = {protocol.slug: steps_of(findings, protocol, here) for protocol in protocols}
    tasks = tuple(
        _task(
            findings,
            event,
            [(protocol, spoken[protocol.slug].get(event)) for protocol in protocols],
            here,
            together=together,
        )
        for event in events(findings)
    )
    tasks = tuple(task for task in tasks if task.entries or task.elsewhere)
    return TasksView(
        lead="Start from what has happened. Each answer is the document’s own clause; what it does not state is "
        "marked as not stated.",
        choices=tuple(
            Choice(
                here.link(findings.name(protocol), urls.protocol_tasks(protocol.slug)),
                f"speaks on {number_words(len(spoken[protocol.slug]))} of these",
            )
            for protocol in protocols
        ),
        events=tuple(Link(task.title, urls.Href(f"#{task.id}")) for task in tasks),
        tasks=tasks,
        of=None,
    )


def protocol_tasks_page(findings: Findings, protocol: Protocol, here: Here) -> Page:
    """Build the page of what to do under one protocol."""
    name = findings.name(protocol)
    return Page(
        here=here,
        kind=PageKind.REPORTING,
        title=f"{name}: what to do when …",
        description=f"What the protocol of {name} says is to be done when a report is due, an audit finds something or "
        "the bodies cannot agree, in its own words.",
        template="tasks",
        shows=lambda: _tasks_of(findings, protocol, here),
        breadcrumbs=(here.link("Tasks", urls.tasks()),),
        edit=here.edit(findings.corpus.files[protocol.slug].path),
    )


def _tasks_of(findings: Findings, protocol: Protocol, here: Here) -> TasksView:
    name = findings.name(protocol)
    spoken = steps_of(findings, protocol, here)
    tasks = tuple(
        _task(findings, event, [(protocol, spoken[event])], here, together=True, alone=True)
        for event in events(findings)
        if event in spoken
    )
    return TasksView(
        lead=f"Start from what has happened. Each answer is a clause of the protocol of {name}; what it does not "
        "state is marked as not stated.",
        choices=(),
        events=tuple(Link(task.title, urls.Href(f"#{task.id}")) for task in tasks),
        tasks=tasks,
        of=here.link("The whole protocol", urls.protocol(protocol.slug)),
    )


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens: a matter of reporting, a disagreement, or the review. `id` is its place on the page."""

    id: str
    title: str
    matter: str | None = None


def events(findings: Findings) -> tuple[Event, ...]:
    """Give the events, matters in the register's order, then disagreement and review."""
    return (
        *(Event(m.slug, m.task or m.title, m.slug) for m in findings.corpus.registers.matters.matters),
        Event(f"_{DISAGREEMENT}", _DISAGREEMENT_TITLE),
        Event(f"_{REVIEW}", _REVIEW_TITLE),
    )


def steps_of(findings: Findings, protocol: Protocol, here: Here) -> dict[Event, Entry]:
    """Give what a protocol says on each event; an event that it does not speak on is left out."""
    by_matter: dict[str, list[ResolvedFlow]] = {}
    for flow in flows_of(protocol):
        by_matter.setdefault(flow.what, []).append(flow)
    found: dict[Event, Entry] = {}
    for event in events(findings):
        if event.matter is not None:
            steps = tuple(_reporting_steps(findings, protocol, by_matter.get(event.matter, ()), here))
            entry = _entry(findings, protocol, event, steps, here)
        elif event.title == _DISAGREEMENT_TITLE:
            entry = _entry(findings, protocol, event, tuple(_escalation_steps(findings, protocol, here)), here)
        else:
            entry = _review(findings, protocol, event, here)
        if entry.steps or entry.remark:
            found[event] = entry
    return found


def _entry(
    findings: Findings,
    protocol: Protocol,
    event: Event,
    steps: tuple[Step, ...],
    here: Here,
    *,
    remark: str = "",
    due: str = "",
) -> Entry:
    return Entry(
        id=f"_{event.id.strip('_')}_{protocol.slug}",
        name=findings.name(protocol),
        protocol=here.link(findings.name(protocol), urls.protocol(protocol.slug)),
        steps=steps,
        remark=remark,
        due=due,
    )


def _reporting_steps(
    findings: Findings, protocol: Protocol, flows: Iterable[ResolvedFlow], here: Here
) -> Iterator[Step]:
    """Give one step for each clause, with all its duties on the matter."""
    clauses: dict[str, list[ResolvedFlow]] = {}
    for flow in flows:
        clauses.setdefault(flow.placed.node.id, []).append(flow)
    for together in clauses.values():
        duties = tuple(flow_view(findings, protocol, flow.flow, here) for flow in together)
        yield _step(findings, protocol, together[0].placed, here, duties=duties)


def _escalation_steps(findings: Findings, protocol: Protocol, here: Here) -> Iterator[Step]:
    for placed, escalation in escalations(findings, protocol):
        shown = escalation_view(findings, protocol, placed, escalation, here)
        yield _step(findings, protocol, placed, here, escalation=shown)


def _review(findings: Findings, protocol: Protocol, event: Event, here: Here) -> Entry:
    life = lifecycle(findings.corpus, protocol)
    clause = protocol.review.clause if protocol.review else None
    steps = (_step(findings, protocol, findings.placed(protocol, clause), here),) if clause else ()
    parts = [f"The next review is due {life.review.due.words}." if life.review else ""]
    if life.review_every and not clause:
        parts.append(f"Interval: {life.review_every.words}.")
    return _entry(
        findings,
        protocol,
        event,
        steps,
        here,
        remark=" ".join(part for part in parts if part),
        due=life.review.last_day.isoformat() if life.review else "",
    )


def _step(
    findings: Findings,
    protocol: Protocol,
    placed: Placed,
    here: Here,
    *,
    duties: tuple[FlowView, ...] = (),
    escalation: EscalationView | None = None,
) -> Step:
    clause = placed.node
    assert isinstance(clause, Clause)
    return Step(
        clause=here.link(findings.reference(protocol, placed), urls.clause(protocol.slug, clause.id)),
        words=findings.runs(protocol, clause, Part.TEXT, here),
        goes_on=f"The clause goes on with {_items(len(clause.items))}." if clause.items else "",
        duties=duties,
        escalation=escalation,
        notes=told(clause.notes),
    )


def _items(number: int) -> str:
    return f"{number_words(number)} {'item' if number == 1 else 'items'}"


def _task(
    findings: Findings,
    event: Event,
    said: Iterable[tuple[Protocol, Entry | None]],
    here: Here,
    *,
    together: bool,
    alone: bool = False,
) -> Task:
    said = list(said)
    matter = findings.corpus.registers.matters.by_slug.get(event.matter) if event.matter else None
    about = None
    if matter is not None:
        about = here.link(f"{matter.title} in all protocols", urls.matter(matter.slug))
    elif event.title == _DISAGREEMENT_TITLE:
        about = here.link("When they cannot agree, in all protocols", urls.escalation())
    elif not alone:
        about = here.link("All reviews and their dates", urls.reviews())
    return Task(
        id=event.id,
        title=event.title,
        about=about,
        entries=tuple(entry for _, entry in said if entry and together),
        elsewhere=tuple(
            here.link(findings.name(protocol), urls.protocol_tasks(protocol.slug, event.id))
            for protocol, entry in said
            if entry and not together
        ),
        silent=tuple(
            here.link(findings.name(protocol), urls.protocol(protocol.slug)) for protocol, entry in said if not entry
        ),
    )

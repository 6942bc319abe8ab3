"""The pages on reporting: all matters, one matter over all protocols, and one protocol with all its duties."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.analysis.flows import ANNUAL_REPORT, ResolvedFlow, by_matter, flows_of
from generator.model.protocol import Protocol
from generator.model.registers import Matter
from generator.views import urls
from generator.views.diagram import Diagram, diagram
from generator.views.duties import (
    DutyTable,
    MatrixView,
    body_matrix,
    duty_row,
    is_transcribed,
    some_of,
    types_matrix,
)
from generator.views.findings import Findings, number_words
from generator.views.former import former_of_matters, former_of_protocols
from generator.views.page import FileLink, Here, Link, Page, PageKind
from generator.views.reciprocity import ReciprocityRow, reciprocity_rows

SHOWN_TOGETHER = 6
"""Up to how many protocols stand whole on one page. Beyond it the page leads to those of each protocol or matter."""


@dataclass(frozen=True, slots=True)
class MatterSummary:
    """A matter in the overview. `table` is None where there are too many duties for one page, or none."""

    id: str
    title: str
    about: str
    count: str
    page: Link
    table: DutyTable | None


@dataclass(frozen=True, slots=True)
class Reporting:
    """Everything that one protocol says of reporting."""

    name: str
    id: str
    page: Link
    remark: str
    diagram: Diagram | None
    table: DutyTable
    matrix: MatrixView
    reciprocity: tuple[ReciprocityRow, ...]


@dataclass(frozen=True, slots=True)
class ReportingView:
    """What the overview shows. Of `drawn` and `elsewhere` one is empty."""

    lead: str
    also: tuple[Link, ...]
    matters: tuple[MatterSummary, ...]
    reciprocity: tuple[ReciprocityRow, ...]
    types: MatrixView
    drawn: tuple[Reporting, ...]
    elsewhere: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Silent:
    """A protocol that states no duty on a matter, with what a person noted when looking for it."""

    protocol: Link
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatterView:
    """What the page of a matter shows."""

    about: str
    lead: str
    table: DutyTable
    reciprocity: tuple[ReciprocityRow, ...]
    reciprocity_file: FileLink
    silent: tuple[Silent, ...]
    untranscribed: tuple[Link, ...]
    topics: tuple[Link, ...]
    others: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ProtocolReportingView:
    """What the page of one protocol's duties shows."""

    reporting: Reporting
    protocol: Link
    tasks: Link


def reporting_page(findings: Findings, here: Here) -> Page:
    """Build the overview of reporting."""
    corpus = findings.corpus
    found = by_matter(corpus)
    together = len(corpus.in_force) <= SHOWN_TOGETHER
    return Page(
        here=here,
        kind=PageKind.REPORTING,
        title="Who reports what to whom",
        description="The reporting duties of every protocol: who gives what to whom, how often, on what condition, "
        "and how firmly, in the words of the document.",
        template="reporting",
        former=former_of_matters(findings),
        shows=lambda: ReportingView(
            lead=f"{_count(sum(map(len, found.values())))} in {_protocols(len(corpus.in_force))}, as the documents "
            "state them. What a document does not state is marked as not stated, and nothing is filled in.",
            also=(
                here.link("When they cannot agree", urls.escalation()),
                here.link("Tasks: what to do when …", urls.tasks()),
                here.link("Reviews and their dates", urls.reviews()),
            ),
            matters=tuple(
                _summary(findings, matter, found.get(matter.slug, ()), here, shown=together)
                for matter in corpus.registers.matters.matters
            ),
            reciprocity=tuple(row for each in corpus.in_force for row in reciprocity_rows(findings, each, here)),
            types=types_matrix(findings, here),
            drawn=tuple(reporting(findings, each, here) for each in corpus.in_force) if together else (),
            elsewhere=()
            if together
            else tuple(here.link(findings.name(each), urls.protocol_reporting(each.slug)) for each in corpus.in_force),
        ),
    )


def matter_pages(findings: Findings, at: Mapping[str, Here]) -> Iterator[Page]:
    """Build the page of every matter of the register, those that nobody reports on included."""
    found = by_matter(findings.corpus)
    for matter in findings.corpus.registers.matters.matters:
        yield _matter_page(findings, matter, found.get(matter.slug, ()), at[matter.slug])


def protocol_reporting_page(findings: Findings, protocol: Protocol, here: Here) -> Page:
    """Build the page of one protocol's reporting duties."""
    name = findings.name(protocol)
    return Page(
        here=here,
        kind=PageKind.REPORTING,
        title=f"{name}: who reports what to whom",
        description=f"Every reporting duty of the protocol of {name}, drawn and in a table, with the clause "
        "that states it.",
        template="protocol-reporting",
        shows=lambda: ProtocolReportingView(
            reporting=reporting(findings, protocol, here),
            protocol=here.link("The whole protocol", urls.protocol(protocol.slug)),
            tasks=here.link("What to do when …", urls.protocol_tasks(protocol.slug)),
        ),
        breadcrumbs=(
            here.link("Protocols", urls.protocols()),
            here.link(name, urls.protocol(protocol.slug)),
        ),
        edit=here.edit(findings.corpus.files[protocol.slug].path),
    )


def reporting(findings: Findings, protocol: Protocol, here: Here) -> Reporting:
    """Give everything that a protocol says of reporting."""
    name = findings.name(protocol)
    flows = flows_of(protocol)
    matters = findings.corpus.registers.matters
    grouped: dict[str, list[ResolvedFlow]] = {matter.slug: [] for matter in matters.matters}
    for flow in flows:
        grouped[flow.what].append(flow)
    remark = ""
    if not is_transcribed(protocol):
        remark = "The document is not yet transcribed in full; it may state more than is shown here."
    elif not flows:
        remark = "No reporting duty is stated."
    return Reporting(
        name=name,
        id=protocol.slug,
        page=here.link(f"{name}: reporting on a page of its own", urls.protocol_reporting(protocol.slug)),
        remark=remark,
        diagram=diagram(
            f"{name}: who gives what to whom",
            [(matters.by_slug[slug].title, each) for slug, each in grouped.items()],
        ),
        table=DutyTable(
            caption=f"{name}: the reporting duties, in the order of the document",
            head="What",
            file=here.csv("flows", urls.protocol_reporting(protocol.slug)),
            rows=tuple(
                duty_row(findings, flow, here, head=here.link(matters.by_slug[flow.what].title, urls.matter(flow.what)))
                for flow in flows
            ),
        ),
        matrix=body_matrix(findings, protocol, here),
        reciprocity=reciprocity_rows(findings, protocol, here),
    )


def _summary(
    findings: Findings, matter: Matter, flows: tuple[ResolvedFlow, ...], here: Here, *, shown: bool
) -> MatterSummary:
    speaking = {flow.protocol for flow in flows}
    count = f"{_count(len(flows))} in {_protocols(len(speaking))}" if flows else "No protocol states a duty on it"
    return MatterSummary(
        id=matter.slug,
        title=matter.title,
        about=matter.about or "",
        count=count,
        page=here.link(f"{matter.title} in all protocols", urls.matter(matter.slug)),
        table=_by_protocol(findings, matter, flows, here) if shown and flows else None,
    )


def _matter_page(findings: Findings, matter: Matter, flows: tuple[ResolvedFlow, ...], here: Here) -> Page:
    corpus = findings.corpus
    speaking = {flow.protocol for flow in flows}
    topics = _topics(findings, flows)
    silent = [protocol for protocol in corpus.in_force if protocol.slug not in speaking]
    count = f"{_count(len(flows))} in {some_of(len(speaking), len(corpus.in_force))}"
    return Page(
        here=here,
        kind=PageKind.REPORTING,
        title=matter.title,
        description=f"{matter.title}: who gives it to whom in every protocol, how often, on what condition, and how "
        "firmly, in the words of the document.",
        template="matter",
        former=former_of_protocols(findings),
        shows=lambda: MatterView(
            about=matter.about or "",
            lead=f"{count}." if flows else "No protocol states a reporting duty on this matter.",
            table=_by_protocol(findings, matter, flows, here, anchors=True),
            reciprocity=tuple(row for each in corpus.in_force for row in reciprocity_rows(findings, each, here))
            if matter.slug == ANNUAL_REPORT
            else (),
            reciprocity_file=here.csv("reciprocity", urls.reporting()),
            silent=tuple(_silent(findings, each, topics, here) for each in silent if is_transcribed(each)),
            untranscribed=tuple(_protocol(findings, each, here) for each in silent if not is_transcribed(each)),
            topics=tuple(here.link(corpus.registers.topics.by_slug[slug].title, urls.topic(slug)) for slug in topics),
            others=tuple(
                here.link(other.title, urls.matter(other.slug))
                for other in corpus.registers.matters.matters
                if other.slug != matter.slug
            ),
        ),
        breadcrumbs=(here.link("Reporting", urls.reporting()),),
    )


def _by_protocol(
    findings: Findings, matter: Matter, flows: tuple[ResolvedFlow, ...], here: Here, *, anchors: bool = False
) -> DutyTable:
    seen: set[str] = set()
    rows = []
    for flow in flows:
        first = flow.protocol not in seen
        seen.add(flow.protocol)
        rows.append(
            duty_row(
                findings,
                flow,
                here,
                head=_protocol(findings, findings.corpus.by_slug[flow.protocol], here),
                identifier=flow.protocol if anchors and first else "",
            )
        )
    return DutyTable(
        caption=f"{matter.title}: who gives it to whom",
        head="Protocol",
        file=here.csv("flows"),
        rows=tuple(rows),
    )


def _topics(findings: Findings, flows: tuple[ResolvedFlow, ...]) -> tuple[str, ...]:
    """Give the topics that clauses with these duties are keyed to, in the register's order."""
    found = {topic for flow in flows for topic in flow.placed.topics}
    return tuple(slug for slug in findings.corpus.registers.topics.by_slug if slug in found)


def _silent(findings: Findings, protocol: Protocol, topics: tuple[str, ...], here: Here) -> Silent:
    titles = findings.corpus.registers.topics.by_slug
    remarks: list[str] = []
    for absence in protocol.absences:
        if absence.topic in topics:
            looked = f", looked for on {absence.checked.words}" if absence.checked else ""
            note = f". {absence.note}" if absence.note else ""
            remarks.append(f"{titles[absence.topic].title}: {absence.state.value.replace('-', ' ')}{looked}{note}")
    return Silent(_protocol(findings, protocol, here), tuple(remarks))


def _protocol(findings: Findings, protocol: Protocol, here: Here) -> Link:
    return here.link(findings.name(protocol), urls.protocol(protocol.slug))


def _count(number: int) -> str:
    return f"{number_words(number)} reporting {'duty' if number == 1 else 'duties'}".capitalize()


def _protocols(number: int) -> str:
    return f"{number_words(number)} {'protocol' if number == 1 else 'protocols'}"

"""Reporting duties as tables, and who reports to whom as a matrix."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from generator.analysis.flows import ResolvedFlow, flow_matrix, type_matrix
from generator.model.protocol import AbsenceState, Body, Protocol
from generator.views import urls
from generator.views.clause import FlowView, body_link, flow_view
from generator.views.findings import Findings, number_words
from generator.views.page import FileLink, Here, Link

REPORTER_NOT_STATED = "Reporter not stated"
NAMED_IN_A_CELL = 2


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A reporting duty in a table. `id` is the row's place on the page, '' where it has none."""

    id: str
    head: Link
    flow: FlowView
    clause: Link


@dataclass(frozen=True, slots=True)
class DutyTable:
    """Reporting duties, one a row. `head` says what the rows are headed by, `file` holds them."""

    caption: str
    head: str
    file: FileLink
    rows: tuple[DutyRow, ...]

    @property
    def by_matter(self) -> bool:
        """Whether the rows are headed by the matter, so that no column repeats it."""
        return self.head == "What"


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row: who reports, and under each receiver what, linked to where it is said."""

    head: Link
    cells: tuple[tuple[Link, ...], ...]


@dataclass(frozen=True, slots=True)
class MatrixView:
    """Who reports (down) to whom (across). `file` holds it."""

    caption: str
    file: FileLink
    columns: tuple[Link, ...]
    rows: tuple[MatrixRow, ...]


def duty_row(findings: Findings, flow: ResolvedFlow, here: Here, *, head: Link, identifier: str = "") -> DutyRow:
    """Show a duty in a row."""
    protocol = findings.corpus.by_slug[flow.protocol]
    return DutyRow(
        id=identifier,
        head=head,
        flow=flow_view(findings, protocol, flow.flow, here),
        clause=clause_link(findings, flow, here),
    )


def clause_link(findings: Findings, flow: ResolvedFlow, here: Here) -> Link:
    """Link to the clause that states a duty, in the words that one would cite it by."""
    protocol = findings.corpus.by_slug[flow.protocol]
    return here.link(findings.reference(protocol, flow.placed), urls.clause(protocol.slug, flow.placed.node.id))


def some_of(number: int, total: int) -> str:
    """Give how many protocols of how many: 'one of two protocols'."""
    return f"{number_words(number)} of {number_words(total)} {'protocol' if total == 1 else 'protocols'}"


def is_transcribed(protocol: Protocol) -> bool:
    """Whether every topic of a protocol was looked for: only then is its silence one."""
    return not any(absence.state is AbsenceState.NOT_YET_TRANSCRIBED for absence in protocol.absences)


def body_matrix(findings: Findings, protocol: Protocol, here: Here) -> MatrixView:
    """Set the bodies of one protocol against each other; a row of its own for duties without a reporter."""
    matrix = flow_matrix(protocol)
    matters = findings.corpus.registers.matters.by_slug

    def cell(flows: Iterable[ResolvedFlow]) -> tuple[Link, ...]:
        found = {
            (flow.what, flow.placed.node.id): here.link(
                matters[flow.what].title, urls.clause(protocol.slug, flow.placed.node.id)
            )
            for flow in flows
        }
        return tuple(found.values())

    return MatrixView(
        caption=f"{findings.name(protocol)}: who reports (down) to whom (across)",
        file=here.csv("matrix", urls.protocol_reporting(protocol.slug)),
        columns=tuple(body_link(findings, protocol, body.id, here) for body in matrix.receivers),
        rows=tuple(
            MatrixRow(_reporter(findings, protocol, reporter, here), tuple(cell(flows) for flows in row))
            for reporter, row in zip(matrix.reporters, matrix.cells, strict=True)
        ),
    )


def _reporter(findings: Findings, protocol: Protocol, reporter: Body | None, here: Here) -> Link:
    return body_link(findings, protocol, reporter.id, here) if reporter else Link(REPORTER_NOT_STATED, "")


def types_matrix(findings: Findings, here: Here) -> MatrixView:
    """Set types of body against each other over all protocols in force.

    Duties without a reporter have a row of their own, apart from bodies whose type is not entered.
    """
    matrix = type_matrix(findings.corpus)
    types = findings.corpus.registers.body_types.by_slug
    matters = findings.corpus.registers.matters.by_slug

    def name(slug: str | None) -> Link:
        return here.link(types[slug].name, urls.body_type(slug)) if slug else Link("Of no type entered", "")

    def cell(flows: Iterable[ResolvedFlow]) -> tuple[Link, ...]:
        speaking: dict[str, dict[str, None]] = {}
        for flow in flows:
            speaking.setdefault(flow.what, {})[flow.protocol] = None
        return tuple(
            here.link(f"{matters[matter].title} ({_named(findings, protocols)})", urls.matter(matter))
            for matter, protocols in speaking.items()
        )

    rows: list[MatrixRow] = []
    for reporter, row in zip(matrix.reporters, matrix.cells, strict=True):
        if reporter is not None:
            rows.append(MatrixRow(name(reporter), tuple(cell(flows) for flows in row)))
            continue
        parts: tuple[tuple[Link, Callable[[ResolvedFlow], bool]], ...] = (
            (name(None), lambda flow: flow.reporter is not None),
            (Link(REPORTER_NOT_STATED, ""), lambda flow: flow.reporter is None),
        )
        for head, belongs in parts:
            cells = tuple(cell(flow for flow in flows if belongs(flow)) for flows in row)
            if any(cells):
                rows.append(MatrixRow(head, cells))
    return MatrixView(
        caption="All protocols: which type of body reports (down) to which (across)",
        file=here.csv("types", urls.reporting()),
        columns=tuple(name(slug) for slug in matrix.receivers),
        rows=tuple(rows),
    )


def _named(findings: Findings, protocols: Iterable[str]) -> str:
    slugs = list(protocols)
    if len(slugs) > NAMED_IN_A_CELL:
        return f"{len(slugs):,} protocols"
    return ", ".join(findings.name(findings.corpus.by_slug[slug]) for slug in slugs)

"""Reporting duties, whether reports go both ways, and ways out of a disagreement, as tables."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from generator.analysis.flows import ResolvedFlow, all_flows, by_matter
from generator.model.protocol import Protocol
from generator.model.registers import Matter
from generator.views import urls
from generator.views.duties import MatrixView, body_matrix, types_matrix
from generator.views.escalation import escalations
from generator.views.findings import Findings
from generator.views.page import Here
from generator.views.protocol import NOT_STATED
from generator.views.reciprocity import reciprocity_rows
from generator.views.tables.table import Address, Row, Table, listed, text, way, words


def flows_table(findings: Findings) -> Table:
    """Give every reporting duty of the protocols in force."""
    return _flows(
        findings,
        "Reporting duties",
        "Every reporting duty: who gives what to whom",
        urls.csv(urls.reporting(), "flows"),
        lambda: all_flows(findings.corpus),
    )


def matter_table(findings: Findings, matter: Matter) -> Table:
    """Give the reporting duties on one matter."""
    return _flows(
        findings,
        f"Duties: {matter.slug}",
        f"{matter.title}: who gives it to whom",
        urls.csv(urls.matter(matter.slug), "flows"),
        lambda: findings.kept(("by-matter",), lambda: by_matter(findings.corpus)).get(matter.slug, ()),
    )


def protocol_flows_table(findings: Findings, protocol: Protocol) -> Table:
    """Give the reporting duties of one protocol, in the document's order."""
    return _flows(
        findings,
        f"Duties: {protocol.slug}",
        f"{findings.name(protocol)}: the reporting duties",
        urls.csv(urls.protocol_reporting(protocol.slug), "flows"),
        lambda: findings.flows(protocol),
    )


def protocol_matrix_table(findings: Findings, protocol: Protocol) -> Table:
    """Give who reports (down) to whom (across) in one protocol."""
    return _matrix(
        f"Matrix: {protocol.slug}",
        f"{findings.name(protocol)}: who reports (down) to whom (across)",
        urls.csv(urls.protocol_reporting(protocol.slug), "matrix"),
        body_matrix(findings, protocol, _anywhere(findings)),
    )


def types_table(findings: Findings) -> Table:
    """Give which type of body reports (down) to which (across) in all protocols in force."""
    return _matrix(
        "Who reports to whom",
        "Which type of body reports (down) to which (across)",
        urls.csv(urls.reporting(), "types"),
        findings.kept(("table-of-types",), lambda: types_matrix(findings, _anywhere(findings))),
    )


def reciprocity_table(findings: Findings) -> Table:
    """Say for every two parties, both ways, whether the one is given the other's annual report."""
    return _reciprocity(
        findings,
        "Reciprocity",
        "Whether each body is given the other’s annual report",
        urls.csv(urls.reporting(), "reciprocity"),
        findings.corpus.in_force,
    )


def protocol_reciprocity_table(findings: Findings, protocol: Protocol) -> Table:
    """Say it for every two parties of one protocol."""
    return _reciprocity(
        findings,
        f"Reciprocity: {protocol.slug}",
        f"{findings.name(protocol)}: whether each body is given the other’s annual report",
        urls.csv(urls.protocol_reporting(protocol.slug), "reciprocity"),
        (protocol,),
    )


def _reciprocity(findings: Findings, name: str, title: str, file: str, protocols: Sequence[Protocol]) -> Table:
    return Table(
        name=name,
        title=title,
        file=file,
        columns=(
            text("Protocol"),
            text("Who"),
            text("The annual report of"),
            text("Is it given to them?"),
            words("In the text"),
            way("Address"),
        ),
        rows=lambda: _given(findings, protocols),
    )


def escalation_table(findings: Findings) -> Table:
    """Give what is done when the bodies cannot agree, in the words of each document."""
    return Table(
        name="Escalation",
        title="What is done when the bodies cannot agree, in the words of each document",
        file=urls.csv(urls.escalation(), "escalation"),
        columns=(
            text("Protocol"),
            words("What sets it off"),
            words("What is done"),
            words("Who meets"),
            words("Who else"),
            text("Called by"),
            text("By when"),
            words("What it leads to"),
            text("Where"),
            way("Address"),
        ),
        rows=lambda: _escalation(findings),
    )


def _matrix(name: str, title: str, file: str, matrix: MatrixView) -> Table:
    return Table(
        name=name,
        title=title,
        file=file,
        columns=(text("Who reports"), *(words(column.words) for column in matrix.columns)),
        rows=lambda: (
            (row.head.words, *(listed(given.words for given in cell) or NOT_STATED for cell in row.cells))
            for row in matrix.rows
        ),
    )


def _anywhere(findings: Findings) -> Here:
    return Here(urls.home(), findings.corpus.settings)


def _flows(findings: Findings, name: str, title: str, file: str, flows: Callable[[], Iterable[ResolvedFlow]]) -> Table:
    return Table(
        name=name,
        title=title,
        file=file,
        columns=(
            text("Protocol"),
            text("What"),
            text("From"),
            words("To"),
            text("To all or to one of them"),
            text("How often"),
            words("When"),
            words("On what condition"),
            words("With what content"),
            text("How firmly"),
            text("In the words"),
            text("Where"),
            way("Address"),
        ),
        rows=lambda: (_flow(findings, flow) for flow in flows()),
    )


def _flow(findings: Findings, resolved: ResolvedFlow) -> Row:
    flow = resolved.flow
    protocol = findings.corpus.by_slug[resolved.protocol]
    many = "one of them" if resolved.to_any else "all"
    return (
        findings.name(protocol),
        findings.corpus.registers.matters.by_slug[resolved.what].title,
        resolved.reporter.name if resolved.reporter else NOT_STATED,
        listed(body.name for body in resolved.receivers) or NOT_STATED,
        many if len(resolved.receivers) > 1 else None,
        flow.how_often.words if flow.how_often else NOT_STATED,
        flow.timing or NOT_STATED,
        flow.condition or NOT_STATED,
        flow.content or NOT_STATED,
        flow.strength.class_.value,
        flow.strength.words,
        findings.reference(protocol, resolved.placed),
        Address(urls.clause(protocol.slug, resolved.placed.node.id)),
    )


def _given(findings: Findings, protocols: Sequence[Protocol]) -> Iterator[Row]:
    here = _anywhere(findings)
    for protocol in protocols:
        for row in reciprocity_rows(findings, protocol, here):
            yield (
                row.protocol.words,
                row.receiver.words,
                row.giver.words,
                row.answer,
                "".join(part.words for part in row.sentence),
                Address(urls.protocol_reporting(protocol.slug)),
            )


def _escalation(findings: Findings) -> Iterator[Row]:
    for protocol in findings.corpus.in_force:
        for placed, found in escalations(findings, protocol):
            convener = findings.body(protocol, found.convened_by).name if found.convened_by else NOT_STATED
            yield (
                findings.name(protocol),
                found.trigger,
                found.step,
                listed(findings.body(protocol, body).name for body in found.between) or NOT_STATED,
                found.others or NOT_STATED,
                convener,
                found.time_limit or NOT_STATED,
                found.outcome or NOT_STATED,
                findings.reference(protocol, placed),
                Address(urls.clause(protocol.slug, placed.node.id)),
            )

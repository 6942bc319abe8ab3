"""Who speaks on what, who is silent, and every protocol's words on a topic, as tables."""

from collections.abc import Iterator, Sequence

from generator.analysis.coverage import Coverage, CoverageState, gaps
from generator.model.registers import Topic
from generator.views import urls
from generator.views.findings import Findings
from generator.views.tables.table import Address, Column, Row, Table, day, listed, number, text, way, words
from generator.views.topic import coverage_words, in_order, wording_numbers


def coverage_table(findings: Findings) -> Table:
    """Give the matrix: protocols down, topics across."""
    topics = _topics(findings)
    return Table(
        name="Coverage",
        title="Which protocol speaks on which topic",
        file=urls.csv(urls.topics(), "coverage"),
        columns=(text("Protocol"), *(Column(topic.title) for topic in topics)),
        rows=lambda: _coverage(findings, topics),
    )


def gaps_table(findings: Findings) -> Table:
    """Give every topic on which a protocol does not speak, with what a person noted."""
    return Table(
        name="Gaps",
        title="Gap ledger: every topic on which a protocol does not speak",
        file=urls.csv(urls.topics(), "gaps"),
        columns=(
            text("Topic"),
            text("Group"),
            text("Protocol"),
            text("State"),
            text("Covered in"),
            day("Looked for on"),
            words("Note"),
            way("Address"),
        ),
        rows=lambda: _gaps(findings),
    )


def wordings_table(findings: Findings, topic: Topic) -> Table:
    """Give what every protocol in force says on a topic, or how it does not."""
    return Table(
        name=f"Wordings: {topic.slug}",
        title=f"{topic.title}: what every protocol says",
        file=urls.csv(urls.topic(topic.slug), "wordings"),
        columns=_WORDINGS[1:],
        rows=lambda: (row[1:] for row in _wordings(findings, topic)),
    )


def all_wordings_table(findings: Findings) -> Table:
    """Give what every protocol in force says on every topic."""
    return Table(
        name="Wordings",
        title="What every protocol says on every topic, or how it does not",
        file=urls.csv(urls.topics(), "wordings"),
        columns=_WORDINGS,
        rows=lambda: (row for topic in _topics(findings) for row in _wordings(findings, topic)),
    )


_WORDINGS = (
    text("Topic"),
    text("Protocol"),
    text("State"),
    number("Wording"),
    number("Protocols with exactly these words"),
    words("Words"),
    text("Headings"),
    text("Where"),
    way("Address"),
)


def _topics(findings: Findings) -> tuple[Topic, ...]:
    register = findings.corpus.registers.topics
    return tuple(topic for group in register.groups for topic in register.in_group(group.slug))


def _coverage(findings: Findings, topics: Sequence[Topic]) -> Iterator[Row]:
    columns = [findings.cells(topic.slug) for topic in topics]
    nothing = Coverage(CoverageState.NOT_COMPARED)
    for protocol in in_order(findings, findings.corpus.in_force):
        cells = (column.get(protocol.slug, nothing) for column in columns)
        yield findings.name(protocol), *(coverage_words(cell.state) for cell in cells)


def _gaps(findings: Findings) -> Iterator[Row]:
    topics = {topic.slug: (place, topic) for place, topic in enumerate(_topics(findings))}
    groups = {group.slug: group.title for group in findings.corpus.registers.topics.groups}
    protocols = in_order(findings, findings.corpus.in_force)
    order = {protocol.slug: place for place, protocol in enumerate(protocols)}
    for gap in sorted(gaps(findings.matrix), key=lambda gap: (topics[gap.topic][0], order[gap.protocol])):
        protocol = findings.corpus.by_slug[gap.protocol]
        topic = topics[gap.topic][1]
        covered = findings.placed(protocol, gap.clauses[0]) if gap.clauses else None
        yield (
            topic.title,
            groups[topic.group],
            findings.name(protocol),
            coverage_words(gap.state),
            findings.reference(protocol, covered) if covered else None,
            gap.absence.checked if gap.absence else None,
            gap.absence.note if gap.absence else None,
            Address(urls.topic(topic.slug, protocol.slug)),
        )


def _wordings(findings: Findings, topic: Topic) -> Iterator[Row]:
    cells = findings.cells(topic.slug)
    numbers = wording_numbers(findings, topic.slug)
    for protocol in in_order(findings, findings.corpus.in_force):
        cell = cells.get(protocol.slug, Coverage(CoverageState.NOT_COMPARED))
        wording = findings.wordings(protocol).get(topic.slug)
        if wording is None and cell.state is CoverageState.NOT_COMPARED:
            continue
        places = [passage.placed for passage in wording.passages] if wording else []
        yield (
            topic.title,
            findings.name(protocol),
            coverage_words(cell.state),
            *numbers.get(protocol.slug, (None, None)),
            wording.text if wording else None,
            listed(wording.headings) if wording else None,
            listed(findings.reference(protocol, placed) for placed in places) or None,
            Address(urls.topic(topic.slug, protocol.slug)),
        )

"""Two protocols side by side, topic by topic, as a table to take along."""

from collections.abc import Iterable, Iterator, Mapping

from generator.analysis.coverage import Coverage, CoverageState
from generator.model.protocol import Protocol
from generator.views import urls
from generator.views.findings import Findings
from generator.views.redline import Piece, redline_view, speaker
from generator.views.tables.table import Address, Row, Table, text, way, words
from generator.views.topic import coverage_words


def comparison_table(findings: Findings, left: Protocol, right: Protocol) -> Table:
    """Give what two protocols say on every topic that one of them is compared on, and how the one becomes the other.

    In the redline `[-…-]` encloses what only the first has, `{+…+}` what only the second has.
    """
    ours, theirs = findings.name(left), findings.name(right)
    return Table(
        name=f"{left.slug} and {right.slug}",
        title=f"{ours} and {theirs}, topic by topic",
        file=urls.csv(urls.comparison(left.slug, right.slug), "comparison"),
        columns=(
            text("Group"),
            text("Topic"),
            text(f"{ours}: state"),
            words(f"{ours}: words"),
            text(f"{theirs}: state"),
            words(f"{theirs}: words"),
            words("How the words stand to each other"),
            words("Redline: [-only the first-] {+only the second+}"),
            way("Address"),
        ),
        rows=lambda: _rows(findings, left, right),
    )


def plain_redline(pieces: Iterable[Piece]) -> str:
    """Give a redline as text: `[-…-]` is left out, `{+…+}` is put in."""
    return "".join(
        piece.shown
        if piece.change is None or piece.kept
        else (f"[-{piece.left}-]" if piece.left else "") + (f"{{+{piece.right}+}}" if piece.right else "")
        for piece in pieces
    )


def _rows(findings: Findings, left: Protocol, right: Protocol) -> Iterator[Row]:
    registers = findings.corpus.registers
    both = [findings.wordings(protocol) for protocol in (left, right)]
    compared = {topic.slug for protocol in (left, right) for topic in registers.topics_of(protocol.kind)}
    answers = [_cells(findings).get(protocol.slug, {}) for protocol in (left, right)]
    nothing = Coverage(CoverageState.NOT_COMPARED)
    for group in registers.topics.groups:
        for topic in registers.topics.in_group(group.slug):
            ours, theirs = (said.get(topic.slug) for said in both)
            if topic.slug not in compared and ours is None and theirs is None:
                continue
            states = [coverage_words(cells.get(topic.slug, nothing).state) for cells in answers]
            relation = redline = None
            if ours and theirs:
                view = redline_view(
                    findings.redline(left, right, topic.slug),
                    speaker(findings.name(left)),
                    speaker(findings.name(right)),
                )
                relation = " ".join(view.relation)
                redline = plain_redline(view.pieces) or None
            yield (
                group.title,
                topic.title,
                states[0],
                ours.text if ours else None,
                states[1],
                theirs.text if theirs else None,
                relation,
                redline,
                Address(urls.comparison(left.slug, right.slug, topic.slug)),
            )


def _cells(findings: Findings) -> Mapping[str, Mapping[str, Coverage]]:
    """Give what each protocol in force says or does not say, by its slug and the topic's."""
    matrix = findings.matrix
    return findings.kept(
        ("cells-of-protocols",),
        lambda: {
            slug: dict(zip(matrix.topics, row, strict=True))
            for slug, row in zip(matrix.protocols, matrix.cells, strict=True)
        },
    )

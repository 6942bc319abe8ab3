"""All topics against all protocols: who speaks on what, and a ledger of who does not."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from generator.analysis.coverage import Coverage, CoverageState
from generator.model.protocol import Protocol
from generator.model.registers import Topic
from generator.views import urls
from generator.views.findings import Findings, in_a_row, number_words
from generator.views.page import Here, Link, Page, PageKind
from generator.views.topic import Chosen, SilentView, chosen, coverage_words, in_order, silent_view
from generator.views.urls import Href

NARROW = 6
"""Up to so many protocols stand across, with topics down; beyond it topics stand across, group by group."""

_MARKS = {
    CoverageState.STATED: ("stated", "✓"),
    CoverageState.NOT_LISTED: ("not-listed", "–"),
    CoverageState.COVERED_ELSEWHERE: ("elsewhere", "→"),
    CoverageState.NOT_YET_TRANSCRIBED: ("untranscribed", "…"),
    CoverageState.NOT_COMPARED: ("not-compared", "·"),
}


@dataclass(frozen=True, slots=True)
class HeadView:
    """The head of a column or row; `chosen` where it is a protocol."""

    link: Link
    chosen: Chosen | None = None


@dataclass(frozen=True, slots=True)
class CellView:
    """Whether a protocol speaks on a topic: in words, with a sign, and the way to the place; '' where there is none.

    `of` says of what, for one who hears the words alone; '' where there are too many, and the heads of row and column
    have to say it. `protocol` is the slug.
    """

    state: str
    sign: str
    words: str
    of: str
    href: Href | str
    protocol: str
    label: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of the matrix."""

    head: HeadView
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class MatrixView:
    """The matrix of one group of topics."""

    title: str
    anchor: str
    about: str
    corner: str
    columns: tuple[HeadView, ...]
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class GapView:
    """A topic on which somebody does not speak. `is_long` where the list is better folded away."""

    topic: Link
    summary: str
    silent: tuple[SilentView, ...]
    is_long: bool


@dataclass(frozen=True, slots=True)
class TopicsView:
    """What the page of all topics shows."""

    lead: str
    can_choose: bool
    protocols_are_rows: bool
    matrices: tuple[MatrixView, ...]
    gaps: tuple[GapView, ...]


def topics_page(findings: Findings, here: Here) -> Page:
    """Build the page of all topics."""
    protocols = in_order(findings, findings.corpus.in_force)
    registers = findings.corpus.registers
    wide = len(protocols) > NARROW
    groups = [(group, registers.topics.in_group(group.slug)) for group in registers.topics.groups]
    topics = [topic for _, below in groups for topic in below]
    return Page(
        here=here,
        kind=PageKind.INDEX,
        title="Topics",
        description="Which protocol speaks on which topic, and which does not.",
        template="topics",
        scripts=("choose",),
        shows=lambda: TopicsView(
            lead=f"{number_words(len(topics)).capitalize()} topics, "
            f"{number_words(len(protocols))} {'protocol' if len(protocols) == 1 else 'protocols'}.",
            can_choose=len(protocols) > 2,
            protocols_are_rows=wide,
            matrices=tuple(
                MatrixView(
                    title=group.title,
                    anchor=f"_group-{group.slug}",
                    about=group.about or "",
                    corner="Protocol" if wide else "Topic",
                    columns=_topic_heads(below, here) if wide else _protocol_heads(findings, protocols, here),
                    rows=_protocol_rows(findings, protocols, below, here)
                    if wide
                    else _topic_rows(findings, protocols, below, here),
                )
                for group, below in groups
                if below
            ),
            gaps=tuple(gap for topic in topics if (gap := _gap(findings, protocols, topic, here))),
        ),
        edit=here.edit("site_config/registers/topics.yml"),
    )


def _topic_heads(topics: Sequence[Topic], here: Here) -> tuple[HeadView, ...]:
    return tuple(HeadView(here.link(topic.title, urls.topic(topic.slug))) for topic in topics)


def _protocol_heads(findings: Findings, protocols: Sequence[Protocol], here: Here) -> tuple[HeadView, ...]:
    return tuple(HeadView(here.link(findings.name(p), urls.protocol(p.slug)), chosen(findings, p)) for p in protocols)


def _topic_rows(
    findings: Findings, protocols: Sequence[Protocol], topics: Sequence[Topic], here: Here
) -> tuple[RowView, ...]:
    return tuple(
        RowView(
            head,
            tuple(
                _cell(findings, protocol, topic, here, label=findings.name(protocol), alone=True)
                for protocol in protocols
            ),
        )
        for head, topic in zip(_topic_heads(topics, here), topics, strict=True)
    )


def _protocol_rows(
    findings: Findings, protocols: Sequence[Protocol], topics: Sequence[Topic], here: Here
) -> tuple[RowView, ...]:
    return tuple(
        RowView(head, tuple(_cell(findings, protocol, topic, here, label=topic.title, alone=False) for topic in topics))
        for head, protocol in zip(_protocol_heads(findings, protocols, here), protocols, strict=True)
    )


def _cell(findings: Findings, protocol: Protocol, topic: Topic, here: Here, *, label: str, alone: bool) -> CellView:
    cell = findings.cells(topic.slug).get(protocol.slug, Coverage(CoverageState.NOT_COMPARED))
    state, sign = _MARKS[cell.state]
    return CellView(
        state=state,
        sign=sign,
        words=coverage_words(cell.state),
        of=f"{findings.name(protocol)} on {topic.title}" if alone else "",
        href="" if cell.state is CoverageState.NOT_COMPARED else here.to(urls.topic(topic.slug, protocol.slug)),
        protocol=protocol.slug,
        label=label,
    )


def _gap(findings: Findings, protocols: Sequence[Protocol], topic: Topic, here: Here) -> GapView | None:
    cells = findings.cells(topic.slug)
    silent = tuple(
        silent_view(findings, protocol, cell, here)
        for protocol in protocols
        if (cell := cells.get(protocol.slug)) and cell.state not in {CoverageState.STATED, CoverageState.NOT_COMPARED}
    )
    if not silent:
        return None
    counts = Counter(one.state for one in silent)
    how = in_a_row([f"{number_words(count)} {state}" for state, count in counts.items()])
    return GapView(
        topic=here.link(topic.title, urls.topic(topic.slug)),
        summary=f"Silent: {number_words(len(silent))} of {number_words(len(cells))} ({how})",
        silent=silent,
        is_long=len(silent) > NARROW,
    )

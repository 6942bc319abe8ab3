"""Two protocols set against each other, for a report outside of the site."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from generator.analysis.redline import Segment
from generator.analysis.relation import Relation, relation
from generator.model.protocol import Protocol
from generator.views import urls
from generator.views.findings import Findings
from generator.views.page import Here
from generator.views.pair import PairView, narrowed, pair_view
from generator.views.said import PassageView, SaidView
from generator.views.words import plain


@dataclass(frozen=True, slots=True)
class ComparedTopic:
    """How two wordings stand to each other, for whoever works on with it."""

    topic: str
    segments: tuple[Segment, ...]
    relation: Relation


@dataclass(frozen=True, slots=True)
class Compared:
    """Two protocols by topic. `shown` is what a page shows; of some topics only, it has no facts, duties and laws."""

    left: str
    right: str
    shown: PairView
    topics: tuple[ComparedTopic, ...]


def compared(findings: Findings, left: Protocol, right: Protocol, topics: Collection[str] = ()) -> Compared:
    """Set two protocols against each other, on all topics or on those that are named. Nothing of it links anywhere."""
    here = Here(urls.comparison(left.slug, right.slug), findings.corpus.settings)
    view = pair_view(findings, left, right, here)
    if topics:
        view = replace(narrowed(view, topics), lead="", facts=(), kinds=(), duties=(), laws=())
    return Compared(left.slug, right.slug, view, tuple(_topics(findings, left, right, view)))


def said_lines(passage: PassageView) -> tuple[tuple[int, str, str], ...]:
    """Give the words of a passage in lines as they stand: how deep, with what before them, and the words."""
    return tuple(_lines(passage.said, 0))


def _topics(findings: Findings, left: Protocol, right: Protocol, shown: PairView) -> Iterator[ComparedTopic]:
    for group in shown.groups:
        for topic in group.topics:
            segments = findings.redline(left, right, topic.slug)
            yield ComparedTopic(topic.slug, segments, relation(segments))


def _lines(said: SaidView, depth: int) -> Iterator[tuple[int, str, str]]:
    head = " ".join(part for part in (said.label, said.heading, said.run_in) if part)
    text = plain(said.text)
    if head or text:
        yield depth, head, text
    if said.table:
        for row in (said.table.columns, *said.table.rows):
            yield depth + 1, "", " | ".join(row)
    for each in said.below:
        yield from _lines(each, depth + 1)
    after = plain(said.text_after)
    if after:
        yield depth, "", after

"""What a reader who follows the site is told: in all, of one protocol, of one topic."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.analysis.coverage import Coverage, CoverageState
from generator.model.dates import PartialDate
from generator.model.protocol import Protocol
from generator.model.registers import Topic
from generator.views import urls
from generator.views.findings import Findings
from generator.views.protocol import status_words
from generator.views.reviews import review_events

LIMIT = 100
"""How many entries a feed holds, the newest."""

_STATES = {
    CoverageState.STATED: "stated",
    CoverageState.NOT_LISTED: "not listed",
    CoverageState.COVERED_ELSEWHERE: "covered elsewhere",
}


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """Something that a reader is told. `id` is its lasting name within the site, `address` where it leads.

    `feeds` are the pages of protocols and topics whose feeds tell it too, beside the one that it leads to.
    """

    id: str
    title: str
    updated: date
    summary: str
    address: str
    feeds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed at its address, for the page that it belongs to; entries from the newest. `updated` holds without any.

    `key` is its lasting name within the site: the address that it had first.
    """

    address: str
    title: str
    page: str
    updated: date
    entries: tuple[FeedEntry, ...]
    key: str


def feeds(findings: Findings, changes: Iterable[FeedEntry] = ()) -> Iterator[Feed]:
    """Give every feed: all, one for each protocol, one for each topic.

    `changes` are entries from elsewhere (what has changed since); they join the feeds whose pages they lead to.
    """
    told = tuple(changes)
    newest = _newest(findings)
    everything = [*told]
    for protocol in findings.corpus.protocols:
        own = [*_entered(findings, protocol), *_reviews(findings, protocol)]
        everything += own
        page = urls.protocol(protocol.slug)
        yield _feed(
            urls.protocol_feed(protocol.slug),
            f"{findings.name(protocol)}: what has changed",
            page,
            [*own, *_belonging(told, page)],
            newest,
            key=urls.protocol_feed(_lasting(protocol)),
        )
    for topic in findings.corpus.registers.topics.topics:
        page = urls.topic(topic.slug)
        yield _feed(
            urls.topic_feed(topic.slug),
            f"{topic.title}: what has changed",
            page,
            [*_on_topic(findings, topic), *_belonging(told, page)],
            newest,
            key=urls.topic_feed(_lasting(topic)),
        )
    yield _feed(urls.feed(), "What has changed", urls.reviews(), everything, newest, key=urls.feed())


def _belonging(told: Iterable[FeedEntry], page: str) -> Iterator[FeedEntry]:
    return (entry for entry in told if entry.address.startswith(page) or page in entry.feeds)


def _feed(address: str, title: str, page: str, entries: list[FeedEntry], newest: date, *, key: str) -> Feed:
    kept = sorted(sorted(entries, key=lambda entry: entry.id), key=lambda entry: entry.updated, reverse=True)[:LIMIT]
    return Feed(address, title, page, kept[0].updated if kept else newest, tuple(kept), key)


def _newest(findings: Findings) -> date:
    """The last day on which a document was received or a person looked for a topic."""
    days = [protocol.source.received for protocol in findings.corpus.protocols]
    days += [
        absence.checked for protocol in findings.corpus.protocols for absence in protocol.absences if absence.checked
    ]
    return max((_day(day) for day in days), default=date(1970, 1, 1))


def _entered(findings: Findings, protocol: Protocol) -> Iterator[FeedEntry]:
    name = findings.name(protocol)
    dated = f", {protocol.dated.words}" if protocol.dated else ""
    replaces = findings.corpus.by_slug.get(protocol.replaces) if protocol.replaces else None
    yield FeedEntry(
        id=f"received/{_lasting(protocol)}/{protocol.source.received}",
        title=f"{name}: the document was received",
        updated=_day(protocol.source.received),
        summary=f"{protocol.title}. {status_words(protocol)}{dated}."
        + (f" It replaces the edition {_edition(replaces)}." if replaces else ""),
        address=urls.protocol(protocol.slug),
    )


def _edition(protocol: Protocol) -> str:
    return f"of {protocol.dated.words}" if protocol.dated else "before"


def _reviews(findings: Findings, protocol: Protocol) -> Iterator[FeedEntry]:
    """Tell of a review from the first day that its date can mean: not of one that lies ahead."""
    for event in review_events(findings, protocol):
        due = protocol.review.due if protocol.review else None
        if due is None or due.first_day > findings.corpus.as_of:
            continue
        yield FeedEntry(
            id=f"{event.key}/{due}",
            title=f"{findings.name(protocol)}: review due {due.words}",
            updated=max(due.first_day, event.stated),
            summary=f"In the document: “{protocol.review.stated}”."
            if protocol.review and protocol.review.stated
            else "",
            address=event.address,
        )


def _on_topic(findings: Findings, topic: Topic) -> Iterator[FeedEntry]:
    for slug, cell in findings.cells(topic.slug).items():
        protocol = findings.corpus.by_slug[slug]
        if cell.state not in _STATES:
            continue
        state = _STATES[cell.state]
        yield FeedEntry(
            id=f"topic/{_lasting(topic)}/{_lasting(protocol)}/{cell.state.value}",
            title=f"{findings.name(protocol)}, {topic.title}: {state}",
            updated=_seen(protocol, cell),
            summary=_remark(findings, protocol, cell),
            address=urls.topic(topic.slug, slug),
        )


def _seen(protocol: Protocol, cell: Coverage) -> date:
    checked = cell.absence.checked if cell.absence else None
    return _day(checked or protocol.source.received)


def _remark(findings: Findings, protocol: Protocol, cell: Coverage) -> str:
    if cell.absence is not None and cell.absence.note:
        return cell.absence.note
    where = [findings.reference(protocol, findings.placed(protocol, clause)) for clause in cell.clauses]
    return f"In the document: {'; '.join(where)}." if where else ""


def _lasting(named: Protocol | Topic) -> str:
    return named.was[0] if named.was else named.slug


def _day(day: PartialDate) -> date:
    return day.first_day

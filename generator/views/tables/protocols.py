"""Every protocol, and where each stands in its life, as tables."""

from collections.abc import Iterator

from generator.analysis.lifecycle import lifecycle
from generator.model.protocol import Protocol
from generator.views import urls
from generator.views.findings import Findings
from generator.views.protocol import NOT_STATED, approval_words, status_words
from generator.views.reviews import review_events
from generator.views.tables.table import Address, Row, Table, day, listed, text, way, whole_day, words
from generator.views.topic import in_order


def protocols_table(findings: Findings) -> Table:
    """Give every protocol, earlier editions included, in the order of names."""
    return Table(
        name="Protocols",
        title="Every protocol: whose it is, between whom, and where it stands",
        file=urls.csv(urls.protocols(), "protocols"),
        columns=(
            text("Protocol"),
            words("Title"),
            text("Kind"),
            text("Authorities"),
            text("Types of authority"),
            text("Regions"),
            words("Between"),
            text("Status"),
            day("Dated"),
            words("Approved by"),
            text("To be reviewed"),
            text("Where that stands"),
            day("Review due"),
            text("Replaced by"),
            day("Received"),
            text("Transcribed by"),
            text("Checked by"),
            way("Address"),
        ),
        rows=lambda: (_protocol(findings, each) for each in in_order(findings, findings.corpus.protocols)),
    )


def reviews_table(findings: Findings) -> Table:
    """Give the dates of every protocol in force. Whether a review is overdue is for the reader's day to say."""
    return Table(
        name="Reviews",
        title="Status, dates and reviews of every protocol in force",
        file=urls.csv(urls.reviews(), "reviews"),
        columns=(
            text("Protocol"),
            text("Status"),
            day("Dated"),
            words("Approved by"),
            text("Interval"),
            text("Where the interval stands"),
            day("Review due"),
            day("Overdue after"),
            words("In the document"),
            way("Calendar"),
            way("Feed"),
            way("Address"),
        ),
        rows=lambda: _reviews(findings),
    )


def _protocol(findings: Findings, protocol: Protocol) -> Row:
    registers = findings.corpus.registers
    councils = [registers.authorities.by_slug[slug] for slug in protocol.authorities]
    later = findings.corpus.replaced.get(protocol.slug)
    review = protocol.review
    return (
        findings.name(protocol),
        protocol.title,
        registers.kinds.by_slug[protocol.kind].title,
        listed(council.name for council in councils),
        listed(dict.fromkeys(council.type.words for council in councils)),
        listed(dict.fromkeys(council.region for council in councils)),
        listed(findings.body(protocol, party).name for party in protocol.parties),
        status_words(protocol),
        protocol.dated or NOT_STATED,
        approval_words(findings, protocol),
        review.every.words if review and review.every else NOT_STATED,
        findings.reference(protocol, findings.placed(protocol, review.clause)) if review and review.clause else None,
        review.due if review and review.due else NOT_STATED,
        findings.name(findings.corpus.by_slug[later]) if later else None,
        protocol.source.received,
        protocol.transcription.by,
        protocol.transcription.checked_by,
        Address(urls.protocol(protocol.slug)),
    )


def _reviews(findings: Findings) -> Iterator[Row]:
    for protocol in in_order(findings, findings.corpus.in_force):
        life = lifecycle(findings.corpus, protocol)
        clause = protocol.review.clause if protocol.review else None
        yield (
            findings.name(protocol),
            status_words(protocol),
            protocol.dated or NOT_STATED,
            approval_words(findings, protocol),
            life.review_every.words if life.review_every else NOT_STATED,
            findings.reference(protocol, findings.placed(protocol, clause)) if clause else None,
            life.review.due if life.review else NOT_STATED,
            whole_day(life.review.last_day) if life.review else None,
            (protocol.review.stated if protocol.review else None),
            Address(urls.protocol_calendar(protocol.slug)) if review_events(findings, protocol) else None,
            Address(urls.protocol_feed(protocol.slug)),
            Address(urls.clause(protocol.slug, clause) if clause else urls.protocol(protocol.slug)),
        )

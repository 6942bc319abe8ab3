"""The page of reviews: where every protocol stands in its life, what is overdue, and the dates to take along."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from generator.analysis.lifecycle import Lifecycle, lifecycle, lifecycles
from generator.model.dates import Precision, in_words
from generator.model.protocol import Protocol, ProtocolStatus
from generator.views import urls
from generator.views.duties import some_of
from generator.views.findings import Findings, number_words
from generator.views.page import Here, Link, Page, PageKind
from generator.views.protocol import NOT_STATED, approval_words, status_words

_NEVER = "9999-12-31"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One protocol's life. Texts are 'not stated' where it does not state them; `*_sort` orders a column."""

    protocol: Link
    kind: str
    status: str
    dated: str
    dated_sort: str
    approval: str
    rule: Link
    due: str
    due_day: str
    due_sort: str
    remark: str
    is_overdue: bool
    calendar: Link | None
    feed: Link


@dataclass(frozen=True, slots=True)
class ReviewsView:
    """What the page shows: those overdue first, then by the day on which a review is due."""

    lead: str
    as_of: str
    rows: tuple[ReviewRow, ...]
    calendar: Link | None
    feed: Link


@dataclass(frozen=True, slots=True)
class ReviewEvent:
    """A review that is due, for a calendar: an all-day event on `day`. `stated` is the day since when it is known."""

    key: str
    summary: str
    description: str
    day: date
    stated: date
    address: str


def reviews_page(findings: Findings, here: Here) -> Page:
    """Build the page of reviews."""
    corpus = findings.corpus
    lives = [life for life in lifecycles(corpus) if life.replaced_by is None]
    dated = [life for life in lives if life.review]
    late = sum(life.is_overdue(corpus.as_of) for life in lives)
    return Page(
        here=here,
        kind=PageKind.INDEX,
        title="Reviews",
        description="Where every protocol stands: status, date, approval, when its review is due, and whether it is "
        "overdue. With calendars and feeds.",
        template="reviews",
        alternates=(here.feed("What has changed", urls.feed()),),
        scripts=("sort",),
        shows=lambda: ReviewsView(
            lead=f"A date for the next review is stated in {some_of(len(dated), len(lives))}.",
            as_of=f"On {in_words(corpus.as_of)}, {number_words(late)} {'was' if late == 1 else 'were'} overdue.",
            rows=tuple(review_row(findings, life, here) for life in lives),
            calendar=here.link("All reviews as a calendar (.ics)", urls.calendar())
            if any(review_events(findings, corpus.by_slug[life.protocol]) for life in dated)
            else None,
            feed=here.link("All changes as a feed (Atom)", urls.feed()),
        ),
    )


def review_events(findings: Findings, protocol: Protocol) -> tuple[ReviewEvent, ...]:
    """Give the review that a protocol states, where it is in force and states a date; otherwise none.

    A date that is only a month or a year stands on its last day, and says so. `stated` is the day on which the
    document was received: what the file says of it is known since then, and it changes with the document only.
    """
    life = lifecycle(findings.corpus, protocol)
    if life.review is None or _is_over(life):
        return ()
    name = findings.name(protocol)
    lines = [protocol.title, f"Review due: {life.review.due.words}."]
    if protocol.review and protocol.review.stated:
        lines.append(f"In the document: “{protocol.review.stated}”.")
    if life.review.due.precision is not Precision.DAY:
        lines.append(
            f"The document states {'a month' if life.review.due.precision is Precision.MONTH else 'a year'} and no "
            "day; this entry stands on its last day."
        )
    if life.review_every:
        lines.append(f"Interval in the document: {life.review_every.words}.")
    return (
        ReviewEvent(
            key=f"review/{protocol.was[0] if protocol.was else protocol.slug}",
            summary=f"Protocol review due: {name}",
            description="\n".join(lines),
            day=life.review.last_day,
            stated=protocol.source.received.first_day,
            address=urls.protocol(protocol.slug),
        ),
    )


def midnight(day: date) -> datetime:
    """Give the first moment of a day, in UTC, for formats that ask for a time."""
    return datetime.combine(day, time(), UTC)


def _is_over(life: Lifecycle) -> bool:
    return life.replaced_by is not None or life.status in {ProtocolStatus.SUPERSEDED, ProtocolStatus.WITHDRAWN}


def review_row(findings: Findings, life: Lifecycle, here: Here) -> ReviewRow:
    """Show one protocol's life."""
    protocol = findings.corpus.by_slug[life.protocol]
    due = life.review
    return ReviewRow(
        protocol=here.link(findings.name(protocol), urls.protocol(protocol.slug)),
        kind=findings.corpus.registers.kinds.by_slug[protocol.kind].title,
        status=status_words(protocol),
        dated=life.dated.words if life.dated else NOT_STATED,
        dated_sort=life.dated.last_day.isoformat() if life.dated else _NEVER,
        approval=approval_words(findings, protocol),
        rule=_rule(findings, protocol, life, here),
        due=due.due.words if due else NOT_STATED,
        due_day="" if due is None or _is_over(life) else due.last_day.isoformat(),
        due_sort=due.last_day.isoformat() if due else _NEVER,
        remark=f"In the document: “{protocol.review.stated}”" if protocol.review and protocol.review.stated else "",
        is_overdue=life.is_overdue(findings.corpus.as_of),
        calendar=here.link(f"Calendar of {findings.name(protocol)}", urls.protocol_calendar(protocol.slug))
        if due and not _is_over(life)
        else None,
        feed=here.link(f"Feed of {findings.name(protocol)}", urls.protocol_feed(protocol.slug)),
    )


def _rule(findings: Findings, protocol: Protocol, life: Lifecycle, here: Here) -> Link:
    if life.review_every is None:
        return Link(NOT_STATED, "")
    clause = protocol.review.clause if protocol.review else None
    if clause is None:
        return Link(life.review_every.words, "")
    where = findings.reference(protocol, findings.placed(protocol, clause))
    return here.link(f"{life.review_every.words} ({where})", urls.clause(protocol.slug, clause))

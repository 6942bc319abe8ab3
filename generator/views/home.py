"""The first page: find your authority; the areas; what is overdue; what changed; how to read a comparison."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.analysis.lifecycle import Lifecycle, lifecycles
from generator.analysis.redline import Segment, SegmentKind
from generator.analysis.relation import RelationKind, relation
from generator.model.protocol import Protocol, ProtocolStatus
from generator.model.registers import Authority
from generator.views import urls
from generator.views.changes import newest_changes
from generator.views.clause import date_words
from generator.views.findings import Findings, in_a_row, number_words
from generator.views.page import Here, Link, Page, PageKind
from generator.views.protocol import status_words
from generator.views.redline import RedlineView, redline_view, speaker
from generator.views.urls import Href

CARDS = 12
"""Up to so many entries are shown as cards; more as lists by letter."""
DUE_SHOWN = 8
PAIRS_SEARCHED = 20
MOST_CHANGES = 3
NEWEST = 4


@dataclass(frozen=True, slots=True)
class FoundView:
    """A protocol under one of its authorities. `words` say what tells it: its kind where needed, status, date."""

    authority: str
    href: Href
    words: str


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """The authorities under a letter; under '' where all stand together."""

    letter: str
    anchor: str
    found: tuple[FoundView, ...]


@dataclass(frozen=True, slots=True)
class AreaView:
    """A group of topics."""

    title: str
    about: str
    topics: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class DueView:
    """A review that is due, with its last day in ISO form."""

    protocol: Link
    due: str
    day: str


@dataclass(frozen=True, slots=True)
class ExampleView:
    """Two real wordings set against each other."""

    topic: Link
    comparison: Link
    redline: RedlineView


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the first page shows. `example` is None where no two protocols can be compared."""

    lead: str
    groups: tuple[FoundGroup, ...]
    can_filter: bool
    tasks: Link
    areas: tuple[AreaView, ...]
    due: tuple[DueView, ...]
    undated: str
    reviews: Link
    changes: Link
    newest: tuple[tuple[str, Link], ...]
    example: ExampleView | None
    more: tuple[Link, ...]


def home_page(findings: Findings, here: Here) -> Page:
    """Build the first page."""
    settings = findings.corpus.settings
    found = tuple(sorted(_found(findings, here), key=lambda one: (one.authority.casefold(), one.words, one.href)))
    due, undated = _due(findings, here)
    registers = findings.corpus.registers
    used = {group for p in findings.corpus.in_force for group in registers.kinds.by_slug[p.kind].topic_groups}
    return Page(
        here=here,
        kind=PageKind.HOME,
        title=settings.name,
        description=settings.purpose,
        template="home",
        alternates=(here.feed("What has changed", urls.feed()),),
        scripts=("find",),
        shows=lambda: HomeView(
            lead=settings.purpose,
            groups=_grouped(found),
            can_filter=len(found) > CARDS,
            tasks=here.link("Something has happened: find what to do", urls.tasks()),
            areas=tuple(
                AreaView(
                    group.title,
                    group.about or "",
                    tuple(
                        here.link(topic.title, urls.topic(topic.slug))
                        for topic in registers.topics.in_group(group.slug)
                    ),
                )
                for group in registers.topics.groups
                if group.slug in used
            ),
            due=due,
            undated=undated,
            reviews=here.link("All reviews", urls.reviews()),
            changes=here.link("See what changed", urls.changes()),
            newest=newest_changes(findings, here, NEWEST),
            example=_example(findings, here),
            more=(
                here.link("Compare two protocols", urls.comparisons()),
                here.link("Who reports what to whom", urls.reporting()),
                here.link("What if the bodies cannot agree", urls.escalation()),
                here.link("The law that protocols rest on", urls.law()),
                here.link("Who sits on what", urls.bodies()),
                here.link("The data to take away", urls.data()),
            ),
        ),
    )


def _found(findings: Findings, here: Here) -> Iterator[FoundView]:
    register = findings.corpus.registers.authorities.by_slug
    of_authority: dict[str, list[Protocol]] = {}
    for protocol in findings.corpus.in_force:
        for slug in protocol.authorities:
            of_authority.setdefault(slug, []).append(protocol)
    for slug, protocols in of_authority.items():
        for protocol in protocols:
            words = _words(findings, register[slug], protocol, several=len(protocols) > 1)
            yield FoundView(register[slug].name, here.to(urls.protocol(protocol.slug)), words)


def _words(findings: Findings, authority: Authority, protocol: Protocol, *, several: bool) -> str:
    register = findings.corpus.registers.authorities.by_slug
    said = [findings.corpus.registers.kinds.by_slug[protocol.kind].title] if several else [authority.type.words]
    others = [register[slug].name for slug in protocol.authorities if slug != authority.slug]
    if others:
        said.append(f"with {in_a_row(others)}")
    return f"{', '.join(said)}. {status_words(protocol)}, {date_words(protocol.dated)}"


def _grouped(found: tuple[FoundView, ...]) -> tuple[FoundGroup, ...]:
    if len(found) <= CARDS:
        return (FoundGroup("", "", found),)
    groups: dict[str, list[FoundView]] = {}
    for one in found:
        first = one.authority[:1].upper()
        groups.setdefault(first if "A" <= first <= "Z" else "Other", []).append(one)
    return tuple(FoundGroup(letter, f"_letter-{letter.lower()}", tuple(ones)) for letter, ones in groups.items())


def _due(findings: Findings, here: Here) -> tuple[tuple[DueView, ...], str]:
    lives = [life for life in lifecycles(findings.corpus) if not _is_over(life)]
    dated = tuple(
        DueView(
            here.link(findings.name(findings.corpus.by_slug[life.protocol]), urls.protocol(life.protocol)),
            life.review.due.words,
            life.review.last_day.isoformat(),
        )
        for life in lives
        if life.review
    )
    silent = len(lives) - len(dated)
    more = len(dated) - DUE_SHOWN
    said = (
        [f"{number_words(more).capitalize()} more {'states' if more == 1 else 'state'} a later day."]
        if more > 0
        else []
    )
    if silent:
        whom = f"{number_words(silent).capitalize()} {'protocol does' if silent == 1 else 'protocols do'}"
        said.append(f"{whom} not state when the next review is due.")
    return dated[:DUE_SHOWN], " ".join(said)


def _is_over(life: Lifecycle) -> bool:
    return life.replaced_by is not None or life.status in {ProtocolStatus.SUPERSEDED, ProtocolStatus.WITHDRAWN}


def _example(findings: Findings, here: Here) -> ExampleView | None:
    """Choose, of the first pairs, the wordings that show most plainly how little can change a meaning.

    Best is where one protocol only adds words to the other's; then few changes, then a short text.
    """
    by_slug = findings.corpus.by_slug
    best: tuple[tuple[int, ...], str, Protocol, Protocol, tuple[Segment, ...]] | None = None
    for left, right in ((by_slug[a], by_slug[b]) for a, b in findings.pairs[:PAIRS_SEARCHED]):
        for topic in findings.wordings(left):
            if topic not in findings.wordings(right):
                continue
            segments = findings.redline(left, right, topic)
            changes = [s for s in segments if s.kind in {SegmentKind.DELETED, SegmentKind.INSERTED}]
            if not 0 < len(changes) <= MOST_CHANGES:
                continue
            kind = relation(segments).kind
            if kind in {RelationKind.REWORDED, RelationKind.SAME_BUT_FOR_FORM}:
                continue
            one_sided = kind in {RelationKind.LEFT_SAYS_MORE, RelationKind.RIGHT_SAYS_MORE}
            rank = (not one_sided, len(changes), sum(len(s.left) + len(s.right) for s in segments))
            if best is None or rank < best[0]:
                best = (rank, topic, left, right, segments)
        if best is not None and not best[0][0]:
            break
    if best is None:
        return None
    _, topic, left, right, segments = best
    return ExampleView(
        topic=here.link(findings.corpus.registers.topics.by_slug[topic].title, urls.topic(topic)),
        comparison=here.link(
            f"{findings.name(left)} and {findings.name(right)} side by side",
            urls.comparison(left.slug, right.slug, topic),
        ),
        redline=redline_view(segments, speaker(findings.name(left)), speaker(findings.name(right))),
    )

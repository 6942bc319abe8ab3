"""The page of changes: what the history of the files tells, in sentences, the newest first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.analysis.change import Change, ChangeKind, Nature, sentence
from generator.analysis.changes import ChangeLog, LogEntry
from generator.analysis.coverage import CoverageState
from generator.model.dates import PartialDate, in_words
from generator.model.protocol import Protocol
from generator.views import urls
from generator.views.feeds import FeedEntry
from generator.views.findings import Findings, in_a_row, number_words
from generator.views.page import Here, Link, Page, PageKind

MOST_SHOWN = 600
"""How many changes the page tells, the newest; whole days, so that none is told in part."""

_AT_ONCE = 6
_NAMED = 3
_NATURES = {
    Nature.POLICY: "What the document says, or where it stands",
    Nature.TRANSCRIPTION: "How it is written down here; the document is the same",
    Nature.ANNOTATION: "What this site says of it",
    Nature.REGISTER: "What all protocols share",
}
_LIVES = {ChangeKind.STATUS, ChangeKind.DATED, ChangeKind.APPROVAL, ChangeKind.REVIEW, ChangeKind.KIND}
_COMPARED = {CoverageState.NOT_COMPARED}


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change in a sentence. `topics` are slugs with a space between, for a filter; `touches` says which protocols."""

    words: str
    where: Link | None
    topics: str
    touches: str


@dataclass(frozen=True, slots=True)
class NatureView:
    """Changes of one nature: some at once, and the rest behind `more`, '' where there is none."""

    title: str
    slug: str
    first: tuple[ChangeView, ...]
    more: str
    rest: tuple[ChangeView, ...]


@dataclass(frozen=True, slots=True)
class SubjectView:
    """What changed on a day in one protocol, or in the registers; slugs of both kinds are for a filter."""

    name: Link
    protocol: str
    authorities: str
    natures: tuple[NatureView, ...]


@dataclass(frozen=True, slots=True)
class DayView:
    """A day on which something changed."""

    day: str
    iso: str
    subjects: tuple[SubjectView, ...]


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month with its days, the newest first."""

    title: str
    id: str
    days: tuple[DayView, ...]


@dataclass(frozen=True, slots=True)
class ChangesView:
    """What the page shows. `notes` say how far back it tells, and what it cannot."""

    lead: str
    notes: tuple[str, ...]
    months: tuple[MonthView, ...]
    feed: Link


def changes_page(findings: Findings, here: Here) -> Page:
    """Build the page of changes; without a history it says that there is none here."""
    log = findings.log
    entries, is_cut = _shown(log.told) if log else ((), False)
    return Page(
        here=here,
        kind=PageKind.INDEX,
        title="Changes",
        description="What changed in the protocols and in what this site says of them, in sentences, the newest first.",
        template="changes",
        alternates=(here.feed("What has changed", urls.feed()),),
        shows=lambda: ChangesView(
            lead=_lead(log),
            notes=_notes(log, entries, is_cut=is_cut),
            months=tuple(_months(findings, entries, here)),
            feed=here.link("All changes as a feed (Atom)", urls.feed()),
        ),
    )


def newest_changes(findings: Findings, here: Here, count: int) -> tuple[tuple[str, Link], ...]:
    """Give the newest changes of documents and registers for another page: the day, and the sentence as a link."""
    if findings.log is None:
        return ()
    return tuple(
        (in_words(day), Link(told(findings, change), here.to(target(findings, change) or urls.changes())))
        for day, change in findings.log.newest(count)
    )


def told(findings: Findings, change: Change) -> str:
    """Say a change in a sentence, with whose it is: "Isle of Wight: Comments and complaints, not listed → stated"."""
    said = as_sentence(change)
    return f"{change_name(findings, change.protocol)}: {said}" if change.protocol else said


def as_sentence(change: Change) -> str:
    """Say a change in a whole sentence, without whose it is."""
    said = sentence(change)
    return f"{said[:1].upper()}{said[1:]}."


def change_name(findings: Findings, slug: str) -> str:
    """Give the name of a protocol, of one that is no more too."""
    present = _present(findings, slug)
    if present is not None:
        return findings.name(present)
    gone = findings.log.gone.get(slug) if findings.log else None
    if gone is None:
        return slug
    register = gone.registers.authorities.by_slug if gone.registers else {}
    return in_a_row([register[each].name if each in register else each for each in gone.protocol.authorities])


def change_entries(findings: Findings) -> Iterator[FeedEntry]:
    """Give the entries for feeds: each change, for the feeds of the protocols and topics that it is about."""
    seen: set[str] = set()
    for entry in findings.log.entries if findings.log else ():
        for change in entry.changes:
            name = f"change/{entry.revision}/{change.key}"
            number = 2
            while name in seen:
                name = f"change/{entry.revision}/{change.key}/{number}"
                number += 1
            seen.add(name)
            pages = [urls.protocol(slug) for slug in (change.protocol, *change.protocols) if slug]
            yield FeedEntry(
                id=name,
                title=told(findings, change),
                updated=entry.day,
                summary=f"{_NATURES[change.nature]}.",
                address=target(findings, change) or urls.changes(),
                feeds=(*pages, *(urls.topic(topic) for topic in change.topics)),
            )


def affected(findings: Findings, change: Change) -> tuple[str, ...]:
    """Give the addresses of the pages of the site on which a change is seen, in their order."""
    corpus, found = findings.corpus, set[str]()
    registers = corpus.registers
    for slug in (change.protocol, *change.protocols):
        protocol = _present(findings, slug) if slug else None
        if protocol is None:
            continue
        found |= {urls.protocol(protocol.slug), urls.protocols()}
        if change.protocol and (change.topics or change.kind in _LIVES):
            found |= {
                urls.comparison(*sorted((protocol.slug, other.slug))) for other in findings.compared_with(protocol)
            }
            found |= {
                urls.editions(each.slug)
                for each in corpus.protocols
                if each.replaces and protocol.slug in (each.slug, each.replaces)
            }
        if change.kind is ChangeKind.FLOW:
            found |= {urls.reporting(), urls.protocol_reporting(protocol.slug), urls.tasks()}
            found.add(urls.protocol_tasks(protocol.slug))
        if change.kind is ChangeKind.ESCALATION:
            found |= {urls.escalation(), urls.tasks(), urls.protocol_tasks(protocol.slug)}
        if change.kind in _LIVES or change.kind.value.startswith("protocol-"):
            found |= {urls.reviews(), urls.home()}
        if change.kind.value.startswith("protocol-"):
            found |= {urls.comparisons(), urls.bodies(), urls.law(), urls.reporting(), urls.escalation(), urls.tasks()}
    if change.topics:
        found |= {urls.topic(topic) for topic in change.topics if topic in registers.topics.by_slug} | {urls.topics()}
    if change.matters:
        found |= {urls.matter(slug) for slug in change.matters if slug in registers.matters.by_slug}
    if change.instruments:
        found |= {urls.instrument(slug) for slug in change.instruments if slug in registers.instruments.by_slug}
        found.add(urls.law())
    if change.body_types:
        found |= {urls.body_type(slug) for slug in change.body_types if slug in registers.body_types.by_slug}
        found.add(urls.bodies())
    if change.nature is Nature.REGISTER and change.subject == "term":
        found.add(urls.glossary())
    return tuple(sorted(found))


def nature_words(nature: Nature) -> str:
    """Say what a change of this nature is a change of."""
    return _NATURES[nature]


def change_view(findings: Findings, change: Change, here: Here) -> ChangeView:
    """Show a change, with the way to where it is seen now."""
    there = target(findings, change)
    touched = [name for slug in change.protocols if (name := change_name(findings, slug))]
    named = in_a_row(touched) if len(touched) <= _NAMED else ""
    many = f"{in_a_row([*touched[:2], f'{number_words(len(touched) - 2)} others'])}" if touched and not named else named
    return ChangeView(
        words=as_sentence(change),
        where=Link(_where(findings, change), here.to(there)) if there else None,
        topics=" ".join(change.topics),
        touches=f"Touches {many}." if many else "",
    )


def nature_views(findings: Findings, changes: Iterable[Change], here: Here) -> tuple[NatureView, ...]:
    """Show changes by what they are changes of."""
    by_nature: dict[Nature, list[ChangeView]] = {nature: [] for nature in Nature}
    for change in changes:
        by_nature[change.nature].append(change_view(findings, change, here))
    return tuple(_nature(nature, tuple(views)) for nature, views in by_nature.items() if views)


def _nature(nature: Nature, views: tuple[ChangeView, ...]) -> NatureView:
    # one more behind a fold is no gain
    at_once = len(views) if len(views) <= _AT_ONCE + 1 else _AT_ONCE
    rest = views[at_once:]
    more = f"{number_words(len(rest)).capitalize()} more" if rest else ""
    return NatureView(_NATURES[nature], nature.value, views[:at_once], more, rest)


def _where(findings: Findings, change: Change) -> str:
    whose = change_name(findings, change.protocol) if change.protocol else ""
    return ": ".join(part for part in (whose, change.place or change.subject) if part)


def _present(findings: Findings, slug: str) -> Protocol | None:
    """The protocol that a slug of any time stands for."""
    by_slug = findings.corpus.by_slug
    former = findings.kept(
        ("former-slugs",), lambda: {name: p.slug for p in findings.corpus.protocols for name in p.was}
    )
    return by_slug.get(slug) or by_slug.get(former.get(slug, ""))


def target(findings: Findings, change: Change) -> str | None:
    """Give the address where a change is seen in the site as it is now; None where nothing of it is left."""
    if change.protocol is None:
        return next(iter(_of_register(findings, change)), None)
    protocol = _present(findings, change.protocol)
    if protocol is None:
        return None
    if change.kind in {ChangeKind.COVERAGE, ChangeKind.ABSENCE}:
        topic = change.topics[0]
        cell = findings.cells(topic).get(protocol.slug)
        if cell and cell.state not in _COMPARED and topic in findings.corpus.registers.topics.by_slug:
            return urls.topic(topic, protocol.slug)
    if change.kind is ChangeKind.PROTOCOL_REPLACED and protocol.replaces in findings.corpus.by_slug:
        return urls.editions(protocol.slug)
    if change.clause:
        ids = findings.kept(
            ("ids", protocol.slug),
            lambda: {name: p.node.id for p in findings.places(protocol) for name in (*p.node.was, p.node.id)},
        )
        if change.clause in ids:
            return urls.clause(protocol.slug, ids[change.clause])
    return urls.protocol(protocol.slug)


def _of_register(findings: Findings, change: Change) -> Iterator[str]:
    registers = findings.corpus.registers
    yield from (urls.topic(slug) for slug in change.topics if slug in registers.topics.by_slug)
    yield from (urls.instrument(slug) for slug in change.instruments if slug in registers.instruments.by_slug)
    yield from (urls.matter(slug) for slug in change.matters if slug in registers.matters.by_slug)
    yield from (urls.body_type(slug) for slug in change.body_types if slug in registers.body_types.by_slug)


def _lead(log: ChangeLog | None) -> str:
    if log is None:
        return (
            "The history of the files is not available here, so this page cannot say what changed. "
            "It is told on sites that are built from the repository with its history."
        )
    if not log.told:
        return "Nothing has changed since the history of the files began."
    return (
        "Every change of a protocol and of what this site says of it, in sentences, the newest first. What changed "
        "in a document is told apart from how it is written down here and from what this site says of it."
    )


def _notes(log: ChangeLog | None, entries: Sequence[LogEntry], *, is_cut: bool) -> tuple[str, ...]:
    if log is None:
        return ()
    found = []
    if is_cut:
        found.append(f"Changes before {in_words(entries[-1].day)} are not shown.")
    elif log.since:
        found.append(
            f"The history that is available here begins on {in_words(log.since)}; what changed before is not told."
        )
    if not log.is_current:
        found.append(
            "These pages are made from files with changes that are not in the history yet; those are not told here."
        )
    days = sorted({entry.day for entry in log.entries if entry.unread}, reverse=True)
    if days:
        shown = in_a_row([in_words(day) for day in days[:_NAMED]])
        more = " and on earlier days" if len(days) > _NAMED else ""
        found.append(
            f"On {shown}{more} a file could not be read; what changed in it is told on the day from which it can be "
            "read."
        )
    return tuple(found)


def _shown(entries: Sequence[LogEntry]) -> tuple[tuple[LogEntry, ...], bool]:
    """The newest entries up to the limit, in whole days, and whether that leaves some out."""
    count = 0
    for index, entry in enumerate(entries):
        is_new_day = index > 0 and entries[index - 1].day != entry.day
        if is_new_day and count >= MOST_SHOWN:
            return tuple(entries[:index]), True
        count += len(entry.changes)
    return tuple(entries), False


def _months(findings: Findings, entries: Iterable[LogEntry], here: Here) -> Iterator[MonthView]:
    days: dict[date, list[Change]] = {}
    for entry in entries:
        days.setdefault(entry.day, []).extend(entry.changes)
    months: dict[tuple[int, int], list[DayView]] = {}
    for day, changes in days.items():
        view = DayView(in_words(day), day.isoformat(), tuple(_subjects(findings, changes, here)))
        months.setdefault((day.year, day.month), []).append(view)
    for (year, month), views in months.items():
        yield MonthView(PartialDate(year, month).words, f"_{year:04}-{month:02}", tuple(views))


def _subjects(findings: Findings, changes: Iterable[Change], here: Here) -> Iterator[SubjectView]:
    found: dict[str | None, list[Change]] = {}
    for change in changes:
        found.setdefault(change.protocol, []).append(change)
    for slug in sorted(found, key=lambda each: (each is None, change_name(findings, each) if each else "")):
        protocol = _present(findings, slug) if slug else None
        gone = findings.log.gone.get(slug) if findings.log and slug else None
        known = protocol or (gone.protocol if gone else None)
        name = Link(change_name(findings, slug), "") if slug else Link("Registers", "")
        yield SubjectView(
            name=here.link(name.words, urls.protocol(protocol.slug)) if protocol else name,
            protocol=protocol.slug if protocol else slug or "",
            authorities=" ".join(known.authorities) if known else "",
            natures=nature_views(findings, found[slug], here),
        )

"""What changed from one state of the files to another, and the log of many such steps."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from generator.analysis.change import Change, ChangeKind, Nature
from generator.analysis.protocol_changes import Version, protocol_changes
from generator.analysis.register_changes import register_changes
from generator.analysis.statements import wordings_of
from generator.model.corpus import Corpus
from generator.model.protocol import Protocol
from generator.model.registers import Registers


@dataclass(frozen=True)
class State:
    """What the files held at one time: protocols and the texts of their sources by slug, and the registers.

    `unread` are the slugs of files that were there and could not be read: nothing is said of those. `registers` is None
    where one of them could not be read; `unread_files` are the paths of all such files.
    """

    protocols: Mapping[str, Protocol]
    registers: Registers | None = None
    sources: Mapping[str, str] = field(default_factory=dict, repr=False)
    unread: frozenset[str] = frozenset()
    unread_files: tuple[str, ...] = ()

    @classmethod
    def of(cls, corpus: Corpus) -> "State":
        """Give the state that a corpus is."""
        sources = {slug: file.source_text for slug, file in corpus.files.items() if file.source_text is not None}
        return cls(corpus.by_slug, corpus.registers, sources)

    def version(self, slug: str) -> Version:
        """Give one protocol with what it is compared by."""
        return Version(self.protocols[slug], self.registers, self.sources.get(slug))


@dataclass(frozen=True, slots=True)
class LogEntry:
    """What changed on a day, in one revision of the files.

    `unread` are the files that could not be read in it: what changed in them is told with the next revision in which
    they can.
    """

    day: date
    revision: str
    changes: tuple[Change, ...]
    unread: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChangeLog:
    """What the history of the files tells, the newest first.

    `since` is the first day that the history reaches, where it does not reach back to the beginning. `is_current` is
    False where files have changes that are not in the history yet. Protocols that are no more stand in `gone`.
    """

    entries: tuple[LogEntry, ...]
    since: date | None = None
    is_current: bool = True
    gone: Mapping[str, Version] = field(default_factory=dict, repr=False)

    @cached_property
    def told(self) -> tuple[LogEntry, ...]:
        """The entries in which something changed that a reader can see."""
        return tuple(entry for entry in self.entries if entry.changes)

    def newest(self, count: int) -> tuple[tuple[date, Change], ...]:
        """Give the newest changes of documents, coverage and law: of one revision and one protocol the first only."""
        found: list[tuple[date, Change]] = []
        for entry in self.entries:
            told: dict[str | None, Change] = {}
            for change in entry.changes:
                if change.nature is Nature.POLICY or change.kind in {ChangeKind.COVERAGE, ChangeKind.LAW_STATUS}:
                    told.setdefault(change.protocol, change)
            found += [(entry.day, change) for change in told.values()]
            if len(found) >= count:
                break
        return tuple(found[:count])

    def of_protocol(self, slug: str) -> tuple[tuple[date, Change], ...]:
        """Give every change of one protocol, the newest first."""
        return self._by_protocol.get(slug, ())

    @cached_property
    def _by_protocol(self) -> Mapping[str, tuple[tuple[date, Change], ...]]:
        found: dict[str, list[tuple[date, Change]]] = {}
        for entry in self.entries:
            for change in entry.changes:
                for slug in (change.protocol, *change.protocols):
                    if slug:
                        found.setdefault(slug, []).append((entry.day, change))
        return {slug: tuple(each) for slug, each in found.items()}


def changes(before: State, after: State) -> tuple[Change, ...]:
    """Give all that changed: protocol by protocol in the order of their slugs, then the registers.

    A file that could not be read in one of the two states is passed over. A protocol whose file has another name is
    told as renamed where the later file names the earlier one (`was`) or holds the same source. A new file that
    `replaces` an earlier one is told as its later edition, with all that changed between the two.
    """
    return tuple(_all(before, after))


def _all(before: State, after: State) -> Iterator[Change]:
    unread = before.unread | after.unread
    gone = [slug for slug in before.protocols if slug not in after.protocols and slug not in unread]
    come = [slug for slug in after.protocols if slug not in before.protocols and slug not in unread]
    renamed = _renamed(before, after, gone, come)
    handed_over = _handed_over(before, after, come)
    for slug in sorted({*before.protocols, *after.protocols} - unread):
        if slug in gone:
            if slug not in renamed.values():
                yield _removed(before.version(slug))
        elif slug in renamed:
            yield from _compared(before.version(renamed[slug]), after.version(slug))
        elif slug in handed_over:
            yield from _replaced(before.version(slug), after.version(slug))
        elif slug in come:
            if slug not in (after.protocols[later].replaces for later in handed_over):
                yield from _added(before, after, slug)
        else:
            yield from protocol_changes(before.version(slug), after.version(slug))
    if before.registers and after.registers:
        yield from register_changes(before.registers, after.registers, after.protocols.values())


def _renamed(before: State, after: State, gone: Iterable[str], come: Iterable[str]) -> Mapping[str, str]:
    """The former slug of each new file that is an old one under another name."""
    waiting = list(gone)
    found: dict[str, str] = {}
    for slug in come:
        protocol = after.protocols[slug]
        former = next((name for name in waiting if name in protocol.was), None)
        if former is None and not protocol.replaces:
            former = next((name for name in waiting if is_same_source(before.protocols[name], protocol)), None)
        if former is not None:
            waiting.remove(former)
            found[slug] = former
    return found


def _handed_over(before: State, after: State, come: Iterable[str]) -> frozenset[str]:
    """The files that hold a later edition now, while the one that they held has moved to a new file."""
    new = set(come)
    return frozenset(
        slug
        for slug, protocol in after.protocols.items()
        if protocol.replaces in new
        and slug in before.protocols
        and not is_same_source(before.protocols[slug], protocol)
        and is_same_source(before.protocols[slug], after.protocols[str(protocol.replaces)])
    )


def is_same_source(one: Protocol, other: Protocol) -> bool:
    """Whether two files hold the same document of the same councils."""
    return one.source.sha256 == other.source.sha256 and one.authorities == other.authorities


def _removed(version: Version) -> Change:
    return Change(
        ChangeKind.PROTOCOL_REMOVED,
        Nature.POLICY,
        version.protocol.slug,
        before=_described(version.protocol),
        topics=tuple(wordings_of(version.protocol)),
    )


def _compared(before: Version, after: Version) -> Iterator[Change]:
    words = before.protocol.slug, after.protocol.slug
    yield Change(ChangeKind.PROTOCOL_RENAMED, Nature.ANNOTATION, words[1], before=words[0], after=words[1])
    yield from protocol_changes(before, after)


def _added(before: State, after: State, slug: str) -> Iterator[Change]:
    version = after.version(slug)
    earlier = version.protocol.replaces
    if earlier and earlier != slug and earlier in after.protocols:
        yield from _replaced(after.version(earlier), version)
    else:
        yield Change(
            ChangeKind.PROTOCOL_ADDED,
            Nature.POLICY,
            slug,
            after=_described(version.protocol),
            topics=tuple(wordings_of(version.protocol)),
        )


def _replaced(before: Version, after: Version) -> Iterator[Change]:
    yield Change(
        ChangeKind.PROTOCOL_REPLACED,
        Nature.POLICY,
        after.protocol.slug,
        before=_edition(before.protocol),
        after=_edition(after.protocol),
        topics=tuple(dict.fromkeys([*wordings_of(before.protocol), *wordings_of(after.protocol)])),
    )
    yield from protocol_changes(before, after, is_edition=True)


def _described(protocol: Protocol) -> str:
    dated = f", {protocol.dated.words}" if protocol.dated else ""
    return f"{' '.join(protocol.title.split())} ({protocol.status.value}{dated})"


def _edition(protocol: Protocol) -> str:
    return f"of {protocol.dated.words}" if protocol.dated else "date not stated"

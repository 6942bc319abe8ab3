"""What a pull request changes: the state that the files are in, set against an earlier one."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.analysis.change import Change, Nature
from generator.analysis.changes import ChangeLog, State, changes
from generator.model.corpus import Corpus
from generator.model.dates import in_words
from generator.model.registers import (
    Authorities,
    BodyTypes,
    Instruments,
    Kinds,
    Matters,
    Registers,
    Terms,
    Topics,
)
from generator.model.settings import Settings
from generator.views import urls
from generator.views.changes import affected, as_sentence, change_name, nature_words
from generator.views.findings import Findings

_PROTOCOLS = "protocols/"
_REGISTERS = "site_config/registers/"
_HANDWRITTEN = "site_config/docs/"
_EVERYWHERE = (
    "templates/",
    "generator/",
    "site_config/overrides/",
    "site_config/docs/assets/",
    "site_config/site.yml",
    "mkdocs.yml",
)


_EMPTY = Registers(
    topics=Topics(groups=(), topics=()),
    kinds=Kinds(kinds=()),
    authorities=Authorities(authorities=()),
    body_types=BodyTypes(body_types=()),
    instruments=Instruments(instruments=()),
    matters=Matters(matters=()),
    terms=Terms(terms=()),
)


@dataclass(frozen=True, slots=True)
class ToldChange:
    """A change with its sentence. `topics` are titles."""

    change: Change
    words: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToldNature:
    """Changes of one nature."""

    nature: Nature
    title: str
    changes: tuple[ToldChange, ...]


@dataclass(frozen=True, slots=True)
class ToldSubject:
    """What changed in one protocol, or in the registers: `slug` is '' for those."""

    slug: str
    name: str
    file: str
    natures: tuple[ToldNature, ...]


@dataclass(frozen=True, slots=True)
class SinceView:
    """What changed since a revision.

    `unread_before` and `unread_after` are files that could not be read, of which nothing is said. `vanished` are ids
    that a file had and has no more, with the file's slug. `unseen` are files of content that differ in nothing that a
    page shows. `technical` are all other files. `pages` are addresses on which a change is seen, `lost` those that lead
    nowhere now. With `is_everywhere` any page may look different.
    """

    revision: str
    day: str
    subjects: tuple[ToldSubject, ...]
    topics: tuple[tuple[str, tuple[str, ...]], ...]
    unread_before: tuple[str, ...]
    unread_after: tuple[str, ...]
    vanished: tuple[tuple[str, str], ...]
    unseen: tuple[str, ...]
    handwritten: tuple[str, ...]
    technical: tuple[str, ...]
    pages: tuple[str, ...]
    lost: tuple[str, ...]
    is_everywhere: bool

    @property
    def is_sound(self) -> bool:
        """Whether all could be told, and no address is lost with an id."""
        return not self.unread_after and not self.vanished


def since(
    before: State,
    after: State,
    *,
    revision: str,
    day: date,
    files: Collection[str],
    vanished: Iterable[tuple[str, str]],
    settings: Settings,
    as_of: date,
) -> SinceView:
    """Say what changed from one state to another. `files` are the paths of all files that differ."""
    found = changes(before, after)
    findings = _findings(before, after, settings, as_of)
    subjects = tuple(_subjects(findings, found))
    told = {each.file for each in subjects}
    content = [path for path in files if path.startswith((_PROTOCOLS, _REGISTERS))]
    unread = {*before.unread_files, *after.unread_files}
    other = [path for path in files if not path.startswith((_PROTOCOLS, _REGISTERS))]
    sources = {f"{_PROTOCOLS}{p.source.file}" for s in subjects if (p := after.protocols.get(s.slug))}
    has_registers = any(not each.slug for each in subjects)
    return SinceView(
        revision=revision,
        day=in_words(day),
        subjects=subjects,
        topics=tuple(_topics(findings, found)),
        unread_before=before.unread_files,
        unread_after=after.unread_files,
        vanished=tuple(vanished),
        unseen=tuple(
            path
            for path in content
            if path not in told | unread | sources and not (has_registers and path.startswith(_REGISTERS))
        ),
        handwritten=tuple(path for path in other if _is_handwritten(path)),
        technical=tuple(path for path in other if not _is_handwritten(path)),
        pages=tuple(sorted({address for change in found for address in affected(findings, change)})),
        lost=tuple(_lost(before, after)),
        is_everywhere=any(path.startswith(_EVERYWHERE) for path in other),
    )


def _findings(before: State, after: State, settings: Settings, as_of: date) -> Findings:
    """What is known of the state after; a protocol that names what no register has is known by its slug alone."""
    registers = after.registers or before.registers
    if registers is None:
        return Findings(Corpus((), {}, _EMPTY, settings, as_of))
    known = tuple(
        protocol
        for _, protocol in sorted(after.protocols.items())
        if set(protocol.authorities) <= registers.authorities.by_slug.keys()
        and protocol.kind in registers.kinds.by_slug
    )
    gone = {slug: before.version(slug) for slug in before.protocols if slug not in after.protocols}
    return Findings(Corpus(known, {}, registers, settings, as_of), ChangeLog((), gone=gone))


def _subjects(findings: Findings, found: Iterable[Change]) -> Iterator[ToldSubject]:
    by_slug: dict[str, list[Change]] = {}
    for change in found:
        by_slug.setdefault(change.protocol or "", []).append(change)
    for slug in sorted(by_slug, key=lambda each: (not each, each)):
        natures = []
        for nature in Nature:
            told = tuple(_told(findings, each) for each in by_slug[slug] if each.nature is nature)
            if told:
                natures.append(ToldNature(nature, nature_words(nature), told))
        name = change_name(findings, slug) if slug else "Registers"
        yield ToldSubject(slug, name, f"{_PROTOCOLS}{slug}.yml" if slug else _REGISTERS, tuple(natures))


def _told(findings: Findings, change: Change) -> ToldChange:
    words = as_sentence(change)
    if change.nature is Nature.REGISTER and change.protocols:
        words += f" Touches {', '.join(change_name(findings, slug) for slug in change.protocols)}."
    return ToldChange(change, words, tuple(_title(findings, topic) for topic in change.topics))


def _title(findings: Findings, topic: str) -> str:
    register = findings.corpus.registers.topics.by_slug
    return register[topic].title if topic in register else topic


def _topics(findings: Findings, found: Iterable[Change]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each topic that a change is about, in the register's order, with the names of the protocols."""
    names: dict[str, dict[str, None]] = {}
    for change in found:
        for topic in change.topics:
            name = change_name(findings, change.protocol) if change.protocol else "Registers"
            names.setdefault(topic, {})[name] = None
    order = list(findings.corpus.registers.topics.by_slug)
    for topic in sorted(names, key=lambda each: (order.index(each) if each in order else len(order), each)):
        yield _title(findings, topic), tuple(names[topic])


def _is_handwritten(path: str) -> bool:
    return path.startswith(_HANDWRITTEN) and path.endswith(".md")


def _lost(before: State, after: State) -> Iterator[str]:
    """Give the addresses of protocols that are no more and that no other took over."""
    kept = {name for protocol in after.protocols.values() for name in (protocol.slug, *protocol.was)} | after.unread
    yield from (urls.protocol(slug) for slug in sorted(before.protocols) if slug not in kept)

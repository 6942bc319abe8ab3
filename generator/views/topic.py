"""The page of a topic: every protocol's words, how the wordings stand to each other, and who is silent."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from generator.analysis.coverage import Coverage, CoverageState
from generator.analysis.redline import Segment
from generator.analysis.wordings import Reading, Variant, WordingGroup
from generator.model.protocol import NoteKind, Protocol
from generator.model.registers import Topic
from generator.views import urls
from generator.views.clause import NoteView, date_words, note_views
from generator.views.findings import Findings, in_a_row, number_words
from generator.views.former import former_of_protocols
from generator.views.page import Here, Link, Page, PageKind
from generator.views.protocol import place_link, status_words
from generator.views.redline import RedlineView, Speaker, redline_view, speaker, speakers
from generator.views.said import PassageView, passage_views, texts
from generator.views.urls import Href

FEW = 5
"""Up to so many protocols, their words come first and every two wordings are set against each other."""

_NAMED = 3
"""How many of those who use the same words a line names before it counts the others."""

FILE_HEADS = (
    *("Protocol", "State", "Wording", "Protocols with exactly these words", "Words", "Headings", "Where", "Address"),
)
"""The heads of the file of a topic."""

_STATES = {
    CoverageState.STATED: "stated",
    CoverageState.NOT_LISTED: "not listed",
    CoverageState.COVERED_ELSEWHERE: "covered elsewhere",
    CoverageState.NOT_YET_TRANSCRIBED: "not yet transcribed",
    CoverageState.NOT_COMPARED: "not compared",
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a reader can choose protocols by. `regions` and `types` hold several, divided by a bar."""

    slug: str
    name: str
    regions: str
    types: str


@dataclass(frozen=True, slots=True)
class User:
    """A protocol that uses certain words."""

    slug: str
    name: str
    href: Href


@dataclass(frozen=True, slots=True)
class Users:
    """Who uses the same words: a line that names the first of them, and all of them where it does not."""

    words: str
    all: tuple[User, ...]
    are_named: bool


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A protocol's own words, at their place on the page.

    `line` is what its line of the file of this page has beside them, as JSON: the number of the wording, how many use
    it, headings, places; and the words where they are not the texts that stand on the page, one after the other.
    """

    chosen: Chosen
    line: str
    document: Link
    status: str
    passages: tuple[PassageView, ...]


@dataclass(frozen=True, slots=True)
class VariantView:
    """Another wording of a group: who uses it, and how it differs from the base."""

    users: Users
    redline: RedlineView
    scope: tuple["ScopeNote", ...]


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A line of the apparatus: the base's words, what stands in their place, and where."""

    lemma: str
    reading: str
    who: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """Like wordings: the base once, who uses exactly these words, the others against it.

    `base` is '' where its words stand above and only one protocol uses them. `to_commonest` are sentences on how the
    base stands to the base of the largest group; empty for that group itself.
    """

    title: str
    anchor: str
    base: str
    users: Users
    variants: tuple[VariantView, ...]
    apparatus: tuple[ReadingView, ...]
    to_commonest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScopeNote:
    """An editor's remark on how far words reach, with whose words they are."""

    name: str
    note: NoteView


@dataclass(frozen=True, slots=True)
class MeetingView:
    """Two wordings of different groups against each other."""

    title: str
    anchor: str
    redline: RedlineView
    scope: tuple[ScopeNote, ...]


@dataclass(frozen=True, slots=True)
class LoneView:
    """A wording that is like no other, and how it stands to the commonest one."""

    user: User
    to_commonest: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SilentView:
    """A protocol that does not speak on the topic, and how it does not."""

    chosen: Chosen
    document: Href
    state: str
    clause: Link | None
    note: str
    checked: str


@dataclass(frozen=True, slots=True)
class TopicView:
    """What the page of a topic shows. `words_first` where the protocols are few."""

    question: str
    group: Link
    summary: str
    can_choose: bool
    words_first: bool
    file: str
    """What the file of those protocols that a reader chooses needs beside them, as JSON."""
    own: tuple[OwnWords, ...]
    groups: tuple[GroupView, ...]
    lone: tuple[LoneView, ...]
    meetings: tuple[MeetingView, ...]
    pairs: tuple[Link, ...]
    silent: tuple[SilentView, ...]
    before: Link | None
    after: Link | None
    download: Link


def topic_page(findings: Findings, topic: Topic, here: Here) -> Page:
    """Build the page of one topic."""
    return Page(
        here=here,
        kind=PageKind.TOPIC,
        title=topic.title,
        description=f"{topic.question} What each protocol says, in its own words, and how the wordings differ.",
        template="topic",
        former=former_of_protocols(findings),
        scripts=("choose",),
        shows=lambda: findings.shown(here, lambda: _Builder(findings, topic, here).view()),
        breadcrumbs=(here.link("Topics", urls.topics()),),
        edit=here.edit("site_config/registers/topics.yml"),
        alternates=(
            here.feed(f"{topic.title}: what has changed", urls.topic_feed(topic.slug)),
            here.json(f"{topic.title}: what every protocol says, as data", urls.topic_data(topic.slug)),
        ),
    )


def in_order(findings: Findings, protocols: Sequence[Protocol]) -> tuple[Protocol, ...]:
    """Put protocols in the order of their names."""
    return tuple(sorted(protocols, key=lambda p: (findings.name(p).casefold(), p.slug)))


def chosen(findings: Findings, protocol: Protocol) -> Chosen:
    """Give what a reader can choose a protocol by."""
    register = findings.corpus.registers.authorities.by_slug
    authorities = [register[slug] for slug in protocol.authorities]
    return Chosen(
        protocol.slug,
        findings.name(protocol),
        "|".join(dict.fromkeys(authority.region for authority in authorities)),
        "|".join(dict.fromkeys(authority.type.words for authority in authorities)),
    )


def coverage_words(state: CoverageState) -> str:
    """Give the state of a cell as it is shown."""
    return _STATES[state]


def wording_numbers(findings: Findings, topic: str) -> dict[str, tuple[int, int]]:
    """Give for each protocol that speaks on a topic the number of its wording, and how many use exactly its words."""
    return {
        slug: (number, len(users))
        for number, group in enumerate(findings.groups(topic), 1)
        for users in (group.keys, *(variant.keys for variant in group.variants))
        for slug in users
    }


def silent_view(findings: Findings, protocol: Protocol, cell: Coverage, here: Here) -> SilentView:
    """Say how a protocol is silent on a topic."""
    clause = None
    if cell.clauses:
        clause = place_link(findings, protocol, findings.placed(protocol, cell.clauses[0]), here)
    absence = cell.absence
    return SilentView(
        chosen=chosen(findings, protocol),
        document=here.to(urls.protocol(protocol.slug)),
        state=_STATES[cell.state],
        clause=clause,
        note=(absence.note or "") if absence else "",
        checked=absence.checked.words if absence and absence.checked else "",
    )


class _Builder:
    """The page of one topic, in parts."""

    def __init__(self, findings: Findings, topic: Topic, here: Here) -> None:
        self.findings = findings
        self.topic = topic
        self.slug = topic.slug
        self.here = here
        in_force = findings.corpus.in_force
        self.speaking = in_order(findings, [p for p in in_force if topic.slug in findings.wordings(p)])
        self.are_few = len(self.speaking) <= FEW
        # the largest group first; of equal ones the one that came first
        self.groups = sorted(findings.groups(topic.slug), key=lambda group: -len(group.all_keys))
        self.numbers = wording_numbers(findings, topic.slug)
        self.shared = [group for group in self.groups if group.variants or len(group.keys) > 1]

    def view(self) -> TopicView:
        registers = self.findings.corpus.registers
        group = next(each for each in registers.topics.groups if each.slug == self.topic.group)
        topics = registers.topics.topics
        at = topics.index(self.topic)
        silent = self.silent()
        return TopicView(
            question=self.topic.question,
            group=self.here.link(group.title, urls.topics() + f"#_group-{group.slug}"),
            summary=_summary(len(self.speaking), len(silent), self.groups),
            can_choose=len(self.speaking) + len(silent) > 2,
            words_first=self.are_few,
            file=self.file(),
            own=tuple(self.own_words(protocol) for protocol in self.speaking),
            groups=tuple(self.group(each, number) for number, each in enumerate(self.shared, 1)),
            lone=() if self.are_few else tuple(self.lone(each) for each in self.groups if each not in self.shared),
            meetings=tuple(self.meetings()) if self.are_few else (),
            pairs=self.pairs() if self.are_few else (),
            silent=silent,
            before=self.neighbour(topics[at - 1]) if at else None,
            after=self.neighbour(topics[at + 1]) if at + 1 < len(topics) else None,
            download=self.here.link("Download this comparison as a Word file", urls.topic_document(self.slug)),
        )

    def file(self) -> str:
        settings, address = self.findings.corpus.settings, urls.topic(self.slug)
        full = (settings.address or "") + address
        return _json({"titles": FILE_HEADS, "address": full, "file": self.here.csv("wordings").name})

    def line(self, protocol: Protocol, passages: tuple[PassageView, ...]) -> str:
        wording = self.findings.wordings(protocol)[self.slug]
        where = "; ".join(self.findings.reference(protocol, passage.placed) for passage in wording.passages)
        shown = "\n".join(text for passage in passages for text in texts(passage.said))
        words = [] if shown == wording.text else [wording.text]
        return _json([*self.numbers.get(protocol.slug, ("", "")), "; ".join(wording.headings), where, *words])

    def own_words(self, protocol: Protocol) -> OwnWords:
        passages = passage_views(self.findings, protocol, self.slug, self.here)
        return OwnWords(
            chosen=chosen(self.findings, protocol),
            line=self.line(protocol, passages),
            document=self.here.link(
                f"{self.findings.name(protocol)}: the whole protocol", urls.protocol(protocol.slug)
            ),
            status=f"{status_words(protocol)}, {date_words(protocol.dated)}",
            passages=passages,
        )

    def group(self, group: WordingGroup[str], number: int) -> GroupView:
        names = self.names(group.all_keys)
        return GroupView(
            title=names if len(self.shared) == 1 else f"Wording {number}: {names}",
            anchor=f"_wording-{number}",
            base="" if self.are_few and len(group.keys) == 1 else group.base,
            users=self.users(group.keys),
            variants=tuple(self.variant(group, variant) for variant in group.variants),
            apparatus=tuple(self.reading(reading) for reading in group.apparatus),
            to_commonest=self.to_commonest(group),
        )

    def variant(self, group: WordingGroup[str], variant: Variant[str]) -> VariantView:
        return VariantView(
            users=self.users(variant.keys),
            redline=self.redline(group.keys, variant.keys, variant.segments),
            scope=self.scope(group.keys[0], variant.keys[0]) if self.are_few else (),
        )

    def reading(self, reading: Reading[str]) -> ReadingView:
        count = len(reading.keys)
        who = in_a_row([self.name(slug) for slug in reading.keys]) if count <= _NAMED else f"× {count:,}"
        return ReadingView(reading.lemma, reading.reading, who)

    def lone(self, group: WordingGroup[str]) -> LoneView:
        return LoneView(self.user(group.keys[0]), self.to_commonest(group))

    def to_commonest(self, group: WordingGroup[str]) -> tuple[str, ...]:
        commonest = self.groups[0]
        if group is commonest or self.are_few:
            return ()
        return self.redline(commonest.keys, group.keys).relation

    def meetings(self) -> list[MeetingView]:
        return [
            MeetingView(
                title=f"{self.names(left.keys)} against {self.names(right.keys)}",
                anchor=f"_against-{number}",
                redline=self.redline(left.keys, right.keys),
                scope=self.scope(left.keys[0], right.keys[0]),
            )
            for number, (left, right) in enumerate(combinations(self.groups, 2), 1)
        ]

    def redline(
        self, left: Sequence[str], right: Sequence[str], segments: Sequence[Segment] | None = None
    ) -> RedlineView:
        """Set the words that some use against the words that others use."""
        ours, theirs = self.protocol(left[0]), self.protocol(right[0])
        return redline_view(
            self.findings.redline(ours, theirs, self.slug) if segments is None else segments,
            self.speaker(left),
            self.speaker(right),
            left_headings=self.findings.wordings(ours)[self.slug].headings,
            right_headings=self.findings.wordings(theirs)[self.slug].headings,
        )

    def scope(self, *slugs: str) -> tuple[ScopeNote, ...]:
        return tuple(
            ScopeNote(self.name(slug), view)
            for slug in slugs
            for passage in self.findings.wordings(self.protocol(slug))[self.slug].passages
            for placed in (passage.placed, *passage.below)
            for view in note_views(tuple(note for note in placed.node.notes if note.kind is NoteKind.SCOPE))
        )

    def pairs(self) -> tuple[Link, ...]:
        found = self.findings.pairs
        two = [sorted(pair, key=lambda protocol: protocol.slug) for pair in combinations(self.speaking, 2)]
        return tuple(
            self.here.link(
                f"{self.findings.name(left)} and {self.findings.name(right)}",
                urls.comparison(left.slug, right.slug, self.slug)
                if (left.slug, right.slug) in found
                else urls.any_comparison(left.slug, right.slug),
            )
            for left, right in two
        )

    def silent(self) -> tuple[SilentView, ...]:
        cells = self.findings.cells(self.slug)
        silent = [
            self.protocol(slug)
            for slug, cell in cells.items()
            if cell.state not in {CoverageState.STATED, CoverageState.NOT_COMPARED}
        ]
        return tuple(
            silent_view(self.findings, protocol, cells[protocol.slug], self.here)
            for protocol in in_order(self.findings, silent)
        )

    def users(self, slugs: Sequence[str]) -> Users:
        verb = "uses" if len(slugs) == 1 else "use"
        return Users(
            words=f"{self.names(slugs)} {verb} exactly these words.",
            all=tuple(self.user(slug) for slug in slugs),
            are_named=len(slugs) <= _NAMED,
        )

    def user(self, slug: str) -> User:
        return User(slug, self.name(slug), self.here.to(urls.topic(self.slug, slug)))

    def names(self, slugs: Sequence[str]) -> str:
        if len(slugs) <= _NAMED:
            return in_a_row([self.name(slug) for slug in slugs])
        return f"{self.name(slugs[0])} and {number_words(len(slugs) - 1)} others"

    def speaker(self, slugs: Sequence[str]) -> Speaker:
        first = self.name(slugs[0])
        return speaker(first) if len(slugs) == 1 else speakers(first, len(slugs) - 1)

    def protocol(self, slug: str) -> Protocol:
        return self.findings.corpus.by_slug[slug]

    def name(self, slug: str) -> str:
        return self.findings.name(self.protocol(slug))

    def neighbour(self, topic: Topic) -> Link:
        return self.here.link(topic.title, urls.topic(topic.slug))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _summary(speaking: int, silent: int, groups: Sequence[WordingGroup[str]]) -> str:
    if not speaking:
        return "No protocol speaks on this."
    said = f"{number_words(speaking)} {'protocol speaks' if speaking == 1 else 'protocols speak'} on this"
    said += _how(speaking, groups)
    said += f"; {number_words(silent)} {'does' if silent == 1 else 'do'} not" if silent else ""
    return f"{said[0].upper()}{said[1:]}."


def _how(speaking: int, groups: Sequence[WordingGroup[str]]) -> str:
    wordings = sum(1 + len(group.variants) for group in groups)
    if speaking == 1:
        return ""
    if wordings == 1:
        return ", all in the same words"
    if len(groups) == 1:
        return f", in {number_words(wordings)} wordings that are alike"
    if len(groups) == wordings:
        return f", in {number_words(wordings)} different wordings"
    return f", in {number_words(wordings)} wordings that fall into {number_words(len(groups))} groups"

"""The page of two protocols: at a glance, topic by topic, what only one says, what each reports, what each rests on."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from generator.analysis.order import out_of_order
from generator.analysis.relation import RelationKind
from generator.model.protocol import Protocol
from generator.model.registers import Topic
from generator.views import urls
from generator.views.findings import Findings, in_a_row, number_words
from generator.views.former import former_of_topics
from generator.views.one_side import CitedView, OneSide, PlacedDuty, one_side
from generator.views.page import Here, Link, Page, PageKind
from generator.views.protocol import Fact
from generator.views.redline import RedlineView, possessive, redline_view, speaker
from generator.views.said import PassageView
from generator.views.topic import SilentView


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact of both protocols; None where one has none."""

    term: str
    left: Fact | None
    right: Fact | None


@dataclass(frozen=True, slots=True)
class KindRow:
    """A way in which two wordings stand to each other, and the topics where they do."""

    words: str
    topics: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class BothSpeak:
    """A topic on which both speak. `moved` says where each has it, if not in the order of the others; or is ''."""

    title: str
    slug: str
    question: str
    left: tuple[PassageView, ...]
    right: tuple[PassageView, ...]
    moved: str
    redline: RedlineView
    all: Link


@dataclass(frozen=True, slots=True)
class TopicGroupView:
    """A group of topics on which both speak."""

    title: str
    anchor: str
    topics: tuple[BothSpeak, ...]


@dataclass(frozen=True, slots=True)
class OneSpeaks:
    """A topic on which one speaks and the other does not."""

    title: str
    slug: str
    passages: tuple[PassageView, ...]
    silence: SilentView
    all: Link


@dataclass(frozen=True, slots=True)
class OnlyView:
    """All topics on which only one of the two speaks."""

    title: str
    anchor: str
    topics: tuple[OneSpeaks, ...]


@dataclass(frozen=True, slots=True)
class NeitherSpeaks:
    """A topic on which neither speaks, and how each does not."""

    slug: str
    topic: Link
    silences: tuple[SilentView, ...]


@dataclass(frozen=True, slots=True)
class DutyRow:
    """What both protocols say on the reporting of one matter."""

    matter: Link
    left: tuple[PlacedDuty, ...]
    right: tuple[PlacedDuty, ...]


@dataclass(frozen=True, slots=True)
class LawRow:
    """What both protocols cite of one law."""

    law: Link
    left: tuple[CitedView, ...]
    right: tuple[CitedView, ...]


@dataclass(frozen=True, slots=True)
class PairView:
    """What the page of two protocols shows."""

    left: Link
    right: Link
    lead: str
    facts: tuple[FactRow, ...]
    kinds: tuple[KindRow, ...]
    groups: tuple[TopicGroupView, ...]
    only: tuple[OnlyView, ...]
    neither: tuple[NeitherSpeaks, ...]
    duties: tuple[DutyRow, ...]
    laws: tuple[LawRow, ...]
    download: Link


def pair_page(findings: Findings, left: Protocol, right: Protocol, here: Here) -> Page:
    """Build the page of two protocols."""
    names = findings.name(left), findings.name(right)
    return Page(
        here=here,
        kind=PageKind.COMPARISON,
        title=f"{names[0]} and {names[1]}",
        description=f"{names[0]} and {names[1]} side by side: in their own words, and what only one says.",
        template="pair",
        former=former_of_topics(findings),
        shows=lambda: pair_view(findings, left, right, here),
        breadcrumbs=(here.link("Compare", urls.comparisons()),),
        scripts=("compare",),
    )


def pair_view(findings: Findings, left: Protocol, right: Protocol, here: Here) -> PairView:
    """Give what the page of two protocols shows."""
    return findings.shown(here, lambda: _Builder(findings, left, right, here).view(), left.slug, right.slug)


def narrowed(view: PairView, topics: Collection[str]) -> PairView:
    """Give what is shown with some topics alone."""
    groups = (replace(group, topics=tuple(t for t in group.topics if t.slug in topics)) for group in view.groups)
    only = (replace(each, topics=tuple(t for t in each.topics if t.slug in topics)) for each in view.only)
    return replace(
        view,
        groups=tuple(group for group in groups if group.topics),
        only=tuple(each for each in only if each.topics),
        neither=tuple(topic for topic in view.neither if topic.slug in topics),
    )


class _Builder:
    """The page of two protocols, in parts."""

    def __init__(self, findings: Findings, left: Protocol, right: Protocol, here: Here) -> None:
        self.findings = findings
        self.protocols = left, right
        self.here = here
        self.left = one_side(findings, left, here)
        self.right = one_side(findings, right, here)
        self.both = self.left, self.right
        self.speakers = speaker(self.left.name), speaker(self.right.name)
        registers = findings.corpus.registers
        compared = {topic.slug for p in self.protocols for topic in registers.topics_of(p.kind)}
        said = compared | self.left.topics.keys() | self.right.topics.keys()
        self.topics = [topic for topic in registers.topics.topics if topic.slug in said]
        places = ({slug: topic.place for slug, topic in side.topics.items()} for side in self.both)
        self.moved = out_of_order(*places)

    def view(self) -> PairView:
        groups = self.groups()
        only = (
            self.only(self.left, self.right, "_only-first"),
            self.only(self.right, self.left, "_only-second"),
        )
        neither = tuple(
            NeitherSpeaks(topic.slug, self.link(topic), tuple(side.silences[topic.slug] for side in self.both))
            for topic in self.topics
            if not any(topic.slug in side.topics for side in self.both)
        )
        return PairView(
            left=self.left.document,
            right=self.right.document,
            lead=self.lead(groups, only, len(neither)),
            facts=self.facts(),
            kinds=self.kinds(groups),
            groups=groups,
            only=tuple(each for each in only if each.topics),
            neither=neither,
            duties=self.duties(),
            laws=self.laws(),
            download=self.here.link(
                "Download this comparison as a Word file",
                urls.comparison_document(*(protocol.slug for protocol in self.protocols)),
            ),
        )

    def lead(self, groups: Sequence[TopicGroupView], only: Sequence[OnlyView], neither: int) -> str:
        counts = [
            ("both speak on", sum(len(group.topics) for group in groups)),
            *((f"only {side.name} speaks on", len(each.topics)) for side, each in zip(self.both, only, strict=True)),
            ("neither speaks on", neither),
        ]
        said = [f"{who} {number_words(count)}" for who, count in counts if count]
        return (
            f"Of {number_words(len(self.topics))} topics {in_a_row(said)}. "
            "That is a count, and no verdict: a topic on which a protocol is silent is not thereby excluded."
        )

    def facts(self) -> tuple[FactRow, ...]:
        left, right = self.left.facts, self.right.facts
        return tuple(FactRow(term, left.get(term), right.get(term)) for term in dict.fromkeys([*left, *right]))

    def groups(self) -> tuple[TopicGroupView, ...]:
        found = []
        for group in self.findings.corpus.registers.topics.groups:
            topics = tuple(
                self.both_speak(topic)
                for topic in self.topics
                if topic.group == group.slug and all(topic.slug in side.topics for side in self.both)
            )
            if topics:
                found.append(TopicGroupView(group.title, f"_group-{group.slug}", topics))
        return tuple(found)

    def both_speak(self, topic: Topic) -> BothSpeak:
        left, right = (side.topics[topic.slug] for side in self.both)
        return BothSpeak(
            title=topic.title,
            slug=topic.slug,
            question=topic.question,
            left=left.passages,
            right=right.passages,
            moved=moved_words(self.left, self.right, topic.slug) if topic.slug in self.moved else "",
            redline=redline_view(
                self.findings.redline(*self.protocols, topic.slug),
                *self.speakers,
                left_headings=left.headings,
                right_headings=right.headings,
            ),
            all=self.link(topic),
        )

    def kinds(self, groups: Iterable[TopicGroupView]) -> tuple[KindRow, ...]:
        left, right = self.left.name, self.right.name
        words = {
            RelationKind.SAME_WORDS: "In the same words",
            RelationKind.SAME_BUT_FOR_FORM: "In the same words but for their form",
            RelationKind.LEFT_SAYS_MORE: f"{possessive(left)} words hold all of {possessive(right)}, and more",
            RelationKind.RIGHT_SAYS_MORE: f"{possessive(right)} words hold all of {possessive(left)}, and more",
            RelationKind.OVERLAP: "Each says something of its own",
            RelationKind.REWORDED: "Reworded throughout",
        }
        found: dict[RelationKind, list[Link]] = {kind: [] for kind in words}
        for group in groups:
            for topic in group.topics:
                found[topic.redline.kind].append(Link(topic.title, urls.Href(f"#{topic.slug}")))
        return tuple(KindRow(words[kind], tuple(topics)) for kind, topics in found.items() if topics)

    def only(self, speaks: OneSide, silent: OneSide, anchor: str) -> OnlyView:
        return OnlyView(
            title=f"Only {speaks.name} speaks on",
            anchor=anchor,
            topics=tuple(
                OneSpeaks(
                    title=topic.title,
                    slug=topic.slug,
                    passages=speaks.topics[topic.slug].passages,
                    silence=silent.silences[topic.slug],
                    all=self.link(topic),
                )
                for topic in self.topics
                if topic.slug in speaks.topics and topic.slug in silent.silences
            ),
        )

    def duties(self) -> tuple[DutyRow, ...]:
        left, right = self.left.duties, self.right.duties
        return tuple(
            DutyRow(
                self.here.link(matter.title, urls.matter(matter.slug)),
                left.get(matter.slug, ()),
                right.get(matter.slug, ()),
            )
            for matter in self.findings.corpus.registers.matters.matters
            if matter.slug in left or matter.slug in right
        )

    def laws(self) -> tuple[LawRow, ...]:
        left, right = self.left.laws, self.right.laws
        instruments = self.findings.corpus.registers.instruments.by_slug
        slugs = sorted({*left, *right}, key=lambda slug: (instruments[slug].title.casefold(), slug))
        return tuple(
            LawRow(
                self.here.link(instruments[slug].title, urls.instrument(slug)),
                left.get(slug, ()),
                right.get(slug, ()),
            )
            for slug in slugs
        )

    def link(self, topic: Topic) -> Link:
        return self.here.link(topic.title, urls.topic(topic.slug))


def moved_words(left: OneSide, right: OneSide, topic: str) -> str:
    """Say where each of two documents has a topic that they do not have in one order."""
    ours, theirs = (side.topics[topic].passages[0].place.words for side in (left, right))
    return (
        f"Not in the same order as the other topics: {possessive(left.name)} words on this begin at “{ours}”, "
        f"{possessive(right.name)} at “{theirs}”."
    )

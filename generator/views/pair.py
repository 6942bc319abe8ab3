"""The page of two protocols: at a glance, topic by topic, what only one says, what each reports, what each rests on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.analysis.currency import CitedLaw
from generator.analysis.relation import RelationKind
from generator.model.protocol import Protocol
from generator.model.registers import LawState, Topic
from generator.views import urls
from generator.views.clause import FlowView, flow_view
from generator.views.findings import Findings, in_a_row, number_words
from generator.views.page import Here, Link, Page, PageKind
from generator.views.protocol import Fact, facts, place_link
from generator.views.redline import RedlineView, possessive, redline_view, speaker
from generator.views.said import PassageView, passage_views
from generator.views.topic import SilentView, silent_view


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
    """A topic on which both speak."""

    title: str
    slug: str
    question: str
    left: tuple[PassageView, ...]
    right: tuple[PassageView, ...]
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
    silence: SilentView | None
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
class PlacedDuty:
    """A reporting duty with the clause that states it."""

    clause: Link
    flow: FlowView


@dataclass(frozen=True, slots=True)
class DutyRow:
    """What both protocols say on the reporting of one matter."""

    matter: Link
    left: tuple[PlacedDuty, ...]
    right: tuple[PlacedDuty, ...]


@dataclass(frozen=True, slots=True)
class CitedView:
    """A citation with its clause. `gone` says that its law has gone; '' where it has not."""

    words: str
    clause: Link
    gone: str


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


def pair_page(findings: Findings, left: Protocol, right: Protocol, here: Here) -> Page:
    """Build the page of two protocols."""
    names = findings.name(left), findings.name(right)
    return Page(
        here=here,
        kind=PageKind.COMPARISON,
        title=f"{names[0]} and {names[1]}",
        description=f"{names[0]} and {names[1]} side by side: in their own words, and what only one says.",
        template="pair",
        view=_Builder(findings, left, right, here).view(),
        breadcrumbs=(here.link("Compare", urls.comparisons()),),
    )


class _Builder:
    """The page of two protocols, in parts."""

    def __init__(self, findings: Findings, left: Protocol, right: Protocol, here: Here) -> None:
        self.findings = findings
        self.left = left
        self.right = right
        self.here = here
        self.names = findings.name(left), findings.name(right)
        self.in_left = findings.wordings(left)
        self.in_right = findings.wordings(right)
        registers = findings.corpus.registers
        compared = {topic.slug for p in (left, right) for topic in registers.topics_of(p.kind)}
        self.topics = [
            topic
            for topic in registers.topics.topics
            if topic.slug in compared or topic.slug in self.in_left or topic.slug in self.in_right
        ]

    def view(self) -> PairView:
        groups = self.groups()
        only = (
            self.only(self.left, self.right, "_only-first"),
            self.only(self.right, self.left, "_only-second"),
        )
        neither = tuple(
            NeitherSpeaks(topic.slug, self.link(topic), tuple(self.silences(topic)))
            for topic in self.topics
            if topic.slug not in self.in_left and topic.slug not in self.in_right
        )
        return PairView(
            left=self.here.link(self.names[0], urls.protocol(self.left.slug)),
            right=self.here.link(self.names[1], urls.protocol(self.right.slug)),
            lead=self.lead(groups, only, len(neither)),
            facts=self.facts(),
            kinds=self.kinds(groups),
            groups=groups,
            only=tuple(each for each in only if each.topics),
            neither=neither,
            duties=self.duties(),
            laws=self.laws(),
        )

    def lead(self, groups: Sequence[TopicGroupView], only: Sequence[OnlyView], neither: int) -> str:
        counts = [
            ("both speak on", sum(len(group.topics) for group in groups)),
            *((f"only {name} speaks on", len(each.topics)) for name, each in zip(self.names, only, strict=True)),
            ("neither speaks on", neither),
        ]
        said = [f"{who} {number_words(count)}" for who, count in counts if count]
        return (
            f"Of {number_words(len(self.topics))} topics {in_a_row(said)}. "
            "That is a count, and no verdict: a topic on which a protocol is silent is not thereby excluded."
        )

    def facts(self) -> tuple[FactRow, ...]:
        left, right = ({_term(fact): fact for fact in facts(self.findings, p, self.here)} for p in self.both)
        return tuple(FactRow(term, left.get(term), right.get(term)) for term in dict.fromkeys([*left, *right]))

    def groups(self) -> tuple[TopicGroupView, ...]:
        found = []
        for group in self.findings.corpus.registers.topics.groups:
            topics = tuple(
                self.both_speak(topic)
                for topic in self.topics
                if topic.group == group.slug and topic.slug in self.in_left and topic.slug in self.in_right
            )
            if topics:
                found.append(TopicGroupView(group.title, f"_group-{group.slug}", topics))
        return tuple(found)

    def both_speak(self, topic: Topic) -> BothSpeak:
        return BothSpeak(
            title=topic.title,
            slug=topic.slug,
            question=topic.question,
            left=passage_views(self.findings, self.left, topic.slug, self.here),
            right=passage_views(self.findings, self.right, topic.slug, self.here),
            redline=redline_view(
                self.findings.redline(self.left, self.right, topic.slug),
                speaker(self.names[0]),
                speaker(self.names[1]),
                left_headings=self.in_left[topic.slug].headings,
                right_headings=self.in_right[topic.slug].headings,
            ),
            all=self.link(topic),
        )

    def kinds(self, groups: Iterable[TopicGroupView]) -> tuple[KindRow, ...]:
        left, right = self.names
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

    def only(self, speaks: Protocol, silent: Protocol, anchor: str) -> OnlyView:
        said, unsaid = self.findings.wordings(speaks), self.findings.wordings(silent)
        return OnlyView(
            title=f"Only {self.findings.name(speaks)} speaks on",
            anchor=anchor,
            topics=tuple(
                OneSpeaks(
                    title=topic.title,
                    slug=topic.slug,
                    passages=passage_views(self.findings, speaks, topic.slug, self.here),
                    silence=self.silence(silent, topic),
                    all=self.link(topic),
                )
                for topic in self.topics
                if topic.slug in said and topic.slug not in unsaid
            ),
        )

    def silences(self, topic: Topic) -> Iterable[SilentView]:
        return [found for protocol in self.both if (found := self.silence(protocol, topic))]

    def silence(self, protocol: Protocol, topic: Topic) -> SilentView | None:
        cell = self.findings.cells(topic.slug).get(protocol.slug)
        return silent_view(self.findings, protocol, cell, self.here) if cell else None

    def duties(self) -> tuple[DutyRow, ...]:
        left, right = (self.duties_of(protocol) for protocol in self.both)
        return tuple(
            DutyRow(
                self.here.link(matter.title, urls.matter(matter.slug)),
                tuple(left.get(matter.slug, ())),
                tuple(right.get(matter.slug, ())),
            )
            for matter in self.findings.corpus.registers.matters.matters
            if matter.slug in left or matter.slug in right
        )

    def duties_of(self, protocol: Protocol) -> Mapping[str, list[PlacedDuty]]:
        found: dict[str, list[PlacedDuty]] = {}
        for each in self.findings.flows(protocol):
            found.setdefault(each.what, []).append(
                PlacedDuty(
                    place_link(self.findings, protocol, each.placed, self.here),
                    flow_view(self.findings, protocol, each.flow, self.here),
                )
            )
        return found

    def laws(self) -> tuple[LawRow, ...]:
        left, right = (self.citations_of(protocol) for protocol in self.both)
        instruments = self.findings.corpus.registers.instruments.by_slug
        slugs = sorted({*left, *right}, key=lambda slug: (instruments[slug].title.casefold(), slug))
        return tuple(
            LawRow(
                self.here.link(instruments[slug].title, urls.instrument(slug)),
                tuple(left.get(slug, ())),
                tuple(right.get(slug, ())),
            )
            for slug in slugs
        )

    def citations_of(self, protocol: Protocol) -> Mapping[str, list[CitedView]]:
        found: dict[str, list[CitedView]] = {}
        for cited in self.findings.citations(protocol):
            clause = place_link(self.findings, protocol, cited.placed, self.here)
            found.setdefault(cited.instrument.slug, []).append(CitedView(_cited_words(cited), clause, _gone(cited)))
        return found

    def link(self, topic: Topic) -> Link:
        return self.here.link(topic.title, urls.topic(topic.slug))

    @property
    def both(self) -> tuple[Protocol, Protocol]:
        return self.left, self.right


def _term(fact: Fact) -> str:
    return "Authority" if fact.term == "Authorities" else fact.term


def _cited_words(cited: CitedLaw) -> str:
    part = cited.citation.provision or cited.citation.edition
    return part or "no section or edition named"


def _gone(cited: CitedLaw) -> str:
    if not cited.now.is_gone:
        return ""
    state = "repealed" if cited.now.state is LawState.REPEALED else "superseded"
    return state if cited.now.is_verified else f"{state}, unverified"

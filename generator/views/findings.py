"""All that analysis found in a corpus, each thing once, for every page to look up."""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import combinations
from typing import TypeVar

from generator.analysis.changes import ChangeLog
from generator.analysis.coverage import Coverage, CoverageMatrix, coverage
from generator.analysis.currency import CitedLaw, citations_of
from generator.analysis.fidelity import source_lines
from generator.analysis.flows import ResolvedFlow, ResolvedMembership, flows_of, memberships_of
from generator.analysis.names import (
    BodyIndex,
    NameIndex,
    SpanKind,
    Uses,
    body_index,
    body_names,
    spans,
    term_index,
    term_uses,
    uses,
)
from generator.analysis.nearest import nearest_pairs
from generator.analysis.protocol_changes import Version
from generator.analysis.redline import Segment, Side, redline_of, side
from generator.analysis.statements import Wording, wordings_of
from generator.analysis.wordings import WordingGroup, groups_of_wordings
from generator.diagnostics import KeyPath
from generator.model.corpus import Corpus
from generator.model.protocol import Body, Clause, Protocol, Section
from generator.model.walk import Part, Placed, label_counts, reference, walk, words_of
from generator.text import BodyNames, tokens
from generator.views import urls
from generator.views.page import Here
from generator.views.words import Mark, Run, RunKind, runs

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

_OWN = frozenset(
    {
        *("by-id", "children", "labels", "references", "lines", "wordings", "tokens", "names", "spans", "bodies"),
        *("body-index", "uses", "term-uses"),
    }
)
"""What is found in one protocol and the registers alone."""

T = TypeVar("T")


class Findings:
    """What is known of a corpus. Nothing is looked for before a page asks for it, and nothing twice.

    `log` tells what changed; None where no history of the files is at hand.
    """

    def __init__(self, corpus: Corpus, log: ChangeLog | None = None) -> None:
        self.corpus = corpus
        self.log = log
        self._kept: dict[tuple[object, ...], object] = {}
        self._shown: tuple[tuple[object, ...], object] = ((), None)

    def following(self, corpus: Corpus) -> "Findings":
        """Give the findings of a later state of the corpus; what rests on unchanged protocols is taken over.

        While the same protocols are there, their neighbours are taken over too, though a changed wording could give
        others: good enough for a preview.
        """
        later, before = Findings(corpus, self.log), self.corpus
        frame = type(corpus.registers).model_fields
        if any(getattr(corpus.registers, name) is not getattr(before.registers, name) for name in frame):
            return later
        unchanged = {
            p.slug
            for p in corpus.protocols
            if p is before.by_slug.get(p.slug) and corpus.files[p.slug].source_text == before.files[p.slug].source_text
        }
        later._kept = {key: value for key, value in self._kept.items() if key[0] in _OWN and key[1] in unchanged}
        if corpus.by_slug.keys() == before.by_slug.keys() and corpus.settings == before.settings:
            if "pairs" in self.__dict__:
                later.__dict__["pairs"] = self.pairs
            spoken = {
                topic for slug in before.by_slug.keys() - unchanged for topic in self.wordings(before.by_slug[slug])
            } | {topic for slug in before.by_slug.keys() - unchanged for topic in later.wordings(corpus.by_slug[slug])}
            later._kept |= {k: v for k, v in self._kept.items() if k[0] == "groups" and k[1] not in spoken}
        return later

    def authority_names(self, protocol: Protocol) -> str:
        """Give the names of a protocol's authorities, as one would say them."""
        register = self.corpus.registers.authorities.by_slug
        return in_a_row([register[slug].name for slug in protocol.authorities])

    def name(self, protocol: Protocol) -> str:
        """Give the short name of a protocol in comparisons: its authorities, and what tells it from their others."""
        return self._keep(("name", protocol.slug), lambda: self._short_names[protocol.slug])

    def edition_before(self, protocol: Protocol) -> Protocol | None:
        """Give the edition that a protocol replaces; None where it replaces none, or the file is not here."""
        if not protocol.replaces or self.corpus.replaced.get(protocol.replaces) != protocol.slug:
            return None
        return self.corpus.by_slug[protocol.replaces] if protocol.replaces != protocol.slug else None

    def version(self, protocol: Protocol) -> Version:
        """Give a protocol with what its editions and states are compared by."""
        file = self.corpus.files.get(protocol.slug)
        source = file.source_text if file else None
        return self._keep(("version", protocol.slug), lambda: Version(protocol, self.corpus.registers, source))

    def body(self, protocol: Protocol, identifier: str) -> Body:
        """Give a body of a protocol."""
        return self._bodies(protocol)[identifier]

    def places(self, protocol: Protocol) -> tuple[Placed, ...]:
        """Give every section and clause in the document's order."""
        return walk(protocol)

    def placed(self, protocol: Protocol, identifier: str) -> Placed:
        """Give a section or clause by its id."""
        return self._keep(
            ("by-id", protocol.slug), lambda: {placed.node.id: placed for placed in self.places(protocol)}
        )[identifier]

    def children(self, protocol: Protocol, placed: Placed) -> tuple[Placed, ...]:
        """Give the sections and clauses that stand right below one."""
        return self._keep(("children", protocol.slug), lambda: self._by_parent(protocol)).get(placed.path, ())

    def reference(self, protocol: Protocol, placed: Placed) -> str:
        """Give the printed way to a place; where a label stands more than once, which of them it is."""
        found: dict[KeyPath, str] = self._keep(("references", protocol.slug), dict)
        if placed.path not in found:
            found[placed.path] = self._reference(protocol, placed)
        return found[placed.path]

    def _reference(self, protocol: Protocol, placed: Placed) -> str:
        label = placed.node.label
        counts = self._keep(("labels", protocol.slug), lambda: label_counts(protocol))
        words = reference(placed)
        if isinstance(placed.node, Clause) and label and counts.get(label, 0) > 1:
            alike = [p.node.id for p in self.places(protocol) if p.node.label == label and isinstance(p.node, Clause)]
            which = alike.index(placed.node.id)
            ordinal = _ORDINALS[which] if which < len(_ORDINALS) else f"number {which + 1}"
            words += f" (the {ordinal} of {number_words(len(alike))} clauses with this label)"
        return words or "opening lines"

    def source_lines(self, protocol: Protocol) -> Mapping[str, tuple[int, int]]:
        """Give the first and last line in the source of every section and clause; empty without a source."""
        text = self.corpus.files[protocol.slug].source_text
        return self._keep(("lines", protocol.slug), lambda: source_lines(protocol, text) if text is not None else {})

    def wordings(self, protocol: Protocol) -> Mapping[str, Wording]:
        """Give a protocol's words on each topic that it speaks on."""
        return self._keep(("wordings", protocol.slug), lambda: wordings_of(protocol))

    def _side(self, protocol: Protocol, topic: str) -> Side:
        return self._keep(
            ("tokens", protocol.slug, topic),
            lambda: side(tokens(self.wordings(protocol)[topic].text, self.body_names(protocol))),
        )

    def citations(self, protocol: Protocol) -> tuple[CitedLaw, ...]:
        """Give every citation of a protocol with how its law stood then and stands today."""
        return self._keep(("citations", protocol.slug), lambda: citations_of(self.corpus, protocol))

    def flows(self, protocol: Protocol) -> tuple[ResolvedFlow, ...]:
        """Give every reporting duty of a protocol."""
        return flows_of(protocol)

    def memberships(self, protocol: Protocol) -> tuple[ResolvedMembership, ...]:
        """Give every statement of a protocol on who sits on a body."""
        return memberships_of(protocol)

    def uses(self, protocol: Protocol) -> Uses:
        """Give where a protocol names its bodies and the terms of the glossary."""
        return self._keep(("uses", protocol.slug), lambda: uses(protocol, self._body_index(protocol), self._term_index))

    def term_uses(self, protocol: Protocol) -> Mapping[str, tuple[Placed, ...]]:
        """Give where a protocol uses the terms of the glossary, in the names of bodies and laws too."""
        return self._keep(("term-uses", protocol.slug), lambda: term_uses(protocol, self._term_index))

    def groups(self, topic: str) -> tuple[WordingGroup[str], ...]:
        """Give the groups of like wordings of a topic, over all protocols in force."""
        return self._keep(("groups", topic), lambda: self._groups(topic))

    def redline(self, left: Protocol, right: Protocol, topic: str) -> tuple[Segment, ...]:
        """Show how one protocol's words on a topic become another's."""
        return redline_of(self._side(left, topic), self._side(right, topic))

    @cached_property
    def matrix(self) -> CoverageMatrix:
        """Which protocol in force speaks on which topic."""
        return coverage(self.corpus)

    def cells(self, topic: str) -> Mapping[str, Coverage]:
        """Give what each protocol in force says or does not say on a topic, by its slug."""
        columns = self._keep(
            ("columns",), lambda: dict(zip(self.matrix.topics, zip(*self.matrix.cells, strict=True), strict=False))
        )
        return self._keep(
            ("cells", topic), lambda: dict(zip(self.matrix.protocols, columns.get(topic, ()), strict=False))
        )

    def compared_with(self, protocol: Protocol) -> tuple[Protocol, ...]:
        """Give the other protocols that this one has a page of comparison with."""
        return tuple(self.corpus.by_slug[other] for other in self._partners.get(protocol.slug, ()))

    @cached_property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The pairs of protocols that have a page of their own, each in the order of slugs.

        Of every kind: all pairs of protocols in force, up to the number that the settings allow; beyond it each
        protocol's nearest. And the pairs that the settings name; of an edition that is replaced, the latest one counts.
        """
        settings = self.corpus.settings
        pinned = ([self._latest(slug) for slug in pair] for pair in settings.pinned_pairs)
        found = {
            (min(pair), max(pair)) for pair in pinned if pair[0] != pair[1] and set(pair) <= self.corpus.by_slug.keys()
        }
        kinds: dict[str, list[str]] = {}
        for protocol in self.corpus.in_force:
            kinds.setdefault(protocol.kind, []).append(protocol.slug)
        for slugs in kinds.values():
            if len(slugs) <= settings.static_pairs_up_to:
                found.update(combinations(sorted(slugs), 2))
            else:
                groups = {topic: self.groups(topic) for topic in self.matrix.topics}
                found.update(nearest_pairs(slugs, groups, settings.nearest_pairs))
        return tuple(sorted(found))

    @cached_property
    def with_page(self) -> frozenset[tuple[str, str]]:
        """The same pairs, to find one among them."""
        return frozenset(self.pairs)

    @cached_property
    def _partners(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for left, right in self.pairs:
            found.setdefault(left, []).append(right)
            found.setdefault(right, []).append(left)
        return found

    def _latest(self, slug: str) -> str:
        """Give the edition in force of a protocol."""
        seen = {slug}
        while (later := self.corpus.replaced.get(slug)) and later not in seen:
            seen.add(later)
            slug = later
        return slug

    def _groups(self, topic: str) -> tuple[WordingGroup[str], ...]:
        speaking = [protocol for protocol in self.corpus.in_force if topic in self.wordings(protocol)]
        return groups_of_wordings([(protocol.slug, self._side(protocol, topic)) for protocol in speaking])

    def body_names(self, protocol: Protocol) -> BodyNames:
        """Give a protocol's names for its bodies, ready to be compared."""
        return self._keep(("names", protocol.slug), lambda: body_names(protocol, self.corpus.registers.body_types))

    def runs(self, protocol: Protocol, node: Section | Clause, part: Part, here: Here) -> tuple[Run, ...]:
        """Cut one text of a section or clause at the laws, bodies and terms that it names."""
        text: str | None = getattr(node, part.value)
        if not text:
            return ()
        citations = node.citations
        named = self._keep(
            ("spans", protocol.slug, node.id, part),
            lambda: spans(text, citations, self._body_index(protocol), self._term_index),
        )
        marks: list[Mark] = []
        for span in named:
            if span.kind is SpanKind.CITATION and span.citation is not None:
                citation = citations[span.citation]
                target = urls.instrument(citation.instrument, citation.provision or citation.edition)
                marks.append(Mark(span.start, span.end, RunKind.LAW, here.to(target)))
            elif span.kind is SpanKind.BODY:
                body = self.body(protocol, span.id)
                marks.append(
                    Mark(span.start, span.end, RunKind.BODY, here.to(urls.body(body.type, protocol.slug, body.id)))
                )
            elif span.kind is SpanKind.TERM:
                term = self.corpus.registers.terms.by_slug[span.id]
                marks.append(Mark(span.start, span.end, RunKind.TERM, here.to(urls.term(term.slug)), term.meaning))
        return runs(text, marks)

    @staticmethod
    def whole_words(node: Section | Clause) -> str:
        """Give the words of a section or clause as one text: run-in heading and text."""
        return words_of(node)

    @cached_property
    def _term_index(self) -> NameIndex:
        return term_index(self.corpus.registers.terms)

    @cached_property
    def _short_names(self) -> Mapping[str, str]:
        plain = {p.slug: self.authority_names(p) for p in self.corpus.protocols}
        counts = Counter(plain.values())
        kinds = self.corpus.registers.kinds.by_slug
        names: dict[str, str] = {}
        for protocol in self.corpus.protocols:
            name = plain[protocol.slug]
            if counts[name] > 1:
                alike = [p for p in self.corpus.protocols if plain[p.slug] == name and p.kind == protocol.kind]
                of_kind = f", {kinds[protocol.kind].title}" if counts[name] > len(alike) else ""
                dated = f", {protocol.dated.words}" if len(alike) > 1 and protocol.dated else ""
                name += of_kind + dated
            names[protocol.slug] = name
        for name, count in Counter(names.values()).items():
            if count > 1:
                for slug in [slug for slug, given in names.items() if given == name]:
                    names[slug] = f"{name} ({slug})"
        return names

    def _bodies(self, protocol: Protocol) -> Mapping[str, Body]:
        return self._keep(("bodies", protocol.slug), lambda: {body.id: body for body in protocol.bodies})

    def _body_index(self, protocol: Protocol) -> BodyIndex:
        return self._keep(("body-index", protocol.slug), lambda: body_index(protocol))

    def _by_parent(self, protocol: Protocol) -> Mapping[tuple[str | int, ...], tuple[Placed, ...]]:
        found: dict[tuple[str | int, ...], list[Placed]] = {}
        for placed in self.places(protocol):
            found.setdefault(placed.path[:-2], []).append(placed)
        return {path: tuple(below) for path, below in found.items()}

    def kept(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """Give what was made under a key before, or make it. For what several pages show alike."""
        return self._keep(("kept", *key), make)

    def shown(self, here: Here, make: Callable[[], T], *of: str) -> T:
        """Give what a page shows, and keep it until another page is asked for: the files beside it show the same.

        `of` tells pages from each other that are made at one address.
        """
        key = (here.address, here.index_names, *of)
        if self._shown[0] != key:
            self._shown = (key, make())
        return self._shown[1]  # type: ignore[return-value]

    def _keep(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]  # type: ignore[return-value]


def number_words(number: int) -> str:
    """Give a small number in words, a larger one in figures."""
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def in_a_row(words: list[str] | tuple[str, ...], last: str = " and ") -> str:
    """Give words as one would say them: 'a, b and c'."""
    return last.join(part for part in (", ".join(words[:-1]), words[-1]) if part) if words else ""

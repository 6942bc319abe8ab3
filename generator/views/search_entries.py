"""What can be found in the search: every statement of every protocol, and what the pages round them explain."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.analysis.names import body_keys, names_of
from generator.analysis.search import Concept, Document, Field, SearchIndex, search_index
from generator.model.protocol import Body, Clause, Flow, Protocol, ProtocolStatus, Section
from generator.model.registers import Instrument, InstrumentType
from generator.model.walk import Placed
from generator.views import urls
from generator.views.findings import Findings, in_a_row
from generator.views.tasks import events

_ASKED = "get gets give gives given receive receives sent submit submitted present presented report reports"
"""Words of a question after a reporting duty, which its clause need not have."""
_DISAGREED = "escalation: when they cannot agree"
"""The same of a question after the way out of a disagreement."""

_HEAD, _OWN, _TOPIC, _DUTY, _NAMES, _ASIDE = 2.2, 1.0, 0.9, 0.8, 0.6, 0.35
_REPLACED = 0.6
"""How much a clause counts that stands only in editions that another has replaced."""


class EntryKind(StrEnum):
    """What is found, for the filter by type, in the order of the filter."""

    CLAUSE = "clause"
    PROTOCOL = "protocol"
    TOPIC = "topic"
    REPORTING = "reporting"
    TASK = "task"
    BODY = "body"
    LAW = "law"
    TERM = "term"

    @property
    def words(self) -> str:
        """The type as it is shown."""
        return _KINDS[self]


_KINDS = {
    EntryKind.CLAUSE: "Clauses",
    EntryKind.PROTOCOL: "Protocols",
    EntryKind.TOPIC: "Topics",
    EntryKind.REPORTING: "Reporting",
    EntryKind.TASK: "What to do when …",
    EntryKind.BODY: "Bodies",
    EntryKind.LAW: "Laws and guidance",
    EntryKind.TERM: "Glossary",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What a result shows. Words are '' where there are none.

    `title` is what the link says beside the protocol's name. `within` are the words that the clause is an item of,
    `duties` what we say of the reporting duties in it.
    """

    title: str
    heading: str = ""
    run_in: str = ""
    text: str = ""
    within: str = ""
    duties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A protocol (by its number) that says it, the id there, and what is shown of it, where that is not the entry's."""

    protocol: int
    id: str
    shown: Shown | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found.

    In the address `{p}` stands for the slug of a protocol and `{id}` for the id there. A statement that several
    protocols make in the same words, but for the names of bodies and authorities, is one entry with several places.
    """

    kind: EntryKind
    shown: Shown
    address: str
    topics: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A protocol, as a result names it."""

    slug: str
    name: str
    title: str
    dated: str
    status: str
    authorities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Searchable:
    """All that the search works with. The numbers of the index are places in `entries`."""

    sources: tuple[Source, ...]
    entries: tuple[Entry, ...]
    index: SearchIndex
    concepts: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class _Made:
    order: tuple[object, ...]
    entry: Entry
    document: Document


def searchable(findings: Findings) -> Searchable:
    """Gather all that can be found."""
    made = sorted(
        (*_Statements(findings).made(), *_bodies(findings), *_explained(findings)), key=lambda each: each.order
    )
    concepts = _concepts(findings)
    names = (topic.title for topic in findings.corpus.registers.topics.topics)
    return Searchable(
        sources=tuple(_source(findings, protocol) for protocol in findings.corpus.protocols),
        entries=tuple(each.entry for each in made),
        index=search_index([each.document for each in made], concepts, also=names),
        concepts=concepts,
    )


def authority_key(slug: str) -> str:
    """Give the key of all documents of an authority."""
    return f"a:{slug}"


def topic_key(slug: str) -> str:
    """Give the key of all documents on a topic."""
    return f"topic:{slug}"


def term_key(slug: str) -> str:
    """Give the key of a term of the glossary."""
    return f"t:{slug}"


def _source(findings: Findings, protocol: Protocol) -> Source:
    replaced = protocol.slug in findings.corpus.replaced
    return Source(
        slug=protocol.slug,
        name=findings.name(protocol),
        title=protocol.title,
        dated=protocol.dated.words if protocol.dated else "date not stated",
        status="an earlier edition" if replaced else _STATUS.get(protocol.status, ""),
        authorities=tuple(protocol.authorities),
    )


_STATUS = {
    ProtocolStatus.DRAFT: "draft",
    ProtocolStatus.SUPERSEDED: "superseded",
    ProtocolStatus.WITHDRAWN: "withdrawn",
}


def _concepts(findings: Findings) -> tuple[Concept, ...]:
    registers = findings.corpus.registers
    speaking = {slug for protocol in findings.corpus.protocols for slug in protocol.authorities}
    return (
        *(Concept(term_key(t.slug), (t.term, *t.variants, *t.synonyms)) for t in registers.terms.terms),
        *(
            Concept(authority_key(a.slug), (a.name, *a.former_names), in_texts=False)
            for a in registers.authorities.authorities
            if a.slug in speaking
        ),
    )


class _Statements:
    """The sections and clauses of all protocols; those that say the same are one."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._numbers = {protocol.slug: number for number, protocol in enumerate(findings.corpus.protocols)}
        topics = findings.corpus.registers.topics.topics
        self._topics = {topic.slug: (number, topic.title) for number, topic in enumerate(topics)}
        self._matters = {matter.slug: matter.title for matter in findings.corpus.registers.matters.matters}

    def made(self) -> Iterator[_Made]:
        """Give an entry for every statement."""
        alike: dict[tuple[object, ...], list[tuple[Protocol, Placed, Shown, tuple[str, ...]]]] = {}
        replaced = self._findings.corpus.replaced
        for protocol in sorted(self._findings.corpus.protocols, key=lambda p: p.slug in replaced):
            names = _Names(self._findings, protocol)
            for placed in self._findings.places(protocol):
                shown = self._shown(protocol, placed)
                if not (shown.text or (isinstance(placed.node, Section) and shown.heading)):
                    continue
                key, named = names.folded(shown)
                whole = (key, isinstance(placed.node, Section), tuple(dict.fromkeys(placed.topics)))
                alike.setdefault(whole, []).append((protocol, placed, shown, named))
        for said in alike.values():
            yield self._made(said)

    def _made(self, said: Sequence[tuple[Protocol, Placed, Shown, tuple[str, ...]]]) -> _Made:
        _, first, shown, _ = said[0]
        is_section = isinstance(first.node, Section)
        topics = tuple(dict.fromkeys(slug for slug in first.topics if slug in self._topics))
        authorities = dict.fromkeys(slug for protocol, *_ in said for slug in protocol.authorities)
        others = dict.fromkeys(name for *_, named in said for name in named)
        labels = dict.fromkeys(placed.node.label for _, placed, *_ in said if placed.node.label)
        is_old = all(protocol.slug in self._findings.corpus.replaced for protocol, *_ in said)
        fields = [
            Field(shown.heading, _HEAD, True),
            Field(shown.text, _OWN, True),
            Field(shown.within, _ASIDE),
            *(Field(self._topics[slug][1], _TOPIC) for slug in topics),
            *(Field(duty, _DUTY) for duty in shown.duties),
            *((Field(_ASKED, _ASIDE),) if shown.duties else ()),
            *((Field(_DISAGREED, _TOPIC),) if isinstance(first.node, Clause) and first.node.escalation else ()),
            *(Field(name, _NAMES) for name in others),
            *(Field(label, _NAMES) for label in labels),
        ]
        return _Made(
            (_order(EntryKind.CLAUSE), min((self._topics[slug][0] for slug in topics), default=-1), shown.text),
            Entry(
                EntryKind.CLAUSE,
                shown,
                urls.clause("{p}", "{id}"),
                topics,
                tuple(
                    Place(self._numbers[protocol.slug], placed.node.id, None if own == shown else own)
                    for protocol, placed, own, _ in said
                ),
            ),
            Document(
                tuple(fields),
                (*map(authority_key, authorities), *map(topic_key, topics)),
                (0.75 if is_section else 1) * (_REPLACED if is_old else 1),
            ),
        )

    def _shown(self, protocol: Protocol, placed: Placed) -> Shown:
        node = placed.node
        parts = [node.text]
        duties: tuple[str, ...] = ()
        if isinstance(node, Clause):
            parts += [cell for row in (node.table.columns, *node.table.rows) for cell in row] if node.table else []
            parts.append(node.text_after)
            duties = tuple(dict.fromkeys(self._duty(protocol, flow) for flow in node.flows))
        text = "\n".join(part for part in parts if part)
        heading = node.heading or ""
        if heading and not text and isinstance(node, Clause):
            heading, text = "", heading
        above = placed.ancestors[-1] if placed.ancestors else None
        return Shown(
            title=self._findings.reference(protocol, placed),
            heading=heading,
            run_in=(placed.run_in or "") if heading and text and isinstance(node, Clause) else "",
            text=text,
            within=(above.text or above.heading or "") if isinstance(above, Clause) else "",
            duties=duties,
        )

    def _duty(self, protocol: Protocol, flow: Flow) -> str:
        def name(identifier: str) -> str:
            return self._findings.body(protocol, identifier).name

        receivers = in_a_row([name(body) for body in flow.to or flow.to_any], " and " if flow.to else " or ")
        giver = f"from {name(flow.from_)} " if flow.from_ else ""
        often = f", {flow.how_often.words}" if flow.how_often else ""
        return f"{self._matters[flow.what]}: {giver}to {receivers}{often}"


class _Names:
    """The names of a protocol's bodies and authorities, to be told apart from its other words."""

    def __init__(self, findings: Findings, protocol: Protocol) -> None:
        registers = findings.corpus.registers
        self._keys = {_bare(name): key for name, key in body_keys(protocol, registers.body_types).items()}
        self._others: dict[str, tuple[str, ...]] = {}
        for body in protocol.bodies:
            for name in names_of(body):
                self._others.setdefault(_bare(name), tuple(other for other in names_of(body) if other != name))
        for slug in protocol.authorities:
            self._keys.setdefault(registers.authorities.by_slug[slug].name, "authority")
        written = (re.escape(name) for name in sorted(self._keys, key=lambda name: (-len(name), name)))
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)") if self._keys else None

    def folded(self, shown: Shown) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give what two protocols must share to say the same, and the other names of the bodies that are named."""
        named: dict[str, None] = {}

        def fold(text: str) -> str:
            def key(name: re.Match[str]) -> str:
                named.update(dict.fromkeys(self._others.get(name[0], ())))
                return f"\0{self._keys[name[0]]}\0"

            return " ".join((self._pattern.sub(key, text) if self._pattern else text).split())

        parts = (shown.heading, shown.run_in, shown.text, shown.within, *shown.duties)
        return tuple(fold(part) if part else "" for part in parts), tuple(named)


def _bare(name: str) -> str:
    """Give a name without an article: "the Panel" begins a sentence as "The Panel"."""
    return name[4:] if name[:4].lower() == "the " and len(name) > 4 else name


def _bodies(findings: Findings) -> Iterator[_Made]:
    """Give the bodies of all protocols; those that are called the same, but for their authority's name, are one."""
    alike: dict[tuple[str, str], list[tuple[int, Protocol, Body]]] = {}
    register = findings.corpus.registers.authorities.by_slug
    for number, protocol in enumerate(findings.corpus.protocols):
        places = [register[slug].name for slug in protocol.authorities]
        for body in protocol.bodies:
            name = body.name
            for place in places:
                name = name.replace(place, "\0")
            alike.setdefault((body.type or "", name), []).append((number, protocol, body))
    for (kind, name), each in alike.items():
        _, _, body = each[0]
        forms = dict.fromkeys(form for _, _, one in each for form in names_of(one))
        fields = (Field(body.name, _HEAD, True), *(Field(form, _OWN) for form in forms if form != body.name))
        keys = dict.fromkeys(authority_key(slug) for _, protocol, _ in each for slug in protocol.authorities)
        address = urls.body(kind or None, "{p}", "{id}")
        yield _Made(
            (_order(EntryKind.BODY), kind, name),
            Entry(
                EntryKind.BODY,
                _body_shown(body),
                address,
                (),
                tuple(
                    Place(number, one.id, None if _body_shown(one) == _body_shown(body) else _body_shown(one))
                    for number, _, one in each
                ),
            ),
            Document(fields, tuple(keys), 0.4),
        )


def _body_shown(body: Body) -> Shown:
    return Shown(title=body.name, text=in_a_row(names_of(body)[1:]))


def _explained(findings: Findings) -> Iterator[_Made]:
    """Give what is not in a document's words: protocols, topics, matters, tasks, types of bodies, laws, terms."""
    registers = findings.corpus.registers
    for number, protocol in enumerate(findings.corpus.protocols):
        yield _protocol(findings, number, protocol)
    groups = {group.slug: group.title for group in registers.topics.groups}
    for topic in registers.topics.topics:
        also = [*((seen, _ASIDE) for seen in topic.headings_seen), (groups.get(topic.group, ""), _ASIDE)]
        shown = Shown(topic.title, text=topic.question)
        yield _plain(EntryKind.TOPIC, shown, urls.topic(topic.slug), also, topics=(topic.slug,), boost=0.6)
    for matter in registers.matters.matters:
        shown = Shown(f"{matter.title}: who gives it to whom", text=matter.about or "")
        yield _plain(EntryKind.REPORTING, shown, urls.matter(matter.slug), [(_ASKED, _ASIDE)], boost=0.65)
    for event in events(findings):
        shown = Shown(event.title, text="What each protocol says is to be done, in its own words.")
        yield _plain(EntryKind.TASK, shown, urls.tasks(event.id), boost=0.55)
    for kind in registers.body_types.body_types:
        shown = Shown(kind.plural, text=kind.about or "")
        yield _plain(EntryKind.BODY, shown, urls.body_type(kind.slug), [(kind.name, _OWN)], boost=0.45)
    for instrument in registers.instruments.instruments:
        yield from _law(instrument)
    for term in registers.terms.terms:
        yield _plain(EntryKind.TERM, Shown(term.term, text=term.meaning), urls.term(term.slug), boost=0.5)


def _protocol(findings: Findings, number: int, protocol: Protocol) -> _Made:
    source = _source(findings, protocol)
    register = findings.corpus.registers.authorities.by_slug
    return _Made(
        (_order(EntryKind.PROTOCOL),),
        Entry(
            EntryKind.PROTOCOL,
            Shown("the whole protocol", text=source.title),
            urls.protocol("{p}"),
            places=(Place(number, ""),),
        ),
        Document(
            (
                *(Field(register[slug].name, _HEAD) for slug in protocol.authorities),
                Field(source.title, _OWN, True),
                Field(f"{source.dated} {source.status}", _ASIDE),
            ),
            tuple(authority_key(slug) for slug in protocol.authorities),
            _REPLACED if protocol.slug in findings.corpus.replaced else 0.9,
        ),
    )


def _law(instrument: Instrument) -> Iterator[_Made]:
    also = [(name, _OWN) for name in (*instrument.also_called, instrument.citation or "") if name]
    shown = Shown(instrument.title, text=instrument.about or "")
    yield _plain(EntryKind.LAW, shown, urls.instrument(instrument.slug), also, boost=0.6)
    unit = {InstrumentType.ACT: "section", InstrumentType.REGULATIONS: "regulation"}.get(instrument.type, "paragraph")
    for provision in instrument.provisions:
        shown = Shown(f"{instrument.title}, {unit} {provision.number}", text=provision.about or "")
        yield _plain(EntryKind.LAW, shown, urls.instrument(instrument.slug, provision.number), boost=0.5)


def _plain(
    kind: EntryKind,
    shown: Shown,
    address: str,
    also: Sequence[tuple[str, float]] = (),
    *,
    topics: tuple[str, ...] = (),
    boost: float,
) -> _Made:
    fields = (
        Field(shown.title, _HEAD, True),
        Field(shown.text, _OWN, True),
        *(Field(words, weight) for words, weight in also),
    )
    document = Document(fields, tuple(map(topic_key, topics)), boost)
    return _Made((_order(kind),), Entry(kind, shown, address, topics), document)


_PLACES = {kind: number for number, kind in enumerate(EntryKind)}


def _order(kind: EntryKind) -> int:
    return _PLACES[kind]

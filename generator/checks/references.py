"""Names in a protocol file that lead to something: to a register, to a body or a clause of the same file."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from generator.analysis.currency import edition_of, provision_of
from generator.analysis.names import names_of
from generator.checks.rule import Finding, rule
from generator.diagnostics import KeyPath, Severity
from generator.model.corpus import Corpus
from generator.model.protocol import Clause, Protocol
from generator.model.registers import Addressed, Authority, BodyType, Instrument, Matter, Topic
from generator.model.walk import clauses_of, walk
from generator.schema.nearest import nearest
from generator.schema.phrases import as_slug


def unknown(
    where: str,
    path: KeyPath,
    thing: str,
    value: str,
    known: Iterable[str],
    *,
    former: Mapping[str, str] = MappingProxyType({}),
    register: bool = False,
) -> Finding:
    """Say that a name leads nowhere, with the one that it has now (`former`), or the nearest that leads somewhere.

    `former` holds names that are known otherwise, and what is called so in this place.
    """
    choices = tuple(known)
    meant = nearest(value, choices)
    place = {"body": "this file", "clause": "this file", "protocol": "protocols/"}.get(thing, "the register")
    hint = f"did you mean '{meant}'?" if meant else _choices(thing, choices)
    if value in former:
        hint = f"it is called '{former[value]}' here"
    return Finding(where, path, f"there is no {thing} '{value}' in {place}", hint, in_register=register)


def _otherwise(entries: Iterable[Addressed | Authority]) -> Mapping[str, str]:
    """The slugs of entries by the names that they had before, and by what they are called on the page."""
    found: dict[str, str] = {}
    for entry in entries:
        for name in _names(entry):
            found.setdefault(as_slug(name), entry.slug)
    return found


def _names(entry: Addressed | Authority) -> tuple[str, ...]:
    match entry:
        case Topic():
            return (*entry.was, entry.title, *entry.headings_seen)
        case Instrument():
            return (*entry.was, entry.title, *entry.also_called)
        case Matter():
            return (*entry.was, entry.title)
        case BodyType():
            return (*entry.was, entry.name, entry.plural)
        case Authority():
            return (entry.name, *entry.former_names, f"{entry.name} council", f"council of {entry.name}")
    return ()


def _choices(thing: str, choices: tuple[str, ...]) -> str:
    plural = {"body": "bodies", "authority": "authorities"}.get(thing, thing + "s")
    if not choices:
        return f"there are no {plural} yet: add it first"
    if len(choices) <= 12:
        return f"the {plural} are: {', '.join(choices)}; or add it first"
    return f"look it up among the {len(choices)} {plural}, or add it first"


@rule(
    "unknown-topic",
    summary="A topic is not in the register of topics.",
    why="""A comparison joins protocols by topic. A clause that is keyed to a topic that nobody else has is
    compared with nothing, and its place in the table stays empty.""",
    wrong="topics: [childs-voise]",
    right="topics: [childs-voice]",
)
def unknown_topic(corpus: Corpus) -> Iterator[Finding]:
    """Find topics that the register does not have."""
    known = corpus.registers.topics.by_slug
    for protocol in corpus.protocols:
        named = [
            ((*placed.path, "topics", index), topic)
            for placed in walk(protocol)
            for index, topic in enumerate(placed.node.topics)
        ]
        named += [(("absences", index, "topic"), absence.topic) for index, absence in enumerate(protocol.absences)]
        for path, topic in named:
            if topic not in known:
                yield unknown(protocol.slug, path, "topic", topic, known, former=_otherwise(known.values()))


@rule(
    "unknown-kind",
    summary="The kind of protocol is not in the register of kinds.",
    why="The kind says on which topics a protocol is compared. Without it, it is compared on none.",
    wrong="kind: safeguarding-and-corporate-parentng",
    right="kind: safeguarding-and-corporate-parenting",
)
def unknown_kind(corpus: Corpus) -> Iterator[Finding]:
    """Find kinds that the register does not have."""
    known = corpus.registers.kinds.by_slug
    for protocol in corpus.protocols:
        if protocol.kind not in known:
            yield unknown(protocol.slug, ("kind",), "kind", protocol.kind, known)


@rule(
    "unknown-authority",
    summary="A council is not in the register of authorities.",
    why="Readers look for their council by name. A name that the register does not know leads to no page.",
    wrong="authorities: [isle-of-white]",
    right="authorities: [isle-of-wight]",
)
def unknown_authority(corpus: Corpus) -> Iterator[Finding]:
    """Find councils that the register does not have."""
    known = corpus.registers.authorities.by_slug
    for protocol in corpus.protocols:
        named: list[tuple[KeyPath, str]] = [
            (("authorities", index), name) for index, name in enumerate(protocol.authorities)
        ]
        named += [
            (("bodies", index, "serves", place), name)
            for index, body in enumerate(protocol.bodies)
            for place, name in enumerate(body.serves)
        ]
        for path, name in named:
            if name not in known:
                yield unknown(protocol.slug, path, "authority", name, known, former=_otherwise(known.values()))


@rule(
    "unknown-body-type",
    summary="The type of a body is not in the register of body types.",
    why="The type says which bodies of two protocols play the same part, and whether the law still knows such a body.",
    wrong="type: safeguarding-bord",
    right="type: safeguarding-board",
)
def unknown_body_type(corpus: Corpus) -> Iterator[Finding]:
    """Find types of body that the register does not have."""
    known = corpus.registers.body_types.by_slug
    for protocol in corpus.protocols:
        for index, body in enumerate(protocol.bodies):
            if body.type and body.type not in known:
                path = ("bodies", index, "type")
                yield unknown(protocol.slug, path, "body type", body.type, known, former=_otherwise(known.values()))


@rule(
    "unknown-matter",
    summary="What a duty hands over is not in the register of matters.",
    why="The page on reporting sets the duties of all protocols side by side, matter by matter.",
    wrong="what: anual-report",
    right="what: annual-report",
)
def unknown_matter(corpus: Corpus) -> Iterator[Finding]:
    """Find matters of reporting that the register does not have."""
    known = corpus.registers.matters.by_slug
    for protocol in corpus.protocols:
        for placed in clauses_of(protocol):
            flows = placed.node.flows if isinstance(placed.node, Clause) else ()
            for index, flow in enumerate(flows):
                if flow.what not in known:
                    path = (*placed.path, "flows", index, "what")
                    yield unknown(protocol.slug, path, "matter", flow.what, known, former=_otherwise(known.values()))


@rule(
    "unknown-instrument",
    summary="A cited law or guidance is not in the register of instruments.",
    why="""From the register the site tells whether a cited law still stands, and who else cites it. Of a law that is
    not in it, it can tell nothing.""",
    wrong="instrument: childrens-act-1989",
    right="instrument: children-act-1989",
)
def unknown_instrument(corpus: Corpus) -> Iterator[Finding]:
    """Find cited laws that the register does not have."""
    known = corpus.registers.instruments.by_slug
    for protocol in corpus.protocols:
        for placed in walk(protocol):
            for index, citation in enumerate(placed.node.citations):
                if citation.instrument not in known:
                    path = (*placed.path, "citations", index, "instrument")
                    former = _otherwise(known.values())
                    yield unknown(protocol.slug, path, "instrument", citation.instrument, known, former=former)


@rule(
    "unknown-provision",
    severity=Severity.WARNING,
    summary="A cited section or regulation is not in the register, which has others of that law.",
    why="A law is repealed section by section. What the register does not have, it cannot tell to be repealed.",
    wrong='{quote: section 220, instrument: children-act-1989, provision: "220"}',
    right='{quote: section 22, instrument: children-act-1989, provision: "22"}',
)
def unknown_provision(corpus: Corpus) -> Iterator[Finding]:
    """Find cited provisions of laws whose provisions the register has."""
    known = corpus.registers.instruments.by_slug
    for protocol in corpus.protocols:
        for placed in walk(protocol):
            for index, citation in enumerate(placed.node.citations):
                law = known.get(citation.instrument)
                if not law or not law.provisions or not citation.provision:
                    continue
                if provision_of(law, citation.provision) is None:
                    path = (*placed.path, "citations", index, "provision")
                    numbers = ", ".join(each.number for each in law.provisions)
                    message = f"'{law.slug}' has no provision '{citation.provision}' in the register"
                    hint = f"the register has: {numbers}; add it there if the document names it"
                    yield Finding(protocol.slug, path, message, hint)


@rule(
    "unknown-edition",
    severity=Severity.WARNING,
    summary="A cited edition of guidance is not in the register.",
    why="Guidance is replaced edition by edition. What the register does not have, it cannot tell to be superseded.",
    wrong='edition: "2108"',
    right='edition: "2018"',
)
def unknown_edition(corpus: Corpus) -> Iterator[Finding]:
    """Find cited editions that the register does not have."""
    known = corpus.registers.instruments.by_slug
    for protocol in corpus.protocols:
        for placed in walk(protocol):
            for index, citation in enumerate(placed.node.citations):
                law = known.get(citation.instrument)
                if law and citation.edition and edition_of(law, citation.edition) is None:
                    path = (*placed.path, "citations", index, "edition")
                    message = f"'{law.slug}' has no edition '{citation.edition}' in the register"
                    names = ", ".join(each.edition for each in law.editions)
                    hint = (
                        f"the register has: {names}; add it there if the document names it"
                        if names
                        else "add the edition to the register"
                    )
                    yield Finding(protocol.slug, path, message, hint)


@rule(
    "unknown-body",
    summary="A body is named that the file's list of bodies does not have.",
    why="Who is bound, who reports and who receives is told by body. A name that leads to none is told of nobody.",
    wrong="to: [iowspc]",
    right="to: [iowscp]",
)
def unknown_body(corpus: Corpus) -> Iterator[Finding]:
    """Find names of bodies that lead to none."""
    for protocol in corpus.protocols:
        known = [body.id for body in protocol.bodies]
        names = {as_slug(name): body.id for body in reversed(protocol.bodies) for name in names_of(body)}
        names |= {name: body.id for body in protocol.bodies for name in body.was}
        for path, name in _bodies_named(protocol):
            if name not in known:
                yield unknown(protocol.slug, path, "body", name, known, former=names)


def _bodies_named(protocol: Protocol) -> Iterator[tuple[KeyPath, str]]:
    for index, name in enumerate(protocol.parties):
        yield ("parties", index), name
    for index, name in enumerate(protocol.approval.by if protocol.approval else ()):
        yield ("approval", "by", index), name
    for index, body in enumerate(protocol.bodies):
        if body.part_of:
            yield ("bodies", index, "part_of"), body.part_of
    for placed in clauses_of(protocol):
        clause = placed.node
        if not isinstance(clause, Clause):
            continue
        for index, flow in enumerate(clause.flows):
            path = (*placed.path, "flows", index)
            if flow.from_:
                yield (*path, "from"), flow.from_
            for key, names in (("to", flow.to), ("to_any", flow.to_any)):
                yield from (((*path, key, place), name) for place, name in enumerate(names))
        for index, seat in enumerate(clause.membership):
            yield (*placed.path, "membership", index, "body"), seat.body
            if seat.member:
                yield (*placed.path, "membership", index, "member"), seat.member
        if clause.escalation:
            path = (*placed.path, "escalation")
            yield from (((*path, "between", place), name) for place, name in enumerate(clause.escalation.between))
            if clause.escalation.convened_by:
                yield (*path, "convened_by"), clause.escalation.convened_by


@rule(
    "unknown-clause",
    summary="A clause is named that the file does not have.",
    why="The page links to the clause that is named. A name that leads to none would be a dead link.",
    wrong="review: {every: year, clause: anual-review}",
    right="review: {every: year, clause: annual-review}",
)
def unknown_clause(corpus: Corpus) -> Iterator[Finding]:
    """Find names of clauses that lead to none."""
    for protocol in corpus.protocols:
        known = [placed.node.id for placed in walk(protocol)]
        former = {name: placed.node.id for placed in walk(protocol) for name in placed.node.was}
        named: list[tuple[KeyPath, str]] = []
        if protocol.review and protocol.review.clause:
            named.append((("review", "clause"), protocol.review.clause))
        named += [
            (("absences", index, "clause"), absence.clause)
            for index, absence in enumerate(protocol.absences)
            if absence.clause
        ]
        for path, name in named:
            if name not in known:
                yield unknown(protocol.slug, path, "clause", name, known, former=former)

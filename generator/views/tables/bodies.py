"""Bodies, who sits on them, terms and abbreviations, as tables."""

from collections import Counter
from collections.abc import Iterator

from generator.analysis.flows import ResolvedFlow
from generator.analysis.names import is_abbreviation, names_of
from generator.model.protocol import Body, Protocol
from generator.model.registers import BodyType
from generator.views import urls
from generator.views.body import shown_name
from generator.views.findings import Findings
from generator.views.tables.table import Address, Row, Table, listed, number, text, way, words
from generator.views.topic import in_order


def bodies_table(findings: Findings) -> Table:
    """Give every body of every protocol, earlier editions included."""
    return _table(findings, "Bodies", "Every body that a protocol names", urls.bodies(), None)


def body_type_table(findings: Findings, kind: BodyType) -> Table:
    """Give the bodies of one type."""
    name = f"Bodies: {kind.slug}"
    return _table(findings, name, f"{kind.plural}: what protocols call them", urls.body_type(kind.slug), kind)


def membership_table(findings: Findings) -> Table:
    """Give who sits on what, as the documents say it."""
    return Table(
        name="Membership",
        title="Who sits on what, in the documents’ words",
        file=urls.csv(urls.bodies(), "membership"),
        columns=(
            text("Protocol"),
            text("Body"),
            words("Who sits or is represented on it"),
            text("That is the body"),
            text("Where"),
            way("Address"),
        ),
        rows=lambda: _membership(findings),
    )


def terms_table(findings: Findings) -> Table:
    """Give the glossary."""
    return Table(
        name="Terms",
        title="The glossary: words of the field, in our own words",
        file=urls.csv(urls.glossary(), "terms"),
        columns=(
            text("Term"),
            words("Meaning"),
            words("Also written"),
            words("Also searched for as"),
            words("Where the meaning does not hold"),
            words("Source"),
            text("Verified"),
            number("Protocols that use it"),
            number("Places where it is used"),
            way("Address"),
        ),
        rows=lambda: _terms(findings),
    )


def abbreviations_table(findings: Findings) -> Table:
    """Give every abbreviation of a body, and of a term, with what it means in which protocol."""
    return Table(
        name="Abbreviations",
        title="Abbreviations, and what they mean where",
        file=urls.csv(urls.glossary(), "abbreviations"),
        columns=(
            text("Abbreviation"),
            words("What it means"),
            text("In the protocol of"),
            text("Different bodies in different protocols"),
            way("Address"),
        ),
        rows=lambda: sorted(_abbreviations(findings), key=lambda row: (str(row[0]).casefold(), *map(str, row))),
    )


def _table(findings: Findings, name: str, title: str, page: str, kind: BodyType | None) -> Table:
    return Table(
        name=name,
        title=title,
        file=urls.csv(page, "bodies"),
        columns=(
            text("Protocol"),
            words("Name"),
            text("Abbreviation"),
            words("Also called"),
            text("Type"),
            text("Type in law"),
            text("Party"),
            words("Part of"),
            number("Reports that it gives"),
            number("Reports that it receives"),
            number("Sections and clauses that name it"),
            way("Address"),
        ),
        rows=lambda: (
            _body(findings, protocol, body) for protocol, body in _named(findings, kind.slug if kind else None)
        ),
    )


def _named(findings: Findings, kind: str | None) -> tuple[tuple[Protocol, Body], ...]:
    def find() -> dict[str | None, list[tuple[Protocol, Body]]]:
        found: dict[str | None, list[tuple[Protocol, Body]]] = {None: []}
        for protocol in in_order(findings, findings.corpus.protocols):
            for body in protocol.bodies:
                found[None].append((protocol, body))
                if body.type:
                    found.setdefault(body.type, []).append((protocol, body))
        return found

    return tuple(findings.kept(("table-of-bodies",), find).get(kind, ()))


def _body(findings: Findings, protocol: Protocol, body: Body) -> Row:
    kind = findings.corpus.registers.body_types.by_slug.get(body.type) if body.type else None
    given, received = _reports(findings, protocol)
    return (
        shown_name(findings, protocol),
        body.name,
        body.abbreviation,
        listed(names_of(body)[(2 if body.abbreviation else 1) :]) or None,
        kind.name if kind else "of no type entered",
        ("in law" if kind.in_law.exists else "no longer in law") if kind and kind.in_law else "not entered",
        "party" if body.id in protocol.parties else "no",
        findings.body(protocol, body.part_of).name if body.part_of else None,
        len(given.get(body.id, ())),
        len(received.get(body.id, ())),
        len(findings.uses(protocol).bodies.get(body.id, ())),
        Address(urls.body(body.type, protocol.slug, body.id)),
    )


_Flows = dict[str, list[ResolvedFlow]]


def _reports(findings: Findings, protocol: Protocol) -> tuple[_Flows, _Flows]:
    def find() -> tuple[_Flows, _Flows]:
        given: _Flows = {}
        received: _Flows = {}
        for flow in findings.flows(protocol):
            if flow.reporter:
                given.setdefault(flow.reporter.id, []).append(flow)
            for body in flow.receivers:
                received.setdefault(body.id, []).append(flow)
        return given, received

    return findings.kept(("reports-of-bodies", protocol.slug), find)


def _membership(findings: Findings) -> Iterator[Row]:
    for protocol in in_order(findings, findings.corpus.in_force):
        for seat in findings.memberships(protocol):
            yield (
                findings.name(protocol),
                seat.body.name,
                seat.membership.quote,
                seat.member.name if seat.member else "no body of the protocol",
                findings.reference(protocol, seat.placed),
                Address(urls.clause(protocol.slug, seat.placed.node.id)),
            )


def _terms(findings: Findings) -> Iterator[Row]:
    counts: dict[str, list[int]] = {}
    for protocol in findings.corpus.in_force:
        for term, places in findings.term_uses(protocol).items():
            counts.setdefault(term, []).append(len(places))
    for one in sorted(findings.corpus.registers.terms.terms, key=lambda each: (each.term.casefold(), each.slug)):
        used = counts.get(one.slug, [])
        yield (
            one.term,
            one.meaning,
            listed(one.variants) or None,
            listed(one.synonyms) or None,
            one.scope,
            one.source,
            "yes" if one.verified else "no",
            len(used),
            sum(used),
            Address(urls.term(one.slug)),
        )


def _abbreviations(findings: Findings) -> Iterator[Row]:
    bodies = [
        (protocol, body, body.abbreviation, " ".join(body.name.casefold().split()))
        for protocol in findings.corpus.in_force
        for body in protocol.bodies
        if body.abbreviation
    ]
    named = {(short, name) for _, _, short, name in bodies}
    different = Counter(short for short, _ in named)
    for protocol, body, short, _ in bodies:
        clash = "yes" if different[short] > 1 else "no"
        way_to = urls.body(body.type, protocol.slug, body.id)
        yield short, body.name, findings.name(protocol), clash, Address(way_to)
    for one in findings.corpus.registers.terms.terms:
        for written in dict.fromkeys((one.term, *one.variants)):
            if is_abbreviation(written) and (written, one.term.casefold()) not in named:
                clash = "yes" if different[written] > 1 else "no"
                yield written, one.term, "a term of the field", clash, Address(urls.term(one.slug))

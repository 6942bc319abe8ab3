"""One body of one protocol, as the pages of bodies show it."""

from dataclasses import dataclass

from generator.analysis.flows import ResolvedFlow, ResolvedMembership
from generator.analysis.names import names_of
from generator.model.protocol import Body, Protocol
from generator.model.registers import BodyType
from generator.views import urls
from generator.views.clause import body_link
from generator.views.findings import Findings, in_a_row, number_words
from generator.views.page import Here, Link
from generator.views.protocol import Fact, place_link
from generator.views.standing import SourceView, source_view
from generator.views.topic import Chosen, chosen


@dataclass(frozen=True, slots=True)
class BodyView:
    """A body: what its protocol calls it, what it belongs to, gives and receives, and where it is named.

    `places` is empty and `named` says so where no clause names it by one of its names.
    """

    anchor: str
    title: str
    chosen: Chosen
    protocol: Link
    name: Link
    other_names: str
    is_party: bool
    facts: tuple[Fact, ...]
    named: str
    places: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SeatView:
    """Who sits on a body, in the document's words. `member` is the body meant; None where it is none of the file's."""

    protocol: Link
    body: Link
    quote: str
    member: Link | None
    clause: Link


@dataclass(frozen=True, slots=True)
class InLawView:
    """What the law says of a type of body. It says nothing of any one body. Links are None where there is none."""

    exists: bool
    words: str
    when: str
    followed_by: Link | None
    source: SourceView


def body_view(findings: Findings, protocol: Protocol, body: Body, here: Here) -> BodyView:
    """Show a body of a protocol."""
    is_party = body.id in protocol.parties
    places = findings.uses(protocol).bodies.get(body.id, ())
    protocol_name = shown_name(findings, protocol)
    return BodyView(
        anchor=f"{protocol.slug}_{body.id}",
        title=body.name if body.name.startswith(protocol_name) else f"{protocol_name}: {body.name}",
        chosen=chosen(findings, protocol),
        protocol=here.link(protocol_name, urls.protocol(protocol.slug)),
        name=body_link(findings, protocol, body.id, here),
        other_names=in_a_row(names_of(body)[1:]),
        is_party=is_party,
        facts=_facts(findings, protocol, body, here, is_party=is_party),
        named=f"Named in {number_words(len(places))} {'place' if len(places) == 1 else 'places'} of the document"
        if places
        else "Named in no clause by these names.",
        places=tuple(place_link(findings, protocol, placed, here) for placed in places),
    )


def shown_name(findings: Findings, protocol: Protocol) -> str:
    """Give the name of a protocol; where a later edition took its place, that too."""
    earlier = " (an earlier edition)" if protocol.slug in findings.corpus.replaced else ""
    return findings.name(protocol) + earlier


def seat_view(findings: Findings, seat: ResolvedMembership, here: Here) -> SeatView:
    """Show who sits on a body."""
    protocol = findings.corpus.by_slug[seat.protocol]
    return SeatView(
        protocol=here.link(findings.name(protocol), urls.protocol(protocol.slug)),
        body=body_link(findings, protocol, seat.body.id, here),
        quote=seat.membership.quote,
        member=body_link(findings, protocol, seat.member.id, here) if seat.member else None,
        clause=place_link(findings, protocol, seat.placed, here),
    )


def in_law_view(findings: Findings, kind: BodyType, here: Here) -> InLawView | None:
    """Show what the law says of a type of body; None where nothing is entered."""
    if kind.in_law is None:
        return None
    types = findings.corpus.registers.body_types.by_slug
    in_law = kind.in_law
    when = [f"from {in_law.from_.words}"] if in_law.from_ else []
    when += [f"until {in_law.until.words}"] if in_law.until else []
    followed_by = types.get(in_law.followed_by) if in_law.followed_by else None
    return InLawView(
        exists=in_law.exists,
        words=in_law.words,
        when=" ".join(when),
        followed_by=here.link(followed_by.name, urls.body_type(followed_by.slug)) if followed_by else None,
        source=source_view(in_law),
    )


def _facts(findings: Findings, protocol: Protocol, body: Body, here: Here, *, is_party: bool) -> tuple[Fact, ...]:
    flows = findings.flows(protocol)
    seats = findings.memberships(protocol)
    parts = [other for other in protocol.bodies if other.part_of == body.id]
    wholes = [other for other in protocol.bodies if other.id == body.part_of]
    names = names_of(body)[1:]
    role = "A party: bound by this protocol" if is_party else "Named in this protocol, not a party to it"
    found = [
        Fact("Protocol", (here.link(protocol.title, urls.protocol(protocol.slug)),)),
        Fact("Role", (Link(role, ""),)),
        Fact("Also called there", tuple(Link(name, "") for name in names)),
        Fact("Serves", _serves(findings, protocol, body)),
        Fact("Part of", tuple(body_link(findings, protocol, whole.id, here) for whole in wholes)),
        Fact("Its parts", tuple(body_link(findings, protocol, part.id, here) for part in parts)),
        Fact("Who sits on it", _seats(findings, [seat for seat in seats if seat.body == body], here, member=True)),
        Fact("Sits on", _seats(findings, [seat for seat in seats if seat.member == body], here, member=False)),
        Fact("Receives", tuple(_received(findings, protocol, flow, here) for flow in flows if body in flow.receivers)),
        Fact("Gives", tuple(_given(findings, protocol, flow, here) for flow in flows if flow.reporter == body)),
    ]
    return tuple(fact for fact in found if fact.links)


def _serves(findings: Findings, protocol: Protocol, body: Body) -> tuple[Link, ...]:
    """Say which authorities a body serves, where that is not plain from the protocol's one authority."""
    if not body.serves and len(protocol.authorities) == 1:
        return ()
    register = findings.corpus.registers.authorities.by_slug
    return tuple(Link(register[slug].name, "") for slug in (body.serves or protocol.authorities) if slug in register)


def _seats(findings: Findings, seats: list[ResolvedMembership], here: Here, *, member: bool) -> tuple[Link, ...]:
    found: list[Link] = []
    for seat in seats:
        view = seat_view(findings, seat, here)
        if member:
            found.append(Link(f"“{view.quote}” ({view.clause.words})", view.clause.href))
            found += [view.member] if view.member else []
        else:
            found += [view.body, Link(f"“{view.quote}” ({view.clause.words})", view.clause.href)]
    return tuple(found)


def _received(findings: Findings, protocol: Protocol, flow: ResolvedFlow, here: Here) -> Link:
    reporter = f"from {flow.reporter.name}" if flow.reporter else "reporter not stated"
    names = [body.name for body in flow.to_any]
    one_of = f", to {in_a_row(names, ' or ')}" if len(names) > 1 else ""
    return _duty(findings, protocol, flow, reporter + one_of, here)


def _given(findings: Findings, protocol: Protocol, flow: ResolvedFlow, here: Here) -> Link:
    names = [body.name for body in flow.receivers]
    receivers = f"to {in_a_row(names, ' or ' if flow.to_any else ' and ')}" if names else "receiver not stated"
    return _duty(findings, protocol, flow, receivers, here)


def _duty(findings: Findings, protocol: Protocol, flow: ResolvedFlow, who: str, here: Here) -> Link:
    matter = findings.corpus.registers.matters.by_slug[flow.what].title
    clause = place_link(findings, protocol, flow.placed, here)
    return Link(f"{matter}, {who} ({clause.words})", clause.href)

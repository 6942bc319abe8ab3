"""Who reports what to whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.diagnostics import KeyPath
from generator.kept import kept
from generator.model.corpus import Corpus
from generator.model.protocol import Body, Clause, Flow, Membership, Protocol
from generator.model.walk import Placed, clauses_of

ANNUAL_REPORT = "annual-report"


@dataclass(frozen=True, slots=True)
class ResolvedFlow:
    """One reporting duty, with the clause that states it and the bodies themselves.

    `reporter` is None where the clause names nobody. `to` receive it all; of `to_any` one does.
    """

    protocol: str
    placed: Placed
    path: KeyPath
    flow: Flow
    reporter: Body | None
    to: tuple[Body, ...]
    to_any: tuple[Body, ...]

    @property
    def what(self) -> str:
        """The slug of the matter."""
        return str(self.flow.what)

    @property
    def receivers(self) -> tuple[Body, ...]:
        """All bodies that receive it, or of which one does."""
        return (*self.to, *self.to_any)


@dataclass(frozen=True, slots=True)
class ResolvedMembership:
    """Who sits on a body, with the clause that says so. `member` is None where it is no body of the file."""

    protocol: str
    placed: Placed
    path: KeyPath
    membership: Membership
    body: Body
    member: Body | None


@dataclass(frozen=True, slots=True)
class FlowMatrix:
    """Who reports (down) to whom (across), and the flows of each cell. None is for those without a reporter."""

    reporters: tuple[Body | None, ...]
    receivers: tuple[Body, ...]
    cells: tuple[tuple[tuple[ResolvedFlow, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class TypeMatrix:
    """Which type of body reports (down) to which (across) over all protocols; None is for bodies without a type."""

    reporters: tuple[str | None, ...]
    receivers: tuple[str | None, ...]
    cells: tuple[tuple[tuple[ResolvedFlow, ...], ...], ...]


class Receipt(StrEnum):
    """How a body comes to see another's report."""

    DIRECTLY = "directly"
    BY_WAY_OF_A_BODY = "by-way-of-a-body"
    NOT_STATED = "not-stated"


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """Whether `receiver` is given the report of `giver`, and the clauses that say so.

    `by_way_of` are the bodies that are given it and on which the receiver sits (`memberships`) or which are part of
    the receiver. It is empty where the report is received directly.
    """

    protocol: str
    giver: Body
    receiver: Body
    receipt: Receipt
    flows: tuple[ResolvedFlow, ...] = ()
    by_way_of: tuple[Body, ...] = ()
    memberships: tuple[ResolvedMembership, ...] = ()


@kept(1 << 11)
def flows_of(protocol: Protocol) -> tuple[ResolvedFlow, ...]:
    """Give every reporting duty of a protocol, in the document's order."""
    bodies = {body.id: body for body in protocol.bodies}
    return tuple(
        ResolvedFlow(
            protocol=protocol.slug,
            placed=placed,
            path=(*placed.path, "flows", index),
            flow=flow,
            reporter=bodies.get(flow.from_) if flow.from_ else None,
            to=tuple(bodies[name] for name in flow.to if name in bodies),
            to_any=tuple(bodies[name] for name in flow.to_any if name in bodies),
        )
        for placed in clauses_of(protocol)
        if isinstance(placed.node, Clause)
        for index, flow in enumerate(placed.node.flows)
    )


@kept(1 << 11)
def memberships_of(protocol: Protocol) -> tuple[ResolvedMembership, ...]:
    """Give every statement of who sits on a body, in the document's order."""
    bodies = {body.id: body for body in protocol.bodies}
    return tuple(
        ResolvedMembership(
            protocol=protocol.slug,
            placed=placed,
            path=(*placed.path, "membership", index),
            membership=membership,
            body=bodies[membership.body],
            member=bodies.get(membership.member) if membership.member else None,
        )
        for placed in clauses_of(protocol)
        if isinstance(placed.node, Clause)
        for index, membership in enumerate(placed.node.membership)
        if membership.body in bodies
    )


def all_flows(corpus: Corpus) -> tuple[ResolvedFlow, ...]:
    """Give the reporting duties of every protocol in force."""
    return tuple(flow for protocol in corpus.in_force for flow in flows_of(protocol))


def by_matter(corpus: Corpus) -> Mapping[str, tuple[ResolvedFlow, ...]]:
    """Give the reporting duties of all protocols in force under each matter, in the register's order.

    A matter that nobody reports has no entry.
    """
    found: dict[str, list[ResolvedFlow]] = {matter.slug: [] for matter in corpus.registers.matters.matters}
    for flow in all_flows(corpus):
        found.setdefault(flow.what, []).append(flow)
    return {matter: tuple(flows) for matter, flows in found.items() if flows}


def flow_matrix(protocol: Protocol) -> FlowMatrix:
    """Set one protocol's bodies against each other, in the order in which the file names them."""
    cells: dict[tuple[str | None, str], list[ResolvedFlow]] = {}
    reporting: set[str | None] = set()
    for flow in flows_of(protocol):
        reporter = flow.reporter.id if flow.reporter else None
        reporting.add(reporter)
        for receiver in dict.fromkeys(body.id for body in flow.receivers):
            cells.setdefault((reporter, receiver), []).append(flow)
    receiving = {receiver for _, receiver in cells}
    reporters: tuple[Body | None, ...] = tuple(body for body in protocol.bodies if body.id in reporting)
    if None in reporting:
        reporters = (*reporters, None)
    receivers = tuple(body for body in protocol.bodies if body.id in receiving)
    return FlowMatrix(
        reporters,
        receivers,
        tuple(
            tuple(tuple(cells.get((down.id if down else None, across.id), ())) for across in receivers)
            for down in reporters
        ),
    )


def type_matrix(corpus: Corpus) -> TypeMatrix:
    """Set types of body against each other over all protocols in force, in the register's order, None last.

    A flow without a reporter stands in the row of None, beside those of bodies without a type.
    """
    flows = all_flows(corpus)
    order = [kind.slug for kind in corpus.registers.body_types.body_types]
    cells: dict[tuple[str | None, str | None], list[ResolvedFlow]] = {}
    for flow in flows:
        reporter = flow.reporter.type if flow.reporter else None
        for receiver in dict.fromkeys(body.type for body in flow.receivers):
            cells.setdefault((reporter, receiver), []).append(flow)

    def in_order(names: Iterable[str | None]) -> tuple[str | None, ...]:
        known = set(names)
        return (*(name for name in order if name in known), *((None,) if None in known else ()))

    reporters, receivers = in_order(pair[0] for pair in cells), in_order(pair[1] for pair in cells)
    return TypeMatrix(
        reporters,
        receivers,
        tuple(tuple(tuple(cells.get((down, across), ())) for across in receivers) for down in reporters),
    )


def reciprocity(protocol: Protocol, matter: str = ANNUAL_REPORT) -> tuple[Reciprocity, ...]:
    """Say for every two parties, both ways, whether the one is given the other's report on a matter.

    Received directly: a clause says that the giver gives it to the receiver. By way of a body: a clause says that
    the giver gives it to a body, and the receiver sits on that body or the body is part of the receiver. All else
    is not stated: a report without a reporter says nothing of whose it is.
    """
    bodies = {body.id: body for body in protocol.bodies}
    parties = [bodies[name] for name in dict.fromkeys(protocol.parties) if name in bodies]
    flows = [flow for flow in flows_of(protocol) if flow.what == matter]
    memberships = memberships_of(protocol)
    return tuple(
        _received(protocol, giver, receiver, flows, memberships)
        for giver in parties
        for receiver in parties
        if giver != receiver
    )


def _received(
    protocol: Protocol,
    giver: Body,
    receiver: Body,
    flows: Iterable[ResolvedFlow],
    memberships: Iterable[ResolvedMembership],
) -> Reciprocity:
    given = [flow for flow in flows if flow.reporter == giver]
    direct = tuple(flow for flow in given if receiver in flow.receivers)
    if direct:
        return Reciprocity(protocol.slug, giver, receiver, Receipt.DIRECTLY, direct)
    seats = [seat for seat in memberships if seat.member == receiver]
    near = {seat.body.id for seat in seats} | {
        body.id for body in protocol.bodies if _is_part(protocol, body, receiver)
    }
    indirect = tuple(flow for flow in given if any(body.id in near for body in flow.receivers))
    if not indirect:
        return Reciprocity(protocol.slug, giver, receiver, Receipt.NOT_STATED)
    through = {body.id: body for flow in indirect for body in flow.receivers if body.id in near}
    return Reciprocity(
        protocol.slug,
        giver,
        receiver,
        Receipt.BY_WAY_OF_A_BODY,
        indirect,
        tuple(through.values()),
        tuple(seat for seat in seats if seat.body.id in through),
    )


def _is_part(protocol: Protocol, body: Body, whole: Body) -> bool:
    above = {each.id: each.part_of for each in protocol.bodies}
    seen = {body.id}
    at = above.get(body.id)
    while at and at not in seen:
        if at == whole.id:
            return True
        seen.add(at)
        at = above.get(at)
    return False

"""Whether each party is given the other's annual report, in a sentence that says no more than the text."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.analysis.flows import ANNUAL_REPORT, Receipt, Reciprocity, ResolvedFlow, flows_of, reciprocity
from generator.model.protocol import Protocol
from generator.views import urls
from generator.views.clause import body_link
from generator.views.duties import clause_link
from generator.views.findings import Findings, in_a_row
from generator.views.page import Here, Link

_WORDS = {
    Receipt.DIRECTLY: "received directly",
    Receipt.BY_WAY_OF_A_BODY: "by way of another body",
    Receipt.NOT_STATED: "not stated",
}


@dataclass(frozen=True, slots=True)
class ReciprocityRow:
    """Whether `receiver` is given the report of `giver`. `sentence` is cut at the words that lead somewhere."""

    protocol: Link
    giver: Link
    receiver: Link
    answer: str
    sentence: tuple[Link, ...]


def reciprocity_rows(findings: Findings, protocol: Protocol, here: Here) -> tuple[ReciprocityRow, ...]:
    """Say for every two parties of a protocol, both ways, whether the one is given the other's annual report."""
    if ANNUAL_REPORT not in findings.corpus.registers.matters.by_slug:
        return ()
    given = [flow for flow in flows_of(protocol) if flow.what == ANNUAL_REPORT]
    return tuple(
        ReciprocityRow(
            protocol=here.link(findings.name(protocol), urls.protocol(protocol.slug)),
            giver=body_link(findings, protocol, found.giver.id, here),
            receiver=body_link(findings, protocol, found.receiver.id, here),
            answer=_WORDS[found.receipt],
            sentence=_sentence(findings, found, given, here),
        )
        for found in reciprocity(protocol, ANNUAL_REPORT)
    )


def _sentence(findings: Findings, found: Reciprocity, given: list[ResolvedFlow], here: Here) -> tuple[Link, ...]:
    if found.receipt is Receipt.DIRECTLY:
        return _directly(findings, found, here)
    if found.receipt is Receipt.BY_WAY_OF_A_BODY:
        return _by_way(findings, found, here)
    return _elsewhere(findings, [flow for flow in given if flow.reporter == found.giver], here)


def _directly(findings: Findings, found: Reciprocity, here: Here) -> tuple[Link, ...]:
    parts: list[Link] = []
    for flow in found.flows:
        others = [body.name for body in flow.to_any if body != found.receiver and found.receiver in flow.to_any]
        parts += _joined(parts)
        parts.append(Link(f"“{flow.flow.strength.words}”", ""))
        parts += _qualified(flow, f", to it or {in_a_row(others, ' or ')}" if others else "")
        parts += _in_clause(findings, flow, here)
    return (*parts, Link(".", ""))


def _by_way(findings: Findings, found: Reciprocity, here: Here) -> tuple[Link, ...]:
    protocol = findings.corpus.by_slug[found.protocol]
    seated = {seat.body.id: seat for seat in found.memberships}
    parts: list[Link] = []
    for body in found.by_way_of:
        flow = next(flow for flow in found.flows if body in flow.receivers)
        others = [other.name for other in flow.to_any if other != body and body in flow.to_any]
        parts += (joined := _joined(parts))
        parts += [
            Link("by way of the " if joined else "By way of the ", ""),
            body_link(findings, protocol, body.id, here),
        ]
        seat = seated.get(body.id)
        parts.append(Link(", on which it is represented" if seat else ", which is part of it", ""))
        parts += _qualified(
            flow, f", where the report goes there and not to {in_a_row(others, ' or ')}" if others else ""
        )
        parts += _in_clause(findings, flow, here)
        if seat and seat.placed.node.id != flow.placed.node.id:
            where = findings.reference(protocol, seat.placed)
            parts += [
                Link("; that it is represented there: ", ""),
                here.link(where, urls.clause(protocol.slug, seat.placed.node.id)),
            ]
    return (*parts, Link(". That the report is given to it directly is not stated.", ""))


def _elsewhere(findings: Findings, flows: list[ResolvedFlow], here: Here) -> tuple[Link, ...]:
    if not flows:
        return (Link("To whom the report is given is not stated.", ""),)
    parts: list[Link] = [Link("The receivers that are stated: ", "")]
    for index, flow in enumerate(flows):
        names = in_a_row([body.name for body in flow.to]) or in_a_row([body.name for body in flow.to_any], " or ")
        parts.append(Link(("; " if index else "") + (names or "none"), ""))
        parts += _in_clause(findings, flow, here)
    return (*parts, Link(".", ""))


def _joined(parts: Iterable[Link]) -> list[Link]:
    return [Link("; ", "")] if parts else []


def _qualified(flow: ResolvedFlow, alternative: str) -> list[Link]:
    condition = f", on the condition “{flow.flow.condition}”" if flow.flow.condition else ""
    return [Link(alternative + condition, "")] if alternative or condition else []


def _in_clause(findings: Findings, flow: ResolvedFlow, here: Here) -> list[Link]:
    return [Link(" (", ""), clause_link(findings, flow, here), Link(")", "")]

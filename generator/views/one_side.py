"""What one protocol brings to a comparison with any other."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.analysis.coverage import coverage_of
from generator.analysis.currency import CitedLaw
from generator.model.protocol import Protocol
from generator.model.registers import LawState
from generator.views import urls
from generator.views.clause import FlowView, flow_view
from generator.views.findings import Findings
from generator.views.page import Here, Link
from generator.views.protocol import Fact, facts, place_link
from generator.views.said import PassageView, passage_views
from generator.views.topic import SilentView, silent_view


@dataclass(frozen=True, slots=True)
class OnTopic:
    """A protocol's words on a topic; `text` is what is compared. `place` counts what stands before them."""

    place: int
    text: str
    headings: tuple[str, ...]
    passages: tuple[PassageView, ...]


@dataclass(frozen=True, slots=True)
class PlacedDuty:
    """A reporting duty with the clause that states it."""

    clause: Link
    flow: FlowView


@dataclass(frozen=True, slots=True)
class CitedView:
    """A citation with its clause. `gone` says that its law has gone; '' where it has not."""

    words: str
    clause: Link
    gone: str


@dataclass(frozen=True, slots=True)
class OneSide:
    """One protocol, ready to be set against any other.

    `facts` stand under their terms, words and silences under topics, duties under matters, citations under the law.
    Every topic of the register stands under `topics` or `silences`.
    """

    name: str
    document: Link
    facts: Mapping[str, Fact]
    topics: Mapping[str, OnTopic]
    silences: Mapping[str, SilentView]
    duties: Mapping[str, tuple[PlacedDuty, ...]]
    laws: Mapping[str, tuple[CitedView, ...]]


def one_side(findings: Findings, protocol: Protocol, here: Here) -> OneSide:
    """Give what a protocol brings to a comparison, with the ways from the page that shows it.

    Pages of one folder and depth lead to other folders by the same ways, so they share what is shown.
    """
    folder, *below = here.address.split("/")
    return findings.kept(
        ("side", protocol.slug, folder, len(below), here.index_names), lambda: _one_side(findings, protocol, here)
    )


def _one_side(findings: Findings, protocol: Protocol, here: Here) -> OneSide:
    said = findings.wordings(protocol)
    return OneSide(
        name=findings.name(protocol),
        document=here.link(findings.name(protocol), urls.protocol(protocol.slug)),
        facts={_term(fact): fact for fact in facts(findings, protocol, here)},
        topics=_topics(findings, protocol, here),
        silences={
            topic: silent_view(findings, protocol, cell, here)
            for topic, cell in coverage_of(protocol, findings.corpus.registers).items()
            if topic not in said
        },
        duties=_duties(findings, protocol, here),
        laws=_laws(findings, protocol, here),
    )


def _term(fact: Fact) -> str:
    return "Authority" if fact.term == "Authorities" else fact.term


def _topics(findings: Findings, protocol: Protocol, here: Here) -> Mapping[str, OnTopic]:
    places = {placed.path: place for place, placed in enumerate(findings.places(protocol))}
    return {
        topic: OnTopic(
            place=places[wording.passages[0].placed.path],
            text=wording.text,
            headings=wording.headings,
            passages=passage_views(findings, protocol, topic, here),
        )
        for topic, wording in findings.wordings(protocol).items()
    }


def _duties(findings: Findings, protocol: Protocol, here: Here) -> Mapping[str, tuple[PlacedDuty, ...]]:
    found: dict[str, list[PlacedDuty]] = {}
    for each in findings.flows(protocol):
        clause = place_link(findings, protocol, each.placed, here)
        duty = PlacedDuty(clause, flow_view(findings, protocol, each.flow, here))
        found.setdefault(each.what, []).append(duty)
    return {matter: tuple(duties) for matter, duties in found.items()}


def _laws(findings: Findings, protocol: Protocol, here: Here) -> Mapping[str, tuple[CitedView, ...]]:
    found: dict[str, list[CitedView]] = {}
    for cited in findings.citations(protocol):
        clause = place_link(findings, protocol, cited.placed, here)
        found.setdefault(cited.instrument.slug, []).append(CitedView(_cited_words(cited), clause, _gone(cited)))
    return {law: tuple(citations) for law, citations in found.items()}


def _cited_words(cited: CitedLaw) -> str:
    return cited.citation.provision or cited.citation.edition or "no section or edition named"


def _gone(cited: CitedLaw) -> str:
    if not cited.now.is_gone:
        return ""
    state = "repealed" if cited.now.state is LawState.REPEALED else "superseded"
    return state if cited.now.is_verified else f"{state}, unverified"

"""The page on which a reader chooses two protocols to compare."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.protocol import Protocol
from generator.views import urls
from generator.views.findings import Findings, number_words
from generator.views.page import Here, Link, Page, PageKind
from generator.views.topic import Chosen, chosen, in_order


@dataclass(frozen=True, slots=True)
class PartnersView:
    """A protocol and those that it has a page with."""

    document: Link
    pages: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PairsView:
    """What the page shows. `earlier` are editions that later ones have replaced.

    `are_all` where every two protocols of one kind have a page.
    """

    lead: str
    choices: tuple[Chosen, ...]
    earlier: tuple[Chosen, ...]
    are_all: bool
    are_many: bool
    partners: tuple[PartnersView, ...]
    pairs: tuple[Link, ...]
    shared: str
    """What the comparison of any two needs beside the data of each, as JSON."""


_MANY = 12
"""Beyond so many pairs they are listed protocol by protocol."""


def pairs_page(findings: Findings, here: Here) -> Page:
    """Build the page of all comparisons."""
    protocols = in_order(findings, findings.corpus.in_force)
    count = len(findings.pairs)
    are_many = count > _MANY
    return Page(
        here=here,
        kind=PageKind.INDEX,
        title="Compare two protocols",
        description="Choose two protocols and read them side by side, topic by topic, in their own words.",
        template="pairs",
        shows=lambda: PairsView(
            lead=_lead(len(protocols), count),
            choices=_choices(findings, protocols),
            earlier=_choices(findings, [findings.corpus.by_slug[slug] for slug in findings.corpus.replaced]),
            are_all=_are_all(findings, count),
            are_many=are_many,
            partners=tuple(
                PartnersView(
                    here.link(findings.name(protocol), urls.protocol(protocol.slug)),
                    tuple(
                        _pair(findings, protocol, other, here)
                        for other in in_order(findings, findings.compared_with(protocol))
                    ),
                )
                for protocol in protocols
                if findings.compared_with(protocol)
            )
            if are_many
            else (),
            pairs=()
            if are_many
            else tuple(
                _pair(findings, findings.corpus.by_slug[left], findings.corpus.by_slug[right], here)
                for left, right in findings.pairs
            ),
            shared=json.dumps(_shared(findings, here), ensure_ascii=False, separators=(",", ":")),
        ),
        scripts=("compare-any",),
    )


def _shared(findings: Findings, here: Here) -> object:
    registers = findings.corpus.registers
    instruments = sorted(registers.instruments.instruments, key=lambda each: (each.title.casefold(), each.slug))
    return {
        "site": findings.corpus.settings.address or "",
        "groups": [[group.slug, group.title] for group in registers.topics.groups],
        "topics": [
            [topic.slug, topic.title, topic.group, topic.question, here.to(urls.topic(topic.slug)), *topic.was]
            for topic in registers.topics.topics
        ],
        "was": {was: protocol.slug for protocol in findings.corpus.protocols for was in protocol.was},
        "kinds": {slug: list(kind.topic_groups) for slug, kind in registers.kinds.by_slug.items()},
        "matters": [[each.slug, each.title, here.to(urls.matter(each.slug))] for each in registers.matters.matters],
        "laws": [[each.slug, each.title, here.to(urls.instrument(each.slug))] for each in instruments],
        "terms": {term.slug: term.meaning for term in registers.terms.terms},
    }


def _choices(findings: Findings, protocols: Sequence[Protocol]) -> tuple[Chosen, ...]:
    return tuple(chosen(findings, protocol) for protocol in in_order(findings, protocols))


def _lead(protocols: int, pairs: int) -> str:
    if protocols < 2:
        return "There is not yet a second protocol to compare with."
    made = "One pair has a page of its own"
    if pairs != 1:
        made = f"{number_words(pairs).capitalize()} pairs have a page of their own"
    return f"{number_words(protocols).capitalize()} protocols. {made}."


def _are_all(findings: Findings, count: int) -> bool:
    kinds: dict[str, int] = {}
    for protocol in findings.corpus.in_force:
        kinds[protocol.kind] = kinds.get(protocol.kind, 0) + 1
    return count >= sum(many * (many - 1) // 2 for many in kinds.values())


def _pair(findings: Findings, one: Protocol, other: Protocol, here: Here) -> Link:
    left, right = sorted((one.slug, other.slug))
    return here.link(f"{findings.name(one)} and {findings.name(other)}", urls.comparison(left, right))

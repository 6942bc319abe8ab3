"""What a reader should know before the document, derived from its dates and from the registers."""

from dataclasses import dataclass

from generator.analysis.currency import CitedLaw
from generator.analysis.lifecycle import lifecycle
from generator.model.protocol import Protocol, ProtocolStatus
from generator.model.registers import LawState
from generator.views import urls
from generator.views.findings import Findings
from generator.views.page import Here, Link


@dataclass(frozen=True, slots=True)
class Banner:
    """A block at the top of a page. With `due` (a day, ISO form) a script adds `overdue` once the day has passed."""

    kind: str
    title: str
    text: str
    links: tuple[Link, ...] = ()
    due: str | None = None
    overdue: str = ""


def banners(findings: Findings, protocol: Protocol, here: Here) -> tuple[Banner, ...]:
    """Give the banners of a protocol: its state, its review, law that has gone, types of body that have gone."""
    found = [
        _replaced(findings, protocol, here),
        _replaces(findings, protocol, here),
        _status(findings, protocol),
        _review(findings, protocol),
        _law(findings, protocol, here),
        *_bodies(findings, protocol, here),
    ]
    return tuple(banner for banner in found if banner)


def _replaced(findings: Findings, protocol: Protocol, here: Here) -> Banner | None:
    later = findings.corpus.replaced.get(protocol.slug)
    if later is None:
        return None
    edition = findings.corpus.by_slug[later]
    dated = f" of {edition.dated.words}" if edition.dated else ""
    links = (
        here.link("Read the later edition", urls.protocol(later)),
        here.link("What changed", urls.editions(later)),
        here.link("Set the two side by side", urls.any_comparison(protocol.slug, later)),
    )
    return Banner("info", "Replaced", f"A later edition{dated} is here.", links)


def _replaces(findings: Findings, protocol: Protocol, here: Here) -> Banner | None:
    before = findings.edition_before(protocol)
    if before is None:
        return None
    dated = f" of {before.dated.words}" if before.dated else " before it"
    links = (
        here.link("What changed", urls.editions(protocol.slug)),
        here.link("Read the earlier edition", urls.protocol(before.slug)),
    )
    return Banner("info", "A later edition", f"It replaces the edition{dated}.", links)


def _status(findings: Findings, protocol: Protocol) -> Banner | None:
    if protocol.status is ProtocolStatus.DRAFT:
        return Banner("draft", "Draft", "The document calls itself a draft. That it was approved is not stated.")
    if protocol.status is ProtocolStatus.WITHDRAWN:
        return Banner("info", "Withdrawn", "This protocol has been withdrawn.")
    return None


def _review(findings: Findings, protocol: Protocol) -> Banner | None:
    life = lifecycle(findings.corpus, protocol)
    if life.review is None or life.replaced_by:
        return None
    return Banner(
        "overdue",
        "Review",
        f"The next review is due {life.review.due.words}.",
        due=life.review.last_day.isoformat(),
        overdue="Overdue by {time}.",
    )


def _law(findings: Findings, protocol: Protocol, here: Here) -> Banner | None:
    gone = [cited for cited in findings.citations(protocol) if cited.now.is_gone]
    if not gone:
        return None
    links = dict.fromkeys(_law_link(cited, here) for cited in gone)
    verified = "" if all(cited.now.is_verified for cited in gone) else " Not every one of these claims is verified."
    return Banner(
        "law",
        "Law that has changed",
        f"Words of this document rest on law or guidance that has since been repealed or superseded.{verified}",
        tuple(links),
    )


def _law_link(cited: CitedLaw, here: Here) -> Link:
    part = cited.citation.provision or cited.citation.edition
    state = "repealed" if cited.now.state is LawState.REPEALED else "superseded"
    words = f"{cited.instrument.title}{f', {part}' if part else ''}: {state}"
    return here.link(words, urls.instrument(cited.instrument.slug, part))


def _bodies(findings: Findings, protocol: Protocol, here: Here) -> list[Banner]:
    types = findings.corpus.registers.body_types.by_slug
    named = dict.fromkeys(kind for party in protocol.parties if (kind := findings.body(protocol, party).type))
    return [
        Banner(
            "law",
            "A type of body that the law no longer knows",
            in_law.words + ("" if in_law.verified else " (Unverified.)"),
            (here.link(types[slug].name, urls.body_type(slug)),),
        )
        for slug in named
        if slug in types and (in_law := types[slug].in_law) and not in_law.exists
    ]

"""How a law stands, in words: each claim with its source, and what is not known said so."""

from dataclasses import dataclass
from datetime import date

from generator.analysis.currency import Certainty, CitedLaw, Standing
from generator.model.dates import PartialDate, in_words
from generator.model.protocol import CitationRelation
from generator.model.registers import Instrument, InstrumentType, LawState, Sourced, Status, Successor
from generator.views import urls
from generator.views.findings import Findings, in_a_row
from generator.views.page import Here, Link

_STATES = {
    LawState.IN_FORCE: "in force",
    LawState.AMENDED: "in force, amended",
    LawState.ENACTED_NOT_COMMENCED: "enacted, not yet in force",
    LawState.REPEALED: "repealed",
    LawState.SUPERSEDED: "superseded",
}
_TYPES = {
    InstrumentType.ACT: "Act",
    InstrumentType.REGULATIONS: "Regulations",
    InstrumentType.STATUTORY_GUIDANCE: "Statutory guidance",
    InstrumentType.OTHER: "Other",
}
_UNITS = {InstrumentType.ACT: "section", InstrumentType.REGULATIONS: "regulation"}
_UNKNOWN = {
    Certainty.NO_DAY: "the protocol states no date",
    Certainty.NO_EDITION: "the clause names no edition",
    Certainty.NOT_IN_REGISTER: "not in the register",
}
DERIVED = "The document does not name this law."


@dataclass(frozen=True, slots=True)
class SourceView:
    """Where a claim of ours is from, the day it was checked, and whether somebody read the source itself."""

    source: Link
    checked: str
    verified: bool


@dataclass(frozen=True, slots=True)
class ClaimView:
    """How a law stood from a day on. Texts are '' where the register has none."""

    state: str
    kind: str
    since: str
    words: str
    by: str
    followed_by: tuple[Link, ...]
    source: SourceView


@dataclass(frozen=True, slots=True)
class StandingView:
    """How a law stood on a day. `address` leads to the law as it stood; `source` is that of the claim; None without."""

    words: str
    kind: str
    verified: bool
    address: Link | None
    source: SourceView | None


@dataclass(frozen=True, slots=True)
class CitedView:
    """One citation with all that one needs to judge it: whose, where, in which words, of what, then and now."""

    protocol: Link
    clause: Link
    quote: str
    law: Link
    finding: str
    then: StandingView
    now: StandingView


def state_words(state: LawState) -> str:
    """Give how a law stands, as it is shown."""
    return _STATES[state]


def type_words(instrument: Instrument) -> str:
    """Give the sort of a law, as it is shown."""
    return _TYPES[instrument.type]


def part_words(instrument: Instrument, provision: str | None, edition: str | None = None) -> str:
    """Name a part of a law: "section 22(4)", "edition 2018"; '' for the whole of it."""
    parts: list[str] = []
    if provision:
        unit = _UNITS.get(instrument.type) if provision[:1].isdigit() else None
        parts.append(f"{unit} {provision}" if unit else provision)
    if edition:
        parts.append(f"edition {edition}")
    return ", ".join(parts)


def law_words(instrument: Instrument, provision: str | None, edition: str | None = None) -> str:
    """Name a law with a part of it: "Children Act 1989, section 22(4)"."""
    part = part_words(instrument, provision, edition)
    return f"{instrument.title}, {part}" if part else instrument.title


def source_view(claim: Sourced) -> SourceView:
    """Show where a claim is from."""
    return SourceView(Link(claim.source, claim.address or ""), claim.checked.words, claim.verified)


def claim_view(findings: Findings, status: Status, here: Here) -> ClaimView:
    """Show how a law stood from a day on."""
    return ClaimView(
        state=_STATES[status.state],
        kind=status.state.value,
        since=since_words(status.from_),
        words=status.words or "",
        by=status.by or "",
        followed_by=tuple(successor_link(findings, one, here) for one in status.followed_by),
        source=source_view(status),
    )


def since_words(day: PartialDate | None) -> str:
    """Say since when, after a state."""
    return f" since {day.words}" if day else "; since when is not entered"


def successor_link(findings: Findings, successor: Successor, here: Here) -> Link:
    """Link to what took a law's place."""
    instrument = findings.corpus.registers.instruments.by_slug.get(successor.instrument)
    if instrument is None:
        return Link(successor.instrument, "")
    return here.link(
        law_words(instrument, successor.provision, successor.edition),
        urls.instrument(instrument.slug, successor.provision or successor.edition),
    )


def cited_view(findings: Findings, cited: CitedLaw, here: Here) -> CitedView:
    """Show a citation, and how its law stood on the protocol's date and stands today."""
    protocol = findings.corpus.by_slug[cited.protocol]
    citation = cited.citation
    name = findings.name(protocol)
    if protocol.slug in findings.corpus.replaced:
        name += " (an earlier edition)"
    dated = protocol.dated.words if protocol.dated else ""
    return CitedView(
        protocol=here.link(name, urls.protocol(protocol.slug)),
        clause=here.link(findings.reference(protocol, cited.placed), urls.clause(protocol.slug, cited.placed.node.id)),
        quote=citation.quote,
        law=here.link(
            law_words(cited.instrument, citation.provision, citation.edition),
            urls.instrument(cited.instrument.slug, citation.provision or citation.edition),
        ),
        finding="" if citation.relation is CitationRelation.CITES else DERIVED,
        then=_standing(cited.then, _text(cited.dated_address, cited.dated_day), dated),
        now=_standing(cited.now, _text(cited.address), ""),
    )


def _text(address: str | None, day: date | None = None) -> Link | None:
    """Link to the text of a law: as it stood on a day, or today; the register may have it as made or enacted only."""
    if address is None:
        return None
    for as_made in ("made", "enacted"):
        if address.endswith(f"/{as_made}"):
            return Link(f"Text as {as_made}", address)
    if "legislation.gov.uk" not in address:
        return Link("Official page", address)
    return Link(f"Text as it stood on {in_words(day)}" if day else "Text today", address)


def claim_of(standing: Standing) -> Status | None:
    """Give the claim that a standing rests on; None where there is none, or more than one."""
    return standing.status or (standing.possible[0] if len(standing.possible) == 1 else None)


def _standing(standing: Standing, address: Link | None, dated: str) -> StandingView:
    when = f"{dated}: " if dated else ""
    known = claim_of(standing)
    return StandingView(
        words=when + _standing_words(standing),
        kind=standing.state.value if standing.state else "unknown",
        verified=standing.status is None or standing.status.verified,
        address=address,
        source=source_view(known) if known else None,
    )


def _standing_words(standing: Standing) -> str:
    if standing.status is not None:
        return _STATES[standing.status.state]
    if standing.certainty is Certainty.NOT_CERTAIN and len(standing.possible) == 1:
        only = standing.possible[0]
        return f"not certain; {_STATES[only.state]} when it was looked up on {only.checked.words}"
    if standing.certainty is Certainty.NOT_CERTAIN:
        return "not certain; " + in_a_row(list(dict.fromkeys(_STATES[one.state] for one in standing.possible)), " or ")
    return _UNKNOWN[standing.certainty]

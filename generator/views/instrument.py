"""One law or guidance: how it stood, its parts, who names them, what it replaced and what followed."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.analysis.currency import CitedLaw, address, provision_of
from generator.model.registers import Edition, Instrument, Provision, Status, Successor
from generator.views import urls
from generator.views.findings import Findings, number_words
from generator.views.page import Here, Link, Page, PageKind
from generator.views.protocol import Fact
from generator.views.standing import (
    CitedView,
    ClaimView,
    cited_view,
    claim_view,
    law_words,
    part_words,
    since_words,
    state_words,
    successor_link,
    type_words,
)

SHOWN = 10


@dataclass(frozen=True, slots=True)
class CitedList:
    """Citations of one thing. `title` names the table, `summary` says how many there are."""

    title: str
    cited: tuple[CitedView, ...]
    summary: str

    @property
    def is_long(self) -> bool:
        """Whether they are better folded away."""
        return len(self.cited) > SHOWN


@dataclass(frozen=True, slots=True)
class Change:
    """One law, or a part of it, took the place of another. `verified` is of the claim that it did."""

    gone: Link
    followed_by: Link
    words: str
    verified: bool


@dataclass(frozen=True, slots=True)
class PartView:
    """A section, regulation or edition. `remark` says so where the register does not hold it."""

    anchor: str
    title: str
    about: str
    remark: str
    official: Link | None
    claims: tuple[ClaimView, ...]
    cited: CitedList | None


@dataclass(frozen=True, slots=True)
class InstrumentView:
    """What the page of a law shows."""

    lead: str
    facts: tuple[Fact, ...]
    claims: tuple[ClaimView, ...]
    parts_title: str
    parts: tuple[PartView, ...]
    whole: CitedList | None
    changes: tuple[Change, ...]
    unnamed: str


@dataclass(slots=True)
class _Part:
    """A part of a law while its pieces are brought together; several spellings of a number are one part."""

    number: str | None = None
    edition: str | None = None
    provisions: list[Provision] = field(default_factory=list)
    editions: list[Edition] = field(default_factory=list)
    cited: list[CitedLaw] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Succession:
    """A law, or its part with this number or edition, went, and something took its place."""

    gone: Instrument
    number: str | None
    edition: str | None
    status: Status
    successor: Successor


@dataclass(slots=True)
class _Known:
    """What the whole corpus says of one law: its parts by anchor, who cites no part of it, what it replaced."""

    parts: dict[str, _Part] = field(default_factory=dict)
    cited: list[CitedLaw] = field(default_factory=list)
    replaced: list[_Succession] = field(default_factory=list)

    def part(self, number: str | None, edition: str | None) -> _Part:
        """Give a part, a new one where it is not known yet."""
        one = self.parts.setdefault(urls.anchor(number or edition or ""), _Part())
        one.number = one.number or number
        one.edition = one.edition or (None if number else edition)
        return one


def instrument_page(findings: Findings, instrument: Instrument, here: Here) -> Page:
    """Build the page of one law or guidance."""
    known = findings.kept(("instruments",), lambda: _register(findings))[instrument.slug]
    cited = [*known.cited, *(one for part in known.parts.values() for one in part.cited)]
    naming = {one.protocol for one in cited} - findings.corpus.replaced.keys()
    return Page(
        here=here,
        kind=PageKind.LAW,
        title=instrument.title,
        description=f"{instrument.title}: how it stood and stands, its parts, and which protocols name it.",
        template="instrument",
        shows=lambda: InstrumentView(
            lead=instrument.about or "",
            facts=_facts(instrument, len(naming)),
            claims=tuple(claim_view(findings, status, here) for status in instrument.status),
            parts_title="Editions" if instrument.editions else "Sections and regulations",
            parts=tuple(_part(findings, instrument, anchor, part, here) for anchor, part in known.parts.items()),
            whole=_cited_list(findings, f"{instrument.title}, as a whole", known.cited, here),
            changes=tuple(
                dict.fromkeys(_change(findings, one, here) for one in (*known.replaced, *_successions(instrument)))
            ),
            unnamed="" if cited else _unnamed(bool(known.replaced)),
        ),
        breadcrumbs=(here.link("Law", urls.law()),),
    )


def _register(findings: Findings) -> dict[str, _Known]:
    instruments = findings.corpus.registers.instruments.instruments
    found = {one.slug: _Known() for one in instruments}
    for instrument in instruments:
        for provision in instrument.provisions:
            found[instrument.slug].part(provision.number, None).provisions.append(provision)
        for edition in instrument.editions:
            found[instrument.slug].part(None, edition.edition).editions.append(edition)
    for succession in (one for instrument in instruments for one in _successions(instrument)):
        successor = succession.successor
        if successor.instrument in found:
            found[successor.instrument].replaced.append(succession)
            if successor.provision or successor.edition:
                found[successor.instrument].part(successor.provision, successor.edition)
    for protocol in findings.corpus.protocols:
        for cited in findings.citations(protocol):
            known, citation = found[cited.instrument.slug], cited.citation
            if citation.provision or citation.edition:
                known.part(citation.provision, citation.edition).cited.append(cited)
            else:
                known.cited.append(cited)
    return found


def _successions(instrument: Instrument) -> Iterator[_Succession]:
    statuses: list[tuple[str | None, str | None, tuple[Status, ...]]] = [(None, None, instrument.status)]
    statuses += [(one.number, None, one.status) for one in instrument.provisions]
    statuses += [(None, one.edition, one.status) for one in instrument.editions]
    for number, edition, history in statuses:
        for status in history:
            for successor in status.followed_by:
                yield _Succession(instrument, number, edition, status, successor)


def _facts(instrument: Instrument, naming: int) -> tuple[Fact, ...]:
    facts = [Fact("Sort", (Link(type_words(instrument), ""),))]
    if instrument.citation:
        facts.append(Fact("Official number", (Link(instrument.citation, ""),)))
    if instrument.official:
        facts.append(Fact("Official text", (Link(instrument.official, instrument.official),)))
    if instrument.also_called:
        facts.append(Fact("Also called", tuple(Link(name, "") for name in instrument.also_called)))
    words = number_words(naming)
    facts.append(Fact("Protocols that rest on it", (Link(words if naming else "none here", ""),)))
    return tuple(facts)


def _part(findings: Findings, instrument: Instrument, anchor: str, part: _Part, here: Here) -> PartView:
    official = address(instrument, part.number) if part.number else None
    title = part_words(instrument, part.number, part.edition)
    return PartView(
        anchor=anchor,
        title=title[:1].upper() + title[1:],
        about=_about(part),
        remark="" if part.provisions or part.editions else _not_held(instrument, part.number),
        official=Link(f"Official text of {title}", official) if official else None,
        claims=tuple(claim_view(findings, status, here) for status in _history(part)),
        cited=_cited_list(findings, f"{instrument.title}, {title}", part.cited, here),
    )


def _history(part: _Part) -> tuple[Status, ...]:
    return tuple(
        status
        for history in (*(one.status for one in part.provisions), *(one.status for one in part.editions))
        for status in history
    )


def _about(part: _Part) -> str:
    said = [one.about for one in part.provisions if one.about]
    said += [f"Published {one.published.words}." for one in part.editions if one.published]
    return " ".join(said)


def _not_held(instrument: Instrument, number: str | None) -> str:
    nearest = provision_of(instrument, number)
    if nearest is None:
        return "The register says nothing of this part."
    return f"The register says nothing of this part by itself; see {part_words(instrument, nearest.number)}."


def _cited_list(findings: Findings, title: str, cited: list[CitedLaw], here: Here) -> CitedList | None:
    if not cited:
        return None
    protocols = len({one.protocol for one in cited})
    return CitedList(
        title=f"Who rests on {title}",
        cited=tuple(cited_view(findings, one, here) for one in cited),
        summary=f"{number_words(len(cited)).capitalize()} {'citation' if len(cited) == 1 else 'citations'} in "
        f"{number_words(protocols)} {'protocol' if protocols == 1 else 'protocols'}",
    )


def _change(findings: Findings, one: _Succession, here: Here) -> Change:
    gone = here.link(
        law_words(one.gone, one.number, one.edition), urls.instrument(one.gone.slug, one.number or one.edition)
    )
    return Change(
        gone=gone,
        followed_by=successor_link(findings, one.successor, here),
        words=state_words(one.status.state) + since_words(one.status.from_),
        verified=one.status.verified,
    )


def _unnamed(follows: bool) -> str:
    if follows:
        return (
            "No protocol here rests on it. It stands in the register since it took the place of law that one rests on, "
            "or of what followed that."
        )
    return "No protocol here rests on it. It stands in the register since it bears on law that protocols rest on."

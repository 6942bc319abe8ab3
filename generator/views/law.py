"""Law and guidance: what protocols rest on, what of it has gone, and what followed."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.analysis.currency import CitedLaw, GoneLaw, by_instrument, gone_law, succession
from generator.model.dates import in_words
from generator.model.protocol import Protocol
from generator.model.registers import Instrument
from generator.views import urls
from generator.views.clause import date_words
from generator.views.findings import Findings, in_a_row, number_words
from generator.views.former import former_of_protocols
from generator.views.page import Here, Link, Page, PageKind
from generator.views.standing import (
    CitedView,
    ClaimView,
    cited_view,
    claim_view,
    law_words,
    part_words,
    state_words,
    successor_link,
    type_words,
)
from generator.views.topic import in_order

SHOWN = 10
"""Up to so many citations or names stand open; more are folded away."""
NAMED = 3


@dataclass(frozen=True, slots=True)
class GoneView:
    """Law that has gone and is still named: since when, what followed it up to today, and who names it."""

    anchor: str
    title: str
    law: Link
    claim: ClaimView
    up_to_today: tuple[Link, ...]
    table: str
    cited: tuple[CitedView, ...]
    summary: str

    @property
    def is_long(self) -> bool:
        """Whether the citations are better folded away."""
        return len(self.cited) > SHOWN


@dataclass(frozen=True, slots=True)
class InstrumentRow:
    """A law in the list of all: who names it, and how the whole of it stands. `citation` is '' where it has none."""

    law: Link
    type: str
    citation: str
    cited_by: str
    today: str
    verified: bool


@dataclass(frozen=True, slots=True)
class RestingView:
    """What one protocol rests on, then and now."""

    anchor: str
    name: str
    document: Link
    dated: str
    table: str
    cited: tuple[CitedView, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class LawView:
    """What the page of all law shows."""

    lead: str
    as_of: str
    gone: tuple[GoneView, ...]
    instruments: tuple[InstrumentRow, ...]
    protocols: tuple[RestingView, ...]
    is_long: bool
    silent: tuple[Link, ...]


def law_page(findings: Findings, here: Here) -> Page:
    """Build the page of all law and guidance."""
    corpus = findings.corpus
    protocols = in_order(findings, corpus.in_force)
    resting = [protocol for protocol in protocols if findings.citations(protocol)]
    cited = _cited(findings)
    gone = findings.kept(("gone-law",), lambda: gone_law(corpus))
    instruments = corpus.registers.instruments.instruments
    return Page(
        here=here,
        kind=PageKind.LAW,
        title="Law and guidance",
        description="What each protocol rests on, how that stood then and stands today, and who still names what has "
        "been repealed or superseded.",
        template="law",
        former=former_of_protocols(findings),
        scripts=("sort",),
        shows=lambda: LawView(
            lead=_lead(len(resting), len(protocols), len(cited)),
            as_of=in_words(corpus.as_of),
            gone=tuple(_gone(findings, one, here) for one in gone),
            instruments=tuple(
                _row(findings, one, cited.get(one.slug, ()), here)
                for one in sorted(instruments, key=lambda one: one.slug not in cited)
            ),
            protocols=tuple(_resting(findings, protocol, here) for protocol in resting),
            is_long=len(resting) > SHOWN,
            silent=tuple(
                here.link(findings.name(protocol), urls.protocol(protocol.slug))
                for protocol in protocols
                if not findings.citations(protocol)
            ),
        ),
    )


def _lead(resting: int, protocols: int, laws: int) -> str:
    if not resting:
        return "No protocol here rests on a law or guidance that has been entered."
    return (
        f"{number_words(resting).capitalize()} of {number_words(protocols)} "
        f"{'protocol rests' if protocols == 1 else 'protocols rest'} on "
        f"{number_words(laws)} {'law or piece' if laws == 1 else 'laws and pieces'} of guidance."
    )


def _cited(findings: Findings) -> Mapping[str, tuple[CitedLaw, ...]]:
    return findings.kept(("by-instrument",), lambda: by_instrument(findings.corpus))


def _gone(findings: Findings, gone: GoneLaw, here: Here) -> GoneView:
    provision = gone.provision.number if gone.provision else None
    edition = gone.edition.edition if gone.edition else None
    slug = gone.instrument.slug
    part = provision or edition
    protocols = len({cited.protocol for cited in gone.cited_by})
    part_name = part_words(gone.instrument, provision, edition)
    return GoneView(
        anchor=f"{slug}_{urls.anchor(part)}" if part else f"_gone-{slug}",
        title=f"{law_words(gone.instrument, provision, edition)}: {state_words(gone.status.state)}",
        law=here.link(f"All about {part_name or gone.instrument.title}", urls.instrument(slug, part)),
        claim=claim_view(findings, gone.status, here),
        up_to_today=tuple(
            successor_link(findings, one, here)
            for one in succession(findings.corpus, gone.status)
            if one not in gone.followed_by
        ),
        table=f"Who still rests on {law_words(gone.instrument, provision, edition)}",
        cited=tuple(cited_view(findings, cited, here) for cited in gone.cited_by),
        summary=f"{_times(len(gone.cited_by))} in {number_words(protocols)} "
        f"{'protocol' if protocols == 1 else 'protocols'}",
    )


def _row(findings: Findings, instrument: Instrument, cited: tuple[CitedLaw, ...], here: Here) -> InstrumentRow:
    by_slug = findings.corpus.by_slug
    names = [findings.name(by_slug[slug]) for slug in dict.fromkeys(one.protocol for one in cited)]
    shown = names if len(names) <= NAMED else [*names[: NAMED - 1], f"{len(names) - NAMED + 1:,} others"]
    last = instrument.status[-1] if instrument.status else None
    return InstrumentRow(
        law=here.link(instrument.title, urls.instrument(instrument.slug)),
        type=type_words(instrument),
        citation=instrument.citation or "",
        cited_by=in_a_row(shown),
        today=state_words(last.state) if last else "",
        verified=last.verified if last else True,
    )


def _resting(findings: Findings, protocol: Protocol, here: Here) -> RestingView:
    cited = findings.citations(protocol)
    gone = sum(one.now.is_gone for one in cited)
    return RestingView(
        anchor=protocol.slug,
        name=findings.name(protocol),
        document=here.link(protocol.title, urls.protocol(protocol.slug)),
        dated=date_words(protocol.dated),
        table=f"{findings.name(protocol)}: law then and now",
        cited=tuple(cited_view(findings, one, here) for one in cited),
        summary=f"{_times(len(cited)).capitalize()}, {number_words(gone)} of them of what has gone",
    )


def _times(count: int) -> str:
    return f"{number_words(count)} {'citation' if count == 1 else 'citations'}"

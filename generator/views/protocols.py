"""Every protocol in one table: what it is, who agreed it, and where it stands in its life."""

from dataclasses import dataclass

from generator.analysis.lifecycle import Lifecycle, lifecycles
from generator.views.clause import body_link
from generator.views.findings import Findings, number_words
from generator.views.page import Here, Link, Page, PageKind
from generator.views.reviews import ReviewRow, review_row
from generator.views.topic import Chosen, chosen

CHOICE_FROM = 3


@dataclass(frozen=True, slots=True)
class ProtocolRow:
    """A protocol: whose it is and between whom, what readers can choose it by, and its life."""

    chosen: Chosen
    area: str
    parties: tuple[Link, ...]
    life: ReviewRow


@dataclass(frozen=True, slots=True)
class ProtocolsView:
    """What the page shows: the latest editions, the longest overdue first; then earlier ones."""

    lead: str
    rows: tuple[ProtocolRow, ...]
    earlier: tuple[ProtocolRow, ...]
    can_choose: bool
    kinds_differ: bool


def protocols_page(findings: Findings, here: Here) -> Page:
    """Build the page of all protocols."""
    corpus = findings.corpus
    lives = lifecycles(corpus)
    rows = tuple(_row(findings, life, here) for life in lives if life.replaced_by is None)
    authorities = {slug for protocol in corpus.in_force for slug in protocol.authorities}
    return Page(
        here=here,
        kind=PageKind.INDEX,
        title="Protocols",
        description="Every protocol: its status, its date, who approved it and when its review is due.",
        template="protocols",
        scripts=("sort", "choose"),
        shows=lambda: ProtocolsView(
            lead=f"{number_words(len(rows)).capitalize()} {'protocol' if len(rows) == 1 else 'protocols'} of "
            f"{number_words(len(authorities))} {'authority' if len(authorities) == 1 else 'authorities'}.",
            rows=rows,
            earlier=tuple(_row(findings, life, here) for life in lives if life.replaced_by is not None),
            can_choose=len(rows) >= CHOICE_FROM,
            kinds_differ=len({row.life.kind for row in rows}) > 1,
        ),
    )


def _row(findings: Findings, life: Lifecycle, here: Here) -> ProtocolRow:
    protocol = findings.corpus.by_slug[life.protocol]
    register = findings.corpus.registers.authorities.by_slug
    councils = [register[slug] for slug in protocol.authorities]
    return ProtocolRow(
        chosen=chosen(findings, protocol),
        area="; ".join(dict.fromkeys(f"{council.type.words}, {council.region}" for council in councils)),
        parties=tuple(body_link(findings, protocol, party, here) for party in protocol.parties),
        life=review_row(findings, life, here),
    )

"""The search page: what it is without a script, and where a script adds the search."""

from dataclasses import dataclass

from generator.views import urls
from generator.views.findings import Findings, in_a_row
from generator.views.page import Here, Link, Page, PageKind
from generator.views.urls import Href


@dataclass(frozen=True, slots=True)
class Way:
    """A list to go through by hand, and what one finds there."""

    link: Link
    about: str


@dataclass(frozen=True, slots=True)
class SearchView:
    """What the page shows. From `home` the script finds its index and the pages."""

    lead: str
    home: Href
    ways: tuple[Way, ...]


def search_page(findings: Findings, here: Here) -> Page:
    """Build the search page."""
    term = max(findings.corpus.registers.terms.terms, key=lambda term: len(term.variants), default=None)
    names = in_a_row([f"“{name}”" for name in (term.term, *term.variants)]) if term and term.variants else ""
    example = f" One thing is found under all its names: {names}." if names else ""
    return Page(
        here=here,
        kind=PageKind.SEARCH,
        title="Search",
        description="Find the clause: every statement of every protocol in its own words, with topics, laws, bodies "
        "and terms.",
        template="search",
        shows=lambda: SearchView(
            lead=f"Every clause of every protocol can be found by its words.{example}",
            home=here.to(urls.home()),
            ways=(
                Way(here.link("Topics", urls.topics()), "what the protocols speak on, each protocol’s words on it"),
                Way(here.link("What to do when …", urls.tasks()), "from what has happened to the clause"),
                Way(here.link("Reporting", urls.reporting()), "who gives what to whom"),
                Way(here.link("Bodies", urls.bodies()), "boards, panels and office-holders, by type"),
                Way(here.link("Law", urls.law()), "who cites which section"),
                Way(here.link("Glossary", urls.glossary()), "terms and abbreviations, and where they are used"),
                Way(here.link("Protocols", urls.protocols()), "the documents, whole"),
            ),
        ),
    )

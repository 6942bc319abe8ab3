"""A page for paper: complete in itself, with nothing that leads nowhere."""

import re
from dataclasses import replace
from html.parser import HTMLParser

from jinja2 import FileSystemLoader

from generator.model.corpus import Corpus
from generator.rendering.environment import environment
from generator.rendering.pages import finish
from generator.rendering.printed import printed
from generator.views import urls
from generator.views.pair import pair_page
from generator.views.protocol import protocol_page
from generator.views.site import SiteMap
from tests.fixtures.hostile import ATTACKS
from tests.fixtures.many import with_words
from tests.fixtures.real import ROOT, real_corpus

STYLE = (ROOT / "templates" / "print.css").read_text(encoding="utf-8")


class Elements(HTMLParser):
    """What a document is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def paper(corpus: Corpus, *slugs: str) -> str:
    site = SiteMap(corpus)
    protocols = [corpus.by_slug[slug] for slug in slugs]
    if len(protocols) == 1:
        page = protocol_page(site.findings, protocols[0], site.at(urls.protocol(slugs[0])))
    else:
        page = pair_page(site.findings, *protocols, site.at(urls.comparison(*slugs)))
    env = environment(FileSystemLoader(ROOT / "templates"), for_markdown=False)
    return printed(page, finish(page, env), STYLE, "Made from the files of 22 November 2026.")


def at(address: str | None) -> Corpus:
    corpus = real_corpus()
    return replace(corpus, settings=corpus.settings.model_copy(update={"address": address}))


def ways(html: str) -> set[str]:
    return set(re.findall(r'href="([^"]*)"', html))


def test_without_an_address_every_way_leads_to_a_place_on_the_paper_or_to_a_full_address() -> None:
    for html in (paper(at(None), "harrow"), paper(at(None), "harrow", "isle-of-wight")):
        ids = set(re.findall(r' id="([^"]*)"', html))

        assert {way for way in ways(html) if way.startswith("#") and way[1:] not in ids} == set()
        assert {way for way in ways(html) if not way.startswith(("#", "https://", "http://"))} == set()


def test_with_an_address_ways_lead_to_the_site() -> None:
    found = ways(paper(at("https://site.example/p/"), "harrow", "isle-of-wight"))

    assert "https://site.example/p/protocols/harrow/" in found
    assert {way for way in found if not way.startswith(("#", "https://", "http://"))} == set()


def test_what_it_was_made_from_stands_below_the_title() -> None:
    assert '>Harrow</h1>\n<p class="lp-printed">Made from the files of 22 November 2026.</p>' in paper(
        at(None), "harrow"
    )


def test_nothing_is_loaded_and_no_attack_is_more_than_text() -> None:
    numbers = iter(range(1_000_000))
    corpus = at(None)
    hostile = [
        with_words(protocol, lambda words: f"{words} {ATTACKS[next(numbers) % len(ATTACKS)]}")
        for protocol in corpus.protocols
    ]
    clean, attacked = (paper(each, "harrow") for each in (corpus, replace(corpus, protocols=tuple(hostile))))

    for html in (clean, attacked):
        reader = Elements()
        reader.feed(html)
        assert reader.tags.isdisjoint({"script", "img", "iframe", "link", "base", "object"})
        assert {name for name in reader.attributes if name.startswith("on") or name in ("src", "style")} == set()
        assert html.count("<style") == 1
    assert "&#60;script&#62;window.hit=1&#60;/script&#62;" in attacked
    assert not re.search(r"url\(|@import", STYLE)

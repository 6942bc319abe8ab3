"""All pages of the site, in one list of builders."""

from collections.abc import Callable, Iterator

from generator.analysis.changes import ChangeLog
from generator.diagnostics import RuleGroup
from generator.model.corpus import Corpus
from generator.views import urls
from generator.views.accessibility import accessibility_page
from generator.views.bodies import bodies_page, body_type_page
from generator.views.changes import changes_page
from generator.views.data import data_page
from generator.views.editions import editions_page
from generator.views.escalation import escalation_page
from generator.views.findings import Findings
from generator.views.glossary import glossary_page
from generator.views.home import home_page
from generator.views.instrument import instrument_page
from generator.views.law import law_page
from generator.views.page import Here, Page
from generator.views.pair import pair_page
from generator.views.pairs import pairs_page
from generator.views.protocol import protocol_page
from generator.views.protocols import protocols_page
from generator.views.reporting import matter_pages, protocol_reporting_page, reporting_page
from generator.views.reviews import reviews_page
from generator.views.rules import rules_page
from generator.views.search import search_page
from generator.views.tasks import protocol_tasks_page, tasks_page
from generator.views.topic import topic_page
from generator.views.topics import topics_page

Builder = Callable[["SiteMap"], Iterator[Page]]


class SiteMap:
    """What a builder of pages is given: the findings, and the page that it stands on.

    `look` stands for theme, style, scripts and templates; '' where they are not known.
    """

    def __init__(
        self,
        corpus: Corpus,
        log: ChangeLog | None = None,
        *,
        index_names: bool = False,
        rules: tuple[RuleGroup, ...] = (),
    ) -> None:
        self.findings = Findings(corpus, log)
        self.corpus = corpus
        self.rules = rules
        self.look = ""
        self._index_names = index_names

    def following(self, corpus: Corpus) -> "SiteMap":
        """Give the map of a later state of the corpus; what rests on unchanged protocols is taken over."""
        later = SiteMap(corpus, self.findings.log, index_names=self._index_names, rules=self.rules)
        later.findings = self.findings.following(corpus)
        return later

    def at(self, address: str) -> Here:
        """Give the page at an address, to link from."""
        return Here(address, self.corpus.settings, self._index_names)


def pages(corpus: Corpus, log: ChangeLog | None = None, *, index_names: bool = False) -> Iterator[Page]:
    """Give every generated page. With `index_names` links spell out `index.html`, for a site read from a disk.

    `log` tells what changed; without one the pages say that the history is not available.
    """
    return pages_of(SiteMap(corpus, log, index_names=index_names))


def pages_of(site: SiteMap) -> Iterator[Page]:
    """Give every generated page, each ready to make what it shows when it is rendered."""
    for build in BUILDERS:
        yield from build(site)


def _home(site: SiteMap) -> Iterator[Page]:
    yield home_page(site.findings, site.at(urls.home()))


def _protocols(site: SiteMap) -> Iterator[Page]:
    yield protocols_page(site.findings, site.at(urls.protocols()))
    for protocol in site.corpus.protocols:
        yield protocol_page(site.findings, protocol, site.at(urls.protocol(protocol.slug)))


def _topics(site: SiteMap) -> Iterator[Page]:
    yield topics_page(site.findings, site.at(urls.topics()))
    for topic in site.corpus.registers.topics.topics:
        yield topic_page(site.findings, topic, site.at(urls.topic(topic.slug)))


def _comparisons(site: SiteMap) -> Iterator[Page]:
    yield pairs_page(site.findings, site.at(urls.comparisons()))
    by_slug = site.corpus.by_slug
    for left, right in site.findings.pairs:
        yield pair_page(site.findings, by_slug[left], by_slug[right], site.at(urls.comparison(left, right)))


def _reporting(site: SiteMap) -> Iterator[Page]:
    yield reporting_page(site.findings, site.at(urls.reporting()))
    matters = site.corpus.registers.matters.by_slug
    yield from matter_pages(site.findings, {slug: site.at(urls.matter(slug)) for slug in matters})
    for protocol in site.corpus.protocols:
        here = site.at(urls.protocol_reporting(protocol.slug))
        yield protocol_reporting_page(site.findings, protocol, here)
    yield escalation_page(site.findings, site.at(urls.escalation()))


def _tasks(site: SiteMap) -> Iterator[Page]:
    yield tasks_page(site.findings, site.at(urls.tasks()))
    for protocol in site.corpus.protocols:
        yield protocol_tasks_page(site.findings, protocol, site.at(urls.protocol_tasks(protocol.slug)))


def _law(site: SiteMap) -> Iterator[Page]:
    yield law_page(site.findings, site.at(urls.law()))
    for instrument in site.corpus.registers.instruments.instruments:
        yield instrument_page(site.findings, instrument, site.at(urls.instrument(instrument.slug)))


def _bodies(site: SiteMap) -> Iterator[Page]:
    yield bodies_page(site.findings, site.at(urls.bodies()))
    for kind in site.corpus.registers.body_types.body_types:
        yield body_type_page(site.findings, kind, site.at(urls.body_type(kind.slug)))


def _glossary(site: SiteMap) -> Iterator[Page]:
    yield glossary_page(site.findings, site.at(urls.glossary()))


def _search(site: SiteMap) -> Iterator[Page]:
    yield search_page(site.findings, site.at(urls.search()))


def _accessibility(site: SiteMap) -> Iterator[Page]:
    yield accessibility_page(site.corpus, site.look, site.at(urls.accessibility()))


def _data(site: SiteMap) -> Iterator[Page]:
    yield data_page(site.findings, site.at(urls.data()))


def _reviews(site: SiteMap) -> Iterator[Page]:
    yield reviews_page(site.findings, site.at(urls.reviews()))


def _changes(site: SiteMap) -> Iterator[Page]:
    yield changes_page(site.findings, site.at(urls.changes()))
    for protocol in site.corpus.protocols:
        if site.findings.edition_before(protocol) is not None:
            yield editions_page(site.findings, protocol, site.at(urls.editions(protocol.slug)))


def _rules(site: SiteMap) -> Iterator[Page]:
    if site.rules:
        yield rules_page(site.rules, site.at(urls.rules()))


BUILDERS: tuple[Builder, ...] = (
    _home,
    _protocols,
    _topics,
    _comparisons,
    _reporting,
    _tasks,
    _reviews,
    _changes,
    _law,
    _bodies,
    _glossary,
    _search,
    _data,
    _accessibility,
    _rules,
)

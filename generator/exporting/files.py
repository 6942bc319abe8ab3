"""All files of the site that are not pages, in one list of exporters."""

from collections.abc import Callable, Iterator, Mapping

from generator.analysis.changes import ChangeLog
from generator.exporting.calendar import calendar
from generator.exporting.compare_data import compare_files
from generator.exporting.data import data_files
from generator.exporting.feed import feed
from generator.exporting.made import MadeFiles, ready
from generator.exporting.redirects import redirect_files
from generator.exporting.search_index import search_files
from generator.model.corpus import Corpus
from generator.views import urls
from generator.views.changes import change_entries
from generator.views.feeds import feeds
from generator.views.reviews import ReviewEvent, review_events
from generator.views.search_entries import searchable
from generator.views.site import SiteMap

Exporter = Callable[[SiteMap], Iterator[tuple[str, bytes]]]


def files(corpus: Corpus, log: ChangeLog | None = None) -> Mapping[str, bytes]:
    """Give every file by its path in the site, in the order of paths. `log` tells what changed, where that is known."""
    return files_of(SiteMap(corpus, log))


def files_of(site: SiteMap, *, with_data: bool = True) -> Mapping[str, bytes]:
    """Give every file by its path in the site, in the order of paths.

    The data to take away (JSON, tables, workbook, database, Word files) is made when it is asked for, and left out on
    request.
    """
    found = {path: ready(content) for export in EXPORTERS for path, content in export(site)}
    data = data_files(site) if with_data else {}
    return MadeFiles(dict(sorted((found | dict(data)).items())))


def _calendars(site: SiteMap) -> Iterator[tuple[str, bytes]]:
    settings = site.corpus.settings
    found: list[ReviewEvent] = []
    for protocol in site.corpus.protocols:
        events = review_events(site.findings, protocol)
        if events:
            name = f"{site.findings.name(protocol)}: review"
            yield urls.protocol_calendar(protocol.slug), calendar(name, events, settings)
            found += events
    if found:
        in_order = sorted(found, key=lambda event: (event.day, event.key))
        yield urls.calendar(), calendar(f"{settings.name}: reviews", in_order, settings)


def _feeds(site: SiteMap) -> Iterator[tuple[str, bytes]]:
    for view in feeds(site.findings, change_entries(site.findings)):
        yield view.address, feed(view, site.corpus.settings)


def _search(site: SiteMap) -> Iterator[tuple[str, bytes]]:
    yield from search_files(searchable(site.findings), site.corpus.registers)


EXPORTERS: tuple[Exporter, ...] = (_calendars, compare_files, _feeds, _search, redirect_files)

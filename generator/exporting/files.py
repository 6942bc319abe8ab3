"""All files of the site that are not pages, in one list of exporters."""

from collections.abc import Callable, Mapping
from functools import partial

from generator.analysis.changes import ChangeLog
from generator.exporting.compare_data import compare_files
from generator.exporting.data import data_files
from generator.exporting.made import MadeFiles
from generator.exporting.redirects import redirect_files
from generator.exporting.search_index import search_files
from generator.model.corpus import Corpus
from generator.views.moved import moved_files
from generator.views.search_entries import searchable
from generator.views.site import SiteMap

Exporter = Callable[[SiteMap], Mapping[str, bytes]]


def files(corpus: Corpus, log: ChangeLog | None = None) -> Mapping[str, bytes]:
    """Give every file by its path in the site, in the order of paths. `log` tells what changed, where that is known."""
    return files_of(SiteMap(corpus, log))


def files_of(site: SiteMap, *, with_data: bool = True) -> Mapping[str, bytes]:
    """Give every file by its path in the site, in the order of paths.

    The data to take away (JSON, tables, workbook, database, Word files, calendars, feeds) is made when it is asked for,
    and left out on request. What was called otherwise before stands at its former address as well.
    """
    found = {path: partial(made.__getitem__, path) for made in (export(site) for export in EXPORTERS) for path in made}
    data = dict(data_files(site)) if with_data else {}
    data |= {old: data[new] for old, new in moved_files(site, data).items()}
    return MadeFiles(dict(sorted((found | data).items())))


def _search(site: SiteMap) -> Mapping[str, bytes]:
    return dict(search_files(searchable(site.findings), site.corpus.registers))


def _redirects(site: SiteMap) -> Mapping[str, bytes]:
    return dict(redirect_files(site))


EXPORTERS: tuple[Exporter, ...] = (compare_files, _search, _redirects)

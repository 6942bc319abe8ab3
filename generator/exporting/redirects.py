"""What stands at old addresses: a page that leads on by itself, and a list for hosts that can answer with the new one.

The page needs no script. The list is `_redirects`, which several hosts of static files read; others leave it alone.
"""

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import urlsplit

from generator.exporting.names import absolute
from generator.model.settings import Settings
from generator.views import urls
from generator.views.moved import MovedView, moved
from generator.views.site import SiteMap


def redirect_files(site: SiteMap) -> Iterator[tuple[str, bytes]]:
    """Give the pages at old addresses, and the list of them; nothing where nothing has moved."""
    settings = site.corpus.settings
    views = moved(site)
    for view in views:
        yield f"{view.here.address}{urls.INDEX}", _page(view, settings).encode()
    if views:
        yield urls.redirects(), _list(views, settings).encode()


def _page(view: MovedView, settings: Settings) -> str:
    href, words, name = escape(view.link.href), escape(view.link.words), escape(settings.name)
    lasting = absolute(view.target, settings)
    canonical = f'<link rel="canonical" href="{escape(lasting)}">\n' if lasting else ""
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f"<title>Moved: {words} – {name}</title>\n"
        f'<meta http-equiv="refresh" content="0; url={href}">\n'
        f'<meta name="robots" content="noindex">\n{canonical}'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n</head>\n<body>\n<main>\n'
        f'<h1>This page has moved</h1>\n<p>It is now at <a href="{href}">{words}</a>.</p>\n'
        "</main>\n</body>\n</html>\n"
    )


def _list(views: Sequence[MovedView], settings: Settings) -> str:
    top = urlsplit(settings.address).path if settings.address else "/"
    return "".join(f"{top}{view.here.address} {top}{view.target} 301\n" for view in views)

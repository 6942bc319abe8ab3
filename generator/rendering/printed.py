"""A page as one HTML document for paper, that needs nothing from elsewhere."""

import re
from urllib.parse import urljoin

from generator.rendering.literal import attribute
from generator.rendering.pages import FinishedPage
from generator.views.page import Page

_WAY = re.compile(r' href="([^"#][^"]*)"')
_FULL = re.compile(r"[a-z]+:")


def printed(page: Page, finished: FinishedPage, style: str, remark: str) -> str:
    """Give a page with its style sheet. `remark` stands below the title: what it was made from, and when.

    A way to another page becomes a full address, or where the settings name none the words alone.
    """
    settings = page.here.settings
    base = settings.address + page.here.address if settings.address else ""

    def way(found: re.Match[str]) -> str:
        if _FULL.match(found[1]):
            return found[0]
        return f' href="{attribute(urljoin(base, found[1]))}"' if base else ""

    body = _WAY.sub(way, finished.html).replace("</h1>", f'</h1>\n<p class="lp-printed">{attribute(remark)}</p>', 1)
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{attribute(page.title)} – {attribute(settings.name)}</title>\n"
        f'<meta name="description" content="{attribute(page.description)}">\n'
        f"<style>\n{style}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )

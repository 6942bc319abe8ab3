"""What stands around the text of pages: running heads, page numbers, contents."""

import re
from collections import Counter
from collections.abc import Sequence

_PAGE = re.compile(
    r"(?:page|p\.|tudalen)\s*[0-9]{1,4}(?:\s*(?:of|/|o|allan o)\s*[0-9]{1,4})?|[-–—]\s*[0-9]{1,4}\s*[-–—]|"
    r"[0-9]{1,4}\s*(?:of|/)\s*[0-9]{1,4}|\[?page\s*[0-9]{1,4}\]?",
    re.IGNORECASE,
)
_BARE = re.compile(r"[0-9]{1,4}|[ivxl]{1,6}")
_NUMBER = re.compile(r"[0-9]+")
_EDGE = 3


def page_number(line: str) -> str:
    """Say 'Page number.' of a line that is one and cannot be anything else; an empty text of all others."""
    return "Page number." if _PAGE.fullmatch(line.strip()) else ""


def running(pages: Sequence[Sequence[str]]) -> list[dict[int, str]]:
    """Give, for each page, which of its lines stand around the text, by their place, and what they are.

    A running head or foot stands, but for its numbers, among the first or last lines of at least half of the pages, and
    of two at least. A number alone is a page number where the numbers of at least two pages count on.
    """
    found: list[dict[int, str]] = [{} for _ in pages]
    full = [index for index, page in enumerate(pages) if page]
    for at_top in (True, False):
        seen: Counter[str] = Counter()
        for page in pages:
            seen.update({_shape(page[place]) for place in _edge(page, at_top=at_top)})
        for index in full:
            page = pages[index]
            for place in _edge(page, at_top=at_top):
                line = page[place].strip()
                if why := page_number(line):
                    found[index][place] = why
                elif _BARE.fullmatch(line):
                    if _counts_on(pages, index, line, at_top=at_top):
                        found[index][place] = "Page number."
                elif len(full) > 1 and seen[_shape(line)] >= max(2, (len(full) + 1) // 2) and len(line) < 200:
                    found[index][place] = "Running head." if at_top else "Running foot."
    for index, page in enumerate(pages):
        _only_outermost(found[index], len(page))
    return found


def _edge(page: Sequence[str], *, at_top: bool) -> range:
    count = min(_EDGE, len(page))
    return range(count) if at_top else range(len(page) - count, len(page))


def _only_outermost(found: dict[int, str], count: int) -> None:
    """Keep what reaches the edge of the page without a line of text in between."""
    top = 0
    while top in found:
        top += 1
    bottom = count - 1
    while bottom in found:
        bottom -= 1
    for place in [place for place in found if top < place < bottom and found[place] != "Page number."]:
        del found[place]


def _shape(line: str) -> str:
    return _NUMBER.sub("#", " ".join(line.split()).casefold())


def _counts_on(pages: Sequence[Sequence[str]], index: int, line: str, *, at_top: bool) -> bool:
    """Whether a neighbouring page has, at the same edge, the number that comes before or after."""
    if not line.isdigit():
        return any(_BARE.fullmatch(other.strip()) for other in _neighbours(pages, index, at_top=at_top))
    numbers = {int(other) for other in _neighbours(pages, index, at_top=at_top) if other.strip().isdigit()}
    return int(line) - 1 in numbers or int(line) + 1 in numbers


def _neighbours(pages: Sequence[Sequence[str]], index: int, *, at_top: bool) -> list[str]:
    return [
        pages[other][place].strip()
        for other in (index - 1, index + 1)
        if 0 <= other < len(pages)
        for place in _edge(pages[other], at_top=at_top)
    ]

"""What stands around the text of pages: running heads, page numbers, contents."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from generator.importing.labels import split_label

_PAGE = re.compile(
    r"(?:page|p\.|tudalen)\s*[0-9]{1,4}(?:\s*(?:of|/|o|allan o)\s*[0-9]{1,4})?|[-–—]\s*[0-9]{1,4}\s*[-–—]|"
    r"[0-9]{1,4}\s*(?:of|/)\s*[0-9]{1,4}|\[?page\s*[0-9]{1,4}\]?",
    re.IGNORECASE,
)
_BARE = re.compile(r"[0-9]{1,4}|[ivxl]{1,6}")
_NUMBER = re.compile(r"[0-9]+")
_EDGE = 5
_LONGEST = 200


def page_number(line: str) -> str:
    """Say 'Page number.' of a line that is one and cannot be anything else; an empty text of all others."""
    return "Page number." if _PAGE.fullmatch(line.strip()) else ""


def running(pages: Sequence[Sequence[str]]) -> list[dict[int, str]]:
    """Give, for each page, which of its lines stand around the text, by their place, and what they are.

    A running head or foot stands, but for its numbers, among the first or last lines of at least half of the pages, and
    of two at least. A number alone is a page number where the numbers of at least two pages count on.
    """
    found: list[dict[int, str]] = [{} for _ in pages]
    for at_top in (True, False):
        depths = [0] * len(pages)
        for _ in range(_EDGE):
            lines = {
                index: page[_place(page, depths[index], at_top=at_top)].strip()
                for index, page in enumerate(pages)
                if depths[index] < len(page)
            }
            told = {index: why for index in lines if (why := _why(lines, index, at_top=at_top))}
            if not told:
                break
            for index, why in told.items():
                found[index][_place(pages[index], depths[index], at_top=at_top)] = why
                depths[index] += 1
    return found


def _place(page: Sequence[str], depth: int, *, at_top: bool) -> int:
    return depth if at_top else len(page) - 1 - depth


def _why(lines: Mapping[int, str], index: int, *, at_top: bool) -> str:
    """What the line at the edge of a page is, by the lines at the same edge of other pages."""
    line = lines[index]
    if why := page_number(line):
        return why
    if _BARE.fullmatch(line):
        return "Page number." if _counts_on(lines, index) else ""
    shapes = Counter(_shape(other) for other in lines.values())
    is_running = shapes[_shape(line)] >= max(2, (len(lines) + 1) // 2)
    if not is_running or len(line) >= _LONGEST or (line[:1].islower() and "." not in line.split()[0]):
        return ""
    return "Running head." if at_top else "Running foot."


def _shape(line: str) -> str:
    """What of a line is the same on all pages: all but its numbers, where they do not begin it as a label does."""
    words = " ".join(line.split()).casefold()
    return words if split_label(line)[0] else _NUMBER.sub("#", words)


def _counts_on(lines: Mapping[int, str], index: int) -> bool:
    """Whether a neighbouring page has, at the same edge, the number that comes before or after."""
    line = lines[index]
    others = [lines[other] for other in (index - 1, index + 1) if other in lines]
    if len(lines) == 1 and line == "1":
        return True
    if not line.isdigit():
        return any(_BARE.fullmatch(other) and not other.isdigit() for other in others)
    return any(other.isdigit() and abs(int(other) - int(line)) == 1 for other in others)

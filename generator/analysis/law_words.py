"""Words that look like law or guidance, whether or not a citation covers them."""

import re
from collections.abc import Callable, Iterator, Sequence

from generator.analysis.names import quotation
from generator.model.registers import Instruments

_NUMBER = r"[0-9]+[A-Z]*(?:\s?\([0-9a-zA-Z]{1,4}\))*"
_LAW = re.compile(
    rf"""
    \b(?:[Ss]ections?|[Rr]egulations?|[Aa]rticles?|[Ss]chedules?)\s+{_NUMBER}
        (?!\s+(?:of|in|to)\s+this\b|\s+(?:above|below)\b)
    | \b[Ss]{{1,2}}\.?\s?{_NUMBER}(?![\w%])
    | \b(?:Act|Regulations|Order|Rules|Measure)\s+(?:19|20)[0-9]{{2}}\b
    | \bS\.?\s?I\.?\s?(?:No\.?\s?)?(?:19|20)[0-9]{{2}}/[0-9]+
    | \b[Ww]orking\s+[Tt]ogether\s+(?:to\s+[Ss]afeguard\s+[Cc]hildren\s*)?
        (?:\((?:19|20)[0-9]{{2}}\)|(?:19|20)[0-9]{{2}}\b)
    | \bWorking\s+Together\s+to\s+Safeguard\s+Children\b
    """,
    re.VERBOSE,
)
_TITLE_WORD = "(?:Act|Regulations|Guidance|Order)"
_MAY_BE_TITLE = re.compile(rf"{_TITLE_WORD}\b")
_MAY_BE_LAW = re.compile("[0-9]")
_WITHOUT_NUMBER = "Together"
"""What stands in all that `_LAW` finds without a number."""


def title_patterns(instruments: Instruments) -> tuple[re.Pattern[str], ...]:
    """Give the patterns of the titles and other names that cannot be anything but a law's."""
    return tuple(
        quotation(name)
        for law in instruments.instruments
        for name in (law.title, *law.also_called)
        if re.search(rf"\b{_TITLE_WORD}\b", name)
    )


def law_words(
    text: str, titles: Sequence[re.Pattern[str]], *, known: Callable[[], bytearray] | None = None
) -> list[tuple[int, int]]:
    """Give the runs of a text that name a law, as first character and the one after the last; joined where they touch.

    `titles` are those of `title_patterns`. `known` says for each character whether it is known to name one; what is
    known throughout is left out.
    """
    named = sorted(_named(text, titles), key=lambda span: (span[0], -span[1]))
    is_known = known() if named and known else bytearray(len(text))
    found: list[tuple[int, int]] = []
    for start, end in named:
        if all(is_known[start:end]):
            continue
        if found and start <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _named(text: str, titles: Sequence[re.Pattern[str]]) -> Iterator[tuple[int, int]]:
    if _MAY_BE_TITLE.search(text):
        for title in titles:
            yield from (match.span() for match in title.finditer(text))
    if _MAY_BE_LAW.search(text) or _WITHOUT_NUMBER in text:
        yield from (match.span() for match in _LAW.finditer(text))

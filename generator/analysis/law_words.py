"""Words that look like law or guidance, whether or not a citation covers them."""

import re
from collections.abc import Callable, Sequence

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


def title_patterns(instruments: Instruments) -> tuple[re.Pattern[str], ...]:
    """Give the patterns of the titles and other names that cannot be anything but a law's."""
    return tuple(
        quotation(name)
        for law in instruments.instruments
        for name in (law.title, *law.also_called)
        if re.search(r"\b(?:Act|Regulations|Guidance|Order)\b", name)
    )


def law_words(
    text: str, titles: Sequence[re.Pattern[str]], *, is_known: Callable[[int, int], bool] = lambda start, end: False
) -> list[tuple[int, int]]:
    """Give the runs of a text that name a law, as first character and the one after the last; joined where they touch.

    Those that `is_known` says are known are left out.
    """
    found: list[tuple[int, int]] = []
    named = [match.span() for pattern in (*titles, _LAW) for match in pattern.finditer(text)]
    for start, end in sorted(named, key=lambda span: (span[0], -span[1])):
        if is_known(start, end):
            continue
        if found and start <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found

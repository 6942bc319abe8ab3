"""Law that the words name and no citation does."""

import re
from collections.abc import Iterator

from generator.analysis.names import quotation
from generator.checks.rule import Finding, rule
from generator.diagnostics import KeyPath
from generator.model.corpus import Corpus
from generator.model.protocol import Clause, Section
from generator.model.walk import Placed, walk

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


@rule(
    "uncited-law",
    summary="Words name a law or guidance, and no citation covers them.",
    why="""From its citations the site tells which law a protocol rests on, how it stood then and stands now, and who
    must mend what when a law is repealed. A law that is only named in the text is missed.""",
    wrong="text: those who are provided with accommodation under s20",
    right="""
text: those who are provided with accommodation under s20
citations: [{quote: s20, instrument: children-act-1989, provision: "20"}]
""",
)
def uncited_law(corpus: Corpus) -> Iterator[Finding]:
    """Find what looks like law in headings and texts, outside of the quotations of citations and `not_law`."""
    titles = [
        quotation(name)
        for law in corpus.registers.instruments.instruments
        for name in (law.title, *law.also_called)
        if re.search(r"\b(?:Act|Regulations|Guidance|Order)\b", name)
    ]
    for protocol in corpus.protocols:
        for placed in walk(protocol):
            for path, text in _texts(placed):
                for start, end in _uncovered(placed.node, text, titles):
                    words = " ".join(text[start:end].split())
                    message = f"'{words}' names a law, but no citation covers it"
                    hint = f"add to 'citations': {{quote: \"{words}\", instrument: …}}, or to 'not_law' why it is none"
                    yield Finding(protocol.slug, path, message, hint, start)


def _texts(placed: Placed) -> Iterator[tuple[KeyPath, str]]:
    node = placed.node
    for key in ("heading", "text", "text_after"):
        if text := getattr(node, key, None):
            yield (*placed.path, key), text
    if isinstance(node, Clause) and node.table:
        for row, cells in enumerate(node.table.rows):
            for column, cell in enumerate(cells):
                yield (*placed.path, "table", "rows", row, column), cell


def _uncovered(node: Section | Clause, text: str, titles: list[re.Pattern[str]]) -> list[tuple[int, int]]:
    covered = bytearray(len(text))
    for quote in (*(each.quote for each in node.citations), *(each.quote for each in node.not_law)):
        for match in quotation(quote).finditer(text):
            covered[match.start() : match.end()] = b"\x01" * len(match[0])
    found: list[tuple[int, int]] = []
    named = [match.span() for pattern in (*titles, _LAW) for match in pattern.finditer(text)]
    for start, end in sorted(named, key=lambda span: (span[0], -span[1])):
        if all(covered[start:end]):
            continue
        if found and start <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found

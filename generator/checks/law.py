"""Law that the words name and no citation does."""

from collections.abc import Iterator
from functools import partial

from generator.analysis.law_words import law_words, title_patterns
from generator.analysis.names import quotation
from generator.checks.rule import Finding, rule
from generator.diagnostics import KeyPath
from generator.model.corpus import Corpus
from generator.model.protocol import Clause, Section
from generator.model.walk import Placed, walk


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
    titles = title_patterns(corpus.registers.instruments)
    for protocol in corpus.protocols:
        for placed in walk(protocol):
            for path, text in _texts(placed):
                for start, end in law_words(text, titles, known=partial(_covered, placed.node, text)):
                    words = " ".join(text[start:end].split())
                    message = f"'{words}' names a law, but no citation covers it"
                    hint = f"add to 'citations': {{quote: \"{words}\", instrument: …}}, or to 'not_law' why it is none"
                    yield Finding(protocol.slug, path, message, hint, start)


def _texts(placed: Placed) -> Iterator[tuple[KeyPath, str]]:
    node = placed.node
    if node.heading:
        yield (*placed.path, "heading"), node.heading
    if node.text:
        yield (*placed.path, "text"), node.text
    if not isinstance(node, Clause):
        return
    if node.text_after:
        yield (*placed.path, "text_after"), node.text_after
    for row, cells in enumerate(node.table.rows if node.table else ()):
        for column, cell in enumerate(cells):
            yield (*placed.path, "table", "rows", row, column), cell


def _covered(node: Section | Clause, text: str) -> bytearray:
    """For each character of a text whether a quotation of a citation or of `not_law` covers it."""
    covered = bytearray(len(text))
    for quote in (*(each.quote for each in node.citations), *(each.quote for each in node.not_law)):
        for match in quotation(quote).finditer(text):
            covered[match.start() : match.end()] = b"\x01" * len(match[0])
    return covered

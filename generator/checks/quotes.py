"""Quotations, which must stand in the text that they are from."""

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from rapidfuzz import fuzz

from generator.analysis.names import quotation
from generator.checks.personal_data import texts
from generator.checks.rule import Finding, rule
from generator.diagnostics import KeyPath
from generator.model.corpus import Corpus
from generator.model.protocol import Clause, Protocol, Section
from generator.model.walk import Placed, fragments, walk, words_of

_Quote: TypeAlias = tuple[KeyPath, str]
"""A quotation, and where it stands in the file."""

_NEAR = 60.0
_WITHIN_WORD = re.compile(r"(?<=\w)(?=\w)")
_MODALS = {
    "must": r"must|shall|required|requires?|duty",
    "will": r"will",
    "should": r"should|ought",
    "may": r"may|can|could|might",
}


@rule(
    "quote-not-found",
    summary="Words that are given as a quotation do not stand in the text.",
    why="""The site prints a quotation as the document's own words, and marks the place. Words that do not stand
    there, in this order and spelling, would be ours in the document's mouth.""",
    wrong="""
text: Those taken into police protection (s46(3) of that Act.
citations: [{quote: s46(3) of the Act, instrument: children-act-1989}]
""",
    right="""
text: Those taken into police protection (s46(3) of that Act.
citations: [{quote: s46(3) of that Act, instrument: children-act-1989}]
""",
)
def quote_not_found(corpus: Corpus) -> Iterator[Finding]:
    """Find quotations that do not occur: of a clause in it, of what governs an item also in the clauses around it."""
    for protocol in corpus.protocols:
        for placed in walk(protocol):
            thing = "this clause" if isinstance(placed.node, Clause) else "this section"
            if own := _own_quotes(placed):
                yield from _not_found(protocol, own, words_of(placed.node), thing)
            if governed := _governed_quotes(placed):
                yield from _not_found(protocol, governed, _words_around(placed), thing)
        if stated := _document_quotes(protocol):
            whole = "\n".join(fragment.text for fragment in fragments(protocol))
            yield from _not_found(protocol, stated, whole, "the document")
        if protocol.not_personal:
            excepted = [(("not_personal", at, "quote"), each.quote) for at, each in enumerate(protocol.not_personal)]
            file = "\n".join([*(text for _, text in texts(protocol)), *protocol.transcription.roles])
            yield from _not_found(protocol, excepted, file, "this file")


def nearest_words(quote: str, text: str) -> str | None:
    """Give the whole words of a text that are most like a quotation; None where nothing is like it."""
    folded = " ".join(text.split())
    wanted = " ".join(quote.split())
    if not folded or not wanted:
        return None
    found = fuzz.partial_ratio_alignment(wanted.casefold(), folded.casefold(), score_cutoff=_NEAR)
    if found is None or len(wanted) > len(folded) or len(folded.casefold()) != len(folded):
        return None
    start, end = found.dest_start, found.dest_end
    while start > 0 and re.match(r"\w", folded[start]) and re.match(r"\w", folded[start - 1]):
        start -= 1
    while end < len(folded) and re.match(r"\w", folded[end]) and re.match(r"\w", folded[end - 1]):
        end += 1
    return folded[start:end].strip() or None


def _not_found(protocol: Protocol, quotes: Iterable[_Quote], text: str, where: str) -> Iterator[Finding]:
    for path, quote in quotes:
        if not _stands_in(text, quote):
            near = nearest_words(quote, text)
            hint = f"the nearest words are '{near}'" if near else "copy the words from the text, as printed"
            yield Finding(protocol.slug, path, f"the words '{' '.join(quote.split())}' do not occur in {where}", hint)


def _stands_in(text: str, quote: str) -> bool:
    """Whether a text holds a quotation; most stand there as they are written, with the same spaces."""
    at = text.find(quote)
    if at >= 0 and not _WITHIN_WORD.match(text, at) and not _WITHIN_WORD.match(text, at + len(quote)):
        return True
    return quotation(quote).search(text) is not None


def _words_around(placed: Placed) -> str:
    return "\n".join([*map(words_of, placed.ancestors), *_words_below(placed.node)])


def _words_below(node: Section | Clause) -> Iterator[str]:
    yield words_of(node)
    for item in node.items if isinstance(node, Clause) else ():
        yield from _words_below(item)


def _own_quotes(placed: Placed) -> list[_Quote]:
    node = placed.node
    return [
        ((*placed.path, key, index, "quote"), each.quote)
        for key in ("citations", "not_law", "notes")
        for index, each in enumerate(getattr(node, key))
        if each.quote
    ]


def _governed_quotes(placed: Placed) -> list[_Quote]:
    clause = placed.node
    if not isinstance(clause, Clause):
        return []
    found: list[_Quote] = []
    for index, flow in enumerate(clause.flows):
        path = (*placed.path, "flows", index)
        found += [((*path, key), quote) for key in ("timing", "condition", "content") if (quote := getattr(flow, key))]
        found.append(((*path, "strength", "words"), flow.strength.words))
    for index, seat in enumerate(clause.membership):
        found.append(((*placed.path, "membership", index, "quote"), seat.quote))
    if clause.escalation:
        path = (*placed.path, "escalation")
        keys = ("trigger", "step", "others", "time_limit", "outcome")
        found += [((*path, key), quote) for key in keys if (quote := getattr(clause.escalation, key))]
    return found


def _document_quotes(protocol: Protocol) -> list[_Quote]:
    found: list[_Quote] = []
    if protocol.dated_stated:
        found.append((("dated_stated",), protocol.dated_stated))
    if protocol.approval:
        found.append((("approval", "stated"), protocol.approval.stated))
    if protocol.review and protocol.review.stated:
        found.append((("review", "stated"), protocol.review.stated))
    return found


@rule(
    "strength-not-in-words",
    summary="The class of a duty's strength is not the one that its words have.",
    why="""Whether a text says "must", "should" or "may" is the first thing that a reader asks. Where the text has
    "should", no page may say "must".""",
    wrong="strength: {class: must, words: should be presented}",
    right="strength: {class: should, words: should be presented}",
)
def strength_not_in_words(corpus: Corpus) -> Iterator[Finding]:
    """Find strengths whose words hold the verb of another class and none of their own."""
    for protocol in corpus.protocols:
        for placed in walk(protocol):
            flows = placed.node.flows if isinstance(placed.node, Clause) else ()
            for index, flow in enumerate(flows):
                words = flow.strength.words
                said = [name for name, verbs in _MODALS.items() if re.search(rf"\b(?:{verbs})\b", words, re.IGNORECASE)]
                if said and flow.strength.class_ not in said:
                    path = (*placed.path, "flows", index, "strength", "class")
                    message = f"the class is '{flow.strength.class_}', but the words are '{words}'"
                    yield Finding(protocol.slug, path, message, f"write: class: {said[0]}")

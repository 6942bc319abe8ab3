"""Quotations, which must stand in the text that they are from."""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from generator.analysis.names import quotation
from generator.checks.personal_data import texts
from generator.checks.rule import Finding, rule
from generator.diagnostics import KeyPath
from generator.model.corpus import Corpus
from generator.model.protocol import Clause, Protocol
from generator.model.walk import Placed, fragments, walk, words_of

_NEAR = 60.0
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
            own = words_of(placed.node)
            around = "\n".join([*(words_of(node) for node in placed.ancestors), _with_items(placed)])
            thing = "clause" if isinstance(placed.node, Clause) else "section"
            for path, quote in _own_quotes(placed):
                yield from _not_found(protocol, path, quote, own, f"this {thing}")
            for path, quote in _governed_quotes(placed):
                yield from _not_found(protocol, path, quote, around, f"this {thing}")
        whole = "\n".join(fragment.text for fragment in fragments(protocol))
        for path, quote in _document_quotes(protocol):
            yield from _not_found(protocol, path, quote, whole, "the document")
        if protocol.not_personal:
            file = "\n".join([*(text for _, text in texts(protocol)), *protocol.transcription.roles])
            for index, each in enumerate(protocol.not_personal):
                yield from _not_found(protocol, ("not_personal", index, "quote"), each.quote, file, "this file")


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


def _not_found(protocol: Protocol, path: KeyPath, quote: str, text: str, where: str) -> Iterator[Finding]:
    if quotation(quote).search(text):
        return
    near = nearest_words(quote, text)
    hint = f"the nearest words are '{near}'" if near else "copy the words from the text, as printed"
    yield Finding(protocol.slug, path, f"the words '{' '.join(quote.split())}' do not occur in {where}", hint)


def _with_items(placed: Placed) -> str:
    def texts(node: object) -> Iterator[str]:
        if isinstance(node, Clause):
            yield words_of(node)
            for item in node.items:
                yield from texts(item)

    return "\n".join(texts(placed.node)) or words_of(placed.node)


def _own_quotes(placed: Placed) -> Iterator[tuple[KeyPath, str]]:
    node = placed.node
    for key in ("citations", "not_law", "notes"):
        for index, each in enumerate(getattr(node, key)):
            if each.quote:
                yield (*placed.path, key, index, "quote"), each.quote


def _governed_quotes(placed: Placed) -> Iterator[tuple[KeyPath, str]]:
    clause = placed.node
    if not isinstance(clause, Clause):
        return
    for index, flow in enumerate(clause.flows):
        path = (*placed.path, "flows", index)
        for key in ("timing", "condition", "content"):
            if quote := getattr(flow, key):
                yield (*path, key), quote
        yield (*path, "strength", "words"), flow.strength.words
    for index, seat in enumerate(clause.membership):
        yield (*placed.path, "membership", index, "quote"), seat.quote
    if clause.escalation:
        for key in ("trigger", "step", "others", "time_limit", "outcome"):
            if quote := getattr(clause.escalation, key):
                yield (*placed.path, "escalation", key), quote


def _document_quotes(protocol: Protocol) -> Iterator[tuple[KeyPath, str]]:
    if protocol.dated_stated:
        yield ("dated_stated",), protocol.dated_stated
    if protocol.approval:
        yield ("approval", "stated"), protocol.approval.stated
    if protocol.review and protocol.review.stated:
        yield ("review", "stated"), protocol.review.stated


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

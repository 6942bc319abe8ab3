"""Reporting duties: stated where the words state them, with somebody who gives or receives."""

from collections.abc import Iterator

from generator.analysis.reporting_words import REPORTING
from generator.checks.rule import Finding, rule
from generator.model.corpus import Corpus
from generator.model.protocol import Clause
from generator.model.walk import clauses_of, words_of


@rule(
    "flow-missing",
    summary="A clause looks as if it stated a reporting duty, and has no flow.",
    why="""Who reports what to whom is what readers compare first. The page on reporting is made from flows, which a
    person has confirmed; a duty without one is missing there.""",
    wrong="text: The Partnership produces an Annual Report which is presented to the Cabinet.",
    right="""
text: The Partnership produces an Annual Report which is presented to the Cabinet.
flows:
  - {from: partnership, what: annual-report, to: [cabinet], strength: {class: states, words: is presented}}
""",
)
def flow_missing(corpus: Corpus) -> Iterator[Finding]:
    """Find clauses with the words of reporting and no flow in them, around them or below them."""
    for protocol in corpus.protocols:
        for placed in clauses_of(protocol):
            clause = placed.node
            if not isinstance(clause, Clause) or clause.no_flow:
                continue
            around = any(isinstance(node, Clause) and (node.flows or node.no_flow) for node in placed.ancestors)
            match = REPORTING.search(words_of(clause))
            if match and not around and not _has_flow(clause):
                words = " ".join(match[0].split())
                message = f"'{words}' looks like a reporting duty, but the clause has no flow"
                hint = "add 'flows', or 'no_flow' with the reason why it states none"
                path = (*placed.path, "text") if clause.text else placed.path
                offset = clause.text.find(match[0]) if clause.text else 0
                yield Finding(protocol.slug, path, message, hint, max(offset, 0))


def _has_flow(clause: Clause) -> bool:
    return bool(clause.flows) or any(_has_flow(item) for item in clause.items)


@rule(
    "flow-without-bodies",
    summary="A flow names neither who gives nor who receives, or one body as both.",
    why="""A duty that is nobody's cannot be set against another. Where the clause does not name the reporter, 'from' is
    left out; then 'to' says who receives.""",
    wrong="flows: [{what: annual-report, strength: {class: will, words: will be presented}}]",
    right="flows: [{what: annual-report, to: [panel], strength: {class: will, words: will be presented}}]",
)
def flow_without_bodies(corpus: Corpus) -> Iterator[Finding]:
    """Find flows of nobody to nobody, and of a body to itself."""
    for protocol in corpus.protocols:
        for placed in clauses_of(protocol):
            for index, flow in enumerate(placed.node.flows if isinstance(placed.node, Clause) else ()):
                path = (*placed.path, "flows", index)
                if flow.from_ is None and not flow.to and not flow.to_any:
                    message = "the flow has neither 'from' nor 'to'"
                    yield Finding(protocol.slug, path, message, "add the one that the clause names")
                elif flow.from_ in (*flow.to, *flow.to_any):
                    message = f"the flow is from '{flow.from_}' to itself"
                    yield Finding(protocol.slug, path, message, "take it out of 'from' or of 'to'")

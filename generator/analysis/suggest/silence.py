"""What is left when all has been suggested: topics that nobody has looked for yet, and terms of no register."""

import re

from generator.analysis.names import names_of
from generator.analysis.suggest.suggestion import Confidence, Suggestion, SuggestionKind
from generator.model.corpus import Corpus
from generator.model.protocol import Protocol
from generator.model.walk import fragments, walk

_ABBREVIATED = re.compile(
    r"(?P<words>(?:[A-Z][\w'’-]*\s+(?:(?:of|and|the|for)\s+)?){1,6}?[A-Z][\w'’-]*)\s*\((?P<short>[A-Z]{2,8})s?\)"
)


def suggested_absences(corpus: Corpus, protocol: Protocol, answered: frozenset[str]) -> tuple[Suggestion, ...]:
    """Suggest "not yet transcribed" for each topic of the kind that neither a clause nor a suggestion answers.

    Never "not listed": only a person who has read the whole document can say that it is silent.
    """
    known = {topic for placed in walk(protocol) for topic in placed.node.topics}
    known |= {absence.topic for absence in protocol.absences} | answered
    reason = "no clause was found that reads like it; when you have read the document for it, write not-listed"
    return tuple(
        Suggestion(
            SuggestionKind.ABSENCE,
            (),
            "absences",
            {"topic": topic.slug, "state": "not-yet-transcribed"},
            Confidence.POSSIBLE,
            reason,
        )
        for topic in corpus.registers.topics_of(protocol.kind)
        if topic.slug not in known
    )


def suggested_terms(corpus: Corpus, protocol: Protocol) -> tuple[Suggestion, ...]:
    """Tell of abbreviations in brackets that are neither bodies nor in the register of terms."""
    known = {name.casefold() for term in corpus.registers.terms.terms for name in (term.term, *term.variants)}
    known |= {name.casefold() for body in protocol.bodies for name in names_of(body)}
    found: dict[str, Suggestion] = {}
    for fragment in fragments(protocol):
        for match in _ABBREVIATED.finditer(fragment.text):
            words, short = " ".join(match["words"].split()), match["short"]
            initials = "".join(re.findall(r"\b[A-Za-z]", words)).upper()
            if {words.casefold(), short.casefold()} & known or not _is_short_for(short, initials):
                continue
            found.setdefault(
                short,
                Suggestion(
                    SuggestionKind.TERM,
                    (),
                    "terms",
                    {"term": words, "variants": (short,)},
                    Confidence.POSSIBLE,
                    "an abbreviation in brackets that the register of terms does not have",
                    fragment.owner,
                ),
            )
    return tuple(found.values())


def _is_short_for(short: str, initials: str) -> bool:
    """Whether the letters of the abbreviation stand among the first letters of the words, in order."""
    rest = iter(initials)
    return all(letter in rest for letter in short)

"""Citations of the laws and guidance that a clause names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.analysis.law_words import law_words, title_patterns
from generator.analysis.names import quotation
from generator.analysis.suggest.suggestion import Confidence, Suggested, Suggestion, SuggestionKind
from generator.model.corpus import Corpus
from generator.model.protocol import Protocol
from generator.model.registers import Instrument, InstrumentType
from generator.model.walk import walk

_NUMBER = r"[0-9]+[A-Z]*(?:\s?\([0-9a-zA-Z]{1,4}\))*"
_PROVISION = re.compile(
    rf"\b(?:[Ss]ections?|[Rr]egulations?|[Aa]rticles?|[Ss]chedules?|[Ss]{{1,2}}\.?)\s?(?P<number>{_NUMBER})(?![\w%])"
)
_JOIN = re.compile(r",?\s+(?:of\s+|in\s+|under\s+)?(?:the\s+)?")
_OF_THAT = re.compile(r"\s+of\s+(?:that|the|this)\s+(?:Act|Regulations)\b")
_EDITION = re.compile(r"[\s,]*\(?(?P<year>(?:19|20)[0-9]{2})\b\)?")


@dataclass(frozen=True, slots=True)
class _Named:
    start: int
    end: int
    law: Instrument


def suggested_citations(corpus: Corpus, protocol: Protocol) -> tuple[Suggestion, ...]:
    """Suggest a citation for all words that name a law and have none, in the document's order.

    A bare provision ("s20") is taken for one of the Act that the clause names before it, or after it; where it names
    none, of the Act that the document named last. Words whose law is not in the register give nothing.
    """
    found: list[Suggestion] = []
    titles = title_patterns(corpus.registers.instruments)
    last: Instrument | None = None
    for placed in walk(protocol):
        node = placed.node
        quotes = (*(each.quote for each in node.citations), *(each.quote for each in node.not_law))
        for text in (node.heading, node.text, getattr(node, "text_after", None)):
            if not text:
                continue
            named = _named(text, corpus.registers.instruments.instruments)
            cited: set[tuple[int, int]] = set()
            for start, end in law_words(text, titles):
                for value, confidence, reason, span in _of_words(text, start, end, named, last):
                    is_known = any(str(value["quote"]) in quote for quote in quotes)
                    if not is_known and not any(a <= span[0] and span[1] <= b for a, b in cited):
                        cited.add(span)
                        found.append(
                            Suggestion(
                                SuggestionKind.CITATION, placed.path, "citations", value, confidence, reason, node.id
                            )
                        )
            acts = [each.law for each in named if each.law.type is InstrumentType.ACT]
            last = acts[-1] if acts else last
    return tuple(found)


def _named(text: str, laws: Sequence[Instrument]) -> tuple[_Named, ...]:
    """The laws that a text names by title, the longest name first where two overlap."""
    found: list[_Named] = []
    names = sorted(((name, law) for law in laws for name in (law.title, *law.also_called)), key=lambda n: -len(n[0]))
    for name, law in names:
        pattern = re.compile(quotation(name).pattern, re.IGNORECASE)
        for match in pattern.finditer(text):
            if not any(each.start < match.end() and match.start() < each.end for each in found):
                found.append(_Named(match.start(), match.end(), law))
    return tuple(sorted(found, key=lambda each: each.start))


def _of_words(
    text: str, start: int, end: int, named: Sequence[_Named], last: Instrument | None
) -> Iterator[tuple[dict[str, Suggested], Confidence, str, tuple[int, int]]]:
    provisions = [
        match
        for match in _PROVISION.finditer(text)
        if match.start() < end and match.end() > start
        if not any(each.start < match.end() and match.start() < each.end for each in named)
    ]
    used: set[int] = set()
    for provision in provisions:
        number = "".join(provision["number"].split())
        title = _joined(text, provision.end(), named)
        if title:
            used.add(title.start)
            span = (provision.start(), title.end)
            reason = f"names {title.law.title}, {number}"
            yield _value(text, span, title.law, number), Confidence.MATCHED, reason, span
            continue
        back = _OF_THAT.match(text, provision.end())
        span = (provision.start(), back.end() if back else provision.end())
        before = [each for each in named if each.end <= provision.start() and each.law.type is InstrumentType.ACT]
        after = [each for each in named if each.start >= provision.end() and each.law.type is InstrumentType.ACT]
        law = before[-1].law if before else after[0].law if after else last
        if law is None:
            continue
        where = "named before it" if before else "named after it" if after else "that the document named last"
        sure = Confidence.MATCHED if back and before else Confidence.POSSIBLE
        yield _value(text, span, law, number), sure, f"a provision of {law.title}, the Act {where}", span
    for each in named:
        if each.start in used or not (each.start < end and each.end > start):
            continue
        span = _with_edition(text, each)
        year = _EDITION.match(text, each.end)
        edition = year["year"] if year and span[1] > each.end else None
        reason = f"names {each.law.title}" + (f", {edition}" if edition else "")
        yield _value(text, span, each.law, None, edition), Confidence.MATCHED, reason, span


def _joined(text: str, end: int, named: Sequence[_Named]) -> _Named | None:
    join = _JOIN.match(text, end)
    return next((each for each in named if join and each.start == join.end()), None)


def _with_edition(text: str, named: _Named) -> tuple[int, int]:
    """The words of a title, with the year after that of guidance."""
    year = _EDITION.match(text, named.end)
    is_guidance = named.law.type not in (InstrumentType.ACT, InstrumentType.REGULATIONS)
    if not year or not is_guidance:
        return named.start, named.end
    is_open = year[0].count("(") != year[0].count(")")
    return named.start, year.end("year") if is_open or year[0].lstrip(" ,")[:1] != "(" else year.end()


def _value(
    text: str, span: tuple[int, int], law: Instrument, number: str | None, edition: str | None = None
) -> dict[str, Suggested]:
    value: dict[str, Suggested] = {"quote": " ".join(text[span[0] : span[1]].split()), "instrument": law.slug}
    if number:
        value["provision"] = number
    if edition:
        value["edition"] = edition
    return value

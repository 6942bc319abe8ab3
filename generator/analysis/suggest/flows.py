"""Reporting duties: who gives what to whom, from the verbs and the names of a clause."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.analysis.names import SpanKind, body_index, spans, term_index
from generator.analysis.reporting_words import REPORTING
from generator.analysis.suggest.suggestion import Confidence, Suggested, Suggestion, SuggestionKind
from generator.model.corpus import Corpus
from generator.model.protocol import Clause, Protocol
from generator.model.registers import Matter, Terms
from generator.model.walk import Placed, clauses_of
from generator.text import STOP_WORDS, stems, tokens

_MODAL = r"must|shall|will|should|may"
_PASSIVE = re.compile(
    rf"\b(?:(?P<modal>{_MODAL})\s+(?:also\s+)?(?:be|have\s+(?:the\s+)?\w+)|is|are)\s+(?:also\s+)?"
    r"(?:presented|submitted|reported|sent|circulated|provided)(?=\s+(?:\w+ly\s+)?to\b)"
)
_ACTIVE = re.compile(
    rf"\b(?:(?P<modal>{_MODAL})\s+(?:also\s+)?|(?:to|is\s+delegated\s+to|are\s+asked\s+to)\s+)?"
    r"(?:produces?|presents?|submits?|provides?|sends?|makes?\s+recommendations|advises?|advise\s+and\s+report|reports?)"
    r"(?=\s)"
)
_RECEIVING = re.compile(r"\b(?:[Tt]o\s+receive|[Bb]y\s+receiving|receives?)(?=\s)")
_LINK = re.compile(r"\b(?:to|for|advises?)\s+$")
_BETWEEN_RECEIVERS = re.compile(r"\s*(?:,|/|and|or|,\s*and)?\s*(?:to\s+)?(?:the\s+|both\s+|its\s+)*")
_OWN_VERB = re.compile(r"\s+(?:is|are|was|were|has|have|will|shall|should|must|may)\b")
_OTHER_VERB = re.compile(r"\b(?:which|is|are|will|shall|should|must|may)\b")
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z])")
_HOW_OFTEN = (
    ("year", re.compile(r"\bannually\b|\bannual\s+basis\b|\b(?:each|every|once a)\s+year\b|\byearly\b", re.IGNORECASE)),
    ("half-year", re.compile(r"\bsix[- ]monthly\b|\btwice a year\b|\bhalf[- ]yearly\b", re.IGNORECASE)),
    ("quarter", re.compile(r"\bquarter(?:ly)?\b", re.IGNORECASE)),
    ("month", re.compile(r"(?<!six )(?<!six-)\bmonthly\b", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    body: str


@dataclass(frozen=True, slots=True)
class _Duty:
    words: str
    strength: str
    reporter: str | None
    receivers: tuple[str, ...]
    is_any: bool
    around: str


def suggested_flows(corpus: Corpus, protocol: Protocol) -> tuple[Suggestion, ...]:
    """Suggest flows for clauses that read like a reporting duty and have none, nor a reason why.

    `matched` are those with a reporter, a receiver and a matter whose whole title is in the words. The reporter is the
    body before the verb, the receivers stand right after "to" or "for"; who is "to receive" is the section's body.
    """
    found: list[Suggestion] = []
    for placed in clauses_of(protocol):
        clause = placed.node
        if not isinstance(clause, Clause) or clause.flows or clause.no_flow or not clause.text:
            continue
        if any(isinstance(node, Clause) and node.flows for node in placed.ancestors):
            continue
        for duty in _duties(clause.text, protocol, placed):
            matter, is_whole = _matter(corpus.registers.matters.matters, duty.around)
            if matter is None or not (duty.reporter or duty.receivers) or duty.receivers == (duty.reporter,):
                continue
            sure = bool(duty.reporter and duty.receivers and is_whole)
            found.append(
                Suggestion(
                    SuggestionKind.FLOW,
                    placed.path,
                    "flows",
                    _value(duty, matter),
                    Confidence.MATCHED if sure else Confidence.POSSIBLE,
                    f"'{duty.words}' reads like a reporting duty"
                    + ("" if sure else "; read who gives, what and to whom"),
                    clause.id,
                )
            )
    return tuple(found)


def names_in(text: str, protocol: Protocol) -> tuple[_Name, ...]:
    """Give where a text names bodies of the protocol."""
    named = spans(text, (), body_index(protocol), term_index(Terms(terms=())))
    return tuple(_Name(span.start, span.end, span.id) for span in named if span.kind is SpanKind.BODY)


def _duties(text: str, protocol: Protocol, placed: Placed) -> Iterator[_Duty]:
    names = names_in(text, protocol)
    producer: str | None = None
    at = 0
    for sentence in _SENTENCE.split(text):
        start = text.index(sentence, at)
        at = start + len(sentence)
        inner = [name for name in names if start <= name.start < at]
        for match in _RECEIVING.finditer(text, start, at):
            own = _before(inner, match.start(), text) or _body_of_section(placed, protocol)
            if own and REPORTING.search(sentence):
                yield _Duty(match[0], "states", None, (own,), is_any=False, around=text[match.start() : at])
        for match in _ACTIVE.finditer(text, start, at):
            reporter = _before(inner, match.start(), text) or (
                _body_of_section(placed, protocol) if match[0].startswith("to ") else None
            )
            receivers, is_any = _receivers(inner, text, match.end(), at)
            if reporter and re.search(r"produce|present|submit|provide", match[0]):
                producer = reporter
            if reporter and receivers and not _is_noun(text, match.start()):
                yield _duty(match, reporter, receivers, is_any, text[start:at])
        for match in _PASSIVE.finditer(text, start, at):
            receivers, is_any = _receivers(inner, text, match.end(), at)
            if receivers:
                before = text[start : match.start()]
                is_theirs = producer and re.search(r"\b(?:which|this|that|it)\s*$", before)
                yield _duty(match, producer if is_theirs else None, receivers, is_any, text[start:at])


def _duty(match: re.Match[str], reporter: str | None, to: tuple[str, ...], is_any: bool, around: str) -> _Duty:
    strength = match["modal"] or "states"
    return _Duty(match[0], "must" if strength == "shall" else strength, reporter, to, is_any, around)


def _before(names: Sequence[_Name], index: int, text: str) -> str | None:
    """The body right before a verb, with at most a few words between."""
    before = [name for name in names if name.end <= index]
    if not before or len(text[before[-1].end : index].split()) > 3 or "," in text[before[-1].end : index]:
        return None
    return before[-1].body


def _is_noun(text: str, index: int) -> bool:
    """Whether "report" is a thing here: an article or an adjective stands before it."""
    before = text[:index].split()[-1:] or [""]
    return before[0].casefold() in {"a", "an", "the", "annual", "this", "progress", "regular", "performance"}


def _receivers(names: Sequence[_Name], text: str, start: int, end: int) -> tuple[tuple[str, ...], bool]:
    """The bodies that stand one after the other right after the first "to" or "for" that leads to one."""
    for at, name in enumerate(names):
        lead = text[start : name.start]
        if not (start <= name.start < end) or len(lead.split()) > 14 or _OTHER_VERB.search(lead):
            continue
        bare = re.sub(r"(?:\b(?:the|both|its|relevant)\s+)+$", "", lead)
        if not _LINK.search(bare) and bare.strip():
            continue
        if not bare.strip() and not lead.strip().startswith(("the", "both")) and lead.strip():
            continue
        found = [name.body]
        is_any = False
        last = name
        for following in names[at + 1 :]:
            between = text[last.end : following.start]
            if following.start >= end or not _BETWEEN_RECEIVERS.fullmatch(between):
                break
            if _OWN_VERB.match(text, following.end):
                break
            is_any = is_any or bool(re.search(r"\bor\b|/", between))
            found.append(following.body)
            last = following
        return tuple(dict.fromkeys(found)), is_any
    return (), False


def _body_of_section(placed: Placed, protocol: Protocol) -> str | None:
    for node in reversed(placed.ancestors):
        named = names_in(node.heading, protocol) if node.heading else ()
        if len({name.body for name in named}) == 1:
            return named[0].body
    return None


def _matter(matters: Sequence[Matter], words: str) -> tuple[Matter | None, bool]:
    """The matter of whose title the sentence has the most; and whether it has the whole title.

    A word that few titles have weighs more than one that many have.
    """
    own = set(_telling(words))
    titles = {matter.slug: set(_telling(matter.title)) for matter in matters}
    count = Counter(word for title in titles.values() for word in title)
    best: tuple[float, float, Matter] | None = None
    for matter in matters:
        title = titles[matter.slug]
        whole = sum(1 / count[word] for word in title)
        both = sum(1 / count[word] for word in title & own)
        if both and both >= whole / 2 and (best is None or (both / whole, both) > best[:2]):
            best = (both / whole, both, matter)
    return (best[2], best[0] == 1) if best else (None, False)


def _telling(text: str) -> tuple[str, ...]:
    found = stems(token.folded for token in tokens(text))
    return tuple({"advic": "advis"}.get(stem, stem) for stem in found if stem not in STOP_WORDS)


def _value(duty: _Duty, matter: Matter) -> dict[str, Suggested]:
    value: dict[str, Suggested] = {}
    if duty.reporter:
        value["from"] = duty.reporter
    value["what"] = matter.slug
    if duty.receivers:
        value["to_any" if duty.is_any else "to"] = duty.receivers
    often = next((interval for interval, pattern in _HOW_OFTEN if pattern.search(duty.around)), None)
    if often or re.search(r"\bannual\b", matter.title, re.IGNORECASE):
        value["how_often"] = often or "year"
    value["strength"] = {"class": duty.strength, "words": duty.words}
    return value

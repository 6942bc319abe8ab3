"""Where a text names a law, a body or a term of the glossary."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator import text as text_module
from generator.model.protocol import Body, Citation, Protocol
from generator.model.registers import BodyTypes, Terms
from generator.model.walk import Placed, walk, words_of
from generator.text import BodyNames

_WORD = re.compile(r"[^\W_]+")
_SLUG_BREAK = re.compile(r"[\W_]+")


class SpanKind(StrEnum):
    """What is named."""

    CITATION = "citation"
    BODY = "body"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters that names something: from `start` up to, not including, `end`, both counted from 0.

    `id` is the instrument's slug, the body's id or the term's slug; `citation` is the citation's place in its list.
    """

    start: int
    end: int
    kind: SpanKind
    id: str
    citation: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class NameIndex:
    """Names ready to be found in a text, by their first word. Made by `term_index` and `body_index`."""

    kind: SpanKind
    by_first_word: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]


TermIndex = NameIndex
BodyIndex = NameIndex


def term_index(terms: Terms) -> TermIndex:
    """Make the glossary's terms and variants ready to be found; capitals count only in abbreviations."""
    return _index(
        SpanKind.TERM,
        ((name, term.slug, is_abbreviation(name)) for term in terms.terms for name in (term.term, *term.variants)),
    )


def body_index(protocol: Protocol) -> BodyIndex:
    """Make a protocol's names for its bodies ready to be found; capitals count in names of one word."""
    return _index(
        SpanKind.BODY,
        ((name, body.id, len(name.split()) == 1) for body in protocol.bodies for name in names_of(body)),
    )


def names_of(body: Body) -> tuple[str, ...]:
    """Give every name that a protocol has for a body: name, abbreviation, others."""
    return (body.name, *((body.abbreviation,) if body.abbreviation else ()), *body.also_called)


def spans(text: str, citations: Sequence[Citation], bodies: BodyIndex, terms: TermIndex) -> tuple[Span, ...]:
    """Give what a text names, in reading order.

    No two spans overlap: a citation goes before a name, a longer name before a shorter, a body before a term. Names are
    whole words. A quotation counts wherever it stands.
    """
    found = _citation_spans(text, citations)
    taken = bytearray(len(text))
    for span in found:
        taken[span.start : span.end] = b"\x01" * (span.end - span.start)
    end = 0
    for word in _WORD.finditer(text):
        first = word[0].casefold()
        if first not in bodies.by_first_word and first not in terms.by_first_word:
            continue
        start = word.start()
        if start < end or taken[start]:
            continue
        named = [name for index in (bodies, terms) if (name := _name_at(text, start, first, index))]
        longest = max(named, key=lambda name: (name.end, name.kind is SpanKind.BODY), default=None)
        if longest and not any(taken[longest.start : longest.end]):
            found.append(longest)
            end = longest.end
    return tuple(sorted(found, key=lambda span: span.start))


@dataclass(frozen=True, slots=True)
class Uses:
    """Which sections and clauses name a body (by its id) or a term (by its slug), in the document's order."""

    bodies: Mapping[str, tuple[Placed, ...]]
    terms: Mapping[str, tuple[Placed, ...]]


def uses(protocol: Protocol, bodies: BodyIndex, terms: TermIndex) -> Uses:
    """Find every section and clause that names a body or a term in its own words, its heading included."""
    found: Mapping[SpanKind, dict[str, list[Placed]]] = {SpanKind.BODY: {}, SpanKind.TERM: {}}
    for placed in walk(protocol):
        named = {(span.kind, span.id): None for span in spans(words_of(placed.node), (), bodies, terms)}
        for kind, name in named:
            found[kind].setdefault(name, []).append(placed)
    return Uses(*({name: tuple(at) for name, at in found[kind].items()} for kind in (SpanKind.BODY, SpanKind.TERM)))


def term_uses(protocol: Protocol, terms: TermIndex) -> Mapping[str, tuple[Placed, ...]]:
    """Find every section and clause that uses a term, under its slug: in the name of a body or of a law too."""
    nobody = NameIndex(SpanKind.BODY, {})
    found: dict[str, list[Placed]] = {}
    for placed in walk(protocol):
        for slug in dict.fromkeys(span.id for span in spans(words_of(placed.node), (), nobody, terms)):
            found.setdefault(slug, []).append(placed)
    return {slug: tuple(places) for slug, places in found.items()}


def body_names(protocol: Protocol, body_types: BodyTypes) -> BodyNames:
    """Give a protocol's names for its bodies, ready for a redline: see `body_keys`."""
    return text_module.body_names(body_keys(protocol, body_types))


def body_keys(protocol: Protocol, body_types: BodyTypes) -> Mapping[str, str]:
    """Say what each name of a body counts as when two protocols are compared.

    Bodies of one family count as one word in two protocols, `body:safeguarding`. Where a protocol has several
    of one family, only the one that is a party does; the others keep to themselves, as do bodies without a type.
    """
    families = {
        body.id: body_types.by_slug[body.type].family
        for body in protocol.bodies
        if body.type and body.type in body_types.by_slug
    }
    of_family = Counter(families.values())
    parties = Counter(family for body, family in families.items() if body in protocol.parties)
    keys: dict[str, str] = {}
    for body in protocol.bodies:
        family = families.get(body.id)
        if family is None:
            key = "name:" + _SLUG_BREAK.sub("-", body.name.casefold()).strip("-")
        elif of_family[family] == 1 or (parties[family] == 1 and body.id in protocol.parties):
            key = "body:" + family
        else:
            key = f"body:{family}:{body.id}"
        for name in names_of(body):
            keys.setdefault(name, key)
    return keys


def _index(kind: SpanKind, names: Iterable[tuple[str, str, bool]]) -> NameIndex:
    found: dict[str, list[tuple[str, re.Pattern[str], str]]] = {}
    for name, slug, is_exact in names:
        first = _WORD.search(name)
        if first:
            bare = name[first.start() :].strip()
            found.setdefault(first[0].casefold(), []).append((bare, _pattern(bare, is_exact=is_exact), slug))
    return NameIndex(
        kind,
        {
            first: tuple((pattern, slug) for _, pattern, slug in sorted(each, key=lambda entry: -len(entry[0])))
            for first, each in found.items()
        },
    )


def _pattern(name: str, *, is_exact: bool) -> re.Pattern[str]:
    written = r"\s+".join(re.escape(word) for word in name.split())
    written = re.sub(r"['’]", "['’]", written)
    written = re.sub(r"\\-|[‐‑–]", r"[-‐‑–]", written)
    return re.compile(rf"{written}(?!\w)", 0 if is_exact else re.IGNORECASE)


def is_abbreviation(name: str) -> bool:
    """Whether a name is one word with more than one capital: UASC, LSCBs."""
    return len(name.split()) == 1 and sum(letter.isupper() for letter in name) > 1


def _name_at(text: str, start: int, first: str, index: NameIndex) -> Span | None:
    for pattern, slug in index.by_first_word.get(first, ()):
        found = pattern.match(text, start)
        if found:
            return Span(found.start(), found.end(), index.kind, slug)
    return None


def _citation_spans(text: str, citations: Sequence[Citation]) -> list[Span]:
    found: list[Span] = []
    taken = bytearray(len(text))
    for at, citation in sorted(enumerate(citations), key=lambda entry: -len(entry[1].quote)):
        for quote in re.finditer(quotation(citation.quote), text):
            start, end = quote.span()
            if not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                found.append(Span(start, end, SpanKind.CITATION, citation.instrument, at))
    return found


def quotation(quote: str) -> re.Pattern[str]:
    """Give the pattern of a quotation: its characters exactly, any white space for white space, whole words only."""
    written = r"\s+".join(re.escape(word) for word in quote.split())
    before = r"(?<!\w)" if re.match(r"\s*\w", quote) else ""
    after = r"(?!\w)" if re.search(r"\w\s*$", quote) else ""
    return re.compile(before + written + after)

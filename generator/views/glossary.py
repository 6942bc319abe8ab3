"""Terms of the field: what they mean, how protocols write them, where they stand; and what abbreviations mean where."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.analysis.names import is_abbreviation
from generator.model.protocol import Protocol
from generator.model.registers import Term
from generator.model.walk import Placed
from generator.views import urls
from generator.views.clause import body_link
from generator.views.findings import Findings, number_words
from generator.views.page import Here, Link, Page, PageKind
from generator.views.protocol import place_link
from generator.views.topic import in_order

FIRST = 5
FEW = 20
"""Up to so many protocols under a term are each named with their first clauses, more with the first one only."""


@dataclass(frozen=True, slots=True)
class UseView:
    """Where one protocol uses a term: how often, and the first clauses."""

    protocol: Link
    count: str
    places: tuple[Link, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class TermView:
    """A term. Texts are '' where the register has none; `former` are the places of earlier links to it."""

    anchor: str
    former: tuple[str, ...]
    term: str
    meaning: str
    variants: str
    synonyms: str
    scope: str
    source: str
    verified: bool
    see: tuple[Link, ...]
    summary: str
    uses: tuple[UseView, ...]


@dataclass(frozen=True, slots=True)
class LetterView:
    """The terms under a letter."""

    letter: str
    anchor: str
    terms: tuple[TermView, ...]


@dataclass(frozen=True, slots=True)
class MeaningView:
    """What an abbreviation means, and in whose protocols; `where` is empty where it is a term of the field."""

    meaning: Link
    where: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class AbbreviationView:
    """An abbreviation and its meanings; `clashes` where it stands for different bodies in different protocols."""

    short: str
    meanings: tuple[MeaningView, ...]
    clashes: bool


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """What the glossary shows."""

    lead: str
    letters: tuple[LetterView, ...]
    abbreviations: tuple[AbbreviationView, ...]


def glossary_page(findings: Findings, here: Here) -> Page:
    """Build the glossary."""
    return Page(
        here=here,
        kind=PageKind.GLOSSARY,
        title="Glossary",
        description="Words of the field, in our own words: what they mean, how protocols write them, where they stand, "
        "and what an abbreviation means in which protocol.",
        template="glossary",
        shows=lambda: _view(findings, here),
    )


def _view(findings: Findings, here: Here) -> GlossaryView:
    terms = sorted(findings.corpus.registers.terms.terms, key=lambda term: (term.term.casefold(), term.slug))
    used = _used(findings)
    letters: dict[str, list[TermView]] = {}
    for term in terms:
        letters.setdefault(_letter(term), []).append(_term(findings, term, used.get(term.slug, ()), here))
    return GlossaryView(
        lead=f"{number_words(len(terms)).capitalize()} {'term' if len(terms) == 1 else 'terms'} that protocols use "
        "or readers ask for.",
        letters=tuple(
            LetterView(letter, f"_letter-{letter.lower()}", tuple(views)) for letter, views in letters.items()
        ),
        abbreviations=_abbreviations(findings, here),
    )


def _letter(term: Term) -> str:
    first = term.term[:1].upper()
    return first if "A" <= first <= "Z" else "Other"


def _used(findings: Findings) -> Mapping[str, tuple[tuple[Protocol, tuple[Placed, ...]], ...]]:
    found: dict[str, list[tuple[Protocol, tuple[Placed, ...]]]] = {}
    for protocol in in_order(findings, findings.corpus.in_force):
        for term, places in findings.term_uses(protocol).items():
            found.setdefault(term, []).append((protocol, places))
    return {term: tuple(uses) for term, uses in found.items()}


def _term(
    findings: Findings, term: Term, used: tuple[tuple[Protocol, tuple[Placed, ...]], ...], here: Here
) -> TermView:
    register = findings.corpus.registers.terms.by_slug
    first = FIRST if len(used) <= FEW else 1
    return TermView(
        anchor=term.slug,
        former=term.was,
        term=term.term,
        meaning=term.meaning,
        variants=", ".join(term.variants),
        synonyms=", ".join(term.synonyms),
        scope=term.scope or "",
        source=term.source or "",
        verified=term.verified,
        see=tuple(here.link(register[slug].term, urls.term(slug)) for slug in term.see if slug in register),
        summary=_summary(sum(len(places) for _, places in used), len(used)),
        uses=tuple(
            UseView(
                protocol=here.link(findings.name(protocol), urls.protocol(protocol.slug)),
                count=_places(len(places)),
                places=tuple(place_link(findings, protocol, placed, here) for placed in places[:first]),
                has_more=len(places) > first,
            )
            for protocol, places in used
        ),
    )


def _summary(places: int, protocols: int) -> str:
    if not protocols:
        return ""
    return f"Used in {_places(places)} of {number_words(protocols)} {'protocol' if protocols == 1 else 'protocols'}"


def _places(count: int) -> str:
    return f"{number_words(count)} {'place' if count == 1 else 'places'}"


def _abbreviations(findings: Findings, here: Here) -> tuple[AbbreviationView, ...]:
    bodies: dict[str, dict[str, tuple[Link, list[Link]]]] = {}
    for protocol in in_order(findings, findings.corpus.in_force):
        for body in protocol.bodies:
            if body.abbreviation:
                meanings = bodies.setdefault(body.abbreviation, {})
                link = body_link(findings, protocol, body.id, here)
                _, where = meanings.setdefault(" ".join(body.name.casefold().split()), (link, []))
                where.append(here.link(findings.name(protocol), urls.protocol(protocol.slug)))
    terms: dict[str, list[Link]] = {}
    for term in findings.corpus.registers.terms.terms:
        for written in dict.fromkeys((term.term, *term.variants)):
            if is_abbreviation(written):
                terms.setdefault(written, []).append(here.link(term.term, urls.term(term.slug)))
    return tuple(
        AbbreviationView(
            short=short,
            meanings=(
                *(MeaningView(link, tuple(where)) for link, where in bodies.get(short, {}).values()),
                *(
                    MeaningView(link, ())
                    for link in terms.get(short, ())
                    if link.words.casefold() not in bodies.get(short, {})
                ),
            ),
            clashes=len(bodies.get(short, {})) > 1,
        )
        for short in sorted(bodies.keys() | terms.keys(), key=lambda short: (short.casefold(), short))
    )

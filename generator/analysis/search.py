"""Where each word of many short texts stands, and how much it counts there: what a search looks up.

Ranking is BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009) over fields of different weight.
All that does not hang on the query is worked out here, so that a browser only adds up numbers.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from generator.analysis.search_words import SEARCH_STOP_WORDS, joined, parts, stem, stems, words

_K1 = 1.2
_B = 0.4
_STEPS = 10
"""Numbers are rounded to whole ones: this many make one unit of BM25."""
_NAMED = 15
"""How much it counts that a document is of an authority that the query names."""


@dataclass(frozen=True, slots=True)
class Field:
    """A text of a document and how much its words count. Only texts that `counts_as_length` make it longer."""

    text: str
    weight: float = 1
    counts_as_length: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """Something to be found: its texts, the `keys` that it can be narrowed by, and how much it counts beside others."""

    fields: tuple[Field, ...]
    keys: tuple[str, ...] = ()
    boost: float = 1


@dataclass(frozen=True, slots=True)
class Concept:
    """Forms that count as one thing when they stand in a query; `key` holds a colon, as no word does.

    In texts they do so too, where capitals count in abbreviations ("SEND" is not "send"); unless documents are given
    the key (`in_texts` is False then), as with authorities.
    """

    key: str
    forms: tuple[str, ...]
    in_texts: bool = True


@dataclass(frozen=True, slots=True)
class Posting:
    """A document, by its place in the list, and how much a word counts in it."""

    document: int
    impact: int


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """All words with their stems, and for every stem, concept and key the documents that have it, in order.

    `phrases` has for every concept the stems of each of its forms.
    """

    stems: Mapping[str, str]
    postings: Mapping[str, tuple[Posting, ...]]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]


def search_index(
    documents: Sequence[Document], concepts: Iterable[Concept], *, also: Iterable[str] = ()
) -> SearchIndex:
    """Make the index. The words of the texts `also` are known by their stems without being found anywhere."""
    concepts = tuple(concepts)
    phrases = {concept.key: tuple(dict.fromkeys(filter(None, map(_phrase, concept.forms)))) for concept in concepts}
    reader = _Reader(concept for concept in concepts if concept.in_texts)
    counts = [reader.counts(document) for document in documents]
    lengths = [reader.length(document) for document in documents]
    average = sum(lengths) / len(lengths) if lengths else 1.0
    found: dict[str, list[Posting]] = {}
    spread = Counter(key for count in counts for key in count)
    for number, (document, count) in enumerate(zip(documents, counts, strict=True)):
        norm = _K1 * (1 - _B + _B * lengths[number] / (average or 1))
        for key, frequency in count.items():
            rarity = math.log(1 + (len(documents) - spread[key] + 0.5) / (spread[key] + 0.5))
            impact = rarity * frequency * (_K1 + 1) / (frequency + norm) * document.boost
            found.setdefault(key, []).append(Posting(number, max(1, round(impact * _STEPS))))
        for key in document.keys:
            found.setdefault(key, []).append(Posting(number, _NAMED))
    for form in (*(form for concept in concepts for form in concept.forms), *also):
        reader.learn(form)
    return SearchIndex(
        MappingProxyType(dict(sorted(reader.stems.items()))),
        MappingProxyType({key: tuple(found[key]) for key in sorted(found)}),
        MappingProxyType(phrases),
    )


class _Reader:
    """Reads texts into counts of stems and concepts; each text once."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self.stems: dict[str, str] = {}
        self._read: dict[str, tuple[tuple[str, int], ...]] = {}
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        for concept in concepts:
            for form in concept.forms:
                phrase = _phrase(form)
                if phrase:
                    written = form if _is_abbreviation(form) else ""
                    self._by_first.setdefault(phrase[0], []).append((phrase, concept.key, written))

    def counts(self, document: Document) -> Mapping[str, float]:
        """Count what a document has, weighted by field."""
        found: dict[str, float] = {}
        for field in document.fields:
            for key, number in self._counted(field.text):
                found[key] = found.get(key, 0) + number * field.weight
        return found

    def length(self, document: Document) -> int:
        """Count the words of the texts that make a document long."""
        return sum(
            number
            for field in document.fields
            if field.counts_as_length
            for key, number in self._counted(field.text)
            if ":" not in key
        )

    def learn(self, text: str) -> None:
        """Remember the stems of a text's words."""
        for word in words(text):
            for part in (*parts(word), joined(word)):
                if part not in SEARCH_STOP_WORDS:
                    self.stems[part] = stem(part)

    def _counted(self, text: str) -> tuple[tuple[str, int], ...]:
        if text not in self._read:
            self._read[text] = self._count(text)
        return self._read[text]

    def _count(self, text: str) -> tuple[tuple[str, int], ...]:
        found: Counter[str] = Counter()
        in_order: list[str] = []
        here: dict[tuple[int, int, str], None] = {}
        for word in words(text):
            between = parts(word)
            in_order += [stem(part) for part in between]
            for part in between if len(between) == 1 else (*between, joined(word)):
                if part not in SEARCH_STOP_WORDS:
                    self.stems[part] = stem(part)
                    found[self.stems[part]] += 1
        for at, first in enumerate(in_order):
            for phrase, key, written in self._by_first.get(first, ()):
                if tuple(in_order[at : at + len(phrase)]) == phrase and written in text:
                    here[(at, len(phrase), key)] = None
        found.update(key for _, _, key in here)
        return tuple(found.items())


def _is_abbreviation(form: str) -> bool:
    return len(form.split()) == 1 and sum(letter.isupper() for letter in form) > 1


def _phrase(form: str) -> tuple[str, ...]:
    """Give the stems of a form, without the stop words that it begins with."""
    found = stems(form)
    while found and found[0] in SEARCH_STOP_WORDS:
        found = found[1:]
    return found

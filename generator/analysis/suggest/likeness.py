"""How alike two clauses are, for suggestions only: likeness never decides what is shown."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from rapidfuzz.distance import Indel

from generator.text import STOP_WORDS, BodyNames, stems, tokens

Key = TypeVar("Key")

MATCHED_FROM = 0.5
POSSIBLE_FROM = 0.35
SAME_ROLE = 0.1

_LETTERS_FROM = 0x4E00


@dataclass(frozen=True, slots=True)
class Passage(Generic[Key]):
    """A text to be compared. `role` is what its section is for; None where that is not plain."""

    key: Key
    text: str
    names: BodyNames
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Likeness(Generic[Key]):
    """How alike two passages are, and the words of both that weigh most."""

    left: Key
    right: Key
    score: float
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Read(Generic[Key]):
    passage: Passage[Key]
    letters: str
    weights: Mapping[str, float]
    words: Mapping[str, str]


def pairs(left: Sequence[Passage[Key]], right: Sequence[Passage[Key]]) -> tuple[Likeness[Key], ...]:
    """Pair the passages of two documents, from the most alike on; each stands in one pair at most.

    The score is the mean of the word-level Indel ratio of folded, stemmed words and of the cosine of TF-IDF weights
    over runs of one and two words; the same role of the sections adds 0.1. Greedy from the top; ties go to the smaller
    distance between the places in the two documents, then to the order of the left one.
    """
    alphabet: dict[str, str] = {}
    counted = [_counted(passage, alphabet) for passage in (*left, *right)]
    rarity = _rarity([grams for _, grams, _ in counted])
    read = [
        _Read(passage, letters, _weights(grams, rarity), words)
        for passage, (letters, grams, words) in zip((*left, *right), counted, strict=True)
    ]
    ours, theirs = read[: len(left)], read[len(left) :]
    scored = [
        (score, abs(at / len(left) - to / len(right)), at, to)
        for at, one in enumerate(ours)
        for to, other in enumerate(theirs)
        if (score := _score(one, other)) >= POSSIBLE_FROM
    ]
    found: list[Likeness[Key]] = []
    taken_left: set[int] = set()
    taken_right: set[int] = set()
    for score, _, at, to in sorted(scored, key=lambda each: (-each[0], *each[1:])):
        if at in taken_left or to in taken_right:
            continue
        taken_left.add(at)
        taken_right.add(to)
        one, other = ours[at], theirs[to]
        found.append(Likeness(one.passage.key, other.passage.key, score, _shared(one, other, rarity)))
    return tuple(found)


def _counted(passage: Passage[Key], alphabet: dict[str, str]) -> tuple[str, Counter[str], dict[str, str]]:
    found = [token for token in tokens(passage.text, passage.names) if token.text]
    words = stems(token.folded for token in found)
    shown: dict[str, str] = {}
    for token in found:
        for stem in stems([token.folded]):
            shown.setdefault(stem, token.text)
    letters = "".join(alphabet.setdefault(word, _letter(len(alphabet))) for word in words)
    return letters, Counter([*words, *(f"{a} {b}" for a, b in pairwise(words))]), shown


def _letter(number: int) -> str:
    at = _LETTERS_FROM + number
    return chr(at if at < 0xD800 else at + 0x800)


def _rarity(documents: Sequence[Iterable[str]]) -> Mapping[str, float]:
    count = Counter(gram for grams in documents for gram in set(grams))
    return {gram: math.log((1 + len(documents)) / (1 + times)) + 1 for gram, times in count.items()}


def _weights(grams: Mapping[str, int], rarity: Mapping[str, float]) -> Mapping[str, float]:
    raw = {gram: times * rarity[gram] for gram, times in grams.items()}
    length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
    return {gram: weight / length for gram, weight in raw.items()}


def _score(one: _Read[Key], other: _Read[Key]) -> float:
    if not one.letters or not other.letters:
        return 0.0
    ratio = Indel.normalized_similarity(one.letters, other.letters)
    small, large = sorted((one.weights, other.weights), key=len)
    cosine = sum(weight * large.get(gram, 0.0) for gram, weight in small.items())
    same = one.passage.role is not None and one.passage.role == other.passage.role
    return round((ratio + cosine) / 2 + (SAME_ROLE if same else 0), 9)


def _shared(one: _Read[Key], other: _Read[Key], rarity: Mapping[str, float]) -> tuple[str, ...]:
    """The rarest words that both have, as the left one prints them; names of bodies tell nothing."""
    both = [
        gram
        for gram in one.weights
        if gram in other.weights and " " not in gram and ":" not in gram and gram not in STOP_WORDS
    ]
    best = sorted(both, key=lambda gram: (-rarity[gram], gram))[:3]
    return tuple(one.words[gram] for gram in best if gram in one.words)

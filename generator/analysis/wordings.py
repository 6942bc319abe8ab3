"""Which protocols word a topic alike, and how the others differ from the commonest wording."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import Indel

from generator.analysis.redline import Segment, SegmentKind, Side, redline_of
from generator.text import stems, tokens, weight

Key = TypeVar("Key", bound=Hashable)

ALIKE_FROM = 0.8
"""From this similarity to a group's first wording on, a wording belongs to the group."""

_CUTOFF = ALIKE_FROM - 1e-6
"""For rapidfuzz, which loses a likeness of exactly 0.8 to rounding (1 - 3/15). No other likeness lies so near."""

_LETTERS_FROM = 0x4E00
"""Each stem is spelled as one letter, from here on; the surrogates are passed over."""


@dataclass(frozen=True, slots=True)
class Reading(Generic[Key]):
    """What some protocols have in one place of the base: a line of the apparatus.

    `lemma` are the words of the base, `reading` what stands in their place. Where words are only added or left out,
    both have the word beside them, so that neither is empty unless its whole text is.
    """

    lemma: str
    reading: str
    keys: tuple[Key, ...]

    @property
    def line(self) -> str:
        """The line as printed: `services ] service × 68`."""
        return f"{self.lemma} ] {self.reading} × {len(self.keys)}"


@dataclass(frozen=True, slots=True)
class Variant(Generic[Key]):
    """Another exact wording in a group, who uses it, and its redline from the base."""

    text: str
    keys: tuple[Key, ...]
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class WordingGroup(Generic[Key]):
    """Wordings that are alike.

    `base` is the commonest exact wording, of several the one that came first; `keys` are who uses exactly these words.
    `variants` are the others, in order of first appearance. `apparatus` has the readings of all variants in order of
    their place in the base, the commoner first.
    """

    base: str
    keys: tuple[Key, ...]
    variants: tuple[Variant[Key], ...]
    apparatus: tuple[Reading[Key], ...]

    @property
    def all_keys(self) -> tuple[Key, ...]:
        """Everyone in the group: the base's users, then those of each variant."""
        return (*self.keys, *(key for variant in self.variants for key in variant.keys))


def groups_of_wordings(items: Sequence[tuple[Key, Side]]) -> tuple[WordingGroup[Key], ...]:
    """Group the wordings of one topic, in order of first appearance.

    `items` are who says it and the wording, in the order in which the protocols came to be here. Hartigan's leader
    method (Clustering Algorithms, 1975, chapter 3): a wording joins the group to whose first wording it is most like,
    if they are alike by `ALIKE_FROM`, else it founds a group. Likeness is 1 minus the Indel distance over both lengths,
    of folded and stemmed words.

    An item added at the end therefore moves no other from group to group. Texts equal letter for letter are one
    wording, read with the names of bodies of the first who uses it.
    """
    users: dict[str, list[Key]] = {}
    read: dict[str, Side] = {}
    for key, said in items:
        users.setdefault(said.text, []).append(key)
        read.setdefault(said.text, said)
    return tuple(_group({text: users[text] for text in texts}, read) for texts in _clusters(read))


def _clusters(read: Mapping[str, Side]) -> list[list[str]]:
    """Put texts that are alike together, first come first. Texts of the same words are compared once."""
    alphabet: dict[str, str] = {}
    home: dict[str, list[str]] = {}
    leaders: list[str] = []
    clusters: list[list[str]] = []
    for text, found in read.items():
        word = _in_letters(stems(found.folds), alphabet)
        cluster = home.get(word)
        if cluster is None:
            best = process.extractOne(word, leaders, scorer=Indel.normalized_similarity, score_cutoff=_CUTOFF)
            if best is None:
                leaders.append(word)
                clusters.append([])
            cluster = home[word] = clusters[-1] if best is None else clusters[best[2]]
        cluster.append(text)
    return clusters


def _in_letters(words: Sequence[str], alphabet: dict[str, str]) -> str:
    """Spell a sequence of stems with one letter for each, so that rapidfuzz compares it as text."""
    return "".join(alphabet.setdefault(each, _letter(len(alphabet))) for each in words)


def _letter(number: int) -> str:
    at = _LETTERS_FROM + number
    return chr(at if at < 0xD800 else at + 0x800)


def _group(users: Mapping[str, Sequence[Key]], read: Mapping[str, Side]) -> WordingGroup[Key]:
    base = max(users, key=lambda text: len(users[text]))
    variants = tuple(
        Variant(text, tuple(keys), redline_of(read[base], read[text])) for text, keys in users.items() if text != base
    )
    return WordingGroup(base, tuple(users[base]), variants, _apparatus(variants))


def _apparatus(variants: Sequence[Variant[Key]]) -> tuple[Reading[Key], ...]:
    users: dict[tuple[int, str, str], list[Key]] = {}
    for variant in variants:
        for place in _readings(variant.segments):
            users.setdefault(place, []).extend(variant.keys)
    ordered = sorted(users.items(), key=lambda item: (item[0][0], -len(item[1])))
    return tuple(Reading(lemma, reading, tuple(keys)) for (_, lemma, reading), keys in ordered)


def _readings(segments: Sequence[Segment]) -> Iterator[tuple[int, str, str]]:
    """Give each change of a redline: its place in the base in characters from 0, the base's words, what is instead."""
    place = 0
    for at, segment in enumerate(segments):
        before = segments[at - 1] if at else None
        after = segments[at + 1] if at + 1 < len(segments) else None
        if segment.kind is SegmentKind.DELETED and after and after.kind is SegmentKind.INSERTED:
            yield place, segment.left.strip(), after.right.strip()
        elif segment.kind is SegmentKind.DELETED:
            yield (place, *_with_neighbour(segment.left, "", before, after))
        elif segment.kind is SegmentKind.INSERTED and not (before and before.kind is SegmentKind.DELETED):
            yield (place, *_with_neighbour("", segment.right, before, after))
        place += len(segment.left)


def _with_neighbour(left: str, right: str, before: Segment | None, after: Segment | None) -> tuple[str, str]:
    """Give both sides with the kept word before them or, at the beginning, the one after them."""
    if before:
        left, right = _last_word(before.left) + left, _last_word(before.right) + right
    elif after:
        left, right = left + _first_word(after.left), right + _first_word(after.right)
    return left.strip(), right.strip()


def _last_word(text: str) -> str:
    found = tokens(text)
    start = max((at for at, token in enumerate(found) if weight(token.folded)), default=0)
    return "".join(token.space + token.text for token in found[start:])


def _first_word(text: str) -> str:
    found = tokens(text)
    end = next((at for at, token in enumerate(found) if weight(token.folded)), len(found) - 1)
    return "".join(token.space + token.text for token in found[: end + 1])

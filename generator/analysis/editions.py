"""What became of each clause from one edition of a protocol to the next."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import log, sqrt

from rapidfuzz.distance import Indel, LCSseq

from generator.analysis.redline import redline
from generator.analysis.relation import RelationKind, relation
from generator.model.protocol import Protocol, Section
from generator.model.walk import Placed, walk, words_of
from generator.text import NO_NAMES, SILENT, BodyNames, stems, tokens, weight

LIKE_FROM = 0.5
"""From here on two clauses without a common id count as one that was reworded."""

_SAME_ROLE = 0.1
_STRANGE_BELOW = 0.35
_FOUND_FROM = 0.8
_PIECE_FROM = 0.75
_PIECE_WORDS = 3
_PIECES_COVER = 0.6


class Fate(StrEnum):
    """What became of a clause; of several things the first that holds, in the order of this list."""

    ADDED = "added"
    REMOVED = "removed"
    SPLIT = "split"
    MERGED = "merged"
    REWORDED = "reworded"
    FORM = "same-but-for-form"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    UNCHANGED = "unchanged"


class WordsFate(StrEnum):
    """What became of a clause's own words, heading and text; `form` as `relation` has it."""

    SAME = "same"
    FORM = "form"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class ClauseFate:
    """Sections or clauses of the edition before, and what they are in the one after: one each, but for the following.

    Without `before` it was added, without `after` removed; one `before` with several `after` was split, several with
    one were merged. A clause can be reworded, moved and renumbered at once. `words` of a split or merged clause
    are those of all its parts, one after the other.
    """

    before: tuple[Placed, ...]
    after: tuple[Placed, ...]
    words: WordsFate = WordsFate.SAME
    is_moved: bool = False
    is_renumbered: bool = False

    @property
    def fate(self) -> Fate:
        """The first thing to say of it."""
        if not self.before:
            return Fate.ADDED
        if not self.after:
            return Fate.REMOVED
        if len(self.after) > 1:
            return Fate.SPLIT
        if len(self.before) > 1:
            return Fate.MERGED
        if self.words is WordsFate.REWORDED:
            return Fate.REWORDED
        if self.words is WordsFate.FORM:
            return Fate.FORM
        if self.is_moved:
            return Fate.MOVED
        return Fate.RENUMBERED if self.is_renumbered else Fate.UNCHANGED


def editions(
    before: Protocol,
    after: Protocol,
    *,
    names_before: BodyNames = NO_NAMES,
    names_after: BodyNames = NO_NAMES,
) -> tuple[ClauseFate, ...]:
    """Say what became of each section and clause of an edition, and which are new.

    Those of one id, or of an id and a former id, belong together, unless their words are strange to each other and one
    of them stands elsewhere under another id. Then equal words belong together, then like words: the mean of the
    word-level Indel ratio (folded, stemmed, bodies as one word each) and of the cosine of TF-IDF over one- and two-word
    grams, with 0.1 more where the parts around them belong together; from the most alike downwards. Ties go
    to the smaller distance in the document, then to its order. Sections whose clauses belong together do too.
    What is left of a clause when its counterpart is taken from it, and stands elsewhere as a new one, was split off.

    A clause has moved when the part around it is another, or when it stands out of the order of those beside it that
    kept theirs; what moves along with its section has not.

    Measured on 60 later editions of the two real documents, all ids new, with clauses moved to other parts, renumbered,
    split, merged, dropped, written anew, and up to 30 % of their words exchanged: precision and recall of pairs
    1.00 and 1.00, reworded 1.00 and 1.00, renumbered 1.00 and 1.00, split and merged 1.00 and 1.00,
    moved .96 and 1.00, added .99 and 1.00, removed .95 and 1.00 (tests/analysis/test_editions.py measures it anew).

    Returns:
        All of the edition after in its order, then what was removed, in the order of the edition before.
        Every section and clause of both stands in exactly one of them.
    """
    left, right = _units(before, names_before), _units(after, names_after)
    pairs = _Pairs()
    _pair_by_id(left, right, pairs)
    _pair_equal(left, right, pairs)
    _pair_sections(left, right, pairs)
    _pair_alike(left, right, pairs)
    _pair_sections(left, right, pairs)
    splits = _split(left, right, pairs)
    merges = _split(right, left, pairs.turned, closed={at for parts in splits.values() for at in parts})
    return _fates(left, right, pairs, splits, merges)


@dataclass(frozen=True, slots=True, eq=False)
class _Unit:
    """A section or clause, its own words made ready."""

    index: int
    placed: Placed
    parent: int | None
    words: str
    folds: tuple[str, ...]
    stems: tuple[str, ...]
    names: BodyNames

    @property
    def is_section(self) -> bool:
        return isinstance(self.placed.node, Section)

    @property
    def ids(self) -> tuple[str, ...]:
        return (self.placed.node.id, *self.placed.node.was)


class _Pairs:
    """Which unit of the edition before is which of the one after, by their places in reading order."""

    def __init__(self, after: dict[int, int] | None = None, before: dict[int, int] | None = None) -> None:
        self.after: dict[int, int] = {} if after is None else after
        self.before: dict[int, int] = {} if before is None else before

    @property
    def turned(self) -> "_Pairs":
        """The same pairs, seen from the other edition."""
        return _Pairs(self.before, self.after)

    def add(self, left: _Unit, right: _Unit) -> None:
        self.after[left.index] = right.index
        self.before[right.index] = left.index

    def is_free(self, left: _Unit, right: _Unit) -> bool:
        return left.index not in self.after and right.index not in self.before


def _units(protocol: Protocol, names: BodyNames) -> tuple[_Unit, ...]:
    found: list[_Unit] = []
    by_path: dict[tuple[str | int, ...], int] = {}
    for index, placed in enumerate(walk(protocol)):
        words = words_of(placed.node)
        folds = tuple(token.folded for token in tokens(words, names) if token.folded not in SILENT)
        found.append(_Unit(index, placed, by_path.get(placed.path[:-2]), words, folds, stems(folds), names))
        by_path[placed.path] = index
    return tuple(found)


def _pair_by_id(left: Sequence[_Unit], right: Sequence[_Unit], pairs: _Pairs) -> None:
    after = {name: unit for unit in reversed(right) for name in reversed(unit.ids)}
    after |= {unit.placed.node.id: unit for unit in reversed(right)}
    once = {unit.folds for unit in left if unit.folds}
    now = {unit.folds for unit in right if unit.folds}
    for unit in left:
        other = next((after[name] for name in unit.ids if name in after), None)
        if other is None or other.is_section != unit.is_section or not pairs.is_free(unit, other):
            continue
        stands_elsewhere = unit.folds != other.folds and (unit.folds in now or other.folds in once)
        if stands_elsewhere and _indel(unit, other) < _STRANGE_BELOW:
            continue
        pairs.add(unit, other)


def _pair_equal(left: Sequence[_Unit], right: Sequence[_Unit], pairs: _Pairs) -> None:
    """Pair units of equal words; of several with the same words those whose parents belong together, then in order."""
    after: dict[tuple[bool, tuple[str, ...]], list[_Unit]] = {}
    for unit in right:
        if unit.folds and unit.index not in pairs.before:
            after.setdefault((unit.is_section, unit.folds), []).append(unit)
    for unit in left:
        candidates = after.get((unit.is_section, unit.folds), [])
        if unit.index in pairs.after or not candidates:
            continue
        best = min(candidates, key=lambda each: (not _same_role(unit, each, pairs), _distance(unit, each, left, right)))
        candidates.remove(best)
        pairs.add(unit, best)


def _pair_sections(left: Sequence[_Unit], right: Sequence[_Unit], pairs: _Pairs) -> None:
    """Pair what holds the same things: more than half of what is in the one went to the other, and came from it."""
    moved: Counter[tuple[int, int]] = Counter()
    kept, came = Counter[int](), Counter[int]()
    for one, other in pairs.after.items():
        parent, now = left[one].parent, right[other].parent
        if parent is not None and now is not None:
            moved[parent, now] += 1
            kept[parent] += 1
            came[now] += 1
    for (one, other), count in sorted(moved.items(), key=lambda each: (-each[1], each[0])):
        alike = left[one].is_section == right[other].is_section
        if alike and pairs.is_free(left[one], right[other]) and 2 * count > max(kept[one], came[other]):
            pairs.add(left[one], right[other])


def _pair_alike(left: Sequence[_Unit], right: Sequence[_Unit], pairs: _Pairs) -> None:
    ours = [unit for unit in left if unit.index not in pairs.after and unit.stems]
    theirs = [unit for unit in right if unit.index not in pairs.before and unit.stems]
    if not ours or not theirs:
        return
    vectors = _vectors([*left, *right])
    found: list[tuple[float, float, int, int]] = []
    for one in ours:
        for other in theirs:
            if one.is_section != other.is_section:
                continue
            score = (_indel(one, other) + _cosine(vectors[id(one)], vectors[id(other)])) / 2
            score += _SAME_ROLE if _same_role(one, other, pairs) else 0
            if score >= LIKE_FROM:
                found.append((-score, _distance(one, other, left, right), one.index, other.index))
    for _, _, at, to in sorted(found):
        if pairs.is_free(left[at], right[to]):
            pairs.add(left[at], right[to])


def _same_role(one: _Unit, other: _Unit, pairs: _Pairs) -> bool:
    if one.parent is None or other.parent is None:
        return one.parent is other.parent
    return pairs.after.get(one.parent) == other.parent


def _distance(one: _Unit, other: _Unit, left: Sequence[_Unit], right: Sequence[_Unit]) -> float:
    return abs(one.index / len(left) - other.index / len(right))


def _indel(one: _Unit, other: _Unit) -> float:
    return float(Indel.normalized_similarity(one.stems, other.stems))


def _vectors(units: Sequence[_Unit]) -> Mapping[int, Mapping[Hashable, float]]:
    """Give each unit's grams, weighted by how rare they are among all units, at length 1; by the unit's identity."""
    grams = {
        id(unit): Counter[Hashable]([*unit.stems, *zip(unit.stems, unit.stems[1:], strict=False)]) for unit in units
    }
    seen = Counter(gram for each in grams.values() for gram in each)
    rarity = {gram: log((1 + len(units)) / (1 + count)) + 1 for gram, count in seen.items()}
    vectors: dict[int, Mapping[Hashable, float]] = {}
    for key, each in grams.items():
        weighed = {gram: count * rarity[gram] for gram, count in each.items()}
        length = sqrt(sum(value * value for value in weighed.values()))
        vectors[key] = {gram: value / length for gram, value in weighed.items()} if length else {}
    return vectors


def _cosine(one: Mapping[Hashable, float], other: Mapping[Hashable, float]) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(value * other[gram] for gram, value in one.items() if gram in other)


def _split(
    left: Sequence[_Unit], right: Sequence[_Unit], pairs: _Pairs, *, closed: Collection[int] = ()
) -> Mapping[int, tuple[int, ...]]:
    """Find units whose words were parted: the place before leads to the places after, in their order.

    Those whose places are `closed` are left alone.
    """
    new = [u for u in right if u.index not in pairs.before and not u.is_section and _heavy(u.stems) >= _PIECE_WORDS]
    found: dict[int, tuple[int, ...]] = {}
    for unit in left:
        if unit.is_section or unit.index in closed or not new or _heavy(unit.stems) < 2 * _PIECE_WORDS:
            continue
        partner = pairs.after.get(unit.index)
        if partner is not None and right[partner].folds == unit.folds:
            continue
        rest = list(unit.stems) if partner is None else _taken_from(unit.stems, right[partner].stems)
        pieces: list[_Unit] = [] if partner is None else [right[partner]]
        for candidate in new:
            inside = LCSseq.similarity(candidate.stems, rest)
            if inside >= _PIECE_FROM * len(candidate.stems) and _is_run(candidate.stems, rest):
                pieces.append(candidate)
                rest = _taken_from(rest, candidate.stems)
        covered = 1 - _heavy(rest) / _heavy(unit.stems)
        if len(pieces) > 1 and covered >= _PIECES_COVER:
            for piece in pieces:
                pairs.before.setdefault(piece.index, unit.index)
            pairs.after.setdefault(unit.index, pieces[0].index)
            found[unit.index] = tuple(sorted(piece.index for piece in pieces))
            taken = {piece.index for piece in pieces}
            new = [each for each in new if each.index not in taken]
    return found


def _heavy(words: Iterable[str]) -> int:
    return sum(weight(word) >= 1 for word in words)


def _taken_from(words: Sequence[str], part: Sequence[str]) -> list[str]:
    """What is left of words when those of a part, in its order, are taken from them."""
    taken: set[int] = set()
    for block in LCSseq.opcodes(tuple(words), tuple(part)):
        if block.tag == "equal":
            taken.update(range(block.src_start, block.src_end))
    return [word for index, word in enumerate(words) if index not in taken]


def _is_run(part: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a part stands in words close together, not gathered from all over them."""
    places = [
        index
        for block in LCSseq.opcodes(tuple(words), tuple(part))
        if block.tag == "equal"
        for index in range(block.src_start, block.src_end)
    ]
    return bool(places) and len(places) >= _PIECE_FROM * (places[-1] - places[0] + 1)


def _fates(
    left: Sequence[_Unit],
    right: Sequence[_Unit],
    pairs: _Pairs,
    splits: Mapping[int, tuple[int, ...]],
    merges: Mapping[int, tuple[int, ...]],
) -> tuple[ClauseFate, ...]:
    moved = _moved(left, right, pairs)
    found: list[ClauseFate] = []
    for unit in right:
        if unit.index in merges:
            found.append(_fate([left[at] for at in merges[unit.index]], [unit]))
            continue
        before = pairs.before.get(unit.index)
        if before is None:
            found.append(ClauseFate((), (unit.placed,)))
        elif before in splits:
            if splits[before][0] == unit.index:
                found.append(_fate([left[before]], [right[at] for at in splits[before]]))
        else:
            found.append(
                replace(
                    _fate([left[before]], [unit]),
                    is_moved=unit.index in moved,
                    is_renumbered=left[before].placed.node.label != unit.placed.node.label,
                )
            )
    gone = [unit for unit in left if unit.index not in pairs.after]
    return (*found, *(ClauseFate((unit.placed,), ()) for unit in gone))


def _fate(before: Sequence[_Unit], after: Sequence[_Unit]) -> ClauseFate:
    return ClauseFate(
        tuple(unit.placed for unit in before), tuple(unit.placed for unit in after), _words_fate(before, after)
    )


def _words_fate(before: Sequence[_Unit], after: Sequence[_Unit]) -> WordsFate:
    once, now = "\n".join(unit.words for unit in before), "\n".join(unit.words for unit in after)
    if once == now:
        return WordsFate.SAME
    kind = relation(redline(tokens(once, before[0].names), tokens(now, after[0].names))).kind
    return WordsFate.FORM if kind in {RelationKind.SAME_WORDS, RelationKind.SAME_BUT_FOR_FORM} else WordsFate.REWORDED


def _moved(left: Sequence[_Unit], right: Sequence[_Unit], pairs: _Pairs) -> frozenset[int]:
    """The units of the edition after that stand under another part, or out of order among those beside them."""
    moved: set[int] = set()
    beside: dict[int | None, list[tuple[int, int]]] = {}
    for before, after in sorted(pairs.after.items()):
        if pairs.before.get(after) != before:
            continue
        if not _same_role(left[before], right[after], pairs):
            moved.add(after)
        else:
            beside.setdefault(right[after].parent, []).append((before, after))
    for siblings in beside.values():
        order = [after for _, after in siblings]
        moved.update(set(order) - set(_longest_rising(order)))
    return frozenset(moved)


def _longest_rising(numbers: Sequence[int]) -> Iterator[int]:
    """Give the longest part of a sequence that rises: what kept its order when the rest moved."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int | None] = []
    for place, number in enumerate(numbers):
        at = bisect_left(ends, number)
        before.append(places[at - 1] if at else None)
        if at == len(ends):
            ends.append(number)
            places.append(place)
        else:
            ends[at], places[at] = number, place
    step: int | None = places[-1] if places else None
    while step is not None:
        yield numbers[step]
        step = before[step]

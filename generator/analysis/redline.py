"""How one wording becomes another, word by word.

The browser redlines any two protocols that a reader picks, and must show what the built pages show. The contract that
its JavaScript keeps with this module, beside the one in `generator/text.py`:

1. Texts that are equal letter for letter are one `equal` segment; two empty texts give no segment.
2. Silent tokens (`text.SILENT`) take no part in the matching; they hang in the gaps between the others. Gaps are
   compared by the folded forms of their tokens, put together.
3. The others are matched by their folded forms as `difflib.SequenceMatcher(autojunk=False)` does: the longest block,
   of several the first on the left, of these the first on the right; then the same before it and after it;
   blocks that touch on both sides become one.
4. A change whose two sides are the same letters, where a hyphen stands in either, is kept: asylum-seeking, asylum
   seeking.
5. From the left, and again until nothing moves: a kept run between two changes joins them where it weighs at most 1
   and less than the heavier side of each, and the two together both delete and insert.
6. Gaps beside kept words are kept, left with right. Where both sides have words in a change, the gap before them and
   the gap after them are kept where both sides fold alike there, else each belongs to its side of the change. Where one
   side has words, its two gaps face one: that one goes with the gap before the words if the two fold alike, else
   with the gap after them; the remaining gap belongs to the change. Commas alone against a gap with marks are kept.
7. Kept pieces are `equal` if both texts are equal, else `same`. Where a kept piece follows a change of one side
   and has more space on that side, the surplus space goes to the change.
"""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from generator.text import SILENT, Token, has_hyphen, leading_space, tokens, weight

REWORDED_BELOW = 0.3
"""Below this kept share two wordings are shown whole, one after the other: a redline would be confetti."""


class SegmentKind(StrEnum):
    """What became of a stretch of text: `same` is equal but for case, marks, spaces or a body's own name."""

    EQUAL = "equal"
    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of both texts. `right` is empty where it is deleted, `left` where it is inserted."""

    kind: SegmentKind
    left: str
    right: str


def redline(left: Sequence[Token], right: Sequence[Token]) -> tuple[Segment, ...]:
    """Show how one wording becomes another, word by word.

    Tokens are matched in their folded form by the longest-block rule (Ratcliff and Obershelp, Dr. Dobb's Journal,
    July 1988); a short kept run between two changes is joined to them.

    Returns:
        Segments in reading order, in a change the deleted one first. The left texts of all segments make up the left
        text exactly, the right texts the right one. No two neighbours are of one kind. In `equal` segments both texts
        are one. Two empty wordings give an empty tuple.
    """
    return redline_of(side(left), side(right))


@lru_cache(maxsize=1 << 13)
def redline_of(left: "Side", right: "Side") -> tuple[Segment, ...]:
    """Show how one wording becomes another, from wordings made ready by `side`.

    Kept, since authorities copy from each other: the same two give one and the same tuple.
    """
    if left.text == right.text:
        return (Segment(SegmentKind.EQUAL, left.text, right.text),) if left.text else ()
    return _segments(left, right, _runs(left.folds, right.folds, left.hyphens, right.hyphens))


def side(found: Sequence[Token]) -> "Side":
    """Make a wording ready for redlines. Of equal wordings one is kept."""
    made = Side.of(found)
    kept = _SIDES.setdefault((made.text, made.folds, made.gap_folds), made)
    if len(_SIDES) > _KEPT:
        _SIDES.popitem(last=False)
    return kept


def kept_share(segments: Sequence[Segment]) -> float:
    """Say how much of the shorter wording, by the weight of its words, stands in the other: 0 to 1."""
    lefts = [(segment.kind, _words_weight(segment.left)) for segment in segments]
    rights = [(segment.kind, _words_weight(segment.right)) for segment in segments]
    sides = [side for side in (lefts, rights) if sum(each for _, each in side)]
    if not sides:
        return 1.0
    shorter = min(sides, key=lambda side: sum(each for _, each in side))
    kept = sum(each for kind, each in shorter if kind in {SegmentKind.EQUAL, SegmentKind.SAME})
    return kept / sum(each for _, each in shorter)


def is_reworded_throughout(segments: Sequence[Segment]) -> bool:
    """Whether so little is kept that both texts are better printed whole.

    Never so where one side only adds, or one only leaves out.
    """
    kinds = {segment.kind for segment in segments}
    return {SegmentKind.DELETED, SegmentKind.INSERTED} <= kinds and kept_share(segments) < REWORDED_BELOW


@lru_cache(maxsize=1 << 12)
def _words_weight(text: str) -> float:
    return sum(weight(token.folded) for token in tokens(text))


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """A wording ready for redlines: tokens that speak, and the silent gaps before, between and after them."""

    text: str
    folds: tuple[str, ...]
    texts: tuple[str, ...]
    gaps: tuple[str, ...]
    gap_folds: tuple[str, ...]
    hyphens: frozenset[int]

    @classmethod
    def of(cls, found: Sequence[Token]) -> "Side":
        """Take a wording apart."""
        folds: list[str] = []
        texts: list[str] = []
        gaps = [""]
        gap_folds = [""]
        hyphens = []
        for token in found:
            if token.folded in SILENT:
                gaps[-1] += token.space + token.text
                gap_folds[-1] += token.folded
                continue
            if not token.text.isalpha() and has_hyphen(token):
                hyphens.append(len(folds))
            folds.append(token.folded)
            texts.append(token.space + token.text)
            gaps.append("")
            gap_folds.append("")
        text = "".join([token.space + token.text for token in found])
        return cls(text, tuple(folds), tuple(texts), tuple(gaps), tuple(gap_folds), frozenset(hyphens))

    def stretch(self, start: int, end: int) -> str:
        """The text of these tokens with the gaps between them."""
        return "".join([self.texts[i] + (self.gaps[i + 1] if i + 1 < end else "") for i in range(start, end)])


_KEPT = 1 << 14
_SIDES: OrderedDict[tuple[str, tuple[str, ...], tuple[str, ...]], Side] = OrderedDict()


@dataclass(frozen=True, slots=True)
class _Run:
    """Tokens `left_start` to `left_end` of the left text against those of the right text."""

    kept: bool
    left_start: int
    left_end: int
    right_start: int
    right_end: int

    @property
    def has_left(self) -> bool:
        return self.left_start < self.left_end

    @property
    def has_right(self) -> bool:
        return self.right_start < self.right_end


@lru_cache(maxsize=1 << 14)
def _runs(
    left: tuple[str, ...], right: tuple[str, ...], left_hyphens: frozenset[int], right_hyphens: frozenset[int]
) -> tuple[_Run, ...]:
    if left == right:
        return (_Run(True, 0, len(left), 0, len(right)),) if left else ()
    found: list[_Run] = []
    for tag, left_start, left_end, right_start, right_end in SequenceMatcher(
        None, left, right, autojunk=False
    ).get_opcodes():
        kept = tag == "equal" or (
            tag == "replace"
            and "".join(left[left_start:left_end]) == "".join(right[right_start:right_end])
            and not (
                left_hyphens.isdisjoint(range(left_start, left_end))
                and right_hyphens.isdisjoint(range(right_start, right_end))
            )
        )
        found.append(_Run(kept, left_start, left_end, right_start, right_end))
    return tuple(_tidied(found, [weight(folded) for folded in left], [weight(folded) for folded in right]))


def _tidied(runs: list[_Run], left_weights: list[float], right_weights: list[float]) -> list[_Run]:
    def heavier(run: _Run) -> float:
        return max(
            sum(left_weights[run.left_start : run.left_end]), sum(right_weights[run.right_start : run.right_end])
        )

    moved = True
    while moved:
        moved = False
        at = 1
        while at < len(runs) - 1:
            before, run, after = runs[at - 1 : at + 2]
            own = heavier(run)
            if (
                run.kept
                and not before.kept
                and not after.kept
                and own <= 1
                and own < heavier(before)
                and own < heavier(after)
                and (before.has_left or after.has_left)
                and (before.has_right or after.has_right)
            ):
                runs[at - 1 : at + 2] = [
                    _Run(False, before.left_start, after.left_end, before.right_start, after.right_end)
                ]
                moved = True
            else:
                at += 1
    return runs


def _segments(left: Side, right: Side, runs: Sequence[_Run]) -> tuple[Segment, ...]:
    found: list[Segment] = []
    deleted = inserted = ""
    for kept, left_piece, right_piece in _pieces(left, right, runs):
        if not kept:
            deleted, inserted = left_piece, right_piece
        elif deleted or inserted:
            if not (left_piece or right_piece):
                continue
            ours = "" if inserted else _surplus_space(left_piece, right_piece)
            theirs = "" if deleted else _surplus_space(right_piece, left_piece)
            found += _changed(deleted + ours, inserted + theirs)
            deleted = inserted = ""
            _add_kept(found, left_piece[len(ours) :], right_piece[len(theirs) :])
        else:
            _add_kept(found, left_piece, right_piece)
    return (*found, *_changed(deleted, inserted))


def _add_kept(found: list[Segment], left: str, right: str) -> None:
    if not (left or right):
        return
    kind = SegmentKind.EQUAL if left == right else SegmentKind.SAME
    if found and found[-1].kind is kind:
        last = found.pop()
        left, right = last.left + left, last.right + right
    found.append(Segment(kind, left, right))


def _pieces(left: Side, right: Side, runs: Sequence[_Run]) -> Iterator[tuple[bool, str, str]]:
    """Give stretches in reading order: whether each is kept, its left text, its right text."""
    if not runs:
        yield True, left.gaps[0], right.gaps[0]
    for at, run in enumerate(runs):
        if not run.kept:
            yield from _changed_pieces(left, right, run)
            continue
        if at == 0 or runs[at - 1].kept:
            yield True, left.gaps[run.left_start], right.gaps[run.right_start]
        yield from _kept_pieces(left, right, run)
        if at == len(runs) - 1:
            yield True, left.gaps[run.left_end], right.gaps[run.right_end]


def _kept_pieces(left: Side, right: Side, run: _Run) -> Iterator[tuple[bool, str, str]]:
    ours = left.stretch(run.left_start, run.left_end)
    theirs = right.stretch(run.right_start, run.right_end)
    if ours == theirs or run.left_end - run.left_start != run.right_end - run.right_start:
        yield True, ours, theirs
        return
    pieces = _one_by_one(left, right, run)
    yield True, *next(pieces)
    for _, alike in groupby(pieces, lambda piece: piece[0] == piece[1]):
        ours_of_all, theirs_of_all = zip(*alike, strict=True)
        yield True, "".join(ours_of_all), "".join(theirs_of_all)


def _one_by_one(left: Side, right: Side, run: _Run) -> Iterator[tuple[str, str]]:
    """Give the tokens of a kept run and the gaps between them, left with right; no gap that neither has."""
    yield left.texts[run.left_start], right.texts[run.right_start]
    for i, j in zip(range(run.left_start + 1, run.left_end), range(run.right_start + 1, run.right_end), strict=True):
        if left.gaps[i] or right.gaps[j]:
            yield left.gaps[i], right.gaps[j]
        yield left.texts[i], right.texts[j]


def _changed_pieces(left: Side, right: Side, run: _Run) -> Iterator[tuple[bool, str, str]]:
    if run.has_left and run.has_right:
        yield from _two_sided_pieces(left, right, run)
    elif run.has_left:
        yield from _one_sided_pieces(left, run.left_start, run.left_end, right, run.right_start)
    else:
        mirrored = _one_sided_pieces(right, run.right_start, run.right_end, left, run.left_start)
        yield from ((kept, ours, theirs) for kept, theirs, ours in mirrored)


def _two_sided_pieces(left: Side, right: Side, run: _Run) -> Iterator[tuple[bool, str, str]]:
    deleted = left.stretch(run.left_start, run.left_end)
    inserted = right.stretch(run.right_start, run.right_end)
    before = left.gaps[run.left_start], right.gaps[run.right_start]
    after = left.gaps[run.left_end], right.gaps[run.right_end]
    if left.gap_folds[run.left_start] == right.gap_folds[run.right_start]:
        yield True, *before
    else:
        deleted, inserted = before[0] + deleted, before[1] + inserted
    if left.gap_folds[run.left_end] == right.gap_folds[run.right_end]:
        yield False, deleted, inserted
        yield True, *after
    else:
        yield False, deleted + after[0], inserted + after[1]


def _one_sided_pieces(side: Side, start: int, end: int, other: Side, at: int) -> Iterator[tuple[bool, str, str]]:
    words, gap = side.stretch(start, end), other.gaps[at]
    if other.gap_folds[at] and all(folded == "," for folded in side.folds[start:end]):
        yield True, side.gaps[start] + words + side.gaps[end], gap
    elif other.gap_folds[at] == side.gap_folds[start]:
        yield True, side.gaps[start], gap
        yield False, words + side.gaps[end], ""
    else:
        yield False, side.gaps[start] + words, ""
        yield True, side.gaps[end], gap


def _surplus_space(longer: str, shorter: str) -> str:
    """Give the space that `longer` begins with beyond that of `shorter`, where it ends in the same."""
    space, same = leading_space(longer), leading_space(shorter)
    return space[: len(space) - len(same)] if space.endswith(same) else ""


def _changed(deleted: str, inserted: str) -> list[Segment]:
    found = []
    if deleted:
        found.append(Segment(SegmentKind.DELETED, deleted, ""))
    if inserted:
        found.append(Segment(SegmentKind.INSERTED, "", inserted))
    return found

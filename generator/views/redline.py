"""Two wordings set against each other: the redline, whose words are whose, and the relation in words both ways."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from generator.analysis.redline import Segment, SegmentKind
from generator.analysis.relation import Relation, RelationKind, relation, relation_words
from generator.kept import kept
from generator.text import leading_space, tokens, weight
from generator.views.findings import number_words


class Change(StrEnum):
    """What a difference is a difference of."""

    WORDS = "words"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a redline. `change` is None where both texts are one, but for spaces around them.

    Otherwise `left` and `right` are the words of each side, '' where that side has none. `kept` says that
    the two sides count as one (case, marks, spaces, a body's own name): the right one is shown.
    """

    left: str
    right: str
    change: Change | None = None
    kept: bool = False

    @property
    def shown(self) -> str:
        """What stands here where nothing is marked."""
        return self.right or self.left


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose words they are, as a sentence needs it: "Harrow", "Harrow’s words", "Harrow’s"."""

    name: str
    words: str
    own: str


@dataclass(frozen=True, slots=True)
class RedlineView:
    """How the left wording becomes the right one.

    `pieces` is empty where the wordings share so little that both are shown whole: `left_text` and `right_text`.
    `kind` says how they stand to each other, `relation` says it in sentences, both ways.
    `forms` are what the two sides show differently in kept words.
    """

    kind: RelationKind
    head: str
    legend: str
    left: str
    right: str
    left_text: str
    right_text: str
    pieces: tuple[Piece, ...]
    relation: tuple[str, ...]
    forms: tuple[str, ...]
    headings: str

    @property
    def is_reworded(self) -> bool:
        """Whether so little is kept that both wordings are better read whole."""
        return self.kind is RelationKind.REWORDED

    @property
    def is_same(self) -> bool:
        """Whether both are the same letter for letter."""
        return self.kind is RelationKind.SAME_WORDS


def redline_view(
    segments: Sequence[Segment],
    left: Speaker,
    right: Speaker,
    *,
    left_headings: Sequence[str] = (),
    right_headings: Sequence[str] = (),
) -> RedlineView:
    """Show a redline with the names of those whose words they are."""
    read = _read(segments if isinstance(segments, tuple) else tuple(segments))
    found, shown = read.relation, read.pieces
    return RedlineView(
        kind=found.kind,
        head=f"From {left.words} to {right.own}",
        legend=f"what is struck out stands only in {left.own}, what is underlined only in {right.own}",
        left=_as_sentence(left.words),
        right=_as_sentence(right.words),
        left_text=read.left_text,
        right_text=read.right_text,
        pieces=shown,
        relation=sentences(found, left, right),
        forms=tuple(f"“{ours}” in {left.own}, “{theirs}” in {right.own}" for ours, theirs in read.forms),
        headings=_headings(left, right, left_headings, right_headings),
    )


def pieces(segments: Sequence[Segment]) -> tuple[Piece, ...]:
    """Give the stretches of a redline in reading order, what is left out and what stands in its place as one."""
    found: list[Piece] = []
    deleted: Segment | None = None
    for segment in segments:
        if segment.kind is SegmentKind.DELETED:
            deleted = segment
            continue
        if deleted and segment.kind is SegmentKind.INSERTED:
            found += _changed(deleted, segment)
            deleted = None
            continue
        if deleted:
            found += _changed(deleted)
            deleted = None
        if segment.kind is SegmentKind.INSERTED:
            found += _changed(segment)
        elif segment.kind is SegmentKind.SAME and segment.left.strip() != segment.right.strip():
            found.append(Piece(segment.left, segment.right, Change.FORM, kept=True))
        else:
            found.append(Piece(segment.left, segment.right))
    if deleted:
        found += _changed(deleted)
    return tuple(found)


def speaker(name: str) -> Speaker:
    """Name one whose words they are."""
    return Speaker(name, f"{possessive(name)} words", possessive(name))


def speakers(first: str, others: int) -> Speaker:
    """Name several who use the same words, by the first of them and how many others there are."""
    if not others:
        return speaker(first)
    who = f"{first} and {number_words(others)} {'other' if others == 1 else 'others'}"
    return Speaker(f"the wording of {who}", f"the words of {who}", f"the words of {who}")


def sentences(found: Relation, left: Speaker, right: Speaker) -> tuple[str, ...]:
    """Say a relation in sentences, both ways."""
    said = [_as_sentence(relation_words(found, left.name, right.name))]
    if found.kind is RelationKind.LEFT_SAYS_MORE:
        said.append(_as_sentence(f"{right.name} adds nothing to {left.words}."))
    elif found.kind is RelationKind.RIGHT_SAYS_MORE:
        said.append(_as_sentence(f"{left.name} adds nothing to {right.words}."))
    pairs = [f"“{ours}” and “{theirs}”" for ours, theirs in dict.fromkeys(found.forms) if ours and theirs]
    if pairs and found.kind not in {RelationKind.SAME_BUT_FOR_FORM, RelationKind.REWORDED}:
        said.append(f"Different in form only: {'; '.join(pairs)}.")
    return tuple(said)


def possessive(name: str) -> str:
    """Say whose: Harrow’s, St Helens’."""
    return name + ("’" if name.endswith("s") else "’s")


@dataclass(frozen=True, slots=True)
class _Read:
    """What a redline shows, whoever speaks. No pieces, and so no forms, where all is reworded."""

    relation: Relation
    pieces: tuple[Piece, ...]
    forms: tuple[tuple[str, str], ...]
    left_text: str
    right_text: str


@kept(1 << 13)
def _read(segments: tuple[Segment, ...]) -> _Read:
    found = relation(segments)
    shown = () if found.kind is RelationKind.REWORDED else pieces(segments)
    return _Read(
        found,
        shown,
        _forms(segments) if shown else (),
        "".join([segment.left for segment in segments]).strip(),
        "".join([segment.right for segment in segments]).strip(),
    )


def _changed(*segments: Segment) -> Iterator[Piece]:
    """Give a change; the space that it begins with stands before it, so that no mark stands on a blank."""
    left = "".join(segment.left for segment in segments)
    right = "".join(segment.right for segment in segments)
    space = leading_space(right or left)
    if space and left.startswith(space if left else ""):
        yield Piece(space if left else "", space if right else "")
        left, right = left[len(space) :], right[len(space) :]
    yield Piece(left, right, Change.FORM if _is_form(segments) else Change.WORDS)


@lru_cache(maxsize=1 << 13)
def _is_form(segments: tuple[Segment, ...]) -> bool:
    return relation(segments).kind is RelationKind.SAME_BUT_FOR_FORM


def _forms(segments: Sequence[Segment]) -> tuple[tuple[str, str], ...]:
    """Give what the two sides show differently in kept words."""
    pairs = dict.fromkeys(
        (segment.left.strip(), segment.right.strip()) for segment in segments if segment.kind is SegmentKind.SAME
    )
    return tuple((ours, theirs) for ours, theirs in pairs if ours != theirs and ours and theirs)


def _headings(left: Speaker, right: Speaker, ours: Sequence[str], theirs: Sequence[str]) -> str:
    if not (ours and theirs) or ours == theirs or _folded(tuple(ours)) == _folded(tuple(theirs)):
        return ""
    return (
        "The headings, which are not part of this comparison, differ: "
        f"“{'”, “'.join(ours)}” in {left.own}, “{'”, “'.join(theirs)}” in {right.own}."
    )


@lru_cache(maxsize=1 << 12)
def _folded(headings: tuple[str, ...]) -> list[list[str]]:
    return [[token.folded for token in tokens(heading) if weight(token.folded)] for heading in headings]


def _as_sentence(words: str) -> str:
    return words[:1].upper() + words[1:]

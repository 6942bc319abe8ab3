"""What two wordings say of each other, in words and both ways."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from generator.analysis.redline import Segment, SegmentKind, is_reworded_throughout
from generator.text import SILENT, Token, tokens, weight

_ARTICLES = frozenset({"a", "an", "the"})

_VERBS = """
    address agree aim approve arrange assess audit challenge champion commission communicate consider consult contribute
    coordinate deliver develop encourage enable ensure evaluate examine identify inform investigate listen manage
    monitor oversee participate prevent prioritise produce promote protect provide publish pursue raise receive
    recognise recommend review safeguard scrutinise secure share support take track undertake
"""
_ING_FORMS = {(verb[:-1] if verb[-1] == "e" and verb[-2] != "e" else verb) + "ing": verb for verb in _VERBS.split()}
"""Verbs that protocols begin an item with: "to monitor", "monitors" and "monitoring" are forms of one."""

_ENSURE = "ensure"
_TURNING = frozenset(
    {"not", "no", "never", "nor", "neither", "none", "cannot", "unless", "except", "excluding", "only"}
)
_EDGE_MARKS = SILENT | {","}
_IRREGULAR_PLURALS = {
    "children": "child",
    "childrens": "child",
    "people": "person",
    "peoples": "person",
    "lives": "life",
}


class RelationKind(StrEnum):
    """How the words of two texts stand to each other. It is about words: what they come to is for a reader to say."""

    SAME_WORDS = "same-words"
    SAME_BUT_FOR_FORM = "same-but-for-form"
    LEFT_SAYS_MORE = "left-says-more"
    RIGHT_SAYS_MORE = "right-says-more"
    OVERLAP = "overlap"
    REWORDED = "reworded-throughout"


@dataclass(frozen=True, slots=True)
class Relation:
    """A kind, and the words that only one of the texts has, in reading order, spelled as in the text.

    `only_left` and `only_right` are given for every kind. Words that differ only in form are in neither, but
    in `forms`, left and right: ("Ensure that", "Ensuring").
    """

    kind: RelationKind
    only_left: tuple[str, ...] = ()
    only_right: tuple[str, ...] = ()
    forms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Difference:
    """Tokens of the left text that stand where the right one has others."""

    left: tuple[Token, ...]
    right: tuple[Token, ...]
    is_form: bool


def relation(segments: Sequence[Segment]) -> Relation:
    """Say how two wordings stand to each other, from the redline of the left one and the right one.

    Form is: what `same` segments differ in, marks, articles, singular and plural, and the forms of a closed list of
    verbs ("Ensure that", "Ensuring", "To ensure"). A modal is never form, nor is "not", "and" or "or".
    "Says more" counts words only: an added word can narrow what is said as well as widen it.
    """
    differences = [found for change in _changes(segments) for found in _differences(*change)]
    only_left = tuple(_shown(each.left) for each in differences if not each.is_form and _telling(each.left))
    only_right = tuple(_shown(each.right) for each in differences if not each.is_form and _telling(each.right))
    forms = [(_shown(each.left), _shown(each.right)) for each in differences if each.is_form]
    kind = _kind(segments, only_left, only_right)
    return Relation(kind, only_left, only_right, tuple(pair for pair in forms if any(pair)))


def relation_words(found: Relation, left_name: str, right_name: str) -> str:
    """Say a relation in sentences for a reader, both ways, with the words that each text has alone.

    Never a figure and never a verdict: where one text only adds words, the sentence says that they may narrow it.
    """
    match found.kind:
        case RelationKind.SAME_WORDS:
            return f"{left_name} and {right_name} say this in the same words."
        case RelationKind.SAME_BUT_FOR_FORM:
            return f"{left_name} and {right_name} say this in the same words, but for their form{_in_brackets(found)}."
        case RelationKind.LEFT_SAYS_MORE:
            return _says_more(left_name, right_name, found.only_left)
        case RelationKind.RIGHT_SAYS_MORE:
            return _says_more(right_name, left_name, found.only_right)
        case RelationKind.OVERLAP:
            return (
                f"Each says something of its own: {left_name} {_listed(found.only_left)}; "
                f"{right_name} {_listed(found.only_right)}."
            )
        case RelationKind.REWORDED:
            return f"Reworded throughout: {left_name} and {right_name} share few words here."


def _changes(segments: Sequence[Segment]) -> Iterator[tuple[str, str]]:
    """Give the deleted and the inserted text of each change, one of them empty where there is none."""
    deleted = ""
    for segment in segments:
        if deleted and segment.kind is not SegmentKind.INSERTED:
            yield deleted, ""
        if segment.kind is SegmentKind.INSERTED:
            yield deleted, segment.right
        deleted = segment.left if segment.kind is SegmentKind.DELETED else ""
    if deleted:
        yield deleted, ""


@lru_cache(maxsize=1 << 13)
def _differences(deleted: str, inserted: str) -> tuple[_Difference, ...]:
    return tuple(_taken_apart(deleted, inserted))


def _taken_apart(deleted: str, inserted: str) -> Iterator[_Difference]:
    """Take a change apart into what differs only in form and what differs."""
    left, right = tokens(deleted), tokens(inserted)
    left_at, right_at = _telling(left), _telling(right)
    left_from = right_from = left_done = right_done = 0
    for block in _matched([_key(left[at]) for at in left_at], [_key(right[at]) for at in right_at]):
        left_start, right_start = _cut(left_at, block.a, left), _cut(right_at, block.b, right)
        if block.a > left_done or block.b > right_done:
            yield _Difference(left[left_from:left_start], right[right_from:right_start], is_form=False)
        else:
            left_start, right_start = left_from, right_from
        left_done, right_done = block.a + block.size, block.b + block.size
        left_from, right_from = _cut(left_at, left_done, left), _cut(right_at, right_done, right)
        ours, theirs = left[left_start:left_from], right[right_start:right_from]
        if [token.folded for token in ours] != [token.folded for token in theirs]:
            yield _Difference(ours, theirs, is_form=True)
    if left_from < len(left) or right_from < len(right):
        is_form = left_done == len(left_at) and right_done == len(right_at)
        yield _Difference(left[left_from:], right[right_from:], is_form=is_form)


def _matched(left: Sequence[str], right: Sequence[str]) -> list[Match]:
    """Give the runs that are one but for form: with two words of weight, or with one at an end of both sides.

    A single word that both sides share somewhere is a coincidence.
    """
    found = []
    for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        heavy = sum(weight(key) == 1 for key in left[block.a : block.a + block.size])
        at_start = block.a == block.b == 0
        at_end = block.a + block.size == len(left) and block.b + block.size == len(right)
        if heavy > 1 or (heavy == 1 and (at_start or at_end)):
            found.append(block)
    return found


def _cut(points: Sequence[int], index: int, found: Sequence[Token]) -> int:
    """Where the stretch begins that the word of this index opens: the first opens with whatever stands before it."""
    if index == 0:
        return 0
    return points[index] if index < len(points) else len(found)


def _telling(found: Sequence[Token]) -> list[int]:
    """Where the words stand that carry more than form.

    Articles do not, nor does "to" before a listed verb or "that" after "ensure".
    """
    points: list[int] = []
    for at, token in enumerate(found):
        if not weight(token.folded) or token.folded in _ARTICLES:
            continue
        if token.folded == "that" and points and _key(found[points[-1]]) == _ENSURE:
            continue
        if token.folded == "to" and at + 1 < len(found) and _key(found[at + 1]) in _ING_FORMS.values():
            continue
        points.append(at)
    return points


def _key(token: Token) -> str:
    """What a word counts as when only its form is left out of account."""
    word = token.folded
    if word in _ING_FORMS:
        return _ING_FORMS[word]
    if word in _IRREGULAR_PLURALS:
        return _IRREGULAR_PLURALS[word]
    if weight(word) < 1 or len(word) < 4 or not word.isalpha() or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word.removesuffix("s")


def _shown(found: Sequence[Token]) -> str:
    """Give the tokens as text, without the marks that only stood between them and their neighbours."""
    start, end = 0, len(found)
    brackets = [token.folded for token in found if token.folded in {"(", ")"}]
    surplus = brackets.count("(") - brackets.count(")")
    while start < end and (found[start].folded in _EDGE_MARKS or (found[start].folded == "(" and surplus > 0)):
        start += 1
    while end > start and (found[end - 1].folded in _EDGE_MARKS or (found[end - 1].folded == ")" and surplus < 0)):
        end -= 1
    first, *others = found[start:end] or (Token("", "", ""),)
    return first.text + "".join(token.space + token.text for token in others)


def _kind(segments: Sequence[Segment], only_left: Sequence[str], only_right: Sequence[str]) -> RelationKind:
    if all(segment.kind is SegmentKind.EQUAL for segment in segments):
        return RelationKind.SAME_WORDS
    if not only_left and not only_right:
        return RelationKind.SAME_BUT_FOR_FORM
    if not only_right:
        return RelationKind.LEFT_SAYS_MORE
    if not only_left:
        return RelationKind.RIGHT_SAYS_MORE
    return RelationKind.REWORDED if is_reworded_throughout(segments) else RelationKind.OVERLAP


def _says_more(more: str, less: str, added: Sequence[str]) -> str:
    if any(token.folded in _TURNING for each in added for token in tokens(each)):
        return f"{more} has every word that {less} has and adds {_listed(added)}, which can turn what the others say."
    return (
        f"In words, {more} says all that {less} says, and more: it adds {_listed(added)}. "
        "An added word can narrow what is said as well as widen it."
    )


def _in_brackets(found: Relation) -> str:
    pairs = [f"“{left}” and “{right}”" for left, right in found.forms if left and right]
    return f" ({'; '.join(pairs)})" if pairs else ""


def _listed(words: Sequence[str]) -> str:
    quoted = [f"“{each}”" for each in dict.fromkeys(words)]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"

"""Whether a protocol file holds its source's words: all, in order, and no others."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate
from typing import TypeAlias

from rapidfuzz.distance import LCSseq

from generator.diagnostics import KeyPath
from generator.model.protocol import LeftOut, Markup, Protocol
from generator.model.walk import Fragment, fragments, walk

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[\S\f]")
_NO_SPACE = re.compile(r"[\S\f]+")
_BULLET = re.compile(r"^[^\S\n\f]*(?:[-•*–]|o)[^\S\n\f]+", re.MULTILINE)
_LETTER = re.compile(r"\w")
_RUNS = (1, 3, 6)
_CELLS = 100_000_000
"""How many pairs of words are compared at most, at a bit a pair; a larger gap counts as changed throughout."""
_DEPTH = 60


class DifferenceKind(StrEnum):
    """What became of words on the way from the source to the file."""

    LOST = "lost"
    ADDED = "added"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where the file does not say what its source says.

    `in_source` are the source's words, empty where words were added; `in_file` are the file's, empty where words were
    lost. `source_line` is where the words stand in the source, or would. `path` leads to the text of the file where
    they stand, or would, `offset` to the character in it, counted from 0; `owner` is the id of its section or clause.
    """

    kind: DifferenceKind
    in_source: str
    in_file: str
    source_line: int
    path: KeyPath
    owner: str | None
    offset: int = 0


def fidelity(protocol: Protocol, source_text: str) -> tuple[Difference, ...]:
    """Give every difference between a protocol and its source, in the file's order; none where it is verbatim.

    Marks and words that the file declares as mark-up or as left out do not count, nor does white space. All other
    characters do: there is no difference exactly when they are equal, in order.
    """
    if is_verbatim(protocol, source_text):
        return ()
    source, file = _source_stream(protocol, source_text), _file_stream(protocol)
    hunks = _hunks(source, file, _matches(source.words, file.words))
    return _with_moves([_difference(source, file, hunk) for hunk in hunks])


def is_verbatim(protocol: Protocol, source_text: str) -> bool:
    """Whether a protocol holds the characters of its source, and no others: whether `fidelity` finds nothing."""
    in_source, in_file = _words_of_source(protocol, source_text), _words_of_file(protocol)
    return in_source == in_file or "".join(in_source) == "".join(in_file)


def is_spaced_alike(protocol: Protocol, source_text: str) -> bool:
    """Whether a protocol holds the words of its source, parted alike; where a text or a run ends, a word does.

    Then the protocol is verbatim, and `generator.analysis.spacing` finds nothing.
    """
    return _words_of_source(protocol, source_text) == _words_of_file(protocol)


def kept_runs(protocol: Protocol, source_text: str) -> Iterator[tuple[int, str]]:
    """Give the runs of the source that are not declared as mark-up or as left out, each with its place in it."""
    removed, start = _removed(protocol, source_text), 0
    while (end := removed.find(1, start)) >= 0:
        yield start, source_text[start:end]
        start = removed.find(0, end)
        if start < 0:
            start = len(source_text)
    yield start, source_text[start:]


def source_lines(protocol: Protocol, source_text: str) -> Mapping[str, tuple[int, int]]:
    """Give the first and the last line in the source of every section and clause, with all that is below it.

    Exact where the protocol is verbatim. Where it is not, the lines are those of the words that stand in both, and a
    clause of which nothing stands in the source is left out.
    """
    by_text = _lines_by_character if is_verbatim(protocol, source_text) else _lines_by_word
    spans: dict[KeyPath, tuple[int, int]] = {}
    for path, first, last in by_text(protocol, source_text):
        for end in range(2, len(path) + 1, 2):
            before = spans.get(path[:end])
            spans[path[:end]] = (before[0] if before else first, last)
    lines: dict[str, tuple[int, int]] = {}
    for placed in walk(protocol):
        if placed.path in spans:
            lines.setdefault(placed.node.id, spans[placed.path])
    return lines


def left_out_not_found(protocol: Protocol, source_text: str) -> tuple[int, ...]:
    """Give the places, counted from 0, of the declared `left_out` texts that do not occur in the source."""
    taken = bytearray(len(source_text))
    return tuple(
        index for index, left in enumerate(protocol.source.left_out) if not _take_left_out(source_text, left, taken)
    )


_Hunk: TypeAlias = tuple[int, int, int, int]
"""A run of the source's words, and the run of the file's words that stands in its place."""


@dataclass(frozen=True, slots=True)
class _Stream:
    """A text as words: `places` holds the line (source) or the fragment (file) of each, `glued` whether no space
    stands before it, `offsets` its first character's place in its line or text."""

    words: tuple[str, ...]
    glued: tuple[bool, ...]
    places: tuple[int, ...]
    offsets: tuple[int, ...]
    fragments: tuple[Fragment, ...] = ()


def _words_of_source(protocol: Protocol, text: str) -> list[str]:
    return _between_spaces("\n".join([run for _, run in kept_runs(protocol, text)]))


def _words_of_file(protocol: Protocol) -> list[str]:
    return _between_spaces("\n".join([piece.text for piece in fragments(protocol)]))


def _between_spaces(text: str) -> list[str]:
    """What stands between white space; a page break is none."""
    return _NO_SPACE.findall(text) if "\f" in text else text.split()


def _letters(text: str) -> int:
    """How many characters of a text are not white space."""
    return sum(map(len, _between_spaces(text)))


def _removed(protocol: Protocol, text: str) -> bytearray:
    """Give for each character of the source whether it is declared as left out or as mark-up."""
    removed = bytearray(len(text))
    for left in protocol.source.left_out:
        _take_left_out(text, left, removed)
    markup = protocol.source.markup
    if Markup.BULLETS in markup:
        _take(removed, (found.span() for found in _BULLET.finditer(text)))
    if Markup.BOLD in markup:
        _take(removed, (found.span() for found in re.finditer(r"\*\*", text)))
    if Markup.PAGE_BREAKS in markup:
        _take(removed, (found.span() for found in re.finditer(r"\f", text)))
    return removed


def _kept_lines(protocol: Protocol, text: str) -> list[str]:
    """The lines of the source, as many as there are, without what is declared as mark-up or as left out."""
    kept: list[str] = []
    end = 0
    for start, run in kept_runs(protocol, text):
        kept += ["\n" * text.count("\n", end, start), run]
        end = start + len(run)
    return "".join(kept).split("\n")


def _source_stream(protocol: Protocol, text: str) -> _Stream:
    return _stream(_kept_lines(protocol, text), first=1)


def _file_stream(protocol: Protocol) -> _Stream:
    pieces = tuple(fragments(protocol))
    return replace(_stream([piece.text for piece in pieces], first=0), fragments=pieces)


def _stream(texts: Iterable[str], *, first: int) -> _Stream:
    words: list[str] = []
    glued: list[bool] = []
    places: list[int] = []
    offsets: list[int] = []
    for place, text in enumerate(texts, first):
        end = -1
        for found in _TOKEN.finditer(text):
            words.append(found[0])
            glued.append(found.start() == end)
            places.append(place)
            offsets.append(found.start())
            end = found.end()
    return _Stream(tuple(words), tuple(glued), tuple(places), tuple(offsets))


def _take(removed: bytearray, spans: Iterable[tuple[int, int]]) -> None:
    for start, end in spans:
        removed[start:end] = b"\x01" * (end - start)


def _take_left_out(text: str, left: LeftOut, removed: bytearray) -> bool:
    """Remove a declared text: wherever it fills whole lines, otherwise once, where it first stands."""
    words = r"\s+".join(re.escape(word) for word in left.text.split())
    whole = [found.span() for found in re.finditer(rf"^[^\S\n]*{words}[^\S\n]*$", text, re.MULTILINE)]
    spans = whole or [found.span() for found in re.finditer(words, text)]
    free = [(start, end) for start, end in spans if not any(removed[start:end])]
    _take(removed, free if whole else free[:1])
    return bool(spans)


def _lines_by_character(protocol: Protocol, text: str) -> Iterator[tuple[KeyPath, int, int]]:
    line_ends = list(accumulate(map(_letters, _kept_lines(protocol, text))))
    start = 0
    for piece in fragments(protocol):
        end = start + _letters(piece.text)
        if start < end:
            yield piece.path, bisect_right(line_ends, start) + 1, bisect_left(line_ends, end) + 1
        start = end


def _lines_by_word(protocol: Protocol, text: str) -> Iterator[tuple[KeyPath, int, int]]:
    source, file = _source_stream(protocol, text), _file_stream(protocol)
    for left, right in _matches(source.words, file.words):
        line = source.places[left]
        yield file.fragments[file.places[right]].path, line, line


def _matches(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Pair equal words in order: words that stand once in both first (patience diff), then the gaps between them."""
    pairs: list[tuple[int, int]] = []
    work = [(0, len(left), 0, len(right), 0)]
    while work:
        a, b, c, d, depth = work.pop()
        while a < b and c < d and left[a] == right[c]:
            pairs.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and left[b - 1] == right[d - 1]:
            b, d = b - 1, d - 1
            pairs.append((b, d))
        if a == b or c == d:
            continue
        anchors = _anchors(left, right, (a, b, c, d)) if depth < _DEPTH else []
        if not anchors:
            if (b - a) * (d - c) <= _CELLS:
                pairs.extend(_common(left, right, (a, b, c, d)))
            continue
        for next_a, next_c in [*anchors, (b, d)]:
            if a < next_a and c < next_c:
                work.append((a, next_a, c, next_c, depth + 1))
            a, c = next_a + 1, next_c + 1
        pairs.extend(anchors)
    return sorted(pairs)


def _anchors(left: Sequence[str], right: Sequence[str], gap: _Hunk) -> list[tuple[int, int]]:
    """Pair the words that stand once on either side, and keep the longest run of pairs that is in order on both.

    Where there are none, runs of words that stand once are paired, by their first word.
    """
    for length in _RUNS:
        pairs = _once_on_both(left, right, gap, length)
        if pairs:
            return _longest_in_order(pairs)
    return []


def _once_on_both(left: Sequence[str], right: Sequence[str], gap: _Hunk, length: int) -> list[tuple[int, int]]:
    a, b, c, d = gap
    runs_left = [tuple(left[at : at + length]) for at in range(a, b - length + 1)]
    runs_right = [tuple(right[at : at + length]) for at in range(c, d - length + 1)]
    once_left, once_right = Counter(runs_left), Counter(runs_right)
    place = {run: at for at, run in enumerate(runs_right, c) if once_right[run] == 1}
    return [(at, place[run]) for at, run in enumerate(runs_left, a) if once_left[run] == 1 and run in place]


def _longest_in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    tails: list[int] = []
    tail_pairs: list[int] = []
    before: list[int] = []
    for index, (_, at) in enumerate(pairs):
        rank = bisect_left(tails, at)
        before.append(tail_pairs[rank - 1] if rank else -1)
        if rank == len(tails):
            tails.append(at)
            tail_pairs.append(index)
        else:
            tails[rank], tail_pairs[rank] = at, index
    chain: list[tuple[int, int]] = []
    index = tail_pairs[-1] if tail_pairs else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _common(left: Sequence[str], right: Sequence[str], gap: _Hunk) -> list[tuple[int, int]]:
    a, b, c, d = gap
    pairs: list[tuple[int, int]] = []
    for block in LCSseq.opcodes(left[a:b], right[c:d]):
        if block.tag == "equal":
            pairs.extend(
                zip(
                    range(a + block.src_start, a + block.src_end),
                    range(c + block.dest_start, c + block.dest_end),
                    strict=True,
                )
            )
    return pairs


def _hunks(source: _Stream, file: _Stream, pairs: Sequence[tuple[int, int]]) -> list[_Hunk]:
    found: list[_Hunk] = []
    a = c = 0
    for next_a, next_c in [*pairs, (len(source.words), len(file.words))]:
        if (next_a > a or next_c > c) and source.words[a:next_a] != file.words[c:next_c]:
            hunk = (a, next_a, c, next_c)
            if "".join(source.words[a:next_a]) != "".join(file.words[c:next_c]):
                found.append(hunk)
        a, c = next_a + 1, next_c + 1
    matched = set(pairs)
    widened: list[_Hunk] = []
    for hunk in found:
        a, b, c, d = _whole_words(source, file, _at_a_beginning(source, file, hunk, matched), matched)
        if widened and (a < widened[-1][1] or c < widened[-1][3]):
            last_a, last_b, last_c, last_d = widened.pop()
            a, b, c, d = min(last_a, a), max(last_b, b), min(last_c, c), max(last_d, d)
        widened.append((a, b, c, d))
    return widened


def _at_a_beginning(source: _Stream, file: _Stream, hunk: _Hunk, matched: set[tuple[int, int]]) -> _Hunk:
    """Shift words that are only lost, or only added, to where a line, a text or at least a word begins.

    "1.1 One. 1.2 Two." without its first clause could as well have lost "1 One. 1.": both leave "1.2 Two.".
    """
    a, b, c, d = hunk
    if a < b and c < d:
        return hunk
    stream, first, end = (source, a, b) if a < b else (file, c, d)
    best, best_shift = _beginning(stream, first, end), 0
    for step in (-1, 1):
        shift = 0
        while True:
            out, into = (first + shift - 1, end + shift - 1) if step < 0 else (end + shift, first + shift)
            pair = (a + shift - 1, c + shift - 1) if step < 0 else (b + shift, d + shift)
            if pair not in matched or stream.words[out] != stream.words[into]:
                break
            shift += step
            rank = _beginning(stream, first + shift, end + shift)
            if rank > best:
                best, best_shift = rank, shift
    for shift in range(abs(best_shift)):
        old, new = ((a - 1 - shift, c - 1 - shift), (b - 1 - shift, d - 1 - shift))
        if best_shift > 0:
            old, new = ((b + shift, d + shift), (a + shift, c + shift))
        matched.discard(old)
        matched.add(new)
    return a + best_shift, b + best_shift, c + best_shift, d + best_shift


def _beginning(stream: _Stream, first: int, end: int) -> tuple[bool, bool]:
    starts_place = first == 0 or stream.places[first] != stream.places[first - 1]
    ends_word = end == len(stream.words) or not stream.glued[end]
    return starts_place and ends_word, ends_word and not stream.glued[first]


def _whole_words(source: _Stream, file: _Stream, hunk: _Hunk, matched: set[tuple[int, int]]) -> _Hunk:
    """Widen a hunk to what stands between spaces, so that a lost comma is told as a changed word."""
    a, b, c, d = hunk
    while (a - 1, c - 1) in matched and (_glued(source, a, b) or _glued(file, c, d)):
        a, c = a - 1, c - 1
    while (b, d) in matched and ((a < b and source.glued[b]) or (c < d and file.glued[d])):
        b, d = b + 1, d + 1
    return a, b, c, d


def _glued(stream: _Stream, first: int, end: int) -> bool:
    return first < end and stream.glued[first]


def _difference(source: _Stream, file: _Stream, hunk: _Hunk) -> Difference:
    a, b, c, d = hunk
    in_source, in_file = _printed(source, a, b), _printed(file, c, d)
    kind = DifferenceKind.LOST if not in_file else (DifferenceKind.ADDED if not in_source else DifferenceKind.CHANGED)
    index = _fragment_at(source, file, hunk)
    fragment = file.fragments[index]
    if a < b:
        line = source.places[a]
    elif source.places:
        line = source.places[max(a - 1, 0)]
    else:
        line = 1
    offset = _offset(file, c, index)
    return Difference(kind, in_source, in_file, line, fragment.path, fragment.owner, offset)


def _offset(file: _Stream, word: int, index: int) -> int:
    """Where a word stands in its text; the last word of the text where the word itself is in another."""
    while word > 0 and (word == len(file.words) or file.places[word] > index):
        word -= 1
    return file.offsets[word] if file.words and file.places[word] == index else 0


def _printed(stream: _Stream, first: int, end: int) -> str:
    return "".join(
        (" " if at > first and not stream.glued[at] else "") + stream.words[at] for at in range(first, end)
    ).replace("\f", "⟨page break⟩")


def _fragment_at(source: _Stream, file: _Stream, hunk: _Hunk) -> int:
    """Find the text that a hunk belongs to; words that are lost between two texts go to the one on their line."""
    a, b, c, d = hunk
    if c < d:
        return file.places[c]
    if not file.places:
        return 0
    before, after = file.places[max(c - 1, 0)], file.places[min(c, len(file.places) - 1)]
    follows_on = a > 0 and source.places[a - 1] == source.places[a]
    leads_on = b < len(source.places) and source.places[b - 1] == source.places[b]
    return after if leads_on and not follows_on else before


def _with_moves(differences: Sequence[Difference]) -> tuple[Difference, ...]:
    """Tell words that are lost in one place and stand in another as moved, once, where the file has them."""
    lost: dict[str, list[int]] = {}
    for index, difference in enumerate(differences):
        if difference.kind is DifferenceKind.LOST and _LETTER.search(difference.in_source):
            lost.setdefault(difference.in_source, []).append(index)
    gone: set[int] = set()
    told: dict[int, Difference] = {}
    for index, difference in enumerate(differences):
        if difference.kind is DifferenceKind.ADDED and lost.get(difference.in_file):
            origin = lost[difference.in_file].pop(0)
            gone.add(origin)
            told[index] = replace(
                difference,
                kind=DifferenceKind.MOVED,
                in_source=difference.in_file,
                source_line=differences[origin].source_line,
            )
    return tuple(told.get(index, difference) for index, difference in enumerate(differences) if index not in gone)

"""Whether a protocol file parts its words where its source does."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from generator.analysis.fidelity import is_spaced_alike, kept_runs
from generator.diagnostics import KeyPath
from generator.model.protocol import Protocol
from generator.model.walk import fragments

_SPACE = re.compile(r"[^\S\f]+")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Spacing:
    """Two words of the source that the file joins, or one word that it parts.

    `path` leads to the text of the file, `offset` to the character in it that stands behind the place, from 0.
    """

    in_source: str
    in_file: str
    source_line: int
    path: KeyPath
    offset: int


def spacing(protocol: Protocol, source_text: str) -> tuple[Spacing, ...]:
    """Give every place where only one of file and source has a space between two letters, in the file's order.

    Nothing is said of a file that has other characters than its source, and nothing of the place between two texts.
    """
    if is_spaced_alike(protocol, source_text):
        return ()
    in_source: dict[int, int] = {}
    runs: list[tuple[int, int, str]] = []
    letters: list[str] = []
    count = 0
    for start, run in kept_runs(protocol, source_text):
        runs.append((count, start, run))
        in_source.update({place: start + at for place, at in _spaces(run, count).items()})
        letters.append(_SPACE.sub("", run))
        count += len(letters[-1])
    taken_out = {before for before, _, _ in runs}
    in_file: dict[int, int] = {}
    begins: list[int] = []
    pieces = [piece for piece in fragments(protocol) if not piece.text.isspace()]
    all_letters = _SPACE.sub("", "".join(piece.text for piece in pieces))
    if all_letters != "".join(letters):
        return ()
    count = 0
    for piece in pieces:
        begins.append(count)
        in_file.update(_spaces(piece.text, count))
        count += len(_SPACE.sub("", piece.text))
    found: list[Spacing] = []
    between = set(begins)
    for place in sorted(in_source.keys() ^ in_file.keys()):
        is_between = place in between or (place in in_file and place in taken_out)
        if is_between or not (_WORD.match(all_letters, place) and _WORD.match(all_letters, place - 1)):
            continue
        index = bisect_right(begins, place) - 1
        piece = pieces[index]
        offset = _offset(piece.text, place - begins[index])
        joined = _word(piece.text, offset)
        before, start, run = runs[bisect_right(runs, place, key=lambda each: each[0]) - 1]
        at = in_source.get(place, start + _offset(run, place - before))
        line = source_text.count("\n", 0, at) + 1
        found.append(Spacing(_word(source_text, at), joined, line, piece.path, offset))
    return tuple(found)


def _spaces(text: str, count: int) -> dict[int, int]:
    """The place of each space as the count of letters before it, and where the letter behind it stands in the text."""
    found: dict[int, int] = {}
    white = 0
    for space in _SPACE.finditer(text):
        found[count + space.start() - white] = space.end()
        white += len(space[0])
    return found


def _offset(text: str, letters: int) -> int:
    """Where the letter behind so many letters stands in a text."""
    seen = 0
    for at, sign in enumerate(text):
        if not sign.isspace():
            if seen == letters:
                return at
            seen += 1
    return len(text)


def _word(text: str, at: int) -> str:
    """The word around a place in a text; where a space stands before the place, the two words around it."""
    before, after = text[:at].split(), text[at:].split()
    is_parted = text[:at] != text[:at].rstrip()
    left, right = before[-1] if before else "", after[0] if after else ""
    return f"{left} {right}" if is_parted else left + right

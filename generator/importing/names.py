"""Ids of sections and clauses, and the bodies that a title names."""

import re
import unicodedata
from collections.abc import Sequence

_LONGEST = 48
_READ_OTHERWISE = frozenset({"true", "false", "null"})
_MOST_WORDS = 4
_SMALL_WORDS = """
    a an and any are as at be by for from has have in into is it its of on or our s that the their them these this to
    was which will with between who where when been also other such
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_BODY = re.compile(
    r"(?:[A-Z][\w'’&-]*|of|and|the|for|&)(?:[ ](?:[A-Z][\w'’&-]*|of|and|the|for|&))*[ ]"
    r"(?:Boards?|Panels?|Partnerships?|Committees?|Council|Forum|Trust|Executive|Groups?|Service|Board)\b"
)
_BETWEEN = re.compile(r"\bbetween\b(.+)", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+(?:the\s+)?(?=[A-Z])|,\s+(?:and\s+)?(?:the\s+)?(?=[A-Z])", re.IGNORECASE)
_KNOWN_END = re.compile(r"(?:Board|Panel|Partnership|Committee|Council|Forum|Trust|Executive|Group|Service|Cabinet)\b")


class Ids:
    """The ids of one file, each given once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def named(self, words: str, otherwise: str) -> str:
        """Make an id from a heading or the first words of a text."""
        name = slug(words, most_words=_MOST_WORDS) or otherwise
        if not name[0].isalpha() or name in _READ_OTHERWISE:
            name = f"{otherwise}-{name}"
        found, count = name, 2
        while found in self._taken:
            found = f"{name}-{count}"
            count += 1
        self._taken.add(found)
        return found


def slug(words: str, *, most_words: int = 99) -> str:
    """Give small letters, digits and single hyphens for some words; small words are left out where others are left."""
    plain = unicodedata.normalize("NFKD", words.replace("'", "").replace("’", "").casefold())
    found = re.findall(r"[a-z0-9]+", "".join(letter for letter in plain if not unicodedata.combining(letter)))
    kept = [word for word in found if word not in _SMALL] or found
    name = ""
    for word in kept[:most_words]:
        if len(name) + len(word) + 1 > _LONGEST:
            break
        name = f"{name}-{word}" if name else word
    return name or (kept[0][:_LONGEST] if kept else "")


def bodies_in(title: str, texts: Sequence[str]) -> tuple[tuple[str, str | None], ...]:
    """Give the two bodies that a title names, each with its abbreviation where the document puts it in brackets."""
    after = _BETWEEN.search(title)
    names: list[str] = []
    if after:
        rest = re.sub(r"^\s*the\s+", "", after[1], flags=re.IGNORECASE)
        pieces = [piece.strip(" .,:;") for piece in _joined(_AND.split(rest))]
        names = [re.sub(r"\s*\(.*", "", piece).strip() for piece in pieces if _KNOWN_END.search(piece)]
    if len(names) < 2:
        found = [
            re.sub(r"^(?:the|and|of|for)\s+", "", name[0], flags=re.I)
            for text in texts
            for name in _BODY.finditer(text)
        ]
        counts = {name: found.count(name) for name in dict.fromkeys(found) if len(name.split()) > 2}
        names = sorted(counts, key=lambda name: -counts[name])[:2] if len(counts) > 1 else names
    names = list(dict.fromkeys(name for name in names if 3 < len(name) < 120))[:2]
    return tuple((name, _abbreviation(name, [title, *texts])) for name in names)


def _joined(pieces: Sequence[str]) -> list[str]:
    """Put back together what was parted inside of a name: 'Health and Wellbeing Board'."""
    found: list[str] = []
    for piece in pieces:
        if found and not _KNOWN_END.search(found[-1]):
            found[-1] = f"{found[-1]} and {piece}"
        else:
            found.append(piece)
    return found


def _abbreviation(name: str, texts: Sequence[str]) -> str | None:
    for text in texts:
        if found := re.search(re.escape(name) + r"\s*\(([A-Z][A-Za-z&]{1,9})\)", text):
            return found[1]
    return None

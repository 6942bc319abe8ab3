"""Which words a text is made of, and when two words count as one.

The browser compares wordings too, so all of this is also written in JavaScript (see the contract in
`generator/analysis/redline.py`). What both must do alike:

- Texts are read by code point, as JavaScript does with the `u` flag. Every class of characters is spelled out below;
  neither `\\w`, `\\s`, `\\d` nor a flag is used, as the two languages disagree on them.
- The pattern is tried at each place after the spaces, its alternatives in the order written, the first that fits wins.
- Only words of Latin letters change case, by `lower` = `toLowerCase`, then NFC = `normalize("NFC")`. In the letters of
  `_LATIN` the two languages agree. Other scripts are compared as they stand.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

import snowballstemmer  # type: ignore[import-untyped]

_SPACE = "\t-\r \u0085\u00a0\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0300-\u036f\u1e00-\u1eff"
_OTHER = "\u0250-\u02ff\u0370-\u1dff\u1f00-\u1fff\u2c00-\u2dff\u3040-\ud7ff\uf900-\ufdff"
_JOINERS = "'\u2019\\-\u2010\u2011\u2013"
_BREAKS = "[\n\r\u0085\u2028\u2029]"

_TOKEN = re.compile(
    f"([{_SPACE}]*)(?:"
    f"([Ss](?:[Ss]|[Ee][Cc][Ss]?|[Ee][Cc][Tt][Ii][Oo][Nn][Ss]?)?\\.?)(?=[{_SPACE}]*[0-9])"  # 1: s20, ss 13, s.46
    f"|([{_LATIN}]+(?:[{_JOINERS}][{_LATIN}]+)*)"  # 2: a word; an apostrophe or a hyphen may stand inside
    "|([0-9]+(?:[.:][0-9]+|,[0-9][0-9][0-9](?![0-9]))*)"  # 3: a number: 3.1, 12:30, 1,000
    f"|([{_OTHER}]+)"  # 4: a word of another script
    f"|([^{_SPACE}]))"  # 5: a mark
)
_SPACE_RUN = re.compile(f"[{_SPACE}]+")
_LINE_BREAK = re.compile(_BREAKS)
_IN_WORD = re.compile(f"[{_JOINERS}]")
_WORDLIKE = re.compile(f"[0-9{_LATIN}{_OTHER}]")
_HYPHEN = re.compile("[\\-\u2010\u2011\u2013]")

_QUOTES = "\"'`\u00b4\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a"
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_CLOSERS = ".;:\u2026"
_MARKS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(_QUOTES, '"') | dict.fromkeys(_DASHES, "-") | dict.fromkeys(_CLOSERS, ".")
)
_BETWEEN_NUMBERS = "\u2013"

SILENT = frozenset({"", '"', "-", "."})
"""The folded forms of what may come and go without a change of wording: quotation marks, dashes, closing marks."""

_STOP_WORDS = """
    a an and any are as at be been being both but by did do does each for from had has have having how in into is it
    its of on or other our own so such than that the their them then there these they this those through to under up
    upon was were what when where whether which while who whom whose with within
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
"""Words that carry little. Modals, "all", "no" and "not" are not among them: a duty turns on them."""


class Token(NamedTuple):
    """A word, a number, a mark or the name of a body, with the space before it.

    `folded` is what it counts as. A space at the end of a text has a token of its own, without text.
    """

    text: str
    space: str
    folded: str


@dataclass(frozen=True, slots=True, eq=False)
class BodyNames:
    """What a protocol calls its bodies, ready to be found in its texts. Made by `body_names`."""

    by_first_word: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]


NO_NAMES = BodyNames(MappingProxyType({}))
"""For a text in which no bodies are looked for."""


def body_names(names: Mapping[str, str]) -> BodyNames:
    """Make a protocol's names for its bodies ready for `tokens`.

    `names` leads from each name and abbreviation to what it counts as: "HSCB" to "body:safeguarding". Names that lead
    to one text count as one word, in one protocol or in two. What a name counts as begins with a letter and
    holds a colon, so that no word of a text can be taken for it. A leading "the" is not part of a name.
    """
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for name, key in names.items():
        folds = tuple(token.folded for token in _plain_tokens(name) if token.text)
        folds = folds[1:] if folds[:1] == ("the",) else folds
        if folds:
            found.setdefault(folds[0], {})[folds] = key
    return BodyNames(
        MappingProxyType(
            {first: tuple(sorted(each.items(), key=lambda item: -len(item[0]))) for first, each in found.items()}
        )
    )


def tokens(text: str, names: BodyNames = NO_NAMES) -> tuple[Token, ...]:
    """Give the words, numbers and marks of a text, with what they count as.

    Spaces and texts of all tokens, put together, are the text exactly. Folded are: case, inner hyphens and apostrophes,
    the kinds of quotation marks, dashes and closing marks (a comma closes only at the end of a line),
    `s`, `ss` and `sec` before a number, and the names of bodies: the longest name that fits is one token,
    with a possessive of its own, and "Name (Abbreviation)" is one token where both name one body.
    """
    plain = _plain_tokens(text)
    return _with_names(plain, names) if names.by_first_word else plain


@lru_cache(maxsize=1 << 15)
def weight(folded: str) -> float:
    """Say how much a token counts: a mark 0, a stop word 0.5, any other word or number 1."""
    if folded in STOP_WORDS:
        return 0.5
    return 1 if _WORDLIKE.match(folded) else 0


def has_hyphen(token: Token) -> bool:
    """Whether a hyphen stands in the token's text."""
    return _HYPHEN.search(token.text) is not None


def leading_space(text: str) -> str:
    """Give the space that a text begins with."""
    match = _SPACE_RUN.match(text)
    return match[0] if match else ""


def stems(folds: Iterable[str]) -> tuple[str, ...]:
    """Give the stems of the words and numbers among folded tokens, in order. Marks are left out."""
    return tuple(_stem(folded) for folded in folds if weight(folded))


@lru_cache(maxsize=1 << 10)
def _plain_tokens(text: str) -> tuple[Token, ...]:
    found: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(text):
        space, section, word, number, other, mark = match.groups()
        end = match.end()
        if word is not None:
            token = Token(word, space, _folded_word(word))
        elif mark is not None:
            token = Token(mark, space, _folded_mark(mark, text, end, after_number=_ends_in_number(found)))
        elif number is not None:
            token = Token(number, space, number.replace(",", ""))
        elif section is not None:
            token = Token(section, space, "section")
        else:
            token = Token(other, space, other)
        found.append(token)
    if end < len(text):
        found.append(Token("", text[end:], ""))
    return tuple(found)


@lru_cache(maxsize=1 << 15)
def _folded_word(word: str) -> str:
    return unicodedata.normalize("NFC", _IN_WORD.sub("", word).lower())


def _folded_mark(mark: str, text: str, end: int, *, after_number: bool) -> str:
    if mark == ",":
        space = _SPACE_RUN.match(text, end)
        after = space.end() if space else end
        closes = after == len(text) or (space is not None and _LINE_BREAK.search(space[0]))
        return "." if closes else ","
    folded = _MARKS.get(mark, mark)
    if folded == "-" and after_number:
        space = _SPACE_RUN.match(text, end)
        after = space.end() if space else end
        return _BETWEEN_NUMBERS if text[after : after + 1] in set("0123456789") else "-"
    return folded


def _ends_in_number(found: Sequence[Token]) -> bool:
    return bool(found) and "0" <= found[-1].text[0] <= "9"


def _with_names(plain: Sequence[Token], names: BodyNames) -> tuple[Token, ...]:
    found: list[Token] = []
    at = 0
    while at < len(plain):
        end, key = _name_at(plain, at, names)
        if end == at:
            found.append(plain[at])
            at += 1
            continue
        if end + 2 < len(plain) and plain[end].folded == "(":
            inner, same = _name_at(plain, end + 1, names)
            if same == key and inner < len(plain) and plain[inner].folded == ")":
                end = inner + 1
        first = plain[at]
        text = first.text + "".join(token.space + token.text for token in plain[at + 1 : end])
        found.append(Token(text, first.space, key))
        at = end
    return tuple(found)


def _name_at(plain: Sequence[Token], at: int, names: BodyNames) -> tuple[int, str]:
    """Where the longest name that begins here ends, and what it counts as; the same place where none begins."""
    candidates = names.by_first_word.get(plain[at].folded, ())
    if _is_possessive(plain[at]):
        candidates = (*candidates, *names.by_first_word.get(plain[at].folded[:-1], ()))
    for folds, key in candidates:
        end = at + len(folds)
        if end > len(plain) or any(plain[at + i].folded != folds[i] for i in range(len(folds) - 1)):
            continue
        last = plain[end - 1]
        if last.folded == folds[-1]:
            return end, key
        if _is_possessive(last) and last.folded[:-1] == folds[-1]:
            return end, key + "'s"
    return at, ""


def _is_possessive(token: Token) -> bool:
    return token.text[-2:] in {"'s", "\u2019s", "'S", "\u2019S"}


_english = snowballstemmer.stemmer("english")


@lru_cache(maxsize=1 << 15)
def _stem(folded: str) -> str:
    return folded if ":" in folded else str(_english.stemWord(folded))

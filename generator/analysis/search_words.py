"""Which words a reader of the search means, and when two count as one.

The browser cuts queries and results into words too: `site_config/docs/assets/search.js` does what `words` does, and a
test holds the two to the same texts. So texts are read by code point, every class of characters is spelled out, and
only letters that both languages lower alike change case. The browser has no stemmer: it is given every word's stem.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

import snowballstemmer  # type: ignore[import-untyped]

from generator.text import STOP_WORDS

_LETTERS = (
    "a-z\u00df-\u00f6\u00f8-\u02ff\u0370-\u1fff\u2c00-\u2dff\u3040-\ud7ff\uf900-\ufdff"  # after folding: no capitals
)
_MARKS = re.compile("[\u0300-\u036f]")
_CAPITALS = re.compile("[A-Z\u00c0-\u024f\u1e00-\u1eff]")
_POSSESSIVE = re.compile(f"['\u2018\u2019](?:s(?![{_LETTERS}0-9]))?")
_SECTION = re.compile(f"(?<![{_LETTERS}0-9])(?:sections?|sect?|ss?)\\.?[ \\t\\n\\r]*(?=[0-9])")
_WORD = re.compile(
    f"[0-9]+(?:[.][0-9]+)+(?![{_LETTERS}0-9])|[{_LETTERS}0-9]+(?:[-\u2010][{_LETTERS}0-9]+)*",
)
_HYPHEN = re.compile("[-\u2010]")

_ASKING = "about can clause clauses happen happens i if me my paragraph please tell us we you your"
SEARCH_STOP_WORDS = STOP_WORDS | frozenset(_ASKING.split())
"""Words that a search passes over, in texts and in queries."""

_IRREGULAR: Mapping[str, str] = MappingProxyType(
    {"children": "child", "childrens": "child", "childs": "child", "people": "person", "persons": "person"}
)


def words(text: str) -> tuple[str, ...]:
    """Give the words and numbers of a text, folded, in order.

    Folded are case, accents, width, apostrophes and the genitive; 's. 20', 'ss 20' and 'section 20' are the one word
    's20'. A word with hyphens is one word, see `parts`.
    """
    return tuple(_WORD.findall(_SECTION.sub("s", _folded(text))))


def parts(word: str) -> tuple[str, ...]:
    """Give the words between the hyphens of a word."""
    return tuple(_HYPHEN.split(word))


def joined(word: str) -> str:
    """Give a word without its hyphens: some write 'co-ordinate', some 'coordinate'."""
    return _HYPHEN.sub("", word)


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Give what a folded word counts as: its English stem. A stop word stays as it is."""
    if word in SEARCH_STOP_WORDS:
        return word
    return _IRREGULAR.get(word) or str(_english.stemWord(word))


def stems(text: str) -> tuple[str, ...]:
    """Give the stems of all words of a text, the parts of hyphenated words one by one."""
    return tuple(stem(part) for word in words(text) for part in parts(word))


def without_stop_words(found: Iterable[str]) -> tuple[str, ...]:
    """Give what of some words or stems is searched for."""
    return tuple(each for each in found if each not in SEARCH_STOP_WORDS)


def _folded(text: str) -> str:
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return _POSSESSIVE.sub("", _CAPITALS.sub(lambda capital: capital[0].lower(), plain))


_english = snowballstemmer.stemmer("english")

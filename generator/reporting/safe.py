"""Text from files, made harmless for terminals and logs."""

import unicodedata

_HARMFUL = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Controls, invisible and direction marks, halves of characters, private and unassigned ones, other line ends."""

_JOINERS = "\u200c\u200d"
"""Scripts and emoji need them, and they move nothing."""


def safe(text: str) -> str:
    """Give a text in one line in which nothing is invisible, acts on a terminal or turns the direction of writing.

    Such characters are shown as escapes: `\\x1b`, `\\u202e`, `\\n`.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escaped(character) if _is_harmful(character) else character for character in text)


def _is_harmful(character: str) -> bool:
    return unicodedata.category(character) in _HARMFUL and character not in _JOINERS


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")

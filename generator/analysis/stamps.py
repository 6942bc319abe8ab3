"""Ten letters that change when a text changes, so that a remark on it can be read again."""

import hashlib
import unicodedata
from string import ascii_lowercase

from generator.model.protocol import Clause, Protocol, Section
from generator.model.walk import fragments, words_of


def stamp(text: str) -> str:
    """Give ten letters from a to z that stand for a text; white space and the form of accents do not count."""
    folded = " ".join(unicodedata.normalize("NFC", text).split())
    number = int.from_bytes(hashlib.sha256(folded.encode()).digest())
    letters = []
    for _ in range(10):
        number, letter = divmod(number, len(ascii_lowercase))
        letters.append(ascii_lowercase[letter])
    return "".join(letters)


def note_stamp(node: Section | Clause) -> str:
    """Give the stamp for a note: made from the words of the section or clause that it stands on."""
    return stamp(words_of(node))


def absence_stamp(protocol: Protocol) -> str:
    """Give the stamp for an absence: made from the whole text, since any clause may come to speak on the topic."""
    return stamp("\n".join(fragment.text for fragment in fragments(protocol)))

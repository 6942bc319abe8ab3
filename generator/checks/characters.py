"""Letters that look like others."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from generator.checks.rule import Finding, rule
from generator.model.corpus import Corpus
from generator.model.walk import fragments

_WORD = re.compile(r"[^\W\d_]+")
_LIKE = {
    **dict(zip("АВЕЅІЈКМНОРСТУХаеѕіјорсухһԁԛԝѵ", "ABESIJKMHOPCTYXaesijopcyxhdqwv", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορτυχγ", "ABEZHIKMNOPTYXaivoptuxy", strict=True)),
}


@rule(
    "confusable-letter",
    summary="A letter of another alphabet stands in a word, and looks like one of ours.",
    why="""Such a letter cannot be seen, and yet the word is another: search does not find it, and it differs from the
    same word elsewhere.""",
    wrong="text: Сare Planning        # the C is Cyrillic",
    right="text: Care Planning",
)
def confusable_letter(corpus: Corpus) -> Iterator[Finding]:
    """Find words of Latin letters that hold Cyrillic or Greek ones."""
    for protocol in corpus.protocols:
        texts = [(fragment.path, fragment.text) for fragment in fragments(protocol)]
        for index, body in enumerate(protocol.bodies):
            texts += [(("bodies", index, "name"), body.name)]
            texts += [(("bodies", index, "abbreviation"), body.abbreviation)] if body.abbreviation else []
        for path, text in texts:
            if text.isascii():
                continue
            for match in _WORD.finditer(text):
                word = match[0]
                strange = [letter for letter in word if _alphabet(letter) in {"CYRILLIC", "GREEK"}]
                if strange and any(_alphabet(letter) == "LATIN" for letter in word):
                    name = _alphabet(strange[0]).capitalize()
                    meant = "".join(_LIKE.get(letter, letter) for letter in word)
                    message = f"the letter '{strange[0]}' in '{word}' is {name}"
                    hint = f"write: {meant}" if _is_latin(meant) else "type the word anew"
                    yield Finding(protocol.slug, path, message, hint, match.start())


@lru_cache(maxsize=1 << 10)
def _alphabet(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


def _is_latin(word: str) -> bool:
    return all(_alphabet(letter) == "LATIN" for letter in word)

"""Which of the words that may stand here was probably meant."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

_ALIKE = 65.0


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Give the choice most like a word, upper and lower case alike; None where none is like it.

    Of equally near choices the first counts.
    """
    found = process.extractOne(word, tuple(choices), scorer=fuzz.ratio, processor=_folded, score_cutoff=_ALIKE)
    return found[0] if found else None


def _folded(word: str) -> str:
    return word.casefold().replace("_", "-").replace(" ", "-")

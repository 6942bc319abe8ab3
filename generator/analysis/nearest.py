"""Which protocols stand nearest to each other: those that a reader is likeliest to want side by side."""

from collections.abc import Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import Hamming

from generator.analysis.wordings import WordingGroup

_ALIKE = 2
"""How often a topic in like wordings counts beside one on which both speak, or neither does."""

_SILENT = " "
_SPEAKS = "!"
_LETTERS_FROM = 0x4E00


def nearest_pairs(
    protocols: Sequence[str], groups: Mapping[str, Sequence[WordingGroup[str]]], count: int
) -> tuple[tuple[str, str], ...]:
    """Give for each protocol the pairs with its `count` nearest, each pair once and in the order of slugs.

    `groups` holds the groups of wordings of each topic. Two protocols are the nearer, the more topics they agree on: a
    topic counts three where their wordings are in one group, one where both speak in wordings that are not alike or
    where neither speaks, nothing where only one does. Of several equally near the first slug wins. A measure for
    choosing pages, not one to show.

    Each protocol is spelled as a text with a letter for each topic, and the letters are compared (Hamming); this
    grows with the square of the protocols, at less than a microsecond a pair.
    """
    slugs = sorted(set(protocols))
    spelled = _spelled(slugs, groups)
    found: set[tuple[str, str]] = set()
    for slug in slugs:
        choices: dict[str, str | None] = {**spelled, slug: None}
        for _, _, other in process.extract(
            spelled[slug], choices, scorer=Hamming.similarity, limit=count, processor=None
        ):
            found.add((min(slug, other), max(slug, other)))
    return tuple(sorted(found))


def _spelled(slugs: Sequence[str], groups: Mapping[str, Sequence[WordingGroup[str]]]) -> dict[str, str]:
    wordings: dict[str, list[str]] = {slug: [] for slug in slugs}
    coverage: dict[str, list[str]] = {slug: [] for slug in slugs}
    for topic in groups.values():
        home = {slug: number for number, group in enumerate(topic) for slug in group.all_keys}
        for number, slug in enumerate(slugs):
            said = home.get(slug)
            # a silent protocol has a letter of its own, so that silence is never taken for like words
            letter = len(topic) + number if said is None else said
            wordings[slug].append(chr(_LETTERS_FROM + letter))
            coverage[slug].append(_SILENT if said is None else _SPEAKS)
    return {slug: "".join(wordings[slug] * _ALIKE + coverage[slug]) for slug in slugs}

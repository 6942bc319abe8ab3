"""The search's index as scripts, in parts: a reader loads the first, and of the others what a query asks for.

Scripts and not JSON, since a page that is read from a disk may load a script beside it and may fetch nothing. Each
calls `lpSearch(version, name, data)`, data being plain JSON. The version is made from all parts, so that one that a
browser kept from an earlier state is noticed. Sorted things are cut into parts by size; the first script has the first
of each part.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from pydantic_core import to_json

from generator.analysis.search import Posting
from generator.analysis.search_words import SEARCH_STOP_WORDS
from generator.model.registers import Registers
from generator.views import urls
from generator.views.search_entries import Entry, EntryKind, Searchable, Shown

PART_SIZE = 32_000
"""How many characters a part has, unless one entry alone has more."""

T = TypeVar("T")


def search_files(found: Searchable, registers: Registers) -> Iterator[tuple[str, bytes]]:
    """Give the scripts by their paths in the site."""
    bodies: dict[str, object] = {}
    word_heads = _in_parts("words", {form: _stem(form, stem) for form, stem in found.index.stems.items()}, bodies)
    posting_heads = _in_parts("where", {key: _postings(each) for key, each in found.index.postings.items()}, bodies)
    topics = {topic.slug: number for number, topic in enumerate(registers.topics.topics)}
    entries = [_entry(entry, topics) for entry in found.entries]
    entry_heads = []
    for number, (first, part) in enumerate(_cut(list(enumerate(entries)))):
        entry_heads.append(first)
        bodies[f"what-{number}"] = [entry for _, entry in part]
    for slug, own in _own_words(found).items():
        bodies[f"said/{slug}"] = own
    bodies["index"] = {
        **_contents(found, registers),
        "words": word_heads,
        "where": posting_heads,
        "what": entry_heads,
    }
    written = {name: _json(body) for name, body in bodies.items()}
    version = hashlib.sha256("\n".join(written.values()).encode()).hexdigest()[:12]
    for name, body in written.items():
        yield f"{urls.search()}{name}.js", f"lpSearch({_json(version)},{_json(name)},{body});\n".encode()


def _contents(found: Searchable, registers: Registers) -> Mapping[str, object]:
    authorities = registers.authorities.by_slug
    speaking = sorted({slug for source in found.sources for slug in source.authorities})
    numbers = {slug: number for number, slug in enumerate(speaking)}
    groups = {group.slug: group.title for group in registers.topics.groups}
    kinds = [entry.kind for entry in found.entries]
    return {
        "stop": " ".join(sorted(SEARCH_STOP_WORDS)),
        "size": len(found.entries),
        "kinds": [[kind.value, kind.words, kinds.index(kind)] for kind in EntryKind if kind in kinds],
        "topics": [[topic.slug, topic.title, groups.get(topic.group, "")] for topic in registers.topics.topics],
        "authorities": [[slug, authorities[slug].name] for slug in speaking],
        "sources": [
            [each.slug, each.name, each.title, each.dated, each.status, [numbers[slug] for slug in each.authorities]]
            for each in found.sources
        ],
        "concepts": [
            [concept.key, list(concept.forms), [" ".join(phrase) for phrase in found.index.phrases[concept.key]]]
            for concept in found.concepts
        ],
    }


def _in_parts(name: str, whole: Mapping[str, object], bodies: dict[str, object]) -> list[str]:
    """Cut a sorted mapping into parts, put them into `bodies`, and give the first key of each."""
    heads = []
    for number, (first, part) in enumerate(_cut(list(whole.items()))):
        heads.append(first)
        bodies[f"{name}-{number}"] = dict(part)
    return heads


def _cut(items: Sequence[tuple[T, object]]) -> Iterator[tuple[T, list[tuple[T, object]]]]:
    part: list[tuple[T, object]] = []
    size = 0
    for key, value in items:
        length = len(_json(value)) + len(str(key)) + 4
        if part and size + length > PART_SIZE:
            yield part[0][0], part
            part, size = [], 0
        part.append((key, value))
        size += length
    if part:
        yield part[0][0], part


def _stem(form: str, stem: str) -> object:
    """Give a stem; where it is the beginning of the form, how many letters of it."""
    return len(stem) if form.startswith(stem) else stem


def _postings(postings: Iterable[Posting]) -> object:
    """Give the distances between the documents, and how much the word counts in each; one number if alike in all."""
    distances, impacts = [], []
    before = 0
    for posting in postings:
        distances.append(posting.document - before)
        impacts.append(posting.impact)
        before = posting.document
    return [distances, impacts[0] if len(set(impacts)) == 1 else impacts]


def _entry(entry: Entry, topics: Mapping[str, int]) -> list[object]:
    """Give an entry: words, address, topics by number, and places: the id, who, and who in words of their own."""
    places: dict[str, tuple[list[int], list[int]]] = {}
    for place in entry.places:
        same, own = places.setdefault(place.id, ([], []))
        (same if place.shown is None else own).append(place.protocol)
    return [
        *_shown(entry.shown),
        entry.address,
        [topics[slug] for slug in entry.topics],
        [[identifier, *each] for identifier, each in places.items()],
    ]


def _shown(shown: Shown) -> list[object]:
    return [shown.title, shown.heading, shown.run_in, shown.text, shown.within, list(shown.duties)]


def _own_words(found: Searchable) -> Mapping[str, Mapping[str, object]]:
    """Give for every protocol what it says in words of its own, where it is not the first to say it."""
    own: dict[str, dict[str, object]] = {}
    for entry in found.entries:
        for place in entry.places:
            if place.shown is not None:
                slug = found.sources[place.protocol].slug
                own.setdefault(slug, {})[f"{entry.kind.value}/{place.id}"] = _shown(place.shown)
    return {slug: dict(sorted(own[slug].items())) for slug in sorted(own)}


def _json(value: object) -> str:
    return to_json(value).decode()

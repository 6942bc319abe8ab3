"""What a protocol says on a topic, in its own words."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.protocol import Clause, Protocol, Section
from generator.model.walk import Placed, walk


@dataclass(frozen=True, slots=True)
class Passage:
    """A section or clause that is keyed to a topic, with all below it that has no topic of its own."""

    placed: Placed
    below: tuple[Placed, ...]

    @property
    def heading(self) -> str | None:
        """The heading of the keyed section or clause."""
        return self.placed.node.heading

    @property
    def text(self) -> str:
        """The words in reading order, one text a line, without labels and headings.

        A heading counts as text where nothing else stands under it, or nothing that is about the topic.
        """
        return "\n".join(_texts(self.placed, {placed.path: placed for placed in self.below})) or self.heading or ""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one protocol on one topic, in the document's order."""

    protocol: str
    topic: str
    passages: tuple[Passage, ...]

    @property
    def text(self) -> str:
        """All words, for comparison: without labels and headings."""
        return "\n".join(passage.text for passage in self.passages)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the keyed sections and clauses."""
        return tuple(passage.placed.node.id for passage in self.passages)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the keyed sections and clauses, each once."""
        return tuple(dict.fromkeys(passage.heading for passage in self.passages if passage.heading))


def wording(protocol: Protocol, topic: str) -> Wording | None:
    """Give a protocol's words on a topic; None where no section or clause is keyed to it."""
    return wordings_of(protocol).get(topic)


def wordings_of(protocol: Protocol) -> Mapping[str, Wording]:
    """Give a protocol's words on every topic that it speaks on, in the order in which it first does."""
    passages: dict[str, list[Passage]] = {}
    for placed, below in _keyed(protocol):
        for topic in dict.fromkeys(placed.node.topics):
            passages.setdefault(topic, []).append(Passage(placed, below))
    return {topic: Wording(protocol.slug, topic, tuple(found)) for topic, found in passages.items()}


def _keyed(protocol: Protocol) -> tuple[tuple[Placed, tuple[Placed, ...]], ...]:
    found: list[tuple[Placed, list[Placed]]] = []
    around: list[tuple[Placed, list[Placed]]] = []
    for placed in walk(protocol):
        while around and not _stands_below(placed, around[-1][0]):
            around.pop()
        if placed.node.topics:
            around.append((placed, []))
            found.append(around[-1])
        elif around:
            around[-1][1].append(placed)
    return tuple((placed, tuple(below)) for placed, below in found)


def _stands_below(placed: Placed, other: Placed) -> bool:
    return placed.path[: len(other.path)] == other.path


def _texts(placed: Placed, below: Mapping[object, Placed]) -> list[str]:
    node = placed.node
    texts = [node.text] if node.text else []
    if isinstance(node, Clause) and node.table:
        texts += [*node.table.columns, *(cell for row in node.table.rows for cell in row)]
    for path in _children(node, placed):
        if path in below:
            texts += _texts(below[path], below)
    if isinstance(node, Clause) and node.text_after:
        texts.append(node.text_after)
    if not texts and node.heading and not _has_children(node):
        texts.append(node.heading)
    return [text for text in texts if text.strip()]


def _children(node: Section | Clause, placed: Placed) -> list[tuple[str | int, ...]]:
    if isinstance(node, Clause):
        return [(*placed.path, "items", index) for index in range(len(node.items))]
    clauses: list[tuple[str | int, ...]] = [(*placed.path, "clauses", index) for index in range(len(node.clauses))]
    return [*clauses, *((*placed.path, "sections", index) for index in range(len(node.sections)))]


def _has_children(node: Section | Clause) -> bool:
    return bool(node.items) if isinstance(node, Clause) else bool(node.clauses or node.sections)

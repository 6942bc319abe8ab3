"""Ids, which are addresses: each stands once."""

from collections.abc import Iterable, Iterator

from generator.checks.rule import Finding, rule
from generator.diagnostics import KeyPath
from generator.model.corpus import Corpus
from generator.model.protocol import Protocol
from generator.model.walk import walk


@rule(
    "repeated-id",
    summary="An id stands twice in a file, or a former id is still in use.",
    why="""An id is the address of a clause. A link to an id that stands twice leads to the first of the two, whichever
    was meant.""",
    wrong="""
- {id: childs-voice, text: …}
- {id: childs-voice, text: …}
""",
    right="""
- {id: childs-voice, text: …}
- {id: childs-voice-review, text: …}
""",
)
def repeated_id(corpus: Corpus) -> Iterator[Finding]:
    """Find ids of clauses, bodies and files, present and former, that are taken."""
    for protocol in corpus.protocols:
        present = [((*placed.path, "id"), placed.node.id) for placed in walk(protocol)]
        former = [
            ((*placed.path, "was", index), name)
            for placed in walk(protocol)
            for index, name in enumerate(placed.node.was)
        ]
        yield from _repeated(corpus, protocol, "id", [*present, *former])
        bodies: list[tuple[KeyPath, str]] = [
            (("bodies", index, "id"), body.id) for index, body in enumerate(protocol.bodies)
        ]
        bodies += [
            (("bodies", index, "was", place), name)
            for index, body in enumerate(protocol.bodies)
            for place, name in enumerate(body.was)
        ]
        yield from _repeated(corpus, protocol, "body", bodies)
    taken = {protocol.slug: protocol.slug for protocol in corpus.protocols}
    for protocol in corpus.protocols:
        for index, name in enumerate(protocol.was):
            if name in taken:
                is_own = name == taken[name]
                message = f"'{name}' is a protocol now" if is_own else f"'{name}' is a former name of '{taken[name]}'"
                yield Finding(protocol.slug, ("was", index), message, "take it out; an address leads to one page")
            taken.setdefault(name, protocol.slug)


def _repeated(
    corpus: Corpus, protocol: Protocol, thing: str, named: Iterable[tuple[KeyPath, str]]
) -> Iterator[Finding]:
    first: dict[str, KeyPath] = {}
    names = list(named)
    taken = {name for _, name in names}
    for path, name in names:
        if name not in first:
            first[name] = path
            continue
        line = corpus.files[protocol.slug].line_of(first[name]) if protocol.slug in corpus.files else None
        number = next(count for count in range(2, len(taken) + 3) if f"{name}-{count}" not in taken)
        message = f"the {thing} '{name}' stands twice" + (f", first in line {line}" if line else "")
        yield Finding(protocol.slug, path, message, f"give the new one another id, such as '{name}-{number}'")

"""A text of the document with the places in it that lead somewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from generator.views.urls import Href


class RunKind(StrEnum):
    """What a run of text is; `plain` leads nowhere."""

    PLAIN = "plain"
    LAW = "law"
    BODY = "body"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a text, letter for letter. `meaning` is what a glossary says of a term."""

    words: str
    kind: RunKind = RunKind.PLAIN
    href: Href | None = None
    meaning: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a text that leads somewhere: from `start` up to `end`, counted in characters from 0."""

    start: int
    end: int
    kind: RunKind
    href: Href
    meaning: str | None = None


def plain(found: Iterable[Run]) -> str:
    """Give a text as it was before it was cut."""
    return "".join(run.words for run in found)


def runs(text: str, marks: Iterable[Mark]) -> tuple[Run, ...]:
    """Cut a text at its marks. All words together are the text exactly; of marks that overlap the first counts."""
    found: list[Run] = []
    at = 0
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if mark.start < at or mark.end <= mark.start:
            continue
        if mark.start > at:
            found.append(Run(text[at : mark.start]))
        found.append(Run(text[mark.start : mark.end], mark.kind, mark.href, mark.meaning))
        at = mark.end
    if at < len(text):
        found.append(Run(text[at:]))
    return tuple(found)

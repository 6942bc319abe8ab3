"""Changes to a text at places, and which of them may be made together."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """The characters from `start` up to, not including, `end` give way to `text`; both count from 0.

    Where `start` is `end`, the text is put in between.
    """

    start: int
    end: int
    text: str


class OverlapError(ValueError):
    """Two edits want to change the same characters."""


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Give the text with all edits made; every other character stays. Edits at one place come in their order.

    Raises:
        OverlapError: two edits overlap.
    """
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < at:
            raise OverlapError(f"at {edit.start}")
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join(parts) + text[at:]


def acceptable(proposals: Sequence[T], are_good: Callable[[Sequence[T]], bool]) -> tuple[T, ...]:
    """Give the proposals that are good together, in their order.

    All are tried at once; where they fail, halves of them are, each beside those that were found good already. So one
    that is never good costs the others nothing, and the cost grows with the number of bad ones only.
    """
    good: list[T] = []

    def add(some: Sequence[T]) -> None:
        if not some:
            return
        if are_good([*good, *some]):
            good.extend(some)
        elif len(some) > 1:
            middle = len(some) // 2
            add(some[:middle])
            add(some[middle:])

    add(proposals)
    return tuple(good)

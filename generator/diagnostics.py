"""What is wrong, where, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]
"""The way to a value from the top of a file: keys as text, places in lists counted from 0."""


class Severity(StrEnum):
    """How much a diagnostic weighs: an error fails the check, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a text file. Lines and columns count from 1, columns in characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault, in the editor's words.

    `message` states the fact: lower case, no full stop, what was expected, then what was found. `hint` says what to do.
    `rule` is the fault's permanent name. `file` is the path as the editor knows it, from the top of the project,
    with forward slashes; `position` is None only where the whole file is meant. `path` is the key path, if any.
    """

    file: str
    position: Position | None
    message: str
    rule: str
    hint: str | None = None
    severity: Severity = Severity.ERROR
    path: KeyPath = ()

    @property
    def sort_key(self) -> tuple[str, Position, str, str]:
        """File, then place, then rule and message: the order in which diagnostics are told."""
        return (self.file, self.position or Position(0, 0), self.rule, self.message)


def in_file_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Give the diagnostics by file, line and column, each once."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda d: d.sort_key))


@dataclass(frozen=True, slots=True)
class RuleText:
    """What a rule reports, in one sentence; why; how a file looks with and without it; and how much it weighs.

    The name is that of the fault, for good. Whatever the rule reports has its severity.
    """

    name: str
    summary: str
    why: str
    wrong: str
    right: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """Rules on one subject, in the order in which they are explained."""

    title: str
    rules: tuple[RuleText, ...]

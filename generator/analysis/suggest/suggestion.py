"""What one suggestion is."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from generator.diagnostics import KeyPath

Suggested: TypeAlias = "str | tuple[Suggested, ...] | Mapping[str, Suggested]"


class Confidence(StrEnum):
    """How sure a suggestion is, in the word that is shown."""

    MATCHED = "matched"
    POSSIBLE = "possible"


class SuggestionKind(StrEnum):
    """What is suggested."""

    BODY = "body"
    TOPIC = "topic"
    CITATION = "citation"
    FLOW = "flow"
    MEMBERSHIP = "membership"
    ESCALATION = "escalation"
    ABSENCE = "absence"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something to add to a protocol file, and why.

    `path` leads to the block that gets it, the file itself for an empty one; `key` is the key there. `value` is an
    entry of that key's list, or with `is_entry` false the value itself. A term has no place in the file: it is only
    told, for the register of terms. `owner` is the id of the clause, None for the whole document.
    """

    kind: SuggestionKind
    path: KeyPath
    key: str
    value: Suggested
    confidence: Confidence
    reason: str
    owner: str | None = None
    is_entry: bool = True

"""What a protocol file says at one moment of being mended, and how two such moments are compared."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from generator.analysis.fidelity import fidelity
from generator.diagnostics import Diagnostic, Position, Severity
from generator.model.protocol import Protocol
from generator.model.walk import fragments
from generator.schema.validation import validate_protocol
from generator.source.document import SourceDocument, Value
from generator.source.edits import Edit, OverlapError, edited
from generator.source.layout import Layout, layout
from generator.source.loader import load_yaml

Change: TypeAlias = Callable[[Value], Value]
"""What a fix means to change in the data of a file."""


@dataclass(frozen=True, slots=True)
class Fix:
    """One thing that is mended: where it stood, in the editor's words, under the name of the rule that asks for it."""

    line: int
    words: str
    rule: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A fix as a change to the text.

    `change` says what becomes of the data: None where the file's data must stay as they are. Of a file that could not
    be read before, `opens` says that the fix is to make it readable up to a later place.
    """

    fix: Fix
    edits: tuple[Edit, ...]
    change: Change | None = None
    opens: bool = False


@dataclass(frozen=True)
class State:
    """A text, and what it says as YAML, as a protocol and beside its source (None where there is no source to see)."""

    text: str
    file: str
    slug: str
    source: str | None = field(default=None, repr=False)

    @cached_property
    def document(self) -> SourceDocument:
        """The text as YAML."""
        return load_yaml(self.text.encode("utf-8", "surrogatepass"), file=self.file)

    @cached_property
    def _validated(self) -> tuple[Protocol | None, tuple[Diagnostic, ...]]:
        validated = validate_protocol(self.document, self.slug)
        return validated.value, validated.diagnostics

    @property
    def protocol(self) -> Protocol | None:
        """What the file holds, plain slips taken as what was meant."""
        return self._validated[0]

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the file as YAML and by the schema."""
        return (*self.document.diagnostics, *self._validated[1])

    @cached_property
    def errors(self) -> int:
        """How many of them are errors."""
        return sum(fault.severity is Severity.ERROR for fault in self.faults)

    @cached_property
    def layout(self) -> Layout | None:
        """Where everything stands; None in a file that cannot be read."""
        return layout(self.text) if self.document.data is not None else None

    @cached_property
    def words(self) -> tuple[str, ...] | None:
        """The words of the document; None where the file is no protocol."""
        return tuple(fragment.text for fragment in fragments(self.protocol)) if self.protocol else None

    @cached_property
    def differences(self) -> int | None:
        """How many places differ from the source; None where that cannot be said."""
        if self.protocol is None or self.source is None:
            return None
        return len(fidelity(self.protocol, self.source))

    @property
    def is_readable(self) -> bool:
        """Whether the file can be read as YAML to its end."""
        return self.document.data is not None

    @property
    def stopped_at(self) -> Position:
        """The place of the last error in the YAML."""
        places = [d.position for d in self.document.diagnostics if d.position and d.severity is Severity.ERROR]
        return max(places, default=Position(0, 0))

    def after(self, edits: Sequence[Edit]) -> "State":
        """The state after some edits."""
        return State(edited(self.text, edits), self.file, self.slug, self.source)


def is_proven(before: State, proposals: Sequence[Proposal]) -> bool:
    """Whether the file, loaded again after all these edits, says what it said before, but for what they mean to change.

    Where they mean to, there is at least one error or one difference from the source less. The document's own
    words are the same as before, or nearer to those of the source.
    """
    try:
        after = before.after([edit for proposal in proposals for edit in proposal.edits])
    except OverlapError:
        return False
    if any(proposal.opens for proposal in proposals):
        return _opens(before, after)
    expected: Value = before.document.data
    for proposal in proposals:
        expected = proposal.change(expected) if proposal.change else expected
    if after.document.data != expected or after.errors > before.errors:
        return False
    return _words_hold(before, after)


def composed(value: Value) -> Value:
    """The same data, every text in Unicode's composed form."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [composed(each) for each in value]
    if isinstance(value, dict):
        return {unicodedata.normalize("NFC", key): composed(each) for key, each in value.items()}
    return value


def _opens(before: State, after: State) -> bool:
    if before.is_readable and not after.is_readable:
        return False
    if before.is_readable or after.is_readable:
        return _document_errors(after) < _document_errors(before) and _words_hold(before, after)
    return after.stopped_at > before.stopped_at and after.stopped_at.line > before.stopped_at.line


def _document_errors(state: State) -> int:
    return sum(fault.severity is Severity.ERROR for fault in state.document.diagnostics)


def _words_hold(before: State, after: State) -> bool:
    if before.words is None or before.words == after.words:
        return True
    if after.words is None or before.differences is None or after.differences is None:
        return False
    alike = [unicodedata.normalize("NFC", word) for word in before.words] == list(after.words)
    return after.differences <= before.differences if alike else after.differences < before.differences

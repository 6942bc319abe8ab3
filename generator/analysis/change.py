"""One thing that changed, and how it is said in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

_LONGEST_QUOTE = 160


class Nature(StrEnum):
    """What a change is a change of.

    `policy`: the document itself is another, or the status of the protocol. `transcription`: the document is the same,
    and the file has other words of it. `annotation`: only what the site says of it. `register`: what all share.
    """

    POLICY = "policy"
    TRANSCRIPTION = "transcription"
    ANNOTATION = "annotation"
    REGISTER = "register"


class ChangeKind(StrEnum):
    """What changed."""

    PROTOCOL_ADDED = "protocol-added"
    PROTOCOL_REMOVED = "protocol-removed"
    PROTOCOL_REPLACED = "protocol-replaced"
    PROTOCOL_RENAMED = "protocol-renamed"
    SOURCE = "source"
    FIDELITY = "fidelity"
    TITLE = "title"
    STATUS = "status"
    DATED = "dated"
    APPROVAL = "approval"
    REVIEW = "review"
    KIND = "kind"
    PARTIES = "parties"
    COVERAGE = "coverage"
    COVERAGE_PLACE = "coverage-place"
    CLAUSE_ADDED = "clause-added"
    CLAUSE_REMOVED = "clause-removed"
    CLAUSE_REWORDED = "clause-reworded"
    CLAUSE_FORM = "clause-form"
    CLAUSE_SPLIT = "clause-split"
    CLAUSE_MERGED = "clause-merged"
    CLAUSE_MOVED = "clause-moved"
    CLAUSE_RENUMBERED = "clause-renumbered"
    FLOW = "flow"
    CITATION = "citation"
    ESCALATION = "escalation"
    MEMBERSHIP = "membership"
    BODY = "body"
    NOTE = "note"
    ABSENCE = "absence"
    REGISTER_ADDED = "register-added"
    REGISTER_REMOVED = "register-removed"
    REGISTER_CHANGED = "register-changed"
    LAW_STATUS = "law-status"


CLAUSE_KINDS = frozenset(kind for kind in ChangeKind if kind.value.startswith("clause-"))
"""The kinds that tell of the document's own words and their places."""


@dataclass(frozen=True, slots=True)
class Change:
    """A thing that changed. What `before` and `after` hold goes by the kind; '' where there was or is none.

    `subject` names what it is about (a topic's title, a matter, a law), `place` is the printed way to the clause and
    `clause` its id: in the state after, for what is gone in the one before. `only_before` and `only_after` are the
    words that only one of two wordings has. Slugs of all that it touches stand in the last fields; `protocols` are
    those that a change of a register touches.
    """

    kind: ChangeKind
    nature: Nature
    protocol: str | None = None
    subject: str = ""
    before: str = ""
    after: str = ""
    place: str = ""
    clause: str | None = None
    only_before: tuple[str, ...] = ()
    only_after: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    body_types: tuple[str, ...] = ()
    protocols: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """A name that is the same however often the change is worked out."""
        about = self.clause or self.subject or self.after or self.before
        return "/".join((self.kind.value, self.protocol or "", *self.topics[:1], about))


def sentence(change: Change) -> str:
    """Say a change in words, without the name of the protocol and without a full stop."""
    kind, before, after = change.kind, change.before, change.after
    if kind in _CLAUSES:
        return _of_clause(change)
    match kind:
        case ChangeKind.PROTOCOL_ADDED:
            return f"added: {after}"
        case ChangeKind.PROTOCOL_REMOVED:
            return f"taken away from the site: {before}"
        case ChangeKind.PROTOCOL_REPLACED:
            return f"a later edition, {after}, replaces the one before it, {before}"
        case ChangeKind.PROTOCOL_RENAMED:
            return f"its address changed, {before} → {after}"
        case ChangeKind.SOURCE | ChangeKind.FIDELITY:
            return after
        case ChangeKind.COVERAGE:
            return f"{change.subject}, {before} → {after}{_in_brackets(change.place)}"
        case ChangeKind.COVERAGE_PLACE:
            return f"{change.subject}, stated in {before} → stated in {after}"
        case ChangeKind.FLOW | ChangeKind.CITATION | ChangeKind.MEMBERSHIP | ChangeKind.BODY | ChangeKind.NOTE:
            return _of_part(change)
        case ChangeKind.REGISTER_ADDED:
            return f"{change.subject} added: {after}"
        case ChangeKind.REGISTER_REMOVED:
            return f"{change.subject} taken out: {before}"
        case ChangeKind.REGISTER_CHANGED:
            return f"{change.subject} changed: {after}"
        case ChangeKind.LAW_STATUS:
            return f"{change.subject}, {before or 'status not stated'} → {after or 'status not stated'}"
        case _:
            return f"{change.subject}, {before or 'not stated'} → {after or 'not stated'}{_in_brackets(change.place)}"


_CLAUSES = {
    ChangeKind.CLAUSE_ADDED: "added",
    ChangeKind.CLAUSE_REMOVED: "taken out",
    ChangeKind.CLAUSE_REWORDED: "reworded",
    ChangeKind.CLAUSE_FORM: "changed in form only",
    ChangeKind.CLAUSE_SPLIT: "split",
    ChangeKind.CLAUSE_MERGED: "merged",
    ChangeKind.CLAUSE_MOVED: "moved",
    ChangeKind.CLAUSE_RENUMBERED: "renumbered",
}
_NOUNS = {
    ChangeKind.FLOW: "reporting duty",
    ChangeKind.CITATION: "citation",
    ChangeKind.MEMBERSHIP: "member",
    ChangeKind.BODY: "body",
    ChangeKind.NOTE: "editor’s note",
}


def _of_clause(change: Change) -> str:
    place = change.place or "lines without a label"
    match change.kind:
        case ChangeKind.CLAUSE_ADDED:
            return f"{place}, added: {quoted(change.after)}"
        case ChangeKind.CLAUSE_REMOVED:
            return f"{place}, taken out: {quoted(change.before)}"
        case ChangeKind.CLAUSE_SPLIT:
            return f"{change.before}, split into {change.after}"
        case ChangeKind.CLAUSE_MERGED:
            return f"{change.before}, merged into {change.after}"
        case ChangeKind.CLAUSE_MOVED:
            return f"{place}, moved{f' from {change.before}' if change.before != change.after else ''}"
        case ChangeKind.CLAUSE_RENUMBERED:
            return f"{place}, label {change.before or 'none'} → {change.after or 'none'}"
    return f"{place}, {_CLAUSES[change.kind]}{_words(change)}"


def _words(change: Change) -> str:
    if not change.only_before and not change.only_after:
        return ""
    parts = []
    if change.only_before:
        parts.append("left out " + _listed(change.only_before))
    if change.only_after:
        parts.append("added " + _listed(change.only_after))
    return f" ({'; '.join(parts)})"


def _of_part(change: Change) -> str:
    noun = _NOUNS[change.kind]
    where = _in_brackets(change.place)
    if not change.before:
        return f"{noun} added: {change.after}{where}"
    if not change.after:
        return f"{noun} taken out: {change.before}{where}"
    return f"{noun} changed: {change.before} → {change.after}{where}"


def _listed(words: Sequence[str]) -> str:
    quotes = [quoted(each) for each in dict.fromkeys(words)]
    shown = quotes[:3] + ([f"{len(quotes) - 3} more"] if len(quotes) > 3 else [])
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def quoted(words: str) -> str:
    """Give words as a quotation of one line, cut where they are many."""
    line = " ".join(words.split())
    if len(line) > _LONGEST_QUOTE:
        line = line[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return f"“{line}”"


def _in_brackets(words: str) -> str:
    return f" ({words})" if words else ""

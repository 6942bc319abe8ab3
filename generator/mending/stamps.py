"""Stamps of notes and absences, and the checksum of the source."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from generator.analysis.stamps import absence_stamp, note_stamp
from generator.diagnostics import KeyPath
from generator.mending.state import Fix, Proposal, State
from generator.mending.values import put
from generator.model.protocol import Absence, AbsenceState, Note, Protocol
from generator.model.walk import walk
from generator.schema.fields import keys_of
from generator.source.edits import Edit
from generator.source.layout import with_key


@dataclass(frozen=True, slots=True)
class Outdated:
    """A remark whose text has changed since; `thing` names it, `remark` is what it says."""

    path: KeyPath
    line: int
    thing: str
    remark: str
    about: str


def missing_stamps(state: State) -> Iterator[Proposal]:
    """Write the stamps of remarks that have none."""
    if state.layout is None or state.protocol is None:
        return
    for path, remark, thing, right in _stamped(state.protocol):
        if remark.stamp is not None:
            continue
        edit = with_key(state.layout, path, "stamp", (f"stamp: {right}",), tuple(keys_of(type(remark))))
        if edit:
            fix = Fix(state.document.position_of(path).line, f"the stamp of {thing} written", "missing-stamp")
            yield Proposal(fix, (edit,), put((*path, "stamp"), right))


def outdated_stamps(state: State) -> tuple[Outdated, ...]:
    """Give the remarks that somebody has to read again before their stamps may be renewed."""
    if state.protocol is None:
        return ()
    words = {placed.path: placed.node.text or placed.node.heading or "" for placed in walk(state.protocol)}
    return tuple(
        Outdated(
            path,
            state.document.position_of(path).line,
            thing,
            (remark.text if isinstance(remark, Note) else remark.note) or "",
            words.get(path[:-2], ""),
        )
        for path, remark, thing, right in _stamped(state.protocol)
        if remark.stamp is not None and remark.stamp != right
    )


def renewed_stamps(state: State, confirmed: frozenset[KeyPath]) -> Iterator[Proposal]:
    """Renew the stamps of remarks that somebody has read again."""
    if state.layout is None or state.protocol is None:
        return
    for path, remark, thing, right in _stamped(state.protocol):
        span = state.layout.values.get((*path, "stamp"))
        if path in confirmed and span and remark.stamp not in (None, right):
            fix = Fix(state.document.position_of(path).line, f"the stamp of {thing} renewed", "stale-stamp")
            yield Proposal(fix, (Edit(span.start, span.end, right),), put((*path, "stamp"), right))


def checksum(state: State) -> str | None:
    """Give the checksum of the source where the file has another one."""
    if state.protocol is None or state.source is None:
        return None
    found = hashlib.sha256(state.source.encode()).hexdigest()
    return found if found != state.protocol.source.sha256 else None


def renewed_checksum(state: State) -> Iterator[Proposal]:
    """Write the checksum of the source as it is now."""
    path = ("source", "sha256")
    span = state.layout.values.get(path) if state.layout else None
    found = checksum(state)
    if span and found:
        fix = Fix(state.document.position_of(path).line, "the checksum of the source written", "source-changed")
        yield Proposal(fix, (Edit(span.start, span.end, found),), put(path, found))


def _stamped(protocol: Protocol) -> Iterator[tuple[KeyPath, Note | Absence, str, str]]:
    for placed in walk(protocol):
        for index, note in enumerate(placed.node.notes):
            yield (*placed.path, "notes", index), note, f"the note on '{placed.node.id}'", note_stamp(placed.node)
    whole = absence_stamp(protocol) if protocol.absences else ""
    for index, absence in enumerate(protocol.absences):
        if absence.state is not AbsenceState.NOT_YET_TRANSCRIBED:
            yield ("absences", index), absence, f"the absence of '{absence.topic}'", whole

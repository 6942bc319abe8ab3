"""Remarks whose text has changed since they were written."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial

from generator.analysis.fidelity import is_verbatim
from generator.analysis.stamps import absence_stamp, note_stamp
from generator.checks.rule import Finding, rule
from generator.diagnostics import KeyPath, Severity
from generator.model.corpus import Corpus
from generator.model.protocol import AbsenceState, Protocol
from generator.model.walk import walk


@rule(
    "stale-stamp",
    summary="The text has changed since a note or an absence was written about it.",
    why="""A remark can be true of the old words and false of the new ones. The stamp tells that somebody has to read
    both again.""",
    wrong="{topic: care-planning, state: not-listed, stamp: kbnaqtzeoi}        # a clause was added since",
    right="{topic: care-planning, state: not-listed, stamp: ngtajuahig}        # read again, with the new stamp",
)
def stale_stamp(corpus: Corpus) -> Iterator[Finding]:
    """Find stamps that another text has."""
    for protocol in corpus.protocols:
        if not _is_verbatim(corpus, protocol):
            continue  # first the words are to be those of the source; then the stamps may be right again
        absences: list[tuple[KeyPath, str, str]] = []
        for path, thing, given, made in _stamped(protocol):
            if given is None or given == (right := made()):
                continue
            if path[0] == "absences":
                absences.append((path, thing, right))
                continue
            message = f"the text has changed since {thing} was written: to be read again"
            hint = f"read both; if the remark still holds, write: stamp: {right}"
            yield Finding(protocol.slug, (*path, "stamp"), message, hint)
        if absences:
            yield _of_absences(protocol, absences)


def _of_absences(protocol: Protocol, absences: Sequence[tuple[KeyPath, str, str]]) -> Finding:
    """All absences were made out of date by one change, so they are told as one."""
    path, thing, right = absences[0]
    others = len(absences) - 1
    if not others:
        message = f"the text has changed since {thing} was written: to be read again"
        hint = f"read both; if the remark still holds, write: stamp: {right}"
    else:
        more = "one other" if others == 1 else f"{others} others"
        message = f"the text has changed since {thing} and {more} were written: to be read again"
        hint = "read the text for each; if they still hold, run 'protocols check --fix --confirm-stamps'"
    return Finding(protocol.slug, (*path, "stamp"), message, hint)


def _is_verbatim(corpus: Corpus, protocol: Protocol) -> bool:
    file = corpus.files.get(protocol.slug)
    return file is None or file.source_text is None or is_verbatim(protocol, file.source_text)


@rule(
    "missing-stamp",
    severity=Severity.WARNING,
    summary="A note or an absence has no stamp.",
    why="Without a stamp nobody is told to read a remark again when the text that it is about changes.",
    wrong="{kind: sic, quote: Childs Voice, text: Printed without an apostrophe.}",
    right="{kind: sic, quote: Childs Voice, text: Printed without an apostrophe., stamp: kbnaqtzeoi}",
)
def missing_stamp(corpus: Corpus) -> Iterator[Finding]:
    """Find remarks without a stamp."""
    for protocol in corpus.protocols:
        for path, thing, given, made in _stamped(protocol):
            if given is None:
                yield Finding(protocol.slug, path, f"{thing} has no stamp", f"add: stamp: {made()}")


def _stamped(protocol: Protocol) -> Iterator[tuple[KeyPath, str, str | None, Callable[[], str]]]:
    """Every remark that can have a stamp: where it stands, what it is, the stamp that it has, and the right one."""
    for placed in walk(protocol):
        for index, note in enumerate(placed.node.notes):
            path = (*placed.path, "notes", index)
            yield path, f"the note on '{placed.node.id}'", note.stamp, partial(note_stamp, placed.node)
    whole = cache(partial(absence_stamp, protocol))
    for index, absence in enumerate(protocol.absences):
        if absence.state is not AbsenceState.NOT_YET_TRANSCRIBED:
            yield ("absences", index), f"the absence of '{absence.topic}'", absence.stamp, whole

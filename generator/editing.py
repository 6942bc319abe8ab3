"""What commands change in protocol files: the order of the steps, from the file to its new bytes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.analysis.suggest.suggest import suggestions
from generator.analysis.suggest.suggestion import Confidence, Suggestion
from generator.diagnostics import Diagnostic
from generator.history import read_before
from generator.mending.accepting import accepted, snippet
from generator.mending.mend import NOTHING, Confirmed, Mended, mended
from generator.model.corpus import ProtocolFile
from generator.model.protocol import Protocol
from generator.repository import load_corpus, protocol_slug, read_protocol_file
from generator.source.decoding import decoded
from generator.states import entities_of

__all__ = [
    "Confidence",
    "Confirmed",
    "Mended",
    "Suggestion",
    "accepted",
    "earlier",
    "mend",
    "protocol_files",
    "snippet",
    "suggest",
]


def protocol_files(root: Path, *, as_of: date, chosen: Collection[str] = ()) -> tuple[str, ...]:
    """Give the protocol files that a command is about: those chosen, or all."""
    paths = load_corpus(root, as_of=as_of, also=chosen).protocol_files
    return tuple(path for path in paths if not chosen or path in chosen)


def earlier(root: Path, since: str | None = None) -> Mapping[str, Protocol]:
    """Give the protocols whose files differ now by slug, as they were; for `since` see `generator.history.read_before`.

    Raises:
        NoHistoryError, NoSuchRevisionError: `since` is named, and not to be had.
    """
    return entities_of(read_before(root, since, only=("protocols",)))[0]


def mend(
    root: Path, path: str, *, confirmed: Confirmed = NOTHING, before: Mapping[str, Protocol] | None = None
) -> Mended | None:
    """Mend one protocol file, and write nothing; None where it cannot be read from the disk.

    `before` are protocols as they were: ids that they had are kept.
    """
    raw, source = read_protocol_file(root, path)
    if isinstance(raw, Diagnostic):
        return None
    slug = protocol_slug(path)
    once = before.get(slug) if before else None
    return mended(raw, file=path, slug=slug, source=source, confirmed=confirmed, before=once)


@dataclass(frozen=True, slots=True)
class Draft:
    """A protocol file as an editor works on it: its text, where its values stand, and what could be added."""

    path: str
    text: str
    suggestions: tuple[Suggestion, ...]
    positions: ProtocolFile

    def line_of(self, suggestion: Suggestion) -> int:
        """Give the line of the block that a suggestion is for; of one for the file, that of the key it has."""
        return self.positions.line_of(suggestion.path or (suggestion.key,))


def suggest(root: Path, path: str, *, as_of: date, lowest: Confidence) -> tuple[Draft | None, tuple[Diagnostic, ...]]:
    """Give what could be added to a protocol file, from a confidence on; None, with what is wrong, if it is unreadable.

    Nothing is written.
    """
    loaded = load_corpus(root, as_of=as_of, also=(path,))
    slug = protocol_slug(path)
    raw, _ = read_protocol_file(root, path)
    protocol = loaded.corpus.by_slug.get(slug) if loaded.corpus else None
    file = loaded.corpus.files.get(slug) if loaded.corpus else None
    text = raw if isinstance(raw, Diagnostic) else decoded(raw, file=path)
    if loaded.corpus is None or protocol is None or file is None or file.path != path or isinstance(text, Diagnostic):
        return None, tuple(fault for fault in loaded.diagnostics if fault.file == path or loaded.corpus is None)
    wanted = tuple(
        each
        for each in suggestions(loaded.corpus, protocol)
        if lowest is Confidence.POSSIBLE or each.confidence is Confidence.MATCHED
    )
    return Draft(path, text, wanted, file), ()

"""What commands change in protocol files: the order of the steps, from the file to its new bytes."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

from generator.diagnostics import Diagnostic
from generator.mending.mend import NOTHING, Confirmed, Mended, mended
from generator.repository import load_corpus, protocol_slug, read_protocol_file

__all__ = ["Confirmed", "Mended", "mend", "protocol_files"]


def protocol_files(root: Path, *, as_of: date, chosen: Collection[str] = ()) -> tuple[str, ...]:
    """Give the protocol files that a command is about: those chosen, or all."""
    paths = load_corpus(root, as_of=as_of, also=chosen).protocol_files
    return tuple(path for path in paths if not chosen or path in chosen)


def mend(root: Path, path: str, *, confirmed: Confirmed = NOTHING) -> Mended | None:
    """Mend one protocol file, and write nothing; None where it cannot be read from the disk."""
    raw, source = read_protocol_file(root, path)
    if isinstance(raw, Diagnostic):
        return None
    return mended(raw, file=path, slug=protocol_slug(path), source=source, confirmed=confirmed)

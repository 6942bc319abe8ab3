"""What is inside a Word or OpenDocument file, which is a zip of XML: opened with care."""

import zipfile
import zlib
from io import BytesIO
from typing import Any, TypeAlias

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from generator.importing.document import UnreadableError

Element: TypeAlias = Any
"""An element of ElementTree."""

LARGEST_PART = 40_000_000
"""Bytes of one part, unpacked. A text of a hundred pages has about two million."""
MOST_PARTS = 5_000
DEEPEST = 200


class Archive:
    """The parts of a document file, by name."""

    def __init__(self, raw: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(raw))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
            raise UnreadableError("the file is damaged", "ask for it again, or save it anew") from None
        if len(entries) > MOST_PARTS:
            raise UnreadableError(f"the file holds {len(entries):,} parts", "is this the right file?")
        self._entries = {entry.filename: entry for entry in entries}

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in order."""
        return tuple(self._entries)

    def read(self, name: str) -> bytes | None:
        """Give the bytes of a part; None where there is none."""
        entry = self._entries.get(name)
        if entry is None:
            return None
        if entry.flag_bits & 1:
            raise UnreadableError("the file is locked with a password", "save a copy without the password")
        if entry.file_size > LARGEST_PART:
            raise _too_large()
        try:
            with self._zip.open(entry) as part:
                content = part.read(LARGEST_PART + 1)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
            raise UnreadableError("the file is damaged", "ask for it again, or save it anew") from None
        if len(content) > LARGEST_PART:
            raise _too_large()
        return content

    def xml(self, name: str) -> Element | None:
        """Give a part as XML; None where there is none."""
        content = self.read(name)
        return None if content is None else parsed(content)


def parsed(content: bytes) -> Element:
    """Read XML that may be hostile: no entities of its own, nothing fetched, no endless depth."""
    try:
        root = fromstring(content, forbid_dtd=True)
    except DefusedXmlException:
        raise UnreadableError(
            "the file holds XML entities, which no word processor writes", "open it and save it anew"
        ) from None
    except (ParseError, ValueError, LookupError):
        raise UnreadableError("the file is damaged", "open it and save it anew") from None
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise UnreadableError("the file is nested too deeply", "open it and save it anew")
        level = [child for element in level for child in element]
    return root


def _too_large() -> UnreadableError:
    return UnreadableError("the file unpacks to more than 40 MB of text", "is this the right file?")

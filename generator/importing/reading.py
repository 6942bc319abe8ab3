"""Which form of document a file is, by what it holds, and the document."""

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from types import MappingProxyType
from zipfile import BadZipFile, ZipFile, is_zipfile

from generator.importing.characters import made_plain
from generator.importing.document import BlockKind, Document, Refused, UnreadableError
from generator.importing.docx import read_docx
from generator.importing.html import read_html
from generator.importing.markdown import read_markdown
from generator.importing.odt import read_odt
from generator.importing.pdf import read_pdf
from generator.importing.text import decode, read_text

LARGEST_DOCUMENT = 50_000_000
"""Bytes. Larger ones are scans, as a rule."""
MOST_CHARACTERS = 400_000
"""Of text; the file that comes of it must stay below the megabyte that a protocol file may have."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|section|div|h[1-6]|p|table)\b", re.I | re.S
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")

_READERS: Mapping[str, Callable[[bytes], Document]] = MappingProxyType(
    {
        "docx": read_docx,
        "odt": read_odt,
        "pdf": read_pdf,
        "html": lambda raw: read_html(decode(raw)),
        "md": lambda raw: read_markdown(decode(raw)),
        "txt": lambda raw: read_text(decode(raw)),
    }
)


def read_document(raw: bytes, name: str) -> Document | Refused:
    """Read a document of any form. The form is told by what the file holds; its name only tells Markdown from text."""
    try:
        document = made_plain(_READERS[_form(raw, name)](raw))
        _must_have_words(document)
    except UnreadableError as error:
        return error.refused
    except (RecursionError, MemoryError):
        return Refused("the file is too large or nested too deeply", "is this the right file?")
    return document


def _form(raw: bytes, name: str) -> str:
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if not raw.strip():
        raise UnreadableError("the file is empty", "was it saved?")
    if len(raw) > LARGEST_DOCUMENT:
        raise UnreadableError(
            f"the file has {len(raw):,} bytes, and at most {LARGEST_DOCUMENT:,} are read",
            "if it is a scan, ask the council for the document with its text",
        )
    if b"%PDF-" in raw[:1024]:
        return "pdf"
    if raw.startswith(b"PK"):
        return _zipped(raw)
    if raw.startswith(_OLE):
        if _ENCRYPTED in raw:
            raise UnreadableError("the file is locked with a password", "open it in Word and save a copy without one")
        raise UnreadableError(
            "this is a document of the old Word (.doc)", "open it in Word or LibreOffice and save it as .docx"
        )
    if raw.startswith(b"{\\rtf"):
        raise UnreadableError("this is rich text (.rtf)", "open it in Word or LibreOffice and save it as .docx")
    if raw.startswith(_PICTURES) or raw[8:12] in (b"WEBP", b"ftyp") or raw[4:8] == b"ftyp":
        raise UnreadableError("this is a picture", "ask for the document itself; a picture has no words to take over")
    text = decode(raw)
    if _HTML.match(text) or (ending in ("html", "htm", "xhtml") and "<" in text):
        return "html"
    return "md" if ending in ("md", "markdown") else "txt"


def _zipped(raw: bytes) -> str:
    if not is_zipfile(BytesIO(raw)):
        raise UnreadableError("the file is damaged", "ask for it again, or save it anew")
    try:
        with ZipFile(BytesIO(raw)) as archive:
            names = set(archive.namelist())
    except (BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        raise UnreadableError("the file is damaged", "ask for it again, or save it anew") from None
    if "content.xml" in names:
        return "odt"
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        raise UnreadableError(
            "this is a spreadsheet or a presentation", "import takes docx, pdf, odt, html, md and txt"
        )
    raise UnreadableError("this is an archive of files", "unpack it, and import the document that is inside")


def _must_have_words(document: Document) -> None:
    count = sum(len(block.text) + sum(len(cell) for row in block.rows for cell in row) for block in document.blocks)
    if not any(block.kind not in (BlockKind.PAGE_BREAK, BlockKind.APART) for block in document.blocks):
        if document.form == "PDF":
            raise UnreadableError(
                "the PDF has no text: it is a scan, a picture of each page",
                "ask for the document itself, or have its text recognised (OCR) first",
            )
        raise UnreadableError("the document has no words", "is this the right file?")
    if count > MOST_CHARACTERS:
        raise UnreadableError(
            f"the document has {count:,} characters, and a protocol file holds at most {MOST_CHARACTERS:,}",
            "cut out the part that is the protocol",
        )

"""Which text the bytes of a file are."""

from generator.diagnostics import Diagnostic, Position

LARGEST_FILE = 1_000_000
"""Bytes. The largest protocol that we know has about 30,000."""

_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_BEGINNINGS = {
    b"PK\x03\x04": "a Word document or another packed file",
    b"\xd0\xcf\x11\xe0": "an old Word document",
    b"%PDF-": "a PDF",
    b"{\\rtf": "a document in Rich Text Format",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"<!doctype html": "a web page",
    b"<html": "a web page",
}
_LONGEST_BEGINNING = 40
_IMPORTED = "'protocols import' makes a protocol file from a Word document (.docx), a PDF or a web page"


def decoded(raw: bytes, *, file: str) -> str | Diagnostic:
    """The text of a UTF-8 file with `\\n` at the end of every line and without a byte order mark.

    A byte that is no UTF-8 becomes a lone surrogate (`surrogateescape`), so that its place can be told. A file that is
    too large, is UTF-16 or no text file is not read.
    """
    if len(raw) > LARGEST_FILE:
        return Diagnostic(
            file=file,
            position=None,
            message=f"a file may have {LARGEST_FILE:,} bytes (1 MB), found {len(raw):,}",
            rule="file-too-large",
            hint="is this the right file? A protocol is text only; pictures and scans stay outside",
        )
    if kind := _other_kind(raw):
        message = f"expected a text file, found {kind}"
        return Diagnostic(file=file, position=None, message=message, rule="not-text", hint=_IMPORTED)
    if _is_wide(raw):
        return Diagnostic(
            file=file,
            position=Position(1, 1),
            message="expected UTF-8, found UTF-16",
            rule="not-utf-8",
            hint="save the file as UTF-8 (in Notepad: Save as, Encoding)",
        )
    text = raw.decode("utf-8", errors="surrogateescape")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text if text.endswith("\n") else f"{text}\n"


def in_old_encoding(text: str) -> str | None:
    """Give the text of a file that was saved in the old encoding of Windows; None where it was not, or that is unclear.

    Such a file has letters beyond ASCII, and none of them is UTF-8.
    """
    if _is_readable(text):
        return None
    others = [sign for sign in set(text) if sign > "\x7f"]
    if not all("\udc80" <= sign <= "\udcff" for sign in others):
        return None
    try:
        return text.encode("utf-8", "surrogateescape").decode("cp1252")
    except UnicodeDecodeError:
        return None


def _is_readable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _other_kind(raw: bytes) -> str | None:
    beginning = raw[:_LONGEST_BEGINNING].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((kind for sign, kind in _BEGINNINGS.items() if beginning.startswith(sign.lower())), None)


def _is_wide(raw: bytes) -> bool:
    even, odd = raw[0:8:2], raw[1:8:2]
    return raw.startswith(_WIDE_MARKS) or (len(raw) >= 4 and (not any(even)) != (not any(odd)))

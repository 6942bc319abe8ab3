"""Which text the bytes of a file are."""

from generator.diagnostics import Diagnostic, Position

LARGEST_FILE = 1_000_000
"""Bytes. The largest protocol that we know has about 30,000."""

_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def decoded(raw: bytes, *, file: str) -> str | Diagnostic:
    """The text of a UTF-8 file with `\\n` at the end of every line and without a byte order mark.

    A byte that is no UTF-8 becomes a lone surrogate (`surrogateescape`), so that its place can be told. A file that is
    too large or is UTF-16 is not read.
    """
    if len(raw) > LARGEST_FILE:
        return Diagnostic(
            file=file,
            position=None,
            message=f"a file may have {LARGEST_FILE:,} bytes (1 MB), found {len(raw):,}",
            rule="file-too-large",
            hint="is this the right file? A protocol is text only; pictures and scans stay outside",
        )
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


def _is_wide(raw: bytes) -> bool:
    even, odd = raw[0:8:2], raw[1:8:2]
    return raw.startswith(_WIDE_MARKS) or (len(raw) >= 4 and (not any(even)) != (not any(odd)))

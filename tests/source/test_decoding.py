"""The text of a file, and the files that are not read at all."""

from generator.diagnostics import Diagnostic, Position
from generator.source.decoding import LARGEST_FILE, decoded


def test_every_line_ends_in_a_line_feed() -> None:
    assert decoded(b"a: 1\r\nb: 2\rc: 3\nd: 4", file="f.yml") == "a: 1\nb: 2\nc: 3\nd: 4\n"


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert decoded(b"\xef\xbb\xbfa: 1\n", file="f.yml") == "a: 1\n"


def test_a_file_of_a_megabyte_is_read() -> None:
    assert decoded(b"#" * (LARGEST_FILE - 1) + b"\n", file="f.yml") == "#" * (LARGEST_FILE - 1) + "\n"


def test_a_file_of_more_than_a_megabyte_is_not_read() -> None:
    assert decoded(b"#" * (LARGEST_FILE + 1), file="f.yml") == Diagnostic(
        file="f.yml",
        position=None,
        message="a file may have 1,000,000 bytes (1 MB), found 1,000,001",
        rule="file-too-large",
        hint="is this the right file? A protocol is text only; pictures and scans stay outside",
    )


def test_utf_16_is_told_as_what_it_is_with_and_without_its_mark() -> None:
    told = Diagnostic(
        file="f.yml",
        position=Position(1, 1),
        message="expected UTF-8, found UTF-16",
        rule="not-utf-8",
        hint="save the file as UTF-8 (in Notepad: Save as, Encoding)",
    )

    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        assert decoded("title: Protocol\n".encode(encoding), file="f.yml") == told

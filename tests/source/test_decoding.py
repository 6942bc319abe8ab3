"""The text of a file, and the files that are not read at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, Position
from generator.source.decoding import LARGEST_FILE, decoded, in_old_encoding
from generator.source.loader import load_yaml


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


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"PK\x03\x04\x14\x00", "a Word document or another packed file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Word document"),
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"{\\rtf1\\ansi", "a document in Rich Text Format"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html>\n", "a web page"),
        (b"<HTML>", "a web page"),
    ],
)
def test_a_file_that_is_no_text_file_is_told_once_as_what_it_is(raw: bytes, kind: str) -> None:
    assert decoded(raw + b"\x00\xff" * 50, file="f.yml") == Diagnostic(
        file="f.yml",
        position=None,
        message=f"expected a text file, found {kind}",
        rule="not-text",
        hint="'protocols import' makes a protocol file from a Word document (.docx), a PDF or a web page",
    )


def test_a_file_in_the_old_encoding_of_windows_is_told_once_and_read() -> None:
    found = load_yaml("title: Café – a “house”\nkind: naïve\n".encode("cp1252"), file="f.yml")

    assert found.data == {"title": "Café – a “house”", "kind": "naïve"}
    assert found.diagnostics == (
        Diagnostic(
            "f.yml",
            Position(1, 11),
            "expected UTF-8, found the byte E9 and 4 more",
            "not-utf-8",
            "save the file as UTF-8 (in Notepad: Save as, Encoding); in an old Windows file this byte is 'é'",
        ),
    )


@given(st.text())
def test_a_text_in_utf_8_is_never_taken_for_another_encoding(text: str) -> None:
    assert in_old_encoding(text) is None


def test_a_file_of_two_encodings_is_told_byte_by_byte() -> None:
    raw = "title: Café\n".encode() + "kind: naïve\nstatus: “draft”\n".encode("cp1252")

    assert in_old_encoding(raw.decode(errors="surrogateescape")) is None
    assert [each.rule for each in load_yaml(raw, file="f.yml").diagnostics] == ["not-utf-8"] * 3

"""Which characters a file may hold, and how others are told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, Position, Severity
from generator.source.characters import MOST_PLACES, cleaned, unwanted_characters, without_refused
from generator.source.loader import load_yaml


def told(text: str) -> list[tuple[int, int, str, str]]:
    """Line, column, severity and rule of each fault."""
    return [
        (d.position.line, d.position.column, d.severity.value, d.rule)
        for d in unwanted_characters(text, file="f.yml")
        if d.position
    ]


@pytest.mark.parametrize(
    ("character", "severity", "rule"),
    [
        ("\0", "error", "control-character"),
        ("\x07", "error", "control-character"),
        ("\x0b", "error", "control-character"),
        ("\x1b", "error", "control-character"),
        ("\x7f", "error", "control-character"),
        ("\x9f", "error", "control-character"),
        ("\t", "error", "tab-character"),
        ("\x85", "error", "unusual-line-break"),
        ("\u2028", "error", "unusual-line-break"),
        ("\u2029", "error", "unusual-line-break"),
        ("\u200e", "error", "bidirectional-character"),
        ("\u202e", "error", "bidirectional-character"),
        ("\u2066", "error", "bidirectional-character"),
        ("\u200b", "error", "invisible-character"),
        ("\u2060", "error", "invisible-character"),
        ("\ufeff", "error", "invisible-character"),
        ("\U000e0041", "error", "invisible-character"),
        ("\ufdd0", "error", "non-character"),
        ("\uffff", "error", "non-character"),
        ("\U0001fffe", "error", "non-character"),
        ("\U0010ffff", "error", "non-character"),
        ("\udce9", "error", "not-utf-8"),
        ("\xa0", "warning", "non-breaking-space"),
        ("\u202f", "warning", "non-breaking-space"),
        ("\xad", "warning", "soft-hyphen"),
        ("\ufffd", "warning", "replacement-character"),
    ],
)
def test_an_unwanted_character_is_told_at_its_line_and_column(character: str, severity: str, rule: str) -> None:
    assert told(f"a: b\né😀: c{character}d\n") == [(2, 6, severity, rule)]


@pytest.mark.parametrize(
    "text", ["क्\u200dष", "می\u200cخواهم", "👩\u200d👧", "“it’s” – £5 ½ …", "ﬁ ²", "Ångström", "עברית"]
)
def test_joiners_accents_emoji_and_typography_are_wanted(text: str) -> None:
    assert told(text) == []


def test_every_place_is_told_and_neighbours_are_one_place() -> None:
    assert told("\x00\x01a\x02\nb\t\tc\td\n") == [
        (1, 1, "error", "control-character"),
        (1, 4, "error", "control-character"),
        (2, 2, "error", "tab-character"),
        (2, 5, "error", "tab-character"),
    ]


def test_a_byte_of_an_old_windows_file_is_told_with_the_letter_it_was() -> None:
    text = b"title: caf\xe9\n".decode(errors="surrogateescape")

    assert unwanted_characters(text, file="f.yml") == (
        Diagnostic(
            file="f.yml",
            position=Position(1, 11),
            message="expected UTF-8, found the byte E9",
            rule="not-utf-8",
            hint="save the file as UTF-8 (in Notepad: Save as, Encoding); in an old Windows file this byte is 'é'",
        ),
    )


def test_an_accent_apart_from_its_letter_is_told_once_a_line() -> None:
    assert unwanted_characters("a: b\nc: cafe\u0301 e\u0301\n", file="f.yml") == (
        Diagnostic(
            file="f.yml",
            position=Position(2, 7),
            message="expected accents in Unicode's composed form (NFC), found 'e\u0301'",
            rule="not-composed",
            hint="delete the letter with its accent and type it anew as one character: 'é'",
            severity=Severity.WARNING,
        ),
    )


def test_many_places_of_one_rule_are_counted_at_the_end() -> None:
    found = unwanted_characters("\x00\n" * (MOST_PLACES + 3) + "\t", file="f.yml")

    assert len(found) == MOST_PLACES + 2
    assert found[-1] == Diagnostic(
        file="f.yml",
        position=None,
        message="3 more places of this file hold the same fault",
        rule="control-character",
        hint="delete it, or put a space in its place",
    )


@given(st.text())
def test_a_cleaned_text_is_as_long_as_before_and_holds_nothing_refused(text: str) -> None:
    clean = cleaned(text)

    assert len(clean) == len(text)
    assert clean.count("\n") == text.count("\n")
    assert not [
        d
        for d in unwanted_characters(without_refused(text), file="f.yml")
        if d.severity is Severity.ERROR and d.rule != "non-breaking-indent"
    ]


def test_a_non_breaking_space_before_a_line_is_an_error_once_a_line_and_is_read_as_a_space() -> None:
    found = load_yaml("a:\n \xa0\xa0b: c\xa0d\n\xa0\u202f e: f\n".encode(), file="f.yml")

    assert [(each.position, str(each.severity), each.rule) for each in found.diagnostics] == [
        (Position(2, 2), "error", "non-breaking-indent"),
        (Position(2, 8), "warning", "non-breaking-space"),
        (Position(3, 1), "error", "non-breaking-indent"),
    ]
    assert found.data == {"a": {"b": "c\xa0d", "e": "f"}}


def test_a_value_that_begins_with_a_non_breaking_space_keeps_it() -> None:
    assert without_refused("\xa0a\n\xa0b") == "\xa0a\n\xa0b"

"""Where a document says what it says."""

import pytest

from generator.diagnostics import KeyPath, Position
from generator.source.loader import load_yaml

TEXT = """\
# a comment
title: Harröw 😀 protocol
label: 3.10
sections:
  - id: one
    text: >-
      Both the Board
      and the   Partnership

      report
    note: 'it''s the "Board"'
    tags: [a, "b c"]
    more: two
      lines
    by:
  - {id: two, text: "x \\u00e9 y"}
"""
DOCUMENT = load_yaml(TEXT.encode(), file="protocols/x.yml")


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ((), 2, 1),
        (("title",), 2, 8),
        (("label",), 3, 8),
        (("sections",), 5, 3),
        (("sections", 0), 5, 5),
        (("sections", 0, "id"), 5, 9),
        (("sections", 0, "text"), 6, 11),
        (("sections", 0, "note"), 11, 11),
        (("sections", 0, "tags"), 12, 11),
        (("sections", 0, "tags", 1), 12, 15),
        (("sections", 0, "more"), 13, 11),
        (("sections", 0, "by"), 15, 8),
        (("sections", 1), 16, 5),
        (("sections", 1, "text"), 16, 21),
    ],
)
def test_a_value_is_located_where_it_begins(path: KeyPath, line: int, column: int) -> None:
    assert DOCUMENT.position_of(path) == DOCUMENT.positions[path] == Position(line, column)


def test_a_key_is_located_apart_from_its_value() -> None:
    assert DOCUMENT.key_positions[("sections",)] == Position(4, 1)
    assert DOCUMENT.key_positions[("sections", 1, "text")] == Position(16, 15)


def test_a_missing_key_is_located_at_the_block_that_lacks_it() -> None:
    assert DOCUMENT.position_of(("sections", 0, "heading")) == Position(5, 5)
    assert DOCUMENT.position_of(("sections", 7, "id")) == Position(5, 3)
    assert DOCUMENT.position_of(("kind", "id")) == Position(2, 1)


def test_a_value_that_is_not_text_is_kept_as_it_was_written() -> None:
    assert DOCUMENT.data is not None
    assert DOCUMENT.data["label"] == 3.1
    assert DOCUMENT.written == {("label",): "3.10", ("sections", 0, "by"): ""}


@pytest.mark.parametrize(
    ("path", "words", "line", "column"),
    [
        (("title",), "protocol", 2, 17),
        (("sections", 0, "text"), "Both", 7, 7),
        (("sections", 0, "text"), "Partnership", 8, 17),
        (("sections", 0, "text"), "report", 10, 7),
        (("sections", 0, "note"), "it", 11, 12),
        (("sections", 0, "tags", 1), "c", 12, 18),
        (("sections", 0, "more"), "lines", 14, 7),
    ],
)
def test_words_within_a_text_are_located_in_the_file(path: KeyPath, words: str, line: int, column: int) -> None:
    value = DOCUMENT._value_at(path)
    assert isinstance(value, str)

    assert DOCUMENT.position_in(path, value.index(words)) == Position(line, column)


def test_words_after_an_escape_are_located_at_the_start_of_their_text() -> None:
    assert DOCUMENT.position_in(("sections", 0, "note"), 6) == Position(11, 11)
    assert DOCUMENT.position_in(("sections", 1, "text"), 4) == Position(16, 21)


def test_a_place_outside_any_text_is_located_at_its_block() -> None:
    assert DOCUMENT.position_in(("title",), 999) == Position(2, 8)
    assert DOCUMENT.position_in(("sections", 0, "heading"), 3) == Position(5, 5)

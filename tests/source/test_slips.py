"""Unquoted texts that YAML reads otherwise than they were probably meant."""

import pytest

from generator.diagnostics import Diagnostic, Position, Severity
from generator.source.loader import load_yaml
from generator.source.slips import quoted, shortened


def test_a_text_cut_by_one_space_and_a_hash_is_told() -> None:
    assert load_yaml(b"a: 1\nplace: Room # 3\n", file="f.yml").diagnostics == (
        Diagnostic(
            file="f.yml",
            position=Position(2, 13),
            message="'Room' is followed by '# 3', which YAML takes for a comment",
            rule="text-cut-by-comment",
            hint='put the text in quotes: "Room # 3"; if it is a comment, write two spaces before the #',
            severity=Severity.WARNING,
            path=("place",),
        ),
    )


def test_a_text_that_is_all_comment_is_told() -> None:
    assert load_yaml(b"place: #3\n", file="f.yml").diagnostics == (
        Diagnostic(
            file="f.yml",
            position=Position(1, 8),
            message="there is no text before '#3', which YAML takes for a comment",
            rule="text-cut-by-comment",
            hint='put the text in quotes: "#3"; if it is a comment, write two spaces before the #',
            severity=Severity.WARNING,
            path=("place",),
        ),
    )


@pytest.mark.parametrize(
    "text",
    [
        "a: b  # two spaces\n",
        "a: 'b' # after a quote\n",
        "a: [b] # after a bracket\n",
        "a: 3 # after a number\n",
        "a: # before a block\n  b: c\n",
        "a: >-\n  Room # 3\n",
        'a: "Room # 3"\n',
        "a: Room#3\n",
        "# a line\na: b\n",
        "a: one - two\n  three -four\n",
        "a: the “other” words\n",
        'a: "“all”"\n',
    ],
)
def test_what_is_meant_is_not_told(text: str) -> None:
    assert load_yaml(text.encode(), file="f.yml").diagnostics == ()


def test_a_list_item_that_is_read_as_text_is_told_at_its_dash() -> None:
    found = load_yaml("é:\n  - b\n    c\n      - d\n".encode(), file="f.yml")

    assert found.data == {"é": ["b c - d"]}
    assert [(d.position, d.rule, d.severity) for d in found.diagnostics] == [
        (Position(4, 7), "dash-in-text", Severity.WARNING)
    ]


def test_curly_quotes_around_a_whole_text_are_told() -> None:
    found = load_yaml("label: “3.1”\n".encode(), file="f.yml")

    assert found.data == {"label": "“3.1”"}
    assert found.diagnostics == (
        Diagnostic(
            file="f.yml",
            position=Position(1, 8),
            message="expected straight quotes, found curly ones around '“3.1”', which stay in the text",
            rule="curly-quotes",
            hint='write "3.1"; if the document itself has these quotes, write "“3.1”"',
            severity=Severity.WARNING,
            path=("label",),
        ),
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [("a: b", '"a: b"'), ('the "b"', "'the \"b\"'"), ('it\'s "b"', "'it''s \"b\"'"), ("C:\\d", "'C:\\d'")],
)
def test_quotes_are_chosen_so_that_the_text_reads_back(text: str, written: str) -> None:
    assert quoted(text) == written
    assert load_yaml(f"a: {written}\n".encode(), file="f.yml").data == {"a": text}


def test_a_long_text_is_shortened_in_messages() -> None:
    assert shortened("word " * 20) == "word " * 11 + "word…"

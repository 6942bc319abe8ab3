"""Laws of the loader: what holds for any bytes, any data and either parser."""

import unicodedata
from collections.abc import Iterator

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator.diagnostics import KeyPath, Position, Severity
from generator.source.characters import unwanted_characters
from generator.source.document import SourceDocument
from generator.source.loader import load_yaml
from generator.source.scalars import core_value

SIGNS = [
    *(
        "a",
        "b: ",
        "id:x",
        "a: 1\n",
        "- ",
        "-",
        "x",
        "\n",
        "\n  ",
        "\n    ",
        " ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        ": ",
        "? ",
        "?",
    ),
    *(
        "#",
        " # ",
        "'",
        '"',
        "''",
        "\\n",
        "\\",
        "|",
        "|-\n  x",
        ">-\n  y\n  z\n",
        "|#",
        "> ",
        "&a ",
        "*a",
        "!t ",
        "!",
        "!!str ",
    ),
    *(
        "<<: *a\n",
        "%YAML 1.2\n",
        "\n---\n",
        "\n...\n",
        "@",
        "`",
        "é",
        "😀",
        "“x”",
        "http://x",
        "~",
        "3.10",
        "yes",
        "\\u00e9",
    ),
    *(
        "\\0",
        "\\ud800",
        "\\UFFFFFFFF",
        "\t",
        "\0",
        "\u200b",
        "\u2028",
        "\ufeff",
        "\r\n",
        "\r",
        "\xa0",
        "e\u0301",
        "[[[[[",
    ),
]
REALISTIC = """\
title: Protocol of Harröw 😀
authorities: [isle-of-wight, "b", 'it''s']
dated: 2021-02-24
sections:
  - id: purpose
    label: 3.10
    text: >-
      Both the Isle – its own –

      in the welfare
        of children?
    topics: [who?, {a: {b: [c, ~]}}]
  - text: |+
      "Joint" areas of it's   # text
    by:
  - two lines
    of text # 3
"""

scribbles = st.lists(st.sampled_from(SIGNS), max_size=14).map("".join)
plain_texts = st.text(
    st.sampled_from("ab Z.,:;#-'\"\\|<>[]{}&*!%@`?=~/()123é😀–“”’½\n") | st.characters(codec="utf-8")
).filter(lambda text: not unwanted_characters(text, file="f.yml") and unicodedata.is_normalized("NFC", text))
texts_that_stay = plain_texts.filter(lambda text: not text.strip() or isinstance(core_value(text), str))
keys = st.text(st.sampled_from("abcXYZ_é 😀'\"#,."), min_size=1, max_size=12).filter(
    lambda key: isinstance(core_value(key), str)
)
plain_data = st.dictionaries(
    keys,
    st.recursive(
        texts_that_stay,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
        max_leaves=12,
    ),
    min_size=1,
    max_size=5,
)


@st.composite
def broken_files(draw: st.DrawFn) -> str:
    """A realistic file with up to three places changed."""
    text = REALISTIC
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + draw(st.sampled_from(SIGNS)) + text[place + draw(st.integers(0, 3)) :]
    return text


def nodes(node: yaml.Node, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Position]]:
    """Where PyYAML's own composer says that each value begins."""
    yield path, Position(node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from nodes(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for place, value in enumerate(node.value):
            yield from nodes(value, (*path, place))


def is_sound(document: SourceDocument) -> bool:
    """Data or an error, and every position within the text."""
    lines = document.text.split("\n") or [""]
    places = [*document.positions.values(), *document.key_positions.values()]
    places += [d.position for d in document.diagnostics if d.position]
    has_error = any(d.severity is Severity.ERROR for d in document.diagnostics)
    return (document.data is not None or has_error) and all(
        1 <= p.line <= len(lines) and 1 <= p.column <= len(lines[p.line - 1]) + 1 for p in places
    )


@given(st.binary())
@example(b"\xff\xfe")
@example(b"a: \xed\xa0\x80")
def test_any_bytes_give_data_or_an_error(raw: bytes) -> None:
    assert is_sound(load_yaml(raw, file="f.yml"))


@given(scribbles | broken_files())
@example('"\\UFFFFFFFF"')
@example("%YAML 9" + "9" * 5000 + ".1\n---\n")
@example("!<%ff> a")
@example("a: " + "9" * 5000)
@example("a: 1e9999")
def test_any_text_gives_data_or_an_error(text: str) -> None:
    assert is_sound(load_yaml(text.encode(), file="f.yml"))


@given(scribbles | broken_files())
@example(REALISTIC)
@example("\ufeff" + REALISTIC.replace("\n", "\r\n"))
@example("a: |#\n  b\n")
@example("a: {b:\n}")
@example("a: [b ? c]")
@example("a: !, b")
@example("%FOO\n---\na: b")
@example("a: > # c\n  é😀\n\n  d # e\n\n\nb: 'é😀' # f")
def test_either_parser_gives_the_same(text: str) -> None:
    with_libyaml = load_yaml(text.encode(), file="f.yml", libyaml=True)
    without = load_yaml(text.encode(), file="f.yml", libyaml=False)

    assert repr(with_libyaml) == repr(without)


@given(plain_data, st.sampled_from([None, '"', "'", "|", ">"]), st.booleans())
def test_data_survives_being_written_as_yaml(data: dict[str, object], style: str | None, in_brackets: bool) -> None:
    written = yaml.safe_dump(data, allow_unicode=True, default_style=style, default_flow_style=in_brackets)

    found = load_yaml(written.encode(), file="f.yml")

    assert found.data == data
    assert not [d for d in found.diagnostics if d.severity is Severity.ERROR]


@given(plain_data, st.sampled_from([None, '"', "'", "|", ">"]), st.booleans())
def test_every_position_points_at_its_value(data: dict[str, object], style: str | None, in_brackets: bool) -> None:
    written = yaml.safe_dump(data, allow_unicode=True, default_style=style, default_flow_style=in_brackets)

    found = load_yaml(written.encode(), file="f.yml")

    assert found.positions == dict(nodes(yaml.compose(written, Loader=yaml.SafeLoader)))


def test_line_ends_and_a_byte_order_mark_change_neither_data_nor_positions() -> None:
    plain = load_yaml(REALISTIC.encode(), file="f.yml")

    assert load_yaml(REALISTIC.encode("utf-8-sig"), file="f.yml") == plain
    assert load_yaml(REALISTIC.replace("\n", "\r\n").encode(), file="f.yml") == plain
    assert load_yaml(REALISTIC.replace("\n", "\r").encode(), file="f.yml") == plain


def test_a_realistic_file_is_read_as_it_is_meant() -> None:
    assert load_yaml(REALISTIC.encode(), file="f.yml").data == {
        "title": "Protocol of Harröw 😀",
        "authorities": ["isle-of-wight", "b", "it's"],
        "dated": "2021-02-24",
        "sections": [
            {
                "id": "purpose",
                "label": 3.1,
                "text": "Both the Isle – its own –\nin the welfare\n  of children?",
                "topics": ["who?", {"a": {"b": ["c", None]}}],
            },
            {"text": '"Joint" areas of it\'s   # text\n', "by": None},
            "two lines of text",
        ],
    }


def test_a_file_that_cannot_be_decoded_gives_a_document_without_data() -> None:
    found = load_yaml(b"a: b\n" * 300_000, file="protocols/big.yml")

    assert (found.data, found.text, [d.rule for d in found.diagnostics]) == (None, "", ["file-too-large"])
    assert found.position_of(("a",)) == Position(1, 1)


def test_a_file_that_was_pasted_twice_is_told_once_where_it_begins_again() -> None:
    whole = "a: 1\nb: 2\nc: 3\nd: 4\ne: {f: 5, f: 6}\n"

    found = load_yaml((whole * 2).encode(), file="f.yml").diagnostics

    assert [(each.position, each.rule, each.message, each.hint) for each in found] == [
        (
            Position(5, 11),
            "repeated-key",
            "expected every key once, found 'f' again after line 5",
            "give one of the two another name, or join what they hold under one",
        ),
        (
            Position(6, 1),
            "repeated-key",
            "the file begins again here: 5 of its keys stand twice",
            "if it was pasted twice, delete everything from here on",
        ),
        (
            Position(10, 11),
            "repeated-key",
            "expected every key once, found 'f' again after line 10",
            "give one of the two another name, or join what they hold under one",
        ),
    ]

from pathlib import Path

import pytest

from generator.source.edits import edited
from generator.source.layout import layout, with_entry, with_key
from generator.source.loader import load_yaml

PROTOCOLS = sorted((Path(__file__).parents[2] / "protocols").glob("*.yml"))
ORDER = ("id", "label", "text", "topics", "notes")


@pytest.mark.parametrize("path", PROTOCOLS, ids=lambda path: path.stem)
def test_every_value_of_our_files_has_a_place_that_begins_where_the_reader_says(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    document = load_yaml(text.encode(), file="x.yml")

    place = layout(text)

    assert place is not None
    assert place.values.keys() == document.positions.keys()
    for key, span in place.values.items():
        at = document.positions[key]
        assert (text.count("\n", 0, span.start) + 1, span.start - place.line_begin(span.start) + 1) == (
            at.line,
            at.column,
        )
        assert text[span.start : span.end] == text[span.start : span.end].strip()


def test_a_key_comes_behind_those_before_it_in_the_order_and_leaves_comments_where_they_are() -> None:
    text = "a:\n  - id: x  # first\n    text: >-\n      Long\n      text\n    # of the notes\n    notes: []\n"
    place = layout(text)
    assert place is not None

    edit = with_key(place, ("a", 0), "topics", ("topics: [voice]",), ORDER)

    assert edit is not None
    assert edited(text, [edit]) == (
        "a:\n  - id: x  # first\n    text: >-\n      Long\n      text\n    topics: [voice]\n"
        "    # of the notes\n    notes: []\n"
    )


def test_a_key_goes_into_brackets_behind_the_one_before_it() -> None:
    text = "a: [{id: x, notes: [], }]\n"
    place = layout(text)
    assert place is not None

    edit = with_key(place, ("a", 0), "text", ("text: y",), ORDER)

    assert edit is not None
    assert edited(text, [edit]) == "a: [{id: x, text: y, notes: [], }]\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: [x]\n", "a: [x, y]\n"),
        ("a: []\n", "a: [y]\n"),
        ("a:\n  - x\nb: 1\n", "a:\n  - x\n  - y\nb: 1\n"),
        ("a:\n- x  # why\nb: 1\n", "a:\n- x  # why\n- y\nb: 1\n"),
        ("a:\n  - x", "a:\n  - x\n  - y"),
    ],
)
def test_an_entry_comes_at_the_end_of_its_list(text: str, expected: str) -> None:
    place = layout(text)
    assert place is not None

    edit = with_entry(place, ("a",), ("y",))

    assert edit is not None
    assert edited(text, [edit]) == expected


@pytest.mark.parametrize("text", ["a: [", "a: &x 1\nb: *x\n", "a: 1\na: 2\n", "", "? [a]\n: b\n"])
def test_a_text_that_cannot_be_changed_with_safety_has_no_layout(text: str) -> None:
    assert layout(text) is None

"""Files that two people have changed, and that Git could not join."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, Position
from generator.source.conflicts import without_conflicts
from generator.source.loader import load_yaml

TEXT = "a:\n  - b: 1\n{}  - b: 2\nc: 3\n"
TWO = "<<<<<<< HEAD\n    d: ours\n=======\n    d: theirs\n    e: more\n>>>>>>> side\n"
THREE = "<<<<<<< HEAD\n    d: ours\n||||||| 1234567\n    d: base\n=======\n    d: theirs\n>>>>>>> side\n"


@pytest.mark.parametrize(("conflict", "last"), [(TWO, 8), (THREE, 9)])
def test_two_versions_are_told_once_and_the_first_is_read(conflict: str, last: int) -> None:
    found = load_yaml(TEXT.format(conflict).encode(), file="f.yml")

    assert found.diagnostics == (
        Diagnostic(
            "f.yml",
            Position(3, 1),
            f"two versions of these lines stand here, to line {last}",
            "merge-conflict",
            "keep the one that is right, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>",
        ),
    )
    assert found.data == {"a": [{"b": 1, "d": "ours"}, {"b": 2}], "c": 3}
    assert found.positions["c",] == Position(last + 2, 4)


def test_each_place_with_two_versions_is_told_and_a_mark_that_was_left_over() -> None:
    twice = load_yaml(f"{TEXT.format(TWO)}{TWO.replace('    ', '')}".encode(), file="f.yml")
    half = load_yaml(TEXT.format(TWO.replace("=======\n", "")).encode(), file="f.yml")

    assert [(each.rule, each.position.line) for each in twice.diagnostics if each.position] == [
        ("merge-conflict", 3),
        ("merge-conflict", 11),
    ]
    assert [(each.message, each.rule) for each in half.diagnostics] == [
        ("expected a key and a colon, found '<<<<<<< HEAD'", "merge-conflict")
    ]


LINES = st.sampled_from(["<<<<<<< HEAD", "=======", ">>>>>>> side", "||||||| base", "a: 1", "  b", "", "<<<<<<<"])


@given(st.lists(LINES).map("\n".join))
def test_every_line_stays_where_it_is(text: str) -> None:
    one, _ = without_conflicts(text, file="f.yml")

    assert one.count("\n") == text.count("\n")
    assert all(left in (right, "") for left, right in zip(one.split("\n"), text.split("\n"), strict=True))

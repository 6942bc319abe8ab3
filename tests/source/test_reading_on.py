"""A space that lacks hides nothing of what stands behind it."""

import re

import pytest

from generator.diagnostics import Position
from generator.source.loader import load_yaml
from tests.fixtures.real import ROOT

HARROW = (ROOT / "protocols" / "harrow.yml").read_text(encoding="utf-8")
KEYS = [found.end() for found in re.finditer(r"^ *(?:- )?[a-z_]+:(?= [A-Za-z])", HARROW, re.MULTILINE)]


def told(text: str) -> list[tuple[int, int, str]]:
    found = load_yaml(text.encode(), file="f.yml").diagnostics
    return [(each.position.line, each.position.column, each.rule) for each in found if each.position]


def test_faults_behind_spaces_that_lack_are_told_where_they_stand_in_the_file() -> None:
    text = 'a:\n  - id:one\n    when: {b: c,, d: e}\n  -two\n  - id:three\n    x: 1\nlast: "open\n'

    assert told(text) == [
        (2, 8, "no-space-after-colon"),
        (3, 17, "stray-comma"),
    ]
    assert told(text.replace(",,", ",")) == [
        (2, 8, "no-space-after-colon"),
        (4, 4, "no-space-after-dash"),
        (5, 8, "no-space-after-colon"),
        (7, 7, "unclosed-quote"),
    ]


def test_what_is_meant_is_read_and_stands_where_the_file_has_it() -> None:
    found = load_yaml(b"a:\n  - id:one\n    text: two\nb:three\nc: 4\n", file="f.yml")

    assert found.data == {"a": [{"id": "one", "text": "two"}], "b": "three", "c": 4}
    assert found.position_of(("a", 0, "id")) == Position(2, 8)
    assert found.position_of(("a", 0, "text")) == Position(3, 11)
    assert found.position_of(("b",)) == Position(4, 3)
    assert found.position_of(("c",)) == Position(5, 4)


@pytest.mark.parametrize("libyaml", [True, False])
@pytest.mark.parametrize("at", KEYS[::40])
def test_of_a_protocol_all_is_read_whichever_space_lacks(at: int, libyaml: bool) -> None:
    whole = load_yaml(HARROW.encode(), file="f.yml")
    line, column = HARROW.count("\n", 0, at) + 1, at - HARROW.rfind("\n", 0, at)

    found = load_yaml(f"{HARROW[:at]}{HARROW[at + 1 :]}".encode(), file="f.yml", libyaml=libyaml)

    errors = [each for each in found.diagnostics if each not in whole.diagnostics]
    assert [(each.position, each.rule) for each in errors] == [(Position(line, column), "no-space-after-colon")]
    assert found.data == whole.data


def test_a_file_of_slips_is_given_up_in_time() -> None:
    assert len(told("".join(f"key{number}:value\nlist{number}: []\n" for number in range(200)))) <= 21

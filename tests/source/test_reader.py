"""What YAML allows and a file of ours may not have."""

import pytest

from generator.diagnostics import Diagnostic, Position, Severity
from generator.source.loader import load_yaml

NOT_MERGED = "write out what it would bring in, without '<<'"


def told(text: str) -> list[tuple[int, int, str]]:
    """Line, column and rule of each error."""
    return [
        (d.position.line, d.position.column, d.rule)
        for d in load_yaml(text.encode(), file="f.yml").diagnostics
        if d.position and d.severity is Severity.ERROR
    ]


def data(text: str) -> object:
    return load_yaml(text.encode(), file="f.yml").data


def test_a_repeated_key_is_told_with_the_line_of_the_first_whose_value_stays() -> None:
    found = load_yaml(b"a:\n  id: 1st\n  id: 2nd\n  'id': 3rd\n", file="f.yml")

    assert found.data == {"a": {"id": "1st"}}
    assert found.positions[("a", "id")] == Position(2, 7)
    assert found.diagnostics == tuple(
        Diagnostic(
            file="f.yml",
            position=Position(line, 3),
            message="expected every key once, found 'id' again after line 2",
            rule="repeated-key",
            hint="give one of the two another name, or join what they hold under one",
            path=("a", "id"),
        )
        for line in (3, 4)
    )


def test_faults_within_the_value_of_a_repeated_key_are_told_too() -> None:
    assert told("a: b\na:\n  - &x c\n  - {d: 1, d: 2}\ne: f\n") == [
        (2, 1, "repeated-key"),
        (3, 5, "anchor"),
        (4, 12, "repeated-key"),
    ]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("2015: x\n", "a key must be text, found the number 2015", 'put it in quotes: "2015"'),
        ("3.10: x\n", "a key must be text, found the number 3.10", 'put it in quotes: "3.10"'),
        ("true: x\n", "a key must be text, found 'true', which stands for yes", 'put it in quotes: "true"'),
        ("null: x\n", "a key must be text, found 'null', which stands for nothing", 'put it in quotes: "null"'),
        ("[a]: x\n", "a key must be text, found a list", "if it is text, put the whole of it in quotes"),
        ("{a: b}: x\n", "a key must be text, found a block of keys", "if it is text, put the whole of it in quotes"),
    ],
)
def test_a_key_that_is_not_text_is_told_and_left_out(text: str, message: str, hint: str) -> None:
    found = load_yaml(text.encode() + b"b: c\n", file="f.yml")

    assert found.data == {"b": "c"}
    assert found.diagnostics == (
        Diagnostic(file="f.yml", position=Position(1, 1), message=message, rule="key-not-text", hint=hint),
    )


def test_a_lack_of_a_key_is_told() -> None:
    assert told(": x\n") == [(1, 1, "key-not-text")]
    assert told("?\n: x\nb: c\n") == [(1, 2, "key-not-text")]
    assert data("?\n: x\nb: c\n") == {"b": "c"}


def test_a_key_that_lacks_a_space_is_told_and_left_out() -> None:
    assert told("a:\n  -id: b\nc: {d:e}\n") == [(2, 3, "no-space-after-dash"), (3, 5, "no-space-after-colon")]
    assert data("a:\n  -id: b\nc: {d:e}\n") == {"a": {}, "c": {}}


def test_words_that_older_yaml_took_for_true_or_false_are_good_keys() -> None:
    assert told("no: a\nyes: b\non: c\n") == []
    assert data("no: a\nyes: b\non: c\n") == {"no": "a", "yes": "b", "on": "c"}


def test_an_anchor_is_told_and_its_value_stays() -> None:
    found = load_yaml(b"a: &co things & more\n", file="f.yml")

    assert found.data == {"a": "things & more"}
    assert found.diagnostics == (
        Diagnostic(
            file="f.yml",
            position=Position(1, 4),
            message="expected a plain value, found '&co', which gives it a name (an anchor)",
            rule="anchor",
            hint='delete it; if it is text, put the whole text in quotes: "&co things & more"',
            path=("a",),
        ),
    )


def test_an_alias_is_told_and_followed_so_that_later_checks_can_go_on() -> None:
    text = "a: &x [b, c]\nd: *x\ne: *unknown\n"

    assert told(text) == [(1, 4, "anchor"), (2, 4, "alias"), (3, 4, "alias")]
    assert data(text) == {"a": ["b", "c"], "d": ["b", "c"], "e": "*unknown"}


def test_aliases_that_would_grow_without_bounds_give_no_data() -> None:
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 10)]

    found = load_yaml("\n".join(lines).encode(), file="f.yml")

    assert found.data is None
    assert {d.rule for d in found.diagnostics} == {"anchor", "alias"}


def test_an_alias_to_itself_is_taken_for_text() -> None:
    assert data("a: &x [b, *x]\n") == {"a": ["b", "*x"]}


def test_a_merge_key_is_told_once_with_its_aliases() -> None:
    text = "a: &x {b: c}\nd:\n  <<: *x\n  e: f\n"

    assert told(text) == [(1, 4, "anchor"), (3, 3, "merge-key")]
    assert data(text) == {"a": {"b": "c"}, "d": {"e": "f"}}
    assert told("'<<': a\n") == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: !important b c\n", "b c"),
        ("a: !!str 3.1\n", "3.1"),
        ("a: !!python/object:os.system x\n", "x"),
        ("a: !!timestamp x\n", "x"),
        ("a: !t [b]\n", ["b"]),
        ("a: ! b\n", "b"),
    ],
)
def test_a_tag_is_told_and_has_no_effect(text: str, value: object) -> None:
    assert told(text) == [(1, 4, "tag")]
    assert data(text) == {"a": value}


def test_a_second_document_is_told_and_the_first_stays() -> None:
    text = "---\na: b\n---\nc: d\n"

    assert told(text) == [(3, 1, "more-than-one-document")]
    assert data(text) == {"a": "b"}


def test_a_directive_is_told() -> None:
    assert told("%YAML 1.1\n---\na: yes\n") == [(1, 1, "directive")]
    assert data("%YAML 1.1\n---\na: yes\n") == {"a": "yes"}


@pytest.mark.parametrize("libyaml", [True, False])
@pytest.mark.parametrize("text", ["[" * 30_000 + "]" * 30_000, "{a: " * 15_000, "- " * 30_000, "a: " + "[" * 30_000])
def test_a_file_nested_thousands_deep_is_told_at_the_first_level_too_many(text: str, *, libyaml: bool) -> None:
    found = load_yaml(text.encode(), file="f.yml", libyaml=libyaml)

    assert found.data is None
    assert [d.rule for d in found.diagnostics] == ["nested-too-deep"]


def test_fifty_levels_are_read_and_fifty_one_are_not() -> None:
    assert told("a: " + "[" * 49 + "]" * 49) == []
    assert told("a: " + "[" * 50 + "]" * 50) == [(1, 53, "nested-too-deep")]


@pytest.mark.parametrize(
    ("text", "line", "column", "rule"),
    [
        ("", 1, 1, "empty-file"),
        ("# only a comment\n\n", 1, 1, "empty-file"),
        ("---\n", 1, 1, "empty-file"),
        ("- a\n- b\n", 1, 1, "no-keys"),
        ("\njust words\n", 2, 1, "no-keys"),
        ("title:Protocol\n", 1, 1, "no-keys"),
        ("42\n", 1, 1, "no-keys"),
        ("null\n", 1, 1, "no-keys"),
    ],
)
def test_a_file_without_keys_is_told(text: str, line: int, column: int, rule: str) -> None:
    assert told(text) == [(line, column, rule)]
    assert data(text) is None


def test_refused_characters_are_left_out_of_the_data() -> None:
    text = "t\u200bitle: Har\u202erow\u0007\tone\nlist: ['a\u2028b', \"c\\0d\\ud800\"]\n"

    assert data(text) == {"title": "Harrow one", "list": ["a b", "cd"]}


def test_refused_characters_that_come_by_an_escape_are_told() -> None:
    found = load_yaml(b'a: "b\\0c"\nd: "e\\u202ef"\ng: "h\\ud83di"\nj: "k\\u00e9 \\n l"\n', file="f.yml")

    assert [(d.position, d.rule) for d in found.diagnostics] == [
        (Position(1, 4), "control-character"),
        (Position(2, 4), "bidirectional-character"),
        (Position(3, 4), "non-character"),
    ]
    assert found.data == {"a": "bc", "d": "ef", "g": "hi", "j": "ké \n l"}


def test_tabs_are_told_line_by_line_without_an_echo() -> None:
    assert told("a:\n\tb: 1\n\tc: 2\nd: e\tf\n") == [
        (2, 1, "tab-character"),
        (3, 1, "tab-character"),
        (4, 5, "tab-character"),
    ]


def test_a_question_mark_in_brackets_is_text() -> None:
    assert data("a: [who?, why? because]\nb: {c: what?}\n") == {"a": ["who?", "why? because"], "b": {"c": "what?"}}


def test_faults_before_a_fault_of_syntax_and_of_characters_after_it_are_told() -> None:
    assert told("1: a\nb: c\nb: d\ne: @f\ng: \u200b\n") == [
        (1, 1, "key-not-text"),
        (3, 1, "repeated-key"),
        (4, 4, "sign-begins-text"),
        (5, 4, "invisible-character"),
    ]


def test_an_entry_whose_dash_was_forgotten_is_told_once_and_read_as_an_entry() -> None:
    found = load_yaml(b"a:\n  - id: x\n    t: 1st\n    id: y\n    t: 2nd\n  - id: z\n", file="f.yml")

    assert found.data == {"a": [{"id": "x", "t": "1st"}, {"id": "y", "t": "2nd"}, {"id": "z"}]}
    assert found.positions[("a", 1)] == found.key_positions[("a", 1, "id")] == Position(4, 5)
    assert found.positions[("a", 2)] == Position(6, 5)
    assert found.diagnostics == (
        Diagnostic(
            file="f.yml",
            position=Position(4, 5),
            message="expected '- ' before 'id', which begins a new entry of the list, as in line 2",
            rule="missing-dash",
            hint="write '- id: …' two columns further left; if no new entry begins here, take the line out",
            path=("a", 0, "id"),
        ),
    )


@pytest.mark.parametrize(
    "text", ["a:\n  - {id: x, t: y, id: z}\n", "a:\n  - id: x\n    id: y\n", "a:\n  id: x\n  t: y\n  id: z\n"]
)
def test_a_key_that_stands_again_elsewhere_begins_no_entry(text: str) -> None:
    assert [rule for _, _, rule in told(text)] == ["repeated-key"]


def test_both_parsers_read_forgotten_dashes_alike() -> None:
    text = b"a:\n  - id: x\n    b:\n      - c: 1st\n        d: e\n        c: f\n        d: e\n    id: y\n    t: z\n"

    quick, own = (load_yaml(text, file="f.yml", libyaml=libyaml) for libyaml in (True, False))

    assert quick == own
    assert quick.data == {
        "a": [{"id": "x", "b": [{"c": "1st", "d": "e"}, {"c": "f", "d": "e"}]}, {"id": "y", "t": "z"}]
    }

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic, Position
from generator.schema.fields import keys_of
from generator.schema.files import REGISTERS
from generator.schema.validation import MOST_FAULTS, validate_protocol, validate_register, validate_settings
from generator.source.document import SourceDocument
from generator.source.loader import load_yaml
from tests.schema.samples import WHOLE, told, validated, with_lines, without

JARGON = re.compile(
    r"mapping|scalar|sequence|NoneType|\bstr\b|\bint\b|\bbool\b|\bdict\b|tuple|regex|pattern|string|object|instance|input"
    r"|validation|pydantic|python|class '|Entity|Enum|extra",
    re.IGNORECASE,
)


def test_a_whole_file_gives_its_protocol_and_no_fault() -> None:
    result = validated(with_lines(""))

    assert result.diagnostics == ()
    assert result.value is not None
    assert (result.value.slug, result.value.title) == ("ambridge", "A protocol")


def test_a_fault_is_a_diagnostic_as_the_conventions_have_it() -> None:
    text = with_lines("sections:\n  - id: reports\n    label: 3.1")

    assert validated(text).diagnostics == (
        Diagnostic(
            file="protocols/ambridge.yml",
            position=Position(3, 12),
            message="'label' must be text, found the number 3.1",
            rule="schema",
            hint='put it in quotes: "3.1"',
            path=("sections", 0, "label"),
        ),
    )


SLIPS = (Path(__file__).parent / "slips.txt").read_text("utf-8").rstrip("\n").split("\n\n")
"""Lines of a file, and what is said of them: `=> place, message, rule`, and the hint below."""


@pytest.mark.parametrize("slip", SLIPS, ids=[slip.split("\n")[0][:40] for slip in SLIPS])
def test_each_slip_is_told_once_at_its_place_with_what_to_do(slip: str) -> None:
    lines, _, expected = slip.partition("\n=> ")

    assert told(with_lines(lines)) == [expected.replace("\n   ", " ")]


def test_a_missing_key_is_located_at_the_block_that_lacks_it() -> None:
    assert told(without("title")) == [
        "1:1 the key 'title' is missing [missing-key] add a line such as: title: Protocol on working arrangements"
    ]


def test_a_misspelt_key_is_not_told_again_as_a_missing_one() -> None:
    text = with_lines("").replace("title: A protocol", "titel: A protocol")

    assert [line.split(" [")[0] for line in told(text)] == ["2:1 the key 'titel' is not known here"]


def test_a_list_whose_entries_are_wrong_is_not_told_to_be_too_short() -> None:
    text = with_lines("parties: [1, 2]")

    assert [line.split(",")[0] for line in told(text)] == [
        "1:11 each entry of 'parties' must be text",
        "1:14 each entry of 'parties' must be text",
    ]


def test_all_faults_of_a_file_are_told_in_file_order() -> None:
    text = with_lines("title: 1\nkind: A B\nstatus: x\nsections:\n  - id: a\n    heading: 2\n  - id: b\n    label: 3")

    assert [(d.position, d.rule) for d in validated(text).diagnostics] == [
        (Position(1, 8), "schema"),
        (Position(2, 7), "wrong-form"),
        (Position(3, 9), "unknown-value"),
        (Position(6, 14), "schema"),
        (Position(8, 12), "schema"),
    ]


def test_what_was_meant_is_taken_where_it_is_plain() -> None:
    lines = (
        "status: Approved\ndated: April 2015\nauthorities: ambridge\ncolour: red\ntitle: 3.10\nslug: other\nabsences:"
    )

    value = validated(with_lines(lines)).value

    right = "status: approved\ndated: 2015-04\nauthorities: [ambridge]\ntitle: '3.10'"
    assert value == validated(with_lines(right)).value


def test_nothing_is_guessed_where_it_is_not_plain_what_was_meant() -> None:
    assert validated(without("title")).value is None
    assert validated(with_lines("dated: soon")).value is None
    assert validated(with_lines("clauses: [a]")).value is None


def test_a_file_that_is_no_yaml_is_not_told_a_second_time() -> None:
    document = load_yaml(b"title: [", file="protocols/ambridge.yml")

    assert validate_protocol(document, "ambridge").diagnostics == ()


def test_settings_refuse_numbers_in_quotes_and_out_of_bounds() -> None:
    raw = (
        b'name: Site\npurpose: To test.\nnearest_pairs: "5"\nstatic_pairs_up_to: 5000\npinned_pairs: [[a], [a, b, c]]\n'
    )

    found = validate_settings(load_yaml(raw, file="site_config/site.yml")).diagnostics

    assert [(d.position, d.message) for d in found] == [
        (Position(3, 16), "'nearest_pairs' must be a whole number, found the text '5'"),
        (Position(4, 21), "'static_pairs_up_to' must be 50 or less, found the number 5000"),
        (Position(5, 16), "each entry of 'pinned_pairs' has too few entries"),
        (Position(5, 21), "each entry of 'pinned_pairs' must have 2 entries, found 3"),
    ]


def test_a_register_refuses_yes_for_true() -> None:
    raw = b"terms:\n  - {slug: a, term: A, meaning: B, verified: yes}\n"

    found = validate_register(load_yaml(raw, file="terms.yml"), "terms").diagnostics

    assert [(d.message, d.hint) for d in found] == [
        ("'verified' must be true or false, found the text 'yes'", "write: verified: true")
    ]


BLOCKS = ("id", "slug", "label", "text", "items", "clauses", "flows", "strength", "class", "class_", "from", "to")
MORE_KEYS = (*BLOCKS, "table", "rows", "columns", "by", "on", "stated", "due", "left_out", "markup", "nope")
KEYS = sorted({key for kind in REGISTERS.values() for key in keys_of(kind.model)} | set(WHOLE) | {"", *MORE_KEYS})
ODD = st.sampled_from(["2021-02-30", "a-b", "\ud800"])
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | ODD
ANY = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
    max_leaves=20,
)
FILES = st.dictionaries(st.sampled_from(KEYS), ANY, max_size=8)
FAULTY = [
    "title: 1",
    "status: x",
    "kind: ",
    "dated: 31/04/2015",
    "bodies: [1, {id: 2}]",
    "nope: [1]",
    "clauses: x",
    "slug: a",
    "sections:\n  - id: 3\n    clauses:\n      - {text: [a], flows: [{from: no}], table: {rows: [[1]]}}",
]


@given(data=FILES)
def test_any_data_gives_diagnostics_in_plain_words_and_never_raises(data: dict[str, Any]) -> None:
    document = SourceDocument("x.yml", "", data, {(): Position(1, 1)}, {}, {}, ())

    found = validate_protocol(document, "x").diagnostics
    for name in REGISTERS:
        found += validate_register(document, name).diagnostics
    found += validate_settings(document).diagnostics

    assert found
    assert all(diagnostic.position == Position(1, 1) for diagnostic in found)
    assert all(diagnostic.hint for diagnostic in found)
    shown = [re.sub(r"'[^']*'", "''", f"{d.message} {d.hint}") for d in found]
    assert [words for words in shown if JARGON.search(words)] == []


@given(lines=st.lists(st.sampled_from(FAULTY), unique=True, max_size=6))
def test_every_diagnostic_stands_inside_the_file(lines: list[str]) -> None:
    text = with_lines("\n".join(lines))
    rows = text.split("\n")

    for diagnostic in validated(text).diagnostics:
        assert diagnostic.position is not None
        assert 1 <= diagnostic.position.line <= len(rows)
        assert 1 <= diagnostic.position.column <= len(rows[diagnostic.position.line - 1]) + 1


def test_of_very_many_faults_the_last_are_counted() -> None:
    found = validated(with_lines("".join(f"key{number}: x\n" for number in range(MOST_FAULTS + 2)))).diagnostics

    assert len(found) == MOST_FAULTS + 1
    assert found[-1].message == "2 more faults like these are in the file"

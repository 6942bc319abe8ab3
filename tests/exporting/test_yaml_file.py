import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.exporting.json_data import json_document
from generator.exporting.yaml_file import NoProtocol, protocol_yaml
from generator.model.corpus import Corpus
from generator.model.protocol import Protocol
from generator.schema.validation import validate_protocol
from generator.source.loader import load_yaml
from generator.views.documents.protocol import file_content, protocol_document
from generator.views.findings import Findings
from tests.fixtures.corpora import corpus, protocol
from tests.fixtures.hostile import ATTACKS
from tests.fixtures.many import many, with_words
from tests.fixtures.real import real_corpus

INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
LETTERS = st.characters(
    exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"), exclude_characters=INVISIBLE
) | st.sampled_from(" \n:#-'\"|>[]{}&*!%@`,?")
WORDS = st.one_of(st.text(LETTERS, min_size=1), st.sampled_from((*ATTACKS, "3.10", "no", "~", "2015", "12:30", "0x1f")))
EVERYTHING = """\
    was: [ambridge-old]
    dated: 2015
    approval: {by: [board, panel], on: 2015-04-01, stated: Approved.}
    review: {due: 2022-02, every: year, clause: first, stated: "Due: soon"}
    before_title: ["DRAFT: not final"]
    sections:
      - id: words
        run_in: "–"
        clauses:
          - id: first
            was: [old-first]
            label: "3.10"
            heading: Heading
            text: "The Board sends it. See the Act."
            text_after: After.
            topics: [childs-voice]
            citations: [{quote: the Act, instrument: children-act-1989, provision: "22(4)", relation: derived-from}]
            flows:
              - {from: board, what: annual-report, to_any: [panel, cabinet], strength: {class: states, words: sends}}
            membership: [{body: board, quote: The Board}]
            notes: [{kind: sic, text: "So: printed", stamp: abcdefghij}]
            escalation: {trigger: The Board, step: sends it, between: [board, panel]}
            items:
              - id: table
                table: {columns: ["", "A: b"], rows: [["1", ""], ["- x", "no"]]}
        sections:
          - {id: below, heading: Below}
    absences: [{topic: care-planning, state: covered-elsewhere, clause: first, checked: 2026-11-22, note: "See: there"}]
"""


def exported(of: Corpus, slug: str) -> bytes:
    return json_document(protocol_document(Findings(of), of.by_slug[slug]))


def again(document: bytes) -> Protocol:
    """Make the YAML from exported JSON, and read it as any protocol file is read."""
    made = protocol_yaml(document)
    assert not isinstance(made, NoProtocol), made
    slug, text = made
    read = load_yaml(text.encode(), file=f"protocols/{slug}.yml")
    assert [found for found in read.diagnostics if found.severity.value == "error"] == []
    found = validate_protocol(read, slug)
    assert found.value is not None
    return found.value


@pytest.mark.parametrize("slug", ["harrow", "isle-of-wight"])
def test_the_yaml_of_a_real_protocol_made_from_its_json_is_equal_in_content(slug: str) -> None:
    assert again(exported(real_corpus(), slug)) == real_corpus().by_slug[slug]


def test_so_is_that_of_one_in_which_every_key_is_set() -> None:
    of = corpus(EVERYTHING.replace("\n    ", "\n").removeprefix("    "))

    assert again(exported(of, "ambridge")) == of.by_slug["ambridge"]


def test_so_is_that_of_many() -> None:
    of = many(real_corpus(), 12)

    assert [again(exported(of, each.slug)) == each for each in of.protocols] == [True] * 14


@settings(max_examples=60)
@given(st.deferred(lambda: made_by(PROTOCOL)))
def test_so_is_that_of_one_in_which_any_keys_are_set_to_anything_that_they_may_hold(content: dict[str, Any]) -> None:
    wanted = Protocol.model_validate({**content, "slug": "ambridge"})

    document = {"version": 1, "slug": "ambridge", "content": file_content(wanted)}
    assert again(json.dumps(document).encode()) == wanted


PROTOCOL = Protocol.model_json_schema(by_alias=True)


def made_by(schema: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Give values that a schema allows; texts are words that YAML could take for something else."""
    match schema:
        case {"$ref": str(name)}:
            return _named(name.rpartition("/")[2])
        case {"anyOf": of}:
            return st.one_of([made_by(each) for each in of if each.get("type") != "null"])
        case {"enum": values}:
            return st.sampled_from(values)
        case {"type": "array", "items": items}:
            return st.lists(made_by(items), min_size=schema.get("minItems", 0), max_size=2)
        case {"type": "object", "properties": keys}:
            needed = schema.get("required", [])
            return st.fixed_dictionaries(
                {key: made_by(value) for key, value in keys.items() if key in needed},
                optional={key: made_by(value) for key, value in keys.items() if key not in needed},
            )
        case {"pattern": r"\S"}:
            return WORDS.filter(str.strip)
        case {"pattern": str(pattern)} if "[0-9]{4}" in pattern:
            return st.sampled_from(["2015", "2015-04", "2021-02-24"])
        case {"pattern": str(pattern)}:
            visible = st.characters(min_codepoint=33, max_codepoint=126)
            longest = schema.get("maxLength", 80)
            found = st.from_regex(pattern.replace("$", r"\Z"), fullmatch=True, alphabet=visible)
            return found.filter(lambda text: len(text) <= longest)
        case {"type": "integer", "minimum": least, "maximum": most}:
            return st.integers(least, most)
        case {"type": "string"}:
            return st.sampled_from(["", "x", "3.10", "no", "a: b"])
    raise AssertionError(schema)


@cache
def _named(name: str) -> st.SearchStrategy[Any]:
    return st.deferred(lambda: made_by(PROTOCOL["$defs"][name]))


@given(st.lists(WORDS, min_size=1, max_size=6))
def test_so_is_that_of_one_with_any_words(found: list[str]) -> None:
    texts = iter(range(10_000))
    changed = with_words(SMALL, lambda text: found[next(texts) % len(found)] + "x")
    of = replace(corpus(SECTION), protocols=(changed,))

    assert again(exported(of, "ambridge")) == changed


SECTION = "sections: [{id: words, heading: H, clauses: [{id: first, label: '1.', heading: A, text: B, text_after: C}]}]"
SMALL = protocol(SECTION)


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (b"{", "this is not JSON"),
        (b"[]", "this is JSON, but no exported protocol"),
        (b'{"version": 1, "slug": "x"}', "this is JSON, but no exported protocol"),
        (b'{"version": 2, "slug": "x", "content": {}}', "this is version 2 of the data, and 1 is read"),
        (b'{"version": 1, "slug": "x", "content": {"title": 3}}', "what stands at 'title' cannot stand in a protocol"),
    ],
)
def test_what_is_no_exported_protocol_is_refused_in_plain_words(document: bytes, reason: str) -> None:
    found = protocol_yaml(document)

    assert isinstance(found, NoProtocol)
    assert found.reason == reason


def test_a_character_that_no_file_may_hold_is_refused() -> None:
    data = json.loads(exported(real_corpus(), "harrow"))
    data["content"]["title"] += "\u202e"

    found = protocol_yaml(json.dumps(data).encode())

    assert isinstance(found, NoProtocol)
    assert found.reason == "it holds characters that no protocol file may hold"

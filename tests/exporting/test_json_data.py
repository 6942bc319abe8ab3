import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from generator.exporting.json_data import document_schema, json_document
from generator.model.corpus import Corpus
from generator.model.settings import Settings
from generator.views.documents.document import Document
from generator.views.documents.every import DOCUMENTS
from generator.views.documents.index import DataFile, index_document
from generator.views.documents.lists import (
    citations_document,
    coverage_document,
    flows_document,
    lifecycle_document,
)
from generator.views.documents.protocol import protocol_document
from generator.views.documents.register import register_document, register_names
from generator.views.documents.topic import topic_document
from generator.views.findings import Findings
from tests.fixtures.corpora import corpus
from tests.fixtures.hostile import ATTACKS
from tests.fixtures.many import many, with_words
from tests.fixtures.real import real_corpus

PUBLISHED = Settings(name="Site", purpose="A purpose.", address="https://protocols.example.org/")
EDITIONS = (
    "sections: [{id: words, text: Words., topics: [childs-voice]}]\n"
    "absences: [{topic: care-planning, state: not-listed}]",
    "replaces: ambridge\nreview: {every: year}\nsections: [{id: words, text: Other words.}]",
)


def documents(of: Corpus) -> Iterator[tuple[str, Document]]:
    findings = Findings(of)
    for protocol in of.protocols:
        yield "protocol", protocol_document(findings, protocol)
    for topic in of.registers.topics.topics:
        yield "topic", topic_document(findings, topic)
    for name in register_names():
        yield "register", register_document(findings, name)
    yield "coverage", coverage_document(findings)
    yield "flows", flows_document(findings)
    yield "citations", citations_document(findings)
    yield "lifecycle", lifecycle_document(findings)
    yield "index", index_document([DataFile("data/v1/x.json", "application/json", "X", "protocol")], of.settings)


def read(document: Document) -> Any:
    return json.loads(json_document(document))


@pytest.mark.parametrize(
    "of",
    [
        pytest.param(real_corpus(), id="real"),
        pytest.param(replace(real_corpus(), settings=PUBLISHED), id="published"),
        pytest.param(many(real_corpus(), 5), id="many"),
        pytest.param(corpus(*EDITIONS), id="editions"),
    ],
)
def test_every_document_is_as_its_schema_says(of: Corpus) -> None:
    faults: list[str] = []
    seen: set[str] = set()
    for name, document in documents(of):
        schema = json.loads(document_schema(name, of.settings))
        Draft202012Validator.check_schema(schema)
        faults += [
            f"{name} {fault.json_path}: {fault.message}"
            for fault in Draft202012Validator(schema).iter_errors(read(document))
        ]
        seen.add(name)

    assert faults == []
    assert seen == DOCUMENTS.keys()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_schema_finds_what_is_missing_and_lets_later_keys_be(name: str) -> None:
    document = next(read(each) for kind, each in documents(real_corpus()) if kind == name)
    validator = Draft202012Validator(json.loads(document_schema(name, PUBLISHED)))

    assert validator.is_valid({**document, "a_later_key": 1})
    required = validator.schema["required"]
    assert required
    assert not any(
        validator.is_valid({key: each for key, each in document.items() if key != missing}) for missing in required
    )


def test_every_key_of_a_schema_is_explained() -> None:
    unexplained = [
        f"{name}: {owner}.{key}"
        for name in DOCUMENTS
        for owner, node in _objects(name, json.loads(document_schema(name, PUBLISHED)))
        for key, each in node["properties"].items()
        if "description" not in each and "$ref" not in each
    ]

    assert unexplained == []


def _objects(name: str, schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield name, schema
    yield from ((key, node) for key, node in schema["$defs"].items() if "properties" in node)


def test_the_day_of_a_build_changes_nothing() -> None:
    of = real_corpus()

    today = [json_document(each) for _, each in documents(of)]
    later = [json_document(each) for _, each in documents(replace(of, as_of=of.as_of + timedelta(days=400)))]

    assert today == later


def test_a_protocol_is_whole_and_every_place_says_where_it_stands() -> None:
    of = real_corpus()
    found = read(protocol_document(Findings(of), of.by_slug["isle-of-wight"]))

    assert found["content"]["sections"][1]["id"] == of.by_slug["isle-of-wight"].sections[1].id
    assert next(place for place in found["places"] if place["id"] == "childs-voice") == {
        "address": "protocols/isle-of-wight/#childs-voice",
        "id": "childs-voice",
        "reference": "1.4, Child's Voice",
        "kind": "clause",
        "parent": "joint-areas",
        "depth": 2,
        "topics": ["childs-voice"],
        "run_in": "–",
        "line": of.files["isle-of-wight"].line_of(_path(of, "childs-voice")),
        "source_lines": {"first": 16, "last": 16},
    }
    states = [each["state"] for each in found["coverage"]]
    assert (states.count("stated"), states.count("not-listed")) == _counts(of, "isle-of-wight")


def _path(of: Corpus, identifier: str) -> tuple[str | int, ...]:
    findings = Findings(of)
    return findings.placed(of.by_slug["isle-of-wight"], identifier).path


def _counts(of: Corpus, slug: str) -> tuple[int, int]:
    row = [cell.state.value for cell in Findings(of).matrix.row(slug)]
    return row.count("stated"), row.count("not-listed")


def test_addresses_are_full_where_the_site_says_where_it_is() -> None:
    of = replace(real_corpus(), settings=PUBLISHED)
    found = read(protocol_document(Findings(of), of.by_slug["harrow"]))

    assert found["$schema"] == "https://protocols.example.org/data/v1/schema/protocol.schema.json"
    assert found["url"] == "https://protocols.example.org/protocols/harrow/"
    assert all(place["url"] == "https://protocols.example.org/" + place["address"] for place in found["places"])


def test_an_earlier_edition_is_there_and_says_what_replaced_it() -> None:
    of = corpus(*EDITIONS)
    earlier, later = (read(protocol_document(Findings(of), protocol)) for protocol in of.protocols)

    assert (earlier["in_force"], earlier["replaced_by"], earlier["coverage"]) == (False, "borchester", [])
    assert (later["in_force"], "replaced_by" in later) == (True, False)


def test_hostile_texts_stand_letter_for_letter() -> None:
    number = iter(range(10_000))
    protocol = with_words(
        real_corpus().by_slug["harrow"], lambda text: f"{text} {ATTACKS[next(number) % len(ATTACKS)]}"
    )
    of = replace(real_corpus(), protocols=(protocol, real_corpus().by_slug["isle-of-wight"]))

    found = read(protocol_document(Findings(of), protocol))

    assert found["content"] == protocol.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude={"slug"})
    assert found["content"]["title"] == protocol.title

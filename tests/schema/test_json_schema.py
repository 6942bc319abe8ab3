import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.repository import load_corpus
from generator.schema.files import FILE_TYPES, PROTOCOL, REGISTERS, SETTINGS
from generator.schema.json_schema import json_schema, json_schemas, register_values
from tests.fixtures.corpora import registers

ROOT = Path(__file__).parents[2]
DRAFT_7 = frozenset(
    [
        "$schema",
        "$ref",
        "title",
        "description",
        "type",
        "properties",
        "required",
        "additionalProperties",
        "definitions",
        "items",
        "additionalItems",
        "enum",
        "enumDescriptions",
        "anyOf",
        "pattern",
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
        "minimum",
        "maximum",
        "default",
        "examples",
    ]
)


def schemas() -> list[tuple[str, dict[str, Any]]]:
    values = register_values(registers())
    return [(kind.name, json_schema(kind, values)) for kind in FILE_TYPES]


def nodes(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every part of a schema that is a schema itself."""
    yield schema
    for key, inner in schema.items():
        if key in ("properties", "definitions"):
            for below in inner.values():
                yield from nodes(below)
        elif key == "anyOf" or (key == "items" and isinstance(inner, list)):
            for below in inner:
                yield from nodes(below)
        elif key == "items":
            yield from nodes(inner)


def keys(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for node in nodes(schema):
        yield from node.get("properties", {}).items()


@pytest.mark.parametrize(("name", "schema"), schemas())
def test_every_key_has_a_title_a_description_and_an_example(name: str, schema: dict[str, Any]) -> None:
    def is_explained(key: str, node: dict[str, Any]) -> bool:
        title, example = key.replace("_", " "), node["examples"][0]
        return node["title"] == title and node["description"].endswith((".", ")")) and example not in (None, {}, [{}])

    lacking = [key for key, node in keys(schema) if not is_explained(key, node)]

    assert lacking == []


@pytest.mark.parametrize(("name", "schema"), schemas())
def test_only_words_of_draft_7_are_used(name: str, schema: dict[str, Any]) -> None:
    assert {word for node in nodes(schema) for word in node} - DRAFT_7 == set()


@pytest.mark.parametrize(("name", "schema"), schemas())
def test_every_block_is_closed_and_every_reference_leads_somewhere(name: str, schema: dict[str, Any]) -> None:
    for node in nodes(schema):
        assert node.get("type") != "object" or node["additionalProperties"] is False
        assert "$ref" not in node or node["$ref"].removeprefix("#/definitions/") in schema["definitions"]


def test_values_of_registers_are_listed_with_their_names() -> None:
    schema = json_schema(PROTOCOL, register_values(registers()))

    assert schema["properties"]["kind"]["enum"] == ["joint", "wide"]
    assert schema["definitions"]["Clause"]["properties"]["topics"]["items"] == {
        "type": "string",
        "enum": ["childs-voice", "care-planning", "audits"],
        "enumDescriptions": ["Child's voice", "Care planning", "Audits"],
    }


def test_a_register_that_points_at_itself_may_point_at_a_new_entry() -> None:
    see = json_schema(REGISTERS["terms"], register_values(registers()))["definitions"]["Term"]["properties"]["see"]

    assert see["items"] == {
        "anyOf": [
            {
                "type": "string",
                "enum": ["looked-after-child", "sen"],
                "enumDescriptions": ["Looked after child", "SEN"],
            },
            {"maxLength": 80, "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "type": "string"},
        ]
    }


def test_without_registers_a_slug_is_asked_for() -> None:
    assert json_schema(PROTOCOL, {})["properties"]["kind"]["pattern"] == "^[a-z0-9]+(-[a-z0-9]+)*$"


def test_the_slug_of_a_protocol_is_no_key() -> None:
    assert "slug" not in json_schema(PROTOCOL, {})["properties"]


def test_a_pair_is_a_list_of_two() -> None:
    pairs = json_schema(SETTINGS, {})["properties"]["pinned_pairs"]["items"]

    assert (pairs["minItems"], pairs["maxItems"], len(pairs["items"]), pairs["additionalItems"]) == (2, 2, 2, False)


def test_the_schemas_in_the_project_are_current() -> None:
    corpus = load_corpus(ROOT, as_of=date(2026, 11, 22)).corpus
    assert corpus is not None

    for name, content in json_schemas(corpus.registers).items():
        committed = (ROOT / "site_config" / "schema" / name).read_bytes()
        assert json.loads(committed) == json.loads(content), "run 'protocols schema' to write it anew"
        assert committed == content

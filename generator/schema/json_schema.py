"""The model as JSON Schema, with which an editor completes, explains and underlines while one types."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic.fields import FieldInfo
from pydantic.json_schema import GenerateJsonSchema

from generator.model.entity import Entity
from generator.model.registers import Registers
from generator.schema.fields import entities_below, keys_of
from generator.schema.files import FILE_TYPES, FileType
from generator.schema.phrases import example_of

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The draft that the YAML language server knows best."""

Values = Mapping[str, Mapping[str, str]]
"""For each register its slugs, in order, with the name that is shown beside each."""


def json_schemas(registers: Registers | None) -> Mapping[str, bytes]:
    """Give the schema of every type of file, under the name of its own file.

    Where the model asks for a value of a register, the schema lists those that the registers hold. A register that
    points at itself may also have others: an editor adds an entry and points at it in one go.
    """
    values = register_values(registers) if registers else {}
    return {f"{kind.name}.schema.json": _bytes(json_schema(kind, values)) for kind in FILE_TYPES}


def json_schema(kind: FileType, values: Values) -> dict[str, Any]:
    """Give the schema of one type of file, in draft 7, with a description and an example at every key."""
    made = kind.model.model_json_schema(schema_generator=_InDraft7, ref_template="#/definitions/{model}")
    definitions = made.pop("$defs", {})
    writer = _Writer(kind.name, values, {name: node for name, node in definitions.items() if "enum" in node})
    entities = {entity.__name__: entity for _, entity in entities_below(kind.model)}
    return {
        "$schema": DIALECT,
        "title": kind.title,
        "description": made["description"],
        **writer.block(made, kind.model),
        "definitions": {
            name: {"title": _words(name), "description": node["description"], **writer.block(node, entities[name])}
            for name, node in definitions.items()
            if name in entities
        },
    }


def register_values(registers: Registers) -> Values:
    """Give the slugs of every register, with their names."""
    return {
        "topics": {topic.slug: topic.title for topic in registers.topics.topics},
        "kinds": {kind.slug: kind.title for kind in registers.kinds.kinds},
        "authorities": {authority.slug: authority.name for authority in registers.authorities.authorities},
        "body-types": {body.slug: body.name for body in registers.body_types.body_types},
        "instruments": {instrument.slug: instrument.title for instrument in registers.instruments.instruments},
        "matters": {matter.slug: matter.title for matter in registers.matters.matters},
        "terms": {term.slug: term.term for term in registers.terms.terms},
    }


class _InDraft7(GenerateJsonSchema):
    schema_dialect = DIALECT


def _bytes(schema: Mapping[str, Any]) -> bytes:
    return (json.dumps(schema, indent=2, ensure_ascii=False) + "\n").encode()


@dataclass(frozen=True)
class _Writer:
    """Writes the blocks of one type of file; `closed` are the sets of values that the model itself closes."""

    file: str
    values: Values
    closed: Mapping[str, Any]

    def block(self, node: Mapping[str, Any], entity: type[Entity]) -> dict[str, Any]:
        """An entity: its keys, those that it must have, and no others."""
        keys = keys_of(entity)
        return {
            "type": "object",
            "properties": {key: self.key(key, value, keys[key]) for key, value in node["properties"].items()},
            "required": node.get("required", []),
            "additionalProperties": False,
        }

    def key(self, key: str, node: Mapping[str, Any], field: FieldInfo) -> dict[str, Any]:
        """A key of an entity, explained."""
        examples = field.examples or [example_of(field)]
        about = {"title": _words(key), "description": field.description, "examples": examples}
        kept = self.value({name: part for name, part in node.items() if name not in about})
        return {**about, **{name: part for name, part in kept.items() if name != "default" or part not in (None, [])}}

    def value(self, node: Mapping[str, Any]) -> dict[str, Any]:
        """What may stand there."""
        node = dict(node)
        if (name := str(node.get("$ref", "")).rpartition("/")[2]) in self.closed:
            del node["$ref"]
            node |= {"type": "string", "enum": self.closed[name]["enum"]}
        for name in ("items", "additionalItems"):
            if isinstance(node.get(name), dict):
                node[name] = self.value(node[name])
        if "prefixItems" in node:
            node |= {"items": [self.value(inner) for inner in node.pop("prefixItems")], "additionalItems": False}
        if "anyOf" in node:
            node = _flat({**node, "anyOf": [self.value(choice) for choice in node["anyOf"]]})
        register = node.pop("x-register", None)
        return self.reference(node, register) if self.values.get(register) else node

    def reference(self, node: dict[str, Any], register: str) -> dict[str, Any]:
        """A slug of a register: one of those that it holds; in the register itself, another one too."""
        slugs = self.values[register]
        known = {"type": "string", "enum": list(slugs), "enumDescriptions": list(slugs.values())}
        return {"anyOf": [known, node]} if register == self.file else known


def _flat(node: dict[str, Any]) -> dict[str, Any]:
    """Without alternatives inside alternatives, and with 'text or nothing' as one type."""
    if "anyOf" not in node:
        return node
    choices = [
        inner for choice in node["anyOf"] for inner in (choice["anyOf"] if list(choice) == ["anyOf"] else [choice])
    ]
    plain = [choice for choice in choices if choice != {"type": "null"}]
    if len(plain) == 1 and len(choices) == 2 and isinstance(plain[0].get("type"), str) and "enum" not in plain[0]:
        around = {key: value for key, value in node.items() if key != "anyOf"}
        return {**plain[0], **around, "type": [plain[0]["type"], "null"]}
    return {**node, "anyOf": choices}


def _words(name: str) -> str:
    """A name of the model as words: 'BodyType' and 'body_type' are 'body type'."""
    parts = "".join(f" {letter}" if letter.isupper() else letter for letter in name).replace("_", " ").split()
    return " ".join(part.lower() for part in parts)

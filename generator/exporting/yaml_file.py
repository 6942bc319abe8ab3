"""The YAML file of a protocol, made again from its exported JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from generator.model.protocol import Protocol
from generator.schema.validation import validate_protocol
from generator.source.loader import load_yaml
from generator.source.writing import key_lines
from generator.views.documents.document import VERSION

SCHEMA_LINE = "# yaml-language-server: $schema=../site_config/schema/protocol.schema.json"


@dataclass(frozen=True, slots=True)
class NoProtocol:
    """Why no YAML can be made, in plain words."""

    reason: str
    hint: str


def protocol_yaml(document: bytes) -> tuple[str, str] | NoProtocol:
    """Give the slug and the YAML of an exported protocol, equal in content to the file that it was exported from.

    Comments and the manner of writing are not in the data, and are not given back.
    """
    try:
        data = json.loads(document)
    except ValueError:
        return NoProtocol("this is not JSON", "name a file from data/v1/protocols/")
    if not isinstance(data, dict) or not isinstance(data.get("content"), dict) or not isinstance(data.get("slug"), str):
        return NoProtocol("this is JSON, but no exported protocol", "name a file from data/v1/protocols/")
    if data.get("version") != VERSION:
        return NoProtocol(f"this is version {data.get('version')} of the data, and {VERSION} is read", "export it anew")
    try:
        wanted = Protocol.model_validate({**data["content"], "slug": data["slug"]})
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        return NoProtocol(f"what stands at '{place}' cannot stand in a protocol", "export it anew")
    text = as_yaml(data["content"])
    read = load_yaml(text.encode(), file=f"{wanted.slug}.yml")
    if validate_protocol(read, wanted.slug).value != wanted:
        return NoProtocol("it holds characters that no protocol file may hold", "export it anew from a sound project")
    return wanted.slug, text


def as_yaml(content: Mapping[str, Any]) -> str:
    """Write what a protocol file holds in the manner of our files, an empty line before each part."""
    lines = [SCHEMA_LINE, ""]
    for key, value in content.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines.append("")
        lines += key_lines(key, value)
    return "\n".join(lines) + "\n"

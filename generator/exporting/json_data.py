"""Documents as JSON, and their schemas (JSON Schema, 2020-12)."""

import json
from typing import Any

from generator.model.settings import Settings
from generator.views import urls
from generator.views.documents.document import Document, in_full
from generator.views.documents.every import DOCUMENTS

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_document(document: Document) -> bytes:
    """Give a document as a file. What is not stated is left out; a list is always there."""
    return (document.model_dump_json(by_alias=True, exclude_none=True, indent=1) + "\n").encode()


def document_schema(name: str, settings: Settings) -> bytes:
    """Give the schema of a type of document. Keys that it does not name may come later, and are no fault."""
    made = DOCUMENTS[name].model_json_schema(by_alias=True)
    address = in_full(urls.data_schema(name), settings)
    schema = {"$schema": DIALECT, **({"$id": address} if address else {}), **_open(made)}
    return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()


def _open(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: _open(value) for key, value in node.items() if key != "additionalProperties" or value is not False}
    return [_open(each) for each in node] if isinstance(node, list) else node

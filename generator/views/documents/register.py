"""A register of the project, with the addresses of what it holds."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pydantic import Field, field_serializer

from generator.model.registers import (
    Authorities,
    BodyTypes,
    Instruments,
    Kinds,
    Matters,
    Registers,
    Terms,
    Topics,
)
from generator.views import urls
from generator.views.documents.document import Document, head
from generator.views.findings import Findings

NAME = "register"

Content = Topics | Kinds | Authorities | BodyTypes | Instruments | Matters | Terms


class RegisterDocument(Document):
    """One register, whole."""

    name: str = Field(description="The name of its file, without '.yml'.")
    file: str = Field(description="Its file in the project.")
    content: Content = Field(description="What it holds, in its own order.")
    addresses: dict[str, str] = Field(
        description="The place on the site of each of its entries that has one, by slug; counted from the site's top."
    )

    @field_serializer("content")
    def _without_nothing(self, content: Content) -> dict[str, Any]:
        return content.model_dump(mode="json", by_alias=True, exclude_none=True)


def register_names() -> tuple[str, ...]:
    """Give the names of all registers."""
    return tuple(field.replace("_", "-") for field in Registers.model_fields)


def register_document(findings: Findings, name: str) -> RegisterDocument:
    """Give the document of one register."""
    content = getattr(findings.corpus.registers, name.replace("-", "_"))
    entries, address = _PLACES.get(name, (_none, str))
    return RegisterDocument(
        **head(NAME, urls.register_data(name), findings.corpus.settings),
        name=name,
        file=f"site_config/registers/{name}.yml",
        content=content,
        addresses={slug: address(slug) for slug in entries(content)},
    )


def _none(content: Any) -> Iterable[str]:
    return ()


def _slugs(content: Any) -> Iterable[str]:
    return list(content.by_slug)


_PLACES: Mapping[str, tuple[Callable[[Any], Iterable[str]], Callable[[str], str]]] = {
    "topics": (_slugs, urls.topic),
    "body-types": (_slugs, urls.body_type),
    "instruments": (_slugs, urls.instrument),
    "matters": (_slugs, urls.matter),
    "terms": (_slugs, urls.term),
}

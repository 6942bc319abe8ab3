"""What all documents share: a version, a schema, and addresses that lead back to the site."""

from typing import Any, Literal

from pydantic import Field

from generator.model.entity import Entity
from generator.model.protocol import Body, Protocol
from generator.model.settings import Settings
from generator.model.walk import Placed
from generator.views import urls
from generator.views.findings import Findings

VERSION: Literal[1] = 1


class Record(Entity):
    """A part of a document. What is not stated is left out."""


class Document(Record):
    """A document with the address of its schema, which is counted from the document unless it is a full one."""

    schema_: str = Field(alias="$schema", description="The JSON Schema of this document.")
    version: Literal[1] = Field(default=VERSION, description="The version of the data; it stands in the address too.")


class Addressed(Record):
    """Something that has a place on the site."""

    address: str = Field(description="Its place on the site, counted from the top of the site.")
    url: str | None = Field(default=None, description="The same in full, where the site says where it is published.")


class ProtocolRef(Record):
    """A protocol that something is said of."""

    slug: str = Field(description="Its name in addresses and in all data.")
    name: str = Field(description="Its short name: its authorities, and what tells it from their other protocols.")
    in_force: bool = Field(description="Whether no later edition has replaced it.")


class BodyRef(Record):
    """A body of a protocol."""

    id: str = Field(description="Its id in the protocol's file.")
    name: str = Field(description="Its name, as the document has it.")
    type: str | None = Field(default=None, description="Its type, from the register of body types.")


class PlaceRef(Addressed):
    """A section or clause of a protocol."""

    id: str = Field(description="Its permanent id in the protocol.")
    reference: str = Field(description="The printed way to it, in the words that one would cite it by.")


def head(kind: str, address: str, settings: Settings) -> dict[str, Any]:
    """Give what a document begins with: the address of its schema."""
    schema = urls.data_schema(kind)
    return {"schema_": in_full(schema, settings) or str(urls.relative(schema, base=address))}


def addressed(address: str, settings: Settings) -> dict[str, Any]:
    """Give a place on the site, in full too where that is known."""
    return {"address": address, "url": in_full(address, settings)}


def in_full(address: str, settings: Settings) -> str | None:
    """Give the full address of a place; None where the settings do not say where the site is published."""
    return settings.address + address if settings.address else None


def protocol_ref(findings: Findings, protocol: Protocol) -> ProtocolRef:
    """Name a protocol."""
    return findings.kept(
        ("protocol-ref", protocol.slug),
        lambda: ProtocolRef(
            slug=protocol.slug,
            name=findings.name(protocol),
            in_force=protocol.slug not in findings.corpus.replaced,
        ),
    )


def body_ref(body: Body) -> BodyRef:
    """Name a body."""
    return BodyRef(id=body.id, name=body.name, type=body.type)


def place_ref(findings: Findings, protocol: Protocol, placed: Placed) -> PlaceRef:
    """Name a section or clause."""
    return PlaceRef(**place_fields(findings, protocol, placed))


def place_fields(findings: Findings, protocol: Protocol, placed: Placed) -> dict[str, Any]:
    """Give what names a section or clause."""
    return {
        "id": placed.node.id,
        "reference": findings.reference(protocol, placed),
        **addressed(urls.clause(protocol.slug, placed.node.id), findings.corpus.settings),
    }

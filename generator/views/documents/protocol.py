"""One protocol whole: what its file holds, and where every section and clause stands."""

from typing import Any, Literal

from pydantic import Field, field_serializer

from generator.analysis.coverage import CoverageState
from generator.model.protocol import Clause, Protocol
from generator.model.walk import Placed
from generator.views import urls
from generator.views.documents.document import Addressed, Document, PlaceRef, Record, addressed, head, place_fields
from generator.views.findings import Findings

NAME = "protocol"


class AuthorityRecord(Record):
    """A council whose protocol it is."""

    slug: str = Field(description="Its slug in the register.")
    name: str = Field(description="Its name.")


class SourceLines(Record):
    """Lines of the source document as received, counted from 1."""

    first: int = Field(description="The first line.")
    last: int = Field(description="The last line.")


class PlaceRecord(PlaceRef):
    """Where a section or clause of the content stands: in the document, on the site, in both files."""

    kind: Literal["section", "clause"] = Field(description="What it is.")
    parent: str | None = Field(default=None, description="The id of what it stands right below.")
    depth: int = Field(description="How many sections and clauses stand around it.")
    topics: tuple[str, ...] = Field(description="Its topics, or those of the nearest around it that has some.")
    run_in: str | None = Field(default=None, description="What stands between its heading and its text.")
    line: int = Field(description="Its line in the protocol's file.")
    source_lines: SourceLines | None = Field(default=None, description="Its lines in the source.")


class AnswerRecord(Addressed):
    """Whether the protocol speaks on a topic."""

    topic: str = Field(description="The topic's slug.")
    state: CoverageState = Field(description="Whether it speaks.")
    places: tuple[str, ...] = Field(description="The ids of the sections and clauses that it rests on.")


class ProtocolDocument(Addressed, Document):
    """One protocol, whole."""

    slug: str = Field(description="Its name in addresses and in all data.")
    name: str = Field(description="Its short name: its authorities, and what tells it from their other protocols.")
    file: str = Field(description="Its file in the project.")
    source_file: str | None = Field(default=None, description="The source document as text, in the project.")
    in_force: bool = Field(description="Whether no later edition has replaced it.")
    replaced_by: str | None = Field(default=None, description="The slug of the edition that replaced it.")
    authorities: tuple[AuthorityRecord, ...] = Field(description="The councils whose protocol it is.")
    content: Protocol = Field(
        description="What its file holds, key by key; the YAML file can be made from it again. Texts are verbatim."
    )
    places: tuple[PlaceRecord, ...] = Field(description="Every section and clause in the document's order.")
    coverage: tuple[AnswerRecord, ...] = Field(
        description="What it says or does not say on each topic; empty for an edition that is replaced."
    )

    @field_serializer("content")
    def _as_in_the_file(self, content: Protocol) -> dict[str, Any]:
        return file_content(content)


def file_content(protocol: Protocol) -> dict[str, Any]:
    """Give what the file of a protocol holds, with the keys that it sets."""
    return protocol.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude={"slug"})


def protocol_document(findings: Findings, protocol: Protocol) -> ProtocolDocument:
    """Give the document of one protocol."""
    corpus = findings.corpus
    file = corpus.files[protocol.slug]
    names = corpus.registers.authorities.by_slug
    return ProtocolDocument(
        **head(NAME, urls.protocol_data(protocol.slug), corpus.settings),
        **addressed(urls.protocol(protocol.slug), corpus.settings),
        slug=protocol.slug,
        name=findings.name(protocol),
        file=file.path,
        source_file=file.source_path,
        in_force=protocol.slug not in corpus.replaced,
        replaced_by=corpus.replaced.get(protocol.slug),
        authorities=tuple(AuthorityRecord(slug=slug, name=names[slug].name) for slug in protocol.authorities),
        content=protocol,
        places=tuple(_place(findings, protocol, placed) for placed in findings.places(protocol)),
        coverage=_coverage(findings, protocol),
    )


def _place(findings: Findings, protocol: Protocol, placed: Placed) -> PlaceRecord:
    node = placed.node
    is_clause = isinstance(node, Clause)
    lines = findings.source_lines(protocol).get(node.id)
    return PlaceRecord(
        **place_fields(findings, protocol, placed),
        kind="clause" if is_clause else "section",
        parent=placed.ancestors[-1].id if placed.ancestors else None,
        depth=placed.depth,
        topics=placed.topics,
        run_in=placed.run_in if is_clause and node.heading and node.text else None,
        line=findings.corpus.files[protocol.slug].line_of(placed.path),
        source_lines=SourceLines(first=lines[0], last=lines[1]) if lines else None,
    )


def _coverage(findings: Findings, protocol: Protocol) -> tuple[AnswerRecord, ...]:
    rows = findings.kept(
        ("coverage-rows",), lambda: dict(zip(findings.matrix.protocols, findings.matrix.cells, strict=True))
    )
    return tuple(
        AnswerRecord(
            topic=topic,
            state=cell.state,
            places=cell.clauses,
            **addressed(urls.topic(topic, protocol.slug), findings.corpus.settings),
        )
        for topic, cell in zip(findings.matrix.topics, rows.get(protocol.slug, ()), strict=False)
    )

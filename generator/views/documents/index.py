"""The index of all data: every file with what it is."""

from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import Field

from generator.model.settings import Settings
from generator.views import urls
from generator.views.documents.document import Addressed, Document, addressed, head

NAME = "index"


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of the data: its place, what it is in words, and the name of its schema where it has one."""

    address: str
    media_type: str
    title: str
    schema: str | None = None


class FileRecord(Addressed):
    """A file of the data."""

    media_type: str = Field(description="Its format.")
    title: str = Field(description="What it holds.")
    schema_: str | None = Field(default=None, alias="schema", description="Its schema, counted from the site's top.")


class IndexDocument(Document):
    """Every file of the data."""

    name: str = Field(description="The name of the site.")
    purpose: str = Field(description="What the site is for.")
    url: str | None = Field(default=None, description="Where the site is published, where it says so.")
    files: tuple[FileRecord, ...] = Field(description="Every file, in the order of addresses.")


def index_document(files: Iterable[DataFile], settings: Settings) -> IndexDocument:
    """Give the index."""
    return IndexDocument(
        **head(NAME, urls.data_index(), settings),
        name=settings.name,
        purpose=settings.purpose,
        url=settings.address,
        files=tuple(
            FileRecord(
                **addressed(each.address, settings),
                media_type=each.media_type,
                title=each.title,
                schema_=urls.data_schema(each.schema) if each.schema else None,
            )
            for each in sorted(files, key=lambda each: each.address)
        ),
    )

"""One topic: who speaks on it, in which words, and which wordings are alike."""

from pydantic import Field

from generator.analysis.coverage import CoverageState
from generator.model.dates import PartialDate
from generator.model.registers import Topic
from generator.views import urls
from generator.views.documents.document import (
    Addressed,
    Document,
    PlaceRef,
    ProtocolRef,
    Record,
    addressed,
    head,
    place_ref,
    protocol_ref,
)
from generator.views.findings import Findings

NAME = "topic"


class SaidRecord(Addressed):
    """What one protocol says on the topic, or how it does not."""

    protocol: ProtocolRef = Field(description="The protocol.")
    state: CoverageState = Field(description="Whether it speaks.")
    places: tuple[PlaceRef, ...] = Field(description="The sections and clauses that it rests on.")
    headings: tuple[str, ...] = Field(description="Their headings, each once.")
    text: str | None = Field(default=None, description="All its words, without labels and headings, one text a line.")
    checked: PartialDate | None = Field(default=None, description="When a person last looked for it in vain.")
    note: str | None = Field(default=None, description="What that person noted.")


class WordingRecord(Record):
    """One exact wording, and who uses it."""

    text: str = Field(description="The words.")
    protocols: tuple[str, ...] = Field(description="The slugs of the protocols that use exactly these words.")


class ReadingRecord(Record):
    """A place in which wordings differ from the base."""

    base: str = Field(description="The words of the base.")
    instead: str = Field(description="What stands in their place.")
    protocols: tuple[str, ...] = Field(description="The slugs of the protocols in which it does.")


class GroupRecord(Record):
    """Wordings that are alike: the commonest, and the others."""

    base: WordingRecord = Field(description="The commonest wording of the group.")
    variants: tuple[WordingRecord, ...] = Field(description="The other wordings of the group.")
    readings: tuple[ReadingRecord, ...] = Field(description="Every difference from the base, in its order.")


class TopicDocument(Addressed, Document):
    """One topic over all protocols in force."""

    slug: str = Field(description="Its slug in the register.")
    title: str = Field(description="What it is called.")
    group: str = Field(description="The group of topics that it belongs to.")
    question: str = Field(description="The question that it answers.")
    protocols: tuple[SaidRecord, ...] = Field(description="Every protocol in force that is compared on it.")
    wordings: tuple[GroupRecord, ...] = Field(description="The wordings, those that are alike together.")


def topic_document(findings: Findings, topic: Topic) -> TopicDocument:
    """Give the document of one topic."""
    settings = findings.corpus.settings
    return TopicDocument(
        **head(NAME, urls.topic_data(topic.slug), settings),
        **addressed(urls.topic(topic.slug), settings),
        slug=topic.slug,
        title=topic.title,
        group=topic.group,
        question=topic.question,
        protocols=_said(findings, topic.slug),
        wordings=_wordings(findings, topic.slug),
    )


def _said(findings: Findings, topic: str) -> tuple[SaidRecord, ...]:
    found: list[SaidRecord] = []
    for slug, cell in findings.cells(topic).items():
        if cell.state is CoverageState.NOT_COMPARED:
            continue
        protocol = findings.corpus.by_slug[slug]
        wording = findings.wordings(protocol).get(topic)
        placed = [findings.placed(protocol, identifier) for identifier in cell.clauses]
        found.append(
            SaidRecord(
                **addressed(urls.topic(topic, slug), findings.corpus.settings),
                protocol=protocol_ref(findings, protocol),
                state=cell.state,
                places=tuple(place_ref(findings, protocol, each) for each in placed),
                headings=wording.headings if wording else (),
                text=wording.text if wording else None,
                checked=cell.absence.checked if cell.absence else None,
                note=cell.absence.note if cell.absence else None,
            )
        )
    return tuple(found)


def _wordings(findings: Findings, topic: str) -> tuple[GroupRecord, ...]:
    return tuple(
        GroupRecord(
            base=WordingRecord(text=group.base, protocols=group.keys),
            variants=tuple(WordingRecord(text=each.text, protocols=each.keys) for each in group.variants),
            readings=tuple(
                ReadingRecord(base=each.lemma, instead=each.reading, protocols=each.keys) for each in group.apparatus
            ),
        )
        for group in findings.groups(topic)
    )

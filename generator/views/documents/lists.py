"""What is found over all protocols, one list a document: coverage, reporting, law, life."""

from datetime import date

from pydantic import Field

from generator.analysis.coverage import CoverageState
from generator.analysis.currency import Certainty, CitedLaw, Standing
from generator.analysis.flows import ANNUAL_REPORT, Receipt, Reciprocity, ResolvedFlow, reciprocity
from generator.analysis.lifecycle import lifecycle
from generator.model.dates import Frequency, PartialDate
from generator.model.protocol import CitationRelation, Protocol, ProtocolStatus, Strength
from generator.model.registers import LawState, Status, Successor
from generator.views import urls
from generator.views.documents.document import (
    Addressed,
    BodyRef,
    Document,
    PlaceRef,
    ProtocolRef,
    Record,
    addressed,
    body_ref,
    head,
    place_ref,
    protocol_ref,
)
from generator.views.findings import Findings

COVERAGE, FLOWS, CITATIONS, LIFECYCLE = "coverage", "flows", "citations", "lifecycle"


class CellRecord(Addressed):
    """Whether one protocol speaks on one topic."""

    protocol: str = Field(description="The protocol's slug.")
    topic: str = Field(description="The topic's slug.")
    state: CoverageState = Field(description="Whether it speaks; not-compared where its kind is not compared on it.")
    places: tuple[str, ...] = Field(description="The ids of the sections and clauses that it rests on.")
    checked: PartialDate | None = Field(default=None, description="When a person last looked for it in vain.")
    note: str | None = Field(default=None, description="What that person noted.")


class CoverageDocument(Document):
    """Which protocol in force speaks on which topic."""

    protocols: tuple[ProtocolRef, ...] = Field(description="The protocols in force.")
    topics: tuple[str, ...] = Field(description="The slugs of the topics, in the register's order.")
    cells: tuple[CellRecord, ...] = Field(description="Protocol by protocol, in the order of the topics.")


class FlowRecord(Record):
    """One reporting duty, with the bodies themselves."""

    protocol: ProtocolRef = Field(description="The protocol that states it.")
    place: PlaceRef = Field(description="The clause that states it.")
    from_: BodyRef | None = Field(default=None, alias="from", description="Who reports, where somebody is named.")
    what: str = Field(description="What is given, from the register of matters.")
    to: tuple[BodyRef, ...] = Field(description="Who receives it; all of them.")
    to_any: tuple[BodyRef, ...] = Field(description="Of whom one receives it.")
    how_often: Frequency | None = Field(default=None, description="How often, where the clause says so.")
    timing: str | None = Field(default=None, description="When, in the clause's own words.")
    condition: str | None = Field(default=None, description="On what condition, in the clause's own words.")
    content: str | None = Field(default=None, description="What it is to hold, in the clause's own words.")
    strength: Strength = Field(description="How firmly the duty is put, and the words that say so.")


class ReciprocityRecord(Record):
    """Whether one party is given the other's annual report."""

    protocol: ProtocolRef = Field(description="The protocol.")
    giver: BodyRef = Field(description="Whose annual report it is.")
    receiver: BodyRef = Field(description="Who is given it, or not.")
    receipt: Receipt = Field(description="How it comes to see it; not-stated is no more than silence.")
    by_way_of: tuple[BodyRef, ...] = Field(description="The bodies by way of which it does.")
    places: tuple[PlaceRef, ...] = Field(description="The clauses that say so.")


class FlowsDocument(Document):
    """Who reports what to whom."""

    flows: tuple[FlowRecord, ...] = Field(description="Every reporting duty, as the documents go.")
    reciprocity: tuple[ReciprocityRecord, ...] = Field(description="Every two parties of a protocol, both ways.")


class StandingRecord(Record):
    """How a law stood on a day."""

    certainty: Certainty = Field(description="How far the register says it, and if not, why not.")
    state: LawState | None = Field(default=None, description="The state, where it is certain.")
    since: PartialDate | None = Field(default=None, description="Since when, where it is entered.")
    possible: tuple[LawState, ...] = Field(description="The states that it can have been in.")
    followed_by: tuple[Successor, ...] = Field(description="What took its place, where it has gone.")
    source: str | None = Field(default=None, description="Where the claim is from.")
    checked: PartialDate | None = Field(default=None, description="The day on which that was looked up.")
    verified: bool | None = Field(default=None, description="Whether somebody has read the source itself.")


class CitationRecord(Record):
    """Words that name a law, and how that law stood then and stands now."""

    protocol: ProtocolRef = Field(description="The protocol.")
    place: PlaceRef = Field(description="The section or clause.")
    quote: str = Field(description="The words, exactly as printed.")
    instrument: str = Field(description="The law or guidance, from the register of instruments.")
    provision: str | None = Field(default=None, description="The section or regulation.")
    edition: str | None = Field(default=None, description="The edition of guidance.")
    relation: CitationRelation = Field(description="Whether the document names the law, or has its wording only.")
    then: StandingRecord = Field(description="How it stood on the protocol's date.")
    now: StandingRecord = Field(
        description="How it stands. It changes with the register, or on a day on which the register has a law change."
    )
    official: str | None = Field(default=None, description="The official text.")
    official_then: str | None = Field(default=None, description="The official text as it stood on the protocol's date.")


class CitationsDocument(Document):
    """What protocols rest on."""

    citations: tuple[CitationRecord, ...] = Field(description="Every citation, protocol by protocol, as they go.")


class ApprovalRecord(Record):
    """Who approved a protocol, as far as the document says."""

    by: tuple[BodyRef, ...] = Field(description="The bodies that approved it.")
    on: PartialDate | None = Field(default=None, description="When.")
    stated: str = Field(description="The document's words.")


class ReviewRecord(Record):
    """When a protocol is to be reviewed, as far as the document says."""

    due: PartialDate | None = Field(default=None, description="When the next review is due, as precise as stated.")
    last_day: date | None = Field(default=None, description="The last day that this can mean; overdue after it.")
    every: Frequency | None = Field(default=None, description="How often it is to be reviewed.")
    stated: str | None = Field(default=None, description="The document's words for the date.")
    place: PlaceRef | None = Field(default=None, description="The clause that says how often.")


class LifeRecord(Addressed):
    """Where a protocol stands in its life. What the document does not state is left out."""

    protocol: ProtocolRef = Field(description="The protocol.")
    status: ProtocolStatus = Field(description="draft, approved, superseded or withdrawn.")
    dated: PartialDate | None = Field(default=None, description="The date that it bears.")
    approval: ApprovalRecord | None = Field(default=None, description="Who approved it.")
    review: ReviewRecord | None = Field(default=None, description="When it is to be reviewed.")
    received: PartialDate = Field(description="When the document was received.")
    replaces: str | None = Field(default=None, description="The slug of the edition before.")
    replaced_by: str | None = Field(default=None, description="The slug of the edition after.")


class LifecycleDocument(Document):
    """The life of every protocol. Whether a review is overdue depends on the day, and so does not stand here."""

    protocols: tuple[LifeRecord, ...] = Field(description="Every protocol, by slug.")


def coverage_document(findings: Findings) -> CoverageDocument:
    """Give the coverage of all topics."""
    corpus = findings.corpus
    matrix = findings.matrix
    return CoverageDocument(
        **head(COVERAGE, urls.list_data(COVERAGE), corpus.settings),
        protocols=tuple(protocol_ref(findings, corpus.by_slug[slug]) for slug in matrix.protocols),
        topics=matrix.topics,
        cells=tuple(
            CellRecord(
                **addressed(urls.topic(topic, protocol), corpus.settings),
                protocol=protocol,
                topic=topic,
                state=cell.state,
                places=cell.clauses,
                checked=cell.absence.checked if cell.absence else None,
                note=cell.absence.note if cell.absence else None,
            )
            for protocol, row in zip(matrix.protocols, matrix.cells, strict=True)
            for topic, cell in zip(matrix.topics, row, strict=True)
        ),
    )


def flows_document(findings: Findings) -> FlowsDocument:
    """Give every reporting duty, and whether annual reports go both ways."""
    protocols = findings.corpus.protocols
    has_matter = ANNUAL_REPORT in findings.corpus.registers.matters.by_slug
    return FlowsDocument(
        **head(FLOWS, urls.list_data(FLOWS), findings.corpus.settings),
        flows=tuple(_flow(findings, each, flow) for each in protocols for flow in findings.flows(each)),
        reciprocity=tuple(record for each in protocols for record in _reciprocity(findings, each))
        if has_matter
        else (),
    )


def citations_document(findings: Findings) -> CitationsDocument:
    """Give every citation."""
    return CitationsDocument(
        **head(CITATIONS, urls.list_data(CITATIONS), findings.corpus.settings),
        citations=tuple(
            _citation(findings, protocol, cited)
            for protocol in findings.corpus.protocols
            for cited in findings.citations(protocol)
        ),
    )


def lifecycle_document(findings: Findings) -> LifecycleDocument:
    """Give the life of every protocol."""
    return LifecycleDocument(
        **head(LIFECYCLE, urls.list_data(LIFECYCLE), findings.corpus.settings),
        protocols=tuple(_life(findings, protocol) for protocol in findings.corpus.protocols),
    )


def _flow(findings: Findings, protocol: Protocol, resolved: ResolvedFlow) -> FlowRecord:
    flow = resolved.flow
    return FlowRecord(
        protocol=protocol_ref(findings, protocol),
        place=place_ref(findings, protocol, resolved.placed),
        from_=body_ref(resolved.reporter) if resolved.reporter else None,
        what=resolved.what,
        to=tuple(body_ref(body) for body in resolved.to),
        to_any=tuple(body_ref(body) for body in resolved.to_any),
        how_often=flow.how_often,
        timing=flow.timing,
        condition=flow.condition,
        content=flow.content,
        strength=flow.strength,
    )


def _reciprocity(findings: Findings, protocol: Protocol) -> tuple[ReciprocityRecord, ...]:
    return tuple(
        ReciprocityRecord(
            protocol=protocol_ref(findings, protocol),
            giver=body_ref(each.giver),
            receiver=body_ref(each.receiver),
            receipt=each.receipt,
            by_way_of=tuple(body_ref(body) for body in each.by_way_of),
            places=_places(findings, protocol, each),
        )
        for each in reciprocity(protocol)
    )


def _places(findings: Findings, protocol: Protocol, found: Reciprocity) -> tuple[PlaceRef, ...]:
    placed = [*(flow.placed for flow in found.flows), *(seat.placed for seat in found.memberships)]
    return tuple(place_ref(findings, protocol, each) for each in {each.path: each for each in placed}.values())


def _citation(findings: Findings, protocol: Protocol, cited: CitedLaw) -> CitationRecord:
    citation = cited.citation
    return CitationRecord(
        protocol=protocol_ref(findings, protocol),
        place=place_ref(findings, protocol, cited.placed),
        quote=citation.quote,
        instrument=citation.instrument,
        provision=citation.provision,
        edition=citation.edition,
        relation=citation.relation,
        then=_standing(cited.then),
        now=_standing(cited.now),
        official=cited.address,
        official_then=cited.dated_address,
    )


def _standing(standing: Standing) -> StandingRecord:
    status: Status | None = standing.status
    return StandingRecord(
        certainty=standing.certainty,
        state=standing.state,
        since=status.from_ if status else None,
        possible=tuple(dict.fromkeys(one.state for one in standing.possible)),
        followed_by=status.followed_by if status else (),
        source=status.source if status else None,
        checked=status.checked if status else None,
        verified=status.verified if status else None,
    )


def _life(findings: Findings, protocol: Protocol) -> LifeRecord:
    life = lifecycle(findings.corpus, protocol)
    approval, review = protocol.approval, protocol.review
    clause = review.clause if review else None
    return LifeRecord(
        **addressed(urls.protocol(protocol.slug), findings.corpus.settings),
        protocol=protocol_ref(findings, protocol),
        status=life.status,
        dated=life.dated,
        approval=ApprovalRecord(
            by=tuple(body_ref(findings.body(protocol, body)) for body in approval.by),
            on=approval.on,
            stated=approval.stated,
        )
        if approval
        else None,
        review=ReviewRecord(
            due=review.due,
            last_day=life.review.last_day if life.review else None,
            every=review.every,
            stated=review.stated,
            place=place_ref(findings, protocol, findings.placed(protocol, clause)) if clause else None,
        )
        if review
        else None,
        received=protocol.source.received,
        replaces=life.replaces,
        replaced_by=life.replaced_by,
    )

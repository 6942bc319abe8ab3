"""One protocol: its words, its structure, and what the words say."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from generator.model.dates import Frequency, PartialDate
from generator.model.entity import (
    AuthoritySlug,
    BodyTypeSlug,
    Entity,
    InstrumentSlug,
    KindSlug,
    MatterSlug,
    OneOrMore,
    Slug,
    Stamp,
    Text,
    TopicSlug,
)


class ProtocolStatus(StrEnum):
    """Where a protocol stands in its life."""

    DRAFT = "draft"
    APPROVED = "approved"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class StrengthClass(StrEnum):
    """How firmly a duty is put, by the words used; `states` is the present tense."""

    MUST = "must"
    WILL = "will"
    SHOULD = "should"
    MAY = "may"
    STATES = "states"


class NoteKind(StrEnum):
    """What an editor's remark is about."""

    SIC = "sic"
    SCOPE = "scope"
    EDITORIAL = "editorial"


class AbsenceState(StrEnum):
    """Why no clause is keyed to a topic."""

    NOT_LISTED = "not-listed"
    COVERED_ELSEWHERE = "covered-elsewhere"
    NOT_YET_TRANSCRIBED = "not-yet-transcribed"


class CitationRelation(StrEnum):
    """Whether the document names the law, or has its wording without naming it."""

    CITES = "cites"
    DERIVED_FROM = "derived-from"


class Markup(StrEnum):
    """Marks of the source that are not words of the document."""

    BULLETS = "bullets"
    BOLD = "bold"
    PAGE_BREAKS = "page-breaks"


class Strength(Entity):
    """How firmly a duty is put."""

    class_: StrengthClass = Field(
        alias="class",
        description="must, will, should or may, by the verb that the clause uses; states for the present tense.",
        examples=["will"],
    )
    words: Text = Field(
        description="The words of the clause that say so. They must occur in the clause.",
        examples=["will be submitted"],
    )


class Flow(Entity):
    """One reporting duty: who gives what to whom."""

    from_: Slug | None = Field(
        default=None,
        alias="from",
        description="The body that reports. Leave it out where the sentence names nobody.",
        examples=["iow-cpb"],
    )
    what: MatterSlug = Field(description="What is given, from the register of matters.", examples=["annual-report"])
    to: tuple[Slug, ...] = Field(
        default=(), description="The bodies that receive it; all of them.", examples=[["cfap", "iowscp"]]
    )
    to_any: tuple[Slug, ...] = Field(
        default=(), description="The bodies of which one receives it ('A or B').", examples=[["hscb", "hscb-qa"]]
    )
    how_often: Frequency | None = Field(
        default=None, description="How often, where the clause says so.", examples=["year"]
    )
    timing: Text | None = Field(
        default=None,
        description="When, in the clause's own words, where it is not an interval.",
        examples=["in a timely manner"],
    )
    condition: Text | None = Field(
        default=None,
        description="On what condition, in the clause's own words.",
        examples=["where this cannot be delayed for the purposes of the Annual Report"],
    )
    content: Text | None = Field(
        default=None,
        description="What it is to hold, in the clause's own words.",
        examples=["The report will contain a section on Looked After Children"],
    )
    strength: Strength = Field(description="How firmly the duty is put.")


class Citation(Entity):
    """Words of a clause that name a law or guidance, tied to the register of instruments."""

    quote: Text = Field(
        description="The words that name it, exactly as printed. They must occur in the clause.",
        examples=["section 22(4) Children Act 1989"],
    )
    instrument: InstrumentSlug = Field(
        description="The law or guidance, from the register of instruments.", examples=["children-act-1989"]
    )
    provision: Text | None = Field(
        default=None,
        description="The section or regulation, in quotes. Leave it out where none is named.",
        examples=["22(4)"],
    )
    edition: Text | None = Field(
        default=None, description="The edition of the guidance, in quotes, where one is named.", examples=["2018"]
    )
    relation: CitationRelation = Field(
        default=CitationRelation.CITES,
        description="cites where the words name the law; derived-from where they have its wording without naming it.",
        examples=["cites"],
    )


class Escalation(Entity):
    """What happens when the bodies cannot agree. Every text is a quotation from the clause."""

    trigger: Text = Field(
        description="What sets it off, in the clause's words.",
        examples=["any areas of significant concern that cannot be resolved in accordance with this protocol"],
    )
    step: Text = Field(description="What is done, in the clause's words.", examples=["a strategy meeting will be held"])
    between: tuple[Slug, ...] = Field(
        default=(),
        description="The bodies and office-holders that meet.",
        examples=[["chair-of-the-board", "chair-of-the-panel"]],
    )
    others: Text | None = Field(
        default=None,
        description="Who else, in the clause's words.",
        examples=["any other senior person that is regarded as being required"],
    )
    convened_by: Slug | None = Field(
        default=None,
        description="Who calls the meeting. Leave it out where nobody is named.",
        examples=["chair-of-the-board"],
    )
    time_limit: Text | None = Field(
        default=None, description="By when, in the clause's words.", examples=["within one month"]
    )
    outcome: Text | None = Field(
        default=None, description="What it is to lead to, in the clause's words.", examples=["an agreed plan of action"]
    )


class Membership(Entity):
    """Who sits on a body, or is represented on it, as a clause says it."""

    body: Slug = Field(description="The body that has the member.", examples=["iow-cpb"])
    member: Slug | None = Field(
        default=None,
        description="The member, where it is one of the bodies of this file.",
        examples=["care-ambassadors"],
    )
    quote: Text = Field(
        description="The words of the clause that name the member.", examples=["elected representatives"]
    )


class Note(Entity):
    """An editor's remark on a clause, kept apart from its text."""

    kind: NoteKind = Field(
        description="sic: the source has it so. scope: how far the words reach. editorial: anything else.",
        examples=["sic"],
    )
    quote: Text | None = Field(
        default=None,
        description="The words that the remark is about. They must occur in the clause.",
        examples=["Childs Voice"],
    )
    text: Text = Field(description="The remark.", examples=["Printed without an apostrophe."])
    stamp: Stamp | None = Field(
        default=None,
        description="Made from the clause when the remark was written; `protocols check --fix` writes it.",
        examples=["kbnaqtzeoi"],
    )


class NotLaw(Entity):
    """Words that look like a law and are none, with the reason."""

    quote: Text = Field(description="The words, exactly as printed.", examples=["Victoria Climbié Audit"])
    why: Text = Field(description="Why they are not what they look like.", examples=["An audit, not a law."])


class NotPersonal(Entity):
    """Words that look like a person's name, address or number and are none, with the reason."""

    quote: Text = Field(description="The words, exactly as they stand in the file.", examples=["Mrs Smith Centre"])
    why: Text = Field(description="Why they are not what they look like.", examples=["The name of a building."])


class Table(Entity):
    """A table of the document: signatures, versions, members."""

    columns: tuple[str, ...] = Field(description="The heads of the columns.", examples=[["Version", "Date"]])
    rows: tuple[tuple[str, ...], ...] = Field(
        description="The rows, each with one text a column.", examples=[[["1.0", "April 2015"]]]
    )


class Clause(Entity):
    """A statement of the document, with its items."""

    id: Slug = Field(
        description="The clause's permanent name in addresses. Unique in the file and never used again.",
        examples=["childs-voice"],
    )
    was: tuple[Slug, ...] = Field(
        default=(), description="Names that it had before; old links lead here.", examples=[["voice-of-the-child"]]
    )
    label: Text | None = Field(
        default=None, description="What the document prints before the clause, in quotes.", examples=["3.1", "(ii)"]
    )
    heading: Text | None = Field(
        default=None, description="A heading that runs into the text.", examples=["Child's Voice"]
    )
    run_in: Text | None = Field(
        default=None,
        description="What stands between heading and text, where it differs from the section's.",
        examples=["–"],
    )
    text: Text | None = Field(
        default=None,
        description="The words, exactly as printed: plain text, no mark-up.",
        examples=["Both bodies share responsibility for the safety of looked after children."],
    )
    items: tuple[Clause, ...] = Field(default=(), description="The items below it, each a clause again.")
    text_after: Text | None = Field(
        default=None,
        description="Words of the clause that stand after its items.",
        examples=["These areas are reviewed every year."],
    )
    table: Table | None = Field(default=None, description="A table that the clause consists of.")
    topics: tuple[TopicSlug, ...] = Field(
        default=(), description="What it is about, from the register of topics.", examples=[["childs-voice"]]
    )
    citations: tuple[Citation, ...] = Field(default=(), description="The law and guidance that it names.")
    flows: tuple[Flow, ...] = Field(default=(), description="The reporting duties that it states.")
    escalation: Escalation | None = Field(default=None, description="The way out of a disagreement that it states.")
    membership: tuple[Membership, ...] = Field(default=(), description="The members of bodies that it names.")
    notes: tuple[Note, ...] = Field(default=(), description="An editor's remarks on it.")
    not_law: tuple[NotLaw, ...] = Field(default=(), description="Words that look like a law and are none.")
    no_flow: Text | None = Field(
        default=None,
        description="Why it states no reporting duty, where its words look as if it did.",
        examples=["The report is named, and nobody is asked to give it."],
    )


class Section(Entity):
    """A part of the document under its heading, or without one (a title page, the lines of approval)."""

    id: Slug = Field(description="The section's permanent name in addresses.", examples=["purpose"])
    was: tuple[Slug, ...] = Field(
        default=(), description="Names that it had before; old links lead here.", examples=[["aims"]]
    )
    label: Text | None = Field(
        default=None, description="What the document prints before the heading.", examples=["1."]
    )
    heading: Text | None = Field(
        default=None, description="The heading, as printed.", examples=["Purpose of the Protocol"]
    )
    run_in: Text | None = Field(
        default=None,
        description="What stands between a run-in heading and its text, in all clauses below.",
        examples=["–"],
    )
    text: Text | None = Field(
        default=None,
        description="Words of the section that stand before its clauses.",
        examples=["This protocol sets out how the two bodies work together."],
    )
    clauses: tuple[Clause, ...] = Field(default=(), description="The clauses, in the document's order.")
    sections: tuple[Section, ...] = Field(default=(), description="Sections below this one, after its clauses.")
    topics: tuple[TopicSlug, ...] = Field(
        default=(),
        description="What the section is about; holds for all below that has no topic of its own.",
        examples=[["purpose"]],
    )
    citations: tuple[Citation, ...] = Field(
        default=(), description="The law and guidance that its heading or text names."
    )
    notes: tuple[Note, ...] = Field(default=(), description="An editor's remarks on its heading or text.")
    not_law: tuple[NotLaw, ...] = Field(default=(), description="Words that look like a law and are none.")


class Body(Entity):
    """Anything that acts or receives: a board, panel, partnership, cabinet, office-holder."""

    id: Slug = Field(
        description="A short name for use in this file, and in the address of the body; never used again.",
        examples=["iowscp"],
    )
    was: tuple[Slug, ...] = Field(
        default=(), description="Names that it had before; old links lead here.", examples=[["lscb"]]
    )
    name: Text = Field(
        description="The name, as the document has it.", examples=["Isle of Wight Safeguarding Children Partnership"]
    )
    abbreviation: Text | None = Field(
        default=None, description="The abbreviation that the document uses.", examples=["IOWSCP"]
    )
    also_called: tuple[Text, ...] = Field(
        default=(), description="Other names that the document uses for it.", examples=[["the Panel"]]
    )
    type: BodyTypeSlug | None = Field(
        default=None,
        description="What sort of body it is, from the register of body types.",
        examples=["safeguarding-partnership"],
    )
    part_of: Slug | None = Field(default=None, description="The body that it belongs to.", examples=["iowscp"])
    serves: tuple[AuthoritySlug, ...] = Field(
        default=(),
        description="The authorities that it serves, where not all of this protocol's.",
        examples=[["isle-of-wight"]],
    )


class Approval(Entity):
    """Who approved the protocol, as far as the document says."""

    by: OneOrMore = Field(description="The body or bodies that approved it.", examples=["iowscp-business-group"])
    on: PartialDate | None = Field(
        default=None, description="When, where the document says so.", examples=["2021-02-24"]
    )
    stated: Text = Field(
        description="The document's words. They must occur in it.", examples=["Approved By: IOWSCP Business Group"]
    )


class Review(Entity):
    """When the protocol is to be reviewed, as far as the document says."""

    due: PartialDate | None = Field(default=None, description="When the next review is due.", examples=["2022-02"])
    stated: Text | None = Field(
        default=None, description="The document's words for the date.", examples=["Next Review due: February 2022"]
    )
    every: Frequency | None = Field(default=None, description="How often it is to be reviewed.", examples=["year"])
    clause: Slug | None = Field(default=None, description="The clause that says how often.", examples=["annual-review"])


class LeftOut(Entity):
    """Words of the source that are not part of the document's text."""

    text: Text = Field(description="The words, exactly as in the source.", examples=["Page 2 of 5"])
    why: Text = Field(description="Why they are left out.", examples=["Page number."])


class Source(Entity):
    """The document as received."""

    file: Text = Field(description="The text of it, below protocols/.", examples=["sources/harrow.txt"])
    sha256: str = Field(
        pattern=r"^[0-9a-f]{64}$",
        description="The checksum of that file; `protocols check --fix` writes it.",
        examples=["e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    )
    title: Text = Field(description="What the document is.", examples=["Protocol, draft of April 2015, as text"])
    received: PartialDate = Field(description="When it was received.", examples=["2026-11-21"])
    address: str | None = Field(
        default=None,
        pattern=r"^https://\S+$",
        description="Where it is published.",
        examples=["https://www.example.org/protocol.pdf"],
    )
    markup: tuple[Markup, ...] = Field(
        default=(), description="Marks in the text that are not words of the document.", examples=[["bullets", "bold"]]
    )
    left_out: tuple[LeftOut, ...] = Field(
        default=(), description="Words that are not part of the text: running heads, page numbers."
    )


class Transcription(Entity):
    """Who wrote the file. Roles, never names."""

    by: Text = Field(description="The role of the writer.", examples=["editor"])
    checked_by: Text | None = Field(
        default=None,
        description="The role of the second reader; null where there was none.",
        examples=["second reader"],
    )

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles that are named."""
        return (self.by, self.checked_by) if self.checked_by else (self.by,)


class Absence(Entity):
    """A statement, checked by a person, that no clause is keyed to a topic."""

    topic: TopicSlug = Field(description="The topic.", examples=["child-sexual-exploitation"])
    state: AbsenceState = Field(
        description="not-listed; covered-elsewhere, with the clause; not-yet-transcribed.", examples=["not-listed"]
    )
    clause: Slug | None = Field(
        default=None, description="The clause that covers it, for covered-elsewhere.", examples=["joint-areas"]
    )
    checked: PartialDate | None = Field(default=None, description="When a person last looked.", examples=["2026-11-22"])
    note: Text | None = Field(
        default=None,
        description="A remark.",
        examples=["Clause 1.4 says that its list is not restricted to the areas named."],
    )
    stamp: Stamp | None = Field(
        default=None,
        description="Made from the whole text when it was checked; `protocols check --fix` writes it.",
        examples=["kbnaqtzeoi"],
    )


class Protocol(Entity):
    """One agreed document, in one edition."""

    slug: SkipJsonSchema[Slug]
    title: Text = Field(description="The title, as printed.", examples=["Protocol on working arrangements"])
    kind: KindSlug = Field(
        description="The kind of protocol, from the register of kinds.",
        examples=["safeguarding-and-corporate-parenting"],
    )
    authorities: tuple[AuthoritySlug, ...] = Field(
        min_length=1, description="The councils whose protocol it is.", examples=[["isle-of-wight"]]
    )
    parties: tuple[Slug, ...] = Field(
        min_length=1, description="The bodies that are bound by it.", examples=[["iowscp", "iow-cpb"]]
    )
    status: ProtocolStatus = Field(description="draft, approved, superseded or withdrawn.", examples=["approved"])
    dated: PartialDate | None = Field(
        default=None,
        description="The date that the document bears: a year, a month or a day, never more than it states.",
        examples=["2015-04"],
    )
    dated_stated: Text | None = Field(
        default=None, description="The document's words for its date.", examples=["Draft April 2015"]
    )
    approval: Approval | None = Field(default=None, description="Who approved it. Leave it out where it is not stated.")
    review: Review | None = Field(
        default=None, description="When it is to be reviewed. Leave it out where it is not stated."
    )
    replaces: Slug | None = Field(
        default=None, description="The file of the edition before, without '.yml'.", examples=["isle-of-wight-2018"]
    )
    was: tuple[Slug, ...] = Field(
        default=(),
        description="File names that it had before; old links lead here.",
        examples=[["isle-of-wight-council"]],
    )
    source: Source = Field(description="The document as received.")
    transcription: Transcription = Field(description="Who wrote this file. Roles, never names.")
    not_personal: tuple[NotPersonal, ...] = Field(
        default=(), description="Words that look like a person's name, address or number and are none."
    )
    before_title: tuple[Text, ...] = Field(
        default=(), description="Lines that the document prints before its title.", examples=[["Draft April 2015"]]
    )
    bodies: tuple[Body, ...] = Field(min_length=1, description="The bodies that the document names.")
    sections: tuple[Section, ...] = Field(min_length=1, description="The document itself, in its own order.")
    absences: tuple[Absence, ...] = Field(
        default=(), description="One for each topic of the kind that no clause is keyed to."
    )

"""The registers that all protocols share: topics, kinds, authorities, body types, instruments, matters, terms."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

from pydantic import Field

from generator.model.dates import PartialDate
from generator.model.entity import AuthoritySlug, BodyTypeSlug, Entity, Flag, InstrumentSlug, Slug, TermSlug, Text


class Sourced(Entity):
    """A claim about the world: where it is from, when it was looked up, and whether somebody read the source."""

    source: Text = Field(
        description="Where the claim is from.", examples=["legislation.gov.uk, Children Act 2004, section 16E"]
    )
    address: str | None = Field(
        default=None,
        pattern=r"^https?://\S+$",
        description="The address of the source.",
        examples=["https://www.legislation.gov.uk/ukpga/2004/31/section/16E"],
    )
    checked: PartialDate = Field(description="The day it was looked up.", examples=["2026-11-22"])
    verified: Flag = Field(description="true only when somebody has read the source itself.", examples=[True])


class TopicGroup(Entity):
    """A family of topics, one below the other in every comparison."""

    slug: Slug = Field(description="Its permanent name.", examples=["joint-interest"])
    title: Text = Field(description="What it is called on the page.", examples=["Areas of joint interest"])
    about: Text | None = Field(
        default=None, description="What belongs in it.", examples=["What both bodies have a part in."]
    )


class Topic(Entity):
    """A row of every comparison."""

    slug: Slug = Field(description="Its permanent name and address.", examples=["childs-voice"])
    group: Slug = Field(description="The group that it belongs to.", examples=["joint-interest"])
    title: Text = Field(description="What it is called on the page.", examples=["Child's voice"])
    question: Text = Field(
        description="The question that a reader comes with.",
        examples=["How are the wishes and feelings of the child heard?"],
    )
    headings_seen: tuple[Text, ...] = Field(
        default=(), description="Headings that documents use for it.", examples=[["Childs Voice", "Child's Voice"]]
    )
    was: tuple[Slug, ...] = Field(
        default=(), description="Names that it had before; old links lead here.", examples=[["voice-of-the-child"]]
    )


class Topics(Entity):
    """The register of topics. The order of the file is the order of every comparison."""

    groups: tuple[TopicGroup, ...] = Field(description="The groups, in the order of the page.")
    topics: tuple[Topic, ...] = Field(description="The topics, in the order of the page.")

    @cached_property
    def by_slug(self) -> Mapping[str, Topic]:
        """Each topic under its slug, in the register's order."""
        return {topic.slug: topic for topic in self.topics}

    def in_group(self, group: str) -> tuple[Topic, ...]:
        """The topics of one group, in order."""
        return tuple(topic for topic in self.topics if topic.group == group)


class Kind(Entity):
    """A kind of protocol, and the groups of topics that its protocols are compared on."""

    slug: Slug = Field(description="Its permanent name.", examples=["safeguarding-and-corporate-parenting"])
    title: Text = Field(description="What it is called on the page.", examples=["Safeguarding and corporate parenting"])
    about: Text | None = Field(
        default=None,
        description="What such a protocol is for.",
        examples=["How a safeguarding body and a corporate parenting body work together."],
    )
    topic_groups: tuple[Slug, ...] = Field(
        description="The groups of topics that it is compared on.", examples=[["joint-interest"]]
    )


class Kinds(Entity):
    """The register of kinds of protocol."""

    kinds: tuple[Kind, ...] = Field(description="The kinds.")

    @cached_property
    def by_slug(self) -> Mapping[str, Kind]:
        """Each kind under its slug."""
        return {kind.slug: kind for kind in self.kinds}


class AuthorityType(StrEnum):
    """The type of a council."""

    LONDON_BOROUGH = "london-borough"
    UNITARY = "unitary"
    COUNTY = "county"
    METROPOLITAN_DISTRICT = "metropolitan-district"
    CITY_OF_LONDON = "city-of-london"

    @property
    def words(self) -> str:
        """The type as it is shown."""
        return _AUTHORITY_TYPES[self]


_AUTHORITY_TYPES: Mapping[AuthorityType, str] = {
    AuthorityType.LONDON_BOROUGH: "London borough",
    AuthorityType.UNITARY: "Unitary authority",
    AuthorityType.COUNTY: "County council",
    AuthorityType.METROPOLITAN_DISTRICT: "Metropolitan district",
    AuthorityType.CITY_OF_LONDON: "City of London",
}


class Code(Sourced):
    """A GSS code and how long it holds."""

    code: str = Field(pattern=r"^[EWSN][0-9]{8}$", description="The nine-character GSS code.", examples=["E09000015"])
    from_: PartialDate | None = Field(
        default=None, alias="from", description="When it began to hold.", examples=["2009-01-01"]
    )
    until: PartialDate | None = Field(default=None, description="When it ceased to hold.", examples=["2019-03-31"])


class Authority(Entity):
    """A council."""

    slug: Slug = Field(description="Its permanent name.", examples=["isle-of-wight"])
    name: Text = Field(description="The short name on the page.", examples=["Isle of Wight"])
    type: AuthorityType = Field(description="What sort of council it is.", examples=["unitary"])
    region: Text = Field(description="The region of England.", examples=["South East"])
    codes: tuple[Code, ...] = Field(default=(), description="Its GSS codes.")
    former_names: tuple[Text, ...] = Field(
        default=(), description="Names that it had before.", examples=[["Isle of Wight County Council"]]
    )
    valid_from: PartialDate | None = Field(
        default=None, description="When the council began, where it matters.", examples=["1995-04-01"]
    )
    valid_until: PartialDate | None = Field(
        default=None, description="When the council ended.", examples=["2019-03-31"]
    )
    followed_by: tuple[AuthoritySlug, ...] = Field(
        default=(), description="The councils that followed it.", examples=[["dorset"]]
    )


class Authorities(Entity):
    """The register of councils."""

    authorities: tuple[Authority, ...] = Field(description="The councils, in the order of their names.")

    @cached_property
    def by_slug(self) -> Mapping[str, Authority]:
        """Each council under its slug."""
        return {authority.slug: authority for authority in self.authorities}


class InLaw(Sourced):
    """Whether a type of body exists in law, and since or until when."""

    exists: Flag = Field(description="Whether the law still knows this type of body.", examples=[True])
    from_: PartialDate | None = Field(default=None, alias="from", description="Since when.", examples=["2018-06-29"])
    until: PartialDate | None = Field(default=None, description="Until when.", examples=["2019-09-29"])
    followed_by: BodyTypeSlug | None = Field(
        default=None, description="The type that followed it.", examples=["safeguarding-partnership"]
    )
    words: Text = Field(
        description="What a reader should know, in one sentence.",
        examples=["Replaced by local arrangements of the safeguarding partners."],
    )


class BodyType(Entity):
    """A sort of body, and what became of it."""

    slug: Slug = Field(description="Its permanent name.", examples=["safeguarding-partnership"])
    name: Text = Field(description="What it is called on the page.", examples=["Safeguarding children partnership"])
    plural: Text = Field(description="The same in the plural.", examples=["Safeguarding children partnerships"])
    family: Slug = Field(
        description="The part that it plays. Bodies of one family are compared as one word.",
        examples=["safeguarding-children-body"],
    )
    about: Text | None = Field(
        default=None,
        description="What such a body is.",
        examples=["It brings council, health and police together to keep children safe."],
    )
    in_law: InLaw | None = Field(default=None, description="Its place in law, where it has or had one.")
    was: tuple[Slug, ...] = Field(
        default=(),
        description="Names that it had before; old links lead here.",
        examples=[["safeguarding-bodies"]],
    )


class BodyTypes(Entity):
    """The register of types of body."""

    body_types: tuple[BodyType, ...] = Field(description="The types.")

    @cached_property
    def by_slug(self) -> Mapping[str, BodyType]:
        """Each type under its slug."""
        return {kind.slug: kind for kind in self.body_types}


class InstrumentType(StrEnum):
    """The sort of a law or guidance."""

    ACT = "act"
    REGULATIONS = "regulations"
    STATUTORY_GUIDANCE = "statutory-guidance"
    OTHER = "other"


class LawState(StrEnum):
    """How a law or guidance stands."""

    IN_FORCE = "in-force"
    AMENDED = "amended"
    ENACTED_NOT_COMMENCED = "enacted-not-commenced"
    REPEALED = "repealed"
    SUPERSEDED = "superseded"


class Successor(Entity):
    """What took a law's place."""

    instrument: InstrumentSlug = Field(description="The law or guidance.", examples=["children-act-2004"])
    provision: Text | None = Field(default=None, description="The section or regulation.", examples=["16E"])
    edition: Text | None = Field(default=None, description="The edition.", examples=["2023"])


class Status(Sourced):
    """How a law stood from a day on."""

    state: LawState = Field(
        description="in-force, amended, enacted-not-commenced, repealed; superseded for guidance.",
        examples=["in-force"],
    )
    from_: PartialDate | None = Field(
        default=None,
        alias="from",
        description="Since when. Leave it out where it is not known.",
        examples=["2018-04-30"],
    )
    words: Text | None = Field(
        default=None, description="What a reader should know, in one sentence.", examples=["In force, as amended."]
    )
    by: Text | None = Field(
        default=None, description="What brought it about.", examples=["Children and Social Work Act 2017, section 30"]
    )
    followed_by: tuple[Successor, ...] = Field(default=(), description="What took its place.")


class Provision(Entity):
    """A section or regulation of an instrument."""

    number: Text = Field(description="Its number, in quotes.", examples=["22(4)"])
    about: Text | None = Field(
        default=None,
        description="What it says, in a sentence of ours.",
        examples=["The duty to ask for the wishes and feelings of the child."],
    )
    status: tuple[Status, ...] = Field(default=(), description="How it stood, the oldest first.")


class Edition(Entity):
    """An edition of guidance."""

    edition: Text = Field(description="What it is called by, in quotes.", examples=["2018"])
    published: PartialDate | None = Field(default=None, description="When it was published.", examples=["2018-07"])
    status: tuple[Status, ...] = Field(default=(), description="How it stood, the oldest first.")


class Instrument(Entity):
    """A law or guidance."""

    slug: Slug = Field(description="Its permanent name and address.", examples=["children-act-1989"])
    title: Text = Field(description="Its title.", examples=["Children Act 1989"])
    type: InstrumentType = Field(description="act, regulations, statutory-guidance or other.", examples=["act"])
    citation: Text | None = Field(
        default=None, description="Its official number.", examples=["1989 c. 41", "S.I. 2010/959"]
    )
    official: str | None = Field(
        default=None,
        pattern=r"^https?://\S+$",
        description="Its official address; for a law the identifier at legislation.gov.uk.",
        examples=["https://www.legislation.gov.uk/id/ukpga/1989/41"],
    )
    also_called: tuple[Text, ...] = Field(
        default=(), description="Other names that documents use.", examples=[["the 1989 Act"]]
    )
    about: Text | None = Field(
        default=None,
        description="What it is, in a sentence of ours.",
        examples=["The main law on the care of children in England and Wales."],
    )
    status: tuple[Status, ...] = Field(default=(), description="How it stood, the oldest first.")
    provisions: tuple[Provision, ...] = Field(
        default=(), description="The sections or regulations that protocols rest on."
    )
    editions: tuple[Edition, ...] = Field(default=(), description="The editions, the oldest first.")
    was: tuple[Slug, ...] = Field(
        default=(), description="Names that it had before; old links lead here.", examples=[["ca-1989"]]
    )


class Instruments(Entity):
    """The register of laws and guidance."""

    instruments: tuple[Instrument, ...] = Field(description="The instruments.")

    @cached_property
    def by_slug(self) -> Mapping[str, Instrument]:
        """Each instrument under its slug."""
        return {instrument.slug: instrument for instrument in self.instruments}


class Matter(Entity):
    """What a reporting duty hands over."""

    slug: Slug = Field(description="Its permanent name.", examples=["annual-report"])
    title: Text = Field(description="What it is called on the page.", examples=["Annual report"])
    about: Text | None = Field(
        default=None, description="What belongs under it.", examples=["The report of a body on its year."]
    )
    task: Text | None = Field(
        default=None,
        description="The event that brings a reader to it, in a short sentence; heads its tasks.",
        examples=["The annual report is due"],
    )
    was: tuple[Slug, ...] = Field(
        default=(), description="Names that it had before; old links lead here.", examples=[["yearly-report"]]
    )


class Matters(Entity):
    """The register of matters of reporting."""

    matters: tuple[Matter, ...] = Field(description="The matters, in the order of the page.")

    @cached_property
    def by_slug(self) -> Mapping[str, Matter]:
        """Each matter under its slug."""
        return {matter.slug: matter for matter in self.matters}


class Term(Entity):
    """A word of the field, explained."""

    slug: Slug = Field(description="Its permanent name.", examples=["looked-after-child"])
    term: Text = Field(description="The word.", examples=["Looked after child"])
    meaning: Text = Field(
        description="What it means, in our words.",
        examples=["A child who is in the care of a council, or is given a place to live by it."],
    )
    variants: tuple[Text, ...] = Field(
        default=(),
        description="Other forms that documents use; search takes them as one.",
        examples=[["CLA", "children in care"]],
    )
    synonyms: tuple[Text, ...] = Field(
        default=(), description="Forms that readers search for and documents do not use.", examples=[["foster child"]]
    )
    scope: Text | None = Field(
        default=None,
        description="Where the meaning does not hold.",
        examples=["In Scotland the words have another meaning."],
    )
    source: Text | None = Field(
        default=None, description="Where the meaning is from.", examples=["Children Act 1989, section 22(1)"]
    )
    verified: Flag = Field(
        default=False, description="true only when somebody has read the source itself.", examples=[True]
    )
    see: tuple[TermSlug, ...] = Field(default=(), description="Terms beside it.", examples=[["corporate-parent"]])
    was: tuple[Slug, ...] = Field(
        default=(), description="Names that it had before; old links lead here.", examples=[["child-in-care"]]
    )


class Terms(Entity):
    """The glossary."""

    terms: tuple[Term, ...] = Field(description="The terms, in the order of the alphabet.")

    @cached_property
    def by_slug(self) -> Mapping[str, Term]:
        """Each term under its slug."""
        return {term.slug: term for term in self.terms}


Addressed: TypeAlias = Topic | Matter | BodyType | Instrument | Term
"""An entry with an address of its own, which remembers the names that it had before."""


class Registers(Entity):
    """All registers together."""

    topics: Topics
    kinds: Kinds
    authorities: Authorities
    body_types: BodyTypes
    instruments: Instruments
    matters: Matters
    terms: Terms

    def topics_of(self, kind: str) -> tuple[Topic, ...]:
        """The topics that protocols of a kind are compared on, in the register's order."""
        found = self.kinds.by_slug.get(kind)
        groups = set(found.topic_groups) if found else set()
        return tuple(topic for topic in self.topics.topics if topic.group in groups)

"""What is known about how accessible the site is: what was tested, what fails and why, and whom to tell."""

from enum import StrEnum

from pydantic import Field

from generator.model.dates import PartialDate
from generator.model.entity import Entity, Text


class Tester(StrEnum):
    """Who carried out a test."""

    PROGRAM = "program"
    PERSON = "person"


class ExceptionKind(StrEnum):
    """Why a part of the site is not accessible, as the regulations distinguish it."""

    NON_COMPLIANCE = "non-compliance"
    DISPROPORTIONATE_BURDEN = "disproportionate-burden"
    NOT_IN_SCOPE = "not-in-scope"


class AccessibilityException(Entity):
    """A part of the site that does not meet the standard."""

    kind: ExceptionKind = Field(description="How the regulations call the reason.", examples=["non-compliance"])
    part: Text = Field(
        description="What does not meet the standard, and for whom.", examples=["The diagram has no text beside it."]
    )
    criterion: Text | None = Field(
        default=None, description="The success criterion that it fails.", examples=["1.1.1 Non-text content"]
    )
    reason: Text = Field(description="Why it is so, or until when.", examples=["To be mended by March 2027."])
    instead: Text | None = Field(
        default=None,
        description="Where the same is to be had otherwise.",
        examples=["The table below it says the same."],
    )


class Contact(Entity):
    """A way to report a problem, or to ask for another form."""

    words: Text = Field(description="What a reader does there.", examples=["Tell us by the form"])
    address: str = Field(
        pattern=r"^(https://|mailto:|tel:)\S+$",
        description="A web page, a mail address with mailto: before it, or a number with tel: before it.",
        examples=["mailto:protocols@example.org"],
    )


class RecordedTest(Entity):
    """A test that was carried out, and what it found."""

    date: PartialDate = Field(description="The day of the test.", examples=["2026-11-22"])
    by: Tester = Field(description="Whether a program or a person tested.", examples=["program"])
    tool: Text = Field(description="What was tested with.", examples=["axe-core"])
    version: Text = Field(description="Its version.", examples=["4.10.2"])
    build: str = Field(
        pattern="^[0-9a-f]{16}$",
        description="What was tested: sixteen signs made from theme, style, scripts and templates.",
        examples=["0123456789abcdef"],
    )
    views: Text = Field(description="How the pages were shown.", examples=["light and dark, 1280 and 320 px wide"])
    pages: tuple[Text, ...] = Field(
        min_length=1,
        description="The addresses that were tested, from the top of the site.",
        examples=[["/", "/protocols/harrow/"]],
    )
    findings: tuple[Text, ...] = Field(
        default=(),
        description="What was found; none where nothing was.",
        examples=[["topics/: color-contrast, 2 places"]],
    )


class Accessibility(Entity):
    """The accessibility statement, `site_config/accessibility.yml`."""

    standard: Text = Field(
        description="The standard that the site is to meet.",
        examples=["Web Content Accessibility Guidelines version 2.2 AA standard"],
    )
    publisher: Text | None = Field(default=None, description="Who runs the site.", examples=["Example County Council"])
    prepared: PartialDate = Field(description="The day on which the statement was prepared.", examples=["2026-11-22"])
    reviewed: PartialDate = Field(description="The day on which it was last reviewed.", examples=["2026-11-22"])
    can: tuple[Text, ...] = Field(
        default=(), description="What readers should be able to do.", examples=[["use every page by keyboard alone"]]
    )
    method: Text = Field(
        description="How it is tested, and how the pages are chosen.",
        examples=["A program tests a page of every type."],
    )
    contacts: tuple[Contact, ...] = Field(min_length=1, description="Whom to tell of a problem.")
    exceptions: tuple[AccessibilityException, ...] = Field(default=(), description="What does not meet the standard.")
    improving: Text | None = Field(
        default=None, description="What is being done to improve it.", examples=["Persons who use aids will test it."]
    )
    tests: tuple[RecordedTest, ...] = Field(
        default=(), description="The tests that were carried out; 'make accessibility' writes its own."
    )

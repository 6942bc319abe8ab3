"""The accessibility statement: never more is claimed than the recorded tests of this build support."""

from collections.abc import Iterable
from dataclasses import dataclass

from generator.model.accessibility import (
    Accessibility,
    AccessibilityException,
    ExceptionKind,
    RecordedTest,
    Tester,
)
from generator.model.corpus import Corpus
from generator.views import urls
from generator.views.page import Here, Link, Page, PageKind

STANDARD = "Web Content Accessibility Guidelines version 2.2 AA standard"
"""What a site without a statement is said not to have been tested against."""

_HEADINGS = {
    ExceptionKind.NON_COMPLIANCE: "Non-compliance with the accessibility regulations",
    ExceptionKind.DISPROPORTIONATE_BURDEN: "Disproportionate burden",
    ExceptionKind.NOT_IN_SCOPE: "Content that’s not within the scope of the accessibility regulations",
}
_TESTERS = {Tester.PROGRAM: "a program", Tester.PERSON: "a person"}


@dataclass(frozen=True, slots=True)
class ExceptionView:
    """A part that does not meet the standard. `criterion` and `instead` are '' where there is none."""

    part: str
    criterion: str
    reason: str
    instead: str


@dataclass(frozen=True, slots=True)
class ExceptionGroup:
    """The exceptions of one kind."""

    title: str
    anchor: str
    exceptions: tuple[ExceptionView, ...]


@dataclass(frozen=True, slots=True)
class RecordedTestView:
    """A recorded test."""

    day: str
    by: str
    tool: str
    views: str
    pages: str
    addresses: tuple[Link, ...]
    of_this_build: str
    result: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccessibilityView:
    """What the statement shows. Texts are '' and lists empty where nothing is stated."""

    site: str
    address: str
    publisher: str
    standard: str
    compliance: str
    """'fully compliant', 'partially compliant' or, without a statement, 'not known to be compliant'."""
    because: str
    can: tuple[str, ...]
    contacts: tuple[Link, ...]
    groups: tuple[ExceptionGroup, ...]
    improving: str
    prepared: str
    reviewed: str
    tested: str
    method: str
    tests: tuple[RecordedTestView, ...]
    build: str


def accessibility_page(corpus: Corpus, look: str, here: Here) -> Page:
    """Build the statement. `look` stands for the theme and the templates that the pages are made with."""
    statement = corpus.accessibility
    return Page(
        here=here,
        kind=PageKind.ABOUT,
        title="Accessibility statement",
        description="How accessible this site is, how that was tested, and whom to tell when something does not work.",
        template="accessibility",
        shows=lambda: _view(corpus, statement, look, here) if statement else _unstated(corpus, look),
        edit=here.edit("site_config/accessibility.yml"),
    )


def shortfalls(statement: Accessibility, look: str) -> tuple[str, ...]:
    """Give every reason why the site may not be called fully compliant, as ends of 'because …'; none if it may."""
    of_this = [test for test in statement.tests if look and test.build == look]
    reasons: list[str] = []
    if any(each.kind is not ExceptionKind.NOT_IN_SCOPE for each in statement.exceptions):
        reasons.append("some parts, listed below, do not meet it")
    if any(test.findings for test in of_this):
        reasons.append("the last test found what is listed below")
    tested = {test.by for test in of_this}
    if not tested:
        reasons.append("this version of the site has not been tested in full")
    elif Tester.PERSON not in tested:
        reasons.append(
            "only programs have tested this version of the site; no person who uses assistive technology has"
        )
    elif Tester.PROGRAM not in tested:
        reasons.append("no program has tested every type of page of this version of the site")
    return tuple(reasons)


def tester_words(test: RecordedTest) -> str:
    """Say who carried out a test."""
    return _TESTERS[test.by]


def result_words(test: RecordedTest) -> str:
    """Say how much a test found."""
    return "nothing found" if not test.findings else f"{len(test.findings)} found"


def _view(corpus: Corpus, statement: Accessibility, look: str, here: Here) -> AccessibilityView:
    reasons = shortfalls(statement, look)
    latest = max(statement.tests, key=lambda test: test.date.last_day, default=None)
    return AccessibilityView(
        site=corpus.settings.name,
        address=corpus.settings.address or "",
        publisher=statement.publisher or "",
        standard=statement.standard,
        compliance="partially compliant" if reasons else "fully compliant",
        because=", and ".join(reasons),
        can=statement.can,
        contacts=tuple(Link(contact.words, contact.address) for contact in statement.contacts),
        groups=tuple(_groups(statement.exceptions)),
        improving=statement.improving or "",
        prepared=statement.prepared.words,
        reviewed=statement.reviewed.words,
        tested=latest.date.words if latest else "",
        method=statement.method,
        tests=tuple(_test(test, look, here) for test in statement.tests),
        build=look,
    )


def _unstated(corpus: Corpus, look: str) -> AccessibilityView:
    return AccessibilityView(
        site=corpus.settings.name,
        address=corpus.settings.address or "",
        publisher="",
        standard=STANDARD,
        compliance="not known to be compliant",
        because="nobody has written a statement for it yet",
        can=(),
        contacts=(),
        groups=(),
        improving="",
        prepared="",
        reviewed="",
        tested="",
        method="",
        tests=(),
        build=look,
    )


def _groups(exceptions: Iterable[AccessibilityException]) -> Iterable[ExceptionGroup]:
    for kind, title in _HEADINGS.items():
        found = tuple(
            ExceptionView(each.part, each.criterion or "", each.reason, each.instead or "")
            for each in exceptions
            if each.kind is kind
        )
        if found:
            yield ExceptionGroup(title, f"_{kind.value}", found)


def _test(test: RecordedTest, look: str, here: Here) -> RecordedTestView:
    count = len(test.pages)
    return RecordedTestView(
        day=test.date.words,
        by=tester_words(test),
        tool=f"{test.tool} {test.version}",
        views=test.views,
        pages=f"{count} {'page' if count == 1 else 'pages'}",
        addresses=tuple(_page(page, here) for page in test.pages),
        of_this_build="this version" if look and test.build == look else "another version",
        result=result_words(test),
        findings=test.findings,
    )


def _page(address: str, here: Here) -> Link:
    """A tested page, by its address from the top of the site; one that no slug spells is named and not linked."""
    is_page = address.startswith("/") and address.endswith("/") and urls.is_address(address)
    return Link(address, here.to(address[1:]) if is_page else "")

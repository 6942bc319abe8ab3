"""Dates, which are only as precise as the document, and in an order that can be."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from generator.checks.rule import Finding, rule
from generator.diagnostics import KeyPath
from generator.model.corpus import Corpus
from generator.model.dates import PartialDate, in_words
from generator.model.protocol import Protocol
from generator.model.walk import fragments

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_FORMS = (
    re.compile(rf"\b(?P<day>[0-3]?[0-9])\s*(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH},?\s+{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\s+(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?,?\s+{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{_MONTH},?\s+{_YEAR}\b", re.IGNORECASE),
    re.compile(r"\b(?P<day>[0-3]?[0-9])[./-](?P<number>[01]?[0-9])[./-](?P<year>(?:19|20)?[0-9]{2})\b"),
    re.compile(rf"\b{_YEAR}-(?P<number>[01][0-9])(?:-(?P<day>[0-3][0-9]))?\b"),
    re.compile(rf"\b{_YEAR}\b"),
)


def dates_in(text: str) -> tuple[PartialDate, ...]:
    """Give the dates that a text names, as precise as it names them; 24/02/2021 is read as the day first."""
    found: list[tuple[int, PartialDate]] = []
    rest = text
    for form in _FORMS:
        for match in form.finditer(rest):
            parts = match.groupdict()
            year = int(parts["year"]) + (2000 if len(parts["year"]) == 2 else 0)
            month = _month(parts)
            written = "-".join(
                [f"{year:04}"]
                + ([f"{month:02}"] if month else [])
                + ([f"{int(parts['day']):02}"] if parts.get("day") else [])
            )
            try:
                found.append((match.start(), PartialDate.parse(written)))
            except ValueError:
                continue
            rest = rest[: match.start()] + "·" * len(match[0]) + rest[match.end() :]
    return tuple(day for _, day in sorted(found, key=lambda entry: entry[0]))


def _month(parts: dict[str, str | None]) -> int | None:
    name, number = parts.get("month"), parts.get("number")
    if name:
        return _MONTHS.index(name.casefold()[:3]) + 1
    return int(number) if number else None


def _given(protocol: Protocol) -> Iterator[tuple[KeyPath, PartialDate, str | None]]:
    """Give the dates of a file that the document must bear out, with the words that are given for them."""
    if protocol.dated:
        yield ("dated",), protocol.dated, protocol.dated_stated
    if protocol.approval and protocol.approval.on:
        yield ("approval", "on"), protocol.approval.on, None
    if protocol.review and protocol.review.due:
        yield ("review", "due"), protocol.review.due, protocol.review.stated


@rule(
    "date-not-stated",
    summary="A date is more precise than the document, or another than its words say.",
    why="""A document that is dated "April 2015" has no day. A day that somebody filled in would be read as the
    document's own, and everything that is counted from it would be wrong.""",
    wrong="""
dated: 2015-04-01
dated_stated: Draft April 2015
""",
    right="""
dated: 2015-04
dated_stated: Draft April 2015
""",
)
def date_not_stated(corpus: Corpus) -> Iterator[Finding]:
    """Find dates that the words given for them, or else the document, do not name."""
    for protocol in corpus.protocols:
        whole = "\n".join(fragment.text for fragment in fragments(protocol))
        for path, day, words in _given(protocol):
            named = dates_in(words if words is not None else whole)
            if any(_says(each, day) for each in named):
                continue
            vaguer = [each for each in named if _says(day, each)]
            where = f"'{words}'" if words is not None else "the document"
            if vaguer:
                best = max(vaguer, key=lambda each: len(str(each)))
                message = f"'{day}' is more precise than the text, which has '{best.words}'"
                yield Finding(protocol.slug, path, message, f"write: {path[-1]}: {best}")
            elif words is not None and not named:
                message = f"{where} names no date, but '{path[-1]}' is '{day}'"
                yield Finding(
                    protocol.slug, path, message, f"take '{path[-1]}' out, or give the words that name the date"
                )
            elif words is not None:
                message = f"'{path[-1]}' is '{day}', but {where} says '{named[0].words}'"
                yield Finding(protocol.slug, path, message, f"write: {path[-1]}: {named[0]}")
            else:
                message = f"the date '{day}' does not stand in the document"
                yield Finding(
                    protocol.slug, path, message, f"take '{path[-1]}' out, or write the date that stands there"
                )


def _says(precise: PartialDate, vague: PartialDate) -> bool:
    return str(precise).startswith(str(vague))


@rule(
    "date-in-the-future",
    summary="Something is said to have happened on a day that has not come.",
    why="A document cannot be dated, approved, received or checked tomorrow: the year is probably mistyped.",
    wrong="dated: 2051-04",
    right="dated: 2015-04",
)
def date_in_the_future(corpus: Corpus) -> Iterator[Finding]:
    """Find days of past events that lie after today."""
    for protocol in corpus.protocols:
        for path, day in _past(protocol):
            if day.first_day > corpus.as_of:
                message = f"'{path[-1]}' is '{day}', but today is {in_words(corpus.as_of)}"
                yield Finding(protocol.slug, path, message, "is the year right?")


def _past(protocol: Protocol) -> Iterator[tuple[KeyPath, PartialDate]]:
    days: list[tuple[KeyPath, PartialDate | None]] = [
        (("dated",), protocol.dated),
        (("approval", "on"), protocol.approval.on if protocol.approval else None),
        (("source", "received"), protocol.source.received),
    ]
    days += [(("absences", index, "checked"), absence.checked) for index, absence in enumerate(protocol.absences)]
    return ((path, day) for path, day in days if day)


@rule(
    "review-before-approval",
    summary="A review is due before the protocol was dated or approved.",
    why="Such a review would have been overdue from the first day. One of the dates is wrong.",
    wrong="""
dated: 2021-02-24
review: {due: 2012-02}
""",
    right="""
dated: 2021-02-24
review: {due: 2022-02}
""",
)
def review_before_approval(corpus: Corpus) -> Iterator[Finding]:
    """Find reviews that are due before the protocol was."""
    for protocol in corpus.protocols:
        due = protocol.review.due if protocol.review else None
        began = _latest(each for each in (protocol.dated, protocol.approval.on if protocol.approval else None) if each)
        if due and began and due.last_day < began.first_day:
            message = f"the review is due '{due}', before the protocol's own date '{began}'"
            yield Finding(protocol.slug, ("review", "due"), message, "is the year right?")


def _latest(days: Iterable[PartialDate]) -> PartialDate | None:
    return max(days, key=_first_day, default=None)


def _first_day(day: PartialDate) -> date:
    return day.first_day

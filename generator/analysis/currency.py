"""How the law that protocols rest on stands: on the day of the protocol, and today."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from generator.diagnostics import KeyPath
from generator.model.corpus import Corpus
from generator.model.dates import PartialDate
from generator.model.protocol import Body, Citation, Protocol
from generator.model.registers import (
    BodyType,
    Edition,
    Instrument,
    InstrumentType,
    LawState,
    Provision,
    Status,
    Successor,
)
from generator.model.walk import Placed, walk

GONE = frozenset({LawState.REPEALED, LawState.SUPERSEDED})
"""The states of what no longer holds."""

_LEGISLATION = re.compile(r"(https?://www\.legislation\.gov\.uk)/(?:id/)?([a-z]+/[0-9]{4}/[0-9]+)(/made|/enacted)?/?")
_FIRST_PART = re.compile(r"[0-9]+[A-Za-z]*")
_UNIT = re.compile(r"(?:sections?|regulations?|regs?\.?|s\.?|ss\.?)\s*(?=[0-9])", re.IGNORECASE)
_SCHEDULE = re.compile(r"sch(?:edule)?\.?\s*([0-9]+[A-Za-z]*)", re.IGNORECASE)


class Certainty(StrEnum):
    """How far the register says how a law stood on a day, and if not, why not."""

    CERTAIN = "certain"
    NOT_CERTAIN = "not-certain"
    """The day is not known closely enough, or the register does not say since when."""
    NO_DAY = "no-day"
    """The protocol does not bear a date."""
    NO_EDITION = "no-edition"
    """The clause does not say which edition it means."""
    NOT_IN_REGISTER = "not-in-register"
    """The register says nothing of the law, or of the time."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a law stood on a day. `status` is None unless certain; `possible` are the statuses that it can have been."""

    certainty: Certainty
    status: Status | None = None
    possible: tuple[Status, ...] = ()

    @property
    def state(self) -> LawState | None:
        """The state, where it is certain."""
        return self.status.state if self.status else None

    @property
    def is_gone(self) -> bool:
        """Whether the law was certainly repealed or superseded."""
        return self.state in GONE

    @property
    def is_verified(self) -> bool:
        """Whether somebody has read the source of the claim."""
        return self.status is not None and self.status.verified


@dataclass(frozen=True, slots=True)
class CitedLaw:
    """One citation, what it points at, and how that stood on the protocol's date and stands today.

    `provision` is the register's entry with the longest number that the citation's begins with; `edition` is the named
    one. `address` leads to the law today, `dated_address` to the law as it stood on `dated_day`, which is the first day
    of a month or year where the protocol's date is no closer; None where there is no such address.
    """

    protocol: str
    placed: Placed
    path: KeyPath
    citation: Citation
    instrument: Instrument
    provision: Provision | None
    edition: Edition | None
    then: Standing
    now: Standing
    address: str | None
    dated_address: str | None
    dated_day: date | None


@dataclass(frozen=True, slots=True)
class GoneLaw:
    """Law or guidance that has gone, and every citation that still rests on it.

    `provision` and `edition` are as in the register; None where the whole instrument has gone.
    """

    instrument: Instrument
    provision: Provision | None
    edition: Edition | None
    status: Status
    cited_by: tuple[CitedLaw, ...]

    @property
    def since(self) -> PartialDate | None:
        """Since when it has gone; None where the register does not say."""
        return self.status.from_

    @property
    def followed_by(self) -> tuple[Successor, ...]:
        """What took its place."""
        return self.status.followed_by


@dataclass(frozen=True, slots=True)
class LapsedBody:
    """A body of a protocol whose type the law no longer knows. It says nothing of whether the body goes on."""

    protocol: str
    body: Body
    type: BodyType


def standing(statuses: Sequence[Status], first: date, last: date) -> Standing:
    """Say which of some statuses, the oldest first, held from one day to another.

    Certain is what held all the time, whichever day each date can mean. A status without a day counts as
    certain only from the day on which it was looked up.
    """
    possible = [
        status
        for index, status in enumerate(statuses)
        if _may_have_begun(status, last) and not any(_has_begun(later, first) for later in statuses[index + 1 :])
    ]
    if not possible:
        return Standing(Certainty.NOT_IN_REGISTER)
    only = possible[0]
    if len(possible) == 1 and _has_begun(only, first):
        return Standing(Certainty.CERTAIN, only, (only,))
    return Standing(Certainty.NOT_CERTAIN, None, tuple(possible))


def citations_of(corpus: Corpus, protocol: Protocol) -> tuple[CitedLaw, ...]:
    """Give every citation of a protocol, in the document's order. One of an unknown instrument is left out."""
    register = corpus.registers.instruments.by_slug
    return tuple(
        _cited_law(corpus, protocol, placed, index)
        for placed in walk(protocol)
        for index, citation in enumerate(placed.node.citations)
        if citation.instrument in register
    )


def by_instrument(corpus: Corpus) -> Mapping[str, tuple[CitedLaw, ...]]:
    """Give the citations of all protocols in force under each cited instrument, in the register's order."""
    found: dict[str, list[CitedLaw]] = {each.slug: [] for each in corpus.registers.instruments.instruments}
    for protocol in corpus.in_force:
        for cited in citations_of(corpus, protocol):
            found[cited.instrument.slug].append(cited)
    return {slug: tuple(cited) for slug, cited in found.items() if cited}


def gone_law(corpus: Corpus) -> tuple[GoneLaw, ...]:
    """Give the work list: what has been repealed or superseded by today and is still cited, in the register's order."""
    found: list[GoneLaw] = []
    for cited_by in by_instrument(corpus).values():
        groups: dict[tuple[str | None, str | None], list[CitedLaw]] = {}
        for cited in cited_by:
            if cited.now.is_gone:
                groups.setdefault(_gone_part(cited), []).append(cited)
        for (number, name), group in groups.items():
            status = group[0].now.status
            assert status is not None
            found.append(
                GoneLaw(
                    instrument=group[0].instrument,
                    provision=group[0].provision if number is not None else None,
                    edition=group[0].edition if name is not None else None,
                    status=status,
                    cited_by=tuple(group),
                )
            )
    return tuple(found)


def succession(corpus: Corpus, status: Status) -> tuple[Successor, ...]:
    """Give what took the place of a law that has gone, and of that in turn, up to what stands today, in order."""
    register = corpus.registers.instruments.by_slug
    found: list[Successor] = []
    ahead = list(status.followed_by)
    while ahead:
        successor = ahead.pop(0)
        if successor in found:
            continue
        found.append(successor)
        if successor.instrument in register:
            law = register[successor.instrument]
            now = _standing_of(law, successor.provision, successor.edition, (corpus.as_of, corpus.as_of))
            ahead += now.status.followed_by if now.is_gone and now.status else ()
    return tuple(found)


def lapsed_bodies(corpus: Corpus) -> tuple[LapsedBody, ...]:
    """Give the bodies of all protocols in force whose type the law no longer knows."""
    types = corpus.registers.body_types.by_slug
    return tuple(
        LapsedBody(protocol.slug, body, types[body.type])
        for protocol in corpus.in_force
        for body in protocol.bodies
        if body.type and body.type in types and (in_law := types[body.type].in_law) and not in_law.exists
    )


def provision_of(instrument: Instrument, number: str | None) -> Provision | None:
    """Give the register's entry for a provision: `22` for "22(4)", unless "22(4)" has its own."""
    return next(iter(_nearest_first(instrument, number)), None)


def edition_of(instrument: Instrument, name: str | None) -> Edition | None:
    """Give the register's entry for an edition."""
    return next((each for each in instrument.editions if each.edition == name), None)


def address(instrument: Instrument, number: str | None = None, *, on: date | None = None) -> str | None:
    """Give the official address of a law, of one section or regulation of it, or of either as it stood on a day.

    What the register has as made or enacted only is always given so. Guidance has one address and none for a day.
    """
    if instrument.official is None:
        return None
    law = _LEGISLATION.fullmatch(instrument.official)
    if not law:
        return instrument.official if on is None else None
    host, identifier, as_made = law[1], law[2], law[3] or ""
    part = _part_address(instrument, number)
    if as_made or on is not None:
        return f"{host}/{identifier}{part}{as_made or f'/{on}'}"
    return f"{host}/id/{identifier}{part}"


def _cited_law(corpus: Corpus, protocol: Protocol, placed: Placed, index: int) -> CitedLaw:
    citation = placed.node.citations[index]
    instrument = corpus.registers.instruments.by_slug[citation.instrument]
    day = protocol.dated.first_day if protocol.dated else None
    dated_address = address(instrument, citation.provision, on=day) if day else None
    return CitedLaw(
        protocol=protocol.slug,
        placed=placed,
        path=(*placed.path, "citations", index),
        citation=citation,
        instrument=instrument,
        provision=provision_of(instrument, citation.provision),
        edition=edition_of(instrument, citation.edition),
        then=_standing_then(protocol, instrument, citation),
        now=_standing(instrument, citation, corpus.as_of, corpus.as_of),
        address=address(instrument, citation.provision),
        dated_address=dated_address,
        dated_day=day if dated_address else None,
    )


def _standing_then(protocol: Protocol, instrument: Instrument, citation: Citation) -> Standing:
    if protocol.dated is None:
        return Standing(Certainty.NO_DAY)
    return _standing(instrument, citation, protocol.dated.first_day, protocol.dated.last_day)


def _part_address(instrument: Instrument, number: str | None) -> str:
    if not number:
        return ""
    schedule = _SCHEDULE.match(number.strip())
    if schedule:
        return f"/schedule/{schedule[1]}"
    first = _FIRST_PART.match(_UNIT.sub("", number.strip()))
    unit = {InstrumentType.ACT: "section", InstrumentType.REGULATIONS: "regulation"}.get(instrument.type)
    return f"/{unit}/{first[0]}" if first and unit else ""


@lru_cache(maxsize=1 << 10)
def _parts(number: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[0-9]+[A-Za-z]*|[A-Za-z]+", _UNIT.sub("", number.strip())))


def _standing(instrument: Instrument, citation: Citation, first: date, last: date) -> Standing:
    return _standing_of(instrument, citation.provision, citation.edition, (first, last))


def _standing_of(instrument: Instrument, number: str | None, name: str | None, on: tuple[date, date]) -> Standing:
    first, last = on
    whole = standing(instrument.status, first, last)
    if whole.is_gone:
        return whole
    part: tuple[Status, ...] = ()
    if instrument.editions:
        if name is None:
            return Standing(Certainty.NO_EDITION)
        edition = edition_of(instrument, name)
        if edition is None:
            return Standing(Certainty.NOT_IN_REGISTER)
        part = edition.status
    for provision in _nearest_first(instrument, number):
        part = part or provision.status
    return standing(part, first, last) if part else whole


def _nearest_first(instrument: Instrument, number: str | None) -> Iterable[Provision]:
    """Give the register's entries that a provision falls under, the closest first."""
    if number is None:
        return ()
    wanted = _parts(number)
    found = [each for each in instrument.provisions if wanted[: len(_parts(each.number))] == _parts(each.number)]
    return sorted(found, key=lambda each: -len(_parts(each.number)))


def _gone_part(cited: CitedLaw) -> tuple[str | None, str | None]:
    if any(status == cited.now.status for status in cited.instrument.status):
        return None, None
    return (
        cited.provision.number if cited.provision else None,
        cited.edition.edition if cited.edition else None,
    )


def _may_have_begun(status: Status, by: date) -> bool:
    return status.from_ is None or status.from_.first_day <= by


def _has_begun(status: Status, by: date) -> bool:
    return (status.from_ or status.checked).last_day <= by

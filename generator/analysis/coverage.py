"""Which protocol speaks on which topic."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from generator.analysis.statements import wordings_of
from generator.model.corpus import Corpus
from generator.model.protocol import Absence, AbsenceState, Protocol
from generator.model.registers import Registers


class CoverageState(StrEnum):
    """Whether a protocol speaks on a topic; `not-compared` where its kind is not compared on it."""

    STATED = "stated"
    NOT_LISTED = "not-listed"
    COVERED_ELSEWHERE = "covered-elsewhere"
    NOT_YET_TRANSCRIBED = "not-yet-transcribed"
    NOT_COMPARED = "not-compared"


_OF_ABSENCE = {
    AbsenceState.NOT_LISTED: CoverageState.NOT_LISTED,
    AbsenceState.COVERED_ELSEWHERE: CoverageState.COVERED_ELSEWHERE,
    AbsenceState.NOT_YET_TRANSCRIBED: CoverageState.NOT_YET_TRANSCRIBED,
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """One cell: the state, the ids of the sections and clauses that it rests on, and the absence where there is one."""

    state: CoverageState
    clauses: tuple[str, ...] = ()
    absence: Absence | None = None


@dataclass(frozen=True, slots=True)
class CoverageMatrix:
    """Protocols down, topics across, the state of each cell."""

    protocols: tuple[str, ...]
    topics: tuple[str, ...]
    cells: tuple[tuple[Coverage, ...], ...]

    def row(self, protocol: str) -> tuple[Coverage, ...]:
        """The cells of one protocol, in the order of the topics."""
        return self.cells[self.protocols.index(protocol)]

    def column(self, topic: str) -> tuple[Coverage, ...]:
        """The cells of one topic, in the order of the protocols."""
        place = self.topics.index(topic)
        return tuple(row[place] for row in self.cells)

    def cell(self, protocol: str, topic: str) -> Coverage:
        """The cell of one protocol and one topic."""
        return self.row(protocol)[self.topics.index(topic)]


@dataclass(frozen=True, slots=True)
class Gap:
    """A topic on which a protocol of its kind does not speak, with what a person noted."""

    protocol: str
    topic: str
    state: CoverageState
    clauses: tuple[str, ...]
    absence: Absence | None


def coverage(corpus: Corpus, *, kind: str | None = None) -> CoverageMatrix:
    """Say for every protocol in force, or those of one kind, what it says on every topic.

    Topics are those that a kind here is compared on, in the register's order. A topic of which nobody has said
    anything is not yet transcribed.
    """
    protocols = tuple(each for each in corpus.in_force if kind in (None, each.kind))
    kinds = {each.kind for each in protocols}
    compared = {slug: {topic.slug for topic in corpus.registers.topics_of(slug)} for slug in kinds}
    topics = tuple(
        topic.slug for topic in corpus.registers.topics.topics if any(topic.slug in each for each in compared.values())
    )
    return CoverageMatrix(
        protocols=tuple(each.slug for each in protocols),
        topics=topics,
        cells=tuple(_row(each, topics, compared[each.kind]) for each in protocols),
    )


def coverage_of(protocol: Protocol, registers: Registers) -> Mapping[str, Coverage]:
    """Say what one protocol, be it replaced or in force, says on each topic of the register."""
    compared = {topic.slug for topic in registers.topics_of(protocol.kind)}
    topics = tuple(topic.slug for topic in registers.topics.topics)
    return dict(zip(topics, _row(protocol, topics, compared), strict=True))


def gaps(matrix: CoverageMatrix) -> tuple[Gap, ...]:
    """Give every cell in which a protocol is silent, protocol by protocol, in the order of the topics."""
    silent = set(_OF_ABSENCE.values())
    return tuple(
        Gap(protocol, topic, cell.state, cell.clauses, cell.absence)
        for protocol, row in zip(matrix.protocols, matrix.cells, strict=True)
        for topic, cell in zip(matrix.topics, row, strict=True)
        if cell.state in silent
    )


def _row(protocol: Protocol, topics: tuple[str, ...], compared: set[str]) -> tuple[Coverage, ...]:
    stated = wordings_of(protocol)
    absences = {absence.topic: absence for absence in reversed(protocol.absences)}
    return tuple(
        Coverage(CoverageState.STATED, stated[topic].ids)
        if topic in stated
        else _silence(absences.get(topic), is_compared=topic in compared)
        for topic in topics
    )


def _silence(absence: Absence | None, *, is_compared: bool) -> Coverage:
    if absence is None:
        return Coverage(CoverageState.NOT_YET_TRANSCRIBED if is_compared else CoverageState.NOT_COMPARED)
    return Coverage(_OF_ABSENCE[absence.state], (absence.clause,) if absence.clause else (), absence)

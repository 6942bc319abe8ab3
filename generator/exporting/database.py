"""Everything in one SQLite file, for questions that no page answers.

It is filled in a fixed order, so that the same content gives the same bytes wherever the same SQLite makes it.
"""

import sqlite3
from collections.abc import Iterable, Iterator

from generator.analysis.currency import CitedLaw
from generator.analysis.flows import ANNUAL_REPORT, reciprocity
from generator.analysis.lifecycle import lifecycle
from generator.model.protocol import CitationRelation, Clause, Protocol
from generator.model.registers import Instrument, Status
from generator.model.walk import Placed
from generator.views import urls
from generator.views.changes import target, told
from generator.views.documents.document import VERSION
from generator.views.editions import fates
from generator.views.escalation import escalations
from generator.views.findings import Findings
from generator.views.questions import QUESTIONS, TABLES

Values = tuple[object, ...]
Part = tuple[str | None, str | None]


def database(findings: Findings) -> bytes:
    """Give the database as a file."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute("PRAGMA page_size = 4096")
        connection.executescript(TABLES)
        connection.execute("PRAGMA defer_foreign_keys = ON")
        connection.execute("BEGIN")
        _Filler(findings, connection).fill()
        connection.execute("INSERT INTO words (words) VALUES ('rebuild')")
        connection.execute("INSERT INTO words (words) VALUES ('optimize')")
        connection.execute("COMMIT")
        for question in QUESTIONS:
            connection.executescript(question.sql)
        connection.execute("ANALYZE")
        connection.execute("VACUUM")
        return connection.serialize()
    finally:
        connection.close()


class _Filler:
    """Fills the tables, one after the other."""

    def __init__(self, findings: Findings, connection: sqlite3.Connection) -> None:
        self.findings = findings
        self.corpus = findings.corpus
        self.connection = connection
        self.statuses: dict[tuple[str, str | None, str | None, int], int] = {}

    def fill(self) -> None:
        settings = self.corpus.settings
        about = {"name": settings.name, "purpose": settings.purpose, "version": str(VERSION)}
        about |= {"address": settings.address} if settings.address else {}
        self.insert("about", sorted(about.items()))
        self.registers()
        for protocol in self.corpus.protocols:
            self.protocol(protocol)
            self.bodies(protocol)
            self.places(protocol)
            self.statements(protocol)
            self.uses(protocol)
            self.absences(protocol)
        self.coverage()
        self.wordings()
        self.insert("pairs", ((*pair, urls.comparison(*pair)) for pair in self.findings.pairs))
        for protocol in self.corpus.protocols:
            self.fates(protocol)
        self.changes()

    def insert(self, table: str, rows: Iterable[Values]) -> None:
        """Put rows into a table; the first says how many values each has."""
        found = iter(rows)
        first = next(found, None)
        if first is None:
            return
        marks = ", ".join("?" * len(first))
        statement = f"INSERT INTO {table} VALUES ({marks})"
        self.connection.execute(statement, first)
        self.connection.executemany(statement, found)

    def registers(self) -> None:
        found = self.corpus.registers
        groups = found.topics.groups
        self.insert("topic_groups", ((each.slug, at, each.title, each.about) for at, each in enumerate(groups, 1)))
        self.insert(
            "topics",
            (
                (each.slug, at, each.group, each.title, each.question, urls.topic(each.slug))
                for at, each in enumerate(found.topics.topics, 1)
            ),
        )
        self.insert("kinds", ((each.slug, each.title, each.about) for each in found.kinds.kinds))
        self.insert(
            "kind_groups",
            ((each.slug, group) for each in found.kinds.kinds for group in dict.fromkeys(each.topic_groups)),
        )
        self.insert(
            "authorities",
            ((each.slug, each.name, each.type.value, each.region) for each in found.authorities.authorities),
        )
        self.insert("body_types", self.body_types())
        self.insert(
            "matters",
            ((each.slug, at, each.title, each.about, each.task) for at, each in enumerate(found.matters.matters, 1)),
        )
        instruments = found.instruments.instruments
        self.insert(
            "instruments",
            (
                (one.slug, one.title, one.type.value, one.citation, one.official, one.about, urls.instrument(one.slug))
                for one in instruments
            ),
        )
        for instrument in instruments:
            for provision, edition, history in _histories(instrument):
                self.history(instrument, (provision, edition), history)
        self.insert(
            "terms",
            (
                (each.slug, each.term, each.meaning, each.scope, each.source, each.verified, urls.term(each.slug))
                for each in found.terms.terms
            ),
        )
        self.insert(
            "term_forms",
            (
                (each.slug, form, in_documents)
                for each in found.terms.terms
                for form, in_documents in {
                    **dict.fromkeys(each.synonyms, 0),
                    **dict.fromkeys((each.term, *each.variants), 1),
                }.items()
            ),
        )

    def body_types(self) -> Iterator[Values]:
        known = self.corpus.registers.body_types.by_slug
        for each in self.corpus.registers.body_types.body_types:
            law = each.in_law
            place: Values = (None,) * 5
            if law:
                followed_by = law.followed_by if law.followed_by in known else None
                place = (law.exists, _date(law.from_), _date(law.until), followed_by, law.words)
            yield each.slug, each.name, each.plural, each.family, each.about, *place, urls.body_type(each.slug)

    def history(self, instrument: Instrument, part: Part, history: Iterable[Status]) -> None:
        known = self.corpus.registers.instruments.by_slug
        for at, status in enumerate(history):
            number = len(self.statuses) + 1
            self.statuses[instrument.slug, *part, at] = number
            self.insert(
                "statuses",
                [
                    (
                        *(number, instrument.slug, *part, status.state.value, _date(status.from_), status.by),
                        *(status.words, status.source, str(status.checked), status.verified),
                    )
                ],
            )
            self.insert(
                "successors",
                (
                    (number, place, one.instrument, one.provision, one.edition)
                    for place, one in enumerate(status.followed_by, 1)
                    if one.instrument in known
                ),
            )

    def protocol(self, protocol: Protocol) -> None:
        life = lifecycle(self.corpus, protocol)
        approval, review, source = protocol.approval, protocol.review, protocol.source
        self.insert(
            "protocols",
            [
                (
                    *(protocol.slug, self.findings.name(protocol), protocol.title, protocol.kind),
                    *(protocol.status.value, _date(protocol.dated)),
                    *((_date(approval.on), approval.stated) if approval else (None, None)),
                    _date(review.due) if review else None,
                    life.review.last_day.isoformat() if life.review else None,
                    review.every.value if review and review.every else None,
                    review.stated if review else None,
                    review.clause if review else None,
                    *(life.replaces, life.replaced_by, life.replaced_by is None),
                    *(str(source.received), source.title, source.address, source.sha256),
                    *(protocol.transcription.by, protocol.transcription.checked_by),
                    *(self.corpus.files[protocol.slug].path, urls.protocol(protocol.slug)),
                )
            ],
        )
        self.insert("protocol_authorities", ((protocol.slug, slug) for slug in dict.fromkeys(protocol.authorities)))

    def bodies(self, protocol: Protocol) -> None:
        slug = protocol.slug
        self.insert(
            "bodies",
            (
                (
                    *(slug, body.id, at, body.name, body.abbreviation, body.type, body.part_of),
                    *(body.id in protocol.parties, urls.body(body.type, slug, body.id)),
                )
                for at, body in enumerate(protocol.bodies, 1)
            ),
        )
        self.insert(
            "body_names",
            ((slug, body.id, name) for body in protocol.bodies for name in dict.fromkeys(body.also_called)),
        )
        if protocol.approval:
            self.insert("approvals", ((slug, body) for body in dict.fromkeys(protocol.approval.by)))

    def places(self, protocol: Protocol) -> None:
        slug = protocol.slug
        places = self.findings.places(protocol)
        self.insert("places", (self.place(protocol, placed) for placed in places))
        self.insert(
            "place_topics",
            ((slug, placed.node.id, topic) for placed in places for topic in dict.fromkeys(placed.node.topics)),
        )
        self.insert(
            "notes",
            (
                (None, slug, placed.node.id, note.kind.value, note.quote, note.text)
                for placed in places
                for note in placed.node.notes
            ),
        )

    def place(self, protocol: Protocol, placed: Placed) -> Values:
        node = placed.node
        clause = node if isinstance(node, Clause) else None
        table = clause.table if clause else None
        lines = self.findings.source_lines(protocol).get(node.id, (None, None))
        return (
            *(None, protocol.slug, node.id, "clause" if clause else "section"),
            *(placed.ancestors[-1].id if placed.ancestors else None, placed.depth, node.label, node.heading),
            placed.run_in if clause and node.heading and node.text else None,
            node.text,
            clause.text_after if clause else None,
            "\n".join("\t".join(row) for row in (table.columns, *table.rows)) if table else None,
            *(self.findings.reference(protocol, placed), urls.clause(protocol.slug, node.id)),
            *(self.corpus.files[protocol.slug].line_of(placed.path), *lines),
        )

    def statements(self, protocol: Protocol) -> None:
        slug = protocol.slug
        for flow in self.findings.flows(protocol):
            said = flow.flow
            number = self.add(
                "flows",
                (
                    *(slug, flow.placed.node.id, flow.reporter.id if flow.reporter else None, flow.what),
                    said.how_often.value if said.how_often else None,
                    *(said.timing, said.condition, said.content, said.strength.class_.value, said.strength.words),
                ),
            )
            self.insert(
                "flow_receivers",
                (
                    (number, at, slug, body.id, at > len(flow.to) and len(flow.to_any) > 1)
                    for at, body in enumerate(flow.receivers, 1)
                ),
            )
        if ANNUAL_REPORT in self.corpus.registers.matters.by_slug:
            found = reciprocity(protocol)
            self.insert("reciprocity", ((slug, one.giver.id, one.receiver.id, one.receipt.value) for one in found))
        self.insert(
            "memberships",
            (
                (None, slug, seat.placed.node.id, seat.body.id, seat.member and seat.member.id, seat.membership.quote)
                for seat in self.findings.memberships(protocol)
            ),
        )
        for placed, way in escalations(self.findings, protocol):
            number = self.add(
                "escalations",
                (
                    *(slug, placed.node.id, way.trigger, way.step, way.others, way.convened_by),
                    *(way.time_limit, way.outcome),
                ),
            )
            self.insert("escalation_bodies", ((number, at, slug, body) for at, body in enumerate(way.between, 1)))
        self.insert("citations", (self.citation(slug, cited) for cited in self.findings.citations(protocol)))

    def uses(self, protocol: Protocol) -> None:
        """Put in where a protocol names its bodies and uses terms; a place counts once, however often it does."""
        for table, found in (
            ("body_uses", self.findings.uses(protocol).bodies),
            ("term_uses", self.findings.term_uses(protocol)),
        ):
            self.insert(
                table,
                (
                    (protocol.slug, name, place)
                    for name in sorted(found)
                    for place in dict.fromkeys(placed.node.id for placed in found[name])
                ),
            )

    def absences(self, protocol: Protocol) -> None:
        found = {absence.topic: absence for absence in protocol.absences}
        self.insert(
            "absences",
            (
                (protocol.slug, each.topic, each.state.value, each.clause, _date(each.checked), each.note)
                for each in found.values()
            ),
        )

    def fates(self, after: Protocol) -> None:
        before = self.findings.edition_before(after)
        for found in fates(self.findings, after) if before else ():
            assert before
            said = before.slug, after.slug, found.fate.value, found.is_moved, found.is_renumbered
            number = self.add("fates", said)
            places = [(before.slug, each) for each in found.before] + [(after.slug, each) for each in found.after]
            self.insert("fate_places", ((number, slug, placed.node.id) for slug, placed in places))

    def changes(self) -> None:
        self.insert(
            "changes",
            (
                (
                    *(None, entry.day.isoformat(), entry.revision, change.nature.value, change.kind.value),
                    *(change.protocol, told(self.findings, change), target(self.findings, change)),
                )
                for entry in (self.findings.log.entries if self.findings.log else ())
                for change in entry.changes
            ),
        )

    def add(self, table: str, values: Values) -> int:
        """Put one row with a number of its own into a table, and give the number."""
        self.insert(table, [(None, *values)])
        (number,) = self.connection.execute("SELECT last_insert_rowid()").fetchone()
        return int(number)

    def citation(self, slug: str, cited: CitedLaw) -> Values:
        citation = cited.citation
        return (
            *(None, slug, cited.placed.node.id, citation.quote, citation.instrument, citation.provision),
            *(citation.edition, citation.relation is CitationRelation.CITES),
            *(cited.then.state and cited.then.state.value, cited.now.state and cited.now.state.value),
            *(self.status(cited), cited.address, cited.dated_address),
        )

    def status(self, cited: CitedLaw) -> int | None:
        """Give the number of the status that a cited law has now."""
        if cited.now.status is None:
            return None
        for provision, edition, history in _histories(cited.instrument):
            for at, status in enumerate(history):
                if status is cited.now.status:
                    return self.statuses[cited.instrument.slug, provision, edition, at]
        return None

    def coverage(self) -> None:
        matrix = self.findings.matrix
        for protocol, row in zip(matrix.protocols, matrix.cells, strict=True):
            self.insert(
                "coverage",
                (
                    (
                        *(protocol, topic, cell.state.value),
                        cell.absence.clause if cell.absence else None,
                        _date(cell.absence.checked) if cell.absence else None,
                        cell.absence.note if cell.absence else None,
                        urls.topic(topic, protocol),
                    )
                    for topic, cell in zip(matrix.topics, row, strict=True)
                ),
            )

    def wordings(self) -> None:
        numbers = {
            (topic.slug, slug): number
            for topic in self.corpus.registers.topics.topics
            for number, group in enumerate(self.findings.groups(topic.slug), 1)
            for slug in group.all_keys
        }
        for protocol in self.corpus.protocols:
            self.insert(
                "wordings",
                (
                    (protocol.slug, topic, wording.text, numbers.get((topic, protocol.slug)))
                    for topic, wording in self.findings.wordings(protocol).items()
                ),
            )


def _histories(instrument: Instrument) -> Iterator[tuple[str | None, str | None, tuple[Status, ...]]]:
    yield None, None, instrument.status
    for provision in instrument.provisions:
        yield provision.number, None, provision.status
    for edition in instrument.editions:
        yield None, edition.edition, edition.status


def _date(date: object) -> str | None:
    return None if date is None else str(date)

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from generator.analysis.coverage import gaps
from generator.analysis.currency import gone_law
from generator.analysis.flows import all_flows, by_matter
from generator.analysis.lifecycle import lifecycles
from generator.exporting.database import database
from generator.model.corpus import Corpus
from generator.model.protocol import Clause
from generator.model.walk import walk
from generator.views.findings import Findings
from generator.views.questions import QUESTIONS
from generator.views.tables.every import whole_tables
from tests.fixtures.corpora import corpus
from tests.fixtures.hostile import ATTACKS
from tests.fixtures.many import many, with_words
from tests.fixtures.real import real_corpus

EDITIONS = (
    "sections: [{id: words, text: Words., topics: [childs-voice]}]",
    "replaces: ambridge\nreview: {due: 2022-02, every: year}\nsections: [{id: words, text: Other words.}]",
)
CORPORA = {
    "real": real_corpus(),
    "many": many(real_corpus(), 20),
    "editions": corpus(*EDITIONS),
}


@pytest.fixture(params=CORPORA, scope="module")
def of(request: pytest.FixtureRequest) -> Corpus:
    return CORPORA[request.param]


@pytest.fixture(scope="module")
def asked(of: Corpus) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database(Findings(of)))
        yield connection


def count(asked: sqlite3.Connection, question: str) -> int:
    (found,) = asked.execute(question).fetchone()
    return int(found)


def counts(asked: sqlite3.Connection, question: str) -> dict[str, int]:
    return dict(asked.execute(question).fetchall())


def test_the_file_is_sound_and_every_reference_has_its_target(asked: sqlite3.Connection) -> None:
    assert asked.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert asked.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_counts_of_protocols_are_those_of_the_site(of: Corpus, asked: sqlite3.Connection) -> None:
    lives = [life for life in lifecycles(of) if life.replaced_by is None]

    assert count(asked, "SELECT count(*) FROM protocols") == len(of.protocols)
    assert count(asked, "SELECT count(*) FROM protocols WHERE in_force") == len(of.in_force)
    assert counts(asked, "SELECT status, count(*) FROM protocols GROUP BY status") == _counted(
        protocol.status.value for protocol in of.protocols
    )
    late = f"SELECT count(*) FROM reviews WHERE overdue_from <= '{of.as_of}'"
    assert count(asked, late) == sum(life.is_overdue(of.as_of) for life in lives)
    dated = "SELECT count(*) FROM protocols WHERE in_force AND review_due IS NOT NULL"
    assert count(asked, dated) == sum(life.review is not None for life in lives)


def test_the_counts_of_topics_are_those_of_the_site(of: Corpus, asked: sqlite3.Connection) -> None:
    matrix = Findings(of).matrix
    cells = {slug: [cell.state.value for cell in row] for slug, row in zip(matrix.protocols, matrix.cells, strict=True)}

    for state in ("stated", "not-listed", "covered-elsewhere", "not-yet-transcribed", "not-compared"):
        question = f"SELECT protocol, count(*) FROM coverage WHERE state = '{state}' GROUP BY protocol"
        assert counts(asked, question) == {slug: row.count(state) for slug, row in cells.items() if state in row}
    assert count(asked, "SELECT count(*) FROM silences") == len(gaps(matrix))
    assert count(asked, "SELECT count(*) FROM topics") == len(of.registers.topics.topics)


def test_the_counts_of_wordings_are_those_of_the_site(of: Corpus, asked: sqlite3.Connection) -> None:
    findings = Findings(of)
    groups = {topic.slug: findings.groups(topic.slug) for topic in of.registers.topics.topics}

    assert counts(asked, "SELECT topic, max(wording) FROM wordings WHERE wording NOT NULL GROUP BY topic") == {
        slug: len(found) for slug, found in groups.items() if found
    }
    exact = sum(1 + len(group.variants) for found in groups.values() for group in found)
    assert count(asked, "SELECT count(*) FROM same_words") == exact
    assert count(asked, "SELECT coalesce(max(protocols), 0) FROM same_words") == max(
        (len(users) for found in groups.values() for g in found for users in (g.keys, *(v.keys for v in g.variants))),
        default=0,
    )


def test_the_counts_of_reporting_are_those_of_the_site(of: Corpus, asked: sqlite3.Connection) -> None:
    titles = {matter.slug: matter.title for matter in of.registers.matters.matters}

    assert count(asked, "SELECT count(*) FROM duties") == len(all_flows(of))
    assert counts(asked, "SELECT matter, count(*) FROM duties GROUP BY matter") == {
        titles[slug]: len(found) for slug, found in by_matter(of).items()
    }
    assert counts(asked, "SELECT protocol, count(*) FROM flows GROUP BY protocol") == _counted(
        protocol.slug for protocol in of.protocols for _ in Findings(of).flows(protocol)
    )
    rows = rows_of(of, "Reciprocity")
    answers = {
        "directly": "received directly",
        "by-way-of-a-body": "by way of another body",
        "not-stated": "not stated",
    }
    assert counts(asked, "SELECT receipt, count(*) FROM annual_reports GROUP BY receipt") == _counted(
        key for row in rows for key, words in answers.items() if row[3] == words
    )


def test_the_counts_of_law_are_those_of_the_site(of: Corpus, asked: sqlite3.Connection) -> None:
    findings = Findings(of)

    cited = [one for protocol in of.in_force for one in findings.citations(protocol)]
    in_force = "SELECT count(*) FROM citations JOIN protocols ON slug = protocol WHERE in_force"
    assert count(asked, in_force) == len(cited)
    assert count(asked, "SELECT count(*) FROM gone_law") == sum(len(gone.cited_by) for gone in gone_law(of))
    assert count(asked, "SELECT count(*) FROM instruments") == len(of.registers.instruments.instruments)


def test_the_counts_of_bodies_places_and_terms_are_those_of_the_site(of: Corpus, asked: sqlite3.Connection) -> None:
    placed = [(protocol, each) for protocol in of.protocols for each in walk(protocol)]

    assert count(asked, "SELECT count(*) FROM bodies") == sum(len(protocol.bodies) for protocol in of.protocols)
    kinds = _counted(body.type for protocol in of.protocols for body in protocol.bodies if body.type)
    assert counts(asked, "SELECT type, count(*) FROM bodies WHERE type NOT NULL GROUP BY type") == kinds
    assert count(asked, "SELECT count(*) FROM bodies WHERE is_party") == sum(
        body.id in protocol.parties for protocol in of.protocols for body in protocol.bodies
    )
    assert count(asked, "SELECT count(*) FROM places WHERE kind = 'clause'") == sum(
        isinstance(each.node, Clause) for _, each in placed
    )
    assert count(asked, "SELECT count(*) FROM notes") == sum(len(each.node.notes) for _, each in placed)
    assert count(asked, "SELECT count(*) FROM memberships JOIN protocols ON slug = protocol WHERE in_force") == len(
        rows_of(of, "Membership")
    )
    assert count(asked, "SELECT count(*) FROM escalations JOIN protocols ON slug = protocol WHERE in_force") == len(
        rows_of(of, "Escalation")
    )
    assert count(asked, "SELECT count(*) FROM terms") == len(of.registers.terms.terms)


def test_every_question_can_be_asked_as_it_is_shown(asked: sqlite3.Connection) -> None:
    assert [question.view for question in QUESTIONS if not asked.execute(question.ask).description] == []


def test_every_word_can_be_found(of: Corpus, asked: sqlite3.Connection) -> None:
    asked.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")

    found = "SELECT count(DISTINCT p.protocol) FROM words JOIN places p ON p.number = words.rowid WHERE words MATCH ?"
    for protocol in of.protocols[:3]:
        word = next(each.node.text for each in walk(protocol) if each.node.text).split()[0]
        (many_of_them,) = asked.execute(found, (f'"{word}"',)).fetchone()
        assert many_of_them >= 1


def test_the_same_content_gives_the_same_bytes_on_any_day() -> None:
    of = real_corpus()

    first = database(Findings(of))

    assert first == database(Findings(replace(of, as_of=of.as_of + timedelta(days=400))))
    assert first != database(Findings(replace(of, protocols=of.protocols[:1])))


def test_the_file_opens_as_a_file(tmp_path: Path) -> None:
    file = tmp_path / "x.sqlite"
    file.write_bytes(database(Findings(real_corpus())))

    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        assert connection.execute("SELECT slug FROM protocols").fetchall() == [("harrow",), ("isle-of-wight",)]


def test_hostile_texts_stand_letter_for_letter() -> None:
    number = iter(range(10_000))
    harrow, other = real_corpus().protocols
    attacked = with_words(harrow, lambda text: f"{text} {ATTACKS[next(number) % len(ATTACKS)]}")

    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database(Findings(replace(real_corpus(), protocols=(attacked, other)))))
        found = connection.execute(
            "SELECT id, label, heading, text FROM places WHERE protocol = 'harrow' ORDER BY number"
        )
        assert found.fetchall() == [
            (each.node.id, each.node.label, each.node.heading, each.node.text) for each in walk(attacked)
        ]
        assert connection.execute("SELECT title FROM protocols").fetchall() == [(attacked.title,), (other.title,)]


def rows_of(of: Corpus, name: str) -> list[tuple[object, ...]]:
    return next(list(table.rows()) for table in whole_tables(Findings(of)) if table.name == name)


def _counted(values: Iterator[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for value in values:
        found[value] = found.get(value, 0) + 1
    return found

"""Every count that a page shows, had again from the database alone: page by page, in the order of the site."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from textwrap import dedent
from typing import Any

import pytest

from generator.exporting.database import database
from generator.model.dates import in_words
from generator.states import change_log
from generator.views import urls
from generator.views.changes import ChangesView, changes_page
from generator.views.pair import pair_page
from generator.views.site import SiteMap, pages_of
from tests.fixtures.corpora import HEAD, REGISTERS, corpus
from tests.fixtures.many import many
from tests.fixtures.real import real_corpus

LATER = """\
replaces: ambridge
review: {due: 2022-02, every: year, clause: second}
sections:
  - id: purpose
    clauses:
      - {id: second, label: "2", text: The Board meets every month and looks at audits., topics: [audits]}
      - id: third
        text: "The Board sends its annual report to the Panel, so that the Panel sees it."
        flows: [{from: board, what: annual-report, to: [panel], strength: {class: states, words: sends}}]
        items: [{id: item, text: One item., topics: [childs-voice]}, {id: other, text: Another item.}]
absences: [{topic: care-planning, state: not-listed, checked: 2026-11-22}]
"""
EARLIER = """\
sections:
  - id: purpose
    clauses:
      - {id: first, text: The Board meets., topics: [childs-voice]}
      - {id: second, label: "1", text: The Board meets every month and looks at audits.}
absences: [{topic: care-planning, state: not-listed, checked: 2026-11-22}]
"""
FILE = "protocols/ambridge.yml"
CORPORA = {"real": real_corpus(), "many": many(real_corpus(), 12), "editions": corpus(EARLIER, LATER)}
WORDS = dict(
    zip(("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), range(11), strict=True)
)
NUMBER = re.compile(rf"\b(?:{'|'.join(WORDS)}|[0-9][0-9,]*)\b", re.IGNORECASE)


@pytest.fixture(params=CORPORA, scope="module")
def site(request: pytest.FixtureRequest) -> SiteMap:
    return SiteMap(CORPORA[request.param])


@pytest.fixture(scope="module")
def asked(site: SiteMap) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database(site.findings))
        yield connection


def numbers(sentence: str) -> list[int]:
    """Give the numbers of a sentence in their order, in words or in figures."""
    return [
        WORDS[found.lower()] if found.lower() in WORDS else int(found.replace(",", ""))
        for found in NUMBER.findall(sentence)
    ]


def one(asked: sqlite3.Connection, question: str, *values: str) -> int:
    (found,) = asked.execute(question, values).fetchone()
    return int(found)


def view(site: SiteMap, address: str) -> Any:
    return next(page for page in pages_of(site) if page.here.address == address).view


IN_FORCE = "SELECT count(*) FROM protocols WHERE in_force"


def test_of_protocols(site: SiteMap, asked: sqlite3.Connection) -> None:
    authorities = """
        SELECT count(DISTINCT authority) FROM protocol_authorities JOIN protocols ON slug = protocol WHERE in_force
    """

    assert numbers(view(site, urls.protocols()).lead) == [one(asked, IN_FORCE), one(asked, authorities)]


def test_of_each_protocol(site: SiteMap, asked: sqlite3.Connection) -> None:
    duties = "SELECT count(*) FROM flows WHERE protocol = ?"
    not_listed = "SELECT count(*) FROM absences WHERE state = 'not-listed' AND protocol = ?"

    for protocol in site.corpus.protocols:
        facts = {fact.term: fact.links[0].words for fact in view(site, urls.protocol(protocol.slug)).facts}
        assert numbers(facts["Reporting duties"]) == [one(asked, duties, protocol.slug)]
        assert numbers(facts["Topics not listed"]) == [one(asked, not_listed, protocol.slug)]


def test_of_topics(site: SiteMap, asked: sqlite3.Connection) -> None:
    shown = view(site, urls.topics())
    state = """
        SELECT c.state, count(*) FROM coverage c JOIN topics t ON t.slug = c.topic
        WHERE t.title = ? AND c.state NOT IN ('stated', 'not-compared') GROUP BY c.state
    """

    assert numbers(shown.lead) == [one(asked, "SELECT count(*) FROM topics"), one(asked, IN_FORCE)]
    for gap in shown.gaps:
        how = dict(asked.execute(state, (gap.topic.words,)))
        silent, of, *counts = numbers(gap.summary)
        assert (silent, of, sorted(counts)) == (sum(how.values()), one(asked, IN_FORCE), sorted(how.values()))


def test_of_each_topic(site: SiteMap, asked: sqlite3.Connection) -> None:
    wordings = """
        FROM wordings w JOIN protocols p ON p.slug = w.protocol WHERE p.in_force AND w.topic = ?
    """
    silent = "SELECT count(*) FROM silences s JOIN topics t ON t.title = s.topic WHERE t.slug = ?"

    for topic in site.corpus.registers.topics.topics:
        speaking = one(asked, f"SELECT count(*) {wordings}", topic.slug)
        exact = one(asked, f"SELECT count(DISTINCT w.text) {wordings}", topic.slug)
        groups = one(asked, f"SELECT count(DISTINCT w.wording) {wordings}", topic.slug)
        expected = [speaking]
        if speaking > 1 and exact > 1:
            expected += [exact] if groups in (1, exact) else [exact, groups]
        if speaking:
            expected += [number for number in [one(asked, silent, topic.slug)] if number]
        assert numbers(view(site, urls.topic(topic.slug)).summary) == expected


def test_of_what_stands_below_a_passage_under_topics_of_its_own(site: SiteMap, asked: sqlite3.Connection) -> None:
    below = """
        WITH RECURSIVE
          keyed AS (SELECT DISTINCT protocol, place FROM place_topics),
          up(protocol, id, above) AS (
            SELECT p.protocol, p.id, p.parent FROM places p JOIN keyed k ON k.protocol = p.protocol AND k.place = p.id
            UNION ALL
            SELECT u.protocol, u.id, p.parent FROM up u JOIN places p ON p.protocol = u.protocol AND p.id = u.above
            WHERE NOT EXISTS (SELECT 1 FROM keyed k WHERE k.protocol = u.protocol AND k.place = u.above))
        SELECT u.above, count(*) FROM up u JOIN keyed k ON k.protocol = u.protocol AND k.place = u.above
        WHERE u.protocol = ? GROUP BY u.above
    """

    for topic in site.corpus.registers.topics.topics:
        for own in view(site, urls.topic(topic.slug)).own:
            counts = dict(asked.execute(below, (own.chosen.slug,)))
            for passage in own.passages:
                identifier = passage.place.href.partition("#")[2]
                assert numbers(passage.left_out)[:1] == [n for n in [counts.get(identifier, 0)] if n]


def test_of_two_protocols(site: SiteMap, asked: sqlite3.Connection) -> None:
    counted = """
        SELECT count(*),
          sum(a.state = 'stated' AND b.state = 'stated'), sum(a.state = 'stated' AND b.state <> 'stated'),
          sum(a.state <> 'stated' AND b.state = 'stated'), sum(a.state <> 'stated' AND b.state <> 'stated')
        FROM coverage a JOIN coverage b ON b.topic = a.topic AND b.protocol = ?
        WHERE a.protocol = ? AND NOT (a.state = 'not-compared' AND b.state = 'not-compared')
    """
    pairs = one(asked, "SELECT count(*) FROM pairs")

    assert numbers(view(site, urls.comparisons()).lead) in ([one(asked, IN_FORCE), pairs], [])
    assert [*asked.execute("SELECT first, second FROM pairs ORDER BY 1, 2")] == [*site.findings.pairs]
    for first, second in site.findings.pairs[:20]:
        counts = asked.execute(counted, (second, first)).fetchone()
        lead = _pair(site, first, second).lead.partition(". That is a count")[0]
        for name in map(site.findings.name, map(site.corpus.by_slug.__getitem__, (first, second))):
            lead = lead.replace(name, "")
        assert numbers(lead) == [number for number in counts if number]


def test_of_reporting(site: SiteMap, asked: sqlite3.Connection) -> None:
    counted = "SELECT count(*), count(DISTINCT protocol) FROM duties"
    shown = view(site, urls.reporting())

    assert numbers(shown.lead) == [one(asked, "SELECT count(*) FROM duties"), one(asked, IN_FORCE)]
    for matter in shown.matters:
        duties, protocols = asked.execute(f"{counted} WHERE matter = ?", (matter.title,)).fetchone()
        lead = view(site, urls.matter(matter.id)).lead
        assert numbers(matter.count) == ([duties, protocols] if duties else [0])
        assert numbers(lead) == ([duties, protocols, one(asked, IN_FORCE)] if duties else [0])


def test_of_disagreements(site: SiteMap, asked: sqlite3.Connection) -> None:
    stated = """
        SELECT count(DISTINCT protocol) FROM escalations JOIN protocols ON slug = protocol WHERE in_force
    """

    assert numbers(view(site, urls.escalation()).lead) == [one(asked, stated), one(asked, IN_FORCE)]


def test_of_tasks(site: SiteMap, asked: sqlite3.Connection) -> None:
    spoken = """
        SELECT (SELECT count(DISTINCT matter) FROM flows f WHERE f.protocol = p.slug)
          + EXISTS (SELECT 1 FROM escalations e WHERE e.protocol = p.slug)
          + (p.review_due NOT NULL OR p.review_every NOT NULL OR p.review_place NOT NULL)
        FROM protocols p WHERE p.name = ?
    """
    silent = """
        SELECT count(*) FROM protocols p JOIN matters m ON ifnull(m.task, m.title) = ?
        WHERE p.in_force AND NOT EXISTS (SELECT 1 FROM flows f WHERE f.protocol = p.slug AND f.matter = m.slug)
    """
    items = "SELECT count(*) FROM places WHERE protocol = ? AND parent = ? AND kind = 'clause'"

    shown = view(site, urls.tasks())

    for choice in shown.choices:
        assert numbers(choice.remark)[:1] == [one(asked, spoken, choice.link.words)]
    for task in shown.tasks:
        if task.id in site.corpus.registers.matters.by_slug:
            assert len(task.silent) == one(asked, silent, task.title)
        assert numbers(task.many_silent) in ([], [len(task.silent)])
        for entry in task.entries:
            for step in entry.steps:
                protocol, _, clause = step.clause.href.partition("#")
                slug = protocol.rstrip("/").rpartition("/")[2]
                assert numbers(step.goes_on) == [n for n in [one(asked, items, slug, clause)] if n]


def test_of_reviews(site: SiteMap, asked: sqlite3.Connection) -> None:
    stated = "SELECT count(*) FROM protocols WHERE in_force AND review_due NOT NULL"
    overdue = "SELECT count(*) FROM reviews WHERE overdue_from <= ?"
    undated = "SELECT count(*) FROM reviews WHERE due IS NULL"
    shown = view(site, urls.reviews())

    assert numbers(shown.lead.replace("the next", "")) == [one(asked, stated), one(asked, IN_FORCE)]
    assert numbers(shown.as_of.partition(", ")[2]) == [one(asked, overdue, site.corpus.as_of.isoformat())]
    home = view(site, urls.home())
    more = one(asked, "SELECT count(*) FROM reviews WHERE due NOT NULL") - len(home.due)
    assert numbers(home.undated) == [number for number in (more, one(asked, undated)) if number]


def test_of_editions(site: SiteMap, asked: sqlite3.Connection) -> None:
    order = ("reworded", "added", "removed", "split", "merged", "moved", "renumbered", "same-but-for-form")

    for protocol in site.corpus.protocols:
        if site.findings.edition_before(protocol):
            counts = dict(
                asked.execute("SELECT fate, count(*) FROM fates WHERE later = ? GROUP BY 1", (protocol.slug,))
            )
            same = counts.pop("unchanged", 0)
            said = view(site, urls.editions(protocol.slug)).summary[0]
            assert set(counts) <= set(order)
            assert sorted(numbers(said)) == sorted([*counts.values(), same])


def test_of_law(site: SiteMap, asked: sqlite3.Connection) -> None:
    named = "FROM citations c JOIN protocols p ON p.slug = c.protocol WHERE p.in_force"
    shown = view(site, urls.law())
    resting = one(asked, f"SELECT count(DISTINCT c.protocol) {named}")

    laws = one(asked, f"SELECT count(DISTINCT c.instrument) {named}")
    assert numbers(shown.lead) == ([resting, one(asked, IN_FORCE), laws] if resting else [0])
    for row in shown.protocols:
        counted = f"SELECT count(*), sum(c.state_now IN ('repealed', 'superseded')) {named} AND p.slug = ?"
        assert numbers(row.summary) == [*asked.execute(counted, (row.anchor,)).fetchone()]
    gone = asked.execute("SELECT count(*), count(DISTINCT protocol) FROM gone_law GROUP BY law, part").fetchall()
    assert sorted(gone) == sorted(tuple(numbers(each.summary)) for each in shown.gone)


def test_of_each_law(site: SiteMap, asked: sqlite3.Connection) -> None:
    resting = """
        SELECT count(DISTINCT c.protocol) FROM citations c JOIN protocols p ON p.slug = c.protocol
        WHERE p.in_force AND c.instrument = ?
    """
    cited = """
        SELECT ifnull(provision, ifnull(edition, '')), count(*), count(DISTINCT protocol) FROM citations
        WHERE instrument = ? GROUP BY 1
    """

    for law in site.corpus.registers.instruments.instruments:
        shown = view(site, urls.instrument(law.slug))
        facts = {fact.term: fact.links[0].words for fact in shown.facts}
        assert numbers(facts["Protocols that rest on it"].replace("none here", "no")) == [one(asked, resting, law.slug)]
        summaries = [part.cited.summary for part in shown.parts if part.cited]
        summaries += [shown.whole.summary] if shown.whole else []
        counts = [tuple(row[1:]) for row in asked.execute(cited, (law.slug,))]
        assert sorted(tuple(numbers(summary)) for summary in summaries) == sorted(counts)


def test_of_bodies(site: SiteMap, asked: sqlite3.Connection) -> None:
    bodies = "FROM bodies b JOIN protocols p ON p.slug = b.protocol WHERE p.in_force"
    seats = "SELECT count(*) FROM memberships JOIN protocols ON slug = protocol WHERE in_force"
    shown = view(site, urls.bodies())

    counts = [one(asked, f"SELECT count({what}) {bodies}") for what in ("*", "DISTINCT b.type")]
    assert numbers(shown.lead) == [*counts, one(asked, IN_FORCE)]
    assert numbers(shown.seats_summary) == [one(asked, seats)]
    of_type = f"SELECT count(*) {bodies} AND b.type = ?"
    for row in shown.types:
        slug = row.type.href.strip("/").rpartition("/")[2]
        left = numbers(row.others.words)[:1] if row.others else [0]
        assert len(row.named) + left[0] == one(asked, of_type, slug)


def test_of_each_body(site: SiteMap, asked: sqlite3.Connection) -> None:
    named = "SELECT count(*) FROM body_uses WHERE protocol = ? AND body = ?"
    kinds = [urls.bodies(), *(urls.body_type(kind.slug) for kind in site.corpus.registers.body_types.body_types)]

    for kind in kinds:
        shown = view(site, kind)
        for body in shown.untyped if kind == urls.bodies() else shown.bodies:
            count = one(asked, named, *body.anchor.split("_"))
            assert numbers(body.named) == ([count] if count else [0])


def test_of_the_glossary(site: SiteMap, asked: sqlite3.Connection) -> None:
    used = """
        SELECT count(*), count(DISTINCT u.protocol) FROM term_uses u JOIN protocols p ON p.slug = u.protocol
        WHERE p.in_force AND u.term = ?
    """
    of_one = "SELECT count(*) FROM term_uses u JOIN protocols p ON p.slug = u.protocol WHERE u.term = ? AND p.name = ?"
    shown = view(site, urls.glossary())

    assert numbers(shown.lead) == [one(asked, "SELECT count(*) FROM terms")]
    for term in (each for letter in shown.letters for each in letter.terms):
        places, protocols = asked.execute(used, (term.anchor,)).fetchone()
        assert numbers(term.summary) == ([places, protocols] if places else [])
        for use in term.uses:
            assert numbers(use.count) == [one(asked, of_one, term.anchor, use.protocol.words)]


def test_of_the_data(site: SiteMap, asked: sqlite3.Connection) -> None:
    counts = {"protocol": "SELECT count(*) FROM protocols", "topic": "SELECT count(*) FROM topics"}

    for row in view(site, urls.data()).documents:
        question = counts.get(row.schema.words.removeprefix("schema of "))
        if question:
            assert numbers(row.summary or str(len(row.files))) == [one(asked, question)]


def test_of_changes() -> None:
    files = {f"site_config/registers/{name}.yml": dedent(text).encode() for name, text in REGISTERS.items()}
    versions = [HEAD + EARLIER, HEAD + EARLIER.replace("every month", "each week"), HEAD + "was: [x]\n" + LATER]
    steps = [(date(2026, 1, day), f"c{day}", {FILE: text.encode()}) for day, text in enumerate(versions, 1)]
    site = SiteMap(corpus(EARLIER), change_log(files, steps))
    counted = "SELECT day, nature, count(*) FROM changes GROUP BY 1, 2"

    shown = changes_page(site.findings, site.at(urls.changes())).view

    assert isinstance(shown, ChangesView)
    on_the_page: dict[tuple[str, str], int] = {}
    for day in (day for month in shown.months for day in month.days):
        for nature in (nature for subject in day.subjects for nature in subject.natures):
            key = day.day, nature.slug
            on_the_page[key] = on_the_page.get(key, 0) + len(nature.first) + len(nature.rest)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database(site.findings))
        counts = {(in_words(date.fromisoformat(day)), nature): n for day, nature, n in connection.execute(counted)}
    assert counts == on_the_page
    assert len(counts) > 2


def _pair(site: SiteMap, first: str, second: str) -> Any:
    by_slug = site.corpus.by_slug
    here = site.at(urls.comparison(first, second))
    return pair_page(site.findings, by_slug[first], by_slug[second], here).view

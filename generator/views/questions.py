"""What the database holds, and the questions that it answers: its tables and views, in SQL."""

from dataclasses import dataclass

TABLES = """\
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Registers
CREATE TABLE topic_groups (slug TEXT PRIMARY KEY, position INTEGER NOT NULL, title TEXT NOT NULL, about TEXT);
CREATE TABLE topics (
  slug TEXT PRIMARY KEY, position INTEGER NOT NULL, topic_group TEXT NOT NULL REFERENCES topic_groups,
  title TEXT NOT NULL, question TEXT NOT NULL, address TEXT NOT NULL);
CREATE TABLE kinds (slug TEXT PRIMARY KEY, title TEXT NOT NULL, about TEXT);
CREATE TABLE kind_groups (
  kind TEXT NOT NULL REFERENCES kinds, topic_group TEXT NOT NULL REFERENCES topic_groups,
  PRIMARY KEY (kind, topic_group));
CREATE TABLE authorities (slug TEXT PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, region TEXT NOT NULL);
CREATE TABLE body_types (
  slug TEXT PRIMARY KEY, name TEXT NOT NULL, plural TEXT NOT NULL, family TEXT NOT NULL, about TEXT,
  in_law INTEGER, in_law_from TEXT, in_law_until TEXT, followed_by TEXT REFERENCES body_types, in_law_words TEXT,
  address TEXT NOT NULL);
CREATE TABLE matters (
  slug TEXT PRIMARY KEY, position INTEGER NOT NULL, title TEXT NOT NULL, about TEXT, task TEXT);
CREATE TABLE instruments (
  slug TEXT PRIMARY KEY, title TEXT NOT NULL, type TEXT NOT NULL, number TEXT, official TEXT, about TEXT,
  address TEXT NOT NULL);
-- How a law, its section or regulation (provision) or its edition stood from a day on
CREATE TABLE statuses (
  id INTEGER PRIMARY KEY, instrument TEXT NOT NULL REFERENCES instruments, provision TEXT, edition TEXT,
  state TEXT NOT NULL, since TEXT, brought_by TEXT, words TEXT, source TEXT NOT NULL, checked TEXT NOT NULL,
  verified INTEGER NOT NULL);
CREATE TABLE successors (
  status INTEGER NOT NULL REFERENCES statuses, position INTEGER NOT NULL,
  instrument TEXT NOT NULL REFERENCES instruments, provision TEXT, edition TEXT, PRIMARY KEY (status, position));
CREATE TABLE terms (
  slug TEXT PRIMARY KEY, term TEXT NOT NULL, meaning TEXT NOT NULL, scope TEXT, source TEXT,
  verified INTEGER NOT NULL, address TEXT NOT NULL);
CREATE TABLE term_forms (
  term TEXT NOT NULL REFERENCES terms, form TEXT NOT NULL, in_documents INTEGER NOT NULL, PRIMARY KEY (term, form));

-- Protocols. A date is a year, a month or a day: only as precise as the document.
CREATE TABLE protocols (
  slug TEXT PRIMARY KEY, name TEXT NOT NULL, title TEXT NOT NULL, kind TEXT NOT NULL REFERENCES kinds,
  status TEXT NOT NULL, dated TEXT, approved_on TEXT, approval_stated TEXT,
  review_due TEXT, review_last_day TEXT, review_every TEXT, review_stated TEXT, review_place TEXT,
  replaces TEXT REFERENCES protocols, replaced_by TEXT REFERENCES protocols, in_force INTEGER NOT NULL,
  received TEXT NOT NULL, source_title TEXT NOT NULL, source_address TEXT, source_sha256 TEXT NOT NULL,
  transcribed_by TEXT NOT NULL, checked_by TEXT, file TEXT NOT NULL, address TEXT NOT NULL,
  FOREIGN KEY (slug, review_place) REFERENCES places (protocol, id));
CREATE TABLE protocol_authorities (
  protocol TEXT NOT NULL REFERENCES protocols, authority TEXT NOT NULL REFERENCES authorities,
  PRIMARY KEY (protocol, authority));
CREATE TABLE bodies (
  protocol TEXT NOT NULL REFERENCES protocols, id TEXT NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL,
  abbreviation TEXT, type TEXT REFERENCES body_types, part_of TEXT, is_party INTEGER NOT NULL, address TEXT NOT NULL,
  PRIMARY KEY (protocol, id), FOREIGN KEY (protocol, part_of) REFERENCES bodies (protocol, id));
CREATE TABLE body_names (
  protocol TEXT NOT NULL, body TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (protocol, body, name),
  FOREIGN KEY (protocol, body) REFERENCES bodies (protocol, id));
CREATE TABLE approvals (
  protocol TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (protocol, body),
  FOREIGN KEY (protocol, body) REFERENCES bodies (protocol, id));
-- Sections and clauses, in the document's order
CREATE TABLE places (
  number INTEGER PRIMARY KEY, protocol TEXT NOT NULL REFERENCES protocols, id TEXT NOT NULL, kind TEXT NOT NULL,
  parent TEXT, depth INTEGER NOT NULL, label TEXT, heading TEXT, run_in TEXT, text TEXT, text_after TEXT,
  table_text TEXT, reference TEXT NOT NULL, address TEXT NOT NULL, line INTEGER NOT NULL,
  source_first_line INTEGER, source_last_line INTEGER,
  UNIQUE (protocol, id), FOREIGN KEY (protocol, parent) REFERENCES places (protocol, id));
CREATE TABLE place_topics (
  protocol TEXT NOT NULL, place TEXT NOT NULL, topic TEXT NOT NULL REFERENCES topics,
  PRIMARY KEY (protocol, place, topic), FOREIGN KEY (protocol, place) REFERENCES places (protocol, id));
-- Where a protocol names its bodies, and uses the terms of the glossary
CREATE TABLE body_uses (
  protocol TEXT NOT NULL, body TEXT NOT NULL, place TEXT NOT NULL, PRIMARY KEY (protocol, body, place),
  FOREIGN KEY (protocol, body) REFERENCES bodies (protocol, id),
  FOREIGN KEY (protocol, place) REFERENCES places (protocol, id)) WITHOUT ROWID;
CREATE TABLE term_uses (
  protocol TEXT NOT NULL, term TEXT NOT NULL REFERENCES terms, place TEXT NOT NULL,
  PRIMARY KEY (protocol, term, place), FOREIGN KEY (protocol, place) REFERENCES places (protocol, id)) WITHOUT ROWID;
CREATE TABLE notes (
  id INTEGER PRIMARY KEY, protocol TEXT NOT NULL, place TEXT NOT NULL, kind TEXT NOT NULL, quote TEXT,
  text TEXT NOT NULL, FOREIGN KEY (protocol, place) REFERENCES places (protocol, id));
-- What a person looked for in a document in vain, in earlier editions too
CREATE TABLE absences (
  protocol TEXT NOT NULL REFERENCES protocols, topic TEXT NOT NULL REFERENCES topics, state TEXT NOT NULL,
  covered_in TEXT, checked TEXT, note TEXT, PRIMARY KEY (protocol, topic),
  FOREIGN KEY (protocol, covered_in) REFERENCES places (protocol, id));
-- What each protocol in force says or does not say on each topic
CREATE TABLE coverage (
  protocol TEXT NOT NULL REFERENCES protocols, topic TEXT NOT NULL REFERENCES topics, state TEXT NOT NULL,
  covered_in TEXT, checked TEXT, note TEXT, address TEXT NOT NULL, PRIMARY KEY (protocol, topic),
  FOREIGN KEY (protocol, covered_in) REFERENCES places (protocol, id));
-- All words of a protocol on a topic; wordings that are alike have one number
CREATE TABLE wordings (
  protocol TEXT NOT NULL REFERENCES protocols, topic TEXT NOT NULL REFERENCES topics, text TEXT NOT NULL,
  wording INTEGER, PRIMARY KEY (protocol, topic));
-- Two protocols that have a page of their own
CREATE TABLE pairs (
  first TEXT NOT NULL REFERENCES protocols, second TEXT NOT NULL REFERENCES protocols, address TEXT NOT NULL,
  PRIMARY KEY (first, second));
-- What became of each section and clause (fate) from one edition to the next; added and removed ones stand in one only
CREATE TABLE fates (
  id INTEGER PRIMARY KEY, earlier TEXT NOT NULL REFERENCES protocols, later TEXT NOT NULL REFERENCES protocols,
  fate TEXT NOT NULL, is_moved INTEGER NOT NULL, is_renumbered INTEGER NOT NULL);
CREATE TABLE fate_places (
  fate INTEGER NOT NULL REFERENCES fates, protocol TEXT NOT NULL, place TEXT NOT NULL,
  PRIMARY KEY (fate, protocol, place), FOREIGN KEY (protocol, place) REFERENCES places (protocol, id));
-- What changed in the files, as the page of changes tells it; empty where the history of the files is not at hand.
-- A protocol that is no more, or was called otherwise, is named by its slug of that day.
CREATE TABLE changes (
  id INTEGER PRIMARY KEY, day TEXT NOT NULL, revision TEXT NOT NULL, nature TEXT NOT NULL, kind TEXT NOT NULL,
  protocol TEXT, words TEXT NOT NULL, address TEXT);
CREATE TABLE flows (
  id INTEGER PRIMARY KEY, protocol TEXT NOT NULL, place TEXT NOT NULL, reporter TEXT,
  matter TEXT NOT NULL REFERENCES matters, how_often TEXT, timing TEXT, condition TEXT, content TEXT,
  strength TEXT NOT NULL, words TEXT NOT NULL,
  FOREIGN KEY (protocol, place) REFERENCES places (protocol, id),
  FOREIGN KEY (protocol, reporter) REFERENCES bodies (protocol, id));
CREATE TABLE flow_receivers (
  flow INTEGER NOT NULL REFERENCES flows, position INTEGER NOT NULL, protocol TEXT NOT NULL, body TEXT NOT NULL,
  one_of INTEGER NOT NULL, PRIMARY KEY (flow, position),
  FOREIGN KEY (protocol, body) REFERENCES bodies (protocol, id));
-- Whether one party is given the other's annual report: directly, by-way-of-a-body, not-stated
CREATE TABLE reciprocity (
  protocol TEXT NOT NULL, giver TEXT NOT NULL, receiver TEXT NOT NULL, receipt TEXT NOT NULL,
  PRIMARY KEY (protocol, giver, receiver),
  FOREIGN KEY (protocol, giver) REFERENCES bodies (protocol, id),
  FOREIGN KEY (protocol, receiver) REFERENCES bodies (protocol, id));
CREATE TABLE memberships (
  id INTEGER PRIMARY KEY, protocol TEXT NOT NULL, place TEXT NOT NULL, body TEXT NOT NULL, member TEXT,
  quote TEXT NOT NULL, FOREIGN KEY (protocol, place) REFERENCES places (protocol, id),
  FOREIGN KEY (protocol, body) REFERENCES bodies (protocol, id),
  FOREIGN KEY (protocol, member) REFERENCES bodies (protocol, id));
CREATE TABLE escalations (
  id INTEGER PRIMARY KEY, protocol TEXT NOT NULL, place TEXT NOT NULL, trigger_words TEXT NOT NULL, step TEXT NOT NULL,
  others TEXT, convened_by TEXT, time_limit TEXT, outcome TEXT,
  FOREIGN KEY (protocol, place) REFERENCES places (protocol, id),
  FOREIGN KEY (protocol, convened_by) REFERENCES bodies (protocol, id));
CREATE TABLE escalation_bodies (
  escalation INTEGER NOT NULL REFERENCES escalations, position INTEGER NOT NULL, protocol TEXT NOT NULL,
  body TEXT NOT NULL, PRIMARY KEY (escalation, position),
  FOREIGN KEY (protocol, body) REFERENCES bodies (protocol, id));
CREATE TABLE citations (
  id INTEGER PRIMARY KEY, protocol TEXT NOT NULL, place TEXT NOT NULL, quote TEXT NOT NULL,
  instrument TEXT NOT NULL REFERENCES instruments, provision TEXT, edition TEXT, is_named INTEGER NOT NULL,
  state_then TEXT, state_now TEXT, status_now INTEGER REFERENCES statuses, official TEXT, official_then TEXT,
  FOREIGN KEY (protocol, place) REFERENCES places (protocol, id));

CREATE INDEX topics_of_places ON place_topics (topic, protocol);
CREATE INDEX coverage_of_topics ON coverage (topic, state);
CREATE INDEX wordings_of_topics ON wordings (topic, wording);
CREATE INDEX flows_of_matters ON flows (matter, protocol);
CREATE INDEX citations_of_instruments ON citations (instrument, provision);

-- Every word of every document, for full-text search
CREATE VIRTUAL TABLE words USING fts5 (
  heading, text, text_after, table_text, content='places', content_rowid='number', tokenize='porter unicode61');
"""
"""The tables. All texts of documents are verbatim; 1 is yes, 0 is no; what is not stated is NULL."""


SEARCH = """\
SELECT p.address, snippet(words, 1, '[', ']', '…', 12) AS found
FROM words JOIN places p ON p.number = words.rowid
WHERE words MATCH 'annual report' ORDER BY rank"""
"""How to find words in every document."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of policy leads: the view that answers it, how to ask it, and where the workbook has the answer."""

    view: str
    title: str
    sql: str
    ask: str
    sheet: str
    filter: str
    """What to look for in a column of the sheet, with the column's title in quotation marks; '' for the whole sheet."""


QUESTIONS: tuple[Question, ...] = (
    Question(
        "annual_reports",
        "Who receives whose annual report?",
        """\
CREATE VIEW annual_reports AS
SELECT p.name AS protocol, receiver.name AS receiver, giver.name AS annual_report_of, r.receipt, p.address
FROM reciprocity r
JOIN protocols p ON p.slug = r.protocol AND p.in_force
JOIN bodies giver ON giver.protocol = r.protocol AND giver.id = r.giver
JOIN bodies receiver ON receiver.protocol = r.protocol AND receiver.id = r.receiver
ORDER BY p.name, giver.position, receiver.position;
""",
        "SELECT protocol, receiver, annual_report_of FROM annual_reports WHERE receipt = 'not-stated'",
        "Reciprocity",
        "“Is it given to them?” is “not stated”",
    ),
    Question(
        "reviews",
        "Which reviews are overdue on a day?",
        """\
CREATE VIEW reviews AS
SELECT name AS protocol, status, dated, review_every AS interval, review_due AS due, review_last_day AS last_day,
  date(review_last_day, '+1 day') AS overdue_from, address
FROM protocols
WHERE in_force AND status NOT IN ('superseded', 'withdrawn')
ORDER BY review_last_day IS NULL, review_last_day, name;
""",
        "SELECT protocol, due FROM reviews WHERE overdue_from <= date('now')",
        "Reviews",
        "“Overdue after” is before that day",
    ),
    Question(
        "gone_law",
        "Who still cites law or guidance that has been repealed or superseded?",
        """\
CREATE VIEW gone_law AS
SELECT p.name AS protocol, i.title AS law, coalesce(c.provision, c.edition) AS part, c.quote, c.state_now AS state,
  s.since, s.verified,
  (SELECT group_concat(law, '; ') FROM (
     SELECT f.title || coalesce(', ' || coalesce(n.provision, n.edition), '') AS law
     FROM successors n JOIN instruments f ON f.slug = n.instrument
     WHERE n.status = s.id ORDER BY n.position)) AS followed_by,
  pl.reference, pl.address
FROM citations c
JOIN protocols p ON p.slug = c.protocol AND p.in_force
JOIN instruments i ON i.slug = c.instrument
JOIN places pl ON pl.protocol = c.protocol AND pl.id = c.place
LEFT JOIN statuses s ON s.id = c.status_now
WHERE c.state_now IN ('repealed', 'superseded')
ORDER BY i.title, part, p.name, pl.number;
""",
        "SELECT protocol, law, part, followed_by FROM gone_law",
        "Work list of law",
        "",
    ),
    Question(
        "silences",
        "Which protocol is silent on which topic?",
        """\
CREATE VIEW silences AS
SELECT t.title AS topic, g.title AS topic_group, p.name AS protocol, c.state, c.checked, c.note, c.address
FROM coverage c
JOIN protocols p ON p.slug = c.protocol
JOIN topics t ON t.slug = c.topic
JOIN topic_groups g ON g.slug = t.topic_group
WHERE c.state IN ('not-listed', 'covered-elsewhere', 'not-yet-transcribed')
ORDER BY g.position, t.position, p.name;
""",
        "SELECT topic, count(*) AS silent FROM silences GROUP BY topic ORDER BY silent DESC, topic",
        "Gaps",
        "",
    ),
    Question(
        "same_words",
        "Who says the same words on a topic?",
        """\
CREATE VIEW same_words AS
SELECT t.title AS topic, min(w.wording) AS wording, count(*) AS protocols, group_concat(p.name, '; ') AS who, w.text
FROM (SELECT * FROM wordings ORDER BY topic, protocol) w
JOIN protocols p ON p.slug = w.protocol AND p.in_force
JOIN topics t ON t.slug = w.topic
GROUP BY w.topic, w.text
ORDER BY t.position, protocols DESC, min(w.protocol);
""",
        "SELECT topic, protocols, who, text FROM same_words WHERE protocols > 1",
        "Wordings",
        "“Protocols with exactly these words” is 2 or more",
    ),
    Question(
        "duties",
        "What reporting duties are there, by matter?",
        """\
CREATE VIEW duties AS
SELECT m.title AS matter, p.name AS protocol, reporter.name AS reporter,
  (SELECT group_concat(name, '; ') FROM (
     SELECT b.name FROM flow_receivers r JOIN bodies b ON b.protocol = r.protocol AND b.id = r.body
     WHERE r.flow = f.id ORDER BY r.position)) AS receivers,
  f.how_often, f.timing, f.condition, f.strength, f.words, pl.reference, pl.address, f.content,
  EXISTS (SELECT 1 FROM flow_receivers r WHERE r.flow = f.id AND r.one_of) AS to_one_of_them
FROM flows f
JOIN protocols p ON p.slug = f.protocol AND p.in_force
JOIN matters m ON m.slug = f.matter
JOIN places pl ON pl.protocol = f.protocol AND pl.id = f.place
LEFT JOIN bodies reporter ON reporter.protocol = f.protocol AND reporter.id = f.reporter
ORDER BY m.position, p.name, f.id;
""",
        "SELECT matter, protocol, reporter, receivers FROM duties WHERE strength IN ('must', 'will')",
        "Reporting duties",
        "“How firmly” is “must” or “will”",
    ),
)
"""The commonest questions, each a view of the database."""

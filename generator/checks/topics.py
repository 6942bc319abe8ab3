"""Whether every topic has an answer, and every clause a topic."""

from collections.abc import Iterator

from generator.checks.rule import Finding, rule
from generator.diagnostics import Severity
from generator.model.corpus import Corpus
from generator.model.protocol import AbsenceState, Clause, Protocol, Section
from generator.model.registers import Topic
from generator.model.walk import Placed, clauses_of, walk
from generator.schema.nearest import nearest
from generator.text import tokens


@rule(
    "topic-unanswered",
    summary="On a topic of the protocol's kind no clause is keyed, and no absence says why.",
    why="""An empty place in a table could mean that the document is silent, or that nobody looked. The site only says
    what somebody has looked at.""",
    wrong="absences: []        # nothing is said on care-planning",
    right="absences: [{topic: care-planning, state: not-listed, checked: 2026-11-22}]",
)
def topic_unanswered(corpus: Corpus) -> Iterator[Finding]:
    """Find topics with neither a clause nor an absence."""
    known = corpus.registers.topics.by_slug
    for protocol in corpus.protocols:
        answered = {topic for topic, _ in _keyed(protocol)} | {absence.topic for absence in protocol.absences}
        meant = {nearest(topic, known) for topic in answered if topic not in known}
        for topic in corpus.registers.topics_of(protocol.kind):
            if topic.slug not in answered | meant:
                if clause := _under_its_heading(topic, protocol):
                    message = (
                        f"the clause '{clause.node.id}' has a heading of the topic '{topic.slug}' but not the topic"
                    )
                    hint = f"add: topics: [{topic.slug}]; or say under 'absences' that it is not about that"
                    yield Finding(protocol.slug, clause.path, message, hint)
                    continue
                message = f"no clause is keyed to the topic '{topic.slug}', and no absence says why"
                hint = (
                    f"key the clause that speaks on it, or add to 'absences': {{topic: {topic.slug}, "
                    f"state: not-listed, checked: {corpus.as_of}}}"
                )
                yield Finding(protocol.slug, ("absences",), message, hint)


def _under_its_heading(topic: Topic, protocol: Protocol) -> Placed | None:
    """The first clause without topics that has one of the headings which the register lists for a topic."""
    headings = {_folded(heading) for heading in topic.headings_seen}
    return next(
        (
            placed
            for placed in clauses_of(protocol)
            if not placed.node.topics and placed.node.heading and _folded(placed.node.heading) in headings
        ),
        None,
    )


def _folded(heading: str) -> str:
    return " ".join(token.folded for token in tokens(heading))


@rule(
    "topic-answered-twice",
    summary="A topic has a clause and an absence, or two absences.",
    why="A protocol either speaks on a topic or does not. Two answers cannot both be shown.",
    wrong="""
topics: [childs-voice]        # at a clause
absences: [{topic: childs-voice, state: not-listed}]
""",
    right="topics: [childs-voice]        # at a clause, and no absence",
)
def topic_answered_twice(corpus: Corpus) -> Iterator[Finding]:
    """Find absences of topics that are answered already."""
    for protocol in corpus.protocols:
        clauses = dict(reversed(_keyed(protocol)))
        seen: set[str] = set()
        for index, absence in enumerate(protocol.absences):
            path = ("absences", index, "topic")
            if absence.topic in clauses:
                message = f"'{absence.topic}' has an absence, but '{clauses[absence.topic]}' is keyed to it"
                yield Finding(protocol.slug, path, message, "take one of the two out")
            elif absence.topic in seen:
                message = f"'{absence.topic}' has an absence already"
                yield Finding(protocol.slug, path, message, "take one of the two out")
            seen.add(absence.topic)


@rule(
    "absence-outside-kind",
    severity=Severity.WARNING,
    summary="An absence is given for a topic that protocols of this kind are not compared on.",
    why="The absence is shown nowhere. Either the kind or the topic is not the one that was meant.",
    wrong="""
kind: safeguarding-and-corporate-parenting
absences: [{topic: training, state: not-listed}]
""",
    right="""
kind: safeguarding-and-corporate-parenting
absences: [{topic: child-sexual-exploitation, state: not-listed}]
""",
)
def absence_outside_kind(corpus: Corpus) -> Iterator[Finding]:
    """Find absences that no table shows."""
    known = corpus.registers.topics.by_slug
    for protocol in corpus.protocols:
        compared = {topic.slug for topic in corpus.registers.topics_of(protocol.kind)}
        for index, absence in enumerate(protocol.absences):
            if (
                absence.topic in known
                and absence.topic not in compared
                and protocol.kind in corpus.registers.kinds.by_slug
            ):
                message = f"protocols of the kind '{protocol.kind}' are not compared on '{absence.topic}'"
                yield Finding(protocol.slug, ("absences", index, "topic"), message, "take the absence out")


@rule(
    "covered-elsewhere-without-clause",
    summary="An absence says that a topic is covered elsewhere, and does not say where; or names a clause for nothing.",
    why="A reader who is told 'elsewhere' wants to go there.",
    wrong="absences: [{topic: care-planning, state: covered-elsewhere}]",
    right="absences: [{topic: care-planning, state: covered-elsewhere, clause: stability}]",
)
def covered_elsewhere_without_clause(corpus: Corpus) -> Iterator[Finding]:
    """Find absences that should name a clause and do not, or should not and do."""
    for protocol in corpus.protocols:
        for index, absence in enumerate(protocol.absences):
            if absence.state is AbsenceState.COVERED_ELSEWHERE and absence.clause is None:
                message = f"'{absence.topic}' is covered elsewhere, but no clause is named"
                yield Finding(protocol.slug, ("absences", index), message, "add: clause: the id of the clause")
            elif absence.state is not AbsenceState.COVERED_ELSEWHERE and absence.clause is not None:
                message = f"'{absence.topic}' is '{absence.state}', but the clause '{absence.clause}' is named"
                hint = "write: state: covered-elsewhere, or take 'clause' out"
                yield Finding(protocol.slug, ("absences", index, "clause"), message, hint)


@rule(
    "absence-unchecked",
    severity=Severity.WARNING,
    summary="An absence does not say when a person last looked.",
    why="'Not listed' is a statement about the whole document. Readers are told when it was last true.",
    wrong="absences: [{topic: care-planning, state: not-listed}]",
    right="absences: [{topic: care-planning, state: not-listed, checked: 2026-11-22}]",
)
def absence_unchecked(corpus: Corpus) -> Iterator[Finding]:
    """Find absences without a day."""
    for protocol in corpus.protocols:
        for index, absence in enumerate(protocol.absences):
            if absence.checked is None and absence.state is not AbsenceState.NOT_YET_TRANSCRIBED:
                message = f"the absence of '{absence.topic}' does not say when it was checked"
                hint = f"read the document for it, then add: checked: {corpus.as_of}"
                yield Finding(protocol.slug, ("absences", index), message, hint)


@rule(
    "clause-without-topic",
    severity=Severity.WARNING,
    summary="A clause is keyed to no topic, nor is anything around or below it.",
    why="""Such a clause is printed with its document and compared with nothing. That can be right, for a list of
    signatures; more often it was forgotten.""",
    wrong="- {id: voice, text: Taking account of wishes and feelings}",
    right="- {id: voice, text: Taking account of wishes and feelings, topics: [childs-voice]}",
)
def clause_without_topic(corpus: Corpus) -> Iterator[Finding]:
    """Find the uppermost clauses with words that belong to no topic."""
    for protocol in corpus.protocols:
        for placed in walk(protocol):
            clause = placed.node
            is_uppermost = isinstance(clause, Clause) and isinstance(placed.ancestors[-1], Section)
            if is_uppermost and isinstance(clause, Clause) and not placed.topics and not _has_topics(clause):
                message = f"the clause '{clause.id}' is keyed to no topic"
                yield Finding(protocol.slug, placed.path, message, "add 'topics', or key the whole section")


def _has_topics(clause: Clause) -> bool:
    return bool(clause.topics) or any(_has_topics(item) for item in clause.items)


def _keyed(protocol: Protocol) -> list[tuple[str, str]]:
    return [(topic, placed.node.id) for placed in walk(protocol) for topic in placed.node.topics]

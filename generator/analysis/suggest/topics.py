"""Topics for clauses: from their headings, and from clauses of other protocols that read alike."""

from collections.abc import Iterator, Mapping

from generator.analysis.names import body_names
from generator.analysis.suggest.likeness import MATCHED_FROM, Likeness, Passage, pairs
from generator.analysis.suggest.roles import role_of
from generator.analysis.suggest.suggestion import Confidence, Suggestion, SuggestionKind
from generator.model.corpus import Corpus
from generator.model.protocol import Clause, Protocol, Section
from generator.model.walk import Placed, walk
from generator.text import NO_NAMES, STOP_WORDS, BodyNames, stems, tokens


def suggested_topics(corpus: Corpus, protocol: Protocol) -> tuple[Suggestion, ...]:
    """Suggest topics for sections and clauses that have none, nor anything around them but the section as a whole.

    The topics of the protocol's kind, no others; each clause and topic once, with the best reason.
    """
    known = {topic.slug for topic in corpus.registers.topics_of(protocol.kind)} or set(corpus.registers.topics.by_slug)
    best: dict[tuple[str, str], Suggestion] = {}
    sure = (*_by_heading(corpus, protocol), *_by_likeness(corpus, protocol))
    answered = {found.owner for found in sure if found.confidence is Confidence.MATCHED}
    for found in (*sure, *(each for each in _by_title(corpus, protocol) if each.owner not in answered)):
        if str(found.value) not in known:
            continue
        key = (found.owner or "", str(found.value))
        if key not in best or (found.confidence, best[key].confidence) == (Confidence.MATCHED, Confidence.POSSIBLE):
            best[key] = found
    order = {placed.node.id: at for at, placed in enumerate(walk(protocol))}
    return tuple(sorted(best.values(), key=lambda each: order.get(each.owner or "", -1)))


def folded_heading(text: str) -> tuple[str, ...]:
    """Give what a heading counts as: its words, folded and stemmed."""
    return stems(token.folded for token in tokens(text, NO_NAMES))


def _by_heading(corpus: Corpus, protocol: Protocol) -> Iterator[Suggestion]:
    known: dict[tuple[str, ...], tuple[str, str]] = {}
    for topic in corpus.registers.topics.topics:
        for heading in (*topic.headings_seen, topic.title):
            known.setdefault(folded_heading(heading), (topic.slug, heading))
    for placed in walk(protocol):
        node = placed.node
        found = known.get(folded_heading(node.heading)) if node.heading else None
        if found and not node.topics:
            target = _only_clause(placed)
            if target.node.topics:
                continue
            is_one = isinstance(target.node, Clause)
            confidence = Confidence.MATCHED if is_one else Confidence.POSSIBLE
            reason = f"its heading '{node.heading}' is one that the register has for this topic"
            yield _suggestion(target, found[0], confidence, reason)


def _by_title(corpus: Corpus, protocol: Protocol) -> Iterator[Suggestion]:
    """Where a clause has every word of a topic's title that carries something, and there are two or more of them."""
    titles = {
        topic.slug: (topic.title, frozenset(stem for stem in folded_heading(topic.title) if stem not in STOP_WORDS))
        for topic in corpus.registers.topics.topics
    }
    for placed in walk(protocol):
        if placed.node.topics:
            continue
        words = frozenset(folded_heading(_words(placed)))
        for slug, (title, stems_of_title) in titles.items():
            if len(stems_of_title) >= 2 and stems_of_title <= words:
                reason = f"it has the words of the topic's title, '{title}'"
                yield _suggestion(placed, slug, Confidence.POSSIBLE, reason)


def _only_clause(placed: Placed) -> Placed:
    """The one clause of a section that has no other: its topic stands at the clause."""
    node = placed.node
    if isinstance(node, Section) and len(node.clauses) == 1 and not node.sections and not node.text:
        path = (*placed.path, "clauses", 0)
        return Placed(node.clauses[0], path, (*placed.ancestors, node), placed.run_in)
    return placed


def _by_likeness(corpus: Corpus, protocol: Protocol) -> Iterator[Suggestion]:
    ours = {placed.node.id: placed for placed in walk(protocol) if not placed.node.topics}
    if not ours:
        return
    names = body_names(protocol, corpus.registers.body_types)
    left = [_passage(placed, names) for placed in ours.values() if _words(placed)]
    votes: dict[tuple[str, str], list[tuple[Likeness[str], Protocol, Placed]]] = {}
    for other in _others(corpus, protocol):
        theirs = {placed.node.id: placed for placed in walk(other) if placed.node.topics}
        other_names = body_names(other, corpus.registers.body_types)
        right = [_passage(placed, other_names) for placed in theirs.values() if _words(placed)]
        for likeness in pairs(left, right) if left and right else ():
            for topic in theirs[likeness.right].node.topics:
                votes.setdefault((likeness.left, topic), []).append((likeness, other, theirs[likeness.right]))
    for (owner, topic), alike in votes.items():
        alike.sort(key=lambda vote: -vote[0].score)
        yield _suggestion(ours[owner], topic, _confidence(alike[0][0].score), _reason(corpus, alike))


def _others(corpus: Corpus, protocol: Protocol) -> Iterator[Protocol]:
    """The other protocols in force, and the edition that this one replaces: no text is more like it."""
    for other in corpus.protocols:
        if other.slug != protocol.slug and (other.slug == protocol.replaces or other.slug not in corpus.replaced):
            yield other


def _passage(placed: Placed, names: BodyNames) -> Passage[str]:
    return Passage(placed.node.id, _words(placed), names, role_of(placed))


def _words(placed: Placed) -> str:
    """A clause's own words and those of its items: what one would read to name its topic."""
    node = placed.node
    parts = [node.heading, node.text]
    if isinstance(node, Clause):
        parts.append(node.text_after)
    return "\n".join(part for part in parts if part)


def _reason(corpus: Corpus, alike: list[tuple[Likeness[str], Protocol, Placed]]) -> str:
    likeness, other, placed = alike[0]
    name = _name(corpus, other)
    where = placed.node.heading or placed.node.label or f"'{placed.node.id}'"
    others = len({each[1].slug for each in alike}) - 1
    more = f" and {others} other{'' if others == 1 else 's'}" if others else ""
    shared = _listed(likeness.shared)
    return f"reads like {name}, {where}{more}" + (f"; both speak of {shared}" if shared else "")


def _name(corpus: Corpus, protocol: Protocol) -> str:
    known: Mapping[str, str] = {each.slug: each.name for each in corpus.registers.authorities.authorities}
    return known.get(protocol.authorities[0], protocol.slug)


def _listed(words: tuple[str, ...]) -> str:
    quoted = [f"'{word}'" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}" if quoted else ""


def _confidence(score: float) -> Confidence:
    return Confidence.MATCHED if score >= MATCHED_FROM else Confidence.POSSIBLE


def _suggestion(placed: Placed, topic: str, confidence: Confidence, reason: str) -> Suggestion:
    return Suggestion(SuggestionKind.TOPIC, placed.path, "topics", topic, confidence, reason, placed.node.id)

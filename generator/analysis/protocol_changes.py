"""What changed from one state or edition of a protocol to another."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from generator.analysis.change import Change, ChangeKind, Nature, quoted
from generator.analysis.editions import ClauseFate, Fate, WordsFate, editions
from generator.analysis.fidelity import fidelity
from generator.analysis.names import body_keys, body_names
from generator.analysis.redline import redline
from generator.analysis.relation import relation
from generator.analysis.statements import wordings_of
from generator.model.protocol import AbsenceState, Clause, Escalation, Flow, Protocol, ProtocolStatus
from generator.model.registers import Registers
from generator.model.walk import Placed, fragments, reference, walk, words_of
from generator.text import NO_NAMES, BodyNames, tokens

T = TypeVar("T")

_STATES = {
    AbsenceState.NOT_LISTED: "not listed",
    AbsenceState.COVERED_ELSEWHERE: "covered elsewhere",
    AbsenceState.NOT_YET_TRANSCRIBED: "not yet transcribed",
}
_STATED = "stated"
_NOT_RECORDED = "not recorded"
_OVER = {ProtocolStatus.SUPERSEDED, ProtocolStatus.WITHDRAWN}
_KINDS = {
    Fate.ADDED: ChangeKind.CLAUSE_ADDED,
    Fate.REMOVED: ChangeKind.CLAUSE_REMOVED,
    Fate.SPLIT: ChangeKind.CLAUSE_SPLIT,
    Fate.MERGED: ChangeKind.CLAUSE_MERGED,
}


@dataclass(frozen=True)
class Version:
    """A protocol in one state, with the registers that held for it and the text of its source, where there are such."""

    protocol: Protocol
    registers: Registers | None = None
    source: str | None = None

    @cached_property
    def names(self) -> BodyNames:
        """Its names for its bodies."""
        return body_names(self.protocol, self.registers.body_types) if self.registers else NO_NAMES

    @cached_property
    def keys(self) -> Mapping[str, str]:
        """What each body counts as, by its id: bodies of one family are one, whatever they are called."""
        keys = body_keys(self.protocol, self.registers.body_types) if self.registers else {}
        return {body.id: keys.get(body.name, body.name) for body in self.protocol.bodies}

    @cached_property
    def places(self) -> Mapping[str, Placed]:
        """Every section and clause by its id."""
        return {placed.node.id: placed for placed in walk(self.protocol)}

    def body(self, identifier: str | None) -> str:
        """Give the name of a body."""
        found = next((body.name for body in self.protocol.bodies if body.id == identifier), None)
        return found or identifier or "nobody named"

    def place(self, identifier: str) -> str:
        """Give the printed way to a section or clause."""
        placed = self.places.get(identifier)
        return place_words(placed) if placed else identifier


def is_other_document(before: Protocol, after: Protocol) -> bool:
    """Whether the document itself is another one.

    Another text of a source that has the same title, date and day of receipt is the same document, read anew.
    """
    return before.source.sha256 != after.source.sha256 and (
        before.dated != after.dated
        or before.source.title != after.source.title
        or before.source.received != after.source.received
    )


def protocol_changes(before: Version, after: Version, *, is_edition: bool = False) -> tuple[Change, ...]:
    """Give every change from one version of a protocol to another: what the document is, what it says, what we say.

    With `is_edition` the two are editions of one protocol, each in a file of its own: all that differs in the document
    is a change of policy, and what tells the two files apart is none.
    """
    if before.protocol is after.protocol:
        return ()
    return tuple(_Comparison(before, after, is_edition=is_edition).changes())


def place_words(placed: Placed) -> str:
    """Give the printed way to a section or clause; its first words where it has neither label nor heading."""
    found = reference(placed)
    if found:
        return found
    words = words_of(placed.node).split()
    return f"the lines “{' '.join(words[:6])}{' …' if len(words) > 6 else ''}”" if words else "opening lines"


class _Comparison:
    """The comparison of two versions, in parts."""

    def __init__(self, before: Version, after: Version, *, is_edition: bool) -> None:
        self.before = before
        self.after = after
        self.is_edition = is_edition
        is_other = is_edition or is_other_document(before.protocol, after.protocol)
        self.words_nature = Nature.POLICY if is_other else Nature.TRANSCRIPTION
        self.said_nature = Nature.POLICY if is_other else Nature.ANNOTATION
        self.fates = editions(before.protocol, after.protocol, names_before=before.names, names_after=after.names)

    def changes(self) -> Iterator[Change]:
        if not self.is_edition:
            yield from self.source()
        yield from self.particulars()
        yield from self.coverage()
        for fate in self.fates:
            yield from self.clause(fate)
        yield from self.flows()
        yield from self.citations()
        yield from self.escalation()
        yield from self.membership()
        yield from self.bodies()
        if not self.is_edition:
            yield from self.notes()
            yield from self.absences()

    def change(self, kind: ChangeKind, nature: Nature, **parts: object) -> Change:
        return Change(kind, nature, self.after.protocol.slug, **parts)  # type: ignore[arg-type]

    def source(self) -> Iterator[Change]:
        before, after = self.before.protocol, self.after.protocol
        if before.source.sha256 != after.source.sha256:
            said = f"the document is another one now: {after.source.title}, received {after.source.received.words}"
            if self.words_nature is Nature.TRANSCRIPTION:
                said = "the text of the source was written anew; the document is the same"
            yield self.change(ChangeKind.SOURCE, self.words_nature, after=said)
        elif any(fate.fate is not Fate.UNCHANGED for fate in self.fates) and self.after.source is not None:
            said = _nearness(before, after, self.after.source)
            yield self.change(ChangeKind.FIDELITY, Nature.TRANSCRIPTION, after=said)

    def particulars(self) -> Iterator[Change]:
        before, after = self.before.protocol, self.after.protocol
        if _plain(before.title) != _plain(after.title):
            parts = {"subject": "title", "before": quoted(before.title), "after": quoted(after.title)}
            yield self.change(ChangeKind.TITLE, self.words_nature, **parts)
        # of two editions the earlier one is superseded because there is a later one
        if before.status is not after.status and not (self.is_edition and before.status in _OVER):
            nature = Nature.POLICY if after.status in _OVER or before.status in _OVER else self.said_nature
            parts = {"subject": "status", "before": before.status.value, "after": after.status.value}
            yield self.change(ChangeKind.STATUS, nature, **parts)
        for kind, subject, say in (
            (ChangeKind.DATED, "date", _dated),
            (ChangeKind.APPROVAL, "approval", _approval),
            (ChangeKind.REVIEW, "review", _review),
            (ChangeKind.KIND, "kind of protocol", _kind),
            (ChangeKind.PARTIES, "authorities and parties", _parties),
        ):
            was, now = say(self.before), say(self.after)
            if was != now:
                yield self.change(kind, self.said_nature, subject=subject, before=was, after=now)

    def coverage(self) -> Iterator[Change]:
        was, now = _states(self.before), _states(self.after)
        said_before, said_after = wordings_of(self.before.protocol), wordings_of(self.after.protocol)
        for topic in _in_order([*was, *now], self.after.registers):
            once, here = was.get(topic, _NOT_RECORDED), now.get(topic, _NOT_RECORDED)
            parts: dict[str, object] = {"subject": _topic(topic, self.after, self.before), "topics": (topic,)}
            if once != here:
                speaker, said = (self.after, said_after) if here == _STATED else (self.before, said_before)
                ids = said[topic].ids if topic in said else ()
                yield self.change(
                    ChangeKind.COVERAGE,
                    self.said_nature,
                    before=once,
                    after=here,
                    place="; ".join(speaker.place(each) for each in ids),
                    clause=ids[0] if ids and here == _STATED else None,
                    **parts,
                )
            elif here == _STATED and set(self.later(said_before[topic].ids)) != set(said_after[topic].ids):
                yield self.change(
                    ChangeKind.COVERAGE_PLACE,
                    self.said_nature,
                    before="; ".join(self.before.place(each) for each in said_before[topic].ids),
                    after="; ".join(self.after.place(each) for each in said_after[topic].ids),
                    clause=said_after[topic].ids[0],
                    **parts,
                )

    def clause(self, fate: ClauseFate) -> Iterator[Change]:
        placed = fate.after[0] if fate.after else fate.before[0]
        once, now = _joined(fate.before), _joined(fate.after)
        parts: dict[str, object] = {
            "place": place_words(placed),
            "clause": placed.node.id,
            "topics": tuple(dict.fromkeys(topic for each in (*fate.before, *fate.after) for topic in each.topics)),
        }
        if fate.fate in {Fate.SPLIT, Fate.MERGED}:
            was, here = (_row([place_words(each) for each in side]) for side in (fate.before, fate.after))
            yield self.change(_KINDS[fate.fate], self.words_nature, before=was, after=here, **parts)
        elif fate.fate in {Fate.ADDED, Fate.REMOVED}:
            yield self.change(_KINDS[fate.fate], self.words_nature, before=once, after=now, **parts)
        else:
            if fate.words is not WordsFate.SAME:
                kind = ChangeKind.CLAUSE_FORM if fate.words is WordsFate.FORM else ChangeKind.CLAUSE_REWORDED
                found = relation(redline(tokens(once, self.before.names), tokens(now, self.after.names)))
                yield self.change(
                    kind,
                    self.words_nature,
                    before=once,
                    after=now,
                    only_before=found.only_left,
                    only_after=found.only_right,
                    **parts,
                )
            if fate.is_moved:
                was = place_words(fate.before[0])
                here = str(parts["place"])
                yield self.change(ChangeKind.CLAUSE_MOVED, self.words_nature, before=was, after=here, **parts)
            elif fate.is_renumbered:
                was, here = fate.before[0].node.label or "", placed.node.label or ""
                yield self.change(ChangeKind.CLAUSE_RENUMBERED, self.words_nature, before=was, after=here, **parts)

    def flows(self) -> Iterator[Change]:
        def told(version: Version) -> list[tuple[Hashable, Placed, Flow]]:
            return [
                (_flow_key(version, flow), placed, flow)
                for placed in version.places.values()
                if isinstance(placed.node, Clause)
                for flow in placed.node.flows
            ]

        gone, come = _differing(told(self.before), told(self.after))
        for once, now in _by_subject(gone, come, lambda each: str(each[2].what)):
            placed = now[1] if now else once[1] if once else None
            flow = now[2] if now else once[2] if once else None
            assert placed is not None
            assert flow is not None
            yield self.change(
                ChangeKind.FLOW,
                self.said_nature,
                subject=flow.what,
                before=_flow(self.before, once[2]) if once else "",
                after=_flow(self.after, now[2]) if now else "",
                place=place_words(placed),
                clause=placed.node.id if now else None,
                topics=placed.topics,
                matters=tuple(dict.fromkeys(each[2].what for each in (once, now) if each)),
            )

    def citations(self) -> Iterator[Change]:
        def told(version: Version) -> list[tuple[Hashable, Placed, str, str]]:
            return [
                (
                    (cited.instrument, cited.provision, cited.edition, cited.relation),
                    placed,
                    cited.instrument,
                    _law(version, cited.instrument, cited.provision or cited.edition),
                )
                for placed in version.places.values()
                for cited in placed.node.citations
            ]

        gone, come = _differing(told(self.before), told(self.after))
        for placed, slug, words, is_new in [(*each[1:], False) for each in gone] + [(*each[1:], True) for each in come]:
            yield self.change(
                ChangeKind.CITATION,
                self.said_nature,
                subject=words,
                before="" if is_new else words,
                after=words if is_new else "",
                place=place_words(placed),
                clause=placed.node.id if is_new else None,
                topics=placed.topics,
                instruments=(slug,),
            )

    def escalation(self) -> Iterator[Change]:
        was, now = _escalations(self.before), _escalations(self.after)
        parts = [(once, here) for once, here in zip(was, now, strict=False)]
        empty: tuple[Placed | None, Mapping[str, str]] = (None, {})
        parts += [(once, empty) for once in was[len(now) :]] + [(empty, here) for here in now[len(was) :]]
        for (placed_before, once), (placed_after, here) in parts:
            placed = placed_after or placed_before
            assert placed is not None
            for name in dict.fromkeys([*once, *here]):
                if _plain(once.get(name, "")) != _plain(here.get(name, "")):
                    yield self.change(
                        ChangeKind.ESCALATION,
                        self.said_nature,
                        subject=f"when they cannot agree: {name}",
                        before=once.get(name, ""),
                        after=here.get(name, ""),
                        place=place_words(placed),
                        clause=placed.node.id if placed_after else None,
                        topics=placed.topics,
                    )

    def membership(self) -> Iterator[Change]:
        def told(version: Version) -> list[tuple[Hashable, Placed, str, str | None]]:
            found: list[tuple[Hashable, Placed, str, str | None]] = []
            for placed in version.places.values():
                for each in placed.node.membership if isinstance(placed.node, Clause) else ():
                    member = version.body(each.member) if each.member else quoted(each.quote)
                    key = version.keys.get(each.member, each.member) if each.member else _plain(each.quote)
                    words = f"{member} on {version.body(each.body)}"
                    found.append(((version.keys.get(each.body), key), placed, words, _type_of(version, each.body)))
            return found

        gone, come = _differing(told(self.before), told(self.after))
        for placed, words, kind, is_new in [(*e[1:], False) for e in gone] + [(*e[1:], True) for e in come]:
            yield self.change(
                ChangeKind.MEMBERSHIP,
                self.said_nature,
                subject=words,
                before="" if is_new else words,
                after=words if is_new else "",
                place=place_words(placed),
                clause=placed.node.id if is_new else None,
                topics=placed.topics,
                body_types=(kind,) if kind else (),
            )

    def bodies(self) -> Iterator[Change]:
        def told(version: Version) -> dict[str, tuple[str, str | None]]:
            return {body.id: (_body(version, body.id), body.type) for body in version.protocol.bodies}

        was, now = told(self.before), told(self.after)
        renamed = self.counterparts()
        for identifier in dict.fromkeys([*now, *(each for each in was if each not in renamed.values())]):
            once = was.get(renamed.get(identifier, identifier) if identifier in now else identifier)
            here = now.get(identifier)
            if (once and once[0]) != (here and here[0]):
                yield self.change(
                    ChangeKind.BODY,
                    self.said_nature,
                    subject=identifier,
                    before=once[0] if once else "",
                    after=here[0] if here else "",
                    body_types=tuple(dict.fromkeys(each[1] for each in (once, here) if each and each[1])),
                )

    def counterparts(self) -> Mapping[str, str]:
        """Which body of the version before each body is: the same id, or the only one that plays the same part."""
        found = {body.id: body.id for body in self.after.protocol.bodies if body.id in self.before.keys}
        once, now = Counter(self.before.keys.values()), Counter(self.after.keys.values())
        by_key = {key: identifier for identifier, key in self.before.keys.items() if once[key] == 1}
        for identifier, key in self.after.keys.items():
            other = by_key.get(key)
            if identifier not in found and other and now[key] == 1 and other not in found.values():
                found[identifier] = other
        return found

    def notes(self) -> Iterator[Change]:
        def told(version: Version) -> list[tuple[Hashable, Placed, str]]:
            return [
                ((note.kind, note.text), placed, f"{note.kind.value}: {quoted(note.text)}")
                for placed in version.places.values()
                for note in placed.node.notes
            ]

        gone, come = _differing(told(self.before), told(self.after))
        for once, now in _by_subject(gone, come, lambda each: each[1].node.id):
            placed = now[1] if now else once[1] if once else None
            assert placed is not None
            yield self.change(
                ChangeKind.NOTE,
                Nature.ANNOTATION,
                before=once[2] if once else "",
                after=now[2] if now else "",
                place=place_words(placed),
                clause=placed.node.id if placed.node.id in self.after.places else None,
                topics=placed.topics,
            )

    def absences(self) -> Iterator[Change]:
        was = {absence.topic: absence for absence in self.before.protocol.absences}
        for absence in self.after.protocol.absences:
            once = was.get(absence.topic)
            if once is None or once.state is not absence.state:
                continue
            subject = _topic(absence.topic, self.after, self.before)
            for what, earlier, later in (
                ("remark", quoted(once.note) if once.note else "", quoted(absence.note) if absence.note else ""),
                ("last looked for", _words(once.checked), _words(absence.checked)),
                ("covered in", self._covered(self.before, once.clause), self._covered(self.after, absence.clause)),
            ):
                if earlier != later:
                    yield self.change(
                        ChangeKind.ABSENCE,
                        Nature.ANNOTATION,
                        subject=f"{subject}, {_STATES[absence.state]}: {what}",
                        before=earlier,
                        after=later,
                        topics=(absence.topic,),
                    )

    @staticmethod
    def _covered(version: Version, clause: str | None) -> str:
        return version.place(clause) if clause else ""

    def later(self, ids: Iterable[str]) -> list[str]:
        """The ids in the version after of sections and clauses of the one before."""
        return [now for each in ids for now in self._later.get(each, (each,))]

    @cached_property
    def _later(self) -> Mapping[str, tuple[str, ...]]:
        return {
            placed.node.id: tuple(each.node.id for each in fate.after)
            for fate in self.fates
            if fate.after
            for placed in fate.before
        }


def _nearness(before: Protocol, after: Protocol, source: str) -> str:
    now = _distance(after, source)
    if now == 0:
        # without another letter the one before held it too
        has_changed = _letters(before) != _letters(after)
        return "the document is the same; the file holds it letter for letter" + (" now" if has_changed else "")
    once = _distance(before, source)
    if now < once:
        return "the document is the same; the file has come nearer to its words"
    if now > once:
        return "the document is the same; the file stands further from its words than before"
    return "the document is the same; the file stands as far from its words as before"


def _distance(protocol: Protocol, source: str) -> int:
    """How many letters of the file or of its source the other does not have at that place."""
    return sum(len(each.in_source) + len(each.in_file) for each in fidelity(protocol, source))


def _letters(protocol: Protocol) -> str:
    return "".join("".join(fragment.text.split()) for fragment in fragments(protocol))


def _states(version: Version) -> Mapping[str, str]:
    states = {str(absence.topic): _STATES[absence.state] for absence in reversed(version.protocol.absences)}
    return states | dict.fromkeys(wordings_of(version.protocol), _STATED)


def _in_order(topics: Sequence[str], registers: Registers | None) -> list[str]:
    known = list(registers.topics.by_slug) if registers else []
    found = set(topics)
    return [topic for topic in known if topic in found] + sorted(found.difference(known))


def _topic(slug: str, *versions: Version) -> str:
    found = (
        v.registers.topics.by_slug[slug].title for v in versions if v.registers and slug in v.registers.topics.by_slug
    )
    return next(found, slug)


def _law(version: Version, slug: str, part: str | None) -> str:
    register = version.registers.instruments.by_slug if version.registers else {}
    title = register[slug].title if slug in register else slug
    return f"{title}, {part}" if part else title


def _matter(version: Version, slug: str) -> str:
    register = version.registers.matters.by_slug if version.registers else {}
    return register[slug].title if slug in register else slug


def _type_of(version: Version, identifier: str) -> str | None:
    return next((body.type for body in version.protocol.bodies if body.id == identifier), None)


def _body(version: Version, identifier: str) -> str:
    body = next(body for body in version.protocol.bodies if body.id == identifier)
    names = [name for name in (body.abbreviation, *body.also_called) if name]
    called = f" ({', '.join(names)})" if names else ""
    above = f", part of {version.body(body.part_of)}" if body.part_of else ""
    kinds = version.registers.body_types.by_slug if version.registers else {}
    kind = f", {kinds[body.type].name}" if body.type and body.type in kinds else ""
    return f"{body.name}{called}{kind}{above}"


def _flow_key(version: Version, flow: Flow) -> Hashable:
    return (
        flow.what,
        version.keys.get(flow.from_) if flow.from_ else None,
        frozenset(version.keys.get(each) for each in flow.to),
        frozenset(version.keys.get(each) for each in flow.to_any),
        flow.how_often,
        _plain(flow.timing or ""),
        _plain(flow.condition or ""),
        _plain(flow.content or ""),
        flow.strength.class_,
    )


def _flow(version: Version, flow: Flow) -> str:
    receivers = _row([version.body(each) for each in flow.to or flow.to_any], " and " if flow.to else " or ")
    parts = [
        f"{_matter(version, flow.what)}: from {version.body(flow.from_) if flow.from_ else '(not stated)'} "
        f"to {receivers or '(not stated)'}"
    ]
    parts += [flow.how_often.words] if flow.how_often else []
    parts += [quoted(flow.timing)] if flow.timing else []
    parts += [f"on the condition {quoted(flow.condition)}"] if flow.condition else []
    parts += [f"content {quoted(flow.content)}"] if flow.content else []
    return ", ".join([*parts, f"in the words {quoted(flow.strength.words)}"])


def _escalations(version: Version) -> list[tuple[Placed | None, Mapping[str, str]]]:
    return [
        (placed, _escalation(version, placed.node.escalation))
        for placed in version.places.values()
        if isinstance(placed.node, Clause) and placed.node.escalation
    ]


def _escalation(version: Version, found: Escalation) -> Mapping[str, str]:
    texts = {
        "what sets it off": found.trigger,
        "what is done": found.step,
        "who else meets": found.others,
        "by when": found.time_limit,
        "what it leads to": found.outcome,
    }
    said = {name: quoted(text) for name, text in texts.items() if text}
    if found.between:
        said["who meets"] = _row([version.body(each) for each in found.between])
    if found.convened_by:
        said["called by"] = version.body(found.convened_by)
    return said


def _dated(version: Version) -> str:
    return _words(version.protocol.dated)


def _approval(version: Version) -> str:
    approval = version.protocol.approval
    if approval is None:
        return ""
    return _row([version.body(each) for each in approval.by]) + (f", {approval.on.words}" if approval.on else "")


def _review(version: Version) -> str:
    review = version.protocol.review
    if review is None:
        return ""
    due = [f"due {review.due.words}"] if review.due else []
    every = [review.every.words] if review.every else []
    return ", ".join([*due, *every])


def _kind(version: Version) -> str:
    kinds = version.registers.kinds.by_slug if version.registers else {}
    slug = version.protocol.kind
    return kinds[slug].title if slug in kinds else slug


def _parties(version: Version) -> str:
    protocol = version.protocol
    register = version.registers.authorities.by_slug if version.registers else {}
    councils = _row([register[slug].name if slug in register else slug for slug in protocol.authorities])
    return f"{councils}: {_row([version.body(each) for each in protocol.parties])}"


def _words(day: object) -> str:
    return str(getattr(day, "words", ""))


def _joined(places: Iterable[Placed]) -> str:
    return "\n".join(words_of(placed.node) for placed in places)


def _plain(words: str) -> str:
    return " ".join(words.split())


def _row(words: Sequence[str], last: str = " and ") -> str:
    return last.join(part for part in (", ".join(words[:-1]), words[-1]) if part) if words else ""


E = TypeVar("E", bound=tuple[Hashable, *tuple[object, ...]])


def _differing(before: Sequence[E], after: Sequence[E]) -> tuple[list[E], list[E]]:
    """Give what only one of the two has, by the first part of each entry."""
    once, now = Counter(each[0] for each in before), Counter(each[0] for each in after)
    return _surplus(before, once - now), _surplus(after, now - once)


def _surplus(entries: Sequence[E], surplus: Counter[Hashable]) -> list[E]:
    left = Counter(surplus)
    found = []
    for each in entries:
        if left[each[0]] > 0:
            left[each[0]] -= 1
            found.append(each)
    return found


def _by_subject(
    gone: Sequence[T], come: Sequence[T], subject: Callable[[T], str]
) -> Iterator[tuple[T | None, T | None]]:
    """Set what is gone against what has come of the same subject, in order; the rest stands alone."""
    waiting = list(come)
    for once in gone:
        now = next((each for each in waiting if subject(each) == subject(once)), None)
        if now is not None:
            waiting.remove(now)
        yield once, now
    for now in waiting:
        yield None, now

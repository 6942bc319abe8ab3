"""Addresses that were there before and lead nowhere now."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from generator.analysis.changes import is_same_source
from generator.analysis.vanished import vanished_bodies, vanished_ids
from generator.checks.rule import Before, Finding, rule_on_changes
from generator.diagnostics import KeyPath, Severity
from generator.model.corpus import Corpus
from generator.model.entity import Entity
from generator.model.protocol import Body, Protocol, Section
from generator.model.registers import Addressed, BodyType, BodyTypes, Instruments, Matters, Term, Terms, Topics
from generator.model.walk import Placed, walk, words_of
from generator.text import tokens

_ALIKE = 60.0
"""From here on a new id is taken for that of an old text; of 100."""

_SAME_TITLE = 90.0
"""The same for names of bodies and titles in a register, of which many differ in a word or a year alone."""


@rule_on_changes(
    "vanished-id",
    summary="An id that the file had before is gone.",
    why="""People have sent each other links to the clause, and quoted its address in minutes. A clause that is renamed
    keeps its old id under 'was', so that old links lead on; so does a body. What the file had before, the check asks
    Git: where the branch left the default branch, or else in the last commit.""",
    wrong="- {id: voice-of-the-child, text: …}        # was childs-voice",
    right="- {id: voice-of-the-child, was: [childs-voice], text: …}",
)
def vanished_id(corpus: Corpus, before: Before) -> Iterator[Finding]:
    """Find the ids that a file had and has no more; those that belong to one place now are told together."""
    for slug, now in successors(before.protocols, corpus.by_slug).items():
        earlier = before.protocols[slug]
        yield from _told(now.slug, "id", [(name, *_heir(name, earlier, now)) for name in vanished_ids(earlier, now)])
        bodies = [(name, *_body_heir(name, earlier, now)) for name in vanished_bodies(earlier, now)]
        yield from _told(now.slug, "body id", bodies)


@dataclass(frozen=True, slots=True)
class _Heir:
    """The section, clause or body that should bear an old id."""

    path: KeyPath
    noun: str
    id: str
    was: tuple[str, ...]


def _told(slug: str, noun: str, vanished: Iterable[tuple[str, _Heir | None, bool]]) -> Iterator[Finding]:
    """Tell names together that one thing should bear; of each, whether it only stood around the one that is gone."""
    sure: dict[_Heir | None, list[str]] = {}
    guessed: dict[_Heir | None, list[str]] = {}
    for name, heir, is_guess in vanished:
        (guessed if is_guess else sure).setdefault(heir, []).append(name)
    for heir in dict.fromkeys([*sure, *guessed]):
        yield _vanished(slug, noun, heir, sure.get(heir, []), guessed.get(heir, []))


def successors(before: Mapping[str, Protocol], after: Mapping[str, Protocol]) -> Mapping[str, Protocol]:
    """Give, for each slug of earlier files, the protocol that now holds what its file held; none where it is gone.

    That is the file of the same name; another, where that one says that it was called so before, or is new and holds
    the same source; or the earlier edition, where the file was handed over to a later one.
    """
    renamed = {name: protocol for protocol in after.values() for name in protocol.was}
    found: dict[str, Protocol] = {}
    for slug, earlier in before.items():
        now = after.get(slug) or renamed.get(slug) or _moved(earlier, before, after)
        if now and now.replaces and not is_same_source(earlier, now):
            edition = after.get(now.replaces)
            now = edition if edition and is_same_source(earlier, edition) else now
        if now:
            found[slug] = now
    return found


def _moved(earlier: Protocol, before: Mapping[str, Protocol], after: Mapping[str, Protocol]) -> Protocol | None:
    new = (protocol for slug, protocol in after.items() if slug not in before)
    return next((protocol for protocol in new if is_same_source(earlier, protocol)), None)


def _heir(name: str, before: Protocol, after: Protocol) -> tuple[_Heir | None, bool]:
    """Give the section or clause that should bear an old id, and whether it only stood around the one that is gone."""
    placed, is_guess = _place(name, before, after)
    if placed is None:
        return None, is_guess
    noun = "section" if isinstance(placed.node, Section) else "clause"
    return _Heir(placed.path, noun, placed.node.id, placed.node.was), is_guess


def _place(name: str, before: Protocol, after: Protocol) -> tuple[Placed | None, bool]:
    """Find the one that should bear an old id.

    It is the same one, or a new one that says nearly the same.
    """
    old = next(placed for placed in walk(before) if name in (placed.node.id, *placed.node.was))
    now = {placed.node.id: placed for placed in walk(after)}
    if old.node.id in now:
        return now[old.node.id], False
    known = {placed.node.id for placed in walk(before)}
    new = [placed for placed in now.values() if placed.node.id not in known and type(placed.node) is type(old.node)]
    words = words_of(old.node)
    if found := _most_alike(words, [words_of(placed.node) for placed in new]):
        return new[found - 1], False
    if here := next((placed for placed in new if placed.path == old.path and not words), None):
        return here, False
    return (_place(old.ancestors[-1].id, before, after)[0], True) if old.ancestors else (None, True)


def _body_heir(name: str, before: Protocol, after: Protocol) -> tuple[_Heir | None, bool]:
    """Give the body that should bear an old id, and whether it is only the one that the other belonged to.

    It is the same one, or a new one of nearly the same name.
    """
    old = next(body for body in before.bodies if name in (body.id, *body.was))
    now = {body.id: (index, body) for index, body in enumerate(after.bodies)}
    known = {body.id for body in before.bodies}
    new = [body for body in after.bodies if body.id not in known]
    if old.id in now:
        heir = old.id
    elif found := _most_alike(old.name, [body.name for body in new], from_=_SAME_TITLE):
        heir = new[found - 1].id
    else:
        return (_as_heir(*now[old.part_of]), True) if old.part_of in now else (None, True)
    return _as_heir(*now[heir]), False


def _as_heir(index: int, body: Body) -> _Heir:
    return _Heir(("bodies", index), "body", body.id, body.was)


def _most_alike(words: str, choices: Sequence[str], *, from_: float = _ALIKE) -> int:
    """The number of the choice that is most like some words, from 1; 0 where none is."""
    wanted = _folded(words)
    rated = [(fuzz.ratio(wanted, _folded(choice)), -number) for number, choice in enumerate(choices, 1) if wanted]
    best, number = max(rated, default=(0.0, 0))
    return -number if best >= from_ else 0


def _folded(words: str) -> str:
    return " ".join(token.folded for token in tokens(words))


def _vanished(slug: str, noun: str, heir: _Heir | None, sure: Sequence[str], guessed: Sequence[str]) -> Finding:
    names = (*sure, *guessed)
    message = f"the {noun} {_listed(names)} is gone" if len(names) == 1 else f"the {noun}s {_listed(names)} are gone"
    is_body = noun == "body id"
    if heir is None:
        place = "body" if is_body else "section"
        hint = f"add to the {place} that took {_their(names)} place: {_was((), names)}"
        return Finding(slug, ("bodies" if is_body else "sections",), message, hint)
    hint = f"{_add_to(heir.was)} this {heir.noun}: {_was(heir.was, names)}"
    if sure:
        of_which = "" if not guessed else f" of {_listed(sure)}"
        whose = "the" if guessed else _their(sure)
        message += f"; '{heir.id}' has taken {whose} place{of_which}"
    if guessed:
        place = "body" if is_body else "clause"
        hint += f"; or put {_listed(guessed)} at the {place} that took {_their(guessed)} place"
    return Finding(slug, (*heir.path, "id"), message, hint)


def _their(names: Sequence[str]) -> str:
    return "its" if len(names) == 1 else "their"


@rule_on_changes(
    "vanished-slug",
    needs_all=True,
    summary="A file, or an entry of a register, has another name than before and does not say so.",
    why="""The name is part of addresses that people have kept. With the earlier one under 'was', a page stands there
    that leads on to the new one.""",
    wrong="- {slug: voice-of-the-child, title: Child's voice, …}        # was childs-voice",
    right="- {slug: voice-of-the-child, was: [childs-voice], title: Child's voice, …}",
)
def vanished_slug(corpus: Corpus, before: Before) -> Iterator[Finding]:
    """Find new names of files and of entries of registers, where the earlier name is gone."""
    now = successors(before.protocols, corpus.by_slug)
    for slug, names in _lost_names(corpus, before).items():
        if slug in now:
            path: KeyPath = ("was",) if now[slug].was else ()
            message = f"this file was called {_listed(names)} before, and nothing leads on from there"
            yield Finding(
                now[slug].slug, path, message, f"{'write' if now[slug].was else 'add'}: {_was(now[slug].was, names)}"
            )
    for lost in _lost_entries(corpus, before):
        for index, names in lost.heirs.items():
            entry = lost.register.entries[index]
            path = (lost.register.key, index, "slug")
            message = f"the {lost.register.noun} {_listed(names)} is gone; '{entry.slug}' has taken its place"
            yield Finding(
                lost.name, path, message, f"{_add_to(entry.was)} it: {_was(entry.was, names)}", in_register=True
            )


@rule_on_changes(
    "lost-address",
    severity=Severity.WARNING,
    needs_all=True,
    summary="A protocol, or an entry of a register, is no more, and its page with it.",
    why="""Links to the page lead nowhere from now on. That can be right, where a thing should never have been here. A
    protocol that is no longer in force stays, with the status 'withdrawn' or 'superseded', and what took another name
    says so under 'was'.""",
    wrong="no file protocols/harrow.yml any more",
    right="status: withdrawn        # in protocols/harrow.yml",
)
def lost_address(corpus: Corpus, before: Before) -> Iterator[Finding]:
    """Find protocols and entries of registers that are gone, and nothing in their place."""
    now = successors(before.protocols, corpus.by_slug)
    for slug, names in _lost_names(corpus, before).items():
        if slug not in now:
            message = f"the protocol '{slug}' is gone, and nothing leads on from its address"
            hint = (
                f"if it is in another file now, add there: {_was((), names)}; if it is no longer in force, put it back"
            )
            yield Finding(slug, (), message, f"{hint} with: status: withdrawn")
    for lost in _lost_entries(corpus, before):
        noun = lost.register.noun
        for slug, names in lost.gone.items():
            message = f"the {noun} '{slug}' is gone, and nothing leads on from its address"
            hint = f"if another {noun} took its place, add there: {_was((), names)}"
            yield Finding(lost.name, (lost.register.key,), message, hint, in_register=True)


def _lost_names(corpus: Corpus, before: Before) -> Mapping[str, Sequence[str]]:
    """The names that lead nowhere now, under the slug of the earlier file that had them."""
    kept = {name for protocol in corpus.protocols for name in (protocol.slug, *protocol.was)}
    found: dict[str, list[str]] = {}
    for slug, earlier in before.protocols.items():
        for name in (*earlier.was, slug):
            if name not in kept:
                kept.add(name)
                found.setdefault(slug, []).append(name)
    return found


@dataclass(frozen=True, slots=True)
class _Lost:
    """The slugs of a register that lead nowhere now.

    `heirs` holds them under the place of the entry that should bear them, `gone` under the slug that their entry had,
    where there is none that should.
    """

    name: str
    register: "_Addressed"
    heirs: Mapping[int, Sequence[str]]
    gone: Mapping[str, Sequence[str]]


def _lost_entries(corpus: Corpus, before: Before) -> Iterator[_Lost]:
    for name, earlier in before.registers.items():
        once, now = _addressed(earlier), _addressed(getattr(corpus.registers, name.replace("-", "_")))
        if once is None or now is None:
            continue
        kept = {slug for entry in now.entries for slug in (entry.slug, *entry.was)}
        known = {slug for entry in once.entries for slug in (entry.slug, *entry.was)}
        new = [place for place, entry in enumerate(now.entries) if entry.slug not in known]
        heirs: dict[int, list[str]] = {}
        gone: dict[str, list[str]] = {}
        for old in once.entries:
            lost = [slug for slug in (*old.was, old.slug) if slug not in kept]
            kept.update(lost)
            same = [place for place, entry in enumerate(now.entries) if entry.slug == old.slug]
            alike = _most_alike(_title(old), [_title(now.entries[place]) for place in new], from_=_SAME_TITLE)
            if lost and (same or alike):
                heirs.setdefault(same[0] if same else new[alike - 1], []).extend(lost)
            elif lost:
                gone[old.slug] = lost
        yield _Lost(name, now, heirs, gone)


@dataclass(frozen=True, slots=True)
class _Addressed:
    """A register whose entries have addresses: what one is called, the key of their list, and they."""

    noun: str
    key: str
    entries: tuple[Addressed, ...]


def _addressed(register: Entity) -> _Addressed | None:
    """The entries of a register that have an address; None where they have none."""
    match register:
        case Topics():
            return _Addressed("topic", "topics", register.topics)
        case Matters():
            return _Addressed("matter", "matters", register.matters)
        case BodyTypes():
            return _Addressed("body type", "body_types", register.body_types)
        case Instruments():
            return _Addressed("instrument", "instruments", register.instruments)
        case Terms():
            return _Addressed("term", "terms", register.terms)
    return None


def _title(entry: Addressed) -> str:
    match entry:
        case BodyType():
            return entry.name
        case Term():
            return entry.term
    return entry.title


def _listed(names: Sequence[str]) -> str:
    quoted = [f"'{name}'" for name in names]
    return f"{', '.join(quoted[:-1])} and {quoted[-1]}" if len(quoted) > 1 else quoted[0]


def _add_to(former: Sequence[str]) -> str:
    return "write at" if former else "add to"


def _was(former: Iterable[str], names: Iterable[str]) -> str:
    return f"was: [{', '.join((*former, *names))}]"

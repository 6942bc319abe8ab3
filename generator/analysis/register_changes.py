"""What changed in the registers, and which protocols that touches."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.analysis.change import Change, ChangeKind, Nature
from generator.model.entity import Entity
from generator.model.protocol import Clause, Protocol
from generator.model.registers import Instrument, Registers, Status
from generator.model.walk import walk


def register_changes(before: Registers, after: Registers, protocols: Iterable[Protocol]) -> tuple[Change, ...]:
    """Give every change of the registers, in their order, with the protocols that each touches.

    The order of a register, and the words of an entry that no page shows a reader, are not among them.
    """
    if before is after:
        return ()
    uses = _Uses.of(protocols)
    return (
        *_entries(_topics(before), _topics(after), _Register("topic", uses.of_topic(before, after), topic=True)),
        *_entries(before.kinds.by_slug, after.kinds.by_slug, _Register("kind of protocol", uses.kinds)),
        *_entries(before.authorities.by_slug, after.authorities.by_slug, _Register("authority", uses.authorities)),
        *_entries(
            before.body_types.by_slug, after.body_types.by_slug, _Register("type of body", uses.bodies, body_type=True)
        ),
        *_instruments(before.instruments.by_slug, after.instruments.by_slug, uses.instruments),
        *_entries(before.matters.by_slug, after.matters.by_slug, _Register("matter", uses.matters, matter=True)),
        *_entries(before.terms.by_slug, after.terms.by_slug, _Register("term", {})),
    )


@dataclass(frozen=True, slots=True)
class _Register:
    """What an entry is called, which protocols use each, and what its slug names."""

    noun: str
    users: Mapping[str, Sequence[str]]
    topic: bool = False
    matter: bool = False
    body_type: bool = False

    def change(self, kind: ChangeKind, slug: str, *, before: str = "", after: str = "") -> Change:
        return Change(
            kind,
            Nature.REGISTER,
            subject=self.noun,
            before=before,
            after=after,
            topics=(slug,) if self.topic else (),
            matters=(slug,) if self.matter else (),
            body_types=(slug,) if self.body_type else (),
            protocols=tuple(self.users.get(slug, ())),
        )


@dataclass(frozen=True, slots=True)
class _Uses:
    """Which protocols use an entry of a register, by the entry's slug."""

    kinds: Mapping[str, Sequence[str]]
    authorities: Mapping[str, Sequence[str]]
    bodies: Mapping[str, Sequence[str]]
    instruments: Mapping[str, Sequence[str]]
    matters: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, protocols: Iterable[Protocol]) -> "_Uses":
        found = list(protocols)
        return cls(
            _users(found, lambda p: [p.kind]),
            _users(found, lambda p: p.authorities),
            _users(found, lambda p: [body.type for body in p.bodies if body.type]),
            _users(found, lambda p: [cited.instrument for placed in walk(p) for cited in placed.node.citations]),
            _users(
                found,
                lambda p: [
                    flow.what for placed in walk(p) if isinstance(placed.node, Clause) for flow in placed.node.flows
                ],
            ),
        )

    def of_topic(self, *states: Registers) -> Mapping[str, Sequence[str]]:
        """The protocols whose kind is compared on a topic."""
        found: dict[str, list[str]] = {}
        for kind, slugs in self.kinds.items():
            for topic in dict.fromkeys(topic.slug for registers in states for topic in registers.topics_of(kind)):
                found.setdefault(topic, []).extend(slugs)
        return {topic: sorted(set(slugs)) for topic, slugs in found.items()}


def _users(protocols: Sequence[Protocol], named: Callable[[Protocol], Iterable[str]]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for protocol in protocols:
        for slug in dict.fromkeys(named(protocol)):
            found.setdefault(slug, []).append(protocol.slug)
    return found


def _topics(registers: Registers) -> Mapping[str, Entity]:
    return registers.topics.by_slug


def _entries(before: Mapping[str, Entity], after: Mapping[str, Entity], register: _Register) -> Iterator[Change]:
    renamed = {name: slug for slug, entry in after.items() for name in getattr(entry, "was", ()) if name in before}
    for slug, entry in after.items():
        once = next((before[name] for name, now in renamed.items() if now == slug), before.get(slug))
        if once is None:
            yield register.change(ChangeKind.REGISTER_ADDED, slug, after=_name(entry))
        elif _name(once) != _name(entry):
            words = f"{_name(once)} → {_name(entry)}"
            yield register.change(ChangeKind.REGISTER_CHANGED, slug, after=words)
        elif once != entry:
            keys = [key for key, value in entry if value != getattr(once, key)]
            words = f"{_name(entry)} ({', '.join(key.strip('_').replace('_', ' ') for key in keys)})"
            yield register.change(ChangeKind.REGISTER_CHANGED, slug, after=words)
    for slug, entry in before.items():
        if slug not in after and slug not in renamed:
            yield register.change(ChangeKind.REGISTER_REMOVED, slug, before=_name(entry))


def _name(entry: Entity) -> str:
    return str(getattr(entry, "title", None) or getattr(entry, "name", None) or getattr(entry, "term", ""))


def _instruments(
    before: Mapping[str, Instrument], after: Mapping[str, Instrument], users: Mapping[str, Sequence[str]]
) -> Iterator[Change]:
    for slug in dict.fromkeys([*after, *before]):
        once, now = before.get(slug), after.get(slug)
        parts = {"instruments": (slug,), "protocols": tuple(users.get(slug, ()))}
        if now is None or once is None:
            kind = ChangeKind.REGISTER_REMOVED if now is None else ChangeKind.REGISTER_ADDED
            title = now.title if now else once.title if once else slug
            said = {"before" if now is None else "after": title}
            yield Change(kind, Nature.REGISTER, subject="law or guidance", **said, **parts)  # type: ignore[arg-type]
            continue
        was, here = _standings(once), _standings(now)
        changed = [name for name in dict.fromkeys([*was, *here]) if was.get(name) != here.get(name)]
        for name in changed:
            yield Change(
                ChangeKind.LAW_STATUS,
                Nature.REGISTER,
                subject=name,
                before=was.get(name, ""),
                after=here.get(name, ""),
                **parts,  # type: ignore[arg-type]
            )
        if once != now and not changed:
            keys = ", ".join(key.replace("_", " ") for key, value in now if value != getattr(once, key))
            yield Change(
                ChangeKind.REGISTER_CHANGED,
                Nature.REGISTER,
                subject="law or guidance",
                after=f"{now.title} ({keys})",
                **parts,  # type: ignore[arg-type]
            )


def _standings(instrument: Instrument) -> Mapping[str, str]:
    """How the instrument, its provisions and its editions stand last, in words, by name."""
    parts: list[tuple[str, Sequence[Status]]] = [(instrument.title, instrument.status)]
    parts += [(f"{instrument.title}, {each.number}", each.status) for each in instrument.provisions]
    parts += [(f"{instrument.title}, edition {each.edition}", each.status) for each in instrument.editions]
    return {name: _standing(status[-1]) for name, status in parts if status}


def _standing(status: Status) -> str:
    since = f" since {status.from_.words}" if status.from_ else ""
    return f"{status.state.value.replace('-', ' ')}{since}{'' if status.verified else ' (unverified)'}"

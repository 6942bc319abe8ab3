"""Which ids a file had before and has no more, and what bears them now without a doubt."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass

from generator.diagnostics import KeyPath
from generator.model.protocol import Protocol
from generator.model.walk import walk, words_of


def vanished_ids(before: Protocol, after: Protocol) -> tuple[str, ...]:
    """Give the ids of an earlier version of a file that the later one has neither as an id nor under `was`."""
    return _vanished(_places(before), _places(after))


def vanished_bodies(before: Protocol, after: Protocol) -> tuple[str, ...]:
    """Give the ids of bodies that an earlier version of a file had and the later one has neither so nor under `was`."""
    return _vanished(_bodies(before), _bodies(after))


def renamed(before: Protocol, after: Protocol) -> Mapping[KeyPath, tuple[str, ...]]:
    """Give the vanished ids under the path of the section, clause or body that bears them now beyond doubt.

    That is the one that still has the id they went with; or one with a new id and the same words, letter for letter,
    where these words stood once before and stand once now. All others are left out.
    """
    found: dict[KeyPath, list[str]] = {}
    for once, now in ((_places(before), _places(after)), (_bodies(before), _bodies(after))):
        for name in _vanished(once, now):
            if heir := _certain(name, once, now):
                found.setdefault(heir.path, []).append(name)
    return {path: tuple(names) for path, names in found.items()}


@dataclass(frozen=True, slots=True)
class _Named:
    """What bears an id: its kind and words are what it is known by; None where it has no words."""

    path: KeyPath
    id: str
    was: tuple[str, ...]
    words: Hashable | None

    @property
    def names(self) -> tuple[str, ...]:
        """Its id, and those before."""
        return (self.id, *self.was)


def _places(protocol: Protocol) -> tuple[_Named, ...]:
    return tuple(
        _Named(placed.path, placed.node.id, placed.node.was, (type(placed.node), words) if words else None)
        for placed in walk(protocol)
        for words in (words_of(placed.node),)
    )


def _bodies(protocol: Protocol) -> tuple[_Named, ...]:
    return tuple(_Named(("bodies", index), body.id, body.was, body.name) for index, body in enumerate(protocol.bodies))


def _vanished(before: Iterable[_Named], after: Iterable[_Named]) -> tuple[str, ...]:
    kept = {name for each in after for name in each.names}
    return tuple(name for name in dict.fromkeys(name for each in before for name in each.names) if name not in kept)


def _certain(name: str, before: Collection[_Named], after: Collection[_Named]) -> _Named | None:
    bearers = [each for each in before if name in each.names]
    if len(bearers) != 1:
        return None
    old = bearers[0]
    same = [each for each in after if each.id == old.id]
    if same:
        return same[0] if len(same) == 1 else None
    known = {known for each in before for known in each.names}
    alike = [each for each in after if each.words == old.words]
    is_one = old.words is not None and len(alike) == 1 and Counter(each.words for each in before)[old.words] == 1
    return alike[0] if is_one and alike[0].id not in known and _is_alone(alike[0], after) else None


def _is_alone(one: _Named, among: Iterable[_Named]) -> bool:
    return sum(each.id == one.id for each in among) == 1

"""Where the border stumbled, and what it makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from pydantic.fields import FieldInfo

from generator.diagnostics import KeyPath
from generator.model.entity import Entity
from generator.schema.fields import entity_at, field_at


@dataclass(frozen=True, slots=True)
class Put:
    """A mend: another value."""

    value: object


@dataclass(frozen=True, slots=True)
class Rename:
    """A mend: another name for the key."""

    key: str


@dataclass(frozen=True, slots=True)
class TakeOut:
    """A mend: without the key."""


Mend: TypeAlias = Put | Rename | TakeOut


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault, in words.

    `mend` is what was almost certainly meant, so that the checks of content can go on. It never reaches a page.
    """

    rule: str
    message: str
    hint: str
    mend: Mend | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A value that the model refuses: the way to it, how it was typed, and what holds it."""

    model: type[Entity]
    path: KeyPath
    value: object = None
    written: str | None = None
    around: object = None
    context: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The nearest key on the way; empty at the top of the file."""
        return next((step for step in reversed(self.path) if isinstance(step, str)), "")

    @property
    def field(self) -> FieldInfo | None:
        """What the model says of that key."""
        return field_at(self.model, self.path)

    @property
    def entity(self) -> type[Entity] | None:
        """The entity whose block stands, or should stand, here."""
        return entity_at(self.model, self.path)

    @property
    def owner(self) -> type[Entity] | None:
        """The entity whose block the last key on the way belongs to."""
        return entity_at(self.model, self.path[:-1])

    @property
    def is_entry(self) -> bool:
        """Whether the value is an entry of a list."""
        return bool(self.path) and isinstance(self.path[-1], int)

    @property
    def keys_around(self) -> frozenset[str]:
        """The keys that stand beside it."""
        return frozenset(self.around) if isinstance(self.around, Mapping) else frozenset()

    @property
    def may_be_left_out(self) -> bool:
        """Whether the file is whole without the key."""
        return not self.is_entry and self.field is not None and not self.field.is_required()

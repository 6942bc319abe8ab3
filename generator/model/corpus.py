"""Everything that the site is made from, at once: protocols, registers, settings and the day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from generator.diagnostics import KeyPath, Position
from generator.model.accessibility import Accessibility
from generator.model.protocol import Protocol
from generator.model.registers import Registers
from generator.model.settings import Settings


@dataclass(frozen=True)
class ProtocolFile:
    """Where a protocol stands on disk: its file, the place of every value, and the text of its source document.

    `locate` finds a character of a text by the text's key path and the character's place in it, counted from 0.
    """

    path: str
    positions: Mapping[KeyPath, Position] = field(repr=False)
    source_path: str | None = None
    source_text: str | None = field(default=None, repr=False)
    locate: Callable[[KeyPath, int], Position] | None = field(default=None, repr=False, compare=False)

    def position_of(self, path: KeyPath, offset: int = 0) -> Position | None:
        """Give the place of a value, or of a character in it; of the nearest value around it where it has none."""
        if offset and self.locate and path in self.positions:
            return self.locate(path, offset)
        while path and path not in self.positions:
            path = path[:-1]
        return self.positions.get(path)

    def line_of(self, path: KeyPath) -> int:
        """Give the line of a value, or of the nearest value around it."""
        found = self.position_of(path)
        return found.line if found else 1


@dataclass(frozen=True)
class Corpus:
    """Protocols by slug, their files, the registers, the settings, and the day that counts as today.

    `register_files` holds where each register stands on disk, under its file's name without ".yml", and the settings
    under "site". `accessibility` is None where nobody wrote a statement.
    """

    protocols: tuple[Protocol, ...]
    files: Mapping[str, ProtocolFile]
    registers: Registers
    settings: Settings
    as_of: date
    register_files: Mapping[str, ProtocolFile] = field(default_factory=dict, repr=False)
    accessibility: Accessibility | None = field(default=None, repr=False)

    @cached_property
    def by_slug(self) -> Mapping[str, Protocol]:
        """Each protocol under its slug."""
        return {protocol.slug: protocol for protocol in self.protocols}

    @cached_property
    def replaced(self) -> Mapping[str, str]:
        """For each protocol that a later edition replaces, the slug of that edition."""
        return {p.replaces: p.slug for p in self.protocols if p.replaces and p.replaces in self.by_slug}

    @cached_property
    def in_force(self) -> tuple[Protocol, ...]:
        """The latest edition of every protocol: what comparisons are made of unless an earlier one is asked for."""
        return tuple(p for p in self.protocols if p.slug not in self.replaced)

"""What files held, whatever time they are of: from their bytes to a state that can be compared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath

from generator.analysis.changes import ChangeLog, LogEntry, State, changes
from generator.analysis.protocol_changes import Version
from generator.diagnostics import Severity
from generator.model.entity import Entity
from generator.model.protocol import Protocol
from generator.model.registers import Registers
from generator.schema.files import REGISTERS
from generator.schema.validation import validate_protocol, validate_register
from generator.source.loader import load_yaml

PROTOCOLS = "protocols/"
REGISTER_FOLDER = "site_config/registers/"

Files = Mapping[str, bytes]
Step = tuple[date, str, Mapping[str, bytes | None]]


def state_of(files: Files) -> State:
    """Give the state that some files are, by their paths from the top of a project."""
    return _Reader(files).state()


def entities_of(files: Files) -> tuple[Mapping[str, Protocol], Mapping[str, Entity]]:
    """Give the protocols by slug, and the registers by name, that are among some files and can be read."""
    reader = _Reader(files)
    return reader.protocols, reader.registers


def change_log(before: Files, steps: Iterable[Step], *, is_whole: bool = True, is_current: bool = True) -> ChangeLog:
    """Give the log of what changed in each step (its day, its name, the files that it changed or took away).

    A file that cannot be read in a step counts as it was before, and the step says so; what changed in it is told with
    the next step in which it can be read. Only files that a step changed are read, and the same steps only once.
    """
    entries, gone, first = _entries(
        _Frozen.of(before), tuple((day, name, _Frozen.of(each)) for day, name, each in steps)
    )
    return ChangeLog(entries, None if is_whole else first, is_current, gone)


@dataclass(frozen=True, slots=True)
class _Frozen:
    """Files that can be looked up by what they hold."""

    files: tuple[tuple[str, bytes | None], ...]

    @classmethod
    def of(cls, files: Mapping[str, bytes | None]) -> "_Frozen":
        return cls(tuple(sorted(files.items())))


@lru_cache(maxsize=4)
def _entries(
    before: _Frozen, steps: tuple[tuple[date, str, _Frozen], ...]
) -> tuple[tuple[LogEntry, ...], Mapping[str, Version], date | None]:
    reader = _Reader({path: raw for path, raw in before.files if raw is not None})
    state = reader.state()
    entries: list[LogEntry] = []
    gone: dict[str, Version] = {}
    for day, name, changed in steps:
        unread = reader.take(dict(changed.files))
        after = reader.state()
        entries.append(LogEntry(day, name, changes(state, after), unread))
        gone |= {slug: state.version(slug) for slug in state.protocols if slug not in after.protocols}
        state = after
    entries.reverse()
    in_order = sorted(entries, key=lambda entry: entry.day, reverse=True)
    return tuple(in_order), gone, steps[0][0] if steps else None


class _Reader:
    """Files at one time, each read once."""

    def __init__(self, files: Files) -> None:
        self._sources: dict[str, bytes] = {}
        self._protocols: dict[str, Protocol] = {}
        self._registers: dict[str, Entity] = {}
        self._shared: Registers | None = None
        self._unread: set[str] = set()
        self._unread_files: set[str] = set()
        self._state: State | None = None
        self.take(files)

    @property
    def protocols(self) -> Mapping[str, Protocol]:
        """The protocols that can be read, by slug."""
        return self._protocols

    @property
    def registers(self) -> Mapping[str, Entity]:
        """The registers that can be read, by name."""
        return self._registers

    def take(self, changed: Mapping[str, bytes | None]) -> tuple[str, ...]:
        """Take over changed files; give the paths of those that cannot be read."""
        self._state = None
        unread = tuple(path for path, raw in sorted(changed.items()) if not self._take(path, raw))
        self._unread_files = self._unread_files.difference(changed).union(unread)
        return unread

    def state(self) -> State:
        """Give the state that the files are in."""
        if self._state is None:
            if self._shared is None and len(self._registers) == len(REGISTERS):
                self._shared = Registers(**{name.replace("-", "_"): each for name, each in self._registers.items()})
            sources = {
                slug: text
                for slug, protocol in self._protocols.items()
                if (text := _text(self._sources.get(PROTOCOLS + protocol.source.file))) is not None
            }
            unread = frozenset(slug for slug in self._unread if slug not in self._protocols)
            files = tuple(sorted(self._unread_files))
            self._state = State(dict(self._protocols), self._shared, sources, unread, files)
        return self._state

    def _take(self, path: str, raw: bytes | None) -> bool:
        place = PurePosixPath(path)
        folder = f"{place.parent}/"
        is_yaml = place.suffix == ".yml" and not place.name.startswith("_")
        if folder == PROTOCOLS and is_yaml:
            return self._take_protocol(place.stem, raw)
        if folder == REGISTER_FOLDER and is_yaml and place.stem in REGISTERS:
            return self._take_register(place.stem, raw)
        if path.startswith(PROTOCOLS):
            if raw is None:
                self._sources.pop(path, None)
            else:
                self._sources[path] = raw
        return True

    def _take_protocol(self, slug: str, raw: bytes | None) -> bool:
        if raw is None:
            self._protocols.pop(slug, None)
            self._unread.discard(slug)
            return True
        protocol = _protocol(raw, slug)
        if protocol is None:
            self._unread.add(slug)
            return False
        self._protocols[slug] = protocol
        self._unread.discard(slug)
        return True

    def _take_register(self, name: str, raw: bytes | None) -> bool:
        register = _register(raw, name) if raw is not None else None
        if register is not None and register != self._registers.get(name):
            self._registers[name] = register
            self._shared = None
        return raw is None or register is not None


def _text(raw: bytes | None) -> str | None:
    try:
        return raw.decode() if raw is not None else None
    except UnicodeDecodeError:
        return None


def forget() -> None:
    """Let go of all that was read. Without this what stands in an earlier state again is not read again."""
    for kept in (_entries, _protocol, _register):
        kept.cache_clear()


@lru_cache(maxsize=4096)
def _protocol(raw: bytes, slug: str) -> Protocol | None:
    document = load_yaml(raw, file=slug)
    read = validate_protocol(document, slug)
    is_faulty = any(each.severity is Severity.ERROR for each in (*document.diagnostics, *read.diagnostics))
    return None if is_faulty else read.value


@lru_cache(maxsize=256)
def _register(raw: bytes, name: str) -> Entity | None:
    document = load_yaml(raw, file=name)
    read = validate_register(document, name)
    is_faulty = any(each.severity is Severity.ERROR for each in (*document.diagnostics, *read.diagnostics))
    return None if is_faulty else read.value

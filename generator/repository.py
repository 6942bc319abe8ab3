"""What stands in protocols/ and site_config/: the only module that reads them."""

import hashlib
import re
import stat
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Generic, TypeVar

from generator.diagnostics import Diagnostic, KeyPath, Position, Severity, in_file_order
from generator.model.accessibility import Accessibility
from generator.model.corpus import Corpus, ProtocolFile
from generator.model.entity import Entity
from generator.model.protocol import Protocol
from generator.model.registers import Registers
from generator.model.settings import Settings
from generator.schema.files import ACCESSIBILITY, REGISTERS, SETTINGS
from generator.schema.nearest import nearest
from generator.schema.validation import (
    Validated,
    validate_accessibility,
    validate_protocol,
    validate_register,
    validate_settings,
)
from generator.source.document import SourceDocument
from generator.source.loader import load_yaml

T = TypeVar("T", bound=Entity)

PROTOCOLS = "protocols"
REGISTER_FOLDER = "site_config/registers"
SETTINGS_FILE = "site_config/site.yml"
MKDOCS_FILE = "mkdocs.yml"
ACCESSIBILITY_FILE = "site_config/accessibility.yml"
LOOK = ("templates", "site_config/overrides", "site_config/docs/assets")

LARGEST_READ = 20_000_000
"""Bytes. A larger file is not even opened."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_SLUG = 80
_OTHER_ENDING = re.compile(r"(.+?)(?:\.ya?ml)?\.ya?ml(?:\.txt|\.ya?ml)", re.IGNORECASE)
"""What Notepad, and people who do not see endings, make of a name."""

_SITE_URL = re.compile(rb"^site_url:[ \t]*[\"']?(https?://[!-~]+?)/?[\"']?[ \t]*$", re.MULTILINE)
_REPLACES = re.compile(rb"^[\"']?replaces[\"']?[ \t]*:[ \t]*[\"']?([a-z0-9-]+)", re.MULTILINE)


@dataclass(frozen=True)
class Loaded:
    """What the files hold, and what is wrong with them as files, as YAML and by the schema.

    `corpus` is None only where the registers or the settings cannot be read. With errors among the diagnostics it is
    fit for further checks and for nothing else: it lacks the protocols that could not be read, and in others a plain
    slip is taken as what was meant. `protocol_files` are all protocol files that were looked at.
    """

    corpus: Corpus | None
    diagnostics: tuple[Diagnostic, ...]
    protocol_files: tuple[str, ...]


@dataclass(frozen=True)
class _Read(Generic[T]):
    """What a file holds, and where. It is read as YAML once more for the place of a character: that is seldom asked."""

    file: str
    raw: bytes
    positions: Mapping[KeyPath, Position]
    value: T | None
    diagnostics: tuple[Diagnostic, ...]

    @classmethod
    def of(cls, raw: bytes, document: SourceDocument, validated: Validated[T]) -> "_Read[T]":
        wrong = {fault.position for fault in validated.diagnostics if fault.severity is Severity.ERROR}
        as_yaml = (d for d in document.diagnostics if d.severity is Severity.ERROR or d.position not in wrong)
        found = (*as_yaml, *validated.diagnostics)
        return cls(document.file, raw, document.positions, validated.value, found)

    @cached_property
    def _document(self) -> SourceDocument:
        return load_yaml(self.raw, file=self.file)

    def position_in(self, path: KeyPath, offset: int) -> Position:
        """Where a character of a text stands: see `SourceDocument.position_in`."""
        return self._document.position_in(path, offset)

    def as_file(self, source_path: str | None = None, source_text: str | None = None) -> ProtocolFile:
        return ProtocolFile(self.file, self.positions, source_path, source_text, self.position_in)


def is_project(folder: Path) -> bool:
    """Whether a folder is the top of a project: it has protocols/ and site_config/."""
    return (folder / PROTOCOLS).is_dir() and (folder / "site_config").is_dir()


def load_registers(root: Path) -> tuple[Registers | None, tuple[Diagnostic, ...]]:
    """Read the registers alone; None where one of them cannot be read."""
    found: list[Diagnostic] = []
    registers = _registers(root, found, {})
    return registers, in_file_order(found)


def load_settings(root: Path) -> Settings | None:
    """Read the settings alone; None where they cannot be read."""
    return _settings(root, [], {})


def site_address(root: Path) -> str | None:
    """Give where the site is published, with a slash at the end; None where neither settings nor mkdocs.yml say it."""
    settings = load_settings(root)
    if settings and settings.address:
        return settings.address
    raw = _read_bytes(root, MKDOCS_FILE)
    found = _SITE_URL.search(raw) if isinstance(raw, bytes) else None
    return f"{found[1].decode()}/" if found else None


def load_accessibility(root: Path) -> Accessibility | None:
    """Read the accessibility statement alone; None where there is none or it cannot be read."""
    return _accessibility(root, [], {})


def load_corpus(root: Path, *, as_of: date, also: Collection[str] = (), only: Collection[str] = ()) -> Loaded:
    """Read everything below the top of a project, with every fault of every file.

    `also` names files whose name begins with `_`, as `protocols/_example.yml`: they are read only when asked for.
    With `only`, no protocol files are read but those and the editions before and after them.
    """
    found: list[Diagnostic] = []
    shared: dict[str, ProtocolFile] = {}
    registers, settings = _registers(root, found, shared), _settings(root, found, shared)
    accessibility = _accessibility(root, found, shared)
    protocols: dict[str, Protocol] = {}
    files: dict[str, ProtocolFile] = {}
    paths: list[str] = []
    listed = list(_protocol_files(root, also, found))
    wanted = _with_editions(root, listed, only) if only else {path for path, _ in listed}
    for path, slug in listed:
        if path not in wanted:
            continue
        paths.append(path)
        raw = _bytes(root, path, found)
        if raw is None:
            continue
        read = _read_protocol(raw, path, slug)
        found.extend(read.diagnostics)
        if read.value and slug not in protocols:
            protocols[slug] = read.value
            files[slug] = _with_source(root, read, read.value, found)
    corpus = None
    if registers and settings:
        corpus = Corpus(
            tuple(protocols.values()),
            MappingProxyType(files),
            registers,
            settings,
            as_of,
            MappingProxyType(shared),
            accessibility,
        )
    return Loaded(corpus, in_file_order(found), tuple(paths))


def read_protocol_file(root: Path, path: str) -> tuple[bytes | Diagnostic, str | None]:
    """Read the bytes of a protocol file as it stands, readable or not, and the text of its source, if there is one.

    The source is the one that the file names; of a file that names none, the one of the file's own name.
    """
    raw = _read_bytes(root, path)
    if isinstance(raw, Diagnostic):
        return raw, None
    stem = PurePosixPath(path).stem
    data = load_yaml(raw, file=path).data or {}
    named = data.get("source")
    file = named.get("file") if isinstance(named, dict) else None
    place = _source_path(file) if isinstance(file, str) else f"{PROTOCOLS}/sources/{stem}.txt"
    source = _read_bytes(root, place) if place else None
    try:
        return raw, source.decode("utf-8") if isinstance(source, bytes) else None
    except UnicodeDecodeError:
        return raw, None


def protocol_slug(path: str) -> str:
    """Give the slug that a protocol file of this name has."""
    return PurePosixPath(path).stem.removeprefix("_")


def read_text(root: Path, path: str) -> str:
    """Read a file of the project that must be there, such as mkdocs.yml."""
    return (root / path).read_bytes().decode()


def read_tree(root: Path, folder: str) -> tuple[Mapping[str, bytes], tuple[Diagnostic, ...]]:
    """Read every file below a folder of the project, by its path below that folder, in the order of the paths.

    Links that leave the project are refused; hidden files are passed over.
    """
    found: list[Diagnostic] = []
    files: dict[str, bytes] = {}
    top = root / folder
    for place in sorted(top.rglob("*")) if top.is_dir() else ():
        below = place.relative_to(top)
        if any(part.startswith(".") for part in below.parts) or (place.is_dir() and not place.is_symlink()):
            continue
        raw = _bytes(root, f"{folder}/{below.as_posix()}", found)
        if raw is not None:
            files[below.as_posix()] = raw
    return files, tuple(found)


def look_of(root: Path) -> str:
    """Give sixteen signs that stand for theme, style, scripts and templates: when one of them changes, others."""
    made = hashlib.sha256()
    for folder in LOOK:
        for path, raw in read_tree(root, folder)[0].items():
            made.update(f"{folder}/{path}\0{len(raw)}\0".encode() + raw)
    return made.hexdigest()[:16]


def forget() -> None:
    """Let go of all that was read. Without this the next reading of an unchanged file costs nothing."""
    for kept in (_read_protocol, _read_register, _read_settings, _read_accessibility):
        kept.cache_clear()


@lru_cache(maxsize=4096)
def _read_protocol(raw: bytes, file: str, slug: str) -> _Read[Protocol]:
    document = load_yaml(raw, file=file)
    return _Read.of(raw, document, validate_protocol(document, slug))


@lru_cache(maxsize=64)
def _read_register(raw: bytes, file: str, name: str) -> _Read[Entity]:
    document = load_yaml(raw, file=file)
    return _Read.of(raw, document, validate_register(document, name))


@lru_cache(maxsize=8)
def _read_settings(raw: bytes, file: str) -> _Read[Settings]:
    document = load_yaml(raw, file=file)
    return _Read.of(raw, document, validate_settings(document))


@lru_cache(maxsize=8)
def _read_accessibility(raw: bytes, file: str) -> _Read[Accessibility]:
    document = load_yaml(raw, file=file)
    return _Read.of(raw, document, validate_accessibility(document))


def _registers(root: Path, found: list[Diagnostic], files: dict[str, ProtocolFile]) -> Registers | None:
    paths = _register_files(root, found)
    values: dict[str, Entity] = {}
    for name, path in paths.items():
        raw = _bytes(root, path, found)
        if raw is None:
            continue
        read = _read_register(raw, path, name)
        found.extend(read.diagnostics)
        if read.value:
            values[name.replace("-", "_")] = read.value
            files[name] = read.as_file()
    return Registers(**values) if len(values) == len(REGISTERS) else None


def _settings(root: Path, found: list[Diagnostic], files: dict[str, ProtocolFile]) -> Settings | None:
    raw = _bytes(root, SETTINGS_FILE, found)
    if raw is None:
        return None
    read = _read_settings(raw, SETTINGS_FILE)
    found.extend(read.diagnostics)
    files[SETTINGS.name] = read.as_file()
    return read.value


def _accessibility(root: Path, found: list[Diagnostic], files: dict[str, ProtocolFile]) -> Accessibility | None:
    """The statement, where there is one."""
    if not (root / ACCESSIBILITY_FILE).is_symlink() and not (root / ACCESSIBILITY_FILE).exists():
        return None
    raw = _bytes(root, ACCESSIBILITY_FILE, found)
    if raw is None:
        return None
    read = _read_accessibility(raw, ACCESSIBILITY_FILE)
    found.extend(read.diagnostics)
    files[ACCESSIBILITY.name] = read.as_file()
    return read.value


def _register_files(root: Path, found: list[Diagnostic]) -> Mapping[str, str]:
    """Every register that is to be read, by name; what else stands in the folder is told."""
    renamed: set[str] = set()
    for entry in _entries(root, REGISTER_FOLDER):
        stem, ending = _split(entry)
        path = f"{REGISTER_FOLDER}/{entry}"
        if ending not in (".yml", ".yaml"):
            continue
        if entry != f"{stem}.yml":
            found.append(_wrong_ending(path, f"{stem.lower()}.yml"))
            renamed.add(stem.lower())
        elif stem not in REGISTERS and not stem.startswith("_"):
            meant = nearest(stem, REGISTERS)
            hint = f"did you mean '{meant}.yml'?" if meant else "the registers are " + ", ".join(REGISTERS)
            message = f"there is no register of the name '{stem}'; the file is not read"
            found.append(Diagnostic(path, None, message, "unknown-file", hint, Severity.WARNING))
    return {name: f"{REGISTER_FOLDER}/{name}.yml" for name in REGISTERS if name not in renamed}


def _protocol_files(root: Path, also: Collection[str], found: list[Diagnostic]) -> Iterator[tuple[str, str]]:
    """The path and the slug of every protocol file, by name; what is no protocol file for its name is told."""
    entries = _entries(root, PROTOCOLS)
    for entry in entries:
        stem, ending = _split(entry)
        path = f"{PROTOCOLS}/{entry}"
        if (meant := _hidden_name(root, entry)) is not None:
            found.append(_wrong_ending(path, meant))
            continue
        if ending not in (".yml", ".yaml") or (entry.startswith("_") and path not in also):
            continue
        slug = stem.removeprefix("_")
        if (twin := _twin(entry, entries)) is not None:
            message = f"the file names '{entry}' and '{twin}' differ only in capitals"
            hint = "rename or delete one: many computers take the two for one file"
            found.append(Diagnostic(path, None, message, "alike-file-names", hint))
        elif entry != f"{stem}.yml":
            found.append(_wrong_ending(path, f"{stem.lower()}.yml"))
        elif not _SLUG.fullmatch(slug) or len(slug) > _LONGEST_SLUG:
            found.append(_wrong_name(path, slug))
        else:
            yield path, slug


def _with_editions(root: Path, listed: Sequence[tuple[str, str]], only: Collection[str]) -> set[str]:
    """The files, and those that they replace or that replace them, however far; a look at one line of each file."""
    beside: dict[str, set[str]] = {}
    by_slug = {slug: path for path, slug in listed}
    for path, _ in listed:
        raw = _read_bytes(root, path)
        line = _REPLACES.search(raw) if isinstance(raw, bytes) else None
        before = by_slug.get(line[1].decode()) if line else None
        if before:
            beside.setdefault(path, set()).add(before)
            beside.setdefault(before, set()).add(path)
    found: set[str] = set()
    ahead = [path for path, _ in listed if path in only]
    while ahead:
        path = ahead.pop()
        if path not in found:
            found.add(path)
            ahead += beside.get(path, ())
    return found


def _entries(root: Path, folder: str) -> list[str]:
    """The names in a folder, in order; hidden ones left out. A folder that cannot be read is told with its files."""
    try:
        names = [place.name for place in (root / folder).iterdir() if not place.name.startswith(".")]
        return sorted(names, key=lambda name: (PurePosixPath(name).stem, name))
    except OSError:
        return []


def _split(entry: str) -> tuple[str, str]:
    path = PurePosixPath(entry)
    return path.stem, path.suffix.lower()


def _twin(entry: str, entries: list[str]) -> str | None:
    """Another file of the same name but for capitals, where that one is the better of the two."""
    alike = sorted((name for name in entries if name.casefold() == entry.casefold()), reverse=True)
    return alike[0] if alike[0] != entry else None


def _hidden_name(root: Path, entry: str) -> str | None:
    """The name that a protocol file should have, where a program put another ending behind, or nobody wrote one."""
    found = _OTHER_ENDING.fullmatch(entry)
    if found and not entry.startswith("_"):
        return f"{found[1].lower()}.yml"
    is_bare = _SLUG.fullmatch(entry) and (root / PROTOCOLS / entry).is_file()
    return f"{entry}.yml" if is_bare else None


def _wrong_ending(path: str, name: str) -> Diagnostic:
    ending = PurePosixPath(path).suffix
    found = f"'{ending}'" if ending else "no ending"
    message = f"the name of the file must end in '.yml', found {found}"
    return Diagnostic(path, None, message, "wrong-file-name", f"rename it: {name}")


def _wrong_name(path: str, slug: str) -> Diagnostic:
    if len(slug) > _LONGEST_SLUG:
        message, hint = f"the name may have {_LONGEST_SLUG} characters, found {len(slug)}", "choose a shorter one"
    else:
        message = "the name of the file must be small letters, digits and single hyphens"
        meant = "-".join(re.findall(r"[a-z0-9]+", slug.casefold()))
        hint = f"rename it: {meant}.yml" if meant else "rename it, such as: isle-of-wight.yml"
    return Diagnostic(path, None, message, "wrong-file-name", hint)


def _bytes(root: Path, path: str, found: list[Diagnostic]) -> bytes | None:
    read = _read_bytes(root, path)
    if isinstance(read, Diagnostic):
        found.append(read)
        return None
    return read


def _read_bytes(root: Path, path: str) -> bytes | Diagnostic:
    """The bytes of a plain file inside the project."""
    place = root / path
    try:
        if not place.resolve(strict=True).is_relative_to(root.resolve()):
            hint = "put the file itself in its place"
            return Diagnostic(path, None, "the file is a link that leaves the project", "link-out-of-project", hint)
        about = place.stat()
        if not stat.S_ISREG(about.st_mode):
            kind = "a folder" if stat.S_ISDIR(about.st_mode) else "something else"
            return Diagnostic(path, None, f"expected a file, found {kind}", "no-file", "rename it or take it away")
        if about.st_size > LARGEST_READ:
            message = f"a file may have 1,000,000 bytes (1 MB), found {about.st_size:,}"
            return Diagnostic(path, None, message, "file-too-large", "is this the right file?")
        return place.read_bytes()
    except FileNotFoundError:
        if place.is_symlink():
            hint = "put the file itself in its place"
            return Diagnostic(path, None, "the file is a link that leads nowhere", "missing-file", hint)
        return Diagnostic(path, None, "the file is missing", "missing-file", "put it back; the site needs it")
    except (OSError, RuntimeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "the link leads to itself"
        hint = "may you read the file?"
        return Diagnostic(path, None, f"the file cannot be read: {reason.lower()}", "unreadable-file", hint)


def _with_source(root: Path, read: _Read[Protocol], protocol: Protocol, found: list[Diagnostic]) -> ProtocolFile:
    source_path = _source_path(protocol.source.file)
    if source_path is None:
        message = f"'file' must lie below protocols/, found '{protocol.source.file}'"
        found.append(_at_source(read, message, "source-outside", f"write: file: sources/{protocol.slug}.txt"))
        return read.as_file()
    raw = _read_bytes(root, source_path)
    if isinstance(raw, Diagnostic):
        found.append(_source_fault(root, source_path, read, raw))
        return read.as_file(source_path)
    try:
        return read.as_file(source_path, raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        found.append(_not_utf_8(source_path, raw, error.start))
        return read.as_file(source_path)


def _source_path(file: str) -> str | None:
    """The path of a source from the top of the project; None where it leaves protocols/ or is no plain path."""
    steps = file.split("/")
    if any(step in ("", ".", "..") for step in steps) or any(letter in file for letter in "\\:\0"):
        return None
    return f"{PROTOCOLS}/{file}"


def _source_fault(root: Path, source_path: str, read: _Read[Protocol], fault: Diagnostic) -> Diagnostic:
    if fault.rule != "missing-file":
        return _at_source(read, f"the source '{source_path}': {fault.message}", fault.rule, fault.hint)
    folder = str(PurePosixPath(source_path).parent)
    meant = nearest(PurePosixPath(source_path).name, _entries(root, folder))
    where = folder.removeprefix(PROTOCOLS).strip("/")
    hint = f"did you mean '{where}/{meant}'?" if meant else "put the document's text there, as received"
    return _at_source(read, f"there is no file '{source_path}'", "missing-source", hint)


def _at_source(read: _Read[Protocol], message: str, rule: str, hint: str | None) -> Diagnostic:
    key: KeyPath = ("source", "file")
    return Diagnostic(read.file, read.as_file().position_of(key), message, rule, hint, path=key)


def _not_utf_8(source_path: str, raw: bytes, offset: int) -> Diagnostic:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        hint = "save the file as UTF-8 (in Notepad: Save as, Encoding)"
        return Diagnostic(source_path, Position(1, 1), "expected UTF-8, found UTF-16", "not-utf-8", hint)
    before = raw[:offset].decode("utf-8")
    position = Position(before.count("\n") + 1, len(before) - before.rfind("\n"))
    message = f"expected UTF-8, found the byte {raw[offset]:02X}"
    return Diagnostic(source_path, position, message, "not-utf-8", "save the file as UTF-8")

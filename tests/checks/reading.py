"""A rule's fixture: one YAML file that says at its top what the rule finds in it.

    # expect 9:15 error repeated-id: the id 'voice' stands twice
    # hint: give the new one another id

stand for a protocol named ambridge, to which the keys that it does not have are added. A line `#--- borchester`
begins a second protocol, `#--- registers/terms` a register, `#--- site` the settings; what is found there is
expected as `# expect borchester 30:3 error …`. After `#--- before/ambridge` or `#--- before/registers/terms` stands
the same file in an earlier version. After `#--- source` each line is a line of the document, behind `#| `.
Lines count from the top of the file.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from generator.checks.rule import Before
from generator.diagnostics import Diagnostic
from generator.model.corpus import Corpus, ProtocolFile
from generator.model.entity import Entity
from generator.model.protocol import Protocol
from generator.model.registers import Registers
from generator.model.settings import Settings
from generator.schema.files import REGISTERS as FILE_TYPES
from generator.source.loader import load_yaml
from tests.fixtures.corpora import AS_OF, HEAD, REGISTERS, read

FIXTURES = Path(__file__).parent / "fixtures"

_EXPECT = re.compile(
    r"# expect (?:(?P<where>[a-z/-]+) )?(?P<place>[0-9]+:[0-9]+) (?P<rest>(?:error|warning) [a-z-]+: .+)"
)
_HINT = re.compile(r"#   hint: (.+)")
_PART = re.compile(r"#--- (\S+)")
_SOURCE = re.compile(r"#\| ?(.*)")


@dataclass(frozen=True)
class Fixture:
    """What a fixture holds, and what it says that its rule finds, one text each."""

    corpus: Corpus
    expected: tuple[str, ...]
    before: Before


def read_fixture(path: Path) -> Fixture:
    """Read a fixture; it must be free of faults of YAML."""
    lines = path.read_text(encoding="utf-8").splitlines()
    parts: dict[str, list[str]] = {"ambridge": []}
    name = "ambridge"
    for number, line in enumerate(lines):
        begins = _PART.fullmatch(line)
        if begins:
            name = begins[1]
            parts[name] = [""] * (number + 1)
        else:
            parts[name].append(line)
    source = parts.pop("source", None)
    earlier = {name: parts.pop(name) for name in list(parts) if name.startswith("before/")}
    return Fixture(_corpus(parts, source), _expected(lines), _before(earlier))


def told(corpus: Corpus, diagnostic: Diagnostic) -> str:
    """Write a diagnostic as a fixture expects it."""
    files = {file.path: slug for slug, file in corpus.files.items()}
    files |= {file.path: f"registers/{name}" for name, file in corpus.register_files.items() if name != "site"}
    where = files.get(diagnostic.file, diagnostic.file.removeprefix("site_config/").removesuffix(".yml"))
    place = f"{diagnostic.position.line}:{diagnostic.position.column}" if diagnostic.position else "0:0"
    line = f"# expect {'' if where == 'ambridge' else where + ' '}{place} "
    line += f"{diagnostic.severity} {diagnostic.rule}: {diagnostic.message}"
    return line + (f"\n#   hint: {diagnostic.hint}" if diagnostic.hint else "")


def _expected(lines: list[str]) -> tuple[str, ...]:
    found: list[str] = []
    for line in lines:
        if _EXPECT.fullmatch(line):
            found.append(line)
        elif _HINT.fullmatch(line):
            found[-1] += "\n" + line
    return tuple(found)


def _before(parts: dict[str, list[str]]) -> Before:
    protocols: dict[str, Protocol] = {}
    registers: dict[str, Entity] = {}
    for part, lines in parts.items():
        name = part.removeprefix("before/")
        data = load_yaml("\n".join(lines).encode(), file=name).data
        if name.startswith("registers/"):
            register = name.removeprefix("registers/")
            registers[register] = FILE_TYPES[register].model.model_validate(data)
        else:
            protocols[name] = Protocol.model_validate({**read(HEAD).data, **(data or {}), "slug": name})
    return Before(protocols, registers)


def _corpus(parts: dict[str, list[str]], source: list[str] | None) -> Corpus:
    head = read(HEAD).data
    protocols: list[Protocol] = []
    files: dict[str, ProtocolFile] = {}
    registers = {
        name: kind.model.model_validate(read(dedent(REGISTERS[name])).data) for name, kind in FILE_TYPES.items()
    }
    register_files: dict[str, ProtocolFile] = {}
    settings = Settings(name="Site", purpose="A purpose.")
    for name, lines in parts.items():
        in_project = f"site_config/{name}.yml" if "/" in name or name == "site" else f"protocols/{name}.yml"
        document = load_yaml("\n".join(lines).encode(), file=in_project)
        assert document.data is not None, document.diagnostics
        file = ProtocolFile(in_project, document.positions, locate=document.position_in)
        if name.startswith("registers/"):
            register = name.removeprefix("registers/")
            registers[register] = FILE_TYPES[register].model.model_validate(document.data)
            register_files[register] = file
        elif name == "site":
            settings = Settings.model_validate(document.data)
            register_files[name] = file
        else:
            text = _source_text(source) if name == "ambridge" else None
            path = "protocols/sources/ambridge.txt" if text is not None else None
            protocols.append(Protocol.model_validate({**head, **document.data, "slug": name}))
            files[name] = ProtocolFile(in_project, document.positions, path, text, document.position_in)
    named = {name.replace("-", "_"): register for name, register in registers.items()}
    return Corpus(tuple(protocols), files, Registers.model_validate(named), settings, AS_OF, register_files)


def _source_text(lines: list[str] | None) -> str | None:
    if lines is None:
        return None
    return "".join(match[1] + "\n" for line in lines if (match := _SOURCE.fullmatch(line)))

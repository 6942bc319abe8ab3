"""Documents read and drafted, as the command does it, and what the draft then says."""

from collections import Counter
from typing import Any

from generator.analysis.fidelity import fidelity, left_out_not_found
from generator.importing.document import Document, Refused
from generator.importing.draft import About, Draft, draft
from generator.importing.reading import read_document
from generator.model.protocol import Clause, Protocol, Section
from generator.schema.validation import validate_protocol
from generator.source.loader import load_yaml

ABOUT = About(
    slug="ambridge",
    kind="joint-working",
    authorities=("ambridge",),
    received="2026-11-22",
    topics=(("Joint interest", ("childs-voice", "care-planning")),),
)


def document(raw: bytes | str, name: str = "file.txt") -> Document:
    """Read a document that can be read."""
    read = read_document(raw.encode() if isinstance(raw, str) else raw, name)
    assert isinstance(read, Document), read
    return read


def refusal(raw: bytes, name: str = "file.docx") -> str:
    """Why a document is refused."""
    read = read_document(raw, name)
    assert isinstance(read, Refused), read
    return read.reason


def drafted(raw: bytes | str | Document, name: str = "file.txt") -> Draft:
    """Draft a document; what comes of it always holds the words of its source."""
    made = draft(raw if isinstance(raw, Document) else document(raw, name), ABOUT)
    assert isinstance(made, Draft), made
    proved(made)
    return made


def proved(made: Draft) -> Protocol:
    """Load a draft as `protocols check` does, and find no fault."""
    read = load_yaml(made.protocol.encode(), file="draft.yml")
    protocol = validate_protocol(read, ABOUT.slug)
    assert protocol.value is not None
    assert [d for d in (*read.diagnostics, *protocol.diagnostics) if d.severity == "error"] == []
    assert fidelity(protocol.value, made.source) == ()
    assert left_out_not_found(protocol.value, made.source) == ()
    assert max(len(line) for line in made.protocol.split("\n") if " " in line.strip()) <= 200
    return protocol.value


def outline(made: Draft) -> list[str]:
    """The draft as an outline: a line for each section and clause, with two spaces a step, shortened to 40 letters."""
    found: list[str] = []
    for section in proved(made).sections:
        _section(section, 0, found)
    return found


def _section(section: Section, depth: int, found: list[str]) -> None:
    words = " ".join(part for part in (section.label, section.heading) if part)
    found.append("  " * depth + "# " + (words or "-"))
    for clause in section.clauses:
        _clause(clause, depth + 1, found)
    for below in section.sections:
        _section(below, depth + 1, found)


def _clause(clause: Clause, depth: int, found: list[str]) -> None:
    text = clause.text or ("table" if clause.table else "")
    if clause.heading:
        text = f"{clause.heading} | {text}"
    words = " ".join(part for part in (clause.label, text) if part)
    found.append("  " * depth + (words if len(words) <= 40 else f"{words[:39]}…"))
    for item in clause.items:
        _clause(item, depth + 1, found)
    if clause.text_after:
        found.append("  " * depth + "… " + clause.text_after[:38])


def words_told(made: Draft) -> Counter[str]:
    """Every word of the draft, of what it leaves out, and of what is listed."""
    protocol: Any = load_yaml(made.protocol.encode(), file="draft.yml").data
    texts: list[str] = []
    _texts(protocol, texts)
    texts.extend(listed.words for listed in made.listed)
    return Counter(word for text in texts for word in text.split())


def _texts(value: Any, texts: list[str]) -> None:
    if isinstance(value, dict):
        for inner in value.values():
            _texts(inner, texts)
    elif isinstance(value, list):
        for inner in value:
            _texts(inner, texts)
    elif value is not None:
        texts.append(str(value))

"""A small whole protocol file for the tests of the border, and the same with other keys."""

from generator.model.protocol import Protocol
from generator.schema.validation import Validated, validate_protocol
from generator.source.loader import load_yaml

WHOLE = {
    "title": "title: A protocol",
    "kind": "kind: joint",
    "authorities": "authorities: [ambridge]",
    "parties": "parties: [board]",
    "status": "status: approved",
    "source": (
        "source:\n  file: sources/ambridge.txt\n"
        '  sha256: "0000000000000000000000000000000000000000000000000000000000000000"\n'
        "  title: The protocol, as text\n  received: 2026-11-21"
    ),
    "transcription": "transcription: {by: editor}",
    "bodies": "bodies:\n  - id: board\n    name: The Board",
    "sections": "sections:\n  - id: purpose\n    clauses:\n      - id: first\n        text: The Board meets.",
}


def with_lines(lines: str) -> str:
    """The sample with some keys written otherwise, or others added; they come first, to make lines easy to count."""
    own = {line.split(":")[0] for line in lines.split("\n") if line[:1].isalpha()}
    return "\n".join([lines, *(text for key, text in WHOLE.items() if key not in own)]) + "\n"


def without(key: str) -> str:
    """The sample without one of its keys."""
    return "\n".join(text for name, text in WHOLE.items() if name != key) + "\n"


def validated(text: str) -> Validated[Protocol]:
    """The text as a protocol file, which must be sound as YAML."""
    document = load_yaml(text.encode(), file="protocols/ambridge.yml")
    assert document.diagnostics == ()
    return validate_protocol(document, "ambridge")


def told(text: str) -> list[str]:
    """What is said of the text, one line a fault: place, message, rule and hint."""
    return [
        f"{d.position.line}:{d.position.column} {d.message} [{d.rule}] {d.hint}"
        for d in validated(text).diagnostics
        if d.position
    ]

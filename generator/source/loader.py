"""From the bytes of a YAML file to a document with positions, and everything that is wrong with it as YAML."""

from dataclasses import replace

import yaml

from generator.diagnostics import Diagnostic, Position, Severity, in_file_order
from generator.source.characters import cleaned, readable, saved_in_old_encoding, unwanted_characters
from generator.source.conflicts import without_conflicts
from generator.source.decoding import decoded, in_old_encoding
from generator.source.document import SourceDocument
from generator.source.reader import Reading
from generator.source.reading_on import read_on

_WHOLE = 5
"""So many keys at the top that stand twice make a whole file."""


def load_yaml(raw: bytes, *, file: str, libyaml: bool = yaml.__with_libyaml__) -> SourceDocument:
    """The document that the bytes of a file hold, with every fault that one pass can find.

    Any bytes give a document; where no data can be made of them, its `data` is None and `diagnostics` hold an error.
    The values are those of YAML 1.2's core schema. `libyaml` chooses the parser, never the result.
    """
    text = decoded(raw, file=file)
    if isinstance(text, Diagnostic):
        return SourceDocument(file, "", None, {}, {}, {}, (text,))
    read_over: list[Diagnostic] = []
    if (old := in_old_encoding(text)) is not None:
        read_over.append(saved_in_old_encoding(text, file=file))
        text = old
    characters = unwanted_characters(text, file=file)
    text = readable(text) if characters else text
    one, conflicts = without_conflicts(text, file=file)
    read_over.extend(conflicts)
    reading, slips = read_on(cleaned(one) if characters else one, file=file, libyaml=libyaml)
    faults = [*characters, *_pasted_once(reading.diagnostics)]
    data = reading.data if reading.is_whole and isinstance(reading.data, dict) else None
    if reading.is_whole and data is None and not any(fault.rule == "alias" for fault in faults):
        faults.append(_not_keys(reading, file))
    for slip in (*slips, reading.syntax):
        faults = _with_syntax(faults, slip, text)
    return SourceDocument(
        file=file,
        text=text,
        data=data,
        positions=reading.positions,
        key_positions=reading.key_positions,
        written=reading.written,
        diagnostics=in_file_order([*read_over, *faults]),
    )


def _not_keys(reading: Reading, file: str) -> Diagnostic:
    if reading.root is None:
        return Diagnostic(
            file=file,
            position=Position(1, 1),
            message="expected keys, found an empty file",
            rule="empty-file",
            hint="is it saved? A new protocol begins as a copy of protocols/_example.yml",
        )
    kind = "a list" if isinstance(reading.data, list) else "a single value"
    hint = "begin the file with a key, such as 'title: …'"
    if isinstance(reading.data, str) and ":" in reading.data:
        hint = "put a space after the colon of each key: 'title: …'"
    return Diagnostic(
        file=file,
        position=reading.root,
        message=f"expected keys at the top of the file, found {kind}",
        rule="no-keys",
        hint=hint,
        path=(),
    )


def _pasted_once(faults: list[Diagnostic]) -> list[Diagnostic]:
    """Tell a file that stands twice as that, and not each of its keys."""
    twice = [fault for fault in faults if fault.rule == "repeated-key" and len(fault.path) == 1]
    if len(twice) < _WHOLE:
        return faults
    first = min(twice, key=lambda fault: fault.sort_key)
    message = f"the file begins again here: {len(twice)} of its keys stand twice"
    told = replace(first, message=message, hint="if it was pasted twice, delete everything from here on")
    return [*(fault for fault in faults if fault not in twice), told]


def _with_syntax(faults: list[Diagnostic], syntax: Diagnostic | None, text: str) -> list[Diagnostic]:
    """Add a fault of syntax, unless it only follows from an error of its own line or a tab before the line above.

    A tab within a line is read as a space, and nothing follows from it. The fault stands for the warnings of its line.
    """
    if syntax is None or syntax.position is None:
        return faults
    line = syntax.position.line
    for fault in faults:
        if fault.position and fault.severity is Severity.ERROR:
            is_tab = fault.rule == "tab-character"
            if is_tab and text.split("\n")[fault.position.line - 1][: fault.position.column - 1].strip(" -"):
                continue
            reach = 1 if is_tab else 0
            if fault.position.line <= line <= fault.position.line + reach:
                return faults
    others = (fault for fault in faults if fault.severity is Severity.ERROR or not _is_in(line, fault))
    return [*others, syntax]


def _is_in(line: int, fault: Diagnostic) -> bool:
    return fault.position is not None and fault.position.line == line

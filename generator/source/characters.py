"""Which characters may stand in a file, and where others do."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from generator.diagnostics import Diagnostic, Position, Severity

DROPPED = "\U0010ffff"
"""Stands in a cleaned text for a refused character, so that columns stay as they are. No file can hold one itself."""

MOST_PLACES = 200
"""So many places of one rule are told one by one; a last diagnostic counts the rest."""

_CONTROLS = "\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f"
_LINE_BREAKS = "\x85\u2028\u2029"
_BIDIRECTIONAL = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = (
    "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U000e0000-\U000e00ff"
)
_NON_CHARACTERS = "\ufdd0-\ufdef\ufffe\uffff" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
)
_HALVES = "\ud800-\udbff\udc00-\udfff"
_UNREADABLE_BYTE = "\udc80-\udcff"

_UNWANTED = re.compile(
    f"(?P<not_utf_8>[{_UNREADABLE_BYTE}]+)|(?P<tab_character>\t+)|(?P<control_character>[{_CONTROLS}]+)"
    f"|(?P<unusual_line_break>[{_LINE_BREAKS}])|(?P<bidirectional_character>[{_BIDIRECTIONAL}])"
    f"|(?P<invisible_character>[{_INVISIBLE}])|(?P<non_character>[{_NON_CHARACTERS}{_HALVES}])"
    "|(?P<non_breaking_space>[\xa0\u2007\u202f])|(?P<soft_hyphen>\xad)|(?P<replacement_character>\ufffd)"
)
_USUAL = b"\n" + bytes(range(0x20, 0x7F))
_REFUSED_AS_SPACE = re.compile(f"[\t\x0b\x0c{_LINE_BREAKS}]")
_REFUSED = re.compile(f"[{_CONTROLS}{_BIDIRECTIONAL}{_INVISIBLE}{_NON_CHARACTERS}]")
_UNREADABLE = re.compile(f"[{_UNREADABLE_BYTE}]")
_HALF = re.compile(f"[{_HALVES}]")
_NON_BREAKING = "\xa0\u2007\u202f"
_INDENT = re.compile(f"^[ \t]*[{_NON_BREAKING}][ \t{_NON_BREAKING}]*", re.MULTILINE)

_REMOVE = "delete it; it cannot be seen, so delete and retype the letters on both sides"
_HINTS = {
    "not-utf-8": "save the file as UTF-8 (in Notepad: Save as, Encoding)",
    "tab-character": "put spaces in its place",
    "control-character": "delete it, or put a space in its place",
    "unusual-line-break": "delete it and press Enter, or put a space in its place",
    "bidirectional-character": _REMOVE,
    "invisible-character": _REMOVE,
    "non-character": "delete it",
    "non-breaking-indent": "delete the space before the line and type it anew",
    "non-breaking-space": "put a plain space in its place, unless the document itself needs it",
    "soft-hyphen": "delete it, unless the document itself needs it",
    "replacement-character": "put the letter that the document has in its place; an earlier conversion lost it",
}
_WARNINGS = {"non-breaking-space", "soft-hyphen", "replacement-character"}


def unwanted_characters(text: str, *, file: str) -> tuple[Diagnostic, ...]:
    """Every place of the file that holds a character which may not, or hardly, stand in a text.

    A byte that is no UTF-8 stands in `text` as the `surrogateescape` of Python leaves it. Zero-width joiners and
    non-joiners are wanted: scripts and emoji need them. After 200 places of one rule the others are only counted.
    """
    if not _UNWANTED.search(_unusual(text)):
        return tuple(_not_composed(text, file))
    found: list[Diagnostic] = []
    counts: Counter[str] = Counter()
    line, line_begins = 1, 0
    for match in _UNWANTED.finditer(text):
        line += text.count("\n", line_begins, match.start())
        line_begins = text.rfind("\n", 0, match.start()) + 1
        rule = _rule(match)
        before = text[line_begins : match.start()]
        if rule == "non-breaking-space" and not before.strip(f" \t{_NON_BREAKING}"):
            if before.strip(" \t"):
                continue
            rule = "non-breaking-indent"
        counts[rule] += 1
        if counts[rule] <= MOST_PLACES:
            found.append(_diagnostic(rule, match.group(), Position(line, match.start() - line_begins + 1), file))
    found.extend(_rest(rule, count - MOST_PLACES, file) for rule, count in counts.items() if count > MOST_PLACES)
    return (*found, *_not_composed(text, file))


def saved_in_old_encoding(text: str, *, file: str) -> Diagnostic:
    """Tell of a file that is whole in another encoding where its first byte stands that is no UTF-8."""
    first = _UNREADABLE.search(text)
    assert first
    count = len(_UNREADABLE.findall(text)) - 1
    line_begins = text.rfind("\n", 0, first.start()) + 1
    position = Position(text.count("\n", 0, first.start()) + 1, first.start() - line_begins + 1)
    fault = _diagnostic("not-utf-8", first[0], position, file)
    return replace(fault, message=f"{fault.message} and {count} more") if count else fault


def unwanted_in_escapes(value: str, position: Position, *, file: str) -> tuple[Diagnostic, ...]:
    """The faults of a double-quoted text that brings in refused characters by escapes such as `\\0`, each rule once."""
    found: dict[str, str] = {}
    for match in _UNWANTED.finditer(value):
        rule = "non-character" if _HALF.match(match.group()) else _rule(match)
        found.setdefault(rule, match.group()[0])
    return tuple(
        Diagnostic(
            file=file,
            position=position,
            message=f"expected plain text, found {_described(character)} written as an escape",
            rule=rule,
            hint="take the escape out of the text",
        )
        for rule, character in found.items()
        if rule not in _WARNINGS
    )


def readable(text: str) -> str:
    """The text, character for character, with every byte that is no UTF-8 as the replacement character."""
    return _UNREADABLE.sub("\ufffd", text)


def cleaned(text: str) -> str:
    """The text, character for character, with refused characters as `DROPPED` and refused white space as spaces.

    Non-breaking spaces before a line count as white space that is refused.
    """
    return _without_unseen(_INDENT.sub(lambda indent: " " * len(indent[0]), text))


def without_refused(value: str) -> str:
    """The value without what may not stand in a text, halves of characters included."""
    return _HALF.sub("", _without_unseen(value)).replace(DROPPED, "")


def _without_unseen(text: str) -> str:
    return _REFUSED.sub(DROPPED, _REFUSED_AS_SPACE.sub(" ", text))


def _unusual(text: str) -> str:
    """All characters of a text but line ends and what ASCII can show."""
    return text.encode("utf-8", "surrogatepass").translate(None, _USUAL).decode("utf-8", "surrogatepass")


def _rule(match: re.Match[str]) -> str:
    return str(match.lastgroup).replace("_", "-")


def _diagnostic(rule: str, characters: str, position: Position, file: str) -> Diagnostic:
    return Diagnostic(
        file=file,
        position=position,
        message=_message(rule, characters),
        rule=rule,
        hint=_hint(rule, characters),
        severity=Severity.WARNING if rule in _WARNINGS else Severity.ERROR,
    )


def _message(rule: str, characters: str) -> str:
    if rule == "not-utf-8":
        return f"expected UTF-8, found the byte {ord(characters[0]) - 0xDC00:02X}"
    if rule == "non-breaking-indent":
        return "expected plain spaces before the line, found a no-break space (U+00A0), as web pages and Word have it"
    if rule == "tab-character":
        return "expected spaces, found a tab"
    return f"expected plain text, found {_described(characters[0])}"


def _hint(rule: str, characters: str) -> str:
    if rule == "not-utf-8":
        meant = bytes([ord(characters[0]) - 0xDC00]).decode("cp1252", errors="ignore")
        if meant.isprintable() and meant:
            return f"{_HINTS[rule]}; in an old Windows file this byte is '{meant}'"
    return _HINTS[rule]


def _described(character: str) -> str:
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "").lower()
    if name:
        return f"the character {code} ({name})"
    kind = "control character" if unicodedata.category(character) == "Cc" else "character"
    return f"the {kind} {code}"


def _rest(rule: str, count: int, file: str) -> Diagnostic:
    return Diagnostic(
        file=file,
        position=None,
        message=f"{count} more {'place' if count == 1 else 'places'} of this file hold the same fault",
        rule=rule,
        hint=_HINTS[rule],
        severity=Severity.WARNING if rule in _WARNINGS else Severity.ERROR,
    )


def _not_composed(text: str, file: str) -> Iterator[Diagnostic]:
    if unicodedata.is_normalized("NFC", text):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        composed = unicodedata.normalize("NFC", line)
        if composed != line:
            at = next((i for i, (a, b) in enumerate(zip(line, composed, strict=False)) if a != b), len(composed))
            yield Diagnostic(
                file=file,
                position=Position(number, at + 1),
                message=f"expected accents in Unicode's composed form (NFC), found '{line[at : at + 2]}'",
                rule="not-composed",
                hint=f"delete the letter with its accent and type it anew as one character: '{composed[at : at + 1]}'",
                severity=Severity.WARNING,
            )

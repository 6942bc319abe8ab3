"""Diagnostics as lines to read."""

from collections.abc import Iterable

from generator.diagnostics import Diagnostic, Severity
from generator.reporting.safe import safe

_BOLD, _DIM, _RED, _YELLOW, _CYAN, _RESET = (f"\x1b[{code}m" for code in ("1", "2", "1;31", "1;33", "36", "0"))
_COLOURS = {Severity.ERROR: _RED, Severity.WARNING: _YELLOW}


def as_text(diagnostics: Iterable[Diagnostic], *, colour: bool = False) -> str:
    """Give two lines a diagnostic: `file:line:column: error: message [rule]`, and the hint. Colour is for terminals."""
    return "".join(_lines(diagnostic, colour) for diagnostic in diagnostics)


def summary(diagnostics: Iterable[Diagnostic], *, protocols: Iterable[str]) -> str:
    """Give one line that counts: '2 protocols checked: no faults', '2 errors and 1 warning in 1 of 2 files'.

    With faults it tells how to learn more of the first of the worst.
    """
    found, looked_at = tuple(diagnostics), set(protocols)
    errors = sum(diagnostic.severity is Severity.ERROR for diagnostic in found)
    files = {diagnostic.file for diagnostic in found}
    if not found:
        return f"{_counted(len(looked_at), 'protocol')} checked: no faults"
    kinds = [(errors, "error"), (len(found) - errors, "warning")]
    counts = " and ".join(_counted(count, word) for count, word in kinds if count)
    where = f"{len(files)} of {_counted(len(files | looked_at), 'file')}"
    worst = min(found, key=lambda diagnostic: diagnostic.severity is not Severity.ERROR)
    return f"{counts} in {where}; why, with an example: protocols explain {safe(worst.rule)}"


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _lines(diagnostic: Diagnostic, colour: bool) -> str:
    place = safe(diagnostic.file)
    if diagnostic.position:
        place += f":{diagnostic.position.line}:{diagnostic.position.column}"
    word, rule = str(diagnostic.severity), f"[{safe(diagnostic.rule)}]"
    message, hint = safe(diagnostic.message), safe(diagnostic.hint or "")
    if colour:
        place, word, rule = f"{_BOLD}{place}{_RESET}", f"{_COLOURS[diagnostic.severity]}{word}{_RESET}", _dim(rule)
        hint = f"{_CYAN}{hint}{_RESET}" if hint else ""
    return f"{place}: {word}: {message} {rule}\n" + (f"    hint: {hint}\n" if hint else "")


def _dim(text: str) -> str:
    return f"{_DIM}{text}{_RESET}"

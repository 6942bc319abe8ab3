"""Diagnostics as workflow commands, which GitHub shows beside the lines of a pull request."""

from collections.abc import Iterable

from generator.diagnostics import Diagnostic
from generator.reporting.safe import safe


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Give one command a line. Nothing in a file can begin a command of its own or end one early."""
    return "".join(_command(diagnostic) for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    properties = {"file": diagnostic.file}
    if diagnostic.position:
        properties |= {"line": str(diagnostic.position.line), "col": str(diagnostic.position.column)}
    properties["title"] = diagnostic.rule
    text = safe(diagnostic.message) + (f"\nhint: {safe(diagnostic.hint)}" if diagnostic.hint else "")
    inside = ",".join(f"{name}={_property(safe(value))}" for name, value in properties.items())
    return f"::{diagnostic.severity} {inside}::{_data(text)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

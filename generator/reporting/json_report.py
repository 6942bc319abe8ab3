"""Diagnostics as JSON."""

import json
from collections.abc import Iterable

from generator.diagnostics import Diagnostic, Severity

VERSION = 1
"""Counts up when a key is renamed, is taken away or changes its meaning; not when one is added."""


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Give one object with all diagnostics, in ASCII.

    `version` is 1. `errors` and `warnings` count. Each of `diagnostics` has `file`, `line` and `column` (from 1; null
    where the whole file is meant), `severity` (error or warning), `rule`, `message`, `hint` (or null), and `path`: the
    keys and the places in lists, from 0, that lead to the value.
    """
    found = tuple(diagnostics)
    errors = sum(diagnostic.severity is Severity.ERROR for diagnostic in found)
    report = {
        "version": VERSION,
        "errors": errors,
        "warnings": len(found) - errors,
        "diagnostics": [_entry(diagnostic) for diagnostic in found],
    }
    return json.dumps(report, indent=2) + "\n"


def _entry(diagnostic: Diagnostic) -> dict[str, object]:
    return {
        "file": diagnostic.file,
        "line": diagnostic.position.line if diagnostic.position else None,
        "column": diagnostic.position.column if diagnostic.position else None,
        "severity": str(diagnostic.severity),
        "rule": diagnostic.rule,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "path": list(diagnostic.path),
    }

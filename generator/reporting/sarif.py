"""Diagnostics as SARIF 2.1.0, the form in which code scanners report."""

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from generator.diagnostics import Diagnostic, RuleText
from generator.views import urls

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_sarif(
    diagnostics: Iterable[Diagnostic], *, rules: Iterable[RuleText], version: str, address: str | None = None
) -> str:
    """Give one run with all diagnostics, in ASCII; the rules that were broken come with their help.

    Columns count characters (`unicodeCodePoints`). Files are given from the top of the project.
    With the address of the site, each rule leads to its place on the page of all checks.
    """
    found = tuple(diagnostics)
    known = {rule.name: rule for rule in rules}
    names = sorted({diagnostic.rule for diagnostic in found})
    driver = {
        "name": "local-protocols",
        "version": version,
        "rules": [_rule(name, known.get(name), address) for name in names],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"PROJECT": {"description": {"text": "The top of the project."}}},
        "results": [_result(diagnostic, names.index(diagnostic.rule)) for diagnostic in found],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(name: str, rule: RuleText | None, address: str | None) -> dict[str, Any]:
    if rule is None:
        return {"id": name}
    example = f"Wrong:\n{rule.wrong}\n\nRight:\n{rule.right}"
    page = address + urls.rule(name) if address else None
    return {
        "id": name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.why}\n\n{example}" + (f"\n\nMore: {page}" if page else "")},
        **({"helpUri": page} if page else {}),
        "defaultConfiguration": {"level": str(rule.severity)},
    }


def _result(diagnostic: Diagnostic, rule: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(diagnostic.file), "uriBaseId": "PROJECT"}}
    if diagnostic.position:
        place["region"] = {"startLine": diagnostic.position.line, "startColumn": diagnostic.position.column}
    hint = f" (hint: {diagnostic.hint})" if diagnostic.hint else ""
    return {
        "ruleId": diagnostic.rule,
        "ruleIndex": rule,
        "level": str(diagnostic.severity),
        "message": {"text": diagnostic.message + hint},
        "locations": [{"physicalLocation": place}],
    }


def _uri(file: str) -> str:
    return quote(file.encode("utf-8", "surrogatepass"), safe="/")

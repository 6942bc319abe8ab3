import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.diagnostics import RuleText, Severity
from generator.schema.rules import BORDER_RULES, SCHEMA_RULES, YAML_RULES
from generator.schema.validation import validate_settings
from generator.source.characters import _WARNINGS
from generator.source.loader import load_yaml
from tests.schema.samples import validated, with_lines

GENERATOR = Path(__file__).parents[2] / "generator"
SEEN_ELSEWHERE = {"file-too-large", "not-text", "syntax", "wrong-number"}
"""Their examples are not lines of a protocol file; other tests try them."""


def told_of_yaml(text: str) -> set[tuple[str, Severity]]:
    found = load_yaml(text.encode("utf-8", "surrogateescape"), file="x.yml").diagnostics
    return {(each.rule, each.severity) for each in found}


@pytest.mark.parametrize("rule", [r for r in YAML_RULES if r.name not in SEEN_ELSEWHERE], ids=lambda rule: rule.name)
def test_the_wrong_example_of_yaml_breaks_the_rule_alone_and_the_right_one_none(rule: RuleText) -> None:
    assert told_of_yaml(rule.wrong) == {(rule.name, rule.severity)}
    assert told_of_yaml(rule.right) == set()


@pytest.mark.parametrize("rule", [r for r in SCHEMA_RULES if r.name not in SEEN_ELSEWHERE], ids=lambda rule: rule.name)
def test_the_wrong_example_of_a_value_breaks_the_rule_alone_and_the_right_one_none(rule: RuleText) -> None:
    found = validated(with_lines(rule.wrong)).diagnostics

    assert [(each.rule, each.severity) for each in found] == [(rule.name, rule.severity)]
    assert validated(with_lines(rule.right)).diagnostics == ()


def test_the_example_of_a_number_breaks_its_rule_alone() -> None:
    rule = next(rule for rule in SCHEMA_RULES if rule.name == "wrong-number")
    head = "name: Site\npurpose: To test.\n"

    wrong, right = (
        validate_settings(load_yaml((head + lines).encode(), file="site.yml")).diagnostics
        for lines in (rule.wrong, rule.right)
    )

    assert ([found.rule for found in wrong], right) == (["wrong-number"], ())


def test_names_are_unique_and_permanent_in_form() -> None:
    names = [rule.name for rule in BORDER_RULES]

    assert len(names) == len(set(names))
    assert [name for name in names if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)] == []


def test_every_rule_says_what_why_and_how() -> None:
    for rule in BORDER_RULES:
        assert rule.summary.endswith(".")
        assert rule.why.endswith(".")
        assert rule.wrong != rule.right


def test_every_rule_that_is_told_anywhere_is_explained() -> None:
    told = {name for path in sources() for name in rules_told(ast.parse(path.read_text("utf-8")))}

    assert len(told) > 20
    assert told - {rule.name for rule in BORDER_RULES} == set()


def test_every_rule_that_is_explained_is_told_somewhere() -> None:
    written = "".join(path.read_text("utf-8") for path in sources())

    lacking = {r.name for r in BORDER_RULES if f'"{r.name}"' not in written and r.name.replace("-", "_") not in written}

    assert lacking == set()


def test_what_is_told_anywhere_as_a_warning_is_explained_as_one_and_the_rest_as_errors() -> None:
    """Whatever the way to a fault: a call that makes one names its rule and its severity, or the table of warnings."""
    calls = {call for path in sources() for call in severities_told(ast.parse(path.read_text("utf-8")))}
    explained = {rule.name: rule.severity for rule in BORDER_RULES}

    assert {name for name, severity in calls if severity is Severity.WARNING} | _WARNINGS == {
        name for name, severity in explained.items() if severity is Severity.WARNING
    }
    assert [name for name, severity in calls if explained[name] is not severity] == []


def sources() -> list[Path]:
    schema = [path for path in sorted((GENERATOR / "schema").glob("*.py")) if path.name != "rules.py"]
    return [*schema, *sorted((GENERATOR / "source").glob("*.py")), GENERATOR / "repository.py"]


def rules_told(tree: ast.AST) -> Iterator[str]:
    """The names that stand as `rule=` or as the first words of a fault."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "rule" and isinstance(node.value, ast.Constant):
            yield str(node.value.value)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Fault", "Explanation"):
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant):
                yield str(first.value)


def severities_told(tree: ast.AST) -> Iterator[tuple[str, Severity]]:
    """The rule and the severity of every diagnostic that is made with a rule's name as it stands."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        given: dict[str, ast.expr] = {each.arg: each.value for each in node.keywords if each.arg}
        if node.func.id == "Diagnostic":
            given |= dict(zip(("file", "position", "message", "rule", "hint", "severity"), node.args, strict=False))
        elif node.func.id in ("Fault", "Explanation") and node.args:
            given |= {"rule": node.args[0]}
        elif node.func.id != "replace":
            continue
        rule, severity = given.get("rule"), given.get("severity")
        if isinstance(rule, ast.Constant) and (severity is None or isinstance(severity, ast.Attribute)):
            yield str(rule.value), Severity[severity.attr] if severity else Severity.ERROR

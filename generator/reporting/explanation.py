"""What a rule reports and why, as lines to read."""

from collections.abc import Iterable

from generator.diagnostics import RuleText, Severity
from generator.views.rules import visible

_WIDEST = max(len(severity) for severity in Severity)


def explained(rule: RuleText) -> str:
    """Give one rule whole: what it reports, why, and a file with and without it."""
    examples = f"wrong:\n{_indented(rule.wrong)}\nright:\n{_indented(rule.right)}"
    return f"{rule.name} ({rule.severity})\n\n{rule.summary}\n{rule.why}\n\n{examples}"


def listed(rules: Iterable[RuleText]) -> str:
    """Give one line a rule, by name, with its severity."""
    in_order = sorted(rules, key=lambda rule: rule.name)
    width = max((len(rule.name) for rule in in_order), default=0)
    return "".join(f"{rule.name:<{width}}  {rule.severity:<{_WIDEST}}  {rule.summary}\n" for rule in in_order)


def _indented(example: str) -> str:
    return "".join(f"    {line}\n" for line in visible(example).split("\n"))

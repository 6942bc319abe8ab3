"""What a rule asks and why, as lines to read."""

from collections.abc import Iterable

from generator.diagnostics import RuleText
from generator.reporting.safe import safe


def explained(rule: RuleText) -> str:
    """Give one rule whole: what it asks, why, and a file without and with it."""
    summary = f"{rule.summary[:1].upper()}{rule.summary[1:]}."
    return f"{rule.name}\n\n{summary}\n{rule.why}\n\nwrong:\n{_indented(rule.wrong)}\nright:\n{_indented(rule.right)}"


def listed(rules: Iterable[RuleText]) -> str:
    """Give one line a rule, by name."""
    in_order = sorted(rules, key=lambda rule: rule.name)
    width = max((len(rule.name) for rule in in_order), default=0)
    return "".join(f"{rule.name:<{width}}  {rule.summary}\n" for rule in in_order)


def _indented(example: str) -> str:
    """An example, with what cannot be seen written as escapes."""
    return "".join(f"    {safe(line)}\n" for line in example.split("\n"))

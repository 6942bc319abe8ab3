"""All rules, and what they find in a corpus."""

from generator.checks import (
    characters,
    dates,
    editions,
    fidelity,
    flows,
    ids,
    law,
    personal_data,
    quotes,
    references,
    registers,
    stamps,
    structure,
    topics,
)
from generator.checks.rule import Rule
from generator.diagnostics import Diagnostic, RuleText, in_file_order
from generator.model.corpus import Corpus

__all__ = ["RULES", "RULE_TEXTS", "Rule", "check_corpus"]

_SUBJECTS = (
    references,
    structure,
    ids,
    topics,
    quotes,
    law,
    flows,
    fidelity,
    dates,
    stamps,
    editions,
    personal_data,
    characters,
    registers,
)

RULES: tuple[Rule, ...] = tuple(
    each for subject in _SUBJECTS for each in vars(subject).values() if isinstance(each, Rule)
)
"""Every rule on what files say, by subject. Rules on YAML and on the form of a file are not among them."""


RULE_TEXTS: tuple[RuleText, ...] = tuple(each.text for each in RULES)
"""What is said of every rule."""


def check_corpus(corpus: Corpus, *, is_whole: bool = True) -> tuple[Diagnostic, ...]:
    """Give everything that breaks a rule, in file order.

    Where some protocols could not be read and the corpus is not whole, nothing is said of protocols that are missing.
    """
    rules = (each for each in RULES if is_whole or not each.needs_all)
    return in_file_order(diagnostic for each in rules for diagnostic in each.diagnostics(corpus))

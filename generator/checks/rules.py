"""All rules, and what they find in a corpus."""

from collections.abc import Mapping
from types import ModuleType

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
    vanished,
)
from generator.checks.rule import Before, Rule
from generator.diagnostics import Diagnostic, RuleGroup, RuleText, in_file_order
from generator.model.corpus import Corpus

__all__ = ["RULES", "RULE_GROUPS", "RULE_TEXTS", "Before", "Rule", "check_changes", "check_corpus"]

_SUBJECTS: Mapping[ModuleType, str] = {
    references: "Names that lead to something",
    structure: "Clauses, tables and bodies",
    ids: "Ids",
    vanished: "Addresses that were there before",
    topics: "Topics and absences",
    quotes: "Quotations",
    law: "Citations of law",
    flows: "Reporting duties",
    fidelity: "The words of the source",
    dates: "Dates",
    stamps: "Remarks whose text has changed",
    editions: "Editions",
    personal_data: "Persons",
    characters: "Letters that look like others",
    registers: "Registers and settings",
}


def _rules_of(subject: ModuleType) -> tuple[Rule, ...]:
    return tuple(each for each in vars(subject).values() if isinstance(each, Rule))


RULES: tuple[Rule, ...] = tuple(each for subject in _SUBJECTS for each in _rules_of(subject))
"""Every rule on what files say, by subject. Rules on YAML and on the form of a file are not among them."""


RULE_GROUPS: tuple[RuleGroup, ...] = tuple(
    RuleGroup(title, tuple(each.text for each in _rules_of(subject))) for subject, title in _SUBJECTS.items()
)
"""What is said of every rule, by subject."""


RULE_TEXTS: tuple[RuleText, ...] = tuple(text for group in RULE_GROUPS for text in group.rules)


def check_corpus(corpus: Corpus, *, is_whole: bool = True) -> tuple[Diagnostic, ...]:
    """Give everything that breaks a rule, in file order.

    Where some protocols could not be read and the corpus is not whole, nothing is said of protocols that are missing.
    """
    rules = (each for each in RULES if is_whole or not each.needs_all)
    return in_file_order(diagnostic for each in rules for diagnostic in each.diagnostics(corpus))


def check_changes(corpus: Corpus, before: Before, *, is_whole: bool = True) -> tuple[Diagnostic, ...]:
    """Give everything that is wrong because some files were otherwise before, in file order."""
    rules = (each for each in RULES if is_whole or not each.needs_all)
    return in_file_order(diagnostic for each in rules for diagnostic in each.diagnostics_since(corpus, before))

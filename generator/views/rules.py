"""Every check that a file must pass: what it reports, why, and how a file looks with and without the fault."""

import unicodedata
from dataclasses import dataclass

from generator.diagnostics import RuleGroup, RuleText, Severity
from generator.views import urls
from generator.views.page import Here, Page, PageKind


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule as it is explained: 'Error' or 'Warning', and lines of a file in which everything can be seen."""

    name: str
    severity: str
    summary: str
    why: str
    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class SubjectView:
    """The rules on one subject."""

    title: str
    anchor: str
    rules: tuple[RuleView, ...]


@dataclass(frozen=True, slots=True)
class RulesView:
    """What the page shows. `errors` and `warnings` are how many rules there are of either sort."""

    errors: int
    warnings: int
    subjects: tuple[SubjectView, ...]


def rules_page(groups: tuple[RuleGroup, ...], here: Here) -> Page:
    """Build the page of all checks."""
    return Page(
        here=here,
        kind=PageKind.ABOUT,
        title="All checks",
        description="Every fault that the checks report: why it matters, and a wrong and a right example.",
        template="rules",
        shows=lambda: RulesView(
            errors=_count(groups, Severity.ERROR),
            warnings=_count(groups, Severity.WARNING),
            subjects=tuple(
                SubjectView(group.title, f"_{urls.anchor(group.title)}", tuple(_rule(rule) for rule in group.rules))
                for group in groups
            ),
        ),
        breadcrumbs=(here.link("Contribute", urls.contribute()),),
    )


def _count(groups: tuple[RuleGroup, ...], severity: Severity) -> int:
    return sum(rule.severity is severity for group in groups for rule in group.rules)


def visible(example: str) -> str:
    """Give an example with what cannot be seen, or not be told from something else, as escapes; lines stay lines."""
    return "".join(_visible(character) for character in example)


def _rule(rule: RuleText) -> RuleView:
    severity = rule.severity.value.capitalize()
    return RuleView(rule.name, severity, rule.summary, rule.why, visible(rule.wrong), visible(rule.right))


def _visible(character: str) -> str:
    if character in " \n" or unicodedata.category(character)[0] not in "CZM":
        return character
    return character.encode("unicode_escape").decode("ascii")

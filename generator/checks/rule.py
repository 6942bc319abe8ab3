"""What a rule is: a name, the reasons for it, two examples, and the function that finds what breaks it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from generator.diagnostics import Diagnostic, KeyPath, RuleText, Severity
from generator.model.corpus import Corpus
from generator.model.entity import Entity
from generator.model.protocol import Protocol

REGISTER_FOLDER = "site_config/registers"
SETTINGS = "site"


@dataclass(frozen=True, slots=True)
class Finding:
    """A place that breaks a rule: the protocol's slug or the register's name, the key path, the fact, what to do.

    `offset` is the place of the fault's first character in the text at `path`, counted from 0.
    """

    where: str
    path: KeyPath
    message: str
    hint: str | None = None
    offset: int = 0
    in_register: bool = False


@dataclass(frozen=True, slots=True)
class Before:
    """Protocols by slug, and registers by name, as they were in an earlier version: those whose files differ now."""

    protocols: Mapping[str, Protocol] = field(default_factory=dict)
    registers: Mapping[str, Entity] = field(default_factory=dict)


Check: TypeAlias = Callable[[Corpus], Iterable[Finding]]
CheckSince: TypeAlias = Callable[[Corpus, Before], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, and everything that is said of it.

    `summary` says in one sentence what is reported, `why` why it matters, `wrong` and `right` show it in a file.
    `check` is None for a rule on what has changed, which has `check_since`. A rule that `needs_all` would take a
    protocol that could not be read for one that is not there.
    """

    name: str
    severity: Severity
    summary: str
    why: str
    wrong: str
    right: str
    check: Check | None
    needs_all: bool = False
    check_since: CheckSince | None = None

    @property
    def text(self) -> RuleText:
        """What is said of the rule, for those who explain it."""
        return RuleText(self.name, self.summary, self.why, self.wrong, self.right, self.severity)

    def diagnostics(self, corpus: Corpus) -> Iterator[Diagnostic]:
        """Give what breaks the rule in a corpus."""
        for finding in self.check(corpus) if self.check else ():
            yield self.diagnostic(corpus, finding)

    def diagnostics_since(self, corpus: Corpus, before: Before) -> Iterator[Diagnostic]:
        """Give what breaks the rule in a corpus that was otherwise before."""
        for finding in self.check_since(corpus, before) if self.check_since else ():
            yield self.diagnostic(corpus, finding)

    def diagnostic(self, corpus: Corpus, finding: Finding) -> Diagnostic:
        """Say one finding at its place in its file."""
        if finding.in_register:
            file = corpus.register_files.get(finding.where)
            folder = "site_config" if finding.where == SETTINGS else REGISTER_FOLDER
            path = file.path if file else f"{folder}/{finding.where}.yml"
        else:
            file = corpus.files.get(finding.where)
            path = file.path if file else f"protocols/{finding.where}.yml"
        return Diagnostic(
            file=path,
            position=file.position_of(finding.path, finding.offset) if file else None,
            message=finding.message,
            rule=self.name,
            hint=finding.hint,
            severity=self.severity,
            path=finding.path,
        )


def rule(
    name: str,
    *,
    summary: str,
    why: str,
    wrong: str,
    right: str,
    severity: Severity = Severity.ERROR,
    needs_all: bool = False,
) -> Callable[[Check], Rule]:
    """Make a rule of a function that gives the findings of a corpus."""

    made = _made(name, severity, summary=summary, why=why, wrong=wrong, right=right, needs_all=needs_all)
    return lambda check: replace(made, check=check)


def rule_on_changes(
    name: str,
    *,
    summary: str,
    why: str,
    wrong: str,
    right: str,
    severity: Severity = Severity.ERROR,
    needs_all: bool = False,
) -> Callable[[CheckSince], Rule]:
    """Make a rule of a function that gives what is wrong with a corpus because it was otherwise before."""

    made = _made(name, severity, summary=summary, why=why, wrong=wrong, right=right, needs_all=needs_all)
    return lambda check: replace(made, check_since=check)


def _made(name: str, severity: Severity, *, summary: str, why: str, wrong: str, right: str, needs_all: bool) -> Rule:
    """What is said of a rule, before it has its function."""
    return Rule(name, severity, summary, " ".join(why.split()), wrong.strip("\n"), right.strip("\n"), None, needs_all)

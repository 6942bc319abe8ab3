"""The order of the first steps: load, validate, check."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.checks.rules import RULE_GROUPS, Before, check_changes, check_corpus
from generator.diagnostics import Diagnostic, RuleGroup, RuleText, Severity, in_file_order
from generator.history import KEPT, Files, read_before
from generator.model.corpus import Corpus
from generator.model.registers import Registers
from generator.repository import Loaded, is_project, load_corpus, load_registers
from generator.schema.rules import BORDER_GROUPS, YAML_RULES
from generator.states import entities_of

__all__ = ["Checked", "about", "check", "check_again", "is_project", "is_unchanged", "registers", "rules"]

_OF_YAML = frozenset(rule.name for rule in YAML_RULES)


@dataclass(frozen=True)
class Checked:
    """What the files hold, and everything that is wrong with it.

    `corpus` may be shown only when `is_sound`; None where there is none to check. `protocol_files` are all protocol
    files that were looked at, sound or not.
    """

    corpus: Corpus | None
    diagnostics: tuple[Diagnostic, ...]
    protocol_files: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        """Whether there is a corpus without an error; warnings do not count."""
        return self.corpus is not None and not any(d.severity is Severity.ERROR for d in self.diagnostics)


def check(
    root: Path,
    *,
    as_of: date,
    also: Collection[str] = (),
    only: Collection[str] = (),
    with_history: bool = False,
    since: str | None = None,
) -> Checked:
    """Load, validate and check everything below the top of a project.

    `also` names files that are not published and read only when asked for, as `protocols/_example.yml`. With `only`,
    what is found is whole for those protocol files and for no others. With `with_history`, what the files had before
    and have no more is told too; for that Git is asked, and for `since` see `generator.history.read_before`.

    Raises:
        NoHistoryError, NoSuchRevisionError: `since` is named, and not to be had.
    """
    loaded = load_corpus(root, as_of=as_of, also=also, only=only)
    found = list(loaded.diagnostics)
    if loaded.corpus is not None:
        is_whole = len(loaded.corpus.protocols) == len(loaded.protocol_files)
        checks = [*check_corpus(loaded.corpus, is_whole=is_whole)]
        if with_history:
            before = read_before(root, since, only=loaded.protocol_files if only else KEPT)
            checks += check_changes(loaded.corpus, _comparable(before, loaded), is_whole=is_whole)
        found = _joined(found, checks)
    return Checked(loaded.corpus, in_file_order(found), loaded.protocol_files)


def _joined(loaded: Iterable[Diagnostic], checks: Collection[Diagnostic]) -> list[Diagnostic]:
    """What is wrong with the files and with what they say, each place once.

    Where a name has not the form of one, and the name that it was taken for leads nowhere, the hint is what that says.
    """
    unknown = {(each.file, each.position): each for each in checks if each.rule.startswith("unknown-")}
    found: list[Diagnostic] = []
    for fault in loaded:
        better = unknown.get((fault.file, fault.position)) if fault.rule == "wrong-form" else None
        found.append(replace(fault, hint=better.hint) if better else fault)
    told = {(fault.file, fault.position) for fault in found if fault.severity is Severity.ERROR}
    return [*found, *(d for d in checks if d.position is None or (d.file, d.position) not in told)]


def _comparable(before: Files, loaded: Loaded) -> Before:
    """What is in earlier files, without those of which the present form cannot be read to its end."""
    unread = {d.file for d in loaded.diagnostics if d.severity is Severity.ERROR and d.rule in _OF_YAML}
    return Before(*entities_of({path: raw for path, raw in before.items() if path not in unread}))


def check_again(root: Path, before: Checked, *, as_of: date) -> Checked:
    """Check a project that was checked before: the files that have changed since, and the editions beside them.

    Where more has changed than protocol files, or some have come or gone, all is checked. What a rule says of one
    unchanged file because of another one that changed is told by `check` alone.
    """
    loaded = load_corpus(root, as_of=as_of)
    corpus, earlier = loaded.corpus, before.corpus
    if corpus is None or earlier is None or not _have_one_frame(corpus, earlier):
        return check(root, as_of=as_of)
    changed = {p.slug for p in corpus.protocols if not is_unchanged(p.slug, corpus, earlier)}
    changed |= {old for slug in changed if (old := corpus.by_slug[slug].replaces) and old in corpus.by_slug}
    files: set[str | None] = set()
    files.update(corpus.files[slug].path for slug in changed)
    files.update(corpus.files[slug].source_path for slug in changed)
    part = replace(corpus, protocols=tuple(p for p in corpus.protocols if p.slug in changed))
    found = [d for d in before.diagnostics if d.file not in files]
    known = {d.sort_key for d in found}
    new = [d for d in loaded.diagnostics if d.file in files or d.sort_key not in known]
    checks = [d for d in check_corpus(part) if d.file in files]
    return Checked(corpus, in_file_order([*found, *_joined(new, checks)]), loaded.protocol_files)


def is_unchanged(slug: str, corpus: Corpus, earlier: Corpus) -> bool:
    """Whether a protocol and its source are what they were."""
    return (
        corpus.by_slug[slug] is earlier.by_slug.get(slug)
        and corpus.files[slug].source_text == earlier.files[slug].source_text
    )


def _have_one_frame(corpus: Corpus, earlier: Corpus) -> bool:
    """Whether the registers, the settings, the day and the set of protocols are the same."""
    return (
        all(getattr(corpus.registers, name) is getattr(earlier.registers, name) for name in Registers.model_fields)
        and corpus.settings == earlier.settings
        and corpus.as_of == earlier.as_of
        and corpus.by_slug.keys() == earlier.by_slug.keys()
    )


def about(checked: Checked, files: Collection[str]) -> tuple[Diagnostic, ...]:
    """Give the diagnostics of some files and of the sources that they name.

    Where no protocol could be checked because of other files, what is wrong with those is given too.
    """
    wanted = set(files)
    if checked.corpus is None:
        wanted |= {d.file for d in checked.diagnostics if d.file not in checked.protocol_files}
    else:
        wanted |= {f.source_path for f in checked.corpus.files.values() if f.path in files and f.source_path}
    return tuple(diagnostic for diagnostic in checked.diagnostics if diagnostic.file in wanted)


def rules() -> tuple[RuleText, ...]:
    """Give every rule that a file can break, with its explanation."""
    return tuple(rule for group in rule_groups() for rule in group.rules)


def rule_groups() -> tuple[RuleGroup, ...]:
    """Give every rule with its explanation, by subject: first what a file must be to be read, then what it says."""
    return (*BORDER_GROUPS, *RULE_GROUPS)


def registers(root: Path) -> tuple[Registers | None, tuple[Diagnostic, ...]]:
    """Give the registers, and what is wrong with them; None where one of them cannot be read."""
    return load_registers(root)

"""The order of the steps: load, validate, check, analyse, render."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from jinja2 import BaseLoader, Environment, FileSystemLoader

from generator.analysis.changes import ChangeLog
from generator.checks.ids import vanished_ids
from generator.checks.rules import RULE_TEXTS, check_corpus
from generator.diagnostics import Diagnostic, RuleText, Severity, in_file_order
from generator.exporting.files import files_of
from generator.history import History, changed_files, read_earlier
from generator.model.corpus import Corpus
from generator.model.registers import Registers
from generator.model.settings import Settings
from generator.rendering.environment import environment
from generator.rendering.pages import FinishedPage, RenderedPage, finish, render
from generator.repository import (
    PROTOCOLS,
    REGISTER_FOLDER,
    is_project,
    load_corpus,
    load_registers,
    load_settings,
    read_text,
    read_tree,
)
from generator.schema.rules import BORDER_RULES
from generator.states import change_log, state_of
from generator.views.page import Page
from generator.views.since import SinceView
from generator.views.since import since as compare_states
from generator.views.site import SiteMap, pages_of

__all__ = [
    "Checked",
    "Made",
    "Site",
    "about",
    "check",
    "folder",
    "is_project",
    "make",
    "plain_configuration",
    "registers",
    "rules",
    "since",
]

HANDWRITTEN = "site_config/docs"
OVERRIDES = "site_config/overrides"


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


def check(root: Path, *, as_of: date, also: Collection[str] = ()) -> Checked:
    """Load, validate and check everything below the top of a project.

    `also` names files that are not published and read only when asked for, as `protocols/_example.yml`.
    """
    loaded = load_corpus(root, as_of=as_of, also=also)
    found = list(loaded.diagnostics)
    if loaded.corpus is not None:
        is_whole = len(loaded.corpus.protocols) == len(loaded.protocol_files)
        told = {(fault.file, fault.position) for fault in found if fault.severity is Severity.ERROR}
        checks = check_corpus(loaded.corpus, is_whole=is_whole)
        found.extend(fault for fault in checks if fault.position is None or (fault.file, fault.position) not in told)
    return Checked(loaded.corpus, in_file_order(found), loaded.protocol_files)


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
    return (*BORDER_RULES, *RULE_TEXTS)


def registers(root: Path) -> tuple[Registers | None, tuple[Diagnostic, ...]]:
    """Give the registers, and what is wrong with them; None where one of them cannot be read."""
    return load_registers(root)


@dataclass(frozen=True)
class Site:
    """The generated pages, not yet rendered, and the other generated files by their path in the site."""

    pages: tuple[Page, ...]
    files: Mapping[str, bytes]
    templates: BaseLoader

    def markdown(self) -> Iterator[RenderedPage]:
        """Give each page as its Markdown file."""
        env = environment(self.templates)
        return (render(page, env) for page in self.pages)

    def finished(self, page: Page) -> FinishedPage:
        """Give what a page's Markdown file comes to, so that nobody has to convert it."""
        return finish(page, self._for_html)

    @cached_property
    def _for_html(self) -> Environment:
        return environment(self.templates, for_markdown=False)


@dataclass(frozen=True)
class Made:
    """What came of making the site: the files, or None where a fault forbids it; and all diagnostics."""

    site: Site | None
    diagnostics: tuple[Diagnostic, ...]


def make(root: Path, *, as_of: date, index_names: bool = False, history: History | None = None) -> Made:
    """Load, validate, check and analyse: everything from the files of a project to pages that are ready to be rendered.

    With `index_names` links spell out `index.html`, for a site that is read from a disk. `history` is what the pages of
    changes tell; without one they say that there is none here.
    """
    checked = check(root, as_of=as_of)
    _, strays = read_tree(root, HANDWRITTEN)
    diagnostics = in_file_order((*checked.diagnostics, *strays))
    if not checked.is_sound or checked.corpus is None or strays:
        return Made(None, diagnostics)
    log = log_of(history) if history else None
    site = SiteMap(checked.corpus, log, index_names=index_names)
    return Made(Site(tuple(pages_of(site)), files_of(site), FileSystemLoader(root / "templates")), diagnostics)


def log_of(history: History) -> ChangeLog:
    """Say what changed in each step of a history."""
    steps = ((each.day, each.id, each.files) for each in history.revisions)
    return change_log(history.before, steps, is_whole=history.is_whole, is_current=history.is_current)


def since(root: Path, revision: str, *, as_of: date) -> SinceView:
    """Say what the files change against those at an earlier commit (see `generator.history.read_earlier`).

    Files that cannot be read, then or now, are named, and the others are told all the same.

    Raises:
        NoHistoryError: there is no Git, or no repository.
        NoSuchRevisionError: there is no such commit.
    """
    earlier = read_earlier(root, revision)
    now = {
        f"{folder}/{path}": content
        for folder in (PROTOCOLS, REGISTER_FOLDER)
        for path, content in read_tree(root, folder)[0].items()
    }
    before, after = state_of(earlier.files), state_of(now)
    both = [slug for slug in before.protocols if slug in after.protocols]
    return compare_states(
        before,
        after,
        revision=earlier.id,
        day=earlier.day,
        files=changed_files(root, earlier.id),
        vanished=[
            (slug, name)
            for slug in sorted(both)
            for name in vanished_ids(before.protocols[slug], after.protocols[slug])
        ],
        settings=load_settings(root) or Settings(name=root.name, purpose=root.name),
        as_of=as_of,
    )


def folder(root: Path, made: Site) -> Mapping[str, bytes]:
    """Give the folder that any generator of sites can take: pages, what belongs to them, and a plain mkdocs.yml.

    `docs/` holds the generated pages and the hand-written ones, `overrides/` the theme's. A hand-written page gives way
    to a generated one of the same name.
    """
    files = {f"docs/{path}": content for path, content in read_tree(root, HANDWRITTEN)[0].items()}
    files |= {f"docs/{path}": content for path, content in made.files.items()}
    files |= {f"docs/{page.path}": page.text.encode() for page in made.markdown()}
    files |= {f"overrides/{path}": content for path, content in read_tree(root, OVERRIDES)[0].items()}
    files["mkdocs.yml"] = plain_configuration(read_text(root, "mkdocs.yml")).encode()
    return dict(sorted(files.items()))


def plain_configuration(text: str) -> str:
    """Give mkdocs.yml for the folder: other places, and no plugin, since all pages are there already."""
    found: list[str] = []
    skipping = False
    for line in text.split("\n"):
        if line[:1] not in (" ", "#", ""):
            skipping = line.startswith(("plugins:", "watch:"))
        if not skipping:
            found.append(line.replace("site_config/docs", "docs").replace("site_config/overrides", "overrides"))
    return "\n".join(found).rstrip("\n") + "\n\nplugins: []\n"

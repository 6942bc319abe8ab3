"""The last steps: analyse and render, from the files of a project to the files of its site."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from jinja2 import BaseLoader, Environment, FileSystemLoader

from generator import kept, repository, states
from generator.analysis.changes import ChangeLog
from generator.diagnostics import Diagnostic, in_file_order
from generator.exporting.assets import published
from generator.exporting.data import data_files
from generator.exporting.files import files_of
from generator.exporting.made import MadeFiles, ready
from generator.history import History
from generator.pipeline import Checked, check, check_again, rule_groups
from generator.rendering.environment import environment
from generator.rendering.pages import FinishedPage, RenderedPage, finish, render
from generator.repository import look_of, read_text, read_tree
from generator.states import change_log
from generator.views.page import Page
from generator.views.site import SiteMap, pages_of

HANDWRITTEN = "site_config/docs"
OVERRIDES = "site_config/overrides"


@dataclass(frozen=True)
class Site:
    """The generated pages, not yet rendered, and the other generated files by their path in the site."""

    pages: Iterable[Page]
    files: Mapping[str, bytes]
    templates: BaseLoader

    @property
    def address(self) -> str | None:
        """Where the settings say that the site is published."""
        return next(iter(self.pages)).here.settings.address

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
    checked: Checked | None = field(default=None, repr=False)
    map: SiteMap | None = field(default=None, repr=False)
    files: Mapping[str, bytes] | None = field(default=None, repr=False)


def make(
    root: Path, *, as_of: date, index_names: bool = False, history: History | None = None, with_data: bool = True
) -> Made:
    """Load, validate, check and analyse: everything from the files of a project to pages that are ready to be rendered.

    With `index_names` links spell out `index.html`, for a site that is read from a disk. `history` is what the pages of
    changes tell; without one they say that there is none here. `with_data` adds the data to take away.
    """
    checked = check(root, as_of=as_of)
    _, strays = read_tree(root, HANDWRITTEN)
    diagnostics = in_file_order((*checked.diagnostics, *strays))
    if not checked.is_sound or checked.corpus is None or strays:
        return Made(None, diagnostics, checked)
    log = log_of(history) if history else None
    site = SiteMap(checked.corpus, log, index_names=index_names, rules=rule_groups())
    return _made(root, checked, site, diagnostics, with_data=with_data)


def make_again(root: Path, before: Made, *, as_of: date) -> Made:
    """Make a site again after a change of protocols, registers or templates, without what costs most.

    What rests on files that have not changed is taken over; so are the history and, while no protocol comes or goes,
    which protocols are neighbours. Pages are built when somebody goes through them; other files stay as they were, and
    the data to take away is left out. Where there is nothing to go by, all is made.
    """
    if before.map is None or before.checked is None or before.files is None:
        return make(root, as_of=as_of, with_data=False)
    checked = check_again(root, before.checked, as_of=as_of)
    if not checked.is_sound or checked.corpus is None:
        return replace(before, site=None, diagnostics=checked.diagnostics, checked=checked)
    site = before.map.following(checked.corpus)
    site.look = before.map.look
    made = Site(_PagesAsAsked(site), before.files, FileSystemLoader(root / "templates"))
    return Made(made, checked.diagnostics, checked, site, before.files)


class _PagesAsAsked:
    """The pages of a site, each built anew whenever somebody goes through them."""

    def __init__(self, site: SiteMap) -> None:
        self._site = site

    def __iter__(self) -> Iterator[Page]:
        return pages_of(self._site)


def _made(root: Path, checked: Checked, site: SiteMap, diagnostics: tuple[Diagnostic, ...], *, with_data: bool) -> Made:
    files = files_of(site, with_data=with_data)
    site.look = look_of(root)
    loader = FileSystemLoader(root / "templates")
    return Made(Site(tuple(pages_of(site)), files, loader), diagnostics, checked, site, files)


@dataclass(frozen=True)
class Data:
    """The files of the data by their path in the site, or None where a fault forbids them; and all diagnostics."""

    files: Mapping[str, bytes] | None
    diagnostics: tuple[Diagnostic, ...]


def data(root: Path, *, as_of: date, history: History | None = None) -> Data:
    """Load, validate, check and analyse, and give the data to take away, without the pages.

    `history` is what the feeds tell of changes; without one they tell of none.
    """
    checked = check(root, as_of=as_of)
    if not checked.is_sound or checked.corpus is None:
        return Data(None, checked.diagnostics)
    return Data(data_of(SiteMap(checked.corpus, log_of(history) if history else None)), checked.diagnostics)


def data_of(site: SiteMap) -> Mapping[str, bytes]:
    """Give the data to take away of a site, each file made when it is asked for."""
    return MadeFiles(data_files(site))


def forget() -> None:
    """Let go of what was read to make a site: whoever makes one site only has no more use for it."""
    repository.forget()
    states.forget()
    kept.forget()


def log_of(history: History) -> ChangeLog:
    """Say what changed in each step of a history."""
    steps = ((each.day, each.id, each.files) for each in history.revisions)
    return change_log(history.before, steps, is_whole=history.is_whole, is_current=history.is_current)


def folder(root: Path, made: Site) -> Mapping[str, bytes]:
    """Give the folder that any generator of sites can take: pages, what belongs to them, and a plain mkdocs.yml.

    `docs/` holds the generated pages and the hand-written ones, `overrides/` the theme's. A hand-written page gives way
    to a generated one of the same name.
    """
    files = {f"docs/{path}": ready(content) for path, content in published(read_tree(root, HANDWRITTEN)[0]).items()}
    files |= {f"docs/{path}": partial(made.files.__getitem__, path) for path in made.files}
    files |= {f"docs/{page.path}": ready(page.text.encode()) for page in made.markdown()}
    files |= {f"overrides/{path}": ready(content) for path, content in read_tree(root, OVERRIDES)[0].items()}
    files["mkdocs.yml"] = ready(plain_configuration(read_text(root, "mkdocs.yml")).encode())
    return MadeFiles(dict(sorted(files.items())))


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

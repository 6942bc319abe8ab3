"""The order of the steps: load, validate, check, analyse, render."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import FileSystemLoader

from generator.diagnostics import Diagnostic, Severity, in_file_order
from generator.model.corpus import Corpus
from generator.rendering.environment import environment
from generator.rendering.pages import render
from generator.repository import is_project, load_corpus
from generator.views.site import pages

__all__ = ["Checked", "Made", "Site", "about", "check", "is_project", "make"]


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
    return Checked(loaded.corpus, in_file_order(loaded.diagnostics), loaded.protocol_files)


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


@dataclass(frozen=True)
class Site:
    """The folder of pages: every generated file by its path, Markdown as text, anything else as bytes."""

    files: Mapping[str, str | bytes]


@dataclass(frozen=True)
class Made:
    """What came of making the site: the files, or None where a fault forbids it; and all diagnostics."""

    site: Site | None
    diagnostics: tuple[Diagnostic, ...]


def make(root: Path, *, as_of: date, index_names: bool = False) -> Made:
    """Load, validate, check, analyse and render: everything from the files of a project to the files of its site.

    With `index_names` links spell out `index.html`, for a site that is read from a disk.
    """
    checked = check(root, as_of=as_of)
    if not checked.is_sound or checked.corpus is None:
        return Made(None, checked.diagnostics)
    env = environment(FileSystemLoader(root / "templates"))
    rendered = (render(page, env) for page in pages(checked.corpus, index_names=index_names))
    return Made(Site({page.path: page.text for page in rendered}), checked.diagnostics)

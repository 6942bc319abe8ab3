"""The MkDocs plugin: adds the generated pages, and in the live preview shows what is wrong with a broken file."""

import logging
import os
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.base import Config
from mkdocs.config.config_options import Optional, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator import pipeline
from generator.diagnostics import Severity
from generator.history import read_history
from generator.rendering.literal import plain_references
from generator.rendering.pages import FinishedPage, Heading
from generator.rendering.trouble import trouble
from generator.reporting.text import as_text

_log = logging.getLogger("mkdocs.plugins.local-protocols")

_FIRST_PAGE = """---
title: A file has faults
---

# A file has faults

There is no earlier state of the site to show. Mend the faults, and the pages are here.
"""


class LocalProtocolsConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's one setting; all that is about the site stands in site_config/site.yml."""

    today = Optional(Type(str))
    """Another day than today, as 2026-11-22."""


class ReadyPage(Page):
    """A generated page: it comes with its article, so that MkDocs has nothing to convert."""

    def __init__(self, finished: FinishedPage, file: File, config: MkDocsConfig, title: str | None) -> None:
        """Take the place of the page that MkDocs would make for the file. `title` is the one that the nav gives it."""
        super().__init__(title, file, config)
        self._finished = finished

    def read_source(self, config: MkDocsConfig) -> None:
        """Take over the front matter; there is no Markdown."""
        self.markdown, self.meta = "", dict(self._finished.meta)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take over the article, its contents and the places that links may lead to."""
        self.content = self._finished.html
        self.toc = TableOfContents([_entry(heading) for heading in self._finished.contents])
        self.present_anchor_ids = set(_IDS.findall(self.content))


class LocalProtocolsPlugin(BasePlugin[LocalProtocolsConfig]):  # type: ignore[no-untyped-call]
    """Adds the pages of the protocols to the site."""

    def __init__(self) -> None:
        self._serving = False
        self._site: pipeline.Site | None = None
        self._trouble = ""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is the live preview."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Make all pages, before the old site is touched. In a build a fault ends it here."""
        root = Path(config.config_file_path).parent
        made = pipeline.make(
            root,
            as_of=self._today(),
            index_names=not config.use_directory_urls,
            finished=True,
            history=read_history(root),
        )
        self._trouble = ""
        if made.site is not None:
            self._site = made.site
            return config
        errors = [diagnostic for diagnostic in made.diagnostics if diagnostic.severity is Severity.ERROR]
        told = as_text(errors)
        if not self._serving:
            raise Abort(f"the site was not built, since there are faults:\n{told}")
        _log.error("there are faults; the pages are those from before:\n%s", told)
        self._trouble = trouble(errors)
        return config

    def _today(self) -> date:
        """The day of the setting, or of SOURCE_DATE_EPOCH so that a build can be repeated, or the real one."""
        if self.config.today:
            return date.fromisoformat(self.config.today)
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        return datetime.fromtimestamp(int(epoch), tz=UTC).date() if epoch else datetime.now().astimezone().date()

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add every generated page and file."""
        if self._site is None:
            _replace(files, File.generated(config, "index.md", content=_FIRST_PAGE))
            return files
        for path, content in self._site.files.items():
            _replace(files, File.generated(config, path, content=content))
        titles = dict(_titles(config.nav or []))
        for page in self._site.pages:
            assert isinstance(page, FinishedPage)
            file = File.generated(config, page.path, content="")
            _replace(files, file)
            ReadyPage(page, file, config, titles.get(page.path))
        return files

    def on_page_content(self, html: str, *, page: Page, **_: Any) -> str:
        """Put plain characters back where Markdown has no more to say; in the preview tell what is wrong."""
        return self._trouble + (html if isinstance(page, ReadyPage) else plain_references(html))


_IDS = re.compile(r' id="([^"]+)"')


def _replace(files: Files, file: File) -> None:
    written = files.get_file_from_path(file.src_uri)
    if written is not None:
        files.remove(written)
    files.append(file)


def _titles(nav: Any) -> Iterator[tuple[str, str]]:
    """Give the titles of the nav by the file of their page."""
    for title, below in nav.items() if isinstance(nav, dict) else ((None, item) for item in nav):
        if isinstance(below, list | dict):
            yield from _titles(below)
        elif title is not None:
            yield below, title


def _entry(heading: Heading) -> AnchorLink:
    entry = AnchorLink(heading.words, heading.id, heading.level)
    entry.children = [_entry(below) for below in heading.below]
    return entry
